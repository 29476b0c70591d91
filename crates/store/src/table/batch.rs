//! Imports. An import on which nobody has worked can be undone, which is the only way in which a
//! case ever goes; the numbers of its cases stay used.

use domain::{Event, Moment, PersonId, Reference, TextRef};

use crate::{
    Error, Reading, Writing,
    sql::{self, Columns, micros},
    table::month_count,
};

/// An import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// Given by the store; what [`Writing::begin_batch`] is handed is not looked at.
    pub id: i64,
    /// When.
    pub at: Moment,
    /// Who.
    pub by: Option<PersonId>,
    /// The file it came from.
    pub file_name: String,
    /// Rows in that file.
    pub rows: u32,
    /// When it was undone.
    pub undone: Option<Moment>,
}

const ALL: &str = "SELECT id, at, by_person, file_name, row_count, undone FROM batch ORDER BY id DESC";
const CASES: &str = "SELECT id FROM cases WHERE batch = $1 AND batch IS NOT NULL ORDER BY id";
pub(crate) const CUSTOMERS: &str = "SELECT DISTINCT customer FROM cases WHERE batch = $1 AND customer IS NOT NULL";
const FACTS: &str = "SELECT facts FROM cases WHERE batch = $1 AND batch IS NOT NULL";
/// What is said second of a case that was brought in: from where.
const IMPORTED: &str = "SELECT event.body FROM cases JOIN event ON event.case_id = cases.id
    WHERE cases.batch = $1 AND cases.batch IS NOT NULL AND event.seq = 2";
const WORKED_ON: &str = "SELECT cases.id FROM cases JOIN event ON event.case_id = cases.id
    WHERE cases.batch = $1 AND event.kind NOT IN ('logged', 'imported') LIMIT 1";

impl Reading<'_> {
    /// All imports, the newest first.
    pub fn batches(&self) -> Result<Vec<Batch>, Error> {
        sql::all(self.connection, ALL, &[], read)
    }

    /// The numbers that the cases of an import had in the other system, as fingerprints.
    pub fn old_references(&self, batch: i64) -> Result<Vec<TextRef>, Error> {
        let found = sql::all(self.connection, IMPORTED, &[&batch], |columns| {
            let body: String = columns.take()?;
            let event = serde_json::from_str(&body).map_err(|error| Error::Damaged(format!("an event: {error}")))?;
            Ok(if let Event::Imported { old_reference, .. } = event { old_reference } else { None })
        })?;
        Ok(found.into_iter().flatten().collect())
    }

    /// The cases of an import, in order.
    pub fn batch_references(&self, batch: i64) -> Result<Vec<Reference>, Error> {
        sql::all(self.connection, CASES, &[&batch], |columns| columns.reference())
    }
}

pub(crate) const BEGIN: &str = "INSERT INTO batch (at, by_person, file_name, row_count, undone)
    VALUES ($1, $2, $3, $4, $5) RETURNING id";
const MARK_UNDONE: &str = "UPDATE batch SET undone = $2 WHERE id = $1";
const OPEN_GUARD: &str = "INSERT INTO undoing (batch) VALUES ($1)";
const CLOSE_GUARD: &str = "DELETE FROM undoing WHERE batch = $1";
const NOTE_REFERENCES: &str = "INSERT INTO undone_reference (case_id, batch, at)
    SELECT id, batch, $2 FROM cases WHERE batch = $1";
/// Whatever hangs on the cases, then the cases.
const UNDO: [&str; 6] = [
    "DELETE FROM case_words WHERE rowid IN (SELECT id FROM cases WHERE batch = $1)",
    "DELETE FROM text WHERE case_id IN (SELECT id FROM cases WHERE batch = $1)",
    "DELETE FROM watching WHERE case_id IN (SELECT id FROM cases WHERE batch = $1)",
    "DELETE FROM letter WHERE case_id IN (SELECT id FROM cases WHERE batch = $1)",
    "DELETE FROM event WHERE case_id IN (SELECT id FROM cases WHERE batch = $1)",
    "DELETE FROM cases WHERE batch = $1",
];
const FORGET_CUSTOMER: &str = "DELETE FROM customer
    WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM cases WHERE cases.customer = customer.id)";

impl Writing<'_> {
    /// Begins an import; gives its number.
    pub fn begin_batch(&self, batch: &Batch) -> Result<i64, Error> {
        let Batch { id: _, at, by, file_name, rows, undone } = batch;
        let (by, undone) = (by.map(|id| id.0), undone.map(micros));
        sql::insert(self.connection, BEGIN, &[&micros(*at), &by, file_name, rows, &undone])
    }

    /// Takes an import back: its cases with their histories, words, letters and those customers
    /// whom no other case has. Refused with [`Error::BatchChanged`] where anything was done to one
    /// of its cases since.
    pub fn undo_batch(&self, id: i64, at: Moment) -> Result<(), Error> {
        let worked_on = sql::one(self.connection, WORKED_ON, &[&id], |columns| columns.reference())?;
        if let Some(reference) = worked_on {
            return Err(Error::BatchChanged { reference });
        }
        self.cases_change();
        let customers: Vec<i64> = sql::all(self.connection, CUSTOMERS, &[&id], |columns| columns.take())?;
        sql::run(self.connection, OPEN_GUARD, &[&id])?;
        sql::run(self.connection, NOTE_REFERENCES, &[&id, &micros(at)])?;
        for facts in sql::all(self.connection, FACTS, &[&id], |columns| columns.take::<String>())? {
            month_count::follow(self.connection, Some(&facts), None)?;
        }
        for statement in UNDO {
            sql::run(self.connection, statement, &[&id])?;
        }
        for customer in customers {
            sql::run(self.connection, FORGET_CUSTOMER, &[&customer])?;
        }
        sql::run(self.connection, CLOSE_GUARD, &[&id])?;
        sql::run(self.connection, MARK_UNDONE, &[&id, &micros(at)])?;
        Ok(())
    }
}

fn read(columns: &mut Columns<'_>) -> Result<Batch, Error> {
    Ok(Batch {
        id: columns.take()?,
        at: columns.moment()?,
        by: columns.take::<Option<i64>>()?.map(PersonId),
        file_name: columns.take()?,
        rows: columns.take()?,
        undone: columns.maybe_moment()?,
    })
}
