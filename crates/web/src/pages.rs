//! The pages, one module a page or a family of pages. Handlers read a form, call a use-case and
//! show what came of it.

mod acts;
mod caller;
mod case;
mod checked;
mod limits;
mod practice;
mod setup;
mod sign_in;

use axum::Router;

use crate::door::Door;

/// Every page.
pub fn routes() -> Router<Door> {
    Router::new()
        .merge(acts::routes())
        .merge(case::routes())
        .merge(practice::routes())
        .merge(setup::routes())
        .merge(sign_in::routes())
}
