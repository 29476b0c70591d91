//! `heardctl import`: an old log by a mapping, looked at first, brought in whole or not at all,
//! taken back where it was wrong.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, Result};
use app::{
    Office,
    import::{self, DateReading, Plan},
};
use clap::Args;
use domain::london;
use serde_json::{Value, json};

use super::{say, say_json};
use crate::{console::Console, failure::Failure, progress::Progress};

/// Bring in cases from another system's list
#[derive(Debug, Args)]
#[command(after_help = "\
The mapping is a TOML file that says which column is what:

  dates = \"ask\"
  [columns]
  reference = \"Ticket\"
  received = \"Date\"
  story = \"What happened\"
  channel = \"Via\"
  status = \"Status\"
  [constants]
  kind = \"complaint\"
  [values.channel]
  \"Call\" = \"phone\"

Every row that cannot be taken is named with its column and the reason, and nothing is brought in until all can be
or --leave-out-refused is given; those left out are first written to FILE.refused.csv, which must not be there yet. CSV, XLSX, XLS and ODS are read.

Examples:
  heardctl import old.xlsx --mapping old.toml --dry-run
  heardctl import old.xlsx --mapping old.toml --dates day-first
  heardctl import --undo 3")]
pub struct Arguments {
    /// The list
    #[arg(required_unless_present = "undo", conflicts_with = "undo")]
    file: Option<PathBuf>,
    /// What its columns mean
    #[arg(long, value_name = "FILE", required_unless_present = "undo", conflicts_with = "undo")]
    mapping: Option<PathBuf>,
    /// Only look: change nothing
    #[arg(long, conflicts_with = "undo")]
    dry_run: bool,
    /// How dates are meant: day-first, month-first, day-first-unless-impossible,
    /// month-first-unless-impossible or excel-day-number
    #[arg(long, value_name = "READING", value_parser = reading, conflicts_with = "undo")]
    dates: Option<DateReading>,
    /// Bring in the rest where some rows cannot be taken
    #[arg(long, conflicts_with = "undo")]
    leave_out_refused: bool,
    /// Take this import back; its number was said when it was brought in
    #[arg(long, value_name = "NUMBER")]
    undo: Option<i64>,
    /// For programs
    #[arg(long)]
    json: bool,
}

/// Rows that are named on the screen before the rest is only counted.
const NAMED: usize = 40;

/// Looks, imports or takes back.
pub fn run(console: &Console, arguments: &Arguments) -> Result<ExitCode> {
    let office = console.office()?;
    match (&arguments.undo, &arguments.file, &arguments.mapping) {
        (Some(batch), _, _) => undo(console, &office, *batch),
        (None, Some(file), Some(mapping)) => bring_in(console, &office, arguments, file, mapping),
        (None, _, _) => Err(Failure::usage("Give a file and its --mapping, or --undo and a number.")),
    }
}

fn reading(name: &str) -> Result<DateReading, String> {
    import::reading(name).ok_or_else(|| {
        let names: Vec<&str> = import::READINGS.iter().map(|(name, _)| *name).collect();
        format!("expected one of {}", names.join(", "))
    })
}

fn undo(console: &Console, office: &Office, batch: i64) -> Result<ExitCode> {
    let cases = usize::try_from(import::undo(office, None, batch, console.now())?).unwrap_or(usize::MAX);
    let cases = counted(cases, "case was", "cases were");
    say(&format!("Import {batch} was undone: {cases} taken away. Numbers stay used."))?;
    Ok(ExitCode::SUCCESS)
}

