//! Days off that the council declared: closures, and bank holidays nobody could foresee.

use domain::{
    Date,
    calendar::{DayOff, DayOffKind},
};

use crate::{
    Error, Reading, Writing,
    sql::{self, Columns},
};

const ALL: &str = "SELECT date, kind, name FROM day_off ORDER BY date, kind";

impl Reading<'_> {
    /// All of them, by date.
    pub fn days_off(&self) -> Result<Vec<DayOff>, Error> {
        sql::all(self.connection, ALL, &[], read)
    }
}

const ADD: &str = "INSERT INTO day_off (date, kind, name) VALUES ($1, $2, $3)
    ON CONFLICT (date, kind) DO UPDATE SET name = excluded.name";
const REMOVE: &str = "DELETE FROM day_off WHERE date = $1 AND kind = $2";

impl Writing<'_> {
    /// Adds one, or gives the one on that date its new name.
    pub fn add_day_off(&self, day: &DayOff) -> Result<(), Error> {
        sql::run(self.connection, ADD, &[&day.date, &stored(day.kind), &day.name])?;
        Ok(())
    }

    /// Takes one away.
    pub fn remove_day_off(&self, date: Date, kind: DayOffKind) -> Result<(), Error> {
        sql::run(self.connection, REMOVE, &[&date, &stored(kind)])?;
        Ok(())
    }
}

fn read(columns: &mut Columns<'_>) -> Result<DayOff, Error> {
    Ok(DayOff { date: columns.date()?, kind: columns.word(named)?, name: columns.take()? })
}

const fn stored(kind: DayOffKind) -> &'static str {
    match kind {
        DayOffKind::BankHoliday => "bank-holiday",
        DayOffKind::Closure => "closure",
    }
}

fn named(name: &str) -> Option<DayOffKind> {
    [DayOffKind::BankHoliday, DayOffKind::Closure].into_iter().find(|kind| stored(*kind) == name)
}
