//! Files on their way up, in pieces, before the form that names them is sent. Answers go to the
//! script, so what went wrong is plain text.

use app::Problem;
use axum::{
    Json, Router,
    body::Bytes,
    extract::{Path, RawQuery},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
    routing::{post, put},
};

use crate::{
    door::Door,
    form::{Fields, Sent, refuse_foreign},
    visit::Visit,
};

/// The addresses of this family.
pub fn routes() -> Router<Door> {
    Router::new().route("/uploads", post(start)).route("/uploads/{id}", put(piece))
}

/// Announces a file: name, length, SHA-256. Answers its id.
async fn start(sent: Sent) -> Response {
    let Sent { visit, fields } = sent;
    let id = app::sessions::hex(&visit.door.chance::<16>());
    let Some(length) = fields.number::<u64>("length") else {
        return plain(StatusCode::BAD_REQUEST, "The length is missing.");
    };
    let (name, sha256) = (fields.text("name").to_owned(), fields.text("sha256").to_owned());
    let announced = id.clone();
    let done = work(visit, move |visit| {
        app::uploads::start(&visit.office, &visit.who, &announced, &name, length, &sha256, visit.now)
    })
    .await;
    match done {
        Ok(()) => (StatusCode::CREATED, Json(serde_json::json!({ "id": id }))).into_response(),
        Err(response) => response,
    }
}

/// Takes one piece. The token comes in the header: the body is the file's.
async fn piece(
    visit: Visit,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    if let Err(response) = refuse_foreign(&headers) {
        return response;
    }
    let token = headers.get("x-csrf").map(|token| token.as_bytes()).unwrap_or_default();
    if token.is_empty() || token != visit.who.csrf.as_bytes() {
        return plain(StatusCode::FORBIDDEN, "This page is out of date. Load it again.");
    }
    let query = Fields::parse(query.unwrap_or_default().as_bytes());
    let Some(offset) = query.number::<u64>("offset") else {
        return plain(StatusCode::BAD_REQUEST, "The offset is missing.");
    };
    match work(visit, move |visit| app::uploads::piece(&visit.office, &visit.who, &id, offset, &body)).await {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(response) => response,
    }
}

async fn work(visit: Visit, work: impl FnOnce(&Visit) -> Result<(), Problem> + Send + 'static) -> Result<(), Response> {
    // The problem is answered as plain text and not as a page, so it is carried past `run`.
    match visit.run(move |visit| Ok(work(visit))).await {
        Ok(done) => done.map_err(said),
        Err(failure) => Err(failure.into_response()),
    }
}

fn said(problem: Problem) -> Response {
    let status = match &problem {
        Problem::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Problem::Denied(_) | Problem::NotAllowed(_) | Problem::Restricted { .. } => StatusCode::FORBIDDEN,
        Problem::NotFound(_) | Problem::NoSuchCase(_) => StatusCode::NOT_FOUND,
        Problem::Refused(_) | Problem::Stale { .. } | Problem::Changed { .. } | Problem::CalledOff => {
            StatusCode::CONFLICT
        }
        Problem::Store(_) | Problem::Broken(_) => {
            tracing::error!(%problem, "an upload failed");
            StatusCode::INTERNAL_SERVER_ERROR
        }
    };
    plain(status, &problem.to_string())
}

fn plain(status: StatusCode, words: &str) -> Response {
    (status, words.to_owned()).into_response()
}
