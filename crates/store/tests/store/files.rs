//! The files of a database: who may open them, what survives, backups and their way back.

use std::{fs, path::Path};

use domain::figures::{Facts, LaterStage};
use rusqlite::Connection;
use store::{Error, Reading, Store};
use tempfile::TempDir;

use crate::build::{begin, date, facts, recorded, reference, row, write};

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

fn open(path: &Path) -> Store {
    Store::open(path).expect("opens")
}

fn add_case(store: &Store) {
    write(store, |w| begin(w, |_| {}));
}

fn cases(store: &Store) -> usize {
    store.read(|r: &Reading<'_>| r.all_references()).expect("references").len()
}

#[test]
fn a_path_with_spaces_and_other_letters_is_a_path() {
    let folder = folder();
    let path = folder.path().join("Crème brûlée (copy) 100%.db");
    add_case(&open(&path));
    assert_eq!(cases(&open(&path)), 1);
}

#[test]
fn a_second_opening_is_refused_and_names_the_first() {
    let folder = folder();
    let path = folder.path().join("heard.db");
    let first = open(&path);
    let Err(Error::InUse { by }) = Store::open(&path) else { panic!("refused") };
    assert!(by.contains(&std::process::id().to_string()), "{by}");
    let clone = first.clone();
    drop(first);
    assert!(matches!(Store::open(&path), Err(Error::InUse { .. })), "a clone holds it as well");
    drop(clone);
    open(&path);
}

#[test]
fn what_another_process_has_open_can_be_read_and_not_written() {
    let folder = folder();
    let path = folder.path().join("heard.db");
    let first = open(&path);
    add_case(&first);
    let beside = Store::open_to_read(&path).expect("to read");
    assert_eq!(cases(&beside), 1);
    add_case(&first);
    assert_eq!(cases(&beside), 2, "it sees what is kept meanwhile");
    let refused = beside.write(|_| Ok::<_, Error>(())).expect_err("refused");
    assert!(matches!(refused, Error::InUse { .. }), "{refused}");
    drop(first);
    drop(beside);
    add_case(&Store::open_to_read(&path).expect("nobody has it: it is opened as ever"));
    assert_eq!(cases(&open(&path)), 3);
}

/// Run again as a process of its own by the next test; on its own it has nothing to do.
#[test]
fn as_another_process() {
    let Some(path) = std::env::var_os("HEARD_TEST_DATABASE") else { return };
    match Store::open(Path::new(&path)) {
        Ok(_) => println!("opened"),
        Err(error) => println!("refused: {error}"),
    }
}

#[test]
fn another_process_is_refused_while_the_first_lives() {
    let folder = folder();
    let path = folder.path().join("heard.db");
    let other = || {
        let program = std::env::current_exe().expect("this program");
        let run = std::process::Command::new(program)
            .args(["--exact", "files::as_another_process", "--nocapture"])
            .env("HEARD_TEST_DATABASE", &path)
            .output()
            .expect("runs");
        String::from_utf8_lossy(&run.stdout).into_owned()
    };
    let first = open(&path);
    let said = other();
    assert!(said.contains("refused: the database is open already"), "{said}");
    assert!(said.contains(&format!("process {}", std::process::id())), "{said}");
    drop(first);
    assert!(other().contains("opened"), "{}", other());
}

#[test]
fn what_was_committed_is_there_without_a_proper_end() {
    let folder = folder();
    let (path, copy) = (folder.path().join("heard.db"), folder.path().join("copy.db"));
    let store = open(&path);
    add_case(&store);
    add_case(&store);
    // What another process would find if this one stopped dead: the files as they are now.
    fs::copy(&path, &copy).expect("copied");
    fs::copy(folder.path().join("heard.db-wal"), folder.path().join("copy.db-wal")).expect("the log is there");
    let found = open(&copy);
    assert_eq!(cases(&found), 2);
    assert_eq!(found.read(|r| r.verify_integrity()), Ok(Vec::new()));
    assert_eq!(write(&found, |w| begin(w, |_| {})), reference("2026-0003"));
}

#[test]
fn readers_see_one_moment_and_do_not_wait_for_the_writer() {
    let folder = folder();
    let store = open(&folder.path().join("heard.db"));
    add_case(&store);
    let read: Result<(), Error> = store.read(|r| {
        assert_eq!(r.all_references()?.len(), 1);
        add_case(&store);
        assert_eq!(r.all_references()?.len(), 1, "still the same moment");
        Ok(())
    });
    assert_eq!(read, Ok(()));
    let written: Result<(), Error> = store.write(|w| {
        begin(w, |_| {})?;
        assert_eq!(cases(&store), 2, "not what is not committed");
        Ok(())
    });
    assert_eq!((written, cases(&store)), (Ok(()), 3));
}

#[test]
fn a_file_of_something_else_is_refused_and_left_alone() {
    let folder = folder();
    let text = folder.path().join("letter.db");
    fs::write(
        &text,
        "Dear Ms Price, this is not a database at all, but it is long enough to look like one. ".repeat(9),
    )
    .expect("written");
    let other = folder.path().join("other.db");
    Connection::open(&other).expect("opens").execute_batch("CREATE TABLE stamp (id INTEGER)").expect("made");
    for path in [text, other] {
        let before = fs::read(&path).expect("bytes");
        assert_eq!(Store::open(&path).err(), Some(Error::NotOurs), "{}", path.display());
        assert!(fs::read(&path).expect("bytes") == before, "{} was not changed", path.display());
    }
}

#[test]
fn a_newer_database_is_refused_politely() {
    let folder = folder();
    let path = folder.path().join("heard.db");
    drop(open(&path));
    Connection::open(&path).expect("opens").pragma_update(None, "user_version", 99).expect("set");
    let refused = Store::open(&path).err().expect("refused");
    assert_eq!(refused, Error::Newer { found: 99, known: Store::schema_version() });
    assert!(refused.to_string().contains("update this one"), "{refused}");
}

#[test]
fn a_backup_is_one_sound_file_of_one_moment() {
    let folder = folder();
    let (path, backup) = (folder.path().join("heard.db"), folder.path().join("backup.db"));
    let store = open(&path);
    add_case(&store);
    store.backup(&backup).expect("backed up");
    add_case(&store);
    for beside in ["backup.db-wal", "backup.db-shm", "backup.db-journal", "backup.db.part"] {
        assert!(!folder.path().join(beside).exists(), "{beside}: the backup stands alone");
    }
    let copy = open(&backup);
    assert_eq!((cases(&copy), cases(&store)), (1, 2));
    drop(copy);
    store.backup(&backup).expect("over the one before");
    assert_eq!(cases(&open(&backup)), 2);
}

#[test]
fn a_backup_that_cannot_be_written_leaves_the_one_before() {
    let folder = folder();
    let store = open(&folder.path().join("heard.db"));
    let nowhere = folder.path().join("no such folder").join("backup.db");
    assert!(matches!(store.backup(&nowhere), Err(Error::File { .. })));
    let taken = folder.path().join("taken");
    fs::create_dir(&taken).expect("a folder in the way");
    assert!(matches!(store.backup(&taken), Err(Error::File { .. })));
    assert!(!folder.path().join("taken.part").exists(), "and nothing half done");
}

#[test]
fn a_restored_database_is_the_one_of_the_backup_and_the_old_one_is_kept() {
    let folder = folder();
    let (path, backup) = (folder.path().join("heard.db"), folder.path().join("backup.db"));
    let store = open(&path);
    add_case(&store);
    store.backup(&backup).expect("backed up");
    add_case(&store);
    assert!(matches!(Store::restore(&backup, &path), Err(Error::InUse { .. })), "never over one that is open");
    drop(store);
    for kept in ["heard.db.before-restore", "heard.db.before-restore-2"] {
        Store::restore(&backup, &path).expect("restored");
        assert_eq!(cases(&open(&path)), 1);
        assert!(folder.path().join(kept).exists(), "{kept}");
    }
    assert_eq!(cases(&open(&folder.path().join("heard.db.before-restore"))), 2);
    let elsewhere = folder.path().join("new.db");
    Store::restore(&backup, &elsewhere).expect("where there was none");
    assert_eq!(cases(&open(&elsewhere)), 1);
}

/// A log left beside the database by a crash belongs to the old one: its cases are kept with that
/// one, and must not come up in the restored one.
#[test]
fn a_log_that_was_left_behind_is_not_replayed_over_a_restored_database() {
    let folder = folder();
    let place = |name: &str| folder.path().join(name);
    let store = open(&place("live.db"));
    add_case(&store);
    store.backup(&place("backup.db")).expect("backed up");
    add_case(&store);
    add_case(&store);
    // The files of a process that stopped dead.
    fs::copy(place("live.db"), place("heard.db")).expect("copied");
    fs::copy(place("live.db-wal"), place("heard.db-wal")).expect("copied");
    Store::restore(&place("backup.db"), &place("heard.db")).expect("restored");
    assert!(!place("heard.db-wal").exists(), "no log of the old one is left");
    let restored = open(&place("heard.db"));
    assert_eq!(cases(&restored), 1);
    assert_eq!(restored.read(|r| r.verify_integrity()), Ok(Vec::new()));
    assert_eq!(cases(&open(&place("heard.db.before-restore"))), 3, "with what its log held");
}

#[test]
fn a_log_beside_a_database_too_damaged_to_take_it_goes_with_it() {
    let folder = folder();
    let place = |name: &str| folder.path().join(name);
    let store = open(&place("live.db"));
    store.backup(&place("backup.db")).expect("backed up");
    fs::write(place("heard.db"), "no database").expect("written");
    fs::write(place("heard.db-wal"), "no log either").expect("written");
    Store::restore(&place("backup.db"), &place("heard.db")).expect("restored");
    assert_eq!(cases(&open(&place("heard.db"))), 0);
    assert_eq!(fs::read(place("heard.db.before-restore")).expect("kept"), b"no database");
    assert_eq!(fs::read(place("heard.db.before-restore-wal")).expect("kept"), b"no log either");
}

#[test]
fn a_bad_backup_is_refused_before_anything_is_touched() {
    let folder = folder();
    let place = |name: &str| folder.path().join(name);
    let store = open(&place("heard.db"));
    for _ in 0..50 {
        add_case(&store);
    }
    store.backup(&place("backup.db")).expect("backed up");
    drop(store);
    let whole = fs::read(place("backup.db")).expect("bytes");
    let mut cut = whole.clone();
    cut.truncate(whole.len() / 2);
    let mut scratched = whole.clone();
    let middle = whole.len() / 2;
    scratched[middle..middle + 4096].fill(0xA5);
    let mut newer = whole;
    newer[60..64].copy_from_slice(&99_u32.to_be_bytes());
    let before = fs::read(place("heard.db")).expect("bytes");
    for (name, bytes) in [("empty", vec![]), ("cut", cut), ("scratched", scratched), ("newer", newer)] {
        fs::write(place("bad.db"), bytes).expect("written");
        let refused = Store::restore(&place("bad.db"), &place("heard.db")).expect_err(name);
        let expected = match name {
            "empty" => matches!(refused, Error::NotOurs),
            "newer" => matches!(refused, Error::Newer { .. }),
            _ => matches!(refused, Error::Damaged(_)),
        };
        assert!(expected, "{name}: {refused:?}");
        assert!(fs::read(place("heard.db")).expect("bytes") == before, "{name}");
        assert!(!place("heard.db.restoring").exists(), "{name}: nothing half done is left");
    }
    assert!(matches!(Store::restore(&place("none.db"), &place("heard.db")), Err(Error::File { .. })));
}

#[test]
fn a_store_in_memory_can_be_backed_up() {
    let folder = folder();
    let store = crate::build::memory();
    add_case(&store);
    store.backup(&folder.path().join("backup.db")).expect("backed up");
    assert_eq!(cases(&open(&folder.path().join("backup.db"))), 1);
}

/// The facts of the first case, as the file keeps them, after what another tool did to it.
fn facts_after(path: &Path, sql: &str) -> String {
    let engine = Connection::open(path).expect("the file");
    engine.execute_batch(sql).expect("changed behind its back");
    engine.query_row("SELECT facts FROM cases", [], |row| row.get(0)).expect("a case")
}

/// The tables as they were before the step of that number, and a version that knew no more.
fn before_step_20(version: u32) -> String {
    format!(
        "DROP TABLE watching; DROP INDEX cases_logged; DROP INDEX cases_sent_back_due; DROP INDEX cases_paused_due;
        DROP INDEX cases_later_due; DROP INDEX cases_with_ombudsman;
        ALTER TABLE cases DROP COLUMN logged_by; ALTER TABLE cases DROP COLUMN logged_on;
        ALTER TABLE cases DROP COLUMN sent_back; ALTER TABLE cases DROP COLUMN paused_from;
        ALTER TABLE cases DROP COLUMN paused_until; ALTER TABLE cases DROP COLUMN with_ombudsman; PRAGMA user_version = {version}"
    )
}

#[test]
fn an_older_file_s_facts_say_that_an_answer_acknowledges() {
    let folder = folder();
    let path = folder.path().join("heard.db");
    let stage = |acknowledge_due: Option<&str>, answered: Option<&str>| LaterStage {
        stage: "stage-2".into(),
        title: "Stage 2".into(),
        asked: date("2026-11-10"),
        acknowledge_due: acknowledge_due.map(date),
        acknowledged: None,
        first_due: None,
        held_to: None,
        answered: answered.map(date),
        answered_after_hour: false,
        days_to_answer: None,
        outcome: None,
    };
    let older = facts(|facts| {
        facts.ward = Some("Llŷn, \"north\"\n".into());
        facts.answered = Some(date("2026-11-09"));
        facts.later = vec![
            stage(Some("2026-11-17"), Some("2026-11-20")),
            stage(None, Some("2026-11-23")),
            stage(Some("2026-12-01"), None),
        ];
    });
    write(&open(&path), |w| begin(w, |row| row.facts = older.clone()));
    assert_eq!(facts_after(&path, &before_step_20(18)), older);
    drop(open(&path));

    let read = |facts: &str| serde_json::from_str::<Facts>(facts).expect("facts");
    let mut expected = read(&older);
    expected.acknowledged = expected.answered;
    expected.later[0].acknowledged = expected.later[0].answered;
    let newer = facts_after(&path, "");
    assert_eq!(newer, serde_json::to_string(&expected).expect("JSON"), "as the program itself writes them");
    assert_eq!(open(&path).read(|r| r.verify_integrity()).expect("read"), Vec::<String>::new());
}

/// Rows of the time before they said what was sent back, and what stands still.
#[test]
fn an_older_file_s_rows_say_who_logged_and_what_waits() {
    use domain::Event;
    let folder = folder();
    let path = folder.path().join("heard.db");
    let event = |json: &str| serde_json::from_str::<Event>(json).expect("an event");
    let print = "0".repeat(64);
    let back = event(&format!(r#"{{"event":"sent-back","version":1,"comments":"{print}"}}"#));
    let again = event(r#"{"event":"submitted","version":1}"#);
    let undone = event(r#"{"event":"undone","first":3,"last":3}"#);
    let paused = event(&format!(
        r#"{{"event":"paused","rule":"customer","from":"2026-11-06","until":"2026-11-12","note":"{print}"}}"#
    ));
    let resumed = event(r#"{"event":"resumed","on":"2026-11-10"}"#);
    let before = event(&format!(
        r#"{{"event":"paused","rule":"customer","from":"2026-11-03","until":"2026-11-04","note":"{print}"}}"#
    ));
    let began = event(r#"{"event":"ombudsman","began":{"body":"lgsco","reference":null,"on":"2026-11-06"}}"#);
    let decided = event(&format!(
        r#"{{"event":"ombudsman","decided":{{"ruling":"upheld","reasons":"{print}","on":"2026-11-20","remedy":null}}}}"#
    ));
    let table = [
        (vec![back.clone()], true, None),
        (vec![back.clone(), again.clone()], false, None),
        (vec![back.clone(), again.clone(), undone.clone()], true, None),
        (vec![paused.clone()], false, Some(("2026-11-06", "2026-11-12"))),
        (vec![paused.clone(), resumed.clone()], false, Some(("2026-11-06", "2026-11-09"))),
        (vec![paused.clone(), resumed, undone], false, Some(("2026-11-06", "2026-11-12"))),
        (vec![paused, before], false, Some(("2026-11-06", "2026-11-12"))),
        (vec![began.clone()], false, None),
        (vec![began, decided], false, None),
    ];
    let store = open(&path);
    let mut cases = Vec::new();
    for (events, ..) in &table {
        let case = write(&store, |w| begin(w, |row| row.state = domain::StateKind::Drafting));
        let more: Vec<domain::Recorded> = recorded(2, events.clone());
        let seq = more.last().map_or(1, |last| last.seq);
        let ombudsman = events.iter().any(|event| matches!(event, Event::Ombudsman(_))).then(|| date("2026-11-06"));
        let row = store::CaseRow { seq, state: domain::StateKind::Drafting, ombudsman, ..row(case) };
        write(&store, |w| w.add_to_case(&row, 1, &more));
        cases.push(case);
    }
    drop(store);
    Connection::open(&path).expect("opens").execute_batch(&before_step_20(19)).expect("as it was");
    let store = open(&path);
    for ((events, sent_back, paused), case) in table.iter().zip(cases) {
        let row = store.read(|r| r.row(case)).expect("read").expect("a row");
        assert_eq!(row.sent_back, *sent_back, "{events:?}");
        assert_eq!(row.paused, paused.map(|(from, until)| (date(from), date(until))), "{events:?}");
        assert_eq!(row.with_ombudsman, row.ombudsman.is_some() && events.len() == 1, "until they decide: {events:?}");
    }
}
