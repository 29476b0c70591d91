//! Due dates in words: "Thu 3 Dec, 4 working days left", and the working behind a date. Nothing is
//! computed here but words; the dates come from `domain::clock` and its copies on the rows.

mod strip;
mod why;

use app::CaseLine;
use domain::{
    Calendar, Clock, Date, StateKind, Time,
    clock::{Standing, Timeliness},
    feedback::Kind,
};

use crate::{
    layout::{Due, DueTone},
    words::{counted, day, day_and_time, time_of_day},
};

pub use strip::view as strip_view;
pub use why::{range, why, why_all, why_forecast};

/// Working days before a date from which on it is "soon".
const SOON: i64 = 2;

/// The next date of a case in a list, whose column says "Due" already.
pub fn of_line(line: &CaseLine, today: Date, calendar: &Calendar) -> Due {
    let row = &line.row;
    if let Some(since) = row.on_hold_since(today) {
        return on_hold(since, today);
    }
    let Some(due) = row.next_due else { return without_date(line, today) };
    if app::against::drives(row) {
        return by_the_code(due, today, calendar);
    }
    let told = row.acknowledged_now().is_some() || row.answered_now().is_some();
    let acknowledge = !told && (row.ack_due == Some(due) || (row.later.is_some() && row.held_to_now() != Some(due)));
    let answered = row.answered_now().is_some();
    let missed =
        (!acknowledge && !answered).then_some(row.held_to_now()).flatten().filter(|held| *held < today && due >= today);
    if let Some(held_to) = missed {
        return Due { tone: DueTone::Late, first: day(due, today), second: format!("Missed {}", day(held_to, today)) };
    }
    if due < today {
        return late(day(due, today), calendar.count_working_days(due, today).max(1));
    }
    let act = match acknowledge {
        true => "Acknowledge",
        false if answered => "Answer again",
        false if row.answer_is_next() => "Respond",
        false => "Due",
    };
    running(day(due, today), act, calendar.count_working_days(today, due), due == today)
}

/// A case whose limits stand still.
pub fn on_hold(since: Date, today: Date) -> Due {
    Due { tone: DueTone::Wait, first: "On hold".into(), second: format!("since {}", day(since, today)) }
}

/// A date of the Code that cases are measured against as well, which comes before the case's own.
fn by_the_code(due: Date, today: Date, calendar: &Calendar) -> Due {
    let shown = if due < today {
        late(day(due, today), calendar.count_working_days(due, today).max(1))
    } else {
        running(day(due, today), "Due", calendar.count_working_days(today, due), due == today)
    };
    Due { first: format!("{} (Code)", shown.first), ..shown }
}

/// The day by which a case that was opened again is answered again.
pub fn again(by: Date, today: Date, calendar: &Calendar) -> Due {
    let first = format!("Answer again by {}", day(by, today));
    if by < today {
        return late(first, calendar.count_working_days(by, today).max(1));
    }
    running(first, "Answer again", calendar.count_working_days(today, by), by == today)
}

/// A time limit on the page of its case: "Due Thu 3 Dec", "Due today, 13:00", "Acknowledged Thu 12 Nov".
pub fn of_clock(clock: &Clock, today: Date) -> Due {
    let now = of_round(clock, today);
    if clock.done.is_empty() {
        return now;
    }
    let late = clock.done.iter().filter(|done| matches!(done.timeliness, Timeliness::Late { .. })).count();
    let late = if late == 0 { "in time".to_owned() } else { format!("{late} late") };
    let times = counted(clock.done.len() as u64, "time", "times");
    Due { second: format!("{}. Done {times} before, {late}", now.second.trim_end_matches('.')), ..now }
}

/// The same of a limit that repeats, for the time that it is at.
fn of_round(clock: &Clock, today: Date) -> Due {
    let first = match clock.due_hour() {
        Some(hour) if clock.due == today => format!("Due today, {}", time_of_day(hour)),
        hour => format!("Due {}", day_and_time(clock.due, hour, today)),
    };
    match clock.standing {
        Standing::Running { days_left } => running_clock(clock, first, days_left, today),
        Standing::Late { days: 0 } => Due { tone: DueTone::Late, first, second: "Late: the hour has passed".into() },
        Standing::Late { days } if clock.due >= today => Due {
            tone: DueTone::Late,
            first,
            second: format!("Missed {}, {} ago", day(clock.held_to, today), working_days(days)),
        },
        Standing::Late { days } => late(first, days),
        Standing::Met { on, after, timeliness } => met(clock, on, after, timeliness, today),
        Standing::Ended => Due { tone: DueTone::Plain, first: "No date".into(), second: "The case has ended".into() },
    }
}

/// "1 working day", "4 working days".
pub fn working_days(days: i64) -> String {
    counted(days.unsigned_abs(), "working day", "working days")
}

/// A state as lists show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tag {
    /// What it says.
    pub words: &'static str,
    /// The tone of `bits::tag`.
    pub tone: &'static str,
    /// The sign of `bits::tag`, or nothing.
    pub sign: &'static str,
}

/// The tag of a state.
pub fn state_tag(state: StateKind) -> Tag {
    let tone = match state {
        StateKind::Logged | StateKind::AwaitingSignOff | StateKind::SignedOff => "note",
        StateKind::Answered => "ok",
        StateKind::Passed | StateKind::Investigating | StateKind::Drafting | StateKind::Closed => "",
    };
    Tag { words: state.title(), tone, sign: "" }
}

