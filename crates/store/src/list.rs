//! Lists of cases: what may be asked for (`filter`), from where on (`key`), the words typed into
//! a search (`words`) and those there are (`vocabulary`), cases told in like words (`alike`), and how each list is found without
//! reading the whole table (`plan`).

mod alike;
mod figures;
mod filter;
mod key;
mod plan;
#[cfg(test)]
mod plans;
mod statement;
mod vocabulary;
mod words;

use std::{collections::HashSet, ops::Deref};

use rusqlite::Connection;

pub use filter::{Filter, Only, Order, Reader, Seen};
pub use key::{Key, NotAKey};

use crate::{
    Error, Reading,
    sql::{self, Columns},
    store::Answers,
    table::cases::{self, CaseRow},
};
use plan::{Place, Plan};
use statement::Statement;

/// A case as lists show it: its row, which can be read straight through, and the names that go
/// with the numbers in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseLine {
    /// The row; its `search` is empty.
    pub row: CaseRow,
    /// The customer's name.
    pub customer_name: Option<String>,
    /// The service's name.
    pub service_name: Option<String>,
    /// The name of the Head of Service who has it.
    pub head_name: Option<String>,
    /// The name of who investigates.
    pub investigator_name: Option<String>,
}

impl Deref for CaseLine {
    type Target = CaseRow;

    fn deref(&self) -> &CaseRow {
        &self.row
    }
}

/// Counting stops here: a page says "more than 10 000".
const ENOUGH: u32 = 10_001;

impl Reading<'_> {
    /// A page of cases. `after` is the key of the last line of the page before
    /// ([`CaseLine::key`] with the same order).
    ///
    /// A list restricted to dates of receipt, answer or closing has the newest of those dates
    /// first under [`Order::Newest`], and a search by words is always newest first.
    pub fn cases(
        &self,
        filter: &Filter,
        order: Order,
        after: Option<&Key>,
        limit: u32,
    ) -> Result<Vec<CaseLine>, Error> {
        let plan = Plan::of(filter, order, &|letters| self.words_beginning_with(letters))?;
        if let Some(statement) = plan.page(filter, after, limit) {
            return sql::all(self.connection, &statement.text, &statement.values(), read);
        }
        // Of several branches most lines are not on the page: their places are read first.
        let mut places: Vec<Place> = Vec::new();
        for statement in plan.places(filter, after, limit) {
            places.extend(sql::all(self.connection, &statement.text, &statement.values(), read_place)?);
        }
        plan.put_in_order(&mut places);
        let ids: Vec<i64> = places.iter().map(|(_, _, id)| *id).take(limit as usize).collect();
        lines(self.connection, &ids)
    }

    /// How many cases there are, up to 10 001, which means more than 10 000.
    /// The same question is answered from memory until a case changes.
    pub fn count(&self, filter: &Filter) -> Result<u64, Error> {
        match self.remembered {
            Some(Answers { counted, .. }) => counted.after(self.changes(), filter.clone(), || self.count_now(filter)),
            None => self.count_now(filter),
        }
    }

    /// A page and the number of all that is found ask for the same.
    fn words_beginning_with(&self, letters: &str) -> Result<Option<Vec<String>>, Error> {
        let now = || vocabulary::beginning_with(self.connection, letters);
        match self.remembered {
            Some(Answers { beginnings, .. }) => beginnings.after(self.changes(), letters.to_owned(), now),
            None => now(),
        }
    }

    fn count_now(&self, filter: &Filter) -> Result<u64, Error> {
        self.count_up_to(filter, ENOUGH)
    }

    /// How many cases there are, up to `most`, however long that takes.
    pub fn count_up_to(&self, filter: &Filter, most: u32) -> Result<u64, Error> {
        let plan = Plan::for_count(filter, &|letters| self.words_beginning_with(letters))?;
        let statements = plan.references(filter, most as usize);
        if let [Statement { text, .. }] = &statements[..] {
            let text = format!("SELECT count(*) FROM ({text}) AS found");
            let count = sql::one(self.connection, &text, &statements[0].values(), |columns| columns.length())?;
            return Ok(count.unwrap_or_default());
        }
        let mut found: HashSet<i64> = HashSet::new();
        for statement in statements {
            found.extend(sql::all(self.connection, &statement.text, &statement.values(), |columns| {
                columns.take::<i64>()
            })?);
        }
        Ok(found.len().min(most as usize) as u64)
    }
}

/// The lines of these cases, in this order.
pub(crate) fn lines(connection: &Connection, ids: &[i64]) -> Result<Vec<CaseLine>, Error> {
    let text = lines_of();
    let mut lines = Vec::with_capacity(ids.len());
    for id in ids {
        lines.extend(sql::one(connection, &text, &[id], read)?);
    }
    Ok(lines)
}

fn read_place(columns: &mut Columns<'_>) -> Result<Place, Error> {
    Ok((columns.take()?, columns.take()?, columns.take()?))
}

fn lines_of() -> String {
    format!("{} WHERE cases.id = $1", statement::lines_from("cases"))
}

fn read(columns: &mut Columns<'_>) -> Result<CaseLine, Error> {
    Ok(CaseLine {
        row: cases::read(columns)?,
        customer_name: columns.take()?,
        service_name: columns.take()?,
        head_name: columns.take()?,
        investigator_name: columns.take()?,
    })
}
