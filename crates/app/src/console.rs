//! What the administrator of the machine does at a console, without signing in: whoever can read
//! the data directory can do all this anyway. Acts are done in the name of the first administrator
//! and noted as done at the console.

use std::path::Path;

use domain::{Moment, Role};
use store::Store;

use crate::{Office, Problem, Who, office::DATABASE, sessions};

/// The first administrator, in whose name the console acts.
pub fn keeper(office: &Office) -> Result<Who, Problem> {
    office.read(|reading| {
        let people = reading.people()?.into_iter();
        let mut administrators: Vec<_> =
            people.filter(|person| person.active && person.role == Role::Administrator).collect();
        administrators.sort_by_key(|person| person.id);
        let first = administrators.into_iter().next();
        let person = first.ok_or_else(|| Problem::NotFound("Nothing is set up here yet. Use heardctl init.".into()))?;
        Ok(Who { actor: sessions::actor(reading, &person)?, person, csrf: String::new() })
    })
}

/// Notes that something was done at the console.
pub fn note(office: &Office, what: &str, now: Moment) -> Result<(), Problem> {
    let detail = serde_json::json!({ "command": what }).to_string();
    office.store().write(|writing| Ok::<_, Problem>(writing.note_office_event(now, None, "console", &detail)?))
}

/// Puts a backup in the place of the database in `folder`. The backup is checked first, and the
/// database that was there is kept beside it.
pub fn restore(backup: &Path, folder: &Path) -> Result<(), Problem> {
    let made = std::fs::create_dir_all(folder);
    made.map_err(|error| Problem::Broken(format!("The folder {} cannot be made: {error}.", folder.display())))?;
    Ok(Store::restore(backup, &folder.join(DATABASE))?)
}

/// Somebody who may see every case and figure and change nothing: for lists and figures taken at
/// the console. Written down under the first administrator.
pub fn reader(office: &Office) -> Result<Who, Problem> {
    let mut who = keeper(office)?;
    who.actor.role = Role::Reader;
    Ok(who)
}
