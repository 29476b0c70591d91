//! Figures month by month, for charts.

use super::{Facts, Month, Share};
use crate::feedback::Kind;

/// What a chart needs of one month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InMonth {
    /// Which.
    pub month: Month,
    /// What came in, every kind in the order people read them.
    pub received: Vec<(Kind, u32)>,
    /// Complaints answered by the first date, of all answered in the month.
    pub answered_in_time: Share,
}

/// The twelve months that end with `last`, earliest first.
pub fn months<'a>(last: Month, facts: impl IntoIterator<Item = &'a Facts>) -> Vec<InMonth> {
    let mut months: Vec<InMonth> = last.year_to().into_iter().map(empty).collect();
    for fact in facts {
        if let Some(month) = find(&mut months, Month::of(fact.received)) {
            month.received.iter_mut().filter(|(kind, _)| *kind == fact.kind).for_each(|(_, count)| *count += 1);
        }
        let timed = fact.answered.zip(fact.first_due).filter(|_| fact.kind == Kind::Complaint);
        if let Some((on, first_due)) = timed
            && let Some(month) = find(&mut months, Month::of(on))
        {
            month.answered_in_time.add(on <= first_due);
        }
    }
    months
}

fn empty(month: Month) -> InMonth {
    InMonth { month, received: Kind::ALL.iter().map(|kind| (*kind, 0)).collect(), answered_in_time: Share::default() }
}

fn find(months: &mut [InMonth], wanted: Month) -> Option<&mut InMonth> {
    months.iter_mut().find(|each| each.month == wanted)
}
