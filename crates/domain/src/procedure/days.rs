//! Days of its own that a procedure does not count: term dates, closures, another nation's holidays. And the hours after
//! which a day is over for what comes in.

use chrono::{Datelike, NaiveTime};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Procedure;
use crate::{
    calendar::{Calendar, DayOff, DayOffKind, NamedDay, quoted_date, quoted_time},
    feedback::words,
    london::Date,
};

words!(
    /// Whose bank holidays a procedure leaves out.
    #[derive(Default)]
    Holidays {
        /// Those of the council's nation.
        #[default]
        Council = "council", "the council’s nation";
        /// Those of England and Wales.
        EnglandAndWales = "england-and-wales", "England and Wales";
        /// Those of Scotland.
        Scotland = "scotland", "Scotland";
        /// Those of Northern Ireland.
        NorthernIreland = "northern-ireland", "Northern Ireland";
        /// Those of every nation.
        Every = "every", "every nation";
    }
);

/// A school or university term; both days are in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// Its name.
    pub name: String,
    /// Its first day.
    #[serde(deserialize_with = "quoted_date")]
    pub from: Date,
    /// Its last day.
    #[serde(deserialize_with = "quoted_date")]
    pub to: Date,
}

words!(
    /// A day of the week on which offices are open.
    Weekday {
        /// The first.
        Monday = "monday", "Monday";
        /// The second.
        Tuesday = "tuesday", "Tuesday";
        /// The third.
        Wednesday = "wednesday", "Wednesday";
        /// The fourth.
        Thursday = "thursday", "Thursday";
        /// The fifth.
        Friday = "friday", "Friday";
    }
);

impl Weekday {
    /// Whether a date falls on it.
    fn is_of(self, date: Date) -> bool {
        let day = match self {
            Weekday::Monday => chrono::Weekday::Mon,
            Weekday::Tuesday => chrono::Weekday::Tue,
            Weekday::Wednesday => chrono::Weekday::Wed,
            Weekday::Thursday => chrono::Weekday::Thu,
            Weekday::Friday => chrono::Weekday::Fri,
        };
        date.weekday() == day
    }
}

/// The hour of one weekday after which something counts as received on the next working day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CutOff {
    /// The weekday.
    pub day: Weekday,
    /// The hour, `"16:30"`.
    #[serde(deserialize_with = "quoted_time")]
    pub at: NaiveTime,
}

impl Procedure {
    /// The hour of a date after which something counts as received on the next working day.
    pub fn cut_off_on(&self, date: Date) -> Option<NaiveTime> {
        self.cut_offs.iter().find(|each| each.day.is_of(date)).map(|each| each.at).or(self.cut_off)
    }

    /// Whether there is such an hour, on every day or on some.
    pub fn has_cut_off(&self) -> bool {
        self.cut_off.is_some() || !self.cut_offs.is_empty()
    }

    /// The calendar with the procedure's own days off. Takes some milliseconds where there are
    /// any: keep it. `base` has the bank holidays that [`Procedure::holidays`] asks for.
    pub fn calendar(&self, base: &Calendar) -> Calendar {
        let closed = self.closed.iter().map(|day| closure(day.date, &day.name));
        let own: Vec<DayOff> = closed.chain(between(&self.terms)).collect();
        if own.is_empty() { base.clone() } else { base.adding(&own) }
    }
}

/// The days between terms. Before the first and after the last nobody has said yet: they count.
fn between(terms: &[Term]) -> impl Iterator<Item = DayOff> {
    let mut terms: Vec<&Term> = terms.iter().collect();
    terms.sort_by_key(|term| term.from);
    let holidays: Vec<(Date, Date)> = terms.windows(2).map(|pair| (pair[0].to, pair[1].from)).collect();
    holidays.into_iter().flat_map(|(end, begin)| {
        let days = end.iter_days().skip(1).take_while(move |date| *date < begin);
        days.map(|date| closure(date, "between terms"))
    })
}

fn closure(date: Date, name: &str) -> DayOff {
    DayOff { date, name: name.to_owned(), kind: DayOffKind::Closure }
}

/// Closed days are written as bank holidays are in calendar files.
pub(super) type ClosedDay = NamedDay;
