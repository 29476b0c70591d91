//! The cases an Ombudsman looks at, as a page and as files.

use app::{
    figures::{Format, media_type},
    ombudsman::{self, Looked, Register},
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
    Router::new().route("/ombudsman", get(show)).route("/ombudsman/{file}", get(save))
}

#[derive(Template)]
#[template(path = "ombudsman.html")]
struct OmbudsmanPage {
    frame: Frame,
    periods: Vec<Choice>,
    period: String,
    rows: Vec<Row>,
}

/// A case as it is shown.
struct Row {
    reference: String,
    title: String,
    body: String,
    theirs: String,
    told: String,
    next: String,
    late: bool,
    decision: String,
    remedy: String,
}

async fn show(visit: Visit, RawQuery(query): RawQuery) -> Answer {
    let (periods, chosen) = periods::asked(&visit, query.as_deref());
    let register = found(&visit, &chosen).await?;
    let page = OmbudsmanPage {
        frame: visit.frame("Ombudsman", Some(NavItem::Figures)),
        periods: periods::choices(&periods),
        period: chosen.name,
        rows: register.cases.into_iter().map(|looked| row(looked, visit.today())).collect(),
    };
    answer::page(&visit, &page)
}

async fn save(visit: Visit, Path(file): Path<String>, RawQuery(query): RawQuery) -> Answer {
    let format = match file.as_str() {
        "cases.csv" => Format::Csv,
        "cases.xlsx" => Format::Xlsx,
        _ => return Err(Failure::no_page(Some(visit))),
    };
    let (_, chosen) = periods::asked(&visit, query.as_deref());
    let register = found(&visit, &chosen).await?;
    let name = ombudsman::file_name(&register, format);
    let bytes =
        visit.run(move |visit| ombudsman::save(&visit.office, &visit.who, &register, format, visit.now)).await?;
    answer::download(&name, media_type(format), bytes)
}

/// Where the table of a period is as a file.
pub fn file(ending: &str, period: &str) -> String {
    format!("/ombudsman/cases.{ending}?period={period}")
}

async fn found(visit: &Visit, period: &Period) -> Result<Register, Failure> {
    let (from, to) = (period.from, period.to);
    visit.run(move |visit| ombudsman::register(&visit.office, &visit.who, from, to)).await
}

fn row(looked: Looked, today: Date) -> Row {
    let investigation = &looked.investigation;
    let due = investigation.due();
    let decision = investigation.decision.as_ref();
    let done = decision.and_then(|decision| decision.remedy.as_ref()?.done);
    let decided = decision.map(|decision| format!("{}, {}", decision.ruling.title(), words::day(decision.on, today)));
    Row {
        reference: looked.line.row.reference.to_string(),
        title: looked.line.row.title.clone(),
        body: looked.body.clone(),
        theirs: looked.reference.clone(),
        told: words::day(investigation.on, today),
        next: due.map(|due| words::day(due, today)).unwrap_or_default(),
        late: due.is_some_and(|due| due < today),
        decision: decided.unwrap_or_default(),
        remedy: match done {
            Some(on) => format!("{}: done {}", looked.remedy.trim_end_matches('.'), words::day(on, today)),
            None => looked.remedy,
        },
    }
}
