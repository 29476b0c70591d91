//! Time limits, each with its working: which days were counted, which were left out and why.
//!
//! This is the one place where due dates are computed. Lists, badges, letters, reminders and
//! figures all ask here; a date kept elsewhere is a copy of this answer.

use crate::{
    Rules,
    calendar::Calendar,
    case::{Case, Extension},
    feedback::ReplyBy,
    letter::{Fate, Letter},
    london::Date,
    procedure::{ClockRule, Limit, Milestone, Start},
};

mod working;

pub use working::{Day, Step, Working, working};

/// A time limit of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    /// Id in the procedure.
    pub id: String,
    /// What has to be done: "Acknowledge".
    pub title: String,
    /// How long there was.
    pub limit: Limit,
    /// What stops it.
    pub met_by: Vec<Milestone>,
    /// How the first due date came about.
    pub working: Working,
    /// The date it was due at first.
    pub first_due: Date,
    /// The date it is due now, after any extension; work is driven by this one.
    pub due: Date,
    /// The date it is held to: the agreed later date only where the customer was told in writing
    /// before the earlier one had passed. A missed date stays missed.
    pub held_to: Date,
    /// Where it stands.
    pub standing: Standing,
}

impl Clock {
    /// The day it was met.
    pub fn met_on(&self) -> Option<Date> {
        match self.standing {
            Standing::Met { on, .. } => Some(on),
            Standing::Running { .. } | Standing::Late { .. } | Standing::Ended => None,
        }
    }
}

/// Where a clock stands on a given day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Still running: working days left, 0 on the day itself.
    Running {
        /// Working days after today, up to and including the due date.
        days_left: i64,
    },
    /// Not met, and the date has passed.
    Late {
        /// Working days since the date it is held to.
        days: i64,
    },
    /// Met.
    Met {
        /// When.
        on: Date,
        /// Working days it took, counted as the limit is: from day 0 of its working.
        after: i64,
        /// How that compares with the limit.
        timeliness: Timeliness,
    },
    /// The case ended without it, so that nothing is owed any more.
    Ended,
}

/// How a clock was met. The three are reported apart and never added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Timeliness {
    /// By the first date.
    InTime,
    /// By the later date, of which the customer was told in writing before the first had passed.
    InAgreedTime,
    /// After the date it was held to.
    Late {
        /// Working days after it.
        days: i64,
    },
}

/// The clocks of a case as they stand on `today`. None for kinds without time limits, nor for
/// somebody who wants no reply: there is nobody to answer (the case is investigated all the same).
pub fn clocks(case: &Case, today: Date, rules: Rules<'_>) -> Vec<Clock> {
    let Some(stage) = rules.procedure.first_stage(case.kind) else { return Vec::new() };
    if case.reply_by == ReplyBy::None {
        return Vec::new();
    }
    let mut clocks: Vec<Clock> = Vec::with_capacity(stage.clocks.len());
    for rule in &stage.clocks {
        let clock = clock(case, rule, &clocks, today, rules);
        clocks.push(clock);
    }
    clocks
}

/// The dates a case received on `received` would have, before there is a case: for the words to
/// say to the customer, and for trying a procedure out. `acknowledged` starts the clocks that
/// count from the acknowledgement.
pub fn forecast(
    kind: crate::feedback::Kind,
    received: Date,
    acknowledged: Option<Date>,
    rules: Rules<'_>,
) -> Vec<Forecast> {
    let mut forecasts: Vec<Forecast> = Vec::new();
    let stage = rules.procedure.first_stage(kind);
    for rule in stage.iter().flat_map(|stage| &stage.clocks) {
        let last_permitted =
            forecasts.iter().find(|each| each.met_by.contains(&Milestone::Acknowledged)).map(|each| each.working.due);
        let start = start_date(rule, received, acknowledged, last_permitted);
        forecasts.push(Forecast {
            id: rule.id.clone(),
            title: rule.title.clone(),
            limit: rule.limit,
            met_by: rule.met_by.clone(),
            working: rule_working(rule, start, rules),
        });
    }
    forecasts
}

/// A time limit before there is a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forecast {
    /// Id in the procedure.
    pub id: String,
    /// What has to be done.
    pub title: String,
    /// How long there is.
    pub limit: Limit,
    /// What stops it.
    pub met_by: Vec<Milestone>,
    /// The date and how it comes about.
    pub working: Working,
}

