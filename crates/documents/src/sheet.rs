//! Sheets as plain values: what a caller fills in to have a spreadsheet written, and the cells a reader
//! gives back. Leaves the bytes of each format to `write` and `read`.

use std::borrow::Cow;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

/// A file of one or more sheets.
#[derive(Debug, Clone, PartialEq)]
pub struct Workbook {
    /// The title in the file's properties.
    pub title: String,
    /// Who made the file, as its properties say.
    pub author: String,
    /// When the file was made, in UTC. Given, so that the same input makes the same bytes.
    pub created: NaiveDateTime,
    /// The sheets in the order of their tabs; at least one.
    pub sheets: Vec<Sheet>,
}

/// One table: a header row and the rows below it.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// The name on the tab. Cleaned on writing: see `write::xlsx`.
    pub name: String,
    /// The columns, left to right.
    pub columns: Vec<Column>,
    /// The rows under the header. A short row is filled up with empty cells.
    pub rows: Vec<Vec<Cell>>,
    /// A chart drawn beside the table, if one is wanted. CSV has none.
    pub chart: Option<Chart>,
}

/// The heading of a column and how it looks.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// The heading in the first row.
    pub title: String,
    /// Width in characters of the standard font, 1 to 255.
    pub width: f64,
    /// How its numbers and texts are shown.
    pub format: Format,
}

impl Column {
    /// A column of this heading, width (characters) and format.
    pub fn new(title: impl Into<String>, width: f64, format: Format) -> Self {
        Self { title: title.into(), width, format }
    }
}

/// How a column is shown. The kind of value is the cell's; this only says how precisely.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// As the kind of cell suggests.
    #[default]
    General,
    /// Long texts, broken into lines within the cell.
    Wrapped,
    /// Numbers with this many decimal places.
    Decimals(u8),
    /// Percentages with this many decimal places.
    Percent(u8),
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Text, never a formula whatever it begins with.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number. One that is not finite is written as the words "not a number".
    Number(f64),
    /// A share of one: 0.873 is 87.3 %.
    Percent(f64),
    /// A civil date.
    Date(NaiveDate),
    /// A civil date and time of day, to the second.
    DateTime(NaiveDateTime),
    /// What a spreadsheet shows where its formula failed, such as #N/A, or [`Cell::UNSAVED`]. Read, and written as
    /// text.
    Error(String),
}

impl Cell {
    /// What an error says of a formula whose value was not saved with it: programs that write spreadsheets without
    /// computing them leave it out.
    pub const UNSAVED: &str = "formula without a saved value";

    /// The cell as text: dates in ISO order, percentages as a number of hundredths with a sign.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Text(text) | Self::Error(text) => Cow::Borrowed(text),
            Self::Integer(number) => Cow::Owned(number.to_string()),
            Self::Number(number) => Cow::Owned(number.to_string()),
            Self::Percent(share) => Cow::Owned(format!("{}%", share * 100.0)),
            Self::Date(date) => Cow::Owned(date.format("%Y-%m-%d").to_string()),
            Self::DateTime(moment) => Cow::Owned(moment.format("%Y-%m-%d %H:%M:%S").to_string()),
        }
    }

    /// Whether there is nothing to read here: empty, or text of spaces only.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.trim().is_empty(),
            Self::Integer(_)
            | Self::Number(_)
            | Self::Percent(_)
            | Self::Date(_)
            | Self::DateTime(_)
            | Self::Error(_) => false,
        }
    }

    /// A moment as the shortest true cell: a date when its time is midnight.
    pub(crate) fn from_moment(moment: NaiveDateTime) -> Self {
        if moment.time() == NaiveTime::MIN { Self::Date(moment.date()) } else { Self::DateTime(moment) }
    }
}

/// A chart made from columns of the sheet it stands on, so that it follows the numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// The shape.
    pub kind: ChartKind,
    /// The title above it.
    pub title: String,
    /// What it shows in words, for those who cannot see it; at most 255 UTF-16 units are kept.
    pub description: String,
    /// The column (from 0) whose cells label the points.
    pub categories: usize,
    /// The columns (from 0) drawn, each as one series named by its heading.
    pub series: Vec<usize>,
    /// How many rows, from the first, are drawn; `None` draws all. Leaves a total row out.
    pub rows: Option<usize>,
    /// The title of the horizontal axis.
    pub across: String,
    /// The title of the vertical axis.
    pub up: String,
}

/// The shape of a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartKind {
    /// Upright columns, for counts.
    Column,
    /// A line, for a course over time.
    Line,
}
