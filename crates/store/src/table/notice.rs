//! What people are told of their cases, one row a thing: the bell counts the new ones. What is told
//! to whom is worked out by app.

use domain::{Moment, PersonId, Reference, ServiceId, StateKind};

use crate::{
    Error, Reading, Writing,
    sql::{self, Columns, id, micros},
    table::cases,
};

/// Something to tell a person of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Whom.
    pub person: PersonId,
    /// Of which case.
    pub reference: Reference,
    /// What kind of thing; opaque here.
    pub kind: String,
    /// Place in the history of the latest event of this kind.
    pub seq: u32,
    /// When.
    pub at: Moment,
    /// Who did it; `None` for the program.
    pub by: Option<PersonId>,
}

/// A notice with what a list shows of its case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeLine {
    /// The notice.
    pub notice: Notice,
    /// Whether it has not been read.
    pub new: bool,
    /// Title of the case.
    pub title: String,
    /// Where the case is.
    pub state: StateKind,
    /// The service it is about.
    pub service: Option<ServiceId>,
    /// Who investigates.
    pub investigator: Option<PersonId>,
    /// Who was named to sign the answer of a later stage.
    pub appointed: Option<PersonId>,
    /// Who may see it besides those it was given to; `None` where it is hidden from nobody.
    pub readers: Option<Vec<PersonId>>,
    /// The member of staff it complains of.
    pub named_staff: Option<PersonId>,
}

const NEW: &str = "SELECT count(*) FROM notice WHERE person = $1 AND read_at IS NULL";
const LATEST: &str = "SELECT notice.person, notice.case_id, notice.kind, notice.seq, notice.at, notice.by_person,
    notice.read_at, cases.title, cases.state, cases.service, cases.investigator, cases.appointed,
    cases.readers, cases.named_staff
    FROM notice JOIN cases ON cases.id = notice.case_id
    WHERE notice.person = $1 ORDER BY notice.at DESC LIMIT $2";

impl Reading<'_> {
    /// How many things are new to a person.
    pub fn new_notices(&self, person: PersonId) -> Result<u64, Error> {
        Ok(sql::one(self.connection, NEW, &[&person.0], |columns| columns.length())?.unwrap_or_default())
    }

    /// The latest notices of a person, newest first.
    pub fn notices(&self, person: PersonId, most: u32) -> Result<Vec<NoticeLine>, Error> {
        sql::all(self.connection, LATEST, &[&person.0, &most], read)
    }
}

const TELL: &str = "INSERT INTO notice (person, case_id, kind, seq, at, by_person) VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (person, case_id, kind)
    DO UPDATE SET seq = excluded.seq, at = excluded.at, by_person = excluded.by_person, read_at = NULL";
const READ: &str = "UPDATE notice SET read_at = $3 WHERE person = $1 AND case_id = $2 AND read_at IS NULL";
const READ_ALL: &str = "UPDATE notice SET read_at = $2 WHERE person = $1 AND read_at IS NULL";
const FORGET: &str = "DELETE FROM notice WHERE case_id = $1 AND seq BETWEEN $2 AND $3";

impl Writing<'_> {
    /// Tells a person; of one kind of thing on one case they have one notice, which is new again.
    pub fn tell(&self, notice: &Notice) -> Result<(), Error> {
        let Notice { person, reference, kind, seq, at, by } = notice;
        let by = by.map(|by| by.0);
        sql::run(self.connection, TELL, &[&person.0, &id(*reference), kind, seq, &micros(*at), &by])?;
        Ok(())
    }

    /// Notes that a person knows what there is to know of a case.
    pub fn read_notices_of(&self, person: PersonId, reference: Reference, at: Moment) -> Result<(), Error> {
        sql::run(self.connection, READ, &[&person.0, &id(reference), &micros(at)])?;
        Ok(())
    }

    /// Notes that a person has read everything.
    pub fn read_notices(&self, person: PersonId, at: Moment) -> Result<(), Error> {
        sql::run(self.connection, READ_ALL, &[&person.0, &micros(at)])?;
        Ok(())
    }

    /// Takes back what was told of events that were undone.
    pub fn forget_notices(&self, reference: Reference, first: u32, last: u32) -> Result<(), Error> {
        sql::run(self.connection, FORGET, &[&id(reference), &first, &last])?;
        Ok(())
    }
}

fn read(columns: &mut Columns<'_>) -> Result<NoticeLine, Error> {
    Ok(NoticeLine {
        notice: Notice {
            person: PersonId(columns.take()?),
            reference: columns.reference()?,
            kind: columns.take()?,
            seq: columns.take()?,
            at: columns.moment()?,
            by: columns.take::<Option<i64>>()?.map(PersonId),
        },
        new: columns.maybe_moment()?.is_none(),
        title: columns.take()?,
        state: columns.word(StateKind::named)?,
        service: columns.take::<Option<i64>>()?.map(ServiceId),
        investigator: columns.take::<Option<i64>>()?.map(PersonId),
        appointed: columns.take::<Option<i64>>()?.map(PersonId),
        readers: cases::readers(columns)?,
        named_staff: columns.take::<Option<i64>>()?.map(PersonId),
    })
}
