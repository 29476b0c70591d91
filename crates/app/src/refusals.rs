//! The register of refusals: complaints that were not accepted, with the reason and what was asked before. The annual
//! report says how many of which type there were (LGSCO Code 8.1).

use std::collections::BTreeMap;

use documents::{Cell, Column, Format as Shown, Sheet};
use domain::{
    Case, Date, Moment, Role,
    event::By,
    feedback::Ending,
    procedure::{Answer, Procedure},
};
use store::{CaseLine, Filter, Order, Reading};

use crate::{
    Office, Problem, Who,
    figures::Format,
    lists,
    registers::{self, Saving},
};

/// What it lists.
const WHAT: &str = "refusals";
/// Rows read at a time.
const AT_ONCE: u32 = 500;

/// A complaint that was not accepted.
#[derive(Debug, Clone)]
pub struct Refusal {
    /// The case.
    pub line: CaseLine,
    /// The type: the exclusion's title, or "Another reason".
    pub kind: String,
    /// The reason, as the customer was told.
    pub reason: String,
    /// What was asked before, and the answers; empty where nothing was.
    pub answers: Vec<Answer>,
    /// Who decided; empty where their name is not known.
    pub by: String,
}

/// The register for a stretch of time.
#[derive(Debug, Clone)]
pub struct Register {
    /// The first and the last day.
    pub days: (Date, Date),
    /// Newest first.
    pub refusals: Vec<Refusal>,
    /// How many of each type, the most first.
    pub kinds: Vec<(String, usize)>,
}

/// Whether a person may read the register.
pub fn may(who: &Who) -> bool {
    match who.role() {
        Role::Champion | Role::HeadOfService | Role::HeadOfCustomerServices | Role::Reader => true,
        Role::Adviser | Role::Investigator | Role::Administrator => false,
    }
}

/// The complaints not accepted from `from` to `to`. Those a person may not see are left out by the query itself.
pub fn register(office: &Office, who: &Who, from: Date, to: Date) -> Result<Register, Problem> {
    if !may(who) {
        return Err(Problem::NotAllowed("You cannot open the register of refusals. Ask a Customer Champion.".into()));
    }
    let filter = Filter {
        endings: vec![Ending::Declined],
        closed_from: Some(from),
        closed_to: Some(to),
        seen_by: lists::seen_by(who),
        ..Filter::default()
    };
    let refusals = office.read(|reading| {
        let (mut refusals, mut after) = (Vec::new(), None);
        loop {
            let page = reading.cases(&filter, Order::Newest, after.as_ref(), AT_ONCE)?;
            let more = page.len() == AT_ONCE as usize;
            after = page.last().map(|line| line.key(Order::Newest));
            for line in page {
                refusals.push(refusal(office, reading, line)?);
            }
            if !more {
                return Ok::<_, Problem>(refusals);
            }
        }
    })?;
    Ok(Register { days: (from, to), kinds: kinds(&refusals), refusals })
}

fn refusal(office: &Office, reading: &Reading<'_>, line: CaseLine) -> Result<Refusal, Problem> {
    let reference = line.row.reference;
    let history = reading.history(reference)?;
    let case = Case::replay(reference, &history);
    let case = case.ok_or_else(|| Problem::Broken(format!("{reference} has no history")))?;
    let (exclusion, reason) = match &case.declined {
        Some((exclusion, reason)) => (exclusion.as_deref(), reading.text(reference, reason)?.unwrap_or_default()),
        None => (None, String::new()),
    };
    let book = office.rules_of(&case.under)?;
    let decided = history.iter().rev().find(|recorded| matches!(recorded.event, domain::Event::Declined { .. }));
    let by = match decided.map(|recorded| recorded.by) {
        Some(By::Person(id)) => reading.person(id)?.map(|person| person.name).unwrap_or_default(),
        Some(By::Heard) | None => String::new(),
    };
    Ok(Refusal { kind: kind(exclusion, book.procedure()), reason, answers: case.answers, by, line })
}

fn kind(exclusion: Option<&str>, procedure: &Procedure) -> String {
    let found = exclusion.and_then(|id| procedure.exclusion(id));
    found.map_or_else(|| "Another reason".to_owned(), |exclusion| exclusion.title.clone())
}

fn kinds(refusals: &[Refusal]) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for refusal in refusals {
        *counts.entry(&refusal.kind).or_default() += 1;
    }
    let mut kinds: Vec<(String, usize)> = counts.into_iter().map(|(kind, count)| (kind.to_owned(), count)).collect();
    kinds.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    kinds
}

/// The name of its file.
pub fn file_name(register: &Register, format: Format) -> String {
    registers::file_name(WHAT, register.days, format)
}

/// The register as a file.
pub fn save(office: &Office, who: &Who, register: &Register, format: Format, now: Moment) -> Result<Vec<u8>, Problem> {
    let saving =
        Saving { what: WHAT, days: register.days, sheets: vec![refusals_sheet(register), kinds_sheet(register)] };
    registers::save(office, who, saving, format, now)
}

fn refusals_sheet(register: &Register) -> Sheet {
    let columns = [
        ("Reference", 12.0, Shown::General),
        ("Received", 12.0, Shown::General),
        ("Not accepted", 12.0, Shown::General),
        ("Service", 24.0, Shown::General),
        ("Type", 40.0, Shown::Wrapped),
        ("Reason given", 60.0, Shown::Wrapped),
        ("Questions and answers", 60.0, Shown::Wrapped),
        ("Decided by", 24.0, Shown::General),
    ];
    Sheet {
        name: "Refusals".into(),
        columns: columns.into_iter().map(|(title, width, format)| Column::new(title, width, format)).collect(),
        rows: register.refusals.iter().map(row).collect(),
        chart: None,
    }
}

fn row(refusal: &Refusal) -> Vec<Cell> {
    let line = &refusal.line;
    let text = |text: &str| Cell::Text(text.to_owned());
    vec![
        text(&line.row.reference.to_string()),
        Cell::Date(line.row.received),
        line.row.closed.map_or(Cell::Empty, Cell::Date),
        text(line.service_name.as_deref().unwrap_or_default()),
        text(&refusal.kind),
        text(&refusal.reason),
        text(&asked(&refusal.answers)),
        text(&refusal.by),
    ]
}

/// One question a line, with its answer.
fn asked(answers: &[Answer]) -> String {
    let line = |answer: &Answer| format!("{} {}", answer.question, answer.said());
    answers.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn kinds_sheet(register: &Register) -> Sheet {
    let row = |(kind, count): &(String, usize)| {
        vec![Cell::Text(kind.clone()), Cell::Integer(i64::try_from(*count).unwrap_or(i64::MAX))]
    };
    Sheet {
        name: "Types".into(),
        columns: vec![Column::new("Type", 60.0, Shown::Wrapped), Column::new("Complaints", 12.0, Shown::General)],
        rows: register.kinds.iter().map(row).collect(),
        chart: None,
    }
}
