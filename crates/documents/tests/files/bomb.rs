//! A small file that asks for gigabytes, or lies about its size, is refused at once and in little memory, whatever kind
//! it is. Each is read in a program of its own, so that the memory measured is that of the reading.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    path::Path,
    process::Command,
    time::{Duration, SystemTime},
};

use crate::common::workbook::{cell, compound, record, sheet, workbook, zipped};
use documents::read::{ReadOptions, table};

/// Where the other program finds the file.
const FILE: &str = "HEARD_TEST_BOMB";

/// The most kilobytes that may be held to refuse a file: the 64 megabytes of text that a list may have, of which a workbook
/// is refused once it has more, and what it is read with.
const ROOM: usize = 96 << 10;
/// And how many times a file of plain text, which is as large as it says: one whose first quotation mark is open is one cell.
const TIMES: usize = 8;
/// Unoptimised, as tests are, and on a busy machine; people wait for a tenth of it.
const TIME: Duration = Duration::from_secs(10);

/// The shared list of one text of 32,000 letters, and 60,000 cells that name it: 1 MB that stands for 2 GB.
fn one_text_in_every_cell() -> Vec<u8> {
    let counts = [60_000_u32.to_le_bytes(), 1_u32.to_le_bytes()].concat();
    let text = [&32_000_u16.to_le_bytes()[..], &[0]].concat();
    let (begin, rest) = ([b'x'; 8_000], [b'x'; 8_000]);
    let list = record(0x00FC, &[&counts[..], &text, &begin].concat());
    let more = record(0x003C, &[&[0][..], &rest].concat()).repeat(3);
    let cell = |number: u16| {
        let place = [(number / 10).to_le_bytes(), (number % 10).to_le_bytes(), [0; 2]].concat();
        record(0x00FD, &[&place[..], &0_u32.to_le_bytes()].concat())
    };
    let cells: Vec<u8> = (0..60_000).flat_map(cell).collect();
    let mut stream = [record(0x0809, &[0; 16]), list, more].concat();
    let sheet = u32::try_from(stream.len() + 4 + 14 + 4).unwrap();
    stream.extend(record(0x0085, &[&sheet.to_le_bytes()[..], &[0, 0, 5, 0], b"Sheet1"].concat()));
    stream.extend([record(0x000A, &[]), record(0x0809, &[0; 16]), cells, record(0x000A, &[])].concat());
    compound("/Workbook", &stream)
}

/// A workbook whose one text is named by every cell: it stands for 2 GB.
fn one_shared_text() -> Vec<u8> {
    let text = (0..8_000).map(|number| format!("{number:03} ")).collect::<String>();
    let texts = format!("<sst><si><t>{}</t></si></sst>", &text[..32_000]);
    let row = |row: u32| {
        let cells = ["A", "B", "C", "D"].map(|column| format!(r#"<c r="{column}{row}" t="s"><v>0</v></c>"#));
        format!(r#"<row r="{row}">{}</row>"#, cells.concat())
    };
    workbook(&sheet(&(1..=15_000).map(row).collect::<String>()), &[("xl/sharedStrings.xml", texts.as_bytes())])
}

/// A file of parts in which one part is far longer than the headers say.
fn lying(mut bytes: Vec<u8>, length: usize) -> Vec<u8> {
    let (true_size, claimed) = (u32::try_from(length).unwrap().to_le_bytes(), 100_u32.to_le_bytes());
    let places: Vec<usize> = (0..bytes.len() - 4).filter(|place| bytes[*place..place + 4] == true_size).collect();
    assert!(!places.is_empty(), "the size stands in the headers");
    for place in places {
        bytes[place..place + 4].copy_from_slice(&claimed);
    }
    bytes
}

/// Words that pack only so well, as those of a list do.
fn words(bytes: usize) -> String {
    let mut words = String::with_capacity(bytes + 16);
    let mut number = 1_u32;
    while words.len() < bytes {
        number = number.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        words.push_str(&format!("{:x} ", number >> 12).repeat(12));
    }
    words
}

fn open_document(sheets: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content><office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body></office:document-content>"
    );
    zipped(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content.as_bytes())])
}

fn open_rows(times: &str, text: &str) -> String {
    format!(
        r#"<table:table><table:table-row table:number-rows-repeated="{times}"><table:table-cell table:number-columns-repeated="1000"><text:p>{text}</text:p></table:table-cell></table:table-row></table:table>"#
    )
}

