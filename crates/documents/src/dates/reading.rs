//! How a column's dates are to be read, once that is decided, and reading one of them so.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::formats::{Readings, is_no_such_day, part, plain, readings};
use super::times::parse_time;

/// How the dates of a column are meant. Dates that can only be read one way (the year first, the month named)
/// are read that way under each of these. Two-digit years are 1970 to 2069.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateReading {
    /// 04-08-2015 is 4 August. A value that can only be month-first is refused.
    DayFirst,
    /// 04-08-2015 is 8 April. A value that can only be day-first is refused.
    MonthFirst,
    /// Mixed: 04-08-2015 is 4 August, and 04-22-2015, which has no other reading, is 22 April.
    DayFirstUnlessImpossible,
    /// Mixed: 04-08-2015 is 8 April, and 22-04-2015, which has no other reading, is 22 April. What a
    /// British spreadsheet makes of American dates, or the reverse, on the way through.
    MonthFirstUnlessImpossible,
    /// 42116 is 22 April 2015: Excel's count of days, pasted without its format.
    ExcelDayNumber,
}

impl DateReading {
    /// The reading in words, to follow "read".
    pub fn in_words(self) -> &'static str {
        match self {
            Self::DayFirst => "with the day first",
            Self::MonthFirst => "with the month first",
            Self::DayFirstUnlessImpossible => {
                "with the day first, but with the month first where that alone gives a date"
            }
            Self::MonthFirstUnlessImpossible => {
                "with the month first, but with the day first where that alone gives a date"
            }
            Self::ExcelDayNumber => "as Excel's day numbers",
        }
    }

    pub(super) fn choose(self, readings: Readings) -> Option<NaiveDate> {
        readings.one_way.or(match self {
            Self::DayFirst => readings.day_first,
            Self::MonthFirst => readings.month_first,
            Self::DayFirstUnlessImpossible => readings.day_first.or(readings.month_first),
            Self::MonthFirstUnlessImpossible => readings.month_first.or(readings.day_first),
            Self::ExcelDayNumber => readings.serial,
        })
    }
}

/// Reads a date; a time of day behind it must be one, and is left off. The error is a sentence.
pub fn parse(value: &str, reading: &DateReading) -> Result<NaiveDate, String> {
    parse_moment(value, reading).map(|(date, _)| date)
}

/// Reads a date with its time of day; `None` for the time where the value has none. The error is a sentence.
pub fn parse_moment(value: &str, reading: &DateReading) -> Result<(NaiveDate, Option<NaiveDateTime>), String> {
    let (date, time) = part(value);
    let time = time.map(parse_time).transpose()?;
    if date.is_empty() && time.is_some() {
        return Err(format!("“{}” is only a time of day, without a date.", value.trim()));
    }
    let date = date_of(date, *reading)?;
    Ok((date, time.map(|time| date.and_time(time))))
}

fn date_of(text: &str, reading: DateReading) -> Result<NaiveDate, String> {
    if text.is_empty() {
        return Err("The date is missing.".to_owned());
    }
    let all = readings(&plain(text));
    reading.choose(all).ok_or_else(|| refusal(text, reading, all))
}

fn refusal(text: &str, reading: DateReading, all: Readings) -> String {
    let otherwise = all.day_first.or(all.month_first).or(all.serial);
    match otherwise {
        Some(date) => format!(
            "“{text}” is not a date when read {}; read otherwise it would be {}.",
            reading.in_words(),
            date.format("%-d %B %Y")
        ),
        None if is_no_such_day(&plain(text)) => format!("“{text}” is not a date of the calendar."),
        None => format!("“{text}” is not a date written in a way that can be read here; write it like 31/10/2026."),
    }
}

#[cfg(test)]
mod tests {
    use super::DateReading::{
        DayFirst, DayFirstUnlessImpossible, ExcelDayNumber, MonthFirst, MonthFirstUnlessImpossible,
    };
    use super::{parse, parse_moment};

