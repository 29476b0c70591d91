//! The form that was added to another case, laid aside so that it comes back when that is undone: the one of the last
//! time, for each person.

use app::{Problem, cases::Done, drafts};
use domain::Reference;

use super::free_key;
use crate::{form::Fields, pages::drafts::is_log, visit::Visit};

/// The field that says to which case it was added, and as what in its history.
const ADDED: &str = "added";

/// Lays a form aside that was just added to a case.
pub(super) fn lay(visit: &Visit, fields: &Fields, done: &Done) -> Result<(), Problem> {
    let Some(last) = &done.case.last else { return Ok(()) };
    let form = fields.clone().with(ADDED, vec![place(done.reference, last.first)]);
    drafts::lay_aside(&visit.office, &visit.who, &form.to_json(), visit.now)
}

/// Takes the form up again that was added to a case as this part of its history; gives the key of its draft.
pub(in crate::pages) fn take_up(visit: &Visit, reference: Reference, first: u32) -> Result<Option<String>, Problem> {
    let (office, who) = (&visit.office, &visit.who);
    let laid = drafts::laid_aside(office, who)?.map(|draft| Fields::from_json(&draft.body));
    let Some(form) = laid.filter(|form| form.text(ADDED) == place(reference, first)) else { return Ok(None) };
    let kept: Vec<_> = drafts::all(office, who)?.into_iter().filter(|draft| is_log(&draft.key)).collect();
    let key = free_key(&kept);
    let form = form.with(ADDED, Vec::new()).with("draft", vec![key.clone()]);
    drafts::take_up(office, who, &key, &form.to_json(), visit.now)?;
    Ok(Some(key))
}

fn place(reference: Reference, first: u32) -> String {
    format!("{reference}.{first}")
}
