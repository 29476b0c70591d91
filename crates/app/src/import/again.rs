//! The file of the rows that were left out, and that file when it comes back. It says of itself what it is by
//! its last heading, and is then read as it was written, whatever the mapping says of the first file's sheet,
//! letters and headings.

use std::collections::BTreeMap;

use documents::{
    Cell, Column, Format, Sheet, neutral,
    read::{RaggedRow, ReadOptions, Row, Table, table},
    write,
};

use super::{plan, seen::Part};
use crate::Problem;

/// The last two headings: where a row stood, and why it was left out.
const OWN: [&str; 2] = ["Row", "Not brought in because"];

/// Before them, the headings of the cells that a row has beyond the list's own headings, each with its number.
/// While one of these is filled the row does not fit, as before.
const SURPLUS: &str = "Surplus";

/// What stands in surplus cells that are blank, and in cells that a short row does not have: a row fits again
/// only when somebody has taken these away.
const BLANK: &str = "(empty)";
const MISSING: &str = "(missing)";

/// What stands where a formula failed. Comes back as such, not as words of the list.
const FAILED: [&str; 8] = ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", Cell::UNSAVED];

/// The rows with these numbers as they stood, each with its reasons, as CSV.
pub(super) fn written(table: &Table, reasons: &BTreeMap<u64, Vec<String>>) -> Vec<u8> {
    let good = table.rows.iter().map(|row| (row.number, &row.cells));
    let ragged = table.ragged.iter().map(|row| (row.number, &row.cells));
    let mut rows: Vec<(u64, &Vec<Cell>)> =
        good.chain(ragged).filter(|(number, _)| reasons.contains_key(number)).collect();
    rows.sort_by_key(|(number, _)| *number);
    let known = table.headers.len();
    let width = rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or_default().max(known);
    let surplus = (1..=width - known).map(|number| format!("{SURPLUS} {number}"));
    let titles = table.headers.iter().cloned().chain(surplus).chain(OWN.map(String::from));
    let columns = titles.map(|title| Column::new(title, 20.0, Format::General)).collect();
    let rows = rows.into_iter().map(|(number, cells)| {
        let mut cells = cells.clone();
        let blank = cells.iter_mut().skip(known).filter(|cell| cell.is_blank());
        blank.for_each(|cell| *cell = Cell::Text(BLANK.to_owned()));
        cells.resize(cells.len().max(known), Cell::Text(MISSING.to_owned()));
        cells.resize(width, Cell::Empty);
        cells.push(Cell::Integer(i64::try_from(number).unwrap_or(i64::MAX)));
        cells.push(Cell::Text(reasons[&number].join(" ")));
        cells
    });
    write::csv(&Sheet { name: "Refused".into(), columns, rows: rows.collect(), chart: None })
}

/// The table in a file: the part that was asked for, or all of it where it is one of rows that were left out.
pub(super) fn read(file: &str, bytes: &[u8], part: &Part) -> Result<Table, Problem> {
    let options =
        if begins_so(bytes) { ReadOptions { header_row: Some(1), ..ReadOptions::default() } } else { part.options() };
    let table = table(file, bytes, &options).map_err(|unreadable| Problem::field("file", format!("{unreadable}.")))?;
    Ok(if is_own(&table) { as_it_was(table) } else { table })
}

/// Whether the first line of a text ends with our headings. Programs that saved it may have put their own
/// separators and quotation marks between them.
fn begins_so(bytes: &[u8]) -> bool {
    let line = bytes.split(|byte| matches!(byte, b'\r' | b'\n')).next().unwrap_or_default();
    let line = String::from_utf8_lossy(line).replace('"', "");
    let mut last = line.rsplit([',', ';', '\t']);
    last.next() == Some(OWN[1]) && last.next() == Some(OWN[0])
}

/// How many of the last headings are those of surplus cells: "Surplus 1", "Surplus 2".
fn surplus(headings: &[String]) -> usize {
    let of = |count: usize| headings[headings.len() - count..].iter().zip(1..);
    let numbered = |count: &usize| of(*count).all(|(heading, number)| *heading == format!("{SURPLUS} {number}"));
    (1..headings.len()).rev().find(numbered).unwrap_or(0)
}

fn is_own(table: &Table) -> bool {
    table.headers.len() > OWN.len() && table.headers.last().is_some_and(|heading| heading == OWN[1])
}

/// The table without our columns, words and apostrophes. Rows with cells too many or too few do not fit the
/// headings, as before.
fn as_it_was(mut table: Table) -> Table {
    table.headers.truncate(table.headers.len() - OWN.len());
    let width = table.headers.len();
    let surplus = surplus(&table.headers);
    let expected = width - surplus;
    table.headers.truncate(expected);
    for heading in &mut table.headers {
        *heading = neutral::restore(heading).to_owned();
    }
    for row in &mut table.ragged {
        let formula = of_formula(&row.cells);
        restore(&mut row.cells, expected, formula);
    }
    for Row { number, mut cells } in std::mem::take(&mut table.rows) {
        let formula = of_formula(&cells);
        cells.truncate(width);
        let found = fields(&cells, expected);
        cells.truncate(found);
        restore(&mut cells, expected, formula);
        if found == expected {
            table.rows.push(Row { number, cells });
        } else {
            table.ragged.push(RaggedRow { number, expected, found, cells });
        }
    }
    table
}

/// How many fields the row had, without those that it lacks at its end.
fn fields(cells: &[Cell], expected: usize) -> usize {
    let lacking = cells.iter().take(expected).rev().take_while(|cell| cell.text() == MISSING).count();
    if lacking > 0 {
        return expected - lacking;
    }
    let filled = cells.iter().rposition(|cell| !cell.is_blank()).map_or(0, |last| last + 1);
    filled.max(expected)
}

/// Whether a row was left out for a formula, by the reasons at its end.
fn of_formula(cells: &[Cell]) -> bool {
    let of = |reasons: &Cell| [plan::FAILED, plan::UNSAVED].iter().any(|reason| reasons.text().contains(reason));
    cells.last().is_some_and(of)
}

/// Takes out what was put into cells so that they can be seen, and so that no program runs them. What a formula left
/// comes back as that only where the row was left out for it, and a blank surplus cell only beyond the list's own.
fn restore(cells: &mut [Cell], expected: usize, formula: bool) {
    for (place, cell) in cells.iter_mut().enumerate() {
        let Cell::Text(text) = cell else { continue };
        *cell = if formula && FAILED.contains(&text.as_str()) {
            Cell::Error(std::mem::take(text))
        } else if text == BLANK && place >= expected {
            Cell::Empty
        } else {
            Cell::Text(neutral::restore(text).to_owned())
        };
    }
}
