//! How cells look in XLSX. Made once per column, since making a format for each cell is slow.

use rust_xlsxwriter::{Color, Format as Look, FormatAlign, FormatBorder};

use super::comma::percent_places;
use crate::sheet::{Column, Format};

/// The looks of one column's cells, by kind of value.
#[derive(Debug)]
pub(super) struct Looks {
    pub(super) text: Look,
    /// Text that begins like a formula: Excel then keeps it text even when someone edits the cell.
    pub(super) quoted: Look,
    pub(super) whole: Look,
    pub(super) number: Look,
    pub(super) percent: Look,
    pub(super) date: Look,
    pub(super) moment: Look,
}

impl Looks {
    pub(super) fn of(format: Format) -> Self {
        let text = match format {
            Format::Wrapped => Look::new().set_text_wrap(),
            Format::General | Format::Decimals(_) | Format::Percent(_) => Look::new(),
        }
        .set_align(FormatAlign::Top);
        let number = match format {
            Format::Decimals(places) => numbered(&places_after("0", usize::from(places))),
            Format::General | Format::Wrapped | Format::Percent(_) => numbered("General"),
        };
        let percent = format!("{}%", places_after("0", percent_places(format)));
        Self {
            quoted: text.clone().set_quote_prefix(),
            text,
            whole: numbered("0"),
            number,
            percent: numbered(&percent),
            // The month in letters: no reader can take the day for the month.
            date: numbered("dd mmm yyyy"),
            moment: numbered("dd mmm yyyy hh:mm"),
        }
    }

    pub(super) fn of_all(columns: &[Column]) -> Vec<Self> {
        columns.iter().map(|column| Self::of(column.format)).collect()
    }
}

/// The look of the header row.
pub(super) fn header() -> Look {
    Look::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_background_color(Color::RGB(0x00E8_EDF2))
        .set_border_bottom(FormatBorder::Thin)
}

fn numbered(pattern: &str) -> Look {
    Look::new().set_num_format(pattern).set_align(FormatAlign::Top)
}

fn places_after(point: &str, places: usize) -> String {
    if places == 0 { point.to_owned() } else { format!("{point}.{}", "0".repeat(places)) }
}
