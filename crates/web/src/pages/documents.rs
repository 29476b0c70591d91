//! The files of a case: the list, attaching, and each as a download. A browser never shows one of
//! them as a page of ours.

use askama::Template;
use axum::{Router, extract::Path, routing::get};
use domain::{Date, act::ActKind};

use super::case::{CaseHead, Tab, opened, parsed, title};
use crate::{
    answer::{self, Answer},
    door::Door,
    layout::{Errors, Frame, NavItem},
    timeline::when,
    visit::Visit,
};

/// The list, and each file.
pub fn routes() -> Router<Door> {
    Router::new()
        .route("/cases/{reference}/documents", get(list))
        .route("/cases/{reference}/documents/{number}", get(one))
}

#[derive(Template)]
#[template(path = "case_documents.html")]
struct DocumentsPage {
    frame: Frame,
    head: CaseHead,
    errors: Errors,
    files: Vec<Row>,
    may_attach: bool,
}

/// A file in the list.
struct Row {
    number: u32,
    name: String,
    size: String,
    when: String,
    by: String,
}

async fn list(Path(reference): Path<String>, visit: Visit) -> Answer {
    let file = opened(&visit, &reference).await?;
    let today = visit.today();
    let page = DocumentsPage {
        frame: visit.frame(&format!("{}: documents", title(&file)), Some(NavItem::Cases)),
        head: CaseHead::new(&visit, &file, Tab::Documents),
        errors: Errors::none(),
        files: file.case.documents.iter().rev().map(|document| row(&file, document, today)).collect(),
        may_attach: file.may(ActKind::AddDocument),
    };
    answer::page(&visit, &page)
}

fn row(file: &app::cases::CaseFile, document: &domain::case::Document, today: Date) -> Row {
    let by = domain::event::standing(&file.history).find_map(|recorded| match (&recorded.event, recorded.by) {
        (domain::Event::DocumentAdded { number, .. }, domain::By::Person(person)) if *number == document.number => {
            Some(file.name(person).to_owned())
        }
        _ => None,
    });
    Row {
        number: document.number,
        name: file.words(&document.name).to_owned(),
        size: size(document.bytes),
        when: when(document.at, today),
        by: by.unwrap_or_default(),
    }
}

/// "12 kB", "3.4 MB".
pub(super) fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
    }
}

async fn one(Path((reference, number)): Path<(String, u32)>, visit: Visit) -> Answer {
    let reference = parsed(&visit, &reference)?;
    let (row, bytes) =
        visit.run(move |visit| app::uploads::document(&visit.office, &visit.who, reference, number)).await?;
    answer::download(&row.name, app::uploads::media_type(&row.name), bytes)
}
