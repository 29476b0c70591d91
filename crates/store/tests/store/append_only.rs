//! That the engine itself refuses to change what happened, whoever asks.

use rusqlite::Connection;
use store::Store;

use crate::build::{begin, noon, write};

#[test]
fn what_happened_is_neither_changed_nor_deleted() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("heard.db");
    let store = Store::open(&path).expect("opens");
    write(&store, |w| {
        begin(w, |_| {})?;
        w.note_office_event(noon(), None, "started", "{}")?;
        w.keep_procedure_file("mec", 1, "stages = []", noon())
    });
    drop(store);
    let connection = Connection::open(&path).expect("opens with another tool");
    connection.execute_batch("PRAGMA recursive_triggers = ON").expect("set");
    for statement in [
        "UPDATE event SET at = at + 1",
        "UPDATE event SET body = '{}' WHERE seq = 1",
        "DELETE FROM event",
        "DELETE FROM cases",
        "INSERT OR REPLACE INTO event SELECT * FROM event",
        "UPDATE office_event SET detail = ''",
        "DELETE FROM office_event",
        "UPDATE procedure_file SET body = ''",
    ] {
        let refused = connection.execute(statement, []).expect_err(statement).to_string();
        assert!(refused.contains("only ever added to") || refused.contains("never"), "{statement}: {refused}");
    }
}
