//! `heardctl verify`: replays every history and compares it with what lists read.

use std::process::ExitCode;

use anyhow::Result;
use app::housekeeping;
use clap::Args;
use serde_json::json;

use super::{say, say_json};
use crate::{console::Console, progress::Progress};

/// Replay every history and compare
#[derive(Debug, Args)]
#[command(after_help = "\
Checks the database itself, the chain over each history, the references, and that every list says what the histories
say. Exit status 1 when anything is wrong.

Where the kept figures of a month do not agree with the cases, `heardctl verify --count-again` counts them again. The
cases themselves are never changed.

Example:
  heardctl verify")]
pub struct Arguments {
    /// For programs
    #[arg(long)]
    json: bool,
    /// Count the kept figures of all months again first
    #[arg(long)]
    count_again: bool,
}

/// Checks.
pub fn run(console: &Console, arguments: &Arguments) -> Result<ExitCode> {
    let office = if arguments.count_again { console.office()? } else { console.office_to_read()? };
    if arguments.count_again {
        housekeeping::count_again(&office)?;
    }
    let cases = office.read(|reading| Ok(reading.all_references()?.len()))?;
    let mut bar = Progress::new("Checking cases", cases as u64);
    let verified = housekeeping::verify(&office, &mut |done| bar.at(done))?;
    drop(bar);
    if arguments.json {
        say_json(&json!({ "cases": verified.cases, "events": verified.events, "problems": verified.problems }))?;
    } else {
        for problem in &verified.problems {
            say(problem)?;
        }
        let outcome = match verified.problems.len() {
            0 => "everything agrees".to_owned(),
            1 => "1 problem".to_owned(),
            more => format!("{more} problems"),
        };
        say(&format!("{} cases with {} entries in their histories: {outcome}.", verified.cases, verified.events))?;
    }
    Ok(ExitCode::from(u8::from(!verified.problems.is_empty())))
}
