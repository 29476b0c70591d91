//! Words of letters, in versions: a version is never changed, a new one is kept beside it.

use domain::{Moment, PersonId};

use crate::{
    Error, Reading, Writing,
    sql::{self, Columns, micros},
};

/// A version of the words of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Which letter.
    pub key: String,
    /// From 1.
    pub version: u32,
    /// Subject, with places to fill in.
    pub subject: String,
    /// Words, with places to fill in.
    pub body: String,
    /// Who wrote it; nobody for those that come with Heard.
    pub by: Option<PersonId>,
    /// When.
    pub at: Moment,
}

const LATEST: &str = "SELECT key, version, subject, body, by_person, at FROM template
    WHERE version = (SELECT max(other.version) FROM template AS other WHERE other.key = template.key) ORDER BY key";

const VERSIONS: &str =
    "SELECT key, version, subject, body, by_person, at FROM template WHERE key = $1 ORDER BY version DESC";

impl Reading<'_> {
    /// Every version of one, the newest first.
    pub fn template_versions(&self, key: &str) -> Result<Vec<Template>, Error> {
        sql::all(self.connection, VERSIONS, &[&key], read)
    }

    /// The latest version of each.
    pub fn templates(&self) -> Result<Vec<Template>, Error> {
        sql::all(self.connection, LATEST, &[], read)
    }
}

const KEEP: &str = "INSERT INTO template (key, version, subject, body, by_person, at)
    VALUES ($1, $2, $3, $4, $5, $6)";

impl Writing<'_> {
    /// Keeps a version; one that is there is not overwritten but refused.
    pub fn keep_template(&self, template: &Template) -> Result<(), Error> {
        let Template { key, version, subject, body, by, at } = template;
        let by = by.map(|id| id.0);
        sql::run(self.connection, KEEP, &[key, version, subject, body, &by, &micros(*at)])?;
        Ok(())
    }
}

fn read(columns: &mut Columns<'_>) -> Result<Template, Error> {
    Ok(Template {
        key: columns.take()?,
        version: columns.take()?,
        subject: columns.take()?,
        body: columns.take()?,
        by: columns.take::<Option<i64>>()?.map(PersonId),
        at: columns.moment()?,
    })
}
