//! Hiding a case from most staff, as where it names one of them: nobody deals with a complaint
//! about themselves (LGSCO Code 5.4), and no more people read it than have to.

use crate::{
    case::{Case, State},
    event::Event,
    ids::{PersonId, TextRef},
    refusal::Refusal,
};

/// The list takes the place of any before. A draft that waits for the signature of the person now
/// named, or has it, goes back to its writer, so that the case can be given to another Head of Service.
pub(super) fn restrict(
    case: &Case,
    people: &[PersonId],
    named_staff: Option<PersonId>,
    reason: &TextRef,
) -> Result<Vec<Event>, Refusal> {
    let mut people: Vec<PersonId> = people.iter().copied().filter(|person| Some(*person) != named_staff).collect();
    people.sort_unstable();
    people.dedup();
    if people.is_empty() {
        return Err(Refusal::NobodyMaySee);
    }
    let mut events = vec![Event::Restricted { people, named_staff, reason: reason.clone() }];
    let waits = matches!(case.state, State::AwaitingSignOff { .. } | State::SignedOff(_));
    let signs = [case.head, case.signature.as_ref().map(|signature| signature.by)];
    let theirs = named_staff.is_some() && signs.contains(&named_staff);
    if let Some(draft) = case.draft.as_ref().filter(|_| waits && theirs) {
        events.push(Event::SentBack { version: draft.version, comments: reason.clone() });
    }
    Ok(events)
}

pub(super) fn unrestrict(case: &Case, reason: &TextRef) -> Result<Vec<Event>, Refusal> {
    case.restriction.as_ref().ok_or(Refusal::NotRestricted)?;
    Ok(vec![Event::Unrestricted { reason: reason.clone() }])
}

/// Nobody is given a complaint about themselves.
pub(super) fn not_named(case: &Case, person: PersonId) -> Result<(), Refusal> {
    if case.named_staff == Some(person) { Err(Refusal::NamedInComplaint) } else { Ok(()) }
}
