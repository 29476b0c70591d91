//! The rows that figures of a range of days are made from. Each statement walks one index and
//! leaves out what those before it have found, so that no row comes twice.

use domain::{Date, Moment, Reference};

use super::{CaseLine, statement::Statement};
use crate::{
    Error, Reading, dialect,
    sql::{self, Columns, micros},
};

impl Reading<'_> {
    /// What the figures need of cases that matter for the days `from` to `to`: received,
    /// acknowledged, answered or closed in them, or open at the end of the last one; in order of
    /// their references, and nothing else of them: the twelve months of a chart are thousands of
    /// rows. Cases whose history was added to after `unchanged_since` are left out.
    pub fn facts_for_figures(
        &self,
        from: Date,
        to: Date,
        unchanged_since: Moment,
    ) -> Result<Vec<(Reference, String)>, Error> {
        let mut found = Vec::new();
        for statement in statements(from, to, unchanged_since) {
            let read = |columns: &mut Columns<'_>| Ok((columns.reference()?, columns.take()?));
            found.extend(sql::all(self.connection, &statement.text, &statement.values(), read)?);
        }
        found.sort_unstable_by_key(|(reference, _)| *reference);
        Ok(found)
    }

    /// The lines of these cases, in this order; those that are not there are left out.
    pub fn lines(&self, references: &[Reference]) -> Result<Vec<CaseLine>, Error> {
        let ids: Vec<i64> = references.iter().map(|reference| sql::id(*reference)).collect();
        super::lines(self.connection, &ids)
    }

    /// Cases that were there at a moment and whose history was added to after it, in order.
    pub fn there_and_changed_since(&self, moment: Moment) -> Result<Vec<Reference>, Error> {
        let mut found =
            sql::all(self.connection, THERE_AND_CHANGED, &[&micros(moment)], |columns| columns.reference())?;
        found.sort_unstable();
        Ok(found)
    }
}

const THERE_AND_CHANGED: &str = "SELECT id FROM cases WHERE changed_at > $1 AND logged_at <= $1";

/// An index, what it finds, and what others before it have found. `$1` is the first day and `$2`
/// the last. `id > 0` holds always; by it the engine looks the beginning of the open cases up.
const WALKS: [(&str, &str); 6] = [
    ("cases_received", "received BETWEEN $1 AND $2"),
    ("cases_answered", "answered BETWEEN $1 AND $2 AND received NOT BETWEEN $1 AND $2"),
    (
        "cases_acknowledged",
        "acknowledged BETWEEN $1 AND $2 AND received NOT BETWEEN $1 AND $2
         AND (answered IS NULL OR answered NOT BETWEEN $1 AND $2)",
    ),
    (
        "cases_closed",
        "closed BETWEEN $1 AND $2 AND received NOT BETWEEN $1 AND $2
         AND (answered IS NULL OR answered NOT BETWEEN $1 AND $2)
         AND (acknowledged IS NULL OR acknowledged NOT BETWEEN $1 AND $2)",
    ),
    (
        "cases_closed",
        "closed > $2 AND received < $1 AND (answered IS NULL OR answered NOT BETWEEN $1 AND $2)
         AND (acknowledged IS NULL OR acknowledged NOT BETWEEN $1 AND $2)",
    ),
    (
        "cases_open",
        "closed IS NULL AND id > 0 AND received < $1 AND (answered IS NULL OR answered NOT BETWEEN $1 AND $2)
         AND (acknowledged IS NULL OR acknowledged NOT BETWEEN $1 AND $2)",
    ),
];

pub(super) fn statements(from: Date, to: Date, unchanged_since: Moment) -> Vec<Statement> {
    let statement = |(index, condition): (&str, &str)| {
        let mut statement = Statement::default();
        // Bound first, as $1 and $2 of the condition.
        statement.place(from.to_string());
        statement.place(to.to_string());
        let index = dialect::by_index(index);
        statement.push(&format!("SELECT cases.id, cases.facts FROM cases{index} WHERE {condition}"));
        statement.and("changed_at <=", micros(unchanged_since));
        statement
    };
    WALKS.into_iter().map(statement).collect()
}
