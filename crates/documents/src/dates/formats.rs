//! The formats a written date may have, as chrono patterns, and all the dates a text can mean.

use std::borrow::Cow;

use chrono::{Days, NaiveDate, format::ParseErrorKind};

/// The years a date in a council's log can lie in; others are slips or misreadings (`%Y` reads "15" as the
/// year 15).
const YEARS: std::ops::Range<i32> = 1900..2200;

/// One way to write a date.
#[derive(Debug)]
pub(super) struct Written {
    /// As people name it.
    pub(super) name: &'static str,
    pattern: &'static str,
    pub(super) order: Order,
}

/// Which part comes first, as far as that can be mistaken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    DayFirst,
    MonthFirst,
    /// The year stands first or the month is named: nothing to mistake.
    OneWay,
}

const fn written(name: &'static str, pattern: &'static str, order: Order) -> Written {
    Written { name, pattern, order }
}

/// The name of Excel's day numbers, which no pattern describes.
pub(super) const SERIAL: &str = "Excel day number";

/// Every format that is tried.
pub(super) const ALL: [Written; 27] = [
    written("DD-MM-YYYY", "%d-%m-%Y", Order::DayFirst),
    written("DD/MM/YYYY", "%d/%m/%Y", Order::DayFirst),
    written("DD.MM.YYYY", "%d.%m.%Y", Order::DayFirst),
    written("DD MM YYYY", "%d %m %Y", Order::DayFirst),
    written("DD-MM-YY", "%d-%m-%y", Order::DayFirst),
    written("DD/MM/YY", "%d/%m/%y", Order::DayFirst),
    written("DD.MM.YY", "%d.%m.%y", Order::DayFirst),
    written("MM-DD-YYYY", "%m-%d-%Y", Order::MonthFirst),
    written("MM/DD/YYYY", "%m/%d/%Y", Order::MonthFirst),
    written("MM.DD.YYYY", "%m.%d.%Y", Order::MonthFirst),
    written("MM DD YYYY", "%m %d %Y", Order::MonthFirst),
    written("MM-DD-YY", "%m-%d-%y", Order::MonthFirst),
    written("MM/DD/YY", "%m/%d/%y", Order::MonthFirst),
    written("MM.DD.YY", "%m.%d.%y", Order::MonthFirst),
    written("YYYY-MM-DD", "%Y-%m-%d", Order::OneWay),
    written("YYYY/MM/DD", "%Y/%m/%d", Order::OneWay),
    written("YYYY.MM.DD", "%Y.%m.%d", Order::OneWay),
    written("YYYYMMDD", "%Y%m%d", Order::OneWay),
    written("DD Mon YYYY", "%d %B %Y", Order::OneWay),
    written("DD-Mon-YYYY", "%d-%B-%Y", Order::OneWay),
    written("DD Mon YY", "%d %B %y", Order::OneWay),
    written("DD-Mon-YY", "%d-%B-%y", Order::OneWay),
    written("DD/Mon/YYYY", "%d/%B/%Y", Order::OneWay),
    written("Mon DD, YYYY", "%B %d, %Y", Order::OneWay),
    written("Mon DD YYYY", "%B %d %Y", Order::OneWay),
    written("Weekday DD Mon YYYY", "%A %d %B %Y", Order::OneWay),
    written("Weekday, DD Mon YYYY", "%A, %d %B %Y", Order::OneWay),
];

impl Written {
    /// The date, if the [`plain`] text is written this way and the calendar has that day.
    pub(super) fn read(&self, text: &str) -> Option<NaiveDate> {
        self.attempt(text)?.ok()
    }