fn bring_in(
    console: &Console,
    office: &Office,
    arguments: &Arguments,
    file: &Path,
    mapping: &Path,
) -> Result<ExitCode> {
    let read = |path: &Path| std::fs::read(path).with_context(|| format!("{} could not be read", path.display()));
    let (bytes, text) = (read(file)?, String::from_utf8(read(mapping)?).context("the mapping is not UTF-8")?);
    let mapping = import::parse(&mapping.display().to_string(), &text).map_err(anyhow::Error::msg)?;
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let now = console.now();
    let plan = import::prepare(office, &name, &bytes, &mapping, arguments.dates, london::date_of(now))?;
    if !arguments.json {
        say(&in_words(&plan))?;
    }
    let stays = plan.must_ask() || (!plan.refused.is_empty() && !arguments.leave_out_refused);
    if arguments.dry_run || stays {
        if arguments.json {
            say_json(&as_json(&plan, None))?;
        } else {
            say(&what_next(&plan, arguments))?;
        }
        return Ok(ExitCode::from(u8::from(stays)));
    }
    let left_out = write_left_out(file, &plan)?;
    let mut bar = Progress::new("Bringing in cases", plan.entries.len() as u64);
    let mut progress = |cases, _| {
        bar.at(cases);
        Ok(())
    };
    let done = import::bring_in(office, None, &plan, arguments.leave_out_refused, now, &mut progress);
    drop(bar);
    if let (Err(_), Some(place)) = (&done, &left_out) {
        // Nothing came in, so nothing was left out. That the import failed is the weightier thing to say.
        let _stays = std::fs::remove_file(place);
    }
    let done = done?;
    if arguments.json {
        say_json(&as_json(&plan, Some(&done)))?;
        return Ok(ExitCode::SUCCESS);
    }
    let range = match done.references {
        Some((first, last)) if first != last => format!(", {first} to {last}"),
        Some((only, _)) => format!(", {only}"),
        None => String::new(),
    };
    say(&format!(
        "{} in{range}. heardctl import --undo {} takes {} back.",
        counted(plan.entries.len(), "case is", "cases are"),
        done.batch,
        if plan.entries.len() == 1 { "it" } else { "them" },
    ))?;
    if let Some(place) = left_out {
        say(&format!("The rows left out are in {}.", place.display()))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes the rows that are left out beside the file, before anything comes in: where they cannot be written,
/// nothing may. A file of an earlier import may have been mended meanwhile and is never written over.
fn write_left_out(file: &Path, plan: &Plan) -> Result<Option<PathBuf>> {
    if plan.refused.is_empty() {
        return Ok(None);
    }
    let place = PathBuf::from(format!("{}.refused.csv", file.display()));
    match std::fs::File::create_new(&place) {
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => anyhow::bail!(
            "{} is there already: rows that an earlier import left out. Move it away, or give it another name; nothing was brought in",
            place.display()
        ),
        claimed => {
            let written = claimed.map(drop).and_then(|()| {
                // What was begun and cannot be finished stays in nobody's way.
                app::write_file(&place, &plan.refused_csv()).inspect_err(|_| drop(std::fs::remove_file(&place)))
            });
            written.with_context(|| {
                format!("{}, for the rows left out, could not be written; nothing was brought in", place.display())
            })?
        }
    }
    Ok(Some(place))
}

/// A count with its noun: "1 case", "2,223 cases".
fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", import::number(count), if count == 1 { one } else { many })
}

fn in_words(plan: &Plan) -> String {
    let mut lines = vec![format!("{}: {}.", plan.file, counted(plan.rows, "row", "rows"))];
    lines.extend(Some(plan.open.in_words()).filter(|words| !words.is_empty()));
    lines.extend(plan.notes.iter().cloned());
    for column in &plan.dates {
        lines.push(format!("\nThe dates in “{}” ({}):", column.heading, column.field.title().to_lowercase()));
        lines.extend(column.evidence.iter().map(|sentence| format!("  {sentence}")));
        if let Some(reading) = column.reading {
            lines.push(format!("  Read {}{}.", reading.in_words(), if column.ask { ", if you say so" } else { "" }));
        }
    }
    if !plan.months.is_empty() {
        lines.push("\nReceived by month:".into());
        lines.extend(
            plan.months
                .iter()
                .map(|(month, count)| format!("  {:<16}{:>9}", month.title(), import::number(*count as usize))),
        );
    }
    if !plan.refused.is_empty() {
        lines.push(format!("\n{} cannot be brought in:", counted(plan.refused_rows(), "row", "rows")));
        for refused in plan.refused.iter().take(NAMED) {
            let value =
                if refused.value.is_empty() { String::new() } else { format!(" “{}”", cut(&refused.value)) };
            let place = refused.unexplained.map(|field| format!(" In the mapping: [values.{}].", field.as_str()));
            let place = place.unwrap_or_default();
            lines.push(format!("  row {}, {}{value}: {}{place}", refused.row, refused.column, refused.reason));
        }
        if plan.refused.len() > NAMED {
            lines.push(format!("  and {} more", plan.refused.len() - NAMED));
        }
    }
    lines.join("\n")
}

fn cut(value: &str) -> String {
    let short: String = value.chars().take(40).collect();
    if short.len() < value.len() { short + "…" } else { short }
}

fn what_next(plan: &Plan, arguments: &Arguments) -> String {
    let mut lines =
        vec![format!("\n{} could be brought in. Nothing was changed.", counted(plan.entries.len(), "case", "cases"))];
    for column in plan.dates.iter().filter(|column| column.ask) {
        lines.push(match column.suggested {
            Some(reading) => format!(
                "Say how the dates in “{}” are meant; the file suggests --dates {}.",
                column.heading,
                import::reading_name(reading)
            ),
            None => format!("Say how the dates in “{}” are meant with --dates.", column.heading),
        });
    }
    if !plan.refused.is_empty() && !arguments.leave_out_refused {
        lines.push("Mend the rows that cannot be brought in, or leave them out with --leave-out-refused.".into());
    }
    lines.join("\n")
}

fn as_json(plan: &Plan, done: Option<&import::BroughtIn>) -> Value {
    let refused = plan.refused.iter().map(|refused| json!({ "row": refused.row, "column": refused.column, "value": refused.value, "reason": refused.reason }));
    let dates = plan.dates.iter().map(|column| {
        json!({
            "column": column.heading, "field": column.field, "ask": column.ask, "evidence": column.evidence,
            "reading": column.reading.map(import::reading_name), "suggested": column.suggested.map(import::reading_name),
        })
    });
    json!({
        "file": plan.file,
        "rows": plan.rows,
        "cases": plan.entries.len(),
        "open": plan.open.cases,
        "late": plan.open.late,
        "refused": refused.collect::<Value>(),
        "dates": dates.collect::<Value>(),
        "months": plan.months.iter().map(|(month, count)| (month.to_string(), json!(count))).collect::<serde_json::Map<_, _>>(),
        "notes": plan.notes,
        "batch": done.map(|done| done.batch),
        "first": done.and_then(|done| done.references).map(|(first, _)| first),
        "last": done.and_then(|done| done.references).map(|(_, last)| last),
    })
}
