//! Keeping the records whole: backups, the check of every history, dates after a calendar change.

use std::path::{Path, PathBuf};

use domain::{
    Case, Moment,
    calendar::{DayOff, DayOffKind},
    london,
};

use store::{CaseRow, Writing};

use crate::{
    Office, Problem, Who,
    calendars::Calendars,
    cases,
    settings::{self, Council},
};

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
            let agrees = kept.map(|kept| Ok::<_, Problem>(as_kept(folded, &kept)? == kept)).transpose()?;
            if agrees != Some(true) {
                verified.problems.push(format!("{reference}: the row does not agree with the history."));
            }
            progress(verified.cases);
        }
        Ok(verified)
    })
}

/// Counts the figures of all months again from the cases, where they were found not to agree.
pub fn count_again(office: &Office) -> Result<(), Problem> {
    office.store().write(|writing| Ok(writing.count_months_again()?))
}

/// The folded row as the table would have it. The dates of a closed case are those it was worked
/// to, whatever days off were added since.
fn as_kept(folded: CaseRow, kept: &CaseRow) -> Result<CaseRow, Problem> {
    let folded = CaseRow { search: String::new(), ..folded };
    if folded.closed.is_none() || kept.closed.is_none() { Ok(folded) } else { cases::with_dates_of(folded, kept) }
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
    change: impl FnOnce(&Writing<'_>) -> Result<(), Problem>,
) -> Result<u32, Problem> {
    let kind = match day.kind {
        DayOffKind::BankHoliday => "bank-holiday",
        DayOffKind::Closure => "closure",
    };
    let moved = office.store().write(|writing| {
        change(writing)?;
        let detail = serde_json::json!({ "date": day.date, "name": day.name, "kind": kind }).to_string();
        writing.note_office_event(now, Some(who.id()), what, &detail)?;
        date_again(office, writing, now)
    })?;
    office.refresh()?;
    Ok(moved)
}

/// Computes the dates of all open cases again, by the calendar as this transaction leaves it;
/// returns how many moved. Closed cases keep the dates they were worked to.
pub(crate) fn date_again(office: &Office, writing: &Writing<'_>, now: Moment) -> Result<u32, Problem> {
    let council: Council = settings::get(writing)?;
    let calendars = Calendars::of(council.nation, writing.days_off()?)?;
    let mut moved = 0;
    for reference in writing.open_references()? {
        let history = writing.history(reference)?;
        let Some(case) = Case::replay(reference, &history) else { continue };
        let book = office.rules_of(&case.under)?.by(&calendars)?;
        let new = cases::row(writing, &case, book.rules(), now)?;
        let Some(old) = writing.row(reference)? else { continue };
        moved += u32::from(dates(&old) != dates(&new));
        if old != (CaseRow { search: String::new(), ..new.clone() }) {
            writing.refresh_row(&new)?;
        }
    }
    Ok(moved)
}

fn dates(row: &CaseRow) -> [Option<domain::Date>; 5] {
    [row.next_due, row.ack_due, row.first_due, row.respond_due, row.held_to]
}
