//! The two charts of the page, each with what it shows as a sentence and the same numbers as rows.

use app::figures::Report;
use domain::{
    feedback::Kind,
    figures::{InMonth, Share},
};

use super::tiles::more;
use crate::{
    chart::{Column, Columns, Line, Point},
    words,
};

/// Both.
pub struct Charts {
    /// What came in, month by month.
    pub received: Columns,
    /// The share answered by the first date, month by month.
    pub answered: Line,
    /// The numbers of both.
    pub rows: Vec<Row>,
}

/// A month as a row of the tables.
pub struct Row {
    /// "October 2026".
    pub month: String,
    /// Counts of each kind.
    pub received: Vec<u32>,
    /// "90% (37 of 41)", or "none".
    pub answered: String,
}

/// Draws them.
pub fn charts(report: &Report) -> Charts {
    let months = &report.months;
    let name = |month: &InMonth| month.month.short_title();
    let columns: Vec<Column> = months.iter().map(|month| Column { name: name(month), parts: counts(month) }).collect();
    let points: Vec<Point> =
        months.iter().map(|month| Point { name: name(month), percent: month.answered_in_time.percent() }).collect();
    let row = |month: &InMonth| Row {
        month: month.month.title(),
        received: counts(month),
        answered: month.answered_in_time.to_string(),
    };
    Charts {
        received: Columns::of("chart-received", "Feedback received each month", &received_told(months), &columns),
        answered: Line::of(
            "chart-answered",
            "Complaints answered by the first date each month",
            &answered_told(report),
            &points,
            report.target,
        ),
        rows: months.iter().map(row).collect(),
    }
}

fn counts(month: &InMonth) -> Vec<u32> {
    month.received.iter().map(|(_, count)| *count).collect()
}

fn received_told(months: &[InMonth]) -> String {
    let (Some(first), Some(last)) = (months.first(), months.last()) else { return String::new() };
    let total = |month: &InMonth| counts(month).iter().sum::<u32>();
    let kinds: Vec<String> = last
        .received
        .iter()
        .map(|(kind, count)| format!("{count} {}", if *count == 1 { super::tiles::one(*kind) } else { more(*kind) }))
        .collect();
    let highest = months.iter().map(total).max().unwrap_or(0);
    let place = if highest > 0 && total(last) == highest { ", the highest of the twelve months" } else { "" };
    format!(
        "Stacked columns from {} to {}. {}: {}, {} in all{place}.",
        first.month.title(),
        last.month.title(),
        last.month.title(),
        kinds.join(", "),
        total(last)
    )
}

fn answered_told(report: &Report) -> String {
    let months = &report.months;
    let known: Vec<(&InMonth, u32)> =
        months.iter().filter_map(|month| month.answered_in_time.percent().map(|percent| (month, percent))).collect();
    let (Some(first), Some(last)) = (months.first(), months.last()) else { return String::new() };
    let span = format!("Line from {} to {}.", first.month.title(), last.month.title());
    let (Some(lowest), Some(highest)) =
        (known.iter().min_by_key(|(_, percent)| *percent), known.iter().max_by_key(|(_, percent)| *percent))
    else {
        return format!("{span} No complaint was answered in these months.");
    };
    let range = format!(
        "Lowest {}% in {}, highest {}% in {}.",
        lowest.1,
        lowest.0.month.title(),
        highest.1,
        highest.0.month.title()
    );
    let Share { part, of } = last.answered_in_time;
    let now = match last.answered_in_time.percent() {
        Some(percent) => {
            format!("{}: {percent}%, {part} of {of}{}.", last.month.title(), against(percent, report.target))
        }
        None => format!("No complaint was answered in {}.", last.month.title()),
    };
    format!("{span} {range} {now}")
}

fn against(percent: u32, target: Option<u32>) -> String {
    match target {
        None => String::new(),
        Some(target) if percent < target => format!(", below the target of {target}%"),
        Some(target) => format!(", at or above the target of {target}%"),
    }
}

/// The kinds as headings.
pub fn kinds() -> Vec<String> {
    Kind::ALL.iter().map(|kind| words::capital(more(*kind))).collect()
}
