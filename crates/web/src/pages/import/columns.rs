//! The second page: what each column of the file is, with examples of its values and a guess; which sheet it
//! is, where its headings stand and how its letters are written.

use app::import::{ClosedOn, Encoding, Field, Seen, Use};
use askama::Template;
use domain::feedback::Kind;

use super::{
    super::{
        checked::errors,
        settings::{Section, Shell, frame, shell},
    },
    asked::{Asked, column_field, use_value},
};
use crate::{
    answer::{self, Answer},
    layout::{Choice, Errors, Frame},
    visit::Visit,
};

/// Letters of an example, and of a cell of the first rows, that are shown.
const SHOWN: usize = 60;
/// Cells of the first rows that are shown.
const CELLS: usize = 8;

#[derive(Template)]
#[template(path = "import_columns.html")]
struct ColumnsPage {
    frame: Frame,
    shell: Shell,
    errors: Errors,
    upload: String,
    mapping: String,
    file: String,
    rows: String,
    notes: Vec<String>,
    sheets: Vec<Choice>,
    sheet: String,
    encodings: Vec<Choice>,
    encoding: String,
    header_row: String,
    /// The first rows: number, whether it holds the headings, cells.
    top: Vec<(u64, bool, Vec<String>)>,
    columns: Vec<ColumnRow>,
    uses: Vec<Choice>,
    kinds: Vec<Choice>,
    kind: String,
    statuses: Vec<Choice>,
    status: String,
    closed_ons: Vec<Choice>,
    closed_on: &'static str,
}

/// A column of the file.
struct ColumnRow {
    name: String,
    heading: String,
    examples: Vec<String>,
    used: &'static str,
}

pub(super) fn page(visit: &Visit, asked: Asked, file: String, seen: &Seen, wrong: Vec<app::FieldError>) -> Answer {
    let errors = errors(wrong);
    let failed = !errors.is_empty();
    let table = &seen.table;
    let column = |(place, (heading, used)): (usize, (&String, &Use))| ColumnRow {
        name: column_field(place),
        heading: heading.clone(),
        examples: seen.examples(place).iter().map(|value| short(value)).collect(),
        used: use_value(*used),
    };
    let given = |field: Field| seen.mapping.constants.get(&field).cloned().unwrap_or_default();
    let page = ColumnsPage {
        frame: frame(visit, Section::Import, &errors),
        shell: shell(visit, Section::Import),
        errors,
        upload: asked.upload,
        mapping: seen.mapping.to_text(),
        file,
        rows: app::import::number(table.rows.len() + table.ragged.len()),
        notes: table.notes.clone(),
        sheets: table.sheets.iter().map(|name| Choice::new(name, name)).collect(),
        sheet: table.sheet.clone().unwrap_or_default(),
        encodings: if table.encoding.is_some() { encodings() } else { Vec::new() },
        encoding: table.encoding.map(|encoding| encoding.as_str().to_owned()).unwrap_or_default(),
        header_row: table.header_row.to_string(),
        top: table
            .top
            .iter()
            .map(|row| {
                let cells = row.cells.iter().take(CELLS).map(|cell| short(&cell.text())).collect();
                (row.number, row.number == table.header_row, cells)
            })
            .collect(),
        columns: table.headers.iter().zip(&seen.uses).enumerate().map(column).collect(),
        uses: uses(),
        kinds: Kind::ALL.iter().map(|kind| Choice::new(kind.as_str(), kind.title())).collect(),
        kind: given(Field::Kind),
        statuses: vec![Choice::new("", "Not said"), Choice::new("closed", "Closed"), Choice::new("open", "Open")],
        status: given(Field::Status),
        closed_ons: vec![
            Choice::new("import", "The day it is brought in"),
            Choice::new("received", "The day it was received"),
        ],
        closed_on: match seen.mapping.closed_on {
            ClosedOn::Import => "import",
            ClosedOn::Received => "received",
        },
    };
    if failed { answer::unprocessable(visit, &page) } else { answer::page(visit, &page) }
}

/// The beginning of a value.
fn short(value: &str) -> String {
    let mut letters = value.chars();
    let short: String = letters.by_ref().take(SHOWN).collect();
    if letters.next().is_some() { short + "…" } else { short }
}

fn uses() -> Vec<Choice> {
    let fields = Field::ALL.iter().map(|field| Choice::new(field.as_str(), field.title()));
    let others = [Choice::new("below", "Keep it below the story"), Choice::new("", "Leave it out")];
    fields.chain(others).collect()
}

fn encodings() -> Vec<Choice> {
    let words = |encoding: Encoding| match encoding {
        Encoding::Utf8 => "UTF-8",
        Encoding::Windows1252 => "Windows (Western Europe), or Latin-1",
        Encoding::Utf16Le => "UTF-16",
        Encoding::Utf16Be => "UTF-16, high byte first",
        Encoding::Macintosh => "Old Macintosh",
    };
    Encoding::ALL.into_iter().map(|encoding| Choice::new(encoding.as_str(), words(encoding))).collect()
}
