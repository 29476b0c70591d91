//! Later stages: who may ask and until when, what begins anew, who may deal with them, and what
//! stays as it was.

use domain::{
    Act, Event, PersonId, Procedure, Refusal, Role, StateKind,
    act::{Asker, Asking, Handler},
    clock,
    decide::{self, InWindow},
    feedback::{Ending, Finding},
    letter::{Method, Purpose},
    procedure::{AskedBy, Limit, Milestone, Never, Period, Unit, Window},
};

use crate::common::*;

/// A procedure that is shipped.
fn shipped(id: &str) -> Procedure {
    let path = format!("{}/../../procedures/{id}.toml", env!("CARGO_MANIFEST_DIR"));
    toml::from_str(&std::fs::read_to_string(path).expect("it is shipped")).expect("it can be read")
}

fn code() -> Procedure {
    shipped("lgsco-code-2024")
}

/// The first stage is answered on Monday 9 November and closed.
fn answered_under(procedure: Procedure) -> Desk {
    answered_by(procedure, OFFICER, HEAD)
}

/// The first stage of the procedure whose front line investigates and sends.
fn answered_by_the_front_line() -> Desk {
    answered_by(shipped("it-services-feedback"), ADVISER, ADVISER)
}

fn answered_by(procedure: Procedure, officer: PersonId, sender: PersonId) -> Desk {
    let logging = domain::act::Logging {
        subject: domain::act::Subject { service: Some(WASTE), ..Default::default() },
        ..complaint()
    };
    Desk::under(procedure, &logging, morning("Mon 2 Nov 2026"))
        .acknowledged(Method::Email)
        .does(CHAMPION, Act::Pass { service: WASTE, head: HEAD })
        .does(HEAD, nominate(officer))
        .on(morning("Mon 9 Nov 2026"))
        .answered_in_full_by(officer)
        .does(officer, Act::Draft { text: text("v1") })
        .does(officer, Act::Submit)
        .does(HEAD, sign())
        .does(sender, Act::Send { letter: written(Method::Handed) })
        .on(morning("Tue 10 Nov 2026"))
        .does(CHAMPION, Act::Close { ending: Ending::Answered, note: None, told: None })
}

pub(crate) fn answered_in_stage_1() -> Desk {
    answered_under(code()).on(morning("Mon 16 Nov 2026"))
}

pub(crate) fn asking(asked: &str) -> Asking {
    Asking {
        stage: "stage-2".into(),
        by: Asker::Customer,
        asked: day(asked),
        time: None,
        reason: None,
        late: None,
        points: vec![1],
    }
}

#[test]
fn a_stage_asked_for_after_the_hour_counts_from_the_next_working_day() {
    let procedure = Procedure { cut_off: Some("17:00:00".parse().expect("an hour")), ..code() };
    let desk = answered_under(procedure).on(morning("Mon 16 Nov 2026"));
    let at = |time: Option<&str>| {
        let time = time.map(|time| time.parse().expect("a time"));
        Act::Escalate(Asking { time, ..asking("Fri 13 Nov 2026") })
    };
    let due = |time| named(desk.clone().does(CHAMPION, at(time)).clock("stage-2-acknowledge").due);
    assert_eq!(due(None), due(Some("16:59:00")));
    assert_eq!((due(Some("16:59:00")), due(Some("17:01:00"))), ("Fri 20 Nov 2026".into(), "Mon 23 Nov 2026".into()));

    let tonight = Act::Escalate(Asking { time: "23:00:00".parse().ok(), ..asking("Mon 16 Nov 2026") });
    assert_eq!(desk.ask(CHAMPION, &tonight), Err(Refusal::NotYet));
}

fn escalate(asked: &str) -> Act {
    Act::Escalate(asking(asked))
}

pub(crate) fn at_stage_2() -> Desk {
    answered_in_stage_1().does(CHAMPION, escalate("Fri 13 Nov 2026"))
}

/// Somebody who had nothing to do with stage 1 signs, and names an investigator later.
pub(crate) fn appoint_other_head() -> Act {
    Act::Appoint { signer: handler(OTHER_HEAD, Role::HeadOfService), investigator: None }
}

