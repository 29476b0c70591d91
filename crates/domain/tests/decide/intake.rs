//! Taking feedback down and putting it right.

use domain::{
    Act, By, CustomerId, Event, Refusal, Rules, StateKind,
    act::{Contacting, Correction, Logging, Subject},
    behalf::{Authority, Relation, Representative},
    decide,
    event::Under,
    feedback::{Ending, Kind},
    letter::Method,
    permission,
};

use crate::common::*;

fn log(logging: &Logging) -> Came {
    let permit = permission::permit(&who(ADVISER), domain::ActKind::Log, None)?;
    let (procedure, calendar) = (shipped_procedure(), calendar());
    let rules = Rules { procedure: &procedure, calendar: &calendar };
    decide::log(logging, &permit, morning("Mon 2 Nov 2026"), rules)
}

fn received(date: &str) -> Correction {
    Correction { received: Some(day(date)), ..Correction::default() }
}

fn correct(correction: &Correction) -> Act {
    Act::Correct { correction: correction.clone(), reason: text("Misheard") }
}

#[test]
fn what_was_taken_down_is_the_first_event() {
    let logging = complaint();
    let events = log(&logging).expect("it can be logged");
    let [Event::Logged { kind, received, title, subject, points, under, .. }] = events.as_slice() else {
        panic!("logging gives one event, not {events:?}");
    };
    assert_eq!((*kind, *received), (Kind::Complaint, logging.received));
    assert_eq!((title, subject, points), (&logging.title, &logging.subject, &logging.points));
    assert_eq!(
        *under,
        Under { procedure: "making-experiences-count".into(), version: 1, readings: Default::default() }
    );
}

#[test]
fn nothing_is_received_tomorrow() {
    let tomorrow = Logging { received: day("Tue 3 Nov 2026"), ..complaint() };
    let refusal = Refusal::ReceivedInFuture { received: day("Tue 3 Nov 2026"), today: day("Mon 2 Nov 2026") };
    assert_eq!(log(&tomorrow), Err(refusal));
    assert!(log(&Logging { received: day("Mon 26 Oct 2026"), ..complaint() }).is_ok(), "a late log is a log");
    let later = Logging { received_at: Some("23:00:00".parse().expect("a time")), ..complaint() };
    assert_eq!(log(&later), Err(Refusal::ReceivedLaterThatDay), "nor later today");
}

#[test]
fn grounds_are_those_of_the_procedure() {
    let subject = Subject { grounds: vec!["standard-missed".into(), "rudeness".into()], ..Subject::default() };
    let refusal = Err(Refusal::UnknownGround("rudeness".into()));
    assert_eq!(log(&Logging { subject: subject.clone(), ..complaint() }), refusal);
    assert_eq!(case_in(StateKind::Logged).ask(ADVISER, &Act::Classify(subject)), refusal);
}

#[test]
fn corrections_say_why_and_never_move_receipt_past_logging() {
    let logged_on_thursday = Desk::under(shipped_procedure(), &complaint(), morning("Thu 5 Nov 2026"));
    let a_week_later = logged_on_thursday.on(morning("Thu 12 Nov 2026"));
    let too_late = Refusal::ReceivedInFuture { received: day("Fri 6 Nov 2026"), today: day("Thu 5 Nov 2026") };
    let table = [
        ("earlier", received("Fri 30 Oct 2026"), None),
        ("the day it was logged", received("Thu 5 Nov 2026"), None),
        ("after it was logged", received("Fri 6 Nov 2026"), Some(too_late)),
        ("nothing", Correction::default(), Some(Refusal::NothingToCorrect)),
    ];
    for (name, correction, refusal) in table {
        let expected = match refusal {
            None => Ok(vec![Event::Corrected { correction: correction.clone(), reason: text("Misheard") }]),
            Some(refusal) => Err(refusal),
        };
        assert_eq!(a_week_later.ask(ADVISER, &correct(&correction)), expected, "{name}");
    }
}

#[test]
fn a_correction_changes_what_it_names_and_nothing_else() {
    let before = case_in(StateKind::Logged);
    let correction = Correction { title: Some(text("Two bins")), ..received("Fri 30 Oct 2026") };
    let after = before.clone().does(ADVISER, correct(&correction)).case;
    assert_eq!((after.title.clone(), after.received), (text("Two bins"), day("Fri 30 Oct 2026")));
    let restored = domain::Case {
        seq: before.case.seq,
        changed_at: before.case.changed_at,
        last: before.case.last.clone(),
        title: before.case.title.clone(),
        received: before.case.received,
        ..after
    };
    assert_eq!(restored, before.case);
}

