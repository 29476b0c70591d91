//! References: one gapless series a year. The number is taken in the transaction that keeps the
//! case, so that a number which was given back by a rollback is the next one again.

use domain::Reference;

use crate::{Error, Writing, sql};

const NEXT: &str = "INSERT INTO series (year, last) VALUES ($1, 1)
    ON CONFLICT (year) DO UPDATE SET last = series.last + 1 RETURNING last";

impl Writing<'_> {
    /// Takes the next reference of the year; the transaction must keep a case under it.
    pub fn next_reference(&self, year: i32) -> Result<Reference, Error> {
        let number = sql::insert(self.connection, NEXT, &[&year])?;
        let number = u32::try_from(number).map_err(|_| Error::Damaged("a series has no numbers left".to_owned()))?;
        Ok(Reference { year, number })
    }
}
