//! Days as people say them at a desk: without a year, by their name, "yesterday", "tomorrow".

use chrono::{Datelike, Days, Weekday};
use domain::Date;

/// In so many years there is a 29 February, whatever the year.
const YEARS: i32 = 8;

/// Where a day lies that is said without its year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lies {
    /// Today, or the last such day before it: something has happened.
    Behind,
    /// Today, or the next such day: something is to be done.
    Ahead,
    /// On whichever side is nearer.
    Nearby,
}

/// The day that these words mean; `None` where they mean none.
pub(super) fn day(typed: &str, today: Date, lies: Lies) -> Option<Date> {
    let words = typed.trim().to_lowercase();
    match words.as_str() {
        "today" => Some(today),
        "yesterday" if lies != Lies::Ahead => today.pred_opt(),
        "tomorrow" if lies != Lies::Behind => today.succ_opt(),
        words => named(words, today, lies).or_else(|| without_year(words, today, lies)),
    }
}

/// "Monday": today, or the last one before it, or the next one. Two of them are equally near.
fn named(words: &str, today: Date, lies: Lies) -> Option<Date> {
    let day = |words: &str| words.parse::<Weekday>().ok();
    match lies {
        Lies::Behind => {
            let back = today.weekday().days_since(day(words.strip_prefix("last ").unwrap_or(words))?);
            today.checked_sub_days(Days::new(back.into()))
        }
        Lies::Ahead => {
            let ahead = day(words)?.days_since(today.weekday());
            today.checked_add_days(Days::new(ahead.into()))
        }
        Lies::Nearby => None,
    }
}

/// "26/11", "26 Nov", "26th November": in the year in which it lies there.
fn without_year(words: &str, today: Date, lies: Lies) -> Option<Date> {
    const WAYS: [(&str, char); 5] =
        [("%d/%m/%Y", '/'), ("%d.%m.%Y", '.'), ("%d-%m-%Y", '-'), ("%d %b %Y", ' '), ("%d %B %Y", ' ')];
    let words = plain(words);
    let read = |year: i32| {
        WAYS.iter().find_map(|(way, between)| Date::parse_from_str(&format!("{words}{between}{year}"), way).ok())
    };
    let behind = || (0..=YEARS).filter_map(|back| read(today.year() - back)).find(|date| *date <= today);
    let ahead = || (0..=YEARS).filter_map(|years| read(today.year() + years)).find(|date| *date >= today);
    match lies {
        Lies::Behind => behind(),
        Lies::Ahead => ahead(),
        Lies::Nearby => behind().into_iter().chain(ahead()).min_by_key(|date| (*date - today).num_days().abs()),
    }
}

/// "26 november" of "26th november".
fn plain(words: &str) -> String {
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let (day, rest) = words.split_at(digits);
    let rest = ["st ", "nd ", "rd ", "th "].iter().find_map(|end| rest.strip_prefix(end)).unwrap_or(rest).trim_start();
    if rest.starts_with(|letter: char| letter.is_alphabetic()) { format!("{day} {rest}") } else { words.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_without_its_year_is_the_latest_such_day() {
        let saturday = Date::from_ymd_opt(2026, 11, 28).expect("a date");
        let table = [
            ("today", Some((2026, 11, 28))),
            (" Yesterday ", Some((2026, 11, 27))),
            ("26/11", Some((2026, 11, 26))),
            ("28/11", Some((2026, 11, 28))),
            ("29/11", Some((2025, 11, 29))),
            ("26.11", Some((2026, 11, 26))),
            ("26 Nov", Some((2026, 11, 26))),
            ("26 november", Some((2026, 11, 26))),
            ("26th November", Some((2026, 11, 26))),
            ("1st dec", Some((2025, 12, 1))),
            ("29/2", Some((2024, 2, 29))),
            ("Saturday", Some((2026, 11, 28))),
            ("last monday", Some((2026, 11, 23))),
            ("thu", Some((2026, 11, 26))),
            ("31/11", None),
            ("26", None),
            ("soon", None),
            ("", None),
            ("tomorrow", None),
        ];
        for (typed, read) in table {
            let read = read.and_then(|(year, month, day)| Date::from_ymd_opt(year, month, day));
            assert_eq!(day(typed, saturday, Lies::Behind), read, "{typed}");
        }
    }

    #[test]
    fn what_is_to_be_done_lies_ahead_and_what_may_be_either_is_the_nearer() {
        let saturday = Date::from_ymd_opt(2026, 11, 28).expect("a date");
        let table = [
            ("today", Some((2026, 11, 28)), Some((2026, 11, 28))),
            ("tomorrow", Some((2026, 11, 29)), Some((2026, 11, 29))),
            ("yesterday", None, Some((2026, 11, 27))),
            ("28/11", Some((2026, 11, 28)), Some((2026, 11, 28))),
            ("27/11", Some((2027, 11, 27)), Some((2026, 11, 27))),
            ("3/12", Some((2026, 12, 3)), Some((2026, 12, 3))),
            ("4 jan", Some((2027, 1, 4)), Some((2027, 1, 4))),
            ("1st September", Some((2027, 9, 1)), Some((2026, 9, 1))),
            ("29/2", Some((2028, 2, 29)), Some((2028, 2, 29))),
            ("Friday", Some((2026, 12, 4)), None),
            ("saturday", Some((2026, 11, 28)), None),
            ("last friday", None, None),
            ("31/11", None, None),
            ("soon", None, None),
        ];
        let date =
            |read: Option<(i32, u32, u32)>| read.and_then(|(year, month, day)| Date::from_ymd_opt(year, month, day));
        for (typed, ahead, nearby) in table {
            assert_eq!(day(typed, saturday, Lies::Ahead), date(ahead), "{typed} ahead");
            assert_eq!(day(typed, saturday, Lies::Nearby), date(nearby), "{typed} nearby");
        }
    }
}
