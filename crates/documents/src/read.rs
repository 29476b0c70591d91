//! Reading the tables people bring: CSV in the encodings and separators that old systems write, XLSX, XLS
//! and ODS. Gives plain cells with the row each came from; leaves to the importer what the columns mean.
//!
//! Nothing is dropped in silence: rows that do not fit the header come back as [`RaggedRow`], and whatever
//! was guessed or left out is said in `notes`. Hostile or broken files are refused with a sentence, before
//! their contents are unfolded into memory.

mod comma;
mod excel;
mod excel_old;
mod excel_old_texts;
mod grid;
mod hidden;
mod kind;
mod limits;
mod open_document;
mod package;
mod package_parts;
mod text;

pub use limits::Limits;
pub use text::Encoding;

use crate::sheet::Cell;
use kind::Kind;
use package::Package;

/// What the caller chooses; `ReadOptions::default()` guesses.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// The sheet to read, by name; the first visible one with content otherwise.
    pub sheet: Option<String>,
    /// The row (from 1) of the headings; otherwise the first row with two filled cells.
    pub header_row: Option<u64>,
    /// How the letters of a text file are written, where no mark at its beginning says so; otherwise as its bytes show.
    pub encoding: Option<Encoding>,
    /// The sign (of ASCII) that parts the fields of a text file; otherwise as its first rows show.
    pub separator: Option<u8>,
    /// What to do with the apostrophes that neutralise formula-like text in CSV.
    pub apostrophes: Apostrophes,
    /// What is refused for its size.
    pub limits: Limits,
}

/// What to do with a leading apostrophe before formula-like text in CSV.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Apostrophes {
    /// Take the text as it stands.
    #[default]
    Keep,
    /// The file was exported with neutralised text (Heard's own, for one): give the original back.
    Restore,
}

/// A table as it stood in the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// The names of all sheets in the file; empty for CSV.
    pub sheets: Vec<String>,
    /// The sheet this table was read from; none for CSV.
    pub sheet: Option<String>,
    /// How the letters of a text file were written; none for a workbook.
    pub encoding: Option<Encoding>,
    /// The first filled rows of the sheet as they stand, titles and headings among them, for choosing.
    pub top: Vec<Row>,
    /// The row (from 1) the headings stood in.
    pub header_row: u64,
    /// The headings: never blank and no two alike (see `notes` for those that had to be made so).
    pub headers: Vec<String>,
    /// The rows below, blank ones left out; each has as many cells as there are headings.
    pub rows: Vec<Row>,
    /// The rows that do not fit the headings, to be refused with that reason.
    pub ragged: Vec<RaggedRow>,
    /// What was guessed, changed or left out, in sentences.
    pub notes: Vec<String>,
}

impl Table {
    /// The place (from 0) of the column of this heading.
    pub fn column(&self, header: &str) -> Option<usize> {
        self.headers.iter().position(|title| title == header)
    }
}

/// A row and where to find it.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The row of the sheet, or the line of the CSV file on which the row begins, from 1.
    pub number: u64,
    /// Its cells.
    pub cells: Vec<Cell>,
}

/// A row whose number of fields is not that of the header.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error(
    "row {number} has {found} fields, but the header has {expected}; a separator or a quotation mark may be missing or doubled"
)]
pub struct RaggedRow {
    /// The row of the sheet or the line of the file, from 1.
    pub number: u64,
    /// The number of headings.
    pub expected: usize,
    /// The number of fields in this row.
    pub found: usize,
    /// The fields, for showing.
    pub cells: Vec<Cell>,
}

/// Why a file was not read, in a sentence for the person who chose it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Above a limit of [`Limits`].
    #[error("“{file}” was not read: {reason}")]
    TooLarge {
        /// The file's name.
        file: String,
        /// What is too large, and what to do.
        reason: String,
    },
    /// A kind of file that is not read here.
    #[error("“{file}” was not read: {reason}")]
    WrongKind {
        /// The file's name.
        file: String,
        /// What it is, and what to do.
        reason: String,
    },
    /// Broken, or made to do harm.
    #[error("“{file}” was not read: the file is damaged ({reason})")]
    Damaged {
        /// The file's name.
        file: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The sheet asked for is not there.
    #[error("“{file}” has no sheet named “{asked}”; it has {}", list(.sheets))]
    NoSuchSheet {
        /// The file's name.
        file: String,
        /// The name asked for.
        asked: String,
        /// The names there are.
        sheets: Vec<String>,
    },
    /// No row of headings: an empty file, or the chosen row is blank or beyond the end.
    #[error("“{file}” {}", .asked.map_or_else(|| "is empty: there is nothing in its cells".to_owned(), |row| format!("has no headings in row {row}")))]
    NoHeader {
        /// The file's name.
        file: String,
        /// The row asked for, if one was.
        asked: Option<u64>,
    },
    /// A quotation mark that is never closed swallows the rest of the file.
    #[error(
        "“{file}” was not read: a quotation mark in the row that begins on line {line} is never closed, so the rest of the file would become one cell"
    )]
    OpenQuote {
        /// The file's name.
        file: String,
        /// The line, from 1, on which the row with that mark begins.
        line: u64,
    },
    /// A quotation mark that closes a field in its middle: perhaps one before it was never closed, and the
    /// rows between them would become one cell.
    #[error(
        "“{file}” was not read: in the row that begins on line {line} a quotation mark is followed by neither a separator nor the end of the line; perhaps one before it is never closed. Inside a quoted text each quotation mark is written twice"
    )]
    LooseQuote {
        /// The file's name.
        file: String,
        /// The line, from 1, on which the row with that mark begins.
        line: u64,
    },
}

fn list(sheets: &[String]) -> String {
    let quoted: Vec<String> = sheets.iter().map(|sheet| format!("“{sheet}”")).collect();
    quoted.join(", ")
}

/// Reads the table in these bytes. The kind of file is told by its content, not by its name.
pub fn table(file_name: &str, bytes: &[u8], options: &ReadOptions) -> Result<Table, Unreadable> {
    limits::bytes(file_name, bytes, &options.limits)?;
    let grid = match kind::of(file_name, bytes)? {
        Kind::Package => match package::check(file_name, bytes, &options.limits)? {
            Package::Excel => excel::grid(file_name, bytes, options)?,
            Package::OpenDocument => open_document::packed(file_name, bytes, options)?,
        },
        Kind::Compound => excel_old::grid(file_name, bytes, options)?,
        Kind::FlatOpenDocument => open_document::flat(file_name, bytes, options)?,
        Kind::Text => comma::grid(file_name, bytes, options)?,
    };
    grid::table(file_name, grid, options)
}
