//! The points to answer: added, put right, taken away. What is found on them is `investigate`'s business.

use crate::{
    case::{Case, Point, StateKind},
    event::Event,
    feedback::Kind,
    ids::TextRef,
    refusal::Refusal,
};

/// A new point after the answer is a new complaint (LGSCO Code 6.9); the first point can still be
/// written down, since a complaint is not closed without a finding.
pub(super) fn add(case: &Case, text: &TextRef) -> Result<Vec<Event>, Refusal> {
    if case.state.kind() == StateKind::Answered && !case.points.is_empty() {
        return Err(Refusal::WrongState(StateKind::Answered));
    }
    // One that was split off or taken away leaves its number behind.
    Ok(vec![Event::PointAdded { number: case.last_point.saturating_add(1), text: text.clone() }])
}

pub(super) fn correct(case: &Case, number: u32, text: &TextRef, reason: &TextRef) -> Result<Vec<Event>, Refusal> {
    if free(case, number)?.text == *text {
        return Err(Refusal::NothingToCorrect);
    }
    Ok(vec![Event::PointCorrected { number, text: text.clone(), reason: reason.clone() }])
}

/// A complaint keeps at least one point to answer.
pub(super) fn remove(case: &Case, number: u32, in_draft: bool, reason: &TextRef) -> Result<Vec<Event>, Refusal> {
    free(case, number)?;
    if in_draft {
        return Err(Refusal::PointInDraft(number));
    }
    if case.kind == Kind::Complaint && case.points.len() == 1 {
        return Err(Refusal::TheOnlyPoint);
    }
    Ok(vec![Event::PointRemoved { number, reason: reason.clone() }])
}

/// Whether nothing depends on a point yet, so that it can be put right or taken away.
pub fn is_free(case: &Case, number: u32) -> bool {
    free(case, number).is_ok()
}

/// A finding is on the words that were found on, and a stage was asked for because of them.
fn free(case: &Case, number: u32) -> Result<&Point, Refusal> {
    let point = case.points.iter().find(|each| each.number == number).ok_or(Refusal::NoSuchPoint(number))?;
    if point.finding.is_some() || !point.earlier.is_empty() {
        return Err(Refusal::PointStays(number));
    }
    if case.opened.iter().any(|opened| opened.points.contains(&number)) {
        return Err(Refusal::PointAskedAbout(number));
    }
    Ok(point)
}
