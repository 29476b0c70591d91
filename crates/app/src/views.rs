//! Saved views: lists of cases under a name, for the person who saved them or for everybody. What
//! a view asks for is the query of an address, which web reads; who sees which cases in it is
//! decided when it is opened, as for any list.

use chrono::TimeDelta;
use domain::{Moment, Role};
use store::{Reading, SavedView, Writing};

use crate::{FieldError, Office, Problem, Who, audit};

/// A deleted view can be put back for this long.
const PUT_BACK: TimeDelta = TimeDelta::days(1);
/// The longest name, in characters.
const LONGEST_NAME: usize = 40;
/// The longest query, in bytes.
const LONGEST_QUERY: usize = 4000;
/// More views than this of one person are no help to anybody.
const MOST: usize = 40;

/// What a person says of a view.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ViewForm {
    /// What it is called.
    pub name: String,
    /// What it asks for: the query of an address, without the `?`.
    pub query: String,
    /// Whether everybody sees it.
    pub shared: bool,
}

/// The views a person sees: everybody's first, each kind by name.
pub fn all(office: &Office, who: &Who) -> Result<Vec<SavedView>, Problem> {
    office.read(|reading| Ok(reading.views(who.id())?))
}

/// A view that a person sees. Somebody else's own view and one that is not there get the same
/// answer.
pub fn find(office: &Office, who: &Who, id: i64) -> Result<SavedView, Problem> {
    let view = office.read(|reading| seen(reading, who, id))?;
    if view.deleted { Err(not_there()) } else { Ok(view) }
}

/// Whether a person may save views for everybody.
pub fn may_share(who: &Who) -> bool {
    match who.role() {
        Role::Champion | Role::HeadOfCustomerServices => true,
        Role::Adviser | Role::Investigator | Role::HeadOfService | Role::Administrator | Role::Reader => false,
    }
}

/// Whether a person may change or delete a view: their own, or everybody's if they may share.
pub fn may_change(who: &Who, view: &SavedView) -> bool {
    if view.shared { may_share(who) } else { view.person == who.id() }
}

/// Saves a list under a name; gives the number of the view.
pub fn save(office: &Office, who: &Who, form: &ViewForm, now: Moment) -> Result<i64, Problem> {
    office.store().write(|writing| {
        let view = checked(writing, who, form, None)?;
        let id = writing.add_view(&view)?;
        note(writing, who, "view-shared", &view, now)?;
        Ok(id)
    })
}

/// Gives a view another name, or to other people, unless it is not as it was `seen`. What it asks
/// for stays.
pub fn change(
    office: &Office,
    who: &Who,
    id: i64,
    form: &ViewForm,
    seen: Option<&ViewForm>,
    now: Moment,
) -> Result<(), Problem> {
    office.store().write(|writing| {
        let before = to_change(writing, who, id)?;
        if seen.is_some_and(|seen| (&seen.name, seen.shared) != (&before.name, before.shared)) {
            return Err(audit::changed(writing, "view-shared", Some(("name", before.name.as_str().into())), now)?);
        }
        let form = ViewForm { query: before.query.clone(), ..form.clone() };
        let view = SavedView { id, person: before.person, ..checked(writing, who, &form, Some(id))? };
        writing.change_view(&view)?;
        note(writing, who, if view.shared { "view-shared" } else { "view-taken-back" }, &before_or(&before, view), now)
    })
}

/// Deletes a view; gives its name. It can be put back for a day.
pub fn delete(office: &Office, who: &Who, id: i64, now: Moment) -> Result<String, Problem> {
    office.store().write(|writing| {
        let view = to_change(writing, who, id)?;
        writing.forget_deleted_views(now - PUT_BACK)?;
        writing.delete_view(id, now)?;
        note(writing, who, "view-deleted", &view, now)?;
        Ok(view.name)
    })
}

/// Puts a deleted view back; gives its name.
pub fn restore(office: &Office, who: &Who, id: i64, now: Moment) -> Result<String, Problem> {
    office.store().write(|writing| {
        let view = to_change(writing, who, id)?;
        writing.restore_view(id)?;
        note(writing, who, "view-shared", &view, now)?;
        Ok(view.name)
    })
}

/// The view as everybody saw it, where anybody but its owner did.
fn before_or(before: &SavedView, after: SavedView) -> SavedView {
    SavedView { shared: before.shared || after.shared, ..after }
}

fn seen(reading: &Reading<'_>, who: &Who, id: i64) -> Result<SavedView, Problem> {
    let view = reading.view(id)?.filter(|view| view.shared || view.person == who.id());
    view.ok_or_else(not_there)
}

fn to_change(reading: &Reading<'_>, who: &Who, id: i64) -> Result<SavedView, Problem> {
    let view = seen(reading, who, id)?;
    if may_change(who, &view) {
        Ok(view)
    } else {
        Err(Problem::NotAllowed("A Customer Champion changes the views that everybody sees.".into()))
    }
}

/// The form as a view; `of` is the number of the view it changes.
fn checked(reading: &Reading<'_>, who: &Who, form: &ViewForm, of: Option<i64>) -> Result<SavedView, Problem> {
    if form.shared && !may_share(who) {
        return Err(Problem::NotAllowed("A Customer Champion saves the views that everybody sees.".into()));
    }
    let name = form.name.split_whitespace().collect::<Vec<_>>().join(" ");
    let others: Vec<SavedView> = reading.views(who.id())?.into_iter().filter(|view| Some(view.id) != of).collect();
    let wrong = if name.is_empty() {
        Some("Give the view a name".to_owned())
    } else if name.chars().count() > LONGEST_NAME {
        Some(format!("Give a name of at most {LONGEST_NAME} characters"))
    } else if others.iter().any(|view| view.name.to_lowercase() == name.to_lowercase()) {
        Some(format!("There is a view called {name} already. Give another name"))
    } else if others.iter().filter(|view| view.person == who.id()).count() >= MOST {
        Some(format!("You have {MOST} views. Delete one first"))
    } else {
        (form.query.len() > LONGEST_QUERY).then(|| "This list asks for too much to be kept".to_owned())
    };
    match wrong {
        Some(words) => Err(Problem::Invalid(vec![FieldError::new("name", words)])),
        None => Ok(SavedView {
            id: 0,
            person: who.id(),
            name,
            query: form.query.clone(),
            shared: form.shared,
            deleted: false,
        }),
    }
}

/// What is done to a view that everybody sees is noted; a person's own is nobody's business.
fn note(writing: &Writing<'_>, who: &Who, kind: &str, view: &SavedView, now: Moment) -> Result<(), Problem> {
    if view.shared {
        let detail = serde_json::json!({ "name": view.name }).to_string();
        writing.note_office_event(now, Some(who.id()), kind, &detail)?;
    }
    Ok(())
}

fn not_there() -> Problem {
    Problem::NotFound("There is no such view. It may have been deleted. Look at the lists on Cases.".into())
}
