//! Files that are broken, or made to do harm: each is refused with a sentence, before it takes memory.

use crate::common::workbook::{cell, compound, record, sheet, workbook, zipped};
use documents::read::{Limits, ReadOptions, Unreadable, table};

fn refusal(bytes: &[u8]) -> String {
    refusal_under(bytes, Limits::default())
}

fn refusal_under(bytes: &[u8], limits: Limits) -> String {
    let options = ReadOptions { limits, ..ReadOptions::default() };
    table("list.xlsx", bytes, &options).expect_err("the file must be refused").to_string()
}

fn small() -> String {
    sheet(&format!("<row r=\"1\">{}{}</row><row r=\"2\">{}</row>", cell("A1"), cell("B1"), cell("A2")))
}

#[test]
fn the_workbook_made_here_is_read_when_nothing_is_wrong() {
    let read = table("list.xlsx", &workbook(&small(), &[]), &ReadOptions::default()).unwrap();
    assert_eq!(read.rows.len(), 1, "seventeen thousand million cells claimed, three there");
}

#[test]
fn a_part_that_unpacks_to_far_more_than_its_size_is_refused() {
    let blanks = vec![b' '; 8 << 20];
    let refused = refusal(&workbook(&small(), &[("xl/media/image1.png", &blanks)]));
    assert_eq!(refused, "“list.xlsx” was not read: a part of it unpacks to more than 200 times its size");
}

#[test]
fn a_part_larger_than_it_says_is_refused() {
    let long = sheet(&" ".repeat(300_000));
    let mut bytes = workbook(&long, &[]);
    let (true_size, claimed) = (u32::try_from(long.len()).unwrap().to_le_bytes(), 100_u32.to_le_bytes());
    let mut changed = 0;
    for place in 0..bytes.len() - 4 {
        if bytes[place..place + 4] == true_size {
            bytes[place..place + 4].copy_from_slice(&claimed);
            changed += 1;
        }
    }
    assert!(changed >= 1, "the size stands in the headers");
    let refused = refusal(&bytes);
    assert!(refused.contains("larger than its declared uncompressed size"), "{refused}");
}

#[test]
fn more_unpacked_bytes_cells_or_texts_than_the_limits_are_refused() {
    let limits = |change: fn(&mut Limits)| {
        let mut limits = Limits::default();
        change(&mut limits);
        limits
    };
    let texts = format!("<sst>{}</sst>", "<si><t>x</t></si>".repeat(40));
    let bytes = workbook(&small(), &[("xl/sharedStrings.xml", texts.as_bytes())]);
    let cases = [
        (limits(|limits| limits.bytes = 100), "at most 100 are read; split it into parts"),
        (limits(|limits| limits.unpacked = 100), "it unpacks to more than 0 megabytes"),
        (
            limits(|limits| limits.cells = 2),
            "it has more than 2 cells; delete unused rows and columns, or split it into parts",
        ),
        (limits(|limits| limits.strings = 39), "it holds more than 39 different texts"),
        (limits(|limits| limits.columns = 1), "row 1 reaches beyond column 1; delete the cells far to the right"),
    ];
    for (limits, expected) in cases {
        let refused = refusal_under(&bytes, limits);
        assert!(refused.ends_with(expected), "{refused}");
    }
    assert!(table("list.xlsx", &bytes, &ReadOptions::default()).is_ok(), "within the limits it is read");
}

#[test]
fn rows_without_cells_are_refused_before_they_are_read() {
    let rows = |count: u32, rest: &str| (1..=count).map(|row| format!("<row r=\"{row}\"{rest}")).collect::<String>();
    let cells = |count: u32| (1..=count).map(|row| format!("<row r=\"{row}\">{}</row>", cell(&format!("A{row}"))));
    let refused = "it holds more than 100,000 empty rows; delete the rows below the list, or copy it into a new file";
    let table_of = [
        ("a million", rows(1_000_000, "/>"), true),
        ("with heights, closed apart", rows(120_000, " ht=\"12.5\"></row>"), true),
        ("as many as there may be", rows(100_000, "/>"), false),
        ("each with a cell", cells(120_000).collect(), false),
    ];
    for (name, rows, is_refused) in table_of {
        let bytes = workbook(&sheet(&rows), &[]);
        let read = table("list.xlsx", &bytes, &ReadOptions::default());
        let said = read.err().map(|error| error.to_string()).unwrap_or_default();
        assert_eq!(said.ends_with(refused), is_refused, "{name}: {said}");
    }
}

