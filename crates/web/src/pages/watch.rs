//! Watching a case, and stopping that: two small forms, each the way back of the other.

use app::{Problem, cases};
use axum::{
    Router,
    extract::Path,
    response::{IntoResponse, Redirect},
    routing::post,
};
use domain::Reference;

use super::case::parsed;
use crate::{
    answer::{Answer, Failure},
    door::Door,
    form::Sent,
    said::Said,
    visit::Visit,
};

/// The addresses of this family. Whoever comes back to one after signing in again finds the case.
pub fn routes() -> Router<Door> {
    Router::new()
        .route("/cases/{reference}/watch", post(watch).get(to_case))
        .route("/cases/{reference}/stop-watching", post(stop).get(to_case))
}

async fn to_case(Path(reference): Path<String>, visit: Visit) -> Answer {
    let reference = parsed(&visit, &reference)?;
    Ok(Redirect::to(&format!("/cases/{reference}")).into_response())
}

async fn watch(Path(reference): Path<String>, sent: Sent) -> Answer {
    let visit = sent.visit;
    let reference = parsed(&visit, &reference)?;
    visit.run(move |visit| cases::watch(&visit.office, &visit.who, reference)).await?;
    let said = Said::new("You watch this case. The bell tells you what happens to it.");
    visit.go(&format!("/cases/{reference}"), said.undo(address(reference, true), 0))
}

async fn stop(Path(reference): Path<String>, sent: Sent) -> Answer {
    let visit = sent.visit;
    let reference = parsed(&visit, &reference)?;
    let sees = visit
        .run(move |visit| {
            cases::stop_watching(&visit.office, &visit.who, reference)?;
            match visit.office.read(|reading| cases::load(reading, &visit.who, reference)) {
                Ok(_) => Ok(true),
                Err(Problem::NoSuchCase(_) | Problem::Restricted { .. }) => Ok(false),
                Err(problem) => Err(problem),
            }
        })
        .await?;
    if !sees {
        return Err(Failure::no_page(Some(visit)));
    }
    let said = Said::new("You no longer watch this case.");
    visit.go(&format!("/cases/{reference}"), said.undo(address(reference, false), 0))
}

/// Where a case is watched, or no longer.
pub(super) fn address(reference: Reference, watched: bool) -> String {
    format!("/cases/{reference}/{}", if watched { "stop-watching" } else { "watch" })
}

/// The button on a case: what it does now, and where. `None` for those who would be told nothing more.
pub(super) fn button(visit: &Visit, file: &cases::CaseFile) -> Option<(&'static str, String)> {
    let words = if file.watched { "Stop watching" } else { "Watch this case" };
    let offered = file.watched || cases::may_watch(&visit.who, &file.case);
    offered.then(|| (words, address(file.case.reference, file.watched)))
}
