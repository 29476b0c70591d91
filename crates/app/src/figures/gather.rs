//! The facts of the cases that matter to a period, as they stood at a moment. A case that has not
//! changed since is taken from its row; the others are folded again from their histories.

use std::collections::BTreeMap;

use domain::{
    Case, Date, Moment, Reference, ServiceId,
    feedback::Ending,
    figures::{Facts, Figures, Range},
    london,
};
use store::{Reading, Writing};

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

/// Keeps what a period was counted from, as at a moment.
pub(super) fn keep(office: &Office, writing: &Writing<'_>, range: Range, as_at: Moment) -> Result<(), Problem> {
    let mut facts = facts(office, writing, (range.from(), range.to()), None, as_at)?;
    facts.retain(|fact| matters(fact, range));
    let json = serde_json::to_string(&facts).map_err(|error| Problem::Broken(error.to_string()))?;
    Ok(writing.set_setting(&kept_key(range), &json)?)
}

/// What a locked period was counted from.
pub(super) fn kept(
    reading: &Reading<'_>,
    range: Range,
    services: Option<&[ServiceId]>,
) -> Result<Option<Vec<Facts>>, Problem> {
    let Some(json) = reading.setting(&kept_key(range))? else { return Ok(None) };
    let mut facts: Vec<Facts> =
        serde_json::from_str(&json).map_err(|error| Problem::Broken(format!("{}: {error}", kept_key(range))))?;
    facts.retain(|fact| is_of(fact, services));
    Ok(Some(facts))
}

fn kept_key(range: Range) -> String {
    format!("locked-figures/{range}")
}

/// Whether a case counts in a period for anything.
pub(super) fn matters(fact: &Facts, range: Range) -> bool {
    if fact.ended.is_some_and(|(ending, _)| ending == Ending::LoggedByMistake) {
        return false;
    }
    let ended = fact.ended.map(|(_, on)| on);
    let dates = [Some(fact.received), fact.acknowledged, fact.answered, ended];
    dates.into_iter().flatten().any(|date| range.contains(date)) || fact.is_open_on(range.to())
}

/// How many cases count differently in a locked period now than they did when it was locked: what
/// counts is what they alone add to the figures.
pub(super) fn changed_since(
    office: &Office,
    reading: &Reading<'_>,
    range: Range,
    services: Option<&[ServiceId]>,
    now: Moment,
) -> Result<u32, Problem> {
    let by_reference = |facts: Vec<Facts>| facts.into_iter().map(|fact| (fact.reference, fact)).collect();
    let mut before: BTreeMap<Reference, Facts> = by_reference(kept(reading, range, services)?.unwrap_or_default());
    let after: BTreeMap<Reference, Facts> =
        by_reference(facts(office, reading, (range.from(), range.to()), services, now)?);
    let calendar = office.calendar();
    let alone = |fact: Option<&Facts>| Figures::count(range, fact, &calendar);
    let differs = after
        .iter()
        .filter(|(reference, after)| {
            let before = before.remove(reference);
            before.as_ref() != Some(*after) && alone(before.as_ref()) != alone(Some(after))
        })
        .count();
    let gone = before.values().filter(|before| alone(Some(before)) != alone(None)).count();
    Ok(u32::try_from(differs + gone).unwrap_or(u32::MAX))
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
