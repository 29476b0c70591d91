//! As at when the figures stand, whether they are locked, and what can be done about it.

use app::figures::{Report, is_over, may_lock};
use domain::{Date, london};

use super::{asked::Asked, links};
use crate::{layout::Link, visit::Visit, words};

/// The line below the heading.
pub struct Standing {
    /// "Checked and locked on Tue 3 Nov by Joanne Whitlock."
    pub words: String,
    /// "1 case changed since."; empty where none did.
    pub changed: String,
    /// The same period as it stands otherwise: now, or as it was locked.
    pub other: Option<Link>,
    /// The month that can be locked: its name, and the address to send to.
    pub lock: Option<Lock>,
}

/// The button that locks a month.
pub struct Lock {
    /// "October".
    pub month: String,
    /// Where it sends.
    pub action: String,
    /// The moment the page shows.
    pub as_at: String,
}

/// Says how the figures stand.
pub fn standing(visit: &Visit, report: &Report, asked: &Asked) -> Standing {
    let today = visit.today();
    let unlocked = Asked { as_at: None, ..*asked };
    let link = |asked: Asked, words: &str| Link { href: links::page(report.range, &asked), words: words.into() };
    let other = match (report.locked, asked.as_at) {
        (Some(_), Some(_)) => Some(link(unlocked, "See it as it was locked")),
        (Some(_), None) if report.changed_since > 0 => {
            Some(link(Asked { as_at: Some(visit.now), ..*asked }, "See it as it stands now"))
        }
        (None, Some(_)) => Some(link(unlocked, "See it as it stands now")),
        (Some(_), None) | (None, None) => None,
    };
    let lock =
        (asked.as_at.is_none() && asked.service.is_none() && may_lock(&visit.who, report, visit.now)).then(|| Lock {
            month: report.range.from().format("%B").to_string(),
            action: format!("/figures/{}/lock", report.range),
            as_at: links::moment(report.as_at),
        });
    Standing { words: told(report, asked, visit, today), changed: changed(report), other, lock }
}

fn told(report: &Report, asked: &Asked, visit: &Visit, today: Date) -> String {
    match report.locked.filter(|_| asked.as_at.is_none()) {
        Some((at, _)) => {
            let by = report.locked_by.as_deref().unwrap_or("somebody who has left");
            format!("Checked and locked on {} by {by}.", words::day(london::date_of(at), today))
        }
        None => {
            let over = if is_over(report.range, visit.now) { "" } else { " The period is not over yet." };
            format!("As at {}.{over}", words::moment(report.as_at))
        }
    }
}

fn changed(report: &Report) -> String {
    match report.changed_since {
        0 => String::new(),
        1 => "1 case changed since it was locked.".into(),
        more => format!("{more} cases changed since it was locked."),
    }
}
