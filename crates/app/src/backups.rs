//! The backups beside the database, for the settings pages. Making one and keeping the newest is
//! [`crate::housekeeping`]'s business.

use std::{
    path::{Path, PathBuf},
    sync::PoisonError,
};

use chrono::{NaiveDateTime, TimeDelta};
use domain::{Moment, london};

use crate::{
    Office, Problem, Who, housekeeping,
    people::{administrators_only, settings_readers_only},
};

/// A backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// Name of the file.
    pub name: String,
    /// When it was made.
    pub at: Moment,
    /// Its size in bytes.
    pub bytes: u64,
}

/// What there is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backups {
    /// Where they are; `None` for an office without a folder.
    pub folder: Option<PathBuf>,
    /// Newest first.
    pub kept: Vec<Backup>,
}

/// The backups there are. For administrators and the Head of Customer Services.
pub fn list(office: &Office, who: &Who) -> Result<Backups, Problem> {
    settings_readers_only(who)?;
    let Some(folder) = folder(office) else { return Ok(Backups { folder: None, kept: Vec::new() }) };
    let mut kept: Vec<Backup> = match std::fs::read_dir(&folder) {
        Ok(entries) => entries.filter_map(|entry| backup(&entry.ok()?)).collect(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
        Err(error) => return Err(Problem::Broken(format!("The folder {} cannot be read: {error}.", folder.display()))),
    };
    kept.sort_by_key(|backup| std::cmp::Reverse(backup.at));
    Ok(Backups { folder: Some(folder), kept })
}

/// When the newest backup was made; `None` where there is none, or nowhere for one. Looked up once a
/// minute, since every page says it.
pub fn last(office: &Office, now: Moment) -> Option<Moment> {
    let mut known = office.last_backup.lock().unwrap_or_else(PoisonError::into_inner);
    match *known {
        Some((looked, last)) if (now - looked).abs() < TimeDelta::minutes(1) => last,
        Some(_) | None => {
            let last = folder(office).and_then(|folder| newest(&folder));
            *known = Some((now, last));
            last
        }
    }
}

fn newest(folder: &Path) -> Option<Moment> {
    let names = std::fs::read_dir(folder).ok()?.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    names.filter_map(|name| made_at(&name)).max()
}

/// Makes a backup while people work; returns the name of the file. Only for administrators.
pub fn make(office: &Office, who: &Who, now: Moment) -> Result<String, Problem> {
    administrators_only(who)?;
    let folder = folder(office)
        .ok_or_else(|| Problem::NotFound("This office is not kept in a folder, so it has no backups.".into()))?;
    std::fs::create_dir_all(&folder)
        .map_err(|error| Problem::Broken(format!("The folder {} cannot be made: {error}.", folder.display())))?;
    let name = housekeeping::backup_name(now);
    housekeeping::back_up(office, &folder.join(&name))?;
    *office.last_backup.lock().unwrap_or_else(PoisonError::into_inner) = None;
    office.store().write(|writing| {
        let detail = serde_json::json!({ "file": name }).to_string();
        Ok::<_, Problem>(writing.note_office_event(now, Some(who.id()), "backup-made", &detail)?)
    })?;
    Ok(name)
}

fn folder(office: &Office) -> Option<PathBuf> {
    office.folder().map(|folder| folder.join("backups"))
}

fn backup(entry: &std::fs::DirEntry) -> Option<Backup> {
    let name = entry.file_name().into_string().ok()?;
    let at = made_at(&name)?;
    Some(Backup { at, bytes: entry.metadata().ok()?.len(), name })
}

/// The moment in the name of a backup; `None` for other files.
fn made_at(name: &str) -> Option<Moment> {
    NaiveDateTime::parse_from_str(name, "heard-%Y-%m-%d-%H%M%S.db").ok().map(london::moment_of)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_backup_says_when_it_was_made() {
        let now: Moment = "2026-07-01T11:30:05Z".parse().expect("a moment");
        assert_eq!(made_at(&housekeeping::backup_name(now)), Some(now));
        for other in ["heard.db", "heard-2026-07-01.db", "heard-2026-07-01-123005.db-wal", "notes.txt"] {
            assert_eq!(made_at(other), None, "{other}");
        }
    }
}
