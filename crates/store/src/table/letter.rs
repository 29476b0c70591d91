//! Letters: what was written to whom. Their words are texts of the case; how each leaves and what
//! became of it is in the history.

use domain::{
    Moment, Reference, TextRef,
    letter::{Method, Purpose},
};
use rusqlite::Connection;

use crate::{
    Error, Reading, Writing, fingerprint,
    sql::{self, Columns, id, micros},
};

/// A letter of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterRow {
    /// Of which case.
    pub reference: Reference,
    /// Place among its letters, from 1.
    pub number: u32,
    /// What it is for.
    pub purpose: Purpose,
    /// How it leaves.
    pub method: Method,
    /// Its subject.
    pub subject: String,
    /// Its words, a text of the case.
    pub body: TextRef,
    /// To whom.
    pub to_name: String,
    /// To which e-mail address; may be empty.
    pub to_email: String,
    /// To which postal address; may be empty.
    pub to_address: String,
    /// When the act that sends it was done.
    pub at: Moment,
}

const OF_CASE: &str = "SELECT case_id, number, purpose, method, subject, body, to_name, to_email,
    to_address, at FROM letter WHERE case_id = $1 ORDER BY number";
const TO_POST: &str = "SELECT case_id, number, purpose, method, subject, body, to_name, to_email,
    to_address, at FROM letter WHERE to_post = 1 ORDER BY at, case_id, number LIMIT $1";

impl Reading<'_> {
    /// The letters of a case, in order.
    pub fn letters(&self, reference: Reference) -> Result<Vec<LetterRow>, Error> {
        sql::all(self.connection, OF_CASE, &[&id(reference)], read)
    }

    /// Letters that somebody has to print and post, the oldest first.
    pub fn letters_to_post(&self, limit: u32) -> Result<Vec<LetterRow>, Error> {
        sql::all(self.connection, TO_POST, &[&limit], read)
    }
}

const KEEP: &str = "INSERT INTO letter (case_id, number, purpose, method, subject, body, to_name, to_email, to_address,
    at, to_post) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
const NO_LONGER: &str = "UPDATE letter SET to_post = 0 WHERE case_id = $1 AND number = $2";

impl Writing<'_> {
    /// Keeps a letter. One by post waits to be posted until the history says that it left, came
    /// back or was recalled.
    pub fn keep_letter(&self, letter: &LetterRow) -> Result<(), Error> {
        let LetterRow { reference, number, purpose, method, subject, body, to_name, to_email, to_address, at } = letter;
        sql::run(
            self.connection,
            KEEP,
            &[
                &id(*reference),
                number,
                &purpose.as_str(),
                &method.as_str(),
                subject,
                &fingerprint::bytes(body)?,
                to_name,
                to_email,
                to_address,
                &micros(*at),
                &(*method == Method::Post),
            ],
        )?;
        Ok(())
    }
}

const ON_PAPER: &str = "UPDATE letter SET method = 'post', to_post = 1 WHERE case_id = $1 AND number = $2";

pub(crate) fn put_on_paper(connection: &Connection, reference: Reference, number: u32) -> Result<(), Error> {
    sql::run(connection, ON_PAPER, &[&id(reference), &number])?;
    Ok(())
}

const AGAIN: &str = "UPDATE letter SET to_post = 1 WHERE case_id = $1 AND number = $2";

impl Writing<'_> {
    /// A letter that was said to be posted, and is not, waits again.
    pub fn to_post_again(&self, reference: Reference, number: u32) -> Result<(), Error> {
        sql::run(self.connection, AGAIN, &[&id(reference), &number])?;
        Ok(())
    }
}

pub(crate) fn no_longer_to_post(connection: &Connection, reference: Reference, number: u32) -> Result<(), Error> {
    sql::run(connection, NO_LONGER, &[&id(reference), &number])?;
    Ok(())
}

fn read(columns: &mut Columns<'_>) -> Result<LetterRow, Error> {
    Ok(LetterRow {
        reference: columns.reference()?,
        number: columns.take()?,
        purpose: columns.word(Purpose::named)?,
        method: columns.word(Method::named)?,
        subject: columns.take()?,
        body: columns.fingerprint()?,
        to_name: columns.take()?,
        to_email: columns.take()?,
        to_address: columns.take()?,
        at: columns.moment()?,
    })
}
