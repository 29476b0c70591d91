//! The store and its two doors: a reading transaction that sees one moment, and a writing one
//! that is kept whole or not at all. What is read and written belongs to `table` and `list`.

use std::{
    cell::Cell,
    ops::Deref,
    path::Path,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::{
    Error, Filter, backup, dialect,
    lock::{self, Lock},
    migrate, network,
    remembered::{Changes, Remembered},
    table,
};

/// A database of Heard, open in this process. Cheap to clone; the last clone closes it.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

/// What a reading use-case may ask; everything it sees is of one moment.
pub struct Reading<'a> {
    pub(crate) connection: &'a Connection,
    /// `None` while writing: what is being written is nobody else's answer.
    pub(crate) remembered: Option<&'a Answers>,
    changes: u64,
}

/// What a writing use-case may do; it may ask all that a reading one may, and sees its own writing.
pub struct Writing<'a> {
    reading: Reading<'a>,
    cases_changed: Cell<bool>,
}

struct Inner {
    /// Dropped before the lock, so that the files are closed when the lock opens.
    readers: Mutex<Vec<Connection>>,
    writer: Mutex<Connection>,
    source: Source,
    changes: Changes,
    remembered: Answers,
}

/// Answers that hold until a case changes.
#[derive(Default)]
pub(crate) struct Answers {
    /// How many cases there are.
    pub(crate) counted: Remembered<Filter, u64>,
    /// Which words begin with some letters ([`crate::list`]).
    pub(crate) beginnings: Remembered<String, Option<Vec<String>>>,
}

enum Source {
    File {
        path: std::path::PathBuf,
        _lock: Lock,
    },
    /// The file of another process, to be read beside it.
    Beside {
        path: std::path::PathBuf,
    },
    /// One connection for everything: what it holds is nowhere else.
    Memory,
}

/// Readers kept open for the next one; more are opened when more are needed at once.
const IDLE_READERS: usize = 8;

impl Store {
    /// Opens the database, makes it where there is none, and brings its tables up to date.
    ///
    /// The database is this process's until the last clone is dropped: another one is refused with
    /// [`Error::InUse`]. A network share is refused, and so are a file that is not ours and one
    /// that a newer Heard has written; none of them is changed.
    pub fn open(path: &Path) -> Result<Store, Error> {
        dialect::check_engine()?;
        network::refuse(path)?;
        let lock = Lock::take(path)?;
        let mut writer = dialect::open_writer(path)?;
        migrate::migrate(&mut writer)?;
        table::month_count::fill(&writer)?;
        table::mail::note_left_behind(&writer)?;
        let source = Source::File { path: path.to_owned(), _lock: lock };
        Ok(Store::new(writer, source))
    }

    /// Opens a database to read it, also while another process has it: what that keeps meanwhile is seen by the next
    /// reading. Nothing can be written ([`Error::InUse`]), so that tables of an older Heard are refused as well. Where
    /// nobody has it, it is opened as ever.
    pub fn open_to_read(path: &Path) -> Result<Store, Error> {
        match Store::open(path) {
            Err(Error::InUse { .. }) => {}
            opened => return opened,
        }
        let reader = dialect::open_reader(path)?;
        match migrate::version(&reader)? {
            migrate::KNOWN => Ok(Store::new(reader, Source::Beside { path: path.to_owned() })),
            found if found > migrate::KNOWN => Err(Error::Newer { found, known: migrate::KNOWN }),
            _ => Err(lock::in_use(path)),
        }
    }

    /// A store that lives in memory and dies with its last clone. It has one connection: a
    /// `read` or `write` inside another waits for ever.
    pub fn in_memory() -> Result<Store, Error> {
        dialect::check_engine()?;
        let mut writer = dialect::open_memory()?;
        migrate::migrate(&mut writer)?;
        Ok(Store::new(writer, Source::Memory))
    }

