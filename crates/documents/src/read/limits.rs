//! What is refused for its size. A spreadsheet is small on disk and large in memory, and the sizes it
//! declares are its maker's claim; the numbers here are what a desk PC reads at ease.

use super::Unreadable;
use crate::words::count;

/// The limits of one reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub bytes: usize,
    /// Bytes of all parts of an XLSX or ODS file once unpacked.
    pub unpacked: u64,
    /// How many times larger than its packed form a part above one megabyte may be.
    pub ratio: u64,
    /// Cells of the table, blank ones between others included.
    pub cells: usize,
    /// Texts in the shared list of a workbook.
    pub strings: usize,
    /// Bytes of text in all cells: a workbook can name one text from every cell.
    pub letters: usize,
    /// Columns of the table.
    pub columns: usize,
    /// Formats, fonts, fills and borders in a workbook's list of styles.
    pub styles: usize,
    /// Merged areas in all sheets of a workbook.
    pub merged: usize,
    /// Names of areas, sheets and other parts in a workbook.
    pub names: usize,
    /// Rows in all sheets of an XLSX workbook in which no cell is.
    pub empty_rows: usize,
    /// Rows of an OpenDocument sheet that are said once, with how often they repeat, and are not empty.
    pub alike: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 64 << 20,
            unpacked: 256 << 20,
            ratio: 200,
            cells: 3_000_000,
            strings: 750_000,
            letters: 64 << 20,
            columns: 1_024,
            styles: 250_000,
            merged: 250_000,
            names: 100_000,
            empty_rows: 100_000,
            alike: 10_000,
        }
    }
}

pub(super) fn bytes(file: &str, bytes: &[u8], limits: &Limits) -> Result<(), Unreadable> {
    if bytes.len() > limits.bytes {
        return Err(too_large(
            file,
            format!(
                "it has {} bytes and at most {} are read; split it into parts",
                count(bytes.len()),
                count(limits.bytes)
            ),
        ));
    }
    Ok(())
}

pub(super) fn too_large(file: &str, reason: String) -> Unreadable {
    Unreadable::TooLarge { file: file.to_owned(), reason }
}

pub(super) fn too_many_cells(file: &str, limits: &Limits) -> Unreadable {
    too_large(
        file,
        format!(
            "it has more than {} cells; delete unused rows and columns, or split it into parts",
            count(limits.cells)
        ),
    )
}

pub(super) fn too_many_texts(file: &str, limits: &Limits) -> Unreadable {
    too_large(file, format!("it holds more than {} different texts", count(limits.strings)))
}

pub(super) fn too_much_text(file: &str, limits: &Limits) -> Unreadable {
    too_large(file, format!("the texts in its cells come to more than {} megabytes", limits.letters >> 20))
}

pub(super) fn too_many_alike(file: &str, row: u64, limits: &Limits) -> Unreadable {
    let most = usize::try_from(limits.alike).unwrap_or(usize::MAX);
    too_large(
        file,
        format!(
            "row {row} and more than {} below it are all alike; delete what fills the rows below the list",
            count(most)
        ),
    )
}

pub(super) fn too_wide(file: &str, row: u64, limits: &Limits) -> Unreadable {
    too_large(
        file,
        format!("row {row} reaches beyond column {}; delete the cells far to the right", count(limits.columns)),
    )
}
