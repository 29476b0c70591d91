//! A time limit as a strip of days, each with its mark, and in one sentence. The same for pages, for
//! paper and for the console; how a strip looks is theirs.

use std::cmp::Ordering;

use super::{Clock, Dates, Day, Forecast, Step, Timeliness, Timing, Working};
use crate::{
    calendar::Why,
    feedback::words,
    london::Date,
    procedure::{Begins, Limit, Procedure, Unit},
};

words!(
    /// What a day of a strip is. The title goes into the key of the strip.
    Mark {
        /// The clock started; day 0.
        Start = "s", "Start";
        /// It counted.
        Counted = "#", "Counted";
        /// It is due.
        Due = "D", "Due";
        /// It was due at first, and was put off.
        FirstDue = "d", "Due at first";
        /// It came after the first due date, which was put off.
        MoreTime = "+", "More time";
        /// It came after the end of the count, up to a date that was promised before the calendar changed.
        Kept = "k", "Date kept";
        /// A Saturday or Sunday, left out.
        Weekend = ".", "Weekend";
        /// A bank holiday, left out.
        BankHoliday = "h", "Bank holiday";
        /// A day on which offices are closed, left out.
        Closure = "c", "Office closed";
        /// The clock stood still.
        Paused = "p", "Clock stood still";
    }
);

/// One day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StripDay {
    /// Which.
    pub date: Date,
    /// What it is.
    pub mark: Mark,
}

/// A time limit from its start to the day it is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strip {
    /// Every day, the earliest first.
    pub days: Vec<StripDay>,
    /// The same in one sentence.
    pub sentence: String,
}

impl Strip {
    /// Of a time limit of a case.
    pub fn of_clock(clock: &Clock, procedure: &Procedure) -> Strip {
        let start = procedure.clock(&clock.id).map(|rule| procedure.start_words(rule, clock.counts_from));
        let done = clock.done.iter().map(|done| (done.on, matches!(done.timeliness, Timeliness::Late { .. })));
        Strip::new(&clock.working, clock.limit, &start.unwrap_or_default(), clock.due).with_rounds(done)
    }

    /// Of a time limit before there is a case.
    pub fn of_forecast(forecast: &Forecast, procedure: &Procedure) -> Strip {
        let start = procedure.clock(&forecast.id).map(|rule| procedure.start_words(rule, forecast.counts_from));
        Strip::new(&forecast.working, forecast.limit, &start.unwrap_or_default(), forecast.working.due)
    }

    /// Of a time limit of a trial.
    pub fn of_timing(timing: &Timing<'_>, dates: &Dates, procedure: &Procedure) -> Strip {
        let rounds = timing.rounds.iter().map(|round| (round.met.on, !round.in_time()));
        Strip::new(&dates.working, timing.limit, &procedure.start_words(timing.rule, dates.counts_from), dates.due)
            .with_rounds(rounds)
    }

    /// With when it was done before, and whether that was late.
    fn with_rounds(mut self, rounds: impl Iterator<Item = (Date, bool)>) -> Strip {
        let rounds: Vec<(Date, bool)> = rounds.collect();
        let late: Vec<String> = rounds.iter().filter(|(_, late)| *late).map(|(on, _)| long(*on)).collect();
        self.sentence += &match rounds.as_slice() {
            [] => String::new(),
            [(on, late)] => format!(" Done once before, on {}{}.", long(*on), if *late { ", late" } else { "" }),
            [.., (last, _)] if late.is_empty() => {
                format!(" Done {} times before, each in time, last on {}.", rounds.len(), long(*last))
            }
            [.., (last, _)] => {
                format!(" Done {} times before, last on {}; late on {}.", rounds.len(), long(*last), listed(&late))
            }
        };
        self
    }

    /// Of a working that began with what `start` says and was put off to `due`.
    fn new(working: &Working, limit: Limit, start: &str, due: Date) -> Strip {
        let steps = working.steps_until(due);
        let sentence = sentence(working, limit, start, due, &steps);
        Strip { days: days(working, due, &steps), sentence }
    }
}

fn days(working: &Working, due: Date, steps: &[Step]) -> Vec<StripDay> {
    let step = |step: &Step| StripDay {
        date: step.date,
        mark: if step.date == due {
            Mark::Due
        } else if step.date == working.due {
            Mark::FirstDue
        } else {
            mark(&step.day)
        },
    };
    let start = |date| StripDay { date, mark: if date == due { Mark::Due } else { Mark::Start } };
    // Up to day 0, where that is not the day it came: what came on a day off.
    let lead = working.from.iter_days().skip(1).take_while(|date| *date <= working.day_zero);
    let lead = lead.map(|date| working.left_out(date).map_or(start(date), |day| StripDay { date, mark: mark(&day) }));
    let mut days: Vec<StripDay> = [start(working.from)].into_iter().chain(lead).chain(steps.iter().map(step)).collect();
    // The start comes last in a count backwards, and is a counted day where it is day 1.
    days.sort_by_key(|day| day.date);
    days.dedup_by_key(|day| day.date);
    days
}

