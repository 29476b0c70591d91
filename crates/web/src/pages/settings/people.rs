//! People: who signs in, with which role, and who signs for whom.

use std::collections::BTreeMap;

use app::{
    Person, Problem,
    people::{PersonForm, Staff},
};
use askama::Template;
use axum::{
    Router,
    extract::Path,
    routing::{get, post},
};
use domain::{PersonId, Role};

use super::{Section, Shell, frame, shell};
use crate::{
    answer::{self, Answer},
    door::Door,
    form::{Fields, Sent},
    layout::{Choice, Errors, Frame, NavItem},
    pages::{
        account::signed_in_again,
        records::{self, Ask, Kept, Record, Saving},
        unsent::{self, Unsent},
    },
    said::Said,
    visit::Visit,
    words,
};

pub(super) fn routes() -> Router<Door> {
    Router::new()
        .route("/settings/people", get(list))
        .route("/settings/people/new", get(new).post(add))
        .route("/settings/people/{id}", get(one).post(change))
        .route("/settings/people/{id}/keep", get(one).post(keep_both))
        .route("/settings/people/{id}/undo", post(undo))
}

#[derive(Template)]
#[template(path = "settings_people.html")]
struct People {
    frame: Frame,
    shell: Shell,
    rows: Vec<Row>,
}

/// A line of the list.
struct Row {
    person: Person,
    deputy: String,
    last_seen: String,
}

async fn list(visit: Visit) -> Answer {
    let staff = visit.run(|visit| app::people::staff(&visit.office, &visit.who)).await?;
    let names: BTreeMap<PersonId, String> =
        staff.people.iter().map(|person| (person.id, person.name.clone())).collect();
    let row = |person: Person| Row {
        deputy: person.deputy.and_then(|deputy| names.get(&deputy).cloned()).unwrap_or_default(),
        last_seen: person.last_seen.map_or_else(|| "Never".into(), words::moment),
        person,
    };
    let rows = staff.people.into_iter().map(row).collect();
    answer::page(
        &visit,
        &People { frame: frame(&visit, Section::People, &Errors::none()), shell: shell(&visit, Section::People), rows },
    )
}

#[derive(Template)]
#[template(path = "settings_person.html")]
struct OnePerson {
    frame: Frame,
    shell: Shell,
    errors: Errors,
    /// Where the form goes.
    action: String,
    /// Whether this adds somebody.
    new: bool,
    heading: String,
    form: PersonForm,
    deputy: String,
    roles: Vec<Choice>,
    deputies: Vec<Choice>,
    /// What the form showed when it was opened.
    was: String,
    unsent: Option<Unsent>,
}

async fn new(visit: Visit) -> Answer {
    opened(visit, None).await
}

async fn one(Path(id): Path<i64>, visit: Visit) -> Answer {
    opened(visit, Some(PersonId(id))).await
}

/// The form with what is kept, or with what was typed and not saved.
async fn opened(visit: Visit, id: Option<PersonId>) -> Answer {
    let (kept, unsent) = visit
        .run(move |visit| {
            let kept = id.map(|id| find(visit, id)).transpose()?;
            Ok((kept, unsent::find(visit, &key(id))?))
        })
        .await?;
    let kept = kept.map_or_else(|| PersonForm { active: true, ..PersonForm::default() }, |kept| PersonForm::of(&kept));
    let was = records::was(&fields(&kept), unsent.as_ref().map(|unsent| &unsent.fields));
    let form = unsent.as_ref().map_or(kept, |unsent| read(&unsent.fields));
    show(&visit, id, form, was, unsent, Errors::none()).await
}

/// Of the draft of the form; also its address.
fn key(id: Option<PersonId>) -> String {
    id.map_or_else(|| "settings/people/new".into(), |id| format!("settings/people/{id}"))
}

fn find(visit: &Visit, id: PersonId) -> Result<Person, Problem> {
    let people = app::people::staff(&visit.office, &visit.who)?.people;
    people
        .into_iter()
        .find(|person| person.id == id)
        .ok_or_else(|| Problem::NotFound("There is nobody like that. Look in the list of people.".into()))
}

async fn show(
    visit: &Visit,
    id: Option<PersonId>,
    form: PersonForm,
    was: String,
    unsent: Option<Unsent>,
    errors: Errors,
) -> Answer {
    let staff = visit
        .run(|visit| {
            app::people::administrators_only(&visit.who).and_then(|()| app::people::staff(&visit.office, &visit.who))
        })
        .await?;
    let page = OnePerson {
        frame: frame(visit, Section::People, &errors),
        shell: shell(visit, Section::People),
        action: format!("/{}", key(id)),
        new: id.is_none(),
        heading: id.map_or_else(|| "Add a person".into(), |_| form.name.clone()),
        deputy: form.deputy.map(|deputy| deputy.to_string()).unwrap_or_default(),
        deputies: deputies(&staff, id),
        roles: roles(),
        form,
        was,
        unsent,
        errors,
    };
    if page.errors.is_empty() { answer::page(visit, &page) } else { answer::unprocessable(visit, &page) }
}