pub(crate) fn begin(stage: &str, because: &str) -> Act {
    Act::BeginAt { stage: stage.into(), because: because.into() }
}

pub(crate) fn logged_for_it() -> Desk {
    let logging = domain::act::Logging { subject: Default::default(), ..complaint() };
    Desk::under(shipped("it-services-feedback"), &logging, morning("Mon 2 Nov 2026"))
}

fn handler(person: PersonId, role: Role) -> Handler {
    Handler { person, role }
}

fn refused(desk: &Desk, person: PersonId, act: &Act) -> String {
    desk.ask(person, act).expect_err("it is refused").to_string()
}

#[test]
fn the_next_stage_begins_anew_and_the_one_before_stays_as_it_was() {
    let before = answered_in_stage_1();
    let desk = before.clone().does(CHAMPION, escalate("Fri 13 Nov 2026"));
    let case = &desk.case;
    assert_eq!(case.state.kind(), StateKind::Logged, "it is open work again");
    assert_eq!((case.head, case.investigator, &case.draft, &case.signature), (None, None, &None, &None));
    assert_eq!((case.acknowledged(), case.answered(), case.outcome()), (None, None, None));
    assert_eq!(case.acknowledged_in(0), Some(day("Mon 2 Nov 2026")));
    assert_eq!(case.answered_in(0), Some(day("Mon 9 Nov 2026")));
    assert_eq!(case.ended_in(0), Some((Ending::Answered, day("Tue 10 Nov 2026"))));
    assert_eq!(case.outcome_in(0), Some(Finding::Upheld));

    let of = |desk: &Desk| clock::clocks(&desk.case, desk.today(), desk.rules());
    let first_stage = |desk: &Desk| -> Vec<_> {
        of(desk).into_iter().filter(|clock| clock.stage.as_deref() == Some("stage-1")).collect()
    };
    assert_eq!(first_stage(&before), first_stage(&desk), "the clocks of stage 1 are not touched");
    let second: Vec<(String, String)> = of(&desk)
        .into_iter()
        .filter(|clock| clock.stage.as_deref() == Some("stage-2"))
        .map(|clock| (clock.title, named(clock.due)))
        .collect();
    // Asked on a Friday: five working days, then twenty from the last permitted acknowledgement.
    let expected = [("Acknowledge and log", "Fri 20 Nov 2026"), ("Respond", "Fri 18 Dec 2026")];
    assert_eq!(second, expected.map(|(title, due)| (title.to_owned(), due.to_owned())));
    assert_eq!(clock::next_due(&of(&desk)).map(|clock| named(clock.due)).as_deref(), Some("Fri 20 Nov 2026"));
}

#[test]
fn what_follows_counts_for_the_stage_it_is_in() {
    let desk = at_stage_2()
        .acknowledged(Method::Email)
        .does(
            CHAMPION,
            Act::Appoint {
                signer: handler(OTHER_HEAD, Role::HeadOfService),
                investigator: Some(handler(DEPUTY, Role::HeadOfService)),
            },
        )
        .on(morning("Mon 7 Dec 2026"))
        .does(DEPUTY, Act::Find { point: 1, finding: Finding::NotUpheld, reason: text("Looked again.") })
        .does(DEPUTY, Act::Draft { text: text("v2") })
        .does(DEPUTY, Act::Submit)
        .does(OTHER_HEAD, sign())
        .does(OTHER_HEAD, Act::Send { letter: written(Method::Handed) })
        .on(morning("Tue 8 Dec 2026"))
        .does(CHAMPION, Act::Close { ending: Ending::Answered, note: None, told: None });
    let case = &desk.case;
    assert_eq!(case.answered_in(0), Some(day("Mon 9 Nov 2026")));
    assert_eq!(case.answered_in(1), Some(day("Mon 7 Dec 2026")));
    assert_eq!((case.outcome_in(0), case.outcome_in(1)), (Some(Finding::Upheld), Some(Finding::NotUpheld)));
    assert_eq!(case.draft.as_ref().map(|draft| draft.version), Some(2), "versions go on counting");
    let facts = domain::figures::Facts::of(case, desk.rules(), desk.today());
    assert_eq!((facts.answered, facts.outcome), (Some(day("Mon 9 Nov 2026")), Some(Finding::Upheld)));
    let [second] = facts.later.as_slice() else { panic!("one later stage: {:?}", facts.later) };
    assert_eq!((second.asked, second.answered), (day("Fri 13 Nov 2026"), Some(day("Mon 7 Dec 2026"))));
    assert_eq!(second.days_to_answer, Some(16));
}

