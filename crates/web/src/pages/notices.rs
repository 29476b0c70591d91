//! What a person should know without looking for it: the list behind the bell, and the count and the
//! sentence that the window shows outside itself.

use app::notices;
use askama::Template;
use axum::{
    Json, Router,
    extract::Path,
    response::{IntoResponse, Redirect},
    routing::{get, post},
};

use super::{caller::Caller, case::parsed};
use crate::{
    answer::{self, Answer, Failure, no_store},
    door::Door,
    form::Sent,
    layout::Frame,
    said::Said,
    timeline::when,
    visit::Visit,
};

/// The addresses of this family.
pub fn routes() -> Router<Door> {
    Router::new()
        .route("/notices", get(show))
        .route("/notices/summary", get(summary))
        .route("/notices/read", post(read).get(async || Redirect::to("/notices")))
        .route("/notices/{reference}", get(open))
}

#[derive(Template)]
#[template(path = "notices.html")]
struct NoticesPage {
    frame: Frame,
    rows: Vec<Row>,
    new: usize,
}

/// A thing, as the page lists it.
struct Row {
    href: String,
    reference: String,
    title: String,
    words: String,
    when: String,
    new: bool,
}

async fn show(visit: Visit) -> Answer {
    let lines = visit.run(|visit| notices::list(&visit.office, &visit.who)).await?;
    let new = lines.iter().filter(|line| line.new).count();
    let row = |line: notices::Line| Row {
        href: format!("/notices/{}", line.reference),
        reference: line.reference.to_string(),
        when: when(line.at, visit.today()),
        title: line.title,
        words: line.words,
        new: line.new,
    };
    let title = if new > 0 { format!("({new}) Notifications") } else { "Notifications".into() };
    let page = NoticesPage { frame: visit.frame(&title, None), rows: lines.into_iter().map(row).collect(), new };
    answer::page(&visit, &page)
}

/// Opens the case a notice is about; the person then knows.
async fn open(Path(reference): Path<String>, visit: Visit) -> Answer {
    let reference = parsed(&visit, &reference)?;
    visit.run(move |visit| notices::read_of(&visit.office, &visit.who, reference, visit.now)).await?;
    Ok(Redirect::to(&format!("/cases/{reference}")).into_response())
}

async fn read(Sent { visit, .. }: Sent) -> Answer {
    visit.run(|visit| notices::read(&visit.office, &visit.who, visit.now)).await?;
    visit.go("/notices", Said::new("Everything is marked as read."))
}

/// The badge of the taskbar and the sentence of the day, as JSON: `{"badge": 3, "say": "2 due
/// today, 1 late", "once": "2026-11-25 7"}`. `say` may be null; whoever says it does so once for each
/// `once`, the day and the person: several may share a desk. Refused where nobody is signed in. Asking is no sign of life, so a window nobody looks
/// at still locks.
async fn summary(caller: Caller) -> Answer {
    let found = caller
        .run(|caller| {
            let who = caller.look()?;
            let summary = |who: app::Who| Ok((who.id(), notices::summary(&caller.office, &who, caller.now)?));
            who.map(summary).transpose()
        })
        .await?;
    let (person, summary) = found.ok_or_else(|| Failure::forbidden("Nobody is signed in."))?;
    let once = format!("{} {person}", summary.day);
    let json = serde_json::json!({ "badge": summary.badge, "say": summary.say, "once": once });
    Ok(no_store(Json(json)).into_response())
}
