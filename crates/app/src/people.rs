//! People and services: added, changed, never deleted, because the history names them.

use domain::{Moment, PersonId, Role, ServiceId};
use store::{Person, Reading, Service, Writing};

use crate::{FieldError, Office, Problem, Who, audit, handover, passwords};

/// A person as typed into a form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PersonForm {
    /// Full name.
    pub name: String,
    /// Address they sign in with.
    pub email: String,
    /// Stored name of the role.
    pub role: String,
    /// New password; empty leaves it as it is.
    pub password: String,
    /// Who may sign for them.
    pub deputy: Option<PersonId>,
    /// Whether they may sign in.
    pub active: bool,
}

/// A service as typed into a form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ServiceForm {
    /// Its name.
    pub name: String,
    /// Other words people use for it: "bins recycling rubbish".
    pub words: String,
    /// What it is about, where procedures tell matters apart by it.
    pub subject: String,
    /// Its Head.
    pub head: Option<PersonId>,
    /// Whether new cases may be about it.
    pub active: bool,
}

impl PersonForm {
    /// The form of a person as they are kept, without their password.
    pub fn of(person: &Person) -> PersonForm {
        PersonForm {
            name: person.name.clone(),
            email: person.email.clone(),
            role: person.role.as_str().into(),
            password: String::new(),
            deputy: person.deputy,
            active: person.active,
        }
    }
}

impl ServiceForm {
    /// The form of a service as it is kept.
    pub fn of(service: &Service) -> ServiceForm {
        ServiceForm {
            name: service.name.clone(),
            words: service.words.clone(),
            subject: service.subject.clone(),
            head: service.head,
            active: service.active,
        }
    }
}

/// Adds a person or, with an id, changes one. A new password or role ends their sessions. `seen` is
/// the person as they were when the form was opened: changed since, they are not written over.
pub fn keep_person(
    office: &Office,
    who: &Who,
    id: Option<PersonId>,
    form: &PersonForm,
    seen: Option<&PersonForm>,
    salt: &[u8; 16],
    now: Moment,
) -> Result<PersonId, Problem> {
    administrators_only(who)?;
    office.store().write(|writing| {
        let kept = id.map(|id| writing.person(id)).transpose()?.flatten();
        if kept.as_ref().zip(seen).is_some_and(|(kept, seen)| PersonForm::of(kept) != *seen) {
            return Err(audit::changed(writing, "person-kept", id.map(|id| ("person", id.0.into())), now)?);
        }
        let person = checked_person(writing, id, form, salt)?;
        let kept = save_person(writing, person)?;
        let detail = serde_json::json!({ "person": kept, "role": form.role, "active": form.active }).to_string();
        writing.note_office_event(now, Some(who.id()), "person-kept", &detail)?;
        Ok(kept)
    })
}

/// Adds a service or, with an id, changes one, unless it is not as it was `seen`.
pub fn keep_service(
    office: &Office,
    who: &Who,
    id: Option<ServiceId>,
    form: &ServiceForm,
    seen: Option<&ServiceForm>,
    now: Moment,
) -> Result<ServiceId, Problem> {
    administrators_only(who)?;
    office.store().write(|writing| {
        let kept = writing.services()?.into_iter().find(|service| Some(service.id) == id);
        if kept.as_ref().zip(seen).is_some_and(|(kept, seen)| ServiceForm::of(kept) != *seen) {
            return Err(audit::changed(writing, "service-kept", id.map(|id| ("service", id.0.into())), now)?);
        }
        let service = checked_service(writing, id, form)?;
        let kept = save_service(writing, service)?;
        let detail = serde_json::json!({ "service": kept, "head": form.head, "active": form.active }).to_string();
        writing.note_office_event(now, Some(who.id()), "service-kept", &detail)?;
        Ok(kept)
    })
}

/// Changes one's own password.
pub fn change_password(office: &Office, who: &Who, old: &str, new: &str, salt: &[u8; 16]) -> Result<(), Problem> {
    if !passwords::matches(old, who.person.password.as_deref()) {
        return Err(Problem::field("old", "This is not your password now"));
    }
    let errors: Vec<FieldError> = password_error(new).into_iter().map(|words| FieldError::new("new", words)).collect();
    if !errors.is_empty() {
        return Err(Problem::Invalid(errors));
    }
    let password = Some(passwords::hash(new, salt)?);
    office.store().write(|writing| {
        let now = writing.person(who.id())?.filter(|now| now.password == who.person.password);
        let now = now.ok_or_else(|| Problem::field("old", "This is not your password now"))?;
        writing.change_person(&Person { password, ..now })?;
        Ok::<_, Problem>(writing.end_sessions_of(who.id())?)
    })
}

/// Only an administrator changes settings.
pub fn administrators_only(who: &Who) -> Result<(), Problem> {
    match who.role() {
        Role::Administrator => Ok(()),
        Role::Adviser
        | Role::Champion
        | Role::Investigator
        | Role::HeadOfService
        | Role::HeadOfCustomerServices
        | Role::Reader => Err(Problem::NotAllowed("Only an administrator can change this. Ask yours.".into())),
    }
}

