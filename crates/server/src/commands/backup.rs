//! `heardctl backup`: a copy of the database, made while people work and checked before it gets
//! its name.

use std::{path::PathBuf, process::ExitCode};

use anyhow::{Context, Result};
use app::housekeeping;
use clap::Args;

use super::say;
use crate::console::Console;

/// Copy the database while people work
#[derive(Debug, Args)]
#[command(after_help = "\
Documents are in the database, so the one file is all there is. The key ring keeps the mail password: it is not in it.

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
            std::fs::create_dir_all(&folder).with_context(|| format!("the folder {} cannot be made", folder.display()))?;
            folder.join(housekeeping::backup_name(console.now()))
        }
    };
    housekeeping::back_up(&office, &to)?;
    say(&format!("The records are copied to {}.", to.display()))?;
    Ok(ExitCode::SUCCESS)
}
