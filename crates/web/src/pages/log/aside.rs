//! The form that was saved or added to another case, laid aside so that it comes back when that is undone: the one of the
//! last time, for each person.

use app::{Problem, cases::Done, drafts};
use domain::{Reference, decide};

use super::{free_key, once};
use crate::{form::Fields, pages::drafts::is_log, visit::Visit};

/// The field that says to which case it was added, and as what in its history.
const ADDED: &str = "added";

/// Ends the draft of a form that was just saved as a case, and lays it aside as long as that can be undone.
pub(super) fn saved(visit: &Visit, fields: &Fields, draft: &str, done: &Done) -> Result<(), Problem> {
    let undoable = decide::undoable_logging(&done.case, visit.who.id(), visit.now);
    lay(visit, fields, draft, done, undoable.map(|undoable| undoable.first))
}

/// Ends the draft of a form that was just added to a case, and lays it aside.
pub(super) fn added(visit: &Visit, fields: &Fields, draft: &str, done: &Done) -> Result<(), Problem> {
    lay(visit, fields, draft, done, done.case.last.as_ref().map(|last| last.first))
}

fn lay(visit: &Visit, fields: &Fields, draft: &str, done: &Done, first: Option<u32>) -> Result<(), Problem> {
    let form = first.map(|first| fields.clone().with(ADDED, vec![place(done.reference, first)]).to_json());
    drafts::sent(&visit.office, &visit.who, draft, form.as_deref(), visit.now)
}

/// Takes the form up again that was added to a case, or began it, as this part of its history; gives the key of its draft.
/// Saved again it is another case.
pub(in crate::pages) fn take_up(visit: &Visit, reference: Reference, first: u32) -> Result<Option<String>, Problem> {
    let (office, who) = (&visit.office, &visit.who);
    let laid = drafts::laid_aside(office, who)?.map(|draft| Fields::from_json(&draft.body));
    let Some(form) = laid.filter(|form| form.text(ADDED) == place(reference, first)) else { return Ok(None) };
    let kept: Vec<_> = drafts::all(office, who)?.into_iter().filter(|draft| is_log(&draft.key)).collect();
    let key = free_key(&kept);
    let form = form.with(ADDED, Vec::new()).with("draft", vec![key.clone()]).with("once", vec![once(visit)]);
    drafts::take_up(office, who, &key, &form.to_json(), visit.now)?;
    Ok(Some(key))
}

fn place(reference: Reference, first: u32) -> String {
    format!("{reference}.{first}")
}
