//! Whom an event concerns: told in the transaction in which it happens.

use domain::{
    By, Case, Event, PersonId, Reference,
    event::{Recorded, undoes},
    feedback::{Ending, Kind},
    letter::Purpose,
    permission,
};
use store::{Notice, Reading, Writing};

use crate::{Problem, sessions};

/// Kinds of things people are told, by the names they are kept under.
pub(super) const GIVEN: &str = "given";
pub(super) const TO_SIGN: &str = "to-sign";
pub(super) const SENT_BACK: &str = "sent-back";
pub(super) const NOTE: &str = "note";
pub(super) const NOT_DELIVERED: &str = "not-delivered";
pub(super) const DUE: &str = "due";
pub(super) const MOVED: &str = "moved";
pub(super) const REQUESTED: &str = "requested";
pub(super) const ANSWERED: &str = "answered";
pub(super) const ENDED: &str = "ended";
pub(super) const AGAIN: &str = "again";

/// Tells those whom these events of a case concern. Whoever does something to a case knows what
/// there is to know of it; what was undone is taken back. Whoever the case names is told nothing. Those who watch it are
/// told whatever anybody who has it is, and how it goes on.
pub(crate) fn tell(writing: &Writing<'_>, case: &Case, events: &[Recorded]) -> Result<(), Problem> {
    for recorded in events {
        let by = person(recorded.by);
        if let Some(by) = by {
            writing.read_notices_of(by, case.reference, recorded.at)?;
        }
        if let Some(places) = undoes(recorded) {
            writing.forget_notices(case.reference, *places.start(), *places.end())?;
        }
        if let Event::LetterRecalled { number } = recorded.event {
            forget_letter(writing, case.reference, number)?;
        }
        if matches!(recorded.event, Event::Closed { ending: Ending::LoggedByMistake, .. }) {
            writing.forget_notices(case.reference, 1, recorded.seq)?;
        }
        if matches!(recorded.event, Event::Restricted { .. }) {
            let hidden_from = watchers(writing, case)?.into_iter().filter(|(_, sees)| !sees);
            for (person, _) in hidden_from {
                writing.stop_watching(person, case.reference)?;
                writing.read_notices_of(person, case.reference, recorded.at)?;
            }
        }
        tell_those_who_have_it(writing, case, recorded, by)?;
        tell_those_who_watch(writing, case, recorded, by)?;
    }
    Ok(())
}

/// A letter that was called back was not sent.
fn forget_letter(writing: &Writing<'_>, reference: Reference, letter: u32) -> Result<(), Problem> {
    let queued =
        |recorded: &&Recorded| matches!(recorded.event, Event::LetterQueued { number, .. } if number == letter);
    let history = writing.history(reference)?;
    let places = history.iter().filter(queued).map(|recorded| recorded.seq);
    places.into_iter().try_for_each(|place| Ok(writing.forget_notices(reference, place, place)?))
}

fn tell_those_who_have_it(
    writing: &Writing<'_>,
    case: &Case,
    recorded: &Recorded,
    by: Option<PersonId>,
) -> Result<(), Problem> {
    let told = match requested_of(writing, case, &recorded.event)? {
        Some(head) => Some((REQUESTED, [Some(head), None, None])),
        None => concerned(case, &recorded.event),
    };
    let Some((kind, people)) = told else { return Ok(()) };
    let people = people.into_iter().flatten().filter(|person| ![by, case.named_staff].contains(&Some(*person)));
    people.into_iter().try_for_each(|person| tell_one(writing, case, recorded, (person, kind), by))
}

/// Those who watch it and may still see it, but for whoever did it. Of what they are told as somebody who has it they
/// have one notice, since it is of the same kind.
fn tell_those_who_watch(
    writing: &Writing<'_>,
    case: &Case,
    recorded: &Recorded,
    by: Option<PersonId>,
) -> Result<(), Problem> {
    let Some(kind) = watched(case, &recorded.event) else { return Ok(()) };
    for (person, sees) in watchers(writing, case)? {
        if sees && ![by, case.named_staff].contains(&Some(person)) {
            tell_one(writing, case, recorded, (person, kind), by)?;
        }
    }
    Ok(())
}

fn tell_one(
    writing: &Writing<'_>,
    case: &Case,
    recorded: &Recorded,
    (person, kind): (PersonId, &str),
    by: Option<PersonId>,
) -> Result<(), Problem> {
    let Recorded { seq, at, .. } = *recorded;
    Ok(writing.tell(&Notice { person, reference: case.reference, kind: kind.into(), seq, at, by })?)
}

/// Everybody who watches a case, and whether they may see it now.
fn watchers(reading: &Reading<'_>, case: &Case) -> Result<Vec<(PersonId, bool)>, Problem> {
    let mut found = Vec::new();
    for id in reading.watchers(case.reference)? {
        if let Some(person) = reading.person(id)? {
            let sees = person.active && permission::may_see(&sessions::actor(reading, &person)?, case.into());
            found.push((id, sees));
        }
    }
    Ok(found)
}

/// What those who watch a case are told of an event: what anybody who has it is told, and how it goes on. Whom it was
/// given to and whose signature it waits for they see on the case.
fn watched(case: &Case, event: &Event) -> Option<&'static str> {
    if matches!(event, Event::LetterQueued { purpose: Purpose::Response, .. }) {
        return Some(ANSWERED);
    }
    if matches!(event, Event::Closed { .. }) {
        return Some(ENDED);
    }
    if matches!(event, Event::Reopened { .. } | Event::Escalated { .. }) {
        return Some(AGAIN);
    }
    concerned(case, event).map(|(kind, _)| kind).filter(|kind| [NOTE, MOVED, NOT_DELIVERED].contains(kind))
}

/// The Head of the service that is asked for something: nobody gives a request to them, so that this is how they hear of
/// it, also where it is closed at once as handed over to them. What was done on the spot asks nothing of them.
fn requested_of(writing: &Writing<'_>, case: &Case, event: &Event) -> Result<Option<PersonId>, Problem> {
    let begins = matches!(
        event,
        Event::Logged { .. } | Event::Classified { .. } | Event::Converted { to: Kind::ServiceRequest, .. }
    );
    let waits = case.ended().is_none_or(|(ending, _)| ending == Ending::HandedOver);
    if !begins || case.kind != Kind::ServiceRequest || !waits || case.head.is_some() {
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
