//! The cards below the table: figure by figure, with what each counts.

use app::figures::{Line, Report, lines};
use domain::figures::{Definition, definition};

use super::{
    asked::Asked,
    links::{self, Which},
};

/// A card of one or more figures.
pub struct Card {
    /// Its id on the page.
    pub id: &'static str,
    /// Its heading.
    pub heading: &'static str,
    /// Its rows.
    pub rows: Vec<Row>,
    /// Whether any row is a share of something.
    pub shares: bool,
    /// What the figures in it count.
    pub definitions: Vec<&'static Definition>,
    /// What it says without rows.
    pub none: &'static str,
}

/// A line of a card.
pub struct Row {
    /// What is counted.
    pub title: String,
    /// The number.
    pub value: String,
    /// Its cases; empty where there are none.
    pub href: String,
    /// "90% of 41".
    pub share: String,
    /// In the period before.
    pub before: String,
}

/// The card that is there only where a complaint was in a later stage.
const LATER: &str = "later";

/// The card that is there only where a procedure promises shares.
const STANDARDS: &str = "standards";

/// Headings, the figures in each, and what is said without any.
const CARDS: [(&str, &str, &[&str], &str); 11] = [
    (
        "in-time",
        "In time",
        &["acknowledged", "answered-in-time", "answered-in-agreed-time", "answered-late", "days-to-answer"],
        "",
    ),
    ("open", "Open at the end, and how old", &["open"], ""),
    ("closed", "How complaints ended", &["closed"], ""),
    ("outcomes", "Outcomes", &["outcomes"], "No complaint was closed as answered."),
    ("remedies", "Remedies", &["remedies"], "No remedy was promised on complaints closed in this period."),
    ("lessons", "Lessons", &["lessons"], ""),
    (
        "channels",
        "How it came in",
        &["received-by-channel", "logged-later", "without-limits", "no-time-limit", "reopened"],
        "",
    ),
    ("grounds", "What it was about", &["received-by-ground"], "Nothing was received."),
    ("wards", "Where it happened", &["received-by-ward"], "Nothing was received."),
    (LATER, "Later stages", &["later-stages"], ""),
    (STANDARDS, "Standards of timeliness", &["standards"], ""),
];

/// Makes them.
pub fn cards(report: &Report, asked: &Asked, live: bool) -> Vec<Card> {
    let lines = lines(report);
    let card = |(id, heading, figures, none): (&'static str, &'static str, &[&str], &'static str)| {
        let of = figures.iter().flat_map(|figure| lines.iter().filter(move |line| line.figure == *figure));
        let rows: Vec<Row> = of.map(|line| row(report, asked, live, line)).collect();
        Card {
            id,
            heading,
            shares: rows.iter().any(|row| !row.share.is_empty()),
            rows,
            definitions: figures.iter().filter_map(|figure| definition(figure)).collect(),
            none,
        }
    };
    CARDS.into_iter().map(card).filter(|card| ![LATER, STANDARDS].contains(&card.id) || !card.rows.is_empty()).collect()
}

fn row(report: &Report, asked: &Asked, live: bool, line: &Line) -> Row {
    let which = Which { figure: line.figure, part: line.part.as_deref(), about: None };
    let (value, before) = (line.number.words(), line.before.words());
    let href = if matches!(value.as_str(), "0" | "none") {
        String::new()
    } else {
        links::cases(report.range, asked, live, which)
    };
    Row { title: line.in_its_table(), share: line.shared(), value, href, before }
}
