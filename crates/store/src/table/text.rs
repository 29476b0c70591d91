//! The words that history knows by fingerprint, each case's its own, so that retention can erase
//! the words of one case.

use std::collections::HashMap;

use domain::{Reference, TextRef};

use crate::{
    Error, Reading, Writing, fingerprint,
    sql::{self, id},
};

const ONE: &str = "SELECT body FROM text WHERE case_id = $1 AND print = $2";
const OF_CASE: &str = "SELECT print, body FROM text WHERE case_id = $1";

impl Reading<'_> {
    /// The words; `None` where they were erased, or never this case's.
    pub fn text(&self, reference: Reference, text: &TextRef) -> Result<Option<String>, Error> {
        let print = fingerprint::bytes(text)?;
        sql::one(self.connection, ONE, &[&id(reference), &print], |columns| columns.take())
    }

    /// All words of a case.
    pub fn texts(&self, reference: Reference) -> Result<HashMap<TextRef, String>, Error> {
        let found = sql::all(self.connection, OF_CASE, &[&id(reference)], |columns| {
            Ok((columns.fingerprint()?, columns.take()?))
        })?;
        Ok(found.into_iter().collect())
    }
}

const KEEP: &str = "INSERT INTO text (case_id, print, body) VALUES ($1, $2, $3)
    ON CONFLICT (case_id, print) DO NOTHING";

impl Writing<'_> {
    /// Keeps words of a case and gives their fingerprint; keeping them again changes nothing.
    pub fn keep_text(&self, reference: Reference, text: &str) -> Result<TextRef, Error> {
        let print = fingerprint::fingerprint(text);
        sql::run(self.connection, KEEP, &[&id(reference), &fingerprint::bytes(&print)?, &text])?;
        Ok(print)
    }
}
