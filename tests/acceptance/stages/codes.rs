//! Both Ombudsmen's Codes: the same two stages, told apart by whose matters they are for and whom the customer may ask
//! after them.

use app::{Problem, cases};
use domain::{StateKind, feedback::Finding, procedure::Body};
use testkit::office_under;

use super::walk::{Walk, limit, of_subject};

pub(super) const LGSCO: &[fn()] = &[
    through_both_stages_in_time_and_late,
    || through_both_stages_put_off(&of_the_council(), Body::Lgsco),
    || the_second_stage_is_refused(&of_the_council(), Body::Lgsco),
    || acknowledged_after_everything_was_due(&of_the_council()),
    || told_of_more_time_after_the_date(&of_the_council()),
    || of_the_council().comes_too_late(&[false, true], Body::Lgsco),
    what_concerns_a_tenant_goes_to_the_housing_ombudsman,
];

pub(super) const HOUSING: &[fn()] = &[
    || through_both_stages_put_off(&of_the_landlord(), Body::HousingOmbudsman),
    || the_second_stage_is_refused(&of_the_landlord(), Body::HousingOmbudsman),
    || acknowledged_after_everything_was_due(&of_the_landlord()),
    || told_of_more_time_after_the_date(&of_the_landlord()),
    || of_the_landlord().comes_too_late(&[false, true], Body::HousingOmbudsman),
];

fn of_the_council() -> Walk {
    Walk::logged("lgsco-code-2024")
}

fn of_the_landlord() -> Walk {
    Walk::beside("housing-ombudsman-code-2024", "landlord")
}

fn other_than(body: Body) -> Body {
    if body == Body::Lgsco { Body::HousingOmbudsman } else { Body::Lgsco }
}

fn through_both_stages_in_time_and_late() {
    let walk = of_the_council();
    walk.acknowledge();
    walk.given();
    walk.at("2026-11-12 10:00");
    walk.answered("dan", "marian", Finding::NotUpheld);
    walk.closed();
    let before = walk.figures_of("2026-11");
    assert_eq!((before.answered.in_time, before.later.stages().count()), (1, 0));

    walk.at("2026-11-18 10:00");
    walk.not_dealt_with_by("2026-11-17", &[("marian", None), ("stephen", Some("dan"))]);
    assert!(!walk.file().case.is_open(), "nothing was done");
    walk.escalate("2026-11-17", "stephen", Some("kieran")).expect("stage 2 is opened");
    assert_eq!(walk.file().case.state.kind(), StateKind::Investigating);
    let mine = app::lists::cases(
        &walk.office.office,
        &walk.office.who("stephen"),
        &store::Filter { open: Some(true), ..store::Filter::default() },
        store::Order::Due,
        None,
        10,
    );
    assert_eq!(mine.expect("his list").len(), 1, "who was named finds it in his list");
    walk.at("2026-11-19 10:00");
    walk.acknowledge();
    walk.letter_says(&["You asked us on Tuesday 17 November 2026", "Thursday 17 December 2026"]);
    walk.limits_are(&[
        limit("stage-1-acknowledge", "Mon 9 Nov", Some("Mon 2 Nov")),
        limit("stage-1-respond", "Mon 16 Nov", Some("Thu 12 Nov")),
        limit("stage-2-acknowledge", "Tue 24 Nov", Some("Thu 19 Nov")),
        limit("stage-2-respond", "Thu 17 Dec", None),
        limit("whole", "Mon 25 Jan", None),
    ]);
    walk.at("2026-12-22 10:00");
    walk.answered("kieran", "stephen", Finding::Upheld);
    walk.closed();
    assert_eq!(walk.figures_of("2026-11").answered, before.answered, "stage 1 was in time and stays so");
    let december = walk.figures_of("2026-12");
    assert_eq!(december.answered.count(), 0, "no first answer left in December");
    let second = december.later.of("Stage 2");
    assert_eq!((second.answered(), second.late, second.upheld), (1, 1, 1));
    assert_eq!(walk.figures_of("2026-11").later.of("Stage 2").asked, 1);
    walk.sound();
}

