//! One time limit as a procedure states it: how long, from when, met by what, on which days.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Limit, Milestone, Procedure, Unit};
use crate::{
    clock::CountsFrom,
    feedback::{Kind, words},
};

/// One time limit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClockRule {
    /// Name in files and history, unique in the procedure.
    pub id: String,
    /// What has to be done, as an instruction: "Acknowledge".
    pub title: String,
    /// How long there is at most.
    pub limit: Limit,
    /// The kinds of feedback it is for; empty where it is for all that come here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<Kind>,
    /// The bands, by id, that it is for; empty where it is for every case, in a band or in none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub for_bands: Vec<String>,
    /// Other limits by the id of the case's band; `limit` holds where it is in none.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub bands: BTreeMap<String, Limit>,
    /// How long it should take, where the procedure states an aim as well.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Limit>,
    /// What starts the clock; either this or `after`. Where a clock of the stage is met by the same
    /// milestone, its last permitted day is the latest start: otherwise never acknowledging would
    /// stop the clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Milestone>,
    /// The stage in which `from` happens, where it is not this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// The id of the clock that must be met before this one starts; its last permitted day is the
    /// latest start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// Whether the clock waits for its start however long that takes.
    #[serde(default, skip_serializing_if = "is_false")]
    pub uncapped: bool,
    /// What begins the count anew when it happens in the stage by the day the clock is held to and before it is met:
    /// the customer made clear what we asked about, sent what was missing. A missed date stays missed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub restarts_on: Vec<Milestone>,
    /// What stops it; any one will do.
    pub met_by: Vec<Milestone>,
    /// Whether it starts again whenever it is met, until the stage ends: "update every 10 days".
    #[serde(default, skip_serializing_if = "is_false")]
    pub repeats: bool,
    /// Which day is the first of the count.
    #[serde(default, skip_serializing_if = "is_default")]
    pub begins: Begins,
    /// Whether it is counted backwards from its start, such as a meeting.
    #[serde(default, skip_serializing_if = "is_false")]
    pub backwards: bool,
    /// Whether the days between must be whole: neither the first nor the last day counts.
    #[serde(default, skip_serializing_if = "is_false")]
    pub clear: bool,
    /// What happens when the count ends on a day off; otherwise as the unit says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends: Option<Ends>,
    /// Whether office closures are left out of the count; otherwise as the procedure says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office_closures: Option<bool>,
}

words!(
    /// Which day is the first of a count.
    #[derive(Default)]
    Begins {
        /// The start is day 0: the next day that counts is day 1.
        #[default]
        NextDay = "next-day", "the next day is day 1";
        /// The start is day 1 itself, where it counts.
        SameDay = "same-day", "the day itself is day 1";
        /// The day after the start is day 0.
        DayAfter = "day-after", "the day after it is day 0";
    }
);

words!(
    /// What happens when a count ends on a day off.
    Ends {
        /// It ends there all the same.
        AsCounted = "as-counted", "on the day itself";
        /// It ends on the next working day.
        NextWorkingDay = "next-working-day", "on the next working day";
        /// It ends on the working day before.
        WorkingDayBefore = "working-day-before", "on the working day before";
    }
);

/// What starts a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start<'a> {
    /// Something that happens.
    On(Milestone),
    /// Another clock, by its id, being met.
    After(&'a str),
}

