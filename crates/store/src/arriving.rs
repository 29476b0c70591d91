//! A file that a person has asked for, while it is written: beside its place under a name of its own, and given its
//! name once it is whole. What was in its place stays until then, and nothing half written is left behind.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

use tempfile::{Builder, NamedTempFile, TempPath};

use crate::patience::while_watched;

/// What is written so far. Dropped before it is whole, it is gone.
#[derive(Debug)]
pub struct Arriving {
    file: NamedTempFile,
    place: PathBuf,
}

impl Arriving {
    /// Begins a file that will be at `place`; where that is a link to a file, in the place of that file.
    pub fn at(place: &Path) -> io::Result<Arriving> {
        let place = fs::canonicalize(place).unwrap_or_else(|_| place.to_owned());
        let folder = place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut builder = Builder::new();
        builder.prefix(".heard-").suffix(".part");
        as_others(&mut builder);
        // What went wrong, without the name that it has for the time being, which nobody chose.
        let file = builder.tempfile_in(folder).map_err(|error| error.kind())?;
        Ok(Arriving { file, place })
    }

    /// It is whole: gives it its name, once nobody holds the file that may be there.
    pub fn finish(self) -> io::Result<()> {
        let (file, path) = self.file.into_parts();
        close(file)?;
        named(path, &self.place)
    }
}

impl Write for Arriving {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.as_file_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.as_file_mut().flush()
    }
}

/// Whoever may read other files of this person may read this one: temporary files are for their maker alone.
#[cfg(unix)]
fn as_others(builder: &mut Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(fs::Permissions::from_mode(0o666));
}

#[cfg(not(unix))]
fn as_others(_: &mut Builder<'_, '_>) {}

/// On the disk, and closed: Windows renames no file that is open.
fn close(file: File) -> io::Result<()> {
    file.sync_all()
}

fn named(path: TempPath, place: &Path) -> io::Result<()> {
    let mut left = Some(path);
    while_watched(|| match left.take().map(|path| path.persist(place)) {
        Some(Err(held)) => {
            left = Some(held.path);
            Err(held.error)
        }
        Some(Ok(())) | None => Ok(()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("a folder");
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn what_was_there_stays_until_the_new_file_is_whole() {
        let folder = tempfile::tempdir().expect("a folder");
        let place = folder.path().join("cases.csv");
        fs::write(&place, "old").expect("written");
        let mut file = Arriving::at(&place).expect("begun");
        file.write_all(b"new").expect("written");
        assert_eq!(fs::read_to_string(&place).expect("there"), "old");
        file.finish().expect("nobody holds it");
        assert_eq!(fs::read_to_string(&place).expect("there"), "new");
        assert_eq!(names(folder.path()), ["cases.csv"]);
    }

    #[test]
    fn what_breaks_off_leaves_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut file = Arriving::at(&folder.path().join("cases.csv")).expect("begun");
        file.write_all(b"half").expect("written");
        drop(file);
        assert_eq!(names(folder.path()), Vec::<String>::new());
    }

    #[test]
    fn what_cannot_get_its_name_leaves_nothing_and_says_why() {
        let folder = tempfile::tempdir().expect("a folder");
        let taken = folder.path().join("a folder of that name");
        fs::create_dir_all(taken.join("full")).expect("made");
        let mut file = Arriving::at(&taken).expect("begun");
        file.write_all(b"whole").expect("written");
        assert!(file.finish().is_err());
        assert_eq!(names(folder.path()), ["a folder of that name"]);
        assert!(Arriving::at(&folder.path().join("nowhere/cases.csv")).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_leads_to_the_file_and_stays_a_link() {
        let folder = tempfile::tempdir().expect("a folder");
        let (file, link) = (folder.path().join("cases.csv"), folder.path().join("link.csv"));
        fs::write(&file, "old").expect("written");
        std::os::unix::fs::symlink(&file, &link).expect("linked");
        let mut arriving = Arriving::at(&link).expect("begun");
        arriving.write_all(b"new").expect("written");
        arriving.finish().expect("nobody holds it");
        assert_eq!(fs::read_to_string(&file).expect("there"), "new");
        assert!(link.is_symlink());
    }

    /// What a spreadsheet program does with the list of yesterday.
    #[cfg(windows)]
    #[test]
    fn a_file_that_another_program_has_open_is_replaced_once_it_lets_go() {
        use std::{os::windows::fs::OpenOptionsExt, thread, time::Duration};
        let folder = tempfile::tempdir().expect("a folder");
        let place = folder.path().join("cases.csv");
        fs::write(&place, "old").expect("written");
        let holder = fs::OpenOptions::new().read(true).share_mode(0).open(&place).expect("opened");
        let letting_go = thread::spawn(move || {
            thread::sleep(Duration::from_millis(700));
            drop(holder);
        });
        let mut file = Arriving::at(&place).expect("begun");
        file.write_all(b"new").expect("written");
        file.finish().expect("it is let go");
        assert_eq!(fs::read_to_string(&place).expect("there"), "new");
        letting_go.join().expect("it has let go");
    }
}