/// Settings are read by administrators and by the Head of Customer Services.
pub fn settings_readers_only(who: &Who) -> Result<(), Problem> {
    match who.role() {
        Role::Administrator | Role::HeadOfCustomerServices => Ok(()),
        Role::Adviser | Role::Champion | Role::Investigator | Role::HeadOfService | Role::Reader => {
            Err(Problem::NotAllowed("Only an administrator can open the settings. Ask yours.".into()))
        }
    }
}

/// Everybody who may use Heard, and the services they answer for.
#[derive(Debug, Clone)]
pub struct Staff {
    /// By name.
    pub people: Vec<Person>,
    /// By name.
    pub services: Vec<Service>,
}

/// People and services for the settings pages.
pub fn staff(office: &Office, who: &Who) -> Result<Staff, Problem> {
    settings_readers_only(who)?;
    let (mut people, mut services) = office.read(|reading| Ok((reading.people()?, reading.services()?)))?;
    people.sort_by_key(|person| (!person.active, person.name.to_lowercase()));
    services.sort_by_key(|service| (!service.active, service.name.to_lowercase()));
    Ok(Staff { people, services })
}

pub(crate) fn checked_person(
    reading: &Reading<'_>,
    id: Option<PersonId>,
    form: &PersonForm,
    salt: &[u8; 16],
) -> Result<Person, Problem> {
    let before = id.map(|id| reading.person(id)).transpose()?.flatten();
    let mut errors = Vec::new();
    if form.name.trim().is_empty() {
        errors.push(FieldError::new("name", "Give the person's name"));
    }
    let email = form.email.trim();
    if mail::Mailbox::new(form.name.trim(), email).is_err() {
        errors.push(FieldError::new("email", "Give an email address, such as name@council.gov.uk"));
    } else if reading.person_by_email(email)?.is_some_and(|other| Some(other.id) != id) {
        errors.push(FieldError::new("email", "Somebody else has this email address"));
    }
    let role = Role::named(&form.role);
    if role.is_none() {
        errors.push(FieldError::new("role", "Choose a role"));
    }
    let password = match (form.password.is_empty(), &before) {
        (true, Some(before)) => before.password.clone(),
        (_, _) => match password_error(&form.password) {
            Some(words) => {
                errors.push(FieldError::new("password", words));
                None
            }
            None => Some(passwords::hash(&form.password, salt)?),
        },
    };
    let Some(role) = role.filter(|_| errors.is_empty()) else { return Err(Problem::Invalid(errors)) };
    Ok(Person {
        id: id.unwrap_or(PersonId(0)),
        name: form.name.trim().to_owned(),
        email: email.to_owned(),
        role,
        active: form.active,
        deputy: form.deputy.filter(|deputy| Some(*deputy) != id),
        password,
        last_seen: before.and_then(|before| before.last_seen),
    })
}

pub(crate) fn save_person(writing: &Writing<'_>, person: Person) -> Result<PersonId, Problem> {
    if person.id == PersonId(0) {
        return Ok(writing.add_person(&person)?);
    }
    let last_administrator = |reading: &Reading<'_>| -> Result<bool, Problem> {
        let others = reading.people()?.into_iter().filter(|other| other.id != person.id);
        Ok(!others.into_iter().any(|other| other.active && other.role == Role::Administrator))
    };
    if (person.role != Role::Administrator || !person.active) && last_administrator(writing)? {
        return Err(Problem::field("role", "There must be an administrator: name another one first"));
    }
    if !person.active {
        handover::nothing_left(writing, person.id)?;
    }
    let leads = writing.services()?.into_iter().find(|service| service.active && service.head == Some(person.id));
    if let Some(service) = leads.filter(|_| person.role != Role::HeadOfService || !person.active) {
        let words = format!("They are the Head of {}: name another Head for it first", service.name);
        return Err(Problem::field("role", words));
    }
    writing.change_person(&person)?;
    writing.forget_tries(&person.email)?;
    writing.end_sessions_of(person.id)?;
    Ok(person.id)
}

pub(crate) fn checked_service(
    reading: &Reading<'_>,
    id: Option<ServiceId>,
    form: &ServiceForm,
) -> Result<Service, Problem> {
    let name = form.name.trim();
    if name.is_empty() {
        return Err(Problem::field("name", "Give the name of the service"));
    }
    if reading.services()?.iter().any(|other| other.name.eq_ignore_ascii_case(name) && Some(other.id) != id) {
        return Err(Problem::field("name", "There is a service with this name"));
    }
    let head = form.head.map(|head| reading.person(head)).transpose()?.flatten();
    if form.head.is_some() && !head.is_some_and(|head| head.active && head.role == Role::HeadOfService) {
        return Err(Problem::field("head", "Choose a Head of Service"));
    }
    Ok(Service {
        id: id.unwrap_or(ServiceId(0)),
        name: name.to_owned(),
        words: form.words.trim().to_owned(),
        subject: form.subject.trim().to_lowercase(),
        head: form.head,
        active: form.active,
    })
}

pub(crate) fn save_service(writing: &Writing<'_>, service: Service) -> Result<ServiceId, Problem> {
    if service.id == ServiceId(0) {
        return Ok(writing.add_service(&service)?);
    }
    writing.change_service(&service)?;
    Ok(service.id)
}

fn password_error(password: &str) -> Option<String> {
    let short = password.chars().count() < passwords::SHORTEST;
    short.then(|| {
        format!("Choose a password of at least {} characters; three words make a good one", passwords::SHORTEST)
    })
}
