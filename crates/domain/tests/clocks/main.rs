//! Time limits: dates, their working, and where they stand. Tables in which every date carries
//! its weekday.

#[path = "../common/mod.rs"]
mod common;
mod edges;
mod hours;
mod limits;
mod more_time;
mod standing;
mod strip;
mod timetable;

use common::*;
use domain::{
    Act, Calendar, Clock, Date, Nation, Procedure,
    calendar::{DayOff, DayOffKind},
    clock,
    letter::Method,
};

/// The Ombudsman's Code: 5 to acknowledge, 10 to respond from the acknowledgement.
const CODE: &str = r#"
[[clock]]
id = "acknowledge"
title = "Acknowledge"
limit = { number = 5, unit = "working-days" }
from = "received"
met_by = ["acknowledged"]

[[clock]]
id = "respond"
title = "Respond"
limit = { number = 10, unit = "working-days" }
from = "acknowledged"
met_by = ["responded"]
"#;

fn one_clock(number: u32, unit: &str) -> Procedure {
    procedure_with(&format!(
        "[[clock]]\nid = \"respond\"\ntitle = \"Respond\"\nlimit = {{ number = {number}, unit = \"{unit}\" }}\n\
         from = \"received\"\nmet_by = [\"responded\"]\n"
    ))
}

fn closed_29_to_31_december() -> Calendar {
    let closure = |date| DayOff { date: day(date), name: "Christmas closure".into(), kind: DayOffKind::Closure };
    let closures = ["Tue 29 Dec 2026", "Wed 30 Dec 2026", "Thu 31 Dec 2026"].map(closure);
    Calendar::new(Nation::EnglandAndWales, &[], std::ops::RangeInclusive::new(1, 0), &closures)
}

/// The last date an extension is given for.
fn longest_extension(desk: &Desk) -> String {
    let to = |date: Date| Act::Extend {
        clock: None,
        to: date,
        reason: text("Away"),
        agreed: false,
        letter: written(Method::Email),
    };
    let dates: Vec<Date> = respond(desk).due.iter_days().skip(1).take(60).collect();
    let last = dates.into_iter().rev().find(|date| desk.ask(CHAMPION, &to(*date)).is_ok());
    named(last.expect("some extension is given"))
}

fn clocks(desk: &Desk) -> Vec<Clock> {
    clock::clocks(&desk.case, desk.today(), desk.rules())
}

fn acknowledge(desk: &Desk) -> Clock {
    desk.clock("acknowledge")
}

fn respond(desk: &Desk) -> Clock {
    desk.clock("respond")
}
