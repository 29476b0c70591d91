//! Cells that do not fit their column: a word among whole numbers, the mark of a row that slipped sideways.

use crate::read::Table;
use crate::words::count;

/// A cell unlike the rest of its column.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "row {row}: “{value}” stands under “{header}”, where the other {} values are whole numbers; the row may be shifted or cut",
    count(*.others)
)]
pub struct OddCell {
    /// The row or line of the file, from 1.
    pub row: u64,
    /// The column's heading.
    pub header: String,
    /// What stands there.
    pub value: String,
    /// How many values of the column are whole numbers.
    pub others: usize,
}

/// The cells that are no whole numbers in columns where at least 99 in 100 are, and at least 50. Blank cells
/// are not odd, only missing.
pub fn odd_cells(table: &Table) -> Vec<OddCell> {
    const FEWEST: usize = 50;
    let mut odd = Vec::new();
    for (place, header) in table.headers.iter().enumerate() {
        let filled = table.rows.iter().filter(|row| !row.cells[place].is_blank());
        let (whole, others): (Vec<_>, Vec<_>) =
            filled.partition(|row| row.cells[place].text().trim().parse::<i64>().is_ok());
        if whole.len() < FEWEST || whole.len() < others.len() * 99 {
            continue;
        }
        odd.extend(others.iter().map(|row| OddCell {
            row: row.number,
            header: header.clone(),
            value: row.cells[place].text().into_owned(),
            others: whole.len(),
        }));
    }
    odd.sort_by_key(|cell| cell.row);
    odd
}
