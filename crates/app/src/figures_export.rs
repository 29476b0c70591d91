//! The figures for programs: the same rows as the workbook's, as JSON.

use documents::{Cell, Sheet};
use serde_json::{Map, Value, json};

use crate::{
    Problem,
    figures::{Report, sheets},
    settings::Council,
};

/// The figures as JSON: what period, as at when, and the sheets of the workbook as lists of rows.
pub fn json(report: &Report, council: &Council) -> Result<Vec<u8>, Problem> {
    let workbook = sheets(report, council);
    let mut value = json!({
        "council": council.name,
        "from": report.range.from(),
        "to": report.range.to(),
        "as_at": report.as_at,
        "locked": report.locked.map(|(at, _)| at),
    });
    for sheet in &workbook.sheets {
        value[key(&sheet.name)] = rows(sheet);
    }
    serde_json::to_vec_pretty(&value)
        .map(|mut bytes| {
            bytes.push(b'\n');
            bytes
        })
        .map_err(|error| Problem::Broken(error.to_string()))
}

fn rows(sheet: &Sheet) -> Value {
    let keys: Vec<String> = sheet.columns.iter().map(|column| key(&column.title)).collect();
    let row = |row: &Vec<Cell>| keys.iter().cloned().zip(row.iter().map(value)).collect::<Map<String, Value>>();
    sheet.rows.iter().map(row).collect()
}

/// "Out of" becomes "out_of".
fn key(title: &str) -> String {
    title.to_lowercase().replace(|character: char| !character.is_alphanumeric(), "_")
}

fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Empty => Value::Null,
        Cell::Text(text) | Cell::Error(text) => text.as_str().into(),
        Cell::Integer(number) => (*number).into(),
        Cell::Number(number) | Cell::Percent(number) => (*number).into(),
        Cell::Date(date) => json!(date),
        Cell::DateTime(moment) => json!(moment),
    }
}
