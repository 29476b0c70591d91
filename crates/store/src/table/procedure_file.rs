//! Procedures as their files' text. A case keeps the version it began under, so a version that is
//! kept once never changes.

use domain::Moment;

use crate::{
    Error, Reading, Writing,
    sql::{self, micros},
};

const ALL: &str = "SELECT id, version, body FROM procedure_file ORDER BY id, version";

impl Reading<'_> {
    /// Id, version and text of every version of every procedure.
    pub fn procedure_files(&self) -> Result<Vec<(String, u32, String)>, Error> {
        sql::all(self.connection, ALL, &[], |columns| Ok((columns.take()?, columns.take()?, columns.take()?)))
    }
}

const KEEP: &str = "INSERT INTO procedure_file (id, version, body, at) VALUES ($1, $2, $3, $4)
    ON CONFLICT (id, version) DO NOTHING";

impl Writing<'_> {
    /// Keeps a version of a procedure. The text of a version that is kept already stays as it is.
    pub fn keep_procedure_file(&self, id: &str, version: u32, toml: &str, at: Moment) -> Result<(), Error> {
        sql::run(self.connection, KEEP, &[&id, &version, &toml, &micros(at)])?;
        Ok(())
    }
}
