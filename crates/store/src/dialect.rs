//! What is SQLite's own: how a connection is opened and set, and how a statement names the index
//! it must use. Statements that both engines understand live with their tables.

use std::{path::Path, time::Duration};

use rusqlite::{Connection, OpenFlags, config::DbConfig};

use crate::Error;

/// 3.7.0 to 3.51.2 can lose committed data when the write-ahead log is reset (SQLite's
/// documentation of WAL, "The WAL-Reset Bug").
const SAFE_ENGINE: i32 = 3_051_003;

/// "HRD1": tells our files from others (`PRAGMA application_id`).
pub(crate) const APPLICATION: i32 = 0x4852_4431;

/// How long a statement waits for somebody outside this process who holds the file.
const PATIENCE: Duration = Duration::from_secs(5);

/// Refuses an engine that can lose data.
pub(crate) fn check_engine() -> Result<(), Error> {
    let found = rusqlite::version_number();
    if found >= SAFE_ENGINE {
        return Ok(());
    }
    Err(Error::Sql(format!("SQLite {} can lose data; 3.51.3 is the first that is safe", rusqlite::version())))
}

/// The one connection that writes; makes the file where there is none. A commit returns when
/// the log is on the disk: one sync a transaction. The log is written into the file every 16 MiB,
/// which is some 150 transactions, and what is deleted is overwritten, for it may be personal.
pub(crate) fn open_writer(path: &Path) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
    let connection = open(path, flags)?;
    refuse_strangers(&connection)?;
    connection.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
         PRAGMA wal_autocheckpoint = 4000; PRAGMA journal_size_limit = 67108864; PRAGMA cache_size = -32000; PRAGMA secure_delete = ON;",
    )?;
    Ok(connection)
}

/// A connection that only reads. Its own cache is small, since the system keeps what is read often
/// and there may be eight such connections.
pub(crate) fn open_reader(path: &Path) -> Result<Connection, Error> {
    let connection = open(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    connection.execute_batch("PRAGMA query_only = ON; PRAGMA cache_size = -2000;")?;
    Ok(connection)
}

/// A database that is nowhere else.
pub(crate) fn open_memory() -> Result<Connection, Error> {
    let connection = Connection::open_in_memory()?;
    keep_statements(&connection)?;
    connection.execute_batch("PRAGMA foreign_keys = ON;")?;
    Ok(connection)
}

/// A file beside the database, such as a backup; `flags` say whether it may be made.
pub(crate) fn open(path: &Path, flags: OpenFlags) -> Result<Connection, Error> {
    let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_EXRESCODE;
    let connection = Connection::open_with_flags(path, flags);
    let connection = connection.map_err(|error| Error::File { path: path.to_owned(), why: error.to_string() })?;
    connection.busy_timeout(PATIENCE)?;
    keep_statements(&connection)?;
    Ok(connection)
}

/// Kept prepared on each connection: more than there are statements.
const STATEMENTS: usize = 256;

/// Plans a statement once: otherwise the engine plans it anew with every value that it compares with the condition of
/// an index, which takes longer than most statements do (SQLite's documentation, "The SQLite Query Planner Stability
/// Guarantee").
fn keep_statements(connection: &Connection) -> Result<(), Error> {
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}

/// Refuses a file that holds something else, before anything is changed in it.
pub(crate) fn refuse_strangers(connection: &Connection) -> Result<(), Error> {
    let number = |pragma| connection.pragma_query_value::<i32, _>(None, pragma, |row| row.get(0));
    let (application, version) = (number("application_id")?, number("user_version")?);
    let tables: u32 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    let fresh = application == 0 && version == 0 && tables == 0;
    if fresh || application == APPLICATION { Ok(()) } else { Err(Error::NotOurs) }
}

/// The clause that makes a statement use an index, or fail where it cannot: a list must not
/// become slow unseen.
pub(crate) fn by_index(index: &str) -> String {
    format!(" INDEXED BY {index}")
}

/// Cases found through the index of words, in the order of that index.
pub(crate) const WORDS_THEN_CASES: &str = "case_words CROSS JOIN cases ON cases.id = case_words.rowid";

/// The index of words alone; its rowids are the ids of cases.
pub(crate) const ONLY_WORDS: &str = "case_words";

/// What a question to the index of words is written after.
pub(crate) const WORDS_MATCH: &str = "case_words MATCH";

/// All cases, by their ids.
pub(crate) fn by_id() -> String {
    "cases NOT INDEXED".to_owned()
}
