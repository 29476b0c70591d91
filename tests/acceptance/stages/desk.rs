//! Procedures that are about enquiries as much as about complaints: a customer care policy of a voluntary organisation,
//! and standards of timeliness for every kind of contact.

use app::{
    Problem, adoption,
    cases::{self, LogForm},
    figures::{self, Number, Wanted},
};
use domain::{
    Refusal,
    feedback::{Ending, Finding, Kind},
    procedure::{Milestone, Readings},
};
use testkit::{TestOffice, office_under};

use super::walk::{Walk, limit};

pub(super) const CUSTOMER_CARE: &[fn()] = &[
    an_enquiry_in_fourteen_working_days_and_put_off,
    an_enquiry_in_two_weeks,
    a_complaint_goes_on_to_senior_management,
    || feedback_gets_a_full_answer(Kind::Comment),
    || feedback_gets_a_full_answer(Kind::Compliment),
];

pub(super) const STANDARDS: &[fn()] = &[
    an_enquiry_through_every_step,
    an_enquiry_is_answered_before_needs_are_assessed,
    an_enquiry_is_answered_on_the_spot,
    a_complaint_has_no_limits,
    || is_passed_on(Kind::Comment),
    || is_passed_on(Kind::Compliment),
];

const CARE_ID: &str = "customer-care-policy";
const STANDARDS_ID: &str = "service-standards";

fn enquiry(office: TestOffice) -> Walk {
    Walk::logged_in(office, |form| LogForm { kind: "service-request".into(), channel: "letter".into(), ..form })
}

fn an_enquiry_in_fourteen_working_days_and_put_off() {
    let walk = enquiry(office_under(CARE_ID));
    walk.is_read_as("fourteen-days", "working-days");
    walk.target_is("answer-enquiry", "2026-11-16");
    walk.acknowledge();
    walk.limits_are(&[limit("answer-enquiry", "Fri 20 Nov", None)]);
    walk.given();
    walk.at("2026-11-19 10:00");
    walk.put_off_by("dan", "answer-enquiry", "2026-12-11", false);
    walk.not_put_off_again("answer-enquiry", "2026-12-14", false);
    walk.at("2026-12-10 10:00");
    walk.drafted("dan", Finding::Upheld);
    walk.may_not_sign(&["kieran", "marian", "helen", "joanne", "priya"]);
    walk.signed_and_sent("dan");
    walk.letter_says(&["Our answer to your request", "write to our senior management"]);
    walk.closed();
    walk.limits_are(&[limit("answer-enquiry", "Fri 11 Dec", Some("Thu 10 Dec"))]);
    walk.sound();
}

fn an_enquiry_in_two_weeks() {
    let office = office_under(CARE_ID);
    let two_weeks = Readings::from([("fourteen-days".to_owned(), "two-weeks".to_owned())]);
    adoption::adopt(&office.office, &office.who("admin"), CARE_ID, 1, &two_weeks, office.now())
        .expect("the other reading is chosen");
    let walk = enquiry(office);
    walk.is_read_as("fourteen-days", "two-weeks");
    walk.given();
    walk.at("2026-11-16 10:00");
    walk.answered_alone("dan", Finding::Upheld);
    walk.closed();
    walk.limits_are(&[limit("answer-enquiry", "Mon 16 Nov", Some("Mon 16 Nov"))]);
    walk.sound();
}

fn a_complaint_goes_on_to_senior_management() {
    let walk = Walk::logged(CARE_ID);
    walk.acknowledge();
    walk.letter_says(&["Joanne Whitlock"]);
    walk.given();
    for told in walk.file().mail {
        assert_eq!(told.subject, "2026-0001 is with you: due no set day");
        assert!(told.text.contains("Full answer by: no set day"), "{}", told.text);
    }
    walk.at("2026-11-06 10:00");
    walk.drafted("dan", Finding::NotUpheld);
    walk.may_not_sign(&["kieran", "marian", "helen", "joanne", "priya"]);
    walk.signed_and_sent("dan");
    walk.letter_says(&["write to our senior management"]);
    walk.letter_does_not_say(&["Ombudsman"]);
    walk.closed();
    walk.at("2026-11-09 10:00");
    walk.not_dealt_with_by("2026-11-09", &[("stephen", Some("kieran")), ("marian", None), ("helen", Some("dan"))]);
    walk.escalate("2026-11-09", "helen", Some("kieran")).expect("senior management");
    walk.acknowledge();
    walk.at("2026-11-20 10:00");
    walk.submitted("kieran", Finding::Upheld);
    walk.may_not_sign(&["kieran", "dan", "marian", "stephen", "joanne"]);
    walk.signed_and_sent("helen");
    walk.letter_says(&["our policy has no stage after it", "Helen Hart"]);
    walk.letter_does_not_say(&["write to our senior management"]);
    walk.closed();
    walk.limits_are(&[]);
    walk.ends_with_nobody();
    assert_eq!(walk.figures_of("2026-11").later.of("Senior management").upheld, 1);
    walk.sound();
}

/// All feedback is looked into and answered in full.
fn feedback_gets_a_full_answer(kind: Kind) {
    let walk = Walk::logged_as(kind, CARE_ID);
    walk.acknowledge();
    let office = &walk.office;
    let unanswered = cases::close(&office.office, &office.who("joanne"), walk.on(), Ending::PassedOn, "", office.now());
    assert!(matches!(unanswered, Err(Problem::Refused(Refusal::FullAnswerOwed(_)))), "{unanswered:?}");
    walk.given();
    walk.at("2026-11-12 10:00");
    walk.answered_alone("dan", Finding::Upheld);
    walk.closed();
    walk.limits_are(&[]);
    walk.sound();
}

