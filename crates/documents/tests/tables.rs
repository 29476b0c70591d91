//! Tables as people bring them: titles above the header, rows that do not fit, separators, encodings.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use chrono::NaiveDate;
use common::shared;
use documents::Cell;
use documents::read::{ReadOptions, Table, Unreadable, table};

fn read(text: &str) -> Table {
    table("list.csv", text.as_bytes(), &ReadOptions::default()).unwrap()
}

fn numbers(table: &Table) -> Vec<u64> {
    table.rows.iter().map(|row| row.number).collect()
}

#[test]
fn each_row_knows_the_line_it_begins_on() {
    for end in ["\n", "\r\n"] {
        let text = ["a,b", "1,x", "", "2,\"two", "lines\"", "3,y", ""].join(end);
        let table = read(&text);
        assert_eq!(numbers(&table), [2, 4, 6], "line ends {end:?}");
    }
}

#[test]
fn a_row_that_does_not_fit_is_kept_with_its_reason() {
    let table = read("a,b,c\n1,2,3\n1,2\n1,2,3,4\n,,\n4,5,6\n");
    assert_eq!(numbers(&table), [2, 6]);
    let reasons: Vec<String> = table.ragged.iter().map(ToString::to_string).collect();
    assert_eq!(
        reasons,
        [
            "row 3 has 2 fields, but the header has 3; a separator or a quotation mark may be missing or doubled",
            "row 4 has 4 fields, but the header has 3; a separator or a quotation mark may be missing or doubled",
        ]
    );
    assert_eq!(table.ragged[1].cells[3], Cell::Text("4".into()), "its fields can be shown");
    assert_eq!(table.notes, ["1 blank row was left out."]);
}

#[test]
fn titles_above_the_header_are_left_out_and_said() {
    let text = "Complaints log\nfor 2015\n\nid,date\n1,2015-04-08\n";
    let table = read(text);
    assert_eq!((table.header_row, numbers(&table)), (4, vec![5]));
    assert_eq!(table.notes, ["Above the headings, 2 rows were left out (1, 2)."]);
    let chosen = ReadOptions { header_row: Some(5), ..ReadOptions::default() };
    assert_eq!(table_headers(text, &chosen), ["1", "2015-04-08"]);
    let beyond = ReadOptions { header_row: Some(9), ..ReadOptions::default() };
    let refused = documents::read::table("list.csv", text.as_bytes(), &beyond).unwrap_err();
    assert_eq!(refused.to_string(), "“list.csv” has no headings in row 9");
}

fn table_headers(text: &str, options: &ReadOptions) -> Vec<String> {
    table("list.csv", text.as_bytes(), options).unwrap().headers
}

#[test]
fn headings_are_made_to_name_one_column_each() {
    let table = read("Date,Date,,Date (2), Name \nx,x,x,x,x\n");
    assert_eq!(table.headers, ["Date", "Date (3)", "Column 3", "Date (2)", "Name"]);
    assert_eq!(table.notes.len(), 2, "{:?}", table.notes);
    assert_eq!(table.column("Name"), Some(4));
    assert_eq!(table.column("name"), None);
}

#[test]
fn other_separators_are_found() {
    for (separator, notes) in [(",", 0), (";", 1), ("\t", 1), ("|", 1)] {
        let table = read(&format!("id{separator}note\n1{separator}\"a, b; c\"\n"));
        assert_eq!(table.headers, ["id", "note"], "{separator:?}");
        assert_eq!(table.notes.len(), notes, "{:?}", table.notes);
    }
}

#[test]
fn empty_files_have_no_headings() {
    for text in ["", "\n\n", " , \n", "\u{feff}"] {
        let refused = table("list.csv", text.as_bytes(), &ReadOptions::default()).unwrap_err();
        assert_eq!(refused.to_string(), "“list.csv” has no headings", "{text:?}");
    }
}

#[test]
fn real_workbooks_of_both_ages_give_typed_cells() {
    for name in ["test.xlsx", "test.xls"] {
        let Some(path) = shared(&format!("spreadsheets/csvkit-examples/{name}")) else { return };
        let table = table(name, &std::fs::read(path).unwrap(), &ReadOptions::default()).unwrap();
        let day = NaiveDate::from_ymd_opt(1971, 1, 1).unwrap();
        let expected = [
            Cell::Text("Chicago Reader".into()),
            Cell::Date(day),
            Cell::Integer(40),
            Cell::Text("TRUE".into()),
            Cell::Integer(1),
            Cell::DateTime(day.and_hms_opt(4, 14, 0).unwrap()),
        ];
        assert_eq!(table.rows[0].cells[..6], expected, "{name}");
        assert_eq!(table.rows.len() + table.ragged.len(), 5, "{name}: no row is lost");
    }
}

#[test]
fn a_sheet_is_chosen_by_name() {
    let Some(path) = shared("spreadsheets/csvkit-examples/sheets.xlsx") else { return };
    let bytes = std::fs::read(path).unwrap();
    let choose = |name: &str| {
        let options = ReadOptions { sheet: Some(name.into()), ..ReadOptions::default() };
        table("sheets.xlsx", &bytes, &options)
    };
    assert_eq!(choose("data").unwrap().sheet.as_deref(), Some("data"));
    assert_eq!(choose("data").unwrap().notes, Vec::<String>::new());
    let refused = choose("Data 2").unwrap_err();
    assert!(matches!(refused, Unreadable::NoSuchSheet { .. }));
    assert_eq!(refused.to_string(), "“sheets.xlsx” has no sheet named “Data 2”; it has “not this one”, “data”, “ʤ”");
}

#[test]
fn spreadsheet_errors_are_counted_in_the_notes() {
    let Some(path) = shared("spreadsheets/xlrd-tests/formula_test_sjmachin.xls") else { return };
    let table = table("formula.xls", &std::fs::read(path).unwrap(), &ReadOptions::default()).unwrap();
    let note = "1 cell holds a spreadsheet error instead of a value, the first in row 7, column 2 (#DIV/0!).";
    assert!(table.notes.iter().any(|said| said == note), "{:?}", table.notes);
}

#[test]
fn every_real_spreadsheet_is_read_or_refused_in_a_sentence() {
    let Some(folder) = shared("spreadsheets") else { return };
    let mut seen = 0;
    for inner in std::fs::read_dir(folder).unwrap() {
        for file in std::fs::read_dir(inner.unwrap().path()).unwrap() {
            let path = file.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            match table(&name, &std::fs::read(&path).unwrap(), &ReadOptions::default()) {
                Ok(table) => assert!(
                    table.rows.iter().all(|row| row.cells.len() == table.headers.len()),
                    "{name}: each row has a cell for each heading"
                ),
                Err(refused) => assert!(refused.to_string().contains(&name), "{refused}"),
            }
            seen += 1;
        }
    }
    assert!(seen > 50, "only {seen} files were there");
}
