//! Taking back what was done a moment ago. Nothing is asked beforehand instead: only what leaves
//! the building is confirmed.

use super::Doing;
use crate::{
    case::{Case, LastAct},
    event::Event,
    ids::PersonId,
    london::{self, Moment},
    refusal::Refusal,
};

pub(super) fn undo(case: &Case, first: u32, doing: Doing<'_>) -> Result<Vec<Event>, Refusal> {
    let last = case.last.as_ref().filter(|last| last.first == first).ok_or(Refusal::NotTheLastAct)?;
    may_be_undone(last, doing.permit.person(), doing.at)?;
    Ok(vec![Event::Undone { first: last.first, last: last.last }])
}

/// The place of what this person could undo now, to be offered to them.
pub fn undoable(case: &Case, person: PersonId, at: Moment) -> Option<u32> {
    case.last.as_ref().filter(|last| may_be_undone(last, person, at).is_ok()).map(|last| last.first)
}

/// The next day others rely on it: then it is put right by an act of its own, with a reason.
fn may_be_undone(last: &LastAct, person: PersonId, at: Moment) -> Result<(), Refusal> {
    if last.by != person {
        return Err(Refusal::NotTheLastAct);
    }
    if last.stays {
        return Err(Refusal::SeenOutside);
    }
    if london::date_of(last.at) != london::date_of(at) {
        return Err(Refusal::UndoneOnTheDay);
    }
    Ok(())
}
