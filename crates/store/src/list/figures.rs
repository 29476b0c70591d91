//! The rows that figures of a range of days are made from. Each statement walks one index and
//! leaves out what those before it have found, so that no row comes twice.

use domain::{Date, ServiceId};

use super::statement::Statement;
use crate::{
    Error, Reading, dialect, sql,
    table::cases::{self, CaseRow},
};

impl Reading<'_> {
    /// Cases that matter for the days `from` to `to`: received, acknowledged, answered or closed in
    /// them, or open at the end of the last one; of these services, or of all. In order of
    /// their references.
    pub fn rows_for_figures(
        &self,
        from: Date,
        to: Date,
        services: Option<&[ServiceId]>,
    ) -> Result<Vec<CaseRow>, Error> {
        let mut found = Vec::new();
        for statement in statements(from, to, services) {
            found.extend(sql::all(self.connection, &statement.text, &statement.values(), cases::read)?);
        }
        found.sort_unstable_by_key(|row| row.reference);
        Ok(found)
    }
}

/// An index, what it finds, and what others before it have found. `$1` is the first day and `$2`
/// the last.
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
        "cases_open_received",
        "closed IS NULL AND received < $1 AND (answered IS NULL OR answered NOT BETWEEN $1 AND $2)
         AND (acknowledged IS NULL OR acknowledged NOT BETWEEN $1 AND $2)",
    ),
];

pub(super) fn statements(from: Date, to: Date, services: Option<&[ServiceId]>) -> Vec<Statement> {
    if services.is_some_and(<[ServiceId]>::is_empty) {
        // The engine refuses to walk an index for what is never true.
        return Vec::new();
    }
    let statement = |(index, condition): (&str, &str)| {
        let mut statement = Statement::default();
        // Bound first, as $1 and $2 of the condition.
        statement.place(from.to_string());
        statement.place(to.to_string());
        let index = dialect::by_index(index);
        statement.push(&format!("SELECT {} FROM cases{index} WHERE {condition}", cases::COLUMNS));
        if let Some(services) = services {
            let among = statement.among("service", services.iter().map(|id| id.0));
            statement.push(&format!(" AND {among}"));
        }
        statement
    };
    WALKS.into_iter().map(statement).collect()
}
