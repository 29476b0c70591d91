//! The rows of a CSV file, whatever its separator. Knows the line each row begins on and finds the
//! quotation mark that is never closed, or that a later one closes by mistake.

use std::io::Read;

use csv::{ByteRecord, Reader, ReaderBuilder};

use super::grid::Grid;
use super::limits::{too_many_cells, too_wide};
use super::text::{self, Decoded};
use super::{Apostrophes, ReadOptions, Row, Unreadable};
use crate::neutral::restore;
use crate::sheet::Cell;

const SEPARATORS: [(u8, &str); 4] = [(b',', "commas"), (b';', "semicolons"), (b'\t', "tabs"), (b'|', "upright bars")];

/// More separators than this stand in no line, not even in one that a long text takes up alone.
const MOST_IN_A_LINE: usize = 1 << 20;

/// So much of a file tells its separator, however long its rows are.
const FIRST_ROWS: usize = 1 << 20;

pub(super) fn grid(file: &str, bytes: &[u8], options: &ReadOptions) -> Result<Grid, Unreadable> {
    let Decoded { text, encoding, mut notes } = text::decode(bytes, options.encoding);
    refuse_endless_line(file, &text, options)?;
    let (separator, name) = match options.separator {
        Some(asked) => (asked, "what was asked for"),
        None => separator(&text),
    };
    if separator != b',' && options.separator.is_none() {
        notes.push(format!("The fields are parted by {name}."));
    }
    check(file, &text, separator, options)?;
    let mut rows = Vec::new();
    let mut lines = Lines::of(&text);
    let mut reader = reader(&text, separator);
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).map_err(|error| damaged(file, &error))? {
        let number = lines.at(start_of(record.position()));
        if number == 1 && names_separator(&record) {
            continue;
        }
        let cells = record.iter().map(|field| cell(field, options.apostrophes)).collect();
        rows.push(Row { number, cells });
    }
    Ok(Grid { rows, notes, encoding: Some(encoding), ..Grid::of_text() })
}

/// The reader notes where each field of a row ends, of which there could be as many as the file has bytes.
fn refuse_endless_line(file: &str, text: &str, options: &ReadOptions) -> Result<(), Unreadable> {
    let signs = SEPARATORS.iter().map(|(sign, _)| *sign).chain(options.separator);
    let endless = |line: &[u8]| {
        let mut each = signs.clone().map(|sign| memchr::memchr_iter(sign, line).count());
        line.len() > MOST_IN_A_LINE && each.any(|count| count > MOST_IN_A_LINE)
    };
    let mut place = 0;
    for line in text.as_bytes().split(|byte| matches!(byte, b'\r' | b'\n')) {
        if endless(line) {
            return Err(too_wide(file, Lines::of(text).at(place), &options.limits));
        }
        place += line.len() + 1;
    }
    Ok(())
}

fn cell(field: &str, apostrophes: Apostrophes) -> Cell {
    let text = match apostrophes {
        Apostrophes::Keep => field,
        Apostrophes::Restore => restore(field),
    };
    if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
}

fn reader(text: &str, separator: u8) -> Reader<&[u8]> {
    reader_of(text.as_bytes(), separator)
}

fn reader_of<R: Read>(text: R, separator: u8) -> Reader<R> {
    ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text)
}

/// Whether this is the line `sep=;` by which Excel is told the separator.
fn names_separator(record: &csv::StringRecord) -> bool {
    record.len() == 2 && record[0].eq_ignore_ascii_case("sep=") && record[1].is_empty()
}

/// The separator that a first line `sep=;` tells.
fn told(line: &str) -> Option<u8> {
    let rest = line.get(..4).filter(|word| word.eq_ignore_ascii_case("sep=")).map(|_| &line[4..])?;
    let sign = *rest.trim_end_matches(['\r', '\n']).as_bytes().first()?;
    SEPARATORS.iter().any(|(each, _)| *each == sign).then_some(sign)
}

/// The separator that the first line names, else the one of the headings, else the one that gives the most fields
/// over the first rows; a comma when none gives more.
fn separator(text: &str) -> (u8, &'static str) {
    let told = text.lines().next().and_then(told);
    if let Some(named) = SEPARATORS.into_iter().find(|(each, _)| Some(*each) == told) {
        return named;
    }
    let rows = SEPARATORS.map(|(sign, _)| first_rows(text, sign));
    if let Some(place) = of_headings(&rows) {
        return SEPARATORS[place];
    }
    let mut best = 0;
    for place in 1..SEPARATORS.len() {
        if rows[place].iter().sum::<usize>() > rows[best].iter().sum() {
            best = place;
        }
    }
    SEPARATORS[best]
}

/// How often a separator stands in each of the first rows.
fn first_rows(text: &str, separator: u8) -> Vec<usize> {
    let start = &text[..text.floor_char_boundary(FIRST_ROWS)];
    let records = reader(start, separator).into_byte_records().take(5);
    records.filter_map(Result::ok).map(|record| record.len() - 1).collect()
}

