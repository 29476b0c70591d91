//! A real log of 2,224 complaints whose one date column mixes two ways of writing: the study must notice, say
//! why, and its reading must give every row the month that an independent program finds.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;

use crate::common::{python, shared};
use chrono::NaiveDate;
use documents::dates::{self, Certainty, DateReading, DateStudy, Suggestion};
use documents::odd::odd_cells;
use documents::read::{ReadOptions, Table, table};

const FILE: &str = "import/comcast_telecom_complaints.csv";

fn log() -> Option<(std::path::PathBuf, Table)> {
    let path = shared(FILE)?;
    let bytes = std::fs::read(&path).unwrap();
    Some((path, table("comcast.csv", &bytes, &ReadOptions::default()).unwrap()))
}

fn studied(table: &Table) -> DateStudy {
    let today = NaiveDate::from_ymd_opt(2026, 10, 5);
    dates::study_column(table, "Date", today).expect("the log has this column")
}

#[test]
fn the_log_is_read_whole() {
    let Some((_, table)) = log() else { return };
    assert_eq!(table.rows.len(), 2_224);
    assert_eq!(table.headers.len(), 10);
    assert_eq!(table.header_row, 1);
    assert!(table.ragged.is_empty(), "every row has ten fields");
    assert!(table.notes.is_empty(), "plain CSV has nothing to note: {:?}", table.notes);
    let lines: Vec<u64> = table.rows.iter().map(|row| row.number).collect();
    assert_eq!(lines, (2..=2_225).collect::<Vec<_>>(), "each row stands on its line");
}

#[test]
fn the_shifted_row_is_found_with_a_reason() {
    let Some((_, table)) = log() else { return };
    let odd: Vec<String> = odd_cells(&table).iter().map(ToString::to_string).collect();
    assert_eq!(
        odd,
        [
            "row 1036: “comcas” stands under “Ticket #”, where the other 2,223 values are whole numbers; the row may be shifted or cut"
        ]
    );
}

#[test]
fn the_mixture_is_noticed_and_shown() {
    let Some((_, table)) = log() else { return };
    let study = studied(&table);
    let evidence = &study.evidence;
    assert_eq!(evidence.unambiguous_day_first.count, 1_615);
    assert_eq!(evidence.unambiguous_month_first.count, 0);
    assert_eq!(evidence.ambiguous.count, 572);
    assert_eq!(evidence.same_either_way.count, 37);
    assert_eq!(evidence.unreadable.count, 0);
    let tickets = evidence.order.iter().find(|order| order.by == "Ticket #").unwrap();
    assert_eq!(
        (tickets.compared, tickets.in_order_day_first, tickets.in_order_month_first),
        (2_223, 1_711, 2_223),
        "ticket numbers grow with time under one reading only"
    );
    let months = evidence.months.as_ref().unwrap();
    assert_eq!((months.inside_month_first, months.ambiguous), (572, 572));
    assert!(months.inside_day_first < 200, "{months:?}");
    let Suggestion::Read { reading, certainty, reasons } = &study.suggestion else {
        panic!("there is enough to tell: {:?}", study.suggestion);
    };
    assert_eq!(*reading, DateReading::MonthFirstUnlessImpossible);
    assert_eq!(*certainty, Certainty::Shown);
    assert!(study.mixes_formats());
    assert!(
        study.formats.iter().any(|fit| fit.name == "DD-MM-YYYY" && fit.reads == 2_224),
        "one format reads every value, which is why a careless import would not notice"
    );
    for reason in reasons {
        println!("{reason}");
    }
}

#[test]
fn every_good_row_gets_the_month_an_independent_program_finds() {
    let Some((path, table)) = log() else { return };
    let found = python("comcast_months.py", &path);
    let reading = studied(&table).suggestion.reading().expect("a reading is suggested");
    let date = table.column("Date").unwrap();
    let mut months: BTreeMap<String, u64> = BTreeMap::new();
    let mut compared = 0;
    for row in &table.rows {
        let Some(expected) = found["rows"].get(row.number.to_string()) else {
            assert_eq!(row.number, 1_036, "only the shifted row has no ticket number");
            continue;
        };
        let day = dates::parse(&row.cells[date].text(), &reading).unwrap();
        assert_eq!(Some(day.to_string().as_str()), expected.as_str(), "line {}", row.number);
        *months.entry(day.format("%Y-%m").to_string()).or_default() += 1;
        compared += 1;
    }
    assert_eq!(compared, 2_223);
    let expected: BTreeMap<String, u64> = serde_json::from_value(found["months"].clone()).unwrap();
    assert_eq!(months, expected);
    assert_eq!(expected.values().copied().collect::<Vec<_>>(), [544, 399, 1_280]);
}

#[test]
fn every_time_of_day_is_read() {
    let Some((_, table)) = log() else { return };
    let place = table.column("Time").unwrap();
    for row in &table.rows {
        let text = row.cells[place].text();
        assert!(dates::parse_time(&text).is_ok(), "line {}: {text}", row.number);
    }
}
