//! The month so far, for Today: the same figures as `figures` counts, of this month alone and as
//! they stand now, so that they cost no more than the month's own cases; and counted again only
//! after a case has changed.

use std::sync::Arc;

use domain::{
    Moment, Role, ServiceId,
    figures::{Facts, Figures, Month, Range},
    london,
};

use store::Reading;

use crate::{Office, Problem, Who};

/// The figures from the first of the month to today; `None` for those whose business they are not.
pub fn month(office: &Office, who: &Who, now: Moment) -> Result<Option<Arc<Figures>>, Problem> {
    let Some(services) = services(who) else { return Ok(None) };
    let today = london::date_of(now);
    let range = Range::new(Month::of(today).first(), today).map_err(|error| Problem::Broken(error.to_string()))?;
    office.read(|reading| {
        let question = (range, services.clone());
        office
            .so_far
            .after(reading.changes(), question, || count(office, reading, range, services.as_deref()))
            .map(Some)
    })
}

fn count(
    office: &Office,
    reading: &Reading<'_>,
    range: Range,
    services: Option<&[ServiceId]>,
) -> Result<Arc<Figures>, Problem> {
    let rows = reading.rows_for_figures(range.from(), range.to(), services)?;
    let facts: Result<Vec<Facts>, Problem> = rows
        .iter()
        .map(|row| {
            serde_json::from_str(&row.facts).map_err(|error| Problem::Broken(format!("{}: {error}", row.reference)))
        })
        .collect();
    Ok(Arc::new(Figures::count(range, facts?, &office.calendar())))
}

/// The services a person's figures are of; `Some(None)` is all of them.
fn services(who: &Who) -> Option<Option<Vec<ServiceId>>> {
    match who.role() {
        Role::Adviser | Role::Champion | Role::HeadOfCustomerServices | Role::Reader => Some(None),
        Role::HeadOfService => Some(Some(who.actor.heads.iter().copied().collect())),
        Role::Investigator | Role::Administrator => None,
    }
}
