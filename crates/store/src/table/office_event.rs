//! What was changed in the office itself: people, services, settings. Only ever added to.

use domain::{Moment, PersonId};

use crate::{
    Error, Reading, Writing,
    sql::{self, Columns, micros},
};

/// A change of the office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficeEvent {
    /// Place in the order of changes.
    pub id: i64,
    /// When.
    pub at: Moment,
    /// Who; nobody where the program did it.
    pub by: Option<PersonId>,
    /// What kind of change.
    pub kind: String,
    /// What exactly, as JSON.
    pub detail: String,
}

const NEWEST: &str = "SELECT id, at, by_person, kind, detail FROM office_event ORDER BY id DESC LIMIT $1";

const SINCE: &str = "SELECT id, at, by_person, kind, detail FROM office_event WHERE at >= $1 ORDER BY id DESC";

impl Reading<'_> {
    /// The changes from a moment on, the newest first.
    pub fn office_events_since(&self, since: Moment) -> Result<Vec<OfficeEvent>, Error> {
        sql::all(self.connection, SINCE, &[&micros(since)], read)
    }

    /// The newest changes first.
    pub fn office_events(&self, limit: u32) -> Result<Vec<OfficeEvent>, Error> {
        sql::all(self.connection, NEWEST, &[&limit], read)
    }
}

const NOTE: &str = "INSERT INTO office_event (at, by_person, kind, detail) VALUES ($1, $2, $3, $4)";

impl Writing<'_> {
    /// Notes a change.
    pub fn note_office_event(
        &self,
        at: Moment,
        by: Option<PersonId>,
        kind: &str,
        detail_json: &str,
    ) -> Result<(), Error> {
        sql::run(self.connection, NOTE, &[&micros(at), &by.map(|id| id.0), &kind, &detail_json])?;
        Ok(())
    }
}

fn read(columns: &mut Columns<'_>) -> Result<OfficeEvent, Error> {
    Ok(OfficeEvent {
        id: columns.take()?,
        at: columns.moment()?,
        by: columns.take::<Option<i64>>()?.map(PersonId),
        kind: columns.take()?,
        detail: columns.take()?,
    })
}
