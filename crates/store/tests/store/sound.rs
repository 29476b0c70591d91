//! That a check of the database finds what somebody changed behind its back.

use rusqlite::Connection;
use store::{CaseRow, Store};

use crate::build::{begin, note, recorded, row, write};

/// What a check says after these statements were run with the triggers taken away.
fn problems_after(statements: &str) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("heard.db");
    let store = Store::open(&path).expect("opens");
    for _ in 0..2 {
        let case = write(&store, |w| begin(w, |_| {}));
        let next = CaseRow { seq: 3, ..row(case) };
        write(&store, |w| w.add_to_case(&next, 1, &recorded(2, [note("rang"), note("wrote")])));
    }
    assert_eq!(store.read(|r| r.verify()).map(|found| (found.cases, found.events, found.problems)), Ok((2, 6, vec![])));
    drop(store);
    let connection = Connection::open(&path).expect("opens with another tool");
    for trigger in ["event_is_not_changed", "event_is_not_deleted", "case_is_not_deleted"] {
        connection.execute_batch(&format!("DROP TRIGGER {trigger}")).expect("dropped");
    }
    connection.execute_batch("PRAGMA foreign_keys = OFF").expect("set");
    connection.execute_batch(statements).expect(statements);
    drop(connection);
    Store::open(&path).expect("opens").read(|r| r.verify_integrity()).expect("checked")
}

#[test]
fn an_edited_event_breaks_the_chain() {
    for edit in [
        "UPDATE event SET at = at + 1 WHERE case_id = 2026000000001 AND seq = 2",
        "UPDATE event SET by_person = NULL, body = replace(body, 'note', 'n0te') WHERE case_id = 2026000000001 AND seq = 2",
        "UPDATE event SET hash = zeroblob(32) WHERE case_id = 2026000000001 AND seq = 2",
    ] {
        let problems = problems_after(edit);
        assert_eq!(problems[0], "2026-0001: entry 2 of its history was altered", "{edit}: {problems:?}");
    }
}

#[test]
fn events_in_another_order_or_of_another_case_break_the_chain() {
    let swapped = problems_after(
        "UPDATE event SET seq = 9 WHERE case_id = 2026000000001 AND seq = 2;
         UPDATE event SET seq = 2 WHERE case_id = 2026000000001 AND seq = 3;
         UPDATE event SET seq = 3 WHERE case_id = 2026000000001 AND seq = 9",
    );
    assert!(swapped.contains(&"2026-0001: entry 2 of its history was altered".to_owned()), "{swapped:?}");
    let moved = problems_after(
        "DELETE FROM event WHERE case_id = 2026000000002;
         UPDATE event SET case_id = 2026000000002 WHERE case_id = 2026000000001",
    );
    assert!(moved.contains(&"2026-0002: entry 1 of its history was altered".to_owned()), "{moved:?}");
}

#[test]
fn what_was_taken_away_is_missed() {
    let table = [
        ("DELETE FROM event WHERE case_id = 2026000000001 AND seq = 2", "2026-0001: entry 2 of its history is missing"),
        (
            "DELETE FROM event WHERE case_id = 2026000000001 AND seq = 3",
            "2026-0001: its row and its history differ in length",
        ),
        (
            "DELETE FROM event WHERE case_id = 2026000000001; DELETE FROM cases WHERE id = 2026000000001",
            "2026: 2 numbers were given and 1 are used",
        ),
        ("UPDATE series SET last = 1", "2026-0002: its number was never given"),
        ("DELETE FROM case_words WHERE rowid = 2026000000002", "2026-0002: no search finds it"),
        ("UPDATE cases SET service = 77", "a row of cases names a row of service that is not there"),
    ];
    for (edit, expected) in table {
        let problems = problems_after(edit);
        assert!(problems.iter().any(|problem| problem == expected), "{edit}: {problems:?}");
    }
}
