//! `heardctl due`: every time limit of a procedure for a day of receipt and whatever else happened,
//! with its working.

use std::{process::ExitCode, sync::Arc};

use anyhow::Result;
use app::{
    calendars::{Calendars, Published},
    procedures,
    trial::{self, Trial},
};
use clap::Args;
use domain::{Calendar, Date, Nation, Procedure, Rules, Time, clock::timetable, feedback::Kind, procedure::Reading};

use super::{say, say_json};
use crate::{console::Console, failure::Failure};

mod said;

/// Every time limit of a procedure with its due date and how it comes about
#[derive(Debug, Args)]
#[command(after_help = "\
Without --data the procedures and calendars are those that come with the program. With it they are the council's,
whose own closures and holidays then count too.

What happened is said as WHAT=DATE: responded=2026-12-01, or stage-2.acknowledged=2026-12-08 in a later stage,
or the name of a time limit that is met by being done, or that is on the whole.

Examples:
  heardctl due --procedure making-experiences-count --received 2026-12-18
  heardctl due --procedure ./ours.toml --received 2026-12-18
  heardctl due --procedure lgsco-code-2024 --received 2026-11-02 --acknowledged 2026-11-04 \\
    --happened stage-2.asked=2027-01-04 --extended stage-2-respond=2027-03-08")]
pub struct Arguments {
    /// The procedure, or a file of one, such as ./ours.toml
    #[arg(long, value_name = "ID|FILE", default_value = "making-experiences-count")]
    procedure: String,
    /// How a sentence is read that can be read in several ways
    #[arg(long, value_name = "READING=OPTION", value_parser = super::reading)]
    reading: Vec<(String, String)>,
    /// The day of receipt, YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    received: Date,
    /// The time of day of receipt, such as 17:30, for an hour after which it counts as the next day, and limits in hours
    #[arg(long, value_name = "TIME", value_parser = time)]
    at: Option<Time>,
    /// The day it was acknowledged, for limits that count from there
    #[arg(long, value_name = "DATE")]
    acknowledged: Option<Date>,
    /// Something else that happened
    #[arg(long, value_name = "WHAT=DATE", value_parser = pair)]
    happened: Vec<(String, Date)>,
    /// A time limit put off in time, and until when
    #[arg(long, value_name = "LIMIT=DATE", value_parser = pair)]
    extended: Vec<(String, Date)>,
    /// A time in which the clock stood still, for a reason of the procedure; both days are days that did not count
    #[arg(long, value_name = "REASON=DATE..DATE", value_parser = pause)]
    paused: Vec<(String, Date, Date)>,
    /// The stage it begins in, where that is not the first
    #[arg(long, value_name = "STAGE")]
    begins_in: Option<String>,
    /// The number of points, for limits that depend on it
    #[arg(long, default_value_t = 1)]
    points: u32,
    /// The band, for limits that depend on it, where it does not follow from the points alone
    #[arg(long, value_name = "BAND")]
    band: Option<String>,
    /// Whose bank holidays count; otherwise the council's, or england-and-wales
    #[arg(long)]
    nation: Option<Nation>,
    /// complaint, compliment, comment or service-request
    #[arg(long, default_value = "complaint", value_parser = kind)]
    kind: Kind,
    /// For programs
    #[arg(long)]
    json: bool,
}

/// Counts and prints.
pub fn run(console: &Console, arguments: &Arguments) -> Result<ExitCode> {
    if arguments.acknowledged.is_some_and(|on| on < arguments.received) {
        return Err(Failure::usage("It cannot be acknowledged before it is received."));
    }
    let (procedure, calendar) = rules(console, arguments)?;
    let procedure =
        &procedure.read_by(&arguments.reading.iter().cloned().collect()).ok_or_else(|| unread(&procedure))?;
    let facts = trial::facts(&trial(arguments), procedure).map_err(|unknown| Failure::usage(unknown.to_string()))?;
    let timings = timetable(&facts, Rules { procedure, calendar: &calendar });
    let trial = said::Trial { procedure, calendar: &calendar, facts: &facts, timings: &timings };
    if arguments.json {
        say_json(&trial.as_json())?
    } else {
        say(&trial.in_words())?
    }
    Ok(ExitCode::SUCCESS)
}

