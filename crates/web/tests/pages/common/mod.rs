//! A browser for tests of pages: keeps cookies, follows redirects, sends the token of each form.
//! The Router is called in-process; no port is opened.

use std::{
    collections::BTreeMap,
    sync::{Arc, RwLock},
};

use app::calendar_change::{self, Change};
use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode, header},
};
use domain::calendar::{DayOff, DayOffKind};
use http_body_util::BodyExt;
use testkit::{PASSWORD, TestOffice};
use tower::ServiceExt;
use web::Door;

/// Fails unless these words stand on the page.
#[track_caller]
pub fn says(page: &Page, words: &str) {
    assert!(page.html.contains(words), "“{words}” is missing on {} ({}): {}", page.path, page.status, page.html);
}

/// Fails if these words stand on the page.
#[track_caller]
pub fn says_not(page: &Page, words: &str) {
    assert!(!page.html.contains(words), "“{words}” is on {}", page.path);
}

/// The value of a hidden field.
#[track_caller]
pub fn hidden(page: &Page, name: &str) -> String {
    let (_, after) = page.html.split_once(&format!("name=\"{name}\" value=\"")).expect("the field is there");
    after.split_once('"').expect("it ends").0.to_owned()
}

/// The value of the hidden field that says what a form showed, as a browser sends it.
#[track_caller]
pub fn was(page: &Page) -> String {
    let escaped = [("&#34;", "\""), ("&quot;", "\""), ("&#60;", "<"), ("&#62;", ">"), ("&#38;", "&"), ("&amp;", "&")];
    escaped.into_iter().fold(hidden(page, "was"), |words, (escaped, letter)| words.replace(escaped, letter))
}

/// An office that has adopted version 2 of its procedure: the same but for these words, each with those in its place.
pub fn office_with(changes: &[(&str, &str)]) -> TestOffice {
    office_under_with("making-experiences-count", changes)
}

/// The same under another procedure that is shipped.
pub fn office_under_with(id: &str, changes: &[(&str, &str)]) -> TestOffice {
    let office = testkit::office_under(id);
    let admin = office.who("admin");
    let mut text = app::procedures::text(&office.office, &admin, id, None).expect("it is there").toml;
    for (from, to) in [("version = 1", "version = 2")].iter().chain(changes) {
        assert!(text.contains(from), "the procedure says {from}");
        text = text.replacen(from, to, 1);
    }
    app::procedures::keep(&office.office, &admin, &text, "", office.now()).expect("it can be followed");
    app::adoption::adopt(&office.office, &admin, id, 2, &Default::default(), office.now()).expect("it is adopted");
    office
}

/// A day on which the offices are closed.
pub fn closure(day: &str) -> DayOff {
    DayOff { date: day.parse().expect("a date"), name: "Training day".into(), kind: DayOffKind::Closure }
}

/// Looks at a change of the calendar and approves it.
pub fn change(office: &TestOffice, change: Change) {
    let (admin, now) = (office.who("admin"), office.now());
    let moves = calendar_change::look(&office.office, &admin, &change, now, &mut |_, _| Ok(())).expect("looked at");
    calendar_change::approve(&office.office, &admin, &change, &moves.fingerprint(), now, &mut |_, _| Ok(()))
        .expect("it is made");
}

/// A door to a test office: its clock, chance that is the same each time, no keyring.
pub fn door(office: &TestOffice) -> Door {
    let clock = office.clock.clone();
    let practice = Arc::new(RwLock::new(None));
    Door {
        office: office.office.clone(),
        now: Arc::new(move || clock.now()),
        random: Arc::new(testkit::chance),
        keep_password: Arc::new(|_| Ok(())),
        password: Arc::new(|| Ok(None)),
        make_practice: Arc::new(|| Err(app::Problem::NotFound("no practice office here".into()))),
        tasks: Arc::default(),
        practice,
    }
}

/// Somebody's browser.
pub struct Browser {
    router: Router,
    cookies: BTreeMap<String, String>,
}

