//! Stopping the clock, for the reasons a procedure names and no longer than it lets: the days between do not count.
//! The last of them is said from the start, so that no date waits for somebody to remember; what comes before then
//! starts the clock again.

use super::Doing;
use crate::{
    act::Pausing,
    case::Case,
    clock::{self, Clock, Standing},
    event::Event,
    ids::TextRef,
    london::Date,
    procedure::PauseRule,
    refusal::Refusal,
};

/// The clocks that run now and stop for a reason.
pub fn to_stop<'c>(rule: &PauseRule, clocks: &'c [Clock]) -> impl Iterator<Item = &'c Clock> {
    let runs = |clock: &&Clock| matches!(clock.standing, Standing::Running { .. });
    clocks.iter().filter(runs).filter(|clock| rule.stops(&clock.id))
}

/// A date that was missed stays missed: the clock cannot be stopped from a day before it.
pub(super) fn pause(case: &Case, pausing: &Pausing, doing: Doing<'_>) -> Result<Vec<Event>, Refusal> {
    let Pausing { rule, from, until, note } = pausing.clone();
    let (today, rules) = (doing.today(), doing.rules);
    let found = rules.procedure.pause(&rule).ok_or(Refusal::NoSuchPause)?;
    if from < case.received || from > today {
        return Err(Refusal::NotThen { from: case.received, today });
    }
    if until < from {
        return Err(Refusal::EndsBeforeItBegins { from });
    }
    if let Some(latest) = found.latest(from, &clock::calendar(rules)).filter(|latest| until > *latest) {
        return Err(Refusal::StoppedTooLong { latest });
    }
    let overlaps = |paused: &&crate::case::Paused| paused.from <= until && from <= paused.until;
    if let Some(paused) = case.pauses.iter().find(overlaps) {
        return Err(Refusal::StoppedAlready { until: paused.until });
    }
    let clocks = clock::clocks(case, today, rules);
    let missed = |clock: &&Clock| found.stops(&clock.id) && clock.held_to >= from;
    if let Some(late) = clocks.iter().filter(|clock| matches!(clock.standing, Standing::Late { .. })).find(missed) {
        return Err(Refusal::StoppedTooLate { due: late.held_to });
    }
    to_stop(found, &clocks).next().ok_or(Refusal::NothingToStop)?;
    Ok(vec![Event::Paused { rule, from, until, note }])
}

pub(super) fn resume(case: &Case, on: Date, note: Option<&TextRef>, doing: Doing<'_>) -> Result<Vec<Event>, Refusal> {
    let paused = case.pauses.last().ok_or(Refusal::NotStopped)?;
    if !(paused.from..=paused.until).contains(&on) {
        return Err(Refusal::NotStopped);
    }
    if on > doing.today() {
        return Err(Refusal::NotThen { from: paused.from, today: doing.today() });
    }
    Ok(vec![Event::Resumed { on, note: note.cloned() }])
}
