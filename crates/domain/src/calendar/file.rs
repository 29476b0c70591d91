//! The shape of a calendar file (`calendars/*.toml`) and what must be true of one.
//! Finding the file and parsing its text belong to others.

use std::collections::BTreeSet;
use std::{fmt, marker::PhantomData, str::FromStr};

use chrono::{Datelike, NaiveDate, NaiveTime};
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, de};
use thiserror::Error;

use super::{Calendar, DayOff, DayOffKind, Nation, PREPARED_YEARS, bank_holidays_by_rule, is_weekend};

/// One nation's published bank holidays, as the file has them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalendarFile {
    /// Whose bank holidays these are.
    pub nation: Nation,
    /// The years for which the list is complete.
    pub published: PublishedYears,
    /// Every bank holiday of those years.
    #[serde(rename = "bank-holiday", default)]
    pub bank_holidays: Vec<NamedDay>,
}

/// The first and the last year that was published, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublishedYears {
    /// First year.
    pub from: i32,
    /// Last year.
    pub to: i32,
}

/// A date and its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NamedDay {
    /// Written in quotation marks, year first: `"2026-06-15"`.
    #[serde(deserialize_with = "quoted_date")]
    pub date: NaiveDate,
    /// As published.
    pub name: String,
}

/// Something in a calendar file that must be put right, with what was expected.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CalendarProblem {
    /// The years are the wrong way round or beyond any list.
    #[error("published years are {from} to {to}; expected years from {} to {}, the earlier first",
        PREPARED_YEARS.start(), PREPARED_YEARS.end())]
    Years {
        /// First year given.
        from: i32,
        /// Last year given.
        to: i32,
    },
    /// A day of a year that is not published.
    #[error("{date} is outside the published years; expected a date from {from} to {to}")]
    OutsideYears {
        /// The day.
        date: NaiveDate,
        /// First published year.
        from: i32,
        /// Last published year.
        to: i32,
    },
    /// A Saturday or Sunday.
    #[error("{date} is a {}; expected a weekday, the substitute day where there is one", weekday(*date))]
    Weekend {
        /// The day.
        date: NaiveDate,
    },
    /// The same date more than once.
    #[error("{date} is listed more than once; expected each date once")]
    Twice {
        /// The day.
        date: NaiveDate,
    },
    /// A day without a name.
    #[error("{date} has no name; expected the name of the bank holiday")]
    NoName {
        /// The day.
        date: NaiveDate,
    },
    /// A published year with fewer days than the law gives it.
    #[error("{year} lists {listed} bank holidays; expected at least {expected}, as a published year must be complete")]
    Incomplete {
        /// The year.
        year: i32,
        /// How many are listed.
        listed: usize,
        /// How many the rules give.
        expected: usize,
    },
}

impl CalendarFile {
    /// Everything that is wrong with the file; nothing when it can be used.
    pub fn validate(&self) -> Vec<CalendarProblem> {
        let mut problems = self.problems_of_days();
        if self.years_make_sense() {
            problems.extend(self.incomplete_years());
        } else {
            problems.push(CalendarProblem::Years { from: self.published.from, to: self.published.to });
        }
        problems
    }

    /// The calendar of this list and of the days the council added.
    ///
    /// Refuses a file that [`validate`](Self::validate) finds fault with, with those problems.
    pub fn calendar(&self, local: &[DayOff]) -> Result<Calendar, Vec<CalendarProblem>> {
        let problems = self.validate();
        if problems.is_empty() { Ok(self.taken(local)) } else { Err(problems) }
    }

    /// The same of a list that was found sound when it was taken in. What a published year must hold may have changed
    /// since; the list still says which days counted.
    pub fn taken(&self, local: &[DayOff]) -> Calendar {
        let published: Vec<DayOff> = self.bank_holidays.iter().map(NamedDay::to_day_off).collect();
        Calendar::new(self.nation, &published, self.published.from..=self.published.to, local)
    }

    fn years_make_sense(&self) -> bool {
        let PublishedYears { from, to } = self.published;
        from <= to && PREPARED_YEARS.contains(&from) && PREPARED_YEARS.contains(&to)
    }

    fn problems_of_days(&self) -> Vec<CalendarProblem> {
        let PublishedYears { from, to } = self.published;
        let mut seen = BTreeSet::new();
        let mut problems = Vec::new();
        for NamedDay { date, name } in &self.bank_holidays {
            let date = *date;
            let found = [
                (!(from..=to).contains(&date.year())).then_some(CalendarProblem::OutsideYears { date, from, to }),
                is_weekend(date).then_some(CalendarProblem::Weekend { date }),
                (!seen.insert(date)).then_some(CalendarProblem::Twice { date }),
                name.trim().is_empty().then_some(CalendarProblem::NoName { date }),
            ];
            problems.extend(found.into_iter().flatten());
        }
        problems
    }

    fn incomplete_years(&self) -> impl Iterator<Item = CalendarProblem> {
        (self.published.from..=self.published.to).filter_map(|year| {
            let listed = self.bank_holidays.iter().filter(|day| day.date.year() == year).count();
            let expected = bank_holidays_by_rule(self.nation, year).len();
            (listed < expected).then_some(CalendarProblem::Incomplete { year, listed, expected })
        })
    }
}

impl NamedDay {
    fn to_day_off(&self) -> DayOff {
        DayOff { date: self.date, name: self.name.clone(), kind: DayOffKind::BankHoliday }
    }
}

fn weekday(date: NaiveDate) -> impl fmt::Display {
    date.format("%A")
}

/// Reads a date as files write it, `"2026-06-15"`; a date without quotation marks is refused in words.
pub(crate) fn quoted_date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
    quoted(deserializer, "a date in quotation marks, year first, such as \"2026-06-15\"")
}

/// The same where there need be none.
pub(crate) fn quoted_date_if_any<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<NaiveDate>, D::Error> {
    quoted_date(deserializer).map(Some)
}

/// Reads a time of day as files write it, `"17:00"`, where there need be none.
pub(crate) fn quoted_time_if_any<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<NaiveTime>, D::Error> {
    quoted_time(deserializer).map(Some)
}

/// Reads a time of day as files write it, `"17:00"`.
pub(crate) fn quoted_time<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveTime, D::Error> {
    quoted(deserializer, "a time of day in quotation marks, such as \"17:00\"")
}

/// Reads a value from a text in quotation marks.
fn quoted<'de, D: Deserializer<'de>, T: FromStr>(deserializer: D, expected: &'static str) -> Result<T, D::Error> {
    struct Quoted<T>(&'static str, PhantomData<T>);

    impl<T: FromStr> de::Visitor<'_> for Quoted<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.0)
        }

        fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
            text.parse().map_err(|_| E::invalid_value(de::Unexpected::Str(text), &self))
        }
    }

    deserializer.deserialize_str(Quoted(expected, PhantomData))
}
