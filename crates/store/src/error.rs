//! What can go wrong in the store, as sentences for people and variants for use-cases.
//! Not found is an `Option` and never an error; nothing here names a person or quotes a case.

use std::path::{Path, PathBuf};

use domain::Reference;

/// Why the store could not do what was asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Somebody else holds the database; trying again may help.
    #[error("the database is busy; try again in a moment")]
    Busy,
    /// The history was added to since it was read, so the decision rests on old facts.
    #[error("case {reference} was changed meanwhile: its history has {found} entries, not {expected}")]
    Stale {
        /// Which case.
        reference: Reference,
        /// Length of the history that the decision rests on.
        expected: u32,
        /// Length of the history as it is; 0 where there is no such case.
        found: u32,
    },
    /// The database could not be opened, because another program let nobody else at it or nobody may write it.
    #[error(
        "{} could not be opened: another program, such as a virus scanner or a backup, holds it, or it may not be \
         written to. Nothing is lost; try again in a moment, and if it stays so, ask whoever looks after this PC to let \
         that program leave the folder out",
        path.display()
    )]
    Held {
        /// Which file.
        path: PathBuf,
    },
    /// Another program has the database open.
    #[error("the database is open already, in {by}; close that first")]
    InUse {
        /// The program that has it, as it named itself.
        by: String,
    },
    /// A newer Heard has written the database.
    #[error("the database was written by a newer Heard (version {found}; this one knows {known}); update this one")]
    Newer {
        /// Version of the tables in the file.
        found: u32,
        /// The latest version this program knows.
        known: u32,
    },
    /// The file is no database of Heard.
    #[error("the file is not a database of Heard; nothing was changed in it")]
    NotOurs,
    /// Databases on network shares lose data.
    #[error(
        "{} is on a network share, where a database can be damaged; keep it on a disk of this computer, \
         or use the office server",
        path.display()
    )]
    NetworkShare {
        /// Where it was to be.
        path: PathBuf,
    },
    /// No room on the disk.
    #[error("the disk is full; nothing was saved")]
    Full,
    /// A file could not be opened, written or renamed.
    #[error("{}: {why}", path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        why: String,
    },
    /// An uploaded file is not what was announced.
    #[error("the file did not arrive whole: {why}; choose it again")]
    Upload {
        /// What differs.
        why: String,
    },
    /// A batch cannot be taken back because work was done on it.
    #[error("the import cannot be undone: case {reference} was worked on since")]
    BatchChanged {
        /// The first such case.
        reference: Reference,
    },
    /// What was read makes no sense.
    #[error("the database is damaged: {0}; restore the last backup")]
    Damaged(String),
    /// The engine refused a statement.
    #[error("the database refused: {0}")]
    Sql(String),
}

impl Error {
    pub(crate) fn file(path: &Path, error: &std::io::Error) -> Error {
        if error.kind() == std::io::ErrorKind::StorageFull {
            return Error::Full;
        }
        Error::File { path: path.to_owned(), why: error.to_string() }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Error {
        use rusqlite::ErrorCode;
        if let rusqlite::Error::FromSqlConversionFailure(..)
        | rusqlite::Error::IntegralValueOutOfRange(..)
        | rusqlite::Error::InvalidColumnType(..)
        | rusqlite::Error::Utf8Error(..) = error
        {
            return Error::Damaged(error.to_string());
        }
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Error::Busy,
            Some(ErrorCode::DiskFull) => Error::Full,
            Some(ErrorCode::NotADatabase) => Error::NotOurs,
            Some(ErrorCode::DatabaseCorrupt) => Error::Damaged(error.to_string()),
            Some(_) | None => Error::Sql(error.to_string()),
        }
    }
}
