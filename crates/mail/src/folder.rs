//! Messages written to a folder as `.eml` files, for practice: nothing leaves the computer.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use crate::{Accepted, NotSent, OutgoingMessage};

/// A folder that is made when the first message is written to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder(PathBuf);

impl Folder {
    /// A folder at `path`.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }

    /// Where the messages are.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Writes the message under a name made of its date and id: the same message again takes the
    /// place of the first, and a half-written file never has the name of a message.
    pub(crate) fn deliver(&self, message: &OutgoingMessage) -> Result<Accepted, NotSent> {
        let path = self.0.join(file_name(message));
        self.write(&path, &message.to_bytes()).map_err(|error| NotSent::Settings {
            sentence: format!("The practice folder {} cannot be written to. Check that it may be.", self.0.display()),
            reply: error.to_string(),
        })?;
        Ok(Accepted { server_reply: format!("written to {}", path.display()) })
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        fs::create_dir_all(&self.0)?;
        let unfinished = path.with_extension("part");
        fs::write(&unfinished, bytes)?;
        fs::rename(unfinished, path)
    }
}

/// Sorts by date; ids are of characters that file systems take, but for the @ and their length.
fn file_name(message: &OutgoingMessage) -> String {
    let written = message.parts().date.format("%Y-%m-%dT%H%M%SZ");
    let id: String = message.message_id().replace('@', "_at_").chars().take(150).collect();
    format!("{written} {id}.eml")
}
