//! Files that somebody else holds for a moment: on Windows a virus scanner or an indexer opens what was just written,
//! and until it lets go the file can be neither renamed nor removed.

use std::{
    fs::{self, File},
    io,
    path::Path,
    time::Duration,
};

use backon::{BlockingRetryable, ExponentialBuilder};

/// Scanners let go within seconds; who waits longer has to be told.
pub(crate) const LONGEST: Duration = Duration::from_secs(15);

/// The same where a person waits for it who may have chosen a folder that nobody can write in.
const WATCHED: Duration = Duration::from_secs(5);

/// Writes a file that a person has asked for, in place of one that may be there and may be held.
pub fn write_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    while_watched(|| fs::write(path, bytes))
}

/// Does it, and does it again for as long as somebody holds the file and the person who waits may want to.
pub(crate) fn while_watched<T>(act: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    while_held(act, is_held, WATCHED)
}

/// Does it, and does it again for as long as somebody holds the file. The last error is the answer.
pub(crate) fn patiently<T>(act: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    while_held(act, is_held, LONGEST)
}

/// Does it, and does it again for as long as `held` says so of the error.
pub(crate) fn while_held<T, E>(
    act: impl FnMut() -> Result<T, E>,
    held: impl FnMut(&E) -> bool,
    longest: Duration,
) -> Result<T, E> {
    let pauses = ExponentialBuilder::default()
        .with_min_delay(Duration::from_millis(20))
        .with_max_delay(Duration::from_secs(1))
        .without_max_times()
        .with_total_delay(Some(longest));
    act.retry(pauses).when(held).call()
}

/// Whether another program has a file. Elsewhere than on Windows it is not even opened: closing it would take away the
/// locks that this process has on it (POSIX, fcntl).
pub(crate) fn is_held_now(path: &Path) -> bool {
    cfg!(windows) && File::options().read(true).write(true).open(path).is_err_and(|error| is_held(&error))
}

/// Whether Windows says that another program has the file: access denied, a sharing or a lock violation. Elsewhere a
/// file that is open can be renamed and removed, and "denied" means what it says.
fn is_held(error: &io::Error) -> bool {
    cfg!(windows) && error.raw_os_error().is_some_and(|code| matches!(code, 5 | 32 | 33))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn busy() -> io::Error {
        io::Error::from(io::ErrorKind::ResourceBusy)
    }

    fn is_busy(error: &io::Error) -> bool {
        error.kind() == io::ErrorKind::ResourceBusy
    }

    #[test]
    fn what_is_held_for_a_moment_is_done_in_the_end() {
        let mut left = 3;
        let act = || match left {
            0 => Ok("done"),
            _ => {
                left -= 1;
                Err(busy())
            }
        };
        assert_eq!(while_held(act, is_busy, LONGEST).expect("it is let go"), "done");
    }

    #[test]
    fn what_stays_held_is_said_after_a_while() {
        let said = while_held(|| Err::<(), _>(busy()), is_busy, Duration::from_millis(100));
        assert!(said.is_err_and(|error| is_busy(&error)));
    }

    #[test]
    fn any_other_error_is_said_at_once() {
        let mut tried = 0;
        let act = || {
            tried += 1;
            Err::<(), _>(io::Error::from(io::ErrorKind::NotFound))
        };
        assert!(while_held(act, is_busy, LONGEST).is_err());
        assert_eq!(tried, 1);
    }

    /// What a scanner does: it opens the file and lets nobody else at it.
    #[cfg(windows)]
    #[test]
    fn a_file_that_a_scanner_holds_gets_its_name_in_the_end() {
        use std::{fs, os::windows::fs::OpenOptionsExt, thread};
        let folder = tempfile::tempdir().expect("a folder");
        let (part, whole) = (folder.path().join("a.part"), folder.path().join("a"));
        fs::write(&part, "x").expect("written");
        let scanner = fs::OpenOptions::new().read(true).share_mode(0).open(&part).expect("opened");
        let letting_go = thread::spawn(move || {
            thread::sleep(Duration::from_millis(700));
            drop(scanner);
        });
        patiently(|| fs::rename(&part, &whole)).expect("renamed once the scanner has let go");
        assert!(whole.exists());
        letting_go.join().expect("the scanner is done");
    }
}
