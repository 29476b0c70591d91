//! Whether a path is on a network share. There, locks and shared memory are unreliable, and a
//! database in write-ahead mode can be damaged (SQLite's documentation, "Use Of A Database Over
//! A Network").

use std::path::Path;

use crate::Error;

/// Refuses a path on a network share; its folder must be there.
pub(crate) fn refuse(path: &Path) -> Result<(), Error> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if is_remote(folder)? { Err(Error::NetworkShare { path: path.to_owned() }) } else { Ok(()) }
}

#[cfg(target_os = "linux")]
fn is_remote(folder: &Path) -> Result<bool, Error> {
    let found = rustix::fs::statfs(folder).map_err(|error| Error::file(folder, &error.into()))?;
    // The field is as wide as the machine's word; the magic numbers have 32 bits.
    Ok(REMOTE.contains(&(found.f_type & 0xFFFF_FFFF)))
}

/// NFS, SMB, CIFS, SMB2, AFS, Coda, Plan 9 (used for folders of a host) and Ceph: magic numbers
/// of statfs(2). FUSE is not among them, for local disks use it too.
#[cfg(target_os = "linux")]
const REMOTE: [rustix::fs::FsWord; 8] =
    [0x6969, 0x517B, 0xFF53_4D42, 0xFE53_4D42, 0x5346_414F, 0x7375_7245, 0x0102_1997, 0x00C3_6400];

/// The real path of a mapped drive names its server.
#[cfg(windows)]
fn is_remote(folder: &Path) -> Result<bool, Error> {
    use std::path::{Component, Prefix};
    let real = real(folder).map_err(|error| Error::file(folder, &error))?;
    Ok(match real.components().next() {
        Some(Component::Prefix(prefix)) => matches!(prefix.kind(), Prefix::UNC(..) | Prefix::VerbatimUNC(..)),
        Some(Component::RootDir | Component::CurDir | Component::ParentDir | Component::Normal(_)) | None => false,
    })
}

/// Where a folder really is; of one whose path is too long to be told whole, where its drive is.
#[cfg(windows)]
fn real(folder: &Path) -> std::io::Result<std::path::PathBuf> {
    const MORE_DATA: i32 = 234;
    std::fs::canonicalize(folder).or_else(|error| {
        if error.raw_os_error() != Some(MORE_DATA) {
            return Err(error);
        }
        let whole = std::path::absolute(folder)?;
        std::fs::canonicalize(whole.ancestors().last().unwrap_or(&whole))
    })
}

#[cfg(not(any(target_os = "linux", windows)))]
fn is_remote(_folder: &Path) -> Result<bool, Error> {
    Ok(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disk_of_this_computer_is_not_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        assert_eq!(refuse(&folder.path().join("heard.db")), Ok(()));
    }

    #[test]
    fn a_folder_that_is_not_there_is_named() {
        let missing = Path::new("no-such-folder/heard.db");
        let Err(Error::File { path, .. }) = refuse(missing) else { panic!("refused as a file") };
        assert_eq!(path, Path::new("no-such-folder"));
    }
}
