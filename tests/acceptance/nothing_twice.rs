//! Nothing is sent twice without saying so, and what was not delivered does not count.

use app::{
    cases,
    outbox::{self, Post, Round},
};
use domain::{StateKind, letter::Method};
use mail::{Memory, NotSent, Transport};
use store::MailState;
use testkit::{Scene, TestOffice, by, office};

fn round(office: &TestOffice, sent: &Memory) -> Round {
    let clock = office.clock.clone();
    outbox::deliver_due(&office.office, &Post::Through(Transport::Memory(sent.clone())), &|| clock.now())
        .expect("a round")
}

fn set_up(office: &TestOffice) {
    let server = app::settings::MailServer {
        host: "relay.example".into(),
        port: 25,
        from_name: "Council".into(),
        from_address: "a@b.example".into(),
        ..Default::default()
    };
    outbox::keep_server(&office.office, &office.who("admin"), &server, None, office.now()).expect("mail is set up");
}

fn refused() -> NotSent {
    NotSent::Refused {
        code: 550,
        sentence: "The address does not exist.".into(),
        reply: "550 5.1.1 no such user".into(),
    }
}

#[test]
fn a_refused_acknowledgement_does_not_stop_the_clock() {
    let office = office();
    set_up(&office);
    let sent = Memory::new();
    let scene = Scene::logged(&office);
    scene.acknowledge().expect("it is acknowledged");
    office.clock.pass(60);
    sent.fail_next(refused());
    assert_eq!(round(&office, &sent), Round { refused: 1, ..Round::default() });
    let file =
        cases::open(&office.office, &office.who("joanne"), scene.reference, office.now()).expect("she may see it");
    assert_eq!(file.case.acknowledged(), None, "the customer has not got it");
    assert_eq!(file.mail[0].state, MailState::Refused);
    assert!(file.mail[0].last_reply.contains("no such user"));
    cases::acknowledge(&office.office, &office.who("joanne"), scene.reference.into(), &by(Method::Post), office.now())
        .expect("by post instead");
}

#[test]
fn a_refused_response_is_signed_and_to_be_sent_again() {
    let office = office();
    set_up(&office);
    let sent = Memory::new();
    let scene = Scene::logged(&office);
    scene.given_to_dan();
    scene.submitted();
    scene.sent().expect("it is sent");
    round(&office, &sent);
    office.clock.pass(61);
    sent.fail_next(refused());
    round(&office, &sent);
    let file =
        cases::open(&office.office, &office.who("marian"), scene.reference, office.now()).expect("she may see it");
    assert_eq!(file.case.state.kind(), StateKind::SignedOff);
    assert_eq!(file.case.answered(), None);
}

#[test]
fn a_busy_server_is_tried_again_after_growing_waits() {
    let office = office();
    set_up(&office);
    let sent = Memory::new();
    let scene = Scene::logged(&office);
    scene.acknowledge().expect("it is acknowledged");
    office.clock.pass(60);
    let mut waits = Vec::new();
    for _ in 0..4 {
        sent.fail_next(NotSent::TryLater {
            code: Some(451),
            sentence: "Later.".into(),
            reply: "451 greylisted".into(),
        });
        assert_eq!(round(&office, &sent).waiting, 1);
        let file =
            cases::open(&office.office, &office.who("joanne"), scene.reference, office.now()).expect("she may see it");
        waits.push((file.mail[0].not_before - office.now()).num_minutes());
        assert_eq!(round(&office, &sent), Round::default(), "not before its time");
        office.clock.pass((file.mail[0].not_before - office.now()).num_seconds());
    }
    assert!(waits.windows(2).all(|pair| pair[0] < pair[1]), "{waits:?}");
    assert_eq!(round(&office, &sent).accepted, 1);
    assert_eq!(sent.delivered().len(), 1);
}

#[test]
fn mail_is_held_while_the_settings_are_wrong_and_leaves_once_they_are_right() {
    let office = office();
    office.keep_mail_server(&app::settings::MailServer::default());
    let sent = Memory::new();
    let scene = Scene::logged(&office);
    scene.acknowledge().expect("it is acknowledged");
    office.clock.pass(60);
    let clock = office.clock.clone();
    let post = outbox::post(&office.office, &|| Ok(None)).expect("settings can be read");
    let Post::Held(sentence) = &post else { panic!("no mail server is set") };
    assert_eq!(sentence, "Mail is not set up yet. Go to Settings, Mail.");
    outbox::deliver_due(&office.office, &post, &|| clock.now()).expect("a round");
    let file =
        cases::open(&office.office, &office.who("joanne"), scene.reference, office.now()).expect("she may see it");
    assert_eq!((file.mail[0].state, file.mail[0].last_reply.as_str()), (MailState::Held, sentence.as_str()));
    set_up(&office);
    assert_eq!(round(&office, &sent).accepted, 1, "held mail is tried at once");
}

