//! What a person should know without looking for it, for the taskbar and the bell.

use axum::{Json, Router, response::IntoResponse, routing::get};

use super::caller::Caller;
use crate::{
    answer::{Answer, Failure, no_store},
    door::Door,
};

/// The addresses of this family.
pub fn routes() -> Router<Door> {
    Router::new().route("/notices/summary", get(summary))
}

/// The badge of the taskbar and the sentence of the day, as JSON: `{"badge": 3, "say": "2 due
/// today, 1 late", "once": "2026-11-25"}`. `say` may be null; whoever says it does so once for each
/// `once`. Refused where nobody is signed in. Asking is no sign of life, so a window nobody looks
/// at still locks.
async fn summary(caller: Caller) -> Answer {
    let found = caller
        .run(|caller| {
            let who = caller.look()?;
            who.map(|who| app::notices::summary(&caller.office, &who, caller.now)).transpose()
        })
        .await?;
    let summary = found.ok_or_else(|| Failure::forbidden("Nobody is signed in."))?;
    let json = serde_json::json!({ "badge": summary.badge, "say": summary.say, "once": summary.day.to_string() });
    Ok(no_store(Json(json)).into_response())
}
