//! The five numbers at the top of the page.

use app::figures::{Report, number};
use domain::{
    feedback::{Finding, Kind},
    figures::Share,
};

use super::change::{Change, of_count, of_days, of_share};
use crate::words::counted;

/// One of them.
pub struct Tile {
    /// What it is.
    pub title: &'static str,
    /// The number.
    pub value: String,
    /// What it is out of.
    pub words: String,
    /// How it compares with the period before.
    pub change: Change,
    /// Where the cases behind it are; empty where there are none.
    pub href: String,
}

/// All five; `cases` says where the cases behind a figure, or a part of one, are.
pub fn tiles(report: &Report, cases: impl Fn(&str, Option<&str>) -> String) -> Vec<Tile> {
    let behind = [
        ("received", None),
        ("acknowledged", None),
        ("answered-in-time", None),
        ("days-to-answer", None),
        ("outcomes", Some("upheld-or-partly-upheld")),
    ];
    let href = |(figure, part)| match number(&report.figures, figure, part) {
        None | Some(0) => String::new(),
        Some(_) => cases(figure, part),
    };
    numbers(report).into_iter().zip(behind).map(|(tile, behind)| Tile { href: href(behind), ..tile }).collect()
}

fn numbers(report: &Report) -> [Tile; 5] {
    let (now, before) = (&report.figures, &report.before);
    let received = |figures: &domain::figures::Figures| figures.received.all.count;
    [
        Tile {
            title: "Received",
            value: received(now).to_string(),
            words: kinds(report),
            change: of_count(received(now), received(before)),
            href: String::new(),
        },
        share(
            "Acknowledged in time",
            now.acknowledged.share_in_time(),
            before.acknowledged.share_in_time(),
            "",
            "No complaint was acknowledged.",
        ),
        share(
            "Answered by the first date",
            now.answered.share_in_time(),
            before.answered.share_in_time(),
            &others(report),
            "No complaint was answered.",
        ),
        time(report),
        upheld(report),
    ]
}

/// "44 complaints, 27 compliments, 12 comments".
fn kinds(report: &Report) -> String {
    let kinds = report.figures.received.by_kind();
    let named = kinds
        .iter()
        .filter(|(kind, count)| *count > 0 || *kind == Kind::Complaint)
        .map(|(kind, count)| counted((*count).into(), one(*kind), more(*kind)));
    format!("{}.", named.collect::<Vec<_>>().join(", "))
}

/// The two other figures of answers: never added to the first.
fn others(report: &Report) -> String {
    let answered = &report.figures.answered;
    format!("{} by an agreed later date, {} late.", answered.in_agreed_time, answered.late)
}

fn share(title: &'static str, now: Share, before: Share, also: &str, none: &str) -> Tile {
    match now.percent() {
        None => {
            Tile { title, value: "None".into(), words: none.into(), change: Change::default(), href: String::new() }
        }
        Some(percent) => {
            let words = format!("{} of {}. {also}", now.part, now.of).trim_end().to_owned();
            Tile { title, value: format!("{percent}%"), words, change: of_share(now, before), href: String::new() }
        }
    }
}

fn time(report: &Report) -> Tile {
    let (now, before) = (&report.figures.answered.days, &report.before.answered.days);
    let title = "Average time to answer";
    match (now.average(), now.median()) {
        (Some(average), Some(median)) => Tile {
            title,
            value: format!("{average:.1} days"),
            words: format!("Working days. Median {median:.1}."),
            change: of_days(Some(average), before.average()),
            href: String::new(),
        },
        (None, _) | (_, None) => Tile {
            title,
            value: "None".into(),
            words: "No complaint was answered.".into(),
            change: Change::default(),
            href: String::new(),
        },
    }
}

fn upheld(report: &Report) -> Tile {
    let outcomes = &report.figures.closed.outcomes;
    let part = outcomes.of(Some(&Finding::Upheld)) + outcomes.of(Some(&Finding::PartlyUpheld));
    let share = Share::new(part, outcomes.total());
    let title = "Upheld or partly upheld";
    match share.percent() {
        None => Tile {
            title,
            value: "None".into(),
            words: "No complaint was closed as answered.".into(),
            change: Change::default(),
            href: String::new(),
        },
        Some(percent) => Tile {
            title,
            value: format!("{} of {}", share.part, share.of),
            words: format!("{percent}% of complaints closed as answered."),
            change: Change::default(),
            href: String::new(),
        },
    }
}

/// "complaint".
pub fn one(kind: Kind) -> &'static str {
    match kind {
        Kind::Complaint => "complaint",
        Kind::Compliment => "compliment",
        Kind::Comment => "comment",
        Kind::ServiceRequest => "request",
    }
}

/// "complaints".
pub fn more(kind: Kind) -> &'static str {
    match kind {
        Kind::Complaint => "complaints",
        Kind::Compliment => "compliments",
        Kind::Comment => "comments",
        Kind::ServiceRequest => "requests",
    }
}
