//! `heardctl backup`: a copy of the database, checked before it gets its name. While people work,
//! the program that serves them makes one a day, and Settings makes one at once.

use std::{path::PathBuf, process::ExitCode};

use anyhow::{Context, Result};
use app::housekeeping;
use clap::Args;

use super::say;
use crate::console::Console;

/// Copy the database
#[derive(Debug, Args)]
#[command(after_help = "\
Documents are in the database, so the one file is all there is. The mail password is in the key ring and not in it.
While Heard is open elsewhere it makes the backups itself: one a day, and one at once in Settings, Backups.

Example:
  heardctl backup --to /media/usb/heard.db")]
pub struct Arguments {
    /// The file to write; otherwise one with the date in the folder backups
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
}

/// Copies.
pub fn run(console: &Console, arguments: &Arguments) -> Result<ExitCode> {
    let office = console.office()?;
    let to = match &arguments.to {
        Some(to) => to.clone(),
        None => {
            let folder = console.folder()?.join("backups");
            std::fs::create_dir_all(&folder)
                .with_context(|| format!("the folder {} cannot be made", folder.display()))?;
            folder.join(housekeeping::backup_name(console.now()))
        }
    };
    housekeeping::back_up(&office, &to)?;
    say(&format!("The records are copied to {}.", to.display()))?;
    Ok(ExitCode::SUCCESS)
}
