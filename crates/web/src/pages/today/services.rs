//! What a Head of Service sees besides the list: their services in numbers, and praise for their
//! teams.

use app::{
    Filter, Office, Order, Problem, Who,
    lists::{self, Today},
};
use chrono::Months;
use domain::{Moment, ServiceId, feedback::Kind, london};

use crate::words;

/// One service of a Head.
pub struct ServiceCounts {
    /// Its name.
    pub name: String,
    /// The list of its open cases.
    pub href: String,
    /// Open cases.
    pub open: u64,
    /// Of them, late.
    pub late: u64,
    /// Of them, due in the next two working days, today included.
    pub soon: u64,
}

/// A compliment.
pub struct Praise {
    /// The words of its title.
    pub title: String,
    /// Its page.
    pub href: String,
    /// "Mrs Jean Allott · Waste and recycling · Tue 24 Nov".
    pub about: String,
}

/// The services this person heads, or signs for as a deputy.
pub fn counts(office: &Office, who: &Who, today: &Today) -> Result<Vec<ServiceCounts>, Problem> {
    let services = office.read(|reading| Ok(reading.services()?))?;
    let own = services
        .into_iter()
        .filter(|service| who.actor.heads.contains(&service.id) || who.actor.deputises.contains_key(&service.id));
    own.map(|service| {
        let open = of(service.id);
        let late = Filter { due_to: today.date.pred_opt(), ..open.clone() };
        let soon = Filter { due_from: Some(today.date), due_to: Some(today.soon), ..open.clone() };
        Ok(ServiceCounts {
            href: format!("/cases?service={}", service.id),
            open: lists::count(office, who, &open)?,
            late: lists::count(office, who, &late)?,
            soon: lists::count(office, who, &soon)?,
            name: service.name,
        })
    })
    .collect()
}

/// The newest compliments of the last three months.
pub fn praise(office: &Office, who: &Who, now: Moment) -> Result<Vec<Praise>, Problem> {
    let today = london::date_of(now);
    let from = today.checked_sub_months(Months::new(3)).unwrap_or(today);
    let filter = Filter { kinds: vec![Kind::Compliment], received_from: Some(from), ..Filter::default() };
    let lines = lists::cases(office, who, &filter, Order::Newest, None, 3)?;
    let praise = lines.into_iter().map(|line| {
        let received = words::day(line.row.received, today);
        let parts = [line.customer_name, line.service_name, Some(received)];
        Praise {
            href: format!("/cases/{}", line.row.reference),
            title: line.row.title,
            about: parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "),
        }
    });
    Ok(praise.collect())
}

fn of(service: ServiceId) -> Filter {
    Filter { open: Some(true), services: vec![service], ..Filter::default() }
}
