//! Working days of a run of years, laid out so that adding and counting are look-ups.
//! Which days count is decided elsewhere.

use std::iter;
use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};

/// For each day how many working days there were so far, and for each working day its date.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Table {
    first: NaiveDate,
    last: NaiveDate,
    /// Entry `n`: working days among the first `n + 1` days.
    so_far: Vec<u32>,
    working_days: Vec<NaiveDate>,
}

impl Table {
    /// Lays out whole years, which chrono must be able to hold.
    pub(super) fn new(years: RangeInclusive<i32>, counts: impl Fn(NaiveDate) -> bool) -> Table {
        let first = NaiveDate::from_ymd_opt(*years.start(), 1, 1).expect("chrono holds the first year");
        let last = NaiveDate::from_ymd_opt(*years.end(), 12, 31).expect("chrono holds the last year");
        let mut table = Table { first, last, so_far: Vec::new(), working_days: Vec::new() };
        // Not `iter_days`, which leaves out the last day that chrono can hold.
        let days = iter::successors(Some(first), NaiveDate::succ_opt);
        for date in days.take_while(|date| *date <= last) {
            if counts(date) {
                table.working_days.push(date);
            }
            table.so_far.push(as_count(table.working_days.len()));
        }
        table
    }

    /// The last day laid out.
    pub(super) fn last(&self) -> NaiveDate {
        self.last
    }

    /// Working days laid out up to and including `date`: none before the first day, all after the last.
    pub(super) fn up_to(&self, date: NaiveDate) -> u32 {
        if date > self.last {
            return as_count(self.working_days.len());
        }
        let index = usize::try_from(date.num_days_from_ce() - self.first.num_days_from_ce());
        index.map_or(0, |index| self.so_far[index])
    }

    /// The `n`-th (from 1) working day after `date`, or how many there are when they are fewer.
    pub(super) fn nth_after(&self, date: NaiveDate, n: u32) -> Result<NaiveDate, u32> {
        let passed = self.up_to(date) as usize;
        let found = self.working_days.get(passed.saturating_add(n as usize - 1));
        found.copied().ok_or_else(|| as_count(self.working_days.len() - passed))
    }

    /// Whether `date`, which must be laid out here, counts.
    pub(super) fn is_working_day(&self, date: NaiveDate) -> bool {
        let before = date.pred_opt().map_or(0, |before| self.up_to(before));
        self.up_to(date) > before
    }
}

fn as_count(len: usize) -> u32 {
    u32::try_from(len).expect("fewer days than u32 holds")
}
