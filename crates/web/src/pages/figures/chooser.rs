//! The period to look at: months, quarters and financial years to choose from, or any two dates.

use domain::{
    Date,
    figures::{Month, NotARange, Range},
};

use crate::{form::Fields, layout::Errors};

/// How many months, quarters and years there are to choose from.
const OFFERED: (u32, u32, u32) = (24, 8, 5);

/// Periods of one length.
pub struct Group {
    /// "Months".
    pub title: &'static str,
    /// Newest first.
    pub periods: Vec<Period>,
}

/// A period to choose.
pub struct Period {
    /// As addresses write it.
    pub value: String,
    /// "October 2026".
    pub words: String,
    /// Whether it is on the page now.
    pub chosen: bool,
}

/// What is offered on `today`; what is shown now is always among it.
pub fn groups(shown: Range, today: Date) -> Vec<Group> {
    let (months, quarters, years) = OFFERED;
    let this = Month::of(today);
    let period = |range: Range| Period {
        value: range.to_string(),
        words: if range.contains(today) { format!("{} so far", range.title()) } else { range.title() },
        chosen: range == shown,
    };
    let of = |first: Month, count: u32, length: u32| -> Vec<Period> {
        (0..count).filter_map(|back| span(first.minus(back * length), length)).map(period).collect()
    };
    let since_april = (chrono::Datelike::month(&this.first()) + 8) % 12;
    let quarter = this.minus((chrono::Datelike::month(&this.first()) - 1) % 3);
    let mut groups = vec![
        Group { title: "Months", periods: of(this, months, 1) },
        Group { title: "Quarters", periods: of(quarter, quarters, 3) },
        Group { title: "Financial years", periods: of(this.minus(since_april), years, 12) },
    ];
    if !groups.iter().any(|group| group.periods.iter().any(|period| period.chosen)) {
        groups.insert(0, Group { title: "Shown now", periods: vec![period(shown)] });
    }
    groups
}

fn span(first: Month, length: u32) -> Option<Range> {
    Range::new(first.first(), first.plus(length - 1).last()).ok()
}

/// The period of the form, if one was chosen: two dates, or one of those offered.
pub fn chosen(fields: &Fields) -> Result<Option<Range>, Errors> {
    if !fields.has("from") && !fields.has("to") {
        let period = fields.text("period");
        return if period.is_empty() {
            Ok(None)
        } else {
            period.parse().map(Some).map_err(|error: NotARange| one("period", &error.to_string()))
        };
    }
    let mut errors = Errors::none();
    let mut date = |name: &str, missing: &str| match fields.date(name) {
        Ok(Some(date)) => Some(date),
        Ok(None) => {
            errors.add(name, missing);
            None
        }
        Err(words) => {
            errors.add(name, words);
            None
        }
    };
    let dates = (date("from", "Give the first day"), date("to", "Give the last day"));
    match dates {
        (Some(from), Some(to)) => Range::new(from, to).map(Some).map_err(|error| one("to", &error.to_string())),
        (None, _) | (_, None) => Err(errors),
    }
}

fn one(field: &str, words: &str) -> Errors {
    let mut errors = Errors::none();
    errors.add(field, words);
    errors
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().expect("a date")
    }

    #[test]
    fn a_financial_year_begins_in_april_and_a_quarter_with_it() {
        let groups = groups("2026-10".parse().expect("a month"), day("2026-11-02"));
        let first =
            |title: &str| groups.iter().find(|group| group.title == title).map(|group| group.periods[0].words.clone());
        assert_eq!(first("Months").as_deref(), Some("November 2026 so far"));
        assert_eq!(first("Quarters").as_deref(), Some("October to December 2026 so far"));
        assert_eq!(first("Financial years").as_deref(), Some("April 2026 to March 2027 so far"));
        let in_march = super::groups("2026-10".parse().expect("a month"), day("2027-03-31"));
        assert_eq!(in_march[2].periods[0].words, "April 2026 to March 2027 so far");
        assert_eq!(groups.iter().flat_map(|group| &group.periods).filter(|period| period.chosen).count(), 1);
    }

    #[test]
    fn what_is_shown_is_always_offered() {
        let groups = groups("2020-01-05..2020-01-09".parse().expect("a period"), day("2026-11-02"));
        assert_eq!(groups[0].periods[0].words, "5 to 9 January 2020");
        assert!(groups[0].periods[0].chosen);
    }

    #[test]
    fn dates_as_typed_make_a_period_or_say_what_is_wrong() {
        let table = [
            ("", None, None),
            ("period=2026-q3", Some("2026-07-01..2026-09-30"), None),
            ("from=1/10/2026&to=15/10/2026", Some("2026-10-01..2026-10-15"), None),
            ("from=1/10/2026&to=", None, Some("Give the last day")),
            ("from=x&to=15/10/2026", None, Some("Give the date like 3/12/2026")),
            (
                "from=16/10/2026&to=15/10/2026",
                None,
                Some("The period must not end before it begins: 16 October 2026 is after 15 October 2026."),
            ),
        ];
        for (typed, range, error) in table {
            let chosen = chosen(&Fields::parse(typed.as_bytes()));
            let words = chosen.as_ref().err().and_then(|errors| errors.all().first()).map(|error| error.words.clone());
            assert_eq!(words.as_deref(), error, "{typed}");
            assert_eq!(chosen.ok().flatten().map(|range| range.to_string()).as_deref(), range, "{typed}");
        }
    }
}
