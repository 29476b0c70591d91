//! Whether the people of the office are enough for a procedure. The rule is `domain::staffing`'s; here are the people.

use std::collections::BTreeSet;

use domain::{
    PersonId, Procedure,
    staffing::{self, Colleague, Shortage},
};

use crate::{Office, Problem};

/// The stages of a procedure for which there are too few people now.
pub fn shortages(office: &Office, procedure: &Procedure) -> Result<Vec<Shortage>, Problem> {
    let people = office.read(|reading| Ok(reading.people()?))?;
    let deputies: BTreeSet<PersonId> =
        people.iter().filter(|each| each.active).filter_map(|each| each.deputy).collect();
    let active = people.into_iter().filter(|person| person.active);
    let colleague = |person: store::Person| {
        let deputy = deputies.contains(&person.id);
        Colleague { name: person.name, role: person.role, deputy }
    };
    Ok(staffing::shortages(procedure, &active.map(colleague).collect::<Vec<_>>()))
}
