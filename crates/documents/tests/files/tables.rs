//! Tables as people bring them: titles above the header, rows that do not fit, separators, encodings.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use crate::common::{
    shared,
    workbook::{cell, sheet, workbook},
};
use chrono::NaiveDate;
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
fn no_two_rows_have_one_number_where_line_ends_are_mixed() {
    let table = read("a,b\r1,\"two\nlines\"\r2,x\r\n3,y\n4,z\r\r5,v\r6\r");
    assert_eq!(numbers(&table), [2, 4, 5, 6, 8]);
    assert_eq!(table.ragged.iter().map(|row| row.number).collect::<Vec<_>>(), [9]);
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
fn the_headings_tell_the_separator_however_many_commas_the_texts_have() {
    let cases = [
        ("id;what\n1;a, b, c, d\n2;e, f, g\n", "id"),
        ("Complaints, 2025, all\nid;what\n1;a, b, c, d\n2;e, f, g\n", "id"),
        ("id,what;why\n1,a;b;c;d\n2,e;f;g;h\n", "id,what"),
        ("id\twhat\n1\ta, b; c | d, e\n", "id"),
        ("title\nid,what\n1,\"a; b; c; d\"\n", "id"),
    ];
    for (text, expected) in cases {
        let read = table("list.csv", text.as_bytes(), &ReadOptions::default()).unwrap();
        let top = &read.top.iter().find(|row| row.cells.len() > 1 && row.cells[0].text() == expected);
        assert!(top.is_some(), "{text:?}: {:?}", read.top);
    }
}

#[test]
fn empty_files_have_no_headings() {
    for text in ["", "\n\n", " , \n", "\u{feff}"] {
        let refused = table("list.csv", text.as_bytes(), &ReadOptions::default()).unwrap_err();
        assert_eq!(refused.to_string(), "“list.csv” is empty: there is nothing in its cells", "{text:?}");
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
fn the_line_that_names_the_separator_is_no_row() {
    for (text, note) in [("sep=;\nid;a,b\n1;x,y\n", 1), ("SEP=|\r\nid|a,b\r\n1|x,y\r\n", 1), ("sep=,\nid,a\n1,x\n", 0)]
    {
        let table = read(text);
        assert_eq!((table.header_row, numbers(&table), table.headers[0].as_str()), (2, vec![3], "id"), "{text:?}");
        assert_eq!(table.notes.len(), note, "{:?}", table.notes);
    }
    assert_eq!(read("sep,of\n1,2\n").headers, ["sep", "of"], "a heading may begin so");
}

#[test]
fn hidden_rows_and_columns_of_a_workbook_are_read_and_said() {
    let row = |number: usize, more: &str| {
        let cells: String = ["A", "B", "C"].iter().map(|column| cell(&format!("{column}{number}"))).collect();
        format!(r#"<row r="{number}"{more}>{cells}</row>"#)
    };
    let rows: String = (1..=9).map(|number| row(number, if number > 3 { r#" hidden="1""# } else { "" })).collect();
    let text =
        sheet(&rows).replace("<sheetData>", r#"<cols><col min="3" max="16384" hidden="true"/></cols><sheetData>"#);
    let read = table("list.xlsx", &workbook(&text, &[]), &ReadOptions::default()).unwrap();
    assert_eq!(read.rows.len(), 8);
    let expected = [
        "More than one column is headed “1”; the one in place 2 is called “1 (2)”.",
        "More than one column is headed “1”; the one in place 3 is called “1 (3)”.",
        "6 rows are hidden in the file and were read all the same (4, 5, 6, 7, 8 and more).",
        "1 column is hidden in the file and was read all the same (“1 (3)”).",
    ];
    assert_eq!(read.notes, expected);
}

#[test]
fn a_formula_without_a_saved_value_is_not_blank() {
    let row = |number: usize, cells: &str| format!(r#"<row r="{number}">{cells}</row>"#);
    let formulas = r#"<c r="A2"><f>1+1</f></c><c r="B2"><f>1+1</f><v></v></c><c r="C2"><f t="shared" si="0"/><v/></c>"#;
    let values = r#"<c r="A3"><f>1+1</f><v>2</v></c><c r="B3" t="str"><f>""</f><v></v></c><c r="C3" s="0"/><c r="D3" t="e"><f>1/0</f><v>#DIV/0!</v></c>"#;
    let headings: String = ["A1", "B1", "C1", "D1"].iter().map(|place| cell(place)).collect();
    let text = sheet(&[row(1, &headings), row(2, formulas), row(3, values)].concat());
    let read = table("list.xlsx", &workbook(&text, &[]), &ReadOptions::default()).unwrap();
    let unsaved = Cell::Error("formula without a saved value".into());
    assert_eq!(read.rows[0].cells, [unsaved.clone(), unsaved.clone(), unsaved, Cell::Empty]);
    assert_eq!(read.rows[1].cells, [Cell::Integer(2), Cell::Empty, Cell::Empty, Cell::Error("#DIV/0!".into())]);
}