/// The next date somebody has to keep: the earliest date that a clock still running is held to.
/// A date put off too late to tell the customer in time stays the one it is held to.
pub fn next_due(clocks: &[Clock]) -> Option<&Clock> {
    let running = |clock: &&Clock| matches!(clock.standing, Standing::Running { .. } | Standing::Late { .. });
    clocks.iter().filter(running).min_by_key(|clock| clock.held_to)
}

fn clock(case: &Case, rule: &ClockRule, before: &[Clock], today: Date, rules: Rules<'_>) -> Clock {
    let last_permitted =
        before.iter().find(|clock| clock.met_by.contains(&Milestone::Acknowledged)).map(|clock| clock.first_due);
    let start = start_date(rule, case.received, case.acknowledged(), last_permitted);
    let working = rule_working(rule, start, rules);
    let (due, held_to) = extended(case, &rule.id, working.due);
    let clock = Clock {
        id: rule.id.clone(),
        title: rule.title.clone(),
        limit: rule.limit,
        met_by: rule.met_by.clone(),
        first_due: working.due,
        due,
        held_to,
        working,
        standing: Standing::Ended,
    };
    let standing = standing(case, &clock, today, rules);
    Clock { standing, ..clock }
}

fn start_date(rule: &ClockRule, received: Date, acknowledged: Option<Date>, last_permitted: Option<Date>) -> Date {
    match rule.from {
        Start::Received => received,
        Start::Acknowledged => match (acknowledged, last_permitted) {
            (Some(on), Some(last)) => on.min(last),
            (Some(date), None) | (None, Some(date)) => date,
            (None, None) => received,
        },
    }
}

fn rule_working(rule: &ClockRule, start: Date, rules: Rules<'_>) -> Working {
    working(rule.limit, start, rules.procedure.weekend_receipt, &calendar(rules))
}

/// The days that count under the procedure.
pub(crate) fn calendar(rules: Rules<'_>) -> Calendar {
    if rules.procedure.office_closures { rules.calendar.clone() } else { rules.calendar.without_closures() }
}

/// The date after all extensions, and the date the clock is held to. An extension of which the
/// customer was never told moves nothing; one of which they were told too late moves the work only.
fn extended(case: &Case, clock: &str, first_due: Date) -> (Date, Date) {
    let mut due = first_due;
    let mut held_to = first_due;
    for extension in told(case, clock) {
        if told_on(case, extension).is_some_and(|on| on <= held_to) {
            held_to = extension.to;
        }
        due = extension.to;
    }
    (due, held_to)
}

/// The day the customer was told of an extension: when its letter left or, as long as it is on its
/// way, when it was written.
fn told_on(case: &Case, extension: &Extension) -> Option<Date> {
    case.letter(extension.letter).and_then(Letter::sent_on)
}

/// The extensions of a clock whose letter was not stopped on its way.
pub(crate) fn told<'a>(case: &'a Case, clock: &'a str) -> impl Iterator<Item = &'a Extension> {
    let arrived = |extension: &&Extension| case.letter(extension.letter).is_some_and(|letter| letter.fate.counts());
    case.extensions.iter().filter(move |extension| extension.clock == clock).filter(arrived)
}

fn standing(case: &Case, clock: &Clock, today: Date, rules: Rules<'_>) -> Standing {
    let calendar = calendar(rules);
    let met = clock.met_by.iter().filter_map(|milestone| reached(case, *milestone)).min();
    if let Some(on) = met {
        let after = calendar.count_working_days(clock.working.day_zero, on).max(0);
        return Standing::Met { on, after, timeliness: timeliness(clock, on, &calendar) };
    }
    if !case.is_open() {
        return Standing::Ended;
    }
    if today > clock.held_to {
        Standing::Late { days: calendar.count_working_days(clock.held_to, today).max(1) }
    } else {
        Standing::Running { days_left: calendar.count_working_days(today, clock.due) }
    }
}

fn timeliness(clock: &Clock, on: Date, calendar: &Calendar) -> Timeliness {
    if on <= clock.first_due {
        Timeliness::InTime
    } else if on <= clock.held_to {
        Timeliness::InAgreedTime
    } else {
        Timeliness::Late { days: calendar.count_working_days(clock.held_to, on).max(1) }
    }
}

fn reached(case: &Case, milestone: Milestone) -> Option<Date> {
    match milestone {
        Milestone::Acknowledged => case.acknowledged(),
        Milestone::Responded => case.answered(),
    }
}

/// Whether an extension's letter left, for the proof on the case.
pub fn notice_left(case: &Case, extension: &Extension) -> Option<Fate> {
    case.letter(extension.letter).map(|letter| letter.fate)
}
