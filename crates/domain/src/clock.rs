//! Time limits, each with its working: which days were counted, which were left out and why.
//!
//! This is the one place where due dates are computed. Lists, badges, letters, reminders and
//! figures all ask here; a date kept elsewhere is a copy of this answer.

use crate::{
    Rules,
    calendar::Calendar,
    case::{Case, Extension},
    feedback::{Kind, ReplyBy},
    letter::Fate,
    london::{Date, Time},
    procedure::{Limit, Milestone, Procedure},
};

mod beyond;
mod facts;
mod since;
mod strip;
mod timetable;
mod working;

pub use beyond::{Beyond, beyond};
pub use facts::{Fact, Facts, Of, Pause, PutOff, When};
pub use since::{Since, taken_since};
pub use strip::{Mark, Strip, StripDay};
pub(crate) use timetable::days;
pub use timetable::{CountsFrom, Dates, Round, Timing, ask_by, at_most, complain_by, in_from_receipt, timetable};
pub use working::{Counting, Day, Step, Working, working};

/// A time limit of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    /// Id in the procedure.
    pub id: String,
    /// The stage it is of, by id; `None` for a limit on the whole.
    pub stage: Option<String>,
    /// What has to be done: "Acknowledge".
    pub title: String,
    /// How long there was.
    pub limit: Limit,
    /// What stops it.
    pub met_by: Vec<Milestone>,
    /// How the first due date came about.
    pub working: Working,
    /// What it counts from.
    pub counts_from: CountsFrom,
    /// The date it was due at first.
    pub first_due: Date,
    /// The date it should be done by, where the procedure states an aim as well as a limit.
    pub target: Option<Date>,
    /// The date it is due now, after any extension; work is driven by this one.
    pub due: Date,
    /// The date it is held to: the agreed later date only where the customer was told, in writing where the
    /// procedure asks for that, before the earlier one had passed. A missed date stays missed.
    pub held_to: Date,
    /// Where it stands.
    pub standing: Standing,
    /// What it came to each time before, where it repeats; the first at the head.
    pub done: Vec<Done>,
}

/// One time that a limit which repeats was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Done {
    /// The date it was held to then.
    pub held_to: Date,
    /// When it was met.
    pub on: Date,
    /// How that compares.
    pub timeliness: Timeliness,
}

impl Clock {
    /// Whether meeting it answers the customer, rather than telling them that we have it.
    pub fn answers(&self) -> bool {
        crate::procedure::answers(&self.met_by)
    }

    /// The day it was met.
    pub fn met_on(&self) -> Option<Date> {
        match self.standing {
            Standing::Met { on, .. } => Some(on),
            Standing::Running { .. } | Standing::Late { .. } | Standing::Ended => None,
        }
    }

    /// The time of day at which it is due, where hours are counted and it was not put off.
    pub fn due_hour(&self) -> Option<Time> {
        self.working.due_hour().filter(|_| self.due == self.first_due)
    }

    /// Whether it was met on the day it was due at first, but after its hour.
    pub fn is_met_after_the_hour(&self) -> bool {
        match self.standing {
            Standing::Met { on, timeliness, .. } => on == self.first_due && timeliness != Timeliness::InTime,
            Standing::Running { .. } | Standing::Late { .. } | Standing::Ended => false,
        }
    }
}

/// Where a clock stands on a given day, or at a given moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Still running: working days left, 0 on the day itself.
    Running {
        /// Working days after today, up to and including the due date.
        days_left: i64,
    },
    /// Not met, and the date or its hour has passed.
    Late {
        /// Working days since the date it is held to; 0 on that day, where its hour has passed.
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
    /// By the later date, of which the customer was told before the first had passed.
    InAgreedTime,
    /// After the date it was held to, or its hour.
    Late {
        /// Working days after it; 0 on that day, where it was after the hour.
        days: i64,
    },
}

/// The clocks of a case as they stand at `now`, a day or a moment: those of each stage it has been in, in order,
/// then those on the whole. None for kinds without time limits, nor for somebody who wants no
/// reply: there is nobody to answer (the case is investigated all the same). A clock that waits for
/// what starts it is left out until then. In a stage that is over nothing is owed any more. A limit in hours
/// that has not been met is late by the hour only where the moment is said; on a day alone, from the next day.
pub fn clocks(case: &Case, now: impl Into<When>, rules: Rules<'_>) -> Vec<Clock> {
    let journey = case.journey(rules.procedure);
    let now = now.into();
    let Some(here) = journey.last().filter(|_| case.reply_by != ReplyBy::None) else { return Vec::new() };
    let facts = Facts::of(case, &journey, rules.procedure);
    let visited = |timing: &Timing<'_>| timing.stage.is_none_or(|stage| journey.iter().any(|each| each.id == stage.id));
    let dated = timetable(&facts, rules).into_iter().filter(visited);
    let dated = dated.filter_map(|mut timing| Some((timing.dates.take()?, timing)));
    let open = |timing: &Timing<'_>| case.is_open() && timing.stage.is_none_or(|stage| stage.id == here.id);
    dated.map(|(dates, timing)| clock(open(&timing), dates, &timing, now, rules)).collect()
}

/// The clocks of the stage a case is in, and those on the whole.
pub fn of_stage_now<'c>(case: &Case, clocks: &'c [Clock], procedure: &Procedure) -> Vec<&'c Clock> {
    let now = case.journey(procedure).pop();
    let of_now = |clock: &&Clock| clock.stage.as_deref().is_none_or(|id| now.is_some_and(|stage| stage.id == id));
    clocks.iter().filter(of_now).collect()
}

