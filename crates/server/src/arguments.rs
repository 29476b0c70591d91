//! What may be asked of `heardctl`.

use std::path::PathBuf;

use clap::{Parser, Subcommand};
use tracing::level_filters::LevelFilter;

use crate::commands;

/// Heard at the console: complaints, compliments and comments of a small council.
#[derive(Debug, Parser)]
#[command(name = "heardctl", version, after_help = AFTER, max_term_width = 100)]
pub struct Arguments {
    /// Folder of the records. Without it: HEARD_DATA, else the place the window uses
    #[arg(long, global = true, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// What to do
    #[command(subcommand)]
    pub command: Command,
}

const AFTER: &str = "\
Begin with one of these:
  heardctl --data /tmp/try demo --cases 500      made-up cases to look round in
  heardctl --data /tmp/try serve                 the pages on http://127.0.0.1:4730/
  heardctl init --council \"Thornbeck District Council\" --admin-name \"Ada Min\" --admin-email ada@example.org

Exit status: 0 done, 1 something was wrong, 2 asked wrongly.";

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Set up the records of a council
    Init(commands::init::Arguments),
    /// Fill an empty folder with made-up cases
    Demo(commands::demo::Arguments),
    /// Serve the pages to browsers on this computer
    Serve(commands::serve::Arguments),
    /// List and change the people who may sign in
    User(commands::user::Arguments),
    /// Count working days, line by line
    Workdays(commands::workdays::Arguments),
    /// Every time limit of a procedure with its due date and how it comes about
    Due(commands::due::Arguments),
    /// Say whether procedure files can work
    Procedure(commands::procedure::Arguments),
    /// Bring in cases from another system's list
    Import(commands::import::Arguments),
    /// The figures of a month or any other period
    Figures(commands::figures::Arguments),
    /// What the figures would be under another procedure
    Replay(commands::replay::Arguments),
    /// The list of cases as a file
    Export(commands::export::Arguments),
    /// See how mail stands, send what is due, test the settings
    Mail(commands::mail::Arguments),
    /// Copy the database
    Backup(commands::backup::Arguments),
    /// Put a backup in the place of the database
    Restore(commands::restore::Arguments),
    /// Replay every history and compare
    Verify(commands::verify::Arguments),
}

impl Command {
    /// A server says what it does; the others only what goes wrong.
    pub fn log_level(&self) -> LevelFilter {
        if matches!(self, Command::Serve(_)) { LevelFilter::INFO } else { LevelFilter::WARN }
    }
}