#[test]
fn an_escalation_that_cannot_be_says_why() {
    let closed = answered_in_stage_1();
    let with = |change: fn(&mut Asking)| {
        let mut asking = asking("Fri 13 Nov 2026");
        change(&mut asking);
        Act::Escalate(asking)
    };
    let table = [
        ("no such stage", with(|asking| asking.stage = "appeal".into()), "No stage called “appeal” follows here."),
        (
            "asked before the answer",
            with(|asking| asking.asked = day("Sun 8 Nov 2026")),
            "It cannot have been asked for before the answer of Monday 9 November 2026 or after today.",
        ),
        (
            "asked tomorrow",
            with(|asking| asking.asked = day("Tue 17 Nov 2026")),
            "It cannot have been asked for before the answer of Monday 9 November 2026 or after today.",
        ),
        (
            "by the council",
            with(|asking| asking.by = Asker::Council),
            "Under this procedure it is for the customer to ask.",
        ),
        ("no such point", with(|asking| asking.points = vec![9]), "There is no point 9."),
        ("about nothing", with(|asking| asking.points.clear()), "Choose the points the customer is not content with."),
    ];
    for (name, act, words) in table {
        assert_eq!(refused(&closed, CHAMPION, &act), words, "{name}");
    }
    let open = Desk::under(
        code(),
        &domain::act::Logging { subject: Default::default(), ..complaint() },
        morning("Mon 2 Nov 2026"),
    );
    assert!(open.ask(CHAMPION, &escalate("Mon 2 Nov 2026")).is_err(), "not before the first answer");
    assert_eq!(
        refused(&at_stage_2().acknowledged(Method::Email), CHAMPION, &escalate("Mon 16 Nov 2026")),
        "Open the next stage cannot be done while the case is “Logged”.",
    );
}

fn with_window(waivable: bool, at_most: Option<Limit>) -> Procedure {
    let mut procedure = code();
    let period = Period {
        limit: Limit::of(10, Unit::WorkingDays),
        from: Milestone::Responded,
        of: None,
        backwards: false,
        clear: false,
    };
    procedure.stages[1].window =
        Some(Window { periods: vec![period], whichever: Default::default(), at_most, waivable });
    assert_eq!(procedure.problems(), []);
    procedure
}

/// Answered on Monday 9 November: ten working days end on Monday 23 November.
#[test]
fn a_window_is_kept_unless_the_procedure_waives_it_for_a_reason() {
    let until = day("Mon 23 Nov 2026");
    let months = Some(Limit::of(2, Unit::CalendarMonths));
    let table = [
        ("on the last day", false, None, "Mon 23 Nov 2026", InWindow::Yes),
        ("a day late", false, None, "Tue 24 Nov 2026", InWindow::No { until }),
        ("a day late, waivable", true, None, "Tue 24 Nov 2026", InWindow::ForAReason { until }),
        ("later than even a waiver allows", true, months, "Tue 12 Jan 2027", InWindow::No { until }),
    ];
    for (name, waivable, at_most, asked, expected) in table {
        let desk = answered_under(with_window(waivable, at_most)).on(morning("Wed 13 Jan 2027"));
        let stage = desk.procedure.stage("stage-2").expect("it is there");
        assert_eq!(decide::in_window(&desk.case, stage, day(asked), desk.rules()), expected, "{name}");
        let act = escalate(asked);
        match expected {
            InWindow::Yes => assert!(desk.ask(CHAMPION, &act).is_ok(), "{name}"),
            InWindow::No { until } => {
                assert_eq!(desk.ask(CHAMPION, &act), Err(Refusal::WindowEnded { until }), "{name}")
            }
            InWindow::ForAReason { until } => {
                assert_eq!(desk.ask(CHAMPION, &act), Err(Refusal::SayWhyLate { until }), "{name}");
                let late = Act::Escalate(Asking { late: Some(text("They were in hospital.")), ..asking(asked) });
                assert!(desk.ask(CHAMPION, &late).is_ok(), "{name}");
            }
        }
    }
}

