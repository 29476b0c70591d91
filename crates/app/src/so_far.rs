//! The month so far, for Today: the same figures as `figures` shows, of this month alone and as they
//! stand now; summed again only after a case has changed.

use std::sync::Arc;

use domain::{
    Moment, Role, ServiceId,
    figures::{Figures, Month},
    london,
};

use crate::{Office, Problem, Who, figures::sums};

/// The figures of this month, in which nothing lies after today; `None` for those whose business they are not.
pub fn month(office: &Office, who: &Who, now: Moment) -> Result<Option<Arc<Figures>>, Problem> {
    let Some(services) = services(who) else { return Ok(None) };
    let month = Month::of(london::date_of(now));
    office.read(|reading| {
        let count = || sums::month(reading, month, services.as_deref(), &office.calendar()).map(Arc::new);
        office.so_far.after(reading.changes(), (month, services.clone()), count).map(Some)
    })
}

/// The services a person's figures are of; `Some(None)` is all of them.
fn services(who: &Who) -> Option<Option<Vec<ServiceId>>> {
    match who.role() {
        Role::Adviser | Role::Champion | Role::HeadOfCustomerServices | Role::Reader => Some(None),
        Role::HeadOfService => Some(Some(who.actor.heads.iter().copied().collect())),
        Role::Investigator | Role::Administrator => None,
    }
}
