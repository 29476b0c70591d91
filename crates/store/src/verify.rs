//! Whether the database is sound: the file, the links between rows, the index of words, the chain
//! of every history, the series of references and the sums of each month. Whether rows follow from their histories is
//! app's to check, which knows procedures and calendar.

use rusqlite::Connection;

use crate::{
    Error, Reading,
    sql::{self},
    table::{event, month_count},
};

/// What a check of the database found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verified {
    /// Cases there are.
    pub cases: u64,
    /// Events in their histories.
    pub events: u64,
    /// What is wrong, a sentence each.
    pub problems: Vec<String>,
}

pub(crate) const CASES: &str = "SELECT count(*) FROM cases";

impl Reading<'_> {
    /// What is wrong with the database, a sentence each; reads all of it.
    pub fn verify_integrity(&self) -> Result<Vec<String>, Error> {
        Ok(self.verify()?.problems)
    }

    /// The same, with the number of cases and events that were looked at.
    pub fn verify(&self) -> Result<Verified, Error> {
        let mut problems = check_file(self.connection)?;
        let events = event::check_chains(self.connection, &mut problems)?;
        for (question, problem) in QUESTIONS {
            let found = sql::all(self.connection, question, &[], |columns| columns.reference())?;
            problems.extend(found.iter().map(|reference| format!("{reference}: {problem}")));
        }
        problems.extend(check_series(self.connection)?);
        problems.extend(month_count::check(self.connection)?);
        let cases = sql::one(self.connection, CASES, &[], |columns| columns.length())?.unwrap_or_default();
        Ok(Verified { cases, events, problems })
    }
}

/// The file itself, its indexes (that of words as well) and the links between its rows.
pub(crate) fn check_file(connection: &Connection) -> Result<Vec<String>, Error> {
    let mut problems: Vec<String> = sql::all(connection, "PRAGMA integrity_check", &[], |columns| columns.take())?;
    problems.retain(|line| line != "ok");
    let links = sql::all(connection, "PRAGMA foreign_key_check", &[], |columns| {
        let (table, _row): (String, Option<i64>) = (columns.take()?, columns.take()?);
        let parent: String = columns.take()?;
        Ok(format!("a row of {table} names a row of {parent} that is not there"))
    })?;
    problems.extend(links);
    Ok(problems)
}

/// Cases of which something does not hold.
pub(crate) const QUESTIONS: [(&str, &str); 3] = [
    (
        "SELECT id FROM cases WHERE seq <> (SELECT count(*) FROM event WHERE event.case_id = cases.id)",
        "its row and its history differ in length",
    ),
    (
        "SELECT id FROM cases WHERE NOT EXISTS (SELECT 1 FROM case_words_docsize AS words WHERE words.id = cases.id)",
        "no search finds it",
    ),
    (
        "SELECT id FROM case_words_docsize AS words WHERE NOT EXISTS (SELECT 1 FROM cases WHERE cases.id = words.id)",
        "a search finds it, but there is no such case",
    ),
];

const SERIES: &str = "SELECT series.year, series.last,
    (SELECT count(*) FROM cases WHERE cases.id BETWEEN series.year * 1000000000 + 1 AND series.year * 1000000000 + last)
    + (SELECT count(*) FROM undone_reference AS undone
       WHERE undone.case_id BETWEEN series.year * 1000000000 + 1 AND series.year * 1000000000 + last)
    FROM series ORDER BY series.year";
pub(crate) const OUTSIDE: &str = "SELECT id FROM cases WHERE NOT EXISTS (SELECT 1 FROM series
    WHERE cases.id BETWEEN series.year * 1000000000 + 1 AND series.year * 1000000000 + last)";

fn check_series(connection: &Connection) -> Result<Vec<String>, Error> {
    let years = sql::all(connection, SERIES, &[], |columns| {
        Ok((columns.take::<i32>()?, columns.length()?, columns.length()?))
    })?;
    let short = years.into_iter().filter(|(_, last, found)| last != found);
    let mut problems: Vec<String> =
        short.map(|(year, last, found)| format!("{year}: {last} numbers were given and {found} are used")).collect();
    let outside = sql::all(connection, OUTSIDE, &[], |columns| columns.reference())?;
    problems.extend(outside.iter().map(|reference| format!("{reference}: its number was never given")));
    Ok(problems)
}
