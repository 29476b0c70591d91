//! Who did what to the office itself: people, services, settings, letters. Acts on cases are in
//! the history of each case.

use std::collections::BTreeMap;

use domain::{Moment, PersonId};
use store::{OfficeEvent, Reading};

use crate::{Office, Problem, Who, people::settings_readers_only};

/// How many of the newest changes are looked through for the last one of a kind.
const LOOK_BACK: u32 = 200;

/// Something that was changed, with the names behind the numbers.
#[derive(Debug, Clone)]
pub struct Noted {
    /// What, when and by whom.
    pub event: OfficeEvent,
    /// Who did it; empty where nobody was signed in.
    pub by: String,
    /// The person or service it is about, where it is about one.
    pub about: String,
}

/// The newest changes first, at most `limit`. For administrators and the Head of Customer Services.
pub fn office_events(office: &Office, who: &Who, limit: u32) -> Result<Vec<Noted>, Problem> {
    settings_readers_only(who)?;
    office.read(|reading| {
        let people: BTreeMap<PersonId, String> =
            reading.people()?.into_iter().map(|person| (person.id, person.name)).collect();
        let services = reading.services()?;
        let named = |event: OfficeEvent| {
            let detail: serde_json::Value = serde_json::from_str(&event.detail).unwrap_or_default();
            let person = detail["person"].as_i64().and_then(|id| people.get(&PersonId(id)).cloned());
            let service = detail["service"].as_i64().and_then(|id| services.iter().find(|service| service.id.0 == id));
            let about = person.or_else(|| service.map(|service| service.name.clone())).unwrap_or_default();
            let by = event.by.and_then(|id| people.get(&id).cloned()).unwrap_or_default();
            Noted { event, by, about }
        };
        Ok(reading.office_events(limit)?.into_iter().map(named).collect())
    })
}

/// Somebody else changed something since a form about it was opened: who did last, by what was
/// noted. `of` is what the note must say, such as the number of the person it is about.
pub(crate) fn changed(
    reading: &Reading<'_>,
    kind: &str,
    of: Option<(&str, serde_json::Value)>,
    now: Moment,
) -> Result<Problem, Problem> {
    let about = |event: &OfficeEvent| {
        let detail: serde_json::Value = serde_json::from_str(&event.detail).unwrap_or_default();
        of.as_ref().is_none_or(|(name, value)| detail[name] == *value)
    };
    let last = reading.office_events(LOOK_BACK)?.into_iter().find(|event| event.kind == kind && about(event));
    let by = last.as_ref().and_then(|event| event.by).map(|by| reading.person(by)).transpose()?.flatten();
    Ok(Problem::Changed {
        by: by.map_or_else(|| "Somebody else".to_owned(), |person| person.name),
        at: last.map_or(now, |event| event.at),
    })
}
