//! Between the window's page and the Router, in one process: what a browser's network part would do.
//! It follows redirects, keeps the cookies where no script can read them, and says that the host is the window.

use crate::errand::{Answered, Asked};
use crate::pages::Pages;
use crate::remembered::Remembered;
use anyhow::{Context, Result, bail, ensure};
use cookie::{Cookie, CookieJar};
use http::header::{self, HeaderMap, HeaderName, HeaderValue};
use http::{Method, Request, StatusCode};
use http_body_util::Full;
use std::sync::{Mutex, MutexGuard};
use tower::ServiceExt;
use url::Url;

/// The pages see this origin; nothing listens there.
const ORIGIN: &str = "http://heard.localhost";

/// More redirects than this are a circle.
const REDIRECTS: usize = 10;

/// The name under which cookies are remembered that the pages mean to outlast the window, a line each.
const LASTING: &str = "cookies";

/// The Router and this window's cookies.
pub struct Bridge {
    pages: Pages,
    cookies: Mutex<CookieJar>,
    remembered: Remembered,
}

impl Bridge {
    /// A bridge to these pages, with the cookies that outlast the window, as those of how pages look here. That of a
    /// session does not: whoever opens the window signs in.
    pub fn new(pages: Pages, remembered: Remembered) -> Self {
        let mut cookies = CookieJar::new();
        let lines = remembered.get(LASTING).unwrap_or_default();
        for cookie in lines.lines().filter_map(|line| Cookie::parse(line.to_owned()).ok()) {
            cookies.add(cookie);
        }
        Self { pages, cookies: Mutex::new(cookies), remembered }
    }

    /// Asks the pages and follows their redirects.
    pub async fn ask(&self, asked: Asked) -> Result<Answered> {
        let mut address = address(ORIGIN, &asked.path)?;
        let mut asked = asked;
        for _ in 0..REDIRECTS {
            let answer = self.ask_once(&address, &asked).await?;
            let Some(next) = onward(&answer)? else {
                return Ok(Answered { path: whole_path(&address), ..answer });
            };
            address = self::address(address.as_str(), &next)?;
            if !keeps_method(answer.status) {
                asked = Asked { method: Method::GET, body: Vec::new(), headers: without_body(&asked.headers), ..asked };
            }
        }
        bail!("the page {} leads in a circle", address.path())
    }

    async fn ask_once(&self, address: &Url, asked: &Asked) -> Result<Answered> {
        let path = match address.query() {
            Some(query) => format!("{}?{query}", address.path()),
            None => address.path().to_owned(),
        };
        let mut request = Request::builder().method(asked.method.clone()).uri(&path);
        let headers = request.headers_mut().context("the page's address cannot be asked for")?;
        headers.extend(asked.headers.clone());
        self.add_own(headers)?;
        let request = request.body(Full::from(asked.body.clone()))?;
        let Ok(response) = self.pages.get().await?.oneshot(request).await;
        let (parts, body) = response.into_parts();
        let mut headers = parts.headers;
        self.keep_cookies(&headers);
        headers.remove(header::SET_COOKIE);
        Ok(Answered { status: parts.status, path, headers, body })
    }

    fn add_own(&self, headers: &mut HeaderMap) -> Result<()> {
        headers.insert(header::HOST, HeaderValue::from_static("heard.localhost"));
        headers.insert(header::ORIGIN, HeaderValue::from_static(ORIGIN));
        headers.insert(HeaderName::from_static("sec-fetch-site"), HeaderValue::from_static("same-origin"));
        headers.insert(HeaderName::from_static("heard-host"), HeaderValue::from_static("window"));
        let cookies: Vec<String> = self.cookies().iter().map(|cookie| cookie.stripped().to_string()).collect();
        headers.remove(header::COOKIE);
        if !cookies.is_empty() {
            headers.insert(header::COOKIE, HeaderValue::from_str(&cookies.join("; "))?);
        }
        Ok(())
    }

    /// Keeps what the pages set and forgets what they take back. The pages decide themselves how long a session lasts.
    fn keep_cookies(&self, headers: &HeaderMap) {
        let set = headers.get_all(header::SET_COOKIE).into_iter();
        for cookie in set.filter_map(|value| Cookie::parse(value.to_str().ok()?.to_owned()).ok()) {
            let taken_back = cookie.value().is_empty() || cookie.max_age().is_some_and(|age| !age.is_positive());
            let lasting = taken_back || cookie.max_age().is_some();
            let mut cookies = self.cookies();
            match taken_back {
                true => cookies.force_remove(cookie.name()),
                false => cookies.add(cookie),
            }
            if lasting {
                self.remember(&cookies);
            }
        }
    }

    /// Without a place to remember them they last as long as the window, which is no reason to stop.
    fn remember(&self, cookies: &CookieJar) {
        let lasting = cookies.iter().filter(|cookie| cookie.max_age().is_some());
        let lines: Vec<String> = lasting.map(Cookie::to_string).collect();
        if let Err(error) = self.remembered.keep(LASTING, &lines.join("\n")) {
            tracing::warn!("how the pages look is not remembered: {error:#}");
        }
    }

    fn cookies(&self) -> MutexGuard<'_, CookieJar> {
        self.cookies.lock().expect("nothing that holds the cookies can panic")
    }
}

/// Where an answer sends us on to, if it does.
fn onward(answer: &Answered) -> Result<Option<String>> {
    if !answer.status.is_redirection() || answer.status == StatusCode::NOT_MODIFIED {
        return Ok(None);
    }
    let place = answer.headers.get(header::LOCATION).context("the page leads on but does not say where")?;
    Ok(Some(place.to_str().context("the page leads to no address")?.to_owned()))
}

/// After 307 and 308 the same thing is sent again; after the others the next page is only fetched.
fn keeps_method(status: StatusCode) -> bool {
    [StatusCode::TEMPORARY_REDIRECT, StatusCode::PERMANENT_REDIRECT].contains(&status)
}

fn without_body(headers: &HeaderMap) -> HeaderMap {
    let mut headers = headers.clone();
    headers.remove(header::CONTENT_TYPE);
    headers
}

/// An address within the program; nothing outside can be asked for.
fn address(from: &str, path: &str) -> Result<Url> {
    let address = Url::parse(from).and_then(|from| from.join(path)).context("the page's address is not an address")?;
    ensure!(address.origin().ascii_serialization() == ORIGIN, "{path} is not a page of Heard");
    Ok(address)
}

fn whole_path(address: &Url) -> String {
    address.as_str()[ORIGIN.len()..].to_owned()
}

#[cfg(test)]
mod tests;
