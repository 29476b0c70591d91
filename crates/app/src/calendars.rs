//! The published bank holidays that an office counts by, and the days the council adds.

mod published;

use std::{cell::RefCell, collections::BTreeMap, sync::Arc};

use domain::{Calendar, Nation, Procedure, calendar::DayOff, procedure::Holidays};

use crate::Problem;
pub use published::{Differences, Holiday, Published};

/// The calendar of a nation as this version of the program has it. Takes some milliseconds: keep it.
pub fn calendar(nation: Nation) -> Result<Calendar, Problem> {
    Ok(Published::shipped().list(nation)?.taken(&[]))
}

/// Whether the bank holidays of a nation count, by what a procedure says of them, for a council in another or the same.
pub(crate) fn count(holidays: Holidays, council: Nation, nation: Nation) -> bool {
    match holidays {
        Holidays::Council => nation == council,
        Holidays::EnglandAndWales => nation == Nation::EnglandAndWales,
        Holidays::Scotland => nation == Nation::Scotland,
        Holidays::NorthernIreland => nation == Nation::NorthernIreland,
        Holidays::Every => true,
    }
}

/// The calendars of a council: its own, and those of procedures that count other days.
#[derive(Debug)]
pub struct Calendars {
    council: Arc<Calendar>,
    published: Published,
    local: Vec<DayOff>,
    made: RefCell<BTreeMap<(String, u32), Arc<Calendar>>>,
}

impl Calendars {
    /// Those of a council in this nation that added these days to the published ones.
    pub fn of(published: Published, nation: Nation, local: Vec<DayOff>) -> Result<Calendars, Problem> {
        let council = Arc::new(published.list(nation)?.taken(&local));
        Ok(Calendars { council, published, local, made: RefCell::default() })
    }

    /// The council's own.
    pub fn council(&self) -> Arc<Calendar> {
        self.council.clone()
    }

    /// The one a procedure counts by. Made once for each version.
    pub fn by(&self, procedure: &Procedure) -> Result<Arc<Calendar>, Problem> {
        let own = !procedure.terms.is_empty() || !procedure.closed.is_empty();
        if procedure.holidays == Holidays::Council && !own {
            return Ok(self.council());
        }
        let key = (procedure.id.clone(), procedure.version);
        if let Some(made) = self.made.borrow().get(&key) {
            return Ok(made.clone());
        }
        let made = Arc::new(procedure.calendar(&self.holidays(procedure.holidays)?));
        self.made.borrow_mut().insert(key, made.clone());
        Ok(made)
    }

    fn holidays(&self, holidays: Holidays) -> Result<Calendar, Problem> {
        match holidays {
            Holidays::Council => Ok((*self.council).clone()),
            Holidays::EnglandAndWales => self.of_nation(Nation::EnglandAndWales, &self.local),
            Holidays::Scotland => self.of_nation(Nation::Scotland, &self.local),
            Holidays::NorthernIreland => self.of_nation(Nation::NorthernIreland, &self.local),
            Holidays::Every => {
                let mut days = self.local.clone();
                for nation in Nation::ALL {
                    days.extend(self.of_nation(nation, &[])?.bank_holidays());
                }
                self.of_nation(self.council.nation(), &days)
            }
        }
    }

    fn of_nation(&self, nation: Nation, local: &[DayOff]) -> Result<Calendar, Problem> {
        Ok(self.published.list(nation)?.taken(local))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_calendars_that_come_with_the_program_are_sound() {
        for nation in Nation::ALL {
            let problems = Published::shipped().list(nation).expect("a list").validate();
            assert!(problems.is_empty(), "{problems:?}");
        }
    }
}
