//! Figures counted from the cases that matter to them, each as it stood at a moment.

use std::collections::BTreeMap;

use domain::{
    ServiceId,
    figures::{Facts, Figures, Month, months},
};
use store::Reading;

use super::{Counts, Question, gather};
use crate::{Office, Problem};

/// Counts. A period that was locked is counted from what was kept with the lock.
pub(super) fn counts(
    office: &Office,
    reading: &Reading<'_>,
    question: Question<'_>,
    as_locked: bool,
) -> Result<Counts, Problem> {
    let Question { range, services, as_at, calendar } = question;
    let last = Month::of(range.to());
    let from = last.minus(11).first().min(range.before().from());
    // To the end of the last month, which is shown whole.
    let facts = gather::facts(office, reading, (from, last.last()), services, as_at)?;
    let kept = if as_locked { gather::kept(reading, range, services)? } else { None };
    let of_range = kept.as_ref().unwrap_or(&facts);
    Ok(Counts {
        figures: Figures::count(range, of_range, calendar),
        before: Figures::count(range.before(), &facts, calendar),
        by_service: by_service(question, of_range),
        months: months(last, &facts),
    })
}

fn by_service(question: Question<'_>, facts: &[Facts]) -> Vec<(Option<ServiceId>, Figures)> {
    let mut of: BTreeMap<Option<ServiceId>, Vec<&Facts>> = BTreeMap::new();
    for fact in facts {
        of.entry(fact.service).or_default().push(fact);
    }
    of.into_iter().map(|(service, facts)| (service, Figures::count(question.range, facts, question.calendar))).collect()
}
