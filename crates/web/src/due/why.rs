//! The working of a date in sentences: the rule, where the count began, what was left out, by how
//! much it moved and under which version of which procedure.

use std::cmp::Ordering;

use chrono::Datelike;
use domain::{
    Clock, Date, Procedure, calendar,
    clock::{CountsFrom, Day, Forecast, Strip, Working},
    procedure::{Limit, Milestone, Start, Unit},
};

use super::strip;
use crate::{
    layout::Why,
    words::{day, long_day, time_of_day},
};

/// Why a time limit of a case falls on its date.
pub fn why(clock: &Clock, procedure: &Procedure, today: Date) -> Why {
    let mut lines = working_lines(&clock.working, clock.limit, began(procedure, &clock.id, clock.counts_from), today);
    lines.extend(super::aim(clock, today));
    if clock.due != clock.first_due {
        lines.push(format!(
            "Moved from {} to {} by a letter to the customer",
            day(clock.first_due, today),
            day(clock.due, today)
        ));
    }
    if clock.held_to != clock.due {
        lines.push(format!(
            "The letter came after {} had passed, so the case stays late by that date",
            day(clock.held_to, today)
        ));
    }
    if let Some(counted) = clock.working.counted_due {
        lines.push(format!(
            "The calendar has changed since: the count ends {}, but the date we promised is kept",
            day(counted, today)
        ));
    }
    let result = if clock.due == clock.first_due && clock.working.counted_due.is_none() {
        day_n(&clock.working, clock.limit)
    } else {
        format!("It is due {}.", long_day(clock.due))
    };
    Why {
        summary: "Why this date?".into(),
        rule: rule(&clock.working, clock.limit, procedure, (&clock.id, clock.counts_from)),
        lines,
        result,
        strip: Some(strip::view(&Strip::of_clock(clock, procedure))),
        source: source(procedure),
        href: Some(href(procedure, &clock.id)),
    }
}

/// Why a time limit would fall on its date, before there is a case.
pub fn why_forecast(forecast: &Forecast, procedure: &Procedure, today: Date) -> Why {
    Why {
        summary: "Why this date?".into(),
        rule: rule(&forecast.working, forecast.limit, procedure, (&forecast.id, forecast.counts_from)),
        lines: working_lines(
            &forecast.working,
            forecast.limit,
            began(procedure, &forecast.id, forecast.counts_from),
            today,
        ),
        result: day_n(&forecast.working, forecast.limit),
        strip: Some(strip::view(&Strip::of_forecast(forecast, procedure))),
        source: source(procedure),
        href: Some(href(procedure, &forecast.id)),
    }
}

/// Why several time limits would fall on their dates, in one panel; the days left out are those of
/// the longest.
pub fn why_all(forecasts: &[Forecast], procedure: &Procedure, today: Date) -> Why {
    let received = forecasts.first().map(|each| each.working.from);
    let mut lines: Vec<String> = forecasts
        .iter()
        .map(|each| {
            format!(
                "{}: {}. {}",
                each.title,
                each.limit.words(),
                day_n(&each.working, each.limit).trim_end_matches('.')
            )
        })
        .collect();
    if let Some(longest) = forecasts.iter().max_by_key(|each| each.working.due) {
        lines.extend(left_out(&longest.working, today));
    }
    Why {
        summary: if forecasts.len() == 1 { "Why this date?".into() } else { "Why these dates?".into() },
        rule: received.map(|on| counted_from(on, today)).unwrap_or_default(),
        lines,
        result: String::new(),
        strip: None,
        source: source(procedure),
        href: None,
    }
}

fn counted_from(received: Date, today: Date) -> String {
    if received == today {
        format!("Counted from today, {}", long_day(received))
    } else {
        format!("Counted from {}, the day we received it", long_day(received))
    }
}

fn rule(working: &Working, limit: Limit, procedure: &Procedure, (clock, counts_from): (&str, CountsFrom)) -> String {
    let start = procedure.clock(clock).map(|rule| procedure.start_words(rule, counts_from)).unwrap_or_default();
    let way = if working.counts_back() { "before" } else { "from" };
    format!("{} {way} {start}", limit.words())
}

/// How the first line says that the count began: "Received Wed 11 Nov".
fn began(procedure: &Procedure, clock: &str, counts_from: CountsFrom) -> &'static str {
    match counts_from {
        CountsFrom::Again => return "Last done",
        CountsFrom::Anew(_) => return "Began anew",
        CountsFrom::Start | CountsFrom::LastDay => {}
    }
    match procedure.clock(clock).and_then(|rule| rule.start()) {
        Some(Start::On(Milestone::Received)) => "Received",
        Some(Start::On(Milestone::Acknowledged)) if counts_from == CountsFrom::Start => "Acknowledged",
        Some(Start::On(_) | Start::After(_)) | None => "Began",
    }
}

/// Where the rule of a clock stands.
fn href(procedure: &Procedure, clock: &str) -> String {
    format!("/procedures/{}?version={}#{clock}", procedure.id, procedure.version)
}

fn working_lines(working: &Working, limit: Limit, began: &str, today: Date) -> Vec<String> {
    let mut lines = vec![beginning(working, limit, began, today)];
    lines.extend(left_out(working, today));
    lines
}