fn an_enquiry_through_every_step() {
    let walk = enquiry(office_under(STANDARDS_ID));
    walk.target_is("first-enquiry", "2026-11-03");
    walk.limits_are(&[limit("first-enquiry", "Wed 4 Nov", None)]);
    walk.at("2026-11-03 10:00");
    walk.acknowledge();
    walk.at("2026-11-10 10:00");
    walk.step("priya", Milestone::Met);
    walk.at("2026-11-23 10:00");
    walk.step("priya", Milestone::Reported);
    walk.limits_are(&[
        limit("first-enquiry", "Wed 4 Nov", Some("Tue 3 Nov")),
        limit("needs-report", "Tue 24 Nov", Some("Mon 23 Nov")),
        limit("approve-support", "Mon 7 Dec", None),
    ]);
    walk.at("2026-12-07 10:00");
    walk.step("joanne", Milestone::Decided);
    walk.step("priya", Milestone::Consented);
    walk.at("2026-12-11 10:00");
    walk.step_of("priya", Milestone::Done, Some("evidence-report"));
    walk.closed_as(Ending::HandedOver);
    walk.limits_are(&[
        limit("first-enquiry", "Wed 4 Nov", Some("Tue 3 Nov")),
        limit("needs-report", "Tue 24 Nov", Some("Mon 23 Nov")),
        limit("approve-support", "Mon 7 Dec", Some("Mon 7 Dec")),
        limit("evidence-report", "Thu 10 Dec", Some("Fri 11 Dec")),
    ]);
    standards_are(
        &walk,
        &[
            ("First enquiries answered", 1),
            ("Reports on assessments of needs sent", 1),
            ("Support approved", 1),
            ("Evidence for support reported on", 0),
        ],
    );
    walk.sound();
}

/// Whether each standard was kept in the one case there is.
#[track_caller]
fn standards_are(walk: &Walk, kept: &[(&str, u32)]) {
    let wanted = Wanted { range: "2026-11-01..2026-12-31".parse().expect("two months"), service: None, as_at: None };
    let office = &walk.office;
    let report = figures::report(&office.office, &office.who("joanne"), &wanted, office.now()).expect("the figures");
    for (standard, number) in kept {
        let part = format!("kept/{standard}");
        let line = figures::lines(&report).into_iter().find(|line| line.part.as_deref() == Some(part.as_str()));
        let line = line.unwrap_or_else(|| panic!("no line {part}"));
        assert_eq!((line.number, line.of), (Number::Count(*number), Some(1)), "{standard}");
    }
}

/// The answer to the enquiry is not yet the decision on the support.
fn an_enquiry_is_answered_before_needs_are_assessed() {
    let walk = enquiry(office_under(STANDARDS_ID));
    walk.given();
    walk.at("2026-11-03 10:00");
    walk.answered_alone("dan", Finding::Upheld);
    walk.at("2026-11-10 10:00");
    walk.step("dan", Milestone::Met);
    walk.at("2026-11-23 10:00");
    walk.step("dan", Milestone::Reported);
    walk.limits_are(&[
        limit("first-enquiry", "Wed 4 Nov", Some("Tue 3 Nov")),
        limit("needs-report", "Tue 24 Nov", Some("Mon 23 Nov")),
        limit("approve-support", "Mon 7 Dec", None),
    ]);
    walk.at("2026-12-08 10:00");
    walk.step("dan", Milestone::Decided);
    walk.closed();
    walk.limits_are(&[
        limit("first-enquiry", "Wed 4 Nov", Some("Tue 3 Nov")),
        limit("needs-report", "Tue 24 Nov", Some("Mon 23 Nov")),
        limit("approve-support", "Mon 7 Dec", Some("Tue 8 Dec")),
    ]);
    standards_are(&walk, &[("Letters answered", 1), ("Support approved", 0)]);
    walk.sound();
}

fn an_enquiry_is_answered_on_the_spot() {
    let walk = enquiry(office_under(STANDARDS_ID));
    let office = &walk.office;
    let done = "Told them the opening hours.";
    cases::close(&office.office, &office.who("priya"), walk.on(), Ending::SortedAtOnce, done, office.now())
        .expect("nothing is left to do");
    walk.limits_are(&[limit("first-enquiry", "Wed 4 Nov", Some("Mon 2 Nov"))]);
    standards_are(&walk, &[("First enquiries answered", 1), ("Letters answered", 1)]);
    walk.sound();
}

fn a_complaint_has_no_limits() {
    let walk = Walk::logged(STANDARDS_ID);
    walk.acknowledge();
    walk.given();
    walk.at("2026-11-12 10:00");
    walk.drafted("dan", Finding::Upheld);
    walk.may_not_sign(&["kieran", "marian", "joanne"]);
    walk.signed_and_sent("dan");
    walk.letter_says(&["make a complaint: ask any member of staff"]);
    walk.closed();
    walk.limits_are(&[]);
    let file = walk.file();
    assert!(cases::next_stages(&file.case, &file.book).is_empty());
    walk.sound();
}

fn is_passed_on(kind: Kind) {
    let walk = Walk::logged_as(kind, STANDARDS_ID);
    walk.acknowledge();
    walk.closed_as(Ending::PassedOn);
    walk.limits_are(&[]);
    walk.sound();
}
