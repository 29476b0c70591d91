//! The cases behind one number of the figures: those that alone make that number more than
//! nothing, so that the list and the number can never disagree.

use domain::{
    Moment, Reference, ServiceId,
    figures::{Figures, Range},
};
use store::{CaseLine, Reading};

use super::{Wanted, as_at, gather, lock_of, may_count, number};
use crate::{Office, Problem, Who, lists};

/// The most cases on one page.
pub const MOST: usize = 500;

/// The cases behind a number.
#[derive(Debug, Clone)]
pub struct Behind {
    /// The period.
    pub range: Range,
    /// As they stood then.
    pub as_at: Moment,
    /// How many cases the number is made from.
    pub count: usize,
    /// The cases as they are now, oldest first, at most [`MOST`], and only those the person may see.
    pub lines: Vec<CaseLine>,
}

/// The cases behind the number of a figure, or of a part of it (see [`number`]). `about` narrows to
/// one service, or to those of none (`Some(None)`).
pub fn behind(
    office: &Office,
    who: &Who,
    wanted: &Wanted,
    (figure, part): (&str, Option<&str>),
    about: Option<Option<ServiceId>>,
    now: Moment,
) -> Result<Behind, Problem> {
    let services = may_count(who, wanted.service)?;
    let (range, calendar) = (wanted.range, office.calendar());
    if number(&Figures::none(range), figure, part).is_none() {
        return Err(Problem::NotFound("There is no such figure.".into()));
    }
    office.read(|reading| {
        let as_at = as_at(wanted, lock_of(reading, range)?, now);
        let facts = gather::facts(office, reading, (range.from(), range.to()), services.as_deref(), as_at)?;
        let counts = |fact: &domain::figures::Facts| {
            let alone = Figures::count(range, [fact], &calendar);
            number(&alone, figure, part).is_some_and(|number| number > 0)
        };
        let about = |service: Option<ServiceId>| about.is_none_or(|about| service == about);
        let mut found: Vec<Reference> =
            facts.iter().filter(|fact| about(fact.service) && counts(fact)).map(|fact| fact.reference).collect();
        found.sort_unstable();
        Ok(Behind { range, as_at, count: found.len(), lines: lines(reading, who, &found)? })
    })
}

/// The same rule as the query of a list has: a case may have gone to another service since.
fn lines(reading: &Reading<'_>, who: &Who, references: &[Reference]) -> Result<Vec<CaseLine>, Problem> {
    let seen_by = lists::seen_by(who);
    let first = references.get(..MOST).unwrap_or(references);
    let mut lines = reading.lines(first)?;
    lines.retain(|line| seen_by.sees(&line.row));
    Ok(lines)
}
