//! `heardctl due`: the time limits of a procedure for a day of receipt, with their working.

use std::{fmt::Write, process::ExitCode, sync::Arc};

use anyhow::Result;
use app::{calendars, procedures};
use clap::Args;
use domain::{
    Calendar, Date, Nation, Procedure, Rules,
    calendar::Why,
    clock::{Day, Forecast, Step, forecast},
    feedback::Kind,
};
use serde_json::{Value, json};

use super::{say, say_json};
use crate::{console::Console, failure::Failure};

/// Every time limit of a procedure with its due date and how it comes about
#[derive(Debug, Args)]
#[command(after_help = "\
Without --data the procedures and calendars are those that come with the program. With it they are the council's,
whose own closures and holidays then count too.

Example:
  heardctl due --procedure making-experiences-count --received 2026-12-18")]
pub struct Arguments {
    /// The procedure
    #[arg(long, value_name = "ID", default_value = "making-experiences-count")]
    procedure: String,
    /// The day of receipt, YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    received: Date,
    /// The day it was acknowledged, for limits that count from there
    #[arg(long, value_name = "DATE")]
    acknowledged: Option<Date>,
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
    let (known, calendar) = rules(console, arguments)?;
    let procedure = known.iter().find(|procedure| procedure.id == arguments.procedure).ok_or_else(|| {
        let ids: Vec<&str> = known.iter().map(|procedure| procedure.id.as_str()).collect();
        Failure::usage(format!("There is no procedure called {}; there is {}.", arguments.procedure, ids.join(", ")))
    })?;
    let clocks =
        forecast(arguments.kind, arguments.received, arguments.acknowledged, Rules { procedure, calendar: &calendar });
    if arguments.json {
        say_json(&as_json(arguments, procedure, &calendar, &clocks))?;
    } else {
        say(&in_words(arguments, procedure, &calendar, &clocks))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn kind(name: &str) -> Result<Kind, String> {
    Kind::named(name).ok_or_else(|| "expected complaint, compliment, comment or service-request".to_owned())
}

fn rules(console: &Console, arguments: &Arguments) -> Result<(Vec<Arc<Procedure>>, Calendar)> {
    if console.data.is_none() {
        let nation = arguments.nation.unwrap_or(Nation::EnglandAndWales);
        return Ok((procedures::shipped()?, calendars::calendar(nation, &[])?));
    }
    let office = console.office()?;
    let own = office.calendar();
    let calendar = match arguments.nation {
        Some(nation) if nation != own.nation() => calendars::calendar(nation, &[])?,
        Some(_) | None => (*own).clone(),
    };
    Ok((office.procedures(), calendar))
}

fn in_words(arguments: &Arguments, procedure: &Procedure, calendar: &Calendar, clocks: &[Forecast]) -> String {
    let mut out = format!(
        "{}, version {}. {}. Received {}.",
        procedure.name,
        procedure.version,
        calendar.nation(),
        long(arguments.received)
    );
    if clocks.is_empty() {
        let _infallible = write!(out, "\n\nThe procedure sets no time limits for this.");
    }
    for clock in clocks {
        let working = &clock.working;
        let _infallible =
            write!(out, "\n\n{} within {}: due {}\n", clock.title, clock.limit.words(), long(working.due));
        let zero =
            if working.from == working.day_zero { "day 0" } else { "day 0, the first working day after receipt" };
        let _infallible = write!(out, "  {}  {zero}", short(working.day_zero));
        for Step { date, day } in &working.steps {
            let what = match day {
                Day::Counted(number) => format!("day {number}"),
                Day::Skipped(why) => format!("–  {}", why_words(why)),
            };
            let _infallible = write!(out, "\n  {}  {what}", short(*date));
        }
    }
    out
}

fn as_json(arguments: &Arguments, procedure: &Procedure, calendar: &Calendar, clocks: &[Forecast]) -> Value {
    let step = |step: &Step| match &step.day {
        Day::Counted(number) => json!({ "date": step.date, "counted": number }),
        Day::Skipped(why) => json!({ "date": step.date, "skipped": why_words(why) }),
    };
    let clock = |clock: &Forecast| {
        json!({
            "id": clock.id,
            "title": clock.title,
            "limit": clock.limit,
            "met_by": clock.met_by,
            "from": clock.working.from,
            "day_zero": clock.working.day_zero,
            "due": clock.working.due,
            "working": clock.working.steps.iter().map(step).collect::<Value>(),
        })
    };
    json!({
        "procedure": { "id": procedure.id, "version": procedure.version, "name": procedure.name },
        "nation": calendar.nation().as_str(),
        "kind": arguments.kind,
        "received": arguments.received,
        "acknowledged": arguments.acknowledged,
        "clocks": clocks.iter().map(clock).collect::<Value>(),
    })
}

fn why_words(why: &Why) -> String {
    match why {
        Why::Weekend => "weekend".into(),
        Why::BankHoliday(name) => format!("bank holiday: {name}"),
        Why::Closure(name) => format!("offices closed: {name}"),
    }
}

fn long(date: Date) -> String {
    date.format("%A %-d %B %Y").to_string()
}

fn short(date: Date) -> String {
    date.format("%a %e %b %Y").to_string()
}
