//! The page of a case: its Details and its History, and what every page of a case shows at its
//! head. Acts, response, letters and files have pages of their own beside this one.

mod code;
mod details;
mod head;
mod history;
mod last;
mod late;
mod next;
mod stages;
mod steps;

use app::{Problem, cases::CaseFile};
use axum::{Router, extract::Path, routing::get};
use domain::Reference;

use crate::{
    answer::{Answer, Failure},
    door::Door,
    form::Fields,
    visit::Visit,
};

pub(super) use head::{CaseHead, Tab, facts, needs, person_line, title};
pub(super) use next::words_for;

/// The page of a case and its history.
pub fn routes() -> Router<Door> {
    Router::new().route("/cases/{reference}", get(show)).route("/cases/{reference}/history", get(show_history))
}

async fn show(Path(reference): Path<String>, visit: Visit) -> Answer {
    let file = opened(&visit, &reference).await?;
    let key = format!("{}/note", file.case.reference);
    let draft = visit.run(move |visit| app::drafts::find(&visit.office, &visit.who, &key)).await?;
    let note = draft.map(|draft| Fields::from_json(&draft.body).text("text").to_owned()).unwrap_or_default();
    details::page(&visit, &file, note)
}

async fn show_history(Path(reference): Path<String>, visit: Visit) -> Answer {
    let file = opened(&visit, &reference).await?;
    let (file, calendar) = visit
        .run(move |visit| {
            let calendar = app::calendar_change::touching(&visit.office, &file)?;
            Ok((file, calendar))
        })
        .await?;
    history::page(&visit, &file, &calendar)
}

/// The case behind an address, for somebody who may see it.
pub(super) async fn opened(visit: &Visit, reference: &str) -> Result<CaseFile, Failure> {
    let reference = parsed(visit, reference)?;
    visit.run(move |visit| app::cases::open(&visit.office, &visit.who, reference, visit.now)).await
}

/// The reference in an address.
pub(super) fn parsed(visit: &Visit, reference: &str) -> Result<Reference, Failure> {
    let not_found = || Problem::NotFound(format!("We could not find {reference}. Check the number, or search."));
    reference.parse().map_err(|_| Failure::new(not_found(), visit.clone()))
}
