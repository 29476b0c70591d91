//! Finding out what happened, and what will be done about it.

use domain::{Act, Event, Refusal, StateKind, feedback::Finding};

use crate::common::*;

fn find(point: u32) -> Act {
    Act::Find { point, finding: Finding::NotUpheld, reason: text("The log shows it") }
}

fn promise(remedy: &str) -> Act {
    Act::Promise {
        remedy: remedy.into(),
        what: text("Empty it"),
        due: Some(day("Fri 6 Nov 2026")),
        owner: Some(OFFICER),
    }
}

#[test]
fn a_head_is_given_a_case_and_names_who_investigates() {
    let passed = case_in(StateKind::Passed).case;
    assert_eq!((passed.head, passed.subject.service), (Some(HEAD), Some(WASTE)));
    let named = case_in(StateKind::Investigating).case;
    assert_eq!(named.investigator, Some(OFFICER));
    let drafting = case_in(StateKind::Drafting).does(HEAD, nominate(DEPUTY)).case;
    assert_eq!(drafting.investigator, Some(DEPUTY));
    assert_eq!(drafting.state.kind(), StateKind::Drafting, "another officer goes on with the same draft");
}

#[test]
fn findings_are_on_points_there_are() {
    let desk = case_in(StateKind::Investigating);
    assert_eq!(desk.ask(OFFICER, &find(2)), Err(Refusal::NoSuchPoint(2)));
    assert_eq!(desk.case.outcome(), None);
    let desk = desk.does(OFFICER, find(1));
    assert_eq!(desk.case.outcome(), Some(Finding::NotUpheld));
    let desk = desk.does(OFFICER, Act::AddPoint { text: text("Nobody rang back") });
    assert_eq!(desk.case.outcome(), None, "point 2 has none yet");
    assert_eq!(desk.does(OFFICER, find(2)).case.outcome(), Some(Finding::NotUpheld));
}

#[test]
fn what_is_missing_after_the_answer_can_be_recorded_but_nothing_new_complained_of() {
    let answered = case_in(StateKind::Answered);
    assert!(answered.ask(OFFICER, &find(1)).is_ok(), "else it could never be closed");
    let another = Act::AddPoint { text: text("And another thing") };
    assert_eq!(answered.ask(OFFICER, &another), Err(Refusal::WrongState(StateKind::Answered)));

    let pointless = domain::act::Logging { points: Vec::new(), ..complaint() };
    let answered = Desk::new(&pointless)
        .does(CHAMPION, Act::Pass { service: WASTE, head: HEAD })
        .does(HEAD, nominate(OFFICER))
        .does(OFFICER, Act::Draft { text: text("v1") })
        .does(OFFICER, Act::Submit)
        .does(HEAD, sign())
        .does(HEAD, Act::Send { letter: written(domain::letter::Method::Handed) });
    assert_eq!(answered.ask(OFFICER, &another).map(|events| events.len()), Ok(1), "the first point is owed");
}

#[test]
fn promises_are_remedies_of_the_procedure_and_done_once() {
    let desk = case_in(StateKind::Investigating);
    assert_eq!(desk.ask(OFFICER, &promise("cake")), Err(Refusal::UnknownRemedy("cake".into())));
    let desk = desk.does(OFFICER, promise("action"));
    let fulfil = |promise| Act::Fulfil { promise };
    assert_eq!(desk.ask(OFFICER, &fulfil(2)), Err(Refusal::NoSuchPromise(2)));
    let desk = desk.on(morning("Wed 4 Nov 2026")).does(OFFICER, fulfil(1));
    assert_eq!(desk.case.promises[0].done, Some(day("Wed 4 Nov 2026")));
    assert_eq!(desk.ask(OFFICER, &fulfil(1)), Err(Refusal::AlreadyFulfilled(1)));
    let second = desk.ask(OFFICER, &promise("payment"));
    assert!(matches!(second.as_deref(), Ok([Event::Promised { number: 2, .. }])), "{second:?}");
}
