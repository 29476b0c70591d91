//! What an Ombudsman does with a case: in order, never before it happened, and beside the case's own course.

use domain::{
    Act, Case, Refusal,
    act::OmbudsmanStep::{self, *},
    case::Ruling,
    procedure::{Body, Procedure},
};

use crate::{common::*, stages::answered_in_stage_1};

pub(crate) fn began(on: &str) -> Act {
    Act::Ombudsman(Began { body: Body::Lgsco, name: None, reference: Some(text("26 001 234")), on: day(on) })
}

fn asked(on: &str, due: &str) -> Act {
    Act::Ombudsman(Asked { what: text("The log of calls"), on: day(on), due: day(due) })
}

fn answered(request: u32, on: &str) -> Act {
    Act::Ombudsman(Answered { request, on: day(on) })
}

fn decided(on: &str, due: Option<&str>) -> Act {
    let remedy = due.map(|due| (text("Pay £150"), Some(day(due))));
    Act::Ombudsman(Decided { ruling: Ruling::Upheld, reasons: text("Nobody rang."), on: day(on), remedy })
}

fn remedied(on: &str) -> Act {
    Act::Ombudsman(Remedied { on: day(on) })
}

/// Taken up on Monday 16 November; today is Monday 14 December.
fn with_the_ombudsman() -> Desk {
    answered_in_stage_1().on(morning("Mon 14 Dec 2026")).does(CHAMPION, began("Mon 16 Nov 2026"))
}

#[test]
fn each_step_shows_what_is_due_next_and_leaves_the_case_where_it_is() {
    let due = |desk: &Desk| desk.case.investigations.last().and_then(|now| now.due()).map(named);
    let before = answered_in_stage_1().case.state;
    let steps: [(Act, Option<&str>); 5] = [
        (asked("Tue 17 Nov 2026", "Tue 1 Dec 2026"), Some("Tue 1 Dec 2026")),
        (asked("Wed 18 Nov 2026", "Fri 27 Nov 2026"), Some("Fri 27 Nov 2026")),
        (answered(2, "Thu 26 Nov 2026"), Some("Tue 1 Dec 2026")),
        (decided("Mon 7 Dec 2026", Some("Thu 7 Jan 2027")), Some("Tue 1 Dec 2026")),
        (remedied("Thu 10 Dec 2026"), Some("Tue 1 Dec 2026")),
    ];
    let mut desk = with_the_ombudsman();
    for (act, expected) in steps {
        desk = desk.does(CHAMPION, act.clone());
        assert_eq!(due(&desk).as_deref(), expected, "{act:?}");
        assert_eq!(desk.case.state, before, "{act:?}");
    }
    assert_eq!(Case::replay(REFERENCE, &desk.history), Some(desk.case), "the history says the same");
}

#[test]
fn the_remedy_is_due_once_everything_is_answered() {
    let decided = with_the_ombudsman().does(CHAMPION, decided("Mon 7 Dec 2026", Some("Thu 7 Jan 2027")));
    let due = |desk: &Desk| desk.case.investigations[0].due();
    assert_eq!(due(&decided), Some(day("Thu 7 Jan 2027")));
    assert_eq!(due(&decided.does(CHAMPION, remedied("Mon 14 Dec 2026"))), None);
}

#[test]
fn a_step_out_of_order_or_out_of_time_is_refused() {
    let (none, open) = (answered_in_stage_1().on(morning("Mon 14 Dec 2026")), with_the_ombudsman());
    let closed = open.clone().does(CHAMPION, decided("Mon 7 Dec 2026", None));
    let (from, today) = (day("Mon 16 Nov 2026"), day("Mon 14 Dec 2026"));
    let then = |from| Refusal::NotThen { from, today };
    let table: [(&str, &Desk, Act, Refusal); 8] = [
        ("asked by nobody", &none, asked("Mon 7 Dec 2026", "Mon 14 Dec 2026"), Refusal::OmbudsmanHasItNot),
        ("taken up twice", &open, began("Mon 7 Dec 2026"), Refusal::OmbudsmanHasIt),
        ("before it came in", &none, began("Fri 30 Oct 2026"), then(day("Mon 2 Nov 2026"))),
        ("tomorrow", &none, began("Tue 15 Dec 2026"), then(day("Mon 2 Nov 2026"))),
        ("asked before they had it", &open, asked("Sun 15 Nov 2026", "Mon 14 Dec 2026"), then(from)),
        ("no such question", &open, answered(1, "Mon 7 Dec 2026"), Refusal::NoSuchRequest(1)),
        ("decided twice", &closed, decided("Mon 7 Dec 2026", None), Refusal::OmbudsmanHasItNot),
        ("nothing to do", &closed, remedied("Mon 7 Dec 2026"), Refusal::NoOmbudsmanRemedy),
    ];
    for (name, desk, act, refusal) in table {
        assert_eq!(desk.ask(CHAMPION, &act), Err(refusal), "{name}");
    }
    assert!(closed.ask(CHAMPION, &began("Mon 14 Dec 2026")).is_ok(), "it can be taken up again");
    assert!(open.ask(OFFICER, &began("Mon 14 Dec 2026")).is_err(), "overseers write it down");
}

#[test]
fn a_step_keeps_its_day() {
    let step = OmbudsmanStep::Remedied { on: day("Mon 7 Dec 2026") };
    assert_eq!(step.on(), day("Mon 7 Dec 2026"));
}

#[test]
fn the_ombudsman_follows_from_the_subject() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../procedures/lgsco-code-2024.toml");
    let procedure: Procedure =
        toml::from_str(&std::fs::read_to_string(path).expect("it is shipped")).expect("it can be read");
    let table = [(Some("landlord"), Body::HousingOmbudsman), (Some("bins"), Body::Lgsco), (None, Body::Lgsco)];
    for (subject, body) in table {
        assert_eq!(procedure.ombudsman_for(subject).map(|rule| rule.body), Some(body), "{subject:?}");
    }
}