/// The separator (by its place) that alone parts a row, and parts the next one too: a heading rarely has a comma in
/// it, a text often has many. A title above the headings may have one, but the headings below are not parted by it.
fn of_headings(rows: &[Vec<usize>]) -> Option<usize> {
    let longest = rows.iter().map(Vec::len).max()?;
    (0..longest.saturating_sub(1)).find_map(|row| {
        let times = |place: usize, row: usize| rows[place].get(row).copied().unwrap_or_default();
        let mut parting = (0..rows.len()).filter(|place| times(*place, row) > 0);
        match (parting.next(), parting.next()) {
            (Some(only), None) if times(only, row + 1) > 0 => Some(only),
            _ => None,
        }
    })
}

/// Reads everything once without keeping it, so that a file of nothing but separators is refused before it
/// takes memory, and an open quotation mark before its rows are believed.
fn check(file: &str, text: &str, separator: u8, options: &ReadOptions) -> Result<(), Unreadable> {
    let mut reader = reader(text, separator);
    let mut record = ByteRecord::new();
    let mut cells = 0_usize;
    let (mut loose, mut last) = (None, None);
    while reader.read_byte_record(&mut record).map_err(|error| damaged(file, &error))? {
        cells += record.len();
        if cells > options.limits.cells {
            return Err(too_many_cells(file, &options.limits));
        }
        let start = start_of(record.position());
        if loose.is_none() && !is_strict(&text.as_bytes()[start..], &record, separator) {
            loose = Some(start);
        }
        last = Some(start);
    }
    let line = |start| Lines::of(text).at(start);
    match (loose, last) {
        // An open last row is loose as well, and the nearer sentence is that it is open.
        (Some(start), Some(last)) if start < last => {
            Err(Unreadable::LooseQuote { file: file.to_owned(), line: line(start) })
        }
        (_, Some(last)) if open_quote(&text[last..], separator, &mut record) => {
            Err(Unreadable::OpenQuote { file: file.to_owned(), line: line(last) })
        }
        (Some(start), _) => Err(Unreadable::LooseQuote { file: file.to_owned(), line: line(start) }),
        (None, _) => Ok(()),
    }
}

/// Whether each field of a row that was read stands in the text as RFC 4180 has it: after a closing
/// quotation mark comes a separator or the end of the line. The reader takes whatever follows the mark into
/// the field, and so makes one field of all the rows between a mark that is not closed and the next.
fn is_strict(row: &[u8], read: &ByteRecord, separator: u8) -> bool {
    let skipped = row.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
    let mut rest = &row[skipped..];
    for field in read {
        let quoted = rest.first() == Some(&b'"');
        let after = if quoted { after_quoted(rest, field) } else { rest.get(field.len()..) };
        match after {
            Some([next, more @ ..]) if *next == separator => rest = more,
            Some([] | [b'\r' | b'\n', ..]) => rest = &[],
            Some(_) | None => return false,
        }
    }
    true
}

/// What follows a quoted field, if the text begins with that field and its marks.
fn after_quoted<'a>(text: &'a [u8], field: &[u8]) -> Option<&'a [u8]> {
    let mut rest = text.strip_prefix(b"\"")?;
    for (place, part) in field.split(|byte| *byte == b'"').enumerate() {
        if place > 0 {
            rest = rest.strip_prefix(b"\"\"")?;
        }
        rest = rest.strip_prefix(part)?;
    }
    rest.strip_prefix(b"\"")
}

/// Whether a quotation mark in this last row is still open at its end: then a row put behind it is swallowed. The row may
/// be the whole file; it is read into what was read before.
fn open_quote(last_row: &str, separator: u8, record: &mut ByteRecord) -> bool {
    let mut followed = reader_of(last_row.as_bytes().chain(&b"\nx"[..]), separator);
    let mut next = || followed.read_byte_record(record).unwrap_or(false);
    !(next() && next())
}

/// Where a row starts in the text. The reader gives one for every row it read.
fn start_of(position: Option<&csv::Position>) -> usize {
    let byte = position.expect("a row that was read has a position").byte();
    usize::try_from(byte).expect("the position lies in a text in memory")
}

/// The line of growing places in a text. The reader's own count is of the place before the blank lines and
/// line ends that it skips.
struct Lines<'a> {
    text: &'a [u8],
    place: usize,
    line: u64,
}

impl<'a> Lines<'a> {
    fn of(text: &'a str) -> Self {
        Self { text: text.as_bytes(), place: 0, line: 1 }
    }

    /// The line (from 1) of the first byte at or after `start` that does not end a line.
    fn at(&mut self, start: usize) -> u64 {
        let skipped = self.text[start..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let end = start + skipped;
        self.line += u64::try_from(line_ends(&self.text[self.place..end])).expect("a count of bytes fits");
        self.place = end;
        self.line
    }
}

/// How many lines end in this text, whether with LF, CR LF or CR alone. A file may use them all: rows that
/// end with CR, and LF within the cells. No two rows have the same number then.
fn line_ends(text: &[u8]) -> usize {
    let feeds = memchr::memchr_iter(b'\n', text).count();
    let returns = memchr::memchr_iter(b'\r', text).filter(|place| text.get(place + 1) != Some(&b'\n')).count();
    feeds + returns
}

fn damaged(file: &str, error: &csv::Error) -> Unreadable {
    Unreadable::Damaged { file: file.to_owned(), reason: error.to_string() }
}
