//! What was done a moment ago is taken back: the records agree, the history keeps both, and the
//! figures of an earlier moment stay what they were.

use app::{MailState, Problem, cases, housekeeping, lists, outbox, uploads};
use domain::{Event, StateKind, feedback::Ending, letter::Method};
use sha2::{Digest, Sha256};
use testkit::{Scene, TestOffice, office};

/// What this person could undo.
fn last(scene: &Scene<'_>, name: &str) -> u32 {
    let office = scene.office;
    let found = cases::undoable(&office.office, &office.who(name), scene.reference, office.now());
    found.expect("they see it").expect("there is something to undo").first
}

fn undo(scene: &Scene<'_>, name: &str) -> cases::Done {
    let (office, first) = (scene.office, last(scene, name));
    cases::undo(&office.office, &office.who(name), scene.reference, first, office.now()).expect("it is undone")
}

fn sound(office: &TestOffice) {
    let verified = housekeeping::verify(&office.office, &mut |_| {}).expect("it can be checked");
    assert_eq!(verified.problems, Vec::<String>::new());
}

#[test]
fn closing_by_mistake_is_taken_back_and_the_records_agree() {
    let office = office();
    let scene = Scene::logged(&office);
    office.clock.pass(60);
    let (priya, on) = (office.who("priya"), scene.reference.into());
    cases::close(&office.office, &priya, on, Ending::SortedAtOnce, "Emptied.", office.now()).expect("closed");
    let closed_at = office.now();
    office.clock.pass(60);
    let done = undo(&scene, "priya");
    assert_eq!(done.case.state.kind(), StateKind::Logged);
    let (row, history, then) = office
        .office
        .read(|reading| {
            let at_the_time = reading.history_until(scene.reference, closed_at)?;
            Ok((reading.row(scene.reference)?, reading.history(scene.reference)?, at_the_time))
        })
        .expect("it can be read");
    let row = row.expect("a row");
    assert_eq!((row.state, row.closed, row.seq), (StateKind::Logged, None, 3));
    assert_eq!(history[2].event, Event::Undone { first: 2, last: 2 });
    let then = domain::Case::replay(scene.reference, &then).expect("a case");
    assert_eq!(then.state.kind(), StateKind::Closed, "as it was known at the time");
    sound(&office);
}

#[test]
fn a_button_pressed_late_undoes_nothing_else() {
    let office = office();
    let scene = Scene::logged(&office);
    let priya = office.who("priya");
    let note = |text| cases::add_note(&office.office, &priya, scene.reference.into(), text, office.now());
    office.clock.pass(60);
    note("One").expect("a note");
    let first = last(&scene, "priya");
    office.clock.pass(60);
    note("Two").expect("another");
    let late = cases::undo(&office.office, &priya, scene.reference, first, office.now()).expect_err("too late");
    assert_eq!(late.to_string(), "Something was done since. Only what you did last can be undone.");
    let others =
        cases::undo(&office.office, &office.who("joanne"), scene.reference, last(&scene, "priya"), office.now());
    assert!(matches!(others, Err(Problem::Refused(_))), "only whoever did it takes it back");
    let hidden = cases::undo(&office.office, &office.who("kieran"), scene.reference, 1, office.now());
    assert!(matches!(hidden, Err(Problem::NoSuchCase(_))), "a case one may not see is not there");
}

#[test]
fn a_file_attached_to_the_wrong_case_is_taken_off_and_its_number_is_free() {
    let office = office();
    let scene = Scene::logged(&office);
    for name in ["wrong.pdf", "right.pdf"] {
        office.clock.pass(60);
        attach(&scene, name);
        if name == "wrong.pdf" {
            office.clock.pass(60);
            assert_eq!(undo(&scene, "priya").case.documents, []);
        }
    }
    let documents = office.office.read(|reading| Ok(reading.documents(scene.reference)?)).expect("files");
    assert_eq!(documents.iter().map(|each| (each.number, each.name.as_str())).collect::<Vec<_>>(), [(1, "right.pdf")]);
    sound(&office);
}

