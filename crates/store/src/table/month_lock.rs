//! Months whose figures were handed in: they stay as they were known at a moment.

use domain::{Date, Moment, PersonId};

use crate::{
    Error, Reading, Writing,
    sql::{self, micros},
};

const ONE: &str = "SELECT as_at, by_person FROM month_lock WHERE first_day = $1";

impl Reading<'_> {
    /// When the month was locked, and by whom.
    pub fn month_lock(&self, first_day: Date) -> Result<Option<(Moment, PersonId)>, Error> {
        sql::one(self.connection, ONE, &[&first_day], |columns| Ok((columns.moment()?, PersonId(columns.take()?))))
    }
}

const LOCK: &str = "INSERT INTO month_lock (first_day, as_at, by_person) VALUES ($1, $2, $3)
    ON CONFLICT (first_day) DO NOTHING";

impl Writing<'_> {
    /// Locks a month; one that is locked already stays as it was.
    pub fn lock_month(&self, first_day: Date, as_at: Moment, by: PersonId) -> Result<(), Error> {
        sql::run(self.connection, LOCK, &[&first_day, &micros(as_at), &by.0])?;
        Ok(())
    }
}