    /// The date, or that the calendar does not have it; nothing if the text is not written this way.
    fn attempt(&self, text: &str) -> Option<Result<NaiveDate, NoSuchDay>> {
        // The pattern's spaces match none at all, so that "22Apr2015" and "22042015" would pass.
        if self.pattern.contains(' ') != text.contains(' ') || text.starts_with(['+', '-']) {
            return None;
        }
        let is_no_day = match NaiveDate::parse_from_str(text, self.pattern) {
            Ok(date) if YEARS.contains(&chrono::Datelike::year(&date)) => return Some(Ok(date)),
            Ok(_) => true,
            Err(error) => matches!(error.kind(), ParseErrorKind::OutOfRange | ParseErrorKind::Impossible),
        };
        (is_no_day && signs(text).eq(signs(self.pattern))).then_some(Err(NoSuchDay))
    }
}

/// What stands between the parts. The library stops at the first part that is out of range, whatever follows.
fn signs(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|sign| !sign.is_alphanumeric() && *sign != '%')
}

/// A date that is written well and is in no calendar, such as 29/02/2015.
struct NoSuchDay;

/// Whether the [`plain`] text is written like a date, only that the calendar has no such day.
pub(super) fn is_no_such_day(text: &str) -> bool {
    ALL.iter().any(|written| matches!(written.attempt(text), Some(Err(NoSuchDay))))
}

/// The text without what people add to numbers and months and the patterns do not know: "3rd Sept 2025" as
/// "3 Sep 2025".
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    if !text.contains(|letter: char| letter.is_ascii_alphabetic()) {
        return Cow::Borrowed(text);
    }
    let words: Vec<&str> = text.split_inclusive([' ', ',']).flat_map(parts).collect();
    let text = words.concat();
    if text.to_lowercase().contains("september") {
        return Cow::Owned(text);
    }
    Cow::Owned(text.replace("Sept", "Sep").replace("sept", "sep").replace("SEPT", "SEP"))
}

/// A word and the sign behind it, the ending of a number left out: "3rd " as "3" and " ".
fn parts(word: &str) -> [&str; 2] {
    let (word, sign) = word.split_at(word.trim_end_matches([' ', ',']).len());
    let number = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending));
    let number = number.filter(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()));
    [number.unwrap_or(word), sign]
}

/// All the dates one text can mean.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Readings {
    pub(super) day_first: Option<NaiveDate>,
    pub(super) month_first: Option<NaiveDate>,
    pub(super) one_way: Option<NaiveDate>,
    pub(super) serial: Option<NaiveDate>,
}

/// Reads the [`plain`] text every way it can be read.
pub(super) fn readings(text: &str) -> Readings {
    let first =
        |order: Order| ALL.iter().filter(|written| written.order == order).find_map(|written| written.read(text));
    Readings {
        day_first: first(Order::DayFirst),
        month_first: first(Order::MonthFirst),
        one_way: first(Order::OneWay),
        serial: serial(text),
    }
}

/// Excel's day number, counted from 30 December 1899, if the text is one of the years 1954 to 2173. A
/// fraction, the time of day, is left off.
pub(super) fn serial(text: &str) -> Option<NaiveDate> {
    const LIKELY: std::ops::Range<u64> = 20_000..100_000;
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.len() != 5 || !digits(whole) || !digits(fraction) {
        return None;
    }
    let days: u64 = whole.parse().ok()?;
    let epoch = NaiveDate::from_ymd_opt(1899, 12, 30).expect("a day of the calendar");
    LIKELY.contains(&days).then(|| epoch.checked_add_days(Days::new(days))).flatten()
}

/// Parts a written moment into its date and its time of day: "22-04-2015 3:53 PM", "2015-04-22T15:53".
pub(super) fn part(value: &str) -> (&str, Option<&str>) {
    let value = value.trim();
    let Some(colon) = value.find(':') else {
        return (value, None);
    };
    let hours = value[..colon].trim_end_matches(|letter: char| letter.is_ascii_digit()).len();
    let date = value[..hours].trim_end();
    let date = date.strip_suffix('T').or_else(|| date.strip_suffix(',')).unwrap_or(date);
    (date.trim_end(), Some(&value[hours..]))
}
