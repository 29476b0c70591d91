//! Lessons: what customers said and what we did, who sees to it, by when, and whether it worked. Who may see or change
//! which is app's business.

use domain::{Date, Moment, PersonId, Reference, ServiceId};

use crate::{
    Error, Reading, Writing,
    sql::{self, Columns, id, micros},
};

/// A lesson.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LessonRow {
    /// Given by the store; what [`Writing::add_lesson`] is handed is not looked at.
    pub id: i64,
    /// What customers said, in our words.
    pub said: String,
    /// What we did or do.
    pub did: String,
    /// The service it is for; `None` for all.
    pub service: Option<ServiceId>,
    /// The ground of complaint it is about, by its id in the procedure.
    pub ground: Option<String>,
    /// The case that taught it.
    pub case: Option<Reference>,
    /// Who sees to it.
    pub owner: Option<PersonId>,
    /// By when.
    pub due: Option<Date>,
    /// When it was done.
    pub done: Option<Date>,
    /// When somebody looks whether it worked.
    pub check_on: Option<Date>,
    /// Whether it did; `None` while nobody has said.
    pub worked: Option<bool>,
    /// Whether it stands on the poster.
    pub on_poster: bool,
    /// When it was added.
    pub added_at: Moment,
    /// Whether it was taken away and can still be put back.
    pub deleted: bool,
}

const COLUMNS: &str =
    "id, said, did, service, ground, case_id, owner, due, done, check_on, worked, on_poster, added_at,
    deleted IS NOT NULL";

impl Reading<'_> {
    /// One lesson, taken away or not.
    pub fn lesson(&self, number: i64) -> Result<Option<LessonRow>, Error> {
        sql::one(self.connection, &format!("SELECT {COLUMNS} FROM lesson WHERE id = $1"), &[&number], read)
    }

    /// The lessons that are there, newest first, at most `limit`.
    pub fn lessons(&self, limit: u32) -> Result<Vec<LessonRow>, Error> {
        let text = format!("SELECT {COLUMNS} FROM lesson WHERE deleted IS NULL ORDER BY id DESC LIMIT $1");
        sql::all(self.connection, &text, &[&limit], read)
    }

    /// Those that somebody sees to.
    pub fn lessons_of(&self, owner: PersonId) -> Result<Vec<LessonRow>, Error> {
        let text = format!("SELECT {COLUMNS} FROM lesson WHERE owner = $1 AND deleted IS NULL");
        sql::all(self.connection, &text, &[&owner.0], read)
    }
}

const ADD: &str = "INSERT INTO lesson
    (said, did, service, ground, case_id, owner, due, done, check_on, worked, on_poster, added_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id";
const CHANGE: &str = "UPDATE lesson SET said = $1, did = $2, service = $3, ground = $4, case_id = $5, owner = $6,
    due = $7, done = $8, check_on = $9, worked = $10, on_poster = $11 WHERE id = $12";
const TAKE_AWAY: &str = "UPDATE lesson SET deleted = $2 WHERE id = $1";

impl Writing<'_> {
    /// Adds a lesson; gives its number.
    pub fn add_lesson(&self, lesson: &LessonRow) -> Result<i64, Error> {
        let values = Values::of(lesson);
        sql::insert(self.connection, ADD, &values.with(&micros(lesson.added_at)))
    }

    /// Keeps a lesson as it is now. When it was added stays.
    pub fn change_lesson(&self, lesson: &LessonRow) -> Result<(), Error> {
        let values = Values::of(lesson);
        sql::run(self.connection, CHANGE, &values.with(&lesson.id))?;
        Ok(())
    }

    /// Takes a lesson away, or puts it back where no moment is given.
    pub fn take_lesson_away(&self, number: i64, at: Option<Moment>) -> Result<(), Error> {
        sql::run(self.connection, TAKE_AWAY, &[&number, &at.map(micros)])?;
        Ok(())
    }
}

/// What both statements write, as the engine keeps it.
struct Values<'a> {
    lesson: &'a LessonRow,
    service: Option<i64>,
    case: Option<i64>,
    owner: Option<i64>,
    dates: [Option<String>; 3],
}

impl Values<'_> {
    fn of(lesson: &LessonRow) -> Values<'_> {
        let text = |date: Option<Date>| date.map(|date| date.to_string());
        Values {
            lesson,
            service: lesson.service.map(|service| service.0),
            case: lesson.case.map(id),
            owner: lesson.owner.map(|owner| owner.0),
            dates: [lesson.due, lesson.done, lesson.check_on].map(text),
        }
    }

    fn with<'a>(&'a self, last: &'a dyn rusqlite::ToSql) -> Vec<&'a dyn rusqlite::ToSql> {
        let Values { lesson, service, case, owner, dates: [due, done, check_on] } = self;
        vec![
            &lesson.said,
            &lesson.did,
            service,
            &lesson.ground,
            case,
            owner,
            due,
            done,
            check_on,
            &lesson.worked,
            &lesson.on_poster,
            last,
        ]
    }
}

fn read(columns: &mut Columns<'_>) -> Result<LessonRow, Error> {
    Ok(LessonRow {
        id: columns.take()?,
        said: columns.take()?,
        did: columns.take()?,
        service: columns.take::<Option<i64>>()?.map(ServiceId),
        ground: columns.take()?,
        case: columns.maybe_reference()?,
        owner: columns.take::<Option<i64>>()?.map(PersonId),
        due: columns.maybe_date()?,
        done: columns.maybe_date()?,
        check_on: columns.maybe_date()?,
        worked: columns.take()?,
        on_poster: columns.take()?,
        added_at: columns.moment()?,
        deleted: columns.take()?,
    })
}
