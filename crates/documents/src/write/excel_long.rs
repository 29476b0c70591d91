//! Texts longer than a cell of XLSX: the cell says where they go on, which is after the last column of
//! the same row. Nothing is cut.

use std::borrow::Cow;

use rust_xlsxwriter::utility::column_number_to_name;

use super::LONGEST_XLSX_TEXT;
use super::excel_names::cut;
use crate::sheet::Cell;

/// Room for the words at the end of a cell that goes on elsewhere.
const ROOM: usize = 40;

/// The cells of a row of `columns` columns, with what no cell holds after them.
pub(super) fn whole(cells: &[Cell], columns: usize) -> Cow<'_, [Cell]> {
    if !cells.iter().any(too_long) {
        return Cow::Borrowed(cells);
    }
    let mut row = cells.to_vec();
    row.resize(cells.len().max(columns), Cell::Empty);
    for (place, cell) in cells.iter().enumerate() {
        if let Cell::Text(text) = cell
            && too_long(cell)
        {
            let mut pieces = pieces(&text.replace("\r\n", "\n"));
            let rest = pieces.split_off(1);
            row[place] = Cell::Text(format!("{}… [goes on in column {}]", pieces.concat(), name(row.len())));
            row.extend(rest.into_iter().map(Cell::Text));
        }
    }
    Cow::Owned(row)
}

fn too_long(cell: &Cell) -> bool {
    match cell {
        // Bytes are never fewer than UTF-16 units, and counting them costs nothing.
        Cell::Text(text) => text.len() > LONGEST_XLSX_TEXT && text.encode_utf16().count() > LONGEST_XLSX_TEXT,
        Cell::Empty
        | Cell::Integer(_)
        | Cell::Number(_)
        | Cell::Percent(_)
        | Cell::Date(_)
        | Cell::DateTime(_)
        | Cell::Error(_) => false,
    }
}

fn pieces(text: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut left = text;
    while !left.is_empty() {
        let piece = cut(left, LONGEST_XLSX_TEXT - ROOM);
        left = &left[piece.len()..];
        pieces.push(piece);
    }
    pieces
}

/// "A" to "XFD"; a row of more columns than that is refused where it is written.
fn name(column: usize) -> String {
    u16::try_from(column).map_or_else(|_| "after the last".to_owned(), column_number_to_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_cell_holds_goes_on_after_the_last_column() {
        let long = "=é😀".repeat(30_000);
        let row = [Cell::Integer(1), Cell::Text(long.clone()), Cell::Text("short".into())];
        let whole = whole(&row, 5);
        assert_eq!((&whole[0], &whole[2], &whole[3], &whole[4]), (&row[0], &row[2], &Cell::Empty, &Cell::Empty));
        let text = |cell: &Cell| cell.text().into_owned();
        assert!(whole.iter().all(|cell| text(cell).encode_utf16().count() <= LONGEST_XLSX_TEXT));
        let begun = text(&whole[1]).strip_suffix("… [goes on in column F]").expect("it says where").to_owned();
        assert_eq!(whole[5..].iter().map(text).fold(begun, |all, piece| all + &piece), long);
    }

    #[test]
    fn an_ordinary_row_is_left_alone() {
        let row = [Cell::Text("é".repeat(LONGEST_XLSX_TEXT)), Cell::Empty];
        assert!(matches!(whole(&row, 9), Cow::Borrowed(_)));
    }
}
