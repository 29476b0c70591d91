//! Where a procedure departs from a Code: what is warned of, and what is not.

use domain::{
    Procedure,
    procedure::{ClockRule, Code, Milestone},
};

/// The Code itself as a procedure, with a change.
fn departures(change: impl Fn(Procedure) -> Procedure) -> Vec<String> {
    let procedure = change(crate::read("../../procedures/lgsco-code-2024.toml"));
    procedure.departures(Code::Lgsco2024).iter().map(ToString::to_string).collect()
}

/// The Code with some of its text replaced.
fn with(from: &str, to: &str) -> Vec<String> {
    let text = include_str!("../../../../procedures/lgsco-code-2024.toml");
    assert!(text.contains(from), "the Code says {from}");
    departures(|_| toml::from_str(&text.replace(from, to)).expect("it loads"))
}

#[test]
fn an_interim_reply_that_keeps_the_limit_is_a_departure() {
    let said = with("met_by = [\"responded\"]", "met_by = [\"responded\", \"interim\"]");
    assert!(said.iter().any(|words| words.starts_with("stage 1, clock ") && words.contains("interim")), "{said:#?}");
}

#[test]
fn a_window_to_complain_of_less_than_twelve_months_is_a_departure() {
    let window = |limit: &str, more: &str| {
        let window =
            format!("[acceptance]\nwindow = {{ periods = [{{ limit = {limit:?}, from = \"occurred\" }}{more}] }}\n");
        departures(|mut procedure| {
            #[derive(serde::Deserialize)]
            struct Part {
                acceptance: domain::procedure::Acceptance,
            }
            let part: Part = toml::from_str(&window).expect("it loads");
            procedure.acceptance.window = part.acceptance.window;
            procedure
        })
    };
    let said = window("6 months", "");
    assert_eq!(said, ["acceptance, window, periods 1, limit: 6 calendar months to complain; the Code gives 12 months"]);
    assert_eq!(window("12 months", ""), Vec::<String>::new());
    assert_eq!(window("365 calendar days", ""), Vec::<String>::new());
    assert_eq!(window("52 weeks", "").len(), 1, "364 days");
    // Whichever is later: the longer one is open all the same.
    assert_eq!(window("6 months", ", { limit = \"12 months\", from = \"aware\" }"), Vec::<String>::new());
}

#[test]
fn stages_are_counted_by_what_they_follow_and_not_by_their_place_in_the_file() {
    let said = departures(|mut procedure| {
        procedure.stages.reverse();
        procedure
    });
    assert_eq!(said, Vec::<String>::new());
}

#[test]
fn closures_that_every_clock_counts_are_no_departure() {
    let said = departures(|mut procedure| {
        procedure.office_closures = true;
        let clocks = procedure.stages.iter_mut().flat_map(|stage| &mut stage.clocks);
        for clock in clocks.chain(&mut procedure.overall) {
            clock.office_closures = Some(false);
        }
        procedure
    });
    assert_eq!(said, Vec::<String>::new());
}

#[test]
fn a_count_that_begins_anew_is_a_departure() {
    let said = departures(|mut procedure| {
        procedure.stages[0].clocks[1].restarts_on = vec![Milestone::Clarified];
        procedure
    });
    let expected = "the count begins anew; the Code counts once, from the acknowledgement";
    assert_eq!(said, [format!("stage 1, clock 2, restarts_on: {expected}")]);
}

#[test]
fn a_total_caps_an_extension_as_a_number_of_days_does() {
    let total = |words: &str| {
        departures(|mut procedure| {
            for rule in &mut procedure.extensions {
                (rule.most, rule.total) = (None, Some(words.parse().expect("a limit")));
            }
            procedure
        })
    };
    assert_eq!(total("20 working days"), Vec::<String>::new());
    let said = total("90 working days");
    assert!(said.iter().all(|words| words.contains("90 working days in all")) && !said.is_empty(), "{said:#?}");
}

/// The extensions of the Code, changed.
fn extensions(change: impl Fn(&mut domain::procedure::ExtensionRule)) -> Vec<String> {
    departures(|mut procedure| {
        procedure.extensions.iter_mut().for_each(&change);
        procedure
    })
}

