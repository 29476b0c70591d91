//! Procedures that are being written, as their files' text: they change until they are adopted, and are then kept
//! in `procedure_file`, where nothing does.

use domain::Moment;

use crate::{
    Error, Reading, Writing,
    sql::{self, micros},
};

const ALL: &str = "SELECT id, version, body FROM procedure_draft ORDER BY id, version";
const KEEP: &str = "INSERT INTO procedure_draft (id, version, body, at) VALUES ($1, $2, $3, $4)
    ON CONFLICT (id, version) DO UPDATE SET body = excluded.body, at = excluded.at";
const DROP: &str = "DELETE FROM procedure_draft WHERE id = $1 AND version = $2";

impl Reading<'_> {
    /// Id, version and text of every procedure that is being written.
    pub fn procedure_drafts(&self) -> Result<Vec<(String, u32, String)>, Error> {
        sql::all(self.connection, ALL, &[], |columns| Ok((columns.take()?, columns.take()?, columns.take()?)))
    }
}

impl Writing<'_> {
    /// Keeps a text in the place of the one before.
    pub fn keep_procedure_draft(&self, id: &str, version: u32, toml: &str, at: Moment) -> Result<(), Error> {
        sql::run(self.connection, KEEP, &[&id, &version, &toml, &micros(at)])?;
        Ok(())
    }

    /// Throws it away.
    pub fn drop_procedure_draft(&self, id: &str, version: u32) -> Result<(), Error> {
        sql::run(self.connection, DROP, &[&id, &version])?;
        Ok(())
    }
}
