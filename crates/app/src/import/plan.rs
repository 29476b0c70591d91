//! The look before the import: what would come in, what would not and why, what has to be asked.
//! Changes nothing.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use documents::{Cell, dates::DateReading, odd, read::Table};
use domain::{Date, TextRef, figures::Month};

use super::{
    again,
    dated::{self, DateColumn},
    entry::{Against, Doubt, Entry, Refused},
    history::REASON,
    mapping::{ClosedOn, ErrorCells, Mapping},
    open::{self, StillOpen},
    words::{self, Word},
};
use crate::{Office, Problem};

/// What an import would do.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The file's name.
    pub file: String,
    /// Rows in it, blank ones aside.
    pub rows: usize,
    /// The cases to be.
    pub entries: Vec<Entry>,
    /// Why the other rows are not taken, in the order of the file.
    pub refused: Vec<Refused>,
    /// The columns of dates.
    pub dates: Vec<DateColumn>,
    /// The cases to be, by the month of receipt.
    pub months: BTreeMap<Month, u32>,
    /// How many cases come in open, and how many of those late.
    pub open: StillOpen,
    /// What was guessed or left out while reading, in sentences.
    pub notes: Vec<String>,
    /// Cells of the columns in use whose formula failed and that keep their rows out.
    pub error_cells: usize,
    /// The words that nobody has explained yet.
    pub words: Vec<Word>,
    table: Table,
}

impl Plan {
    /// Whether somebody has to say first how dates are meant.
    pub fn must_ask(&self) -> bool {
        self.dates.iter().any(|column| column.ask)
    }

    /// How many rows are not taken.
    pub fn refused_rows(&self) -> usize {
        self.refused.iter().map(|refused| refused.row).collect::<BTreeSet<_>>().len()
    }

    /// The rows that are not taken as they stood, each with the reasons, to be mended and brought in.
    pub fn refused_csv(&self) -> Vec<u8> {
        let mut reasons: BTreeMap<u64, Vec<String>> = BTreeMap::new();
        for refused in &self.refused {
            reasons.entry(refused.row).or_default().push(format!("{}: {}", refused.column, refused.reason));
        }
        again::written(&self.table, &reasons)
    }
}

/// Reads a table as the mapping says. `told` is how dates are meant, where somebody has said.
pub fn prepare(
    office: &Office,
    file: &str,
    bytes: &[u8],
    mapping: &Mapping,
    told: Option<DateReading>,
    today: Date,
) -> Result<Plan, Problem> {
    let table = again::read(file, bytes, &mapping.part())?;
    known_headings(&table, mapping)?;
    let (table, failed) = failed_formulas(table, mapping);
    let dates = dated::columns(&table, mapping, told, today);
    let book = office.rules_for(today, today)?;
    let (services, batches, known) = office.read(|reading| {
        let batches = reading.batches()?;
        let mut known = HashSet::new();
        for batch in batches.iter().filter(|batch| batch.undone.is_none()) {
            known.extend(reading.old_references(batch.id)?);
        }
        Ok((reading.services()?, batches, known))
    })?;
    let against =
        Against { table: &table, mapping, dates: &dates, services: &services, procedure: book.procedure(), today };
    let mut refused = unfit(&table);
    let failures = failed.len();
    let kept_out = mapping.error_cells == ErrorCells::Refuse;
    if kept_out {
        refused.extend(failed);
    }
    let mut entries = Vec::new();
    let unfit_rows: BTreeSet<u64> = refused.iter().map(|refused| refused.row).collect();
    for row in table.rows.iter().filter(|row| !unfit_rows.contains(&row.number)) {
        match against.read(row) {
            Ok(entry) => entries.push(entry),
            Err(reasons) => refused.extend(reasons),
        }
    }
    refuse_doubles(&mut entries, &mut refused, mapping);
    refused.sort_by_key(|refused| refused.row);
    let words = words::unexplained(&refused, &against);
    let mut months = BTreeMap::new();
    for entry in &entries {
        *months.entry(Month::of(entry.received)).or_default() += 1;
    }
    let mut notes = table.notes.clone();
    if failures > 0 && !kept_out {
        notes.push(format!("Cells whose formula failed are taken as empty: {}.", crate::import::number(failures)));
    }
    notes.extend(doubts(&entries, mapping, today));
    notes.extend(outcomes(&entries));
    notes.extend(in_already(&entries, &known));
    if batches.iter().any(|batch| batch.undone.is_none() && batch.file_name == file) {
        notes.push(format!("A file called “{file}” was brought in before. Bring it in again only if it is another."));
    }
    Ok(Plan {
        file: file.to_owned(),
        rows: table.rows.len() + table.ragged.len(),
        open: open::count(office, &entries, &services, today)?,
        dates,
        entries,
        months,
        notes,
        error_cells: if kept_out { failures } else { 0 },
        words,
        refused,
        table,
    })
}