    /// Asks. What `work` sees is of one moment, however long it takes; it never waits for writers.
    pub fn read<T, E: From<Error>>(&self, work: impl FnOnce(&Reading<'_>) -> Result<T, E>) -> Result<T, E> {
        match &self.inner.source {
            Source::File { path, .. } | Source::Beside { path } => {
                let connection = self.reader(path)?;
                let answer = self.reading(&connection, work);
                self.keep(connection);
                answer
            }
            Source::Memory => self.reading(&self.writer(), work),
        }
    }

    /// Writes: one immediate transaction, kept when `work` gives `Ok` and undone when it gives
    /// `Err` or panics. One writer at a time; others wait.
    pub fn write<T, E: From<Error>>(&self, work: impl FnOnce(&Writing<'_>) -> Result<T, E>) -> Result<T, E> {
        self.write_then_read(work, |_, answer| Ok(answer))
    }

    /// As [`write`](Self::write), and once that is kept asks `then`, before anybody else writes. What was kept stays
    /// where `then` gives `Err`.
    pub fn write_then_read<T, U, E: From<Error>>(
        &self,
        work: impl FnOnce(&Writing<'_>) -> Result<T, E>,
        then: impl FnOnce(&Reading<'_>, T) -> Result<U, E>,
    ) -> Result<U, E> {
        if let Source::Beside { path } = &self.inner.source {
            return Err(lock::in_use(path).into());
        }
        let connection = self.writer();
        let transaction = begin(&connection, TransactionBehavior::Immediate)?;
        let reading = Reading { connection: &transaction, remembered: None, changes: self.inner.changes.so_far() };
        let writing = Writing { reading, cases_changed: Cell::new(false) };
        let answer = work(&writing)?;
        let cases_changed = writing.cases_changed.get();
        transaction.commit().map_err(Error::from)?;
        if cases_changed {
            self.inner.changes.one_more();
        }
        self.reading(&connection, |reading| then(reading, answer))
    }

    fn reading<T, E: From<Error>>(
        &self,
        connection: &Connection,
        work: impl FnOnce(&Reading<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let changes = self.inner.changes.so_far();
        let transaction = begin(connection, TransactionBehavior::Deferred)?;
        work(&Reading { connection: &transaction, remembered: Some(&self.inner.remembered), changes })
    }

    /// Copies the database as it is now into one file, checked before it gets its name. Writers
    /// go on meanwhile. A file that is there is replaced.
    pub fn backup(&self, to: &Path) -> Result<(), Error> {
        match &self.inner.source {
            Source::File { path, .. } | Source::Beside { path } => {
                let connection = self.reader(path)?;
                let done = backup::backup(&connection, to);
                self.keep(connection);
                done
            }
            Source::Memory => backup::backup(&self.writer(), to),
        }
    }

    /// Puts a backup in the place of a database that nobody has open. The backup is checked
    /// first; the database that was there is kept beside it, as `….before-restore`.
    pub fn restore(from: &Path, to: &Path) -> Result<(), Error> {
        dialect::check_engine()?;
        network::refuse(to)?;
        let _lock = Lock::take(to)?;
        backup::restore(from, to)
    }

    /// The version of the tables that this program writes.
    pub const fn schema_version() -> u32 {
        migrate::KNOWN
    }

    fn new(writer: Connection, source: Source) -> Store {
        let inner = Inner {
            readers: Mutex::default(),
            writer: Mutex::new(writer),
            source,
            changes: Changes::default(),
            remembered: Answers::default(),
        };
        Store { inner: Arc::new(inner) }
    }

    fn writer(&self) -> MutexGuard<'_, Connection> {
        // A panic undid its transaction on the way out, so the connection is as good as before.
        self.inner.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn reader(&self, path: &Path) -> Result<Connection, Error> {
        let idle = self.inner.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        idle.map_or_else(|| dialect::open_reader(path), Ok)
    }

    fn keep(&self, reader: Connection) {
        let mut idle = self.inner.readers.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < IDLE_READERS {
            idle.push(reader);
        }
    }
}

impl Reading<'_> {
    /// How often cases had been changed when this reading began, for [`Remembered`]; what it sees is
    /// at least as new.
    pub fn changes(&self) -> u64 {
        self.changes
    }
}

impl Writing<'_> {
    /// Notes that what was worked out from cases so far holds no longer, once this is kept.
    pub(crate) fn cases_change(&self) {
        self.cases_changed.set(true);
    }
}

impl<'a> Deref for Writing<'a> {
    type Target = Reading<'a>;

    fn deref(&self) -> &Reading<'a> {
        &self.reading
    }
}

fn begin(connection: &Connection, behaviour: TransactionBehavior) -> Result<Transaction<'_>, Error> {
    Ok(Transaction::new_unchecked(connection, behaviour)?)
}
