//! XLSX files as a program that is not ours sees them: openpyxl opens them and every cell is compared.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use crate::common::python;
use chrono::{NaiveDate, NaiveDateTime};
use documents::write::{LONGEST_XLSX_TEXT, XlsxRows, xlsx};
use documents::{Cell, Chart, ChartKind, Column, Format, Sheet, Workbook};
use serde_json::{Value, json};

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn made() -> NaiveDateTime {
    day(2026, 11, 2).and_hms_opt(9, 30, 0).unwrap()
}

fn opened(name: &str, bytes: &[u8]) -> Value {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, bytes).unwrap();
    python("read_cells.py", &path)
}

fn figures() -> Workbook {
    Workbook {
        title: "Figures for October 2026".into(),
        author: "Heard".into(),
        created: made(),
        sheets: vec![Sheet {
            name: "Figures: October/2026".into(),
            columns: vec![
                Column::new("Month", 14.0, Format::General),
                Column::new("Received", 10.0, Format::General),
                Column::new("In time", 9.0, Format::Percent(1)),
                Column::new("Average days", 12.0, Format::Decimals(2)),
                Column::new("First answered", 18.0, Format::General),
            ],
            rows: vec![
                vec![
                    Cell::Date(day(2026, 9, 1)),
                    Cell::Integer(41),
                    Cell::Percent(0.873),
                    Cell::Number(11.25),
                    Cell::DateTime(day(2026, 9, 3).and_hms_opt(14, 3, 0).unwrap()),
                ],
                vec![Cell::Date(day(2026, 10, 1)), Cell::Integer(-5)],
                vec![Cell::Text("Total".into()), Cell::Integer(36)],
            ],
            chart: Some(Chart {
                kind: ChartKind::Column,
                title: "Received a month".into(),
                description: "Received: September 41, October -5.".into(),
                categories: 0,
                series: vec![1],
                rows: Some(2),
                across: "Month".into(),
                up: "Complaints".into(),
            }),
        }],
    }
}

#[test]
fn dates_are_dates_numbers_are_numbers_and_the_chart_is_there() {
    let book = opened("figures.xlsx", &xlsx(&figures()).unwrap());
    assert_eq!(book["title"], "Figures for October 2026");
    assert_eq!(book["author"], "Heard");
    assert_eq!(book["created"], "2026-11-02 09:30:00");
    let sheet = &book["sheets"][0];
    assert_eq!(sheet["name"], "Figures- October-2026");
    assert_eq!(sheet["freeze"], "A2", "the header row stays in view");
    assert_eq!(sheet["filter"], "A1:E4");
    let titles: Vec<&Value> = sheet["rows"][0].as_array().unwrap().iter().map(|cell| &cell["value"]).collect();
    assert_eq!(titles, ["Month", "Received", "In time", "Average days", "First answered"]);
    let expected = [
        json!({"type": "d", "value": "2026-09-01 00:00:00", "format": "dd mmm yyyy", "quoted": false}),
        json!({"type": "n", "value": 41, "format": "0", "quoted": false}),
        json!({"type": "n", "value": 0.873, "format": "0.0%", "quoted": false}),
        json!({"type": "n", "value": 11.25, "format": "0.00", "quoted": false}),
        json!({"type": "d", "value": "2026-09-03 14:03:00", "format": "dd mmm yyyy hh:mm", "quoted": false}),
    ];
    assert_eq!(sheet["rows"][1].as_array().unwrap(), &expected);
    assert_eq!(sheet["rows"][2][1]["value"], -5);
    assert_eq!(sheet["rows"][2][2]["value"], Value::Null, "a short row ends in empty cells");
    let chart = &sheet["charts"][0];
    assert_eq!(chart["kind"], "BarChart");
    assert_eq!(chart["title"], "Received a month");
    assert_eq!(chart["series"], json!(["'Figures- October-2026'!$B$2:$B$3"]), "the total is not drawn");
    assert_eq!(chart["labels"], json!(["'Figures- October-2026'!$A$2:$A$3"]));
    for (width, wanted) in sheet["widths"].as_array().unwrap().iter().zip([14.0, 10.0, 9.0, 12.0, 18.0]) {
        let found = width.as_f64().unwrap();
        assert!((found - wanted).abs() < 1.0, "a column is {found} wide, not {wanted}");
    }
}

#[test]
fn the_same_workbook_makes_the_same_bytes() {
    assert!(xlsx(&figures()).unwrap() == xlsx(&figures()).unwrap());
}

