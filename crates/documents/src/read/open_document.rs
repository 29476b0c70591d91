//! The rows of an OpenDocument spreadsheet, packed (ODS) or as one flat XML file, read as a stream. Such a
//! file says "and a million times this row again" in a few letters; what is empty is only counted, and what
//! is not is held against the limits before it is repeated.

mod cell;

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Cursor};

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
    name::QName,
};
use zip::ZipArchive;

use super::excel::{damaged, guarded, merged_areas, note_other_sheets};
use super::grid::Grid;
use super::hidden::{Hidden, attribute};
use super::limits::{too_large, too_many_alike, too_many_cells, too_much_text, too_wide};
use super::{ReadOptions, Row, Unreadable};
use crate::sheet::Cell;

pub(super) fn packed(file: &str, bytes: &[u8], options: &ReadOptions) -> Result<Grid, Unreadable> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(file, error.to_string()))?;
    let part = archive.by_name("content.xml").map_err(|error| damaged(file, error.to_string()))?;
    guarded(file, || Document::new(file, options, BufReader::new(part)).read())
}

pub(super) fn flat(file: &str, bytes: &[u8], options: &ReadOptions) -> Result<Grid, Unreadable> {
    guarded(file, || Document::new(file, options, bytes).read())
}

/// A document of more sheets than this is none.
const MOST_SHEETS: usize = 10_000;

/// A document being read.
struct Document<'a, R> {
    file: &'a str,
    options: &'a ReadOptions,
    xml: Reader<R>,
    buffer: Vec<u8>,
    /// The styles of sheets that are not shown.
    unseen: BTreeSet<String>,
    sheets: Vec<String>,
    /// Cells and bytes of text so far.
    cells: usize,
    letters: usize,
}

/// A sheet that was read.
#[derive(Default)]
struct Sheet {
    rows: Vec<Row>,
    hidden: Hidden,
    merged: usize,
    /// How many rows and columns there were so far, empty ones included.
    height: u64,
    columns: usize,
}

/// What an event of the XML means here.
enum Step {
    /// A tag opens; whether it closes at once.
    Open(BytesStart<'static>, bool),
    Close,
    Text(String),
    Nothing,
    End,
}

impl<'a, R: BufRead> Document<'a, R> {
    fn new(file: &'a str, options: &'a ReadOptions, source: R) -> Self {
        let (unseen, sheets) = (BTreeSet::new(), Vec::new());
        let xml = Reader::from_reader(source);
        Self { file, options, xml, buffer: Vec::new(), unseen, sheets, cells: 0, letters: 0 }
    }

    fn read(mut self) -> Result<Grid, Unreadable> {
        let mut found = None;
        let mut is_spreadsheet = false;
        let mut style = String::new();
        loop {
            match self.step()? {
                Step::Open(tag, closed) => match tag.name().0 {
                    "style:style" => style = attribute(&tag, "style:name").unwrap_or_default(),
                    "style:table-properties"
                        if attribute(&tag, "table:display").is_some_and(|shown| shown == "false") =>
                    {
                        self.unseen.insert(style.clone());
                    }
                    "office:spreadsheet" => is_spreadsheet = true,
                    "table:tracked-changes" | "office:settings" | "office:master-styles" if !closed => {
                        self.skip(&tag)?
                    }
                    "table:table" if is_spreadsheet => self.sheet(&tag, closed, &mut found)?,
                    _ => {}
                },
                Step::End => break,
                Step::Close | Step::Text(_) | Step::Nothing => {}
            }
        }
        if !is_spreadsheet {
            let reason = "it is an OpenDocument file, but not a spreadsheet; save the list as ODS, XLSX or CSV";
            return Err(Unreadable::WrongKind { file: self.file.to_owned(), reason: reason.to_owned() });
        }
        self.grid(found)
    }

    fn grid(self, found: Option<(String, Sheet)>) -> Result<Grid, Unreadable> {
        let file = self.file.to_owned();
        let Some((name, sheet)) = found else {
            return Err(match &self.options.sheet {
                Some(asked) => Unreadable::NoSuchSheet { file, asked: asked.clone(), sheets: self.sheets },
                None => Unreadable::NoHeader { file, asked: None },
            });
        };
        let mut notes = Vec::new();
        note_other_sheets(&self.sheets, &name, self.options, &mut notes);
        if sheet.merged > 0 {
            notes.push(merged_areas(sheet.merged));
        }
        Ok(Grid { rows: sheet.rows, hidden: sheet.hidden, notes, ..Grid::of_sheet(self.sheets, name) })
    }

    /// Reads the sheet if it is the one asked for, or the first that is shown and filled; else skips it.
    fn sheet(
        &mut self,
        tag: &BytesStart<'_>,
        closed: bool,
        found: &mut Option<(String, Sheet)>,
    ) -> Result<(), Unreadable> {
        let name = attribute(tag, "table:name").unwrap_or_else(|| format!("Sheet {}", self.sheets.len() + 1));
        let style = attribute(tag, "table:style-name").unwrap_or_default();
        self.sheets.push(name.clone());
        if self.sheets.len().max(self.unseen.len()) > MOST_SHEETS {
            return Err(too_large(self.file, "it has more than 10,000 sheets".to_owned()));
        }
        let wanted = match &self.options.sheet {
            Some(asked) => *asked == name,
            None => !self.unseen.contains(&style),
        };
        if found.is_some() || !wanted {
            return if closed { Ok(()) } else { self.skip(tag) };
        }
        let sheet = if closed { Sheet::default() } else { self.rows()? };
        if self.options.sheet.is_some() || !sheet.rows.is_empty() {
            *found = Some((name, sheet));
        }
        Ok(())
    }

