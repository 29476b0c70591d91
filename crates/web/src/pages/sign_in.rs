//! Signing in and out. Whoever was signed out for idling comes back to where they were; whoever
//! signs out leaves no trace for the next person.

use app::Problem;
use askama::Template;
use axum::{
    Router,
    extract::Query,
    http::StatusCode,
    response::IntoResponse,
    routing::{get, post},
};
use domain::Role;
use serde::Deserialize;

use super::caller::{Caller, landing, own};
use crate::{
    answer::Answer,
    door::Door,
    form::{Open, Sent, encoded},
    layout::{Errors, Gate},
    said::Said,
};

/// The pages.
pub fn routes() -> Router<Door> {
    Router::new()
        .route("/sign-in", get(show).post(sign_in))
        .route("/sign-out", post(sign_out))
        .route("/stay", post(stay))
}

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignIn {
    gate: Gate,
    errors: Errors,
    to: String,
    email: String,
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    to: String,
}

async fn show(caller: Caller, Query(asked): Query<Asked>) -> Answer {
    if !caller.office.is_set_up() {
        return Caller::go(caller.jar, "/setup");
    }
    let who = caller.run(|caller| caller.who()).await?;
    if let Some(who) = who {
        return Caller::go(caller.jar, own(&asked.to).unwrap_or(landing(who.role())));
    }
    if caller.office.council().practice {
        return Caller::go(caller.jar, "/practice");
    }
    page(&caller, StatusCode::OK, &asked.to, "", Errors::none())
}

fn page(caller: &Caller, status: StatusCode, to: &str, email: &str, errors: Errors) -> Answer {
    let title = if errors.is_empty() { "Sign in" } else { "Error: Sign in" };
    let page = SignIn {
        gate: caller.gate(title),
        errors,
        to: own(to).unwrap_or_default().to_owned(),
        email: email.to_owned(),
    };
    caller.page(status, &page)
}

async fn sign_in(caller: Caller, Open(fields): Open) -> Answer {
    let (email, to) = (fields.text("email").to_owned(), fields.text("to").to_owned());
    let tried = caller.run(move |caller| tried(caller, fields.text("email"), fields.text("password"))).await?;
    match tried {
        Ok((token, role)) => Caller::go(caller.with_session(token), own(&to).unwrap_or(landing(role))),
        Err(words) => {
            let mut errors = Errors::none();
            errors.add("email", words);
            page(&caller, StatusCode::UNPROCESSABLE_ENTITY, &to, &email, errors)
        }
    }
}

/// A new session under a new token, or why not. A session the browser came with ends.
fn tried(caller: &Caller, email: &str, password: &str) -> Result<Result<(String, Role), String>, Problem> {
    match app::sessions::sign_in(&caller.office, email, password, caller.now, &caller.door.chance()) {
        Ok(begun) => {
            if let Some(old) = caller.token() {
                app::sessions::sign_out(&caller.office, &old)?;
            }
            let person = caller.office.read(|reading| Ok(reading.person(begun.person)?))?;
            let role = person
                .map(|person| person.role)
                .ok_or_else(|| Problem::Broken("A person vanished while signing in.".into()))?;
            Ok(Ok((begun.token, role)))
        }
        Err(Problem::NotAllowed(words)) => Ok(Err(words)),
        Err(problem) => Err(problem),
    }
}

async fn sign_out(caller: Caller, Open(fields): Open) -> Answer {
    caller.run(|caller| caller.token().map_or(Ok(()), |token| app::sessions::sign_out(&caller.office, &token))).await?;
    let council = caller.office.council();
    let jar = Caller::without(caller.jar.clone(), caller.session);
    if council.practice {
        return Caller::go(jar, "/practice");
    }
    if fields.text("idle") != "1" {
        return Caller::go(jar.add(Said::new("You are signed out.").cookie()), "/sign-in");
    }
    let said = format!(
        "You were signed out because nothing was typed for {} minutes. What you typed is kept.",
        council.idle_minutes
    );
    let from = caller.from.as_deref().unwrap_or_default();
    let to = own(fields.text("to")).or(own(from)).map(|to| format!("?to={}", encoded(to))).unwrap_or_default();
    Caller::go(jar.add(Said::new(said).cookie()), &format!("/sign-in{to}"))
}

/// Somebody is typing: reading who they are has kept the session alive.
async fn stay(_sent: Sent) -> Answer {
    Ok(StatusCode::NO_CONTENT.into_response())
}
