//! The changes of the calendar that were made: read from what was done to the office, and told of the cases whose days
//! they are among.

use domain::{
    Date, Moment, PersonId,
    calendar::{DayOff, DayOffKind},
};
use store::OfficeEvent;

use super::Change;
use crate::{Office, Problem, cases::CaseFile};

/// A change that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// When.
    pub at: Moment,
    /// By whom.
    pub by: Option<PersonId>,
    /// What.
    pub change: Change,
    /// What takes it back.
    pub back: Change,
}

/// The changes of days among those on which the time limits of a case ran, made while it was open, the newest first.
pub fn touching(office: &Office, file: &CaseFile) -> Result<Vec<Made>, Problem> {
    let case = &file.case;
    let Some(last) = file.clocks.iter().map(|clock| clock.due.max(clock.held_to)).max() else { return Ok(Vec::new()) };
    let ended = case.ended().map(|(_, on)| on);
    let among = |made: &Made| match &made.change {
        Change::Add(day) | Change::Remove(day) => (case.received..=last).contains(&day.date),
        Change::Nation(_) => true,
    };
    let events = office.read(|reading| Ok(reading.office_events_since(case.logged_at)?))?;
    let open_then = |made: &Made| ended.is_none_or(|on: Date| domain::london::date_of(made.at) <= on);
    Ok(events.iter().filter_map(made).filter(among).filter(open_then).collect())
}

/// `None` for a change of something else.
pub(super) fn made(event: &OfficeEvent) -> Option<Made> {
    let detail: serde_json::Value = serde_json::from_str(&event.detail).ok()?;
    let day = || {
        let kind = serde_json::from_value::<DayOffKind>(detail["kind"].clone()).ok()?;
        let date = serde_json::from_value(detail["date"].clone()).ok()?;
        Some(DayOff { date, name: detail["name"].as_str()?.to_owned(), kind })
    };
    let nation = |which: &str| serde_json::from_value(detail[which].clone()).ok().map(Change::Nation);
    let (change, back) = match event.kind.as_str() {
        "day-off-added" => (Change::Add(day()?), Change::Remove(day()?)),
        "day-off-removed" => (Change::Remove(day()?), Change::Add(day()?)),
        "nation-changed" => (nation("nation")?, nation("before")?),
        _ => return None,
    };
    Some(Made { at: event.at, by: event.by, change, back })
}
