//! An import that was begun and not finished: after each look what was said so far is kept as the draft of the
//! import, beside what the script keeps while somebody chooses, and the first page offers to go on with it.

use app::{drafts, import};

use super::{
    super::unsent::Unsent,
    asked::{Asked, Found, column_field},
    start::DRAFT,
};
use crate::{answer::Failure, form::Fields, visit::Visit};

/// The step of a form that only goes on with what is kept.
pub(super) const GO_ON: &str = "go-on";

/// As the first page offers it.
pub(super) struct Begun {
    /// The name of the file.
    pub(super) file: String,
    /// "10:42".
    pub(super) kept: String,
}

/// What was begun, while its file is kept.
pub(super) async fn of(visit: &Visit, unsent: Option<&Unsent>) -> Result<Option<Begun>, Failure> {
    let Some((upload, kept)) = unsent.map(|unsent| (last_upload(&unsent.fields), unsent.kept.clone())) else {
        return Ok(None);
    };
    let name = visit.run(move |visit| import::kept_name(&visit.office, &visit.who, &upload)).await?;
    Ok(name.map(|file| Begun { file, kept }))
}

/// The fields of the page that somebody left.
pub(super) async fn take_up(visit: &Visit) -> Result<Fields, Failure> {
    let draft = visit.run(|visit| drafts::find(&visit.office, &visit.who, DRAFT)).await?;
    let fields = draft.map(|draft| Fields::from_json(&draft.body)).unwrap_or_default();
    let step = match fields.text("step") {
        _ if fields.has(&column_field(0)) => CHOSEN,
        COLUMNS => COLUMNS,
        _ => "",
    };
    Ok(fields.with("step", vec![step.to_owned()]))
}

/// The columns are shown as somebody chose them and did not send them.
pub(super) const CHOSEN: &str = "chosen";
/// The columns are shown as the mapping has them.
pub(super) const COLUMNS: &str = "columns";

/// Keeps what was said so far.
pub(super) async fn keep(visit: &Visit, asked: &Asked, found: &Found) -> Result<(), Failure> {
    let of = |mapping: String, step: &str| {
        let said = [("upload", asked.upload.clone()), ("mapping", mapping), ("dates", asked.dates.clone())];
        Fields::of(said.into_iter().chain([("step", step.to_owned())]))
    };
    let kept = match found {
        Found::Plan(_, mapping) => of(mapping.to_text(), ""),
        Found::Columns(seen, wrong) if wrong.is_empty() => of(seen.mapping.to_text(), COLUMNS),
        // The choices are those that were sent, and the script keeps them already.
        Found::Columns(..) | Found::Wrong(_) => return Ok(()),
    };
    let keep =
        move |visit: &Visit| drafts::keep(&visit.office, &visit.who, DRAFT, &kept.to_json(), None, visit.now).map(drop);
    visit.run(keep).await
}

/// The id of the file that was sent last.
pub(super) fn last_upload(fields: &Fields) -> String {
    fields.all("upload").into_iter().rfind(|id| !id.is_empty()).unwrap_or_default()
}
