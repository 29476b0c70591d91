//! Many rows whose dates are worked out again, as after a change of the calendar: only the dates are
//! written, and the kept sums of months follow once for all of them.

use domain::{Date, Recorded, Reference};

use crate::{
    Error, Writing,
    sql::{self, id, micros},
    table::{cases::NEVER, event, month_count},
};

/// The dates of a case that is open, as they are now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redated {
    /// Its name.
    pub reference: Reference,
    /// Length of the history on which the dates were worked out, without `events`.
    pub seq: u32,
    /// By when it is to be acknowledged.
    pub ack_due: Option<Date>,
    /// By when it was first to be answered.
    pub first_due: Option<Date>,
    /// By when it is to be answered.
    pub respond_due: Option<Date>,
    /// The date its answer is held to.
    pub held_to: Option<Date>,
    /// The date that the answer of the latest stage is held to, where one was opened.
    pub later_held_to: Option<Date>,
    /// The earliest date that is still to be kept.
    pub next_due: Option<Date>,
    /// The clock that `next_due` is of.
    pub next_clock: Option<String>,
    /// Working days from receipt to answer.
    pub days_to_answer: Option<i64>,
    /// What the figures need of it, as JSON.
    pub facts: String,
    /// What is added to its history.
    pub events: Vec<Recorded>,
}

const BEFORE: &str = "SELECT facts FROM cases WHERE id = $1 AND seq = $2";
const REDATE: &str = "UPDATE cases SET ack_due = $2, first_due = $3, respond_due = $4, held_to = $5,
    next_due = $6, next_clock = $7, days_to_answer = $8, facts = $9, sort_due = $10, stage_held_to = $11 WHERE id = $1";
// For itself: most histories do not grow, and the engine writes an index anew for every column that is named.
const GROWN: &str = "UPDATE cases SET seq = $2, changed_at = $3 WHERE id = $1";

impl Writing<'_> {
    /// Writes the dates of these cases and adds to their histories. Where a history has grown since the dates
    /// were worked out, nothing is saved and the answer is [`Error::Stale`].
    pub fn redate(&self, cases: &[Redated]) -> Result<(), Error> {
        self.cases_change();
        let mut facts = Vec::with_capacity(cases.len());
        for case in cases {
            facts.push((self.redate_one(case)?, case.facts.as_str()));
        }
        month_count::follow_all(self.connection, &facts)
    }

    /// Gives the facts as they were before.
    fn redate_one(&self, case: &Redated) -> Result<String, Error> {
        let key = id(case.reference);
        let before: Option<String> = sql::one(self.connection, BEFORE, &[&key, &case.seq], |columns| columns.take())?;
        let Some(facts) = before else { return Err(self.stale(case.reference, case.seq)?) };
        event::add(self.connection, case.reference, case.seq, &case.events)?;
        if let Some(last) = case.events.last() {
            sql::run(self.connection, GROWN, &[&key, &last.seq, &micros(last.at)])?;
        }
        let sort_due = case.next_due.map_or_else(|| NEVER.to_owned(), |date| date.to_string());
        sql::run(
            self.connection,
            REDATE,
            &[
                &key,
                &case.ack_due,
                &case.first_due,
                &case.respond_due,
                &case.held_to,
                &case.next_due,
                &case.next_clock,
                &case.days_to_answer,
                &case.facts,
                &sort_due,
                &case.later_held_to,
            ],
        )?;
        Ok(facts)
    }
}
