//! How a case ends. A complaint is never closed unanswered: it is answered, sorted on the spot, settled as its procedure
//! ends the stage, answered in public with others, withdrawn by the customer, referred, declined in writing with the
//! customer's rights, or answered in another case.

use super::{Doing, letters::leaving, screening};
use crate::{
    case::{Case, State},
    clock::Facts,
    event::Event,
    feedback::{Ending, Kind},
    ids::TextRef,
    letter::{Fate, Method, Purpose, Written},
    london::Date,
    procedure::Procedure,
    refusal::Refusal,
    tie::Tie,
};

pub(super) fn refer(
    case: &Case,
    answers: &[bool],
    body: &TextRef,
    letter: Option<&Written>,
    doing: Doing<'_>,
) -> Result<Vec<Event>, Refusal> {
    let mut events = screening::led_to_refer(case, answers, doing)?;
    events.push(Event::Referred { body: body.clone() });
    events.extend(letter.into_iter().flat_map(|letter| leaving(case, Purpose::Referral, letter)));
    events.push(closed(Ending::Referred, None));
    Ok(events)
}

/// A refusal says why, and goes to the customer in writing with their rights (LGSCO Code 2.4).
pub(super) fn decline(
    case: &Case,
    answers: &[bool],
    exclusion: Option<&str>,
    reason: &TextRef,
    letter: &Written,
    doing: Doing<'_>,
) -> Result<Vec<Event>, Refusal> {
    if let Some(unknown) = exclusion.filter(|id| doing.rules.procedure.exclusion(id).is_none()) {
        return Err(Refusal::UnknownExclusion(unknown.to_owned()));
    }
    if letter.method == Method::Phone {
        return Err(Refusal::NotInWriting);
    }
    let mut events = screening::led_to_decline(case, answers, exclusion, doing)?;
    events.push(Event::Declined { exclusion: exclusion.map(str::to_owned), reason: reason.clone() });
    events.extend(leaving(case, Purpose::Refusal, letter));
    events.push(closed(Ending::Declined, None));
    Ok(events)
}

pub(super) fn withdraw(reason: &TextRef) -> Result<Vec<Event>, Refusal> {
    Ok(vec![closed(Ending::Withdrawn, Some(reason))])
}

/// Where a letter says the rest, or there is nothing to say.
fn closed(ending: Ending, note: Option<&TextRef>) -> Event {
    Event::Closed { ending, note: note.cloned(), told: None }
}

pub(super) fn close(
    case: &Case,
    ending: Ending,
    note: Option<&TextRef>,
    told: Option<Date>,
    doing: Doing<'_>,
) -> Result<Vec<Event>, Refusal> {
    let without_a_letter = |told: Date| Event::Closed { ending, note: note.cloned(), told: Some(told) };
    match (case.kind, ending) {
        (_, Ending::Settled) if case.owes_full_answer(doing.rules.procedure) => {
            return Ok(vec![without_a_letter(settled(case, note, doing)?)]);
        }
        (Kind::Complaint, Ending::Published) => {
            return Ok(vec![without_a_letter(published(case, note, told, doing)?)]);
        }
        (_, Ending::DealtWithIn) => dealt_with_in_another(case)?,
        (Kind::Complaint, Ending::Answered) => answered(case, doing)?,
        (Kind::Complaint, Ending::SortedAtOnce) => sorted_at_once(case, note)?,
        (
            Kind::Compliment | Kind::Comment | Kind::ServiceRequest,
            Ending::PassedOn | Ending::Answered | Ending::HandedOver,
        ) if case.owes_full_answer(doing.rules.procedure) && case.answered().is_none() => {
            return Err(Refusal::FullAnswerOwed(case.kind));
        }
        (Kind::Compliment | Kind::Comment, Ending::PassedOn | Ending::Answered)
        | (Kind::ServiceRequest, Ending::HandedOver | Ending::SortedAtOnce) => {}
        (Kind::ServiceRequest, Ending::Answered) if case.answered().is_some() => {}
        (Kind::Complaint, _) if case.answered().is_none() => return Err(Refusal::Unanswered),
        (kind, ending) => return Err(Refusal::WrongEnding { kind, ending }),
    }
    Ok(vec![closed(ending, note)])
}

/// The day on which a stage ended without a letter, so that it can be closed: the procedure ends it with something that
/// has happened in it (`ends_with`), such as a call or a meeting. What happened before the stage was asked for, or before
/// the case was opened again, ends nothing. `None` where nothing of the kind has happened.
pub fn may_be_settled(case: &Case, today: Date, procedure: &Procedure) -> Option<Date> {
    let journey = case.journey(procedure);
    let stage = journey.last().filter(|stage| stage.ends_without_a_letter().next().is_some())?;
    let facts = Facts::of(case, &journey, procedure);
    let since = [case.opened.last().map(|opened| opened.asked), case.reopened_on].into_iter().flatten().max();
    let days = stage.ends_without_a_letter().filter_map(|end| facts.last(end, &stage.id)).map(|when| when.on);
    days.filter(|on| *on <= today && since.is_none_or(|since| *on >= since)).max()
}

