//! Where numbers lead: to the list of cases when its filters ask for exactly the same cases, and
//! otherwise to the list of the cases a number was counted from.

use domain::{Moment, ServiceId, feedback::Kind, figures::Range};

use super::asked::Asked;
use crate::form::encoded;

/// Which number.
#[derive(Debug, Clone, Copy)]
pub struct Which<'a> {
    /// The figure's id.
    pub figure: &'a str,
    /// The part of it.
    pub part: Option<&'a str>,
    /// Narrowed to one service, or to those of none.
    pub about: Option<Option<ServiceId>>,
}

/// The page of a period.
pub fn page(range: Range, asked: &Asked) -> String {
    with(format!("/figures/{range}"), pairs(asked))
}

/// The period as a file.
pub fn file(range: Range, ending: &str, asked: &Asked) -> String {
    with(format!("/figures/{range}.{ending}"), pairs(asked))
}

/// All files of the period in one.
pub fn pack(range: Range, asked: &Asked) -> String {
    with(format!("/figures/{range}/pack"), pairs(asked))
}

/// The period as a report for Members.
pub fn members(range: Range, asked: &Asked) -> String {
    with(format!("/figures/{range}-members.docx"), pairs(asked))
}

/// The cases behind a number. `live` says that the figures are as they stand now, so that a list
/// of cases as they are now has the same in it.
pub fn cases(range: Range, asked: &Asked, live: bool, which: Which<'_>) -> String {
    let plain = match (live, which.figure, which.part, which.about.flatten().or(asked.service)) {
        (true, "received", None, service) if which.about != Some(None) => Some((None, service)),
        (true, "received", Some(kind), service) if which.about != Some(None) => {
            Kind::named(kind).map(|kind| (Some(kind), service))
        }
        _ => None,
    };
    match plain {
        Some((kind, service)) => {
            let mut of =
                vec![("state", "all".to_owned()), ("from", range.from().to_string()), ("to", range.to().to_string())];
            of.extend(kind.map(|kind| ("kind", kind.as_str().to_owned())));
            of.extend(service.map(|service| ("service", service.to_string())));
            with("/cases".into(), of)
        }
        None => counted(range, asked, which),
    }
}

/// The list of the cases a number was counted from.
fn counted(range: Range, asked: &Asked, which: Which<'_>) -> String {
    let mut of = vec![("figure", which.figure.to_owned())];
    of.extend(which.part.map(|part| ("part", part.to_owned())));
    of.extend(which.about.map(|about| ("about", about.map_or("none".into(), |service| service.to_string()))));
    of.extend(pairs(asked));
    with(format!("/figures/{range}/cases"), of)
}

/// A moment as addresses write it.
pub fn moment(moment: Moment) -> String {
    moment.to_rfc3339_opts(chrono::SecondsFormat::Micros, true)
}

fn pairs(asked: &Asked) -> Vec<(&'static str, String)> {
    let service = asked.service.map(|service| ("service", service.to_string()));
    let as_at = asked.as_at.map(|at| ("as_at", moment(at)));
    service.into_iter().chain(as_at).collect()
}

fn with(path: String, pairs: Vec<(&str, String)>) -> String {
    let query: Vec<String> = pairs.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    if query.is_empty() { path } else { format!("{path}?{}", query.join("&")) }
}
