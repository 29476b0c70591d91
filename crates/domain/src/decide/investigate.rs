//! Finding out what happened, and what will be done about it.

use super::{Doing, next};
use crate::{
    case::Case,
    event::Event,
    feedback::Finding,
    ids::{PersonId, TextRef},
    london::Date,
    refusal::Refusal,
};

pub(super) fn find(case: &Case, point: u32, finding: Finding, reason: &TextRef) -> Result<Vec<Event>, Refusal> {
    if !case.points.iter().any(|each| each.number == point) {
        return Err(Refusal::NoSuchPoint(point));
    }
    Ok(vec![Event::FindingRecorded { point, finding, reason: reason.clone() }])
}

pub(super) fn promise(
    case: &Case,
    remedy: &str,
    what: &TextRef,
    due: Option<Date>,
    owner: Option<PersonId>,
    doing: Doing<'_>,
) -> Result<Vec<Event>, Refusal> {
    if doing.rules.procedure.remedy(remedy).is_none() {
        return Err(Refusal::UnknownRemedy(remedy.to_owned()));
    }
    let number = next(case.promises.len());
    Ok(vec![Event::Promised { number, remedy: remedy.to_owned(), what: what.clone(), due, owner }])
}

pub(super) fn fulfil(case: &Case, number: u32) -> Result<Vec<Event>, Refusal> {
    let promise = case.promises.iter().find(|promise| promise.number == number);
    match promise.ok_or(Refusal::NoSuchPromise(number))?.done {
        Some(_) => Err(Refusal::AlreadyFulfilled(number)),
        None => Ok(vec![Event::Fulfilled { number }]),
    }
}
