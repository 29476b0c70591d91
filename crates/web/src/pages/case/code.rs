//! The dates of the Code that a case is measured against beside its own procedure, at the head of its pages.

use app::cases::CaseFile;
use domain::{Clock, Date};

use super::head::{named, the_one_that_counts};
use crate::{
    due,
    layout::{Due, Why},
    pages::procedures,
};

/// The Code's dates in the stage the case is in.
pub struct CodeDates {
    /// The Code.
    pub name: String,
    /// Where it can be read.
    pub href: String,
    /// Each date.
    pub dates: Vec<Due>,
    /// The working of the date of the answer.
    pub why: Option<Why>,
    /// Whether the next of them comes before the case's own, so that it drives the work.
    pub drives: bool,
}

/// `None` where the case is measured against nothing else.
pub fn code_dates(file: &CaseFile, today: Date) -> Option<CodeDates> {
    let against = file.against.as_ref()?;
    let clocks = against.of_stage_now();
    let main = the_one_that_counts(&clocks);
    Some(CodeDates {
        name: against.procedure.name.clone(),
        href: procedures::address(&against.procedure),
        dates: clocks.iter().map(|clock| told(clock, today)).collect(),
        why: main.map(|clock| due::why(clock, &against.procedure, today)),
        drives: against.drives(&file.clocks).is_some(),
    })
}

/// Its date, which says what it is the date of also where it was met.
fn told(clock: &Clock, today: Date) -> Due {
    let due = named(clock, today);
    match due.first.strip_prefix("Done ") {
        Some(date) => Due { first: format!("{}: {date}", clock.title), ..due },
        None => due,
    }
}