#[test]
fn more_styles_merged_areas_or_names_than_any_workbook_has_are_refused() {
    let styles = |count: usize, tag: &str| format!("<styleSheet><cellXfs>{}</cellXfs></styleSheet>", tag.repeat(count));
    let merged = |count: usize| {
        let areas = r#"<mergeCell ref="A5:B5"/>"#.repeat(count);
        small().replace("</worksheet>", &format!("<mergeCells>{areas}</mergeCells></worksheet>"))
    };
    let styled = |text: &str| workbook(&small(), &[("xl/styles.xml", text.as_bytes())]);
    let names = r#"<definedName name="a">x</definedName>"#.repeat(100_001);
    let long = format!("<xf a=\"{}\"/>", "a b".repeat(1 << 14));
    let cases = [
        (
            styled(&styles(250_001, "<xf/>")),
            "it holds more than 250,000 styles of cells; copy the list into a new file",
        ),
        (styled(&styles(250_001, "<x:font/>")), "it holds more than 250,000 styles of cells"),
        (styled(&(styles(6_000, "<xf/>") + &long)), "its styles of cells are too long"),
        (
            workbook(
                &small(),
                &[("xl/theme/theme1.xml", format!("<a:theme name=\"{}\"/>", "a b".repeat(400_000)).as_bytes())],
            ),
            "what it says of its sheets and styles comes to more than 64 megabytes, or to one in a piece",
        ),
        (workbook(&merged(250_001), &[]), "it holds more than 250,000 merged areas"),
        (workbook(&small(), &[("xl/names.xml", names.as_bytes())]), "it holds more than 100,000 names of sheets"),
    ];
    for (bytes, expected) in cases {
        // Repeating one word packs too well; that is another refusal.
        let refused = refusal_under(&bytes, Limits { ratio: u64::MAX, ..Limits::default() });
        assert!(refused.contains(expected), "{expected}: {refused}");
    }
    let fine = workbook(&merged(40_000), &[("xl/styles.xml", styles(65_000, "<xf/>").as_bytes())]);
    let read = table("list.xlsx", &fine, &ReadOptions::default()).unwrap();
    assert!(read.notes[0].starts_with("The sheet has 40,000 merged areas; each gives"), "{:?}", read.notes);
}

#[test]
fn texts_that_are_shared_are_weighed_before_they_are_kept() {
    let texts = format!("<sst>{}</sst>", format!("<si><t>{}</t></si>", "ab ".repeat(100)).repeat(40));
    let bytes = workbook(&small(), &[("xl/sharedStrings.xml", texts.as_bytes())]);
    let read = |letters| refusal_under(&bytes, Limits { letters, ..Limits::default() });
    assert!(read(11_999).contains("the texts in its cells come to more than"));
    assert!(
        table(
            "list.xlsx",
            &bytes,
            &ReadOptions { limits: Limits { letters: 12_000, ..Limits::default() }, ..ReadOptions::default() }
        )
        .is_ok()
    );
}

#[test]
fn a_list_that_claims_thousands_of_millions_of_texts_is_refused() {
    for claim in ["uniqueCount=\"4000000000\"", "uniqueCount = \n '99999999999999999999999'"] {
        let texts = format!("<sst {claim}><si><t>x</t></si></sst>");
        let refused = refusal(&workbook(&small(), &[("xl/sharedStrings.xml", texts.as_bytes())]));
        assert_eq!(refused, "“list.xlsx” was not read: it holds more than 750,000 different texts", "{claim}");
    }
}

#[test]
fn a_cell_far_out_is_refused() {
    let far = sheet(&format!("<row r=\"1\">{}{}</row>", cell("A1"), cell("XFD1")));
    assert_eq!(
        refusal(&workbook(&far, &[])),
        "“list.xlsx” was not read: row 1 reaches beyond column 1,024; delete the cells far to the right"
    );
}

