//! The response to a complaint: written by the officer, reviewed, signed and sent by the Head of
//! Service. The checks look at the words; this page shows what they say and decides nothing.

mod compare;
mod kept;
mod quote;
mod seen;
mod sign;
mod write;

use app::cases::CaseFile;
use axum::{
    Router,
    extract::Path,
    routing::{get, post},
};
use domain::{StateKind, act::ActKind};

use super::case::opened;
use crate::{answer::Answer, door::Door, visit::Visit};

/// The page of the response and what is done to it. Whoever comes back to the address of an act, say
/// after signing in again, finds the page.
pub fn routes() -> Router<Door> {
    Router::new()
        .route("/cases/{reference}/response", get(show))
        .route("/cases/{reference}/response/compare", get(compare::show))
        .route("/cases/{reference}/response/join", get(show).post(kept::join))
        .route("/cases/{reference}/draft", get(write_on).post(write::draft))
        .route("/cases/{reference}/submit", get(show).post(write::submit))
        .route("/cases/{reference}/checks", post(seen::checks_again))
        .route("/cases/{reference}/sign-off", get(review).post(sign::sign_off))
        .route("/cases/{reference}/send-back", get(show).post(sign::send_back))
        .route("/cases/{reference}/send", get(show).post(sign::send))
        .route("/cases/{reference}/recall", get(show).post(sign::recall))
}

/// The page that fits what the person looking may do: sign or send it, or else write or read it.
async fn show(Path(reference): Path<String>, visit: Visit) -> Answer {
    let file = opened(&visit, &reference).await?;
    fitting(visit, file).await
}

/// The page that signs also for whoever signs what they wrote, and may write on.
async fn review(Path(reference): Path<String>, visit: Visit) -> Answer {
    let file = opened(&visit, &reference).await?;
    if file.may(ActKind::SignOff) { sign::show(visit, file).await } else { fitting(visit, file).await }
}

/// The page to write on, also for whoever may send what is signed: a change takes the signature away.
async fn write_on(Path(reference): Path<String>, visit: Visit) -> Answer {
    let file = opened(&visit, &reference).await?;
    if file.may(ActKind::Draft) { write::show(visit, file).await } else { fitting(visit, file).await }
}

async fn fitting(visit: Visit, file: CaseFile) -> Answer {
    let reviews = match file.case.state.kind() {
        StateKind::AwaitingSignOff => file.may(ActKind::SignOff),
        StateKind::SignedOff => file.may(ActKind::Send) || file.may(ActKind::SendBack),
        StateKind::Logged
        | StateKind::Passed
        | StateKind::Investigating
        | StateKind::Drafting
        | StateKind::Answered
        | StateKind::Closed => false,
    };
    if reviews { sign::show(visit, file).await } else { write::show(visit, file).await }
}
