//! A native chart on a sheet: its points are ranges of that sheet, so it follows whoever edits the numbers.

use rust_xlsxwriter::{Chart as Drawing, ChartType, Worksheet};

use super::Unwritable;
use super::excel_names::cut;
use super::excel_rows::{column_number, row_number};
use crate::sheet::{Chart, ChartKind, Sheet};

/// Excel's limit for the words that describe a picture, in UTF-16 units.
const LONGEST_DESCRIPTION: usize = 255;

/// Puts the chart to the right of the table, at the top.
pub(super) fn insert(target: &mut Worksheet, sheet: &Sheet, chart: &Chart, name: &str) -> Result<(), Unwritable> {
    let rows = chart.rows.unwrap_or(sheet.rows.len()).min(sheet.rows.len());
    let nothing = |column| Unwritable::EmptyChart { sheet: name.to_owned(), column };
    let asked = chart.series.iter().chain([&chart.categories]);
    if let Some(column) = asked.copied().find(|column| rows == 0 || *column >= sheet.columns.len()) {
        return Err(nothing(column));
    }
    if chart.series.is_empty() {
        return Err(nothing(chart.categories));
    }
    let mut drawing = Drawing::new(match chart.kind {
        ChartKind::Column => ChartType::Column,
        ChartKind::Line => ChartType::Line,
    });
    let last = row_number(rows)?;
    let labels = column_number(chart.categories)?;
    for column in &chart.series {
        let column = column_number(*column)?;
        drawing
            .add_series()
            .set_name((name, 0, column))
            .set_categories((name, 1, labels, last, labels))
            .set_values((name, 1, column, last, column));
    }
    drawing.title().set_name(chart.title.as_str());
    drawing.x_axis().set_name(chart.across.as_str());
    drawing.y_axis().set_name(chart.up.as_str());
    drawing.set_width(720).set_height(400);
    drawing.set_alt_text(cut(&chart.description, LONGEST_DESCRIPTION));
    target.insert_chart(1, column_number(sheet.columns.len() + 1)?, &drawing)?;
    Ok(())
}
