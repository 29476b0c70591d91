//! A change of the days that count: what it does to every open case is shown first, approved, noted, and
//! can be undone. A date that the customer was told is never made earlier by it: what a letter told is counted by the
//! days of when it left.

use std::collections::BTreeSet;

use domain::{Moment, Nation, PersonId, calendar::DayOff};
use store::{Reading, Writing};

use crate::{
    Office, Problem, Who,
    calendars::Differences,
    people::administrators_only,
    progress::Progress,
    settings::{self, Council},
};
use made::made;

mod days;
mod made;
mod moves;
mod renewal;

pub use made::{Made, touching};
pub(crate) use moves::told_before_it_was_closed;
pub use moves::{Move, MovedLimit, Moves};
pub use renewal::{Renewal, renew_unseen, renewal};

/// A change of the days that count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A one-off bank holiday or an office closure comes.
    Add(DayOff),
    /// Such a day goes.
    Remove(DayOff),
    /// Other bank holidays count.
    Nation(Nation),
    /// Another edition of the published bank holidays counts.
    Published(Edition, Differences),
}

/// Which of two editions of the published bank holidays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edition {
    /// The one that came with this version of the program.
    New,
    /// The one that counted before it.
    Before,
}

/// What a change would do, with nothing changed. Only for administrators. `progress` is told how many open
/// cases were looked at, and of how many.
pub fn look(
    office: &Office,
    who: &Who,
    change: &Change,
    now: Moment,
    progress: &mut Progress<'_>,
) -> Result<Moves, Problem> {
    administrators_only(who)?;
    checked(change)?;
    office.read(|reading| moves::of(office, reading, change, now, progress))
}

/// Makes the change and dates every open case again. `seen` is the fingerprint of the moves that were shown: where
/// others follow by now, nothing is done. Only for administrators.
pub fn approve(
    office: &Office,
    who: &Who,
    change: &Change,
    seen: &str,
    now: Moment,
    progress: &mut Progress<'_>,
) -> Result<Moves, Problem> {
    administrators_only(who)?;
    checked(change)?;
    office.change_rules(|writing| {
        let moves = moves::of(office, writing, change, now, progress)?;
        if seen != moves.fingerprint() {
            return Err(Problem::field("approved", "Other dates move by now. Look at the list again, then approve it"));
        }
        make(writing, Some(who.id()), change, now)?;
        writing.redate(&moves.rows)?;
        Ok(moves)
    })
}

/// What takes the last change back, if there was one: to be looked at and approved as any other. The dates are
/// those from before then, but for dates that a letter told since.
pub fn taking_back(office: &Office, who: &Who) -> Result<Option<Change>, Problem> {
    administrators_only(who)?;
    office.read(|reading| Ok(changes(reading)?.into_iter().next().map(|made| made.back)))
}

fn checked(change: &Change) -> Result<(), Problem> {
    match change {
        Change::Add(day) if day.name.trim().is_empty() => {
            Err(Problem::field("name", "Say what the day is, such as “Staff training day”"))
        }
        Change::Add(_) | Change::Remove(_) | Change::Nation(_) | Change::Published(..) => Ok(()),
    }
}

/// Makes a change; `by` is `None` for what the program does by itself.
fn make(writing: &Writing<'_>, by: Option<PersonId>, change: &Change, now: Moment) -> Result<(), Problem> {
    let council: Council = settings::get(writing)?;
    let (kind, detail) = match change {
        Change::Add(day) => {
            writing.add_day_off(day)?;
            ("day-off-added", of_day(day))
        }
        Change::Remove(day) => {
            writing.remove_day_off(day.date, day.kind)?;
            ("day-off-removed", of_day(day))
        }
        Change::Nation(nation) => {
            let before = council.nation;
            settings::set(writing, &Council { nation: *nation, ..council })?;
            ("nation-changed", serde_json::json!({ "nation": nation, "before": before }))
        }
        Change::Published(edition, differences) => {
            settings::set(writing, &edition.after(settings::get(writing)?)?)?;
            (edition.event(), serde_json::json!(differences))
        }
    };
    Ok(writing.note_office_event(now, by, kind, &detail.to_string())?)
}

fn of_day(day: &DayOff) -> serde_json::Value {
    serde_json::json!({ "date": day.date, "name": day.name, "kind": day.kind })
}

/// The changes that were made, the newest first. A day that was in the list already, as could once be added again,
/// changed nothing.
fn changes(reading: &Reading<'_>) -> Result<Vec<Made>, Problem> {
    const NEWEST: u32 = 10_000;
    let mut made: Vec<Made> = reading.office_events(NEWEST)?.iter().filter_map(made).collect();
    made.reverse();
    let mut off = BTreeSet::new();
    made.retain(|made| match &made.change {
        Change::Add(day) => off.insert((day.date, day.kind)),
        Change::Remove(day) => {
            off.remove(&(day.date, day.kind));
            true
        }
        Change::Nation(_) | Change::Published(..) => true,
    });
    made.reverse();
    Ok(made)
}
