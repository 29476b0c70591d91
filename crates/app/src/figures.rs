//! The figures of a period as they stood at a moment. The same period as at the same moment gives
//! the same figures for ever: a case that changed since is folded again from its history until then.

use std::collections::BTreeMap;

use domain::{
    Case, Date, Moment, PersonId, Role, ServiceId,
    figures::{Facts, Figures, InMonth, Month, Range, months},
    london,
};
use store::{Reading, Service};

use crate::{Office, Problem, Who};

mod workbook;

pub use workbook::{Format, file_name, media_type, save, sheets};

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
    /// Titles of grounds and remedies, by id.
    pub titles: BTreeMap<String, String>,
    /// Who checked and locked the month, and when.
    pub locked: Option<(Moment, PersonId)>,
    /// Cases of the period that changed since it was locked.
    pub changed_since: u32,
}

/// Counts the figures for somebody who may see them.
pub fn report(office: &Office, who: &Who, wanted: &Wanted, now: Moment) -> Result<Report, Problem> {
    let services = may_count(office, who, wanted.service)?;
    count(office, wanted, services.as_deref(), now)
}

/// Counts the figures of the services given, or of all.
pub fn count(office: &Office, wanted: &Wanted, services: Option<&[ServiceId]>, now: Moment) -> Result<Report, Problem> {
    let Wanted { range, .. } = *wanted;
    let calendar = office.calendar();
    office.read(|reading| {
        let locked = reading.month_lock(range.from())?.filter(|_| Month::of(range.from()).range() == range);
        let as_at = wanted.as_at.or(locked.map(|(at, _)| at)).unwrap_or(now).min(now);
        let last = Month::of(range.to());
        let from = last.minus(11).first().min(range.before().from());
        let facts = facts(office, reading, (from, range.to()), services, as_at)?;
        let known: BTreeMap<ServiceId, String> =
            reading.services()?.into_iter().map(|Service { id, name, .. }| (id, name)).collect();
        let changed_since = match locked {
            Some((at, _)) => changed_in(reading, &facts, range, at)?,
            None => 0,
        };
        Ok(Report {
            range,
            as_at,
            figures: Figures::count(range, facts.iter().cloned(), &calendar),
            before: Figures::count(range.before(), facts.iter().cloned(), &calendar),
            by_service: by_service(range, &facts, &known, &calendar),
            months: months(last, &facts),
            services: known,
            titles: titles(office),
            locked,
            changed_since,
        })
    })
}

/// Locks a month as it stands now: exported again, it stays the same.
pub fn lock(office: &Office, who: &Who, month: Month, now: Moment) -> Result<(), Problem> {
    crate::cases::only(
        who,
        &[Role::Champion, Role::HeadOfCustomerServices],
        "Only a Customer Champion or the Head of Customer Services can lock a month.",
    )?;
    if month.last() >= london::date_of(now) {
        return Err(Problem::NotAllowed("A month can be locked once it is over.".into()));
    }
    office.store().write(|writing| Ok::<_, Problem>(writing.lock_month(month.first(), now, who.id())?))
}

/// The services a person may see figures of; `None` is all.
fn may_count(office: &Office, who: &Who, service: Option<ServiceId>) -> Result<Option<Vec<ServiceId>>, Problem> {
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
        Role::Adviser | Role::Investigator | Role::Administrator => {
            let _ = office;
            Err(Problem::NotAllowed(
                "Figures are for Customer Champions, Heads of Service and the Head of Customer Services.".into(),
            ))
        }
    }
}

/// The facts of every case that matters to a period, as at a moment.
fn facts(
    office: &Office,
    reading: &Reading<'_>,
    (from, to): (Date, Date),
    services: Option<&[ServiceId]>,
    as_at: Moment,
) -> Result<Vec<Facts>, Problem> {
    let rows = reading.rows_for_figures(from, to, None)?;
    let changed: std::collections::BTreeSet<domain::Reference> = reading.changed_since(as_at)?.into_iter().collect();
    let mut facts = Vec::with_capacity(rows.len());
    for row in rows.iter().filter(|row| !changed.contains(&row.reference)) {
        let fact: Facts =
            serde_json::from_str(&row.facts).map_err(|error| Problem::Broken(format!("{}: {error}", row.reference)))?;
        facts.push(fact);
    }
    for reference in changed {
        let history = reading.history_until(reference, as_at)?;
        let Some(case) = Case::replay(reference, &history) else { continue };
        let book = office.rules_of(&case.under)?;
        facts.push(Facts::of(&case, book.rules(), london::date_of(as_at)));
    }
    facts
        .retain(|fact| services.is_none_or(|services| fact.service.is_some_and(|service| services.contains(&service))));
    Ok(facts)
}

fn changed_in(reading: &Reading<'_>, facts: &[Facts], range: Range, since: Moment) -> Result<u32, Problem> {
    let changed = reading.changed_since(since)?;
    let within = |date: Option<Date>| date.is_some_and(|date| range.contains(date));
    let matters =
        |fact: &&Facts| within(Some(fact.received)) || within(fact.answered) || within(fact.ended.map(|(_, on)| on));
    let count = facts.iter().filter(matters).filter(|fact| changed.contains(&fact.reference)).count();
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

fn by_service(
    range: Range,
    facts: &[Facts],
    known: &BTreeMap<ServiceId, String>,
    calendar: &domain::Calendar,
) -> Vec<(Option<ServiceId>, Figures)> {
    let mut of: BTreeMap<Option<ServiceId>, Vec<Facts>> = BTreeMap::new();
    for fact in facts {
        of.entry(fact.service).or_default().push(fact.clone());
    }
    let counted = of.into_iter().map(|(service, facts)| (service, Figures::count(range, facts, calendar)));
    let mut counted: Vec<_> = counted.filter(|(_, figures)| has_any(figures)).collect();
    counted.sort_by_key(|(service, _)| (service.is_none(), service.and_then(|id| known.get(&id).cloned())));
    counted
}

fn has_any(figures: &Figures) -> bool {
    figures.received.all.count > 0
        || figures.answered.count() > 0
        || figures.acknowledged.count() > 0
        || figures.open.count > 0
        || figures.closed.count > 0
}

fn titles(office: &Office) -> BTreeMap<String, String> {
    let procedures = office.procedures();
    let choices = procedures.iter().flat_map(|procedure| procedure.grounds.iter().chain(&procedure.remedies));
    choices.map(|choice| (choice.id.clone(), choice.title.clone())).collect()
}
