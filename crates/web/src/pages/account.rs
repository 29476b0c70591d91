//! One's own account: the password, and how pages look here.

use app::Problem;
use askama::Template;
use axum::{
    Router,
    routing::{get, post},
};
use axum_extra::extract::cookie::{Cookie, CookieJar};

use super::checked::checked;
use crate::{
    answer::{self, Answer, Failure},
    door::Door,
    form::Sent,
    layout::{Choice, Errors, Frame, TextSize, Theme},
    said::Said,
    visit::{Visit, cookie, office_of},
};

/// Cookie of the colours somebody chose on this computer.
const THEME: &str = "heard-theme";
/// Cookie of the text size somebody chose on this computer.
const TEXT_SIZE: &str = "heard-text";

/// The pages.
pub fn routes() -> Router<Door> {
    Router::new()
        .route("/account", get(show))
        .route("/account/password", post(password))
        .route("/account/look", post(look))
}

#[derive(Template)]
#[template(path = "account.html")]
struct Account {
    frame: Frame,
    errors: Errors,
    facts: Vec<(&'static str, String)>,
    theme: String,
    themes: Vec<Choice>,
    text_size: String,
    text_sizes: Vec<Choice>,
    practice: bool,
}

async fn show(visit: Visit) -> Answer {
    page(&visit, Errors::none()).await
}

async fn page(visit: &Visit, errors: Errors) -> Answer {
    let facts = visit.run(facts).await?;
    let error = if errors.is_empty() { "" } else { "Error: " };
    let page = Account {
        frame: visit.frame(&format!("{error}Your account"), None),
        facts,
        theme: theme(&visit.jar).attribute().unwrap_or_default().to_owned(),
        themes: vec![
            Choice::new("", "As the computer is set"),
            Choice::new("light", "Light"),
            Choice::new("dark", "Dark"),
        ],
        text_size: text_size(&visit.jar).attribute().unwrap_or_default().to_owned(),
        text_sizes: vec![Choice::new("", "Standard"), Choice::new("large", "Large"), Choice::new("larger", "Larger")],
        practice: visit.office.council().practice,
        errors,
    };
    if page.errors.is_empty() { answer::page(visit, &page) } else { answer::unprocessable(visit, &page) }
}

fn facts(visit: &Visit) -> Result<Vec<(&'static str, String)>, Problem> {
    let person = &visit.who.person;
    let actor = &visit.who.actor;
    let (services, people) = visit.office.read(|reading| Ok((reading.services()?, reading.people()?)))?;
    let named = |theirs: &dyn Fn(&domain::ServiceId) -> bool| {
        let names: Vec<&str> =
            services.iter().filter(|service| theirs(&service.id)).map(|service| service.name.as_str()).collect();
        names.join(", ")
    };
    let deputy =
        people.iter().find(|other| Some(other.id) == person.deputy).map(|other| other.name.clone()).unwrap_or_default();
    let facts = [
        ("Name", person.name.clone()),
        ("Role", visit.who.role().title().to_owned()),
        ("Email", person.email.clone()),
        ("Services you are the Head of", named(&|service| actor.heads.contains(service))),
        ("Services you sign for in the Head’s place", named(&|service| actor.deputises.contains_key(service))),
        ("Your deputy", deputy),
    ];
    Ok(facts.into_iter().filter(|(_, words)| !words.is_empty()).collect())
}

/// A changed password ends every session of this person; this one begins again.
async fn password(Sent { visit, fields }: Sent) -> Answer {
    let (old, new) = (fields.text("old").to_owned(), fields.text("new").to_owned());
    let changed = checked(&visit, move |visit| {
        app::people::change_password(&visit.office, &visit.who, &old, &new, &visit.door.chance())
    });
    match changed.await? {
        Ok(()) => signed_in_again(visit)
            .await?
            .go("/account", Said::new("Your password is changed. You are signed out everywhere else.")),
        Err(errors) => page(&visit, errors).await,
    }
}

async fn look(Sent { visit, fields }: Sent) -> Answer {
    let kept = |name: &'static str, value: &str| -> Cookie<'static> {
        let mut kept = cookie(name, value.to_owned());
        kept.make_permanent();
        kept
    };
    let jar = visit.jar.clone().add(kept(THEME, fields.text("theme"))).add(kept(TEXT_SIZE, fields.text("text_size")));
    Visit { jar, ..visit }.go("/account", Said::new("Saved for this computer."))
}

/// A new session in place of one that a change has ended.
pub async fn signed_in_again(visit: Visit) -> Result<Visit, Failure> {
    let begun = visit
        .run(|visit| {
            let person = visit.office.read(|reading| Ok(reading.person(visit.who.id())?))?;
            let person = person.filter(|person| person.active);
            person
                .map(|person| app::sessions::begin(&visit.office, person, visit.now, &visit.door.chance()))
                .transpose()
        })
        .await?;
    let (_, session) = office_of(&visit.door, &visit.jar);
    let jar = match begun {
        Some(begun) => visit.jar.clone().add(cookie(session, begun.token)),
        None => visit.jar.clone(),
    };
    Ok(Visit { jar, ..visit })
}

/// The colours chosen on this computer.
pub fn theme(jar: &CookieJar) -> Theme {
    match jar.get(THEME).map(Cookie::value) {
        Some("light") => Theme::Light,
        Some("dark") => Theme::Dark,
        Some(_) | None => Theme::Automatic,
    }
}

/// The text size chosen on this computer.
pub fn text_size(jar: &CookieJar) -> TextSize {
    match jar.get(TEXT_SIZE).map(Cookie::value) {
        Some("large") => TextSize::Large,
        Some("larger") => TextSize::Larger,
        Some(_) | None => TextSize::Standard,
    }
}
