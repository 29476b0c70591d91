//! What was learned from closed cases: *You said*, *We did*.

use app::lessons::{Lesson, MOST};
use askama::Template;
use axum::{Router, extract::RawQuery, routing::get};
use domain::Date;

use super::periods::{self, Period};
use crate::{
    answer::{self, Answer},
    door::Door,
    form::Fields,
    layout::{Choice, Frame, NavItem},
    visit::Visit,
    words,
};

/// The page.
pub fn routes() -> Router<Door> {
    Router::new().route("/lessons", get(show))
}

#[derive(Template)]
#[template(path = "lessons.html")]
struct Lessons {
    frame: Frame,
    periods: Vec<Choice>,
    period: String,
    heading: String,
    cards: Vec<Card>,
    /// Whether there may be more than are shown.
    more: bool,
}

/// A lesson as it is shown.
struct Card {
    said: String,
    did: Vec<String>,
    reference: String,
    service: String,
    kind: &'static str,
    closed: String,
}

async fn show(visit: Visit, RawQuery(query): RawQuery) -> Answer {
    let asked = Fields::parse(query.unwrap_or_default().as_bytes());
    let periods = periods::all(visit.today());
    let chosen = Period::chosen(&periods, asked.text("period"));
    let (from, to) = (chosen.from, chosen.to);
    let lessons = visit.run(move |visit| app::lessons::lessons(&visit.office, &visit.who, from, to)).await?;
    let page = Lessons {
        frame: visit.frame("Lessons", Some(NavItem::Lessons)),
        periods: periods::choices(&periods),
        period: chosen.name,
        heading: chosen.words,
        more: lessons.len() == MOST,
        cards: lessons.into_iter().map(|lesson| card(lesson, visit.today())).collect(),
    };
    answer::page(&visit, &page)
}

fn card(lesson: Lesson, today: Date) -> Card {
    let row = lesson.line.row;
    Card {
        said: lesson.said,
        did: lesson.did.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect(),
        reference: row.reference.to_string(),
        service: lesson.line.service_name.unwrap_or_default(),
        kind: row.kind.title(),
        closed: row.closed.map(|closed| words::day(closed, today)).unwrap_or_default(),
    }
}
