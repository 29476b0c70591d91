//! How a case ends, and opens again.

use domain::{
    Act, Event, Procedure, Reference, Refusal, StateKind,
    act::{Asker, Asking, Contacting, Learning, Logging, Reaching},
    decide::Delivered,
    feedback::{Ending, Finding, Kind, ReplyBy},
    letter::{Method, Purpose},
    procedure::Milestone,
    tie::{Link, Tie},
};

use crate::common::*;

fn close(ending: Ending) -> Act {
    Act::Close { ending, note: None, told: None }
}

/// Answered by email on Monday morning, which left; asked an hour later.
fn answered() -> Desk {
    let sent = case_in(StateKind::Answered).mail(1, Delivered::Accepted);
    sent.on(at("Mon 2 Nov 2026 11:00:00"))
}

fn closed() -> Desk {
    answered().answered_in_full().does(OFFICER, close(Ending::Answered))
}

#[test]
fn a_complaint_is_closed_with_an_answer_a_finding_on_every_point_and_a_lesson() {
    let learn = Act::Learn(Learning::Nothing(text("A one-off")));
    let find = Act::Find { point: 1, finding: Finding::Upheld, reason: text("We missed it") };
    let still_leaving = case_in(StateKind::Answered).on(at("Mon 2 Nov 2026 11:00:00")).answered_in_full();
    let can_be_recalled = case_in(StateKind::Answered).mail(1, Delivered::Accepted).answered_in_full();
    let printed = case_in(StateKind::SignedOff)
        .does(HEAD, Act::Send { letter: written(Method::Post) })
        .on(at("Mon 2 Nov 2026 11:00:00"))
        .answered_in_full();
    let posted = printed.clone().does(OFFICER, Act::MarkPosted { letter: 1, on: None });
    let table = [
        ("nothing recorded", answered(), Some(Refusal::PointsWithoutFinding(vec![1]))),
        ("no finding", answered().does(OFFICER, learn), Some(Refusal::PointsWithoutFinding(vec![1]))),
        ("no lesson", answered().does(OFFICER, find), Some(Refusal::NoLesson)),
        ("the email has not left", still_leaving, Some(Refusal::ResponseStillLeaving)),
        ("sending can be undone", can_be_recalled, Some(Refusal::ResponseStillLeaving)),
        ("printed, to be posted", printed, Some(Refusal::ResponseStillLeaving)),
        ("posted", posted, None),
        ("everything there", answered().answered_in_full(), None),
    ];
    for (name, desk, refusal) in table {
        let expected =
            refusal.map_or(Ok(vec![Event::Closed { ending: Ending::Answered, note: None, told: None }]), Err);
        assert_eq!(desk.ask(OFFICER, &close(Ending::Answered)), expected, "{name}");
    }
}

#[test]
fn no_complaint_is_closed_unanswered() {
    for ending in Ending::ALL {
        for state in [StateKind::Logged, StateKind::Passed] {
            let came = case_in(state).ask(CHAMPION, &close(*ending));
            let expected = match (state, ending) {
                (StateKind::Logged, Ending::SortedAtOnce) => Refusal::SayWhatWasDone,
                (_, Ending::DealtWithIn) => Refusal::NotDealtWithElsewhere,
                (_, Ending::Published) => Refusal::NoPublishedAnswers,
                _ => Refusal::Unanswered,
            };
            assert_eq!(came, Err(expected), "{state:?} {ending:?}");
        }
    }
    assert_eq!(case_in(StateKind::Passed).ask(CHAMPION, &sorted()), Err(Refusal::Unanswered), "not at first contact");
}

#[test]
fn what_can_be_sorted_at_once_is() {
    let desk = case_in(StateKind::Logged);
    let note = Some(text("The bin was emptied."));
    assert_eq!(
        desk.ask(ADVISER, &sorted()),
        Ok(vec![Event::Closed { ending: Ending::SortedAtOnce, note, told: None }])
    );
    let case = desk.does(ADVISER, sorted()).case;
    assert_eq!(case.ended(), Some((Ending::SortedAtOnce, day("Mon 2 Nov 2026"))));
    assert_eq!(case.answered(), Some(day("Mon 2 Nov 2026")));
}

