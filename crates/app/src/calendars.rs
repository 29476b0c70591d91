//! The published bank holidays that come with the program, and the days the council adds.

use std::{cell::RefCell, collections::BTreeMap, sync::Arc};

use domain::{
    Calendar, Nation, Procedure,
    calendar::{CalendarFile, DayOff},
    procedure::Holidays,
};

use crate::Problem;

const FILES: [(Nation, &str); 3] = [
    (Nation::EnglandAndWales, include_str!("../../../calendars/england-and-wales.toml")),
    (Nation::Scotland, include_str!("../../../calendars/scotland.toml")),
    (Nation::NorthernIreland, include_str!("../../../calendars/northern-ireland.toml")),
];

/// The calendar of a nation with the council's own days. Takes some milliseconds: keep it.
pub fn calendar(nation: Nation, local: &[DayOff]) -> Result<Calendar, Problem> {
    let text = FILES.iter().find(|(each, _)| *each == nation).map(|(_, text)| *text);
    let text = text.expect("every nation has a file");
    let file: CalendarFile =
        toml::from_str(text).map_err(|error| Problem::Broken(format!("calendars/{nation}.toml: {error}")))?;
    file.calendar(local).map_err(|problems| {
        let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
        Problem::Broken(format!("calendars/{nation}.toml: {}", said.join("; ")))
    })
}

/// The calendars of a council: its own, and those of procedures that count other days.
#[derive(Debug)]
pub struct Calendars {
    council: Arc<Calendar>,
    local: Vec<DayOff>,
    made: RefCell<BTreeMap<(String, u32), Arc<Calendar>>>,
}

impl Calendars {
    /// Those of a council in this nation that added these days.
    pub fn of(nation: Nation, local: Vec<DayOff>) -> Result<Calendars, Problem> {
        Ok(Calendars { council: Arc::new(calendar(nation, &local)?), local, made: RefCell::default() })
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
            Holidays::EnglandAndWales => calendar(Nation::EnglandAndWales, &self.local),
            Holidays::Scotland => calendar(Nation::Scotland, &self.local),
            Holidays::NorthernIreland => calendar(Nation::NorthernIreland, &self.local),
            Holidays::Every => {
                let mut days = self.local.clone();
                for nation in Nation::ALL {
                    days.extend(calendar(nation, &[])?.bank_holidays());
                }
                calendar(self.council.nation(), &days)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_calendars_that_come_with_the_program_are_sound() {
        for nation in Nation::ALL {
            calendar(nation, &[]).expect("a calendar that is shipped can be used");
        }
    }
}
