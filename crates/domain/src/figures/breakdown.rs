//! What came in, by kind, channel, service, ward and ground.

use super::Facts;
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

    pub(super) fn add(&mut self, key: Option<K>) {
        match self.0.iter_mut().find(|(each, _)| *each == key) {
            Some((_, count)) => *count += 1,
            None => self.0.push((key, 1)),
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
    kinds: Vec<(Kind, Breakdown)>,
}

impl Received {
    /// One kind; `None` when nothing of the kind came in.
    pub fn of(&self, kind: Kind) -> Option<&Breakdown> {
        self.kinds.iter().find(|(each, _)| *each == kind).map(|(_, breakdown)| breakdown)
    }

    /// Every kind with its count, in the order people read them.
    pub fn by_kind(&self) -> Vec<(Kind, u32)> {
        Kind::ALL.iter().map(|kind| (*kind, self.of(*kind).map_or(0, |breakdown| breakdown.count))).collect()
    }

    pub(super) fn add(&mut self, facts: &Facts) {
        self.all.add(facts);
        match self.kinds.iter_mut().find(|(kind, _)| *kind == facts.kind) {
            Some((_, breakdown)) => breakdown.add(facts),
            None => {
                let mut breakdown = Breakdown::default();
                breakdown.add(facts);
                self.kinds.push((facts.kind, breakdown));
            }
        }
    }

    pub(super) fn sort(&mut self) {
        self.all.sort();
        self.kinds.sort_by_key(|(kind, _)| *kind);
        for (_, breakdown) in &mut self.kinds {
            breakdown.sort();
        }
    }
}

impl Breakdown {
    fn add(&mut self, facts: &Facts) {
        self.count += 1;
        self.channels.add(Some(facts.channel));
        self.services.add(facts.service);
        self.wards.add(facts.ward.clone());
        match facts.grounds.as_slice() {
            [] => self.grounds.add(None),
            grounds => grounds.iter().for_each(|ground| self.grounds.add(Some(ground.clone()))),
        }
    }

    fn sort(&mut self) {
        self.channels.sort();
        self.services.sort();
        self.wards.sort();
        self.grounds.sort();
    }
}
