//! A month of a year, as reports name it.

use std::{fmt, str::FromStr};

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::Range;
use crate::london::Date;

/// A month, such as October 2026.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Month {
    first: Date,
}

/// What was written is not a month.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a month; write a month like 2026-10")]
pub struct NotAMonth(pub(super) String);

impl Month {
    /// The month of a year, 1 for January; `None` for others than 1 to 12 and years nobody needs.
    pub fn new(year: i32, month: u32) -> Option<Month> {
        let first = NaiveDate::from_ymd_opt(year, month, 1)?;
        (1900..=2200).contains(&year).then_some(Month { first })
    }

    /// The month `date` lies in.
    pub fn of(date: Date) -> Month {
        Month { first: date.with_day(1).unwrap_or(date) }
    }

    /// Its first day.
    pub fn first(self) -> Date {
        self.first
    }

    /// Its last day.
    pub fn last(self) -> Date {
        let next = self.first.checked_add_months(Months::new(1));
        next.and_then(|next| next.checked_sub_days(Days::new(1))).unwrap_or(self.first)
    }

    /// The month `months` later.
    pub fn plus(self, months: u32) -> Month {
        Month { first: self.first.checked_add_months(Months::new(months)).unwrap_or(self.first) }
    }

    /// The month `months` earlier.
    pub fn minus(self, months: u32) -> Month {
        Month { first: self.first.checked_sub_months(Months::new(months)).unwrap_or(self.first) }
    }

    /// Its days.
    pub fn range(self) -> Range {
        Range::of_months(self, self)
    }

    /// The twelve months that end with this one, earliest first.
    pub fn year_to(self) -> Vec<Month> {
        (0..12).rev().map(|months| self.minus(months)).collect()
    }

    /// "October 2026".
    pub fn title(self) -> String {
        self.first.format("%B %Y").to_string()
    }

    /// "Oct".
    pub fn short_title(self) -> String {
        self.first.format("%b").to_string()
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.first.format("%Y-%m"))
    }
}

impl FromStr for Month {
    type Err = NotAMonth;

    fn from_str(text: &str) -> Result<Month, NotAMonth> {
        parts(text).and_then(|(year, month)| Month::new(year, month)).ok_or_else(|| NotAMonth(text.to_owned()))
    }
}

fn parts(text: &str) -> Option<(i32, u32)> {
    let (year, month) = text.trim().split_once('-')?;
    Some((super::range::digits(year, 4)?, super::range::digits(month, 2)?))
}

impl TryFrom<String> for Month {
    type Error = NotAMonth;
    fn try_from(text: String) -> Result<Month, NotAMonth> {
        text.parse()
    }
}

impl From<Month> for String {
    fn from(month: Month) -> String {
        month.to_string()
    }
}
