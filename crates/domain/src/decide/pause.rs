//! Stopping the clock, for the reasons a procedure names and no longer than it lets: the days between do not count.
//! The last of them is said from the start, so that no date waits for somebody to remember; what comes before then
//! starts the clock again. A pause is of the stage it was written down in.

use super::Doing;
use crate::{
    act::Pausing,
    case::{Case, Paused},
    clock::{self, Clock, Standing, Timeliness},
    event::Event,
    ids::TextRef,
    london::Date,
    procedure::{PauseRule, Procedure},
    refusal::Refusal,
};

/// The clocks of the stage a case is in that stop for a reason and are not met.
pub fn to_stop<'c>(case: &Case, rule: &PauseRule, clocks: &'c [Clock], procedure: &Procedure) -> Vec<&'c Clock> {
    let unmet = |clock: &&Clock| matches!(clock.standing, Standing::Running { .. } | Standing::Late { .. });
    let mut clocks = clock::of_stage_now(case, clocks, procedure);
    clocks.retain(|clock| unmet(clock) && rule.stops(&clock.id));
    clocks
}

/// The last time a clock of this stage stood still, where something it stops is still to be met: it can be shortened.
pub fn to_resume<'c>(case: &'c Case, clocks: &[Clock], procedure: &Procedure) -> Option<&'c Paused> {
    let here = |paused: &&Paused| paused.stage == case.stage_number() && paused.from <= paused.until;
    let last = case.pauses.iter().filter(here).max_by_key(|paused| paused.from)?;
    let rule = procedure.pause(&last.rule)?;
    (!to_stop(case, rule, clocks, procedure).is_empty()).then_some(last)
}

/// A date that was missed stays missed: no clock can be stopped from a day before it. One that was put off stays the
/// date the customer was told.
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
    let overlaps = |paused: &&Paused| {
        paused.stage == case.stage_number()
            && paused.from <= paused.until
            && paused.from <= until
            && from <= paused.until
    };
    if let Some(paused) = case.pauses.iter().find(overlaps) {
        return Err(Refusal::StoppedAlready { until: paused.until });
    }
    let clocks = clock::clocks(case, today, rules);
    let here = clock::of_stage_now(case, &clocks, rules.procedure);
    let missed = |clock: &&&Clock| found.stops(&clock.id) && clock.held_to >= from && was_missed(clock);
    if let Some(late) = here.iter().find(missed) {
        return Err(Refusal::StoppedTooLate { due: late.held_to });
    }
    let running: Vec<&Clock> = to_stop(case, found, &clocks, rules.procedure)
        .into_iter()
        .filter(|clock| matches!(clock.standing, Standing::Running { .. }))
        .collect();
    if let Some(put_off) = running.iter().find(|clock| clock.due != clock.first_due) {
        return Err(Refusal::PutOffBefore { to: put_off.due });
    }
    if running.is_empty() {
        return Err(Refusal::NothingToStop);
    }
    Ok(vec![Event::Paused { rule, from, until, note }])
}

fn was_missed(clock: &Clock) -> bool {
    matches!(clock.standing, Standing::Late { .. } | Standing::Met { timeliness: Timeliness::Late { .. }, .. })
}

pub(super) fn resume(case: &Case, on: Date, note: Option<&TextRef>, doing: Doing<'_>) -> Result<Vec<Event>, Refusal> {
    let paused = case.paused_on(on).ok_or(Refusal::NotStopped)?;
    if on > doing.today() {
        return Err(Refusal::NotThen { from: paused.from, today: doing.today() });
    }
    Ok(vec![Event::Resumed { on, note: note.cloned() }])
}