/// Where the count began: "Received Wed 11 Nov. Day 1 is the next working day, Thu 12 Nov".
fn beginning(working: &Working, limit: Limit, how: &str, today: Date) -> String {
    let began = format!("{how} {}", day(working.from, today));
    let Some(first) = working.day_one().map(|one| day(one, today)) else { return began };
    let working_days = limit.unit == Unit::WorkingDays;
    let next = match (working.counts_back(), working_days) {
        (false, true) => "next working day",
        (false, false) => "next day",
        (true, true) => "working day before",
        (true, false) => "day before",
    };
    let began = if working.read_as == working.from {
        began
    } else {
        format!("{began}, which counts as {}", day(working.read_as, today))
    };
    match working.day_zero.cmp(&working.read_as) {
        Ordering::Equal => format!("{began}. Day 1 is the {next}, {first}"),
        Ordering::Less | Ordering::Greater => format!("{began}. Day 1 is {first}"),
    }
}

/// Weekends as ranges, closures and bank holidays by name.
fn left_out(working: &Working, today: Date) -> Vec<String> {
    let (mut weekends, mut closures, mut holidays, mut paused) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut weekend_counted = false;
    for step in working.steps() {
        match step.day {
            Day::Skipped(calendar::Why::Weekend) => weekends.push(step.date),
            Day::Skipped(calendar::Why::BankHoliday(name)) => {
                holidays.push(format!("{}, {name}", day(step.date, today)));
            }
            Day::Skipped(calendar::Why::Closure(name)) => closures.push(format!("{}, {name}", day(step.date, today))),
            Day::Paused => paused.push(step.date),
            Day::End => {}
            Day::Counted(_) | Day::MoreTime(_) | Day::Kept => weekend_counted |= weekend(step.date),
        }
    }
    let mut lines = Vec::new();
    if !paused.is_empty() {
        lines.push(format!("The clock stood still: {}", ranges(&paused, today)));
    }
    if weekend_counted {
        lines.push("Every day counts".into());
        return lines;
    }
    if !weekends.is_empty() {
        lines.push(format!("Weekends left out: {}", ranges(&weekends, today)));
    }
    if !closures.is_empty() {
        let one = closures.len() == 1;
        lines.push(format!("Office {} left out: {}", if one { "closure" } else { "closures" }, closures.join("; ")));
    }
    lines.push(match holidays.as_slice() {
        [] => "Bank holidays in this period: none".into(),
        [one] => format!("Bank holiday left out: {one}"),
        several => format!("Bank holidays left out: {}", several.join("; ")),
    });
    lines
}

fn weekend(date: Date) -> bool {
    matches!(date.weekday(), chrono::Weekday::Sat | chrono::Weekday::Sun)
}

/// "14–15, 21–22 and 28–29 Nov": days that follow one another as one range, the month once.
fn ranges(days: &[Date], today: Date) -> String {
    let mut runs: Vec<(Date, Date)> = Vec::new();
    for date in days {
        match runs.last_mut() {
            Some((_, last)) if last.succ_opt() == Some(*date) => *last = *date,
            Some(_) | None => runs.push((*date, *date)),
        }
    }
    let month = |date: Date| (date.year(), date.month());
    let said = |(at, (from, to)): (usize, &(Date, Date))| {
        let closing = runs.get(at + 1).is_none_or(|(next, _)| month(*next) != month(*to));
        if closing { range(*from, *to, today) } else { without_month(*from, *to, today) }
    };
    let mut said: Vec<String> = runs.iter().enumerate().map(said).collect();
    match said.pop() {
        Some(last) if said.is_empty() => last,
        Some(last) => format!("{} and {last}", said.join(", ")),
        None => String::new(),
    }
}

/// "28–29 Nov", "31 Oct–1 Nov", with the year where it is not `today`'s.
pub fn range(from: Date, to: Date, today: Date) -> String {
    let year = if to.year() == today.year() { String::new() } else { to.format(" %Y").to_string() };
    if from == to {
        format!("{}{year}", to.format("%-d %b"))
    } else {
        format!("{}{year}", without_month(from, to, today) + &to.format(" %b").to_string())
    }
}

fn without_month(from: Date, to: Date, today: Date) -> String {
    if from == to {
        to.format("%-d").to_string()
    } else if from.month() == to.month() {
        format!("{}–{}", from.format("%-d"), to.format("%-d"))
    } else {
        let year = if from.year() == to.year() || from.year() == today.year() {
            String::new()
        } else {
            from.format(" %Y").to_string()
        };
        format!("{}{year}–{}", from.format("%-d %b"), to.format("%-d"))
    }
}

/// "Day 15 is Thu 3 Dec 2026." An end that is no day of the count has no number.
fn day_n(working: &Working, limit: Limit) -> String {
    let mut due = working.due.format("%a %-d %b %Y").to_string();
    if let Some(hour) = working.due_hour() {
        due += &format!(" at {}", time_of_day(hour));
    }
    if working.steps().iter().any(|step| step.day == Day::End) {
        return format!("It is due {due}.");
    }
    match limit.unit {
        Unit::WorkingDays | Unit::CalendarDays => format!("Day {} is {due}.", limit.number),
        Unit::SameWorkingDay => format!("That is {due}."),
        Unit::CalendarWeeks | Unit::CalendarMonths | Unit::Hours => format!("{} on is {due}.", limit.words()),
    }
}

/// "Rule: Making Experiences Count, version 1, in force since 1 Jan 2012."
fn source(procedure: &Procedure) -> String {
    format!(
        "Rule: {}, version {}, in force since {}.",
        procedure.name,
        procedure.version,
        procedure.in_force.format("%-d %b %Y")
    )
}