fn known_headings(table: &Table, mapping: &Mapping) -> Result<(), Problem> {
    let unknown = mapping.named().find(|(_, heading)| table.column(heading).is_none());
    match unknown {
        None => Ok(()),
        Some((field, heading)) => {
            let sheet = table.sheet.as_ref().map(|sheet| format!(" of the sheet “{sheet}”")).unwrap_or_default();
            let words = format!(
                "The mapping names a column “{heading}” for {field}, but row {}{sheet}, taken for the headings, has {}. If the headings stand elsewhere, say where with {}header_row in the mapping.",
                table.header_row,
                table.headers.iter().map(|heading| format!("“{heading}”")).collect::<Vec<_>>().join(", "),
                if table.sheet.is_some() { "sheet and " } else { "" },
            );
            Err(Problem::field("mapping", words))
        }
    }
}

/// Why a row is left out whose formula failed, or has no value.
pub(super) const FAILED: &str = "the formula in this cell failed; mend it, or take such cells as empty.";
pub(super) const UNSAVED: &str = "the formula in this cell has no saved value: open the file in Excel, save it and try again, or take such cells as empty.";

/// The cells of the columns in use whose formula failed or has no value, and the table with those cells empty where the
/// mapping says so.
fn failed_formulas(mut table: Table, mapping: &Mapping) -> (Table, Vec<Refused>) {
    let places: Vec<usize> = mapping.named().filter_map(|(_, heading)| table.column(heading)).collect();
    let mut failed = Vec::new();
    for row in &mut table.rows {
        for place in &places {
            let Cell::Error(value) = &row.cells[*place] else { continue };
            failed.push(Refused {
                row: row.number,
                column: table.headers[*place].clone(),
                value: value.clone(),
                reason: if value == Cell::UNSAVED { UNSAVED } else { FAILED }.into(),
                unexplained: None,
            });
            if mapping.error_cells == ErrorCells::Empty {
                row.cells[*place] = Cell::Empty;
            }
        }
    }
    (table, failed)
}

/// Rows that do not fit the headings, and rows with a cell unlike all others of its column.
fn unfit(table: &Table) -> Vec<Refused> {
    let ragged = table.ragged.iter().map(|ragged| Refused {
        row: ragged.number,
        column: "the whole row".into(),
        value: String::new(),
        reason: if table.sheet.is_some() {
            format!("it has cells up to place {}, but the headings are {}; give each column a heading, or empty the cells beyond them.", ragged.found, ragged.expected)
        } else {
            format!("it has {} fields, but the headings are {}; a separator or a quotation mark may be missing or doubled.", ragged.found, ragged.expected)
        },
        unexplained: None,
    });
    let reason = "the other values of this column are whole numbers; the row may be shifted or cut.";
    let odd = odd::odd_cells(table).into_iter().map(|odd| Refused {
        row: odd.row,
        column: odd.header,
        value: odd.value,
        reason: reason.into(),
        unexplained: None,
    });
    ragged.chain(odd).collect()
}

