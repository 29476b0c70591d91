//! The door to the pages: a Router over the records in a data directory.

use anyhow::Result;
use std::path::Path;

/// The pages over the records in `place`.
pub fn open(_place: &Path) -> Result<web::Router> {
    Ok(web::placeholder::router())
}
