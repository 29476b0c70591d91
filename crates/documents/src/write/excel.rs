//! A whole workbook as XLSX: real dates and numbers, a frozen header with a filter, a chart where one is
//! asked for. The same workbook always makes the same bytes. How texts are kept from becoming formulas is
//! told in `excel_rows`; how sheet names are cleaned in `excel_names`.

use rust_xlsxwriter::Workbook as Book;

use super::excel_formats::Looks;
use super::excel_rows::{foot, head, properties, write_row};
use super::{MOST_XLSX_ROWS, Unwritable, excel_chart, excel_names};
use crate::sheet::{Sheet, Workbook};

/// The workbook as the bytes of an XLSX file. Refuses a workbook without sheets, a sheet of more rows than
/// the format holds, and a chart of columns its sheet does not have.
pub fn xlsx(workbook: &Workbook) -> Result<Vec<u8>, Unwritable> {
    if workbook.sheets.is_empty() {
        return Err(Unwritable::NoSheet);
    }
    let mut book = Book::new();
    book.set_properties(&properties(&workbook.title, &workbook.author, workbook.created)?);
    let names = excel_names::clean(workbook.sheets.iter().map(|sheet| sheet.name.as_str()));
    for (sheet, name) in workbook.sheets.iter().zip(&names) {
        add(&mut book, sheet, name)?;
    }
    Ok(book.save_to_buffer()?)
}

fn add(book: &mut Book, sheet: &Sheet, name: &str) -> Result<(), Unwritable> {
    if sheet.rows.len() >= MOST_XLSX_ROWS {
        return Err(Unwritable::TooManyRows { sheet: name.to_owned() });
    }
    let target = book.add_worksheet();
    target.set_name(name)?;
    head(target, &sheet.columns)?;
    let looks = Looks::of_all(&sheet.columns);
    for (place, row) in sheet.rows.iter().enumerate() {
        write_row(target, place + 1, row, &looks)?;
    }
    foot(target, sheet.columns.len(), sheet.rows.len() + 1)?;
    if let Some(chart) = &sheet.chart {
        excel_chart::insert(target, sheet, chart, name)?;
    }
    Ok(())
}
