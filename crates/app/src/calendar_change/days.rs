//! The days that count: now, after a change, and as they were when a letter left.

use std::cell::OnceCell;

use domain::{Moment, Nation, calendar::DayOff};
use store::Reading;

use super::{Change, Made, changes};
use crate::{
    Problem,
    calendars::{Calendars, Published},
    settings::{self, Council},
};

/// All that makes a day count or not.
#[derive(Debug, Clone)]
pub(super) struct Days {
    published: Published,
    nation: Nation,
    local: Vec<DayOff>,
}

impl Days {
    pub(super) fn now(reading: &Reading<'_>) -> Result<Days, Problem> {
        let council: Council = settings::get(reading)?;
        Ok(Days { published: settings::get(reading)?, nation: council.nation, local: reading.days_off()? })
    }

    /// Refuses a change that changes nothing: noted all the same, it would look as if the days had been others before.
    pub(super) fn can(&self, change: &Change) -> Result<(), Problem> {
        let alike = |day: &DayOff| self.local.iter().find(|each| is(each, day));
        match change {
            Change::Add(day) => match alike(day) {
                Some(there) => {
                    Err(Problem::field("date", format!("This day is in the list already, as “{}”", there.name)))
                }
                None => Ok(()),
            },
            Change::Remove(day) if alike(day).is_none() => {
                Err(Problem::field("removed", format!("“{}” is not in the list any more", day.name)))
            }
            Change::Nation(nation) if *nation == self.nation => {
                Err(Problem::field("nation", format!("The bank holidays of {} count already", nation.title())))
            }
            Change::Remove(_) | Change::Nation(_) | Change::Published(..) => Ok(()),
        }
    }

    pub(super) fn after(self, change: &Change) -> Result<Days, Problem> {
        match change {
            Change::Published(edition, _) => Ok(Days { published: edition.after(self.published)?, ..self }),
            Change::Add(_) | Change::Remove(_) | Change::Nation(_) => Ok(self.turned(change)),
        }
    }

    /// The same change, but of published days only those that it names come and go: two editions back is no list kept.
    fn turned(self, change: &Change) -> Days {
        let Days { published, nation, mut local } = self;
        match change {
            Change::Add(day) => {
                local.push(day.clone());
                Days { published, nation, local }
            }
            Change::Remove(day) => {
                local.retain(|each| !is(each, day));
                Days { published, nation, local }
            }
            Change::Nation(nation) => Days { published, nation: *nation, local },
            Change::Published(_, differences) => Days { published: published.with(differences), nation, local },
        }
    }

    pub(super) fn calendars(self) -> Result<Calendars, Problem> {
        Calendars::of(self.published, self.nation, self.local)
    }
}

fn is(one: &DayOff, other: &DayOff) -> bool {
    one.date == other.date && one.kind == other.kind
}

/// The days that counted before each change that was made.
pub(super) struct Earlier {
    /// The newest change first.
    before: Vec<Before>,
}

struct Before {
    changed: Moment,
    days: Days,
    /// Made when a letter of then is found.
    calendars: OnceCell<Calendars>,
}

impl Earlier {
    pub(super) fn read(reading: &Reading<'_>) -> Result<Earlier, Problem> {
        let mut days = Days::now(reading)?;
        let mut before = Vec::new();
        for Made { at, back, .. } in changes(reading)? {
            days = days.turned(&back);
            before.push(Before { changed: at, days: days.clone(), calendars: OnceCell::new() });
        }
        Ok(Earlier { before })
    }

    /// Those that counted at a moment; `None` where nothing was changed since.
    pub(super) fn at(&self, moment: Moment) -> Result<Option<&Calendars>, Problem> {
        let Some(before) = self.before.iter().take_while(|before| before.changed > moment).last() else {
            return Ok(None);
        };
        if before.calendars.get().is_none() {
            let made = before.days.clone().calendars()?;
            let _ = before.calendars.set(made);
        }
        Ok(before.calendars.get())
    }
}
