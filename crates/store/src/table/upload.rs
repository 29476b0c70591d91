//! Files on their way in: they come in pieces, in order, and are a file only when their length
//! and fingerprint are those that were announced.

use domain::{Moment, PersonId, TextRef};

use crate::{
    Error, Reading, Writing, fingerprint,
    sql::{self, Columns, micros},
    table::file,
};

/// The most bytes of one piece: 512 KiB, since WebView2 cuts longer request bodies.
pub const PIECE: usize = 512 * 1024;

/// A file on its way in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    /// The name the sender gave this upload.
    pub id: String,
    /// Who sends it.
    pub person: PersonId,
    /// The file's name.
    pub name: String,
    /// Bytes that were announced.
    pub length: u64,
    /// The fingerprint that was announced.
    pub sha256: TextRef,
    /// When it began.
    pub at: Moment,
    /// Bytes that have come; the next piece begins here.
    pub received: u64,
}

/// A file that has come whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentFile {
    /// Its fingerprint, by which it is found.
    pub sha256: TextRef,
    /// Its length in bytes.
    pub bytes: u64,
    /// Its name.
    pub name: String,
}

const ONE: &str = "SELECT id, person, name, length, print, at, received FROM upload WHERE id = $1";
const FILE: &str = "SELECT file FROM upload WHERE id = $1";
const OLD: &str = "SELECT id, file FROM upload WHERE at < $1";

impl Reading<'_> {
    /// An upload that is not finished.
    pub fn upload(&self, id: &str) -> Result<Option<Upload>, Error> {
        sql::one(self.connection, ONE, &[&id], read)
    }
}

const START: &str = "INSERT INTO upload (id, file, person, name, length, print, at, received)
    VALUES ($1, $2, $3, $4, $5, $6, $7, 0)";
const RECEIVED: &str = "UPDATE upload SET received = $2 WHERE id = $1";
const FORGET: &str = "DELETE FROM upload WHERE id = $1";

impl Writing<'_> {
    /// Announces a file: its length in bytes and its SHA-256 in hexadecimal digits.
    pub fn start_upload(
        &self,
        id: &str,
        person: PersonId,
        name: &str,
        length: u64,
        sha256: &str,
        at: Moment,
    ) -> Result<(), Error> {
        let print = fingerprint::bytes(&TextRef::new(sha256.to_ascii_lowercase()));
        let print = print.map_err(|_| refused("its fingerprint is not a SHA-256"))?;
        let length = sql::length(length)?;
        let file = file::add(self.connection, length)?;
        sql::run(self.connection, START, &[&id, &file, &person.0, &name, &length, &print, &micros(at)])?;
        Ok(())
    }

    /// Keeps the piece that begins at `offset`. Pieces come in order, each at most [`PIECE`]
    /// bytes; one that came before is passed over, so that it may be sent again.
    pub fn keep_piece(&self, id: &str, offset: u64, bytes: &[u8]) -> Result<(), Error> {
        let upload = self.upload(id)?.ok_or_else(unknown)?;
        let end = offset.saturating_add(bytes.len() as u64);
        if bytes.len() > PIECE || end > upload.length {
            return Err(refused("a piece is longer than was announced"));
        }
        if end <= upload.received {
            return Ok(());
        }
        if offset != upload.received {
            return Err(refused("a piece is missing"));
        }
        let file = self.file_of(id)?;
        file::add_piece(self.connection, file, sql::length(offset)?, bytes)?;
        sql::run(self.connection, RECEIVED, &[&id, &sql::length(end)?])?;
        Ok(())
    }

    /// Makes a file of an upload that has come whole. The same bytes are kept once, whoever sent
    /// them. Refused, and left as it is, where length or fingerprint differ from what was announced.
    pub fn finish_upload(&self, id: &str) -> Result<DocumentFile, Error> {
        let upload = self.upload(id)?.ok_or_else(unknown)?;
        let file = self.file_of(id)?;
        if upload.received != upload.length {
            return Err(refused("a piece is missing"));
        }
        let print = file::print(self.connection, file)?;
        if fingerprint::reference(&print) != upload.sha256 {
            return Err(refused("its fingerprint is another"));
        }
        sql::run(self.connection, FORGET, &[&id])?;
        match file::find(self.connection, &print)? {
            Some(_) => file::forget(self.connection, file)?,
            None => file::finish(self.connection, file, &print)?,
        }
        Ok(DocumentFile { sha256: upload.sha256, bytes: upload.length, name: upload.name })
    }

    /// Takes away what began before a moment and never came whole.
    pub fn forget_uploads(&self, before: Moment) -> Result<(), Error> {
        let old = sql::all(self.connection, OLD, &[&micros(before)], |columns| Ok((columns.take()?, columns.take()?)))?;
        for (id, file) in old {
            let id: String = id;
            sql::run(self.connection, FORGET, &[&id])?;
            file::forget(self.connection, file)?;
        }
        Ok(())
    }

    fn file_of(&self, id: &str) -> Result<i64, Error> {
        sql::one(self.connection, FILE, &[&id], |columns| columns.take())?.ok_or_else(unknown)
    }
}

fn read(columns: &mut Columns<'_>) -> Result<Upload, Error> {
    Ok(Upload {
        id: columns.take()?,
        person: PersonId(columns.take()?),
        name: columns.take()?,
        length: columns.length()?,
        sha256: columns.fingerprint()?,
        at: columns.moment()?,
        received: columns.length()?,
    })
}

fn refused(why: &str) -> Error {
    Error::Upload { why: why.to_owned() }
}

fn unknown() -> Error {
    refused("nothing was announced under this name")
}
