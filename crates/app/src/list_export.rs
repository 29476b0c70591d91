//! A list of cases as a file, exactly as it was filtered: read page by page, written row by row.

use std::collections::BTreeMap;

use documents::{
    Cell, Column, Format as Look,
    write::{CsvRows, XlsxRows},
};
use domain::{Date, Moment, Role, london};
use store::{CaseLine, Filter, Order};

use crate::{Office, Problem, Who, figures::Format, lists};

/// Rows read at a time.
const AT_ONCE: u32 = 500;

/// Whether a person may take a list away as a file.
pub fn may(who: &Who) -> bool {
    match who.role() {
        Role::Champion | Role::HeadOfService | Role::HeadOfCustomerServices | Role::Reader => true,
        Role::Adviser | Role::Investigator | Role::Administrator => false,
    }
}

/// The cases a filter finds, in the order given, as the bytes of a file. Text that a spreadsheet
/// would run as a formula is made harmless. That it was done is noted, because it is personal
/// information leaving the program.
pub fn cases(
    office: &Office,
    who: &Who,
    filter: &Filter,
    order: Order,
    format: Format,
    now: Moment,
) -> Result<Vec<u8>, Problem> {
    if !may(who) {
        return Err(Problem::NotAllowed(
            "Lists are exported by Customer Champions, Heads of Service and readers. Ask one of them.".into(),
        ));
    }
    let filter = Filter { seen_by: lists::seen_by(who), ..filter.clone() };
    let titles = titles(office);
    let (bytes, rows) = match format {
        Format::Csv => {
            let mut file = CsvRows::begin(Vec::new(), columns()).map_err(broken)?;
            let rows = each(office, &filter, order, |line| file.push(&cells(line, &titles)).map_err(broken))?;
            (file.finish().map_err(broken)?, rows)
        }
        Format::Xlsx => {
            let council = office.council();
            let mut file =
                XlsxRows::begin("Cases", &council.name, now.naive_utc(), "Cases", columns()).map_err(broken)?;
            let rows = each(office, &filter, order, |line| file.push(&cells(line, &titles)).map_err(broken))?;
            let mut bytes = Vec::new();
            file.finish(std::io::Cursor::new(&mut bytes)).map_err(broken)?;
            (bytes, rows)
        }
    };
    let detail = serde_json::json!({ "cases": rows }).to_string();
    office.store().write(|writing| {
        Ok::<_, Problem>(writing.note_office_event(now, Some(who.id()), "cases-exported", &detail)?)
    })?;
    Ok(bytes)
}

/// "Heard cases 2026-11-27.xlsx".
pub fn file_name(format: Format, now: Moment) -> String {
    let ending = match format {
        Format::Csv => "csv",
        Format::Xlsx => "xlsx",
    };
    format!("Heard cases {}.{ending}", london::date_of(now))
}

/// Goes through all the cases in one view of the database; returns how many there were.
fn each(
    office: &Office,
    filter: &Filter,
    order: Order,
    mut work: impl FnMut(&CaseLine) -> Result<(), Problem>,
) -> Result<u64, Problem> {
    office.read(|reading| {
        let (mut after, mut rows) = (None, 0);
        loop {
            let page = reading.cases(filter, order, after.as_ref(), AT_ONCE)?;
            for line in &page {
                work(line)?;
                rows += 1;
            }
            match page.last() {
                Some(last) if page.len() == AT_ONCE as usize => after = Some(last.key(order)),
                Some(_) | None => return Ok(rows),
            }
        }
    })
}

fn columns() -> Vec<Column> {
    let column = |(title, width): (&str, f64)| Column::new(title, width, Look::General);
    let shown = [
        ("Reference", 11.0),
        ("Type", 18.0),
        ("Title", 48.0),
        ("Customer", 24.0),
        ("Received", 11.0),
        ("How it came in", 16.0),
        ("Service", 24.0),
        ("Ward", 16.0),
        ("Grounds", 32.0),
        ("Where it is", 20.0),
        ("Head of Service", 20.0),
        ("Investigating officer", 20.0),
        ("Acknowledge by", 14.0),
        ("Acknowledged", 13.0),
        ("Respond by, at first", 17.0),
        ("Respond by", 12.0),
        ("Held to", 11.0),
        ("Answered", 11.0),
        ("Working days to answer", 14.0),
        ("Outcome", 16.0),
        ("Remedies", 28.0),
        ("Lesson", 8.0),
        ("How it ended", 20.0),
        ("Closed", 11.0),
    ];
    shown.into_iter().map(column).collect()
}

fn cells(line: &CaseLine, titles: &BTreeMap<String, String>) -> Vec<Cell> {
    let row = &line.row;
    let text = |words: &str| if words.is_empty() { Cell::Empty } else { Cell::Text(words.to_owned()) };
    let maybe = |words: Option<&str>| words.map_or(Cell::Empty, text);
    let date = |date: Option<Date>| date.map_or(Cell::Empty, Cell::Date);
    let named = |ids: &[String]| {
        text(&ids.iter().map(|id| titles.get(id).unwrap_or(id).as_str()).collect::<Vec<_>>().join("; "))
    };
    vec![
        text(&row.reference.to_string()),
        text(row.kind.title()),
        text(&row.title),
        maybe(line.customer_name.as_deref()),
        Cell::Date(row.received),
        text(row.channel.title()),
        maybe(line.service_name.as_deref()),
        maybe(row.ward.as_deref()),
        named(&row.grounds),
        text(row.state.title()),
        maybe(line.head_name.as_deref()),
        maybe(line.investigator_name.as_deref()),
        date(row.ack_due),
        date(row.acknowledged),
        date(row.first_due),
        date(row.respond_due),
        date(row.held_to),
        date(row.answered),
        row.days_to_answer.map_or(Cell::Empty, Cell::Integer),
        maybe(row.outcome.map(|outcome| outcome.title())),
        named(&row.remedies),
        maybe(row.lesson.map(|lesson| if lesson { "Yes" } else { "No" })),
        maybe(row.ending.map(|ending| ending.title())),
        date(row.closed),
    ]
}

/// Titles of grounds and remedies by id, of every procedure that can be followed.
fn titles(office: &Office) -> BTreeMap<String, String> {
    let procedures = office.procedures();
    let choices = procedures.iter().flat_map(|procedure| procedure.grounds.iter().chain(&procedure.remedies));
    choices.map(|choice| (choice.id.clone(), choice.title.clone())).collect()
}

fn broken(error: impl std::fmt::Display) -> Problem {
    Problem::Broken(error.to_string())
}
