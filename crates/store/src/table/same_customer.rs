//! Customers that turned out to be the same person, and what their details were before they were
//! put right. Histories keep the customer they began with; which details count is worked out here.

use domain::{CustomerId, Moment, PersonId};

use crate::{
    Error, Reading, Writing,
    sql::{self, Columns, micros},
};

/// Two customers put together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merger {
    /// Its number.
    pub id: i64,
    /// Whose details count.
    pub kept: CustomerId,
    /// Who turned out to be the same person.
    pub other: CustomerId,
    /// When.
    pub at: Moment,
    /// By whom.
    pub by: PersonId,
}

/// Details that were put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerChange {
    /// When.
    pub at: Moment,
    /// By whom.
    pub by: PersonId,
    /// Why.
    pub reason: String,
    /// What they were before, as JSON.
    pub before: String,
}

const MERGERS: &str = "SELECT id, kept, other, at, by_person FROM customer_merger
    WHERE kept = $1 AND undone_at IS NULL ORDER BY id";
const MERGER: &str = "SELECT id, kept, other, at, by_person FROM customer_merger WHERE id = $1 AND undone_at IS NULL";
const CHANGES: &str = "SELECT at, by_person, reason, before FROM customer_change
    WHERE customer = $1 ORDER BY number DESC LIMIT $2";

impl Reading<'_> {
    /// Who was put together with a customer and still is.
    pub fn mergers_of(&self, kept: CustomerId) -> Result<Vec<Merger>, Error> {
        sql::all(self.connection, MERGERS, &[&kept.0], merger)
    }

    /// A merger that stands.
    pub fn merger(&self, id: i64) -> Result<Option<Merger>, Error> {
        sql::one(self.connection, MERGER, &[&id], merger)
    }

    /// What a customer's details were before, the latest change first.
    pub fn customer_changes(&self, customer: CustomerId, limit: u32) -> Result<Vec<CustomerChange>, Error> {
        sql::all(self.connection, CHANGES, &[&customer.0, &limit], |columns| {
            Ok(CustomerChange {
                at: columns.moment()?,
                by: PersonId(columns.take()?),
                reason: columns.take()?,
                before: columns.take()?,
            })
        })
    }
}

const MERGE: &str = "INSERT INTO customer_merger (kept, other, at, by_person) VALUES ($1, $2, $3, $4) RETURNING id";
const KEEP_AS: &str = "UPDATE customer SET kept_as = $2 WHERE id = $1 OR kept_as = $1";
const ALONE: &str = "UPDATE customer SET kept_as = NULL WHERE id = $1";
const UNDER: &str = "UPDATE customer SET kept_as = $2 WHERE id = $1";
const UNDO: &str = "UPDATE customer_merger SET undone_at = $2, undone_by = $3 WHERE id = $1";
const NOTE: &str = "INSERT INTO customer_change (customer, number, at, by_person, reason, before)
    SELECT $1, COALESCE(max(number), 0) + 1, $2, $3, $4, $5 FROM customer_change WHERE customer = $1";

impl Writing<'_> {
    /// Puts `other`, with all who are the same as them, under `kept`; gives the number of the merger.
    pub fn merge_customers(&self, kept: CustomerId, other: CustomerId, by: PersonId, at: Moment) -> Result<i64, Error> {
        self.cases_change();
        sql::run(self.connection, KEEP_AS, &[&other.0, &kept.0])?;
        sql::insert(self.connection, MERGE, &[&kept.0, &other.0, &micros(at), &by.0])
    }

    /// Takes a merger back: `other` counts for themselves again, and for those who were the same as
    /// them before.
    pub fn unmerge_customers(&self, merger: &Merger, by: PersonId, at: Moment) -> Result<(), Error> {
        self.cases_change();
        sql::run(self.connection, UNDO, &[&merger.id, &micros(at), &by.0])?;
        sql::run(self.connection, ALONE, &[&merger.other.0])?;
        let mut under: Vec<CustomerId> = self.mergers_of(merger.other)?.into_iter().map(|each| each.other).collect();
        while let Some(next) = under.pop() {
            sql::run(self.connection, UNDER, &[&next.0, &merger.other.0])?;
            under.extend(self.mergers_of(next)?.into_iter().map(|each| each.other));
        }
        Ok(())
    }

    /// Notes what a customer's details were before they are put right.
    pub fn note_customer_change(&self, customer: CustomerId, change: &CustomerChange) -> Result<(), Error> {
        let CustomerChange { at, by, reason, before } = change;
        sql::run(self.connection, NOTE, &[&customer.0, &micros(*at), &by.0, reason, before])?;
        Ok(())
    }
}

fn merger(columns: &mut Columns<'_>) -> Result<Merger, Error> {
    Ok(Merger {
        id: columns.take()?,
        kept: CustomerId(columns.take()?),
        other: CustomerId(columns.take()?),
        at: columns.moment()?,
        by: PersonId(columns.take()?),
    })
}