#[test]
fn a_change_of_kind_keeps_receipt_and_is_a_change() {
    let request = Desk::new(&Logging { kind: Kind::ServiceRequest, ..complaint() });
    let convert = |to| Act::Convert { to, reason: text("The customer says so") };
    assert_eq!(
        request.ask(ADVISER, &convert(Kind::ServiceRequest)),
        Err(Refusal::AlreadyThatKind(Kind::ServiceRequest))
    );
    let complaint = request.on(morning("Fri 6 Nov 2026")).does(ADVISER, convert(Kind::Complaint)).case;
    assert_eq!((complaint.kind, complaint.received), (Kind::Complaint, day("Mon 2 Nov 2026")));
}

#[test]
fn somebody_acts_for_a_customer_we_know() {
    let daughter = |seen| Act::Represent(Some(Representative::new(CustomerId(8), Relation::Family, seen)));
    let logged = case_in(StateKind::Logged);
    let acting = logged.clone().does(ADVISER, daughter(false));
    assert!(!acting.case.representative.as_ref().expect("she acts").may_speak(), "no authority was seen");
    assert_eq!(acting.ask(ADVISER, &daughter(false)), Err(Refusal::NothingToCorrect));
    let agreed = acting.does(ADVISER, daughter(true));
    assert!(agreed.case.representative.as_ref().expect("she acts").may_speak());
    assert_eq!(agreed.does(ADVISER, Act::Represent(None)).case.representative, None);
    assert_eq!(logged.ask(ADVISER, &Act::Represent(None)), Err(Refusal::NothingToCorrect));

    let anonymous = Desk::new(&Logging { customer: None, ..complaint() });
    assert_eq!(anonymous.ask(ADVISER, &daughter(true)), Err(Refusal::NobodyToActFor));
}

#[test]
fn whom_the_procedure_lets_speak_needs_no_authority() {
    let mut procedure = shipped_procedure();
    procedure.acceptance.without_consent = vec!["solicitor".into()];
    let acting = |relation| Some(Representative::new(CustomerId(8), relation, false));
    let logged = |relation| {
        let logging = Logging { representative: acting(relation), ..complaint() };
        Desk::under(procedure.clone(), &logging, morning("Mon 2 Nov 2026"))
    };
    let table = [
        (Relation::Solicitor, Authority::NotNeeded),
        (Relation::Councillor, Authority::NotNeeded),
        (Relation::Family, Authority::Needed),
    ];
    for (relation, authority) in table {
        let said = |desk: Desk| desk.case.representative.map(|acting| acting.authority);
        assert_eq!(said(logged(relation)), Some(authority), "{relation:?}, when it is logged");
        let later = Desk::under(procedure.clone(), &complaint(), morning("Mon 2 Nov 2026"))
            .does(ADVISER, Act::Represent(acting(relation)));
        assert_eq!(said(later), Some(authority), "{relation:?}, said later");
        let elsewhere = case_in(StateKind::Logged).does(ADVISER, Act::Represent(acting(relation)));
        assert_eq!(
            said(elsewhere),
            acting(relation).map(|acting| acting.authority),
            "{relation:?}, under a procedure that says nothing"
        );
    }
}

#[test]
fn an_authority_is_asked_for_again_where_another_procedure_asks_for_one() {
    let mut lets = shipped_procedure();
    lets.acceptance.without_consent = vec!["solicitor".into()];
    let asks = shipped_procedure();
    let acting = |relation, seen| Representative::new(CustomerId(8), relation, seen);
    let table = [
        (acting(Relation::Solicitor, false).under(&lets), &asks, Authority::Needed),
        (acting(Relation::Solicitor, true).under(&lets), &asks, Authority::Seen),
        (acting(Relation::Solicitor, false), &lets, Authority::NotNeeded),
        (acting(Relation::Mp, false), &asks, Authority::NotNeeded),
    ];
    for (before, procedure, authority) in table {
        assert_eq!(before.clone().under(procedure).authority, authority, "{before:?}");
    }
}

#[test]
fn the_job_it_is_about_can_be_put_right() {
    let desk = Desk::new(&Logging { job: Some(text("JOB-77120")), ..complaint() });
    assert_eq!(desk.case.job, Some(text("JOB-77120")));
    let correct = |job| Act::Correct {
        correction: Correction { job: Some(job), ..Correction::default() },
        reason: text("A slip"),
    };
    let put_right = desk.does(ADVISER, correct(Some(text("JOB-77121"))));
    assert_eq!(put_right.case.job, Some(text("JOB-77121")));
    assert_eq!(put_right.does(ADVISER, correct(None)).case.job, None);
}

