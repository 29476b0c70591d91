//! Whether complaints were acknowledged and answered in time, and how old the open ones are.

use std::collections::BTreeMap;

use super::Share;
use crate::{calendar::Calendar, london::Date};

/// Complaints acknowledged in the period.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Acknowledged {
    /// By the last day for it.
    pub in_time: u32,
    /// After it.
    pub late: u32,
}

/// Complaints answered in the period. The three are never added up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answered {
    /// By the first date.
    pub in_time: u32,
    /// By a later date of which the customer was told in writing before the first had passed.
    pub in_agreed_time: u32,
    /// After the date it was held to.
    pub late: u32,
    /// How long they took.
    pub days: Days,
}

/// Working days from receipt to answer, and how many complaints took so many; shortest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Days(BTreeMap<i64, u32>);

/// Complaints that had come in and were not closed at the end of the period.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Open {
    /// How many.
    pub count: u32,
    /// Of them, not answered yet.
    pub unanswered: u32,
    /// Of them, not acknowledged and past the last day for it.
    pub acknowledgement_late: u32,
    /// Of them, not answered and past the date they are held to.
    pub answer_late: u32,
    /// By working days since receipt.
    pub ages: [u32; 5],
    /// Remedies promised on any complaint that is open, not done, and past the promised day.
    pub remedies_late: u32,
}

impl Acknowledged {
    /// All of them.
    pub fn count(self) -> u32 {
        self.in_time + self.late
    }

    /// Those in time, of all.
    pub fn share_in_time(self) -> Share {
        Share::new(self.in_time, self.count())
    }
}

impl Answered {
    /// All of them.
    pub fn count(&self) -> u32 {
        self.in_time + self.in_agreed_time + self.late
    }

    /// Those by the first date, of all.
    pub fn share_in_time(&self) -> Share {
        Share::new(self.in_time, self.count())
    }

    /// Those by an agreed later date, of all.
    pub fn share_in_agreed_time(&self) -> Share {
        Share::new(self.in_agreed_time, self.count())
    }

    /// Those late, of all.
    pub fn share_late(&self) -> Share {
        Share::new(self.late, self.count())
    }
}

impl Days {
    /// How many complaints.
    pub fn count(&self) -> u32 {
        self.0.values().sum()
    }

    /// Each number of days, and how many complaints took it.
    pub fn each(&self) -> impl Iterator<Item = (i64, u32)> + '_ {
        self.0.iter().map(|(days, count)| (*days, *count))
    }

    /// The mean; `None` of nothing.
    pub fn average(&self) -> Option<f64> {
        let count = Some(self.count()).filter(|count| *count > 0)?;
        let total: i64 = self.each().map(|(days, count)| days * i64::from(count)).sum();
        Some(total as f64 / f64::from(count))
    }

    /// The middle one, or the mean of the middle two; `None` of nothing.
    pub fn median(&self) -> Option<f64> {
        let (below, above) = (self.at(self.count().checked_sub(1)? / 2)?, self.at(self.count() / 2)?);
        Some((below + above) as f64 / 2.0)
    }

    pub(super) fn add(&mut self, days: i64, more: u32) {
        *self.0.entry(days).or_default() += more;
    }

    /// What the one at this place took, the quickest at 0.
    fn at(&self, place: u32) -> Option<i64> {
        let mut upto = 0;
        let reaches = |(_, count): &(i64, u32)| {
            upto += count;
            upto > place
        };
        self.each().find(reaches).map(|(days, _)| days)
    }
}

impl Open {
    /// The bands of [`Open::ages`], in working days: the last has no end.
    pub const BANDS: [(i64, Option<i64>); 5] =
        [(0, Some(5)), (6, Some(10)), (11, Some(15)), (16, Some(20)), (21, None)];

    /// The name of a band: "6 to 10 working days".
    pub fn band_title((from, to): (i64, Option<i64>)) -> String {
        match to {
            Some(to) => format!("{from} to {to} working days"),
            None => format!("Over {} working days", from - 1),
        }
    }

    /// So many complaints that were received on that day and are open at the end of another.
    pub(super) fn add(&mut self, received: Date, end: Date, calendar: &Calendar, more: u32) {
        self.count += more;
        let age = calendar.count_working_days(received, end);
        let band = Self::BANDS.iter().position(|(_, to)| to.is_none_or(|to| age <= to));
        self.ages[band.unwrap_or(Self::BANDS.len() - 1)] += more;
    }
}
