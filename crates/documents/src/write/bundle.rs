//! Several files in one ZIP, which every computer opens.

use std::io::{Cursor, Write};

use chrono::{Datelike, NaiveDateTime, Timelike};
use zip::{DateTime, ZipWriter, write::SimpleFileOptions};

use super::Unwritable;

/// A file with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name, fit for any system; a `/` puts it into a folder.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// The files as one ZIP, in the order given, all made at the same moment.
pub fn bundle(files: &[File], made: NaiveDateTime) -> Result<Vec<u8>, Unwritable> {
    packed(files.iter().map(|File { name, bytes }| (name.as_str(), bytes.as_slice())), moment(made))
}

/// Names and what is in them as one ZIP, in the order given.
pub(super) fn packed<'a>(
    files: impl IntoIterator<Item = (&'a str, &'a [u8])>,
    made: DateTime,
) -> Result<Vec<u8>, Unwritable> {
    let options = SimpleFileOptions::default().last_modified_time(made);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name, options).map_err(std::io::Error::other)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish().map_err(std::io::Error::other)?.into_inner())
}

/// ZIP knows no year before 1980.
fn moment(at: NaiveDateTime) -> DateTime {
    let small = |number: u32| u8::try_from(number).unwrap_or(0);
    let year = u16::try_from(at.year()).unwrap_or(0);
    let (month, day) = (small(at.month()), small(at.day()));
    let (hour, minute, second) = (small(at.hour()), small(at.minute()), small(at.second()));
    DateTime::from_date_and_time(year, month, day, hour, minute, second).unwrap_or_default()
}
