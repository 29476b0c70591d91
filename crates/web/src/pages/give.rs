//! Giving the cases that were ticked in a list: what will happen to each, and what came of it.

use app::{
    Problem,
    cases::{self, Give, Given, On},
};
use askama::Template;
use axum::{Router, extract::RawQuery, routing::get};
use domain::{ActKind, PersonId, Reference, ServiceId};

use crate::{
    answer::{self, Answer, Failure},
    door::Door,
    form::{Fields, Sent},
    layout::{Choice, Errors, Frame, NavItem},
    visit::Visit,
};

/// The addresses of this page.
pub fn routes() -> Router<Door> {
    Router::new().route("/cases/give", get(ask).post(give))
}

#[derive(Template)]
#[template(path = "give.html")]
struct GivePage {
    frame: Frame,
    errors: Errors,
    heading: String,
    /// The cases, as the form sends them again.
    cases: Vec<String>,
    choices: Vec<Choice>,
    to: String,
    /// The name behind `to`; empty until somebody is chosen.
    name: String,
    rows: Vec<Row>,
    /// How many can be given.
    able: usize,
    done: bool,
    email_waits: bool,
}

/// A case, and what happens to it.
struct Row {
    reference: String,
    title: String,
    /// Why it is not given; nothing where it is.
    refused: Option<String>,
    /// The name of the service it leaves for another.
    leaves: String,
}

async fn ask(visit: Visit, RawQuery(query): RawQuery) -> Answer {
    let fields = Fields::parse(query.unwrap_or_default().as_bytes());
    let on = ticked(&fields);
    let to = fields.text("to").to_owned();
    let (choices, looked) = visit
        .run({
            let (on, to) = (on.clone(), to.clone());
            move |visit| {
                let references: Vec<Reference> = on.iter().map(|on| on.reference).collect();
                let look = |give| cases::look(&visit.office, &visit.who, give, &references, visit.now);
                Ok((choices(visit)?, give_of(&to).map(look).transpose()?))
            }
        })
        .await?;
    let mut errors = Errors::none();
    if fields.has("to") && looked.is_none() {
        errors.add("to", "Choose who gets the cases");
    }
    let heading = match on.len() {
        0 => "No case is ticked".to_owned(),
        1 => "Give 1 case".to_owned(),
        many => format!("Give {many} cases"),
    };
    show(&visit, Shown { heading, on, choices, to, given: looked.unwrap_or_default(), done: false }, errors)
}

async fn give(Sent { visit, fields }: Sent) -> Answer {
    let (on, to) = (ticked(&fields), fields.text("to").to_owned());
    let (choices, given) = visit
        .run({
            let (on, to) = (on.clone(), to.clone());
            move |visit| {
                let give =
                    give_of(&to).ok_or_else(|| Problem::NotFound("Nobody was chosen. Go back and choose.".into()))?;
                Ok((choices(visit)?, cases::give(&visit.office, &visit.who, give, &on, visit.now)?))
            }
        })
        .await?;
    let able = given.iter().filter(|given| given.outcome.is_ok()).count();
    let heading = match (able, given.len()) {
        (0, _) => "No case was given".to_owned(),
        (able, all) if able == all && all == 1 => "1 case was given".to_owned(),
        (able, all) if able == all => format!("{all} cases were given"),
        (able, all) => format!("{able} of {all} cases were given"),
    };
    show(&visit, Shown { heading, on, choices, to, given, done: true }, Errors::none())
}

/// What the page is made of.
struct Shown {
    heading: String,
    on: Vec<On>,
    choices: Vec<Choice>,
    to: String,
    given: Vec<Given>,
    done: bool,
}

fn show(visit: &Visit, shown: Shown, errors: Errors) -> Answer {
    let Shown { heading, on, choices, to, given, done } = shown;
    let title = if errors.is_empty() { heading.clone() } else { format!("Error: {heading}") };
    let frame = Frame { help: "/help/cases".into(), ..visit.frame(&title, Some(NavItem::Cases)) };
    let cases = if given.is_empty() {
        on.iter().map(|on| on.reference.to_string()).collect()
    } else {
        given.iter().filter(|given| given.outcome.is_ok()).map(sent).collect()
    };
    let name = choices.iter().find(|choice| !to.is_empty() && choice.value == to).map(|choice| choice.also.clone());
    let page = GivePage {
        email_waits: app::outbox::waits(&visit.office).map_err(|problem| Failure::new(problem, visit.clone()))?,
        able: given.iter().filter(|given| given.outcome.is_ok()).count(),
        rows: given.into_iter().map(row).collect(),
        name: name.unwrap_or_default(),
        frame,
        errors,
        heading,
        cases,
        choices,
        to,
        done,
    };
    if page.errors.is_empty() { answer::page(visit, &page) } else { answer::unprocessable(visit, &page) }
}

fn row(given: Given) -> Row {
    let reference = given.reference.to_string();
    let title = if given.title.trim().is_empty() { format!("Case {reference}") } else { given.title };
    Row { reference, title, refused: given.outcome.err(), leaves: given.leaves }
}

/// "2026-0412.7": the case, and how much of its history was seen.
fn sent(given: &Given) -> String {
    format!("{}.{}", given.reference, given.seen.unwrap_or_default())
}

fn ticked(fields: &Fields) -> Vec<On> {
    let read = |text: &String| {
        let (reference, seen) = text.split_once('.').unwrap_or((text, ""));
        Some(On { reference: reference.parse().ok()?, seen: seen.parse().ok() })
    };
    fields.all("case").iter().filter_map(read).take(cases::MOST).collect()
}

/// "service-3" or "person-7".
fn give_of(to: &str) -> Option<Give> {
    match to.split_once('-')? {
        ("service", id) => id.parse().ok().map(|id| Give::ToHeadOf(ServiceId(id))),
        ("person", id) => id.parse().ok().map(|id| Give::ToInvestigator(PersonId(id))),
        _ => None,
    }
}

/// Who may get cases from this person. The name alone is in `also`.
fn choices(visit: &Visit) -> Result<Vec<Choice>, Problem> {
    let ways = cases::ways(&visit.who);
    if ways.is_empty() {
        return Err(Problem::NotAllowed(
            "Cases are given by Customer Champions and Heads of Service. Ask one of them.".into(),
        ));
    }
    let (services, people) = visit.office.read(|reading| Ok((reading.services()?, reading.people()?)))?;
    let mut choices = vec![Choice::new("", "Choose who gets them")];
    if ways.contains(&ActKind::Pass) {
        let head =
            |service: &app::Service| people.iter().find(|person| Some(person.id) == service.head && person.active);
        choices.extend(services.iter().filter(|service| service.active).filter_map(|service| {
            let name = &head(service)?.name;
            Some(
                Choice::new(format!("service-{}", service.id), format!("{}: {name}", service.name))
                    .with_also(name.clone()),
            )
        }));
    }
    if ways.contains(&ActKind::Nominate) {
        let roles = app::cases::investigating_roles(&visit.office)?;
        let able = people.iter().filter(|person| person.active && roles.contains(&person.role));
        choices.extend(able.map(|person| {
            let words = format!("{} investigates", person.name);
            Choice::new(format!("person-{}", person.id), words).with_also(person.name.clone())
        }));
    }
    Ok(choices)
}
