//! The published lists of bank holidays, and which edition of them an office counts by. A newer version of the program
//! may bring other lists: the office goes on with those it knows until the change is made as any other of its calendar.

use std::sync::LazyLock;

use domain::{
    Nation,
    calendar::{CalendarFile, DayOff, DayOffKind},
};
use serde::{Deserialize, Serialize};

use super::with;
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
}

impl Setting for Published {
    const KEY: &'static str = "published-days";
}

/// What one edition of the lists has and another has not, of all nations.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Differences {
    /// Days that come.
    pub added: Vec<DayOff>,
    /// Days that go.
    pub removed: Vec<DayOff>,
}

impl Differences {
    /// Those that come and those that go.
    pub fn days(&self) -> impl Iterator<Item = &DayOff> {
        self.added.iter().chain(&self.removed)
    }

    /// What goes the other way.
    pub(crate) fn turned(self) -> Differences {
        Differences { added: self.removed, removed: self.added }
    }
}

impl Published {
    /// Those of this version of the program.
    pub fn shipped() -> Published {
        Published { lists: SHIPPED.clone(), before: Vec::new() }
    }

    /// Other lists than the program's: one a nation.
    pub fn of(lists: Vec<CalendarFile>) -> Published {
        Published { lists, before: Vec::new() }
    }

    /// Whether an office has ever said which lists it counts by.
    pub(crate) fn is_kept(&self) -> bool {
        !self.lists.is_empty()
    }

    pub(crate) fn is_shipped(&self) -> bool {
        self.lists == *SHIPPED
    }

    /// With the lists of this program in the place of these.
    pub(crate) fn renewed(self) -> Published {
        Published { lists: SHIPPED.clone(), before: self.lists }
    }

    /// With the lists before these in their place; `None` where there are none.
    pub(crate) fn put_back(self) -> Option<Published> {
        (!self.before.is_empty()).then_some(Published { lists: self.before, before: Vec::new() })
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
            let (here, there) = (with(self.list(nation)?, &[])?, with(other.list(nation)?, &[])?);
            let (here, there) = (here.bank_holidays(), there.bank_holidays());
            gather(&mut differences.added, &there, &here);
            gather(&mut differences.removed, &here, &there);
        }
        Ok(differences)
    }
}

/// Adds to `all` the days that are in `these` and not in `those`.
fn gather(all: &mut Vec<DayOff>, these: &[DayOff], those: &[DayOff]) {
    let known: std::collections::BTreeSet<_> = those.iter().map(|day| day.date).collect();
    let new = these.iter().filter(|day| day.kind == DayOffKind::BankHoliday && !known.contains(&day.date));
    for day in new {
        if !all.iter().any(|each| each.date == day.date && each.name == day.name) {
            all.push(day.clone());
        }
    }
    all.sort();
}
