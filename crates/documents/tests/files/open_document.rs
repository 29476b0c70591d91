//! OpenDocument spreadsheets, packed and flat: what their cells give, and what they repeat.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::{Cursor, Write};

use chrono::NaiveDate;
use documents::Cell;
use documents::read::{Limits, ReadOptions, Table, Unreadable, table};
use zip::write::SimpleFileOptions;

const LIST: &str = r#"<table:table table:name="List">
 <table:table-column/><table:table-column table:visibility="collapse"/><table:table-column table:number-columns-repeated="16382"/>
 <table:table-header-rows><table:table-row><table:table-cell><text:p>No</text:p></table:table-cell><table:table-cell><text:p>Date</text:p></table:table-cell><table:table-cell><text:p>What &amp; where</text:p></table:table-cell></table:table-row></table:table-header-rows>
 <table:table-row><table:table-cell office:value-type="float" office:value="7"><text:p>7.00</text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="2026-10-01"><text:p>1 Oct</text:p></table:table-cell><table:table-cell office:value-type="string"><office:annotation><text:p>a note</text:p></office:annotation><text:p>Bin <text:span>missed</text:span><text:s text:c="2"/>twice</text:p><text:p>again &#163;5</text:p></table:table-cell></table:table-row>
 <table:table-row table:number-rows-repeated="3" table:visibility="filter"><table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="0.5"/><table:table-cell office:value-type="time" office:time-value="PT09H05M00S"/><table:table-cell table:number-columns-repeated="16000"/></table:table-row>
 <table:table-row><table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell><table:table-cell office:value-type="boolean" office:boolean-value="true"/></table:table-row>
 <table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
</table:table>"#;

fn document(sheets: &str) -> String {
    format!(
        r#"<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"><office:automatic-styles><style:style style:name="unseen" style:family="table"><style:table-properties table:display="false"/></style:style></office:automatic-styles><office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body></office:document>"#
    )
}

fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn read(bytes: &[u8], options: &ReadOptions) -> Result<Table, Unreadable> {
    table("list.ods", bytes, options)
}

#[test]
fn both_forms_give_the_same_typed_cells_and_what_is_hidden_is_said() {
    let text = document(LIST);
    for bytes in [packed(&[("content.xml", &text)]), text.clone().into_bytes()] {
        let table = read(&bytes, &ReadOptions::default()).unwrap();
        assert_eq!(table.headers, ["No", "Date", "What & where"]);
        let numbers: Vec<u64> = table.rows.iter().map(|row| row.number).collect();
        assert_eq!(numbers, [2, 3, 4, 5, 6], "a row that repeats is so many rows, and the million empty ones are none");
        let day = NaiveDate::from_ymd_opt(2026, 10, 1).unwrap();
        assert_eq!(
            table.rows[0].cells,
            [Cell::Integer(7), Cell::Date(day), Cell::Text("Bin missed  twice\nagain £5".into())]
        );
        assert_eq!(table.rows[1].cells, [Cell::Number(0.5), Cell::Number(0.5), Cell::Text("09:05:00".into())]);
        assert_eq!(table.rows[4].cells, [Cell::Error("#DIV/0!".into()), Cell::Text("TRUE".into()), Cell::Empty]);
        assert_eq!(
            table.notes,
            [
                "1 cell holds a spreadsheet error instead of a value, the first in row 6, column 1 (#DIV/0!).",
                "3 rows are hidden in the file and were read all the same (3, 4, 5).",
                "1 column is hidden in the file and was read all the same (“Date”).",
            ]
        );
    }
}

#[test]
fn a_formula_without_a_saved_value_is_not_blank() {
    let text = document(
        r#"<table:table><table:table-row><table:table-cell><text:p>A</text:p></table:table-cell><table:table-cell><text:p>B</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell table:formula="of:=1+1"/><table:table-cell table:formula="of:=&quot;&quot;" office:value-type="string" office:string-value=""/></table:table-row></table:table>"#,
    );
    let table = read(text.as_bytes(), &ReadOptions::default()).unwrap();
    assert_eq!(table.rows[0].cells, [Cell::Error(Cell::UNSAVED.into()), Cell::Empty]);
}

