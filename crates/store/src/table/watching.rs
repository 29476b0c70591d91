//! Who watches which case. Who may, and what they are told, is worked out by app.

use domain::{PersonId, Reference};

use crate::{
    Error, Reading, Writing,
    sql::{self, id},
};

const ONE: &str = "SELECT 1 FROM watching WHERE person = $1 AND case_id = $2";
const WATCHERS: &str = "SELECT person FROM watching WHERE case_id = $1 ORDER BY person";

impl Reading<'_> {
    /// Whether a person watches a case.
    pub fn watches(&self, person: PersonId, reference: Reference) -> Result<bool, Error> {
        let found = sql::one(self.connection, ONE, &[&person.0, &id(reference)], |columns| columns.take::<i64>())?;
        Ok(found.is_some())
    }

    /// Everybody who watches a case.
    pub fn watchers(&self, reference: Reference) -> Result<Vec<PersonId>, Error> {
        sql::all(self.connection, WATCHERS, &[&id(reference)], |columns| Ok(PersonId(columns.take()?)))
    }
}

const WATCH: &str = "INSERT INTO watching (person, case_id) VALUES ($1, $2) ON CONFLICT DO NOTHING";
const STOP: &str = "DELETE FROM watching WHERE person = $1 AND case_id = $2";

impl Writing<'_> {
    /// Lets a person watch a case; nothing changes where they do.
    pub fn watch(&self, person: PersonId, reference: Reference) -> Result<(), Error> {
        self.cases_change();
        sql::run(self.connection, WATCH, &[&person.0, &id(reference)])?;
        Ok(())
    }

    /// Ends that; nothing changes where they do not.
    pub fn stop_watching(&self, person: PersonId, reference: Reference) -> Result<(), Error> {
        self.cases_change();
        sql::run(self.connection, STOP, &[&person.0, &id(reference)])?;
        Ok(())
    }
}
