//! Lengths of time, as files write them and as people read them.

use std::{borrow::Cow, fmt, str::FromStr};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{
    Deserialize, Deserializer, Serialize,
    de::{self, MapAccess, Visitor, value::MapAccessDeserializer},
};

use crate::feedback::words;

/// A length of time. In a file `"15 working days"`, or `{ number = 15, unit = "working-days" }`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Limit {
    /// How many.
    pub number: u32,
    /// Of what.
    pub unit: Unit,
}

words!(
    /// What a limit is counted in.
    Unit {
        /// Days on which the council works.
        WorkingDays = "working-days", "working days";
        /// Every day.
        CalendarDays = "calendar-days", "calendar days";
        /// Seven days each.
        CalendarWeeks = "calendar-weeks", "calendar weeks";
        /// Months; the last day of a shorter month, moved to the next working day.
        CalendarMonths = "calendar-months", "calendar months";
        /// Hours on the clock, days off included.
        Hours = "hours", "hours";
        /// The day itself or, where that is a day off, the next working day; the number says nothing.
        SameWorkingDay = "same-working-day", "the same working day";
    }
);

/// Words that name no length of time.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "found {0:?}, expected a number of working days, calendar days, weeks, months or hours, or \"same working day\"; \
     school days are working days beside [[term]], a year is 12 months"
)]
pub struct UnknownLimit(pub String);

impl Limit {
    /// So many of a unit.
    pub const fn of(number: u32, unit: Unit) -> Limit {
        Limit { number, unit }
    }

    /// In words: "15 working days", "1 calendar month", "the same working day".
    pub fn words(self) -> String {
        let unit = self.unit.title();
        match (self.unit, self.number) {
            (Unit::SameWorkingDay, _) => unit.to_owned(),
            (_, 1) => format!("1 {}", unit.trim_end_matches('s')),
            (_, number) => format!("{number} {unit}"),
        }
    }

    /// Whether it is longer than another however the days fall. `false` where that depends on the calendar.
    pub fn is_surely_longer_than(self, other: Limit) -> bool {
        if self.unit == other.unit {
            return self.number > other.number;
        }
        other.most_days().is_some_and(|most| self.fewest_days() > most)
    }

    /// The fewest calendar days it can take.
    fn fewest_days(self) -> u32 {
        match self.unit {
            Unit::WorkingDays | Unit::CalendarDays => self.number,
            Unit::CalendarWeeks => self.number.saturating_mul(7),
            Unit::CalendarMonths => self.number.saturating_mul(28),
            Unit::Hours => self.number / 24,
            Unit::SameWorkingDay => 0,
        }
    }

    /// The most calendar days it can take; `None` where holidays and closures decide.
    fn most_days(self) -> Option<u32> {
        match self.unit {
            Unit::CalendarDays => Some(self.number),
            Unit::CalendarWeeks => Some(self.number.saturating_mul(7)),
            Unit::Hours => Some(self.number.div_ceil(24)),
            Unit::WorkingDays | Unit::CalendarMonths | Unit::SameWorkingDay => None,
        }
    }
}

impl FromStr for Limit {
    type Err = UnknownLimit;

    fn from_str(text: &str) -> Result<Limit, UnknownLimit> {
        let unknown = || UnknownLimit(text.to_owned());
        if text == "same working day" {
            return Ok(Limit::of(0, Unit::SameWorkingDay));
        }
        let (number, unit) = text.split_once(' ').ok_or_else(unknown)?;
        // "10 days" is refused: which days is the question a procedure has to answer.
        let unit = match unit.trim_end_matches('s') {
            "working day" => Unit::WorkingDays,
            "calendar day" => Unit::CalendarDays,
            "week" | "calendar week" => Unit::CalendarWeeks,
            "month" | "calendar month" => Unit::CalendarMonths,
            "hour" => Unit::Hours,
            _ => return Err(unknown()),
        };
        Ok(Limit { number: number.parse().map_err(|_| unknown())?, unit })
    }
}

impl<'de> Deserialize<'de> for Limit {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Limit, D::Error> {
        from.deserialize_any(Either)
    }
}

impl JsonSchema for Limit {
    fn schema_name() -> Cow<'static, str> {
        "Limit".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A length of time, such as \"15 working days\" or \"same working day\".",
            "anyOf": [
                {
                    "type": "string",
                    "pattern": "^([0-9]+ (working day|calendar day|calendar week|week|calendar month|month|hour)s?|same working day)$",
                },
                {
                    "type": "object",
                    "properties": {
                        "number": generator.subschema_for::<u32>(),
                        "unit": generator.subschema_for::<Unit>(),
                    },
                    "required": ["number", "unit"],
                    "additionalProperties": false,
                },
            ],
        })
    }
}

/// Reads a limit from its words or from its two parts.
struct Either;

impl<'de> Visitor<'de> for Either {
    type Value = Limit;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a length of time such as \"15 working days\"")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Limit, E> {
        text.parse().map_err(E::custom)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Limit, A::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Parts {
            number: u32,
            unit: Unit,
        }
        let Parts { number, unit } = Parts::deserialize(MapAccessDeserializer::new(map))?;
        Ok(Limit { number, unit })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_read_and_said_in_words() {
        let table = [
            ("15 working days", Limit::of(15, Unit::WorkingDays), "15 working days"),
            ("1 working day", Limit::of(1, Unit::WorkingDays), "1 working day"),
            ("30 calendar days", Limit::of(30, Unit::CalendarDays), "30 calendar days"),
            ("2 weeks", Limit::of(2, Unit::CalendarWeeks), "2 calendar weeks"),
            ("1 month", Limit::of(1, Unit::CalendarMonths), "1 calendar month"),
            ("24 hours", Limit::of(24, Unit::Hours), "24 hours"),
            ("same working day", Limit::of(0, Unit::SameWorkingDay), "the same working day"),
        ];
        for (text, limit, words) in table {
            assert_eq!(text.parse(), Ok(limit), "{text}");
            assert_eq!(limit.words(), words, "{text}");
        }
    }

    #[test]
    fn one_is_longer_than_another_only_where_no_calendar_can_change_it() {
        let table = [
            ("11 working days", "10 working days", true),
            ("10 working days", "10 working days", false),
            ("3 weeks", "20 calendar days", true),
            ("3 weeks", "21 calendar days", false),
            ("21 working days", "20 calendar days", true),
            ("2 months", "8 weeks", false),
            ("3 months", "8 weeks", true),
            ("48 hours", "1 calendar day", true),
            ("60 calendar days", "10 working days", false),
            ("2 hours", "same working day", false),
        ];
        for (one, other, expected) in table {
            let read = |text: &str| text.parse::<Limit>().expect("a limit");
            assert_eq!(read(one).is_surely_longer_than(read(other)), expected, "{one} against {other}");
        }
    }

    #[test]
    fn words_that_leave_a_question_are_refused() {
        for text in ["10 days", "ten working days", "working days", "", "10 workdays"] {
            assert_eq!(text.parse::<Limit>(), Err(UnknownLimit(text.into())), "{text:?}");
        }
    }
}
