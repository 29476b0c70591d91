//! Putting together what was taken down of one person more than once, and taking it apart again.
//! No history changes: each case keeps its customer, whose details are those that count.

use domain::{CustomerId, Moment};
use store::{Customer, Reading};

use super::{Same, correct::found_again, named, not_there, visible};
use crate::{Office, Problem, Who};

/// Says that `other` is the same person as `kept`, whose details count from now on. Gives the
/// number by which it is taken back.
pub fn merge(office: &Office, who: &Who, kept: CustomerId, other: CustomerId, now: Moment) -> Result<i64, Problem> {
    office.store().write(|writing| {
        let (kept, other) = (visible(writing, who, kept)?, visible(writing, who, other)?);
        if kept.id == other.id {
            return Err(Problem::NotAllowed("These are one customer already.".into()));
        }
        let merger = writing.merge_customers(kept.id, other.id, who.id(), now)?;
        found_again(writing, kept.id)?;
        Ok(merger)
    })
}

/// Takes two customers apart again; gives the one who counts for themselves again.
pub fn unmerge(office: &Office, who: &Who, merger: i64, now: Moment) -> Result<CustomerId, Problem> {
    office.store().write(|writing| {
        let merger = writing.merger(merger)?.ok_or_else(not_there)?;
        visible(writing, who, merger.kept)?;
        let together = writing.customer(merger.kept)?.ok_or_else(not_there)?;
        writing.unmerge_customers(&merger, who.id(), now)?;
        found_again(writing, together.id)?;
        found_again(writing, merger.other)?;
        Ok(merger.other)
    })
}

/// What was put together with a customer, as it was taken down.
pub(super) fn same_as(reading: &Reading<'_>, customer: &Customer) -> Result<Vec<Same>, Problem> {
    let mut same = Vec::new();
    let mut of = vec![customer.id];
    while let Some(kept) = of.pop() {
        for merger in reading.mergers_of(kept)? {
            of.push(merger.other);
            let Some(customer) = reading.customer_as_taken(merger.other)? else { continue };
            same.push(Same { merger: merger.id, customer, by: named(reading, merger.by)?, at: merger.at });
        }
    }
    Ok(same)
}