#[test]
fn who_dealt_with_an_earlier_stage_does_not_deal_with_this_one() {
    let desk = at_stage_2();
    for person in [OFFICER, HEAD] {
        let act = Act::Appoint { signer: handler(person, Role::HeadOfService), investigator: None };
        assert_eq!(desk.ask(CHAMPION, &act), Err(Refusal::HandledBefore), "{person:?}");
    }
    let to_the_head = Act::Pass { service: WASTE, head: HEAD };
    assert_eq!(desk.ask(CHAMPION, &to_the_head), Err(Refusal::HandledBefore));
    let named = desk.clone().does(CHAMPION, appoint_other_head());
    assert_eq!(named.case.state.kind(), StateKind::Passed);
    let the_same_officer = nominate(OFFICER);
    assert_eq!(named.ask(OTHER_HEAD, &the_same_officer), Err(Refusal::HandledBefore));
    assert!(named.ask(HEAD, &nominate(DEPUTY)).is_err(), "it is not the Head's any more");

    let mut anybody = code();
    anybody.stages[1].people.never.retain(|never| *never != Never::EarlierHandler);
    let desk = answered_under(anybody).on(morning("Mon 16 Nov 2026")).does(CHAMPION, escalate("Fri 13 Nov 2026"));
    assert!(desk.ask(CHAMPION, &to_the_head).is_ok(), "only where the procedure says so");
}

#[test]
fn people_are_named_in_the_roles_the_procedure_says() {
    let desk = answered_by_the_front_line().on(morning("Mon 16 Nov 2026"));
    let asking = Asking { stage: "investigation".into(), by: Asker::Council, ..asking("Fri 13 Nov 2026") };
    let desk = desk.does(CHAMPION, Act::Escalate(asking));
    let appoint = |signer, investigator| Act::Appoint { signer, investigator };
    let senior = handler(OTHER_HEAD, Role::HeadOfService);
    let table = [
        (appoint(handler(PersonId(9), Role::HeadOfCustomerServices), None), Some("sign the answer")),
        (appoint(senior, Some(handler(DEPUTY, Role::HeadOfService))), Some("investigate")),
        (appoint(senior, Some(handler(PersonId(9), Role::Investigator))), None),
    ];
    for (act, part) in table {
        let expected = part.map(|part| Refusal::NotInThatRole { part: part.to_owned() });
        assert_eq!(desk.ask(CHAMPION, &act).err(), expected, "{act:?}");
    }
}

/// The estates procedure has one officer investigate and sign the appeal.
#[test]
fn one_officer_writes_and_signs_only_where_the_procedure_gives_them_both() {
    let both = |procedure: &Procedure, id: &str| decide::signs_own(procedure.stage(id).expect("it is there"));
    let estates = shipped("estates-customer-services");
    assert!(both(&estates, "appeal") && both(&estates, "formal"));
    assert!(!both(&estates, "informal") && !both(&code(), "stage-2"));
    let same = Act::Appoint {
        signer: handler(OTHER_HEAD, Role::HeadOfService),
        investigator: Some(handler(OTHER_HEAD, Role::HeadOfService)),
    };
    assert_eq!(at_stage_2().ask(CHAMPION, &same), Err(Refusal::OwnDraft));
}

