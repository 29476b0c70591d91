//! The bytes of files, once each, in pieces: known by fingerprint, and inside the database, so
//! that a backup is one file.

use domain::TextRef;
use rusqlite::Connection;
use sha2::{Digest, Sha256};

use crate::{Error, Reading, fingerprint, sql};

const BY_PRINT: &str = "SELECT id FROM file WHERE print = $1";
const PIECES: &str = "SELECT bytes FROM piece WHERE file = $1 ORDER BY start";

impl Reading<'_> {
    /// Hands the bytes of a file over, piece by piece, and gives their number; `None` where there
    /// is no such file.
    pub fn document_bytes(&self, file: &TextRef, each: &mut dyn FnMut(&[u8])) -> Result<Option<u64>, Error> {
        match find(self.connection, &fingerprint::bytes(file)?)? {
            Some(id) => pieces(self.connection, id, each).map(Some),
            None => Ok(None),
        }
    }
}

/// The file with this fingerprint.
pub(crate) fn find(connection: &Connection, print: &[u8; 32]) -> Result<Option<i64>, Error> {
    sql::one(connection, BY_PRINT, &[print], |columns| columns.take())
}

/// The fingerprint of the pieces that have come.
pub(crate) fn print(connection: &Connection, id: i64) -> Result<[u8; 32], Error> {
    let mut hash = Sha256::new();
    pieces(connection, id, &mut |bytes| hash.update(bytes))?;
    Ok(hash.finalize().into())
}

fn pieces(connection: &Connection, id: i64, each: &mut dyn FnMut(&[u8])) -> Result<u64, Error> {
    let mut statement = sql::prepare(connection, PIECES, &[&id])?;
    let mut rows = statement.raw_query();
    let mut total = 0;
    while let Some(row) = rows.next()? {
        let bytes = row.get_ref(0)?.as_blob().map_err(|error| Error::Damaged(error.to_string()))?;
        total += bytes.len() as u64;
        each(bytes);
    }
    Ok(total)
}

const ADD: &str = "INSERT INTO file (print, length) VALUES (NULL, $1) RETURNING id";
const ADD_PIECE: &str = "INSERT INTO piece (file, start, bytes) VALUES ($1, $2, $3)";
const FINISH: &str = "UPDATE file SET print = $2 WHERE id = $1";
const FORGET: &str = "DELETE FROM file WHERE id = $1";

/// A file of which nothing has come yet.
pub(crate) fn add(connection: &Connection, length: i64) -> Result<i64, Error> {
    sql::insert(connection, ADD, &[&length])
}

/// The next piece.
pub(crate) fn add_piece(connection: &Connection, id: i64, start: i64, bytes: &[u8]) -> Result<(), Error> {
    sql::run(connection, ADD_PIECE, &[&id, &start, &bytes])?;
    Ok(())
}

/// All pieces have come.
pub(crate) fn finish(connection: &Connection, id: i64, print: &[u8; 32]) -> Result<(), Error> {
    sql::run(connection, FINISH, &[&id, print])?;
    Ok(())
}

/// Takes a file away with its pieces.
pub(crate) fn forget(connection: &Connection, id: i64) -> Result<(), Error> {
    sql::run(connection, FORGET, &[&id])?;
    Ok(())
}
