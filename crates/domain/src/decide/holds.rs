//! Other business that waits while a complaint is open, as some procedures promise: recovery of a debt, a move. Heard
//! keeps that it waits and since when; the business itself is in other hands.

use super::Doing;
use crate::{case::Case, event::Event, ids::TextRef, refusal::Refusal};

pub(super) fn hold(case: &Case, hold: &str, note: Option<&TextRef>, doing: Doing<'_>) -> Result<Vec<Event>, Refusal> {
    if doing.rules.procedure.hold(hold).is_none() {
        return Err(Refusal::NoSuchHold);
    }
    if let Some(held) = case.held.iter().find(|held| held.hold == hold) {
        return Err(Refusal::HeldAlready { since: held.since });
    }
    Ok(vec![Event::Held { hold: hold.to_owned(), note: note.cloned() }])
}

pub(super) fn release(case: &Case, hold: &str, note: Option<&TextRef>) -> Result<Vec<Event>, Refusal> {
    if !case.held.iter().any(|held| held.hold == hold) {
        return Err(Refusal::NotHeld);
    }
    Ok(vec![Event::Released { hold: hold.to_owned(), note: note.cloned() }])
}
