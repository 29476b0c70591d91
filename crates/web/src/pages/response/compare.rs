//! What changed from one version of the response to another, word by word.

use app::{Problem, cases::CaseFile};
use askama::Template;
use axum::extract::Path;
use domain::{
    By, Event, TextRef,
    event::{self, Recorded},
};

use crate::{
    answer::{self, Answer, Failure},
    differences::{Piece, pieces},
    form::Fields,
    layout::{Frame, NavItem},
    pages::case::{opened, person_line, title},
    timeline::when,
    visit::Visit,
};

#[derive(Template)]
#[template(path = "response_compare.html")]
struct ComparePage<'a> {
    frame: Frame,
    reference: String,
    who: String,
    from: u32,
    to: u32,
    versions: &'a [Version<'a>],
    pieces: Vec<Piece>,
}

/// A version that can be looked at.
struct Version<'a> {
    number: u32,
    words: String,
    text: &'a TextRef,
}

/// GET: `from` and `to` say which; without them, the latest and the one before it.
pub(super) async fn show(Path(reference): Path<String>, visit: Visit) -> Answer {
    let file = opened(&visit, &reference).await?;
    let versions: Vec<Version<'_>> =
        event::standing(&file.history).filter_map(|recorded| version(&file, recorded, &visit)).collect();
    let query = Fields::parse(visit.address.split_once('?').map_or("", |(_, query)| query).as_bytes());
    let find = |name: &str, back: usize| {
        let asked = query.number::<u32>(name);
        let known = versions.len().checked_sub(back).and_then(|at| versions.get(at));
        versions.iter().find(|each| Some(each.number) == asked).or(known)
    };
    let (Some(from), Some(to)) = (find("from", 2), find("to", 1)) else {
        let problem = Problem::NotFound("There are no two versions of this response to compare.".into());
        return Err(Failure::new(problem, visit));
    };
    let page = ComparePage {
        frame: visit.frame(&format!("{}: versions compared", title(&file)), Some(NavItem::Cases)),
        reference: file.case.reference.to_string(),
        who: person_line(&file),
        from: from.number,
        to: to.number,
        pieces: pieces(file.words(from.text), file.words(to.text)),
        versions: &versions,
    };
    answer::page(&visit, &page)
}

fn version<'a>(file: &'a CaseFile, recorded: &'a Recorded, visit: &Visit) -> Option<Version<'a>> {
    let (Event::Drafted { version, text }, By::Person(person)) = (&recorded.event, recorded.by) else { return None };
    let words = format!("Version {version}, {}, {}", file.name(person), when(recorded.at, visit.today()));
    Some(Version { number: *version, words, text })
}
