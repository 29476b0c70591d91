//! Later stages: opened because somebody asked, refused with a reason and a notice, begun at once
//! for a reason the procedure names; and who may deal with them.

use super::{Doing, letters::leaving, next, restrict::not_named};
use crate::{
    Rules,
    act::{Asker, Asking, Handler},
    case::Case,
    clock::{self, Facts},
    event::Event,
    feedback::Finding,
    ids::{PersonId, TextRef},
    letter::{Method, Purpose, Written},
    london::{self, Date},
    person::Role,
    procedure::{AskedBy, Never, People, Stage},
    refusal::Refusal,
};

/// What the window of a stage says of a day on which it was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InWindow {
    /// It may be asked for then.
    Yes,
    /// The window has ended, and the procedure lets it be taken all the same, for a reason.
    ForAReason {
        /// Its last day.
        until: Date,
    },
    /// The window has ended, and the procedure allows no exception.
    No {
        /// Its last day.
        until: Date,
    },
}

/// The stages that may be asked for next: what follows the stage the case is in.
pub fn stages_next<'a>(case: &Case, rules: Rules<'a>) -> Vec<&'a Stage> {
    let Some(now) = case.journey(rules.procedure).pop() else { return Vec::new() };
    rules.procedure.stages_after(now).filter(|stage| stage.kinds.contains(&case.kind)).collect()
}

/// Whether a stage may still be asked for on a day.
pub fn in_window(case: &Case, stage: &Stage, asked: Date, rules: Rules<'_>) -> InWindow {
    let facts = Facts::of(case, &case.journey(rules.procedure), rules.procedure);
    let ends = clock::ask_by(stage, &facts, rules);
    match (ends, &stage.window) {
        (Some(ends), Some(window)) if asked > ends.due => {
            let never = window.at_most.is_some_and(|most| asked > clock::at_most(most, &ends, rules));
            if window.waivable && !never {
                InWindow::ForAReason { until: ends.due }
            } else {
                InWindow::No { until: ends.due }
            }
        }
        (Some(_) | None, Some(_) | None) => InWindow::Yes,
    }
}

/// A case begins at a later stage only before it was answered, and for a reason of the procedure.
pub(super) fn begin_at(case: &Case, stage: &str, because: &str, doing: Doing<'_>) -> Result<Vec<Event>, Refusal> {
    let found = doing.rules.procedure.stage(stage).filter(|found| found.kinds.contains(&case.kind));
    let found = found.ok_or_else(|| Refusal::NoSuchStage(stage.to_owned()))?;
    if case.begun.is_some() || !case.opened.is_empty() || case.answered().is_some() {
        return Err(Refusal::BegunAlready);
    }
    if !found.straight_in.iter().any(|choice| choice.id == because) {
        return Err(Refusal::NotStraightIn { stage: found.title.clone() });
    }
    Ok(vec![Event::BegunAt { stage: stage.to_owned(), because: because.to_owned() }])
}

pub(super) fn escalate(case: &Case, asking: &Asking, doing: Doing<'_>) -> Result<Vec<Event>, Refusal> {
    let stage = asked_for(case, asking, doing)?;
    match in_window(case, stage, asking.asked, doing.rules) {
        InWindow::No { until } => return Err(Refusal::WindowEnded { until }),
        InWindow::ForAReason { until } if asking.late.is_none() => return Err(Refusal::SayWhyLate { until }),
        InWindow::ForAReason { .. } | InWindow::Yes => {}
    }
    let known = |number: &u32| case.points.iter().any(|point| point.number == *number);
    if let Some(unknown) = asking.points.iter().find(|number| !known(number)) {
        return Err(Refusal::NoSuchPoint(*unknown));
    }
    if asking.points.is_empty() && !case.points.is_empty() {
        return Err(Refusal::ChoosePoints);
    }
    let Asking { stage, by, asked, time, reason, late, points } = asking.clone();
    Ok(vec![Event::Escalated { stage, by, asked, time, reason, late, points }])
}

/// Where the procedure lets the council refuse it, or where it was asked for too late. The reason
/// goes to the customer in writing with their rights (LGSCO Code 6.15).
pub(super) fn refuse(
    case: &Case,
    asking: &Asking,
    cause: Option<&str>,
    reason: &TextRef,
    letter: &Written,
    doing: Doing<'_>,
) -> Result<Vec<Event>, Refusal> {
    let stage = asked_for(case, asking, doing)?;
    let in_time = in_window(case, stage, asking.asked, doing.rules) == InWindow::Yes;
    match &stage.refusal {
        None if in_time => return Err(Refusal::StageIsTheirRight { stage: stage.title.clone() }),
        Some(rule) if in_time && !rule.reasons.is_empty() => {
            if !rule.reasons.iter().any(|choice| Some(choice.id.as_str()) == cause) {
                return Err(Refusal::ChooseCause);
            }
        }
        Some(_) | None => {}
    }
    if letter.method == Method::Phone {
        return Err(Refusal::NotInWriting);
    }
    let refused = Event::StageRefused {
        stage: asking.stage.clone(),
        by: asking.by,
        asked: asking.asked,
        cause: cause.map(str::to_owned),
        reason: reason.clone(),
        letter: next(case.letters.len()),
    };
    let mut events = leaving(case, Purpose::StageRefused, letter);
    events.push(refused);
    Ok(events)
}