#[test]
fn the_shorter_bound_of_an_extension_counts() {
    let said = extensions(|rule| {
        rule.most = Some("60 working days".parse().expect("a limit"));
        rule.total = Some("20 working days".parse().expect("a limit"));
    });
    assert_eq!(said, Vec::<String>::new());
}

#[test]
fn what_a_delay_letter_says_is_asked_of_each_stage_whose_date_can_be_put_off() {
    let letters = |on_stage: &str| {
        departures(|mut procedure| {
            let second = procedure.stages.last().expect("a stage").id.clone();
            let first = procedure.stages.first().expect("a stage").id.clone();
            for rule in &mut procedure.extensions {
                rule.needs.clear();
            }
            for rule in &mut procedure.letters {
                rule.stage = match on_stage {
                    "second" => Some(second.clone()),
                    _ => None,
                };
            }
            procedure.letters.push(domain::procedure::LetterRule {
                on: domain::procedure::Occasion::Delay,
                stage: (on_stage == "second").then(|| second.clone()),
                must: vec![domain::procedure::Content::Reason, domain::procedure::Content::Ombudsman],
            });
            assert_ne!(first, second, "the Code has two stages");
            procedure
        })
    };
    assert!(!letters("every").iter().any(|words| words.contains("delay letter")));
    let said = letters("second");
    let delays = said.iter().filter(|words| words.contains("delay letter")).count();
    assert_eq!(delays, 1, "of the first stage only: {said:#?}");
}

#[test]
fn what_a_comment_may_wait_is_no_business_of_the_code() {
    let said = departures(|mut procedure| {
        let mut comments = procedure.stages[0].clone();
        comments.id = "comments".into();
        comments.kinds = vec![domain::feedback::Kind::Comment];
        comments.follows.clear();
        for clock in &mut comments.clocks {
            clock.id = format!("comment-{}", clock.id);
        }
        let clock = comments.clocks.last().expect("a clock").id.clone();
        let mut rule = procedure.extensions[0].clone();
        rule.clock = clock;
        rule.needs.clear();
        procedure.stages.push(comments);
        procedure.extensions.push(rule);
        procedure
    });
    assert_eq!(said, Vec::<String>::new());
}

#[test]
fn ways_of_counting_that_give_more_days_are_departures() {
    let found = departures(|mut procedure| {
        let answers = procedure.stages[0].clocks.iter_mut().find(|clock| clock.answers()).expect("it answers");
        answers.begins = domain::procedure::Begins::DayAfter;
        answers.clear = true;
        answers.uncapped = true;
        procedure
    });
    let says: Vec<&str> = found.iter().filter_map(|said| said.split_once(": ")).map(|(_, says)| says).collect();
    assert_eq!(
        says,
        [
            "the count begins a day later than the Code’s",
            "only whole days between count, a day more than the Code allows",
            "it waits for its start for ever; the Code bounds the wait",
        ]
    );
}

#[test]
fn an_answer_counted_from_after_the_acknowledgement_is_a_departure() {
    let answer = |change: fn(&mut ClockRule)| {
        departures(|mut procedure| {
            let mut assess = procedure.stages[0].clocks[0].clone();
            (assess.id, assess.title) = ("assess".into(), "Assess".into());
            (assess.from, assess.met_by) = (Some(Milestone::Acknowledged), vec![Milestone::Assessed]);
            procedure.stages[0].clocks.insert(1, assess);
            change(&mut procedure.stages[0].clocks[2]);
            procedure
        })
    };
    let from =
        |milestone: Milestone| format!("the day {}; the Code counts from the acknowledgement", milestone.title());
    let said = answer(|clock| clock.from = Some(Milestone::Assessed));
    assert_eq!(said, [format!("stage 1, clock 3, from: counted from {}", from(Milestone::Assessed))]);
    let said = answer(|clock| clock.from = Some(Milestone::Consented));
    assert_eq!(said, [format!("stage 1, clock 3, from: counted from {}", from(Milestone::Consented))]);
    let said = answer(|clock| (clock.from, clock.after) = (None, Some("assess".into())));
    assert_eq!(
        said,
        ["stage 1, clock 3, after: counted from the step “Assess”; the Code counts from the acknowledgement"]
    );
    for change in [
        |clock: &mut ClockRule| clock.from = Some(Milestone::Received),
        |clock: &mut ClockRule| clock.from = Some(Milestone::Asked),
        |clock: &mut ClockRule| clock.from = Some(Milestone::Logged),
        |clock: &mut ClockRule| clock.from = Some(Milestone::Acknowledged),
        |clock: &mut ClockRule| (clock.from, clock.after) = (None, Some("stage-1-acknowledge".into())),
    ] {
        assert_eq!(answer(change), Vec::<String>::new());
    }
}

