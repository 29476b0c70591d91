//! Keeping the records whole: backups and the check of every history.

use std::path::{Path, PathBuf};

use domain::{Case, Moment, london};
use store::CaseRow;

use crate::{Office, Problem, cases};

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
            let folded = cases::row(reading, &case, &book, case.changed_at)?;
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
