//! What a person sent: fields of a form, with or without files. A form without the token of its
//! session, or from another site, is refused before anything is read from it.

use std::collections::BTreeMap;

use axum::{
    RequestExt,
    body::Bytes,
    extract::{FromRequest, Multipart, Request},
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};
use domain::{Date, Time};
use serde::de::DeserializeOwned;

use self::spoken::Lies;
use crate::{answer::Failure, door::Door, pages::drafts, visit::Visit};

mod spoken;
mod too_late;

/// The largest form without files, in bytes.
const LARGEST: usize = 2 * 1024 * 1024;

/// The fields of a form by name, each with all its values, and its files.
#[derive(Debug, Clone, Default)]
pub struct Fields {
    values: BTreeMap<String, Vec<String>>,
    /// Files sent along: field, name, bytes.
    pub files: Vec<(String, String, Bytes)>,
}

impl Fields {
    /// The first value of a field, or nothing.
    pub fn text(&self, name: &str) -> &str {
        self.values.get(name).and_then(|values| values.first()).map_or("", String::as_str)
    }

    /// All values of a field.
    pub fn all(&self, name: &str) -> Vec<String> {
        self.values.get(name).cloned().unwrap_or_default()
    }

    /// Whether a box was ticked, or a button of this name pressed.
    pub fn has(&self, name: &str) -> bool {
        self.values.contains_key(name)
    }

    /// A number, as a choice sends it.
    pub fn number<N: std::str::FromStr>(&self, name: &str) -> Option<N> {
        self.text(name).trim().parse().ok()
    }

    /// A date as people type it: 3/12/2026, or 2026-12-03. `Err` where something else was typed.
    pub fn date(&self, name: &str) -> Result<Option<Date>, &'static str> {
        Fields::read_date(self.text(name))
    }

    /// The same of words that stand in a field.
    pub fn read_date(typed: &str) -> Result<Option<Date>, &'static str> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Ok(None);
        }
        let ways = ["%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y", "%d-%m-%Y", "%d %b %Y", "%d %B %Y"];
        let short = ["%d/%m/%y", "%d.%m.%y", "%d-%m-%y", "%d %b %y"];
        // A year in full is read as one of two digits would be: 26 is the year 26.
        let likely = |date: &Date| (1900..2200).contains(&chrono::Datelike::year(date));
        let mut read = ways.iter().chain(&short).filter_map(|way| Date::parse_from_str(typed, way).ok());
        read.find(likely).map(Some).ok_or("Give the date like 3/12/2026")
    }

    /// A day up to `today`, as people type it: as [`Fields::date`], or without its year (26/11, 26 Nov), by its name (Monday),
    /// "yesterday" or "today". What may be several days is the latest of them. `Err` where something else was typed.
    pub fn past_date(&self, name: &str, today: Date) -> Result<Option<Date>, &'static str> {
        self.date(name).or_else(|wrong| spoken::day(self.text(name), today, Lies::Behind).map(Some).ok_or(wrong))
    }

    /// A day from `today` on, likewise (3/12, 4 Jan, Friday, "tomorrow"). What may be several days is the first of them.
    pub fn coming_date(&self, name: &str, today: Date) -> Result<Option<Date>, &'static str> {
        Fields::read_coming(self.text(name), today)
    }

    /// The same of words that stand in a field.
    pub fn read_coming(typed: &str, today: Date) -> Result<Option<Date>, &'static str> {
        Fields::read_date(typed).or_else(|wrong| spoken::day(typed, today, Lies::Ahead).map(Some).ok_or(wrong))
    }

    /// A day on either side of `today`, likewise. What may be several days is the nearest of them.
    pub fn near_date(&self, name: &str, today: Date) -> Result<Option<Date>, &'static str> {
        self.date(name).or_else(|wrong| spoken::day(self.text(name), today, Lies::Nearby).map(Some).ok_or(wrong))
    }

    /// What is said where something else than a time of day was typed.
    pub const TIME_HINT: &str = "Give the time like 16:30";

    /// A time of day as people type it: 16:30, 4.30 pm, 5pm. `Err` where something else was typed.
    pub fn time(&self, name: &str) -> Result<Option<Time>, &'static str> {
        let plain = self.text(name).to_lowercase().replace(' ', "").replace("a.m.", "am").replace("p.m.", "pm");
        let typed = plain.trim().replace('.', ":");
        if typed.is_empty() {
            return Ok(None);
        }
        // chrono reads no hour without its minutes.
        let full = ["am", "pm"].iter().find_map(|half| Some(format!("{}:00{half}", typed.strip_suffix(half)?)));
        let ways = ["%H:%M", "%I:%M%p", "%H:%M:%S"];
        let read = |typed: &str| ways.iter().find_map(|way| Time::parse_from_str(typed, way).ok());
        read(&typed).or_else(|| read(&full?)).map(Some).ok_or(Fields::TIME_HINT)
    }

    /// Fields made here, to be kept as a draft.
    pub fn of<'a>(pairs: impl IntoIterator<Item = (&'a str, String)>) -> Fields {
        let mut fields = Fields::default();
        for (name, value) in pairs {
            fields.add(name, value);
        }
        fields
    }

    /// The same fields with other values for one of them; with none it is as a box that is not ticked.
    pub fn with(mut self, name: &str, values: Vec<String>) -> Fields {
        if values.is_empty() {
            self.values.remove(name);
        } else {
            self.values.insert(name.to_owned(), values);
        }
        self
    }

    /// The fields of an address or of a body.
    pub fn parse(text: &[u8]) -> Fields {
        let mut fields = Fields::default();
        for (name, value) in form_urlencoded::parse(text) {
            fields.add(&name, value.into_owned());
        }
        fields
    }

    /// The fields as they came, to be kept with a draft: everything but the token.
    pub fn to_json(&self) -> String {
        let kept: BTreeMap<&String, &Vec<String>> =
            self.values.iter().filter(|(name, _)| !matches!(name.as_str(), "csrf" | "password")).collect();
        serde_json::to_string(&kept).unwrap_or_default()
    }

    /// The fields of a kept draft.
    pub fn from_json(json: &str) -> Fields {
        Fields { values: serde_json::from_str(json).unwrap_or_default(), files: Vec::new() }
    }

    /// The fields as a type of the page's own.
    pub fn read<T: DeserializeOwned + Default>(&self) -> T {
        let single: serde_json::Map<String, serde_json::Value> = self
            .values
            .iter()
            .filter_map(|(name, values)| Some((name.clone(), values.first()?.clone().into())))
            .collect();
        serde_json::from_value(single.into()).unwrap_or_default()
    }

    fn add(&mut self, name: &str, value: String) {
        self.values.entry(name.to_owned()).or_default().push(value);
    }
}

