//! The response: written, reviewed, signed, sent. It goes out over the signature of the Head of
//! Service, and nobody signs what they wrote (Making Experiences Count, "The response will be
//! sent from the Head of Service"). Where a procedure asks for no signature of the Head, whoever
//! investigated signs their own.

use super::{
    Doing, RECALL_SECONDS,
    letters::{self, leaving},
    stages,
};
use crate::{
    Rules,
    act::ActKind,
    case::{Case, Draft, State},
    checks,
    event::Event,
    ids::{PersonId, TextRef},
    letter::{Letter, Method, Purpose, Written},
    london::Moment,
    permission::{Denied, Says},
    refusal::Refusal,
};

/// A signed response that is changed is unsigned again.
pub(super) fn draft(case: &Case, text: &TextRef) -> Vec<Event> {
    let version = case.versions + 1;
    let drafted = Event::Drafted { version, text: text.clone() };
    match &case.state {
        State::SignedOff(signature) => vec![Event::Unsigned { version: signature.version }, drafted],
        State::Logged
        | State::Passed
        | State::Investigating
        | State::Drafting
        | State::AwaitingSignOff { .. }
        | State::Answered { .. }
        | State::Closed { .. } => vec![drafted],
    }
}

pub(super) fn submit(case: &Case) -> Result<Vec<Event>, Refusal> {
    Ok(vec![Event::Submitted { version: draft_of(case)?.version }])
}

pub(super) fn send_back(case: &Case, comments: &TextRef) -> Result<Vec<Event>, Refusal> {
    Ok(vec![Event::SentBack { version: draft_of(case)?.version, comments: comments.clone() }])
}

pub(super) fn sign_off(
    case: &Case,
    failed: &[String],
    reason: Option<&TextRef>,
    doing: Doing<'_>,
) -> Result<Vec<Event>, Refusal> {
    if doing.permit.as_deputy() && !doing.rules.procedure.signing.deputy {
        return Err(Denied::NotTheirs { act: ActKind::SignOff }.into());
    }
    let draft = draft_of(case)?;
    let signer = doing.permit.person();
    stages::free_to_deal(case, signer, doing.rules)?;
    if is_own_draft(case, signer, doing.rules) {
        return Err(Refusal::OwnDraft);
    }
    let required = checks::required(failed, case, doing.rules.procedure);
    if !required.is_empty() && reason.is_none() {
        return Err(Refusal::RequiredChecksFail(checks::titles(&required, doing.rules.procedure)));
    }
    Ok(vec![Event::SignedOff {
        version: draft.version,
        on_behalf_of: doing.permit.in_place_of(),
        failed: failed.to_vec(),
        reason: reason.cloned(),
    }])
}

/// Whether somebody wrote or handed in the draft, and may not sign what they wrote.
pub fn is_own_draft(case: &Case, signer: PersonId, rules: Rules<'_>) -> bool {
    let submitter = match case.state {
        State::AwaitingSignOff { by, .. } => Some(by),
        State::Logged
        | State::Passed
        | State::Investigating
        | State::Drafting
        | State::SignedOff(_)
        | State::Answered { .. }
        | State::Closed { .. } => None,
    };
    let author = case.draft.as_ref().map(|draft| draft.author);
    let stage = case.journey(rules.procedure).pop();
    let both = stage.is_some_and(|stage| case.appointed == Some(signer) && stages::signs_own(stage));
    let own = case.investigator == Some(signer) && Says::of(case, rules.procedure).own_signature;
    !both && !own && [author, submitter].contains(&Some(signer))
}

/// Only what was signed is sent: the state says so, and the version must be the signed one.
pub(super) fn send(case: &Case, letter: &Written) -> Result<Vec<Event>, Refusal> {
    let draft = draft_of(case)?;
    let signed = case.signature.as_ref().is_some_and(|signature| signature.version == draft.version);
    if !signed {
        return Err(Refusal::NotSigned);
    }
    if letter.method == Method::Phone {
        return Err(Refusal::NotInWriting);
    }
    Ok(leaving(case, Purpose::Response, letter))
}

pub(super) fn recall(case: &Case, doing: Doing<'_>) -> Result<Vec<Event>, Refusal> {
    let letter = sent(case).ok_or(Refusal::WrongState(case.state.kind()))?;
    letters::can_be_taken_back(letter, doing.at).map_err(|_| Refusal::TooLateToRecall { seconds: RECALL_SECONDS })?;
    Ok(vec![Event::LetterRecalled { number: letter.number }])
}

/// The response that was sent last, as long as it can be taken back: with the seconds that an email still waits, and
/// none for one on paper that nobody has posted.
pub fn recallable(case: &Case, at: Moment) -> Option<(&Letter, Option<i64>)> {
    let letter = sent(case).filter(|letter| letters::can_be_taken_back(letter, at).is_ok())?;
    Some((letter, letters::seconds_left(letter, at)))
}

/// The response on its way or with the customer.
fn sent(case: &Case) -> Option<&Letter> {
    let State::Answered { letter, .. } = case.state else { return None };
    case.letter(letter)
}

fn draft_of(case: &Case) -> Result<&Draft, Refusal> {
    case.draft.as_ref().ok_or(Refusal::NoDraft)
}
