//! Giving a case to a Head of Service, and naming who investigates.

use app::{Person, Problem, Service, cases, cases::CaseFile};
use domain::{PersonId, ServiceId, act::ActKind, permission::Says, procedure::Route};

use super::{
    Asked, Form, Gone,
    fields::{Field, Shown, or_none},
};
use crate::{layout::Choice, pages::case::words_for};

pub(super) const FORMS: &[Form] = &[
    Form { path: "pass", act: ActKind::Pass, show: show_pass, perform: pass },
    Form { path: "nominate", act: ActKind::Nominate, show: show_nominate, perform: nominate },
];

fn show_pass(asked: &Asked<'_>) -> Result<Shown, Problem> {
    let services = services(asked)?;
    let choice = |service: &Service| {
        let head =
            service.head.map_or_else(|| "no Head of Service yet".to_owned(), |head| asked.file.name(head).to_owned());
        Choice::new(service.id.to_string(), format!("{}: {head}", service.name)).with_also(service.words.clone())
    };
    let known = asked.file.case.subject.service.map(|id| id.to_string()).unwrap_or_default();
    let choices = or_none("Choose a service", services.iter().map(choice).collect());
    let field = Field::pick("service", "Service", choices, asked.text("service", &known))
        .hint(told_by_email(asked, "Its Head of Service is told by email")?);
    let shown = Shown::new(words_for(asked.file, "pass"), "Give to the Head of Service");
    Ok(shown.say_if(routes(asked.file)).ask(field))
}

fn pass(asked: &Asked<'_>) -> Result<Gone, Problem> {
    let service = asked
        .fields
        .number("service")
        .map(ServiceId)
        .ok_or_else(|| Problem::field("service", "Choose the service it is about"))?;
    let done = cases::pass(&asked.visit.office, &asked.visit.who, asked.on(), service, asked.visit.now)?;
    Ok(asked.done(done.case.head.map_or_else(String::new, |head| format!("Given to {}.", asked.file.name(head)))))
}

fn show_nominate(asked: &Asked<'_>) -> Result<Shown, Problem> {
    let able = able_to_investigate(asked)?;
    let known = asked.file.case.investigator.map(|id| id.to_string()).unwrap_or_default();
    let choices = or_none("Choose a person", able.iter().map(Choice::person).collect());
    let field =
        Field::pick("investigator", "Who will find out what happened?", choices, asked.text("investigator", &known))
            .hint(told_by_email(asked, "They are told by email")?);
    let shown = Shown::new(words_for(asked.file, "nominate"), "Name the investigator");
    let says = Says::of(&asked.file.case, asked.file.book.procedure());
    let signs = if says.own_signature {
        "They find out what happened, write the response, sign and send it."
    } else {
        "They find out what happened and write the response. Whoever writes it cannot sign it off."
    };
    Ok(shown.say_if(routes(asked.file)).say(signs).ask(field))
}

fn nominate(asked: &Asked<'_>) -> Result<Gone, Problem> {
    let person = asked.fields.number("investigator").map(PersonId);
    let person = person.ok_or_else(|| Problem::field("investigator", "Choose who will find out what happened"))?;
    cases::nominate(&asked.visit.office, &asked.visit.who, asked.on(), person, asked.visit.now)?;
    Ok(asked.done(format!("{} investigates.", asked.file.name(person))))
}

/// Who can be named: in a later stage those its procedure lets.
fn able_to_investigate(asked: &Asked<'_>) -> Result<Vec<Person>, Problem> {
    asked.visit.office.read(|reading| cases::investigators(reading, &asked.file.case, &asked.file.book))
}

/// Who deals with a complaint about whom, where it names somebody and the procedure says so; else nothing.
pub(super) fn routes(file: &CaseFile) -> Option<String> {
    let (case, procedure) = (&file.case, file.book.procedure());
    let stage = case.journey(procedure).pop().filter(|_| case.staff_named.is_some() || case.named_staff.is_some());
    let title = |id: &str| procedure.officer_title(id).unwrap_or(id).to_owned();
    let route = |route: &Route| format!("about the {}, it goes to the {}", title(&route.about), title(&route.to));
    let routes: Vec<String> = stage.iter().flat_map(|stage| &stage.people.routes).map(route).collect();
    (!routes.is_empty()).then(|| format!("It names somebody. By the procedure: {}.", routes.join("; ")))
}

/// How somebody on staff hears of it: by email, or on Today alone while emails wait.
pub(super) fn told_by_email(asked: &Asked<'_>, otherwise: &'static str) -> Result<&'static str, Problem> {
    let waits = app::outbox::waits(&asked.visit.office)?;
    Ok(if waits { "It stands on their Today. Their email waits: the mail settings need attention" } else { otherwise })
}

/// The services that can be chosen.
pub(super) fn services(asked: &Asked<'_>) -> Result<Vec<Service>, Problem> {
    let services = asked.visit.office.read(|reading| Ok(reading.services()?))?;
    Ok(services.into_iter().filter(|service| service.active).collect())
}

/// Everybody on staff.
pub(super) fn people(asked: &Asked<'_>) -> Result<Vec<Person>, Problem> {
    let people = asked.visit.office.read(|reading| Ok(reading.people()?))?;
    Ok(people.into_iter().filter(|person| person.active).collect())
}
