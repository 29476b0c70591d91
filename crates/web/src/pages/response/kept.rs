//! Two people wrote at once: nothing is lost. Both texts are shown, and the second person chooses.

use app::cases::CaseFile;
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use domain::act::ActKind;

use super::seen;
use crate::{
    answer::{self, Answer},
    differences::{Piece, joined, pieces},
    form::Sent,
    layout::{Frame, NavItem},
    pages::case::{opened, person_line, title},
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
    theirs: Vec<Piece>,
    mine: String,
    version: u32,
    may_write: bool,
}

/// POST: both texts in one, to be read and saved. What was typed before stays kept until then.
pub(super) async fn join(Path(reference): Path<String>, sent: Sent) -> Answer {
    let file = opened(&sent.visit, &reference).await?;
    let mine = seen::same_lines(sent.fields.text("text"));
    page(&sent.visit, &file, &joined(&seen::draft_words(&file), &mine))
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
        theirs: pieces(mine, &seen::draft_words(file)),
        mine: mine.to_owned(),
        version: seen::version(file),
        may_write: file.may(ActKind::Draft),
    };
    answer::with_status(visit, StatusCode::CONFLICT, &page)
}
