//! A handful of pages that prove the frame, the scripts and the window until the pages' own Router is there, which
//! takes the place of this module. It holds everything in memory and knows no cases.

use crate::layout::{Errors, Flash, Frame, FramePerson, Host, NavItem, Status};
use crate::static_files;
use askama::Template;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{Form, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post, put};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

type Kept = Arc<Mutex<BTreeMap<String, Vec<u8>>>>;

/// The proving pages.
pub fn router() -> Router {
    Router::new()
        .route("/", get(|| async { Redirect::to("/today") }))
        .route("/today", get(today))
        .route("/log", get(log).post(save))
        .route("/log/next", post(next))
        .route("/figures", get(figures))
        .route("/drafts/{key}", put(draft))
        .route("/uploads", post(start_upload))
        .route("/uploads/{id}", put(upload))
        .route("/stay", post(|| async { StatusCode::NO_CONTENT }))
        .route("/theme.css", get(|| async { ([(header::CONTENT_TYPE, "text/css")], ":root{--hd-proof:1}") }))
        .route("/static/{name}", get(static_files::serve))
        .with_state(Kept::default())
}

#[derive(Template)]
#[template(
    ext = "html",
    source = r##"{% extends "base.html" %}{% import "macros/bits.html" as bits %}{% block content %}
{% call bits::head("Today", "Nothing needs you right now.") %}{{ bits::link_button("Save the figures", "/figures", "secondary") }}{% endcall %}
<section class="hd-card">{% call bits::empty("You are up to date", "When a customer gives feedback, log it here.") %}{{ bits::link_button("Log feedback now", "/log") }}{% endcall %}</section>
<p id="kept">{{ kept }}</p><p><a id="outside" class="govuk-link" href="https://example.org/">Outside</a></p>
{% endblock %}"##
)]
struct TodayPage {
    frame: Frame,
    kept: String,
}

#[derive(Template)]
#[template(
    ext = "html",
    source = r##"{% extends "base.html" %}{% import "macros/bits.html" as bits %}{% import "macros/form.html" as form %}{% block content %}
<form method="post" action="/log" data-draft="log" enctype="multipart/form-data" novalidate>{{ bits::csrf(frame.csrf) }}
{% call bits::head("Log feedback", line = true) %}{% endcall %}{{ form::summary(errors) }}
{% call bits::card("told", "What they told us") %}
{{ form::cards(errors, "kind", "What is it?", kinds, fields.kind, live = "/log/next") }}
{{ form::textarea(errors, "what", "What happened?", fields.what, rows = 5, class = "hd-area--story") }}
{{ form::select(errors, "service", "Service it is about", services, fields.service, autocomplete = true, live = "/log/next") }}
{{ form::file(errors, "files", "Files", optional = true) }}
<p id="next" role="status"></p>{% endcall %}
<div class="hd-actionbar">{{ form::button("Save", keys = "Control+Enter", size = "l") }}<span class="hd-small" data-draft-words></span><a class="govuk-link hd-small" href="/today" aria-keyshortcuts="Escape">Cancel</a></div>
</form>{% endblock %}"##
)]
struct LogPage {
    frame: Frame,
    errors: Errors,
    kinds: Vec<crate::layout::Choice>,
    services: Vec<crate::layout::Choice>,
    fields: LogForm,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct LogForm {
    kind: String,
    what: String,
    service: String,
    upload: String,
}

async fn today(State(kept): State<Kept>, headers: HeaderMap) -> Response {
    let saved = cookie(&headers);
    let mut frame = frame("Today", Some(NavItem::Today), &headers);
    if let Some(words) = &saved {
        frame.flashes.push(Flash { words: format!("Saved: {words}"), ..Flash::default() });
    }
    let kept = kept.lock().expect("nothing panics while holding it");
    let kept = kept.iter().map(|(name, bytes)| format!("{name} {} bytes. ", bytes.len())).collect();
    page(StatusCode::OK, &TodayPage { frame, kept })
}

async fn log(headers: HeaderMap) -> Response {
    log_page(StatusCode::OK, Errors::none(), LogForm::default(), &headers)
}

async fn save(headers: HeaderMap, Form(fields): Form<LogForm>) -> Response {
    let mut errors = Errors::none();
    if fields.what.trim().is_empty() {
        errors.add("what", "Write what happened");
        return log_page(StatusCode::UNPROCESSABLE_ENTITY, errors, fields, &headers);
    }
    let words =
        format!("saved={}-{}-{}; HttpOnly; SameSite=Strict; Path=/", fields.kind, fields.service, fields.upload);
    ([(header::SET_COOKIE, words)], Redirect::to("/today")).into_response()
}

async fn next(Form(fields): Form<LogForm>) -> Html<String> {
    Html(format!("<p id=\"next\" role=\"status\">Next for a {} about {}</p>", fields.kind, fields.service))
}

async fn figures() -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"Heard figures 2026-10.csv\""),
    ];
    (headers, "service,received\r\nWaste and recycling,14\r\n").into_response()
}

async fn draft(State(kept): State<Kept>, body: Bytes) -> Response {
    kept.lock().expect("nothing panics while holding it").insert("draft".into(), body.to_vec());
    ([(header::CONTENT_TYPE, "application/json")], r#"{"words":"Draft kept at 10:42"}"#).into_response()
}

async fn start_upload(State(kept): State<Kept>) -> Response {
    kept.lock().expect("nothing panics while holding it").insert("upload".into(), Vec::new());
    (StatusCode::CREATED, [(header::CONTENT_TYPE, "application/json")], r#"{"id":"upload"}"#).into_response()
}

async fn upload(State(kept): State<Kept>, Query(at): Query<BTreeMap<String, usize>>, body: Bytes) -> StatusCode {
    let mut kept = kept.lock().expect("nothing panics while holding it");
    let so_far = kept.entry("upload".into()).or_default();
    if body.len() > 512 * 1024 || at.get("offset") != Some(&so_far.len()) {
        return StatusCode::CONFLICT;
    }
    so_far.extend_from_slice(&body);
    StatusCode::NO_CONTENT
}

fn log_page(status: StatusCode, errors: Errors, fields: LogForm, headers: &HeaderMap) -> Response {
    let choice = crate::layout::Choice::new;
    let kinds = vec![choice("complaint", "Complaint"), choice("comment", "Comment")];
    let services = vec![
        choice("", ""),
        choice("waste", "Waste and recycling").with_also("bins rubbish"),
        choice("parks", "Parks"),
    ];
    let title = if errors.is_empty() { "Log feedback" } else { "Error: Log feedback" };
    page(status, &LogPage { frame: frame(title, None, headers), errors, kinds, services, fields })
}

fn frame(title: &str, active: Option<NavItem>, headers: &HeaderMap) -> Frame {
    Frame {
        title: title.into(),
        council: "Thornbeck District Council".into(),
        initials: "TD".into(),
        practice: true,
        person: FramePerson { name: "Priya Nair".into(), role: "Front desk".into(), initials: "PN".into() },
        nav: NavItem::ALL.to_vec(),
        active,
        may_log: true,
        status: Status { saved: "Everything is saved".into(), connection: "On this PC".into(), ..Status::default() },
        host: Host::of(headers),
        csrf: "token".into(),
        help: "/help".into(),
        ..Frame::default()
    }
}

fn cookie(headers: &HeaderMap) -> Option<String> {
    headers.get(header::COOKIE)?.to_str().ok()?.strip_prefix("saved=").map(str::to_owned)
}

fn page(status: StatusCode, template: &impl Template) -> Response {
    match template.render() {
        Ok(html) => (status, Html(html)).into_response(),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}