/// What came back, after redirects.
pub struct Page {
    /// Where it ended.
    pub path: String,
    /// With what.
    pub status: StatusCode,
    /// Headers of the last answer.
    pub headers: axum::http::HeaderMap,
    /// The page.
    pub html: String,
    /// The bytes, for files.
    pub bytes: Vec<u8>,
}

impl Browser {
    /// A browser in front of this office.
    pub fn at(office: &TestOffice) -> Browser {
        Browser { router: web::router(door(office)), cookies: BTreeMap::new() }
    }

    /// A browser in front of any door.
    pub fn over(door: Door) -> Browser {
        Browser { router: web::router(door), cookies: BTreeMap::new() }
    }

    /// The value of a cookie.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.get(name).map(String::as_str)
    }

    /// A browser signed in as `priya`, `joanne`, `dan`, `marian`, `helen`, `admin`, `rhys`…
    pub async fn signed_in(office: &TestOffice, name: &str) -> Browser {
        let mut browser = Browser::at(office);
        let page =
            browser.post("/sign-in", &[("email", &format!("{name}@thornbeck.example")), ("password", PASSWORD)]).await;
        assert_eq!(page.status, StatusCode::OK, "{name} signs in: {}", page.html);
        browser
    }

    /// Opens an address.
    pub async fn get(&mut self, path: &str) -> Page {
        let request = Request::get(path).body(Body::empty()).expect("a request");
        self.follow(request).await
    }

    /// Sends a form; the token of the session is added.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.extend_pairs(fields);
        let token = self.token().await;
        if let Some(token) = &token {
            body.append_pair("csrf", token);
        }
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body.finish()))
            .expect("a request");
        self.follow(request).await
    }

    /// Sends any request with the cookies and the token as a header; follows nothing.
    pub async fn send(&mut self, method: &str, path: &str, content_type: &str, body: impl Into<Body>) -> Page {
        self.send_with(method, path, &[(header::CONTENT_TYPE.as_str(), content_type)], body).await
    }

    /// The same with any headers.
    pub async fn send_with(
        &mut self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: impl Into<Body>,
    ) -> Page {
        let token = self.token().await.unwrap_or_default();
        let request = Request::builder().method(method).uri(path).header("x-csrf", token);
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        let request = request.body(body.into()).expect("a request");
        self.once(request).await.0
    }

    /// The token of the session, which every form carries.
    pub async fn token(&mut self) -> Option<String> {
        if !self.cookies.contains_key("heard-session") {
            return None;
        }
        let page = self.once(Request::get("/help").body(Body::empty()).expect("a request")).await.0;
        let (_, after) = page.html.split_once("data-csrf=\"")?;
        after.split_once('"').map(|(token, _)| token.to_owned())
    }

    async fn follow(&mut self, request: Request<Body>) -> Page {
        let (mut page, mut to) = self.once(request).await;
        for _ in 0..5 {
            let Some(location) = to.take() else { return page };
            let next = Request::get(&location).body(Body::empty()).expect("a request");
            (page, to) = self.once(next).await;
        }
        page
    }

    async fn once(&mut self, mut request: Request<Body>) -> (Page, Option<String>) {
        let path = request.uri().to_string();
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        request.headers_mut().insert(header::COOKIE, cookies.join("; ").parse().expect("cookies"));
        request.headers_mut().insert(header::HOST, "heard.test".parse().expect("a host"));
        let answer = self.router.clone().oneshot(request).await.expect("an answer");
        for set in answer.headers().get_all(header::SET_COOKIE) {
            let (name, rest) = set.to_str().expect("text").split_once('=').expect("a cookie");
            let value = rest.split(';').next().unwrap_or_default();
            if rest.contains("Max-Age=0") || value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let status = answer.status();
        let headers = answer.headers().clone();
        let to = headers.get(header::LOCATION).and_then(|to| to.to_str().ok()).map(str::to_owned);
        let bytes = answer.into_body().collect().await.expect("a body").to_bytes().to_vec();
        let html = String::from_utf8_lossy(&bytes).into_owned();
        (Page { path, status, headers, html, bytes }, to.filter(|_| status.is_redirection()))
    }
}
