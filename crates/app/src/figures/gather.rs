//! The facts of the cases that matter to a period, as they stood at a moment. A case that has not
//! changed since is taken from its row; the others are folded again from their histories.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    Case, Date, Moment, Reference, ServiceId,
    figures::{Facts, Figures, Range},
    london,
};
use store::Reading;

use crate::{Office, Problem};

/// The facts of every case of these services, or of all, that matters to the days from `from` to
/// `to`, as at a moment. There may be others among them.
pub(super) fn facts(
    office: &Office,
    reading: &Reading<'_>,
    (from, to): (Date, Date),
    services: Option<&[ServiceId]>,
    as_at: Moment,
) -> Result<Vec<Facts>, Problem> {
    let rows = reading.facts_for_figures(from, to, as_at)?;
    let mut facts = Vec::with_capacity(rows.len());
    for (reference, json) in &rows {
        facts.push(read(*reference, json)?);
    }
    for reference in reading.there_and_changed_since(as_at)? {
        facts.extend(folded(office, reading, reference, as_at)?);
    }
    facts.retain(|fact| is_of(fact, services));
    Ok(facts)
}

/// How many cases count differently in a period now than they did at a moment: what counts is
/// what they alone add to the figures.
pub(super) fn changed_since(
    office: &Office,
    reading: &Reading<'_>,
    range: Range,
    services: Option<&[ServiceId]>,
    (then, now): (Moment, Moment),
) -> Result<u32, Problem> {
    let (from, to) = (range.from(), range.to());
    let unchanged: BTreeSet<Reference> =
        reading.facts_for_figures(from, to, then)?.into_iter().map(|(reference, _)| reference).collect();
    let mut after: BTreeMap<Reference, Option<Facts>> = BTreeMap::new();
    for (reference, json) in reading.facts_for_figures(from, to, now)? {
        if !unchanged.contains(&reference) {
            after.insert(reference, Some(read(reference, &json)?));
        }
    }
    let mut before: BTreeMap<Reference, Facts> = BTreeMap::new();
    for reference in reading.there_and_changed_since(then)? {
        before.extend(folded(office, reading, reference, then)?.map(|fact| (reference, fact)));
        after.entry(reference).or_default();
    }
    let calendar = office.calendar();
    let alone = |fact: Option<Facts>| Figures::count(range, fact.filter(|fact| is_of(fact, services)), &calendar);
    let differs =
        after.into_iter().filter(|(reference, after)| alone(before.remove(reference)) != alone(after.clone()));
    Ok(u32::try_from(differs.count()).unwrap_or(u32::MAX))
}

/// The facts of one case from its history up to a moment; `None` if it was not there yet.
fn folded(
    office: &Office,
    reading: &Reading<'_>,
    reference: Reference,
    as_at: Moment,
) -> Result<Option<Facts>, Problem> {
    let history = reading.history_until(reference, as_at)?;
    let Some(case) = Case::replay(reference, &history) else { return Ok(None) };
    let book = office.rules_of(&case.under)?;
    Ok(Some(Facts::of(&case, book.rules(), london::date_of(as_at))))
}

fn read(reference: Reference, json: &str) -> Result<Facts, Problem> {
    serde_json::from_str(json).map_err(|error| Problem::Broken(format!("{reference}: {error}")))
}

fn is_of(fact: &Facts, services: Option<&[ServiceId]>) -> bool {
    services.is_none_or(|services| fact.service.is_some_and(|service| services.contains(&service)))
}
