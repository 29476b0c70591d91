//! One process at a time: a lock file beside the database, held for as long as it is open.
//! Locks on the database itself are the engine's.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    path::{Path, PathBuf},
};

use crate::{Error, patience::patiently};

/// The database is ours while this lives.
pub(crate) struct Lock {
    file: File,
    name_plate: PathBuf,
}

impl Lock {
    /// Takes the lock, or says who has it. The lock file itself stays, for removing it would let
    /// two processes hold two files of one name.
    pub(crate) fn take(database: &Path) -> Result<Lock, Error> {
        let path = beside(database, "-lock");
        let name_plate = beside(database, "-open");
        let file = patiently(|| OpenOptions::new().create(true).truncate(false).write(true).open(&path));
        let file = file.map_err(|error| Error::file(&path, &error))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(in_use(database)),
            Err(TryLockError::Error(error)) => return Err(Error::file(&path, &error)),
        }
        patiently(|| fs::write(&name_plate, own_name())).map_err(|error| Error::file(&name_plate, &error))?;
        Ok(Lock { file, name_plate })
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // A name plate left behind misleads nobody: it is read only while the lock is held.
        let _ = fs::remove_file(&self.name_plate);
        // Closing alone is not enough: a program being started has the file as well until it is under way. Where this
        // fails the closing that follows still lets go, a moment later.
        let _ = self.file.unlock();
    }
}

/// The path with something added to the file's name.
pub(crate) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// Why this process may not write: somebody else has the database.
pub(crate) fn in_use(database: &Path) -> Error {
    Error::InUse { by: holder(&beside(database, "-open")) }
}

/// The name is in a file of its own, since Windows lets nobody read a locked one.
fn holder(name_plate: &Path) -> String {
    let name = fs::read_to_string(name_plate).unwrap_or_default();
    if name.is_empty() { "another program".to_owned() } else { name }
}

fn own_name() -> String {
    let program = std::env::current_exe().ok();
    let program = program.as_deref().and_then(Path::file_stem).map(|name| name.to_string_lossy());
    format!("{} (process {})", program.as_deref().unwrap_or("Heard"), std::process::id())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_is_let_go_though_a_program_being_started_still_has_the_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let database = folder.path().join("heard.db");
        let lock = Lock::take(&database).expect("free");
        let inherited = lock.file.try_clone().expect("as a new process gets it");
        drop(lock);
        assert!(Lock::take(&database).is_ok());
        drop(inherited);
    }
}