    #[test]
    fn each_value_is_read_as_was_decided() {
        let cases = [
            ("04-08-2015", DayFirst, "2015-08-04"),
            ("04-08-2015", MonthFirst, "2015-04-08"),
            ("04-08-2015", DayFirstUnlessImpossible, "2015-08-04"),
            ("04-08-2015", MonthFirstUnlessImpossible, "2015-04-08"),
            ("22-04-2015", MonthFirstUnlessImpossible, "2015-04-22"),
            ("04-22-2015", DayFirstUnlessImpossible, "2015-04-22"),
            ("4/8/2015", DayFirst, "2015-08-04"),
            ("04.08.15", DayFirst, "2015-08-04"),
            ("31/12/69", DayFirst, "2069-12-31"),
            ("31/12/70", DayFirst, "1970-12-31"),
            ("2015-04-08", MonthFirst, "2015-04-08"),
            ("2015-04-08T23:59:59", DayFirst, "2015-04-08"),
            ("8 April 2015", MonthFirst, "2015-04-08"),
            ("8 Apr 2015", MonthFirst, "2015-04-08"),
            ("08-Apr-15", DayFirst, "2015-04-08"),
            ("April 8, 2015", DayFirst, "2015-04-08"),
            ("3rd Nov 2025", DayFirst, "2025-11-03"),
            ("November 21st, 2025", DayFirst, "2025-11-21"),
            ("Monday 3 November 2025", MonthFirst, "2025-11-03"),
            ("Mon, 3rd Nov 2025", DayFirst, "2025-11-03"),
            ("3 Sept 2025", DayFirst, "2025-09-03"),
            ("03-SEPT-2025", DayFirst, "2025-09-03"),
            ("3 September 2025", DayFirst, "2025-09-03"),
            ("20150408", DayFirst, "2015-04-08"),
            (" 08/04/2015 3:53:50 PM ", DayFirst, "2015-04-08"),
            ("29/02/2016", DayFirst, "2016-02-29"),
            ("42116", ExcelDayNumber, "2015-04-22"),
            ("42116.66", ExcelDayNumber, "2015-04-22"),
        ];
        for (given, reading, expected) in cases {
            assert_eq!(
                parse(given, &reading).map(|date| date.to_string()),
                Ok(expected.to_owned()),
                "{given} read {reading:?}"
            );
        }
    }

    #[test]
    fn what_cannot_be_read_so_is_refused_in_a_sentence() {
        let cases = [
            (
                "22-04-2015",
                MonthFirst,
                "“22-04-2015” is not a date when read with the month first; read otherwise it would be 22 April 2015.",
            ),
            (
                "04/22/2015",
                DayFirst,
                "“04/22/2015” is not a date when read with the day first; read otherwise it would be 22 April 2015.",
            ),
            ("31-02-2015", MonthFirstUnlessImpossible, "“31-02-2015” is not a date of the calendar."),
            ("29/02/2015", DayFirst, "“29/02/2015” is not a date of the calendar."),
            ("04-08-0015", DayFirst, "“04-08-0015” is not a date of the calendar."),
            ("31 Nov 2025", DayFirst, "“31 Nov 2025” is not a date of the calendar."),
            ("Tuesday 3 November 2025", DayFirst, "“Tuesday 3 November 2025” is not a date of the calendar."),
            (
                "soon",
                DayFirst,
                "“soon” is not a date written in a way that can be read here; write it like 31/10/2026.",
            ),
            (
                "13/11/2025 3pm",
                DayFirst,
                "“13/11/2025 3pm” is not a date written in a way that can be read here; write it like 31/10/2026.",
            ),
            (
                "Nov 2025",
                DayFirst,
                "“Nov 2025” is not a date written in a way that can be read here; write it like 31/10/2026.",
            ),
            ("00:00:00", DayFirst, "“00:00:00” is only a time of day, without a date."),
            (
                "42116",
                DayFirst,
                "“42116” is not a date when read with the day first; read otherwise it would be 22 April 2015.",
            ),
            ("", DayFirst, "The date is missing."),
            ("08/04/2015 25:00", DayFirst, "“25:00” is not a time of day; write it like 15:53 or 3:53 PM."),
            ("2015-04-08T23:30:00Z", DayFirst, "“23:30:00Z” is not a time of day; write it like 15:53 or 3:53 PM."),
        ];
        for (given, reading, expected) in cases {
            assert_eq!(parse(given, &reading), Err(expected.to_owned()), "{given} read {reading:?}");
        }
    }

    #[test]
    fn a_moment_keeps_its_time() {
        let (date, moment) = parse_moment("22-04-2015 3:53:50 PM", &DayFirst).unwrap();
        assert_eq!(date.to_string(), "2015-04-22");
        assert_eq!(moment.unwrap().to_string(), "2015-04-22 15:53:50");
        assert_eq!(parse_moment("22-04-2015", &DayFirst).unwrap().1, None);
    }
}