#[test]
fn each_kind_has_its_own_endings() {
    let wrong = |kind, ending| Some(Refusal::WrongEnding { kind, ending });
    let table = [
        (Kind::Compliment, Ending::PassedOn, None),
        (Kind::Comment, Ending::PassedOn, None),
        (Kind::Comment, Ending::Answered, None),
        (Kind::ServiceRequest, Ending::HandedOver, None),
        (Kind::ServiceRequest, Ending::SortedAtOnce, None),
        (Kind::Compliment, Ending::HandedOver, wrong(Kind::Compliment, Ending::HandedOver)),
        (Kind::Comment, Ending::SortedAtOnce, wrong(Kind::Comment, Ending::SortedAtOnce)),
        (Kind::ServiceRequest, Ending::Answered, wrong(Kind::ServiceRequest, Ending::Answered)),
        (Kind::ServiceRequest, Ending::Withdrawn, wrong(Kind::ServiceRequest, Ending::Withdrawn)),
    ];
    for (kind, ending, refusal) in table {
        let desk = Desk::new(&Logging { kind, ..complaint() });
        assert_eq!(desk.ask(ADVISER, &close(ending)).err(), refusal, "{kind:?} {ending:?}");
    }
    for ending in [Ending::PassedOn, Ending::SortedAtOnce, Ending::ClosedBefore] {
        let came = answered().ask(CHAMPION, &close(ending));
        assert_eq!(came.err(), wrong(Kind::Complaint, ending), "an answered complaint, {ending:?}");
    }
}

#[test]
fn where_all_feedback_gets_a_full_answer_none_ends_without() {
    let mut procedure = shipped_procedure();
    procedure.handling.always_answered = vec![Kind::Comment, Kind::ServiceRequest];
    let desk = |kind, reply_by| {
        let logging = Logging { kind, reply_by, ..complaint() };
        Desk::under(procedure.clone(), &logging, morning("Mon 2 Nov 2026"))
    };
    let owed = |kind| Some(Refusal::FullAnswerOwed(kind));
    let table = [
        (Kind::Comment, ReplyBy::Email, Ending::PassedOn, owed(Kind::Comment)),
        (Kind::Comment, ReplyBy::Email, Ending::Answered, owed(Kind::Comment)),
        (Kind::Comment, ReplyBy::None, Ending::PassedOn, None),
        (Kind::Compliment, ReplyBy::Email, Ending::PassedOn, None),
        (Kind::ServiceRequest, ReplyBy::Email, Ending::HandedOver, owed(Kind::ServiceRequest)),
        (Kind::ServiceRequest, ReplyBy::Email, Ending::SortedAtOnce, None),
    ];
    for (kind, reply_by, ending, refusal) in table {
        assert_eq!(
            desk(kind, reply_by).ask(ADVISER, &close(ending)).err(),
            refusal,
            "{kind:?} {reply_by:?} {ending:?}"
        );
    }
    let answered = desk(Kind::Comment, ReplyBy::Email)
        .does(CHAMPION, Act::Pass { service: WASTE, head: HEAD })
        .does(HEAD, nominate(OFFICER))
        .does(OFFICER, Act::Draft { text: text("v1") })
        .does(OFFICER, Act::Submit)
        .does(HEAD, sign())
        .does(HEAD, Act::Send { letter: written(Method::Handed) });
    for ending in [Ending::Answered, Ending::PassedOn] {
        assert_eq!(answered.ask(CHAMPION, &close(ending)).err(), None, "{ending:?}");
    }
}

