//! Days that lie behind us, as people say them at a desk: without a year, by their name, "yesterday".

use chrono::{Datelike, Days, Weekday};
use domain::Date;

/// So many years back there is a 29 February, whatever the year.
const YEARS: i32 = 8;

/// The latest such day up to `today`; `None` where the words say none.
pub(super) fn day(typed: &str, today: Date) -> Option<Date> {
    let words = typed.trim().to_lowercase();
    match words.as_str() {
        "today" => Some(today),
        "yesterday" => today.pred_opt(),
        words => named(words.strip_prefix("last ").unwrap_or(words), today).or_else(|| without_year(words, today)),
    }
}

/// "Monday": today, or the last one before it.
fn named(words: &str, today: Date) -> Option<Date> {
    let day: Weekday = words.parse().ok()?;
    let back = today.weekday().days_since(day);
    today.checked_sub_days(Days::new(back.into()))
}

/// "26/11", "26 Nov", "26th November": this year, or the last one in which it has been.
fn without_year(words: &str, today: Date) -> Option<Date> {
    const WAYS: [(&str, char); 5] =
        [("%d/%m/%Y", '/'), ("%d.%m.%Y", '.'), ("%d-%m-%Y", '-'), ("%d %b %Y", ' '), ("%d %B %Y", ' ')];
    let words = plain(words);
    let read = |year: i32| {
        WAYS.iter().find_map(|(way, between)| Date::parse_from_str(&format!("{words}{between}{year}"), way).ok())
    };
    (0..=YEARS).filter_map(|back| read(today.year() - back)).find(|date| *date <= today)
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
            assert_eq!(day(typed, saturday), read, "{typed}");
        }
    }
}