/// The stage that was asked for, if it follows, its turn has come and it was theirs to ask.
fn asked_for<'a>(case: &Case, asking: &Asking, doing: Doing<'a>) -> Result<&'a Stage, Refusal> {
    let stage = stages_next(case, doing.rules).into_iter().find(|stage| stage.id == asking.stage);
    let stage = stage.ok_or_else(|| Refusal::NoSuchStage(asking.stage.clone()))?;
    let answered = case.answered().ok_or(Refusal::StageNotAnswered)?;
    let may_ask = match stage.asked_by {
        AskedBy::Customer => asking.by == Asker::Customer,
        AskedBy::Council => asking.by == Asker::Council,
        AskedBy::Either | AskedBy::Nobody => true,
    };
    if !may_ask {
        return Err(Refusal::NotTheirsToAsk { who: stage.asked_by });
    }
    if asking.asked < answered || asking.asked > doing.today() {
        return Err(Refusal::NotAskedThen { answered, today: doing.today() });
    }
    if asking.asked == doing.today() && asking.time.is_some_and(|time| time > london::local(doing.at).time()) {
        return Err(Refusal::NotYet);
    }
    Ok(stage)
}

pub(super) fn appoint(
    case: &Case,
    signer: Handler,
    investigator: Option<Handler>,
    doing: Doing<'_>,
) -> Result<Vec<Event>, Refusal> {
    let stage = case.journey(doing.rules.procedure).pop().filter(|stage| names_signer(stage));
    let stage = stage.ok_or(Refusal::NoLaterStage)?;
    for handler in [Some(signer), investigator].into_iter().flatten() {
        free_to_deal(case, handler.person, doing.rules)?;
    }
    plays(signer, &doing.rules.procedure.signers(stage), "sign the answer")?;
    if let Some(investigator) = investigator {
        plays(investigator, &doing.rules.procedure.investigators(Some(stage)), "investigate")?;
        if investigator.person == signer.person && !signs_own(stage) {
            return Err(Refusal::OwnDraft);
        }
    }
    let investigator = investigator.map(|handler| handler.person);
    Ok(vec![Event::Appointed { signer: signer.person, investigator }])
}

/// Names who investigates in the stage the case is in.
pub(super) fn nominate(case: &Case, investigator: Handler, rules: Rules<'_>) -> Result<Vec<Event>, Refusal> {
    free_to_deal(case, investigator.person, rules)?;
    let stage = case.journey(rules.procedure).pop();
    plays(investigator, &rules.procedure.investigators(stage), "investigate")?;
    Ok(vec![Event::Nominated { investigator: investigator.person }])
}

fn plays(handler: Handler, may: &[Role], part: &str) -> Result<(), Refusal> {
    if may.contains(&handler.role) { Ok(()) } else { Err(Refusal::NotInThatRole { part: part.to_owned() }) }
}

/// Whether somebody is named to sign the answer of a stage: of a later one, or where the procedure says who signs.
pub fn names_signer(stage: &Stage) -> bool {
    !stage.begins() || stage.people.signs.is_some()
}

/// Whether who investigates signs as well: the procedure gives both to one officer and does not
/// keep the drafter from signing.
pub fn signs_own(stage: &Stage) -> bool {
    let People { investigates, signs, never, .. } = &stage.people;
    signs.is_some() && investigates == signs && !never.contains(&Never::Drafter)
}

/// Nobody deals with a complaint about themselves, nor, where the procedure says so, with a stage
/// of what they dealt with before (LGSCO Code 6.12).
pub fn free_to_deal(case: &Case, person: PersonId, rules: Rules<'_>) -> Result<(), Refusal> {
    not_named(case, person)?;
    let stage = case.journey(rules.procedure).pop();
    let elsewhere = stage.is_some_and(|stage| stage.people.never.contains(&Never::EarlierHandler));
    if elsewhere && case.handled_before(person) { Err(Refusal::HandledBefore) } else { Ok(()) }
}

/// What the customer is not content with when nothing is chosen: every point that was not upheld.
pub fn points_likely(case: &Case) -> Vec<u32> {
    let upheld = |found: &Option<(Finding, TextRef)>| matches!(found, Some((Finding::Upheld, _)));
    let open: Vec<u32> = case.points.iter().filter(|point| !upheld(&point.finding)).map(|point| point.number).collect();
    if open.is_empty() { case.points.iter().map(|point| point.number).collect() } else { open }
}
