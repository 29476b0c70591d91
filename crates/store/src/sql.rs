//! Running one statement: `$1`-style placeholders bound by name, and columns read in order.
//! Which statements there are is the business of `table` and `list`.

use chrono::DateTime;
use domain::{Date, Moment, Reference, TextRef};
use rusqlite::{
    CachedStatement, Connection, Row, ToSql,
    types::{FromSql, Type},
};

#[cfg(debug_assertions)]
use crate::growth;
use crate::{Error, fingerprint};

/// Every row of the answer.
pub(crate) fn all<T>(
    connection: &Connection,
    sql: &str,
    values: &[&dyn ToSql],
    read: impl Fn(&mut Columns<'_>) -> Result<T, Error>,
) -> Result<Vec<T>, Error> {
    let mut statement = prepare(connection, sql, values)?;
    let mut rows = statement.raw_query();
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(&mut Columns::of(row))?);
    }
    Ok(found)
}

/// The first row of the answer, if there is one.
pub(crate) fn one<T>(
    connection: &Connection,
    sql: &str,
    values: &[&dyn ToSql],
    read: impl Fn(&mut Columns<'_>) -> Result<T, Error>,
) -> Result<Option<T>, Error> {
    let mut statement = prepare(connection, sql, values)?;
    let mut rows = statement.raw_query();
    let row = rows.next()?;
    row.map(|row| read(&mut Columns::of(row))).transpose()
}

/// Runs a statement that answers with no rows; gives the number of rows it changed.
pub(crate) fn run(connection: &Connection, sql: &str, values: &[&dyn ToSql]) -> Result<usize, Error> {
    Ok(prepare(connection, sql, values)?.raw_execute()?)
}

/// The new row's id of an `INSERT … RETURNING id`.
pub(crate) fn insert(connection: &Connection, sql: &str, values: &[&dyn ToSql]) -> Result<i64, Error> {
    let id = one(connection, sql, values, |columns| columns.take())?;
    id.ok_or_else(|| Error::Sql("an INSERT gave no id".to_owned()))
}

/// A statement with its values, for rows that are read one by one. Every statement of the room is
/// prepared here, where a debug build refuses one whose work grows with the number of cases.
pub(crate) fn prepare<'c>(
    connection: &'c Connection,
    sql: &str,
    values: &[&dyn ToSql],
) -> Result<CachedStatement<'c>, Error> {
    #[cfg(debug_assertions)]
    growth::refuse(connection, sql)?;
    let mut statement = connection.prepare_cached(sql)?;
    for (place, value) in (1..).zip(values) {
        let index = place_of(&statement, place)?;
        statement.raw_bind_parameter(index, value)?;
    }
    Ok(statement)
}

/// Where the engine has the placeholder of this number: at its number where the statement names them in order, which
/// nearly all do and which spares the search by name.
fn place_of(statement: &CachedStatement<'_>, number: usize) -> Result<usize, Error> {
    let named = |name: &str| name.strip_prefix('$').and_then(|digits| digits.parse().ok()) == Some(number);
    if statement.parameter_name(number).is_some_and(named) {
        return Ok(number);
    }
    let name = format!("${number}");
    statement.parameter_index(&name)?.ok_or_else(|| Error::Sql(format!("a statement has no {name}")))
}

/// The columns of a row, taken from left to right.
pub(crate) struct Columns<'r> {
    row: &'r Row<'r>,
    next: usize,
}

