//! What was said to be saved is there after the program stopped, and half of an act is not.

use app::{Office, cases};
use domain::letter::Method;
use store::{MailState, Store};
use testkit::{Scene, by, office_over};

#[test]
fn an_act_that_fails_half_way_leaves_nothing() {
    let office = testkit::office();
    let form = cases::LogForm {
        email: String::new(),
        address: String::new(),
        reply_by: "phone".into(),
        ..Scene::complaint(&office)
    };
    let refused =
        cases::log(&office.office, &office.who("priya"), &form, cases::Now::Acknowledge(Method::Email), office.now());
    assert!(refused.is_err(), "there is no address to write to");
    let all = office.office.read(|reading| Ok(reading.all_references()?)).expect("references");
    assert!(all.is_empty(), "the case was not logged either");
    let next = Scene::logged(&office);
    assert_eq!(next.reference.to_string(), "2026-0001", "and the reference was not used up");
}

#[test]
fn everything_is_there_after_a_stop() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("heard.db");
    let (reference, seq) = {
        let office = office_over(Store::open(&path).expect("a store"));
        let scene = Scene::logged(&office);
        let done = scene.acknowledge().expect("it is acknowledged");
        (scene.reference, done.case.seq)
    };
    let office = Office::over(Store::open(&path).expect("the store again"), None).expect("the office again");
    office
        .read(|reading| {
            let history = reading.history(reference)?;
            assert_eq!(history.len(), seq as usize);
            assert_eq!(reading.mail_of(reference)?[0].state, MailState::Queued);
            Ok(())
        })
        .expect("it can be read");
    assert!(app::housekeeping::verify(&office, &mut |_| {}).expect("verified").problems.is_empty());
}

#[test]
fn a_backup_restores_to_the_same_records() {
    let folder = tempfile::tempdir().expect("a folder");
    let office = office_over(Store::open(&folder.path().join("heard.db")).expect("a store"));
    let scene = Scene::logged(&office);
    let copy = folder.path().join("copy.db");
    app::housekeeping::back_up(&office.office, &copy).expect("a backup");
    cases::add_note(&office.office, &office.who("priya"), scene.reference.into(), "After the backup.", office.now())
        .expect("a note");
    cases::acknowledge(&office.office, &office.who("joanne"), scene.reference.into(), &by(Method::Email), office.now())
        .expect("acknowledged");
    let restored = folder.path().join("restored.db");
    Store::restore(&copy, &restored).expect("it restores");
    let again = Office::over(Store::open(&restored).expect("the copy opens"), None).expect("an office");
    let history = again.read(|reading| Ok(reading.history(scene.reference)?)).expect("history");
    assert_eq!(history.len(), 1, "as it was at the moment of the backup");
    assert!(app::housekeeping::verify(&again, &mut |_| {}).expect("verified").problems.is_empty());
}
