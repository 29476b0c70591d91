//! What the checks say of the drafts that wait for a signature, so that a Head sees it on the row.

use app::{
    Problem,
    lists::{NextStep, Work},
};
use domain::{Reference, checks::Outcome};

use crate::visit::Visit;

/// The checks of one draft.
pub struct Checked {
    /// Of which case.
    pub reference: Reference,
    /// "7 of 7 checks", "1 check to look at".
    pub words: String,
    /// Whether nothing is amiss.
    pub fine: bool,
}

/// Runs the checks of every draft among these that waits to be signed.
pub fn checked(visit: &Visit, work: &[Work]) -> Result<Vec<Checked>, Problem> {
    let waiting = work.iter().filter(|work| work.next == Some(NextStep::SignOff)).map(|work| work.line.row.reference);
    waiting.filter_map(|reference| check(visit, reference).transpose()).collect()
}

fn check(visit: &Visit, reference: Reference) -> Result<Option<Checked>, Problem> {
    visit.office.read(|reading| {
        let case = app::cases::load(reading, &visit.who, reference)?;
        let Some(draft) = &case.draft else { return Ok(None) };
        let book = visit.office.rules_of(&case.under)?;
        let words = reading.text(reference, &draft.text)?.unwrap_or_default();
        let results = app::cases::check(reading, &case, book.procedure(), &words)?;
        let failed = results.iter().filter(|result| result.outcome == Outcome::Failed).count();
        let done = results.iter().filter(|result| result.outcome == Outcome::Passed).count();
        let words = match failed {
            0 => format!("{done} of {done} checks"),
            1 => "1 check to look at".into(),
            more => format!("{more} checks to look at"),
        };
        Ok(Some(Checked { reference, words, fine: failed == 0 }))
    })
}
