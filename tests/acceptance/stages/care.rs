//! Social care: three stages about a child, and one, agreed with the person, about an adult. Both set by law, and
//! followed beside the council's own procedure.

use app::Problem;
use domain::{
    Refusal, Role,
    feedback::Finding,
    procedure::{Body, Milestone},
};

use super::walk::{Walk, limit};

pub(super) const CHILDREN: &[fn()] = &[
    through_all_three_stages_put_off,
    straight_to_the_investigation,
    asked_for_too_late_and_told_why,
    about_a_child_after_a_year,
];

pub(super) const ADULTS: &[fn()] =
    &[answered_by_a_date_agreed, the_reason_of_the_delay_is_given_after_six_months, about_an_adult_after_a_year];

fn about_a_child(by: &str) -> Walk {
    Walk::beside_as("children-act", "children-social-care", by)
}

fn about_an_adult() -> Walk {
    Walk::beside("adult-social-care", "adult-social-care")
}

/// The first two stages say how to go on, the last one does not.
const NEXT_STAGE: &str = "you can ask for the next stage within 20 working days";
const LAST: &str = "after the review panel, you can ask the Local Government and Social Care Ombudsman";

fn through_all_three_stages_put_off() {
    let walk = about_a_child("child");
    walk.joined_by("Grace Obi", "grace", Role::Investigator);
    walk.at("2026-11-03 10:00");
    walk.acknowledge();
    walk.letter_says(&["Monday 16 November 2026"]);
    walk.given();
    walk.at("2026-11-16 10:00");
    walk.put_off("stage-1-respond", "2026-11-30", false);
    walk.not_put_off_again("stage-1-respond", "2026-12-01", false);
    walk.at("2026-11-30 10:00");
    walk.submitted("dan", Finding::NotUpheld);
    walk.may_not_sign(&["dan", "grace", "stephen", "helen", "joanne"]);
    walk.signed_and_sent("marian");
    walk.letter_says(&[NEXT_STAGE, "Marian Teale"]);
    walk.closed();

    investigated(&walk);
    before_the_panel(&walk);
    walk.limits_are(&[
        limit("stage-1-respond", "Mon 30 Nov", Some("Mon 30 Nov")),
        limit("stage-2-respond", "Mon 5 Apr", Some("Mon 1 Mar")),
        limit("panel", "Thu 13 May", Some("Mon 10 May")),
        limit("panel-report", "Mon 17 May", Some("Fri 14 May")),
        limit("stage-3-respond", "Mon 7 Jun", Some("Tue 1 Jun")),
    ]);
    let file = walk.file();
    let found: Vec<_> = (0..3).map(|stage| file.case.outcome_in(stage)).collect();
    assert_eq!(found, [Some(Finding::NotUpheld), Some(Finding::PartlyUpheld), Some(Finding::Upheld)]);
    let answered = |month: &str, stage: &str| walk.figures_of(month).later.of(stage);
    assert_eq!(answered("2027-03", "Stage 2: investigation").in_agreed_time, 1);
    assert_eq!(answered("2027-06", "Stage 3: review panel").in_time, 1);
    walk.ends_with_the_ombudsman(Body::Lgsco);
    walk.sound();
}

/// Stage 2: twenty working days from the answer run to Wednesday 30 December.
fn investigated(walk: &Walk) {
    walk.at("2026-12-31 10:00");
    walk.not_asked_later("2026-12-31", "2026-12-30");
    walk.not_dealt_with_by(
        "2026-12-30",
        &[
            ("marian", Some("kieran")),
            ("stephen", Some("dan")),
            ("helen", Some("kieran")),
            ("stephen", Some("stephen")),
            ("stephen", Some("helen")),
        ],
    );
    walk.escalate("2026-12-30", "stephen", Some("kieran")).expect("asked for on the last day");
    walk.acknowledge();
    walk.letter_says(&["You asked us on Wednesday 30 December 2026", "Thursday 4 February 2027"]);
    walk.at("2027-02-01 10:00");
    walk.put_off_by("joanne", "stage-2-respond", "2027-02-26", false);
    walk.at("2027-02-24 10:00");
    walk.put_off("stage-2-respond", "2027-04-05", false);
    walk.at("2027-03-01 10:00");
    walk.submitted("kieran", Finding::PartlyUpheld);
    walk.may_not_sign(&["kieran", "dan", "marian", "helen", "joanne"]);
    walk.signed_and_sent("stephen");
    walk.letter_says(&[NEXT_STAGE, "Stephen Achebe\\\nAdjudicating officer"]);
    walk.closed();
}

