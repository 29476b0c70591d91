//! From a complaint at the desk to the month's figures.

use app::{
    Problem,
    cases::{self, Now},
    figures::{self, Wanted},
    outbox::{self, Post},
};
use domain::{
    ActKind, StateKind,
    clock::{Standing, Timeliness},
    feedback::{Ending, Finding},
    letter::{Fate, Method, Purpose},
};
use mail::{Memory, Transport};
use testkit::{Scene, TestOffice, by, call, office};

fn deliver(office: &TestOffice, sent: &Memory) {
    let clock = office.clock.clone();
    outbox::deliver_due(&office.office, &Post::Through(Transport::Memory(sent.clone())), &|| clock.now())
        .expect("a round");
}

fn with_mail(office: &TestOffice) {
    let server = app::settings::MailServer {
        host: "relay.thornbeck.example".into(),
        port: 25,
        security: "none".into(),
        from_name: "Thornbeck District Council".into(),
        from_address: "feedback@thornbeck.example".into(),
        ..Default::default()
    };
    outbox::keep_server(&office.office, &office.who("admin"), &server, None, office.now()).expect("mail is set up");
}

#[test]
fn a_complaint_goes_from_the_desk_to_the_figures() {
    let office = office();
    with_mail(&office);
    let sent = Memory::new();

    let scene = Scene::logged(&office);
    let on = scene.reference.into();
    assert_eq!(scene.reference.to_string(), "2026-0001");
    let file =
        cases::open(&office.office, &office.who("joanne"), scene.reference, office.now()).expect("she may see it");
    let dues: Vec<String> = file.clocks.iter().map(|clock| format!("{} {}", clock.title, clock.due)).collect();
    assert_eq!(dues, ["Acknowledge 2026-11-04", "Respond 2026-11-23"]);

    office.clock.set("2026-11-03 09:30");
    scene.acknowledge().expect("it is acknowledged");
    deliver(&office, &sent);
    assert_eq!(sent.delivered().len(), 0, "for a minute it can be undone");
    office.clock.pass(60);
    deliver(&office, &sent);
    let letter = sent.delivered().pop().expect("an acknowledgement");
    assert_eq!(letter.parts().to.address(), "eileen@example.com");
    assert!(letter.parts().subject.contains("2026-0001"));
    assert!(letter.parts().text.contains("Monday 23 November 2026"), "{}", letter.parts().text);

    scene.given_to_dan();
    deliver(&office, &sent);
    let told: Vec<String> = sent.delivered().iter().skip(1).map(|mail| mail.parts().to.address().to_owned()).collect();
    assert_eq!(told, ["marian@thornbeck.example", "dan@thornbeck.example"], "Head and investigator are told by e-mail");
    assert!(!sent.delivered()[1].parts().text.contains("Fairclough"), "messages to staff name no customer");

    office.clock.set("2026-11-05 11:00");
    let dan = office.who("dan");
    let missed = call(false, "");
    cases::record_contact(&office.office, &dan, on, &missed, office.now()).expect("an attempt");
    let reached = call(true, "She agrees the point.");
    cases::record_contact(&office.office, &dan, on, &reached, office.now()).expect("a call");
    let promise =
        cases::PromiseForm { remedy: "action".into(), what: "Check the list".into(), due: None, owner: Some(dan.id()) };
    cases::promise(&office.office, &dan, on, &promise, office.now()).expect("a remedy");
    scene.submitted();

    office.clock.set("2026-11-06 16:00");
    let refused = cases::sign_off(&office.office, &dan, on, "", "", office.now()).expect_err("he wrote it");
    assert!(matches!(refused, Problem::Denied(_)), "{refused}");
    cases::send_back(&office.office, &office.who("marian"), on, "Say when.", office.now()).expect("it is sent back");
    office.clock.set("2026-11-09 10:00");
    scene.submitted();
    let done = scene.sent().expect("it is signed and sent");
    assert_eq!(done.case.state.kind(), StateKind::Answered);

    deliver(&office, &sent);
    assert_eq!(sent.delivered().len(), 3, "for a minute the response can be taken back");
    office.clock.pass(61);
    deliver(&office, &sent);
    let response = sent.delivered().pop().expect("the response");
    assert!(response.parts().text.contains("Marian Teale\nHead of Service"), "{}", response.parts().text);
    assert!(response.parts().text.contains("I am sorry"));
    assert!(!response.parts().text.contains("[1]"), "point numbers are for staff");

    office.clock.set("2026-11-10 10:00");
    let joanne = office.who("joanne");
    let unlearned =
        cases::close(&office.office, &joanne, on, Ending::Answered, "", office.now()).expect_err("no lesson yet");
    assert_eq!(unlearned.to_string(), "Say what was learned, or why nothing was, before closing.");
    cases::learn(&office.office, &joanne, on, true, "Check addresses after round changes.", office.now())
        .expect("a lesson");
    cases::close(&office.office, &joanne, on, Ending::Answered, "", office.now()).expect("it is closed");

    let file = cases::open(&office.office, &joanne, scene.reference, office.now()).expect("she may see it");
    assert_eq!(file.case.outcome(), Some(Finding::Upheld));
    assert!(file.case.letters.iter().all(|letter| matches!(letter.fate, Fate::Left(_))), "every letter left");
    let met: Vec<Timeliness> = file
        .clocks
        .iter()
        .map(|clock| {
            let Standing::Met { timeliness, .. } = clock.standing else { panic!("{:?}", clock.standing) };
            timeliness
        })
        .collect();
    assert_eq!(met, [Timeliness::InTime, Timeliness::InTime]);
    assert!(!file.may(ActKind::Send) && file.may(ActKind::Reopen));

    let wanted = Wanted { range: "2026-11".parse().expect("a month"), service: None, as_at: None };
    let report = figures::report(&office.office, &joanne, &wanted, office.now()).expect("the figures");
    assert_eq!(report.figures.received_of(domain::feedback::Kind::Complaint), 1);
    assert_eq!((report.figures.answered.in_time, report.figures.answered.count()), (1, 1));
    assert_eq!(report.figures.answered.days.average(), Some(5.0));
    assert!(app::housekeeping::verify(&office.office, &mut |_| {}).expect("verified").problems.is_empty());
}

