//! Hiding a case from most staff, showing it to all again, and who may see it while it is hidden.

use domain::{Act, Case, Moment, PersonId, Reference, Role, permission};
use store::{Person, Reading};

use super::{
    acts::{On, needed, simple},
    at_case::{AtCase, Done},
};
use crate::{Office, Problem, Who, sessions};

/// Who may see a case from now on, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RestrictForm {
    /// These, besides those it was given to.
    pub people: Vec<PersonId>,
    /// The member of staff it complains of.
    pub named_staff: Option<PersonId>,
    /// Why it is hidden.
    pub reason: String,
}

/// Hides a case from all but a few. A second time it takes the place of the first.
pub fn restrict(office: &Office, who: &Who, on: On, form: &RestrictForm, now: Moment) -> Result<Done, Problem> {
    simple(office, who, on, now, |at| hiding(at, form))
}

/// Shows a case to everybody again who works on cases. Whoever it names stays out of it.
pub fn unrestrict(office: &Office, who: &Who, on: On, reason: &str, now: Moment) -> Result<Done, Problem> {
    let reason = needed("reason", reason, "Say why everybody may see it")?;
    simple(office, who, on, now, |at| Ok(Act::Unrestrict { reason: at.keep(reason)? }))
}

/// The act of a form, for the transaction of another act. It comes last there: whoever does it need
/// not be among those who see the case afterwards.
pub(super) fn hiding(at: &AtCase<'_>, form: &RestrictForm) -> Result<Act, Problem> {
    let reason = needed("reason", &form.reason, "Say why it is hidden")?;
    check_people(&choices(at.writing())?, form)?;
    Ok(Act::Restrict { people: form.people.clone(), named_staff: form.named_staff, reason: at.keep(reason)? })
}

/// Somebody must be left who can show it again and keep it moving.
fn check_people(choices: &[Person], form: &RestrictForm) -> Result<(), Problem> {
    let listed = |person: &&Person| form.people.contains(&person.id) && Some(person.id) != form.named_staff;
    let known = form.people.iter().all(|id| choices.iter().any(|person| person.id == *id));
    if !known {
        return Err(Problem::field("people", "Choose people from the list"));
    }
    if !choices.iter().filter(listed).any(|person| oversees(person.role)) {
        let words = "Choose at least one Customer Champion or the Head of Customer Services, who keep it moving";
        return Err(Problem::field("people", words));
    }
    Ok(())
}

/// Whom a list can be made of: everybody who works on cases, those who oversee them first, then
/// those who see every case that is not hidden. The Head of the service and the investigator need
/// not be listed; another Head of Service or investigator sees the case only if they are.
pub fn choices(reading: &Reading<'_>) -> Result<Vec<Person>, Problem> {
    let place = |role| match role {
        Role::Champion | Role::HeadOfCustomerServices => Some(0),
        Role::Adviser | Role::Reader => Some(1),
        Role::HeadOfService | Role::Investigator => Some(2),
        Role::Administrator => None,
    };
    let mut people = reading.people()?;
    people.retain(|person| person.active && place(person.role).is_some());
    people.sort_by_key(|person| (place(person.role), person.name.to_lowercase()));
    Ok(people)
}

/// Who is ticked on a form that hides new feedback, until somebody changes it: those who oversee,
/// and whoever took it down.
pub fn usual_readers(reading: &Reading<'_>, who: &Who) -> Result<Vec<PersonId>, Problem> {
    let usual = |person: &Person| oversees(person.role) || person.id == who.id();
    Ok(choices(reading)?.into_iter().filter(usual).map(|person| person.id).collect())
}

/// Who reads a complaint that the procedure seals, besides the Head of its service: those who oversee all cases, and where
/// there is none whoever took it down. With the member of staff it names in these words, where that is plainly one of
/// them; nobody who may be meant reads it.
pub(super) fn sealed_for(
    reading: &Reading<'_>,
    who: &Who,
    named: &str,
) -> Result<(Vec<PersonId>, Option<PersonId>), Problem> {
    let named = named.to_lowercase();
    let people = reading.people()?;
    let meant: Vec<PersonId> =
        people.iter().filter(|person| named.contains(&person.name.to_lowercase())).map(|person| person.id).collect();
    let choices = choices(reading)?;
    let free = |person: &&Person| !meant.contains(&person.id);
    let overseers = choices.iter().filter(free).filter(|person| oversees(person.role)).map(|person| person.id);
    let mut readers: Vec<PersonId> = overseers.collect();
    if readers.is_empty() {
        readers.push(who.id());
    }
    let named_staff = match meant.as_slice() {
        [one] => Some(*one),
        _ => None,
    };
    Ok((readers, named_staff))
}

fn oversees(role: Role) -> bool {
    match role {
        Role::Champion | Role::HeadOfCustomerServices => true,
        Role::Adviser | Role::Investigator | Role::HeadOfService | Role::Administrator | Role::Reader => false,
    }
}

/// Who may see a hidden case now, those who oversee all cases first; nobody in particular where it
/// is not hidden.
pub(super) fn readers(reading: &Reading<'_>, case: &Case) -> Result<Vec<Person>, Problem> {
    let Some(restriction) = &case.restriction else { return Ok(Vec::new()) };
    let services = reading.services()?;
    let head = services.iter().find(|service| Some(service.id) == case.subject.service).and_then(|found| found.head);
    let deputy = head.map(|head| reading.person(head)).transpose()?.flatten().and_then(|head| head.deputy);
    let mut ids: Vec<PersonId> = restriction.people.clone();
    ids.extend([case.investigator, case.appointed, head, deputy].into_iter().flatten());
    ids.sort_unstable();
    ids.dedup();
    let mut readers = Vec::new();
    for id in ids {
        let Some(person) = reading.person(id)?.filter(|person| person.active) else { continue };
        if permission::may_see(&sessions::actor(reading, &person)?, case.into()) {
            readers.push(person);
        }
    }
    readers.sort_by_key(|person| (person.role != Role::HeadOfCustomerServices, !oversees(person.role)));
    Ok(readers)
}

/// What somebody is told who may not see a case: of one that is hidden, whom to ask; of any other
/// the same as of one that is not there.
pub(super) fn unseen(reading: &Reading<'_>, who: &Who, case: &Case, reference: Reference) -> Result<Problem, Problem> {
    if case.restriction.is_none() || !permission::may_see_unrestricted(&who.actor, case.into()) {
        return Ok(Problem::NoSuchCase(reference));
    }
    let readers = readers(reading, case)?;
    let ask = readers.first().map_or_else(|| "your administrator".into(), |person| person.name.clone());
    Ok(Problem::Restricted { people: readers.len(), ask })
}
