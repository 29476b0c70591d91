//! What there is to choose from on the page.

use app::{Problem, Service, also, cases};
use domain::{
    behalf::Relation,
    feedback::{Channel, Kind, ReplyBy},
};

use super::typed::{ACTING, GROUP, NOT_SURE};
use crate::{layout::Choice, visit::Visit};

/// The large buttons, in the order of their keys.
pub fn kinds() -> Vec<Choice> {
    let choice = |kind: Kind| {
        let (words, hint) = match kind {
            Kind::Complaint => ("Complaint", "Something went wrong"),
            Kind::Compliment => ("Compliment", "Praise for us or staff"),
            Kind::Comment => ("Comment", "An idea or opinion"),
            Kind::ServiceRequest => ("Request", "Fix it, first report"),
        };
        Choice::new(kind.as_str(), words).with_hint(hint)
    };
    Kind::ALL.iter().copied().map(choice).collect()
}

/// How it came in.
pub fn channels() -> Vec<Choice> {
    Channel::ALL.iter().map(|channel| Choice::new(channel.as_str(), channel.title())).collect()
}

/// How they want our reply.
pub fn replies() -> Vec<Choice> {
    [ReplyBy::Letter, ReplyBy::Email, ReplyBy::Phone]
        .into_iter()
        .map(|way| Choice::new(way.as_str(), way.title()))
        .collect()
}

/// Who is telling us.
pub fn tellings() -> Vec<Choice> {
    vec![Choice::new("", "The customer"), Choice::new(ACTING, "Someone for them"), Choice::new(GROUP, "One of a group")]
}

/// What somebody who acts for the customer is to them.
pub fn relations() -> Vec<Choice> {
    let relation = |relation: &Relation| Choice::new(relation.as_str(), relation.title());
    std::iter::once(Choice::new("", "Choose")).chain(Relation::ALL.iter().map(relation)).collect()
}

/// What we should do differently for them.
pub fn needs() -> Vec<Choice> {
    vec![
        Choice::new("large-print", "Large print"),
        Choice::new("interpreter", "Interpreter"),
        Choice::new("helper", "Helper or advocate"),
    ]
}

/// The services, found by other words for them too, and "Not sure".
pub fn services(services: &[Service]) -> Vec<Choice> {
    let open = services.iter().filter(|service| service.active);
    let named =
        open.map(|service| Choice::new(service.id.to_string(), service.name.clone()).with_also(service.words.clone()));
    std::iter::once(Choice::default()).chain(named).chain([Choice::new(NOT_SURE, "Not sure")]).collect()
}

/// As whom they complain, where a procedure that is followed goes by it.
pub fn complainants(visit: &Visit) -> Result<Vec<Choice>, Problem> {
    let found = also::complainants(&visit.office)?;
    let not_said = (!found.is_empty()).then(not_said);
    Ok(not_said.into_iter().chain(found.into_iter().map(|each| Choice::new(each.id, each.title))).collect())
}

/// Nobody says as whom they complain.
pub fn not_said() -> Choice {
    Choice::new("", "Not said")
}

/// The wards, where the council has told us of any.
pub fn wards(visit: &Visit) -> Vec<Choice> {
    let wards = &visit.office.council().wards;
    if wards.is_empty() {
        return Vec::new();
    }
    std::iter::once(Choice::default()).chain(wards.iter().map(|ward| Choice::new(ward.clone(), ward.clone()))).collect()
}

/// Everybody on staff whom feedback can name, and nobody in particular.
pub fn staff(visit: &Visit) -> Result<Vec<Choice>, Problem> {
    let mut people = visit.office.read(|reading| Ok(reading.people()?))?;
    people.retain(|person| person.active);
    people.sort_by_key(|person| person.name.to_lowercase());
    Ok(std::iter::once(Choice::new("", "Nobody on our list")).chain(people.iter().map(Choice::person)).collect())
}

/// Who can be chosen to read a case that is hidden from most staff.
pub fn readers(visit: &Visit) -> Result<Vec<Choice>, Problem> {
    Ok(visit.office.read(cases::restrict_choices)?.iter().map(Choice::person).collect())
}

/// The services as they are kept.
pub fn kept_services(visit: &Visit) -> Result<Vec<Service>, Problem> {
    visit.office.read(|reading| Ok(reading.services()?))
}
