//! The rows of a sheet of an XLSX workbook, cell by cell: the library's own table of a sheet takes as much
//! room as the two most distant cells span, so it is not used.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{CellErrorType, DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use chrono::{NaiveDate, NaiveDateTime};

use super::grid::{Grid, Width, note_errors};
use super::limits::{too_many_cells, too_wide};
use super::{ReadOptions, Row, Unreadable, package};
use crate::sheet::Cell;

pub(super) fn grid(file: &str, bytes: &[u8], options: &ReadOptions) -> Result<Grid, Unreadable> {
    package::check(file, bytes, &options.limits)?;
    guarded(file, || read(file, bytes, options))
}

/// The library reads files nobody vouches for; should it stumble over one, that file is refused.
pub(super) fn guarded<T>(file: &str, read: impl FnOnce() -> Result<T, Unreadable>) -> Result<T, Unreadable> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| {
        Err(Unreadable::Damaged { file: file.to_owned(), reason: "its contents contradict each other".to_owned() })
    })
}

fn read(file: &str, bytes: &[u8], options: &ReadOptions) -> Result<Grid, Unreadable> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| damaged(file, error.to_string()))?;
    let sheets: Vec<String> = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| sheet.name.clone())
        .collect();
    let hidden: Vec<String> = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.visible != SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .collect();
    let (name, rows, errors) = match &options.sheet {
        Some(asked) if !sheets.contains(asked) => {
            return Err(Unreadable::NoSuchSheet { file: file.to_owned(), asked: asked.clone(), sheets });
        }
        Some(asked) => with_name(asked, rows(file, &mut book, asked, options)?),
        None => first_filled(file, &mut book, &sheets, &hidden, options)?,
    };
    let mut notes = Vec::new();
    note_other_sheets(&sheets, &name, options, &mut notes);
    note_merged(&mut book, &name, &mut notes);
    note_errors(errors.count, errors.first, &mut notes);
    Ok(Grid { sheets, sheet: Some(name), rows, width: Width::AtMost, notes })
}

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

fn with_name(name: &str, (rows, errors): (Vec<Row>, Errors)) -> (String, Vec<Row>, Errors) {
    (name.to_owned(), rows, errors)
}

fn first_filled(
    file: &str,
    book: &mut Book<'_>,
    sheets: &[String],
    hidden: &[String],
    options: &ReadOptions,
) -> Result<(String, Vec<Row>, Errors), Unreadable> {
    for name in sheets.iter().filter(|name| !hidden.contains(name)) {
        let (rows, errors) = rows(file, book, name, options)?;
        if rows.iter().any(|row| !row.cells.iter().all(Cell::is_blank)) {
            return Ok((name.clone(), rows, errors));
        }
    }
    Err(Unreadable::NoHeader { file: file.to_owned(), asked: None })
}

/// Says which sheets were not read when the sheet was not chosen by the caller.
pub(super) fn note_other_sheets(sheets: &[String], read: &str, options: &ReadOptions, notes: &mut Vec<String>) {
    if sheets.len() > 1 && options.sheet.is_none() {
        notes.push(format!("The file has {} sheets; the one read is “{read}”.", sheets.len()));
    }
}

fn note_merged(book: &mut Book<'_>, name: &str, notes: &mut Vec<String>) {
    // A sheet whose merged cells cannot be listed can still be read; there is only nothing to say.
    if let Ok(merged) = book.merge_cells_by_sheet_name(name)
        && !merged.is_empty()
    {
        notes
            .push(format!("The sheet has {} merged areas; each gives its value to its first cell only.", merged.len()));
    }
}

/// The spreadsheet errors met.
#[derive(Default)]
pub(super) struct Errors {
    pub(super) count: usize,
    pub(super) first: Option<String>,
}

impl Errors {
    pub(super) fn met(&mut self, row: u32, column: u32, error: &CellErrorType) -> Cell {
        self.count += 1;
        if self.first.is_none() {
            self.first = Some(format!("row {}, column {} ({error})", u64::from(row) + 1, u64::from(column) + 1));
        }
        Cell::Text(error.to_string())
    }
}