const HOSTILE: [&str; 14] = [
    "=1+1",
    "=HYPERLINK(\"http://example.org\",\"x\")",
    "=cmd|'/c calc'!A1",
    "+44 1527 64252",
    "-5",
    "@SUM(A1:A9)",
    "\t=1",
    "{=1+1}",
    "http://example.org",
    "'quoted",
    "1",
    "2026-10-05",
    "#REF!",
    "<b>&amp;</b>",
];

fn texts(rows: &[&str]) -> Sheet {
    Sheet {
        name: "Texts".into(),
        columns: vec![Column::new("=Text", 30.0, Format::Wrapped)],
        rows: rows.iter().map(|text| vec![Cell::Text((*text).into())]).collect(),
        chart: None,
    }
}

fn workbook(sheet: Sheet) -> Workbook {
    Workbook { sheets: vec![sheet], ..figures() }
}

fn compare_hostile(sheet: &Value) {
    assert_eq!(sheet["rows"][0][0]["type"], "s", "a heading is text too");
    for (row, text) in HOSTILE.iter().enumerate() {
        let cell = &sheet["rows"][row + 1][0];
        // openpyxl names the kind of a text such as #REF! after its looks; the file says it is a string.
        assert!(cell["type"] == "s" || *text == "#REF!", "{text:?} is {cell}");
        assert_eq!(cell["value"], *text, "the text is unchanged");
        let signs = text.trim_start().starts_with(['=', '+', '-', '@']);
        assert_eq!(cell["quoted"], signs, "{text:?} keeps being text when edited");
    }
}

#[test]
fn formula_like_text_stays_text() {
    let book = opened("hostile.xlsx", &xlsx(&workbook(texts(&HOSTILE))).unwrap());
    compare_hostile(&book["sheets"][0]);
}

#[test]
fn a_long_list_is_written_row_by_row_the_same_way() {
    let sheet = texts(&HOSTILE);
    let mut rows = XlsxRows::begin("List", "Heard", made(), "Texts", sheet.columns.clone()).unwrap();
    for row in &sheet.rows {
        rows.push(row).unwrap();
    }
    for number in 0..2_000 {
        rows.push(&[Cell::Integer(number), Cell::Date(day(2026, 1, 1))]).unwrap();
    }
    let mut bytes = Vec::new();
    rows.finish(&mut bytes).unwrap();
    let book = opened("long.xlsx", &bytes);
    let sheet = &book["sheets"][0];
    compare_hostile(sheet);
    assert_eq!(sheet["freeze"], "A2");
    assert_eq!(sheet["filter"], "A1:A2015");
    assert_eq!(sheet["rows"][2014][0]["value"], 1_999);
    assert_eq!(sheet["rows"][2014][1]["type"], "d", "a cell beyond the columns is written too");
}

#[test]
fn control_characters_and_limits_of_the_format_do_not_break_the_file() {
    let long = "é".repeat(LONGEST_XLSX_TEXT + 1);
    let odd = "a\u{0}b\u{1}c\u{b}\u{1f}\u{fffe}\u{ffff}d\r\ne";
    let mut sheet = texts(&[odd, &long]);
    sheet.rows.push(vec![Cell::Number(f64::NAN)]);
    sheet.rows.push(vec![Cell::Integer(i64::MAX)]);
    sheet.rows.push(vec![Cell::Date(day(1899, 12, 31))]);
    let book = opened("odd.xlsx", &xlsx(&workbook(sheet)).unwrap());
    let value = |row: usize| book["sheets"][0]["rows"][row][0]["value"].as_str().unwrap().to_owned();
    assert!(value(1).starts_with('a') && value(1).ends_with("d\ne"), "{:?}", value(1));
    assert!(value(2).encode_utf16().count() <= LONGEST_XLSX_TEXT);
    let rest = book["sheets"][0]["rows"][2][1]["value"].as_str().expect("a cell after the last column");
    let begun = value(2).strip_suffix("… [goes on in column B]").expect("it says where it goes on").to_owned();
    assert_eq!(begun + rest, long, "nothing is cut");
    assert_eq!(value(3), "not a number");
    assert_eq!(value(4), i64::MAX.to_string());
    assert_eq!(value(5), "1899-12-31");
}

#[test]
fn a_chart_of_nothing_and_a_book_of_nothing_are_refused() {
    let mut book = figures();
    book.sheets[0].chart.as_mut().unwrap().series = vec![9];
    assert_eq!(
        xlsx(&book).unwrap_err().to_string(),
        "the chart on the sheet “Figures- October-2026” has nothing to draw: it names column 9 (from 0)"
    );
    book.sheets.clear();
    assert_eq!(xlsx(&book).unwrap_err().to_string(), "a workbook needs at least one sheet");
}