fn mark(day: &Day) -> Mark {
    match day {
        // The day it is due has its own mark, and so has the first such day.
        Day::Counted(_) | Day::End => Mark::Counted,
        Day::MoreTime(_) => Mark::MoreTime,
        Day::Kept => Mark::Kept,
        Day::Skipped(Why::Weekend) => Mark::Weekend,
        Day::Skipped(Why::BankHoliday(_)) => Mark::BankHoliday,
        Day::Skipped(Why::Closure(_)) => Mark::Closure,
        Day::Paused => Mark::Paused,
    }
}

/// "15 working days from the day we received it, Wednesday 11 November 2026, end on …".
fn sentence(working: &Working, limit: Limit, start: &str, due: Date, steps: &[Step]) -> String {
    let same_day = limit.unit == Unit::SameWorkingDay;
    let (way, end) = match limit.number {
        _ if same_day => ("as", "is"),
        1 if working.counts_back() => ("before", "begins on"),
        _ if working.counts_back() => ("before", "begin on"),
        1 => ("from", "ends on"),
        _ => ("from", "end on"),
    };
    let counted_due = working.counted_due.unwrap_or(working.due);
    let mut said = format!("{} {way} {}, {end} {}", how_long(working, limit), begun(working, start), long(counted_due));
    if let Some(hour) = working.due_hour() {
        said += &format!(" at {}", hour.format("%H:%M"));
    }
    if let Some(day_off) = working.moved_from {
        said += &format!(", moved from {}", long(day_off));
    }
    if working.is_clear() {
        said += ", as only whole days between count";
    }
    let left_out = left_out(working, steps);
    if !left_out.is_empty() {
        said += &format!(", leaving out {}", listed(&left_out));
    }
    let paused = steps.iter().filter(|step| step.day == Day::Paused).count();
    if paused > 0 {
        said += &format!("; the clock stood still for {}", counted(paused, "day"));
    }
    if counted_due != working.due {
        said += &format!("; {} is kept, which was promised before the calendar changed", long(working.due));
    }
    if due != working.due {
        said += &format!("; put off to {}", long(due));
    }
    said.push('.');
    let mut letters = said.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// "5 working days", "5 clear working days".
fn how_long(working: &Working, limit: Limit) -> String {
    let words = limit.words();
    match words.split_once(' ').filter(|_| working.is_clear()) {
        Some((number, unit)) => format!("{number} clear {unit}"),
        None => words,
    }
}

/// Where the count began, and which day is its first where that is not the next.
fn begun(working: &Working, start: &str) -> String {
    let mut begun = if start.is_empty() { long(working.from) } else { format!("{start}, {}", long(working.from)) };
    if working.read_as != working.from {
        begun += &format!(", which counts as {}", long(working.read_as));
    }
    match working.day_zero.cmp(&working.read_as) {
        // A day off is no day 1: the next that counts is, as ever.
        Ordering::Less if working.left_out(working.read_as).is_none() => {
            begun += &format!(" ({})", Begins::SameDay.title());
        }
        Ordering::Greater => begun += &format!(" ({})", Begins::DayAfter.title()),
        Ordering::Less | Ordering::Equal => {}
    }
    begun
}

/// Weekends as a number, closures and holidays by name, within the count.
fn left_out(working: &Working, steps: &[Step]) -> Vec<String> {
    let last = working.count_ended();
    let within = |step: &&Step| if working.counts_back() { step.date >= last } else { step.date <= last };
    let mut weekends = 0;
    let mut named: Vec<(&str, usize)> = Vec::new();
    for step in steps.iter().filter(within) {
        match &step.day {
            Day::Skipped(Why::Weekend) => weekends += 1,
            Day::Skipped(Why::BankHoliday(name) | Why::Closure(name)) => match named.last_mut() {
                Some((last, times)) if *last == name => *times += 1,
                Some(_) | None => named.push((name, 1)),
            },
            Day::Counted(_) | Day::MoreTime(_) | Day::Kept | Day::End | Day::Paused => {}
        }
    }
    let weekends = Some(format!("{} of weekends", counted(weekends, "day"))).filter(|_| weekends > 0);
    let named = named.into_iter().map(|(name, times)| match times {
        1 => name.to_owned(),
        times => format!("{name} ({})", counted(times, "day")),
    });
    weekends.into_iter().chain(named).collect()
}

fn counted(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

fn long(date: Date) -> String {
    date.format("%A %-d %B %Y").to_string()
}
