//! People: who signs in, with which role, and who signs for whom.

use std::collections::BTreeMap;

use app::{
    Person, Problem,
    people::{PersonForm, Staff},
};
use askama::Template;
use axum::{Router, extract::Path, routing::get};
use domain::{PersonId, Role};

use super::{Section, Shell, frame, shell};
use crate::{
    answer::{self, Answer},
    door::Door,
    form::{Fields, Sent},
    layout::{Choice, Errors, Frame},
    pages::{account::signed_in_again, checked::checked},
    said::Said,
    visit::Visit,
    words,
};

pub(super) fn routes() -> Router<Door> {
    Router::new()
        .route("/settings/people", get(list))
        .route("/settings/people/new", get(new).post(add))
        .route("/settings/people/{id}", get(one).post(change))
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
}

async fn new(visit: Visit) -> Answer {
    let form = PersonForm { active: true, ..PersonForm::default() };
    show(&visit, None, form, Errors::none()).await
}

async fn one(Path(id): Path<i64>, visit: Visit) -> Answer {
    let id = PersonId(id);
    let person = visit.run(move |visit| find(visit, id)).await?;
    let form = PersonForm {
        name: person.name,
        email: person.email,
        role: person.role.as_str().into(),
        password: String::new(),
        deputy: person.deputy,
        active: person.active,
    };
    show(&visit, Some(id), form, Errors::none()).await
}

fn find(visit: &Visit, id: PersonId) -> Result<Person, Problem> {
    let people = app::people::staff(&visit.office, &visit.who)?.people;
    people
        .into_iter()
        .find(|person| person.id == id)
        .ok_or_else(|| Problem::NotFound("There is nobody like that. Look in the list of people.".into()))
}

async fn show(visit: &Visit, id: Option<PersonId>, form: PersonForm, errors: Errors) -> Answer {
    let staff = visit
        .run(|visit| {
            app::people::administrators_only(&visit.who).and_then(|()| app::people::staff(&visit.office, &visit.who))
        })
        .await?;
    let page = OnePerson {
        frame: frame(visit, Section::People, &errors),
        shell: shell(visit, Section::People),
        action: id.map_or_else(|| "/settings/people/new".into(), |id| format!("/settings/people/{id}")),
        new: id.is_none(),
        heading: id.map_or_else(|| "Add a person".into(), |_| form.name.clone()),
        deputy: form.deputy.map(|deputy| deputy.to_string()).unwrap_or_default(),
        deputies: deputies(&staff, id),
        roles: roles(),
        form,
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
    let choice =
        |person: &Person| Choice::new(person.id.to_string(), format!("{}, {}", person.name, person.role.title()));
    std::iter::once(Choice::new("", "Nobody")).chain(others.map(choice)).collect()
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

async fn keep(Sent { visit, fields }: Sent, id: Option<PersonId>) -> Answer {
    let form = read(&fields);
    let typed = form.clone();
    if let Some(id) = id {
        visit.run(move |visit| find(visit, id).map(|_| ())).await?;
    }
    let kept = checked(&visit, move |visit| {
        app::people::keep_person(&visit.office, &visit.who, id, &form, &visit.door.chance(), visit.now)
    });
    match kept.await? {
        Ok(kept) => done(visit, kept, id.is_none(), &typed).await,
        Err(errors) => show(&visit, id, PersonForm { password: String::new(), ..typed }, errors).await,
    }
}

/// A change ends the sessions of the person changed; whoever changed themselves goes on working.
async fn done(visit: Visit, kept: PersonId, added: bool, form: &PersonForm) -> Answer {
    let said = Said::new(format!("{} was {}.", form.name.trim(), if added { "added" } else { "changed" }));
    let visit = if kept == visit.who.id() { signed_in_again(visit).await? } else { visit };
    visit.go(Section::People.href(), said)
}