#[test]
fn a_letter_for_somebody_without_email_is_printed() {
    let office = office();
    let form = cases::LogForm { email: String::new(), reply_by: "letter".into(), ..Scene::complaint(&office) };
    let done = cases::log(&office.office, &office.who("priya"), &form, Now::Acknowledge(Method::Post), office.now())
        .expect("logged and acknowledged");
    assert_eq!(done.letters, [1]);
    let file = cases::open(&office.office, &office.who("priya"), done.reference, office.now()).expect("she may see it");
    assert_eq!(file.letters[0].to_address, "14 Rudd Lane\nThornbeck\nTB4 7QX");
    assert_eq!(file.mail.len(), 0);
    assert_eq!(file.case.acknowledged().map(|date| date.to_string()), Some("2026-11-02".into()));
    cases::mark_posted(&office.office, &office.who("priya"), done.reference.into(), 1, None, office.now())
        .expect("it is posted");
    let again = cases::mark_posted(&office.office, &office.who("priya"), done.reference.into(), 1, None, office.now());
    assert!(again.is_err(), "a letter is posted once");
}

#[test]
fn a_delay_is_agreed_before_the_date_and_counted_apart() {
    let office = office();
    with_mail(&office);
    let sent = Memory::new();
    let scene = Scene::logged(&office);
    let on = scene.reference.into();
    scene.acknowledge().expect("it is acknowledged");
    scene.given_to_dan();
    office.clock.set("2026-11-20 15:00");
    let form = |to: &str| cases::ExtendForm {
        clock: None,
        to: to.parse().ok(),
        reason: "We need records from the contractor.".into(),
        agreed: false,
        letter: by(Method::Email),
    };
    let too_far =
        cases::extend(&office.office, &office.who("dan"), on, &form("2026-12-08"), office.now()).expect_err("too far");
    assert_eq!(
        too_far.to_string(),
        "The procedure lets a response be put off until Monday 7 December 2026 at the latest."
    );
    cases::extend(&office.office, &office.who("dan"), on, &form("2026-12-01"), office.now())
        .expect("ten more days at most");
    office.clock.pass(60);
    deliver(&office, &sent);
    let delay = sent.delivered().pop().expect("the delay letter");
    for words in
        ["Monday 23 November 2026", "Tuesday 1 December 2026", "We need records from the contractor", "Ombudsman"]
    {
        assert!(delay.parts().text.contains(words), "{words}: {}", delay.parts().text);
    }
    office.clock.set("2026-11-30 10:00");
    scene.submitted();
    scene.sent().expect("it is sent");
    let wanted = Wanted { range: "2026-11".parse().expect("a month"), service: None, as_at: None };
    let answered = figures::report(&office.office, &office.who("joanne"), &wanted, office.now())
        .expect("the figures")
        .figures
        .answered;
    assert_eq!((answered.in_time, answered.in_agreed_time, answered.late), (0, 1, 0));
}

