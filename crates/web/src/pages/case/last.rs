//! What the person looking did last to a case, for as long as they can take it back. The message after an act offers the
//! same; this one stays when that has gone.

use app::cases::CaseFile;
use domain::{State, act::ActKind, decide};

use crate::{
    layout::{Flash, Undo},
    pages::undo,
    timeline,
    visit::Visit,
    words,
};

/// What was done, and the way back.
pub struct LastDone {
    /// "Note".
    pub what: String,
    /// "10:01".
    pub at: String,
    /// What takes it back.
    pub undo: Undo,
}

/// `None` where there is nothing of theirs to take back, or where `said` offers it already, by itself or with all of the case.
pub fn last_done(visit: &Visit, file: &CaseFile, said: &[Flash]) -> Option<LastDone> {
    let found = sent(visit, file).or_else(|| done(visit, file))?;
    let all = undo::address(file.case.reference, decide::LOGGED);
    let offers = |undo: &Undo| undo.action == found.undo.action || undo.action == all;
    let offered = |flash: &Flash| flash.undo.as_ref().is_some_and(offers);
    (!said.iter().any(offered)).then_some(found)
}

/// An act that nobody outside has seen.
fn done(visit: &Visit, file: &CaseFile) -> Option<LastDone> {
    if !file.may(ActKind::Undo) {
        return None;
    }
    let undoable = decide::undoable(&file.case, visit.who.id(), visit.now)?;
    let last = file.case.last.as_ref()?;
    let of_it = |entry: &timeline::Entry| (last.first..=last.last).contains(&entry.seq);
    let entries: Vec<timeline::Entry> = timeline::entries(file, visit.today()).into_iter().filter(of_it).collect();
    let told = entries.iter().find(|entry| !entry.minor).or(entries.first())?;
    let undo = undo::button(file.case.reference, undoable);
    Some(LastDone { what: told.title.clone(), at: words::time(last.at), undo })
}

/// A response that is sent and has not left.
fn sent(visit: &Visit, file: &CaseFile) -> Option<LastDone> {
    let State::Answered { at, .. } = file.case.state else { return None };
    let (_, undo) = undo::recallable(visit, file)?;
    Some(LastDone { what: "The response was sent".into(), at: words::time(at), undo })
}
