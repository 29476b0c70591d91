//! What goes back: a page, or why there is none. The one place where problems become pages; what should not
//! happen is left to `broken`.

use app::Problem;
use askama::Template;
use axum::{
    body::Body,
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};

use crate::{
    broken::Broken,
    layout::{Frame, Gate},
    pieces::Pieces,
    said::Said,
    visit::Visit,
};

/// What a handler returns.
pub type Answer = Result<Response, Failure>;

/// Why there is no page.
pub struct Failure {
    status: StatusCode,
    heading: &'static str,
    words: String,
    visit: Option<Box<Visit>>,
    called_off: bool,
    /// What should not have happened.
    broken: Option<Problem>,
}

#[derive(Template)]
#[template(path = "failure.html")]
struct FailurePage {
    frame: Frame,
    heading: &'static str,
    words: String,
}

#[derive(Template)]
#[template(path = "failure_gate.html")]
struct FailureGate {
    gate: Gate,
    heading: &'static str,
    words: String,
}

impl Failure {
    /// A problem that somebody signed in met.
    pub fn new(problem: Problem, visit: Visit) -> Failure {
        Failure { visit: Some(Box::new(visit)), ..Failure::outside(problem) }
    }

    /// A problem before anybody was signed in.
    pub fn outside(problem: Problem) -> Failure {
        let (status, heading) = match &problem {
            Problem::Denied(_) | Problem::NotAllowed(_) => (StatusCode::FORBIDDEN, "You cannot do this"),
            Problem::Restricted { .. } => (StatusCode::FORBIDDEN, "You cannot see this case"),
            Problem::Refused(_) => (StatusCode::CONFLICT, "This was not done"),
            Problem::Invalid(_) => (StatusCode::UNPROCESSABLE_ENTITY, "Something is missing"),
            Problem::NoSuchCase(_) | Problem::NotFound(_) => (StatusCode::NOT_FOUND, "Not found"),
            Problem::Stale { .. } | Problem::Changed { .. } => (StatusCode::CONFLICT, "Somebody else changed this"),
            Problem::CalledOff => (StatusCode::CONFLICT, "Cancelled"),
            Problem::Store(_) | Problem::Broken(_) => (StatusCode::INTERNAL_SERVER_ERROR, "Something went wrong"),
        };
        let words = problem.to_string();
        let called_off = matches!(problem, Problem::CalledOff);
        let broken = (status == StatusCode::INTERNAL_SERVER_ERROR).then_some(problem);
        Failure { status, heading, words, visit: None, called_off, broken }
    }

    /// Whether whoever watched the work called it off.
    pub fn is_called_off(&self) -> bool {
        self.called_off
    }

    /// Refused for how it was sent.
    pub fn forbidden(words: &str) -> Failure {
        Failure {
            status: StatusCode::FORBIDDEN,
            heading: "This was not done",
            words: words.into(),
            visit: None,
            called_off: false,
            broken: None,
        }
    }

    /// More was sent than is taken.
    pub fn too_large() -> Failure {
        let words = "This is too large. Nothing was saved. A file may have 25 MB.".into();
        Failure {
            status: StatusCode::PAYLOAD_TOO_LARGE,
            heading: "This was not done",
            words,
            visit: None,
            called_off: false,
            broken: None,
        }
    }

    /// There is no such page.
    pub fn no_page(visit: Option<Visit>) -> Failure {
        let words = "There is no page at this address.".into();
        Failure {
            status: StatusCode::NOT_FOUND,
            heading: "Not found",
            words,
            visit: visit.map(Box::new),
            called_off: false,
            broken: None,
        }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let Failure { status, heading, words, visit, broken, .. } = self;
        if let Some(problem) = broken {
            return Broken::new(&problem, visit).into_response();
        }
        let page = match visit {
            Some(visit) => FailurePage { frame: visit.frame(heading, None), heading, words }.render(),
            None => FailureGate { gate: Gate { title: heading.into(), ..Gate::default() }, heading, words }.render(),
        };
        match page {
            Ok(page) => (status, no_store(Html(page))).into_response(),
            Err(error) => (status, error.to_string()).into_response(),
        }
    }
}

/// A page for somebody who is signed in.
pub fn page(visit: &Visit, template: &impl Template) -> Answer {
    with_status(visit, StatusCode::OK, template)
}

/// A form that cannot be taken as it is, shown again with what was typed.
pub fn unprocessable(visit: &Visit, template: &impl Template) -> Answer {
    with_status(visit, StatusCode::UNPROCESSABLE_ENTITY, template)
}

/// A page with another status.
pub fn with_status(visit: &Visit, status: StatusCode, template: &impl Template) -> Answer {
    let html = render(visit, template)?;
    Ok((status, visit.jar.clone().remove(Said::gone()), no_store(Html(html))).into_response())
}

/// Part of a page, for a live region.
pub fn fragment(visit: &Visit, template: &impl Template) -> Answer {
    Ok(no_store(Html(render(visit, template)?)).into_response())
}

/// A file to save.
pub fn download(name: &str, media_type: &'static str, bytes: Vec<u8>) -> Answer {
    Ok((saving(name, media_type), bytes).into_response())
}

/// A file to save that was written to disk, because it may be larger than memory likes. It is sent
/// piece by piece from its beginning.
pub fn file(visit: &Visit, name: &str, media_type: &'static str, file: std::fs::File) -> Answer {
    let pieces = Pieces::of(file).map_err(|error| Failure::new(Problem::Broken(error.to_string()), visit.clone()))?;
    Ok((saving(name, media_type), Body::new(pieces)).into_response())
}

/// The headers of a file that the browser saves and nobody keeps.
fn saving(name: &str, media_type: &'static str) -> [(header::HeaderName, HeaderValue); 3] {
    let plain: String =
        name.chars().map(|c| if c.is_ascii_graphic() && !"\"\\/".contains(c) || c == ' ' { c } else { '_' }).collect();
    let disposition = format!(
        "attachment; filename=\"{plain}\"; filename*=UTF-8''{}",
        crate::form::encoded(name).replace('+', "%20")
    );
    let disposition = HeaderValue::from_str(&disposition).unwrap_or(HeaderValue::from_static("attachment"));
    [
        (header::CONTENT_TYPE, HeaderValue::from_static(media_type)),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ]
}

fn render(visit: &Visit, template: &impl Template) -> Result<String, Failure> {
    template.render().map_err(|error| Failure::new(Problem::Broken(error.to_string()), visit.clone()))
}

/// Pages hold personal words: no cache keeps them.
pub fn no_store(body: impl IntoResponse) -> impl IntoResponse {
    ([(header::CACHE_CONTROL, "no-store")], body)
}
