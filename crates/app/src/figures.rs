//! The figures of a period as they stood at a moment. The same period as at the same moment gives
//! the same figures for ever: a case that changed since is folded again from its history until then.
//!
//! What a figure counts is said in `domain::figures`. Whole months as they stand now come from sums
//! that are kept with the cases (`sums`); anything else is counted from the cases that matter, which
//! `gather` finds. Both make the same figures.

use std::collections::BTreeMap;

use domain::{
    Calendar, Date, Moment, PersonId, Role, ServiceId,
    figures::{Figures, InMonth, Month, Range},
    london,
};
use store::{Reading, Service};

use crate::{Office, Problem, Who, procedures::Titles};

mod behind;
mod cases;
mod gather;
mod lines;
mod number;
pub(crate) mod sums;
mod target;
mod what_if;
mod workbook;
mod written;

pub use behind::{Behind, MOST, behind};
pub use lines::{Line, Number, lines};
pub use number::number;
pub use target::{Target, keep_target, may_set};
pub use what_if::{Beside, WhatIf, what_if};
pub use workbook::{Format, file_name, media_type, save, sheets};
pub use written::{PACK, Readers, docx, pack, report_name, written};

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The period.
    pub range: Range,
    /// One service, or all that the person may see.
    pub service: Option<ServiceId>,
    /// As it stood then; `None` takes the moment the month was locked, or now.
    pub as_at: Option<Moment>,
}

/// The figures with what a page or a workbook needs to show them.
#[derive(Debug, Clone)]
pub struct Report {
    /// The period.
    pub range: Range,
    /// The one service they are of; `None` is all that the person may see.
    pub service: Option<ServiceId>,
    /// As they stood then.
    pub as_at: Moment,
    /// Of all services asked for.
    pub figures: Figures,
    /// Of the same length of time before, for comparison.
    pub before: Figures,
    /// Of each service that has any, by name.
    pub by_service: Vec<(Option<ServiceId>, Figures)>,
    /// The twelve months that end with the period.
    pub months: Vec<InMonth>,
    /// Names of services.
    pub services: BTreeMap<ServiceId, String>,
    /// Titles of grounds and remedies.
    pub titles: Titles,
    /// Standards of timeliness that are promised at the end of the period, by title, with the share in per cent.
    pub promised: BTreeMap<String, Option<u8>>,
    /// The share of complaints the council means to answer by the first date, in per cent.
    pub target: Option<u32>,
    /// Who checked and locked the month, and when.
    pub locked: Option<(Moment, PersonId)>,
    /// Their name.
    pub locked_by: Option<String>,
    /// Cases that would count differently in a locked month if it were counted now.
    pub changed_since: u32,
    /// The same under the Code that every case is measured against, where there is one.
    pub against: Option<Beside>,
}

/// Counts the figures for somebody who may see them.
pub fn report(office: &Office, who: &Who, wanted: &Wanted, now: Moment) -> Result<Report, Problem> {
    let services = may_count(who, wanted.service)?;
    let report = count(office, wanted, services.as_deref(), now)?;
    let against = what_if::against_the_code(office, who, wanted, report.as_at)?;
    Ok(Report { against, ..report })
}

/// What was counted.
struct Counts {
    figures: Figures,
    before: Figures,
    by_service: Vec<(Option<ServiceId>, Figures)>,
    months: Vec<InMonth>,
}

/// What to count.
#[derive(Clone, Copy)]
struct Question<'a> {
    range: Range,
    /// These services, or all.
    services: Option<&'a [ServiceId]>,
    as_at: Moment,
    calendar: &'a Calendar,
}

/// Counts the figures of the services given, or of all.
pub fn count(office: &Office, wanted: &Wanted, services: Option<&[ServiceId]>, now: Moment) -> Result<Report, Problem> {
    let Wanted { range, service, .. } = *wanted;
    let calendar = office.calendar();
    office.read(|reading| {
        let locked = lock_of(reading, range)?;
        let as_at = as_at(wanted, locked, now);
        let question = Question { range, services, as_at, calendar: &calendar };
        let as_locked = locked.is_some_and(|(at, _)| at == as_at);
        let Counts { figures, before, mut by_service, months } = match sums::counts(reading, question)? {
            Some(counts) if !as_locked => counts,
            Some(_) | None => cases::counts(office, reading, question, as_locked)?,
        };
        let known: BTreeMap<ServiceId, String> =
            reading.services()?.into_iter().map(|Service { id, name, .. }| (id, name)).collect();
        by_service.retain(|(_, figures)| has_any(figures));
        by_service.sort_by_key(|(service, _)| (service.is_none(), service.and_then(|id| known.get(&id).cloned())));
        let changed_since = match locked {
            Some(_) => gather::changed_since(office, reading, range, services, now)?,
            None => 0,
        };
        let locked_by = match locked {
            Some((_, by)) => reading.person(by)?.map(|person| person.name),
            None => None,
        };
        Ok(Report {
            range,
            service,
            as_at,
            figures,
            before,
            by_service,
            months,
            services: known,
            titles: Titles::of(office)?,
            promised: promised(office, range.to().min(london::date_of(as_at)))?,
            target: crate::settings::get::<Target>(reading)?.answered_in_time,
            locked,
            locked_by,
            changed_since,
            against: None,
        })
    })
}

