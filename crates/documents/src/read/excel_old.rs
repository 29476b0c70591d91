//! The rows of a sheet of an old Excel workbook (XLS). The library spreads each sheet over the whole area
//! between its most distant cells, so that area is measured first, in the file's own records.

use std::io::{Cursor, Read};

use calamine::{Data, Reader, SheetVisible, Xls};
use cfb::CompoundFile;

use super::excel::{damaged, guarded, iso_cell, moment_cell, note_other_sheets, number_cell, text_cell, truth_cell};
use super::excel_old_texts::weigh;
use super::grid::Grid;
use super::limits::{too_many_cells, too_wide};
use super::{ReadOptions, Row, Unreadable, hidden};
use crate::sheet::Cell;

pub(super) fn grid(file: &str, bytes: &[u8], options: &ReadOptions) -> Result<Grid, Unreadable> {
    let records = guarded(file, || records(file, bytes))?;
    if spread(&records) > options.limits.cells {
        return Err(too_many_cells(file, &options.limits));
    }
    if is_locked(&records) {
        return Err(locked(file));
    }
    weigh(file, &records, &options.limits)?;
    guarded(file, || read(file, bytes, &records, options))
}

/// The sentence for a workbook under a password.
pub(super) fn locked(file: &str) -> Unreadable {
    Unreadable::WrongKind {
        file: file.to_owned(),
        reason: "it is protected by a password; open it, remove the password and save it".to_owned(),
    }
}

/// Whether the records after the first are encrypted.
fn is_locked(records: &[u8]) -> bool {
    const PASSWORD: u16 = 0x002F;
    hidden::Records(records).take_while(|(kind, _)| *kind != hidden::END).any(|(kind, _)| kind == PASSWORD)
}

/// The stream of records that holds the workbook.
fn records(file: &str, bytes: &[u8]) -> Result<Vec<u8>, Unreadable> {
    let broken = |error: std::io::Error| damaged(file, error.to_string());
    let mut compound = CompoundFile::open(Cursor::new(bytes)).map_err(broken)?;
    if compound.exists("/EncryptedPackage") {
        return Err(locked(file));
    }
    let Some(path) = ["/Workbook", "/Book", "/WORKBOOK", "/BOOK"].into_iter().find(|path| compound.is_stream(path))
    else {
        return Err(Unreadable::WrongKind {
            file: file.to_owned(),
            reason: "it is an old Office file but not an Excel workbook".to_owned(),
        });
    };
    let mut records = Vec::new();
    let stream = compound.open_stream(path).map_err(broken)?;
    // A stream is never longer than its file; what says otherwise is cut there and fails to read.
    stream.take(u64::try_from(bytes.len()).expect("a length fits")).read_to_end(&mut records).map_err(broken)?;
    Ok(records)
}

/// The cells that all sheets spread over, from the records (\[MS-XLS\] 2.3.2): each begins with its kind and
/// length, a cell's record with its row and column.
fn spread(records: &[u8]) -> usize {
    const BEGINNING: u16 = 0x0809;
    const CELLS: [u16; 8] = [0x0006, 0x00BD, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E];
    // A record of several numbers names its last column at its end.
    const SEVERAL: u16 = 0x00BD;
    // The library makes room at once for the area a sheet claims here; no true sheet is larger than Excel's.
    const CLAIM: u16 = 0x0200;
    const MOST_ROWS: u32 = 65_536;
    let mut total = 0_usize;
    let mut area = Area::default();
    for (kind, body) in hidden::Records(records) {
        if kind == BEGINNING {
            total = total.saturating_add(area.size());
            area = Area::default();
        } else if kind == CLAIM
            && body.len() > 10
            && let [_, _, _, _, a, b, c, d, ..] = body
            && u32::from_le_bytes([*a, *b, *c, *d]) > MOST_ROWS
        {
            return usize::MAX;
        } else if CELLS.contains(&kind)
            && let [row_low, row_high, column_low, column_high, ..] = body
        {
            let row = u16::from_le_bytes([*row_low, *row_high]);
            area.take_in(row, u16::from_le_bytes([*column_low, *column_high]));
            if kind == SEVERAL
                && let [.., low, high] = body
            {
                area.take_in(row, u16::from_le_bytes([*low, *high]));
            }
        }
    }
    total.saturating_add(area.size())
}

/// The rectangle around the cells of a sheet.
#[derive(Default)]
struct Area {
    rows: Option<(u16, u16)>,
    columns: Option<(u16, u16)>,
}

impl Area {
    fn take_in(&mut self, row: u16, column: u16) {
        let widen = |range: Option<(u16, u16)>, at: u16| {
            Some(range.map_or((at, at), |(low, high)| (low.min(at), high.max(at))))
        };
        self.rows = widen(self.rows, row);
        self.columns = widen(self.columns, column);
    }

    fn size(&self) -> usize {
        let length = |range: Option<(u16, u16)>| range.map_or(0, |(low, high)| usize::from(high - low) + 1);
        length(self.rows) * length(self.columns)
    }
}

fn read(file: &str, bytes: &[u8], records: &[u8], options: &ReadOptions) -> Result<Grid, Unreadable> {
    let mut book: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|error| damaged(file, error.to_string()))?;
    let sheets = book.sheet_names();
    let seen: Vec<String> = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.visible == SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .collect();
    let name = match &options.sheet {
        Some(asked) if !sheets.contains(asked) => {
            return Err(Unreadable::NoSuchSheet { file: file.to_owned(), asked: asked.clone(), sheets });
        }
        Some(asked) => Some(asked.clone()),
        None => first_filled(&mut book, &seen),
    };
    let Some(name) = name else {
        return Err(Unreadable::NoHeader { file: file.to_owned(), asked: None });
    };
    let range = book.worksheet_range(&name).map_err(|error| damaged(file, error.to_string()))?;
    let mut notes = Vec::new();
    let mut rows = Vec::new();
    let (first_row, first_column) = range.start().unwrap_or((0, 0));
    for (row, cells) in (first_row..).zip(range.rows()) {
        let number = u64::from(row) + 1;
        let left = usize::try_from(first_column).expect("a column number fits");
        if left + cells.len() > options.limits.columns {
            return Err(too_wide(file, number, &options.limits));
        }
        let mut values = vec![Cell::Empty; left];
        values.extend(cells.iter().map(value));
        if !values.iter().all(Cell::is_blank) {
            rows.push(Row { number, cells: values });
        }
    }
    note_other_sheets(&sheets, &name, options, &mut notes);
    let place = sheets.iter().position(|sheet| *sheet == name).unwrap_or_default();
    let hidden = hidden::of_old_workbook(records, place);
    Ok(Grid { rows, notes, hidden, ..Grid::of_sheet(sheets, name) })
}

fn first_filled(book: &mut Xls<Cursor<&[u8]>>, sheets: &[String]) -> Option<String> {
    sheets
        .iter()
        .find(|name| book.worksheet_range(name).is_ok_and(|range| range.used_cells().next().is_some()))
        .cloned()
}

fn value(value: &Data) -> Cell {
    match value {
        Data::Empty => Cell::Empty,
        Data::Int(number) => Cell::Integer(*number),
        Data::Float(number) => number_cell(*number),
        Data::String(text) => text_cell(text),
        Data::Bool(truth) => truth_cell(*truth),
        Data::DateTime(moment) => moment_cell(moment),
        Data::DateTimeIso(text) => iso_cell(text),
        Data::DurationIso(text) => text_cell(text),
        Data::Error(error) => Cell::Error(error.to_string()),
    }
}
