//! What people are told without asking: the badge of the taskbar and the sentence of the day.

use crate::common::{Browser, says};
use app::cases;
use axum::http::StatusCode;
use testkit::{Scene, office};

#[tokio::test]
async fn nobody_is_told_what_waits_before_they_sign_in() {
    let office = office();
    let page = Browser::at(&office).get("/notices/summary").await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_day_is_said_in_one_sentence_from_a_quarter_to_nine() {
    let office = office();
    Scene::logged(&office);
    office.clock.set("2026-11-03 09:00");
    let second = next_day(&office);
    Scene::logged_as(&office, &second);
    let table = [
        ("2026-11-04 08:44", "joanne", r#"{"badge":1,"once":"2026-11-04","say":null}"#),
        ("2026-11-04 08:45", "joanne", r#"{"badge":1,"once":"2026-11-04","say":"1 due today"}"#),
        ("2026-11-05 10:00", "joanne", r#"{"badge":2,"once":"2026-11-05","say":"1 due today, 1 late"}"#),
        ("2026-11-05 10:00", "priya", r#"{"badge":2,"once":"2026-11-05","say":"1 due today, 1 late"}"#),
        ("2026-11-05 10:00", "rhys", r#"{"badge":0,"once":"2026-11-05","say":null}"#),
        ("2026-11-05 10:00", "marian", r#"{"badge":0,"once":"2026-11-05","say":null}"#),
        ("2026-11-07 10:00", "joanne", r#"{"badge":2,"once":"2026-11-07","say":null}"#),
    ];
    for (moment, name, said) in table {
        office.clock.set(moment);
        let page = Browser::signed_in(&office, name).await.get("/notices/summary").await;
        let once = said.replace("\",\"say", &format!(" {}\",\"say", office.id(name)));
        assert_eq!(page.html, once, "{name} at {moment}");
    }
}

#[tokio::test]
async fn the_desk_is_told_of_what_it_can_do_and_not_of_what_others_work_on() {
    let office = office();
    let scene = Scene::logged(&office);
    let summary = async || Browser::signed_in(&office, "priya").await.get("/notices/summary").await.html;
    office.clock.set("2026-11-24 10:00");
    assert!(summary().await.starts_with(r#"{"badge":1,"#), "it is still to be acknowledged");
    scene.acknowledge().expect("acknowledged");
    assert!(summary().await.starts_with(r#"{"badge":0,"#), "its answer is late, which is for others");
    let page = Browser::signed_in(&office, "joanne").await.get("/notices/summary").await;
    assert!(page.html.starts_with(r#"{"badge":1,"#), "the Champion watches all dates: {}", page.html);
}

#[tokio::test]
async fn whoever_chases_finds_the_words_and_who_is_told() {
    let office = office();
    let scene = Scene::logged(&office);
    scene.acknowledge().expect("acknowledged");
    scene.given_to_dan();
    office.clock.set("2026-11-10 10:00");
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let address = format!("/cases/{}/note?chase=yes", scene.reference);
    assert!(joanne.get("/today").await.html.contains(&address), "Chase leads there");
    let page = joanne.get(&address).await;
    for words in ["How is it going? “Respond” is due Monday 23 November 2026.", "Dan Okafor and Marian Teale are told."]
    {
        assert!(page.html.contains(words), "{words} in {}", page.html);
    }
    let plain = joanne.get(&format!("/cases/{}/note", scene.reference)).await;
    assert!(!plain.html.contains("How is it going?"), "a note of one's own begins empty");
}

#[tokio::test]
async fn a_head_is_told_of_what_waits_for_a_signature() {
    let office = office();
    let scene = Scene::logged(&office);
    scene.given_to_dan();
    scene.submitted();
    let page = Browser::signed_in(&office, "marian").await.get("/notices/summary").await;
    let marian = office.id("marian");
    let said = format!(r#"{{"badge":1,"once":"2026-11-02 {marian}","say":"1 response to sign off"}}"#);
    assert_eq!(page.html, said);
}

#[tokio::test]
async fn a_window_that_only_asks_stays_idle() {
    let office = office();
    let mut browser = Browser::signed_in(&office, "joanne").await;
    for _ in 0..3 {
        office.clock.pass(360);
        assert_eq!(browser.get("/notices/summary").await.status, StatusCode::OK);
    }
    office.clock.pass(1);
    let page = browser.get("/notices/summary").await;
    assert_eq!(page.status, StatusCode::FORBIDDEN, "asking was no sign of life");
}

/// The complaint again, received a day later.
fn next_day(office: &testkit::TestOffice) -> app::cases::LogForm {
    app::cases::LogForm {
        name: "Mr Ahmed Rashid".into(),
        email: "ahmed@example.com".into(),
        ..Scene::complaint(office)
    }
}

#[tokio::test]
async fn the_bell_lists_what_happened_one_row_a_thing_until_it_is_read() {
    let office = office();
    let scene = Scene::logged(&office);
    scene.given_to_dan();
    let mut dan = Browser::signed_in(&office, "dan").await;
    let mut priya = Browser::signed_in(&office, "priya").await;
    let page = dan.get("/today").await;
    assert!(page.html.contains("aria-label=\"Notifications: 1 new\""), "{}", page.html);
    for note in ["She rang.", "She rang again."] {
        office.clock.pass(60);
        priya.post(&format!("/cases/{}/note", scene.reference), &[("text", note)]).await;
    }
    let page = dan.get("/notices").await;
    assert_eq!(page.html.matches("Note or contact by Priya Nair").count(), 1, "{}", page.html);
    assert!(page.html.contains("Given to you by Marian Teale") && page.html.contains("2 new"), "{}", page.html);
    let page = dan.get(&format!("/notices/{}", scene.reference)).await;
    assert_eq!(page.path, format!("/cases/{}", scene.reference));
    assert!(page.html.contains("aria-label=\"Notifications: 0 new\""), "whoever looks knows");
    assert!(!priya.get("/notices").await.html.contains("hd-list"), "nobody is told of what they did");
}

#[tokio::test]
async fn what_was_undone_is_no_longer_told() {
    let office = office();
    let scene = Scene::logged(&office);
    scene.given_to_dan();
    let mut marian = Browser::signed_in(&office, "marian").await;
    assert!(marian.get("/notices").await.html.contains("Given to you by Joanne Whitlock"));
    let page = marian.post("/notices/read", &[]).await;
    assert!(page.html.contains("Everything is marked as read.") && !page.html.contains("Mark all as read"));
    let mut priya = Browser::signed_in(&office, "priya").await;
    office.clock.pass(60);
    priya.post(&format!("/cases/{}/note", scene.reference), &[("text", "Wrong case.")]).await;
    assert!(marian.get("/notices").await.html.contains("Note or contact by Priya Nair"));
    office.clock.pass(60);
    priya.post(&format!("/cases/{}/undo/4", scene.reference), &[]).await;
    assert!(!marian.get("/notices").await.html.contains("Note or contact"), "the note does not stand");
}

#[tokio::test]
async fn whoever_watches_a_case_is_told_of_it_until_they_stop() {
    let office = office();
    let scene = Scene::logged(&office);
    let reference = scene.reference.to_string();
    let root = format!("/cases/{reference}");
    let mut kieran = Browser::signed_in(&office, "kieran").await;
    assert_eq!(kieran.post(&format!("{root}/watch"), &[]).await.status, StatusCode::NOT_FOUND, "they may not see it");
    let mut priya = Browser::signed_in(&office, "priya").await;
    says(&priya.get(&root).await, "Watch this case</button>");
    let page = priya.post(&format!("{root}/watch"), &[]).await;
    says(&page, "You watch this case.");
    says(&page, &format!("action=\"{root}/stop-watching\""));
    says(&priya.get("/cases?only=watched").await, &reference);
    office.clock.pass(60);
    cases::add_note(&office.office, &office.who("joanne"), scene.reference.into(), "She rang.", office.now())
        .expect("noted");
    let told = priya.get("/notices").await;
    says(&told, "Note or contact by Joanne Whitlock");
    cases::add_note(&office.office, &office.who("priya"), scene.reference.into(), "I know.", office.now())
        .expect("noted");
    assert!(!priya.get("/notices").await.html.contains("(1) Notifications"), "their own doing is no news");
    office.clock.pass(60);
    cases::withdraw(&office.office, &office.who("joanne"), scene.reference.into(), "She rang.", office.now())
        .expect("it ends");
    says(&priya.get("/notices").await, "Closed by Joanne Whitlock");
    says(&priya.get("/cases?only=watched").await, &reference);
    says(&priya.post(&format!("{root}/stop-watching"), &[]).await, "You no longer watch this case.");
    assert!(!priya.get("/cases?only=watched").await.html.contains(&reference));
    let mut rhys = Browser::signed_in(&office, "rhys").await;
    assert!(!rhys.get(&root).await.html.contains("Watch this case"), "who has no bell is told nothing");
    assert_eq!(rhys.post(&format!("{root}/watch"), &[]).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn nobody_is_told_of_a_case_that_was_hidden_from_them() {
    let office = office();
    let scene = Scene::logged(&office);
    let root = format!("/cases/{}", scene.reference);
    let mut priya = Browser::signed_in(&office, "priya").await;
    priya.post(&format!("{root}/watch"), &[]).await;
    office.clock.pass(60);
    cases::add_note(&office.office, &office.who("joanne"), scene.reference.into(), "She rang.", office.now())
        .expect("noted");
    let mut helen = Browser::signed_in(&office, "helen").await;
    helen.post(&format!("{root}/watch"), &[]).await;
    office.clock.pass(60);
    let readers = ["joanne", "helen"].map(|name| office.id(name)).to_vec();
    let form = cases::RestrictForm { people: readers, reason: "A neighbour works here.".into(), ..Default::default() };
    cases::restrict(&office.office, &office.who("joanne"), scene.reference.into(), &form, office.now())
        .expect("hidden");
    office.clock.pass(60);
    cases::add_note(&office.office, &office.who("joanne"), scene.reference.into(), "Twice.", office.now())
        .expect("noted");
    let new = |name: &str| app::notices::new(&office.office, &office.who(name)).expect("a number");
    assert_eq!((new("priya"), new("helen")), (0, 1));
    let watches = |name: &str| {
        let id = office.id(name);
        office.office.read(|reading| Ok(reading.watches(id, scene.reference)?))
    };
    assert_eq!((watches("priya").expect("read"), watches("helen").expect("read")), (false, true));
    assert_eq!(priya.get(&root).await.status, StatusCode::FORBIDDEN);
}
