//! What this is, and where the records are.

use askama::Template;
use axum::{Router, routing::get};

use super::{Section, Shell, frame, shell};
use crate::{
    answer::{self, Answer},
    door::Door,
    layout::{Errors, Frame},
    visit::Visit,
    words,
};

pub(super) fn routes() -> Router<Door> {
    Router::new().route("/settings/about", get(show))
}

#[derive(Template)]
#[template(path = "settings_about.html")]
struct About {
    frame: Frame,
    shell: Shell,
    facts: Vec<(&'static str, String)>,
}

async fn show(visit: Visit) -> Answer {
    let facts = visit
        .run(|visit| {
            app::people::settings_readers_only(&visit.who)?;
            let book = visit.office.rules_for(visit.today(), visit.today())?;
            let procedure = book.procedure();
            let kept =
                visit.office.folder().map_or_else(|| "In memory only".into(), |folder| folder.display().to_string());
            Ok(vec![
                ("Version", env!("CARGO_PKG_VERSION").to_owned()),
                ("Records", kept),
                ("Council", visit.office.council().name.clone()),
                (
                    "Procedure",
                    format!(
                        "{}, version {}, in force since {}",
                        procedure.name,
                        procedure.version,
                        words::long_day(procedure.in_force)
                    ),
                ),
                ("Where it comes from", procedure.source.clone()),
                ("Bank holidays", visit.office.calendar().nation().title().to_owned()),
            ])
        })
        .await?;
    answer::page(
        &visit,
        &About { frame: frame(&visit, Section::About, &Errors::none()), shell: shell(&visit, Section::About), facts },
    )
}
