//! A request on its way to the pages, and their answer on its way back, as plain values.

use http::{HeaderMap, Method, StatusCode};

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
    /// Its body.
    pub body: Vec<u8>,
}