/// A form sent by somebody who is signed in.
pub struct Sent {
    /// The request.
    pub visit: Visit,
    /// The fields.
    pub fields: Fields,
}

impl FromRequest<Door> for Sent {
    type Rejection = Response;

    async fn from_request(mut request: Request, door: &Door) -> Result<Self, Response> {
        let visit: Visit = match request.extract_parts_with_state(door).await {
            Ok(visit) => visit,
            Err(refused) => return Err(too_late::answer(request, door, refused).await),
        };
        let headers = request.headers().clone();
        refuse_foreign(&headers)?;
        let fields = fields(request, &headers).await?;
        let header = headers.get("x-csrf").and_then(|value| value.to_str().ok());
        let token = header.unwrap_or_else(|| fields.text("csrf"));
        if token.is_empty() || token != visit.who.csrf {
            return Err(Failure::forbidden(
                "This form is out of date. Go back, load the page again and send it once more.",
            )
            .into_response());
        }
        Ok(Sent { visit, fields })
    }
}

/// Forms sent before anybody is signed in: sign-in and set-up. Only same-site requests.
pub struct Open(pub Fields);

impl FromRequest<Door> for Open {
    type Rejection = Response;

    async fn from_request(request: Request, _door: &Door) -> Result<Self, Response> {
        let headers = request.headers().clone();
        refuse_foreign(&headers)?;
        Ok(Open(fields(request, &headers).await?))
    }
}

/// Refuses what another site sent: by what the browser says, and by where it says it comes from.
#[expect(clippy::result_large_err, reason = "what is refused is answered at once")]
pub fn refuse_foreign(headers: &HeaderMap) -> Result<(), Response> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let site = text("sec-fetch-site").is_none_or(|site| matches!(site, "same-origin" | "none"));
    let host = text(header::HOST.as_str()).unwrap_or_default();
    let origin = text(header::ORIGIN.as_str())
        .is_none_or(|origin| origin.split_once("://").is_some_and(|(_, from)| from == host));
    if site && origin {
        Ok(())
    } else {
        Err(Failure::forbidden("This was sent from another site, so it was not done.").into_response())
    }
}

async fn fields(request: Request, headers: &HeaderMap) -> Result<Fields, Response> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if kind.starts_with("multipart/form-data") {
        let form = Multipart::from_request(request, &()).await.map_err(IntoResponse::into_response)?;
        return multipart(form).await;
    }
    let body = axum::body::to_bytes(request.into_body(), LARGEST).await;
    body.map(|body| Fields::parse(&body)).map_err(|_| Failure::too_large().into_response())
}

async fn multipart(mut form: Multipart) -> Result<Fields, Response> {
    let mut fields = Fields::default();
    while let Some(field) = form.next_field().await.map_err(IntoResponse::into_response)? {
        let name = field.name().unwrap_or_default().to_owned();
        let file = field.file_name().map(str::to_owned);
        let bytes = field.bytes().await.map_err(|_| Failure::too_large().into_response())?;
        match file {
            Some(file) if !file.is_empty() => fields.files.push((name, file, bytes)),
            Some(_) => {}
            None => fields.add(&name, String::from_utf8_lossy(&bytes).into_owned()),
        }
    }
    Ok(fields)
}

/// Whether a form sent to this path keeps what is typed into it under this key.
pub(crate) fn keeps_draft(path: &str, key: &str) -> bool {
    match path {
        "/log" => drafts::is_log(key),
        path => too_late::key(path, &Fields::default()).as_deref() == Some(key),
    }
}

/// Text as part of an address.
pub fn encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// Part of an address as text.
pub fn decoded(text: &str) -> String {
    form_urlencoded::parse(format!("x={text}").as_bytes())
        .next()
        .map(|(_, value)| value.into_owned())
        .unwrap_or_default()
}
