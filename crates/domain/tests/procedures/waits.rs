//! Time limits that may wait for ever: what is warned of, and what is not.

use domain::{Procedure, procedure::Milestone};

/// The Code with a step between the acknowledgement and the answer, which counts from it, changed.
fn waits(change: impl Fn(&mut Procedure)) -> Vec<String> {
    let mut procedure = crate::read("../../procedures/lgsco-code-2024.toml");
    let mut assess = procedure.stages[0].clocks[0].clone();
    (assess.id, assess.title) = ("assess".into(), "Assess".into());
    (assess.from, assess.met_by) = (Some(Milestone::Acknowledged), vec![Milestone::Assessed]);
    procedure.stages[0].clocks.insert(1, assess);
    procedure.stages[0].clocks[2].from = Some(Milestone::Assessed);
    change(&mut procedure);
    procedure.waits().iter().map(ToString::to_string).collect()
}

fn says(clock: usize, title: &str, day: &str) -> String {
    format!(
        "stage 1, clock {clock}, from: “{title}” waits for the day {day}, and nothing says by when this happens; say \
         `uncapped = true` if it may wait"
    )
}

#[test]
fn a_start_that_no_clock_bounds_is_warned_of() {
    let none = Vec::<String>::new();
    assert_eq!(waits(|_| ()), none, "the assessment has its limit");
    let of = |milestone: Milestone| waits(|procedure| procedure.stages[0].clocks[2].from = Some(milestone));
    for milestone in [
        Milestone::Consented,
        Milestone::Met,
        Milestone::Interim,
        Milestone::Reported,
        Milestone::Contacted,
        Milestone::Clarified,
    ] {
        assert_eq!(of(milestone), [says(3, "Respond", milestone.title())]);
    }
    for milestone in [Milestone::Received, Milestone::Logged, Milestone::Asked, Milestone::Occurred, Milestone::Aware] {
        assert_eq!(of(milestone), none, "{milestone:?} is there from the start, or lies behind");
    }
    let uncapped = waits(|procedure| {
        let clock = &mut procedure.stages[0].clocks[2];
        (clock.from, clock.uncapped) = (Some(Milestone::Consented), true);
    });
    assert_eq!(uncapped, none);
    assert_eq!(
        waits(|procedure| procedure.stages[0].clocks.swap(1, 2)),
        [says(2, "Respond", "we assessed it")],
        "a clock further down bounds nothing"
    );
}

#[test]
fn what_bounds_a_start_does_so_for_every_case() {
    let said = waits(|procedure| {
        procedure.bands = vec![domain::procedure::Band {
            id: "complex".into(),
            title: "Complex".into(),
            points_from: None,
            points_to: None,
            channels: Vec::new(),
            complainants: Vec::new(),
        }];
        procedure.stages[0].clocks[1].for_bands = vec!["complex".into()];
    });
    assert_eq!(said, [says(3, "Respond", "we assessed it")], "a case in no band is never assessed");
}

#[test]
fn what_ends_the_stage_before_has_happened() {
    let from = |milestone: Milestone| {
        waits(|procedure| {
            let answer = procedure.stages[1].clocks.last_mut().expect("a clock");
            (answer.from, answer.of) = (Some(milestone), Some("stage-1".into()));
        })
    };
    assert_eq!(from(Milestone::Responded), Vec::<String>::new());
    assert_eq!(from(Milestone::Assessed), Vec::<String>::new(), "it has a limit there");
    assert_eq!(from(Milestone::Met).len(), 1);
}

#[test]
fn a_limit_on_the_whole_is_bounded_where_a_case_begins() {
    let from = |milestone: Milestone| waits(|procedure| procedure.overall[0].from = Some(milestone));
    assert_eq!(from(Milestone::Assessed), Vec::<String>::new());
    let said = from(Milestone::Consented);
    assert!(said.len() == 1 && said[0].starts_with("overall 1, from: "), "{said:#?}");
}
