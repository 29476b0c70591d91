//! What this PC remembers for the window between two starts, beside the window's place: how the pages look here, and
//! how large they are shown.
//!
//! Who is signed in is never among it: whoever opens the window signs in.

use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// A folder of small files, one a thing.
#[derive(Clone, Debug)]
pub struct Remembered {
    folder: PathBuf,
}

impl Remembered {
    /// What is remembered in this folder, which need not be there yet.
    pub fn in_folder(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// What was kept last; `None` where nothing was, or where it cannot be read.
    pub fn get(&self, name: &str) -> Option<String> {
        fs::read_to_string(self.place(name)).ok()
    }

    /// Keeps it, for the next start as well.
    pub fn keep(&self, name: &str, words: &str) -> Result<()> {
        fs::create_dir_all(&self.folder)?;
        let place = self.place(name);
        fs::write(&place, words).with_context(|| format!("{} could not be written", place.display()))
    }

    fn place(&self, name: &str) -> PathBuf {
        Path::new(&self.folder).join(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_there_at_the_next_start() {
        let folder = tempfile::tempdir().expect("a folder");
        let place = folder.path().join("not made yet");
        assert_eq!(Remembered::in_folder(place.clone()).get("zoom"), None);
        Remembered::in_folder(place.clone()).keep("zoom", "1.25").expect("kept");
        assert_eq!(Remembered::in_folder(place).get("zoom").as_deref(), Some("1.25"));
    }
}
