//! How far the work is that a page has begun, asked for by the page while it waits; and calling it off. Neither is a
//! sign of life, and neither waits for the work.

use axum::{
    Json, Router,
    extract::Path,
    http::StatusCode,
    response::IntoResponse,
    routing::{get, post},
};
use domain::PersonId;

use super::caller::Caller;
use crate::{
    answer::{Answer, Failure, no_store},
    door::Door,
};

/// The addresses pages ask.
pub fn routes() -> Router<Door> {
    Router::new().route("/progress/{name}", get(at)).route("/progress/{name}/cancel", post(call_off))
}

/// `{"done": 50, "of": 2223}`; not found before the work has begun and after it is done.
async fn at(Path(name): Path<String>, caller: Caller) -> Answer {
    let who = signed_in(&caller).await?;
    Ok(match caller.door.tasks.at(who, &name) {
        Some((done, of)) => no_store(Json(serde_json::json!({ "done": done, "of": of }))).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    })
}

async fn call_off(Path(name): Path<String>, caller: Caller) -> Answer {
    let who = signed_in(&caller).await?;
    let found = caller.door.tasks.call_off(who, &name);
    Ok(if found { StatusCode::NO_CONTENT } else { StatusCode::NOT_FOUND }.into_response())
}

async fn signed_in(caller: &Caller) -> Result<PersonId, Failure> {
    let who = caller.run(|caller| caller.look()).await?;
    who.map(|who| who.id()).ok_or_else(|| Failure::forbidden("Nobody is signed in."))
}
