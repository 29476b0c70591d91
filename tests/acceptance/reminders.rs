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

/// A complaint with these words, acknowledged and given to Dan.
fn given(office: &testkit::TestOffice, story: &str) -> domain::Reference {
    let received = "2026-11-02".parse().ok();
    let form = app::cases::LogForm { story: story.into(), received, ..Scene::complaint(office) };
    let scene = Scene::logged_as(office, &form);
    scene.acknowledge().expect("it is acknowledged");
    scene.given_to_dan();
    scene.reference
}

/// The reminders that wait in the outbox for somebody.
fn mails(office: &testkit::TestOffice, name: &str) -> Vec<store::Mail> {
    let due = office.office.read(|reading| Ok(reading.mail_due(office.now(), 500)?)).expect("the outbox");
    let reminder =
        |mail: &store::Mail| mail.purpose == domain::letter::Purpose::Reminder && mail.to_name.starts_with(name);
    due.into_iter().filter(reminder).collect()
}

#[test]
fn all_that_needs_somebody_is_in_one_message_a_day() {
    let office = office();
    let cases: Vec<_> = ["The bin was missed", "The light is out"].map(|story| given(&office, story)).into();
    office.clock.set("2026-11-19 09:00");
    assert_eq!(remind(&office.office, office.now()).expect("reminders"), 4, "two cases, Dan and Marian");
    for name in ["Dan", "Marian"] {
        let mails = mails(&office, name);
        let [mail] = mails.as_slice() else { panic!("one message to {name}: {mails:?}") };
        assert_eq!(mail.subject, "2 dates need you");
        assert!(mail.reference.is_none());
        for case in &cases {
            assert!(
                mail.text.contains(&format!("{case}, about Waste and recycling: 2 working days left to respond")),
                "{}",
                mail.text
            );
            let link = format!("<a href=\"heard://case/{case}\">");
            assert!(mail.html.contains(&link), "{}", mail.html);
        }
    }
    // What comes up after the message of the day waits for that of the next.
    let third = given(&office, "The gate is locked");
    office.clock.set("2026-11-19 15:00");
    assert_eq!(remind(&office.office, office.now()).expect("reminders"), 0, "not a second message");
    office.clock.set("2026-11-20 09:00");
    assert_eq!(remind(&office.office, office.now()).expect("reminders"), 2, "Dan and Marian are told of the third");
    let last = mails(&office, "Dan").pop().expect("a message");
    assert_eq!((last.reference, last.subject), (Some(third), format!("{third}: 1 working day left to respond")));
    assert!(last.text.contains(&format!("heard://case/{third}")), "{}", last.text);
    // Nothing is said twice, and what was not said yet does not wait once it is due today.
    office.clock.set("2026-11-23 09:00");
    assert_eq!(remind(&office.office, office.now()).expect("reminders"), 6);
    let fourth = given(&office, "The lift is stuck");
    office.clock.set("2026-11-23 14:00");
    assert_eq!(remind(&office.office, office.now()).expect("reminders"), 2, "due today, so it does not wait");
    assert_eq!(mails(&office, "Dan").pop().expect("a message").reference, Some(fourth));
    assert_eq!(remind(&office.office, office.now()).expect("reminders"), 0);
    office.clock.set("2026-11-24 09:00");
    remind(&office.office, office.now()).expect("reminders");
    let late = mails(&office, "Dan").pop().expect("a message");
    assert_eq!(late.subject, "4 dates need you: 4 late");
}

#[test]
fn whoever_may_not_see_a_case_is_told_nothing_of_it() {
    let office = office();
    let (open, hidden) = (given(&office, "The bin was missed"), given(&office, "Zyxwold shouted"));
    let named = cases::RestrictForm {
        named_staff: Some(office.id("dan")),
        people: vec![office.id("joanne"), office.id("marian")],
        reason: "It names Dan".into(),
    };
    cases::restrict(&office.office, &office.who("joanne"), hidden.into(), &named, office.now()).expect("it is hidden");
    office.clock.set("2026-11-19 09:00");
    remind(&office.office, office.now()).expect("reminders");
    let dan = mails(&office, "Dan").pop().expect("a message");
    assert_eq!(dan.reference, Some(open));
    assert!(!dan.text.contains(&hidden.to_string()), "{}", dan.text);
    assert!(mails(&office, "Marian").pop().expect("a message").text.contains(&hidden.to_string()));
}
