//! Whether the work of a statement grows with the number of cases, by the engine's own account of
//! how it runs it (`EXPLAIN QUERY PLAN`). In a debug build every statement is asked about when it
//! first runs, so that no test of any room can run one that reads or sorts a whole table unseen; the
//! few that must, and why, stand in [`EXCUSED`].

use std::{
    collections::HashSet,
    sync::{Mutex, PoisonError},
};

use rusqlite::Connection;

use crate::{
    table::{batch, cases, event, mail, month_count, person},
    verify,
};

/// Tables that have a few rows however many cases there are.
const SMALL: [&str; 18] = [
    "sqlite_master",
    "person",
    "service",
    "setting",
    "day_off",
    "template",
    "procedure_draft",
    "procedure_file",
    "office_event",
    "month_lock",
    "series",
    "batch",
    "undoing",
    "upload",
    "draft",
    "session",
    "saved_view",
    "lesson",
];

/// Indexes of what waits for somebody, which is soon done: walking one is walking what is to be done.
const WAITING: [&str; 4] = ["letter_to_post", "mail_due", "mail_held", "mail_handed_over"];

/// Statements that read or sort more than they answer with, each with its reason.
pub(crate) const EXCUSED: &[(&str, &str)] = &[
    (cases::ALL, "verify folds every history again"),
    (cases::OPEN, "a change of the calendar dates every open case again"),
    (event::EVERY, "an old file's rows are made again from all histories"),
    (event::CHAIN, "verify goes through all chains"),
    (month_count::FACTS, "the sums of all months are counted again, or compared with the cases"),
    (month_count::ALL, "verify compares the sums of all months with the cases"),
    (verify::CASES, "verify counts what it looked at"),
    (verify::QUESTIONS[0].0, "verify compares all rows with their histories"),
    (verify::QUESTIONS[1].0, "verify looks for cases that no search finds"),
    (verify::QUESTIONS[2].0, "verify looks for words without a case"),
    (verify::OUTSIDE, "verify looks for numbers that were never given"),
    (batch::CUSTOMERS, "sorts the customers of one import, when it is undone"),
    (mail::WAITING, "counts what waits, which is soon sent"),
    (batch::BEGIN, NO_LINK_IS_OPEN),
    (person::ADD, NO_LINK_IS_OPEN),
];

const NO_LINK_IS_OPEN: &str =
    "the engine would look for rows that wait for this one, but has counted that there are none";

/// Texts that were looked at in this process; a statement has the same plan on every connection.
static LOOKED_AT: Mutex<Option<HashSet<String>>> = Mutex::new(None);

/// Ends a debug build that is about to run a statement whose work grows.
pub(crate) fn refuse(connection: &Connection, sql: &str) -> rusqlite::Result<()> {
    let first = {
        let mut looked_at = LOOKED_AT.lock().unwrap_or_else(PoisonError::into_inner);
        looked_at.get_or_insert_default().insert(sql.to_owned())
    };
    if first && !sql.starts_with("PRAGMA") {
        let growing = growing(connection, sql)?;
        assert!(growing.is_empty(), "the work of this statement grows with the number of cases: {growing:?}\n{sql}");
    }
    Ok(())
}

/// What makes a statement's work grow, a step of the engine's account each; empty where nothing does.
pub(crate) fn growing(connection: &Connection, sql: &str) -> rusqlite::Result<Vec<String>> {
    if EXCUSED.iter().any(|(statement, _)| *statement == sql) {
        return Ok(Vec::new());
    }
    Ok(steps(connection, sql)?.into_iter().filter(|step| grows(step)).collect())
}

/// How the engine runs a statement, a line each step.
pub(crate) fn steps(connection: &Connection, sql: &str) -> rusqlite::Result<Vec<String>> {
    let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
    let mut rows = statement.raw_query();
    let mut steps = Vec::new();
    while let Some(row) = rows.next()? {
        steps.push(row.get(3)?);
    }
    Ok(steps)
}

fn grows(step: &str) -> bool {
    let Some(what) = step.strip_prefix("SCAN ") else { return step.starts_with("USE TEMP B-TREE") };
    // A question to the index of words or to the words in it; INDEX 0: would be a walk through all of it.
    let of_words = ["case_words VIRTUAL TABLE INDEX", "case_vocabulary VIRTUAL TABLE INDEX"];
    let words = of_words.iter().any(|index| what.starts_with(index)) && !what.ends_with("INDEX 0:");
    let rows_given = what.contains("CONSTANT ROW");
    let name = what.split(' ').next().unwrap_or_default();
    let waiting = what.split(" INDEX ").nth(1).is_some_and(|index| WAITING.contains(&index));
    !(words || rows_given || waiting || SMALL.contains(&name) || name == "found")
}

#[cfg(test)]
mod tests;
