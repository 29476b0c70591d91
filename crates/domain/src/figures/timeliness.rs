//! Whether complaints were acknowledged and answered in time, and how old the open ones are.

use super::{Facts, Share};
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

/// Working days from receipt to answer, shortest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Days(Vec<i64>);

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

    pub(super) fn add(&mut self, facts: &Facts) {
        let (Some(on), Some(due)) = (facts.acknowledged, facts.acknowledge_due) else { return };
        if on > due {
            self.late += 1;
        } else {
            self.in_time += 1;
        }
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

    pub(super) fn add(&mut self, facts: &Facts) {
        let (Some(on), Some(first_due)) = (facts.answered, facts.first_due) else { return };
        if on <= first_due {
            self.in_time += 1;
        } else if facts.held_to.is_some_and(|held_to| on <= held_to) {
            self.in_agreed_time += 1;
        } else {
            self.late += 1;
        }
        self.days.0.extend(facts.days_to_answer);
    }

    pub(super) fn sort(&mut self) {
        self.days.0.sort_unstable();
    }
}

impl Days {
    /// How many complaints.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// Each of them.
    pub fn each(&self) -> &[i64] {
        &self.0
    }

    /// The mean; `None` of nothing.
    pub fn average(&self) -> Option<f64> {
        let count = u32::try_from(self.0.len()).ok().filter(|count| *count > 0)?;
        let total: i64 = self.0.iter().sum();
        Some(total as f64 / f64::from(count))
    }

    /// The middle one, or the mean of the middle two; `None` of nothing.
    pub fn median(&self) -> Option<f64> {
        let (below, above) = (self.0.get(self.0.len().checked_sub(1)? / 2)?, self.0.get(self.0.len() / 2)?);
        Some((below + above) as f64 / 2.0)
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

    pub(super) fn add(&mut self, facts: &Facts, end: Date, calendar: &Calendar) {
        self.count += 1;
        let age = calendar.count_working_days(facts.received, end);
        let band = Self::BANDS.iter().position(|(_, to)| to.is_none_or(|to| age <= to));
        self.ages[band.unwrap_or(Self::BANDS.len() - 1)] += 1;
        let undone = |on: Option<Date>| on.is_none_or(|on| on > end);
        let past = |due: Option<Date>| due.is_some_and(|due| due < end);
        self.unanswered += u32::from(undone(facts.answered));
        self.acknowledgement_late += u32::from(undone(facts.acknowledged) && past(facts.acknowledge_due));
        self.answer_late += u32::from(undone(facts.answered) && past(facts.held_to));
        let late = facts.promises_due.iter().filter(|due| **due < end).count();
        self.remedies_late += u32::try_from(late).unwrap_or(u32::MAX);
    }
}
