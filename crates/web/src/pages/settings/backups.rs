//! The backups there are, and one more now.

use app::backups::Backup;
use askama::Template;
use axum::{Router, routing::get};

use super::{Section, Shell, frame, shell};
use crate::{
    answer::{self, Answer},
    door::Door,
    form::Sent,
    layout::{Errors, Frame},
    said::Said,
    visit::Visit,
    words,
};

pub(super) fn routes() -> Router<Door> {
    Router::new().route("/settings/backups", get(show).post(make))
}

#[derive(Template)]
#[template(path = "settings_backups.html")]
struct BackupsPage {
    frame: Frame,
    shell: Shell,
    /// Where they are; empty for an office without a folder.
    folder: String,
    rows: Vec<Row>,
}

/// A backup.
struct Row {
    name: String,
    when: String,
    size: String,
}

async fn show(visit: Visit) -> Answer {
    let backups = visit.run(|visit| app::backups::list(&visit.office, &visit.who)).await?;
    let row =
        |backup: &Backup| Row { name: backup.name.clone(), when: words::moment(backup.at), size: size(backup.bytes) };
    let page = BackupsPage {
        frame: frame(&visit, Section::Backups, &Errors::none()),
        shell: shell(&visit, Section::Backups),
        folder: backups.folder.map(|folder| folder.display().to_string()).unwrap_or_default(),
        rows: backups.kept.iter().map(row).collect(),
    };
    answer::page(&visit, &page)
}

async fn make(Sent { visit, .. }: Sent) -> Answer {
    let name = visit.run(|visit| app::backups::make(&visit.office, &visit.who, visit.now)).await?;
    visit.go(Section::Backups.href(), Said::new(format!("Backed up as {name}. It was read back and is sound.")))
}

/// "412 kB", "3.1 MB".
fn size(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{} kB", bytes.div_ceil(1000)),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_are_short() {
        for (bytes, words) in [(0, "0 kB"), (1, "1 kB"), (411_500, "412 kB"), (3_150_000, "3.1 MB")] {
            assert_eq!(size(bytes), words);
        }
    }
}
