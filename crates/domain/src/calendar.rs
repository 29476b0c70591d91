//! The working-day calendar: which days count towards a time limit, and why the others do not.
//!
//! A day counts unless it is a Saturday, a Sunday, a bank holiday of the council's nation or, where the
//! procedure allows it, a day on which the council announced that its offices are closed. Holidays are
//! values handed in: the lists GOV.UK publishes, then what the council added. A year that nobody has
//! published yet is computed by rule.
//!
//! Reading the files, deciding which time limit applies and turning moments into dates belong to others.

mod easter;
mod file;
mod nation;
mod receipt;
mod rule;
mod table;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

pub use file::{CalendarFile, CalendarProblem, NamedDay, PublishedYears};
pub(crate) use file::{quoted_date, quoted_date_if_any, quoted_time, quoted_time_if_any};
pub use nation::{Nation, UnknownNation};
pub use receipt::WeekendReceipt;
pub use rule::bank_holidays_by_rule;
use table::Table;

/// The years whose working days are laid out when a calendar is made, so that a due date costs two look-ups.
/// Other years give the same answers by the same rules, more slowly.
pub const PREPARED_YEARS: RangeInclusive<i32> = 1990..=2100;

/// Which days count in one nation, for one council. Cheap to clone, and to compare with a clone of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    holidays: Arc<Holidays>,
    closures: Closures,
}

/// A day on which nobody counts, with the name officers and letters use for it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DayOff {
    /// The day itself; a bank holiday falling on a weekend is given by its substitute day.
    pub date: NaiveDate,
    /// What it is called, for example "Good Friday" or "Christmas closure".
    pub name: String,
    /// Who declared it.
    pub kind: DayOffKind,
}

/// Who declared a day off, which decides whether statutory time limits run through it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DayOffKind {
    /// A bank holiday: never a working day.
    BankHoliday,
    /// The council's offices are closed. Statutory procedures count such a day (SI 2006/1681, regulation 2,
    /// knows only weekends, Christmas Day, Good Friday and bank holidays).
    Closure,
}

/// Why a day does not count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// A Saturday or a Sunday, whatever else falls on it.
    Weekend,
    /// A bank holiday of this name.
    BankHoliday(String),
    /// An office closure of this name, on a day that is not a bank holiday.
    Closure(String),
}

impl Calendar {
    /// A calendar from the list published for `published_years` and the days the council added to it.
    ///
    /// Inside the published years only the given days are bank holidays; every other year is computed by
    /// [`bank_holidays_by_rule`]. `local` holds one-off bank holidays and office closures of any year. Where
    /// two days off share a date, a bank holiday outranks a closure and the earlier-listed name stays.
    pub fn new(
        nation: Nation,
        published: &[DayOff],
        published_years: RangeInclusive<i32>,
        local: &[DayOff],
    ) -> Calendar {
        let mut named = Named::default();
        named.add(published);
        named.add(local);
        let holidays = Holidays::prepare(nation, published_years, named);
        Calendar { holidays: Arc::new(holidays), closures: Closures::Kept }
    }

    /// A calendar with no published list: every year by rule, no closures.
    pub fn by_rule(nation: Nation) -> Calendar {
        Calendar::new(nation, &[], RangeInclusive::new(1, 0), &[])
    }

    /// The nation whose bank holidays these are.
    pub fn nation(&self) -> Nation {
        self.holidays.nation
    }

    /// The same calendar with office closures counted as working days: statutory counting.
    pub fn without_closures(&self) -> Calendar {
        Calendar { holidays: Arc::clone(&self.holidays), closures: Closures::Ignored }
    }

    /// The same calendar with more days off. A bank holiday outranks a closure, and the name a day has
    /// already stays. Takes some milliseconds: keep the answer.
    pub fn adding(&self, more: &[DayOff]) -> Calendar {
        let mut named = self.holidays.named.clone();
        named.add(more);
        let holidays = Holidays::prepare(self.holidays.nation, self.holidays.published_years.clone(), named);
        Calendar { holidays: Arc::new(holidays), closures: self.closures }
    }

    /// The bank holidays of the years that are laid out, as days that another calendar can add.
    pub fn bank_holidays(&self) -> Vec<DayOff> {
        let given = self.holidays.named.bank_holidays.iter();
        let given = given.map(|(date, name)| DayOff { date: *date, name: name.clone(), kind: DayOffKind::BankHoliday });
        let computed = PREPARED_YEARS.filter(|year| self.holidays.is_computed(*year));
        given.chain(computed.flat_map(|year| bank_holidays_by_rule(self.holidays.nation, year))).collect()
    }

    /// Why `date` does not count, or `None` when it is a working day.
    pub fn why_not(&self, date: NaiveDate) -> Option<Why> {
        if self.is_working_day(date) {
            return None;
        }
        if is_weekend(date) {
            return Some(Why::Weekend);
        }
        let bank_holiday = self.holidays.bank_holiday_on(date).map(Why::BankHoliday);
        bank_holiday.or_else(|| self.closure_on(date).map(Why::Closure))
    }

