//! Past cases under another procedure: the dates worked out by hand, and nothing else changed.

mod common;

use common::{CHAMPION, Desk, HEAD, OFFICER, WASTE, case_in, complaint, morning, named, nominate, sign, text, written};
use domain::{
    Act, Procedure, Rules, StateKind,
    figures::Facts,
    letter::Method,
    what_if::{Measured, measured},
};

fn shipped(id: &str) -> Procedure {
    let path = format!("{}/../../procedures/{id}.toml", env!("CARGO_MANIFEST_DIR"));
    toml::from_str(&std::fs::read_to_string(path).expect("it is shipped")).expect("it can be read")
}

fn under(desk: &Desk, other: &Procedure) -> Measured {
    measured(&desk.case, desk.rules(), Rules { procedure: other, calendar: &desk.calendar }, desk.today())
}

fn whole(measured: Measured) -> Facts {
    match measured {
        Measured::Whole(facts) => facts,
        other @ (Measured::InPart(..) | Measured::NotAtAll) => panic!("measured whole, not {other:?}"),
    }
}

/// Received on Monday 2 November 2026, acknowledged and answered in full on these days.
fn answered(acknowledged: &str, answered: &str) -> Desk {
    let desk = Desk::new(&complaint()).on(morning(acknowledged)).acknowledged(Method::Handed);
    desk.does(CHAMPION, Act::Pass { service: WASTE, head: HEAD })
        .does(HEAD, nominate(OFFICER))
        .on(morning(answered))
        .does(OFFICER, Act::Draft { text: text("v1") })
        .answered_in_full()
        .does(OFFICER, Act::Submit)
        .does(HEAD, sign())
        .does(HEAD, Act::Send { letter: written(Method::Handed) })
}

#[test]
fn the_code_counts_from_the_acknowledgement() {
    let code = shipped("lgsco-code-2024");
    // acknowledged, answered; the last days for either under our own procedure and under the Code.
    let table = [
        (
            "Wed 4 Nov 2026",
            "Wed 18 Nov 2026",
            ["Wed 4 Nov 2026", "Mon 23 Nov 2026"],
            ["Mon 9 Nov 2026", "Wed 18 Nov 2026"],
        ),
        (
            "Tue 3 Nov 2026",
            "Fri 20 Nov 2026",
            ["Wed 4 Nov 2026", "Mon 23 Nov 2026"],
            ["Mon 9 Nov 2026", "Tue 17 Nov 2026"],
        ),
        // Acknowledged too late under both: the Code's ten days run from the last day permitted.
        (
            "Wed 11 Nov 2026",
            "Wed 25 Nov 2026",
            ["Wed 4 Nov 2026", "Mon 23 Nov 2026"],
            ["Mon 9 Nov 2026", "Mon 23 Nov 2026"],
        ),
    ];
    for (acknowledged, sent, own, other) in table {
        let desk = answered(acknowledged, sent);
        let kept = Facts::of(&desk.case, desk.rules(), desk.today());
        let facts = whole(under(&desk, &code));
        let dates = |facts: &Facts| [facts.acknowledge_due, facts.first_due].map(|date| named(date.expect("a limit")));
        assert_eq!((dates(&kept), dates(&facts)), (own.map(str::to_owned), other.map(str::to_owned)), "{acknowledged}");
        let same =
            |facts: &Facts| (facts.acknowledged, facts.answered, facts.days_to_answer, facts.ended, facts.outcome);
        assert_eq!(same(&facts), same(&kept), "what happened stays as it happened");
    }
}

#[test]
fn a_date_is_put_off_as_far_as_the_other_procedure_lets_it_be() {
    let code = shipped("lgsco-code-2024");
    let later = |to: &str| {
        let extend = Act::Extend {
            clock: None,
            to: common::day(to),
            reason: text("Somebody is away."),
            agreed: false,
            letter: written(Method::Handed),
        };
        let desk = Desk::new(&complaint()).on(morning("Wed 4 Nov 2026")).acknowledged(Method::Handed);
        let desk = desk.on(morning("Fri 6 Nov 2026")).does(CHAMPION, extend);
        let facts = whole(under(&desk, &code));
        [facts.first_due, facts.held_to].map(|date| named(date.expect("a limit")))
    };
    assert_eq!(later("Thu 26 Nov 2026"), ["Wed 18 Nov 2026", "Thu 26 Nov 2026"]);
    assert_eq!(later("Mon 7 Dec 2026")[1], "Wed 2 Dec 2026", "at most ten working days more under the Code");
}

#[test]
fn a_procedure_without_limits_makes_nobody_want_no_reply() {
    let facts = whole(under(&answered("Wed 4 Nov 2026", "Wed 18 Nov 2026"), &shipped("customer-care-policy")));
    assert_eq!((facts.has_limits, facts.wants_no_reply(), facts.first_due), (false, false, None));
}

#[test]
fn under_its_own_procedure_every_case_measures_the_same() {
    for state in StateKind::ALL {
        let desk = case_in(*state);
        assert_eq!(
            whole(under(&desk, &desk.procedure)),
            Facts::of(&desk.case, desk.rules(), desk.today()),
            "{state:?}"
        );
    }
}

#[test]
fn what_another_procedure_has_no_stage_for_is_not_measured() {
    let desk = Desk::new(&complaint());
    let without =
        Procedure { stages: Vec::new(), overall: Vec::new(), extensions: Vec::new(), ..shipped("lgsco-code-2024") };
    assert_eq!(under(&desk, &without), Measured::NotAtAll);
}
