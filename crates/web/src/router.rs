//! The one Router that window and browser share.

use axum::{
    Router,
    extract::{DefaultBodyLimit, Request, State},
    http::{HeaderName, HeaderValue, header},
    middleware::{self, Next},
    response::Response,
    routing::get,
};

use crate::{answer::Failure, broken, door::Door, pages, static_files, theme, visit::Visit};

/// Room for the largest file and the rest of its form, in bytes.
const LARGEST_BODY: usize = 26 * 1024 * 1024;

/// The pages over these offices.
pub fn router(door: Door) -> Router {
    Router::new()
        .route("/static/{name}", get(static_files::serve))
        .route("/theme.css", get(theme::serve))
        .merge(pages::routes())
        .fallback(no_page)
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(middleware::from_fn_with_state(door.clone(), broken::answer))
        .layer(middleware::from_fn(guard))
        .with_state(door)
}

async fn no_page(State(_door): State<Door>, visit: Result<Visit, Response>) -> Result<Failure, Response> {
    visit.map(|visit| Failure::no_page(Some(visit)))
}

/// What every answer says to the browser: nothing from elsewhere, in no frame, no guessing.
async fn guard(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let fixed = [
        (header::CONTENT_SECURITY_POLICY, static_files::CONTENT_SECURITY_POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    ];
    for (name, value) in fixed {
        response.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    }
    response
}
