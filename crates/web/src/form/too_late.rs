//! A form that was sent after its session had idled too long: kept for the person who typed it, who
//! is asked to sign in and then finds it again. Scripts, which keep what is typed anyway, are told
//! by the status alone.

use app::{Office, Problem, Who};
use axum::{
    extract::Request,
    http::{HeaderMap, Method, StatusCode},
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::cookie::CookieJar;
use domain::Moment;

use super::{Fields, encoded, fields, refuse_foreign};
use crate::{
    answer::Failure,
    door::Door,
    pages::{
        caller::{comes_from, own},
        drafts,
    },
    said::Said,
    visit::office_of,
};

/// What a form gets that nobody who is signed in has sent. `refused` is what everything else gets.
pub(super) async fn answer(request: Request, door: &Door, refused: Response) -> Response {
    let headers = request.headers().clone();
    let by_script = headers.contains_key("x-csrf") || request.method() != Method::POST;
    if refused.status() != StatusCode::UNAUTHORIZED || by_script {
        return refused;
    }
    let path = request.uri().path().to_owned();
    let sent = match refuse_foreign(&headers) {
        Ok(()) => fields(request, &headers).await,
        Err(foreign) => return foreign,
    };
    match sent {
        Ok(sent) => to_sign_in(door, &headers, &path, sent).await,
        Err(refused) => refused,
    }
}

async fn to_sign_in(door: &Door, headers: &HeaderMap, path: &str, sent: Fields) -> Response {
    let jar = CookieJar::from_headers(headers);
    let (office, session) = office_of(door, &jar);
    let token = jar.get(session).map(|cookie| cookie.value().to_owned());
    let (key, now) = (key(path, &sent), (door.now)());
    let kept = {
        let key = key.clone();
        tokio::task::spawn_blocking(move || keep(&office, token.as_deref(), key.as_deref(), &sent, now)).await
    };
    let kept = match kept.map_err(|error| Problem::Broken(error.to_string())).and_then(|kept| kept) {
        Ok(kept) => kept,
        Err(problem) => return Failure::outside(problem).into_response(),
    };
    let (words, to) = match key.filter(|_| kept) {
        Some(key) => ("What you typed is kept. Sign in to go on.", drafts::place(&key).1),
        None => ("What you sent was not saved. Sign in and send it again.", page_of(headers)),
    };
    let said = Said::new(format!("You were signed out because nothing was typed for a while. {words}"));
    let to = if to.is_empty() { "/sign-in".to_owned() } else { format!("/sign-in?to={}", encoded(&to)) };
    (jar.add(said.cookie()), Redirect::to(&to)).into_response()
}

/// Keeps a form for whoever's session it was, if it is theirs: it carries the token of the session.
fn keep(office: &Office, token: Option<&str>, key: Option<&str>, sent: &Fields, now: Moment) -> Result<bool, Problem> {
    let who = token.map(|token| app::sessions::idled(office, token, now)).transpose()?.flatten();
    let theirs = |who: &Who| who.csrf == sent.text("csrf");
    match who.filter(theirs).zip(key) {
        Some((who, key)) => app::drafts::keep(office, &who, key, &sent.to_json(), None, now).map(|_| true),
        None => Ok(false),
    }
}

/// The key under which the form at this address looks for what was typed into it; `None` for one
/// that does not. See `data-draft` in the templates.
pub(super) fn key(path: &str, sent: &Fields) -> Option<String> {
    let path = path.trim_start_matches('/');
    match path.split_once('/') {
        None if path == "log" => Some(sent.text("draft")).filter(|key| drafts::is_log(key)).map(str::to_owned),
        Some(("cases", of)) => {
            let (case, act) = of.split_once('/')?;
            let page = if matches!(act, "draft" | "submit") { "response" } else { act };
            (case.parse::<domain::Reference>().is_ok() && !page.contains('/')).then(|| format!("{case}/{page}"))
        }
        Some(("letters", _)) => Some(path.to_owned()),
        Some(("settings", of)) if is_record(of) => Some(path.to_owned()),
        Some(("import", "look")) => Some("import".to_owned()),
        None if path == "views" => Some("views/new".to_owned()),
        _ => Some(path).filter(|path| OWN.contains(path)).map(str::to_owned),
    }
}

/// Forms whose draft bears the address they are sent to.
const OWN: [&str; 4] = ["settings/council", "settings/mail", "settings/reminders", "lessons/reviews"];

/// Whether this is the form of a person or a service, or of a person who leaves.
fn is_record(path: &str) -> bool {
    matches!(path.split('/').collect::<Vec<_>>().as_slice(), ["people" | "services", _] | ["people", _, "leave"])
}

/// The page of Heard the form was on, where the browser says so.
fn page_of(headers: &HeaderMap) -> String {
    comes_from(headers).as_deref().and_then(own).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_kept_where_its_page_looks_for_it() {
        let table = [
            ("/log", "draft=log-2", Some("log-2")),
            ("/log", "draft=x", None),
            ("/cases/2026-0431/extend", "", Some("2026-0431/extend")),
            ("/cases/2026-0431/submit", "", Some("2026-0431/response")),
            ("/cases/2026-0431/extend/keep", "", None),
            ("/cases/give", "", None),
            ("/letters/delay", "", Some("letters/delay")),
            ("/settings/council", "", Some("settings/council")),
            ("/settings/mail", "", Some("settings/mail")),
            ("/import/look", "", Some("import")),
            ("/views", "", Some("views/new")),
            ("/settings/people/3", "", Some("settings/people/3")),
            ("/settings/people/3/leave", "", Some("settings/people/3/leave")),
            ("/settings/people/3/keep", "", None),
        ];
        for (path, sent, expected) in table {
            assert_eq!(key(path, &Fields::parse(sent.as_bytes())).as_deref(), expected, "{path}");
        }
    }
}
