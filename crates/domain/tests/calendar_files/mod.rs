//! The shipped calendar files, and dates written with their weekday.
#![allow(dead_code, reason = "each test file uses a part")]

use chrono::NaiveDate;
use domain::calendar::{Calendar, CalendarFile, DayOff, Nation};

/// The calendar of the shipped list.
pub fn shipped(nation: Nation) -> Calendar {
    shipped_with(nation, &[])
}

/// The calendar of the shipped list with days the council added.
pub fn shipped_with(nation: Nation, local: &[DayOff]) -> Calendar {
    shipped_file(nation).calendar(local).expect("the shipped list is sound")
}

/// The shipped file as it is.
pub fn shipped_file(nation: Nation) -> CalendarFile {
    let path = format!("{}/../../calendars/{}.toml", env!("CARGO_MANIFEST_DIR"), nation.as_str());
    let text = std::fs::read_to_string(path).expect("the calendar is shipped");
    toml::from_str(&text).expect("the shipped calendar can be read")
}

/// `"Mon 2 Nov 2026"`; fails when that day is not a Monday.
pub fn day(name: &str) -> NaiveDate {
    NaiveDate::parse_from_str(name, "%a %d %b %Y").expect("a date with its weekday")
}

/// The reverse of [`day`].
pub fn named(date: NaiveDate) -> String {
    date.format("%a %-d %b %Y").to_string()
}
