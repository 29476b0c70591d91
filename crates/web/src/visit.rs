//! One request by one person: who they are, which office they are in, what they sent. Nobody who
//! is not signed in gets past here, and no form without its token.

use std::sync::Arc;

use app::{Office, Problem, Who};
use axum::{
    extract::{FromRequestParts, State},
    http::{Method, request::Parts},
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use domain::{Date, Moment, london};

use crate::{
    answer::{Answer, Failure},
    door::Door,
    form::Fields,
    layout::Host,
    said,
    tasks::Work,
};

/// Cookie of the session in the council's own file.
pub const SESSION: &str = "heard-session";
/// Cookie of the session in the practice file.
pub const PRACTICE_SESSION: &str = "heard-practice";
/// Cookie that says which file a person is in.
pub const FILE: &str = "heard-file";

/// A request by somebody who is signed in.
#[derive(Clone)]
pub struct Visit {
    /// What the pages work with.
    pub door: Door,
    /// The office they are in: the council's, or the practice one.
    pub office: Arc<Office>,
    /// Who.
    pub who: Who,
    /// When.
    pub now: Moment,
    /// Window or browser.
    pub host: Host,
    /// The cookies they came with.
    pub jar: CookieJar,
    /// The address they asked for, with its query.
    pub address: String,
}

impl Visit {
    /// The date on the wall.
    pub fn today(&self) -> Date {
        london::date_of(self.now)
    }

    /// Crosses to the synchronous use-cases, once a request.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Visit) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Failure> {
        let visit = self.clone();
        let done = tokio::task::spawn_blocking(move || work(&visit)).await;
        let done = done.unwrap_or_else(|error| Err(Problem::Broken(error.to_string())));
        done.map_err(|problem| Failure::new(problem, self.clone()))
    }

    /// Long work that the page behind a form waits for, by the name the page gave it.
    pub fn begins(&self, fields: &Fields) -> Work {
        self.door.tasks.begin(self.who.id(), fields.text("work"))
    }

    /// The name of a file made here: one made of practice cases says so wherever it is kept.
    pub fn file_name(&self, name: &str) -> String {
        if self.office.council().practice { format!("Practice {name}") } else { name.to_owned() }
    }

    /// Back to a page where the work of a form was called off; the failure, where it failed otherwise.
    pub fn unless_called_off(&self, failure: Failure, to: &str) -> Answer {
        if failure.is_called_off() {
            self.go(to, said::Said::new("Cancelled. Nothing was changed."))
        } else {
            Err(failure)
        }
    }

    /// Goes to another page and says there what was done.
    pub fn go(&self, to: &str, said: said::Said) -> Answer {
        Ok((self.jar.clone().add(said.cookie()), Redirect::to(to)).into_response())
    }
}

/// Which office a request is for, signed in or not.
pub fn office_of(door: &Door, jar: &CookieJar) -> (Arc<Office>, &'static str) {
    let practice = jar.get(FILE).is_some_and(|cookie| cookie.value() == "practice");
    match door.open_practice().filter(|_| practice) {
        Some(office) => (office, PRACTICE_SESSION),
        None => (door.office.clone(), SESSION),
    }
}

/// A cookie that no script reads and no other site sends.
pub fn cookie(name: &'static str, value: String) -> Cookie<'static> {
    Cookie::build((name, value)).path("/").http_only(true).same_site(SameSite::Strict).build()
}

impl FromRequestParts<Door> for Visit {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, door: &Door) -> Result<Self, Response> {
        let State(door) = State::<Door>::from_request_parts(parts, door).await.map_err(IntoResponse::into_response)?;
        let jar = CookieJar::from_headers(&parts.headers);
        let (office, session) = office_of(&door, &jar);
        let now = (door.now)();
        let token = jar.get(session).map(|cookie| cookie.value().to_owned());
        let (asked, of) = (office.clone(), token.clone());
        let who =
            tokio::task::spawn_blocking(move || of.map(|token| app::sessions::who(&asked, &token, now)).transpose())
                .await
                .map_err(|error| Problem::Broken(error.to_string()))
                .and_then(|who| who)
                .map_err(|problem| Failure::outside(problem).into_response())?
                .flatten();
        let address = parts.uri.path_and_query().map(|address| address.as_str().to_owned()).unwrap_or_default();
        match who {
            Some(who) => Ok(Visit { office, who, now, host: Host::of(&parts.headers), jar, address, door }),
            None if !office.is_set_up() => Err(Redirect::to("/setup").into_response()),
            None if parts.method == Method::GET => {
                Err(Redirect::to(&format!("/sign-in?to={}", crate::form::encoded(&address))).into_response())
            }
            None => Err((axum::http::StatusCode::UNAUTHORIZED, Redirect::to("/sign-in")).into_response()),
        }
    }
}
