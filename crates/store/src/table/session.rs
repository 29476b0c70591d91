//! Who is signed in. How long a session lasts and what a token is, is app's business; here is
//! only its hash, so that a stolen database opens no session.

use domain::{Moment, PersonId};

use crate::{
    Error, Reading, Writing,
    sql::{self, Columns, micros},
};

/// Somebody signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// The hash of the token.
    pub token: [u8; 32],
    /// Who.
    pub person: PersonId,
    /// The word that forms carry to show that they are ours.
    pub csrf: String,
    /// When they signed in.
    pub began: Moment,
    /// When they last did something.
    pub seen: Moment,
}

const ONE: &str = "SELECT token, person, csrf, began, seen FROM session WHERE token = $1";

impl Reading<'_> {
    /// The session of this token's hash.
    pub fn session(&self, token: &[u8; 32]) -> Result<Option<Session>, Error> {
        sql::one(self.connection, ONE, &[token], read)
    }
}

const BEGIN: &str = "INSERT INTO session (token, person, csrf, began, seen) VALUES ($1, $2, $3, $4, $5)";
const TOUCH: &str = "UPDATE session SET seen = $2 WHERE token = $1";
const END: &str = "DELETE FROM session WHERE token = $1";
const END_OF: &str = "DELETE FROM session WHERE person = $1";

impl Writing<'_> {
    /// Signs somebody in.
    pub fn begin_session(&self, session: &Session) -> Result<(), Error> {
        let (began, seen) = (micros(session.began), micros(session.seen));
        sql::run(self.connection, BEGIN, &[&session.token, &session.person.0, &session.csrf, &began, &seen])?;
        Ok(())
    }

    /// Notes that the session is in use.
    pub fn touch_session(&self, token: &[u8; 32], seen: Moment) -> Result<(), Error> {
        sql::run(self.connection, TOUCH, &[token, &micros(seen)])?;
        Ok(())
    }

    /// Signs out.
    pub fn end_session(&self, token: &[u8; 32]) -> Result<(), Error> {
        sql::run(self.connection, END, &[token])?;
        Ok(())
    }

    /// Signs somebody out everywhere.
    pub fn end_sessions_of(&self, person: PersonId) -> Result<(), Error> {
        sql::run(self.connection, END_OF, &[&person.0])?;
        Ok(())
    }
}

fn read(columns: &mut Columns<'_>) -> Result<Session, Error> {
    Ok(Session {
        token: columns.take()?,
        person: PersonId(columns.take()?),
        csrf: columns.take()?,
        began: columns.moment()?,
        seen: columns.moment()?,
    })
}
