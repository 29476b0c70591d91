//! What was learned from closed cases: *You said*, *We did*.

use app::lessons::{Lesson, MOST};
use askama::Template;
use axum::{Router, extract::RawQuery, routing::get};
use chrono::{Datelike, Months};
use domain::Date;

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
    let periods = periods(visit.today());
    let chosen = periods.iter().find(|period| period.name == asked.text("period")).or(periods.first()).cloned();
    let chosen = chosen.expect("there is always the present quarter");
    let (from, to) = (chosen.from, chosen.to);
    let lessons = visit.run(move |visit| app::lessons::lessons(&visit.office, &visit.who, from, to)).await?;
    let page = Lessons {
        frame: visit.frame("Lessons", Some(NavItem::Lessons)),
        periods: periods.iter().map(|period| Choice::new(period.name.clone(), period.words.clone())).collect(),
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

/// A stretch of time to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Period {
    /// As in the address.
    name: String,
    words: String,
    from: Date,
    to: Date,
}

/// The present quarter, twelve months, then each month of the last two years.
fn periods(today: Date) -> Vec<Period> {
    let month = today.with_day(1).expect("every month has a first day");
    let quarter = month - Months::new(month.month0() % 3);
    let period = |name: String, words: String, from: Date, months: u32| Period {
        name,
        words,
        from,
        to: (from + Months::new(months)).pred_opt().unwrap_or(from),
    };
    let mut periods = vec![
        period("quarter".into(), "This quarter".into(), quarter, 3),
        period("year".into(), "The last 12 months".into(), month - Months::new(11), 12),
    ];
    let starts = (0..24).map(|back| month - Months::new(back));
    periods.extend(
        starts.map(|start| period(start.format("%Y-%m").to_string(), start.format("%B %Y").to_string(), start, 1)),
    );
    periods
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_begin_and_end_with_months() {
        let periods = periods("2026-11-27".parse().expect("a date"));
        let at = |name: &str| {
            let period = periods.iter().find(|period| period.name == name).expect("the period");
            (period.from.to_string(), period.to.to_string())
        };
        for (name, from, to) in [
            ("quarter", "2026-10-01", "2026-12-31"),
            ("year", "2025-12-01", "2026-11-30"),
            ("2026-11", "2026-11-01", "2026-11-30"),
            ("2026-02", "2026-02-01", "2026-02-28"),
        ] {
            assert_eq!(at(name), (from.to_owned(), to.to_owned()), "{name}");
        }
    }
}
