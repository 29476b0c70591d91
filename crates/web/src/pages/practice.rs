//! Practice: an office with made-up cases, apart from the council's own file. Whoever looks round
//! chooses whose part to play; there are no passwords, because nothing there is real.

use app::{Person, Problem};
use askama::Template;
use axum::{
    Router,
    http::StatusCode,
    routing::{get, post},
};
use domain::{PersonId, Role};

use super::caller::{Caller, landing};
use crate::{
    answer::{Answer, Failure},
    door::Door,
    form::Open,
    layout::Gate,
    visit::{FILE, PRACTICE_SESSION, cookie},
};

/// The pages.
pub fn routes() -> Router<Door> {
    Router::new()
        .route("/practice", get(show))
        .route("/practice/enter", post(enter))
        .route("/practice/be", post(be))
        .route("/practice/leave", post(leave))
}

#[derive(Template)]
#[template(path = "practice.html")]
struct Practice {
    gate: Gate,
    /// Whether this browser is in the practice file.
    inside: bool,
    /// Whether the council's own file is in use.
    set_up: bool,
    parts: Vec<Part>,
}

/// The people who play one role.
struct Part {
    role: Role,
    what: &'static str,
    people: Vec<Person>,
}

async fn show(caller: Caller) -> Answer {
    let inside = caller.office.council().practice;
    let parts = caller.run(move |caller| if inside { parts(&caller.office) } else { Ok(Vec::new()) }).await?;
    let page = Practice {
        gate: Gate { wide: true, ..caller.gate("Practice") },
        inside,
        set_up: caller.door.office.is_set_up(),
        parts,
    };
    caller.page(StatusCode::OK, &page)
}

fn parts(office: &app::Office) -> Result<Vec<Part>, Problem> {
    let people = office.read(|reading| Ok(reading.people()?))?;
    let of = |role: Role| people.iter().filter(move |person| person.active && person.role == role).cloned().collect();
    let parts = Role::ALL.into_iter().map(|role| Part { role, what: what(role), people: of(role) });
    Ok(parts.filter(|part| !part.people.is_empty()).collect())
}

/// What a role does all day.
fn what(role: Role) -> &'static str {
    match role {
        Role::Adviser => "Logs what customers say and acknowledges it.",
        Role::Champion => "Passes complaints on and watches the dates.",
        Role::Investigator => "Finds out what happened and writes the response.",
        Role::HeadOfService => "Names an investigator, checks the response and signs it off.",
        Role::HeadOfCustomerServices => "Answers for the whole.",
        Role::Administrator => "Keeps people, services, dates and mail.",
        Role::Reader => "Looks, and changes nothing.",
    }
}

async fn enter(caller: Caller, Open(_): Open) -> Answer {
    caller.run(|caller| caller.door.practice().map(|_| ())).await?;
    Caller::go(caller.jar.clone().add(cookie(FILE, "practice".into())), "/practice")
}

async fn be(caller: Caller, Open(fields): Open) -> Answer {
    if !caller.office.council().practice {
        return Err(Failure::forbidden("Only in practice can you be somebody else."));
    }
    let id = fields.number("person").map(PersonId);
    let (token, role) = caller.run(move |caller| play(caller, id)).await?;
    Caller::go(caller.with_session(token), landing(role))
}

fn play(caller: &Caller, id: Option<PersonId>) -> Result<(String, Role), Problem> {
    let known = caller.office.read(|reading| Ok(id.map(|id| reading.person(id)).transpose()?.flatten()))?;
    let person = known
        .filter(|person| person.active)
        .ok_or_else(|| Problem::NotFound("There is nobody like that in practice.".into()))?;
    if let Some(old) = caller.token() {
        app::sessions::sign_out(&caller.office, &old)?;
    }
    let role = person.role;
    let begun = app::sessions::begin(&caller.office, person, caller.now, &caller.door.chance())?;
    Ok((begun.token, role))
}

async fn leave(caller: Caller, Open(_): Open) -> Answer {
    caller
        .run(|caller| match caller.token().filter(|_| caller.office.council().practice) {
            Some(token) => app::sessions::sign_out(&caller.office, &token),
            None => Ok(()),
        })
        .await?;
    let jar = Caller::without(Caller::without(caller.jar.clone(), PRACTICE_SESSION), FILE);
    Caller::go(jar, "/sign-in")
}