fn attach(scene: &Scene<'_>, name: &str) {
    let (office, priya) = (scene.office, scene.office.who("priya"));
    let bytes = name.as_bytes();
    let sha256 = app::sessions::hex(&Sha256::digest(bytes));
    uploads::start(&office.office, &priya, name, name, bytes.len() as u64, &sha256, office.now()).expect("begun");
    uploads::piece(&office.office, &priya, name, 0, bytes).expect("taken up");
    uploads::attach(&office.office, &priya, scene.reference.into(), &[name.to_owned()], office.now())
        .expect("attached");
}

fn acknowledged(scene: &Scene<'_>, method: Method) {
    let (office, form) = (scene.office, testkit::by(method));
    cases::acknowledge(&office.office, &office.who("joanne"), scene.reference.into(), &form, office.now())
        .expect("acknowledged");
}

/// What the mail server gets in one round of the outbox.
fn delivered(office: &TestOffice) -> u32 {
    let post = outbox::Post::Through(mail::Transport::Memory(mail::Memory::new()));
    let clock = office.clock.clone();
    outbox::deliver_due(&office.office, &post, &|| clock.now()).expect("a round").accepted
}

fn to_post(office: &TestOffice) -> usize {
    lists::to_post(&office.office, &office.who("joanne")).expect("the list").len()
}

#[test]
fn an_email_that_is_undone_within_a_minute_never_leaves() {
    let office = office();
    let scene = Scene::logged(&office);
    acknowledged(&scene, Method::Email);
    office.clock.pass(59);
    assert_eq!(delivered(&office), 0, "it waits as long as it can be undone");
    let done = undo(&scene, "joanne");
    assert_eq!(done.case.acknowledged(), None);
    office.clock.pass(600);
    assert_eq!(delivered(&office), 0);
    sound(&office);

    acknowledged(&scene, Method::Email);
    office.clock.pass(60);
    assert_eq!(delivered(&office), 1, "the second one leaves, and once");
    let found = cases::undoable(&office.office, &office.who("joanne"), scene.reference, office.now());
    assert_eq!(found.expect("they see it"), None);
    sound(&office);
}

#[test]
fn what_the_mail_server_has_is_not_undone_though_the_minute_is_not_over() {
    let office = office();
    let scene = Scene::logged(&office);
    acknowledged(&scene, Method::Email);
    let first = last(&scene, "joanne");
    let handed_over = |writing: &store::Writing<'_>| {
        let mail = writing.mail_of(scene.reference)?.remove(0);
        writing.mark_mail(mail.id, MailState::HandedOver, office.now(), "", None, false)
    };
    office.office.store().write(handed_over).expect("its clock is ahead");
    let late = cases::undo(&office.office, &office.who("joanne"), scene.reference, first, office.now());
    assert_eq!(late.expect_err("too late").to_string(), "Sending can be undone for 60 seconds only.");
    let case = cases::open(&office.office, &office.who("joanne"), scene.reference, office.now()).expect("a case").case;
    assert!(case.acknowledged().is_some(), "nothing was changed");
}

#[test]
fn a_letter_marked_as_posted_by_mistake_waits_again() {
    let office = office();
    let scene = Scene::logged(&office);
    acknowledged(&scene, Method::Post);
    office.clock.pass(60);
    let joanne = office.who("joanne");
    cases::mark_posted(&office.office, &joanne, scene.reference.into(), 1, None, office.now()).expect("posted");
    assert_eq!(to_post(&office), 0);
    undo(&scene, "joanne");
    assert_eq!(to_post(&office), 1);
    sound(&office);
}

#[test]
fn a_printed_letter_that_is_not_sent_leaves_the_list_of_those_to_post() {
    let office = office();
    let scene = Scene::logged(&office);
    acknowledged(&scene, Method::Post);
    office.clock.set("2026-11-04 09:00");
    assert_eq!(to_post(&office), 1);
    let priya = office.who("priya");
    let done = cases::discard(&office.office, &priya, scene.reference.into(), 1, office.now()).expect("kept back");
    assert_eq!((done.case.acknowledged(), to_post(&office)), (None, 0));
    sound(&office);
}
