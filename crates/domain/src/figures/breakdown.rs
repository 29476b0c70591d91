//! What came in, by kind, channel, service, ward and ground.

use crate::{
    feedback::{Channel, Kind},
    ids::ServiceId,
};

/// Counts by key; `None` is what nobody said. Largest first, then by key, "not said" last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally<K>(Vec<(Option<K>, u32)>);

impl<K> Default for Tally<K> {
    fn default() -> Self {
        Tally(Vec::new())
    }
}

impl<K: Ord> Tally<K> {
    /// The rows.
    pub fn rows(&self) -> &[(Option<K>, u32)] {
        &self.0
    }

    /// The count of a key.
    pub fn of(&self, key: Option<&K>) -> u32 {
        self.0.iter().find(|(each, _)| each.as_ref() == key).map_or(0, |(_, count)| *count)
    }

    /// All counts together.
    pub fn total(&self) -> u32 {
        self.0.iter().map(|(_, count)| count).sum()
    }

    pub(super) fn add(&mut self, key: Option<K>, more: u32) {
        match self.0.iter_mut().find(|(each, _)| *each == key) {
            Some((_, count)) => *count += more,
            None => self.0.push((key, more)),
        }
    }

    pub(super) fn sort(&mut self) {
        self.0.sort_by(|(key, count), (other, others)| {
            key.is_none().cmp(&other.is_none()).then(others.cmp(count)).then(key.cmp(other))
        });
    }
}

/// What some feedback is about and how it came.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Breakdown {
    /// How much.
    pub count: u32,
    /// By the way it came in.
    pub channels: Tally<Channel>,
    /// By service.
    pub services: Tally<ServiceId>,
    /// By ward.
    pub wards: Tally<String>,
    /// By ground; one with two grounds is counted under both, so these can add up to more.
    pub grounds: Tally<String>,
}

/// What came in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Received {
    /// All kinds together.
    pub all: Breakdown,
    kinds: Tally<Kind>,
}

impl Received {
    /// How much of one kind.
    pub fn of(&self, kind: Kind) -> u32 {
        self.kinds.of(Some(&kind))
    }

    /// Every kind with its count, in the order people read them.
    pub fn by_kind(&self) -> Vec<(Kind, u32)> {
        Kind::ALL.iter().map(|kind| (*kind, self.of(*kind))).collect()
    }

    pub(super) fn add(&mut self, kind: Kind, service: Option<ServiceId>, more: u32) {
        self.all.count += more;
        self.all.services.add(service, more);
        self.kinds.add(Some(kind), more);
    }

    pub(super) fn sort(&mut self) {
        self.kinds.sort();
        self.all.channels.sort();
        self.all.services.sort();
        self.all.wards.sort();
        self.all.grounds.sort();
    }
}
