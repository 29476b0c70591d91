//! Which files belong to which case, under which names.

use domain::{Reference, TextRef};

use crate::{
    Error, Reading, Writing, fingerprint,
    sql::{self, Columns, id},
};

/// A file of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentRow {
    /// Of which case.
    pub reference: Reference,
    /// Place among its files, from 1.
    pub number: u32,
    /// Fingerprint of its bytes.
    pub file: TextRef,
    /// Its name.
    pub name: String,
    /// What it is, such as `application/pdf`.
    pub media_type: String,
    /// Its length in bytes.
    pub bytes: u64,
}

const OF_CASE: &str = "SELECT case_id, number, print, name, media_type, length FROM document
    WHERE case_id = $1 ORDER BY number";

impl Reading<'_> {
    /// The files of a case, in order.
    pub fn documents(&self, reference: Reference) -> Result<Vec<DocumentRow>, Error> {
        sql::all(self.connection, OF_CASE, &[&id(reference)], read)
    }
}

const ATTACH: &str = "INSERT INTO document (case_id, number, print, name, media_type, length)
    VALUES ($1, $2, $3, $4, $5, $6)";

const DETACH: &str = "DELETE FROM document WHERE case_id = $1 AND number = $2";

impl Writing<'_> {
    /// Attaches a file that has come whole to a case.
    pub fn attach(
        &self,
        reference: Reference,
        number: u32,
        file: &TextRef,
        name: &str,
        media_type: &str,
        bytes: u64,
    ) -> Result<(), Error> {
        let (print, length) = (fingerprint::bytes(file)?, sql::length(bytes)?);
        sql::run(self.connection, ATTACH, &[&id(reference), &number, &print, &name, &media_type, &length])?;
        Ok(())
    }

    /// Takes a file off a case whose attaching was undone. Its bytes stay: the history names them.
    pub fn detach(&self, reference: Reference, number: u32) -> Result<(), Error> {
        sql::run(self.connection, DETACH, &[&id(reference), &number])?;
        Ok(())
    }
}

fn read(columns: &mut Columns<'_>) -> Result<DocumentRow, Error> {
    Ok(DocumentRow {
        reference: columns.reference()?,
        number: columns.take()?,
        file: columns.fingerprint()?,
        name: columns.take()?,
        media_type: columns.take()?,
        bytes: columns.length()?,
    })
}
