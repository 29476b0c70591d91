//! Two people wrote at once: nothing is lost. Both texts are shown, and the second person chooses.

use app::cases::CaseFile;
use askama::Template;
use axum::http::StatusCode;
use domain::act::ActKind;

use super::{compare, seen};
use crate::{
    answer::{self, Answer},
    layout::{Frame, NavItem},
    pages::case::{person_line, title},
    visit::Visit,
    words,
};

#[derive(Template)]
#[template(path = "response_kept.html")]
struct KeptPage {
    frame: Frame,
    reference: String,
    who: String,
    what: String,
    theirs: Vec<compare::Piece>,
    mine: String,
    version: u32,
    may_write: bool,
}

/// Shows both: theirs with what differs from mine, and mine to be changed and saved.
pub(super) fn page(visit: &Visit, file: &CaseFile, mine: &str) -> Answer {
    let draft = file.case.draft.as_ref();
    let changed = draft.map(|draft| (draft.amended_by.unwrap_or(draft.author), draft.at));
    let what = match changed {
        Some((person, at)) => format!(
            "{} changed this response at {}. Your words are kept below. Choose which to keep.",
            file.name(person),
            words::time(at)
        ),
        None => "This response was changed in the meantime. Your words are kept below. Choose which to keep.".into(),
    };
    let page = KeptPage {
        frame: visit.frame(&format!("Choose which to keep: {}", title(file)), Some(NavItem::Cases)),
        reference: file.case.reference.to_string(),
        who: person_line(file),
        what,
        theirs: compare::pieces(mine, &seen::draft_words(file)),
        mine: mine.to_owned(),
        version: seen::version(file),
        may_write: file.may(ActKind::Draft),
    };
    answer::with_status(visit, StatusCode::CONFLICT, &page)
}
