//! The log of the window, which has no console: what went wrong, under the number that its page gives, in a file a day
//! below the data directory. Nothing personal is in it; what is written there is the business of whoever meets the fault.

use anyhow::{Context, Result};
use std::io;
use std::path::Path;
use tracing_appender::rolling::{RollingFileAppender, Rotation};
use tracing_subscriber::fmt::writer::MakeWriterExt;

/// Below the data directory.
const FOLDER: &str = "logs";

/// Days that are kept, as many files.
const DAYS: usize = 14;

/// Writes from now on what happens to the log of the day, and to standard error.
pub fn begin(place: &Path) -> Result<()> {
    let file = of_the_day(&place.join(FOLDER)).context("the log cannot be written")?;
    tracing_subscriber::fmt().with_ansi(false).with_target(false).with_writer(file.and(io::stderr)).init();
    Ok(())
}

fn of_the_day(folder: &Path) -> Result<RollingFileAppender> {
    let days = RollingFileAppender::builder().rotation(Rotation::DAILY).max_log_files(DAYS);
    Ok(days.filename_prefix("heard").filename_suffix("log").build(folder)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::io::Write;

    #[test]
    fn each_start_adds_to_the_log_of_the_day() {
        let folder = tempfile::tempdir().expect("a folder");
        let logs = folder.path().join("Félix’s data").join(FOLDER);
        for words in ["first\n", "second\n"] {
            of_the_day(&logs).expect("a log").write_all(words.as_bytes()).expect("written");
        }
        let files: Vec<_> = fs::read_dir(&logs).expect("a folder").map(|file| file.expect("a file").path()).collect();
        let [file] = &files[..] else { panic!("one file a day: {files:?}") };
        let name = file.file_name().and_then(|name| name.to_str()).expect("a name");
        assert!(name.starts_with("heard.2") && name.ends_with(".log"), "{name}");
        assert_eq!(fs::read_to_string(file).expect("text"), "first\nsecond\n");
    }

    #[test]
    fn a_place_where_nothing_can_be_written_is_said() {
        let folder = tempfile::tempdir().expect("a folder");
        let taken = folder.path().join(FOLDER);
        fs::write(&taken, "").expect("written");
        assert!(of_the_day(&taken).is_err());
    }
}
