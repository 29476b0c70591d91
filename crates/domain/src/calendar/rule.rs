//! Bank holidays of a year nobody has published yet, computed from the law and settled custom.
//!
//! Sources: the Banking and Financial Dealings Act 1971, schedule 1, as amended by the St Andrew's Day Bank
//! Holiday (Scotland) Act 2007; and the days proclaimed every year under section 1 of the Act (New Year's Day
//! outside Scotland, the early May holiday, Boxing Day in Scotland, substitutes for Saturdays, 12 July in
//! Northern Ireland). Names and substitute days follow <https://www.gov.uk/bank-holidays>. One-off
//! proclamations cannot be computed; they are published, or added by the council.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::easter::easter_sunday;
use super::{DayOff, DayOffKind, Nation, is_weekend};

/// The bank holidays of `nation` in `year` by today's rules, in order of date, none on a weekend.
///
/// `year` must be one that chrono can hold; any other has none.
pub fn bank_holidays_by_rule(nation: Nation, year: i32) -> Vec<DayOff> {
    let mut days: Vec<DayOff> = computed(nation, year).into_iter().map(Computed::into_day_off).collect();
    days.sort();
    days
}

/// The dates alone, in no particular order.
pub(super) fn dates(nation: Nation, year: i32) -> impl Iterator<Item = NaiveDate> {
    computed(nation, year).into_iter().map(|day| day.date)
}

struct Computed {
    date: NaiveDate,
    name: &'static str,
    is_substitute: bool,
}

impl Computed {
    fn into_day_off(self) -> DayOff {
        let suffix = if self.is_substitute { " (substitute day)" } else { "" };
        DayOff { date: self.date, name: format!("{}{suffix}", self.name), kind: DayOffKind::BankHoliday }
    }
}

fn computed(nation: Nation, year: i32) -> Vec<Computed> {
    if !(NaiveDate::MIN.year()..=NaiveDate::MAX.year()).contains(&year) {
        return Vec::new();
    }
    let mut days = shared(year);
    match nation {
        Nation::EnglandAndWales => days.extend(outside_scotland(year)),
        Nation::Scotland => days.extend(scotland(year)),
        Nation::NorthernIreland => {
            days.extend(outside_scotland(year));
            days.extend(northern_ireland(year));
        }
    }
    days
}

fn shared(year: i32) -> Vec<Computed> {
    let mut days = vec![
        on(easter_sunday(year) - Days::new(2), "Good Friday"),
        on(first_monday(year, 5), "Early May bank holiday"),
        on(last_monday(year, 5), "Spring bank holiday"),
    ];
    days.extend(christmas(year));
    days
}

fn outside_scotland(year: i32) -> [Computed; 3] {
    [
        on_or_monday_after(date(year, 1, 1), "New Year’s Day"),
        on(easter_sunday(year) + Days::new(1), "Easter Monday"),
        on(last_monday(year, 8), "Summer bank holiday"),
    ]
}

fn scotland(year: i32) -> Vec<Computed> {
    let mut days = Vec::from(scottish_new_year(year));
    days.push(on(first_monday(year, 8), "Summer bank holiday"));
    days.extend((year >= 2007).then(|| on_or_monday_after(date(year, 11, 30), "St Andrew’s Day")));
    days
}

fn northern_ireland(year: i32) -> [Computed; 2] {
    [
        on_or_monday_after(date(year, 3, 17), "St Patrick’s Day"),
        on_or_monday_after(date(year, 7, 12), "Battle of the Boyne (Orangemen’s Day)"),
    ]
}

/// Scotland keeps two days. When 1 January is a Sunday the Act leaves 2 January where it is and moves New
/// Year's Day behind it, to the 3rd.
fn scottish_new_year(year: i32) -> [Computed; 2] {
    let (first, second) = match date(year, 1, 1).weekday() {
        Weekday::Mon | Weekday::Tue | Weekday::Wed | Weekday::Thu => ((1, false), (2, false)),
        Weekday::Fri => ((1, false), (4, true)),
        Weekday::Sat => ((3, true), (4, true)),
        Weekday::Sun => ((3, true), (2, false)),
    };
    [moved(year, 1, first, "New Year’s Day"), moved(year, 1, second, "2nd January")]
}

/// When 25 December is a Sunday, Boxing Day keeps Monday the 26th and Christmas Day moves to the 27th.
fn christmas(year: i32) -> [Computed; 2] {
    let (christmas, boxing) = match date(year, 12, 25).weekday() {
        Weekday::Mon | Weekday::Tue | Weekday::Wed | Weekday::Thu => ((25, false), (26, false)),
        Weekday::Fri => ((25, false), (28, true)),
        Weekday::Sat => ((27, true), (28, true)),
        Weekday::Sun => ((27, true), (26, false)),
    };
    [moved(year, 12, christmas, "Christmas Day"), moved(year, 12, boxing, "Boxing Day")]
}

fn on(date: NaiveDate, name: &'static str) -> Computed {
    Computed { date, name, is_substitute: false }
}

fn on_or_monday_after(proper: NaiveDate, name: &'static str) -> Computed {
    let to_monday = if is_weekend(proper) { 7 - proper.weekday().num_days_from_monday() } else { 0 };
    Computed { date: proper + Days::new(u64::from(to_monday)), name, is_substitute: to_monday > 0 }
}

fn moved(year: i32, month: u32, (day, is_substitute): (u32, bool), name: &'static str) -> Computed {
    Computed { date: date(year, month, day), name, is_substitute }
}

fn first_monday(year: i32, month: u32) -> NaiveDate {
    NaiveDate::from_weekday_of_month_opt(year, month, Weekday::Mon, 1).expect("every month has a first Monday")
}

/// The last Monday of a month of 31 days.
fn last_monday(year: i32, month: u32) -> NaiveDate {
    let last = date(year, month, 31);
    last - Days::new(u64::from(last.weekday().num_days_from_monday()))
}

fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("the year was checked and the day is in every year")
}
