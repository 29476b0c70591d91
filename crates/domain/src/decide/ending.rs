//! How a case ends. A complaint is never closed unanswered: it is answered, sorted on the spot,
//! withdrawn by the customer, referred, declined in writing with the customer's rights, or answered in another case.

use super::{Doing, letters::leaving, screening};
use crate::{
    case::{Case, State},
    event::Event,
    feedback::{Ending, Kind},
    ids::TextRef,
    letter::{Fate, Method, Purpose, Written},
    london::Date,
    refusal::Refusal,
};

pub(super) fn refer(
    case: &Case,
    answers: &[bool],
    body: &TextRef,
    letter: Option<&Written>,
    doing: Doing<'_>,
) -> Result<Vec<Event>, Refusal> {
    let mut events = screening::led_to_refer(answers, doing)?;
    events.push(Event::Referred { body: body.clone() });
    events.extend(letter.into_iter().flat_map(|letter| leaving(case, Purpose::Referral, letter)));
    events.push(Event::Closed { ending: Ending::Referred, note: None });
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
    let mut events = screening::led_to_decline(answers, exclusion, doing)?;
    events.push(Event::Declined { exclusion: exclusion.map(str::to_owned), reason: reason.clone() });
    events.extend(leaving(case, Purpose::Refusal, letter));
    events.push(Event::Closed { ending: Ending::Declined, note: None });
    Ok(events)
}

pub(super) fn withdraw(reason: &TextRef) -> Result<Vec<Event>, Refusal> {
    Ok(vec![Event::Closed { ending: Ending::Withdrawn, note: Some(reason.clone()) }])
}

pub(super) fn close(
    case: &Case,
    ending: Ending,
    note: Option<&TextRef>,
    doing: Doing<'_>,
) -> Result<Vec<Event>, Refusal> {
    match (case.kind, ending) {
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
    Ok(vec![Event::Closed { ending, note: note.cloned() }])
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