#[test]
fn a_stage_is_refused_in_writing_where_the_procedure_lets() {
    let refuse = |method, cause: Option<&str>| Act::RefuseStage {
        asking: asking("Fri 13 Nov 2026"),
        cause: cause.map(str::to_owned),
        reason: text("Nothing new."),
        letter: written(method),
    };
    let closed = answered_in_stage_1();
    assert_eq!(closed.ask(CHAMPION, &refuse(Method::Phone, None)), Err(Refusal::NotInWriting));
    let desk = closed.does(CHAMPION, refuse(Method::Email, None));
    assert_eq!(desk.case.state.kind(), StateKind::Closed, "it stays as it ended");
    assert_eq!(desk.case.letters.last().map(|letter| letter.purpose), Some(Purpose::StageRefused));
    let [refused] = desk.case.refused.as_slice() else { panic!("one refusal") };
    assert_eq!((refused.letter, refused.asked), (3, day("Fri 13 Nov 2026")));

    let mut right = code();
    right.stages[1].refusal = None;
    let closed = answered_under(right).on(morning("Mon 16 Nov 2026"));
    let theirs = Refusal::StageIsTheirRight { stage: "Stage 2".to_owned() };
    assert_eq!(closed.ask(CHAMPION, &refuse(Method::Email, None)), Err(theirs));

    let mut too_late = with_window(false, None);
    too_late.stages[1].refusal = None;
    let closed = answered_under(too_late).on(morning("Mon 30 Nov 2026"));
    let mut late = asking("Fri 27 Nov 2026");
    late.points.clear();
    let act = Act::RefuseStage { asking: late, cause: None, reason: text("Too late."), letter: written(Method::Post) };
    assert!(closed.ask(CHAMPION, &act).is_ok(), "what was asked for too late can be refused");
}

#[test]
fn a_listed_cause_is_chosen() {
    let closed = answered_by_the_front_line().on(morning("Mon 16 Nov 2026"));
    let refuse = |cause: Option<&str>| Act::RefuseStage {
        asking: Asking { stage: "investigation".into(), ..asking("Fri 13 Nov 2026") },
        cause: cause.map(str::to_owned),
        reason: text("Nothing more can be done."),
        letter: written(Method::Email),
    };
    for cause in [None, Some("because")] {
        assert_eq!(closed.ask(CHAMPION, &refuse(cause)), Err(Refusal::ChooseCause), "{cause:?}");
    }
    assert!(closed.ask(CHAMPION, &refuse(Some("nothing-more"))).is_ok());
}

#[test]
fn a_case_begins_at_a_later_stage_for_a_reason_of_the_procedure() {
    let desk = logged_for_it();
    let no_reason = Refusal::NotStraightIn { stage: "Stage 2: investigation".to_owned() };
    assert_eq!(desk.ask(ADVISER, &begin("investigation", "cross")), Err(no_reason));
    assert_eq!(desk.ask(ADVISER, &begin("panel", "vip")), Err(Refusal::NoSuchStage("panel".to_owned())));
    let begun = desk.does(ADVISER, begin("investigation", "high-risk"));
    assert_eq!(begun.ask(CHAMPION, &begin("investigation", "vip")), Err(Refusal::BegunAlready));
    let clocks = clock::clocks(&begun.case, begun.today(), begun.rules());
    let dues: Vec<(&str, String)> = clocks.iter().map(|clock| (clock.id.as_str(), named(clock.due))).collect();
    let expected = [
        ("investigation-acknowledge", "Mon 2 Nov 2026"),
        ("investigation-decide", "Mon 30 Nov 2026"),
        ("investigation-update", "Mon 9 Nov 2026"),
    ];
    assert_eq!(dues, expected.map(|(id, due)| (id, due.to_owned())), "counted from receipt");
}

#[test]
fn opening_a_stage_can_be_undone_and_leaves_no_trace_in_the_case() {
    let closed = answered_in_stage_1();
    let opened = closed.clone().does(CHAMPION, escalate("Fri 13 Nov 2026"));
    let first = opened.case.last.as_ref().expect("an act").first;
    let back = opened.does(CHAMPION, Act::Undo { first });
    assert_eq!(back.case.state, closed.case.state);
    assert_eq!((back.case.opened.len(), back.case.outcome()), (0, Some(Finding::Upheld)));
}

#[test]
fn a_case_in_no_later_stage_has_nobody_named() {
    let act = appoint_other_head();
    assert_eq!(case_in(StateKind::Passed).ask(CHAMPION, &act), Err(Refusal::NoLaterStage));
    assert_eq!(AskedBy::default(), AskedBy::Customer);
    let events = at_stage_2().ask(CHAMPION, &act).expect("somebody is named");
    assert_eq!(events, [Event::Appointed { signer: OTHER_HEAD, investigator: None }]);
}
