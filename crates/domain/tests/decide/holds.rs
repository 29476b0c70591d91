//! Other business that waits while a complaint is open.

use domain::{Act, Procedure, Refusal, StateKind, procedure::Choice};

use crate::common::*;

fn procedure() -> Procedure {
    let mut procedure = shipped_procedure();
    procedure.handling.holds = vec![
        Choice { id: "council-tax".into(), title: "Recovery of council tax".into() },
        Choice { id: "move".into(), title: "The move".into() },
    ];
    assert_eq!(procedure.problems(), []);
    procedure
}

pub(crate) fn logged() -> Desk {
    Desk::under(procedure(), &complaint(), morning("Mon 2 Nov 2026"))
}

pub(crate) fn hold(what: &str) -> Act {
    Act::Hold { hold: what.into(), note: Some(text("Revenues were told.")) }
}

pub(crate) fn release(what: &str) -> Act {
    Act::Release { hold: what.into(), note: None }
}

#[test]
fn what_the_procedure_names_waits_until_it_is_let_go_on_and_each_once() {
    let desk = logged();
    assert_eq!(desk.ask(ADVISER, &hold("parking")), Err(Refusal::NoSuchHold));
    assert_eq!(desk.ask(CHAMPION, &release("move")), Err(Refusal::NotHeld));
    let held = desk.does(ADVISER, hold("council-tax")).on(morning("Wed 4 Nov 2026")).does(ADVISER, hold("move"));
    let since =
        |desk: &Desk| desk.case.held.iter().map(|held| (held.hold.clone(), named(held.since))).collect::<Vec<_>>();
    let both =
        vec![("council-tax".to_owned(), "Mon 2 Nov 2026".to_owned()), ("move".to_owned(), "Wed 4 Nov 2026".to_owned())];
    assert_eq!(since(&held), both);
    let already = Err(Refusal::HeldAlready { since: day("Mon 2 Nov 2026") });
    assert_eq!(held.ask(ADVISER, &hold("council-tax")), already);
    let one = held.does(CHAMPION, release("council-tax"));
    assert_eq!(since(&one), both[1..]);
    assert!(one.ask(ADVISER, &hold("council-tax")).is_ok(), "again, where it comes to that");
}

#[test]
fn it_goes_on_after_the_case_has_ended_too() {
    let closed = logged().does(ADVISER, hold("move")).does(ADVISER, sorted());
    assert_eq!(closed.case.state.kind(), StateKind::Closed);
    assert!(closed.ask(CHAMPION, &hold("council-tax")).is_err(), "nothing is left to wait for");
    assert_eq!(closed.does(CHAMPION, release("move")).case.held, []);
}

#[test]
fn a_procedure_that_holds_nothing_lets_nobody_hold() {
    assert_eq!(case_in(StateKind::Logged).ask(ADVISER, &hold("move")), Err(Refusal::NoSuchHold));
}
