//! `heardctl demo`: a made-up council with made-up cases, the same for the same seed.

use std::process::ExitCode;

use anyhow::Result;
use app::demo;
use clap::Args;

use super::say;
use crate::{console::Console, progress::Progress};

/// Fill an empty folder with made-up cases
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  heardctl --data /tmp/try demo --cases 500
  heardctl --data /tmp/try serve

Everybody in it is invented, and so is the council. The same number and seed on the same day make the
same cases.")]
pub struct Arguments {
    /// How many cases
    #[arg(long, default_value_t = 500, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    cases: u32,
    /// Another number makes other cases
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The day the cases end on (YYYY-MM-DD, 11:00); otherwise now
    #[arg(long, value_name = "DATE")]
    until: Option<domain::Date>,
}

/// Fills the folder.
pub fn run(console: &Console, arguments: &Arguments) -> Result<ExitCode> {
    let office = console.office_or_new()?;
    let until = arguments
        .until
        .and_then(|date| date.and_hms_opt(11, 0, 0))
        .map_or_else(|| console.now(), domain::london::moment_of);
    let mut bar = Progress::new("Making cases", arguments.cases.into());
    demo::fill(&office, arguments.cases, arguments.seed, until, &mut |done| bar.at(done))?;
    drop(bar);
    say(&format!(
        "{} cases of the {} are in {}.\nSign in as {}; everybody's password is “{}”.",
        arguments.cases,
        office.council().name,
        console.folder()?.display(),
        demo::SIGN_IN_AS,
        demo::PASSWORD,
    ))?;
    Ok(ExitCode::SUCCESS)
}
