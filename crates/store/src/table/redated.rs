//! Many rows whose dates are worked out again, as after a change of the calendar: only the dates are
//! written, and the kept sums of months follow once for all of them.

use domain::{Date, Moment, Recorded, Reference};

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

const FACTS: &str = "SELECT facts FROM cases WHERE id = $1 AND seq = $2";
const REDATE: &str = "UPDATE cases SET seq = $2, ack_due = $3, first_due = $4, respond_due = $5, held_to = $6,
    next_due = $7, next_clock = $8, days_to_answer = $9, facts = $10, sort_due = $11, changed_at = $12,
    stage_held_to = $13 WHERE id = $1";
const CHANGED_AT: &str = "SELECT changed_at FROM cases WHERE id = $1";

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
        let before: Option<String> = sql::one(self.connection, FACTS, &[&key, &case.seq], |columns| columns.take())?;
        let stale = || Error::Stale { reference: case.reference, expected: case.seq, found: 0 };
        let before = before.ok_or_else(stale)?;
        event::add(self.connection, case.reference, case.seq, &case.events)?;
        let last = case.events.last();
        let seq = last.map_or(case.seq, |recorded| recorded.seq);
        let changed_at = last.map_or_else(|| self.changed_at(case.reference), |recorded| Ok(micros(recorded.at)))?;
        let sort_due = case.next_due.map_or_else(|| NEVER.to_owned(), |date| date.to_string());
        let Redated { ack_due, first_due, respond_due, held_to, next_due, next_clock, days_to_answer, .. } = case;
        let later_held_to = &case.later_held_to;
        sql::run(
            self.connection,
            REDATE,
            &[
                &key,
                &seq,
                ack_due,
                first_due,
                respond_due,
                held_to,
                next_due,
                next_clock,
                days_to_answer,
                &case.facts,
                &sort_due,
                &changed_at,
                later_held_to,
            ],
        )?;
        Ok(before)
    }

    fn changed_at(&self, reference: Reference) -> Result<i64, Error> {
        let kept = sql::one(self.connection, CHANGED_AT, &[&id(reference)], |columns| columns.moment())?;
        Ok(micros(kept.unwrap_or(Moment::UNIX_EPOCH)))
    }
}