type Bomb = (&'static str, &'static str, fn() -> Vec<u8>, &'static str);

const BOMBS: [Bomb; 15] = [
    ("an old workbook, one text in every cell", "list.xls", one_text_in_every_cell, "come to more than 64 megabytes"),
    (
        "an old workbook, two cells far apart",
        "list.xls",
        || {
            let number = |row: u16, column: u16| {
                record(0x0203, &[&row.to_le_bytes()[..], &column.to_le_bytes(), &[0; 10]].concat())
            };
            compound("/Workbook", &[number(0, 0), number(65_535, 255)].concat())
        },
        "it has more than 3,000,000 cells",
    ),
    ("a workbook, one text in every cell", "list.xlsx", one_shared_text, "come to more than 64 megabytes"),
    (
        "a workbook that is nothing but air",
        "list.xlsx",
        || workbook(&sheet(&cell("A1")), &[("xl/media/image1.png", &vec![b' '; 100 << 20])]),
        "a part of it unpacks to more than 200 times its size",
    ),
    (
        "a workbook that lies about its size",
        "list.xlsx",
        || {
            let long = sheet(&words(8 << 20));
            lying(workbook(&long, &[]), long.len())
        },
        "larger than its declared uncompressed size",
    ),
    (
        "a workbook of empty rows",
        "list.xlsx",
        || workbook(&sheet(&(1..=1_000_000).map(|row| format!("<row r=\"{row}\"/>")).collect::<String>()), &[]),
        "it holds more than 100,000 empty rows",
    ),
    (
        "a workbook that claims texts without end",
        "list.xlsx",
        || {
            workbook(
                &sheet(&cell("A1")),
                &[("xl/sharedStrings.xml", b"<sst uniqueCount=\"4000000000\"><si><t>x</t></si></sst>")],
            )
        },
        "it holds more than 750,000 different texts",
    ),
    (
        "a workbook with one cell of everything",
        "list.xlsx",
        || {
            workbook(
                &sheet(&format!(r#"<row r="1"><c r="A1" t="inlineStr"><is><t>{}</t></is></c></row>"#, words(8 << 20))),
                &[],
            )
        },
        "one of its cells holds more than a million letters",
    ),
    (
        "an OpenDocument sheet whose rows repeat",
        "list.ods",
        || open_document(&open_rows("4000000000", "x")),
        "it has more than 3,000,000 cells",
    ),
    (
        "an OpenDocument sheet whose long text repeats",
        "list.ods",
        || open_document(&open_rows("1000", &words(32_000))),
        "come to more than 64 megabytes",
    ),
    (
        "an OpenDocument sheet that is nothing but air",
        "list.ods",
        || open_document(&" ".repeat(100 << 20)),
        "a part of it unpacks to more than 200 times its size",
    ),
    (
        "an OpenDocument sheet that lies about its size",
        "list.ods",
        || {
            let content = format!("<office:document-content>{}</office:document-content>", words(8 << 20));
            lying(zipped(&[("content.xml", content.as_bytes())]), content.len())
        },
        "larger than its declared uncompressed size",
    ),
    ("a table of separators", "list.csv", || ",".repeat(25 << 20).into_bytes(), "row 1 reaches beyond column 1,024"),
    (
        "a table whose first quotation mark is never closed",
        "list.csv",
        || format!("id,text\n1,\"{}", words(16 << 20)).into_bytes(),
        "is never closed, so the rest of the file would become one cell",
    ),
    (
        "a table of short rows without end",
        "list.csv",
        || "a,b,c,d\n".repeat(3 << 20).into_bytes(),
        "it has more than 3,000,000 cells",
    ),
];

/// What the other program does: reads the file and says how that went.
#[test]
#[expect(clippy::disallowed_methods, reason = "it measures how long a refusal takes")]
fn read_in_a_program_of_its_own() {
    let Some(file) = std::env::var_os(FILE) else { return };
    let file = Path::new(&file);
    let bytes = std::fs::read(file).unwrap();
    let (before, began) = (memory("VmRSS:"), SystemTime::now());
    let name = file.file_name().unwrap().to_str().unwrap();
    let refused = table(name, &bytes, &ReadOptions::default()).expect_err("it must be refused").to_string();
    let (held, took) = (memory("VmHWM:").saturating_sub(before), began.elapsed().unwrap());
    std::fs::write(file.with_extension("said"), format!("{held} {} {refused}", took.as_millis())).unwrap();
}

#[test]
fn every_kind_of_file_that_asks_for_too_much_is_refused_at_once_and_in_little_memory() {
    let folder = tempfile::tempdir().unwrap();
    for (what, name, made, expected) in BOMBS {
        let file = folder.path().join(name);
        let made = made();
        let room = ROOM.max(if name == "list.csv" { TIMES * made.len() / 1024 } else { 0 });
        std::fs::write(&file, made).unwrap();
        let mut other = Command::new(std::env::current_exe().unwrap());
        let other = other.args(["--exact", "bomb::read_in_a_program_of_its_own"]).env(FILE, &file);
        let said = other.output().unwrap();
        assert!(said.status.success(), "{what}: {}", String::from_utf8_lossy(&said.stdout));
        let said = std::fs::read_to_string(file.with_extension("said")).unwrap();
        let [held, took, refused] = said.splitn(3, ' ').collect::<Vec<_>>()[..] else { panic!("{said}") };
        println!("{what}: {held} KB, {took} ms, {refused}");
        assert!(refused.contains(expected), "{what}: {refused}");
        assert!(held.parse::<usize>().unwrap() < room, "{what}: {held} KB were held to refuse it");
        let took = Duration::from_millis(took.parse().unwrap());
        assert!(took < TIME, "{what}: {took:?} went by until it was refused");
    }
}

/// What this program holds now, or has held at most, in kilobytes; nothing where the system does not say.
fn memory(which: &str) -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(which));
    line.and_then(|line| line.split_whitespace().nth(1)).map_or(0, |number| number.parse().unwrap())
}
