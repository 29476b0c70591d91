//! One case as a line of a list: what Today and Cases show of it.

use app::CaseLine;
use domain::{Calendar, Date};

use crate::{
    due::{self, Tag},
    layout::Due,
    words,
};

/// A case in a list.
pub struct Line {
    /// Its reference.
    pub reference: String,
    /// A few words to know it by.
    pub title: String,
    /// Its page.
    pub href: String,
    /// "2026-0391 · Mr Colin Prentice · Waste and recycling".
    pub about: String,
    /// What it is.
    pub kind: Tag,
    /// The day of receipt.
    pub received: String,
    /// Its next date.
    pub due: Due,
    /// Where it is.
    pub tag: Tag,
    /// The later stage it is in; empty in the one it began in.
    pub stage: String,
    /// Who has it.
    pub whom: String,
}

impl Line {
    /// The line as it reads on `today`.
    pub fn of(line: &CaseLine, today: Date, calendar: &Calendar) -> Line {
        let reference = line.row.reference.to_string();
        let customer = line.customer_name.as_deref().filter(|name| !name.trim().is_empty()).unwrap_or("Name not given");
        let parts = [Some(reference.as_str()), Some(customer), line.service_name.as_deref()];
        Line {
            title: if line.row.title.trim().is_empty() { format!("Case {reference}") } else { line.row.title.clone() },
            href: format!("/cases/{reference}"),
            about: parts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
            kind: due::kind_tag(line.row.kind),
            received: words::day(line.row.received, today),
            due: due::of_line(line, today, calendar),
            tag: due::line_tag(line),
            stage: line.row.later.as_ref().map(|later| later.title.clone()).unwrap_or_default(),
            whom: due::with_whom(line),
            reference,
        }
    }
}