/// The dates feedback received on `received` would have, before there is a case: for the words to
/// say to the customer. `acknowledged` starts the clocks that count from the acknowledgement.
/// [`timetable`] tries out everything else.
pub fn forecast(kind: Kind, received: impl Into<When>, acknowledged: Option<Date>, rules: Rules<'_>) -> Vec<Forecast> {
    let Some(stage) = rules.procedure.first_stage(kind) else { return Vec::new() };
    let facts = Facts::received(kind, received);
    let facts = match acknowledged {
        Some(on) => facts.in_stage(&stage.id, Milestone::Acknowledged, on),
        None => facts,
    };
    forecast_of(&facts, rules)
}

/// The same for feedback of which more is known: how it comes in, who complains, how many points it has.
pub fn forecast_of(facts: &Facts, rules: Rules<'_>) -> Vec<Forecast> {
    timetable(facts, rules).into_iter().filter_map(Forecast::of).collect()
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
    /// What it counts from; from the last day permitted for that is the latest it can be.
    pub counts_from: CountsFrom,
}

impl Forecast {
    fn of(timing: Timing<'_>) -> Option<Forecast> {
        let dates = timing.dates?;
        Some(Forecast {
            id: timing.rule.id.clone(),
            title: timing.rule.title.clone(),
            limit: timing.limit,
            met_by: timing.rule.met_by.clone(),
            working: dates.working,
            counts_from: dates.counts_from,
        })
    }
}

/// The next date somebody has to keep: the earliest date that a clock still running is held to.
/// A date put off too late to tell the customer in time stays the one it is held to.
pub fn next_due(clocks: &[Clock]) -> Option<&Clock> {
    let running = |clock: &&Clock| matches!(clock.standing, Standing::Running { .. } | Standing::Late { .. });
    clocks.iter().filter(running).min_by_key(|clock| clock.held_to)
}

fn clock(open: bool, dates: Dates, timing: &Timing<'_>, now: When, rules: Rules<'_>) -> Clock {
    let calendar = timetable::days(Some(timing.rule), rules);
    let standing = standing(open, &dates, timing, now, &calendar);
    let done = |round: &Round| Done {
        held_to: round.dates.held_to,
        on: round.met.on,
        timeliness: timeliness(&round.dates, round.met, &calendar),
    };
    Clock {
        done: timing.rounds.iter().map(done).collect(),
        id: timing.rule.id.clone(),
        stage: timing.stage.map(|stage| stage.id.clone()),
        title: timing.rule.title.clone(),
        limit: timing.limit,
        met_by: timing.rule.met_by.clone(),
        first_due: dates.working.due,
        counts_from: dates.counts_from,
        due: dates.due,
        held_to: dates.held_to,
        target: dates.target,
        working: dates.working,
        standing,
    }
}

/// Where a clock would be due with another limit, from the same start and with the same pauses; `None` where the procedure
/// has no such clock.
pub(crate) fn with_another_limit(clock: &Clock, limit: Limit, rules: Rules<'_>) -> Option<Date> {
    let rule = rules.procedure.clock(&clock.id)?;
    let calendar = timetable::days(Some(rule), rules);
    let counting = Counting {
        begins: rule.begins,
        ends: rule.ends,
        backwards: rule.backwards,
        clear: rule.clear,
        ..Counting::plain(limit, &calendar)
    };
    Some(Counting { pauses: &clock.working.stood_still(), ..counting }.from(clock.working.read_as.into()).due)
}

/// The days that count under the procedure.
pub(crate) fn calendar(rules: Rules<'_>) -> Calendar {
    timetable::days(None, rules)
}

/// The extensions of a clock whose letter was not stopped on its way.
pub(crate) fn told<'a>(case: &'a Case, clock: &'a str) -> impl Iterator<Item = &'a Extension> {
    let arrived = |extension: &&Extension| case.letter(extension.letter).is_some_and(|letter| letter.fate.counts());
    case.extensions.iter().filter(move |extension| extension.clock == clock).filter(arrived)
}

fn standing(open: bool, dates: &Dates, timing: &Timing<'_>, now: When, calendar: &Calendar) -> Standing {
    if let Some(met) = timing.met {
        let after = calendar.count_working_days(dates.working.day_zero, met.on).max(0);
        return Standing::Met { on: met.on, after, timeliness: timeliness(dates, met, calendar) };
    }
    if !open {
        return Standing::Ended;
    }
    if dates.are_kept(now) {
        Standing::Running { days_left: calendar.count_working_days(now.on, dates.due) }
    } else {
        Standing::Late { days: days_late(dates.held_to, now.on, calendar) }
    }
}

fn timeliness(dates: &Dates, met: When, calendar: &Calendar) -> Timeliness {
    if dates.working.is_kept(met) {
        Timeliness::InTime
    } else if dates.are_kept(met) {
        Timeliness::InAgreedTime
    } else {
        Timeliness::Late { days: days_late(dates.held_to, met.on, calendar) }
    }
}

/// Working days after a date that was missed; none on the day itself, whose hour has passed.
fn days_late(held_to: Date, on: Date, calendar: &Calendar) -> i64 {
    calendar.count_working_days(held_to, on).max(i64::from(on > held_to))
}

/// Whether an extension's letter left, for the proof on the case.
pub fn notice_left(case: &Case, extension: &Extension) -> Option<Fate> {
    case.letter(extension.letter).map(|letter| letter.fate)
}
