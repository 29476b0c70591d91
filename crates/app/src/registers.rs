//! Registers as files: how they are named and made, and that it is noted when one leaves the program, because it is
//! personal information. What is in them is for `refusals`, `ombudsman` and `lessons`.

use documents::{Sheet, Workbook, write};
use domain::{Date, Moment};

use crate::{Office, Problem, Who, figures::Format, practice};

/// A register about to be saved.
pub(crate) struct Saving {
    /// What it lists, in one word: "refusals".
    pub(crate) what: &'static str,
    /// The first and the last day.
    pub(crate) days: (Date, Date),
    /// Its sheets; CSV holds the first.
    pub(crate) sheets: Vec<Sheet>,
}

/// "Heard refusals 2026-04-01 to 2027-03-31.xlsx".
pub(crate) fn file_name(what: &str, (from, to): (Date, Date), format: Format) -> String {
    let ending = match format {
        Format::Csv => "csv",
        Format::Xlsx => "xlsx",
    };
    format!("Heard {what} {from} to {to}.{ending}")
}

/// The bytes of the file, once the office history says that it was saved.
pub(crate) fn save(
    office: &Office,
    who: &Who,
    saving: Saving,
    format: Format,
    now: Moment,
) -> Result<Vec<u8>, Problem> {
    let Saving { what, days: (from, to), sheets } = saving;
    let rows = sheets.first().map_or(0, |sheet| sheet.rows.len());
    let council = office.council();
    let sheets: Vec<Sheet> = sheets.into_iter().map(|sheet| practice::sheet(&council, sheet)).collect();
    let bytes = match (format, sheets.first()) {
        (Format::Csv, Some(sheet)) => write::csv(sheet),
        (Format::Csv | Format::Xlsx, _) => {
            let title = practice::title(&council, format!("{what} {from} to {to}"));
            let author = council.name.clone();
            let workbook = Workbook { title, author, created: now.naive_utc(), sheets };
            write::xlsx(&workbook).map_err(|error| Problem::Broken(error.to_string()))?
        }
    };
    let detail = serde_json::json!({ "register": what, "rows": rows }).to_string();
    office.store().write(|writing| {
        Ok::<_, Problem>(writing.note_office_event(now, Some(who.id()), "register-exported", &detail)?)
    })?;
    Ok(bytes)
}
