//! Somebody leaves: what they have, and giving it to others in one act. Nobody is made inactive while
//! anything would be left without somebody who answers for it.

use std::collections::BTreeMap;

use domain::{
    Case, Date, Event, Moment, PersonId, Reference, Refusal, Role, ServiceId, StateKind, decide, event::Duty,
};
use store::{CaseRow, Filter, Order, Person, Reader, Reading, Seen, Service, Writing};

use crate::{
    Office, Problem, Who,
    cases::by_heard,
    people::{administrators_only, save_person},
};

/// More open cases than this of one person are handed over in rounds.
const MOST: u32 = 2000;

/// What somebody has who leaves.
#[derive(Debug, Clone)]
pub struct Leaving {
    /// Who.
    pub person: Person,
    /// The services they are the Head of.
    pub services: Vec<Service>,
    /// Their open cases, what is due first, first.
    pub cases: Vec<Had>,
    /// How many more of theirs are hidden from most staff; of these nothing else is told.
    pub hidden: usize,
    /// How many forms they began and did not send.
    pub unsent: usize,
    /// Who can be the Head of a service instead.
    pub heads: Vec<Person>,
    /// Who can investigate instead, or answer a later stage.
    pub others: Vec<Person>,
}

/// A case somebody has.
#[derive(Debug, Clone)]
pub struct Had {
    /// Which.
    pub reference: Reference,
    /// The service it is about, or nothing.
    pub service: String,
    /// Where it is.
    pub state: StateKind,
    /// The next date.
    pub due: Option<Date>,
    /// What they have of it.
    pub duties: Vec<Duty>,
}

/// Who gets what.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HandOverForm {
    /// The new Head of each service. They get its cases with it.
    pub heads: BTreeMap<ServiceId, PersonId>,
    /// Who gets each case.
    pub cases: BTreeMap<Reference, PersonId>,
    /// Who gets all the others, and those that are hidden.
    pub rest: Option<PersonId>,
}

/// What somebody has, and who could have it. Only for administrators, who see no case: they read
/// numbers, dates and services.
pub fn leaving(office: &Office, who: &Who, id: PersonId) -> Result<Leaving, Problem> {
    administrators_only(who)?;
    office.read(|reading| {
        let person = reading.person(id)?.ok_or_else(not_there)?;
        let rows = theirs(reading, id)?;
        let services = reading.services()?;
        let had = |row: &CaseRow| Had {
            reference: row.reference,
            service: services
                .iter()
                .find(|service| Some(service.id) == row.service)
                .map_or_else(String::new, |service| service.name.clone()),
            state: row.state,
            due: row.next_due,
            duties: duties(row, id),
        };
        let mut people = reading.people()?;
        people.retain(|other| other.active && other.id != id);
        people.sort_by_key(|other| other.name.to_lowercase());
        Ok(Leaving {
            person,
            cases: rows.iter().filter(|row| row.readers.is_none()).map(had).collect(),
            hidden: rows.iter().filter(|row| row.readers.is_some()).count(),
            unsent: reading.drafts(id)?.len(),
            heads: people.iter().filter(|other| other.role == Role::HeadOfService).cloned().collect(),
            others: people.into_iter().filter(|other| deals(other.role)).collect(),
            services: services.into_iter().filter(|service| service.active && service.head == Some(id)).collect(),
        })
    })
}

/// Gives everything somebody has to others, each of whom finds it among their notices, and makes
/// them inactive: all of it, or nothing. Gives the number of cases.
pub fn hand_over(office: &Office, who: &Who, id: PersonId, form: &HandOverForm, now: Moment) -> Result<usize, Problem> {
    administrators_only(who)?;
    office.store().write(|writing| {
        let person = writing.person(id)?.ok_or_else(not_there)?;
        new_heads(writing, who, id, form, now)?;
        let rows = theirs(writing, id)?;
        for row in &rows {
            let events = duties(row, id)
                .into_iter()
                .map(|duty| {
                    let to = receiver(writing, row, duty, id, form)?;
                    can_deal(office, writing, row, duty, &to)?;
                    let to = to.id;
                    Ok(Event::HandedOver { duty, from: id, to })
                })
                .collect::<Result<Vec<_>, Problem>>()?;
            by_heard(office, writing, row.reference, now, |_| events)?;
        }
        save_person(writing, Person { active: false, ..person })?;
        let detail = serde_json::json!({ "person": id, "cases": rows.len() }).to_string();
        writing.note_office_event(now, Some(who.id()), "person-left", &detail)?;
        Ok(rows.len())
    })
}

/// Refuses to make somebody inactive who has open cases.
pub(crate) fn nothing_left(reading: &Reading<'_>, id: PersonId) -> Result<(), Problem> {
    match theirs(reading, id)?.len() {
        0 => Ok(()),
        1 => Err(Problem::field("active", "They have 1 open case. Hand it over first")),
        many => Err(Problem::field("active", format!("They have {many} open cases. Hand them over first"))),
    }
}

