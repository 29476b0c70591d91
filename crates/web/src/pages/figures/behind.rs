//! The page of the cases behind one number.

use app::figures::{Behind, MOST};
use askama::Template;
use domain::{ServiceId, figures::definition};

use super::{asked::Asked, links};
use crate::{form::Fields, layout::Frame, pages::cases::Line, visit::Visit, words};

/// Which number, as the address says it.
pub struct Named {
    /// The figure's id.
    pub figure: String,
    /// The part of it.
    pub part: Option<String>,
    /// Narrowed to one service, or to those of none.
    pub about: Option<Option<ServiceId>>,
}

impl Named {
    /// Reads `figure`, `part` and `about`.
    pub fn of(fields: &Fields) -> Named {
        let about = match fields.text("about") {
            "none" => Some(None),
            _ => fields.number("about").map(|id| Some(ServiceId(id))),
        };
        Named {
            figure: fields.text("figure").to_owned(),
            part: fields.has("part").then(|| fields.text("part").to_owned()),
            about,
        }
    }
}

/// The page.
#[derive(Template)]
#[template(path = "figures_cases.html")]
pub struct BehindPage {
    frame: Frame,
    period: String,
    back: String,
    title: &'static str,
    text: &'static str,
    said: String,
    lines: Vec<Line>,
}

impl BehindPage {
    /// The page of what was found.
    pub fn of(visit: &Visit, frame: Frame, number: &Named, found: Behind, asked: Asked) -> BehindPage {
        let (today, calendar) = (visit.today(), visit.office.calendar());
        let definition = definition(&number.figure);
        BehindPage {
            period: found.range.title(),
            back: links::page(found.range, &asked),
            title: definition.map_or("Cases", |definition| definition.title),
            text: definition.map_or("", |definition| definition.text),
            said: said(&found),
            lines: found.lines.iter().map(|line| Line::of(line, today, &calendar)).collect(),
            frame,
        }
    }
}

fn said(found: &Behind) -> String {
    let (count, at) = (words::counted(found.count as u64, "case", "cases"), words::moment(found.as_at));
    let shown = found.lines.len();
    let hidden = match found.count {
        all if all == shown => String::new(),
        all if all > MOST => format!(" The first {shown} are shown."),
        _ => {
            format!(" You can see {shown} of them. The others are with another service now, or hidden from most staff.")
        }
    };
    format!("{count}, counted as at {at} and shown as they are now.{hidden}")
}
