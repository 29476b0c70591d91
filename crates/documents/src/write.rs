//! Writing files. Sheets: XLSX for people ([`xlsx`]), CSV for other programs ([`fn@csv`]), and both row by row for
//! lists too long to hold in memory ([`XlsxRows`], [`CsvRows`]). Letters and reports: PDF to send and keep
//! ([`letter_pdf`], [`report_pdf`]), DOCX to go on with ([`letter_docx`], [`report_docx`]). Several files in one:
//! [`fn@bundle`], and file by file where they are large ([`FileByFile`]). Leaves to the caller what they say.

mod bundle;
mod comma;
mod excel;
mod excel_chart;
mod excel_formats;
mod excel_long;
mod excel_names;
mod excel_rows;
mod pdf;
mod word;

pub use bundle::{File, FileByFile, bundle};
pub use comma::{CsvRows, csv};
pub use excel::xlsx;
pub use excel_rows::XlsxRows;
pub use pdf::{letter_pdf, report_pdf};
pub use word::{letter_docx, report_docx};

/// The longest text one XLSX cell holds, in UTF-16 units (Excel's limit). A longer one goes on in cells
/// after the last column and says so at its end; CSV holds it in its place.
pub const LONGEST_XLSX_TEXT: usize = 32_767;

/// The rows one XLSX sheet holds, header included (Excel's limit).
pub const MOST_XLSX_ROWS: usize = 1_048_576;

/// Why a file could not be written.
#[derive(Debug, thiserror::Error)]
pub enum Unwritable {
    /// A workbook needs a sheet.
    #[error("a workbook needs at least one sheet")]
    NoSheet,
    /// More rows than the format holds.
    #[error("the sheet “{sheet}” has more than the {MOST_XLSX_ROWS} rows an XLSX sheet can hold; export it as CSV")]
    TooManyRows {
        /// The sheet's name.
        sheet: String,
    },
    /// A chart names a column its sheet does not have, or has no rows to draw.
    #[error("the chart on the sheet “{sheet}” has nothing to draw: it names column {column} (from 0)")]
    EmptyChart {
        /// The sheet's name.
        sheet: String,
        /// The column asked for, from 0.
        column: usize,
    },
    /// The library refused.
    #[error("the spreadsheet could not be written: {0}")]
    Xlsx(#[from] rust_xlsxwriter::XlsxError),
    /// The typefaces of a PDF do not have these characters.
    #[error("the typeface of the file does not have the characters “{characters}”")]
    NoGlyph {
        /// The first few.
        characters: String,
    },
    /// Typst refused.
    #[error("the PDF could not be written: {0}")]
    Pdf(String),
    /// The place it was written to failed.
    #[error("the file could not be written: {0}")]
    Place(#[from] std::io::Error),
}
