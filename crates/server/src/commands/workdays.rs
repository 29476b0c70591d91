//! `heardctl workdays`: due dates for lines of nation, day and number of working days. Needs no
//! records: the calendars are those that come with the program.

use std::{
    collections::{BTreeMap, btree_map::Entry},
    io::Read,
    process::ExitCode,
};

use anyhow::{Context, Result, bail};
use app::calendars;
use clap::Args;
use domain::{Calendar, Date, Nation};

use super::put;

/// Count working days, line by line
#[derive(Debug, Args)]
#[command(after_help = "\
Reads lines “nation,from,days” on standard input and writes each with “,due” behind it. The day after the day of
receipt that counts is day 1. A first line with the words nation,from,days is taken for headings. Where a line is
wrong nothing is written, and every wrong line is named.

Example:
  echo scotland,2026-06-12,2 | heardctl workdays
  scotland,2026-06-12,2,2026-06-17")]
pub struct Arguments {}

/// More working days than anybody counts.
const MOST_DAYS: u32 = 100_000;
/// Wrong lines that are named before the rest is only counted.
const NAMED: usize = 20;

/// Reads, counts and writes.
pub fn run(_arguments: &Arguments) -> Result<ExitCode> {
    let mut given = Vec::new();
    std::io::stdin().lock().read_to_end(&mut given).context("standard input could not be read")?;
    let mut calendars = Calendars::default();
    let (mut out, mut wrong) = (String::new(), Vec::new());
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).trim(csv::Trim::All).from_reader(given.as_slice());
    for (place, record) in reader.byte_records().enumerate() {
        let record = record.context("standard input is not CSV")?;
        let line = record.position().map_or(0, csv::Position::line);
        let fields: Vec<String> = record
            .iter()
            .map(|field| String::from_utf8_lossy(field).trim_start_matches('\u{feff}').trim().to_owned())
            .collect();
        let heading = place == 0
            && fields.len() == 3
            && ["nation", "from", "days"].iter().zip(&fields).all(|(word, field)| field.eq_ignore_ascii_case(word));
        let due = if heading { Ok("due".to_owned()) } else { calendars.due(&fields).map(|due| due.to_string()) };
        match due {
            Ok(due) => out.extend([fields.join(",").as_str(), ",", &due, "\n"]),
            Err(why) => wrong.push(format!("line {line}: {why}")),
        }
    }
    if !wrong.is_empty() {
        let more = wrong.len().saturating_sub(NAMED);
        wrong.truncate(NAMED);
        if more > 0 {
            wrong.push(format!("and {more} more wrong lines"));
        }
        bail!("{}", wrong.join("\nheardctl: "));
    }
    put(None, out.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

/// The calendars, each read when it is first asked for.
#[derive(Default)]
struct Calendars(BTreeMap<Nation, Calendar>);

impl Calendars {
    fn due(&mut self, fields: &[String]) -> Result<Date, String> {
        let [nation, from, days] = fields else {
            return Err(format!("expected nation,from,days, found {} fields", fields.len()));
        };
        let nation: Nation = nation.parse().map_err(|unknown: domain::calendar::UnknownNation| unknown.to_string())?;
        let from = Date::parse_from_str(from, "%Y-%m-%d")
            .map_err(|_| format!("{from:?} is not a date; write it like 2026-06-12"))?;
        let days: u32 = days
            .parse()
            .ok()
            .filter(|days| *days <= MOST_DAYS)
            .ok_or_else(|| format!("{days:?} is not a number of days from 0 to {MOST_DAYS}"))?;
        Ok(self.of(nation)?.add_working_days(from, days))
    }

    fn of(&mut self, nation: Nation) -> Result<&Calendar, String> {
        match self.0.entry(nation) {
            Entry::Occupied(known) => Ok(known.into_mut()),
            Entry::Vacant(place) => {
                Ok(place.insert(calendars::calendar(nation).map_err(|problem| problem.to_string())?))
            }
        }
    }
}