#[test]
fn an_answer_that_never_came_is_said_on_the_mail() {
    let office = office();
    set_up(&office);
    let sent = Memory::new();
    let scene = Scene::logged(&office);
    scene.acknowledge().expect("it is acknowledged");
    office.clock.pass(60);
    sent.fail_next(NotSent::Unsure { sentence: "The line broke.".into(), reply: "reset".into() });
    round(&office, &sent);
    office.clock.pass(3600);
    round(&office, &sent);
    let file =
        cases::open(&office.office, &office.who("joanne"), scene.reference, office.now()).expect("she may see it");
    assert!(file.mail[0].maybe_twice);
    assert_eq!(file.mail[0].state, MailState::Accepted);
}

#[test]
fn a_recalled_response_never_leaves() {
    let office = office();
    set_up(&office);
    let sent = Memory::new();
    let scene = Scene::logged(&office);
    scene.given_to_dan();
    scene.submitted();
    scene.sent().expect("it is sent");
    round(&office, &sent);
    let before = sent.delivered().len();
    office.clock.pass(59);
    let done = cases::recall(&office.office, &office.who("marian"), scene.reference.into(), office.now())
        .expect("within a minute");
    assert_eq!(done.case.state.kind(), StateKind::SignedOff);
    office.clock.pass(3600);
    round(&office, &sent);
    assert_eq!(sent.delivered().len(), before);
    scene.office.clock.pass(1);
    cases::send(&office.office, &office.who("marian"), scene.reference.into(), Method::Email, office.now())
        .expect("sent again");
    office.clock.pass(60);
    let late = cases::recall(&office.office, &office.who("marian"), scene.reference.into(), office.now())
        .expect_err("a minute has passed");
    assert_eq!(late.to_string(), "Sending can be undone for 60 seconds only.");
}

fn declined(method: Method) -> cases::DeclineForm {
    cases::DeclineForm {
        answers: Vec::new(),
        exclusion: Some("legal-action".into()),
        reason: "It is before the court.".into(),
        letter: by(method),
    }
}

#[test]
fn a_refusal_that_did_not_arrive_has_not_ended_the_case() {
    let office = office();
    set_up(&office);
    let sent = Memory::new();
    let scene = Scene::logged(&office);
    let on = scene.reference.into();
    let done = cases::decline(&office.office, &office.who("joanne"), on, &declined(Method::Email), office.now());
    assert_eq!(done.expect("declined").case.state.kind(), StateKind::Closed);
    office.clock.pass(60);
    sent.fail_next(refused());
    round(&office, &sent);
    let file =
        cases::open(&office.office, &office.who("joanne"), scene.reference, office.now()).expect("she may see it");
    assert_eq!(file.case.state.kind(), StateKind::Logged);
    assert_eq!(file.case.undelivered().count(), 1);
    cases::decline(&office.office, &office.who("joanne"), on, &declined(Method::Post), office.now()).expect("by post");
    let file =
        cases::open(&office.office, &office.who("joanne"), scene.reference, office.now()).expect("she may see it");
    assert_eq!(file.case.undelivered().count(), 0);
}

#[test]
fn a_form_sent_twice_makes_one_case() {
    let office = office();
    let form = cases::LogForm { once: "k3x9".into(), ..Scene::complaint(&office) };
    let log = || {
        cases::log(&office.office, &office.who("priya"), &form, cases::Now::OnlySave, office.now())
            .expect("logged")
            .reference
    };
    assert_eq!(log(), log());
    let other = cases::LogForm { once: "other".into(), ..form.clone() };
    let second = cases::log(&office.office, &office.who("priya"), &other, cases::Now::OnlySave, office.now())
        .expect("logged")
        .reference;
    assert_eq!(second.to_string(), "2026-0002");
}

#[test]
fn an_email_that_was_put_on_paper_never_leaves_and_one_that_left_is_not_put_on_paper() {
    let office = office();
    set_up(&office);
    let sent = Memory::new();
    let on_paper = |scene: &Scene<'_>| {
        cases::put_on_paper(&office.office, &office.who("priya"), scene.reference.into(), 1, office.now())
    };
    let printed = Scene::logged(&office);
    printed.acknowledge().expect("it is acknowledged");
    on_paper(&printed).expect("it waits");
    assert_eq!(round(&office, &sent), Round::default(), "there is nothing to send");
    let file =
        cases::open(&office.office, &office.who("priya"), printed.reference, office.now()).expect("she may see it");
    assert_eq!((file.mail[0].state, file.letters[0].method), (MailState::Recalled, Method::Post));
    cases::mark_posted(&office.office, &office.who("priya"), printed.reference.into(), 1, None, office.now())
        .expect("it was posted");

    let emailed = Scene::logged(&office);
    emailed.acknowledge().expect("it is acknowledged");
    office.clock.pass(60);
    assert_eq!(round(&office, &sent).accepted, 1);
    assert!(on_paper(&emailed).is_err(), "the customer has it");
}
