//! Saved views: what a list of cases is asked for, under a name. Who may see or change which is
//! app's business, and what a query means is web's.

use domain::{Moment, PersonId};

use crate::{
    Error, Reading, Writing,
    sql::{self, Columns, micros},
};

/// A saved view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedView {
    /// Given by the store; what [`Writing::add_view`] is handed is not looked at.
    pub id: i64,
    /// Who saved it.
    pub person: PersonId,
    /// What it is called.
    pub name: String,
    /// What the list is asked for, as its address says it.
    pub query: String,
    /// Whether everybody sees it.
    pub shared: bool,
    /// Whether it was deleted and can still be put back.
    pub deleted: bool,
}

const ONE: &str = "SELECT id, person, name, query, shared, deleted IS NOT NULL FROM saved_view WHERE id = $1";
const OF_PERSON: &str = "SELECT id, person, name, query, shared, 0 FROM saved_view
    WHERE person = $1 AND deleted IS NULL ORDER BY name";
const SHARED: &str = "SELECT id, person, name, query, shared, 0 FROM saved_view
    WHERE deleted IS NULL AND shared = 1 ORDER BY name";

impl Reading<'_> {
    /// One view, deleted or not.
    pub fn view(&self, id: i64) -> Result<Option<SavedView>, Error> {
        sql::one(self.connection, ONE, &[&id], read)
    }

    /// The views everybody sees, by name, then those of this person alone.
    pub fn views(&self, person: PersonId) -> Result<Vec<SavedView>, Error> {
        let mut views = sql::all(self.connection, SHARED, &[], read)?;
        let own = sql::all(self.connection, OF_PERSON, &[&person.0], read)?;
        views.extend(own.into_iter().filter(|view| !view.shared));
        Ok(views)
    }
}

const ADD: &str = "INSERT INTO saved_view (person, name, query, shared) VALUES ($1, $2, $3, $4) RETURNING id";
const CHANGE: &str = "UPDATE saved_view SET name = $2, query = $3, shared = $4 WHERE id = $1";
const DELETE: &str = "UPDATE saved_view SET deleted = $2 WHERE id = $1";
const RESTORE: &str = "UPDATE saved_view SET deleted = NULL WHERE id = $1";
const FORGET: &str = "DELETE FROM saved_view WHERE deleted < $1";

impl Writing<'_> {
    /// Saves a new view; gives its number.
    pub fn add_view(&self, view: &SavedView) -> Result<i64, Error> {
        sql::insert(self.connection, ADD, &[&view.person.0, &view.name, &view.query, &view.shared])
    }

    /// Saves the name of a view, what it asks for, and whether everybody sees it.
    pub fn change_view(&self, view: &SavedView) -> Result<(), Error> {
        sql::run(self.connection, CHANGE, &[&view.id, &view.name, &view.query, &view.shared])?;
        Ok(())
    }

    /// Takes a view away; it can be put back until it is forgotten.
    pub fn delete_view(&self, id: i64, at: Moment) -> Result<(), Error> {
        sql::run(self.connection, DELETE, &[&id, &micros(at)])?;
        Ok(())
    }

    /// Puts a deleted view back.
    pub fn restore_view(&self, id: i64) -> Result<(), Error> {
        sql::run(self.connection, RESTORE, &[&id])?;
        Ok(())
    }

    /// Forgets views that were deleted before a moment.
    pub fn forget_deleted_views(&self, before: Moment) -> Result<(), Error> {
        sql::run(self.connection, FORGET, &[&micros(before)])?;
        Ok(())
    }
}

fn read(columns: &mut Columns<'_>) -> Result<SavedView, Error> {
    Ok(SavedView {
        id: columns.take()?,
        person: PersonId(columns.take()?),
        name: columns.take()?,
        query: columns.take()?,
        shared: columns.take()?,
        deleted: columns.take()?,
    })
}