fn through_both_stages_put_off(walk: &Walk, body: Body) {
    walk.at("2026-11-04 10:00");
    walk.acknowledge();
    walk.letter_says(&["Wednesday 18 November 2026"]);
    walk.given();
    walk.at("2026-11-17 10:00");
    walk.put_off("stage-1-respond", "2026-12-02", false);
    walk.letter_says(&["Wednesday 18 November 2026", body.title()]);
    walk.not_put_off_again("stage-1-respond", "2026-12-03", false);
    walk.at("2026-12-02 10:00");
    walk.submitted("dan", Finding::PartlyUpheld);
    walk.may_not_sign(&["dan", "kieran", "stephen", "helen", "joanne", "priya"]);
    walk.signed_and_sent("marian");
    walk.letter_says(&["somebody who was not involved will look at it at stage 2", body.title(), "Marian Teale"]);
    walk.letter_does_not_say(&[other_than(body).title()]);
    walk.closed();

    walk.at("2026-12-08 10:00");
    walk.not_dealt_with_by("2026-12-07", &[("marian", None), ("marian", Some("kieran")), ("stephen", Some("dan"))]);
    walk.escalate("2026-12-07", "stephen", Some("kieran")).expect("nobody need say why");
    walk.at("2026-12-09 10:00");
    walk.acknowledge();
    walk.letter_says(&["You asked us on Monday 7 December 2026", "Monday 11 January 2027"]);
    walk.at("2027-01-08 10:00");
    walk.put_off("stage-2-respond", "2027-02-08", false);
    walk.letter_says(&["Monday 11 January 2027", body.title()]);
    walk.not_put_off_again("stage-2-respond", "2027-02-09", false);
    walk.at("2027-01-22 10:00");
    walk.submitted("kieran", Finding::NotUpheld);
    walk.may_not_sign(&["kieran", "dan", "marian", "helen", "joanne", "priya"]);
    walk.signed_and_sent("stephen");
    walk.letter_says(&["If you are not content with our answer, you can ask the", body.title(), "Stephen Achebe"]);
    walk.letter_does_not_say(&["somebody who was not involved", other_than(body).title()]);
    walk.closed();
    walk.limits_are(&[
        limit("stage-1-acknowledge", "Mon 9 Nov", Some("Wed 4 Nov")),
        limit("stage-1-respond", "Wed 2 Dec", Some("Wed 2 Dec")),
        limit("stage-2-acknowledge", "Mon 14 Dec", Some("Wed 9 Dec")),
        limit("stage-2-respond", "Mon 8 Feb", Some("Fri 22 Jan")),
        limit("whole", "Mon 25 Jan", Some("Fri 22 Jan")),
    ]);
    let december = walk.figures_of("2026-12");
    assert_eq!((december.answered.in_agreed_time, december.later.of("Stage 2").asked), (1, 1));
    assert_eq!(walk.figures_of("2027-01").later.of("Stage 2").in_agreed_time, 1);
    walk.ends_with_the_ombudsman(body);
    walk.sound();
}

/// Nobody acknowledged it in time: the answer is due ten working days after the last day for that, and the
/// acknowledgement that is sent all the same promises no day that has passed.
fn acknowledged_after_everything_was_due(walk: &Walk) {
    walk.at("2026-11-24 10:00");
    walk.acknowledge();
    walk.letter_does_not_say(&["You will have our full answer by"]);
    walk.limits_are(&[
        limit("stage-1-acknowledge", "Mon 9 Nov", Some("Tue 24 Nov")),
        limit("stage-1-respond", "Mon 23 Nov", None),
        limit("whole", "Mon 25 Jan", None),
    ]);
    walk.sound();
}

/// The notice comes a day after the date it puts off: work goes by the new date, and the answer is late all the same.
fn told_of_more_time_after_the_date(walk: &Walk) {
    walk.acknowledge();
    walk.given();
    walk.at("2026-11-17 10:00");
    walk.put_off("stage-1-respond", "2026-11-30", false);
    walk.at("2026-11-20 10:00");
    walk.answered("dan", "marian", Finding::Upheld);
    walk.closed();
    walk.limits_are(&[
        limit("stage-1-acknowledge", "Mon 9 Nov", Some("Mon 2 Nov")),
        limit("stage-1-respond", "Mon 30 Nov", Some("Fri 20 Nov")),
        limit("whole", "Mon 25 Jan", Some("Fri 20 Nov")),
    ]);
    let answered = walk.figures_of("2026-11").answered;
    assert_eq!((answered.late, answered.in_agreed_time), (1, 0));
    walk.sound();
}

fn the_second_stage_is_refused(walk: &Walk, body: Body) {
    walk.acknowledge();
    walk.given();
    walk.at("2026-11-12 10:00");
    walk.answered("dan", "marian", Finding::NotUpheld);
    walk.closed();
    walk.at("2026-11-18 10:00");
    let refuse = |reason| walk.refuse_stage("2026-11-17", "", reason);
    assert!(matches!(refuse(" "), Err(Problem::Invalid(_))), "a reason is needed");
    let done = refuse("The court has decided it.").expect("it is refused");
    assert_eq!(done.case.state.kind(), StateKind::Closed);
    walk.letter_says(&["next stage: Stage 2", "The court has decided it", body.title()]);
    walk.letter_does_not_say(&[other_than(body).title()]);
    walk.sound();
}

/// Under the Code of the council's Ombudsman, where nobody follows that of the other.
fn what_concerns_a_tenant_goes_to_the_housing_ombudsman() {
    let office = office_under("lgsco-code-2024");
    of_subject(&office, "landlord");
    let walk = Walk::logged_in(office, |form| form);
    walk.acknowledge();
    walk.given();
    walk.at("2026-11-12 10:00");
    walk.answered("dan", "marian", Finding::NotUpheld);
    walk.letter_says(&["ask the Housing Ombudsman for advice at any time"]);
    walk.letter_does_not_say(&["Social Care"]);
    walk.closed();
    walk.at("2026-11-18 10:00");
    walk.escalate("2026-11-17", "stephen", Some("kieran")).expect("stage 2 is opened");
    walk.acknowledge();
    walk.at("2026-12-10 10:00");
    walk.answered("kieran", "stephen", Finding::NotUpheld);
    walk.letter_says(&["the Housing Ombudsman"]);
    walk.letter_does_not_say(&["Social Care"]);
    walk.closed();
    let file = walk.file();
    assert!(cases::next_stages(&file.case, &file.book).is_empty());
    walk.ends_with_the_ombudsman(Body::HousingOmbudsman);
    walk.sound();
}
