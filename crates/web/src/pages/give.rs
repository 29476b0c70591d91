//! Giving the cases that were ticked in a list: what will happen to each, what came of it, and taking it back.

use app::{
    Problem,
    cases::{self, Give, Given, On},
};
use askama::Template;
use axum::{Router, extract::RawQuery, response::Redirect, routing::get};
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
    Router::new()
        .route("/cases/give", get(ask).post(give))
        .route("/cases/give/undo", get(async || Redirect::to("/cases")).post(take_back))
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
    /// To whom, in words; empty until somebody is chosen.
    name: String,
    rows: Vec<Row>,
    /// How many can be given.
    able: usize,
    /// How many can be taken back, as the form sends them.
    undo: Vec<String>,
    stage: Stage,
    email_waits: bool,
}

/// How far it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Who gets them, and what would happen.
    Asking,
    /// They were given.
    Given,
    /// That was undone.
    TakenBack,
}

/// A case, and what happens to it.
struct Row {
    reference: String,
    title: String,
    /// Why it is not given; nothing where it is.
    refused: Option<String>,
    /// Who gets it.
    to: String,
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
    let given = looked.unwrap_or_default();
    show(&visit, Shown { heading, on, choices, to, given, stage: Stage::Asking }, errors)
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
    let heading = happened(&given, "given");
    show(&visit, Shown { heading, on, choices, to, given, stage: Stage::Given }, Errors::none())
}

/// Takes back what can still be taken back of what was given at once.
async fn take_back(Sent { visit, fields }: Sent) -> Answer {
    let acts: Vec<(Reference, u32)> =
        ticked(&fields).into_iter().filter_map(|on| Some((on.reference, on.seen?))).collect();
    let given = visit.run(move |visit| cases::undo_many(&visit.office, &visit.who, &acts, visit.now)).await?;
    let heading = happened(&given, "taken back");
    let shown =
        Shown { heading, on: Vec::new(), choices: Vec::new(), to: String::new(), given, stage: Stage::TakenBack };
    show(&visit, shown, Errors::none())
}

/// "3 of 4 cases were given".
fn happened(given: &[Given], what: &str) -> String {
    let able = given.iter().filter(|given| given.outcome.is_ok()).count();
    match (able, given.len()) {
        (0, _) => format!("No case was {what}"),
        (able, all) if able == all && all == 1 => format!("1 case was {what}"),
        (able, all) if able == all => format!("{all} cases were {what}"),
        (able, all) => format!("{able} of {all} cases were {what}"),
    }
}

/// What the page is made of.
struct Shown {
    heading: String,
    on: Vec<On>,
    choices: Vec<Choice>,
    to: String,
    given: Vec<Given>,
    stage: Stage,
}

fn show(visit: &Visit, shown: Shown, errors: Errors) -> Answer {
    let Shown { heading, on, choices, to, given, stage } = shown;
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
        undo: given.iter().filter_map(|given| Some(format!("{}.{}", given.reference, given.undo?))).collect(),
        rows: given.into_iter().map(row).collect(),
        name: name.unwrap_or_default(),
        frame,
        errors,
        heading,
        cases,
        choices,
        to,
        stage,
    };
    if page.errors.is_empty() { answer::page(visit, &page) } else { answer::unprocessable(visit, &page) }
}

fn row(given: Given) -> Row {
    let reference = given.reference.to_string();
    let title = if given.title.trim().is_empty() { format!("Case {reference}") } else { given.title };
    Row { reference, title, refused: given.outcome.err(), to: given.to, leaves: given.leaves }
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

/// The value of the choice that gives each case to the Head of its own service.
const OWN_HEADS: &str = "own-heads";

/// "service-3", "person-7" or [`OWN_HEADS`].
fn give_of(to: &str) -> Option<Give> {
    if to == OWN_HEADS {
        return Some(Give::ToOwnHeads);
    }
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
        choices.push(
            Choice::new(OWN_HEADS, "Each to the Head of its own service").with_also("the Heads of their own services"),
        );
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