impl<'r> Columns<'r> {
    pub(crate) fn of(row: &'r Row<'r>) -> Columns<'r> {
        Columns { row, next: 0 }
    }

    pub(crate) fn take<T: FromSql>(&mut self) -> Result<T, Error> {
        self.next += 1;
        Ok(self.row.get(self.next - 1)?)
    }

    pub(crate) fn moment(&mut self) -> Result<Moment, Error> {
        self.take().and_then(to_moment)
    }

    pub(crate) fn maybe_moment(&mut self) -> Result<Option<Moment>, Error> {
        self.take::<Option<i64>>()?.map(to_moment).transpose()
    }

    pub(crate) fn date(&mut self) -> Result<Date, Error> {
        self.maybe_date()?.ok_or_else(|| Error::Damaged("a date is missing".to_owned()))
    }

    /// A date as ISO 8601 has it; rows of lists have many.
    pub(crate) fn maybe_date(&mut self) -> Result<Option<Date>, Error> {
        self.next += 1;
        let text = self.row.get_ref(self.next - 1)?.as_str_or_null().map_err(rusqlite::Error::from)?;
        text.map(|text| text.parse().map_err(|_| Error::Damaged(format!("{text:?} is no date")))).transpose()
    }

    /// A word of the domain, by its stored name.
    pub(crate) fn word<T>(&mut self, named: impl Fn(&str) -> Option<T>) -> Result<T, Error> {
        let name: String = self.take()?;
        named(&name).ok_or_else(|| self.unknown(&name))
    }

    pub(crate) fn maybe_word<T>(&mut self, named: impl Fn(&str) -> Option<T>) -> Result<Option<T>, Error> {
        let name: Option<String> = self.take()?;
        name.map(|name| named(&name).ok_or_else(|| self.unknown(&name))).transpose()
    }

    pub(crate) fn fingerprint(&mut self) -> Result<TextRef, Error> {
        Ok(fingerprint::reference(&self.take()?))
    }

    pub(crate) fn reference(&mut self) -> Result<Reference, Error> {
        self.take().and_then(to_reference)
    }

    pub(crate) fn maybe_reference(&mut self) -> Result<Option<Reference>, Error> {
        self.take::<Option<i64>>()?.map(to_reference).transpose()
    }

    /// A list of words, kept as JSON.
    pub(crate) fn list(&mut self) -> Result<Vec<String>, Error> {
        let text: String = self.take()?;
        serde_json::from_str(&text).map_err(|error| Error::Damaged(format!("a list of words: {error}")))
    }

    /// A length or count that is never negative.
    pub(crate) fn length(&mut self) -> Result<u64, Error> {
        let number: i64 = self.take()?;
        u64::try_from(number).map_err(|_| Error::Damaged("a length is negative".to_owned()))
    }

    fn unknown(&self, name: &str) -> Error {
        let text = format!("{name:?} is no stored name").into();
        rusqlite::Error::FromSqlConversionFailure(self.next - 1, Type::Text, text).into()
    }
}

/// A moment as rows keep it: microseconds.
pub(crate) fn micros(moment: Moment) -> i64 {
    moment.timestamp_micros()
}

fn to_moment(micros: i64) -> Result<Moment, Error> {
    DateTime::from_timestamp_micros(micros).ok_or_else(|| Error::Damaged("a moment is out of range".to_owned()))
}

/// A reference as rows keep it: the year, then nine digits of its number. So rows are in the
/// order of their references, and newest first is the engine's own order backwards.
pub(crate) fn id(reference: Reference) -> i64 {
    i64::from(reference.year) * NUMBERS + i64::from(reference.number)
}

fn to_reference(id: i64) -> Result<Reference, Error> {
    let year = i32::try_from(id.div_euclid(NUMBERS));
    let number = u32::try_from(id.rem_euclid(NUMBERS));
    match (year, number) {
        (Ok(year), Ok(number)) => Ok(Reference { year, number }),
        (Err(_), _) | (_, Err(_)) => Err(Error::Damaged(format!("{id} is the id of no case"))),
    }
}

/// References have at most nine digits after the year.
const NUMBERS: i64 = 1_000_000_000;

/// A length or count as rows keep it.
pub(crate) fn length(number: u64) -> Result<i64, Error> {
    i64::try_from(number).map_err(|_| Error::Sql("a length is beyond what can be kept".to_owned()))
}

/// A list of words as rows keep it.
pub(crate) fn list(words: &[String]) -> Result<String, Error> {
    serde_json::to_string(words).map_err(|error| Error::Sql(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_keep_the_order_of_references() {
        let texts = ["2025-0001", "2025-9999", "2025-10000", "2026-0001", "2026-0431", "2026-999999999"];
        let references = texts.map(|text| text.parse::<Reference>().expect("a reference"));
        let ids = references.map(id);
        assert!(ids.is_sorted(), "{ids:?}");
        assert_eq!(ids.map(|id| to_reference(id).expect("an id")), references);
    }
}
