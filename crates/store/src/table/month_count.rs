//! The figures of whole months, kept as sums: how often each thing that figures count was counted, by
//! month and service. Every change of a case's row takes away what the row added before and adds what
//! it adds now, in the same transaction, so that a month costs the same however many cases there are.
//! What a case adds is the domain's ([`Facts::entries`]).

use std::collections::BTreeMap;

use domain::{
    Moment, ServiceId,
    figures::{Counted, Entry, Facts, Month, Months},
};
use rusqlite::Connection;

use crate::{
    Error, Reading, Writing,
    sql::{self, Columns, micros},
};

const OF_MONTHS: &str = "SELECT entry, service, count FROM month_count
    WHERE months = 'in' AND month BETWEEN $1 AND $2 ORDER BY month, entry, service";
const AT_END: &str = "SELECT entry, service, count FROM month_count WHERE months = 'at-end' AND month = $1";
const SINCE: &str = "SELECT entry, service, count FROM month_count WHERE months = 'since' AND month <= $1";
const ONE: &str = "SELECT entry, service, count FROM month_count WHERE months = 'in' AND month = $1 AND entry = $2";
const CHANGED_AFTER: &str = "SELECT 1 FROM cases WHERE changed_at > $1 LIMIT 1";

impl Reading<'_> {
    /// What was counted in the months from `first` to `last`, and what stood at the end of the last
    /// one, as the cases are now. The same entry may come several times.
    pub fn month_counts(&self, first: Month, last: Month) -> Result<Vec<Counted>, Error> {
        let (first, last) = (first.to_string(), last.to_string());
        let mut found = sql::all(self.connection, OF_MONTHS, &[&first, &last], counted)?;
        found.extend(sql::all(self.connection, AT_END, &[&last], counted)?);
        found.extend(sql::all(self.connection, SINCE, &[&last], counted)?);
        Ok(found)
    }

    /// How often these things happened in a month, as the cases are now.
    pub fn month_counts_of(&self, month: Month, entries: &[Entry]) -> Result<Vec<Counted>, Error> {
        let month = month.to_string();
        let mut found = Vec::new();
        for entry in entries {
            found.extend(sql::all(self.connection, ONE, &[&month, &text(entry)?], counted)?);
        }
        Ok(found)
    }

    /// Whether any history was added to after a moment.
    pub fn any_changed_after(&self, moment: Moment) -> Result<bool, Error> {
        let found: Option<i64> =
            sql::one(self.connection, CHANGED_AFTER, &[&micros(moment)], |columns| columns.take())?;
        Ok(found.is_some())
    }
}

impl Writing<'_> {
    /// Takes the sums away and counts all cases again.
    pub fn count_months_again(&self) -> Result<(), Error> {
        sql::run(self.connection, CLEAR, &[])?;
        add(self.connection, of_all_cases(self.connection)?)
    }
}

/// Counts all cases where nothing was counted yet: in a file that knew no sums.
pub(crate) fn fill(connection: &Connection) -> Result<(), Error> {
    if sql::one(connection, NOT_COUNTED, &[], |columns| columns.take::<i64>())?.is_none() {
        return Ok(());
    }
    let transaction = rusqlite::Transaction::new_unchecked(connection, rusqlite::TransactionBehavior::Immediate)?;
    add(&transaction, of_all_cases(&transaction)?)?;
    Ok(transaction.commit()?)
}

/// Follows a row whose facts were, and are now, as said; `None` where there is no such row.
pub(crate) fn follow(connection: &Connection, before: Option<&str>, after: Option<&str>) -> Result<(), Error> {
    if before == after {
        return Ok(());
    }
    let mut sums = Sums::default();
    before.map_or(Ok(()), |facts| sums.add(facts, -1))?;
    after.map_or(Ok(()), |facts| sums.add(facts, 1))?;
    add(connection, sums)
}

/// Follows many rows at once: facts as they were, and as they are now.
pub(crate) fn follow_all(connection: &Connection, rows: &[(String, &str)]) -> Result<(), Error> {
    let mut sums = Sums::default();
    for (before, after) in rows.iter().filter(|(before, after)| before != after) {
        sums.add(before, -1)?;
        sums.add(after, 1)?;
    }
    add(connection, sums)
}

