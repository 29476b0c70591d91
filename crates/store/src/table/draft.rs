//! Forms that people have begun to fill in, so that nothing typed is lost.

use domain::{Moment, PersonId};

use crate::{
    Error, Reading, Writing,
    sql::{self, Columns, micros},
};

/// A form as far as it was filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftRow {
    /// By whom.
    pub person: PersonId,
    /// Which form, of which case.
    pub key: String,
    /// What is in it, as JSON.
    pub body: String,
    /// When it was last kept.
    pub saved_at: Moment,
    /// How often it was kept.
    pub version: u32,
}

const ONE: &str = "SELECT person, key, body, saved_at, version FROM draft WHERE person = $1 AND key = $2";
const OF_PERSON: &str = "SELECT person, key, body, saved_at, version FROM draft WHERE person = $1 ORDER BY key";

impl Reading<'_> {
    /// One form of a person.
    pub fn draft(&self, person: PersonId, key: &str) -> Result<Option<DraftRow>, Error> {
        sql::one(self.connection, ONE, &[&person.0, &key], read)
    }

    /// All forms that a person has begun.
    pub fn drafts(&self, person: PersonId) -> Result<Vec<DraftRow>, Error> {
        sql::all(self.connection, OF_PERSON, &[&person.0], read)
    }
}

const KEEP: &str = "INSERT INTO draft (person, key, body, saved_at, version) VALUES ($1, $2, $3, $4, 1)
    ON CONFLICT (person, key)
    DO UPDATE SET body = excluded.body, saved_at = excluded.saved_at, version = draft.version + 1
    RETURNING version";
const DROP: &str = "DELETE FROM draft WHERE person = $1 AND key = $2";

impl Writing<'_> {
    /// Keeps a form; gives how often it was kept.
    pub fn keep_draft(&self, person: PersonId, key: &str, body: &str, at: Moment) -> Result<u32, Error> {
        let version = sql::insert(self.connection, KEEP, &[&person.0, &key, &body, &micros(at)])?;
        Ok(u32::try_from(version).unwrap_or(u32::MAX))
    }

    /// Forgets a form, because it was sent or is not wanted.
    pub fn drop_draft(&self, person: PersonId, key: &str) -> Result<(), Error> {
        sql::run(self.connection, DROP, &[&person.0, &key])?;
        Ok(())
    }
}

fn read(columns: &mut Columns<'_>) -> Result<DraftRow, Error> {
    Ok(DraftRow {
        person: PersonId(columns.take()?),
        key: columns.take()?,
        body: columns.take()?,
        saved_at: columns.moment()?,
        version: columns.take()?,
    })
}
