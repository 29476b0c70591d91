//! The figures as a file: CSV, and XLSX with real dates and numbers, a chart, and a sheet that says
//! what every figure counts.

use documents::{Cell, Chart, ChartKind, Column, Format as Shown, Sheet, Workbook, write};
use domain::{
    feedback::Kind,
    figures::{DEFINITIONS, Days, Figures, Open, Share, Tally},
    london,
};

use super::Report;
use crate::{Problem, settings::Council};

/// Kinds of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated values.
    Csv,
    /// An Excel workbook.
    Xlsx,
}

/// The name the file gets.
pub fn file_name(report: &Report, format: Format) -> String {
    format!("Heard figures {}.{}", report.range, ending(format))
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
        Format::Csv => Ok(write::csv(&figures_sheet(report))),
        Format::Xlsx => write::xlsx(&sheets(report, council)).map_err(|error| Problem::Broken(error.to_string())),
    }
}

/// The workbook: figures, months with a chart, services, definitions.
pub fn sheets(report: &Report, council: &Council) -> Workbook {
    Workbook {
        title: format!("Figures for {}", report.range.title()),
        author: council.name.clone(),
        created: report.as_at.naive_utc(),
        sheets: vec![figures_sheet(report), months_sheet(report), services_sheet(report), definitions_sheet()],
    }
}

/// One row a number: its id, what it is, which part of it, the number, and what it is out of.
fn figures_sheet(report: &Report) -> Sheet {
    let mut lines = Lines { report, rows: Vec::new() };
    lines.all(&report.figures);
    let columns = vec![
        Column::new("From", 12.0, Shown::General),
        Column::new("To", 12.0, Shown::General),
        Column::new("As at", 18.0, Shown::General),
        Column::new("Figure", 26.0, Shown::General),
        Column::new("What it counts", 34.0, Shown::General),
        Column::new("Part", 34.0, Shown::General),
        Column::new("Number", 10.0, Shown::General),
        Column::new("Out of", 10.0, Shown::General),
        Column::new("Share", 10.0, Shown::Percent(0)),
    ];
    Sheet { name: "Figures".into(), columns, rows: lines.rows, chart: None }
}

struct Lines<'a> {
    report: &'a Report,
    rows: Vec<Vec<Cell>>,
}

impl Lines<'_> {
    fn all(&mut self, figures: &Figures) {
        for (kind, count) in figures.received.by_kind() {
            self.count("received", kind.title(), count);
        }
        self.received(figures);
        self.count("without-limits", "", figures.without_limits);
        self.count("reopened", "", figures.reopened);
        self.share("logged-later", "", figures.logging.later);
        self.share("acknowledged", "", figures.acknowledged.share_in_time());
        self.share("answered-in-time", "By the first date", figures.answered.share_in_time());
        self.share(
            "answered-in-agreed-time",
            "By a later date the customer was told of before the first",
            figures.answered.share_in_agreed_time(),
        );
        self.share("answered-late", "Late", figures.answered.share_late());
        self.days(&figures.answered.days);
        self.open(&figures.open);
        self.closed(figures);
    }

    fn received(&mut self, figures: &Figures) {
        let report = self.report;
        let all = &figures.received.all;
        let service = |id: &domain::ServiceId| report.services.get(id).cloned().unwrap_or_default();
        let title = |id: &String| report.titles.get(id).cloned().unwrap_or_else(|| id.clone());
        self.tally("received-by-service", &all.services, service);
        self.tally("received-by-channel", &all.channels, |channel| channel.title().into());
        self.tally("received-by-ward", &all.wards, Clone::clone);
        self.tally("received-by-ground", &all.grounds, title);
    }

    fn days(&mut self, days: &Days) {
        for (part, number) in [("Average", days.average()), ("Median", days.median())] {
            let cell = number.map_or(Cell::Empty, |number| Cell::Number((number * 10.0).round() / 10.0));
            self.row("days-to-answer", part, cell, Cell::Integer(days.count() as i64), Cell::Empty);
        }
    }

    fn open(&mut self, open: &Open) {
        self.count("open", "All", open.count);
        for (band, count) in Open::BANDS.into_iter().zip(open.ages) {
            self.count("open", &Open::band_title(band), count);
        }
        self.count("open", "Answer late", open.answer_late);
        self.count("open", "Acknowledgement late", open.acknowledgement_late);
        self.count("open", "Remedies late", open.remedies_late);
    }

    fn closed(&mut self, figures: &Figures) {
        let report = self.report;
        let closed = &figures.closed;
        for (ending, count) in &closed.endings {
            self.row(
                "closed",
                ending.title(),
                Cell::Integer((*count).into()),
                Cell::Integer(closed.count.into()),
                Cell::Empty,
            );
        }
        self.tally("outcomes", &closed.outcomes, |finding| finding.title().into());
        self.tally("remedies", &closed.remedies, |id| report.titles.get(id).cloned().unwrap_or_else(|| id.clone()));
        self.share("lessons", "", closed.lessons.share());
    }

    fn tally<K: Ord + Clone>(&mut self, id: &str, tally: &Tally<K>, title: impl Fn(&K) -> String) {
        for (key, count) in tally.rows() {
            let part = key.as_ref().map_or_else(|| "Not said".to_owned(), &title);
            self.count(id, &part, *count);
        }
    }

    fn count(&mut self, id: &str, part: &str, count: u32) {
        self.row(id, part, Cell::Integer(count.into()), Cell::Empty, Cell::Empty);
    }

    fn share(&mut self, id: &str, part: &str, share: Share) {
        let percent =
            if share.of == 0 { Cell::Empty } else { Cell::Percent(f64::from(share.part) / f64::from(share.of)) };
        self.row(id, part, Cell::Integer(share.part.into()), Cell::Integer(share.of.into()), percent);
    }

    fn row(&mut self, id: &str, part: &str, number: Cell, of: Cell, share: Cell) {
        let title = domain::figures::definition(id).map_or(id, |definition| definition.title);
        self.rows.push(vec![
            Cell::Date(self.report.range.from()),
            Cell::Date(self.report.range.to()),
            Cell::DateTime(london::local(self.report.as_at)),
            Cell::Text(id.into()),
            Cell::Text(title.into()),
            Cell::Text(part.into()),
            number,
            of,
            share,
        ]);
    }
}

