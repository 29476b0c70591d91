//! How many cases of an old log would come in open, and how many of those late on the day they come in: a log that
//! tells neither status nor day of closing brings everything in as work to do.

use chrono::Datelike;
use domain::{By, Case, CustomerId, Date, Reference, TextRef, london};
use store::Service;

use super::{
    entry::Entry,
    history::{self, Origin},
    number,
};
use crate::{Office, Problem, also, cases};

/// Cases that would be open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StillOpen {
    /// All of them.
    pub cases: usize,
    /// Those whose next date has passed.
    pub late: usize,
}

impl StillOpen {
    /// As a sentence; nothing where no case is open.
    pub fn in_words(self) -> String {
        match (self.cases, self.late) {
            (0, _) => String::new(),
            (1, 0) => "1 case comes in open and is not late.".to_owned(),
            (1, _) => "1 case comes in open and is already late.".to_owned(),
            (cases, 0) => format!("{} cases come in open, none of them late.", number(cases)),
            (cases, late) => format!("{} cases come in open, {} of them already late.", number(cases), number(late)),
        }
    }
}

/// Counts them by the rules each would come under.
pub(super) fn count(
    office: &Office,
    entries: &[Entry],
    services: &[Service],
    today: Date,
) -> Result<StillOpen, Problem> {
    let mut open = StillOpen::default();
    for entry in entries.iter().filter(|entry| entry.closed.is_none()) {
        open.cases += 1;
        let due = next_due(office, entry, services, today)?;
        open.late += usize::from(due.is_some_and(|due| due < today));
    }
    Ok(open)
}

/// The next date of a case that nobody has saved yet.
fn next_due(office: &Office, entry: &Entry, services: &[Service], today: Date) -> Result<Option<Date>, Problem> {
    let subject = also::subject_of(services, entry.service);
    let book = office.rules_for_case(&also::coming(entry.kind, subject, 1), entry.received, today)?;
    let origin = Origin { batch: 0, at: london::start_of(today), by: By::Heard };
    let customer = entry.customer.as_ref().map(|_| CustomerId(0));
    let fingerprint = |words: &str| Ok::<TextRef, Problem>(store::fingerprint(words));
    let history = history::of(entry, book.under(), customer, origin, fingerprint)?;
    let case = Case::replay(Reference { year: entry.received.year(), number: 1 }, &history);
    Ok(case.and_then(|case| cases::next_due(&case, &book, today)))
}
