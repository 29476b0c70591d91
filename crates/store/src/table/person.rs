//! People who may use Heard. Which role may do what is the domain's; hashing a password is app's.

use domain::{Moment, PersonId, Role};

use crate::{
    Error, Reading, Writing, keys,
    sql::{self, Columns, micros},
};

/// A member of staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Given by the store; what [`Writing::add_person`] is handed is not looked at.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// Their address, by which they sign in; one person has it, in whatever case it is written.
    pub email: String,
    /// Their role.
    pub role: Role,
    /// Whether they may sign in.
    pub active: bool,
    /// Who may sign for them.
    pub deputy: Option<PersonId>,
    /// The hash of their password, in PHC form.
    pub password: Option<String>,
    /// When they last did something.
    pub last_seen: Option<Moment>,
}

const ALL: &str = "SELECT id, name, email, role, active, deputy, password, last_seen
    FROM person ORDER BY id";
const ONE: &str = "SELECT id, name, email, role, active, deputy, password, last_seen
    FROM person WHERE id = $1";
const BY_EMAIL: &str = "SELECT id, name, email, role, active, deputy, password, last_seen
    FROM person WHERE email_key = $1 AND email_key <> ''";

impl Reading<'_> {
    /// Everybody, in the order they were added.
    pub fn people(&self) -> Result<Vec<Person>, Error> {
        sql::all(self.connection, ALL, &[], read)
    }

    /// One person.
    pub fn person(&self, id: PersonId) -> Result<Option<Person>, Error> {
        sql::one(self.connection, ONE, &[&id.0], read)
    }

    /// The person with this address, in whatever case it is written.
    pub fn person_by_email(&self, email: &str) -> Result<Option<Person>, Error> {
        sql::one(self.connection, BY_EMAIL, &[&keys::email_key(email)], read)
    }
}

pub(crate) const ADD: &str = "INSERT INTO person
    (name, email, email_key, role, active, deputy, password, last_seen)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id";
const CHANGE: &str = "UPDATE person SET name = $1, email = $2, email_key = $3, role = $4, active = $5, deputy = $6,
    password = $7, last_seen = $8 WHERE id = $9";

impl Writing<'_> {
    /// Adds somebody; an address that another person has is refused.
    pub fn add_person(&self, person: &Person) -> Result<PersonId, Error> {
        sql::insert(
            self.connection,
            ADD,
            &[
                &person.name,
                &person.email,
                &keys::email_key(&person.email),
                &person.role.as_str(),
                &person.active,
                &person.deputy.map(|id| id.0),
                &person.password,
                &person.last_seen.map(micros),
            ],
        )
        .map(PersonId)
    }

    /// Saves all that is known of a person.
    pub fn change_person(&self, person: &Person) -> Result<(), Error> {
        sql::run(
            self.connection,
            CHANGE,
            &[
                &person.name,
                &person.email,
                &keys::email_key(&person.email),
                &person.role.as_str(),
                &person.active,
                &person.deputy.map(|id| id.0),
                &person.password,
                &person.last_seen.map(micros),
                &person.id.0,
            ],
        )?;
        Ok(())
    }
}

fn read(columns: &mut Columns<'_>) -> Result<Person, Error> {
    Ok(Person {
        id: PersonId(columns.take()?),
        name: columns.take()?,
        email: columns.take()?,
        role: columns.word(Role::named)?,
        active: columns.take()?,
        deputy: columns.take::<Option<i64>>()?.map(PersonId),
        password: columns.take()?,
        last_seen: columns.maybe_moment()?,
    })
}