fn months_sheet(report: &Report) -> Sheet {
    let mut columns = vec![Column::new("Month", 12.0, Shown::General)];
    columns.extend(Kind::ALL.iter().map(|kind| Column::new(&format!("{}s", kind.title()), 18.0, Shown::General)));
    columns.extend(
        ["Answered in time", "Answered", "Share in time"].map(|title| Column::new(title, 18.0, Shown::Percent(0))),
    );
    let rows = report.months.iter().map(|month| {
        let mut row = vec![Cell::Date(month.month.first())];
        row.extend(month.received.iter().map(|(_, count)| Cell::Integer((*count).into())));
        let Share { part, of } = month.answered_in_time;
        row.extend([Cell::Integer(part.into()), Cell::Integer(of.into())]);
        row.push(if of == 0 { Cell::Empty } else { Cell::Percent(f64::from(part) / f64::from(of)) });
        row
    });
    let chart = Chart {
        kind: ChartKind::Column,
        title: "Feedback received".into(),
        description: "Complaints, compliments, comments and requests received in each of the last twelve months."
            .into(),
        categories: 0,
        series: vec![1, 2, 3, 4],
        rows: None,
        across: "Month".into(),
        up: "Received".into(),
    };
    Sheet { name: "Months".into(), columns, rows: rows.collect(), chart: Some(chart) }
}

fn services_sheet(report: &Report) -> Sheet {
    let titles = [
        "Service",
        "Complaints",
        "Compliments",
        "Comments",
        "Requests",
        "Acknowledged",
        "Acknowledged in time",
        "Answered",
        "In time",
        "By agreed later date",
        "Late",
        "Average working days",
        "Open",
    ];
    let columns = titles
        .iter()
        .enumerate()
        .map(|(at, title)| Column::new(*title, if at == 0 { 30.0 } else { 14.0 }, Shown::General))
        .collect();
    let rows = report.by_service.iter().map(|(service, figures)| {
        let name = service.and_then(|id| report.services.get(&id).cloned()).unwrap_or_else(|| "Not said".into());
        let mut row = vec![Cell::Text(name)];
        row.extend(Kind::ALL.iter().map(|kind| Cell::Integer(figures.received_of(*kind).into())));
        let answered = &figures.answered;
        let numbers = [
            figures.acknowledged.count(),
            figures.acknowledged.in_time,
            answered.count(),
            answered.in_time,
            answered.in_agreed_time,
            answered.late,
        ];
        row.extend(numbers.map(|number| Cell::Integer(number.into())));
        row.push(answered.days.average().map_or(Cell::Empty, |days| Cell::Number((days * 10.0).round() / 10.0)));
        row.push(Cell::Integer(figures.open.count.into()));
        row
    });
    Sheet { name: "Services".into(), columns, rows: rows.collect(), chart: None }
}

fn definitions_sheet() -> Sheet {
    let columns = vec![
        Column::new("Figure", 26.0, Shown::General),
        Column::new("Title", 34.0, Shown::General),
        Column::new("What it counts, and out of what", 100.0, Shown::Wrapped),
    ];
    let rows = DEFINITIONS
        .iter()
        .map(|each| vec![Cell::Text(each.id.into()), Cell::Text(each.title.into()), Cell::Text(each.text.into())]);
    Sheet { name: "Definitions".into(), columns, rows: rows.collect(), chart: None }
}

fn ending(format: Format) -> &'static str {
    match format {
        Format::Csv => "csv",
        Format::Xlsx => "xlsx",
    }
}
