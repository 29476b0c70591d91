//! Steps that no other act takes: a meeting, a report, an update, consent. Time limits start from
//! them and are met by them, as the procedure says.

use super::{Doing, stages_next};
use crate::{
    Rules,
    act::Reaching,
    case::Case,
    event::Event,
    procedure::{ClockRule, Milestone, Occasion, Stage},
    refusal::Refusal,
};

/// A step that can be written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step<'a> {
    /// What happens in it.
    pub milestone: Milestone,
    /// The clock it is the step of, where no other word fits it.
    pub clock: Option<&'a ClockRule>,
}

/// The steps the procedure asks about where the case is: those its time limits start from or are
/// met by or restart on, those that end the stage, those that the time to ask for the next stage counts from, the consent
/// that somebody needs to complain, and the messages it says the contents of. Each once in a stage, but what recurs as often as it does.
pub fn steps<'a>(case: &Case, rules: Rules<'a>) -> Vec<Step<'a>> {
    let journey = case.journey(rules.procedure);
    let Some(now) = journey.last() else { return Vec::new() };
    let band = case.band_under(rules.procedure).map(|band| band.id.as_str());
    let clocks: Vec<&ClockRule> =
        now.clocks.iter().chain(&rules.procedure.overall).filter(|rule| rule.is_for(case.kind, band)).collect();
    let of_stage = clocks.iter().copied().flat_map(of_clock);
    let ends = now.ends_without_a_letter().filter(|milestone| milestone.is_recorded());
    let ends = ends.map(|milestone| Step { milestone, clock: None });
    let next = stages_next(case, rules);
    let of_windows = next.iter().flat_map(|stage| of_window(stage)).collect::<Vec<_>>();
    let consent = case.waits_for_consent(rules.procedure);
    let consent = consent.then_some(Step { milestone: Milestone::Consented, clock: None });
    let messages = Occasion::ALL.iter().filter(|on| rules.procedure.must_contain(**on, &now.id).next().is_some());
    let messages = messages.filter_map(|on| on.step()).map(|milestone| Step { milestone, clock: None });
    let mut found: Vec<Step<'a>> = Vec::new();
    for step in of_stage.chain(ends).chain(of_windows).chain(consent).chain(messages) {
        if !found.contains(&step) && (recurs(step, &clocks) || !is_taken(case, step)) {
            found.push(step);
        }
    }
    found
}

fn of_clock(rule: &ClockRule) -> impl Iterator<Item = Step<'_>> {
    let starts = rule.from.iter().filter(|_| rule.of.is_none());
    // Where the response meets it as well, a decision alone is not asked for.
    let response = rule.met_by.contains(&Milestone::Responded);
    let met_by = rule.met_by.iter().filter(move |each| !(response && **each == Milestone::Decided));
    let milestones = starts.chain(&rule.restarts_on).chain(met_by).copied();
    milestones
        .filter(|milestone| is_step(*milestone))
        .map(|milestone| Step { milestone, clock: (milestone == Milestone::Done).then_some(rule) })
}

/// What is written down for itself. So is a decision where a time limit asks for it: the response says that there was
/// one, but not when.
fn is_step(milestone: Milestone) -> bool {
    milestone.is_recorded() || milestone == Milestone::Decided
}

fn of_window(stage: &Stage) -> impl Iterator<Item = Step<'static>> {
    let periods = stage.window.iter().flat_map(|window| &window.periods);
    let here = periods.filter(|period| period.of.is_none()).map(|period| period.from);
    here.filter(|from| from.is_recorded()).map(|milestone| Step { milestone, clock: None })
}

/// Whether it may be taken again: it does so by its nature, or a time limit begins again with it.
fn recurs(step: Step<'_>, clocks: &[&ClockRule]) -> bool {
    let begins_again = |rule: &&ClockRule| match step.clock {
        Some(clock) => rule.repeats && rule.id == clock.id,
        None => (rule.repeats && rule.met_by.contains(&step.milestone)) || rule.restarts_on.contains(&step.milestone),
    };
    step.milestone.recurs() || clocks.iter().any(begins_again)
}

fn is_taken(case: &Case, step: Step<'_>) -> bool {
    let same = |reached: &&crate::case::Reached| {
        reached.milestone == step.milestone && reached.clock.as_deref() == step.clock.map(|clock| clock.id.as_str())
    };
    let here = |reached: &&crate::case::Reached| step.milestone.of_the_case() || reached.stage == case.stage_number();
    case.reached.iter().filter(here).any(|reached| same(&reached))
}

/// A meeting may be still to come, since time limits are counted back from it; what the complaint is
/// about happened before it came in.
pub(super) fn reach(case: &Case, reaching: &Reaching, doing: Doing<'_>) -> Result<Vec<Event>, Refusal> {
    let wanted = |step: &Step<'_>| {
        step.milestone == reaching.milestone && step.clock.map(|clock| clock.id.as_str()) == reaching.clock.as_deref()
    };
    if !steps(case, doing.rules).iter().any(wanted) {
        return Err(Refusal::NoSuchStep);
    }
    let today = doing.today();
    let (on, before) = (reaching.on, reaching.milestone.of_the_case());
    let early = !before && on < case.received;
    let late = on > if before { case.received } else { today } && reaching.milestone != Milestone::Met;
    if early || late {
        return Err(if before {
            Refusal::NotAfterReceipt(case.received)
        } else {
            Refusal::NotThen { from: case.received, today }
        });
    }
    let Reaching { milestone, clock, on, note } = reaching.clone();
    Ok(vec![Event::Reached { milestone, clock, on, note }])
}
