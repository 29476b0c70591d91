//! What leaves practice says so inside as well as by its name: every table has a first column that
//! says it of each row, which no program that reads tables stumbles over and no sorting takes away. Letters and
//! reports say it above everything; a printed page says it by the stylesheet; no mail leaves practice.

use documents::{Cell, Chart, Column, Format, Sheet};

use crate::settings::Council;

/// The heading of the column.
const HEADING: &str = "Practice";
/// What it says of each row.
pub(crate) const WORDS: &str = "Made up, not real";

/// The heads of a table that is written row by row.
pub(crate) fn heads(council: &Council, heads: Vec<Column>) -> Vec<Column> {
    if council.practice { [vec![head()], heads].concat() } else { heads }
}

/// A row of a table that is written row by row.
pub(crate) fn row(council: &Council, cells: Vec<Cell>) -> Vec<Cell> {
    if council.practice { [vec![cell()], cells].concat() } else { cells }
}

/// A whole table, with the chart that is drawn from its columns.
pub(crate) fn sheet(council: &Council, sheet: Sheet) -> Sheet {
    if !council.practice {
        return sheet;
    }
    let moved = |chart: Chart| Chart {
        categories: chart.categories + 1,
        series: chart.series.iter().map(|column| column + 1).collect(),
        title: format!("{HEADING}: {}", chart.title),
        ..chart
    };
    Sheet {
        name: sheet.name,
        columns: heads(council, sheet.columns),
        rows: sheet.rows.into_iter().map(|cells| row(council, cells)).collect(),
        chart: sheet.chart.map(moved),
    }
}

/// The title in the properties of a file.
pub(crate) fn title(council: &Council, title: String) -> String {
    if council.practice { format!("{HEADING}: {title}") } else { title }
}

/// The line above a letter or a report; empty where it is real.
pub(crate) fn notice(council: &Council) -> String {
    if council.practice { "Practice. Nothing here is real.".into() } else { String::new() }
}

fn head() -> Column {
    Column::new(HEADING, 18.0, Format::General)
}

fn cell() -> Cell {
    Cell::Text(WORDS.into())
}

#[cfg(test)]
mod tests {
    use documents::ChartKind;

    use super::*;

    fn months() -> Sheet {
        Sheet {
            name: "Received".into(),
            columns: vec![
                Column::new("Month", 10.0, Format::General),
                Column::new("Complaints", 10.0, Format::General),
            ],
            rows: vec![vec![Cell::Text("November".into()), Cell::Integer(4)]],
            chart: Some(Chart {
                kind: ChartKind::Line,
                title: "Received".into(),
                description: String::new(),
                categories: 0,
                series: vec![1],
                rows: None,
                across: "Month".into(),
                up: "Complaints".into(),
            }),
        }
    }

    #[test]
    fn every_row_of_practice_says_so_and_the_chart_draws_the_same() {
        let council = Council { practice: true, ..Council::default() };
        let marked = sheet(&council, months());
        assert_eq!(marked.columns[0].title, "Practice");
        assert!(marked.rows.iter().all(|row| row[0].text() == "Made up, not real"));
        let chart = marked.chart.expect("its chart");
        let drawn = |column: usize| marked.columns[column].title.as_str();
        assert_eq!((drawn(chart.categories), drawn(chart.series[0])), ("Month", "Complaints"));
        assert_eq!(sheet(&Council::default(), months()), months(), "a real table stays as it is");
    }
}
