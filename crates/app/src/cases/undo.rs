//! Taking back what was done last. Whether it can be is the domain's to say.

use domain::{
    Act, Case, Moment, Reference, Refusal,
    decide::{self, Undoable},
    letter::{Fate, Letter, Method},
};

use super::{
    Given, MOST,
    at_case::{AtCase, Done, at_case},
    give_many::{in_words, take_back_message},
    load,
};
use crate::{Office, Problem, Who};

/// Undoes what this person did last to a case; `first` is the place in the history of its first
/// event, so that nothing else is undone by a button that was pressed late.
pub fn undo(office: &Office, who: &Who, reference: Reference, first: u32, now: Moment) -> Result<Done, Problem> {
    at_case(office, who, reference, None, now, |at| {
        let (before, letters) = (files(at.case()), at.case().letters.clone());
        at.act(&Act::Undo { first })?;
        let after = files(at.case());
        for number in before.into_iter().filter(|number| !after.contains(number)) {
            at.writing().detach(reference, number)?;
        }
        letters.iter().try_for_each(|letter| follow(at, letter))
    })
}

/// Keeps the outbox and the letters to be posted to what became of a letter.
fn follow(at: &AtCase<'_>, before: &Letter) -> Result<(), Problem> {
    let reference = at.case().reference;
    let Some(now) = at.case().letter(before.number).filter(|now| now.fate != before.fate) else { return Ok(()) };
    match (now.fate, now.method) {
        (Fate::Recalled(_), Method::Email) => take_out(at, now),
        (Fate::Leaving, Method::Post) => Ok(at.writing().to_post_again(reference, now.number)?),
        _ => Ok(()),
    }
}

/// Takes an email out of the outbox, where nobody can get it any more.
pub(super) fn take_out(at: &AtCase<'_>, letter: &Letter) -> Result<(), Problem> {
    if at.writing().recall_mail(at.case().reference, letter.number)? {
        return Ok(());
    }
    Err(Refusal::TooLateToRecall { seconds: decide::RECALL_SECONDS }.into())
}

/// What [`undo`] would undo now; `None` where there is nothing of theirs to undo.
pub fn undoable(office: &Office, who: &Who, reference: Reference, now: Moment) -> Result<Option<Undoable>, Problem> {
    let case = office.read(|reading| load(reading, who, reference))?;
    Ok(decide::undoable(&case, who.id(), now))
}

/// Undoes one act in each of several cases, such as giving them: the case with the place of the act's first event. One
/// transaction a case, so that one in which something was done since holds up no other; says of each what came of it.
/// Whoever was to be told of all of them, and is not told yet, is told nothing.
pub fn undo_many(office: &Office, who: &Who, acts: &[(Reference, u32)], now: Moment) -> Result<Vec<Given>, Problem> {
    let mut given = Vec::new();
    for (reference, first) in acts.iter().take(MOST) {
        let done = undo(office, who, *reference, *first, now).map(|_| ());
        // A case that is hidden from them keeps its title.
        let title = office.read(|reading| match load(reading, who, *reference) {
            Ok(case) => Ok(reading.text(*reference, &case.title)?.unwrap_or_default()),
            Err(_) => Ok(String::new()),
        })?;
        let (to, leaves) = (String::new(), String::new());
        let outcome = in_words(done);
        given.push(Given { reference: *reference, title, seen: None, to, leaves, undo: None, outcome });
    }
    let undone = given.iter().filter(|given| given.outcome.is_ok()).map(|given| given.reference);
    take_back_message(office, &undone.collect::<Vec<_>>(), now)?;
    Ok(given)
}

fn files(case: &Case) -> Vec<u32> {
    case.documents.iter().map(|document| document.number).collect()
}
