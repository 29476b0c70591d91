//! What is suggested for columns of dates whose truth is known, and where nothing can be told.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use chrono::{Days, NaiveDate};
use documents::dates::{Against, Certainty, DateReading, DateStudy, Running, Suggestion, study};

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// Dates from this day on, one for every second day.
fn days(from: NaiveDate, how_many: u64) -> Vec<NaiveDate> {
    (0..how_many).map(|step| from + Days::new(step * 2)).collect()
}

/// The study of dates written by these patterns, in shuffled rows unless a running number is given.
fn studied(texts: &[String], numbers: Option<Vec<i64>>, today: Option<NaiveDate>) -> DateStudy {
    let running = numbers
        .map(|numbers| Running { title: "Number".into(), numbers: (2..).zip(numbers).collect() })
        .into_iter()
        .collect();
    let values = (2_u64..).zip(texts.iter().map(String::as_str));
    study(values, &Against { today, running })
}

fn written(dates: &[NaiveDate], pattern: &str) -> Vec<String> {
    dates.iter().map(|date| date.format(pattern).to_string()).collect()
}

/// The order a careless export leaves: every 37th of a prime number of rows.
fn shuffled<T: Clone>(items: &[T]) -> (Vec<T>, Vec<i64>) {
    let places: Vec<usize> = (0..items.len()).map(|step| step * 37 % items.len()).collect();
    let numbers = places.iter().map(|place| i64::try_from(*place).unwrap() + 1_000).collect();
    (places.iter().map(|place| items[*place].clone()).collect(), numbers)
}

fn verdict(study: &DateStudy) -> Option<(DateReading, Certainty)> {
    match &study.suggestion {
        Suggestion::Read { reading, certainty, .. } => Some((*reading, *certainty)),
        Suggestion::CannotTell { .. } => None,
    }
}

#[test]
fn a_running_number_tells_each_way_of_writing() {
    let dates = days(day(2015, 1, 3), 181);
    let small = |date: &NaiveDate| chrono::Datelike::day(date) <= 12;
    let mixed = |ambiguous: &str, other: &str| -> Vec<String> {
        dates.iter().map(|date| date.format(if small(date) { ambiguous } else { other }).to_string()).collect()
    };
    let cases = [
        (written(&dates, "%d/%m/%Y"), DateReading::DayFirst),
        (written(&dates, "%m/%d/%Y"), DateReading::MonthFirst),
        (mixed("%m-%d-%Y", "%d-%m-%Y"), DateReading::MonthFirstUnlessImpossible),
        (mixed("%d-%m-%Y", "%m-%d-%Y"), DateReading::DayFirstUnlessImpossible),
        (written(&dates, "%d.%m.%y"), DateReading::DayFirst),
    ];
    for (texts, expected) in cases {
        let (texts, numbers) = shuffled(&texts);
        let study = studied(&texts, Some(numbers), None);
        assert_eq!(verdict(&study), Some((expected, Certainty::Shown)), "{:#?}", study.suggestion);
    }
}

#[test]
fn rows_in_order_tell_too_oldest_or_newest_first() {
    let mut texts = written(&days(day(2015, 1, 3), 181), "%d/%m/%Y");
    let expected = Some((DateReading::DayFirst, Certainty::Shown));
    assert_eq!(verdict(&studied(&texts, None, None)), expected);
    texts.reverse();
    assert_eq!(verdict(&studied(&texts, None, None)), expected);
}

#[test]
fn the_months_of_the_certain_dates_tell_without_any_order() {
    let (texts, _) = shuffled(&written(&days(day(2015, 4, 1), 61), "%d/%m/%Y"));
    let study = studied(&texts, None, None);
    assert_eq!(verdict(&study), Some((DateReading::DayFirst, Certainty::Shown)), "{:#?}", study.suggestion);
}

#[test]
fn nothing_is_called_shown_that_nothing_checks() {
    let (texts, _) = shuffled(&written(&days(day(2015, 1, 3), 181), "%d/%m/%Y"));
    let study = studied(&texts, None, None);
    assert_eq!(verdict(&study), Some((DateReading::DayFirst, Certainty::Likely)), "{:#?}", study.suggestion);
}

#[test]
fn dates_in_the_future_tell_what_is_likely_and_no_more() {
    let texts = ["04/08/2015", "05/09/2015", "03/11/2015"].map(String::from);
    assert_eq!(
        verdict(&studied(&texts, None, Some(day(2015, 6, 30)))),
        Some((DateReading::MonthFirst, Certainty::Likely))
    );
}

#[test]
fn one_slip_in_a_year_turns_no_column_around() {
    let (mut texts, _) = shuffled(&written(&days(day(2015, 1, 3), 181), "%d/%m/%Y"));
    texts.push("04/01/2016".into());
    let study = studied(&texts, None, Some(day(2016, 1, 3)));
    assert_eq!(verdict(&study), Some((DateReading::DayFirst, Certainty::Likely)), "{:#?}", study.suggestion);
}

