//! A list of cases as a file, exactly as it was filtered: read page by page, written row by row.

use std::io::Write;

use documents::{
    Cell, count,
    write::{CsvRows, MOST_XLSX_ROWS, XlsxRows},
};
use domain::{CustomerId, Moment, Role, london};
use store::{CaseLine, Customer, Filter, Order, Reading};

use crate::{Office, Problem, Who, figures::Format, lists, practice, procedures::Titles, progress::Progress};

mod column;
mod layout;

pub use column::{COLUMNS, Column};
pub use layout::{
    Layout, LayoutForm, delete_layout, keep_layout, layout, layouts, may_change_layouts, only_those_who_change_layouts,
};

use column::{Needs, Told, Words};

/// Rows read at a time.
const AT_ONCE: u32 = 500;

/// Whether a person may take a list away as a file.
pub fn may(who: &Who) -> bool {
    match who.role() {
        Role::Champion | Role::HeadOfService | Role::HeadOfCustomerServices | Role::Reader => true,
        Role::Adviser | Role::Investigator | Role::Administrator => false,
    }
}

/// Refuses those who may not.
pub fn only_those_who_may(who: &Who) -> Result<(), Problem> {
    if may(who) {
        return Ok(());
    }
    Err(Problem::NotAllowed(
        "Lists are exported by Customer Champions, Heads of Service and readers. Ask one of them.".into(),
    ))
}

/// What is asked for.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Which cases.
    pub filter: Filter,
    /// In which order.
    pub order: Order,
    /// Which columns.
    pub layout: Layout,
    /// What kind of file.
    pub format: Format,
    /// The most cases that such a file holds ([`room_in`]).
    pub room: usize,
}

/// The most cases that a file of this kind holds. A sheet of Excel has a line for the headings as well.
pub fn room_in(format: Format) -> usize {
    match format {
        Format::Csv => usize::MAX,
        Format::Xlsx => MOST_XLSX_ROWS - 1,
    }
}

/// Writes the cases a filter finds, all of them, to `place`; returns how many there are. Nothing is
/// cut: what is too long for a cell of Excel goes on in cells after the last column. Text that a
/// spreadsheet would run as a formula is made harmless. That it was done is noted, because it is
/// personal information leaving the program. More cases than there is room for are refused before anything is
/// written. `progress` is told how many cases are written, and of how many.
pub fn cases(
    office: &Office,
    who: &Who,
    asked: &Asked,
    mut place: impl Write + Send,
    now: Moment,
    progress: &mut Progress<'_>,
) -> Result<u64, Problem> {
    only_those_who_may(who)?;
    let mut rows = Rows { office, who, asked, columns: asked.layout.columns(), titles: Titles::of(office)?, progress };
    let council = office.council();
    let heads = practice::heads(&council, rows.columns.iter().map(|column| column.head()).collect());
    let rows = match asked.format {
        Format::Csv => {
            let mut file = CsvRows::begin(&mut place, heads).map_err(broken)?;
            let rows = rows.each(|cells| file.push(cells).map_err(broken))?;
            file.finish().map_err(broken)?;
            rows
        }
        Format::Xlsx => {
            let title = practice::title(&council, "Cases".into());
            let mut file = XlsxRows::begin(&title, &council.name, now.naive_utc(), "Cases", heads).map_err(broken)?;
            let rows = rows.each(|cells| file.push(cells).map_err(broken))?;
            file.finish(&mut place).map_err(broken)?;
            rows
        }
    };
    place.flush().map_err(broken)?;
    let detail = serde_json::json!({ "cases": rows, "layout": asked.layout.name }).to_string();
    office.store().write(|writing| {
        Ok::<_, Problem>(writing.note_office_event(now, Some(who.id()), "cases-exported", &detail)?)
    })?;
    Ok(rows)
}

/// "Heard cases 2026-11-27.xlsx".
pub fn file_name(format: Format, now: Moment) -> String {
    let ending = match format {
        Format::Csv => "csv",
        Format::Xlsx => "xlsx",
    };
    format!("Heard cases {}.{ending}", london::date_of(now))
}

/// The rows of a file, one case each.
struct Rows<'a, 'p> {
    office: &'a Office,
    who: &'a Who,
    asked: &'a Asked,
    columns: Vec<&'static Column>,
    titles: Titles,
    progress: &'a mut Progress<'p>,
}

impl Rows<'_, '_> {
    /// Goes through all the cases in one view of the database; returns how many there were.
    fn each(&mut self, mut work: impl FnMut(&[Cell]) -> Result<(), Problem>) -> Result<u64, Problem> {
        let Asked { filter, order, room, .. } = self.asked;
        let filter = Filter { seen_by: lists::seen_by(self.who), ..filter.clone() };
        let council = self.office.council();
        self.office.read(|reading| {
            let of = reading.count_up_to(&filter, u32::MAX)?;
            refuse_too_many(of, *room)?;
            let (mut after, mut rows) = (None, 0);
            loop {
                (self.progress)(rows, of)?;
                let page = reading.cases(&filter, *order, after.as_ref(), AT_ONCE)?;
                for line in &page {
                    work(&practice::row(&council, self.cells(reading, line)?))?;
                    rows += 1;
                }
                match page.last() {
                    Some(last) if page.len() == AT_ONCE as usize => after = Some(last.key(*order)),
                    Some(_) | None => return Ok(rows),
                }
            }
        })
    }

    fn cells(&self, reading: &Reading<'_>, line: &CaseLine) -> Result<Vec<Cell>, Problem> {
        let needs = |needed| self.columns.iter().any(|column| column.needs() == needed);
        let of = line.customer.filter(|_| needs(Needs::Customer));
        let customer = of.map(|id: CustomerId| reading.customer(id)).transpose()?.flatten();
        let words = if needs(Needs::Words) { Words::of(reading, line.reference)? } else { Words::default() };
        let customer: Option<&Customer> = customer.as_ref();
        let told = Told { line, titles: &self.titles, customer, words: &words };
        Ok(self.columns.iter().map(|column| column.cell(&told)).collect())
    }
}

/// Said before the work, which would take minutes.
fn refuse_too_many(found: u64, room: usize) -> Result<(), Problem> {
    if found <= room as u64 {
        return Ok(());
    }
    let (found, room) = (count(found as usize), count(room));
    Err(Problem::field(
        "format",
        format!(
            "This list has {found} cases, and a sheet of Excel has room for {room}. Save it as CSV, or narrow it down."
        ),
    ))
}

fn broken(error: impl std::fmt::Display) -> Problem {
    Problem::Broken(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_is_filled_to_its_last_line_and_no_further() {
        let room = room_in(Format::Xlsx);
        assert!(refuse_too_many(1_048_575, room).is_ok());
        let refused = refuse_too_many(1_048_576, room).map_err(|problem| problem.to_string());
        let words = "This list has 1,048,576 cases, and a sheet of Excel has room for 1,048,575. Save it as CSV, or narrow it down.";
        assert_eq!(refused, Err(words.to_owned()));
        assert!(refuse_too_many(u64::from(u32::MAX), room_in(Format::Csv)).is_ok());
    }
}