fn new_heads(writing: &Writing<'_>, who: &Who, id: PersonId, form: &HandOverForm, now: Moment) -> Result<(), Problem> {
    for service in writing.services()?.into_iter().filter(|service| service.active && service.head == Some(id)) {
        let head = form.heads.get(&service.id).map(|head| writing.person(*head)).transpose()?.flatten();
        let able = |head: &Person| head.active && head.role == Role::HeadOfService && head.id != id;
        let head = head
            .filter(able)
            .ok_or_else(|| Problem::field("heads", format!("Choose another Head of Service for {}", service.name)))?;
        let detail = serde_json::json!({ "service": service.id, "head": head.id, "active": true }).to_string();
        writing.change_service(&Service { head: Some(head.id), ..service })?;
        writing.note_office_event(now, Some(who.id()), "service-kept", &detail)?;
    }
    Ok(())
}

/// Who gets a duty of a case.
fn receiver(
    reading: &Reading<'_>,
    row: &CaseRow,
    duty: Duty,
    id: PersonId,
    form: &HandOverForm,
) -> Result<Person, Problem> {
    let to = match duty {
        // Who was named to sign the answer has the case in the place of the Head.
        Duty::Head if row.appointed != Some(id) => {
            let service = reading.services()?.into_iter().find(|service| Some(service.id) == row.service);
            service.and_then(|service| service.head)
        }
        Duty::Head | Duty::Investigator | Duty::Appointed => form.cases.get(&row.reference).copied().or(form.rest),
    };
    let to = to.map(|to| reading.person(to)).transpose()?.flatten();
    let able = |to: &Person| to.active && to.id != id;
    to.filter(able).ok_or_else(|| Problem::field("rest", "Choose who gets the other cases"))
}

/// Nobody is given a complaint about themselves, nor a stage for which they may not have dealt with the one before, nor a
/// part that the procedure gives to another role. Which case it is is told of those that are not hidden.
fn can_deal(office: &Office, reading: &Reading<'_>, row: &CaseRow, duty: Duty, to: &Person) -> Result<(), Problem> {
    let history = reading.history(row.reference)?;
    let case = Case::replay(row.reference, &history).ok_or(Problem::NoSuchCase(row.reference))?;
    let book = office.rules_of(&case.under)?;
    let stage = case.journey(book.procedure()).pop();
    let roles = match (duty, stage) {
        (Duty::Investigator, _) => book.procedure().investigators(stage),
        (Duty::Head | Duty::Appointed, Some(stage)) if row.appointed.is_some() => book.procedure().signers(stage),
        (Duty::Head | Duty::Appointed, _) => vec![Role::HeadOfService],
    };
    let which = if row.readers.is_none() { row.reference.to_string() } else { "One that is hidden".to_owned() };
    let why = match decide::free_to_deal(&case, to.id, book.rules()) {
        Ok(()) if roles.contains(&to.role) => return Ok(()),
        Ok(()) => {
            let titles: Vec<&str> = roles.iter().map(|role| role.title()).collect();
            format!("{which} is for somebody in the role {}", titles.join(" or "))
        }
        Err(Refusal::HandledBefore) => format!("{which} is in a later stage, and {} dealt with it before", to.name),
        Err(_) => format!("{which} names {}", to.name),
    };
    Err(Problem::field("rest", format!("{why}: give that to somebody else")))
}

/// The open cases in which somebody has a duty.
fn theirs(reading: &Reading<'_>, id: PersonId) -> Result<Vec<CaseRow>, Problem> {
    let reader = Reader { person: id, heads: Vec::new(), deputises: Vec::new() };
    let named = Filter { open: Some(true), people: vec![id], seen_by: Seen::All, ..Filter::default() };
    let seen_by = Seen::Only { services: Vec::new(), investigator: Some(id), reader };
    let given = Filter { open: Some(true), seen_by, ..Filter::default() };
    let mut rows: Vec<CaseRow> = Vec::new();
    for filter in [named, given] {
        for line in reading.cases(&filter, Order::Due, None, MOST)? {
            let known = rows.iter().any(|row| row.reference == line.row.reference);
            if !known && !duties(&line.row, id).is_empty() {
                rows.push(line.row);
            }
        }
    }
    Ok(rows)
}

fn duties(row: &CaseRow, id: PersonId) -> Vec<Duty> {
    let all = [(Duty::Head, row.head), (Duty::Investigator, row.investigator), (Duty::Appointed, row.appointed)];
    all.into_iter().filter(|(_, person)| *person == Some(id)).map(|(duty, _)| duty).collect()
}

/// Whether somebody in this role investigates or signs by one procedure or another.
fn deals(role: Role) -> bool {
    match role {
        Role::Adviser | Role::Investigator | Role::HeadOfService | Role::HeadOfCustomerServices => true,
        Role::Champion | Role::Administrator | Role::Reader => false,
    }
}

fn not_there() -> Problem {
    Problem::NotFound("There is nobody like that. Look in the list of people.".into())
}
