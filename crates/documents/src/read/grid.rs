//! From rows as they stand in a file to a table: finds the headings, parts the rows that do not fit, and
//! says what was left out.

use std::collections::HashMap;

use super::hidden::Hidden;
use super::limits::too_wide;
use super::{Encoding, RaggedRow, ReadOptions, Row, Table, Unreadable};
use crate::sheet::Cell;
use crate::words::{count, counted};

/// How many of the first rows are given as they stand.
const TOP: usize = 10;

/// The rows of one sheet before its headings are known.
pub(super) struct Grid {
    pub(super) sheets: Vec<String>,
    pub(super) sheet: Option<String>,
    pub(super) rows: Vec<Row>,
    pub(super) width: Width,
    pub(super) notes: Vec<String>,
    /// None for a workbook.
    pub(super) encoding: Option<Encoding>,
    /// What the file keeps out of sight.
    pub(super) hidden: Hidden,
}

impl Grid {
    /// An empty text file.
    pub(super) fn of_text() -> Grid {
        Grid {
            sheets: Vec::new(),
            sheet: None,
            rows: Vec::new(),
            width: Width::Exact,
            notes: Vec::new(),
            encoding: None,
            hidden: Hidden::default(),
        }
    }

    /// An empty sheet of a workbook with these sheets.
    pub(super) fn of_sheet(sheets: Vec<String>, sheet: String) -> Grid {
        Grid { sheets, sheet: Some(sheet), width: Width::AtMost, ..Grid::of_text() }
    }
}

/// How strictly a row's length says whether it fits the headings.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Width {
    /// CSV: each row has as many fields as the header, or a separator is wrong.
    Exact,
    /// A sheet: cells at the end of a row may simply not be there.
    AtMost,
}

pub(super) fn table(file: &str, grid: Grid, options: &ReadOptions) -> Result<Table, Unreadable> {
    let place = header_place(&grid.rows, options)
        .ok_or_else(|| Unreadable::NoHeader { file: file.to_owned(), asked: options.header_row })?;
    let mut notes = grid.notes;
    note_errors(&grid.rows, &mut notes);
    let top = grid.rows.iter().filter(|row| !row.cells.iter().all(Cell::is_blank)).take(TOP).cloned().collect();
    let mut rows = grid.rows.into_iter();
    above(&mut rows, place, &mut notes);
    let header = rows.next().expect("the place of the header is that of a row");
    if header.cells.len() > options.limits.columns {
        return Err(too_wide(file, header.number, &options.limits));
    }
    let headers = headers(&header.cells, &mut notes);
    let mut table = Table {
        sheets: grid.sheets,
        sheet: grid.sheet,
        encoding: grid.encoding,
        top,
        header_row: header.number,
        headers,
        rows: Vec::new(),
        ragged: Vec::new(),
        notes,
    };
    let mut blank = 0;
    for row in rows {
        if row.cells.iter().all(Cell::is_blank) {
            blank += 1;
        } else {
            place_row(&mut table, row, grid.width);
        }
    }
    if blank > 0 {
        table.notes.push(format!("{} left out.", counted(blank, "blank row was", "blank rows were")));
    }
    grid.hidden.note(&mut table);
    Ok(table)
}

fn header_place(rows: &[Row], options: &ReadOptions) -> Option<usize> {
    let filled = |row: &Row| row.cells.iter().filter(|cell| !cell.is_blank()).count();
    match options.header_row {
        Some(number) => rows.iter().position(|row| row.number == number && filled(row) > 0),
        None => rows.iter().position(|row| filled(row) >= 2).or_else(|| rows.iter().position(|row| filled(row) == 1)),
    }
}

/// Says what stood above the headings: titles, as a rule.
fn above(rows: &mut impl Iterator<Item = Row>, place: usize, notes: &mut Vec<String>) {
    let skipped: Vec<String> = rows
        .by_ref()
        .take(place)
        .filter(|row| !row.cells.iter().all(Cell::is_blank))
        .map(|row| row.number.to_string())
        .collect();
    if !skipped.is_empty() {
        notes.push(format!(
            "Above the headings, {} left out ({}).",
            counted(skipped.len(), "row was", "rows were"),
            skipped.join(", ")
        ));
    }
}

/// The headings, made so that each names one column.
fn headers(cells: &[Cell], notes: &mut Vec<String>) -> Vec<String> {
    let filled = cells.iter().rposition(|cell| !cell.is_blank()).map_or(0, |last| last + 1);
    let given: Vec<String> = cells.iter().map(|cell| tidy(&cell.text())).collect();
    let mut used: HashMap<String, usize> = given.iter().map(|title| (title.clone(), 0)).collect();
    given
        .iter()
        .enumerate()
        .map(|(place, title)| {
            if title.is_empty() {
                let named = free(&format!("Column {}", place + 1), &mut used);
                if place < filled {
                    notes.push(format!("Column {} has no heading and is called “{named}”.", place + 1));
                }
                return named;
            }
            let times = used.get_mut(title).expect("every heading was counted");
            *times += 1;
            if *times == 1 {
                return title.clone();
            }
            let named = free(title, &mut used);
            notes.push(format!(
                "More than one column is headed “{title}”; the one in place {} is called “{named}”.",
                place + 1
            ));
            named
        })
        .collect()
}

fn tidy(title: &str) -> String {
    title.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The name itself if no column has it, else with the first free number.
fn free(name: &str, used: &mut HashMap<String, usize>) -> String {
    let numbered = (2_usize..).map(|number| format!("{name} ({number})"));
    let named = std::iter::once(name.to_owned())
        .chain(numbered)
        .find(|candidate| !used.contains_key(candidate))
        .expect("numbers do not run out before columns do");
    used.insert(named.clone(), 1);
    named
}

fn place_row(table: &mut Table, mut row: Row, width: Width) {
    let expected = table.headers.len();
    if width == Width::AtMost {
        let end = row.cells.iter().rposition(|cell| !cell.is_blank()).map_or(0, |last| last + 1);
        row.cells.truncate(end.max(expected));
        if end <= expected {
            row.cells.resize(expected, Cell::Empty);
        }
    }
    if row.cells.len() == expected {
        table.rows.push(row);
    } else {
        table.ragged.push(RaggedRow { number: row.number, expected, found: row.cells.len(), cells: row.cells });
    }
}

/// Says how many cells hold a spreadsheet's error instead of a value.
fn note_errors(rows: &[Row], notes: &mut Vec<String>) {
    let in_row = |row: &'_ Row| row.cells.iter().filter(|cell| matches!(cell, Cell::Error(_))).count();
    let errors: usize = rows.iter().map(in_row).sum();
    let first = rows.iter().find_map(|row| {
        let column = row.cells.iter().position(|cell| matches!(cell, Cell::Error(_)))?;
        Some(format!("row {}, column {} ({})", row.number, column + 1, row.cells[column].text()))
    });
    if let Some(first) = first {
        notes.push(format!(
            "{} a spreadsheet error instead of a value, the first in {first}.",
            if errors == 1 { "1 cell holds".to_owned() } else { format!("{} cells hold", count(errors)) }
        ));
    }
}
