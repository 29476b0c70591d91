//! `heardctl figures`: the figures of a period as a file, as they stood at a day.

use std::{path::PathBuf, process::ExitCode};

use anyhow::Result;
use app::{
    Office, console as desk, figures,
    figures::{Format, Wanted},
    figures_export,
};
use clap::{Args, ValueEnum};
use domain::{Date, Moment, ServiceId, figures::Range, london};

use super::put;
use crate::{console::Console, failure::Failure};

/// The figures of a month or any other period
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  heardctl figures --month 2026-10 --format xlsx --out \"Heard figures 2026-10.xlsx\"
  heardctl figures --from 2026-04-01 --to 2026-09-30 --service \"Waste and recycling\" --format csv
  heardctl figures --month 2026-10 --as-at 2026-11-05 --format json")]
pub struct Arguments {
    /// The month, YYYY-MM; also 2026-q3, or 2026-27 for a financial year
    #[arg(long, required_unless_present = "from", conflicts_with_all = ["from", "to"])]
    month: Option<Range>,
    /// The first day, YYYY-MM-DD
    #[arg(long, requires = "to", value_name = "DATE")]
    from: Option<Date>,
    /// The last day
    #[arg(long, requires = "from", value_name = "DATE")]
    to: Option<Date>,
    /// Only this service, by name
    #[arg(long, value_name = "NAME")]
    service: Option<String>,
    /// As they stood at the end of this day; otherwise as they stand now, or as the month was locked
    #[arg(long, value_name = "DATE")]
    as_at: Option<Date>,
    /// Kind of file
    #[arg(long, value_enum, default_value_t = Kind::Json)]
    format: Kind,
    /// Write this file; otherwise standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// For programs
    Json,
    /// One row a number
    Csv,
    /// An Excel workbook with a chart and the definitions
    Xlsx,
}

/// Counts and writes.
pub fn run(console: &Console, arguments: &Arguments) -> Result<ExitCode> {
    let range = match (arguments.month, arguments.from, arguments.to) {
        (Some(range), _, _) => range,
        (None, Some(from), Some(to)) => Range::new(from, to).map_err(|error| Failure::usage(error.to_string()))?,
        (None, _, _) => return Err(Failure::usage("Give --month, or --from and --to.")),
    };
    let office = console.office_to_read()?;
    let service = arguments.service.as_deref().map(|name| service(&office, name)).transpose()?;
    let wanted = Wanted { range, service, as_at: arguments.as_at.map(end_of) };
    let report = figures::report(&office, &desk::reader(&office)?, &wanted, console.now())?;
    let council = office.council();
    let bytes = match arguments.format {
        Kind::Json => figures_export::json(&report, &council)?,
        Kind::Csv => figures::save(&report, &council, Format::Csv)?,
        Kind::Xlsx => figures::save(&report, &council, Format::Xlsx)?,
    };
    put(arguments.out.as_deref(), &bytes)?;
    Ok(ExitCode::SUCCESS)
}

/// The last moment of a day that records know.
fn end_of(day: Date) -> Moment {
    let next = day.succ_opt().unwrap_or(day);
    london::start_of(next) - chrono::TimeDelta::microseconds(1)
}

/// The service with this name.
pub(super) fn service(office: &Office, name: &str) -> Result<ServiceId> {
    let services = office.read(|reading| Ok(reading.services()?))?;
    let found = services.iter().find(|service| service.name.eq_ignore_ascii_case(name.trim()));
    found.map(|service| service.id).ok_or_else(|| {
        let names: Vec<&str> = services.iter().map(|service| service.name.as_str()).collect();
        Failure::usage(format!("There is no service called {name}; there is {}.", names.join(", ")))
    })
}
