//! Taking back what was done a moment ago. Nothing is asked beforehand instead: only what leaves
//! the building is confirmed.

use super::{Doing, letters};
use crate::{
    case::{Case, LastAct},
    event::Event,
    ids::PersonId,
    letter::Letter,
    london::{self, Moment},
    refusal::Refusal,
};

pub(super) fn undo(case: &Case, first: u32, doing: Doing<'_>) -> Result<Vec<Event>, Refusal> {
    let last = case.last.as_ref().filter(|last| last.first == first).ok_or(Refusal::NotTheLastAct)?;
    may_be_undone(case, last, doing.permit.person(), doing.at)?;
    let recalled = letters_of(case, last).map(|letter| Event::LetterRecalled { number: letter.number });
    Ok(recalled.chain([Event::Undone { first: last.first, last: last.last }]).collect())
}

/// What somebody could undo now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Undoable {
    /// Place of its first event in the history.
    pub first: u32,
    /// For how many seconds more, where an email of it is soon to leave; else for the rest of the day.
    pub seconds: Option<i64>,
}

/// What this person could undo now, to be offered to them.
pub fn undoable(case: &Case, person: PersonId, at: Moment) -> Option<Undoable> {
    let last = case.last.as_ref().filter(|last| may_be_undone(case, last, person, at).is_ok())?;
    let seconds = letters_of(case, last).filter_map(|letter| letters::seconds_left(letter, at)).min();
    Some(Undoable { first: last.first, seconds })
}

/// The letters that were put on their way by an act.
fn letters_of<'c>(case: &'c Case, act: &LastAct) -> impl Iterator<Item = &'c Letter> {
    let at = act.at;
    case.letters.iter().filter(move |letter| letter.at == at)
}

/// The next day others rely on it: then it is put right by an act of its own, with a reason.
fn may_be_undone(case: &Case, last: &LastAct, person: PersonId, at: Moment) -> Result<(), Refusal> {
    if last.by != person {
        return Err(Refusal::NotTheLastAct);
    }
    if last.stays {
        return Err(Refusal::SeenOutside);
    }
    if london::date_of(last.at) != london::date_of(at) {
        return Err(Refusal::UndoneOnTheDay);
    }
    letters_of(case, last).try_for_each(|letter| letters::can_be_taken_back(letter, at))
}
