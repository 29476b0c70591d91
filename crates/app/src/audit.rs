//! Who did what to the office itself: people, services, settings, letters. Acts on cases are in
//! the history of each case.

use std::collections::BTreeMap;

use domain::PersonId;
use store::OfficeEvent;

use crate::{Office, Problem, Who, people::settings_readers_only};

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
