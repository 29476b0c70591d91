//! What is SQLite's own: how a connection is opened and set, and how a statement names the index
//! it must use. Statements that both engines understand live with their tables.

use std::{path::Path, time::Duration};

use rusqlite::{Connection, MAIN_DB, OpenFlags, config::DbConfig};

use crate::{Error, lock::beside, patience};

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

/// The same while the file is opened, which is then tried again: who holds the file whole may let go at any moment.
const GLANCE: Duration = Duration::from_millis(200);

/// The one connection that writes; makes the file where there is none. Waits for whoever holds the file for a moment.
pub(crate) fn open_writer(path: &Path) -> Result<Connection, Error> {
    let connection = opened(|| begin_writer(path))?;
    connection.busy_timeout(PATIENCE)?;
    Ok(connection)
}

/// A commit returns when the log is on the disk: one sync a transaction. The log is written into the file every
/// 16 MiB, which is some 150 transactions, and what is deleted is overwritten, for it may be personal.
fn begin_writer(path: &Path) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
    let connection = open(path, flags)?;
    connection.busy_timeout(GLANCE)?;
    set_writer(&connection).map_err(|error| held_or(path, error))?;
    Ok(connection)
}

fn set_writer(connection: &Connection) -> Result<(), Error> {
    // Of a file that another program lets be read only, the engine makes do with reading.
    if cfg!(windows) && connection.is_readonly(MAIN_DB)? {
        return Err(Error::Sql("the file can only be read".to_owned()));
    }
    refuse_strangers(connection)?;
    connection.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
         PRAGMA wal_autocheckpoint = 4000; PRAGMA journal_size_limit = 67108864; PRAGMA cache_size = -32000; PRAGMA secure_delete = ON;",
    )?;
    Ok(())
}

/// A connection that only reads. Its own cache is small, since the system keeps what is read often
/// and there may be eight such connections.
pub(crate) fn open_reader(path: &Path) -> Result<Connection, Error> {
    let connection = opened(|| open(path, OpenFlags::SQLITE_OPEN_READ_WRITE))?;
    connection.execute_batch("PRAGMA query_only = ON; PRAGMA cache_size = -2000;")?;
    Ok(connection)
}

/// Opens it, and again for as long as somebody holds it.
fn opened(open: impl FnMut() -> Result<Connection, Error>) -> Result<Connection, Error> {
    patience::while_held(open, |error| matches!(error, Error::Busy | Error::Held { .. }), patience::LONGEST)
}

/// The engine says of a file that another program holds that it cannot be opened, read or written, and not why.
fn held_or(path: &Path, error: Error) -> Error {
    let files = ["", "-wal", "-shm"].map(|ending| beside(path, ending));
    let unsaid = matches!(error, Error::Sql(_) | Error::File { .. });
    if unsaid && files.iter().any(|file| patience::is_held_now(file)) {
        Error::Held { path: path.to_owned() }
    } else {
        error
    }
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
    let connection =
        connection.map_err(|error| held_or(path, Error::File { path: path.to_owned(), why: error.to_string() }))?;
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A backup program or a scanner that locks the whole file, and lets go once the third start has met it.
    #[test]
    fn a_database_that_is_held_for_a_moment_is_opened_in_the_end() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("heard.db");
        let other = Connection::open(&path).expect("made");
        other.execute_batch("BEGIN EXCLUSIVE").expect("nobody else has it");
        let mut tries = 0;
        let connection = opened(|| {
            tries += 1;
            if tries == 3 {
                other.execute_batch("ROLLBACK").expect("let go");
            }
            begin_writer(&path)
        });
        assert!(connection.is_ok_and(|connection| connection.execute_batch("CREATE TABLE x (y)").is_ok()));
        assert_eq!(tries, 3);
    }

    #[test]
    fn what_no_waiting_mends_is_said_at_once() {
        let mut tries = 0;
        let folder = tempfile::tempdir().expect("a folder");
        let nowhere = folder.path().join("nowhere/heard.db");
        let refused = opened(|| {
            tries += 1;
            begin_writer(&nowhere)
        });
        assert!(matches!(refused, Err(Error::File { .. })), "{refused:?}");
        assert_eq!(tries, 1);
    }

    #[test]
    fn who_holds_it_for_long_is_told_of_in_a_sentence() {
        let path = Path::new("heard.db");
        let held = patience::while_held(
            || Err::<(), _>(Error::Held { path: path.to_owned() }),
            |error| matches!(error, Error::Held { .. }),
            Duration::from_millis(50),
        );
        let words = held.expect_err("it stays held").to_string();
        assert!(words.starts_with("heard.db could not be opened: another program, such as a virus scanner"), "{words}");
    }

    /// Longer than the engine waits by itself, which is about a second.
    #[cfg(windows)]
    #[test]
    fn a_database_that_a_scanner_holds_is_opened_in_the_end() {
        use std::{fs::OpenOptions, os::windows::fs::OpenOptionsExt, thread};
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("heard.db");
        drop(open_writer(&path).expect("made"));
        // Nobody may read, and nobody may write: the second lets the engine open the file after all, and no more.
        for share in [0, 1] {
            let scanner = OpenOptions::new().read(true).share_mode(share).open(&path).expect("opened");
            let letting_go = thread::spawn(move || {
                thread::sleep(Duration::from_millis(3000));
                drop(scanner);
            });
            let connection = open_writer(&path).expect("it is let go");
            assert!(connection.execute_batch("CREATE TABLE IF NOT EXISTS x (y)").is_ok());
            letting_go.join().expect("it has let go");
        }
    }
}