#[test]
fn a_deputy_signs_pp() {
    let office = office();
    office.deputise("marian", "helen");
    let scene = Scene::logged(&office);
    scene.given_to_dan();
    scene.submitted();
    let done = cases::sign_off_and_send(
        &office.office,
        &office.who("helen"),
        scene.reference.into(),
        "",
        "",
        Method::Email,
        office.now(),
    )
    .expect("the deputy may");
    let signature = done.case.signature.expect("it is signed");
    assert_eq!((signature.by, signature.on_behalf_of), (office.id("helen"), Some(office.id("marian"))));
    let file =
        cases::open(&office.office, &office.who("helen"), scene.reference, office.now()).expect("she may see it");
    let letter = file.letters.iter().find(|letter| letter.purpose == Purpose::Response).expect("the response");
    assert!(app::marks::to_plain(file.words(&letter.body)).contains("pp Marian Teale"));
}

#[test]
fn the_head_may_change_the_words_and_sign_them() {
    let office = office();
    let scene = Scene::logged(&office);
    scene.given_to_dan();
    scene.submitted();
    let changed = testkit::RESPONSE.replace("I am sorry.", "I am very sorry.");
    let done = cases::sign_off_and_send(
        &office.office,
        &office.who("marian"),
        scene.reference.into(),
        &changed,
        "",
        Method::Email,
        office.now(),
    )
    .expect("amended and signed");
    let draft = done.case.draft.expect("a draft");
    assert_eq!((draft.version, draft.author, draft.amended_by), (2, office.id("dan"), Some(office.id("marian"))));
}

#[test]
fn a_letter_counts_from_the_day_it_was_posted() {
    let office = office();
    let form = cases::LogForm { email: String::new(), reply_by: "letter".into(), ..Scene::complaint(&office) };
    let priya = office.who("priya");
    let done = cases::log(&office.office, &priya, &form, Now::Acknowledge(Method::Post), office.now()).expect("logged");
    let posted =
        |on: &str| cases::mark_posted(&office.office, &priya, done.reference.into(), 1, on.parse().ok(), office.now());
    office.clock.set("2026-11-09 10:00");
    assert!(posted("2026-11-01").is_err(), "not before it was written");
    assert!(posted("2026-11-10").is_err(), "not in the future");
    let late = posted("2026-11-06").expect("posted on Friday, said on Monday");
    assert_eq!(late.case.acknowledged().map(|on| on.to_string()), Some("2026-11-06".into()));
    let file = cases::open(&office.office, &priya, done.reference, office.now()).expect("she may see it");
    let Standing::Met { timeliness, .. } = file.clocks[0].standing else { panic!("it is acknowledged") };
    assert_eq!(timeliness, Timeliness::Late { days: 2 }, "the limit was Wednesday 4 November");
}
