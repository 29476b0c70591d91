//! People on a case are told before and on the day, once, and the history says so.

use app::{cases, reminders::remind};
use testkit::{Scene, office};

#[test]
fn each_is_reminded_once_a_day() {
    let office = office();
    let scene = Scene::logged(&office);
    scene.acknowledge().expect("it is acknowledged");
    scene.given_to_dan();
    let table = [
        ("2026-11-18 09:00", 0, "three working days before"),
        ("2026-11-19 09:00", 2, "two working days before: Dan and Marian"),
        ("2026-11-19 14:00", 0, "again on the same day"),
        ("2026-11-20 09:00", 0, "one working day before is not asked for"),
        ("2026-11-21 09:00", 0, "a Saturday"),
        ("2026-11-23 09:00", 2, "on the day"),
        ("2026-11-24 09:00", 2, "the day after"),
        ("2026-11-25 09:00", 0, "late, and told so"),
    ];
    for (moment, sent, why) in table {
        office.clock.set(moment);
        assert_eq!(remind(&office.office, office.now()).expect("reminders"), sent, "{why}");
    }
    let file = cases::open(&office.office, &office.who("dan"), scene.reference, office.now()).expect("he may see it");
    assert_eq!(file.case.reminders.len(), 6);
    assert!(
        file.mail.iter().any(|mail| mail.subject == "2026-0001: respond today"),
        "{:?}",
        file.mail.iter().map(|mail| &mail.subject).collect::<Vec<_>>()
    );
}