#[test]
fn rows_out_of_order_are_refused() {
    let twisted = sheet(&format!("<row r=\"9\">{}</row><row r=\"2\">{}</row>", cell("A9"), cell("A2")));
    assert_eq!(
        refusal(&workbook(&twisted, &[])),
        "“list.xlsx” was not read: the file is damaged (row 2 stands after row 9)"
    );
}

#[test]
fn a_row_or_a_cell_that_comes_twice_is_refused() {
    let row = |number: u8, places: &[&str]| {
        let cells: String = places.iter().map(|place| cell(place)).collect();
        format!("<row r=\"{number}\">{cells}</row>")
    };
    let table = [
        ([row(1, &["A1", "B1"]), row(2, &["A2"]), row(2, &["B2"])], "row 2 comes twice, or after a later one"),
        ([row(1, &["A1", "B1"]), row(2, &["A2", "B2", "A2"]), row(3, &[])], "a cell of row 2 comes twice"),
    ];
    for (rows, expected) in table {
        let refused = refusal(&workbook(&sheet(&rows.concat()), &[]));
        assert_eq!(refused, format!("“list.xlsx” was not read: the file is damaged ({expected})"));
    }
}

#[test]
fn entities_that_multiply_are_not_followed() {
    let bomb = format!(
        r#"<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>{}"#,
        sheet(r#"<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c><c r="B1"><v>1</v></c></row>"#)
    );
    let bytes = workbook(&bomb, &[]);
    match table("list.xlsx", &bytes, &ReadOptions::default()) {
        Ok(read) => assert!(read.headers.iter().all(|title| title.len() < 100), "{:?}", read.headers),
        Err(refused) => assert!(matches!(refused, Unreadable::Damaged { .. }), "{refused}"),
    }
}

#[test]
fn cut_and_foreign_files_are_refused() {
    let whole = workbook(&small(), &[]);
    assert_eq!(
        refusal(&whole[..whole.len() / 2]),
        "“list.xlsx” was not read: the file is damaged (its end is missing or spoilt; perhaps it was cut off on its way, so fetch it again)"
    );
    let cases: [(Vec<u8>, &str); 5] = [
        (
            zipped(&[("word/document.xml", b"<x/>")]),
            "it is a Word document; save the list as XLSX or CSV and choose that",
        ),
        (
            zipped(&[("content.xml", b"<x/>")]),
            "it is an OpenDocument file, but not a spreadsheet; save the list as ODS, XLSX or CSV",
        ),
        (
            zipped(&[("nested.zip", &whole)]),
            "it is a zip file, not a workbook; save the list as XLSX or CSV and choose that",
        ),
        (b"%PDF-1.7\n".to_vec(), "it is a PDF; export the list as CSV or XLSX from the program it came from"),
        (b"\x7fELF\x02\x01\x01\x00".to_vec(), "it is neither a spreadsheet nor text; save the list as CSV or XLSX"),
    ];
    for (bytes, expected) in cases {
        assert_eq!(refusal(&bytes), format!("“list.xlsx” was not read: {expected}"));
    }
}

#[test]
fn a_workbook_under_a_password_says_so() {
    assert_eq!(
        refusal(&compound("/EncryptedPackage", b"secret")),
        "“list.xlsx” was not read: it is protected by a password; open it, remove the password and save it"
    );
}

#[test]
fn two_distant_cells_in_an_old_workbook_are_refused() {
    let number = |row: u16, column: u16| {
        let mut record = vec![0x03, 0x02, 14, 0];
        record.extend(row.to_le_bytes());
        record.extend(column.to_le_bytes());
        record.extend([0; 10]);
        record
    };
    let stream = [number(0, 0), number(65_535, 255)].concat();
    assert_eq!(
        refusal(&compound("/Workbook", &stream)),
        "“list.xlsx” was not read: it has more than 3,000,000 cells; delete unused rows and columns, or split it into parts"
    );
}

#[test]
fn a_quotation_mark_never_closed_is_refused_with_its_line() {
    let text = "id,text\r\n1,fine\r\n\r\n2,\"open\r\n3,lost\r\n";
    assert_eq!(
        refusal(text.as_bytes()),
        "“list.xlsx” was not read: a quotation mark in the row that begins on line 4 is never closed, so the rest of the file would become one cell"
    );
}

#[test]
fn a_quotation_mark_that_a_later_one_closes_swallows_no_rows() {
    let cases = [
        ("id,text,more\n1,fine,x\n2,\"open,x\n3,lost,x\n4,\"quoted\",x\n5,y,x\n", 3),
        ("id,text,more\n1,\"shut\"off,x\n2,y,x\n", 2),
        ("id,text,more\n1,y,x\n2,\"a \"quoted\" word\",x", 3),
    ];
    for (text, line) in cases {
        let expected = format!("in the row that begins on line {line} a quotation mark is followed by neither");
        let refused = refusal(text.as_bytes());
        assert!(refused.contains(&expected), "{refused}");
    }
}

#[test]
fn quotation_marks_where_they_may_stand_are_read() {
    let text = "id,text\r\n1,He said \"no\"\r\n2,\"He said \"\"no\"\"\"\r\n\r\n3,\"two\r\nlines, \"\"\"\r\n4, \"x\"\r\n5,\"\"\r\n6,\"\"\"\"";
    let read = table("list.csv", text.as_bytes(), &ReadOptions::default()).unwrap();
    let texts: Vec<_> = read.rows.iter().map(|row| row.cells[1].text().into_owned()).collect();
    assert_eq!(texts, ["He said \"no\"", "He said \"no\"", "two\r\nlines, \"", " \"x\"", "", "\""]);
}

#[test]
fn nothing_but_separators_is_refused() {
    let limits = Limits { cells: 1_000, ..Limits::default() };
    let refused = refusal_under(",".repeat(5_000).as_bytes(), limits);
    assert!(refused.contains("it has more than 1,000 cells"), "{refused}");
}

#[test]
fn one_long_text_named_by_many_cells_is_refused() {
    let texts = format!("<sst><si><t>{}</t></si></sst>", "ab".repeat(500));
    let rows: String = (1..=200)
        .map(|row| format!(r#"<row r="{row}"><c r="A{row}" t="s"><v>0</v></c><c r="B{row}" t="s"><v>0</v></c></row>"#))
        .collect();
    let bytes = workbook(&sheet(&rows), &[("xl/sharedStrings.xml", texts.as_bytes())]);
    let limits = Limits { letters: 1 << 18, ..Limits::default() };
    assert_eq!(
        refusal_under(&bytes, limits),
        "“list.xlsx” was not read: the texts in its cells come to more than 0 megabytes"
    );
    assert!(table("list.xlsx", &bytes, &ReadOptions::default()).is_ok(), "within the limits it is read");
}

#[test]
fn a_text_no_cell_can_hold_is_refused() {
    let words: String = (0..300_000).map(|number| format!("{number} ")).collect();
    let long = sheet(&format!(r#"<row r="1"><c r="A1" t="inlineStr"><is><t>{words}</t></is></c></row>"#));
    let expected = "“list.xlsx” was not read: one of its cells holds more than a million letters";
    assert_eq!(refusal(&workbook(&long, &[])), expected);
    let open = format!("<office:document-content><office:spreadsheet>{words}");
    assert_eq!(refusal(&zipped(&[("content.xml", open.as_bytes())])), expected);
}

#[test]
fn an_old_workbook_under_a_password_says_so() {
    let stream = [record(0x0809, &[0; 16]), record(0x002F, &[1; 54]), record(0x0085, &[7; 20])].concat();
    assert_eq!(
        refusal(&compound("/Workbook", &stream)),
        "“list.xlsx” was not read: it is protected by a password; open it, remove the password and save it"
    );
}

#[test]
fn a_sheet_shown_twice_in_an_old_workbook_is_refused() {
    let sheet = record(0x0085, &[7; 20]);
    assert_eq!(
        refusal(&compound("/Workbook", &[sheet.clone(), sheet].concat())),
        "“list.xlsx” was not read: the file is damaged (two of its sheets are one)"
    );
}