impl ClockRule {
    /// What starts it; `None` only in a procedure with problems.
    pub fn start(&self) -> Option<Start<'_>> {
        match (self.from, &self.after) {
            (Some(milestone), None) => Some(Start::On(milestone)),
            (None, Some(clock)) => Some(Start::After(clock)),
            (Some(_), Some(_)) | (None, None) => None,
        }
    }

    /// Whether it is for feedback of this kind in this band, or in none, where that comes to it at all.
    pub fn is_for(&self, kind: Kind, band: Option<&str>) -> bool {
        self.is_for_kind(kind) && (self.for_bands.is_empty() || band.is_some_and(|band| names(&self.for_bands, band)))
    }

    /// Whether it is for this kind of feedback, in some band at least.
    pub(super) fn is_for_kind(&self, kind: Kind) -> bool {
        self.kinds.is_empty() || self.kinds.contains(&kind)
    }

    /// Whether it is for everything that another clock of these kinds of feedback is for.
    pub(super) fn covers(&self, other: &ClockRule, kinds: &[Kind]) -> bool {
        let of_bands =
            || !other.for_bands.is_empty() && other.for_bands.iter().all(|band| names(&self.for_bands, band));
        kinds.iter().filter(|kind| other.is_for_kind(**kind)).all(|kind| self.is_for_kind(*kind))
            && (self.for_bands.is_empty() || of_bands())
    }

    /// Whether some case can be among those that both are for.
    fn meets(&self, other: &ClockRule) -> bool {
        let of_bands = self.for_bands.iter().any(|band| names(&other.for_bands, band));
        Kind::ALL.iter().any(|kind| self.is_for_kind(*kind) && other.is_for_kind(*kind))
            && (self.for_bands.is_empty() || other.for_bands.is_empty() || of_bands)
    }

    /// Every length it can have: the limit, those of its bands, the aim.
    pub fn limits(&self) -> impl Iterator<Item = Limit> {
        [self.limit].into_iter().chain(self.bands.values().copied()).chain(self.target)
    }

    /// Whether one of them is in hours.
    pub fn counts_hours(&self) -> bool {
        self.limits().any(|limit| limit.unit == Unit::Hours)
    }

    /// Whether meeting it answers the customer, rather than telling them that we have it.
    pub fn answers(&self) -> bool {
        answers(&self.met_by)
    }
}

impl Procedure {
    /// What a clock of the procedure counts from, in words: "the day we received it".
    pub fn start_words(&self, rule: &ClockRule, counts_from: CountsFrom) -> String {
        match counts_from {
            CountsFrom::Again => return "the last time this was done".into(),
            CountsFrom::Anew(milestone) => return format!("the day {}", milestone.title()),
            CountsFrom::Start | CountsFrom::LastDay => {}
        }
        let capped = counts_from == CountsFrom::LastDay;
        let step = |clock: &ClockRule| {
            if capped { format!("the last day for the step “{}”", clock.title) } else { step_words(clock) }
        };
        match rule.start() {
            Some(Start::On(milestone)) => {
                let before = if capped { self.reached_by(milestone, rule) } else { None };
                before.map_or_else(|| format!("the day {}", milestone.title()), step)
            }
            Some(Start::After(id)) => self.clock(id).map_or_else(|| id.to_owned(), step),
            None => String::new(),
        }
    }

    /// The clock that says by when a milestone is to be reached, in the stage where `rule` waits for it.
    fn reached_by(&self, milestone: Milestone, rule: &ClockRule) -> Option<&ClockRule> {
        let stage = match &rule.of {
            Some(id) => self.stage(id),
            None => self.stages.iter().find(|stage| stage.clocks.iter().any(|clock| clock.id == rule.id)),
        };
        stage?.clocks.iter().filter(|clock| clock.meets(rule)).find(|clock| clock.met_by.contains(&milestone))
    }
}

/// Whether a list names a band.
pub(super) fn names(bands: &[String], band: &str) -> bool {
    bands.iter().any(|each| each == band)
}

fn step_words(clock: &ClockRule) -> String {
    format!("the step “{}”", clock.title)
}

/// Whether one of these milestones answers the customer and none only acknowledges.
pub(crate) fn answers(met_by: &[Milestone]) -> bool {
    let answer = [Milestone::Responded, Milestone::Decided];
    met_by.iter().any(|milestone| answer.contains(milestone)) && !met_by.contains(&Milestone::Acknowledged)
}

pub(super) fn is_false(value: &bool) -> bool {
    !value
}

pub(super) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
