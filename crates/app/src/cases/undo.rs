//! Taking back what was done last. Whether it can be is the domain's to say.

use domain::{Act, Case, Moment, Reference, decide};

use super::{
    at_case::{Done, at_case},
    load,
};
use crate::{Office, Problem, Who};

/// Undoes what this person did last to a case; `first` is the place in the history of its first
/// event, so that nothing else is undone by a button that was pressed late.
pub fn undo(office: &Office, who: &Who, reference: Reference, first: u32, now: Moment) -> Result<Done, Problem> {
    at_case(office, who, reference, None, now, |at| {
        let before = files(at.case());
        at.act(&Act::Undo { first })?;
        let after = files(at.case());
        for number in before.into_iter().filter(|number| !after.contains(number)) {
            at.writing().detach(reference, number)?;
        }
        Ok(())
    })
}

/// What [`undo`] would take as `first` now; `None` where there is nothing of theirs to undo.
pub fn undoable(office: &Office, who: &Who, reference: Reference, now: Moment) -> Result<Option<u32>, Problem> {
    let case = office.read(|reading| load(reading, who, reference))?;
    Ok(decide::undoable(&case, who.id(), now))
}

fn files(case: &Case) -> Vec<u32> {
    case.documents.iter().map(|document| document.number).collect()
}
