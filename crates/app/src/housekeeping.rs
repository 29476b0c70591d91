//! Keeping the records whole: backups, the check of every history, dates after a calendar change.

use std::path::{Path, PathBuf};

use domain::{
    Case, Moment,
    calendar::{DayOff, DayOffKind},
    london,
};

use crate::{Office, Problem, Who, cases};

/// What a check of all records found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verified {
    /// Cases looked at.
    pub cases: u64,
    /// Events replayed.
    pub events: u64,
    /// What is wrong, one sentence each; empty when all is well.
    pub problems: Vec<String>,
}

/// Replays every history and compares it with the row that lists read; checks the database, the
/// chain of hashes and the references. `progress` is told how many cases were looked at.
pub fn verify(office: &Office, progress: &mut dyn FnMut(u64)) -> Result<Verified, Problem> {
    office.read(|reading| {
        let mut verified = Verified { problems: reading.verify_integrity()?, ..Verified::default() };
        for reference in reading.all_references()? {
            verified.cases += 1;
            let history = reading.history(reference)?;
            verified.events += history.len() as u64;
            let Some(case) = Case::replay(reference, &history) else {
                verified.problems.push(format!("{reference}: the history does not begin with logging."));
                continue;
            };
            let kept = reading.row(reference)?;
            let book = office.rules_of(&case.under)?;
            let folded = cases::row(reading, &case, book.rules(), case.changed_at)?;
            if kept.is_none_or(|kept| kept != store::CaseRow { search: String::new(), ..folded }) {
                verified.problems.push(format!("{reference}: the row does not agree with the history."));
            }
            progress(verified.cases);
        }
        Ok(verified)
    })
}

/// Copies the database while people work; the copy is checked before it gets its name.
pub fn back_up(office: &Office, to: &Path) -> Result<(), Problem> {
    Ok(office.store().backup(to)?)
}

/// Name of a backup made at this moment.
pub fn backup_name(now: Moment) -> String {
    format!("heard-{}.db", london::local(now).format("%Y-%m-%d-%H%M%S"))
}

/// Makes the backup of the day in the folder `backups`, once; keeps the newest 30. Returns where
/// it is, or `None` where today's is there already.
pub fn daily_backup(office: &Office, now: Moment) -> Result<Option<PathBuf>, Problem> {
    let Some(folder) = office.folder().map(|folder| folder.join("backups")) else { return Ok(None) };
    let failed =
        |error: std::io::Error| Problem::Broken(format!("The backup in {} failed: {error}.", folder.display()));
    std::fs::create_dir_all(&folder).map_err(failed)?;
    let mut names: Vec<PathBuf> = std::fs::read_dir(&folder)
        .map_err(failed)?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| {
            path.file_name()
                .and_then(|name| name.to_str())
                .is_some_and(|name| name.starts_with("heard-") && name.ends_with(".db"))
        })
        .collect();
    names.sort();
    let today = format!("heard-{}", london::date_of(now).format("%Y-%m-%d"));
    let of_today =
        |path: &PathBuf| path.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with(&today));
    if names.iter().any(of_today) {
        return Ok(None);
    }
    let path = folder.join(backup_name(now));
    back_up(office, &path)?;
    for old in names.iter().rev().skip(29) {
        std::fs::remove_file(old).map_err(failed)?;
    }
    Ok(Some(path))
}

/// Adds a one-off bank holiday or an office closure; due dates of open cases follow.
pub fn add_day_off(office: &Office, who: &Who, day: &DayOff, now: Moment) -> Result<u32, Problem> {
    crate::people::administrators_only(who)?;
    if day.name.trim().is_empty() {
        return Err(Problem::field("name", "Say what the day is, such as “Staff training day”"));
    }
    change_calendar(office, who, "day-off-added", day, now, |writing| Ok(writing.add_day_off(day)?))
}

/// Takes such a day away again.
pub fn remove_day_off(office: &Office, who: &Who, day: &DayOff, now: Moment) -> Result<u32, Problem> {
    crate::people::administrators_only(who)?;
    change_calendar(office, who, "day-off-removed", day, now, |writing| Ok(writing.remove_day_off(day.date, day.kind)?))
}

fn change_calendar(
    office: &Office,
    who: &Who,
    what: &str,
    day: &DayOff,
    now: Moment,
    change: impl FnOnce(&store::Writing<'_>) -> Result<(), Problem>,
) -> Result<u32, Problem> {
    let kind = match day.kind {
        DayOffKind::BankHoliday => "bank-holiday",
        DayOffKind::Closure => "closure",
    };
    office.store().write(|writing| {
        change(writing)?;
        let detail = serde_json::json!({ "date": day.date, "name": day.name, "kind": kind }).to_string();
        Ok::<_, Problem>(writing.note_office_event(now, Some(who.id()), what, &detail)?)
    })?;
    office.refresh()?;
    date_again(office, now)
}

/// Computes the dates of all open cases again; returns how many moved.
pub fn date_again(office: &Office, now: Moment) -> Result<u32, Problem> {
    office.store().write(|writing| {
        let mut moved = 0;
        for reference in writing.open_references()? {
            let history = writing.history(reference)?;
            let Some(case) = Case::replay(reference, &history) else { continue };
            let book = office.rules_of(&case.under)?;
            let new = cases::row(writing, &case, book.rules(), now)?;
            let old = writing.row(reference)?;
            if old.is_some_and(|old| {
                (old.next_due, old.first_due, old.respond_due, old.ack_due)
                    != (new.next_due, new.first_due, new.respond_due, new.ack_due)
            }) {
                writing.refresh_row(&new)?;
                moved += 1;
            }
        }
        Ok::<_, Problem>(moved)
    })
}