fn unread(procedure: &Procedure) -> anyhow::Error {
    let offered = |reading: &Reading| {
        let options: Vec<&str> = reading.options.iter().map(|option| option.id.as_str()).collect();
        format!("{}={}", reading.id, options.join(" or "))
    };
    let offered: Vec<String> = procedure.readings.iter().map(offered).collect();
    let offered = if offered.is_empty() { "nothing".into() } else { offered.join(", ") };
    Failure::usage(format!("{} does not offer this reading. It offers {offered}.", procedure.id))
}

fn kind(name: &str) -> Result<Kind, String> {
    Kind::named(name).ok_or_else(|| "expected complaint, compliment, comment or service-request".to_owned())
}

fn time(text: &str) -> Result<Time, String> {
    text.parse().map_err(|_| format!("expected a time of day such as 17:30, found {text:?}"))
}

fn pair(text: &str) -> Result<(String, Date), String> {
    let (what, date) = text.split_once('=').ok_or("expected a word, = and a date, such as responded=2026-12-01")?;
    let date = date.parse().map_err(|_| format!("expected a date, year first, found {date:?}"))?;
    Ok((what.to_owned(), date))
}

fn pause(text: &str) -> Result<(String, Date, Date), String> {
    let expected = "expected a reason, =, and two dates, such as waiting=2026-12-01..2026-12-04";
    let (reason, days) = text.split_once('=').ok_or(expected)?;
    let (from, to) = days.split_once("..").ok_or(expected)?;
    let date = |text: &str| text.parse().map_err(|_| format!("expected a date, year first, found {text:?}"));
    let (from, to) = (date(from)?, date(to)?);
    if to < from {
        return Err(format!("the clock cannot start again, after {to}, before it stops on {from}"));
    }
    Ok((reason.to_owned(), from, to))
}

fn trial(arguments: &Arguments) -> Trial {
    let acknowledged = arguments.acknowledged.map(|on| ("acknowledged".to_owned(), on));
    Trial {
        kind: arguments.kind,
        received: arguments.received,
        received_at: arguments.at,
        begins_in: arguments.begins_in.clone(),
        points: arguments.points,
        band: arguments.band.clone(),
        happened: arguments.happened.iter().cloned().chain(acknowledged).collect(),
        extended: arguments.extended.clone(),
        paused: arguments.paused.clone(),
    }
}

/// The procedure asked for, and the calendar it counts by.
fn rules(console: &Console, arguments: &Arguments) -> Result<(Arc<Procedure>, Calendar)> {
    let (known, published, nation, local) = if console.data.is_none() {
        let nation = arguments.nation.unwrap_or(Nation::EnglandAndWales);
        (procedures::shipped()?, Published::shipped(), nation, Vec::new())
    } else {
        let office = console.office_to_read()?;
        let own = office.calendar().nation();
        let nation = arguments.nation.unwrap_or(own);
        let local = if nation == own { office.read(|reading| Ok(reading.days_off()?))? } else { Vec::new() };
        (office.procedures(), office.read(app::settings::get)?, nation, local)
    };
    let calendars = Calendars::of(published, nation, local)?;
    let procedure = match super::procedure::file(&arguments.procedure) {
        Some(path) => Arc::new(super::procedure::read(path)?),
        None => of_id(known, &arguments.procedure)?,
    };
    let calendar = calendars.by(&procedure)?;
    Ok((procedure, (*calendar).clone()))
}

fn of_id(known: Vec<Arc<Procedure>>, id: &str) -> Result<Arc<Procedure>> {
    let ids: Vec<String> = known.iter().map(|procedure| procedure.id.clone()).collect();
    known.into_iter().find(|procedure| procedure.id == id).ok_or_else(|| {
        let there = ids.join(", ");
        Failure::usage(format!(
            "There is no procedure called {id}; there is {there}. A file is named with its folder, such as ./{id}.toml."
        ))
    })
}
