//! The facts of a case, taken from its history.

use domain::{
    Act, StateKind,
    act::{Learning, Logging},
    feedback::{Ending, Finding, Kind, ReplyBy},
    figures::{Facts, Figures, Lesson},
    letter::Method,
};

use crate::common::*;

fn facts(desk: &Desk) -> Facts {
    Facts::of(&desk.case, desk.rules(), desk.today())
}

#[test]
fn a_complaint_from_receipt_to_its_end() {
    let promise = |remedy: &str, due: &str| Act::Promise {
        remedy: remedy.into(),
        what: text("what"),
        due: Some(day(due)),
        owner: None,
    };
    let desk = case_in(StateKind::SignedOff)
        .on(morning("Tue 3 Nov 2026"))
        .acknowledged(Method::Email)
        .does(HEAD, promise("action", "Fri 27 Nov 2026"))
        .does(HEAD, promise("action", "Fri 4 Dec 2026"))
        .does(HEAD, Act::Fulfil { promise: 1 })
        .on(morning("Fri 20 Nov 2026"))
        .does(
            HEAD,
            Act::Extend {
                clock: None,
                to: day("Wed 2 Dec 2026"),
                reason: text("Away"),
                agreed: false,
                letter: written(Method::Email),
            },
        )
        .on(morning("Tue 24 Nov 2026"))
        .does(HEAD, Act::Send { letter: written(Method::Handed) })
        .on(morning("Wed 25 Nov 2026"))
        .does(OFFICER, Act::Find { point: 1, finding: Finding::PartlyUpheld, reason: text("reason") })
        .does(OFFICER, Act::Learn(Learning::Lesson(text("lesson"))))
        .does(OFFICER, Act::Close { ending: Ending::Answered, note: None, told: None });
    let found = facts(&desk);
    assert!(found.has_limits);
    assert_eq!(found.acknowledge_due, Some(day("Wed 4 Nov 2026")));
    assert_eq!(found.acknowledged, Some(day("Tue 3 Nov 2026")));
    assert_eq!(found.first_due, Some(day("Mon 23 Nov 2026")));
    assert_eq!((found.held_to, found.due), (Some(day("Wed 2 Dec 2026")), Some(day("Wed 2 Dec 2026"))));
    assert_eq!((found.answered, found.days_to_answer), (Some(day("Tue 24 Nov 2026")), Some(16)));
    assert_eq!(found.ended, Some((Ending::Answered, day("Wed 25 Nov 2026"))));
    assert_eq!((found.outcome, found.lesson), (Some(Finding::PartlyUpheld), Some(Lesson::Lesson)));
    assert_eq!((found.remedies.as_slice(), found.promised), (["action".to_owned()].as_slice(), 2));
    assert_eq!(found.promises_due, [day("Fri 4 Dec 2026")]);

    let figures = Figures::count("2026-11".parse().expect("a month"), [found], &desk.calendar);
    assert_eq!((figures.answered.in_time, figures.answered.in_agreed_time, figures.answered.late), (0, 1, 0));
    assert_eq!(figures.acknowledged.in_time, 1);
}

#[test]
fn the_answer_instead_of_an_acknowledgement_acknowledges() {
    let found = facts(&case_in(StateKind::Answered));
    assert_eq!((found.acknowledged, found.answered), (Some(day("Mon 2 Nov 2026")), Some(day("Mon 2 Nov 2026"))));
}

