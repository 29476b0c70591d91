//! Ties between cases, and points that become cases of their own.

use domain::{
    Act, Event, Reference, Refusal, StateKind,
    act::Logging,
    feedback::Finding,
    tie::{Link, Tie},
};

use crate::common::*;

const OTHER: Reference = Reference { year: 2026, number: 432 };

fn to(other: Reference) -> Act {
    Act::Link(Link { other, how: Tie::DealtWithIn })
}

#[test]
fn one_tie_between_two_cases_is_enough_and_can_be_taken_away() {
    let desk = case_in(StateKind::Closed);
    assert_eq!(desk.ask(ADVISER, &to(REFERENCE)), Err(Refusal::LinkedToItself));
    assert_eq!(desk.ask(ADVISER, &Act::Unlink { other: OTHER }), Err(Refusal::NotLinked(OTHER)));
    let desk = desk.does(ADVISER, to(OTHER));
    assert_eq!(desk.case.links, [Link { other: OTHER, how: Tie::DealtWithIn }]);
    let again = Act::Link(Link { other: OTHER, how: Tie::Related });
    assert_eq!(desk.ask(ADVISER, &again), Err(Refusal::AlreadyLinked(OTHER)));
    assert_eq!(desk.does(ADVISER, Act::Unlink { other: OTHER }).case.links, []);
}

#[test]
fn a_point_that_was_split_off_is_answered_elsewhere() {
    let desk = Desk::new(&Logging { points: vec![text("bins"), text("rude")], ..complaint() });
    let split = |point| Act::Split { point, into: OTHER };
    assert_eq!(desk.ask(CHAMPION, &split(7)), Err(Refusal::NoSuchPoint(7)));
    let desk = desk.does(CHAMPION, split(1));
    let numbers: Vec<u32> = desk.case.points.iter().map(|point| point.number).collect();
    assert_eq!(numbers, [2], "the others keep their numbers");
    assert_eq!(desk.ask(CHAMPION, &split(2)), Err(Refusal::TheOnlyPoint));
    assert_eq!(desk.ask(CHAMPION, &Act::Unlink { other: OTHER }), Err(Refusal::SplitStays(OTHER)));
    let added = desk.ask(CHAMPION, &Act::AddPoint { text: text("late") });
    assert_eq!(added, Ok(vec![Event::PointAdded { number: 3, text: text("late") }]), "no number comes twice");
}

#[test]
fn a_point_with_a_finding_stays() {
    let found = Act::Find { point: 1, finding: Finding::Upheld, reason: text("It was left") };
    let desk = case_in(StateKind::Investigating).does(HEAD, Act::AddPoint { text: text("rude") }).does(OFFICER, found);
    let split = Act::Split { point: 1, into: OTHER };
    assert_eq!(desk.ask(CHAMPION, &split), Err(Refusal::PointHasFinding(1)));
}
