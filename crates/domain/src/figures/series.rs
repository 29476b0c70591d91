//! Figures month by month, for charts.

use super::{Entry, Facts, Month, Share, When};
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

impl InMonth {
    /// What is shown of a month.
    pub fn entries() -> impl Iterator<Item = Entry> {
        let answered = [Entry::AnsweredInTime, Entry::AnsweredInAgreedTime, Entry::AnsweredLate];
        Kind::ALL.iter().copied().map(Entry::Received).chain(answered)
    }

    fn add(&mut self, entry: &Entry, more: u32) {
        if let Entry::Received(kind) = entry {
            self.received.iter_mut().filter(|(each, _)| each == kind).for_each(|(_, count)| *count += more);
        }
        let in_time = matches!(entry, Entry::AnsweredInTime);
        if in_time || matches!(entry, Entry::AnsweredInAgreedTime | Entry::AnsweredLate) {
            self.answered_in_time.add(in_time, more);
        }
    }
}

/// The twelve months that end with `last`, earliest first.
pub fn months<'a>(last: Month, facts: impl IntoIterator<Item = &'a Facts>) -> Vec<InMonth> {
    let happened = |(when, entry)| if let When::On(date) = when { Some((Month::of(date), entry, 1)) } else { None };
    months_of(last, facts.into_iter().flat_map(Facts::entries).filter_map(happened))
}

/// The same from what happened in each month, and how often.
pub fn months_of(last: Month, happened: impl IntoIterator<Item = (Month, Entry, u32)>) -> Vec<InMonth> {
    let mut months: Vec<InMonth> = last.year_to().into_iter().map(empty).collect();
    for (month, entry, count) in happened {
        if let Some(month) = months.iter_mut().find(|each| each.month == month) {
            month.add(&entry, count);
        }
    }
    months
}

fn empty(month: Month) -> InMonth {
    InMonth { month, received: Kind::ALL.iter().map(|kind| (*kind, 0)).collect(), answered_in_time: Share::default() }
}