#[test]
fn what_was_told_twice_ends_where_another_case_has_the_answer() {
    let other = Reference { year: 2026, number: 432 };
    let tied = |how| Act::Link(Link { other, how });
    let close = close(Ending::DealtWithIn);
    for state in [StateKind::Logged, StateKind::Passed, StateKind::Investigating, StateKind::Drafting] {
        let desk = case_in(state);
        assert_eq!(desk.ask(CHAMPION, &close), Err(Refusal::NotDealtWithElsewhere), "{state:?}, tied to nothing");
        for how in Tie::ALL.iter().filter(|how| **how != Tie::DealtWithIn) {
            let desk = case_in(state).does(CHAMPION, tied(*how));
            assert_eq!(desk.ask(CHAMPION, &close), Err(Refusal::NotDealtWithElsewhere), "{state:?}, {how:?}");
        }
        let desk = desk.does(CHAMPION, tied(Tie::DealtWithIn));
        let came = Event::Closed { ending: Ending::DealtWithIn, note: None, told: None };
        assert_eq!(desk.ask(CHAMPION, &close), Ok(vec![came]), "{state:?}");
        let desk = desk.does(CHAMPION, close.clone());
        assert_eq!(desk.case.answered(), None, "it has no answer of its own");
        assert_eq!(desk.ask(CHAMPION, &Act::Unlink { other }), Err(Refusal::EndedThere(other)));
        let desk = desk.does(CHAMPION, Act::Reopen { reason: text("They differ after all."), by: None });
        assert_eq!(desk.does(CHAMPION, Act::Unlink { other }).case.links, [], "open again, the tie can go");
    }
    let desk = answered().does(CHAMPION, tied(Tie::DealtWithIn));
    assert_eq!(desk.ask(CHAMPION, &close), Err(Refusal::AnsweredHere));
}

#[test]
fn a_customer_may_withdraw_at_any_time_before_the_end() {
    let withdraw = Act::Withdraw { reason: text("It is settled") };
    let came = Ok(vec![Event::Closed { ending: Ending::Withdrawn, note: Some(text("It is settled")), told: None }]);
    for state in StateKind::ALL.iter().filter(|state| **state != StateKind::Closed) {
        assert_eq!(case_in(*state).ask(CHAMPION, &withdraw), came, "{state:?}");
    }
    assert!(case_in(StateKind::Closed).ask(CHAMPION, &withdraw).is_err());
}

#[test]
fn what_is_not_ours_is_referred() {
    let refer = |letter| Act::Refer { answers: Vec::new(), body: text("The county council"), letter };
    let referred = Event::Referred { body: text("The county council") };
    let ended = Event::Closed { ending: Ending::Referred, note: None, told: None };
    let told = Event::LetterQueued { number: 1, purpose: Purpose::Referral, letter: written(Method::Email) };
    let desk = case_in(StateKind::Logged);
    assert_eq!(desk.ask(ADVISER, &refer(None)), Ok(vec![referred.clone(), ended.clone()]));
    assert_eq!(desk.ask(ADVISER, &refer(Some(written(Method::Email)))), Ok(vec![referred, told, ended]));
    let case = desk.does(ADVISER, refer(None)).case;
    assert_eq!(case.referred, Some(text("The county council")));
}

#[test]
fn what_is_not_accepted_is_refused_in_writing_with_a_reason() {
    let decline = |exclusion: Option<&str>, method| Act::Decline {
        answers: Vec::new(),
        exclusion: exclusion.map(str::to_owned),
        reason: text("A claim was filed at court"),
        letter: written(method),
    };
    let desk = case_in(StateKind::Logged);
    let table = [
        ("an exclusion of the procedure", decline(Some("legal-action"), Method::Post), None),
        ("another reason", decline(None, Method::Email), None),
        ("no exclusion", decline(Some("bother"), Method::Post), Some(Refusal::UnknownExclusion("bother".into()))),
        ("by phone", decline(Some("legal-action"), Method::Phone), Some(Refusal::NotInWriting)),
    ];
    for (name, act, refusal) in table {
        assert_eq!(desk.ask(CHAMPION, &act).err(), refusal, "{name}");
    }
    let case = desk.does(CHAMPION, decline(Some("legal-action"), Method::Post)).case;
    assert_eq!(case.declined, Some((Some("legal-action".into()), text("A claim was filed at court"))));
    assert_eq!(case.ended().map(|(ending, _)| ending), Some(Ending::Declined));
    assert_eq!(case.letters[0].purpose, Purpose::Refusal);
}

