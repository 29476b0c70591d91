//! Taking back what was done a moment ago. Nothing is asked beforehand instead: only what leaves
//! the building is confirmed. A case that was just logged is not forgotten by that: it ends as logged by mistake.

use super::{Doing, letters};
use crate::{
    case::{Case, LastAct},
    event::Event,
    feedback::Ending,
    ids::PersonId,
    letter::Letter,
    london::{self, Moment},
    refusal::Refusal,
};

/// Place in the history of what every case begins with.
pub const LOGGED: u32 = 1;

/// Minutes within which a case that was just logged can be taken back: then others have seen it in their lists.
const LOGGED_MINUTES: i64 = 10;

pub(super) fn undo(case: &Case, first: u32, doing: Doing<'_>) -> Result<Vec<Event>, Refusal> {
    let recalled = |last| letters_of(case, last).map(|letter| Event::LetterRecalled { number: letter.number });
    if first == LOGGED {
        let last = may_be_a_mistake(case, doing.permit.person(), doing.at)?;
        let ended = Event::Closed { ending: Ending::LoggedByMistake, note: None, told: None };
        return Ok(recalled(last).chain([ended]).collect());
    }
    let last = case.last.as_ref().filter(|last| last.first == first).ok_or(Refusal::NotTheLastAct)?;
    may_be_undone(case, last, doing.permit.person(), doing.at)?;
    Ok(recalled(last).chain([Event::Undone { first: last.first, last: last.last }]).collect())
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
    if last.first == LOGGED {
        return undoable_logging(case, person, at);
    }
    Some(Undoable { first: last.first, seconds: seconds_left(case, last, at) })
}

/// Whether this person could take the whole case back now as logged by mistake, with whatever was written as it was
/// logged: to be offered to them.
pub fn undoable_logging(case: &Case, person: PersonId, at: Moment) -> Option<Undoable> {
    let last = may_be_a_mistake(case, person, at).ok()?;
    Some(Undoable { first: LOGGED, seconds: seconds_left(case, last, at) })
}

/// For how long its emails wait.
fn seconds_left(case: &Case, act: &LastAct, at: Moment) -> Option<i64> {
    letters_of(case, act).filter_map(|letter| letters::seconds_left(letter, at)).min()
}

/// The letters that were put on their way by an act.
fn letters_of<'c>(case: &'c Case, act: &LastAct) -> impl Iterator<Item = &'c Letter> {
    let at = act.at;
    case.letters.iter().filter(move |letter| letter.at == at)
}

/// Nobody may have done anything else to it, and nobody outside may have heard of it: what was sorted there and then they
/// have. Neither what came from elsewhere nor what is tied to another case is a mistake of the form.
fn may_be_a_mistake(case: &Case, person: PersonId, at: Moment) -> Result<&LastAct, Refusal> {
    let last = case.last.as_ref().filter(|last| last.first == LOGGED || last.as_logged);
    let last = last.ok_or(Refusal::NotTheLastAct)?;
    may_be_undone(case, last, person, at)?;
    let told = case.ended().is_some_and(|(ending, _)| ending != Ending::HandedOver);
    if told || case.past.is_some() || !case.links.is_empty() {
        return Err(Refusal::SeenOutside);
    }
    if (at - case.logged_at).num_minutes() >= LOGGED_MINUTES {
        return Err(Refusal::LoggedTooLongAgo { minutes: LOGGED_MINUTES });
    }
    Ok(last)
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