#[test]
fn where_nothing_tells_somebody_must() {
    let texts = ["04/08/2015", "05/09/2015", "03/11/2015"].map(String::from);
    let study = studied(&texts, None, None);
    assert_eq!(verdict(&study), None);
    assert!(study.suggestion.reasons().iter().any(|reason| reason.ends_with("Please say.")), "{:?}", study.suggestion);
}

#[test]
fn facts_that_contradict_each_other_are_not_decided() {
    let dates = days(day(2015, 1, 3), 181);
    let texts = written(&dates, "%d/%m/%Y");
    let study = studied(&texts, None, Some(day(2015, 6, 30)));
    assert_eq!(
        verdict(&study).map(|(reading, _)| reading),
        Some(DateReading::DayFirst),
        "both readings reach beyond today"
    );
    let american = written(&days(day(2016, 1, 3), 181), "%m/%d/%Y");
    let (texts, _) = shuffled(&[texts, american].concat());
    assert_eq!(verdict(&studied(&texts, None, None)), None, "two systems' lists, put together");
}

#[test]
fn what_has_one_reading_needs_no_asking() {
    let cases = [("%Y-%m-%d", "YYYY-MM-DD"), ("%d %b %Y", "DD Mon YYYY"), ("%d-%b-%y", "DD-Mon-YY")];
    for (pattern, name) in cases {
        let study = studied(&written(&days(day(2015, 1, 1), 50), pattern), None, None);
        assert_eq!(study.evidence.one_way.count, 50, "{pattern}");
        assert_eq!(study.formats[0].name, name);
        assert_eq!(study.formats[0].reads, 50);
        assert!(!study.mixes_formats(), "{pattern}");
        assert_eq!(verdict(&study).map(|(_, certainty)| certainty), Some(Certainty::Shown));
    }
}

#[test]
fn day_numbers_blanks_and_no_dates_are_told_apart() {
    let texts = ["42116", "42117.5", "", "soon", "42118"].map(String::from);
    let study = studied(&texts, None, None);
    assert_eq!((study.values, study.blank), (4, 1));
    assert_eq!(study.evidence.day_numbers.count, 3);
    assert_eq!(study.evidence.unreadable.examples[0].row, 5);
    assert_eq!(study.suggestion.reading(), Some(DateReading::ExcelDayNumber));
    let none = studied(&["soon".to_owned()], None, None);
    assert_eq!(verdict(&none), None);
}

#[test]
fn formats_tell_what_is_impossible_under_them() {
    let texts = ["22-04-2015", "04-08-2015", "2015-04-22"].map(String::from);
    let study = studied(&texts, None, None);
    let fit = |name: &str| {
        let fit = study.formats.iter().find(|fit| fit.name == name).unwrap();
        (fit.reads, fit.impossible.count)
    };
    assert_eq!(fit("DD-MM-YYYY"), (2, 1));
    assert_eq!(fit("MM-DD-YYYY"), (1, 2));
    assert_eq!(fit("YYYY-MM-DD"), (1, 2));
    assert!(study.mixes_formats());
}

#[test]
fn the_reasons_are_sentences_for_one_date_and_for_many() {
    let first = ["13/02/2026", "28/02/2026"];
    let table: [(&[&str], &[&str]); 5] = [
        (
            &["13/02/2026", "03/02/2026"],
            &[
                "Of the values, 1 can only have the day first (“13/02/2026” in row 2); 1 can be read either way (“03/02/2026” in row 3).",
                "One date leaves no doubt: 13 February 2026. One date can be read either way: with the month first it is 2 March 2026, with the day first 3 February 2026; only the second falls in that month.",
                "The day and the month are both 12 or less in 1 of 2 dates; over a whole year, about 1 would be.",
                "Every date that can be read in one way only has the day first, so the others probably have it first too; but nothing in the file confirms that. Please look at a few.",
            ],
        ),
        (
            &[first[0], first[1], "03/02/2026", "04/02/2026", "05/05/2026"],
            &[
                "1 gives the same date either way (“05/05/2026” in row 6)",
                "Of the 2 that can be read either way, none falls in one of those months if the month stands first (they then run from 2 March 2026 to 2 April 2026), and 2 if the day does (3 February 2026 to 4 February 2026).",
            ],
        ),
        (&["13/02/2026", "03/04/2026"], &["with the day first 3 April 2026; neither falls in that month."]),
        (&[first[0], first[1], "02/02/2026", "x"], &["Of the values,", "1 is no date (“x” in row 5)."]),
        (
            &["11/12/2026", "10/11/2026", "12/12/2026"],
            &["Read with the day first, 2 dates would lie in the future; with the month first, 1."],
        ),
    ];
    for (texts, expected) in table {
        let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
        let said = studied(&texts, None, Some(day(2026, 11, 5))).suggestion.reasons().join(" ");
        for words in expected {
            assert!(said.contains(words), "{words}\n{said}");
        }
        for number in ["1 ones", " 0 ", "uncertain", "1 dates"] {
            assert!(!said.contains(number), "{number}: {said}");
        }
    }
}