#[test]
fn whoever_opens_a_case_again_says_by_when_the_customer_hears_again() {
    let reopen = |by: &str| Act::Reopen { reason: text("Not content"), by: Some(day(by)) };
    let desk = closed().on(morning("Fri 6 Nov 2026"));
    let late = day("Thu 5 Nov 2026");
    assert_eq!(desk.ask(CHAMPION, &reopen("Thu 5 Nov 2026")).err(), Some(Refusal::InThePast { asked: late }));
    let again = desk.does(CHAMPION, reopen("Fri 20 Nov 2026"));
    assert_eq!(again.case.answer_again_by(), Some(day("Fri 20 Nov 2026")));
    let signed = again.does(OFFICER, Act::Draft { text: text("v2") }).does(OFFICER, Act::Submit).does(HEAD, sign());
    assert_eq!(signed.case.answer_again_by(), Some(day("Fri 20 Nov 2026")), "it has not left");
    let sent = signed.does(HEAD, Act::Send { letter: written(Method::Handed) });
    assert_eq!(sent.case.answer_again_by(), None);
}

#[test]
fn a_case_opens_again_where_work_can_go_on() {
    let reopen = Act::Reopen { reason: text("Not content"), by: None };
    let reopened = closed().on(morning("Fri 6 Nov 2026")).does(CHAMPION, reopen.clone());
    assert_eq!((reopened.case.state.kind(), reopened.case.reopened), (StateKind::Investigating, 1));
    assert_eq!(reopened.case.learning, None, "what was learned is asked again");
    assert_eq!(reopened.case.answered(), Some(day("Mon 2 Nov 2026")), "the first answer stays a fact");
    assert_eq!(reopened.ask(OFFICER, &close(Ending::Answered)).err(), denied(&reopened, OFFICER));

    let again = reopened
        .does(OFFICER, Act::Draft { text: text("v2") })
        .does(OFFICER, Act::Submit)
        .does(HEAD, sign())
        .does(HEAD, Act::Send { letter: written(Method::Handed) })
        .on(morning("Mon 9 Nov 2026"))
        .does(OFFICER, Act::Learn(Learning::Nothing(text("As before"))))
        .does(OFFICER, close(Ending::Answered));
    assert_eq!(again.case.ended(), Some((Ending::Answered, day("Mon 9 Nov 2026"))));

    let table = [
        ("never passed on", case_in(StateKind::Closed), StateKind::Logged),
        (
            "with the Head",
            case_in(StateKind::Passed).does(CHAMPION, Act::Withdraw { reason: text("Settled") }),
            StateKind::Passed,
        ),
    ];
    for (name, desk, state) in table {
        assert_eq!(desk.does(CHAMPION, reopen.clone()).case.state.kind(), state, "{name}");
    }
}

fn denied(desk: &Desk, person: domain::PersonId) -> Option<Refusal> {
    let of = domain::permission::Of::from(&desk.case);
    domain::permission::permit(&who(person), domain::ActKind::Close, Some(of)).err().map(Refusal::from)
}

/// The shipped procedure, whose first stage ends with a call, a meeting or the response.
fn ends_with_a_call() -> Procedure {
    let mut procedure = shipped_procedure();
    procedure.stages[0].ends_with = vec![Milestone::Contacted, Milestone::Met, Milestone::Responded];
    assert_eq!(procedure.problems(), []);
    procedure
}

fn settle() -> Act {
    Act::Close { ending: Ending::Settled, note: Some(text("We said it on the phone.")), told: None }
}