    /// Whether `date` counts.
    pub fn is_working_day(&self, date: NaiveDate) -> bool {
        self.span(date.year()).is_working_day(date)
    }

    /// The `days`-th working day strictly after `from`, which is day 0 whether or not it counts itself.
    ///
    /// No days lead back to `from`. Past the end of chrono's time the answer stays on its last date.
    pub fn add_working_days(&self, from: NaiveDate, days: u32) -> NaiveDate {
        if days == 0 {
            return from;
        }
        let mut left = days;
        let mut year = from.year();
        while year <= NaiveDate::MAX.year() {
            let span = self.span(year);
            match span.nth_after(from, left) {
                Ok(date) => return date,
                Err(passed) => left -= passed,
            }
            year = span.last().year() + 1;
        }
        NaiveDate::MAX
    }

    /// How many working days lie after `after`, up to and including `to`; negative when `to` is the earlier.
    pub fn count_working_days(&self, after: NaiveDate, to: NaiveDate) -> i64 {
        if to < after {
            return -self.count_working_days(to, after);
        }
        let mut count = 0;
        let mut year = after.year();
        while year <= to.year() {
            let span = self.span(year);
            count += i64::from(span.up_to(to) - span.up_to(after));
            year = span.last().year() + 1;
        }
        count
    }

    /// `date` itself when it counts, otherwise the next working day.
    pub fn first_working_day_from(&self, date: NaiveDate) -> NaiveDate {
        if self.is_working_day(date) { date } else { self.add_working_days(date, 1) }
    }

    fn closure_on(&self, date: NaiveDate) -> Option<String> {
        match self.closures {
            Closures::Kept => self.holidays.named.closures.get(&date).cloned(),
            Closures::Ignored => None,
        }
    }

    /// The prepared years, or the one other year that was asked for.
    fn span(&self, year: i32) -> Cow<'_, Table> {
        if PREPARED_YEARS.contains(&year) {
            return Cow::Borrowed(self.holidays.prepared(self.closures));
        }
        Cow::Owned(self.holidays.lay_out(year..=year, self.closures))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Closures {
    Kept,
    Ignored,
}

/// What all clones of a calendar share.
#[derive(Debug, PartialEq, Eq)]
struct Holidays {
    nation: Nation,
    published_years: RangeInclusive<i32>,
    named: Named,
    statutory: Table,
    /// Only laid out separately where there is a closure.
    with_closures: Option<Table>,
}

/// The days off that were handed in, with their names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Named {
    bank_holidays: BTreeMap<NaiveDate, String>,
    closures: BTreeMap<NaiveDate, String>,
}

impl Named {
    fn add(&mut self, days: &[DayOff]) {
        for day in days {
            let names = match day.kind {
                DayOffKind::BankHoliday => &mut self.bank_holidays,
                DayOffKind::Closure => &mut self.closures,
            };
            names.entry(day.date).or_insert_with(|| day.name.clone());
        }
    }
}

impl Holidays {
    fn prepare(nation: Nation, published_years: RangeInclusive<i32>, named: Named) -> Holidays {
        let mut holidays =
            Holidays { nation, published_years, named, statutory: Table::default(), with_closures: None };
        holidays.statutory = holidays.lay_out(PREPARED_YEARS, Closures::Ignored);
        if !holidays.named.closures.is_empty() {
            holidays.with_closures = Some(holidays.lay_out(PREPARED_YEARS, Closures::Kept));
        }
        holidays
    }

    fn prepared(&self, closures: Closures) -> &Table {
        match closures {
            Closures::Kept => self.with_closures.as_ref().unwrap_or(&self.statutory),
            Closures::Ignored => &self.statutory,
        }
    }

    fn lay_out(&self, years: RangeInclusive<i32>, closures: Closures) -> Table {
        let mut off: BTreeSet<NaiveDate> = self.named.bank_holidays.keys().copied().collect();
        for year in years.clone().filter(|year| self.is_computed(*year)) {
            off.extend(rule::dates(self.nation, year));
        }
        match closures {
            Closures::Kept => off.extend(self.named.closures.keys()),
            Closures::Ignored => {}
        }
        Table::new(years, |date| !is_weekend(date) && !off.contains(&date))
    }

    fn bank_holiday_on(&self, date: NaiveDate) -> Option<String> {
        let given = self.named.bank_holidays.get(&date).cloned();
        given.or_else(|| self.computed_on(date))
    }

    fn computed_on(&self, date: NaiveDate) -> Option<String> {
        let year = Some(date.year()).filter(|year| self.is_computed(*year))?;
        let days = bank_holidays_by_rule(self.nation, year);
        days.into_iter().find(|day| day.date == date).map(|day| day.name)
    }

    fn is_computed(&self, year: i32) -> bool {
        !self.published_years.contains(&year)
    }
}

fn is_weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}
