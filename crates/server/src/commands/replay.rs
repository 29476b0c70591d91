//! `heardctl replay`: the cases of a period measured under another procedure, beside the figures as they were.

use std::process::ExitCode;

use anyhow::Result;
use app::{
    Office, console as desk,
    figures::{Beside, Line, Number, WhatIf, what_if},
    office::RuleBook,
};
use clap::Args;
use domain::{Date, figures::Range};
use serde_json::{Value, json};

use super::{
    figures::service,
    procedure::{file, read},
    say, say_json,
};
use crate::{console::Console, failure::Failure, progress::Progress};

/// What the figures of a period would be under another procedure; nothing is changed
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  heardctl replay --procedure lgsco-code-2024 --from 2025-04-01 --to 2026-03-31
  heardctl replay --procedure ./ours.toml --from 2025-04-01 --to 2026-03-31
  heardctl replay --procedure scotland-model --from 2026-01-01 --to 2026-06-30 --service \"Waste and recycling\" --json

Each figure is said twice: as it was, and as it would be if the same had happened under the procedure. Cases of a kind
for which the procedure has no stage are left out of both, and counted. Heard may be open meanwhile.")]
pub struct Arguments {
    /// The procedure, or a file of one, such as ./ours.toml
    #[arg(long, value_name = "ID|FILE")]
    procedure: String,
    /// Its version; otherwise the newest. A file has its own
    #[arg(long, value_name = "NUMBER")]
    version: Option<u32>,
    /// The first day, YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    from: Date,
    /// The last day
    #[arg(long, value_name = "DATE")]
    to: Date,
    /// Only this service, by name
    #[arg(long, value_name = "NAME")]
    service: Option<String>,
    /// For programs
    #[arg(long)]
    json: bool,
}

/// Measures and prints.
pub fn run(console: &Console, arguments: &Arguments) -> Result<ExitCode> {
    let range = Range::new(arguments.from, arguments.to).map_err(|error| Failure::usage(error.to_string()))?;
    let office = console.office_to_read()?;
    let service = arguments.service.as_deref().map(|name| service(&office, name)).transpose()?;
    let asked = WhatIf { book: book(&office, arguments)?, range, service };
    let mut bar: Option<Progress> = None;
    let mut progress = |done, all| {
        bar.get_or_insert_with(|| Progress::new("Measuring cases", all)).at(done);
        Ok(())
    };
    let beside = what_if(&office, &desk::reader(&office)?, &asked, console.now(), &mut progress)?;
    drop(bar);
    if arguments.json {
        say_json(&in_json(&beside, range))?
    } else {
        say(&in_words(&beside, range))?
    }
    Ok(ExitCode::SUCCESS)
}

fn book(office: &Office, arguments: &Arguments) -> Result<RuleBook> {
    let Arguments { procedure, version, .. } = arguments;
    match (file(procedure), version) {
        (Some(_), Some(_)) => Err(Failure::usage("Give a file or --version, not both: a file says its version.")),
        (Some(path), None) => Ok(office.book_of(read(path)?)?),
        (None, version) => Ok(office.book(procedure, *version)?),
    }
}

fn in_words(beside: &Beside, range: Range) -> String {
    let procedure = &beside.procedure;
    let mut said = vec![
        format!("{}, as it was and under {}, version {}", range.title(), procedure.name, procedure.version),
        String::new(),
        format!("{:<64}{:>10}{:>10}", "", "as it was", "under it"),
    ];
    said.extend(
        beside
            .lines
            .iter()
            .map(|line| format!("{:<64}{:>10}{:>10}", line.name(), line.before.words(), line.number.words())),
    );
    said.push(String::new());
    said.push(format!("{} cases were measured.", beside.measured));
    if beside.in_part > 0 {
        said.push(format!("Of {} the last stages have no counterpart there and were left out.", beside.in_part));
    }
    for (kind, count) in &beside.left_out {
        said.push(format!("{}: {count} left out, because it has no stage for them.", kind.title()));
    }
    said.join("\n")
}

fn in_json(beside: &Beside, range: Range) -> Value {
    let number = |number| match number {
        Number::Count(count) => json!(count),
        Number::Days(days) => json!(days),
    };
    let line = |line: &Line| json!({ "figure": line.figure, "part": line.part, "title": line.name(), "as_it_was": number(line.before), "under_it": number(line.number) });
    json!({
        "from": range.from(),
        "to": range.to(),
        "procedure": beside.procedure.id,
        "version": beside.procedure.version,
        "measured": beside.measured,
        "in_part": beside.in_part,
        "left_out": beside.left_out.iter().map(|(kind, count)| json!({ "kind": kind.as_str(), "count": count })).collect::<Vec<_>>(),
        "figures": beside.lines.iter().map(line).collect::<Vec<_>>(),
    })
}
