//! Settings of the office: JSON by key. What each key means is app's business.

use crate::{Error, Reading, Writing, sql};

const ONE: &str = "SELECT value FROM setting WHERE key = $1";

impl Reading<'_> {
    /// The setting under this key.
    pub fn setting(&self, key: &str) -> Result<Option<String>, Error> {
        sql::one(self.connection, ONE, &[&key], |columns| columns.take())
    }
}

const SET: &str = "INSERT INTO setting (key, value) VALUES ($1, $2)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value";

impl Writing<'_> {
    /// Sets it, whatever it was.
    pub fn set_setting(&self, key: &str, value: &str) -> Result<(), Error> {
        sql::run(self.connection, SET, &[&key, &value])?;
        Ok(())
    }
}