#[test]
fn a_stage_that_ends_with_a_call_is_closed_without_a_letter_and_answered_on_the_day_of_the_call() {
    let desk = Desk::under(ends_with_a_call(), &complaint(), morning("Mon 2 Nov 2026"))
        .does(CHAMPION, Act::Pass { service: WASTE, head: HEAD });
    let waits = Refusal::NotEndedSo("the day we made contact or the day of the meeting".into());
    assert_eq!(desk.ask(CHAMPION, &settle()), Err(waits.clone()));
    let missed = Act::RecordContact(Contacting { reached: false, ..call() });
    assert_eq!(desk.clone().does(CHAMPION, missed).ask(CHAMPION, &settle()), Err(waits.clone()), "nobody answered");
    let met = |on: &str| Act::Reach(Reaching { milestone: Milestone::Met, clock: None, on: day(on), note: None });
    assert_eq!(
        desk.clone().does(CHAMPION, met("Mon 9 Nov 2026")).ask(CHAMPION, &settle()),
        Err(waits),
        "the meeting is still to come"
    );

    let called = desk.on(morning("Wed 4 Nov 2026")).does(CHAMPION, Act::RecordContact(call()));
    assert_eq!(called.case.answered(), None, "a call alone ends nothing");
    assert_eq!(called.ask(CHAMPION, &close(Ending::Settled)), Err(Refusal::SayWhatWasDone));
    let closed = called.on(morning("Fri 6 Nov 2026")).does(CHAMPION, settle());
    assert_eq!(closed.case.ended(), Some((Ending::Settled, day("Fri 6 Nov 2026"))));
    assert_eq!(closed.case.answered(), Some(day("Wed 4 Nov 2026")));
    assert_eq!(closed.case.sorted, None, "that is not sorted at first contact");

    let reopen = |by| Act::Reopen { reason: text("It goes on"), by };
    let reopened = closed.clone().on(morning("Mon 9 Nov 2026")).does(CHAMPION, reopen(None));
    assert_eq!((reopened.case.answered(), reopened.case.state.kind()), (None, StateKind::Passed));
    assert!(reopened.ask(CHAMPION, &settle()).is_err(), "the call was before it was opened again");
    let stays = closed.on(morning("Mon 9 Nov 2026")).does(CHAMPION, reopen(Some(day("Mon 16 Nov 2026"))));
    assert_eq!(
        stays.case.answered(),
        Some(day("Wed 4 Nov 2026")),
        "with a day to answer again, the first answer stays"
    );
    let again =
        stays.on(morning("Tue 10 Nov 2026")).does(CHAMPION, Act::RecordContact(call())).does(CHAMPION, settle());
    assert_eq!(again.case.answered(), Some(day("Wed 4 Nov 2026")));
    assert!(!again.case.is_open(), "and it ends again as it ended before");
}

#[test]
fn whoever_has_the_case_closes_it_where_a_call_ends_the_stage() {
    let called = |procedure: Procedure| {
        Desk::under(procedure, &complaint(), morning("Mon 2 Nov 2026"))
            .does(CHAMPION, Act::Pass { service: WASTE, head: HEAD })
            .does(HEAD, nominate(OFFICER))
            .does(OFFICER, Act::RecordContact(call()))
    };
    for person in [OFFICER, HEAD, CHAMPION] {
        assert!(called(ends_with_a_call()).ask(person, &settle()).is_ok(), "{person:?}");
        let usual = called(shipped_procedure()).ask(person, &settle());
        assert!(usual.is_err(), "{person:?}, where only the letter ends it");
    }
}

#[test]
fn a_step_from_before_the_stage_was_asked_for_does_not_answer_it() {
    let mut procedure = ends_with_a_call();
    let first = procedure.stages[0].id.clone();
    let again = domain::procedure::Stage {
        id: "again".into(),
        follows: vec![first],
        clocks: Vec::new(),
        ..procedure.stages[0].clone()
    };
    procedure.stages.push(again);
    let asking = Asking {
        stage: "again".into(),
        by: Asker::Customer,
        asked: day("Mon 9 Nov 2026"),
        time: None,
        reason: None,
        late: None,
        points: vec![1],
    };
    let met = |on: &str| Act::Reach(Reaching { milestone: Milestone::Met, clock: None, on: day(on), note: None });
    let later = Desk::under(procedure, &complaint(), morning("Mon 2 Nov 2026"))
        .does(CHAMPION, Act::RecordContact(call()))
        .does(CHAMPION, settle())
        .on(morning("Tue 10 Nov 2026"))
        .does(CHAMPION, Act::Escalate(asking));
    let before = later.clone().does(CHAMPION, met("Fri 6 Nov 2026"));
    assert!(before.ask(CHAMPION, &settle()).is_err());
    let closed = later.does(CHAMPION, met("Tue 10 Nov 2026")).does(CHAMPION, settle());
    assert_eq!(closed.case.answered_in(0), Some(day("Mon 2 Nov 2026")));
    assert_eq!(closed.case.answered_in(1), Some(day("Tue 10 Nov 2026")));
}

