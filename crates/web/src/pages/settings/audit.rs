//! Who changed what in the office itself.

use app::audit::Noted;
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

/// How many changes are listed.
const NEWEST: u32 = 500;

pub(super) fn routes() -> Router<Door> {
    Router::new().route("/settings/audit", get(show))
}

#[derive(Template)]
#[template(path = "settings_audit.html")]
struct Audit {
    frame: Frame,
    shell: Shell,
    rows: Vec<Row>,
    newest: u32,
    /// Whether there may be more.
    full: bool,
}

/// A change.
struct Row {
    when: String,
    who: String,
    what: String,
}

async fn show(visit: Visit) -> Answer {
    let events = visit.run(|visit| app::audit::office_events(&visit.office, &visit.who, NEWEST)).await?;
    let rows: Vec<Row> = events.iter().map(row).collect();
    let full = rows.len() == NEWEST as usize;
    answer::page(
        &visit,
        &Audit {
            frame: frame(&visit, Section::Audit, &Errors::none()),
            shell: shell(&visit, Section::Audit),
            rows,
            newest: NEWEST,
            full,
        },
    )
}

fn row(noted: &Noted) -> Row {
    Row {
        when: words::moment(noted.event.at),
        who: if noted.by.is_empty() { "Heard".into() } else { noted.by.clone() },
        what: what(noted),
    }
}

/// What happened, as a sentence; a kind that this page does not know is named as it was noted.
fn what(noted: &Noted) -> String {
    let detail: serde_json::Value = serde_json::from_str(&noted.event.detail).unwrap_or_default();
    let text = |name: &str| detail[name].as_str().unwrap_or_default().to_owned();
    let about = if noted.about.is_empty() { "somebody" } else { noted.about.as_str() };
    match noted.event.kind.as_str() {
        "set-up" => "Set Heard up".into(),
        "person-kept" => {
            let role = domain::Role::named(&text("role")).map_or("no role", domain::Role::title);
            let left = if detail["active"].as_bool() == Some(false) { ", who may not sign in" } else { "" };
            format!("Added or changed {about}, {role}{left}")
        }
        "person-left" => format!("{about} left, and {} cases were handed over", detail["cases"]),
        "password-changed" => "Changed their own password".into(),
        "service-kept" => format!("Added or changed the service {about}"),
        "council-kept" => {
            let changed: Vec<&str> =
                detail["changed"].as_array().into_iter().flatten().filter_map(|name| name.as_str()).collect();
            if changed.is_empty() {
                "Saved the council’s settings without a change".into()
            } else {
                format!("Changed the council’s {}", changed.join(", "))
            }
        }
        "procedure-adopted" => {
            let before = match detail["before"]["version"].as_u64() {
                Some(version) => format!(
                    ", instead of {}, version {version}",
                    detail["before"]["procedure"].as_str().unwrap_or_default()
                ),
                None => String::new(),
            };
            let read: Vec<&str> =
                detail["readings"].as_array().into_iter().flatten().filter_map(|read| read.as_str()).collect();
            let read = if read.is_empty() { String::new() } else { format!("; read as: {}", read.join("; ")) };
            format!("Adopted {}, version {}{before}{read}", text("name"), detail["version"])
        }
        "procedure-kept" => format!("Wrote {}, version {}", text("name"), detail["version"]),
        "procedure-discarded" => format!("Threw away {}, version {}", text("procedure"), detail["version"]),
        "also-followed" => {
            format!("Follows {}, version {}, as well, for the cases it takes", text("name"), detail["version"])
        }
        "also-left" => format!("Follows {} no longer beside the own procedure", text("name")),
        "measured-against" if detail["name"].is_null() => {
            "Measured cases against nothing else than their procedure".into()
        }
        "measured-against" => format!("Measured cases also against {}, version {}", text("name"), detail["version"]),
        "day-off-added" => format!("Added {} on {}", text("name"), text("date")),
        "published-days-renewed" => "Took in the bank holidays published since".into(),
        "published-days-put-back" => "Went back to the bank holidays before".into(),
        "day-off-removed" => format!("Removed {} on {}", text("name"), text("date")),
        "nation-changed" => {
            let title = |name: &str| {
                text(name).parse::<domain::Nation>().map_or_else(|_| text(name), |nation| nation.title().into())
            };
            format!("Chose the bank holidays of {} instead of {}", title("nation"), title("before"))
        }
        "reminders-kept" if detail["on"].as_bool() == Some(false) => {
            "Changed when people are reminded: not at all".into()
        }
        "reminders-kept" => "Changed when people are reminded".into(),
        "mail-server-kept" => format!("Changed the mail server: {}, port {}", text("host"), detail["port"]),
        "mail-tested" if detail["accepted"].as_bool() == Some(true) => {
            "Sent a test message, which the server took".into()
        }
        "mail-tested" => "Sent a test message, which was not taken".into(),
        "template-kept" => {
            let title =
                domain::letter::Purpose::named(&text("purpose")).map_or("letter", domain::letter::Purpose::title);
            format!("Changed the letter “{title}”, now version {}", detail["version"])
        }
        "view-shared" => format!("Saved the view {} for everybody", text("name")),
        "view-taken-back" => format!("Kept the view {} from everybody", text("name")),
        "view-deleted" => format!("Deleted the view {}, which everybody saw", text("name")),
        "layout-kept" => format!("Saved the layout {} for exports", text("name")),
        "layout-deleted" => format!("Deleted the layout {} for exports", text("name")),
        "lesson-kept" => "Wrote or changed a lesson".into(),
        "lesson-taken-away" => "Took a lesson away".into(),
        "review-recorded" => format!("Wrote a review down: {}", text("title")),
        "review-put-back" => format!("Put a review back: {}", text("title")),
        "review-taken-back" => format!("Took a review back: {}", text("title")),
        "lesson-put-back" => "Put a lesson back".into(),
        "register-exported" => {
            format!("Exported a register: {}, {} rows", text("register"), detail["rows"])
        }
        "cases-exported" => format!("Exported a list of {} cases", detail["cases"]),
        "backup-made" => format!("Made the backup {}", text("file")),
        other => words::capital(&other.replace('-', " ")),
    }
}
