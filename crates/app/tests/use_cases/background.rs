//! What an open office does by itself.

use app::background::Background;
use testkit::{Scene, TestOffice, office};

fn no_password() -> Result<Option<String>, String> {
    Ok(None)
}

fn round(background: &mut Background, test: &TestOffice) -> app::background::Round {
    background.round(&test.office, &|| test.now(), &no_password)
}

/// Mail is not set up here, so that nothing is looked for on a network.
fn without_mail() -> TestOffice {
    let test = office();
    test.keep_mail_server(&app::settings::MailServer::default());
    test
}

#[test]
fn people_are_reminded_in_office_hours_and_once() {
    let test = without_mail();
    let scene = Scene::logged(&test);
    scene.acknowledge().unwrap();
    scene.given_to_dan();
    let mut background = Background::default();
    test.clock.set("2026-11-19 03:00");
    assert_eq!(round(&mut background, &test).reminders, 0, "nobody is reminded at night");
    test.clock.set("2026-11-19 08:30");
    assert_eq!(round(&mut background, &test).reminders, 2, "two working days before it is due: Dan and Marian");
    test.clock.set("2026-11-19 12:00");
    assert_eq!(round(&mut background, &test).reminders, 0, "once is enough");
}

#[test]
fn mail_that_cannot_leave_waits_and_stops_nothing_else() {
    let test = without_mail();
    let scene = Scene::logged(&test);
    scene.acknowledge().unwrap();
    test.clock.pass(60);
    let mut background = Background::default();
    let done = round(&mut background, &test);
    assert_eq!((done.mail.accepted, done.mail.waiting), (0, 1), "the mail server is not set up");
    assert!(done.problems.is_empty(), "{:?}", done.problems);
    assert_eq!(test.office.read(|reading| Ok(reading.mail_waiting()?)).unwrap().held, 1);
}

#[test]
fn the_backup_of_the_day_is_made_once() {
    let folder = tempfile::tempdir().unwrap();
    let office = app::demo::practice(folder.path(), testkit::at("2026-11-20 11:00")).unwrap();
    let mut background = Background::default();
    let mut at = |time: &str| background.round(&office, &|| testkit::at(time), &no_password).backup;
    let made = at("2026-11-20 11:01").expect("the first round makes it");
    assert!(made.starts_with(folder.path().join("backups")) && made.exists());
    assert_eq!(at("2026-11-20 13:00"), None);
    assert!(at("2026-11-21 09:00").is_some(), "the next day has one of its own");
}

#[test]
fn an_office_that_is_not_set_up_has_nothing_to_do() {
    let office = app::Office::over(store::Store::in_memory().unwrap(), None).unwrap();
    let done = Background::default().round(&office, &|| testkit::at("2026-11-20 11:00"), &no_password);
    assert!(done.problems.is_empty() && done.backup.is_none() && done.reminders == 0);
}
