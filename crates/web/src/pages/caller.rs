//! A request by somebody who may not be signed in yet: for sign-in, set-up and practice. Everybody
//! else comes as a [`crate::visit::Visit`].

use std::sync::Arc;

use app::{Office, Problem, Who};
use askama::Template;
use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, StatusCode, header, request::Parts},
    response::{Html, IntoResponse, Redirect, Response},
};
use axum_extra::extract::cookie::CookieJar;
use domain::{Moment, Role};

use crate::{
    answer::{Answer, Failure, no_store},
    door::Door,
    layout::Gate,
    said::Said,
    visit::{cookie, office_of},
};

/// Whoever is at the door.
#[derive(Clone)]
pub struct Caller {
    /// What the pages work with.
    pub door: Door,
    /// The office they are at: the council's, or the practice one.
    pub office: Arc<Office>,
    /// Name of the cookie their session there is in.
    pub session: &'static str,
    /// The cookies they came with.
    pub jar: CookieJar,
    /// When.
    pub now: Moment,
    /// The page of Heard they come from, where the browser says so.
    pub from: Option<String>,
}

impl Caller {
    /// Crosses to the synchronous use-cases, once a request.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Caller) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Failure> {
        let caller = self.clone();
        let done = tokio::task::spawn_blocking(move || work(&caller)).await;
        done.unwrap_or_else(|error| Err(Problem::Broken(error.to_string()))).map_err(Failure::outside)
    }

    /// Who they are, if they are signed in at this office.
    pub fn who(&self) -> Result<Option<Who>, Problem> {
        let token = self.token();
        Ok(token.map(|token| app::sessions::who(&self.office, &token, self.now)).transpose()?.flatten())
    }

    /// Who they are, for what a page asks by itself: no sign of life.
    pub fn look(&self) -> Result<Option<Who>, Problem> {
        let token = self.token();
        Ok(token.map(|token| app::sessions::look(&self.office, &token, self.now)).transpose()?.flatten())
    }

    /// The token of their session, if they have one.
    pub fn token(&self) -> Option<String> {
        self.jar.get(self.session).map(|cookie| cookie.value().to_owned())
    }

    /// What stands around a page at the door.
    pub fn gate(&self, title: &str) -> Gate {
        let council = self.office.council();
        let set_up = self.office.is_set_up();
        Gate {
            title: title.to_owned(),
            council: if set_up { council.name.clone() } else { "your council".into() },
            initials: if set_up { council.initials.clone() } else { "H".into() },
            practice: council.practice,
            flashes: Said::take(&self.jar).into_iter().collect(),
            foot: format!("Version {}", env!("CARGO_PKG_VERSION")),
            ..Gate::default()
        }
    }

    /// A page at the door.
    pub fn page(&self, status: StatusCode, template: &impl Template) -> Answer {
        let html = template.render().map_err(|error| Failure::outside(Problem::Broken(error.to_string())))?;
        Ok((status, self.jar.clone().remove(Said::gone()), no_store(Html(html))).into_response())
    }

    /// Goes to another page with these cookies.
    pub fn go(jar: CookieJar, to: &str) -> Answer {
        Ok((jar, Redirect::to(to)).into_response())
    }

    /// The cookies with a new session in place of the old one.
    pub fn with_session(&self, token: String) -> CookieJar {
        self.jar.clone().add(cookie(self.session, token))
    }

    /// The cookies without this one.
    pub fn without(jar: CookieJar, name: &'static str) -> CookieJar {
        jar.remove(cookie(name, String::new()))
    }
}

/// The page people come to when they asked for none.
pub fn landing(role: Role) -> &'static str {
    match role {
        Role::Administrator => "/settings",
        Role::Adviser
        | Role::Champion
        | Role::Investigator
        | Role::HeadOfService
        | Role::HeadOfCustomerServices
        | Role::Reader => "/today",
    }
}

/// The address where it is one of Heard's own pages, otherwise nothing: a link from elsewhere must
/// not lead people away after they signed in.
pub fn own(address: &str) -> Option<&str> {
    let local =
        address.starts_with('/') && !address.starts_with("//") && !address.contains(['\\', '\r', '\n', '\t', '\0']);
    let door = ["/sign-in", "/sign-out", "/setup", "/practice", "/stay"].iter().any(|door| address.starts_with(door));
    Some(address).filter(|_| local && !door && address != "/")
}

/// The page of Heard that a request comes from, where the browser says so.
pub fn comes_from(headers: &HeaderMap) -> Option<String> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let (host, path) = text(header::REFERER)?.split_once("://")?.1.split_once('/')?;
    (Some(host) == text(header::HOST)).then(|| format!("/{path}"))
}

impl FromRequestParts<Door> for Caller {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, door: &Door) -> Result<Self, Response> {
        let jar = CookieJar::from_headers(&parts.headers);
        let (office, session) = office_of(door, &jar);
        Ok(Caller { office, session, jar, now: (door.now)(), from: comes_from(&parts.headers), door: door.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_of_heard_are_led_to() {
        for good in ["/today", "/cases?q=a%20b", "/cases/2026-0412"] {
            assert_eq!(own(good), Some(good));
        }
        for bad in [
            "",
            "/",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "javascript:x",
            "/a\nb",
            "/sign-in?to=/",
            "today",
        ] {
            assert_eq!(own(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn the_page_they_come_from_must_be_of_this_host() {
        let headers = |referer: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, "heard.test".parse().expect("a host"));
            headers.insert(header::REFERER, referer.parse().expect("an address"));
            headers
        };
        assert_eq!(comes_from(&headers("https://heard.test/cases?q=x")), Some("/cases?q=x".into()));
        assert_eq!(comes_from(&headers("https://evil.test/cases")), None);
        assert_eq!(comes_from(&HeaderMap::new()), None);
    }
}
