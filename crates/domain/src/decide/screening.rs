//! Answers to the procedure's questions about whether a complaint is taken. They are written down with what was
//! decided, so that the history shows that it was decided on the merits (LGSCO Code 2.1, 2.5).

use super::Doing;
use crate::{
    case::Case,
    clock::taken_since,
    event::Event,
    ids::TextRef,
    procedure::{Outcome, Screening},
    refusal::Refusal,
};

/// It is taken. Where the answers say otherwise the reason stands beside them: an exclusion is never a must. What comes
/// too late is taken only where the procedure leaves discretion.
pub(super) fn take(
    case: &Case,
    answers: &[bool],
    reason: Option<&TextRef>,
    doing: Doing<'_>,
) -> Result<Vec<Event>, Refusal> {
    let screening = answered(case, answers, doing)?;
    match (&screening.outcome, reason) {
        (Outcome::TooLate { discretion: false }, _) => Err(Refusal::TooLateToComplain),
        (Outcome::Take, _) | (_, Some(_)) => Ok(vec![screened(screening, true, reason)]),
        (_, None) => Err(Refusal::SayWhyTaken),
    }
}

/// The event before a case is referred elsewhere; none where nothing was asked.
pub(super) fn led_to_refer(case: &Case, answers: &[bool], doing: Doing<'_>) -> Result<Vec<Event>, Refusal> {
    not_taken(case, answers, doing, |outcome| matches!(outcome, Outcome::Refer(_)))
}

/// The event before a case is declined for this exclusion, or for coming too late where there is none; no event where
/// nothing was asked.
pub(super) fn led_to_decline(
    case: &Case,
    answers: &[bool],
    exclusion: Option<&str>,
    doing: Doing<'_>,
) -> Result<Vec<Event>, Refusal> {
    not_taken(case, answers, doing, |outcome| match outcome {
        Outcome::Refuse(found) | Outcome::Refer(found) => Some(found.id.as_str()) == exclusion,
        Outcome::TooLate { .. } => exclusion.is_none(),
        Outcome::Ask(_) | Outcome::Take | Outcome::Becomes(_) => false,
    })
}

fn not_taken(
    case: &Case,
    answers: &[bool],
    doing: Doing<'_>,
    leads_here: impl FnOnce(&Outcome<'_>) -> bool,
) -> Result<Vec<Event>, Refusal> {
    if answers.is_empty() {
        return Ok(Vec::new());
    }
    let screening = answered(case, answers, doing)?;
    if !leads_here(&screening.outcome) {
        return Err(Refusal::AnswersLeadElsewhere);
    }
    Ok(vec![screened(screening, false, None)])
}

fn answered<'a>(case: &Case, answers: &[bool], doing: Doing<'a>) -> Result<Screening<'a>, Refusal> {
    let since = taken_since(case.kind, case.received, doing.rules);
    let screening = doing.rules.procedure.screen(answers, since.as_ref());
    if let Outcome::Ask(question) = screening.outcome {
        return Err(Refusal::QuestionLeft(question.words.into_owned()));
    }
    Ok(screening)
}

fn screened(screening: Screening<'_>, taken: bool, reason: Option<&TextRef>) -> Event {
    Event::Screened { answers: screening.answers, taken, reason: reason.cloned() }
}
