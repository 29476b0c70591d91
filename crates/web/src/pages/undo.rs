//! Undo for what nobody outside has seen: the offer after an act, and taking it back. A form, so
//! that it works without script.

use app::{
    Problem,
    cases::{self, CaseFile},
};
use axum::{
    Router,
    extract::Path,
    response::{IntoResponse, Redirect},
    routing::post,
};
use domain::{
    Reference,
    act::ActKind,
    decide::{self, Undoable},
};

use super::{case::parsed, log::aside};
use crate::{
    answer::{Answer, Failure},
    door::Door,
    form::Sent,
    layout::Undo,
    said::Said,
    visit::Visit,
};

/// The address that undoes. Whoever comes back to it after signing in again finds the case.
pub fn routes() -> Router<Door> {
    Router::new().route("/cases/{reference}/undo/{first}", post(undo).get(to_case))
}

async fn to_case(Path((reference, _)): Path<(String, u32)>, visit: Visit) -> Answer {
    let reference = parsed(&visit, &reference)?;
    Ok(Redirect::to(&format!("/cases/{reference}")).into_response())
}

async fn undo(Path((reference, first)): Path<(String, u32)>, sent: Sent) -> Answer {
    let visit = sent.visit;
    let reference = parsed(&visit, &reference)?;
    let done = visit
        .run(move |visit| match cases::undo(&visit.office, &visit.who, reference, first, visit.now) {
            Err(Problem::Refused(refusal)) => Ok(Err(refusal)),
            done => done.and_then(|_| Ok(Ok(aside::take_up(visit, reference, first)?))),
        })
        .await?;
    match done {
        Ok(Some(draft)) => {
            let now = if first == decide::LOGGED { "is closed as logged by mistake" } else { "no longer has it" };
            let said = Said::new(format!("Undone. What you typed is here again. {reference} {now}."));
            visit.go(&format!("/log?draft={draft}"), said.link(format!("/cases/{reference}"), "Open that case"))
        }
        Ok(None) if first == decide::LOGGED => {
            visit.go(&format!("/cases/{reference}"), Said::new("Undone. It is closed as logged by mistake."))
        }
        Ok(None) => visit.go(&format!("/cases/{reference}"), Said::new("Undone. The history shows both.")),
        Err(refusal) => Err(Failure::new(Problem::Refused(refusal), visit)),
    }
}

/// Where an act is undone.
pub(super) fn address(reference: Reference, first: u32) -> String {
    format!("/cases/{reference}/undo/{first}")
}

/// The response that was sent last, as long as it can still be taken back, with the button for it: an email for some
/// seconds, one on paper until it is posted.
pub(super) fn recallable(visit: &Visit, file: &CaseFile) -> Option<(u32, Undo)> {
    let (letter, seconds) = decide::recallable(&file.case, visit.now).filter(|_| file.may(ActKind::Recall))?;
    let action = format!("/cases/{}/recall", file.case.reference);
    Some((letter.number, Undo { action, seconds: whole(seconds) }))
}

/// Seconds as a button counts them down; 0 where there is no hurry.
fn whole(seconds: Option<i64>) -> u32 {
    seconds.and_then(|seconds| u32::try_from(seconds).ok()).unwrap_or(0)
}

/// The button that undoes what somebody did last to a case.
pub(super) fn button(reference: Reference, undoable: Undoable) -> Undo {
    Undo { action: address(reference, undoable.first), seconds: whole(undoable.seconds) }
}

/// With a button to undo it, where what was just done to this case can be.
pub(super) fn offered(visit: &Visit, reference: Reference, said: Said) -> Said {
    match cases::undoable(&visit.office, &visit.who, reference, visit.now) {
        Ok(Some(undoable)) => said.undo_by(button(reference, undoable)),
        // Whoever may no longer see the case has nothing to be offered.
        Ok(None) | Err(_) => said,
    }
}
