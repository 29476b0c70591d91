//! The published lists of bank holidays, and which edition of them an office counts by. A newer version of the program
//! may bring other lists: the office goes on with those it knows until the change is made as any other of its calendar.

use std::sync::LazyLock;

use domain::{
    Calendar, Date, Nation,
    calendar::{CalendarFile, NamedDay},
};
use serde::{Deserialize, Serialize};

use crate::{Problem, settings::Setting};

const TEXTS: [(Nation, &str); 3] = [
    (Nation::EnglandAndWales, include_str!("../../../../calendars/england-and-wales.toml")),
    (Nation::Scotland, include_str!("../../../../calendars/scotland.toml")),
    (Nation::NorthernIreland, include_str!("../../../../calendars/northern-ireland.toml")),
];

static SHIPPED: LazyLock<Vec<CalendarFile>> = LazyLock::new(|| {
    let read = |(nation, text): (Nation, &str)| {
        toml::from_str(text).unwrap_or_else(|error| panic!("calendars/{nation}.toml is shipped unsound: {error}"))
    };
    TEXTS.map(read).to_vec()
});

/// The lists that an office counts by, one a nation, and those before; none at all where it never counted by others
/// than the program's.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Published {
    lists: Vec<CalendarFile>,
    before: Vec<CalendarFile>,
    /// Lists that were taken in and put back: not taken in again by itself.
    declined: Vec<CalendarFile>,
}

impl Setting for Published {
    const KEY: &'static str = "published-days";
}

/// What one edition of the lists has and another has not.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Differences {
    /// Days that come.
    pub added: Vec<Holiday>,
    /// Days that go.
    pub removed: Vec<Holiday>,
}

/// A bank holiday of one nation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holiday {
    /// Where.
    pub nation: Nation,
    /// The day.
    pub date: Date,
    /// Its name.
    pub name: String,
}

impl Differences {
    /// Those that come and those that go.
    pub fn days(&self) -> impl Iterator<Item = &Holiday> {
        self.added.iter().chain(&self.removed)
    }

    /// Those of nations whose days count somewhere.
    pub(crate) fn of(self, counts: impl Fn(Nation) -> bool) -> Differences {
        let of = |days: Vec<Holiday>| days.into_iter().filter(|day| counts(day.nation)).collect();
        Differences { added: of(self.added), removed: of(self.removed) }
    }

    /// Whether no day comes or goes.
    pub fn is_empty(&self) -> bool {
        self.days().next().is_none()
    }

    /// What goes the other way.
    pub(crate) fn turned(self) -> Differences {
        Differences { added: self.removed, removed: self.added }
    }
}

impl Published {
    /// Those of this version of the program.
    pub fn shipped() -> Published {
        Published { lists: SHIPPED.clone(), ..Published::default() }
    }

    /// Other lists than the program's: one a nation.
    pub fn of(lists: Vec<CalendarFile>) -> Published {
        Published { lists, ..Published::default() }
    }

    /// Whether an office has ever said which lists it counts by.
    pub(crate) fn is_kept(&self) -> bool {
        !self.lists.is_empty()
    }

    pub(crate) fn is_shipped(&self) -> bool {
        self.lists == *SHIPPED
    }

    /// Whether somebody put the lists of this program back.
    pub(crate) fn is_declined(&self) -> bool {
        self.declined == *SHIPPED
    }

    /// With the lists of this program in the place of these.
    pub(crate) fn renewed(self) -> Published {
        Published { lists: SHIPPED.clone(), before: self.lists, declined: Vec::new() }
    }

    /// With the lists before these in their place; `None` where there are none.
    pub(crate) fn put_back(self) -> Option<Published> {
        let Published { lists, before, .. } = self;
        (!before.is_empty()).then_some(Published { lists: before, before: Vec::new(), declined: lists })
    }

    /// With the days that come and go, and nothing else changed.
    pub(crate) fn with(self, differences: &Differences) -> Published {
        let mut lists = if self.lists.is_empty() { SHIPPED.clone() } else { self.lists };
        for list in &mut lists {
            let here = |day: &&Holiday| day.nation == list.nation;
            let gone: Vec<Date> = differences.removed.iter().filter(here).map(|day| day.date).collect();
            let come = differences.added.iter().filter(here);
            let come: Vec<NamedDay> = come.map(|day| NamedDay { date: day.date, name: day.name.clone() }).collect();
            list.bank_holidays.retain(|day| !gone.contains(&day.date));
            list.bank_holidays.extend(come);
        }
        Published { lists, ..self }
    }

    /// The list of a nation.
    pub fn list(&self, nation: Nation) -> Result<&CalendarFile, Problem> {
        let lists = if self.lists.is_empty() { &*SHIPPED } else { &self.lists };
        let found = lists.iter().find(|list| list.nation == nation);
        found.ok_or_else(|| Problem::Broken(format!("The bank holidays of {} are missing.", nation.title())))
    }

    /// What `other` has more and less than these, where days differ and not only their names.
    pub(crate) fn against(&self, other: &Published) -> Result<Differences, Problem> {
        let mut differences = Differences::default();
        for nation in Nation::ALL {
            let (here, there) = (self.list(nation)?.taken(&[]), other.list(nation)?.taken(&[]));
            differences.added.extend(more(nation, &there, &here));
            differences.removed.extend(more(nation, &here, &there));
        }
        // In the order of the days, so that what several nations have alike stands together.
        for days in [&mut differences.added, &mut differences.removed] {
            days.sort_by(|one, other| (one.date, &one.name).cmp(&(other.date, &other.name)));
        }
        Ok(differences)
    }
}

/// The bank holidays of one calendar that are working days by another.
fn more(nation: Nation, one: &Calendar, other: &Calendar) -> impl Iterator<Item = Holiday> {
    let days = one.bank_holidays().into_iter().filter(|day| other.is_working_day(day.date));
    days.map(move |day| Holiday { nation, date: day.date, name: day.name })
}
