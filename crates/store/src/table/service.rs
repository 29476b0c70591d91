//! The council's services.

use domain::{PersonId, ServiceId};

use crate::{
    Error, Reading, Writing,
    sql::{self, Columns},
};

/// A service of the council.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    /// Given by the store; what [`Writing::add_service`] is handed is not looked at.
    pub id: ServiceId,
    /// Its name.
    pub name: String,
    /// Other words for it, with blanks between them.
    pub words: String,
    /// What it is about, by the council's word, where procedures tell matters apart by it; often empty.
    pub subject: String,
    /// Its Head.
    pub head: Option<PersonId>,
    /// Whether new cases may be given to it.
    pub active: bool,
}

const ALL: &str = "SELECT id, name, words, subject, head, active FROM service ORDER BY id";

impl Reading<'_> {
    /// All services, in the order they were added.
    pub fn services(&self) -> Result<Vec<Service>, Error> {
        sql::all(self.connection, ALL, &[], read)
    }
}

const ADD: &str = "INSERT INTO service (name, words, head, active, subject) VALUES ($1, $2, $3, $4, $5) RETURNING id";
const CHANGE: &str = "UPDATE service SET name = $1, words = $2, head = $3, active = $4, subject = $5
    WHERE id = $6";

impl Writing<'_> {
    /// Adds a service.
    pub fn add_service(&self, service: &Service) -> Result<ServiceId, Error> {
        let head = service.head.map(|id| id.0);
        let values: [&dyn rusqlite::ToSql; 5] =
            [&service.name, &service.words, &head, &service.active, &service.subject];
        let id = sql::insert(self.connection, ADD, &values)?;
        Ok(ServiceId(id))
    }

    /// Saves all that is known of a service.
    pub fn change_service(&self, service: &Service) -> Result<(), Error> {
        let head = service.head.map(|id| id.0);
        let values: [&dyn rusqlite::ToSql; 6] =
            [&service.name, &service.words, &head, &service.active, &service.subject, &service.id.0];
        sql::run(self.connection, CHANGE, &values)?;
        Ok(())
    }
}

fn read(columns: &mut Columns<'_>) -> Result<Service, Error> {
    Ok(Service {
        id: ServiceId(columns.take()?),
        name: columns.take()?,
        words: columns.take()?,
        subject: columns.take()?,
        head: columns.take::<Option<i64>>()?.map(PersonId),
        active: columns.take()?,
    })
}