#[test]
fn a_comment_that_is_owed_a_full_answer_ends_with_a_call_as_well() {
    let mut procedure = shipped_procedure();
    procedure.handling.always_answered = vec![Kind::Comment];
    let mut views = procedure.stages[0].clone();
    (views.id, views.kinds, views.clocks) = ("views".into(), vec![Kind::Comment], Vec::new());
    views.ends_with = vec![Milestone::Contacted, Milestone::Responded];
    procedure.stages.push(views);
    assert_eq!(procedure.problems(), []);
    let desk = Desk::under(procedure, &Logging { kind: Kind::Comment, ..complaint() }, morning("Mon 2 Nov 2026"))
        .does(CHAMPION, Act::RecordContact(call()));
    assert!(desk.ask(CHAMPION, &settle()).is_ok());
}

#[test]
fn where_the_procedure_ends_a_stage_with_its_letter_a_call_closes_nothing() {
    let called = case_in(StateKind::Passed).does(CHAMPION, Act::RecordContact(call()));
    assert_eq!(called.ask(CHAMPION, &settle()), Err(Refusal::Unanswered));
    let compliment = Logging { kind: Kind::Compliment, ..complaint() };
    let desk = Desk::under(ends_with_a_call(), &compliment, morning("Mon 2 Nov 2026"));
    assert!(desk.ask(ADVISER, &settle()).is_err(), "a compliment is passed on");
}

#[test]
fn one_of_many_about_the_same_thing_is_answered_in_public_where_the_procedure_says_so() {
    let publish = |on: Option<&str>| Act::Close {
        ending: Ending::Published,
        note: Some(text("On our web page.")),
        told: on.map(day),
    };
    let mut procedure = shipped_procedure();
    procedure.handling.campaigns = true;
    let desk = Desk::under(procedure, &complaint(), morning("Mon 2 Nov 2026"));
    assert_eq!(desk.ask(CHAMPION, &publish(None)), Err(Refusal::OnlyOne));
    let tied = |how| Act::Link(Link { other: Reference { year: 2026, number: 2 }, how });
    let split = desk.clone().does(CHAMPION, tied(Tie::DealsWith));
    assert_eq!(split.ask(CHAMPION, &publish(None)), Err(Refusal::OnlyOne), "the same told twice is one");
    let linked = desk.does(CHAMPION, tied(Tie::Related)).on(morning("Thu 5 Nov 2026"));
    assert_eq!(linked.ask(CHAMPION, &close(Ending::Published)), Err(Refusal::SayWhatWasDone));
    assert_eq!(linked.ask(CHAMPION, &publish(Some("Fri 6 Nov 2026"))), Err(Refusal::PublishedInFuture));
    let table = [
        ("today where nobody says", None, "Thu 5 Nov 2026"),
        ("the day it was published", Some("Tue 3 Nov 2026"), "Tue 3 Nov 2026"),
        ("not before it came in", Some("Fri 30 Oct 2026"), "Mon 2 Nov 2026"),
    ];
    for (name, published, answered) in table {
        let closed = linked.clone().does(CHAMPION, publish(published));
        assert_eq!(closed.case.answered(), Some(day(answered)), "{name}");
    }
    let elsewhere = case_in(StateKind::Logged).does(CHAMPION, tied(Tie::Related));
    assert_eq!(elsewhere.ask(CHAMPION, &publish(None)), Err(Refusal::NoPublishedAnswers));
}

#[test]
fn put_right_at_first_contact_once_more_it_was_answered_the_first_time() {
    let again = case_in(StateKind::Logged)
        .does(ADVISER, sorted())
        .on(morning("Mon 9 Nov 2026"))
        .does(CHAMPION, Act::Reopen { reason: text("It broke again"), by: Some(day("Mon 16 Nov 2026")) })
        .does(CHAMPION, sorted());
    assert_eq!(again.case.answered(), Some(day("Mon 2 Nov 2026")));
}
