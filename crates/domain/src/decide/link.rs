//! Tying a case to another, and making a case of its own out of a point.

use crate::{
    case::Case,
    event::Event,
    feedback::Ending,
    ids::Reference,
    refusal::Refusal,
    tie::{Link, Tie},
};

/// One tie between two cases says enough.
pub(super) fn link(case: &Case, link: Link) -> Result<Vec<Event>, Refusal> {
    if link.other == case.reference {
        return Err(Refusal::LinkedToItself);
    }
    if case.links.iter().any(|known| known.other == link.other) {
        return Err(Refusal::AlreadyLinked(link.other));
    }
    Ok(vec![Event::Linked { link, point: None }])
}

/// Where a case comes from is not taken back: its history begins there.
pub(super) fn unlink(case: &Case, other: Reference) -> Result<Vec<Event>, Refusal> {
    let known = case.links.iter().find(|link| link.other == other).ok_or(Refusal::NotLinked(other))?;
    match known.how {
        Tie::DealtWithIn if case.ended().is_some_and(|(ending, _)| ending == Ending::DealtWithIn) => {
            Err(Refusal::EndedThere(other))
        }
        Tie::SplitFrom | Tie::SplitInto => Err(Refusal::SplitStays(other)),
        Tie::Related | Tie::DealtWithIn | Tie::DealsWith | Tie::PartOf | Tie::HasPart => {
            Ok(vec![Event::Unlinked { other }])
        }
    }
}

/// A complaint keeps at least one point to answer; what was found on a point stays with it.
pub(super) fn split(case: &Case, point: u32, into: Reference) -> Result<Vec<Event>, Refusal> {
    let found = case.points.iter().find(|each| each.number == point).ok_or(Refusal::NoSuchPoint(point))?;
    if found.finding.is_some() || !found.earlier.is_empty() {
        return Err(Refusal::PointHasFinding(point));
    }
    if case.points.len() == 1 {
        return Err(Refusal::TheOnlyPoint);
    }
    Ok(vec![Event::Linked { link: Link { other: into, how: Tie::SplitInto }, point: Some(point) }])
}
