//! A request on its way to the pages, and their answer on its way back, as plain values.

use anyhow::{Context, Result};
use http::{HeaderMap, Method, StatusCode};
use http_body_util::BodyExt;
use web::Body;

/// What the page in the window asks for.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The method.
    pub method: Method,
    /// Path and query, percent-encoded.
    pub path: String,
    /// The page's own headers. The session and the host are not among them; the bridge adds those.
    pub headers: HeaderMap,
    /// The body as it is.
    pub body: Vec<u8>,
}

/// What came back after every redirect was followed.
#[derive(Debug)]
pub struct Answered {
    /// The last answer's status.
    pub status: StatusCode,
    /// Where it came from: path, query and fragment.
    pub path: String,
    /// Its headers, without cookies.
    pub headers: HeaderMap,
    /// Its body, which is read as it is needed: a file that is handed out may be larger than memory likes.
    pub body: Body,
}

/// All of a body, for what is shown.
pub async fn whole(body: Body) -> Result<Vec<u8>> {
    Ok(body.collect().await.context("the page broke off")?.to_bytes().to_vec())
}
