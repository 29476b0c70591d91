//! The time limits of a trial, in words and as JSON.

use std::{cmp::Ordering, fmt::Write};

use chrono::{Datelike, Weekday};
use domain::{
    Calendar, Date, Procedure, Rules, Time,
    calendar::Why,
    clock::{Beyond, Dates, Day, Facts, Mark, Step, Strip, Timing, ask_by, beyond},
    london,
    procedure::Stage,
};
use serde_json::{Value, json};

/// A procedure tried out.
pub(super) struct Trial<'a> {
    pub procedure: &'a Procedure,
    pub calendar: &'a Calendar,
    pub facts: &'a Facts,
    pub timings: &'a [Timing<'a>],
}

impl Trial<'_> {
    /// For people.
    pub fn in_words(&self) -> String {
        let mut out = format!(
            "{}, version {}. {}. Received {}{}.",
            self.procedure.name,
            self.procedure.version,
            self.calendar.nation(),
            long(self.facts.received.on),
            self.received_at().map(|time| format!(" at {}", time.format("%H:%M"))).unwrap_or_default()
        );
        let chosen = self.procedure.readings.iter().filter_map(|reading| self.procedure.chosen_of(reading));
        for option in chosen {
            let _ = write!(out, " Read as: {}.", option.title);
        }
        if self.timings.is_empty() {
            out.push_str("\n\nThe procedure sets no time limits for this.");
            if let Some(kind) = self.procedure.stages.iter().find_map(|stage| stage.kinds.first()) {
                let _infallible = write!(out, " It is for others: try --kind {}.", kind.as_str());
            }
        }
        let mut stage = None;
        for timing in self.timings {
            let here = timing.stage.map(|stage| stage.id.as_str());
            if stage != here && self.timings.iter().any(|other| other.stage.map(|each| each.id.as_str()) != here) {
                out.push_str(&self.heading(timing.stage));
            }
            stage = here;
            out.push_str(&self.limit_in_words(timing));
        }
        for beyond in self.beyond() {
            let _infallible = write!(out, "\n\nNote: {beyond}");
        }
        out
    }

    fn received_at(&self) -> Option<Time> {
        self.facts.received.at.map(|at| london::local(at).time())
    }

    fn beyond(&self) -> Vec<Beyond> {
        beyond(self.facts, self.timings, Rules { procedure: self.procedure, calendar: self.calendar })
    }

    fn heading(&self, stage: Option<&Stage>) -> String {
        let Some(stage) = stage else { return "\n\nThe whole".into() };
        let rules = Rules { procedure: self.procedure, calendar: self.calendar };
        let ask_by = ask_by(stage, self.facts, rules);
        let until = ask_by.map(|working| format!(", to be asked for by {}", long(working.due))).unwrap_or_default();
        format!("\n\n{}{until}", stage.title)
    }

    fn limit_in_words(&self, timing: &Timing<'_>) -> String {
        let title = &timing.rule.title;
        match &timing.dates {
            None => {
                format!("\n\n{title} within {}: {}\n", timing.limit.words(), timing.why_undated(self.procedure))
            }
            Some(dates) => {
                let strip = Strip::of_timing(timing, dates, self.procedure);
                format!(
                    "\n\n{title} within {}: due {}{}{}{}\n  {}\n{}\n{}",
                    timing.limit.words(),
                    long(dates.due),
                    dates.due_hour().map(|hour| format!(", {}", hour.format("%H:%M"))).unwrap_or_default(),
                    dates.target.map(|aim| format!("; aim {}", long(aim))).unwrap_or_default(),
                    kept(timing),
                    strip.sentence,
                    letters(&strip),
                    days(dates)
                )
            }
        }
    }

    /// For programs.
    pub fn as_json(&self) -> Value {
        json!({
            "procedure": { "id": self.procedure.id, "version": self.procedure.version, "name": self.procedure.name },
            "nation": self.calendar.nation().as_str(),
            "kind": self.facts.kind,
            "received": self.facts.received.on,
            "received_at": self.received_at(),
            "notes": self.beyond().iter().map(ToString::to_string).collect::<Value>(),
            "clocks": self.timings.iter().map(|timing| self.clock(timing)).collect::<Value>(),
        })
    }

    fn clock(&self, timing: &Timing<'_>) -> Value {
        let sentence = |dates| Strip::of_timing(timing, dates, self.procedure).sentence;
        let mut clock = clock(timing);
        clock["sentence"] = timing.dates.as_ref().map(sentence).into();
        clock
    }
}

