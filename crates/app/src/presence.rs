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

/// Who is at which case, and when their page last said so.
#[derive(Debug, Default)]
pub(crate) struct Presence(Mutex<BTreeMap<(Reference, PersonId), Moment>>);

impl Presence {
    /// Notes that somebody is at a case; gives the others who are.
    fn note(&self, reference: Reference, person: PersonId, now: Moment) -> Vec<PersonId> {
        let mut here = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        here.retain(|_, at| (now - *at).abs() < STAYS);
        here.insert((reference, person), now);
        let all = here.range((reference, PersonId(i64::MIN))..=(reference, PersonId(i64::MAX)));
        all.map(|((_, other), _)| *other).filter(|other| *other != person).collect()
    }
}

/// Names of the others at a case, for somebody who may see it, and notes that this person is there.
pub fn here(office: &Office, who: &Who, reference: Reference, now: Moment) -> Result<Vec<String>, Problem> {
    office.read(|reading| {
        cases::load(reading, who, reference)?;
        let others = office.presence().note(reference, who.id(), now);
        let people = others.into_iter().map(|other| Ok(reading.person(other)?.map(|person| person.name)));
        people.filter_map(Result::transpose).collect()
    })
}

/// The same for a case that was opened already.
pub fn at(office: &Office, who: &Who, file: &CaseFile, now: Moment) -> Vec<String> {
    let others = office.presence().note(file.case.reference, who.id(), now);
    others.into_iter().map(|other| file.name(other).to_owned()).collect()
}
