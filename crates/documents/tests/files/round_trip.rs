//! What is written can be read again and is the same: by libraries that know nothing of this crate, and by
//! its own reader.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use calamine::{Data, Reader, Xlsx};
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use documents::read::{Apostrophes, ReadOptions, table};
use documents::write::{CsvRows, csv, xlsx};
use documents::{Cell, Column, Format, Sheet, Workbook, neutral};
use proptest::collection::vec;
use proptest::prelude::*;

const WIDTH: usize = 3;

fn start() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(1901, 1, 1).unwrap().and_hms_opt(0, 0, 0).unwrap()
}

fn sheet(rows: Vec<Vec<Cell>>) -> Sheet {
    let columns = (0..WIDTH).map(|place| Column::new(format!("Heading {place}"), 12.0, Format::General));
    Sheet { name: "List".into(), columns: columns.collect(), rows, chart: None }
}

fn workbook(sheet: Sheet) -> Workbook {
    Workbook { title: "List".into(), author: "Heard".into(), created: start(), sheets: vec![sheet] }
}

/// Any text, and more often than chance would the kinds that break spreadsheets.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), "[=+@'\",;\r\n\t \\-]{0,6}[a-z0-9£é]{0,3}", "(_x00[0-9A-F]{2}_|_){0,3}"]
}

fn texts() -> impl Strategy<Value = Vec<Vec<String>>> {
    vec(vec(text(), WIDTH), 1..5)
}

fn cells(rows: &[Vec<String>]) -> Vec<Vec<Cell>> {
    rows.iter().map(|row| row.iter().map(|text| Cell::Text(text.clone())).collect()).collect()
}

/// A value of any kind but text.
fn value() -> impl Strategy<Value = Cell> {
    let moment = |seconds| start() + TimeDelta::seconds(seconds);
    prop_oneof![
        Just(Cell::Empty),
        (-(1_i64 << 53)..(1 << 53)).prop_map(Cell::Integer),
        (0..40_000_i64).prop_map(move |days| Cell::Date(moment(days * 86_400).date())),
        (0..40_000_i64, 1..86_400_i64).prop_map(move |(days, seconds)| Cell::DateTime(moment(days * 86_400 + seconds))),
        (1..1_000_000_i64).prop_map(|number| Cell::Number(number as f64 + 0.125)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_comes_back_from_csv(rows in texts()) {
        let bytes = csv(&sheet(cells(&rows)));
        let text = std::str::from_utf8(&bytes).unwrap().strip_prefix('\u{feff}').expect("a mark for Excel");
        let mut reader = ::csv::ReaderBuilder::new().from_reader(text.as_bytes());
        let read: Vec<Vec<String>> = reader
            .records()
            .map(|record| record.unwrap().iter().map(|field| neutral::restore(field).to_owned()).collect())
            .collect();
        prop_assert_eq!(read, rows);
    }

    #[test]
    fn any_text_comes_back_from_xlsx(rows in texts()) {
        let bytes = xlsx(&workbook(sheet(cells(&rows)))).unwrap();
        let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
        let range = book.worksheet_range("List").unwrap();
        prop_assert!(book.worksheet_formula("List").unwrap().is_empty(), "no cell is a formula");
        for (row, texts) in rows.iter().enumerate() {
            for (column, text) in texts.iter().enumerate() {
                let place = (u32::try_from(row).unwrap() + 1, u32::try_from(column).unwrap());
                let read = match range.get_value(place) {
                    None | Some(Data::Empty) => String::new(),
                    Some(Data::String(text)) => text.clone(),
                    Some(other) => panic!("{text:?} became {other:?}"),
                };
                prop_assert_eq!(read, text.replace("\r\n", "\n"));
            }
        }
    }

    #[test]
    fn any_value_comes_back_from_xlsx_by_our_reader(rows in vec(vec(value(), WIDTH), 1..6)) {
        let bytes = xlsx(&workbook(sheet(rows.clone()))).unwrap();
        let read = table("list.xlsx", &bytes, &ReadOptions::default()).unwrap();
        let kept: Vec<Vec<Cell>> = rows.into_iter().filter(|row| !row.iter().all(Cell::is_blank)).collect();
        let found: Vec<Vec<Cell>> = read.rows.into_iter().map(|row| row.cells).collect();
        prop_assert_eq!(found, kept);
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in vec(any::<u8>(), 0..200), head in 0..4_usize) {
        let heads: [&[u8]; 4] = [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"a,b\n"];
        let bytes = [heads[head], &bytes].concat();
        // Either answer is right; only a panic is not.
        let _ = table("any", &bytes, &ReadOptions::default());
    }
}

#[test]
fn our_own_csv_comes_back_with_its_apostrophes_taken_off() {
    let rows = [["=1+1", "'=1", "plain"], ["-5", "it's", "+44"]];
    let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(ToString::to_string).collect()).collect();
    let bytes = csv(&sheet(cells(&rows)));
    let options = ReadOptions { apostrophes: Apostrophes::Restore, ..ReadOptions::default() };
    let read = table("list.csv", &bytes, &options).unwrap();
    let found: Vec<Vec<Cell>> = read.rows.into_iter().map(|row| row.cells).collect();
    assert_eq!(found, cells(&rows));
}

#[test]
fn row_by_row_csv_is_the_same_file() {
    let sheet = sheet(cells(&[vec!["a".into(), "=b".into(), "c\r\nd".into()]]));
    let mut rows = CsvRows::begin(Vec::new(), sheet.columns.clone()).unwrap();
    for row in &sheet.rows {
        rows.push(row).unwrap();
    }
    assert_eq!(rows.finish().unwrap(), csv(&sheet));
}
