//! What somebody at the desk took down today, so that the number is at hand when the customer rings again.

use app::{Filter, Only, Order, Problem, lists};
use domain::Calendar;

use crate::{
    layout::Due,
    pages::cases::{Line, Query, Which},
    visit::Visit,
};

/// The most that are listed.
const MOST: usize = 10;

/// What was taken down today.
pub struct Logged {
    /// The newest, at most [`MOST`].
    pub cases: Vec<LoggedCase>,
    /// How many there are.
    pub count: u64,
    /// The list of all of them.
    pub all: String,
}

/// One of them.
pub struct LoggedCase {
    /// "2026-0412, Bin missed".
    pub words: String,
    /// Its page.
    pub href: String,
    /// What it is: "Complaint".
    pub kind: &'static str,
    /// Its next date.
    pub due: Due,
}

/// What whoever looks took down today, the newest first.
pub fn logged(visit: &Visit, calendar: &Calendar) -> Result<Logged, Problem> {
    let (office, who, today) = (&visit.office, &visit.who, visit.today());
    let only = Some(Only::Logged { by: who.id(), on: today });
    let filter = Filter { only, ..Filter::default() };
    let lines = lists::cases(office, who, &filter, Order::Newest, None, u32::try_from(MOST).unwrap_or(u32::MAX))?;
    let all = Query { only: Some(Which::LoggedToday), ..Query::default() };
    let case = |line: &app::CaseLine| {
        let shown = Line::of(line, today, calendar);
        LoggedCase {
            words: format!("{}, {}", shown.reference, shown.title),
            href: shown.href,
            kind: shown.kind.words,
            due: shown.due,
        }
    };
    Ok(Logged {
        cases: lines.iter().map(case).collect(),
        count: lists::count(office, who, &filter)?,
        all: all.address("/cases"),
    })
}