/// What was made of statuses that do not go with their dates, in sentences with the first few rows.
fn doubts(entries: &[Entry], mapping: &Mapping, today: Date) -> Vec<String> {
    let day = match mapping.closed_on {
        ClosedOn::Import => format!("on {}, the day of the import", today.format("%-d %B %Y")),
        ClosedOn::Received => "on the day of receipt".to_owned(),
    };
    let kinds = [
        (
            Doubt::OpenWithDate,
            "The status is open, but there is a date of closing: taken as closed on that date, in".to_owned(),
        ),
        (
            Doubt::ClosedWithoutDate,
            format!("The status is closed, but there is no date of closing: taken as closed {day}, in"),
        ),
        (
            Doubt::ClosedUnsaid,
            format!("No status and no date of closing is given: taken as closed, as was said, {day}, in"),
        ),
    ];
    let note = |(doubt, what): (Doubt, String)| {
        let rows: Vec<u64> = entries.iter().filter(|entry| entry.doubt == Some(doubt)).map(|entry| entry.row).collect();
        (!rows.is_empty()).then(|| format!("{what} {}.", named(&rows)))
    };
    kinds.into_iter().filter_map(note).collect()
}

/// What becomes of outcomes.
fn outcomes(entries: &[Entry]) -> Option<String> {
    let found = entries.iter().filter(|entry| entry.outcome.is_some()).count();
    let cases = if found == 1 { "case is" } else { "cases are" };
    (found > 0).then(|| {
        format!(
            "The outcomes of {} {cases} kept as what was found, with the reason “{REASON}”",
            crate::import::number(found)
        )
    })
}

/// Which old references an import that still stands has brought in already.
fn in_already(entries: &[Entry], known: &HashSet<TextRef>) -> Option<String> {
    let is_known =
        |entry: &&Entry| !entry.reference.is_empty() && known.contains(&store::fingerprint(&entry.reference));
    let again: Vec<&str> = entries.iter().filter(is_known).map(|entry| entry.reference.as_str()).collect();
    let (old, have) = if again.len() == 1 { ("old reference", "was") } else { ("old references", "were") };
    (!again.is_empty()).then(|| {
        format!(
            "{} {old} {have} brought in before ({}); bring them in again only if they are other cases.",
            crate::import::number(again.len()),
            first_few(&again)
        )
    })
}

/// "1 row (7)", "2,223 rows (2, 3, 4, 5, 6 and more)".
fn named(rows: &[u64]) -> String {
    let noun = if rows.len() == 1 { "row" } else { "rows" };
    format!("{} {noun} ({})", crate::import::number(rows.len()), first_few(rows))
}

/// "2, 3, 4, 5, 6 and more".
fn first_few(all: &[impl ToString]) -> String {
    const SHOWN: usize = 5;
    let shown: Vec<String> = all.iter().take(SHOWN).map(ToString::to_string).collect();
    let more = if all.len() > SHOWN { " and more" } else { "" };
    format!("{}{more}", shown.join(", "))
}

/// A number of the other system that comes twice: the second row may be the first again.
fn refuse_doubles(entries: &mut Vec<Entry>, refused: &mut Vec<Refused>, mapping: &Mapping) {
    let mut first: HashMap<String, u64> = HashMap::new();
    let column = mapping.headings(super::Field::Reference).first().cloned().unwrap_or_default();
    entries.retain(|entry| {
        let before = if entry.reference.is_empty() { None } else { first.insert(entry.reference.clone(), entry.row) };
        let Some(before) = before else { return true };
        first.insert(entry.reference.clone(), before);
        let reason = format!("row {before} has the same number.");
        refused.push(Refused {
            row: entry.row,
            column: column.clone(),
            value: entry.reference.clone(),
            reason,
            unexplained: None,
        });
        false
    });
}