fn clock(timing: &Timing<'_>) -> Value {
    let dates = timing.dates.as_ref();
    json!({
        "id": timing.rule.id,
        "stage": timing.stage.map(|stage| &stage.id),
        "title": timing.rule.title,
        "limit": timing.limit,
        "met_by": timing.rule.met_by,
        "from": dates.map(|dates| dates.working.from),
        "day_zero": dates.map(|dates| dates.working.day_zero),
        "target": dates.and_then(|dates| dates.target),
        "first_due": dates.map(|dates| dates.working.due),
        "due": dates.map(|dates| dates.due),
        "due_at": dates.and_then(Dates::due_hour),
        "met": timing.met.map(|when| when.on),
        "in_time": timing.in_time(),
        "working": dates.map(|dates| dates.working.steps_until(dates.due).iter().map(step).collect::<Value>()),
    })
}

/// "; done Tuesday 17 November 2026, in time".
fn kept(timing: &Timing<'_>) -> String {
    let Some((met, in_time)) = timing.met.zip(timing.in_time()) else { return String::new() };
    format!("; done {}, {}", long(met.on), if in_time { "in time" } else { "late" })
}

fn step(step: &Step) -> Value {
    match &step.day {
        Day::Counted(number) => json!({ "date": step.date, "counted": number }),
        Day::MoreTime(number) => json!({ "date": step.date, "more": number }),
        Day::Skipped(why) => json!({ "date": step.date, "skipped": why_words(why) }),
        Day::Kept => json!({ "date": step.date, "kept": true }),
        Day::End => json!({ "date": step.date, "end": true }),
        Day::Paused => json!({ "date": step.date, "skipped": "the clock stood still" }),
    }
}

/// The days of the count, one a line.
fn days(dates: &Dates) -> String {
    let working = &dates.working;
    let zero = match (working.day_zero.cmp(&working.read_as), working.read_as == working.from) {
        (Ordering::Less, _) => "day 0, the day before, as the first day counts itself",
        (Ordering::Greater, _) => "day 0, the day after",
        (Ordering::Equal, true) => "day 0",
        (Ordering::Equal, false) => "day 0, the working day it counts as",
    };
    let backwards = working.due < working.day_zero;
    let mut out = if backwards { String::new() } else { format!("  {}  {zero}", short(working.day_zero)) };
    for Step { date, day } in &working.steps_until(dates.due) {
        let what = match day {
            Day::Counted(number) => format!("day {number}"),
            Day::MoreTime(number) => format!("+  day {number} more"),
            Day::Skipped(why) => format!("–  {}", why_words(why)),
            Day::Kept => "–  the date that was promised is kept".into(),
            Day::End => "–  the last day, which is not counted".into(),
            Day::Paused => "–  the clock stood still".into(),
        };
        let _infallible = write!(out, "\n  {}  {what}", short(*date));
    }
    if dates.due != working.due {
        let _infallible = write!(out, "\n  Put off from {} to {}", long(working.due), long(dates.due));
    }
    out
}

/// The days as one line, a letter each, a space between weeks; then what the letters mean.
fn letters(strip: &Strip) -> String {
    let mut line = String::from("  ");
    for (at, day) in strip.days.iter().enumerate() {
        if at > 0 && day.date.weekday() == Weekday::Mon {
            line.push(' ');
        }
        line.push_str(day.mark.as_str());
    }
    let there = Mark::ALL.iter().filter(|mark| strip.days.iter().any(|day| day.mark == **mark));
    let key: Vec<String> = there.map(|mark| format!("{} {}", mark.as_str(), mark.title().to_lowercase())).collect();
    format!("{line}\n  ({})", key.join(", "))
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
