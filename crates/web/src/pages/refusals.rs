//! The register of refusals: complaints that were not accepted, how many of which type, and why; as a page and as files.

use app::{
    figures::{Format, media_type},
    refusals::{self, Refusal, Register},
};
use askama::Template;
use axum::{
    Router,
    extract::{Path, RawQuery},
    routing::get,
};
use domain::Date;

use super::periods::{self, Period};
use crate::{
    answer::{self, Answer, Failure},
    door::Door,
    layout::{Choice, Frame, NavItem},
    visit::Visit,
    words,
};

/// The page, and the files.
pub fn routes() -> Router<Door> {
    Router::new().route("/refusals", get(show)).route("/refusals/{file}", get(save))
}

#[derive(Template)]
#[template(path = "refusals.html")]
struct Refusals {
    frame: Frame,
    periods: Vec<Choice>,
    period: String,
    heading: String,
    kinds: Vec<(String, usize)>,
    rows: Vec<Row>,
}

/// A refusal as it is shown.
struct Row {
    reference: String,
    service: String,
    kind: String,
    reason: String,
    answers: Vec<(String, &'static str)>,
    decided: String,
    by: String,
}

async fn show(visit: Visit, RawQuery(query): RawQuery) -> Answer {
    let (periods, chosen) = periods::asked(&visit, query.as_deref());
    let register = found(&visit, &chosen).await?;
    let page = Refusals {
        frame: visit.frame("Register of refusals", Some(NavItem::Figures)),
        periods: periods::choices(&periods),
        period: chosen.name,
        heading: chosen.words,
        kinds: register.kinds,
        rows: register.refusals.into_iter().map(|refusal| row(refusal, visit.today())).collect(),
    };
    answer::page(&visit, &page)
}

async fn save(visit: Visit, Path(file): Path<String>, RawQuery(query): RawQuery) -> Answer {
    let format = match file.as_str() {
        "register.csv" => Format::Csv,
        "register.xlsx" => Format::Xlsx,
        _ => return Err(Failure::no_page(Some(visit))),
    };
    let (_, chosen) = periods::asked(&visit, query.as_deref());
    let register = found(&visit, &chosen).await?;
    let name = refusals::file_name(&register, format);
    let bytes = visit.run(move |visit| refusals::save(&visit.office, &visit.who, &register, format, visit.now)).await?;
    answer::download(&visit.file_name(&name), media_type(format), bytes)
}

/// Where the register of a period is as a file.
pub fn file(ending: &str, period: &str) -> String {
    format!("/refusals/register.{ending}?period={period}")
}

async fn found(visit: &Visit, period: &Period) -> Result<Register, Failure> {
    let (from, to) = (period.from, period.to);
    visit.run(move |visit| refusals::register(&visit.office, &visit.who, from, to)).await
}

fn row(refusal: Refusal, today: Date) -> Row {
    let answers = refusal.answers.iter().map(|answer| (answer.question.clone(), answer.said())).collect();
    Row {
        reference: refusal.line.row.reference.to_string(),
        service: refusal.line.service_name.unwrap_or_default(),
        kind: refusal.kind,
        reason: refusal.reason,
        answers,
        decided: refusal.line.row.closed.map(|closed| words::day(closed, today)).unwrap_or_default(),
        by: refusal.by,
    }
}
