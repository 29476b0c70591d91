//! What the council is called and how it is reached: for the title bar, letters and exports.

use app::settings::Council;
use askama::Template;
use axum::{Router, routing::get};
use domain::Role;

use super::{Section, Shell, frame, shell};
use crate::{
    answer::{self, Answer},
    door::Door,
    form::{Fields, Sent},
    layout::{Errors, Frame},
    pages::{
        checked::checked,
        unsent::{self, Unsent},
    },
    said::Said,
    visit::Visit,
};

/// Of the draft of this form.
const KEY: &str = "settings/council";

pub(super) fn routes() -> Router<Door> {
    Router::new().route("/settings/council", get(show).post(keep))
}

#[derive(Template)]
#[template(path = "settings_council.html")]
struct CouncilPage {
    frame: Frame,
    shell: Shell,
    errors: Errors,
    council: Council,
    wards: String,
    idle: String,
    unsent: Option<Unsent>,
}

fn page(visit: &Visit, council: Council, idle: String, errors: Errors) -> CouncilPage {
    CouncilPage {
        frame: frame(visit, Section::Council, &errors),
        shell: shell(visit, Section::Council),
        errors,
        wards: council.wards.join("\n"),
        idle,
        council,
        unsent: None,
    }
}

async fn show(visit: Visit) -> Answer {
    let unsent = visit
        .run(|visit| {
            app::people::settings_readers_only(&visit.who)?;
            if visit.who.role() == Role::Administrator { unsent::find(visit, KEY) } else { Ok(None) }
        })
        .await?;
    let kept = visit.office.council();
    let council = unsent.as_ref().map_or_else(|| (*kept).clone(), |unsent| read(&unsent.fields, &kept));
    let idle = unsent
        .as_ref()
        .map_or_else(|| kept.idle_minutes.to_string(), |unsent| unsent.fields.text("idle_minutes").to_owned());
    answer::page(&visit, &CouncilPage { unsent, ..page(&visit, council, idle, Errors::none()) })
}

async fn keep(Sent { visit, fields }: Sent) -> Answer {
    let council = read(&fields, &visit.office.council());
    let typed = council.clone();
    let kept = checked(&visit, move |visit| {
        app::settings::keep_council(&visit.office, &visit.who, &council, visit.now)?;
        unsent::saved(visit, KEY)
    });
    match kept.await? {
        Ok(()) => visit.go(Section::Council.href(), Said::new("Saved. Letters and pages show it from now on.")),
        Err(errors) => answer::unprocessable(&visit, &page(&visit, typed, fields.text("idle_minutes").into(), errors)),
    }
}

/// The fields of this page; the procedure and the nation are changed on theirs.
fn read(fields: &Fields, before: &Council) -> Council {
    Council {
        name: fields.text("name").into(),
        initials: fields.text("initials").into(),
        colour: fields.text("colour").into(),
        address: fields.text("address").into(),
        phone: fields.text("phone").into(),
        email: fields.text("email").into(),
        wards: fields.text("wards").lines().map(str::to_owned).collect(),
        idle_minutes: fields.number("idle_minutes").unwrap_or(0),
        ..before.clone()
    }
}
