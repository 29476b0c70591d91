//! The month so far, for Today: the same figures as `figures` counts, of this month alone and as
//! they stand now, so that they cost no more than the month's own cases.

use domain::{
    Moment, Role, ServiceId,
    figures::{Facts, Figures, Month, Range},
    london,
};

use crate::{Office, Problem, Who};

/// The figures from the first of the month to today; `None` for those whose business they are not.
pub fn month(office: &Office, who: &Who, now: Moment) -> Result<Option<Figures>, Problem> {
    let Some(services) = services(who) else { return Ok(None) };
    let today = london::date_of(now);
    let range = Range::new(Month::of(today).first(), today).map_err(|error| Problem::Broken(error.to_string()))?;
    let rows = office.read(|reading| Ok(reading.rows_for_figures(range.from(), range.to(), services.as_deref())?))?;
    let facts: Result<Vec<Facts>, Problem> = rows
        .iter()
        .map(|row| {
            serde_json::from_str(&row.facts).map_err(|error| Problem::Broken(format!("{}: {error}", row.reference)))
        })
        .collect();
    Ok(Some(Figures::count(range, facts?, &office.calendar())))
}

/// The services a person's figures are of; `Some(None)` is all of them.
fn services(who: &Who) -> Option<Option<Vec<ServiceId>>> {
    match who.role() {
        Role::Adviser | Role::Champion | Role::HeadOfCustomerServices | Role::Reader => Some(None),
        Role::HeadOfService => Some(Some(who.actor.heads.iter().copied().collect())),
        Role::Investigator | Role::Administrator => None,
    }
}
