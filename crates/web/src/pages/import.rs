//! Bringing in an old log: the file, what its columns are, a look at what would come in and what would not,
//! then all of it or nothing. Reading and saving are `app::import`'s business.

mod asked;
mod begun;
mod columns;
mod look;
mod start;

use axum::{
    Router,
    extract::Path,
    response::Redirect,
    routing::{get, post},
};

use crate::{answer::Answer, door::Door, form::Sent, said::Said};

/// The addresses of this family.
pub fn routes() -> Router<Door> {
    Router::new()
        .route("/import", get(start::show).post(look::bring_in))
        .route("/import/look", get(async || Redirect::to("/import")).post(look::look))
        .route("/import/refused", post(look::refused))
        .route("/import/undo/{batch}", post(undo))
}

async fn undo(Path(batch): Path<i64>, Sent { visit, .. }: Sent) -> Answer {
    let cases = visit.run(move |visit| app::import::undo(&visit.office, Some(&visit.who), batch, visit.now)).await?;
    visit.go("/import", Said::new(format!("{cases} cases were taken away again. Their numbers stay used.")))
}
