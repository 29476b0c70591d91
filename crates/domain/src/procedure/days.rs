//! Days of its own that a procedure does not count: term dates, closures, another nation's holidays.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Procedure;
use crate::{
    calendar::{Calendar, DayOff, DayOffKind, NamedDay, quoted_date},
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

impl Procedure {
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
