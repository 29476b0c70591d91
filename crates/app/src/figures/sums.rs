//! Figures of whole months from the sums that are kept with the cases, however many cases there are.

use std::collections::BTreeMap;

use domain::{
    Calendar, ServiceId,
    figures::{Counted, Entry, Figures, InMonth, Month, Range, months_of},
};
use store::Reading;

use super::{Counts, Question};
use crate::Problem;

/// The counts; `None` where sums do not have them: of days that are no whole months, or as at a
/// moment after which cases were changed.
pub(super) fn counts(reading: &Reading<'_>, question: Question<'_>) -> Result<Option<Counts>, Problem> {
    let Question { range, services, as_at, calendar } = question;
    let Some(of_range) = counted(reading, range, services)? else { return Ok(None) };
    let Some(before) = counted(reading, range.before(), services)? else { return Ok(None) };
    if reading.any_changed_after(as_at)? {
        return Ok(None);
    }
    Ok(Some(Counts {
        figures: figures(range, &of_range, calendar),
        before: figures(range.before(), &before, calendar),
        by_service: by_service(range, &of_range, calendar),
        months: months(reading, Month::of(range.to()), services)?,
    }))
}

/// The figures of one month as it is now, or as it is so far.
pub(crate) fn month(
    reading: &Reading<'_>,
    month: Month,
    services: Option<&[ServiceId]>,
    calendar: &Calendar,
) -> Result<Figures, Problem> {
    let counted = counted(reading, month.range(), services)?.unwrap_or_default();
    Ok(figures(month.range(), &counted, calendar))
}

fn counted(
    reading: &Reading<'_>,
    range: Range,
    services: Option<&[ServiceId]>,
) -> Result<Option<Vec<Counted>>, Problem> {
    let Some((first, count)) = range.months() else { return Ok(None) };
    let mut found = reading.month_counts(first, first.plus(count.saturating_sub(1)))?;
    found.retain(|counted| is_of(counted, services));
    Ok(Some(found))
}

fn is_of(counted: &Counted, services: Option<&[ServiceId]>) -> bool {
    services.is_none_or(|services| counted.service.is_some_and(|service| services.contains(&service)))
}

fn figures<'a>(range: Range, counted: impl IntoIterator<Item = &'a Counted>, calendar: &Calendar) -> Figures {
    let mut figures = Figures::none(range);
    counted.into_iter().for_each(|counted| figures.add(counted, calendar));
    figures.sort();
    figures
}

fn by_service(range: Range, counted: &[Counted], calendar: &Calendar) -> Vec<(Option<ServiceId>, Figures)> {
    let mut of: BTreeMap<Option<ServiceId>, Vec<&Counted>> = BTreeMap::new();
    for counted in counted {
        of.entry(counted.service).or_default().push(counted);
    }
    of.into_iter().map(|(service, counted)| (service, figures(range, counted, calendar))).collect()
}

fn months(reading: &Reading<'_>, last: Month, services: Option<&[ServiceId]>) -> Result<Vec<InMonth>, Problem> {
    let entries: Vec<Entry> = InMonth::entries().collect();
    let mut happened = Vec::new();
    for month in last.year_to() {
        let found = reading.month_counts_of(month, &entries)?;
        let found = found.into_iter().filter(|counted| is_of(counted, services));
        happened.extend(found.map(|Counted { entry, count, .. }| (month, entry, count)));
    }
    Ok(months_of(last, happened))
}
