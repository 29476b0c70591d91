//! A statement being put together, with the values for its placeholders.

use rusqlite::{ToSql, types::Value};

use crate::table::cases;

/// A statement and its values, `$1` being the first.
#[derive(Debug, Default)]
pub(crate) struct Statement {
    pub(crate) text: String,
    values: Vec<Value>,
}

impl Statement {
    /// The values in order.
    pub(crate) fn values(&self) -> Vec<&dyn ToSql> {
        self.values.iter().map(|value| value as &dyn ToSql).collect()
    }

    pub(super) fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// A placeholder for a value.
    pub(super) fn place(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("${}", self.values.len())
    }

    /// ` AND column op value`.
    pub(super) fn and(&mut self, left: &str, value: impl Into<Value>) {
        let place = self.place(value);
        self.push(&format!(" AND {left} {place}"));
    }

    /// `column IN (…)`.
    pub(super) fn among<V: Into<Value>>(&mut self, column: &str, values: impl IntoIterator<Item = V>) -> String {
        let places: Vec<String> = values.into_iter().map(|value| self.place(value)).collect();
        format!("{column} IN ({})", places.join(", "))
    }
}

/// The columns of a [`super::CaseLine`] from a source of cases; a WHERE follows.
pub(super) fn lines_from(source: &str) -> String {
    format!(
        "SELECT {}, customer.name, service.name, head.name, investigator.name FROM {source}
         LEFT JOIN customer AS taken ON taken.id = cases.customer
         LEFT JOIN customer ON customer.id = COALESCE(taken.kept_as, taken.id) LEFT JOIN service ON service.id = cases.service
         LEFT JOIN person AS head ON head.id = cases.head
         LEFT JOIN person AS investigator ON investigator.id = cases.investigator",
        cases::COLUMNS
    )
}