/// Months whose sums are not what the cases add up to, as a sentence each.
pub(crate) fn check(connection: &Connection) -> Result<Vec<String>, Error> {
    let mut sums = of_all_cases(connection)?;
    for (key, count) in sql::all(connection, ALL, &[], row)? {
        *sums.0.entry(key).or_default() -= count;
    }
    let mut months: Vec<String> =
        sums.0.into_iter().filter(|(_, count)| *count != 0).map(|(key, _)| key.month).collect();
    months.sort_unstable();
    months.dedup();
    let said = |month| format!("the kept figures of {month} do not agree with the cases");
    Ok(months.into_iter().map(said).collect())
}

/// What there is of an entry, and how often.
#[derive(Default)]
struct Sums(BTreeMap<Key, i64>);

/// A row of the table without its count.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    months: String,
    month: String,
    entry: String,
    /// 0 where there is none.
    service: i64,
}

impl Sums {
    /// Adds what a case adds, so many times.
    fn add(&mut self, facts: &str, times: i64) -> Result<(), Error> {
        let facts: Facts = serde_json::from_str(facts).map_err(|error| Error::Damaged(format!("facts: {error}")))?;
        let service = facts.service.map_or(0, |service| service.0);
        for (when, entry) in facts.entries() {
            let entry = text(&entry)?;
            for months in when.months() {
                let (months, month) = named(months);
                let key = Key { months: months.to_owned(), month: month.to_string(), entry: entry.clone(), service };
                *self.0.entry(key).or_default() += times;
            }
        }
        Ok(())
    }
}

/// Every case was received in a month.
const NOT_COUNTED: &str = "SELECT id FROM cases WHERE id = (SELECT max(id) FROM cases)
    AND NOT EXISTS (SELECT 1 FROM month_count WHERE months = 'in')";
pub(crate) const FACTS: &str = "SELECT facts FROM cases";
pub(crate) const ALL: &str = "SELECT months, month, entry, service, count FROM month_count";
pub(crate) const CLEAR: &str = "DELETE FROM month_count";
const ADD: &str = "INSERT INTO month_count (months, month, entry, service, count) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (months, month, entry, service) DO UPDATE SET count = month_count.count + excluded.count";
const FORGET_NONE: &str = "DELETE FROM month_count
    WHERE months = $1 AND month = $2 AND entry = $3 AND service = $4 AND count = 0";

fn add(connection: &Connection, sums: Sums) -> Result<(), Error> {
    for (Key { months, month, entry, service }, count) in sums.0.into_iter().filter(|(_, count)| *count != 0) {
        sql::run(connection, ADD, &[&months, &month, &entry, &service, &count])?;
        if count < 0 {
            sql::run(connection, FORGET_NONE, &[&months, &month, &entry, &service])?;
        }
    }
    Ok(())
}

fn of_all_cases(connection: &Connection) -> Result<Sums, Error> {
    let mut sums = Sums::default();
    let mut statement = sql::prepare(connection, FACTS, &[])?;
    let mut rows = statement.raw_query();
    while let Some(row) = rows.next()? {
        sums.add(&Columns::of(row).take::<String>()?, 1)?;
    }
    Ok(sums)
}

fn row(columns: &mut Columns<'_>) -> Result<(Key, i64), Error> {
    let (months, month, entry) = (columns.take()?, columns.take()?, columns.take()?);
    Ok((Key { months, month, entry, service: columns.take()? }, columns.take()?))
}

fn counted(columns: &mut Columns<'_>) -> Result<Counted, Error> {
    let entry: String = columns.take()?;
    let entry = serde_json::from_str(&entry).map_err(|error| Error::Damaged(format!("a kept figure: {error}")))?;
    let service = Some(columns.take()?).filter(|service| *service != 0).map(ServiceId);
    Ok(Counted { service, entry, count: columns.take()? })
}

/// An entry as rows keep it.
fn text(entry: &Entry) -> Result<String, Error> {
    serde_json::to_string(entry).map_err(|error| Error::Sql(error.to_string()))
}

/// For which months a row counts, as rows keep it.
fn named(months: Months) -> (&'static str, Month) {
    match months {
        Months::In(month) => ("in", month),
        Months::AtEnd(month) => ("at-end", month),
        Months::Since(month) => ("since", month),
    }
}
