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
To look round, with made-up cases:
  heardctl --data /tmp/try demo --cases 500
  heardctl --data /tmp/try serve                 the pages, on http://127.0.0.1:4730/

From nothing to the first case:
  heardctl due --procedure lgsco-code-2024 --received 2026-11-02    what dates a procedure gives
  heardctl init --council \"Thornbeck District Council\" --admin-name \"Ada Min\" --admin-email ada@example.org
  heardctl user add --name \"Dan Okafor\" --email dan@example.org --role investigator
  heardctl import old.xlsx --mapping old.toml --dry-run             the old log: a look first
  heardctl mail test --to ada@example.org
  heardctl serve

Every month, and for the Ombudsman:
  heardctl figures --month 2026-10 --format xlsx --out figures.xlsx
  heardctl export --received-from 2026-04-01 --received-to 2026-09-30 --format csv --out cases.csv

For safety, and when something is in doubt:
  heardctl backup --to /media/usb/heard.db
  heardctl verify                                every history replayed, every list compared
  heardctl restore /media/usb/heard.db

heardctl COMMAND --help says more about each, with examples.

HEARD_DATA names the folder of the records where --data does not; HEARD_PASSWORD and HEARD_MAIL_PASSWORD hold
passwords where nobody can be asked.

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
