//! The changes of the calendar that were made: read from what was done to the office, and told of the cases whose days
//! they are among.

use domain::{
    Clock, Date, Moment, Nation, PersonId, Procedure,
    calendar::{DayOff, DayOffKind},
    clock::Standing,
    london,
    procedure::Holidays,
};
use store::OfficeEvent;

use super::{Change, Edition};
use crate::{
    Office, Problem,
    calendars::{self, Differences},
    cases::CaseFile,
};

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

/// The changes that bore on a time limit of a case while it ran, the newest first.
pub fn touching(office: &Office, file: &CaseFile) -> Result<Vec<Made>, Problem> {
    let events = office.read(|reading| Ok(reading.office_events_since(file.case.logged_at)?))?;
    let (procedure, council) = (file.book.procedure(), office.council().nation);
    let bears = |made: &Made| file.clocks.iter().any(|clock| bears_on(made, clock, procedure));
    let of_here = |made: Made| Made { change: of_here(made.change, procedure, council), ..made };
    Ok(events.iter().filter_map(made).map(of_here).filter(bears).collect())
}

/// A change without the days of nations that do not count for a procedure.
fn of_here(change: Change, procedure: &Procedure, council: Nation) -> Change {
    let Change::Published(edition, differences) = change else { return change };
    Change::Published(edition, differences.of(|nation| calendars::count(procedure.holidays, council, nation)))
}

fn bears_on(made: &Made, clock: &Clock, procedure: &Procedure) -> bool {
    let ran = clock.met_on().is_none_or(|met| london::date_of(made.at) < met) && clock.standing != Standing::Ended;
    let within = |date: Date| clock.working.day_zero < date && date <= clock.due.max(clock.held_to);
    ran && match &made.change {
        Change::Add(day) | Change::Remove(day) => {
            let closures = procedure.clock(&clock.id).and_then(|rule| rule.office_closures);
            let counts = day.kind != DayOffKind::Closure || closures.unwrap_or(procedure.office_closures);
            counts && within(day.date)
        }
        Change::Published(_, differences) => differences.days().any(|day| within(day.date)),
        Change::Nation(_) => procedure.holidays == Holidays::Council,
    }
}

/// `None` for a change of something else.
pub(super) fn made(event: &OfficeEvent) -> Option<Made> {
    let detail: serde_json::Value = serde_json::from_str(&event.detail).ok()?;
    let day = || {
        let kind = serde_json::from_value::<DayOffKind>(detail["kind"].clone()).ok()?;
        let date = serde_json::from_value(detail["date"].clone()).ok()?;
        Some(DayOff { date, name: detail["name"].as_str()?.to_owned(), kind })
    };
    let differences = || serde_json::from_value::<Differences>(detail.clone()).ok();
    let published = |to, from| {
        let differences = differences()?;
        let back = Change::Published(from, differences.clone().turned());
        Some((Change::Published(to, differences), back))
    };
    let nation = |which: &str| serde_json::from_value(detail[which].clone()).ok().map(Change::Nation);
    let (change, back) = match event.kind.as_str() {
        "day-off-added" => (Change::Add(day()?), Change::Remove(day()?)),
        "day-off-removed" => (Change::Remove(day()?), Change::Add(day()?)),
        "nation-changed" => (nation("nation")?, nation("before")?),
        "published-days-renewed" => published(Edition::New, Edition::Before)?,
        "published-days-put-back" => published(Edition::Before, Edition::New)?,
        _ => return None,
    };
    Some(Made { at: event.at, by: event.by, change, back })
}