#[test]
fn an_answer_counted_from_a_stage_before_is_no_departure() {
    let said = departures(|mut procedure| {
        let answer = &mut procedure.stages[1].clocks[1];
        (answer.from, answer.of) = (Some(Milestone::Responded), Some("stage-1".into()));
        procedure
    });
    assert_eq!(said, Vec::<String>::new());
}

#[test]
fn an_acknowledgement_counted_from_after_receipt_is_a_departure() {
    let from = |milestone: Milestone| {
        departures(|mut procedure| {
            procedure.stages[1].clocks[0].from = Some(milestone);
            procedure
        })
    };
    let says = "counted from the day consent and checks were complete; the Code counts from receipt";
    assert_eq!(from(Milestone::Consented), [format!("stage 2, clock 1, from: {says}")]);
    for milestone in [Milestone::Asked, Milestone::Received, Milestone::Logged] {
        assert_eq!(from(milestone), Vec::<String>::new());
    }
}

#[test]
fn an_extension_in_a_third_stage_is_looked_at_like_one_in_the_second() {
    let third = |most: Option<&str>| {
        departures(|mut procedure| {
            let mut stage = procedure.stages[1].clone();
            stage.id = "stage-3".into();
            stage.follows = vec!["stage-2".into()];
            for clock in &mut stage.clocks {
                clock.id = clock.id.replace("stage-2", "stage-3");
            }
            procedure.stages.push(stage);
            let mut rule = procedure.extensions[1].clone();
            assert_eq!(rule.clock, "stage-2-respond");
            rule.clock = "stage-3-respond".into();
            rule.most = most.map(|words| words.parse().expect("a limit"));
            procedure.extensions.push(rule);
            procedure
        })
    };
    let stage = "stage 3: a third stage; the Code allows two";
    assert_eq!(third(Some("20 working days")), [stage]);
    assert_eq!(third(None), [stage, "extension 3: an extension without a cap; the Code allows 20 working days more"]);
    assert_eq!(
        third(Some("21 working days")),
        [stage, "extension 3, most: 21 working days more; the Code allows 20 working days more"]
    );
}

#[test]
fn a_stage_before_the_first_is_known_by_its_name() {
    let called = |title: &str| {
        departures(|mut procedure| {
            procedure.stages[0].title = title.into();
            procedure
        })
    };
    for title in [
        "Informal complaint",
        "Stage 0",
        "Stage zero",
        "Pre-stage",
        "Pre-complaint",
        "Pre complaint stage",
        "Early resolution",
        "Local Resolution",
    ] {
        let says = format!("a stage called “{title}”; the Code knows no informal stage before the first");
        assert_eq!(called(title), [format!("stage 1, title: {says}")]);
    }
    assert_eq!(called("Stage 1: formal complaint"), Vec::<String>::new());
}

#[test]
fn a_limit_in_hours_is_compared_as_days_are() {
    let hours = |limit: &str| {
        departures(|mut procedure| {
            procedure.stages[0].clocks[0].limit = limit.parse().expect("a limit");
            procedure
        })
    };
    assert_eq!(hours("7 calendar days"), Vec::<String>::new());
    assert_eq!(hours("168 hours"), Vec::<String>::new());
    assert_eq!(hours("240 hours").len(), 1);
}
