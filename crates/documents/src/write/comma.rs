//! CSV that Excel opens rightly: UTF-8 with a byte-order mark, CRLF, ISO dates, no formulas.
//!
//! Text a spreadsheet program would run is neutralised by a leading apostrophe (see [`crate::neutral`]);
//! `read::Apostrophes::Restore` takes it off again. Dates are `2026-10-05`, moments `2026-10-05 14:03:00`
//! (Excel does not know the `T`), percentages `87.3%` with the column's decimal places (one if it gives
//! none). Nothing is cut.

use std::borrow::Cow;
use std::io::{self, Write};

use crate::neutral::neutralise;
use crate::sheet::{Cell, Column, Format, Sheet};

/// The sheet as the bytes of a CSV file.
pub fn csv(sheet: &Sheet) -> Vec<u8> {
    let write = || -> io::Result<Vec<u8>> {
        let mut rows = CsvRows::begin(Vec::new(), sheet.columns.clone())?;
        for row in &sheet.rows {
            rows.push(row)?;
        }
        rows.finish()
    };
    write().expect("writing to memory cannot fail")
}

/// A CSV file written row by row; holds one row in memory.
#[derive(Debug)]
pub struct CsvRows<W: Write> {
    out: ::csv::Writer<W>,
    columns: Vec<Column>,
}

impl<W: Write> CsvRows<W> {
    /// Writes the byte-order mark and the header.
    pub fn begin(mut place: W, columns: Vec<Column>) -> io::Result<Self> {
        place.write_all("\u{feff}".as_bytes())?;
        let mut out = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).flexible(true).from_writer(place);
        out.write_record(columns.iter().map(|column| neutralise(&column.title).into_owned()))?;
        Ok(Self { out, columns })
    }

    /// Writes one row, filled up with empty fields to the number of columns.
    pub fn push(&mut self, row: &[Cell]) -> io::Result<()> {
        let width = row.len().max(self.columns.len());
        for place in 0..width {
            let cell = row.get(place).unwrap_or(&Cell::Empty);
            let format = self.columns.get(place).map_or(Format::General, |column| column.format);
            self.out.write_field(field(cell, format).as_ref())?;
        }
        self.out.write_record(None::<&[u8]>)?;
        Ok(())
    }

    /// Writes what is still held back and returns the place written to.
    pub fn finish(self) -> io::Result<W> {
        self.out.into_inner().map_err(::csv::IntoInnerError::into_error)
    }
}

/// The field of a cell. Only text can be taken for a formula: a negative number is a number.
fn field(cell: &Cell, format: Format) -> Cow<'_, str> {
    match cell {
        Cell::Text(text) | Cell::Error(text) => neutralise(text),
        Cell::Number(number) | Cell::Percent(number) if !number.is_finite() => Cow::Borrowed("not a number"),
        Cell::Percent(share) => Cow::Owned(format!("{:.*}%", percent_places(format), share * 100.0)),
        Cell::Empty | Cell::Integer(_) | Cell::Number(_) | Cell::Date(_) | Cell::DateTime(_) => cell.text(),
    }
}

/// The decimal places of a percentage in a column of this format.
pub(super) fn percent_places(format: Format) -> usize {
    match format {
        Format::Percent(places) => usize::from(places),
        Format::General | Format::Wrapped | Format::Decimals(_) => 1,
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    #[test]
    fn a_sheet_becomes_excel_friendly_csv() {
        let day = NaiveDate::from_ymd_opt(2026, 10, 5).unwrap();
        let sheet = Sheet {
            name: "Cases".into(),
            columns: vec![
                Column::new("Reference", 12.0, Format::General),
                Column::new("=Summary", 40.0, Format::Wrapped),
                Column::new("In time", 9.0, Format::Percent(2)),
            ],
            rows: vec![
                vec![Cell::Text("2026-0431".into()), Cell::Text("=cmd|'/c calc'!A1".into()), Cell::Percent(0.87345)],
                vec![Cell::Date(day), Cell::DateTime(day.and_hms_opt(14, 3, 0).unwrap()), Cell::Number(-2.5)],
                vec![Cell::Text("one \"quoted\", one\r\nbroken".into())],
                vec![Cell::Integer(-3), Cell::Number(f64::NAN), Cell::Empty],
            ],
            chart: None,
        };
        let expected = "\u{feff}Reference,'=Summary,In time\r\n\
            2026-0431,'=cmd|'/c calc'!A1,87.34%\r\n\
            2026-10-05,2026-10-05 14:03:00,-2.5\r\n\
            \"one \"\"quoted\"\", one\r\nbroken\",,\r\n\
            -3,not a number,\r\n";
        assert_eq!(String::from_utf8(csv(&sheet)).unwrap(), expected);
    }
}
