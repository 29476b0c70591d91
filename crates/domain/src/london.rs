//! The one place where moments become dates.
//!
//! Dates are civil dates as the council's wall calendar has them; moments are UTC. All three
//! calendars of the United Kingdom share the time zone Europe/London.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};
use chrono_tz::Europe::London;

/// A civil date in the United Kingdom.
pub type Date = NaiveDate;

/// A time of day in London.
pub type Time = NaiveTime;

/// A moment in UTC.
pub type Moment = DateTime<Utc>;

/// The date on the wall in London at `moment`.
pub fn date_of(moment: Moment) -> Date {
    moment.with_timezone(&London).date_naive()
}

/// Date and time on the wall in London at `moment`, for people to read.
pub fn local(moment: Moment) -> NaiveDateTime {
    moment.with_timezone(&London).naive_local()
}

/// The first moment of `date` in London. A limit that ends on day N is kept by anything before
/// the start of day N + 1.
pub fn start_of(date: Date) -> Moment {
    moment_of(date.and_time(NaiveTime::MIN))
}

/// The moment a London wall clock shows `local`: the earlier of the two when the clocks go back,
/// and the moment of the change for a time that the change in spring leaves out.
pub fn moment_of(local: NaiveDateTime) -> Moment {
    let found = London.from_local_datetime(&local).earliest();
    let skipped = || London.from_local_datetime(&(local + chrono::TimeDelta::hours(1))).earliest();
    match found.or_else(skipped) {
        Some(moment) => moment.with_timezone(&Utc),
        None => local.and_utc(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utc(text: &str) -> Moment {
        text.parse().expect("a moment")
    }

    #[test]
    fn a_moment_belongs_to_the_date_on_the_wall() {
        let table = [
            ("late evening in summer is the next day", "2026-07-01T23:30:00Z", "2026-07-02"),
            ("late evening in winter is the same day", "2026-12-01T23:30:00Z", "2026-12-01"),
            ("first 01:30 as the clocks go back", "2026-10-25T00:30:00Z", "2026-10-25"),
            ("second 01:30 as the clocks go back", "2026-10-25T01:30:00Z", "2026-10-25"),
            ("the last minute of a due date", "2026-11-23T23:59:59Z", "2026-11-23"),
            ("the first minute after it", "2026-11-24T00:00:00Z", "2026-11-24"),
        ];
        for (name, moment, date) in table {
            assert_eq!(date_of(utc(moment)).to_string(), date, "{name}");
        }
    }

    #[test]
    fn a_day_starts_at_midnight_in_london() {
        let table = [
            ("winter", "2026-11-23", "2026-11-23T00:00:00Z"),
            ("summer", "2026-07-02", "2026-07-01T23:00:00Z"),
            ("the day the clocks go forward", "2026-03-29", "2026-03-29T00:00:00Z"),
            ("the day the clocks go back", "2026-10-25", "2026-10-24T23:00:00Z"),
        ];
        for (name, date, moment) in table {
            assert_eq!(start_of(date.parse().expect("a date")), utc(moment), "{name}");
        }
    }

    #[test]
    fn both_half_past_ones_read_the_same_and_keep_their_order() {
        let (first, second) = (utc("2026-10-25T00:30:00Z"), utc("2026-10-25T01:30:00Z"));
        assert_eq!(local(first), local(second));
        assert_eq!(moment_of(local(second)), first, "the earlier one is taken");
    }
}
