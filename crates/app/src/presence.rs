//! Who else is at a case right now. Pages say every few seconds that they are open; nothing of it
//! reaches the disk, and whoever has gone is forgotten.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

use chrono::TimeDelta;
use domain::{Moment, PersonId, Reference};

use crate::{
    Office, Problem, Who,
    cases::{self, CaseFile},
};

/// How long somebody counts as there after their page last said so: two calls missed, and a little.
const STAYS: TimeDelta = TimeDelta::seconds(40);

/// What somebody does at a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doing {
    /// A form of it is open, or something is typed on its page.
    Working,
    /// It is being read.
    Looking,
}

/// Somebody else at a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Other {
    /// Their name.
    pub name: String,
    /// What they do.
    pub doing: Doing,
}

/// When the pages of one person last said that they are open.
#[derive(Debug, Clone, Copy)]
struct There {
    /// Any of them.
    seen: Moment,
    /// One with a form: another one, with nothing to fill in, takes nothing away from that.
    worked: Option<Moment>,
}

/// Who is at which case, and when their page last said so.
#[derive(Debug, Default)]
pub(crate) struct Presence(Mutex<BTreeMap<(Reference, PersonId), There>>);

impl Presence {
    /// Notes that somebody is at a case; gives the others who are, those who work on it first.
    fn note(&self, reference: Reference, person: PersonId, doing: Doing, now: Moment) -> Vec<(Doing, PersonId)> {
        let mut here = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let lately = |at: Moment| (now - at).abs() < STAYS;
        here.retain(|_, there| lately(there.seen));
        let there = here.entry((reference, person)).or_insert(There { seen: now, worked: None });
        there.seen = now;
        if doing == Doing::Working {
            there.worked = Some(now);
        }
        let all = here.range((reference, PersonId(i64::MIN))..=(reference, PersonId(i64::MAX)));
        let others = all.filter(|((_, other), _)| *other != person).map(|((_, other), there)| {
            (if there.worked.is_some_and(lately) { Doing::Working } else { Doing::Looking }, *other)
        });
        let mut others: Vec<(Doing, PersonId)> = others.collect();
        others.sort_unstable();
        others
    }
}

/// The others at a case, for somebody who may see it, and notes that this person is there.
pub fn here(
    office: &Office,
    who: &Who,
    reference: Reference,
    doing: Doing,
    now: Moment,
) -> Result<Vec<Other>, Problem> {
    office.read(|reading| {
        cases::load(reading, who, reference)?;
        let others = office.presence().note(reference, who.id(), doing, now);
        let named = |(doing, other)| Ok(reading.person(other)?.map(|person| Other { name: person.name, doing }));
        others.into_iter().map(named).filter_map(Result::transpose).collect()
    })
}

/// The same for a case that was opened already.
pub fn at(office: &Office, who: &Who, file: &CaseFile, doing: Doing, now: Moment) -> Vec<Other> {
    let others = office.presence().note(file.case.reference, who.id(), doing, now);
    others.into_iter().map(|(doing, other)| Other { name: file.name(other).to_owned(), doing }).collect()
}