#[test]
fn an_answer_acknowledges_in_the_figures_also_where_only_an_acknowledgement_meets_the_limit() {
    let code = include_str!("../../../../procedures/lgsco-code-2024.toml");
    let code = toml::from_str(code).expect("it is a procedure");
    let logging = Logging { subject: Default::default(), ..complaint() };
    let desk = Desk::under(code, &logging, morning("Mon 2 Nov 2026"));
    let answered = |desk: Desk, on: &str| {
        desk.on(morning(on))
            .does(OFFICER, Act::Draft { text: text("v1") })
            .does(OFFICER, Act::Submit)
            .does(HEAD, sign())
            .does(HEAD, Act::Send { letter: written(Method::Handed) })
    };
    let desk = desk.does(CHAMPION, Act::Pass { service: WASTE, head: HEAD }).does(HEAD, nominate(OFFICER));
    assert_eq!(facts(&desk).acknowledged, None, "nothing was sent");
    let desk = answered(desk.answered_in_full(), "Wed 4 Nov 2026");
    assert_eq!(desk.clock("stage-1-acknowledge").met_on(), None, "the limit of the Code is not met by it");
    let wednesday = Some(day("Wed 4 Nov 2026"));
    assert_eq!((facts(&desk).acknowledged, facts(&desk).answered), (wednesday, wednesday));
}

#[test]
fn sorted_on_the_spot_is_answered_on_the_day() {
    let found = facts(&Desk::new(&complaint()).does(ADVISER, sorted()));
    assert_eq!((found.answered, found.days_to_answer), (Some(day("Mon 2 Nov 2026")), Some(0)));
    assert_eq!(found.ended, Some((Ending::SortedAtOnce, day("Mon 2 Nov 2026"))));
}

#[test]
fn what_was_sorted_on_the_spot_stays_answered_when_it_is_opened_again() {
    let desk = Desk::new(&complaint()).does(ADVISER, sorted()).on(morning("Mon 30 Nov 2026"));
    let desk = desk.does(CHAMPION, Act::Reopen { reason: text("Not content"), by: Some(day("Fri 4 Dec 2026")) });
    let found = facts(&desk);
    assert_eq!((found.answered, found.acknowledged), (Some(day("Mon 2 Nov 2026")), Some(day("Mon 2 Nov 2026"))));
    assert_eq!(found.ended, None);
    assert_eq!(desk.case.answer_again_by(), Some(day("Fri 4 Dec 2026")));
}

#[test]
fn a_request_that_became_a_complaint_was_never_sorted_as_one() {
    let request = Logging { kind: Kind::ServiceRequest, points: Vec::new(), ..complaint() };
    let desk = Desk::new(&request).does(ADVISER, sorted()).on(morning("Mon 9 Nov 2026"));
    let reopen = Act::Reopen { reason: text("Not content"), by: Some(day("Fri 13 Nov 2026")) };
    let desk = desk.does(CHAMPION, reopen);
    let desk = desk.does(CHAMPION, Act::Convert { to: Kind::Complaint, reason: text("A complaint") });
    assert_eq!(facts(&desk).answered, None);
}

#[test]
fn logged_late_and_nobody_to_answer() {
    let anonymous = Logging { reply_by: ReplyBy::None, customer: None, ..complaint() };
    let found = facts(&Desk::under(shipped_procedure(), &anonymous, morning("Thu 5 Nov 2026")));
    assert_eq!((found.received, found.logged), (day("Mon 2 Nov 2026"), day("Thu 5 Nov 2026")));
    assert!(!found.has_limits && found.first_due.is_none() && found.acknowledge_due.is_none());
    assert!(found.wants_no_reply());
}

#[test]
fn a_procedure_may_set_no_time_for_complaints() {
    let silent = include_str!("../../../../procedures/customer-care-policy.toml");
    let silent = toml::from_str(silent).expect("it is a procedure");
    let logging = Logging { subject: Default::default(), ..complaint() };
    let found = facts(&Desk::under(silent, &logging, morning("Mon 2 Nov 2026")));
    assert!(!found.has_limits && !found.wants_no_reply(), "a reply is wanted all the same");
}

#[test]
fn opened_again_keeps_its_first_answer_and_is_open() {
    let desk = case_in(StateKind::Closed).does(CHAMPION, Act::Reopen { reason: text("Not content"), by: None });
    let found = facts(&desk);
    assert_eq!((found.reopened, found.ended), (1, None));
    assert!(found.is_open_on(day("Mon 2 Nov 2026")) && !found.is_open_on(day("Sun 1 Nov 2026")));
}
