//! Taking feedback down and putting it right.

use super::Doing;
use crate::{
    Rules,
    act::{Correction, Logging, Subject},
    behalf::Representative,
    case::Case,
    clock::When,
    event::{Event, Under},
    feedback::Kind,
    ids::TextRef,
    london::{self, Date, Moment, Time},
    procedure::Procedure,
    refusal::Refusal,
};

pub(super) fn log(logging: &Logging, at: Moment, rules: Rules<'_>) -> Result<Vec<Event>, Refusal> {
    not_in_future(logging.received, logging.received_at, at)?;
    known_grounds(&logging.subject, rules.procedure)?;
    let logging = logging.clone();
    Ok(vec![Event::Logged {
        kind: logging.kind,
        channel: logging.channel,
        received: logging.received,
        received_at: logging.received_at,
        customer: logging.customer,
        reply_by: logging.reply_by,
        title: logging.title,
        story: logging.story,
        wanted: logging.wanted,
        subject: logging.subject,
        complainant: logging.complainant,
        job: logging.job,
        points: logging.points,
        under: Under::of(rules.procedure),
        representative: logging.representative.map(|acting| acting.under(rules.procedure)),
        group: logging.group,
        staff_named: logging.staff_named,
    }])
}

/// Corrections may move the day of receipt and with it every date, so each has a reason.
pub(super) fn correct(
    case: &Case,
    correction: &Correction,
    reason: &TextRef,
    doing: Doing<'_>,
) -> Result<Vec<Event>, Refusal> {
    if *correction == Correction::default() {
        return Err(Refusal::NothingToCorrect);
    }
    let procedure = doing.rules.procedure;
    if let Some(band) = correction.band.iter().flatten().find(|id| procedure.band(id).is_none()) {
        return Err(Refusal::UnknownBand(band.clone()));
    }
    let received = correction.received.unwrap_or(case.received);
    let time = correction.received_at.unwrap_or(case.received_at);
    not_in_future(received, time, case.logged_at.min(doing.at))?;
    Ok(vec![Event::Corrected { correction: correction.clone(), reason: reason.clone() }])
}

/// Once a Head of Service has it, the service changes with the Head and by no other way: who may
/// sign, and for whom a deputy signs, hang on it.
pub(super) fn classify(case: &Case, subject: &Subject, doing: Doing<'_>) -> Result<Vec<Event>, Refusal> {
    if case.head.is_some() && subject.service != case.subject.service {
        return Err(Refusal::PassToChangeService);
    }
    known_grounds(subject, doing.rules.procedure)?;
    Ok(vec![Event::Classified { subject: subject.clone() }])
}

/// Somebody acts for a customer we know, or nobody does any more.
pub(super) fn represent(
    case: &Case,
    representative: Option<&Representative>,
    doing: Doing<'_>,
) -> Result<Vec<Event>, Refusal> {
    let representative = representative.cloned().map(|acting| acting.under(doing.rules.procedure));
    if case.customer.is_none() {
        return Err(Refusal::NobodyToActFor);
    }
    if case.representative == representative {
        return Err(Refusal::NothingToCorrect);
    }
    Ok(vec![Event::Represented { representative }])
}

/// The kind changes, the day of receipt does not (LGSCO Code 1.6 to 1.8).
pub(super) fn convert(case: &Case, to: Kind, reason: &TextRef) -> Result<Vec<Event>, Refusal> {
    if case.kind == to {
        return Err(Refusal::AlreadyThatKind(to));
    }
    Ok(vec![Event::Converted { from: case.kind, to, reason: reason.clone() }])
}

/// Whether nothing was done that only its own procedure knows or measures: an answer or a refusal, a date put off, a
/// clock stopped, a step of one of its clocks, a later stage.
pub fn may_transfer(case: &Case) -> bool {
    let answered = case.answered_in(0).is_some() || case.declined.is_some() || !case.refused.is_empty();
    let counted = case.extensions.is_empty() && case.pauses.is_empty();
    let steps = case.reached.iter().any(|reached| reached.clock.is_some());
    counted && !answered && !steps && case.held.is_empty() && case.opened.is_empty() && case.begun.is_none()
}

/// It came under the wrong procedure, as far as is known now. Its dates are counted anew from the same receipt.
pub(super) fn transfer(case: &Case, to: &Under, grounds: &[String], reason: &TextRef) -> Result<Vec<Event>, Refusal> {
    if *to == case.under {
        return Err(Refusal::UnderItAlready);
    }
    if !may_transfer(case) {
        return Err(Refusal::BoundToItsProcedure);
    }
    let (from, grounds) = (case.under.clone(), grounds.to_vec());
    Ok(vec![Event::Transferred { from, to: to.clone(), grounds, reason: reason.clone() }])
}

/// Nothing is received after it was taken down.
fn not_in_future(received: Date, time: Option<Time>, latest: Moment) -> Result<(), Refusal> {
    let today = london::date_of(latest);
    if received > today {
        return Err(Refusal::ReceivedInFuture { received, today });
    }
    match When::day(received, time).at {
        Some(at) if at > latest => Err(Refusal::ReceivedLaterThatDay),
        Some(_) | None => Ok(()),
    }
}

fn known_grounds(subject: &Subject, procedure: &Procedure) -> Result<(), Refusal> {
    match subject.grounds.iter().find(|ground| procedure.ground(ground).is_none()) {
        Some(unknown) => Err(Refusal::UnknownGround(unknown.clone())),
        None => Ok(()),
    }
}