    fn rows(&mut self) -> Result<Sheet, Unreadable> {
        let mut sheet = Sheet::default();
        // Rows may stand in groups; the sheet ends with as many closing tags as there were opening ones.
        let mut depth = 1_usize;
        while depth > 0 {
            match self.step()? {
                Step::Open(tag, closed) => match tag.name().0 {
                    "table:table-row" => self.row(&tag, closed, &mut sheet)?,
                    "table:table-column" => {
                        let times = repeated(&tag, "table:number-columns-repeated");
                        if is_hidden(&tag) {
                            sheet.hidden.columns.push(sheet.columns..=sheet.columns.saturating_add(times - 1));
                        }
                        sheet.columns = sheet.columns.saturating_add(times);
                        depth += usize::from(!closed);
                    }
                    "table:shapes" | "office:forms" if !closed => self.skip(&tag)?,
                    _ => depth += usize::from(!closed),
                },
                Step::Close => depth -= 1,
                Step::End => return Err(self.cut()),
                Step::Text(_) | Step::Nothing => {}
            }
        }
        Ok(sheet)
    }

    fn row(&mut self, tag: &BytesStart<'_>, closed: bool, sheet: &mut Sheet) -> Result<(), Unreadable> {
        let times = u64::try_from(repeated(tag, "table:number-rows-repeated")).unwrap_or(u64::MAX);
        let cells = if closed { Vec::new() } else { self.cells(sheet)? };
        let first = sheet.height.saturating_add(1);
        sheet.height = sheet.height.saturating_add(times);
        if cells.iter().all(Cell::is_blank) {
            return Ok(());
        }
        let letters: usize = cells.iter().map(|cell| cell.text().len()).sum();
        let repeats = usize::try_from(times).unwrap_or(usize::MAX);
        self.cells = self.cells.saturating_add(cells.len().saturating_mul(repeats));
        self.letters = self.letters.saturating_add(letters.saturating_mul(repeats));
        if self.cells > self.options.limits.cells {
            return Err(too_many_cells(self.file, &self.options.limits));
        }
        if self.letters > self.options.limits.letters {
            return Err(too_much_text(self.file, &self.options.limits));
        }
        if times > self.options.limits.alike {
            return Err(too_many_alike(self.file, first, &self.options.limits));
        }
        for number in first..=sheet.height {
            if is_hidden(tag) {
                sheet.hidden.rows.insert(number);
            }
            sheet.rows.push(Row { number, cells: cells.clone() });
        }
        Ok(())
    }

    /// The cells of a row whose opening tag was read, without the empty ones at its end.
    fn cells(&mut self, sheet: &mut Sheet) -> Result<Vec<Cell>, Unreadable> {
        let mut cells: Vec<Cell> = Vec::new();
        let mut place = 0_usize;
        loop {
            match self.step()? {
                Step::Open(tag, closed) => {
                    let times = repeated(&tag, "table:number-columns-repeated");
                    let covered = tag.name().0 == "table:covered-table-cell";
                    let cell = self.cell(&tag, closed)?;
                    let spans = |name: &str| repeated(&tag, name) > 1;
                    let merged = spans("table:number-columns-spanned") || spans("table:number-rows-spanned");
                    sheet.merged += usize::from(merged);
                    let end = place.saturating_add(times);
                    if !cell.is_blank() && !covered {
                        if end > self.options.limits.columns {
                            return Err(too_wide(self.file, sheet.height.saturating_add(1), &self.options.limits));
                        }
                        cells.resize(place, Cell::Empty);
                        cells.resize(end, cell);
                    }
                    place = end;
                }
                Step::Close => return Ok(cells),
                Step::End => return Err(self.cut()),
                Step::Text(_) | Step::Nothing => {}
            }
        }
    }

    /// The next event of the XML.
    fn step(&mut self) -> Result<Step, Unreadable> {
        self.buffer.clear();
        let event = self.xml.read_event_into(&mut self.buffer);
        let event = event.map_err(|error| damaged(self.file, error.to_string()))?;
        Ok(match event {
            Event::Start(tag) => Step::Open(tag.into_owned(), false),
            Event::Empty(tag) => Step::Open(tag.into_owned(), true),
            Event::End(_) => Step::Close,
            Event::Text(text) => Step::Text(text.into_inner().into_owned()),
            Event::CData(text) => Step::Text(text.into_inner().into_owned()),
            Event::GeneralRef(name) => Step::Text(cell::sign(&name)),
            Event::Eof => Step::End,
            // Entities of one's own are not followed: they can multiply without end.
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => Step::Nothing,
        })
    }

    /// Passes over everything up to the end of this element.
    fn skip(&mut self, tag: &BytesStart<'_>) -> Result<(), Unreadable> {
        let name = tag.name().0.to_owned();
        self.buffer.clear();
        let end = self.xml.read_to_end_into(QName(&name), &mut self.buffer);
        end.map(|_| ()).map_err(|error| damaged(self.file, error.to_string()))
    }

    fn cut(&self) -> Unreadable {
        damaged(self.file, "it ends in the middle of a sheet".to_owned())
    }
}

fn repeated(tag: &BytesStart<'_>, name: &str) -> usize {
    // More digits than a number can have mean a huge one.
    attribute(tag, name).map_or(1, |times| times.parse().unwrap_or(usize::MAX)).max(1)
}

fn is_hidden(tag: &BytesStart<'_>) -> bool {
    attribute(tag, "table:visibility").is_some_and(|visibility| visibility != "visible")
}
