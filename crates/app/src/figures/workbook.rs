//! The figures as a file: CSV, and XLSX with real dates and numbers, charts, and a sheet that says
//! what every figure counts.

use documents::{Cell, Chart, ChartKind, Column, Format as Shown, Sheet, Workbook, write};
use domain::{
    feedback::Kind,
    figures::{DEFINITIONS, Figures, InMonth, Share},
    london,
};

use super::{Beside, Line, Number, Report, lines, number};
use crate::{Problem, practice, settings::Council};

/// Kinds of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated values.
    Csv,
    /// An Excel workbook.
    Xlsx,
}

/// The name the file gets: "Heard figures 2026-10.xlsx".
pub fn file_name(report: &Report, format: Format) -> String {
    let ending = match format {
        Format::Csv => "csv",
        Format::Xlsx => "xlsx",
    };
    format!("{}.{ending}", stem(report))
}

/// The name without its ending. The name of a service is whatever the council calls it.
pub(super) fn stem(report: &Report) -> String {
    let range = report.range.to_string().replace("..", " to ");
    let service =
        service(report).map(|name| format!(" {}", crate::uploads::file_name(&name.replace(['/', '\\'], "-"))));
    format!("Heard figures {range}{}", service.unwrap_or_default())
}

/// Its media type.
pub fn media_type(format: Format) -> &'static str {
    match format {
        Format::Csv => "text/csv; charset=utf-8",
        Format::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }
}

/// The file.
pub fn save(report: &Report, council: &Council, format: Format) -> Result<Vec<u8>, Problem> {
    match format {
        Format::Csv => Ok(write::csv(&practice::sheet(council, figures_sheet(report)))),
        Format::Xlsx => write::xlsx(&sheets(report, council)).map_err(|error| Problem::Broken(error.to_string())),
    }
}

/// The workbook: what it is of, the figures, months with their charts, services, definitions.
pub fn sheets(report: &Report, council: &Council) -> Workbook {
    let sheets = [
        about_sheet(report, council),
        figures_sheet(report),
        received_sheet(report),
        answered_sheet(report),
        services_sheet(report),
        definitions_sheet(),
    ];
    Workbook {
        title: practice::title(council, format!("Figures for {}", report.range.title())),
        author: council.name.clone(),
        created: report.as_at.naive_utc(),
        sheets: sheets.into_iter().map(|sheet| practice::sheet(council, sheet)).collect(),
    }
}

/// What the file is of, and as at when: figures without that mean nothing.
fn about_sheet(report: &Report, council: &Council) -> Sheet {
    let local = |moment| Cell::DateTime(london::local(moment));
    let locked = report.locked.map_or(Cell::Empty, |(at, _)| local(at));
    let rows = [
        ("Council", Cell::Text(council.name.clone())),
        ("Period", Cell::Text(report.range.title())),
        ("From", Cell::Date(report.range.from())),
        ("To", Cell::Date(report.range.to())),
        ("Compared with", Cell::Text(report.before.range.title())),
        ("Services", Cell::Text(service(report).unwrap_or("All").into())),
        ("As at", local(report.as_at)),
        ("Checked and locked on", locked),
        ("Checked and locked by", report.locked_by.clone().map_or(Cell::Empty, Cell::Text)),
        (
            "Target for answers by the first date",
            report.target.map_or(Cell::Empty, |percent| Cell::Percent(f64::from(percent) / 100.0)),
        ),
    ];
    let columns = vec![Column::new("What", 36.0, Shown::General), Column::new("Value", 36.0, Shown::Percent(0))];
    Sheet {
        name: "About".into(),
        columns,
        rows: rows.map(|(title, cell)| vec![Cell::Text(title.into()), cell]).into(),
        chart: None,
    }
}

/// One row a number: its id, what it is, which part of it, the number, and what it is out of. What decides the dates
/// stands beside it: the procedures that the cases began under, or the Code they are measured against as well.
fn figures_sheet(report: &Report) -> Sheet {
    let columns = [
        ("From", 12.0, Shown::General),
        ("To", 12.0, Shown::General),
        ("As at", 18.0, Shown::General),
        ("Figure", 26.0, Shown::General),
        ("What it counts", 34.0, Shown::General),
        ("Part", 34.0, Shown::General),
        ("Number", 10.0, Shown::Decimals(1)),
        ("Out of", 10.0, Shown::General),
        ("Share", 10.0, Shown::Percent(0)),
        ("Period before", 14.0, Shown::Decimals(1)),
        ("Promised", 10.0, Shown::Percent(0)),
        ("Measured by", 34.0, Shown::General),
    ];
    let code = |beside: &Beside| format!("{}, version {}", beside.procedure.name, beside.procedure.version);
    let own = lines(report).into_iter().map(|line| (line, "Own procedure".to_owned()));
    let measured = report.against.iter().flat_map(|beside| {
        let line = |line: &Line| Line { before: Number::Days(None), ..line.clone() };
        beside.lines.iter().map(move |each| (line(each), code(beside)))
    });
    let rows = own.chain(measured).map(|(line, by)| {
        let title = domain::figures::definition(line.figure).map_or(line.figure, |definition| definition.title);
        vec![
            Cell::Date(report.range.from()),
            Cell::Date(report.range.to()),
            Cell::DateTime(london::local(report.as_at)),
            Cell::Text(line.figure.into()),
            Cell::Text(title.into()),
            Cell::Text(line.title.clone()),
            cell(line.number),
            line.of.map_or(Cell::Empty, whole),
            line.share().map_or(Cell::Empty, percent),
            cell(line.before),
            line.promised.map_or(Cell::Empty, |percent| Cell::Percent(f64::from(percent) / 100.0)),
            Cell::Text(by),
        ]
    });
    sheet("Figures", &columns, rows.collect(), None)
}

