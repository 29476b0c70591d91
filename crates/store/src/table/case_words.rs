//! The index of words a case is found by. Only the index is kept; the words come from app.

use domain::Reference;
use rusqlite::Connection;

use crate::{
    Error,
    sql::{self, id},
};

const FORGET: &str = "DELETE FROM case_words WHERE rowid = $1";
const INDEX: &str = "INSERT INTO case_words (rowid, words) VALUES ($1, $2)";

/// Indexes a new case.
pub(crate) fn index(connection: &Connection, reference: Reference, words: &str) -> Result<(), Error> {
    // 2026-0412 is found as 0412 and as 412.
    let words = format!("{words} {reference} {}", reference.number);
    sql::run(connection, INDEX, &[&id(reference), &words])?;
    Ok(())
}

/// Indexes a case whose words have changed.
pub(crate) fn index_again(connection: &Connection, reference: Reference, words: &str) -> Result<(), Error> {
    sql::run(connection, FORGET, &[&id(reference)])?;
    index(connection, reference, words)
}
