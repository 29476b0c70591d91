//! Periods as people write them.

use domain::figures::{Month, NotARange, Range};

use crate::common::{day, named};

fn range(text: &str) -> Range {
    text.parse().unwrap_or_else(|problem| panic!("{text}: {problem}"))
}

#[test]
fn what_people_write() {
    let table = [
        ("2026-10", "Thu 1 Oct 2026", "Sat 31 Oct 2026", "October 2026"),
        ("2024-02", "Thu 1 Feb 2024", "Thu 29 Feb 2024", "February 2024"),
        ("2026-12", "Tue 1 Dec 2026", "Thu 31 Dec 2026", "December 2026"),
        ("2026-q1", "Thu 1 Jan 2026", "Tue 31 Mar 2026", "January to March 2026"),
        ("2026-Q3", "Wed 1 Jul 2026", "Wed 30 Sep 2026", "July to September 2026"),
        ("2026-27", "Wed 1 Apr 2026", "Wed 31 Mar 2027", "April 2026 to March 2027"),
        ("2026/27", "Wed 1 Apr 2026", "Wed 31 Mar 2027", "April 2026 to March 2027"),
        ("1999-00", "Thu 1 Apr 1999", "Fri 31 Mar 2000", "April 1999 to March 2000"),
        ("2026-27-q1", "Wed 1 Apr 2026", "Tue 30 Jun 2026", "April to June 2026"),
        ("2026-27-q4", "Fri 1 Jan 2027", "Wed 31 Mar 2027", "January to March 2027"),
        ("2026-10-01..2026-10-15", "Thu 1 Oct 2026", "Thu 15 Oct 2026", "1 to 15 October 2026"),
        ("2026-10-05..2026-10-05", "Mon 5 Oct 2026", "Mon 5 Oct 2026", "5 October 2026"),
        ("2026-09-28..2026-10-04", "Mon 28 Sep 2026", "Sun 4 Oct 2026", "28 September to 4 October 2026"),
        ("2026-12-28 .. 2027-01-03", "Mon 28 Dec 2026", "Sun 3 Jan 2027", "28 December 2026 to 3 January 2027"),
        (" 2026-10-01..2026-10-31 ", "Thu 1 Oct 2026", "Sat 31 Oct 2026", "October 2026"),
    ];
    for (text, from, to, title) in table {
        let range = range(text);
        assert_eq!((named(range.from()), named(range.to())), (from.to_owned(), to.to_owned()), "{text}");
        assert_eq!(range.title(), title, "{text}");
        assert_eq!(range.to_string().parse(), Ok(range), "{text} is written so that it reads back");
    }
}

#[test]
fn a_year_that_looks_like_a_month_is_a_month() {
    assert_eq!(range("2010-11").title(), "November 2010");
    assert_eq!(range("2010/11").title(), "April 2010 to March 2011");
}

#[test]
fn what_is_no_period_says_how_to_write_one() {
    let bad = [
        "",
        "2026",
        "2026-13",
        "2026-28",
        "2026-q5",
        "2026-q",
        "26-10",
        "2026-1",
        "October",
        "2026-10-01",
        "..",
        "2026-10-32..2026-11-01",
        "+026-10",
        "2026-10-q1",
        "2026-27-q0",
        "0001-01",
    ];
    for text in bad {
        assert_eq!(text.parse::<Range>(), Err(NotARange::Unknown(text.to_owned())), "{text:?}");
    }
    let words = "2026-13".parse::<Range>().map_err(|problem| problem.to_string());
    let expected = "\"2026-13\" is not a period; write 2026-10, 2026-q3, 2026-27, 2026-27-q3 or 2026-10-01..2026-10-31";
    assert_eq!(words, Err(expected.to_owned()));
    let backwards = "2026-11-02..2026-11-01".parse::<Range>().map_err(|problem| problem.to_string());
    let expected = "The period must not end before it begins: 2 November 2026 is after 1 November 2026.";
    assert_eq!(backwards, Err(expected.to_owned()));
}

#[test]
fn the_period_before_has_the_same_shape() {
    let table = [
        ("2026-03", "February 2026"),
        ("2026-01", "December 2025"),
        ("2026-q1", "October to December 2025"),
        ("2026-27", "April 2025 to March 2026"),
        ("2026-10-08..2026-10-14", "1 to 7 October 2026"),
    ];
    for (text, before) in table {
        assert_eq!(range(text).before().title(), before, "{text}");
    }
}

#[test]
fn months() {
    let october: Month = "2026-10".parse().expect("a month");
    assert_eq!(Month::of(day("Sat 31 Oct 2026")), october);
    assert_eq!((october.title(), october.to_string()), ("October 2026".into(), "2026-10".into()));
    assert_eq!((october.minus(10).title(), october.plus(3).title()), ("December 2025".into(), "January 2027".into()));
    assert_eq!(october.year_to().first().map(|month| month.title()), Some("November 2025".into()));
    assert!(october.range().contains(day("Thu 1 Oct 2026")) && !october.range().contains(day("Sun 1 Nov 2026")));
    for text in ["2026-00", "2026-13", "2026-1", "2026", "1066-10"] {
        let problem = text.parse::<Month>().expect_err(text).to_string();
        assert_eq!(problem, format!("{text:?} is not a month; write a month like 2026-10"));
    }
}
