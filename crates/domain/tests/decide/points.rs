//! Points to answer: put right and taken away while nothing depends on them.

use domain::{Act, Event, Refusal, StateKind, act::Logging, feedback::Finding};

use crate::{common::*, stages::at_stage_2};

fn two_points() -> Desk {
    Desk::new(&Logging { points: vec![text("bins"), text("rude")], ..complaint() })
}

fn correct(point: u32, words: &str) -> Act {
    Act::CorrectPoint { point, text: text(words), reason: text("misheard") }
}

fn remove(point: u32) -> Act {
    Act::RemovePoint { point, in_draft: false, reason: text("said twice") }
}

fn points(desk: &Desk) -> Vec<(u32, &str)> {
    desk.case.points.iter().map(|point| (point.number, point.text.as_str())).collect()
}

#[test]
fn a_point_is_put_right_and_taken_away_and_both_can_be_undone() {
    let desk = two_points().on(at("Mon 2 Nov 2026 10:05:00")).does(ADVISER, correct(2, "late"));
    assert_eq!(points(&desk), [(1, "bins"), (2, "late")]);
    let first = desk.case.last.as_ref().expect("it was the last act").first;
    assert_eq!(points(&desk.clone().does(ADVISER, Act::Undo { first })), [(1, "bins"), (2, "rude")]);

    let desk = desk.on(at("Mon 2 Nov 2026 10:10:00")).does(CHAMPION, remove(2));
    assert_eq!(points(&desk), [(1, "bins")]);
    let first = desk.case.last.as_ref().expect("it was the last act").first;
    assert_eq!(points(&desk.clone().does(CHAMPION, Act::Undo { first })), [(1, "bins"), (2, "late")]);
    let added = desk.ask(CHAMPION, &Act::AddPoint { text: text("cold") });
    assert_eq!(added, Ok(vec![Event::PointAdded { number: 3, text: text("cold") }]), "no number comes twice");
}

#[test]
fn what_depends_on_a_point_keeps_it_as_it_is() {
    let investigating =
        two_points().does(CHAMPION, Act::Pass { service: WASTE, head: HEAD }).does(HEAD, nominate(OFFICER));
    let found = investigating
        .clone()
        .does(OFFICER, Act::Find { point: 1, finding: Finding::Upheld, reason: text("It was left") });
    let in_draft = Act::RemovePoint { point: 2, in_draft: true, reason: text("said twice") };
    let one = case_in(StateKind::Investigating);
    let table = [
        ("there is a finding on it", &found, correct(1, "new"), Err(Refusal::PointStays(1))),
        ("there is a finding on it", &found, remove(1), Err(Refusal::PointStays(1))),
        ("the other has none", &found, remove(2), Ok(())),
        ("the response refers to it", &investigating, in_draft, Err(Refusal::PointInDraft(2))),
        ("its words may change all the same", &investigating, correct(2, "new"), Ok(())),
        ("it is the only one", &one, remove(1), Err(Refusal::TheOnlyPoint)),
        ("there is no such point", &one, remove(7), Err(Refusal::NoSuchPoint(7))),
        ("there is no such point", &one, correct(7, "new"), Err(Refusal::NoSuchPoint(7))),
        ("it says so already", &investigating, correct(2, "rude"), Err(Refusal::NothingToCorrect)),
    ];
    for (name, desk, act, expected) in table {
        assert_eq!(desk.ask(OFFICER, &act).map(drop), expected, "{name}: {act:?}");
    }
}

#[test]
fn a_point_of_an_earlier_stage_and_one_that_was_answered_stay() {
    let found = correct(1, "new");
    assert_eq!(at_stage_2().ask(CHAMPION, &found), Err(Refusal::PointStays(1)), "found on in stage 1");
    for state in [StateKind::AwaitingSignOff, StateKind::Answered, StateKind::Closed] {
        for act in [correct(1, "new"), remove(1)] {
            let refused = case_in(state).ask(CHAMPION, &act);
            assert!(matches!(refused, Err(Refusal::Denied(_))), "{state:?} {act:?}");
        }
    }
}
