//! The rows of a sheet of an XLSX workbook, cell by cell: the library's own table of a sheet takes as much
//! room as the two most distant cells span, so it is not used.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use chrono::{NaiveDate, NaiveDateTime};

use super::grid::Grid;
use super::limits::{too_many_cells, too_much_text, too_wide};
use super::{ReadOptions, Row, Unreadable, hidden};
use crate::sheet::Cell;
use crate::words::counted;

pub(super) fn grid(file: &str, bytes: &[u8], options: &ReadOptions) -> Result<Grid, Unreadable> {
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
    let (name, rows) = match &options.sheet {
        Some(asked) if !sheets.contains(asked) => {
            return Err(Unreadable::NoSuchSheet { file: file.to_owned(), asked: asked.clone(), sheets });
        }
        Some(asked) => (asked.clone(), rows(file, &mut book, asked, options)?),
        None => first_filled(file, &mut book, &sheets, &hidden, options)?,
    };
    let mut notes = Vec::new();
    note_other_sheets(&sheets, &name, options, &mut notes);
    let hidden = hidden::of_workbook(bytes, &name);
    if let Some(row) = hidden.twice {
        return Err(damaged(file, format!("row {row} comes twice, or after a later one")));
    }
    if hidden.merged > 0 {
        notes.push(merged_areas(hidden.merged));
    }
    Ok(Grid { rows, notes, hidden, ..Grid::of_sheet(sheets, name) })
}

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

fn first_filled(
    file: &str,
    book: &mut Book<'_>,
    sheets: &[String],
    hidden: &[String],
    options: &ReadOptions,
) -> Result<(String, Vec<Row>), Unreadable> {
    for name in sheets.iter().filter(|name| !hidden.contains(name)) {
        let rows = rows(file, book, name, options)?;
        if rows.iter().any(|row| !row.cells.iter().all(Cell::is_blank)) {
            return Ok((name.clone(), rows));
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

fn rows(file: &str, book: &mut Book<'_>, sheet: &str, options: &ReadOptions) -> Result<Vec<Row>, Unreadable> {
    let broken = |error: XlsxError| damaged(file, error.to_string());
    let mut cells = book.worksheet_cells_reader(sheet).map_err(broken)?;
    let mut rows: Vec<Row> = Vec::new();
    let mut total = 0;
    let mut letters = 0;
    while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(broken)? {
        let (row, column) = cell.pos;
        // A shared text is small in the file however often cells name it, and is copied for each.
        letters += length(&cell.value);
        if letters > options.limits.letters {
            return Err(too_much_text(file, &options.limits));
        }
        let unsaved = cell.formula.is_some() && matches!(cell.value, DataRef::Empty);
        let value = if unsaved { Cell::Error(Cell::UNSAVED.to_owned()) } else { value(&cell.value) };
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
        } else if !matches!(last.cells[place], Cell::Empty) {
            return Err(damaged(file, format!("a cell of row {number} comes twice")));
        }
        last.cells[place] = value;
        if total > options.limits.cells {
            return Err(too_many_cells(file, &options.limits));
        }
    }
    Ok(rows)
}

fn length(value: &DataRef<'_>) -> usize {
    match value {
        DataRef::String(text) => text.len(),
        DataRef::SharedString(text) => text.len(),
        DataRef::Empty
        | DataRef::Int(_)
        | DataRef::Float(_)
        | DataRef::Bool(_)
        | DataRef::DateTime(_)
        | DataRef::DateTimeIso(_)
        | DataRef::DurationIso(_)
        | DataRef::Error(_) => 0,
    }
}

fn value(value: &DataRef<'_>) -> Cell {
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
        DataRef::Error(error) => Cell::Error(error.to_string()),
    }
}

pub(super) fn text_cell(text: &str) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
}

pub(super) fn merged_areas(count: usize) -> String {
    let areas = counted(count, "merged area; it gives", "merged areas; each gives");
    format!("The sheet has {areas} its value to its first cell only.")
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

/// Excel's fractions of a day miss whole seconds by a few thousandths. The last half second of a day stays in it.
fn to_the_second(time: NaiveDateTime) -> NaiveDateTime {
    let half = chrono::TimeDelta::milliseconds(500);
    let rounded = time.checked_add_signed(half).filter(|rounded| rounded.date() == time.date()).unwrap_or(time);
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

#[cfg(test)]
mod tests {
    use super::iso_cell;

    #[test]
    fn moments_are_given_to_the_second_and_never_on_another_day() {
        let cases = [
            ("2026-10-05T14:02:59.997", "2026-10-05 14:03:00"),
            ("2026-10-05T23:59:59.997", "2026-10-05 23:59:59"),
            ("2026-12-31T23:59:59.500", "2026-12-31 23:59:59"),
            ("2026-10-05T00:00:00.003", "2026-10-05"),
        ];
        for (given, expected) in cases {
            assert_eq!(iso_cell(given).text(), expected, "{given}");
        }
    }
}
