//! What should not happen and did: the page that says so, what of the person's work is kept, and a number that finds the
//! error in the log. Nothing personal goes to the log: the number, the address without its query, and the fault.

use app::{Problem, Who};
use askama::Template;
use axum::{
    extract::{Request, State},
    http::{Method, StatusCode},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};

use crate::{
    answer::no_store,
    door::Door,
    form::keeps_draft,
    layout::{Frame, Gate},
    pages::{
        caller::{comes_from, own},
        drafts,
    },
    visit::Visit,
    words,
};

/// What a handler leaves for [`answer`], in the extensions of its response.
#[derive(Clone)]
pub(crate) struct Broken {
    /// For the log.
    detail: String,
    /// What people can do something about, such as a full disk.
    why: Option<String>,
    visit: Option<Box<Visit>>,
}

impl Broken {
    /// What broke, and who met it.
    pub(crate) fn new(problem: &Problem, visit: Option<Box<Visit>>) -> Broken {
        let detail = problem.to_string();
        let why = problem.is_for_people().then(|| format!("{}.", words::capital(&detail)));
        Broken { detail, why, visit }
    }
}

impl IntoResponse for Broken {
    fn into_response(self) -> Response {
        let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// What the page says.
struct Said {
    /// "7F3A".
    number: String,
    /// What became of what was asked for, and what is kept.
    words: String,
    /// Where the same can be tried again.
    again: String,
    /// For whoever is asked for help, in one line.
    details: String,
}

#[derive(Template)]
#[template(path = "broken.html")]
struct Page {
    frame: Frame,
    said: Said,
}

#[derive(Template)]
#[template(path = "broken_gate.html")]
struct Outside {
    gate: Gate,
    said: Said,
}

/// Where the request was going, as far as the page needs it once it failed.
struct Asked {
    only_read: bool,
    path: String,
    /// With its query, which may hold words that were searched for.
    address: String,
    from: Option<String>,
}

/// Puts the page in the place of whatever broke.
pub(crate) async fn answer(State(door): State<Door>, request: Request, next: Next) -> Response {
    let asked = Asked {
        only_read: [Method::GET, Method::HEAD].contains(request.method()),
        path: request.uri().path().to_owned(),
        address: request.uri().path_and_query().map(|address| address.as_str().to_owned()).unwrap_or_default(),
        from: comes_from(request.headers()),
    };
    let mut response = next.run(request).await;
    match response.extensions_mut().remove::<Broken>() {
        Some(broken) => page(&door, &asked, broken),
        None => response,
    }
}

fn page(door: &Door, asked: &Asked, broken: Broken) -> Response {
    let number = format!("{:04X}", u16::from_be_bytes(door.chance()));
    let (problem, path) = (&broken.detail, &asked.path);
    tracing::error!(number, path, only_read = asked.only_read, problem, "a request failed");
    let kept = broken.visit.as_deref().and_then(|visit| kept(visit, asked));
    let moment = words::moment((door.now)());
    let said = Said {
        words: in_words(asked, broken.why.as_deref(), kept.as_ref()),
        again: again(asked, kept.as_ref()),
        details: format!("Heard {}, error {number}, {moment}, {path}", env!("CARGO_PKG_VERSION")),
        number,
    };
    let title = "Something went wrong";
    let html = match broken.visit {
        Some(visit) => Page { frame: visit.frame(title, None), said }.render(),
        None => Outside { gate: Gate { title: title.into(), ..Gate::default() }, said }.render(),
    };
    let status = StatusCode::INTERNAL_SERVER_ERROR;
    match html {
        Ok(html) => (status, no_store(Html(html))).into_response(),
        Err(error) => (status, error.to_string()).into_response(),
    }
}

/// Typing that is kept: until when, and where it is offered again.
struct Kept {
    until: String,
    form: String,
}

/// The newest typing of the day that is kept; of a form that was sent, its own.
fn kept(visit: &Visit, asked: &Asked) -> Option<Kept> {
    let draft = newest(visit, &visit.who, asked).ok().flatten()?;
    Some(Kept { until: words::time(draft.saved_at), form: drafts::place(&draft.key).1 })
}

fn newest(visit: &Visit, who: &Who, asked: &Asked) -> Result<Option<app::DraftRow>, Problem> {
    let all = app::drafts::all(&visit.office, who)?;
    let of_today = all.into_iter().filter(|draft| domain::london::date_of(draft.saved_at) == visit.today());
    Ok(of_today.into_iter().find(|draft| asked.only_read || keeps_draft(&asked.path, &draft.key)))
}

fn in_words(asked: &Asked, why: Option<&str>, kept: Option<&Kept>) -> String {
    let done = match asked.only_read {
        true => "This page could not be shown. Nothing was changed.",
        false => "What you did was not saved.",
    };
    let kept = kept.map(|kept| format!("Your work up to {} is kept.", kept.until));
    [Some(done), why, kept.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The same page; after a form the page it was on, which has what was typed.
fn again(asked: &Asked, kept: Option<&Kept>) -> String {
    if asked.only_read {
        return asked.address.clone();
    }
    let form = kept.map(|kept| kept.form.clone());
    let from = || asked.from.as_deref().and_then(own).map(str::to_owned);
    form.or_else(from).unwrap_or_else(|| "/today".into())
}
