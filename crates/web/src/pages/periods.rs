//! Stretches of time to choose from, for the pages that look back: lessons and refusals.

use chrono::{Datelike, Months};
use domain::Date;

use crate::{form::Fields, layout::Choice, visit::Visit};

/// A stretch of time to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Period {
    /// As in the address.
    pub(super) name: String,
    /// In words.
    pub(super) words: String,
    /// Its first day.
    pub(super) from: Date,
    /// Its last day.
    pub(super) to: Date,
}

impl Period {
    /// The one of this name; the first where there is none.
    pub(super) fn chosen(periods: &[Period], name: &str) -> Period {
        let chosen = periods.iter().find(|period| period.name == name).or(periods.first());
        chosen.cloned().expect("there is always the present quarter")
    }
}

/// What a page was asked for, of all periods; the last twelve months where nothing is chosen, as a report looks at them.
pub(super) fn asked(visit: &Visit, query: Option<&str>) -> (Vec<Period>, Period) {
    let asked = Fields::parse(query.unwrap_or_default().as_bytes());
    let periods = all(visit.today());
    let name = Some(asked.text("period")).filter(|name| !name.is_empty()).unwrap_or("year");
    let chosen = Period::chosen(&periods, name);
    (periods, chosen)
}

/// The periods as a list to choose from.
pub(super) fn choices(periods: &[Period]) -> Vec<Choice> {
    periods.iter().map(|period| Choice::new(period.name.clone(), period.words.clone())).collect()
}

/// The present quarter, twelve months, then each month of the last two years.
pub(super) fn all(today: Date) -> Vec<Period> {
    let month = today.with_day(1).expect("every month has a first day");
    let quarter = month - Months::new(month.month0() % 3);
    let period = |name: String, words: String, from: Date, months: u32| Period {
        name,
        words,
        from,
        to: (from + Months::new(months)).pred_opt().unwrap_or(from),
    };
    let mut periods = vec![
        period("quarter".into(), "This quarter".into(), quarter, 3),
        period("year".into(), "The last 12 months".into(), month - Months::new(11), 12),
    ];
    let starts = (0..24).map(|back| month - Months::new(back));
    periods.extend(
        starts.map(|start| period(start.format("%Y-%m").to_string(), start.format("%B %Y").to_string(), start, 1)),
    );
    periods
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_begin_and_end_with_months() {
        let periods = all("2026-11-27".parse().expect("a date"));
        let at = |name: &str| {
            let period = periods.iter().find(|period| period.name == name).expect("the period");
            (period.from.to_string(), period.to.to_string())
        };
        for (name, from, to) in [
            ("quarter", "2026-10-01", "2026-12-31"),
            ("year", "2025-12-01", "2026-11-30"),
            ("2026-11", "2026-11-01", "2026-11-30"),
            ("2026-02", "2026-02-01", "2026-02-28"),
        ] {
            assert_eq!(at(name), (from.to_owned(), to.to_owned()), "{name}");
        }
    }
}
