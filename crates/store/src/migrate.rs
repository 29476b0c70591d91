//! Brings the tables of a database up to date: every step that is missing, in one transaction.
//! The steps are the files of `migrations/sqlite`; a released one is never edited.

use rusqlite::{Connection, TransactionBehavior};

use crate::{Error, dialect};

const STEPS: &[&str] = &[
    include_str!("../migrations/sqlite/0001_the_office.sql"),
    include_str!("../migrations/sqlite/0002_found_by_index.sql"),
    include_str!("../migrations/sqlite/0003_saved_views.sql"),
    include_str!("../migrations/sqlite/0004_open_by_kind.sql"),
    include_str!("../migrations/sqlite/0005_notices.sql"),
    include_str!("../migrations/sqlite/0006_restricted_cases.sql"),
    include_str!("../migrations/sqlite/0007_month_counts.sql"),
    include_str!("../migrations/sqlite/0008_later_stages.sql"),
    include_str!("../migrations/sqlite/0009_listed_readers.sql"),
    include_str!("../migrations/sqlite/0010_wrong_passwords.sql"),
    include_str!("../migrations/sqlite/0011_same_customer.sql"),
    include_str!("../migrations/sqlite/0012_ombudsman.sql"),
    include_str!("../migrations/sqlite/0013_open_by_state.sql"),
    include_str!("../migrations/sqlite/0014_procedure_drafts.sql"),
    include_str!("../migrations/sqlite/0015_counted_again.sql"),
    include_str!("../migrations/sqlite/0016_words_there_are.sql"),
    include_str!("../migrations/sqlite/0017_lessons.sql"),
    include_str!("../migrations/sqlite/0018_acknowledged_by_the_answer.sql"),
    include_str!("../migrations/sqlite/0019_facts_of_the_answer.sql"),
    include_str!("../migrations/sqlite/0020_what_waits.sql"),
    include_str!("../migrations/sqlite/0021_watching.sql"),
];

/// The version of the tables after the last step.
pub(crate) const KNOWN: u32 = STEPS.len() as u32;

/// Makes the tables what this program needs, or changes nothing. A database that a newer program
/// has written is refused.
pub(crate) fn migrate(connection: &mut Connection) -> Result<(), Error> {
    apply(connection, STEPS)
}

/// The version of the tables as they are.
pub(crate) fn version(connection: &Connection) -> Result<u32, Error> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

fn apply(connection: &mut Connection, steps: &[&str]) -> Result<(), Error> {
    let known = u32::try_from(steps.len()).unwrap_or(u32::MAX);
    let found = version(connection)?;
    if found > known {
        return Err(Error::Newer { found, known });
    }
    if found == known {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for step in steps.iter().skip(found as usize) {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "application_id", dialect::APPLICATION)?;
    transaction.pragma_update(None, "user_version", known)?;
    Ok(transaction.commit()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tables(connection: &Connection) -> u32 {
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).expect("a count")
    }

    #[test]
    fn a_step_that_fails_leaves_nothing_behind() {
        let mut connection = dialect::open_memory().expect("a database");
        let steps = ["CREATE TABLE one (id INTEGER)", "CREATE TABLE two (id INTEGER); CREATE TABLE one (id INTEGER)"];
        assert!(apply(&mut connection, &steps).is_err(), "the second step makes a table that is there");
        assert_eq!((version(&connection), tables(&connection)), (Ok(0), 0));
        apply(&mut connection, &steps[..1]).expect("the first step alone is sound");
        assert_eq!((version(&connection), tables(&connection)), (Ok(1), 1));
    }

    #[test]
    fn only_missing_steps_are_taken() {
        let mut connection = dialect::open_memory().expect("a database");
        let steps = ["CREATE TABLE one (id INTEGER)", "CREATE TABLE two (id INTEGER)"];
        apply(&mut connection, &steps[..1]).expect("the first");
        apply(&mut connection, &steps).expect("the second, not the first again");
        assert_eq!((version(&connection), tables(&connection)), (Ok(2), 2));
    }

    #[test]
    fn a_newer_database_is_refused_with_both_versions() {
        let mut connection = dialect::open_memory().expect("a database");
        connection.pragma_update(None, "user_version", KNOWN + 3).expect("set");
        assert_eq!(migrate(&mut connection), Err(Error::Newer { found: KNOWN + 3, known: KNOWN }));
        assert_eq!(tables(&connection), 0, "nothing was changed");
    }
}
