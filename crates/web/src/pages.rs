//! The pages, one module a page or a family of pages. Handlers read a form, call a use-case and
//! show what came of it.

use axum::Router;

use crate::door::Door;

/// Every page.
pub fn routes() -> Router<Door> {
    Router::new()
}
