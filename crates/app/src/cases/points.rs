//! The points to answer: added, put right, taken away. Whether anything depends on one is asked of `domain`; only the
//! words of the response, which are not in the history, are looked at here.

use domain::{Act, Moment, Refusal};

use super::{
    acts::{On, needed, simple},
    at_case::{AtCase, Done, at_case},
};
use crate::{Office, Problem, Who};

/// Adds points to answer, one a line.
pub fn add_point(office: &Office, who: &Who, on: On, text: &str, now: Moment) -> Result<Done, Problem> {
    let text = needed("text", text, "Write the point to answer")?;
    at_case(office, who, on.reference, on.seen, now, |at| {
        for point in text.lines().map(str::trim).filter(|point| !point.is_empty()) {
            let text = at.keep(point)?;
            at.act(&Act::AddPoint { text })?;
        }
        Ok(())
    })
}

/// Puts right what a point says.
pub fn correct_point(
    office: &Office,
    who: &Who,
    on: On,
    point: u32,
    (text, reason): (&str, &str),
    now: Moment,
) -> Result<Done, Problem> {
    let text = needed("text", text, "Write the point to answer")?;
    let reason = needed("reason", reason, "Say why it is put right")?;
    simple(office, who, on, now, |at| Ok(Act::CorrectPoint { point, text: at.keep(text)?, reason: at.keep(reason)? }))
        .map_err(beside_point)
}

/// Takes a point away that is none.
pub fn remove_point(
    office: &Office,
    who: &Who,
    on: On,
    point: u32,
    reason: &str,
    now: Moment,
) -> Result<Done, Problem> {
    let reason = needed("reason", reason, "Say why it is taken away")?;
    simple(office, who, on, now, |at| {
        Ok(Act::RemovePoint { point, in_draft: refers_to(at, point)?, reason: at.keep(reason)? })
    })
    .map_err(beside_point)
}

/// Whether the response answers a point by its number, as in "[2]".
fn refers_to(at: &AtCase<'_>, point: u32) -> Result<bool, Problem> {
    let Some(draft) = &at.case().draft else { return Ok(false) };
    let words = at.writing().text(at.case().reference, &draft.text)?.unwrap_or_default();
    Ok(words.contains(&format!("[{point}]")))
}

/// Puts a refusal about the point, or about its words, beside the field that it is about.
fn beside_point(problem: Problem) -> Problem {
    let beside = |field, refusal: &Refusal| Problem::field(field, refusal.to_string().trim_end_matches('.'));
    if let Problem::Refused(refusal @ Refusal::NothingToCorrect) = &problem {
        beside("text", refusal)
    } else if let Problem::Refused(
        refusal @ (Refusal::NoSuchPoint(_)
        | Refusal::PointStays(_)
        | Refusal::PointAskedAbout(_)
        | Refusal::PointInDraft(_)
        | Refusal::TheOnlyPoint),
    ) = &problem
    {
        beside("point", refusal)
    } else {
        problem
    }
}
