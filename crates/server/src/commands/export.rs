//! `heardctl export`: the list of cases as a file.

use std::{path::PathBuf, process::ExitCode};

use anyhow::Result;
use app::{Filter, Order, console as desk, figures::Format, list_export, progress::unwatched};
use clap::{Args, ValueEnum};
use domain::{Date, feedback::Kind as Feedback};

use super::put;
use crate::console::Console;

/// The list of cases as a file
#[derive(Debug, Args)]
#[command(after_help = "\
The list holds personal information: keep it where the records are kept. That it was made is noted.

Example:
  heardctl export --received-from 2026-04-01 --received-to 2026-09-30 --format xlsx --out cases.xlsx")]
pub struct Arguments {
    /// Received on or after this day
    #[arg(long, value_name = "DATE")]
    received_from: Option<Date>,
    /// Received on or before this day
    #[arg(long, value_name = "DATE")]
    received_to: Option<Date>,
    /// Only open cases
    #[arg(long)]
    open: bool,
    /// Only this kind: complaint, compliment, comment or service-request
    #[arg(long, value_parser = kind)]
    kind: Option<Feedback>,
    /// Kind of file
    #[arg(long, value_enum, default_value_t = File::Csv)]
    format: File,
    /// Write this file; otherwise standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum File {
    /// Comma-separated values
    Csv,
    /// An Excel workbook
    Xlsx,
}

/// Writes the list.
pub fn run(console: &Console, arguments: &Arguments) -> Result<ExitCode> {
    let office = console.office()?;
    let filter = Filter {
        open: arguments.open.then_some(true),
        kinds: arguments.kind.into_iter().collect(),
        received_from: arguments.received_from,
        received_to: arguments.received_to,
        ..Filter::default()
    };
    let format = match arguments.format {
        File::Csv => Format::Csv,
        File::Xlsx => Format::Xlsx,
    };
    let layout = list_export::layout(&office, None)?;
    let asked = list_export::Asked { filter, order: Order::Newest, layout, format, room: list_export::room_in(format) };
    let mut bytes = Vec::new();
    list_export::cases(&office, &desk::reader(&office)?, &asked, &mut bytes, console.now(), &mut unwatched)?;
    put(arguments.out.as_deref(), &bytes)?;
    Ok(ExitCode::SUCCESS)
}

fn kind(name: &str) -> Result<Feedback, String> {
    Feedback::named(name).ok_or_else(|| "expected complaint, compliment, comment or service-request".to_owned())
}
