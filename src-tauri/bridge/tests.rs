//! The bridge against a small Router that shows what reaches it.

use super::*;
use crate::errand::whole;
use http::{Response, response};
use std::convert::Infallible;
use tower::service_fn;

/// Answers by path; `/echo` says what reached it.
fn pages() -> web::Router {
    web::Router::new().fallback_service(service_fn(|request: Request<_>| async move {
        let (parts, body) = request.into_parts();
        let body = whole(body).await.unwrap_or_default();
        Ok::<_, Infallible>(
            match parts.uri.path() {
                "/save" => redirect(303, "/done?case=1#note").header("set-cookie", "session=s1; HttpOnly; Path=/"),
                "/again" => redirect(307, "/echo"),
                "/circle" => redirect(303, "/circle"),
                "/outside" => redirect(303, "https://example.org/"),
                "/large" => {
                    redirect(303, "/echo").header("set-cookie", "text=large; HttpOnly; Max-Age=630720000; Path=/")
                }
                "/out" => redirect(303, "/echo").header("set-cookie", "session=; Max-Age=0; Path=/"),
                _ => Response::builder().header("content-type", "text/plain"),
            }
            .body(format!("{} {} {:?} {}", parts.method, parts.uri, parts.headers, String::from_utf8_lossy(&body)))
            .expect("a sound answer"),
        )
    }))
}

/// A bridge that remembers nothing: the folder is gone at once.
fn bridge() -> Bridge {
    over(&tempfile::tempdir().expect("a folder"))
}

fn over(folder: &tempfile::TempDir) -> Bridge {
    let pages = Pages::making(|| Ok(pages()), |error| panic!("{error}")).expect("a thread");
    Bridge::new(pages, Remembered::in_folder(folder.path().to_owned()))
}

fn redirect(status: u16, place: &str) -> response::Builder {
    Response::builder().status(status).header("location", place)
}

fn get(path: &str) -> Asked {
    Asked { method: Method::GET, path: path.into(), headers: HeaderMap::new(), body: Vec::new() }
}

fn post(path: &str, body: &str) -> Asked {
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
    Asked { method: Method::POST, path: path.into(), headers, body: body.into() }
}

async fn words(bridge: &Bridge, asked: Asked) -> String {
    let answer = bridge.ask(asked).await.expect("an answer");
    text(answer).await
}

async fn text(answer: Answered) -> String {
    String::from_utf8(whole(answer.body).await.expect("a body")).expect("text")
}

#[tokio::test]
async fn a_saved_form_is_followed_to_its_page_with_its_fragment() {
    let answer = bridge().ask(post("/save", "what=x")).await.expect("an answer");
    assert_eq!(answer.path, "/done?case=1#note");
    assert_eq!(answer.status, StatusCode::OK);
    assert!(!answer.headers.contains_key(header::SET_COOKIE), "no script may read the session");
    let words = text(answer).await;
    assert!(words.starts_with("GET /done?case=1 "), "fetched, without the fragment: {words}");
    assert!(!words.contains("urlencoded"), "the form is not sent twice");
}

#[tokio::test]
async fn the_session_is_kept_and_given_up_when_the_pages_say_so() {
    let bridge = bridge();
    assert!(!words(&bridge, get("/echo")).await.contains("session"));
    bridge.ask(post("/save", "")).await.expect("an answer");
    assert!(words(&bridge, get("/echo")).await.contains("session=s1"));
    assert!(!words(&bridge, get("/out")).await.contains("session=s1"));
}

#[tokio::test]
async fn a_page_cannot_bring_cookies_or_another_host_of_its_own() {
    let bridge = bridge();
    let mut asked = get("/echo");
    for (name, value) in [("cookie", "session=stolen"), ("host", "example.org"), ("heard-host", "browser")] {
        asked.headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    let words = words(&bridge, asked).await;
    assert!(!words.contains("stolen") && !words.contains("example.org"), "{words}");
    assert!(words.contains(r#""heard-host": "window""#), "{words}");
}

#[tokio::test]
async fn bodies_and_addresses_arrive_as_they_were_sent() {
    let bridge = bridge();
    let words = words(&bridge, post("/again", "what=caf%C3%A9")).await;
    assert!(words.starts_with("POST /echo ") && words.ends_with("what=caf%C3%A9"), "{words}");
    let words = self::words(&bridge, get("/cases?q=caf%C3%A9+%26")).await;
    assert!(words.starts_with("GET /cases?q=caf%C3%A9+%26 "), "{words}");
}

#[tokio::test]
async fn nothing_outside_the_program_is_asked_for() {
    let bridge = bridge();
    for path in ["/outside", "https://example.org/", "//example.org/", "/circle"] {
        assert!(bridge.ask(get(path)).await.is_err(), "{path}");
    }
}

#[tokio::test]
async fn how_pages_look_outlasts_the_window_and_who_is_signed_in_does_not() {
    let folder = tempfile::tempdir().expect("a folder");
    let first = over(&folder);
    for path in ["/save", "/large"] {
        first.ask(post(path, "")).await.expect("an answer");
    }
    let sent = async |bridge: &Bridge| {
        let answer = bridge.ask(get("/echo")).await.expect("an answer");
        let words = text(answer).await;
        ["session=s1", "text=large"].map(|cookie| words.contains(cookie))
    };
    assert_eq!(sent(&first).await, [true, true]);
    assert_eq!(sent(&over(&folder)).await, [false, true]);
}