/// Stage 3: asked for by Wednesday 31 March. A panel meets and reports, then the council answers.
fn before_the_panel(walk: &Walk) {
    walk.at("2027-04-01 10:00");
    walk.not_asked_later("2027-04-01", "2027-03-31");
    walk.not_dealt_with_by(
        "2027-03-31",
        &[("stephen", None), ("marian", None), ("helen", Some("kieran")), ("helen", Some("dan"))],
    );
    walk.escalate("2027-03-31", "helen", Some("grace")).expect("asked for on the last day");
    walk.acknowledge();
    walk.limits_are(&[
        limit("stage-1-respond", "Mon 30 Nov", Some("Mon 30 Nov")),
        limit("stage-2-respond", "Mon 5 Apr", Some("Mon 1 Mar")),
        limit("panel", "Thu 13 May", None),
        limit("panel-report", "Thu 20 May", None),
        limit("stage-3-respond", "Fri 11 Jun", None),
    ]);
    walk.at("2027-05-10 10:00");
    walk.step("grace", Milestone::Met);
    walk.at("2027-05-14 10:00");
    walk.step("helen", Milestone::Reported);
    walk.at("2027-06-01 10:00");
    walk.submitted("grace", Finding::Upheld);
    walk.may_not_sign(&["grace", "kieran", "stephen", "marian", "joanne"]);
    walk.signed_and_sent("helen");
    walk.letter_says(&[LAST, "Helen Hart\\\nDirector of children's services"]);
    walk.letter_does_not_say(&[NEXT_STAGE]);
    walk.closed();
}

fn straight_to_the_investigation() {
    let walk = about_a_child("parent");
    walk.begins_in("stage-2", "asked");
    walk.appointed("helen", "dan").expect_err("she does not adjudicate");
    walk.appointed("marian", "dan").expect("nobody dealt with it before");
    walk.acknowledge();
    walk.at("2026-12-07 10:00");
    walk.answered("dan", "marian", Finding::Upheld);
    walk.letter_says(&["Marian Teale\\\nAdjudicating officer", NEXT_STAGE]);
    walk.closed();
    walk.limits_are(&[limit("stage-2-respond", "Mon 7 Dec", Some("Mon 7 Dec"))]);
    walk.sound();
}

/// In time the next stage is theirs by right.
fn asked_for_too_late_and_told_why() {
    let walk = about_a_child("carer");
    walk.acknowledge();
    walk.given();
    walk.at("2026-11-12 10:00");
    walk.answered("dan", "marian", Finding::NotUpheld);
    walk.closed();
    walk.at("2026-12-11 10:00");
    let in_time = walk.refuse_stage("2026-12-10", "", "We did all we could.").expect_err("it is their right");
    assert!(matches!(in_time, Problem::Refused(Refusal::StageIsTheirRight { .. })), "{in_time}");
    walk.refuse_stage("2026-12-11", "", "The time to ask has passed.").expect("a day later it is not");
    walk.letter_says(&["Stage 2: investigation", "The time to ask has passed", Body::Lgsco.title()]);
    walk.letter_does_not_say(&["ask for the next stage", "review panel"]);
    walk.sound();
}

fn about_a_child_after_a_year() {
    about_a_child("interested").comes_too_late(&[true], Body::Lgsco);
}

/// What is said on the telephone is acknowledged there; its letter is the copy in writing.
fn answered_by_a_date_agreed() {
    let walk = about_an_adult();
    walk.at("2026-11-04 10:00");
    walk.rung_by("priya");
    walk.at("2026-11-06 10:00");
    walk.acknowledge();
    walk.letter_says(&["Tuesday 4 May 2027"]);
    walk.given();
    for day in ["2026-11-27 10:00", "2026-12-29 10:00"] {
        walk.at(day);
        walk.step("dan", Milestone::Updated);
    }
    walk.at("2027-01-20 10:00");
    walk.not_put_off_unless_agreed("joanne", "respond", "2027-08-02");
    walk.not_put_off_unless_agreed("helen", "respond", "2027-08-02");
    walk.put_off_by("joanne", "respond", "2027-08-02", true);
    walk.limits_are(&[
        limit("acknowledge", "Thu 5 Nov", Some("Wed 4 Nov")),
        limit("respond", "Mon 2 Aug", None),
        limit("update", "Wed 27 Jan", None),
    ]);
    walk.at("2027-01-25 10:00");
    walk.submitted("dan", Finding::Upheld);
    walk.may_not_sign(&["dan", "stephen", "helen", "joanne"]);
    walk.signed_and_sent("marian");
    walk.letter_says(&["ask the Local Government and Social Care Ombudsman"]);
    walk.closed();
    walk.limits_are(&[
        limit("acknowledge", "Thu 5 Nov", Some("Wed 4 Nov")),
        limit("respond", "Mon 2 Aug", Some("Mon 25 Jan")),
        limit("update", "Wed 27 Jan", Some("Mon 25 Jan")),
    ]);
    assert_eq!(walk.figures_of("2027-01").answered.in_time, 1);
    walk.ends_with_the_ombudsman(Body::Lgsco);
    walk.sound();
}

fn the_reason_of_the_delay_is_given_after_six_months() {
    let walk = about_an_adult();
    walk.acknowledge();
    walk.given();
    walk.at("2027-04-30 10:00");
    walk.step("dan", Milestone::Interim);
    walk.step("dan", Milestone::Updated);
    walk.limits_are(&[
        limit("acknowledge", "Thu 5 Nov", Some("Mon 2 Nov")),
        limit("respond", "Tue 4 May", Some("Fri 30 Apr")),
        limit("update", "Tue 1 Jun", None),
    ]);
    assert!(walk.file().case.is_open(), "the answer is still owed");
    walk.at("2027-05-20 10:00");
    walk.answered("dan", "marian", Finding::NotUpheld);
    walk.closed();
    walk.sound();
}

fn about_an_adult_after_a_year() {
    about_an_adult().comes_too_late(&[true], Body::Lgsco);
}
