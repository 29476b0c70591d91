//! What else a procedure asks: standards of service, bands, readings to choose, reviews.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Choice, Limit};
use crate::{
    feedback::{Channel, Kind},
    procedure::clock_rule::is_false,
};

/// A band of cases with limits of its own. Every condition that it states must hold for a case to fall into it; where
/// it states none, somebody puts the case there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// Name in files and history.
    pub id: String,
    /// Name people read.
    pub title: String,
    /// The ways of coming in, any of which will do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<Channel>,
    /// Those who complain, by id, any of whom will do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub complainants: Vec<String>,
    /// The fewest points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points_from: Option<u32>,
    /// The most points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points_to: Option<u32>,
}

impl Band {
    /// Whether only a person puts a case into it.
    pub fn by_hand(&self) -> bool {
        !self.counts_points() && self.by_no_person_or_channel()
    }

    /// Whether nothing but the number of points has a say.
    pub fn by_points_alone(&self) -> bool {
        self.counts_points() && self.by_no_person_or_channel()
    }

    fn counts_points(&self) -> bool {
        self.points_from.is_some() || self.points_to.is_some()
    }

    fn by_no_person_or_channel(&self) -> bool {
        self.channels.is_empty() && self.complainants.is_empty()
    }

    /// Whether such a case falls into it of itself.
    pub fn takes(&self, falling: &Falling<'_>) -> bool {
        let Falling { points, channel, complainant } = falling;
        let named = |who: &str| self.complainants.iter().any(|each| each == who);
        !self.by_hand()
            && (self.channels.is_empty() || channel.is_some_and(|channel| self.channels.contains(&channel)))
            && (self.complainants.is_empty() || complainant.is_some_and(named))
            && self.points_from.is_none_or(|from| *points >= from)
            && self.points_to.is_none_or(|to| *points <= to)
    }
}

/// What a case falls into a [`Band`] by.
#[derive(Debug, Clone, Copy)]
pub struct Falling<'a> {
    /// How many points it has.
    pub points: u32,
    /// How it came in; `None` where that is not known.
    pub channel: Option<Channel>,
    /// As whom the customer complains, by id; `None` where nobody said.
    pub complainant: Option<&'a str>,
}

/// Readings that were chosen: the id of each [`Reading`] with that of its option.
pub type Readings = BTreeMap<String, String>;

/// A sentence of the source that can be read in several ways; the council chooses when it adopts
/// the procedure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reading {
    /// Name in files.
    pub id: String,
    /// What has to be decided.
    pub question: String,
    /// The clock whose limit depends on it.
    pub clock: String,
    /// The readings; the first is the one the file is written with.
    #[serde(rename = "option")]
    pub options: Vec<ReadingOption>,
}

/// One way to read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReadingOption {
    /// Name in files.
    pub id: String,
    /// In words.
    pub title: String,
    /// The limit that follows.
    pub limit: Limit,
}

/// A standard of timeliness for some kind of contact, reported as a share of all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Standard {
    /// Name in files and figures.
    pub id: String,
    /// What is promised.
    pub title: String,
    /// For contact by these channels; all where none is listed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<Channel>,
    /// For these kinds of feedback; all where none is listed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<Kind>,
    /// The id of the clock it is measured by; else by the full answer, from receipt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock: Option<String>,
    /// Within what time; where there is a clock, its own limit holds if none is named here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Limit>,
    /// Whether it is kept by dealing with it at the first contact, in place of a time.
    #[serde(default, skip_serializing_if = "is_false")]
    pub first_contact: bool,
    /// The share that should keep it, in per cent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<u8>,
}

/// What a [`Standard`] is measured by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By<'a> {
    /// Whether it was put right at the first contact.
    FirstContact,
    /// The full answer, within a time from receipt.
    Answer(Limit),
    /// A clock, by its id, with its own limit or another.
    Clock(&'a str, Option<Limit>),
}

impl Standard {
    /// What it is measured by; `None` where the program sees nothing of what is promised.
    pub fn measured_by(&self) -> Option<By<'_>> {
        match (&self.clock, self.limit) {
            _ if self.first_contact => Some(By::FirstContact),
            (Some(clock), limit) => Some(By::Clock(clock, limit)),
            (None, Some(limit)) => Some(By::Answer(limit)),
            (None, None) => None,
        }
    }

    /// Whether it is for feedback of this kind that came in this way.
    pub fn is_for(&self, kind: Kind, channel: Channel) -> bool {
        (self.kinds.is_empty() || self.kinds.contains(&kind))
            && (self.channels.is_empty() || self.channels.contains(&channel))
    }
}

/// Something that is looked at again and again: figures by managers, the procedure itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// What is looked at.
    pub title: String,
    /// How often.
    pub every: Limit,
}

/// How cases of a special nature are handled.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Handling {
    /// The officer or role to whom a complaint that names an individual is sealed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sealed_to: Option<String>,
    /// Whether feedback about an existing job is kept as its child.
    #[serde(default, skip_serializing_if = "is_false")]
    pub child_of_job: bool,
    /// The kinds of feedback that get a full response whatever they say.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub always_answered: Vec<Kind>,
    /// Whether many complaints about one thing may have one published answer.
    #[serde(default, skip_serializing_if = "is_false")]
    pub campaigns: bool,
    /// Whether rude or threatening contact may be ended, after a warning.
    #[serde(default, skip_serializing_if = "is_false")]
    pub abusive_contact: bool,
    /// Other business that may wait while a complaint is open.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holds: Vec<Choice>,
}