fn rows(file: &str, book: &mut Book<'_>, sheet: &str, options: &ReadOptions) -> Result<(Vec<Row>, Errors), Unreadable> {
    let broken = |error: XlsxError| damaged(file, error.to_string());
    let mut cells = book.worksheet_cells_reader(sheet).map_err(broken)?;
    let mut rows: Vec<Row> = Vec::new();
    let mut errors = Errors::default();
    let mut total = 0;
    while let Some(cell) = cells.next_cell().map_err(broken)? {
        let (row, column) = cell.get_position();
        let value = value(cell.get_value(), row, column, &mut errors);
        if matches!(value, Cell::Empty) {
            continue;
        }
        let number = u64::from(row) + 1;
        let place = usize::try_from(column).expect("a column number fits");
        if place >= options.limits.columns {
            return Err(too_wide(file, number, &options.limits));
        }
        match rows.last() {
            Some(last) if last.number > number => {
                return Err(damaged(file, format!("row {number} stands after row {}", last.number)));
            }
            Some(last) if last.number == number => {}
            Some(_) | None => rows.push(Row { number, cells: Vec::new() }),
        }
        let last = rows.last_mut().expect("a row was just made sure of");
        if place >= last.cells.len() {
            total += place + 1 - last.cells.len();
            last.cells.resize(place + 1, Cell::Empty);
        }
        last.cells[place] = value;
        if total > options.limits.cells {
            return Err(too_many_cells(file, &options.limits));
        }
    }
    Ok((rows, errors))
}

fn value(value: &DataRef<'_>, row: u32, column: u32, errors: &mut Errors) -> Cell {
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::Int(number) => Cell::Integer(*number),
        DataRef::Float(number) => number_cell(*number),
        DataRef::String(text) => text_cell(text),
        DataRef::SharedString(text) => text_cell(text),
        DataRef::Bool(truth) => truth_cell(*truth),
        DataRef::DateTime(moment) => moment_cell(moment),
        DataRef::DateTimeIso(text) => iso_cell(text),
        DataRef::DurationIso(text) => text_cell(text),
        DataRef::Error(error) => errors.met(row, column, error),
    }
}

pub(super) fn text_cell(text: &str) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
}

/// As the spreadsheet program shows it.
pub(super) fn truth_cell(truth: bool) -> Cell {
    Cell::Text(if truth { "TRUE" } else { "FALSE" }.to_owned())
}

/// Spreadsheets know no whole numbers; one that is whole and exact is given as such.
pub(super) fn number_cell(number: f64) -> Cell {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if number.fract() == 0.0 && number.abs() <= EXACT { Cell::Integer(number as i64) } else { Cell::Number(number) }
}

/// A date, a moment, or (a number below one) a time of day, which is given as text.
pub(super) fn moment_cell(moment: &ExcelDateTime) -> Cell {
    let serial = moment.as_f64();
    match moment.as_datetime() {
        Some(time) if (0.0..1.0).contains(&serial) => Cell::Text(time.format("%H:%M:%S").to_string()),
        Some(time) if moment.is_datetime() && serial >= 1.0 => Cell::from_moment(to_the_second(time)),
        Some(_) | None => number_cell(serial),
    }
}

/// Excel's fractions of a day miss whole seconds by a few thousandths.
fn to_the_second(time: NaiveDateTime) -> NaiveDateTime {
    let half = chrono::TimeDelta::milliseconds(500);
    let rounded = time.checked_add_signed(half).unwrap_or(time);
    chrono::Timelike::with_nanosecond(&rounded, 0).unwrap_or(rounded)
}

pub(super) fn iso_cell(text: &str) -> Cell {
    if let Ok(date) = text.parse::<NaiveDate>() {
        Cell::Date(date)
    } else if let Ok(moment) = text.parse::<NaiveDateTime>() {
        Cell::from_moment(to_the_second(moment))
    } else {
        text_cell(text)
    }
}

pub(super) fn damaged(file: &str, reason: String) -> Unreadable {
    Unreadable::Damaged { file: file.to_owned(), reason }
}
