//! Backups: one checked file that stands alone, and its way back. A file that is not finished has
//! another name, so that none looks whole that is not.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
};

use rusqlite::{Connection, OpenFlags, backup::Backup};

use crate::{Error, dialect, lock::beside, migrate, patience::patiently, verify};

/// Copies the database as it is at this moment. The copy is checked and on the disk before it
/// gets its name.
pub(crate) fn backup(from: &Connection, to: &Path) -> Result<(), Error> {
    let part = beside(to, ".part");
    remove(&part)?;
    let done = copy(from, &part).and_then(|()| put(&part, to));
    if done.is_err() {
        // What went wrong is worth more than that the rest of it could not be removed.
        let _ = fs::remove_file(&part);
    }
    done
}

/// Puts a backup in the place of `to`, which nobody may have open. The backup is checked first.
/// What was there stays beside it, with its log if it has one.
pub(crate) fn restore(from: &Path, to: &Path) -> Result<(), Error> {
    let part = beside(to, ".restoring");
    remove(&part)?;
    patiently(|| fs::copy(from, &part)).map_err(|error| Error::file(from, &error))?;
    if let Err(error) = check(&part) {
        remove(&part)?;
        return Err(error);
    }
    if to.exists() {
        put_aside(to)?;
    }
    put(&part, to)
}

/// Whether this is a whole database of ours that this program can read, standing alone.
fn check(path: &Path) -> Result<(), Error> {
    let connection = dialect::open(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    dialect::refuse_strangers(&connection)?;
    match migrate::version(&connection)? {
        0 => return Err(Error::NotOurs),
        found if found > migrate::KNOWN => return Err(Error::Newer { found, known: migrate::KNOWN }),
        _ => {}
    }
    stand_alone(&connection)?;
    match verify::check_file(&connection)?.into_iter().next() {
        Some(problem) => Err(Error::Damaged(problem)),
        None => Ok(()),
    }
}

fn copy(from: &Connection, to: &Path) -> Result<(), Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
    let mut copy = dialect::open(to, flags)?;
    // All pages in one step: a copy of one moment, while writers go on in the log.
    Backup::new(from, &mut copy)?.step(-1)?;
    drop(copy);
    check(to)
}

/// Without a log beside it, the file can be copied and carried anywhere.
fn stand_alone(connection: &Connection) -> Result<(), Error> {
    connection.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))?;
    Ok(())
}

/// Keeps the database that is there, under another name. It stays under its own name as well until
/// the restored one replaces it, so that at no moment there is none.
fn put_aside(to: &Path) -> Result<(), Error> {
    let (aside, log) = (free_name(to), beside(to, "-wal"));
    if log.exists() {
        // A process stopped dead. Both files are kept as they are, for the engine throws a log
        // away that it cannot use.
        keep_copy(to, &aside)?;
        keep_copy(&log, &beside(&aside, "-wal"))?;
        finish_log(to);
    } else if fs::hard_link(to, &aside).is_err() {
        keep_copy(to, &aside)?;
    }
    // Beside the restored database, a log of the old one would be taken for its own.
    remove(&log)?;
    remove(&beside(to, "-shm"))
}

/// Writes what the log holds into the database, so that it is whole without it from here on. Where
/// the database is too damaged for that, the copies are all there is.
fn finish_log(path: &Path) {
    let finished = dialect::open(path, OpenFlags::SQLITE_OPEN_READ_WRITE).and_then(|connection| {
        dialect::refuse_strangers(&connection)?;
        stand_alone(&connection)
    });
    drop(finished);
}

fn keep_copy(from: &Path, to: &Path) -> Result<(), Error> {
    patiently(|| fs::copy(from, to)).map_err(|error| Error::file(to, &error))?;
    sync(to)
}

fn free_name(to: &Path) -> PathBuf {
    let first = std::iter::once(beside(to, ".before-restore"));
    let names = first.chain((2..).map(|number: u64| beside(to, &format!(".before-restore-{number}"))));
    names.into_iter().find(|name| !name.exists()).unwrap_or_else(|| beside(to, ".before-restore"))
}

/// Gives a finished file its name.
fn put(part: &Path, to: &Path) -> Result<(), Error> {
    sync(part)?;
    patiently(|| fs::rename(part, to)).map_err(|error| Error::file(to, &error))?;
    sync_folder(to)
}

fn sync(path: &Path) -> Result<(), Error> {
    let file = patiently(|| File::options().write(true).open(path));
    file.and_then(|file| file.sync_all()).map_err(|error| Error::file(path, &error))
}

#[cfg(unix)]
fn sync_folder(path: &Path) -> Result<(), Error> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(|error| Error::file(folder, &error))
}

/// Windows keeps the names of files itself, and opens no folder for writing.
#[cfg(not(unix))]
fn sync_folder(_path: &Path) -> Result<(), Error> {
    Ok(())
}

fn remove(path: &Path) -> Result<(), Error> {
    match patiently(|| fs::remove_file(path)) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(Error::file(path, &error)),
    }
}