/// Whether a published statement may answer it: the procedure has such answers, and it is one of several.
pub fn may_be_published(case: &Case, procedure: &Procedure) -> bool {
    procedure.handling.campaigns && is_one_of_several(case)
}

fn is_one_of_several(case: &Case) -> bool {
    case.links.iter().any(|link| link.how == Tie::Related)
}

fn settled(case: &Case, note: Option<&TextRef>, doing: Doing<'_>) -> Result<Date, Refusal> {
    waits_for_an_answer(case, Ending::Settled)?;
    let procedure = doing.rules.procedure;
    let stage = case.journey(procedure).pop();
    let ends: Vec<String> = stage
        .iter()
        .flat_map(|stage| stage.ends_without_a_letter())
        .map(|milestone| format!("the day {}", milestone.title()))
        .collect();
    if ends.is_empty() {
        return Err(Refusal::Unanswered);
    }
    let told = may_be_settled(case, doing.today(), procedure).ok_or_else(|| Refusal::NotEndedSo(ends.join(" or ")))?;
    note.map(|_| told).ok_or(Refusal::SayWhatWasDone)
}

/// What is noted says where the statement stands. It counts from the day it was published, or from receipt where that
/// came later; today where no day is said.
fn published(case: &Case, note: Option<&TextRef>, told: Option<Date>, doing: Doing<'_>) -> Result<Date, Refusal> {
    waits_for_an_answer(case, Ending::Published)?;
    if !doing.rules.procedure.handling.campaigns {
        return Err(Refusal::NoPublishedAnswers);
    }
    if !is_one_of_several(case) {
        return Err(Refusal::OnlyOne);
    }
    let asked = case.opened.last().map_or(case.received, |opened| opened.asked);
    let on = told.unwrap_or(doing.today());
    if on > doing.today() {
        return Err(Refusal::PublishedInFuture);
    }
    note.map(|_| on.max(asked)).ok_or(Refusal::SayWhatWasDone)
}

/// It has no answer yet, or was opened again and is to be answered once more.
fn waits_for_an_answer(case: &Case, ending: Ending) -> Result<(), Refusal> {
    match case.answered() {
        Some(_) if case.answer_again_by().is_none() => Err(Refusal::WrongEnding { kind: case.kind, ending }),
        Some(_) | None => Ok(()),
    }
}

/// No procedure says by when a case that is opened again is answered again, so whoever opens it does.
pub(super) fn reopen(reason: &TextRef, by: Option<Date>, doing: Doing<'_>) -> Result<Vec<Event>, Refusal> {
    if let Some(by) = by.filter(|by| *by < doing.today()) {
        return Err(Refusal::InThePast { asked: by });
    }
    Ok(vec![Event::Reopened { reason: reason.clone(), by }])
}

/// Only what was told twice ends so, and the tie says where its answer is.
fn dealt_with_in_another(case: &Case) -> Result<(), Refusal> {
    if case.answered().is_some() {
        return Err(Refusal::AnsweredHere);
    }
    case.dealt_with_in().map(|_| ()).ok_or(Refusal::NotDealtWithElsewhere)
}

fn answered(case: &Case, doing: Doing<'_>) -> Result<(), Refusal> {
    let State::Answered { at, letter } = case.state else { return Err(Refusal::Unanswered) };
    let left = case.letter(letter).is_some_and(|letter| matches!(letter.fate, Fate::Left(_)));
    let may_be_recalled = (doing.at - at).num_seconds() < super::RECALL_SECONDS;
    if !left || may_be_recalled {
        return Err(Refusal::ResponseStillLeaving);
    }
    let missing: Vec<u32> =
        case.points.iter().filter(|point| point.finding.is_none()).map(|point| point.number).collect();
    if !missing.is_empty() || case.points.is_empty() {
        return Err(Refusal::PointsWithoutFinding(if missing.is_empty() { vec![1] } else { missing }));
    }
    case.learning.as_ref().map(|_| ()).ok_or(Refusal::NoLesson)
}

fn sorted_at_once(case: &Case, note: Option<&TextRef>) -> Result<(), Refusal> {
    match (&case.state, note) {
        // In a later stage the customer has waited for an answer once: they get one in writing.
        (State::Logged, _) if !case.opened.is_empty() => Err(Refusal::Unanswered),
        (State::Logged, Some(_)) => Ok(()),
        (State::Logged, None) => Err(Refusal::SayWhatWasDone),
        (_, _) if case.answered().is_some() => {
            Err(Refusal::WrongEnding { kind: case.kind, ending: Ending::SortedAtOnce })
        }
        (_, _) => Err(Refusal::Unanswered),
    }
}
