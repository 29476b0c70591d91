//! A period of days, as people and addresses write it.

use std::{fmt, str::FromStr};

use chrono::{Datelike, Days};
use serde::{Deserialize, Serialize};

use super::Month;
use crate::london::Date;

/// Days from one date to another, both included.
///
/// Written `2026-10` (a month), `2026-q3` (July to September 2026), `2026-27` (the financial year,
/// April 2026 to March 2027), `2026-27-q3` (its third quarter, October to December 2026) or
/// `2026-10-01..2026-10-15`. A two-digit ending from 01 to 12 is a month; financial years that
/// would look the same are written `2010/11`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Range {
    from: Date,
    to: Date,
}

/// What was written is not a period.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotARange {
    /// It ends before it begins.
    #[error("The period must not end before it begins: {} is after {}.", day(.from), day(.to))]
    Backwards {
        /// The first day asked for.
        from: Date,
        /// The last day asked for.
        to: Date,
    },
    /// It lies where no council has figures.
    #[error("The period must lie between the years 1900 and 2199.")]
    FarAway,
    /// It is written in no way we know.
    #[error("{0:?} is not a period; write 2026-10, 2026-q3, 2026-27, 2026-27-q3 or 2026-10-01..2026-10-31")]
    Unknown(String),
}

/// The years that figures may be asked of.
const YEARS: std::ops::Range<i32> = 1900..2200;

impl Range {
    /// From one date to another, both included.
    pub fn new(from: Date, to: Date) -> Result<Range, NotARange> {
        if to < from {
            return Err(NotARange::Backwards { from, to });
        }
        if !(YEARS.contains(&from.year()) && YEARS.contains(&to.year())) {
            return Err(NotARange::FarAway);
        }
        Ok(Range { from, to })
    }

    /// Whole months, both included; the earlier alone where they are the wrong way round.
    pub(super) fn of_months(first: Month, last: Month) -> Range {
        Range { from: first.first(), to: last.max(first).last() }
    }

    /// The first day.
    pub fn from(self) -> Date {
        self.from
    }

    /// The last day.
    pub fn to(self) -> Date {
        self.to
    }

    /// Whether `date` lies in it.
    pub fn contains(self, date: Date) -> bool {
        (self.from..=self.to).contains(&date)
    }

    /// The period of the same shape just before: as many months, or as many days.
    pub fn before(self) -> Range {
        match self.months() {
            Some((first, count)) => Range::of_months(first.minus(count), first.minus(1)),
            None => {
                let days = u64::try_from((self.to - self.from).num_days() + 1).unwrap_or(1);
                let back = |date: Date| date.checked_sub_days(Days::new(days)).unwrap_or(date);
                Range { from: back(self.from), to: back(self.to) }
            }
        }
    }

    /// "October 2026", "July to September 2026", "1 to 15 October 2026".
    pub fn title(self) -> String {
        match self.months() {
            Some((first, 1)) => first.title(),
            Some((first, _)) => spell(first.first(), self.to, "%B", "%B %Y"),
            None if self.from == self.to => day(&self.from),
            None if (self.from.year(), self.from.month()) == (self.to.year(), self.to.month()) => {
                spell(self.from, self.to, "%-d", "%-d %B %Y")
            }
            None => spell(self.from, self.to, "%-d %B", "%-d %B %Y"),
        }
    }

    /// The first month and how many, where these are whole months.
    pub fn months(self) -> Option<(Month, u32)> {
        let (first, last) = (Month::of(self.from), Month::of(self.to));
        let whole = first.first() == self.from && last.last() == self.to;
        let months = |month: Month| month.first().year() * 12 + i32::try_from(month.first().month()).unwrap_or(0);
        whole.then(|| u32::try_from(months(last) - months(first) + 1).ok()).flatten().map(|count| (first, count))
    }
}

/// The year is said once where it is the same.
fn spell(from: Date, to: Date, short: &str, long: &str) -> String {
    let from_format = if from.year() == to.year() { short } else { long };
    format!("{} to {}", from.format(from_format), to.format(long))
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.months() {
            Some((first, 1)) => first.fmt(f),
            Some(_) | None => write!(f, "{}..{}", self.from, self.to),
        }
    }
}

impl FromStr for Range {
    type Err = NotARange;

    fn from_str(text: &str) -> Result<Range, NotARange> {
        let trimmed = text.trim().to_ascii_lowercase();
        if let Some((from, to)) = trimmed.split_once("..") {
            let date = |part: &str| part.trim().parse::<Date>().map_err(|_| NotARange::Unknown(text.to_owned()));
            return Range::new(date(from)?, date(to)?);
        }
        let month = trimmed.parse::<Month>().ok().map(Month::range);
        month
            .or_else(|| quarter(&trimmed))
            .or_else(|| financial_year(&trimmed).map(|first| Range::of_months(first, first.plus(11))))
            .ok_or_else(|| NotARange::Unknown(text.to_owned()))
    }
}

/// The quarter of a calendar year or, with two years, of a financial year.
fn quarter(text: &str) -> Option<Range> {
    let (year, quarter) = text.rsplit_once("-q")?;
    let quarter: u32 = digits(quarter, 1).filter(|quarter| (1..=4).contains(quarter))?;
    let start = match digits(year, 4) {
        Some(year) => Month::new(year, 1)?,
        None => financial_year(year)?,
    };
    let first = start.plus((quarter - 1) * 3);
    Some(Range::of_months(first, first.plus(2)))
}

/// The April that begins the financial year `2026-27` or `2026/27`.
fn financial_year(text: &str) -> Option<Month> {
    let (year, next) = text.split_once(['-', '/'])?;
    let (year, next) = (digits::<i32>(year, 4)?, digits::<i32>(next, 2)?);
    if (year + 1) % 100 == next { Month::new(year, 4) } else { None }
}

/// A number of exactly so many digits.
pub(super) fn digits<N: FromStr>(text: &str, count: usize) -> Option<N> {
    let all = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    if all { text.parse().ok() } else { None }
}

fn day(date: &Date) -> String {
    date.format("%-d %B %Y").to_string()
}

impl TryFrom<String> for Range {
    type Error = NotARange;
    fn try_from(text: String) -> Result<Range, NotARange> {
        text.parse()
    }
}

impl From<Range> for String {
    fn from(range: Range) -> String {
        range.to_string()
    }
}
