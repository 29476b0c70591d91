//! What if: the figures of a period as they were, and as they would be under another procedure.

use app::figures::{self, Beside, Line, WhatIf};
use askama::Template;
use axum::extract::RawQuery;
use domain::{ServiceId, figures::Range};

use super::{
    change::{self, Change},
    chooser,
};
use crate::{
    answer::{self, Answer},
    form::Fields,
    layout::{Choice, Errors, Frame, NavItem},
    pages::{periods, procedures},
    visit::Visit,
    words,
};

#[derive(Template)]
#[template(path = "what_if.html")]
struct WhatIfPage {
    frame: Frame,
    procedures: Vec<Choice>,
    procedure: String,
    periods: Vec<Choice>,
    period: String,
    services: Vec<Choice>,
    service: String,
    from: String,
    to: String,
    errors: Errors,
    found: Option<Found>,
}

/// What was measured, in words.
pub(super) struct Found {
    pub heading: String,
    pub name: String,
    pub read: String,
    pub rows: Vec<Row>,
    pub notes: Vec<String>,
    pub measured: String,
}

/// A figure twice.
pub(super) struct Row {
    pub title: String,
    pub was: String,
    pub would: String,
    pub change: Change,
}

pub(super) async fn show(visit: Visit, RawQuery(query): RawQuery) -> Answer {
    let (periods, chosen) = periods::asked(&visit, query.as_deref());
    let fields = Fields::parse(query.unwrap_or_default().as_bytes());
    let listed = Range::new(chosen.from, chosen.to).expect("a period to choose ends after it begins");
    let (range, heading, errors) = match own_dates(&fields) {
        Ok(Some(own)) => (own, own.title(), Errors::none()),
        Ok(None) => (listed, chosen.words, Errors::none()),
        Err(errors) => (listed, String::new(), errors),
    };
    let wrong = !errors.is_empty();
    let (procedure, service) = (fields.text("procedure").to_owned(), fields.number("service").map(ServiceId));
    let (asked, version) = (procedure.clone(), fields.number("version"));
    let work = visit.begins(&fields);
    let measured = visit.run(move |visit| {
        let services = figures::choosable(&visit.office, &visit.who)?;
        let mut progress = |done, of| work.at(done, of);
        let measure = || {
            let book = visit.office.book(&asked, version)?;
            figures::what_if(&visit.office, &visit.who, &WhatIf { book, range, service }, visit.now, &mut progress)
        };
        Ok((services, (!asked.is_empty() && !wrong).then(measure).transpose()?))
    });
    let (services, beside) = match measured.await {
        Ok(measured) => measured,
        Err(failure) => return visit.unless_called_off(failure, "/figures/what-if"),
    };
    let page = WhatIfPage {
        frame: Frame {
            printed_at: None,
            ..visit.frame(if wrong { "Error: What if" } else { "What if" }, Some(NavItem::Figures))
        },
        from: fields.text("from").to_owned(),
        to: fields.text("to").to_owned(),
        errors,
        procedures: visit
            .office
            .procedures()
            .iter()
            .map(|each| Choice::new(each.id.clone(), each.name.clone()))
            .collect(),
        procedure,
        periods: periods::choices(&periods),
        period: chosen.name,
        services: services.iter().map(|each| Choice::new(each.id.to_string(), each.name.clone())).collect(),
        service: service.map(|id| id.to_string()).unwrap_or_default(),
        found: beside.map(|beside| found(&beside, heading)),
    };
    if wrong { answer::unprocessable(&visit, &page) } else { answer::page(&visit, &page) }
}

/// The two dates that were typed, in place of a period of the list.
fn own_dates(fields: &Fields) -> Result<Option<Range>, Errors> {
    let typed = ["from", "to"].into_iter().any(|name| !fields.text(name).trim().is_empty());
    if typed { chooser::chosen(fields) } else { Ok(None) }
}

pub(super) fn found(beside: &Beside, heading: String) -> Found {
    let mut notes = Vec::new();
    if beside.in_part > 0 {
        let cases = words::counted(beside.in_part, "case went", "cases went");
        notes.push(format!("{cases} through stages that have no counterpart in it. Those stages are left out."));
    }
    for (kind, count) in &beside.left_out {
        let cases = words::counted(*count, "case", "cases");
        notes.push(format!("{}: {cases} left out of both, because it has no stage for them.", kind.title()));
    }
    Found {
        heading,
        name: format!("{}, version {}", beside.procedure.name, beside.procedure.version),
        read: procedures::address(&beside.procedure),
        rows: beside.lines.iter().map(row).collect(),
        notes,
        measured: words::counted(beside.measured, "case was measured", "cases were measured"),
    }
}

fn row(line: &Line) -> Row {
    use figures::Number::{Count, Days};
    Row {
        title: line.name(),
        was: line.before.words(),
        would: line.number.words(),
        change: match (line.number, line.before) {
            (Count(would), Count(was)) => change::of_count(would, was),
            (Days(would), Days(was)) => change::of_days(would, was),
            (Count(_), Days(_)) | (Days(_), Count(_)) => Change::default(),
        },
    }
}
