//! Where we got it wrong, the text says sorry.

use super::{Verdict, missing, passed};
use crate::{case::Case, feedback::Finding, words};

/// Words that say sorry.
const SORRY: &[&str] = &["sorry", "apologise", "apologize", "apology", "apologies"];

pub(super) fn check(text: &str, case: &Case) -> Verdict {
    let said = SORRY.iter().find_map(|word| words::find_phrase(text, word));
    match (said, at_fault(case)) {
        (Some(place), _) => passed("It says sorry.", Some(place)),
        (None, Some(number)) => {
            missing(format!("Point {number} is upheld or partly upheld, but the text does not say sorry."), None)
        }
        (None, None) if case.points.iter().any(|point| point.finding.is_none()) => {
            missing("Not every point has a finding yet, so whether an apology is needed is not known.", None)
        }
        (None, None) => passed("No point is upheld, so no apology is needed.", None),
    }
}

fn at_fault(case: &Case) -> Option<u32> {
    let fault = |finding: &Finding| matches!(finding, Finding::Upheld | Finding::PartlyUpheld);
    case.points
        .iter()
        .find(|point| point.finding.as_ref().is_some_and(|(finding, _)| fault(finding)))
        .map(|each| each.number)
}