#[test]
fn the_first_filled_sheet_in_sight_is_read_unless_another_is_named() {
    let row = |word: &str| {
        format!("<table:table-row><table:table-cell><text:p>{word}</text:p></table:table-cell></table:table-row>")
    };
    let text = document(&format!(
        r#"<table:table table:name="Empty"/><table:table table:name="Old" table:style-name="unseen">{}</table:table><table:table table:name="New">{}</table:table>"#,
        row("old"),
        row("new")
    ));
    let bytes = packed(&[("content.xml", &text)]);
    let table = read(&bytes, &ReadOptions::default()).unwrap();
    assert_eq!((table.sheet.as_deref(), table.sheets.len()), (Some("New"), 3));
    let named = |name: &str| read(&bytes, &ReadOptions { sheet: Some(name.into()), ..ReadOptions::default() });
    assert_eq!(named("Old").unwrap().headers, ["old"]);
    assert!(matches!(named("Other").unwrap_err(), Unreadable::NoSuchSheet { .. }));
}

#[test]
fn filled_rows_and_cells_that_repeat_without_end_are_refused() {
    let cell = r#"<table:table-cell><text:p>abcdefgh</text:p></table:table-cell>"#;
    let rows = |times: &str| {
        format!(
            r#"<table:table><table:table-row table:number-rows-repeated="{times}">{cell}</table:table-row></table:table>"#
        )
    };
    let wide = r#"<table:table><table:table-row><table:table-cell table:number-columns-repeated="99999999999999999999"><text:p>x</text:p></table:table-cell></table:table-row></table:table>"#;
    let limits = Limits { letters: 1_000, ..Limits::default() };
    let cases = [
        (rows("4000000000"), Limits::default(), "it has more than 3,000,000 cells"),
        (rows("99999999999999999999999"), Limits::default(), "it has more than 3,000,000 cells"),
        (rows("1048575"), Limits::default(), "row 1 and more than 10,000 below it are all alike; delete what fills"),
        (rows("200"), limits, "the texts in its cells come to more than 0 megabytes"),
        (wide.to_owned(), Limits::default(), "row 1 reaches beyond column 1,024"),
    ];
    for (sheet, limits, expected) in cases {
        let bytes = packed(&[("content.xml", &document(&sheet))]);
        let refused = read(&bytes, &ReadOptions { limits, ..ReadOptions::default() }).unwrap_err().to_string();
        assert!(refused.contains(expected), "{refused}");
    }
}

#[test]
fn sheets_without_end_are_refused() {
    let bytes = packed(&[("content.xml", &document(&"<table:table/>".repeat(10_001)))]);
    let refused = read(&bytes, &ReadOptions::default()).unwrap_err().to_string();
    assert_eq!(refused, "“list.ods” was not read: it has more than 10,000 sheets");
}

#[test]
fn one_that_is_cut_locked_or_makes_up_entities_does_no_harm() {
    let whole = document(LIST);
    let cut = &whole[..whole.len() / 2];
    let refused = read(&packed(&[("content.xml", cut)]), &ReadOptions::default()).unwrap_err();
    assert!(matches!(refused, Unreadable::Damaged { .. }), "{refused}");
    let manifest = "<manifest:manifest><manifest:encryption-data/></manifest:manifest>";
    for parts in [
        &[("content.xml", "\u{1}\u{2}"), ("META-INF/manifest.xml", manifest)][..],
        &[("encrypted-package", "\u{1}\u{2}"), ("META-INF/manifest.xml", manifest)],
    ] {
        let refused = read(&packed(parts), &ReadOptions::default()).unwrap_err().to_string();
        assert!(refused.contains("protected by a password"), "{refused}");
    }
    let bomb = whole.replace("<?xml version=\"1.0\"?>", r#"<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]>"#);
    let table = read(&packed(&[("content.xml", &bomb.replace("twice", "&a;"))]), &ReadOptions::default()).unwrap();
    assert_eq!(table.rows[0].cells[2].text(), "Bin missed  \nagain £5");
}
