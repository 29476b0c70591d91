//! XLSX row by row, in memory that does not grow with the list, and the writing of single rows that the
//! ordinary workbook shares.
//!
//! Text is always written as text. A cell that begins like a formula also carries Excel's "quote prefix", so
//! that it stays text when somebody edits it; nothing is added to the text itself, so reading the file again
//! gives the original. CR LF inside a text becomes LF, Excel's own line break, and text beyond
//! [`super::LONGEST_XLSX_TEXT`] goes on after the last column (see [`super::excel_long`]). Control characters are written in the
//! format's own `_xHHHH_` notation, which Excel and `read` turn back.

use std::borrow::Cow;
use std::io::Write;

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook as Book, Worksheet, XlsxError};

use super::excel_formats::{Looks, header};
use super::excel_long::whole;
use super::excel_names::{clean, cut};
use super::{LONGEST_XLSX_TEXT, MOST_XLSX_ROWS, Unwritable};
use crate::neutral::neutralise;
use crate::sheet::{Cell, Column};

/// An XLSX file of one sheet, written row by row through a temporary file.
pub struct XlsxRows {
    book: Book,
    name: String,
    columns: Vec<Column>,
    looks: Vec<Looks>,
    /// Rows written, header included.
    rows: usize,
}

impl XlsxRows {
    /// Begins the file: title, author, moment of making (UTC), the sheet's name and its header.
    pub fn begin(
        title: &str,
        author: &str,
        created: NaiveDateTime,
        name: &str,
        columns: Vec<Column>,
    ) -> Result<Self, Unwritable> {
        let mut book = Book::new();
        book.set_properties(&properties(title, author, created)?);
        let name = clean([name]).remove(0);
        let sheet = book.add_worksheet_with_constant_memory()?;
        sheet.set_name(&name)?;
        head(sheet, &columns)?;
        let looks = Looks::of_all(&columns);
        Ok(Self { book, name, columns, looks, rows: 1 })
    }

    /// Writes the next row.
    pub fn push(&mut self, row: &[Cell]) -> Result<(), Unwritable> {
        if self.rows >= MOST_XLSX_ROWS {
            return Err(Unwritable::TooManyRows { sheet: self.name.clone() });
        }
        let sheet = self.book.worksheet_from_index(0)?;
        write_row(sheet, self.rows, row, &self.looks)?;
        self.rows += 1;
        Ok(())
    }

    /// Finishes the file and writes it to `place`.
    pub fn finish(mut self, place: impl Write + Send) -> Result<(), Unwritable> {
        let sheet = self.book.worksheet_from_index(0)?;
        foot(sheet, self.columns.len(), self.rows)?;
        Ok(self.book.save_to_writer(place)?)
    }
}

/// The file's properties. The moment is given, never asked for, so that equal input makes equal bytes.
pub(super) fn properties(title: &str, author: &str, created: NaiveDateTime) -> Result<DocProperties, XlsxError> {
    Ok(DocProperties::new().set_title(title).set_author(author).set_creation_datetime(&excel_moment(created)?))
}

/// The header row: frozen, repeated on every printed page, with the columns' widths.
pub(super) fn head(sheet: &mut Worksheet, columns: &[Column]) -> Result<(), XlsxError> {
    let look = header();
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_landscape().set_print_fit_to_pages(1, 0);
    for (place, column) in columns.iter().enumerate() {
        let place = column_number(place)?;
        sheet.set_column_width(place, column.width.clamp(1.0, 255.0))?;
        sheet.write_string_with_format(0, place, cut(&column.title, LONGEST_XLSX_TEXT), &look)?;
    }
    Ok(())
}

/// What can only be set once the number of rows is known: the filter over the whole table.
pub(super) fn foot(sheet: &mut Worksheet, columns: usize, rows: usize) -> Result<(), XlsxError> {
    if columns > 0 {
        sheet.autofilter(0, 0, row_number(rows - 1)?, column_number(columns - 1)?)?;
    }
    Ok(())
}