/// The tag of a state in which a response may have been sent back, and not asked to be signed since.
pub fn draft_tag(state: StateKind, sent_back: bool) -> Tag {
    match state {
        StateKind::Drafting if sent_back => Tag { words: "Sent back", tone: "soon", sign: "" },
        StateKind::Logged
        | StateKind::Passed
        | StateKind::Investigating
        | StateKind::Drafting
        | StateKind::AwaitingSignOff
        | StateKind::SignedOff
        | StateKind::Answered
        | StateKind::Closed => state_tag(state),
    }
}

/// The tag of a kind, in one word.
pub fn kind_tag(kind: Kind) -> Tag {
    let (tone, sign) = match kind {
        Kind::Complaint => ("complaint", "flag"),
        Kind::Compliment => ("compliment", "star"),
        Kind::Comment => ("comment", "note"),
        Kind::ServiceRequest => ("", "phone"),
    };
    let words = if kind == Kind::ServiceRequest { "Request" } else { kind.title() };
    Tag { words, tone, sign }
}

/// The tag of a line: its state, or what it waits for first.
pub fn line_tag(line: &CaseLine) -> Tag {
    let row = &line.row;
    match (row.state, row.kind) {
        (StateKind::Logged, _) if row.to_acknowledge() => Tag { words: "To acknowledge", tone: "note", sign: "" },
        (StateKind::Logged, Kind::Compliment) if row.is_untold() => Tag { words: "To thank", tone: "note", sign: "" },
        (state, _) if row.sent_back => draft_tag(state, true),
        (state, _) if extended(line) && matches!(state, StateKind::Investigating | StateKind::Drafting) => {
            Tag { words: "More time agreed", tone: "wait", sign: "" }
        }
        (state, _) => state_tag(state),
    }
}

/// Who has a case: a state is never shown without a person.
pub fn with_whom(line: &CaseLine) -> String {
    let person = match line.row.state {
        StateKind::Logged | StateKind::Passed | StateKind::AwaitingSignOff | StateKind::SignedOff => &line.head_name,
        StateKind::Investigating | StateKind::Drafting => &line.investigator_name,
        StateKind::Answered => &line.investigator_name,
        StateKind::Closed => return line.row.ending.map(|ending| ending.title().to_owned()).unwrap_or_default(),
    };
    match person {
        Some(name) => format!("with {name}"),
        None => "Not given to anyone yet".into(),
    }
}

fn extended(line: &CaseLine) -> bool {
    line.row.respond_due.is_some() && line.row.respond_due != line.row.first_due
}

/// What is due at an hour keeps it on its day: "today" alone would promise too much.
fn running_clock(clock: &Clock, first: String, days_left: i64, today: Date) -> Due {
    let due = running(first.clone(), &clock.title, days_left, clock.due == today);
    let due = if clock.due_hour().is_some() { Due { first, ..due } } else { due };
    match aim(clock, today) {
        Some(aim) => Due { second: format!("{}. {aim}", due.second), ..due },
        None => due,
    }
}

/// The date it should be done by, where the procedure states an aim as well as a limit: "Aim: Tue 1 Dec".
fn aim(clock: &Clock, today: Date) -> Option<String> {
    let target = clock.target.filter(|target| *target < clock.due)?;
    let word = if target < today { "Aim was" } else { "Aim:" };
    Some(format!("{word} {}", day(target, today)))
}

fn running(first: String, act: &str, days_left: i64, today: bool) -> Due {
    if today {
        return Due { tone: DueTone::Soon, first: "Today".into(), second: format!("{act} today") };
    }
    let tone = if days_left <= SOON { DueTone::Soon } else { DueTone::Ok };
    Due { tone, first, second: format!("{} left", working_days(days_left)) }
}

fn late(first: String, days: i64) -> Due {
    Due { tone: DueTone::Late, first, second: format!("{} late", working_days(days)) }
}

fn met(clock: &Clock, on: Date, after: i64, timeliness: Timeliness, today: Date) -> Due {
    let done = match clock.title.as_str() {
        "Acknowledge" => "Acknowledged",
        "Respond" => "Answered",
        _ => "Done",
    };
    let taken = if after == 0 { "On the same day".into() } else { format!("After {}", working_days(after)) };
    let (tone, compared) = match timeliness {
        Timeliness::InTime => (DueTone::Ok, format!("Limit was {}.", clock.limit.words())),
        Timeliness::InAgreedTime => (DueTone::Ok, format!("Later date {} was agreed.", day(clock.held_to, today))),
        Timeliness::Late { days: 0 } => (DueTone::Late, format!("Late: {}.", after_the_hour(clock.due_hour()))),
        Timeliness::Late { days } => (DueTone::Late, format!("{} late.", working_days(days))),
    };
    Due { tone, first: format!("{done} {}", day(on, today)), second: format!("{taken}. {compared}") }
}

/// What was late on its own day: "the limit ended at 13:00".
pub fn after_the_hour(hour: Option<Time>) -> String {
    hour.map_or("the hour had passed".into(), |hour| format!("the limit ended at {}", time_of_day(hour)))
}

/// What stands in the place of a date when nothing is owed any more, or never was.
fn without_date(line: &CaseLine, today: Date) -> Due {
    let row = &line.row;
    if let Some(on) = row.answered {
        let late = row.held_to.is_some_and(|held| on > held);
        let (tone, after) = if late { (DueTone::Late, "late") } else { (DueTone::Ok, "in time") };
        let second = match row.days_to_answer {
            Some(0) => "On the same day".into(),
            Some(days) => format!("After {}, {after}", working_days(days)),
            None => String::new(),
        };
        return Due { tone, first: format!("Answered {}", day(on, today)), second };
    }
    match row.closed {
        Some(on) => Due { tone: DueTone::Plain, first: format!("Closed {}", day(on, today)), second: String::new() },
        None => Due { tone: DueTone::Plain, first: "No date".into(), second: "No time limit".into() },
    }
}

#[cfg(test)]
mod tests;
