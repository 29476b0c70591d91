//! The style sheet, the script and the icon, embedded in the program and served under `/static/`.
//! Addresses carry a hash of the content, so that a browser may keep them for a year and still never shows an old one.
//! It leaves the council's colour to `theme`.

use axum::extract::{Path, RawQuery};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::sync::LazyLock;

/// What a browser may load for our pages: our own files and nothing inline. The window has the same in tauri.conf.json.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; \
    img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// One embedded file.
struct StaticFile {
    name: &'static str,
    content_type: &'static str,
    bytes: &'static [u8],
    /// The first twelve hexadecimal digits of the content's SHA-256.
    hash: String,
}

static FILES: LazyLock<[StaticFile; 3]> = LazyLock::new(|| {
    [
        file("heard.css", "text/css; charset=utf-8", include_bytes!("../../../ui/static/heard.css")),
        file("heard.js", "text/javascript; charset=utf-8", include_bytes!("../../../ui/static/heard.js")),
        file("icon.svg", "image/svg+xml", include_bytes!("../../../icons/icon.svg")),
    ]
});

/// The address of an embedded file, for templates. Asking for a file that is not embedded is a mistake in a template.
pub fn address(name: &str) -> String {
    let file = find(name).expect("templates name embedded files only");
    format!("/static/{}?v={}", file.name, file.hash)
}

/// Answers `GET /static/{name}`. With the right hash in the address it may be kept for a year; without it, not at all.
pub async fn serve(Path(name): Path<String>, RawQuery(query): RawQuery) -> Response {
    let Some(file) = find(&name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let kept = match query.as_deref().and_then(|query| query.strip_prefix("v=")) {
        Some(hash) if hash == file.hash => "public, max-age=31536000, immutable",
        Some(_) | None => "no-cache",
    };
    ([(header::CONTENT_TYPE, file.content_type), (header::CACHE_CONTROL, kept)], file.bytes).into_response()
}

fn find(name: &str) -> Option<&'static StaticFile> {
    FILES.iter().find(|file| file.name == name)
}

fn file(name: &'static str, content_type: &'static str, bytes: &'static [u8]) -> StaticFile {
    let hash = Sha256::digest(bytes).iter().take(6).fold(String::new(), |mut hash, byte| {
        write!(hash, "{byte:02x}").expect("a string takes any text");
        hash
    });
    StaticFile { name, content_type, bytes, hash }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_address_in_the_page_may_be_kept_and_any_other_may_not() {
        let address = address("heard.css");
        let query = address.split_once('?').map(|(_, query)| query.to_owned());
        let kept = serve(Path("heard.css".into()), RawQuery(query)).await;
        assert_eq!(kept.headers()[header::CACHE_CONTROL], "public, max-age=31536000, immutable");
        let old = serve(Path("heard.css".into()), RawQuery(Some("v=000000000000".into()))).await;
        assert_eq!(old.headers()[header::CACHE_CONTROL], "no-cache", "an old address must not pin the new content");
    }

    #[tokio::test]
    async fn only_embedded_files_are_served() {
        let answer = serve(Path("../Cargo.toml".into()), RawQuery(None)).await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND);
    }

    #[test]
    fn no_file_names_the_governments_typeface() {
        for file in FILES.iter() {
            let text = String::from_utf8_lossy(file.bytes);
            assert!(!text.contains("GDS Transport"), "{} names it; councils may not use it", file.name);
        }
    }
}