/// Writes the cells of one row (from 0, header included).
pub(super) fn write_row(sheet: &mut Worksheet, row: usize, cells: &[Cell], looks: &[Looks]) -> Result<(), XlsxError> {
    let row = row_number(row)?;
    let cells = &whole(cells, looks.len())[..];
    let plain;
    let beyond = if cells.len() > looks.len() {
        plain = Looks::of(crate::sheet::Format::General);
        Some(&plain)
    } else {
        None
    };
    for (place, cell) in cells.iter().enumerate() {
        if let Some(looks) = looks.get(place).or(beyond) {
            write_cell(sheet, row, column_number(place)?, cell, looks)?;
        }
    }
    Ok(())
}

fn write_cell(sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell, looks: &Looks) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => {}
        Cell::Text(text) | Cell::Error(text) => {
            let look = match neutralise(text) {
                Cow::Borrowed(_) => &looks.text,
                Cow::Owned(_) => &looks.quoted,
            };
            sheet.write_string_with_format(row, column, text.replace("\r\n", "\n"), look)?;
        }
        Cell::Integer(number) if exact(*number) => {
            sheet.write_number_with_format(row, column, *number as f64, &looks.whole)?;
        }
        // Excel would round it.
        Cell::Integer(number) => {
            sheet.write_string_with_format(row, column, number.to_string(), &looks.text)?;
        }
        Cell::Number(number) | Cell::Percent(number) if !number.is_finite() => {
            sheet.write_string_with_format(row, column, "not a number", &looks.text)?;
        }
        Cell::Number(number) => {
            sheet.write_number_with_format(row, column, *number, &looks.number)?;
        }
        Cell::Percent(share) => {
            sheet.write_number_with_format(row, column, *share, &looks.percent)?;
        }
        // Excel knows no date before 1900: such a one is written as text in ISO order.
        Cell::Date(date) if !excel_knows(*date) => {
            sheet.write_string_with_format(row, column, cell.text(), &looks.text)?;
        }
        Cell::DateTime(moment) if !excel_knows(moment.date()) => {
            sheet.write_string_with_format(row, column, cell.text(), &looks.text)?;
        }
        Cell::Date(date) => {
            sheet.write_datetime_with_format(row, column, &excel_date(*date)?, &looks.date)?;
        }
        Cell::DateTime(moment) => {
            sheet.write_datetime_with_format(row, column, &excel_moment(*moment)?, &looks.moment)?;
        }
    }
    Ok(())
}

/// Whether Excel's numbers, which are binary64, hold this one exactly.
fn exact(number: i64) -> bool {
    number.unsigned_abs() <= 1 << 53
}

fn excel_knows(date: NaiveDate) -> bool {
    (1900..=9999).contains(&date.year())
}

fn excel_date(date: NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    let narrow = |number: u32| u8::try_from(number).unwrap_or(u8::MAX);
    let year = u16::try_from(date.year()).unwrap_or(u16::MAX);
    ExcelDateTime::from_ymd(year, narrow(date.month()), narrow(date.day()))
}

fn excel_moment(moment: NaiveDateTime) -> Result<ExcelDateTime, XlsxError> {
    let narrow = |number: u32| u8::try_from(number).unwrap_or(u8::MAX);
    let hour = u16::try_from(moment.hour()).unwrap_or(u16::MAX);
    excel_date(moment.date())?.and_hms(hour, narrow(moment.minute()), narrow(moment.second()))
}

pub(super) fn row_number(row: usize) -> Result<u32, XlsxError> {
    u32::try_from(row).map_err(|_| XlsxError::RowColumnLimitError)
}

pub(super) fn column_number(column: usize) -> Result<u16, XlsxError> {
    u16::try_from(column).map_err(|_| XlsxError::RowColumnLimitError)
}