/// The standards that the procedures followed on a day promise and the program can measure.
fn promised(office: &Office, on: Date) -> Result<BTreeMap<String, Option<u8>>, Problem> {
    let own = office.rules_for(on, on)?;
    let also = crate::also::followed(office)?;
    let standards = also.iter().chain([&own]).flat_map(|book| &book.procedure().standards);
    let measured = standards.filter(|standard| standard.measured_by().is_some());
    Ok(measured.map(|standard| (standard.title.clone(), standard.percent)).collect())
}

/// Locks a month as it stood at `as_at`, the moment it was looked at: exported again, it stays the
/// same, because what was counted is kept with the lock. A month that is locked already stays as
/// it was.
pub fn lock(office: &Office, who: &Who, month: Month, as_at: Moment) -> Result<(), Problem> {
    crate::cases::only(
        who,
        &[Role::Champion, Role::HeadOfCustomerServices],
        "Only a Customer Champion or the Head of Customer Services can lock a month.",
    )?;
    if !is_over(month.range(), as_at) {
        return Err(Problem::NotAllowed("A month can be locked once it is over.".into()));
    }
    office.store().write(|writing| {
        if writing.month_lock(month.first())?.is_none() {
            writing.lock_month(month.first(), as_at, who.id())?;
            gather::keep(office, writing, month.range(), as_at)?;
            let detail = serde_json::json!({ "month": month.to_string() }).to_string();
            writing.note_office_event(as_at, Some(who.id()), "month-locked", &detail)?;
        }
        Ok::<_, Problem>(())
    })
}

/// Whether a person may lock this period now: they lock months, it is one, it is over and not locked.
pub fn may_lock(who: &Who, report: &Report, now: Moment) -> bool {
    let locks = matches!(who.role(), Role::Champion | Role::HeadOfCustomerServices);
    let month = Month::of(report.range.from()).range() == report.range;
    locks && month && report.locked.is_none() && is_over(report.range, now)
}

/// Whether the last day of a period has passed.
pub fn is_over(range: Range, now: Moment) -> bool {
    range.to() < london::date_of(now)
}

/// The services a person may choose between, by name.
pub fn choosable(office: &Office, who: &Who) -> Result<Vec<Service>, Problem> {
    let own = may_count(who, None)?;
    let mut services = office.read(|reading| Ok(reading.services()?))?;
    services.retain(|service| own.as_ref().is_none_or(|own| own.contains(&service.id)));
    services.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(services)
}

/// The services a person may see figures of; `None` is all.
fn may_count(who: &Who, service: Option<ServiceId>) -> Result<Option<Vec<ServiceId>>, Problem> {
    match who.role() {
        Role::Champion | Role::HeadOfCustomerServices | Role::Reader => Ok(service.map(|service| vec![service])),
        Role::HeadOfService => {
            let own: Vec<ServiceId> =
                who.actor.heads.iter().copied().filter(|own| service.is_none_or(|service| service == *own)).collect();
            if own.is_empty() {
                Err(Problem::NotAllowed("These figures are of a service that is not yours.".into()))
            } else {
                Ok(Some(own))
            }
        }
        Role::Adviser | Role::Investigator | Role::Administrator => Err(Problem::NotAllowed(
            "Figures are for Customer Champions, Heads of Service and the Head of Customer Services.".into(),
        )),
    }
}

/// The lock of a period, if it is a month and that month was locked.
fn lock_of(reading: &Reading<'_>, range: Range) -> Result<Option<(Moment, PersonId)>, Problem> {
    let month = Month::of(range.from());
    if month.range() == range { Ok(reading.month_lock(month.first())?) } else { Ok(None) }
}

/// The moment asked for, else that of the lock, else now; never later than now.
fn as_at(wanted: &Wanted, locked: Option<(Moment, PersonId)>, now: Moment) -> Moment {
    wanted.as_at.or(locked.map(|(at, _)| at)).unwrap_or(now).min(now)
}

/// Whether anything at all was counted.
pub fn has_any(figures: &Figures) -> bool {
    figures.received.all.count > 0
        || figures.answered.count() > 0
        || figures.acknowledged.count() > 0
        || figures.open.count > 0
        || figures.closed.count > 0
}
