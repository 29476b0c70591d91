//! `heardctl restore`: a backup in the place of the database, which is kept beside it.

use std::{path::PathBuf, process::ExitCode};

use anyhow::Result;
use clap::Args;

use super::say;
use crate::console::Console;

/// Put a backup in the place of the database
#[derive(Debug, Args)]
#[command(after_help = "\
The backup is checked first. The database that was there is kept beside it, its name ending in .before-restore.
Close Heard everywhere before.

Example:
  heardctl restore /media/usb/heard.db")]
pub struct Arguments {
    /// The backup
    file: PathBuf,
}

/// Restores.
pub fn run(console: &Console, arguments: &Arguments) -> Result<ExitCode> {
    let folder = console.folder()?;
    app::console::restore(&arguments.file, &folder)?;
    say(&format!("The records in {} are those of {}.", folder.display(), arguments.file.display()))?;
    Ok(ExitCode::SUCCESS)
}
