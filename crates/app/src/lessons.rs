//! What was learned: the lessons of closed cases, as *You said* and *We did*.

use domain::{Case, Date, Role, act::Learning};
use store::{CaseLine, Filter, Order};

use crate::{Office, Problem, Who, lists};

/// The most lessons on one page.
pub const MOST: usize = 200;
/// How many cases are read at a time.
const PAGE: u32 = 500;

/// A lesson of a closed case.
#[derive(Debug, Clone)]
pub struct Lesson {
    /// The case.
    pub line: CaseLine,
    /// What the case was about, in the words it was logged with.
    pub said: String,
    /// What is done differently because of it.
    pub did: String,
}

/// The lessons of cases closed from `from` to `to`, newest case first, at most [`MOST`]. Rows a
/// person may not see are left out by the query itself.
pub fn lessons(office: &Office, who: &Who, from: Date, to: Date) -> Result<Vec<Lesson>, Problem> {
    readers_only(who)?;
    let filter =
        Filter { closed_from: Some(from), closed_to: Some(to), seen_by: lists::seen_by(who), ..Filter::default() };
    office.read(|reading| {
        let mut lessons = Vec::new();
        let mut after = None;
        loop {
            let lines = reading.cases(&filter, Order::Newest, after.as_ref(), PAGE)?;
            after = lines.last().map(|line| line.key(Order::Newest));
            let last = lines.len() < PAGE as usize;
            for line in lines.into_iter().filter(|line| line.row.lesson == Some(true)) {
                lessons.extend(lesson(reading, line)?);
            }
            if last || lessons.len() >= MOST {
                lessons.truncate(MOST);
                return Ok(lessons);
            }
        }
    })
}

fn readers_only(who: &Who) -> Result<(), Problem> {
    match who.role() {
        Role::Champion | Role::HeadOfService | Role::HeadOfCustomerServices | Role::Reader => Ok(()),
        Role::Adviser | Role::Investigator | Role::Administrator => {
            Err(Problem::NotAllowed("You cannot open the lessons. Ask a Customer Champion.".into()))
        }
    }
}

fn lesson(reading: &store::Reading<'_>, line: CaseLine) -> Result<Option<Lesson>, Problem> {
    let reference = line.row.reference;
    let case = Case::replay(reference, &reading.history(reference)?);
    let Some(Learning::Lesson(text)) = case.and_then(|case| case.learning) else { return Ok(None) };
    let did = reading.text(reference, &text)?.unwrap_or_default();
    Ok(Some(Lesson { said: line.row.title.clone(), did, line }))
}
