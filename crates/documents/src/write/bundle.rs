//! Several files in one ZIP, which every computer opens.

use std::io::{self, Cursor, Seek, Write};

use chrono::{Datelike, NaiveDateTime, Timelike};
use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

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
    let mut zip = FileByFile::at(Cursor::new(Vec::new()), made);
    for (name, bytes) in files {
        zip.begin_file(name)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// A ZIP written file by file to a place on disk, each of them piece by piece: it takes no more memory than one piece,
/// however large the files are. What is written belongs to the file that was begun last.
pub struct FileByFile<W: Write + Seek> {
    zip: ZipWriter<W>,
    options: SimpleFileOptions,
}

impl<W: Write + Seek> FileByFile<W> {
    /// A ZIP without files so far, all made at the same moment.
    pub fn begin(place: W, made: NaiveDateTime) -> FileByFile<W> {
        FileByFile::at(place, moment(made))
    }

    fn at(place: W, made: DateTime) -> FileByFile<W> {
        FileByFile { zip: ZipWriter::new(place), options: SimpleFileOptions::default().last_modified_time(made) }
    }

    /// Begins the next file, under a name that is fit for any system.
    pub fn begin_file(&mut self, name: &str) -> Result<(), Unwritable> {
        Ok(self.zip.start_file(name, self.options).map_err(io::Error::other)?)
    }

    /// The same for a file that is small already, as pictures and PDFs are: packing it again takes long and gains nothing.
    pub fn begin_packed(&mut self, name: &str) -> Result<(), Unwritable> {
        let options = self.options.compression_method(CompressionMethod::Stored);
        Ok(self.zip.start_file(name, options).map_err(io::Error::other)?)
    }

    /// Writes what is still missing and gives the place back.
    pub fn finish(self) -> Result<W, Unwritable> {
        Ok(self.zip.finish().map_err(io::Error::other)?)
    }
}

impl<W: Write + Seek> Write for FileByFile<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.zip.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.zip.flush()
    }
}

/// ZIP knows no year before 1980.
fn moment(at: NaiveDateTime) -> DateTime {
    let small = |number: u32| u8::try_from(number).unwrap_or(0);
    let year = u16::try_from(at.year()).unwrap_or(0);
    let (month, day) = (small(at.month()), small(at.day()));
    let (hour, minute, second) = (small(at.hour()), small(at.minute()), small(at.second()));
    DateTime::from_date_and_time(year, month, day, hour, minute, second).unwrap_or_default()
}
