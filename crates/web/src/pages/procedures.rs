//! A procedure as plain words with a picture of its stages, for everybody who works under it; and
//! one tried out: what somebody types has happened, and every date that follows.

mod changes;
mod days;
#[cfg(test)]
mod every_field;
pub(super) mod readings;
mod says;
mod stages;
mod starts;
mod trial;
mod warned;

use askama::Template;
use axum::{
    Router,
    extract::{Path, RawQuery},
    routing::get,
};
use domain::{Procedure, Role};

use crate::{
    answer::{self, Answer},
    door::Door,
    form::Fields,
    layout::{Frame, NavItem},
    pages::settings,
    visit::Visit,
    words,
};

pub(super) use changes::{Change, changes};
pub(super) use says::{Says, acceptance, says, taken_words};
pub(super) use stages::{ClockWords, clock_words};
pub(super) use warned::{Warned, warned};

/// The pages.
pub fn routes() -> Router<Door> {
    Router::new().route("/procedures/{id}", get(show)).route("/procedures/{id}/try", get(trial::show))
}

#[derive(Template)]
#[template(path = "procedure.html")]
struct ProcedurePage {
    frame: Frame,
    name: String,
    sub: String,
    source: String,
    rights: String,
    try_out: String,
    /// Where past cases are measured under it, for those who see figures.
    what_if: Option<String>,
    /// Where its text is changed, for administrators.
    write: Option<String>,
    /// Other versions that cases began under: words and address.
    versions: Vec<(String, String)>,
    picture: Vec<stages::Box>,
    stages: Vec<stages::StageWords>,
    says: Vec<Says>,
    warned: Warned,
}

async fn show(Path(id): Path<String>, visit: Visit, RawQuery(query): RawQuery) -> Answer {
    let version = asked_version(query.as_deref());
    let (book, warned) = visit
        .run(move |visit| {
            let book = visit.office.book(&id, version)?;
            let warned = warned(&visit.office, book.procedure())?;
            Ok((book, warned))
        })
        .await?;
    let procedure = book.procedure();
    let all = visit.office.versions(&procedure.id);
    let others = all.iter().filter(|each| each.version != procedure.version);
    let frame = framed(&visit, &procedure.name);
    let sees_figures = frame.nav.contains(&NavItem::Figures);
    let page = ProcedurePage {
        frame,
        name: procedure.name.clone(),
        sub: in_force(procedure),
        source: procedure.source.clone(),
        rights: procedure.rights.clone(),
        try_out: try_address(procedure),
        write: (visit.who.role() == Role::Administrator).then(|| settings::change_address(procedure)),
        what_if: sees_figures
            .then(|| format!("/figures/what-if?procedure={}&version={}", procedure.id, procedure.version)),
        versions: others.map(|each| (format!("Version {}", each.version), address(each))).collect(),
        picture: stages::picture(procedure),
        stages: stages::stages(procedure),
        says: says(procedure),
        warned,
    };
    answer::page(&visit, &page)
}

/// The frame with Settings marked in the rail of those who may open them.
fn framed(visit: &Visit, title: &str) -> Frame {
    let mut frame = visit.frame(title, None);
    frame.active = frame.nav.iter().copied().find(|item| *item == NavItem::Settings);
    frame
}

fn asked_version(query: Option<&str>) -> Option<u32> {
    Fields::parse(query.unwrap_or_default().as_bytes()).number("version")
}

/// Where a version can be read.
pub(super) fn address(procedure: &Procedure) -> String {
    format!("/procedures/{}?version={}", procedure.id, procedure.version)
}

/// Where a version can be tried out.
pub(super) fn try_address(procedure: &Procedure) -> String {
    format!("/procedures/{}/try?version={}", procedure.id, procedure.version)
}

/// "Version 1, in force since Sunday 1 January 2012".
pub(super) fn in_force(procedure: &Procedure) -> String {
    let until = procedure.until.map(|until| format!(" until {}", words::long_day(until))).unwrap_or_default();
    format!("Version {}, in force since {}{until}", procedure.version, words::long_day(procedure.in_force))
}