fn received_sheet(report: &Report) -> Sheet {
    let mut columns = vec![("Month", 12.0, Shown::General)];
    columns.extend([
        ("Complaints", 14.0, Shown::General),
        ("Compliments", 14.0, Shown::General),
        ("Comments", 14.0, Shown::General),
        ("Requests", 14.0, Shown::General),
    ]);
    let rows = report.months.iter().map(|month| {
        let first = [Cell::Date(month.month.first())];
        first.into_iter().chain(month.received.iter().map(|(_, count)| whole(*count))).collect()
    });
    let chart = Chart {
        kind: ChartKind::Column,
        title: "Feedback received".into(),
        description: "Complaints, compliments, comments and requests received in each of the last twelve months."
            .into(),
        categories: 0,
        series: (1..=Kind::ALL.len()).collect(),
        rows: None,
        across: "Month".into(),
        up: "Received".into(),
    };
    sheet("Received by month", &columns, rows.collect(), Some(chart))
}

fn answered_sheet(report: &Report) -> Sheet {
    let columns = [
        ("Month", 12.0, Shown::General),
        ("Answered by the first date", 16.0, Shown::General),
        ("Answered", 12.0, Shown::General),
        ("Share by the first date", 16.0, Shown::Percent(0)),
        ("Target", 10.0, Shown::Percent(0)),
    ];
    let target = report.target.map_or(Cell::Empty, |percent| Cell::Percent(f64::from(percent) / 100.0));
    let rows = report.months.iter().map(|InMonth { month, answered_in_time, .. }| {
        let Share { part, of } = *answered_in_time;
        vec![
            Cell::Date(month.first()),
            whole(part),
            whole(of),
            if of == 0 { Cell::Empty } else { percent(*answered_in_time) },
            target.clone(),
        ]
    });
    let chart = Chart {
        kind: ChartKind::Line,
        title: "Complaints answered by the first date".into(),
        description: "The share of complaints answered by the date first due, of those answered in each of the last twelve months.".into(),
        categories: 0,
        series: if report.target.is_some() { vec![3, 4] } else { vec![3] },
        rows: None,
        across: "Month".into(),
        up: "Share".into(),
    };
    sheet("Answered by month", &columns, rows.collect(), Some(chart))
}

fn services_sheet(report: &Report) -> Sheet {
    let counted: [(&str, &str, Option<&str>); 12] = [
        ("Complaints", "received", Some(Kind::Complaint.as_str())),
        ("Compliments", "received", Some(Kind::Compliment.as_str())),
        ("Comments", "received", Some(Kind::Comment.as_str())),
        ("Requests", "received", Some(Kind::ServiceRequest.as_str())),
        ("Acknowledged", "acknowledged", Some("all")),
        ("Acknowledged in time", "acknowledged", None),
        ("Answered", "days-to-answer", None),
        ("By the first date", "answered-in-time", None),
        ("By the agreed later date", "answered-in-agreed-time", None),
        ("Late", "answered-late", None),
        ("Upheld or partly upheld", "outcomes", Some("upheld-or-partly-upheld")),
        ("Open at the end", "open", None),
    ];
    let mut columns = vec![("Service", 30.0, Shown::General)];
    columns.extend(counted.map(|(title, _, _)| (title, 14.0, Shown::General)));
    columns.push(("Average working days", 14.0, Shown::Decimals(1)));
    let row = |name: &str, figures: &Figures| {
        let mut row = vec![Cell::Text(name.to_owned())];
        row.extend(counted.map(|(_, figure, part)| number(figures, figure, part).map_or(Cell::Empty, whole)));
        row.push(cell(Number::Days(figures.answered.days.average())));
        row
    };
    let named = |service: &Option<domain::ServiceId>| {
        service.and_then(|id| report.services.get(&id)).map_or("Not said", String::as_str)
    };
    let mut rows: Vec<_> = report.by_service.iter().map(|(service, figures)| row(named(service), figures)).collect();
    rows.push(row("All", &report.figures));
    sheet("By service", &columns, rows, None)
}

fn definitions_sheet() -> Sheet {
    let columns = [
        ("Figure", 26.0, Shown::General),
        ("Title", 34.0, Shown::General),
        ("What it counts, and out of what", 100.0, Shown::Wrapped),
    ];
    let rows = DEFINITIONS
        .iter()
        .map(|each| vec![Cell::Text(each.id.into()), Cell::Text(each.title.into()), Cell::Text(each.text.into())]);
    sheet("Definitions", &columns, rows.collect(), None)
}

fn sheet(name: &str, columns: &[(&str, f64, Shown)], rows: Vec<Vec<Cell>>, chart: Option<Chart>) -> Sheet {
    let columns = columns.iter().map(|(title, width, shown)| Column::new(*title, *width, *shown)).collect();
    Sheet { name: name.into(), columns, rows, chart }
}

fn service(report: &Report) -> Option<&str> {
    report.service.and_then(|id| report.services.get(&id)).map(String::as_str)
}

fn cell(number: Number) -> Cell {
    match number {
        Number::Count(count) => whole(count),
        Number::Days(days) => days.map_or(Cell::Empty, |days| Cell::Number((days * 10.0).round() / 10.0)),
    }
}

fn whole(count: u32) -> Cell {
    Cell::Integer(count.into())
}

/// The share exactly, not as rounded for people.
fn percent(share: Share) -> Cell {
    Cell::Percent(f64::from(share.part) / f64::from(share.of))
}
