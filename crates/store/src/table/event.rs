//! The history of each case: one row an event, never changed, each bound to the one before it by
//! its hash. What events mean is the domain's; `cases` saves what they add up to.

use domain::{By, Event, Moment, PersonId, Recorded, Reference};
use rusqlite::Connection;
use serde::Deserialize;
use serde_json::value::{RawValue, to_raw_value};

use crate::{
    Error, Reading,
    chain::{self, Link},
    sql::{self, Columns, id, micros},
};

const HISTORY: &str = "SELECT seq, at, by_person, body FROM event WHERE case_id = $1 ORDER BY seq";
const UNTIL: &str = "SELECT seq, at, by_person, body FROM event
    WHERE case_id = $1 AND at <= $2 ORDER BY seq";
pub(crate) const EVERY: &str = "SELECT case_id, seq, at, by_person, body FROM event ORDER BY case_id, seq";

impl Reading<'_> {
    /// The history of a case, in order; empty where there is no such case.
    pub fn history(&self, reference: Reference) -> Result<Vec<Recorded>, Error> {
        sql::all(self.connection, HISTORY, &[&id(reference)], read)
    }

    /// The history as it was known at a moment, which is part of it. What was recorded later with
    /// an earlier moment, because a clock was put back, ends it.
    pub fn history_until(&self, reference: Reference, moment: Moment) -> Result<Vec<Recorded>, Error> {
        let found = sql::all(self.connection, UNTIL, &[&id(reference), &micros(moment)], read)?;
        Ok((1..).zip(found).take_while(|(place, event)| event.seq == *place).map(|(_, event)| event).collect())
    }

    /// Goes through all histories, in the order of their references.
    pub fn each_case<E: From<Error>>(
        &self,
        mut each: impl FnMut(Reference, Vec<Recorded>) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut statement = sql::prepare(self.connection, EVERY, &[])?;
        let mut rows = statement.raw_query();
        let mut gathered: Option<(Reference, Vec<Recorded>)> = None;
        while let Some(row) = rows.next().map_err(Error::from)? {
            let mut columns = Columns::of(row);
            let (reference, event) = (columns.reference()?, read(&mut columns)?);
            match &mut gathered {
                Some((of, history)) if *of == reference => history.push(event),
                Some(_) | None => {
                    let before = gathered.replace((reference, vec![event]));
                    before.map_or(Ok(()), |(reference, history)| each(reference, history))?;
                }
            }
        }
        gathered.map_or(Ok(()), |(reference, history)| each(reference, history))
    }
}

const LAST_HASH: &str = "SELECT hash FROM event WHERE case_id = $1 AND seq = $2";
const ADD: &str = "INSERT INTO event (case_id, seq, at, by_person, kind, body, hash)
    VALUES ($1, $2, $3, $4, $5, $6, $7)";

/// Adds events to a history of `before` events. They must follow on from it without a gap.
pub(crate) fn add(
    connection: &Connection,
    reference: Reference,
    before: u32,
    events: &[Recorded],
) -> Result<(), Error> {
    let case_id = id(reference);
    let mut hash = match before {
        0 => chain::BEGINNING,
        _ => sql::one(connection, LAST_HASH, &[&case_id, &before], |columns| columns.take())?
            .ok_or_else(|| Error::Damaged(format!("the history of {reference} has no entry {before}")))?,
    };
    for (place, event) in (before + 1..).zip(events) {
        if event.seq != place {
            return Err(Error::Sql(format!("entry {} of {reference} was offered as entry {place}", event.seq)));
        }
        let body = to_raw_value(&event.event).map_err(|error| Error::Sql(error.to_string()))?;
        let (at, by) = (micros(event.at), person(event.by));
        hash = Link { case: reference, seq: place, at, by, event: &body }.hash(&hash)?;
        sql::run(connection, ADD, &[&case_id, &place, &at, &by, &kind(&body)?, &body.get(), &hash])?;
    }
    Ok(())
}

pub(crate) const CHAIN: &str = "SELECT case_id, seq, at, by_person, body, hash FROM event ORDER BY case_id, seq";

/// Goes through all chains and says what does not hold; gives the number of events.
pub(crate) fn check_chains(connection: &Connection, problems: &mut Vec<String>) -> Result<u64, Error> {
    let mut statement = sql::prepare(connection, CHAIN, &[])?;
    let mut rows = statement.raw_query();
    let mut before: (Option<Reference>, u32, [u8; 32]) = (None, 0, chain::BEGINNING);
    let mut events = 0;
    while let Some(row) = rows.next()? {
        let mut columns = Columns::of(row);
        let (case, seq): (Reference, u32) = (columns.reference()?, columns.take()?);
        let (at, by, body, kept): (i64, Option<i64>, String, [u8; 32]) =
            (columns.take()?, columns.take()?, columns.take()?, columns.take()?);
        let (place, hash) = if before.0 == Some(case) { (before.1 + 1, before.2) } else { (1, chain::BEGINNING) };
        if seq != place {
            problems.push(format!("{case}: entry {place} of its history is missing"));
        }
        let sound = serde_json::from_str::<&RawValue>(&body)
            .is_ok_and(|event| Link { case, seq, at, by, event }.hash(&hash) == Ok(kept));
        if !sound {
            problems.push(format!("{case}: entry {seq} of its history was altered"));
        }
        before = (Some(case), seq, kept);
        events += 1;
    }
    Ok(events)
}

fn read(columns: &mut Columns<'_>) -> Result<Recorded, Error> {
    let (seq, at) = (columns.take()?, columns.moment()?);
    let by = columns.take::<Option<i64>>()?.map_or(By::Heard, |id| By::Person(PersonId(id)));
    let body: String = columns.take()?;
    let event: Event = serde_json::from_str(&body).map_err(|error| Error::Damaged(format!("an event: {error}")))?;
    Ok(Recorded { seq, at, by, event })
}

fn person(by: By) -> Option<i64> {
    match by {
        By::Person(id) => Some(id.0),
        By::Heard => None,
    }
}

/// The event's name, as its text says it.
fn kind(body: &RawValue) -> Result<String, Error> {
    #[derive(Deserialize)]
    struct Named {
        event: String,
    }
    let named: Named = serde_json::from_str(body.get()).map_err(|error| Error::Sql(error.to_string()))?;
    Ok(named.event)
}