fn roles() -> Vec<Choice> {
    let roles = Role::ALL.iter().map(|role| Choice::new(role.as_str(), role.title()));
    std::iter::once(Choice::new("", "Choose a role")).chain(roles).collect()
}

fn deputies(staff: &Staff, of: Option<PersonId>) -> Vec<Choice> {
    let others = staff.people.iter().filter(|person| person.active && Some(person.id) != of);
    std::iter::once(Choice::new("", "Nobody")).chain(others.map(Choice::person)).collect()
}

fn read(fields: &Fields) -> PersonForm {
    PersonForm {
        name: fields.text("name").into(),
        email: fields.text("email").into(),
        role: fields.text("role").into(),
        password: fields.text("password").into(),
        deputy: fields.number("deputy").map(PersonId),
        active: fields.has("active"),
    }
}

async fn add(sent: Sent) -> Answer {
    keep(sent, None).await
}

async fn change(Path(id): Path<i64>, sent: Sent) -> Answer {
    keep(sent, Some(PersonId(id))).await
}

async fn keep(Sent { visit, fields: sent }: Sent, id: Option<PersonId>) -> Answer {
    let form = read(&sent);
    let seen = records::seen(&sent).map(|seen| read(&seen));
    let (typed, saving) = (form.clone(), Saving::of(&sent));
    let work = move |visit: &Visit| {
        let before = id.map(|id| find(visit, id)).transpose()?;
        let (office, who) = (&visit.office, &visit.who);
        let kept = app::people::keep_person(office, who, id, &form, seen.as_ref(), &visit.door.chance(), visit.now)?;
        let Some(before) = before else { return unsent::saved(visit, &key(None)).map(|()| (kept, false)) };
        let of = |person: &Person| fields(&PersonForm::of(person));
        let undo = records::saved(visit, &key(id), saving, &of(&before), &of(&find(visit, kept)?))?;
        Ok((kept, undo))
    };
    match (records::kept(&visit, work).await?, id) {
        (Kept::Done((kept, undo)), _) => {
            let said = records::said(said(&typed, id), &key(id), saving, undo);
            done(visit, kept, said).await
        }
        (Kept::Changed(who), Some(id)) => {
            let record = record(&visit, id).await?;
            records::changed(&visit, record, sent, who).await
        }
        (Kept::Changed(_), None) => visit.go(Section::People.href(), Said::default()),
        (Kept::Wrong(errors), _) => {
            let was = sent.text(records::WAS).to_owned();
            show(&visit, id, PersonForm { password: String::new(), ..typed }, was, None, errors).await
        }
    }
}

async fn undo(Path(id): Path<i64>, Sent { visit, .. }: Sent) -> Answer {
    let id = Some(PersonId(id));
    let fields = records::before(&visit, &key(id)).await?;
    keep(Sent { visit, fields }, id).await
}

async fn keep_both(Path(id): Path<i64>, Sent { visit, fields }: Sent) -> Answer {
    let record = record(&visit, PersonId(id)).await?;
    records::keep(&visit, record, &fields).await
}

async fn record(visit: &Visit, id: PersonId) -> Result<Record, answer::Failure> {
    visit
        .run(move |visit| {
            app::people::administrators_only(&visit.who)?;
            let staff = app::people::staff(&visit.office, &visit.who)?;
            let kept = find(visit, id)?;
            Ok(Record {
                key: key(Some(id)),
                title: kept.name.clone(),
                item: NavItem::Settings,
                asks: vec![
                    Ask::line("name", "Name"),
                    Ask::line("email", "Work email"),
                    Ask::one("role", "Role", roles()),
                    Ask::one("deputy", "Deputy", deputies(&staff, Some(id))),
                    Ask::tick("active", "May sign in"),
                ],
                now: fields(&PersonForm::of(&kept)),
            })
        })
        .await
}

/// The fields of the form as they are kept.
fn fields(form: &PersonForm) -> Fields {
    let fields = Fields::of([
        ("name", form.name.clone()),
        ("email", form.email.clone()),
        ("role", form.role.clone()),
        ("deputy", form.deputy.map(|deputy| deputy.to_string()).unwrap_or_default()),
    ]);
    if form.active { fields.with("active", vec!["yes".into()]) } else { fields }
}

/// What is said of somebody who was saved. No password is kept to be put back.
fn said(form: &PersonForm, id: Option<PersonId>) -> String {
    let done = format!("{} was {}.", form.name.trim(), if id.is_none() { "added" } else { "changed" });
    if id.is_none() || form.password.is_empty() {
        return done;
    }
    format!("{done} They have the new password; Undo does not bring the old one back.")
}

/// A change ends the sessions of the person changed; whoever changed themselves goes on working.
async fn done(visit: Visit, kept: PersonId, said: Said) -> Answer {
    let visit = if kept == visit.who.id() { signed_in_again(visit).await? } else { visit };
    visit.go(Section::People.href(), said)
}
