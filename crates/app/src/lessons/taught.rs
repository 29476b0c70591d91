//! What closed cases taught, in the words with which they were closed.

use domain::{Case, Date, Reference, act::Learning};
use store::{CaseLine, Filter, Order, Reading};

use super::readers_only;
use crate::{Office, Problem, Who, lists};

/// The most on one page.
pub const MOST: usize = 200;
/// How many cases are read at a time.
const PAGE: u32 = 500;

/// What a closed case taught.
#[derive(Debug, Clone)]
pub struct Taught {
    /// The case.
    pub line: CaseLine,
    /// What the case was about, in the words it was logged with.
    pub said: String,
    /// What is done differently because of it.
    pub did: String,
}

/// What cases closed from `from` to `to` taught, newest case first, at most [`MOST`]. Rows a
/// person may not see are left out by the query itself.
pub fn taught(office: &Office, who: &Who, from: Date, to: Date) -> Result<Vec<Taught>, Problem> {
    readers_only(who)?;
    let filter =
        Filter { closed_from: Some(from), closed_to: Some(to), seen_by: lists::seen_by(who), ..Filter::default() };
    office.read(|reading| {
        let mut found = Vec::new();
        let mut after = None;
        loop {
            let lines = reading.cases(&filter, Order::Newest, after.as_ref(), PAGE)?;
            after = lines.last().map(|line| line.key(Order::Newest));
            let last = lines.len() < PAGE as usize;
            for line in lines.into_iter().filter(|line| line.row.lesson == Some(true)) {
                let did = words(reading, line.row.reference)?;
                found.extend(did.map(|did| Taught { said: line.row.title.clone(), did, line }));
            }
            if last || found.len() >= MOST {
                found.truncate(MOST);
                return Ok(found);
            }
        }
    })
}

/// What is done differently because of a case; `None` where it taught nothing.
pub(super) fn words(reading: &Reading<'_>, reference: Reference) -> Result<Option<String>, Problem> {
    let case = Case::replay(reference, &reading.history(reference)?);
    let Some(Learning::Lesson(text)) = case.and_then(|case| case.learning) else { return Ok(None) };
    Ok(Some(reading.text(reference, &text)?.unwrap_or_default()))
}
