//! Whom an event concerns: told in the transaction in which it happens.

use domain::{
    By, Case, Event, PersonId,
    event::{Recorded, undoes},
    feedback::{Ending, Kind},
};
use store::{Notice, Writing};

use crate::Problem;

/// Kinds of things people are told, by the names they are kept under.
pub(super) const GIVEN: &str = "given";
pub(super) const TO_SIGN: &str = "to-sign";
pub(super) const SENT_BACK: &str = "sent-back";
pub(super) const NOTE: &str = "note";
pub(super) const NOT_DELIVERED: &str = "not-delivered";
pub(super) const DUE: &str = "due";
pub(super) const MOVED: &str = "moved";
pub(super) const REQUESTED: &str = "requested";

/// Tells those whom these events of a case concern. Whoever does something to a case knows what
/// there is to know of it; what was undone is taken back. Whoever the case names is told nothing.
pub(crate) fn tell(writing: &Writing<'_>, case: &Case, events: &[Recorded]) -> Result<(), Problem> {
    for recorded in events {
        let by = person(recorded.by);
        if let Some(by) = by {
            writing.read_notices_of(by, case.reference, recorded.at)?;
        }
        if let Some(places) = undoes(recorded) {
            writing.forget_notices(case.reference, *places.start(), *places.end())?;
        }
        if matches!(recorded.event, Event::Closed { ending: Ending::LoggedByMistake, .. }) {
            writing.forget_notices(case.reference, 1, recorded.seq)?;
        }
        let told = match requested_of(writing, case, &recorded.event)? {
            Some(head) => Some((REQUESTED, [Some(head), None, None])),
            None => concerned(case, &recorded.event),
        };
        let Some((kind, people)) = told else { continue };
        for person in people.into_iter().flatten().filter(|person| ![by, case.named_staff].contains(&Some(*person))) {
            let Recorded { seq, at, .. } = *recorded;
            writing.tell(&Notice { person, reference: case.reference, kind: kind.into(), seq, at, by })?;
        }
    }
    Ok(())
}

/// The Head of the service that is asked for something: nobody gives a request to them, so that this is how they hear of
/// it. What was done on the spot asks nothing of them.
fn requested_of(writing: &Writing<'_>, case: &Case, event: &Event) -> Result<Option<PersonId>, Problem> {
    let begins = matches!(
        event,
        Event::Logged { .. } | Event::Classified { .. } | Event::Converted { to: Kind::ServiceRequest, .. }
    );
    if !begins || case.kind != Kind::ServiceRequest || !case.is_open() || case.head.is_some() {
        return Ok(None);
    }
    let Some(service) = case.subject.service else { return Ok(None) };
    Ok(writing.services()?.into_iter().find(|each| each.id == service).and_then(|service| service.head))
}

fn person(by: By) -> Option<PersonId> {
    match by {
        By::Person(person) => Some(person),
        By::Heard => None,
    }
}

fn concerned(case: &Case, event: &Event) -> Option<(&'static str, [Option<PersonId>; 3])> {
    let one = |person: PersonId| [Some(person), None, None];
    match event {
        Event::Passed { head, .. } => Some((GIVEN, one(*head))),
        Event::Nominated { investigator } => Some((GIVEN, one(*investigator))),
        Event::Appointed { signer, investigator } => {
            Some((GIVEN, [Some(*signer), investigator.filter(|other| other != signer), None]))
        }
        Event::HandedOver { to, .. } => Some((GIVEN, one(*to))),
        Event::Submitted { .. } => Some((TO_SIGN, [case.head, None, None])),
        Event::SentBack { .. } => {
            let author = case.draft.as_ref().map(|draft| draft.author);
            Some((SENT_BACK, [author, case.investigator.filter(|other| Some(*other) != author), None]))
        }
        Event::NoteAdded { .. } | Event::ContactRecorded(_) => Some((NOTE, [case.investigator, case.head, None])),
        Event::Transferred { .. } => Some((MOVED, [case.investigator, case.head, None])),
        Event::LetterNotDelivered { .. } => Some((NOT_DELIVERED, [case.investigator, case.head, case.logged_by])),
        Event::Reminded { person, .. } => Some((DUE, one(*person))),
        Event::Logged { .. }
        | Event::Imported { .. }
        | Event::Corrected { .. }
        | Event::Represented { .. }
        | Event::Classified { .. }
        | Event::Converted { .. }
        | Event::Screened { .. }
        | Event::Referred { .. }
        | Event::Declined { .. }
        | Event::DocumentAdded { .. }
        | Event::DateKept { .. }
        | Event::PointAdded { .. }
        | Event::PointCorrected { .. }
        | Event::PointRemoved { .. }
        | Event::Extended { .. }
        | Event::Drafted { .. }
        | Event::SignedOff { .. }
        | Event::Unsigned { .. }
        | Event::FindingRecorded { .. }
        | Event::Promised { .. }
        | Event::Fulfilled { .. }
        | Event::Learned(_)
        | Event::LetterQueued { .. }
        | Event::LetterLeft { .. }
        | Event::LetterPosted { .. }
        | Event::LetterPutOnPaper { .. }
        | Event::LetterRecalled { .. }
        | Event::Closed { .. }
        | Event::Reopened { .. }
        | Event::BegunAt { .. }
        | Event::Ombudsman(_)
        | Event::Paused { .. }
        | Event::Resumed { .. }
        | Event::Held { .. }
        | Event::Released { .. }
        | Event::Reached { .. }
        | Event::Escalated { .. }
        | Event::StageRefused { .. }
        | Event::Restricted { .. }
        | Event::Linked { .. }
        | Event::Unlinked { .. }
        | Event::Bundled { .. }
        | Event::Unrestricted { .. }
        | Event::Undone { .. } => None,
    }
}