#[test]
fn the_service_changes_with_the_head_who_has_it() {
    let classify = |service| Act::Classify(Subject { service: Some(service), ..Subject::default() });
    let logged = case_in(StateKind::Logged);
    assert!(logged.ask(ADVISER, &classify(HOUSING)).is_ok(), "nobody has it yet");
    let passed = case_in(StateKind::Investigating);
    assert!(passed.ask(CHAMPION, &classify(WASTE)).is_ok(), "the same service, other grounds");
    assert_eq!(passed.ask(CHAMPION, &classify(HOUSING)), Err(Refusal::PassToChangeService));

    let moved = passed.does(CHAMPION, Act::Pass { service: HOUSING, head: DEPUTY }).case;
    assert_eq!((moved.subject.service, moved.head, moved.investigator), (Some(HOUSING), Some(DEPUTY), None));
    assert_eq!(moved.state.kind(), StateKind::Passed);
}

#[test]
fn notes_contacts_and_files_add_up() {
    let mut desk = case_in(StateKind::Logged);
    desk.try_to(ADVISER, &Act::AddNote { text: text("Rang twice") }).expect("a note");
    desk.try_to(ADVISER, &Act::RecordContact(Contacting { reached: false, ..call() })).expect("a contact");
    for number in 1..=2 {
        let file = Act::AddDocument { file: text("bytes"), name: text("photo"), bytes: 3 };
        let added = Event::DocumentAdded { number, file: text("bytes"), name: text("photo"), bytes: 3 };
        assert_eq!(desk.try_to(ADVISER, &file), Ok(vec![added]));
    }
    assert_eq!(desk.case.contacts.len(), 1);
    assert_eq!((desk.case.contacts[0].by, desk.case.contacts[0].reached), (Some(ADVISER), false));
    assert_eq!(desk.case.documents.len(), 2);
    assert_eq!(desk.history.last().map(|last| (last.seq, last.by)), Some((5, By::Person(ADVISER))));
}

fn elsewhere() -> Under {
    Under { procedure: "children-act".into(), version: 1, readings: Default::default() }
}

fn transfer(to: Under) -> Act {
    Act::Transfer { to, grounds: vec!["delay".into()], reason: text("It is about a child") }
}

#[test]
fn a_case_goes_on_under_another_procedure_as_if_it_had_begun_there() {
    let screened = case_in(StateKind::Logged)
        .does(CHAMPION, Act::Screen { answers: vec![false; 7], reason: None })
        .on(morning("Thu 5 Nov 2026"));
    assert!(!screened.case.answers.is_empty(), "the questions of its own procedure");
    let moved = screened.does(ADVISER, transfer(elsewhere())).case;
    assert_eq!(moved.under, elsewhere());
    assert_eq!(moved.received, day("Mon 2 Nov 2026"), "no time is bought");
    assert_eq!(moved.subject.grounds, ["delay"]);
    assert_eq!(moved.answers, []);
}

#[test]
fn what_only_its_own_procedure_knows_keeps_a_case_there() {
    let logged = case_in(StateKind::Logged);
    assert_eq!(logged.ask(ADVISER, &transfer(logged.case.under.clone())), Err(Refusal::UnderItAlready));
    let put_off = Act::Extend {
        clock: None,
        to: day("Tue 24 Nov 2026"),
        reason: text("why"),
        agreed: false,
        letter: written(Method::Email),
    };
    let put_off = case_in(StateKind::Investigating).does(OFFICER, put_off);
    let sent = case_in(StateKind::Answered).mail(1, decide::Delivered::Accepted).on(at("Mon 2 Nov 2026 11:00:00"));
    let closed = sent.answered_in_full().does(OFFICER, Act::Close { ending: Ending::Answered, note: None, told: None });
    let reopened = closed.does(CHAMPION, Act::Reopen { reason: text("why"), by: None });
    assert_eq!(reopened.case.state.kind(), StateKind::Investigating, "as if it had not been answered");
    for bound in [put_off, reopened] {
        assert!(!decide::may_transfer(&bound.case));
        assert_eq!(bound.ask(CHAMPION, &transfer(elsewhere())), Err(Refusal::BoundToItsProcedure));
    }
}
