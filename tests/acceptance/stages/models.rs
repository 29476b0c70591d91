//! The model procedures of Scotland, Wales and Northern Ireland: a first answer at the front line over the name of
//! whoever looked into it, an investigation, and the Ombudsman of the nation.

use app::cases::{EscalateForm, LogForm, RestrictForm};
use domain::{
    Refusal,
    feedback::Finding,
    procedure::{Body, Milestone},
};
use testkit::office_under;

use super::walk::{Walk, asked_on, limit};

pub(super) const SCOTLAND: &[fn()] = &[
    scotland_through_both_stages,
    scotland_after_the_window_and_taken_further_by_the_council,
    || straight_in("scotland-model", "investigation", "complex", ["Thu 5 Nov", "Tue 1 Dec"]),
    || straight_in("scotland-model", "investigation", "asked", ["Thu 5 Nov", "Tue 1 Dec"]),
    || Walk::logged("scotland-model").comes_too_late(&[false, true, false], Body::Spso),
    after_a_year_no_reason_is_good_enough,
];

pub(super) const WALES: &[fn()] = &[
    wales_through_both_stages,
    || straight_in("wales-model", "formal", "complex", ["Mon 9 Nov", "Mon 30 Nov"]),
    || straight_in("wales-model", "formal", "asked", ["Mon 9 Nov", "Mon 30 Nov"]),
    || Walk::logged("wales-model").comes_too_late(&[false, true], Body::Psow),
];

pub(super) const NORTHERN_IRELAND: &[fn()] = &[
    northern_ireland_through_both_stages,
    northern_ireland_after_the_window,
    || straight_in("northern-ireland-model", "investigation", "complex", ["Thu 5 Nov", "Mon 30 Nov"]),
    || straight_in("northern-ireland-model", "investigation", "asked", ["Thu 5 Nov", "Mon 30 Nov"]),
    || Walk::logged("northern-ireland-model").comes_too_late(&[false, true], Body::Nipso),
];

/// A complaint that names Kieran Doyle, who deals with it at no stage.
fn about_kieran(procedure: &str) -> Walk {
    let office = office_under(procedure);
    let restrict = RestrictForm {
        people: ["joanne", "helen", "priya"].map(|name| office.id(name)).to_vec(),
        named_staff: Some(office.id("kieran")),
        reason: "It names him.".into(),
    };
    Walk::logged_in(office, |form| LogForm { restrict: Some(restrict), staff_named: "Kieran Doyle".into(), ..form })
}

/// The first answer goes out over the name of whoever looked into it, and no Head signs.
fn answered_at_the_front_line(walk: &Walk, then: &str, body: Body) {
    walk.drafted("dan", Finding::NotUpheld);
    walk.may_not_sign(&["kieran", "marian", "helen", "joanne", "priya"]);
    walk.signed_and_sent("dan");
    walk.letter_says(&[then, body.title(), "Dan Okafor\\\nInvestigating officer"]);
    walk.letter_does_not_say(&["Head of Service"]);
    walk.closed();
}

/// Who investigated wrote it, and whoever was named for the stage signs it.
fn answered_after_the_investigation(walk: &Walk, [officer, signer]: [&str; 2], then: &str, body: Body) {
    walk.submitted(officer, Finding::PartlyUpheld);
    walk.may_not_sign(&[officer, "marian", "helen", "joanne", "priya"]);
    walk.signed_and_sent(signer);
    walk.letter_says(&["If you are not content with our answer, you can ask the", body.title()]);
    walk.letter_does_not_say(&[then]);
    walk.closed();
    walk.ends_with_the_ombudsman(body);
}

/// Begun in the investigation for a reason of the procedure: its limits count from receipt.
fn straight_in(procedure: &str, stage: &str, because: &str, [acknowledged, answered]: [&str; 2]) {
    let walk = Walk::logged(procedure);
    walk.begins_in(stage, because);
    walk.at("2026-11-03 10:00");
    walk.acknowledge();
    walk.given();
    walk.at("2026-11-25 10:00");
    walk.answered_alone("dan", Finding::Upheld);
    walk.letter_says(&["If you are not content with our answer, you can ask the"]);
    walk.closed();
    walk.limits_are(&[
        limit(&format!("{stage}-acknowledge"), acknowledged, Some("Tue 3 Nov")),
        limit(&format!("{stage}-respond"), answered, Some("Wed 25 Nov")),
    ]);
    assert_eq!(walk.figures_of("2026-11").answered.in_time, 1, "its first answer");
    walk.sound();
}

fn scotland_through_both_stages() {
    let walk = about_kieran("scotland-model");
    walk.acknowledge();
    walk.letter_says(&["Monday 9 November 2026"]);
    walk.step_on("priya", Milestone::Aware, "2026-06-01");
    walk.given();
    walk.at("2026-11-06 10:00");
    walk.not_put_off_unless_agreed("joanne", "frontline-respond", "2026-11-16");
    walk.put_off("frontline-respond", "2026-11-16", true);
    walk.not_put_off_again("frontline-respond", "2026-11-17", true);
    walk.at("2026-11-13 10:00");
    answered_at_the_front_line(&walk, "ask us to investigate", Body::Spso);

    walk.at("2027-01-14 10:00");
    walk.not_dealt_with_by("2027-01-13", &[("stephen", Some("kieran"))]);
    walk.escalate("2027-01-13", "stephen", Some("dan")).expect("on the last day; he may deal with both stages");
    walk.at("2027-01-15 10:00");
    walk.acknowledge();
    walk.letter_says(&["You asked us on Wednesday 13 January 2027", "Wednesday 10 February 2027"]);
    walk.at("2027-02-05 10:00");
    walk.not_put_off_unless_agreed("joanne", "investigation-respond", "2027-02-24");
    walk.put_off_by("helen", "investigation-respond", "2027-02-24", false);
    walk.put_off_by("joanne", "investigation-respond", "2027-03-05", true);
    walk.at("2027-03-04 10:00");
    answered_after_the_investigation(&walk, ["dan", "stephen"], "ask us to investigate", Body::Spso);
    walk.limits_are(&[
        limit("frontline-respond", "Mon 16 Nov", Some("Fri 13 Nov")),
        limit("investigation-acknowledge", "Mon 18 Jan", Some("Fri 15 Jan")),
        limit("investigation-respond", "Fri 5 Mar", Some("Thu 4 Mar")),
    ]);
    assert_eq!(walk.figures_of("2026-11").answered.in_agreed_time, 1);
    assert_eq!(walk.figures_of("2027-03").later.of("Stage 2: investigation").in_agreed_time, 1);
    walk.sound();
}

/// Nobody is named to sign: who investigates signs, as at the front line.
fn scotland_after_the_window_and_taken_further_by_the_council() {
    let late = answered_on_the_sixth("scotland-model");
    late.at("2027-01-07 10:00");
    late.asked_later_for_a_reason("2027-01-07", "2027-01-06");
    late.sound();

    let walk = answered_on_the_sixth("scotland-model");
    walk.at("2026-11-10 10:00");
    walk.ask(EscalateForm { by_council: true, ..asked_on("2026-11-10") }).expect("the council may as well");
    walk.acknowledge();
    walk.letter_says(&["On Tuesday 10 November 2026 we took this further"]);
    walk.given_to("kieran");
    walk.at("2026-12-09 10:00");
    walk.answered_alone("kieran", Finding::Upheld);
    walk.closed();
    walk.limits_are(&[
        limit("frontline-respond", "Mon 9 Nov", Some("Fri 6 Nov")),
        limit("investigation-acknowledge", "Fri 13 Nov", Some("Tue 10 Nov")),
        limit("investigation-respond", "Wed 9 Dec", Some("Wed 9 Dec")),
    ]);
    walk.sound();
}

fn answered_on_the_sixth(procedure: &str) -> Walk {
    let walk = Walk::logged(procedure);
    walk.acknowledge();
    walk.given();
    walk.at("2026-11-06 10:00");
    walk.answered_alone("dan", Finding::NotUpheld);
    walk.closed();
    walk
}

fn after_a_year_no_reason_is_good_enough() {
    let walk = Walk::logged("scotland-model");
    let answers = [false, true, true];
    let refused = walk.screened(&answers, "They were ill.").expect_err("no reason helps");
    assert!(matches!(refused, app::Problem::Refused(Refusal::TooLateToComplain)), "{refused}");
    walk.declined_as_too_late(&answers, Body::Spso);
}

fn wales_through_both_stages() {
    let walk = Walk::logged("wales-model");
    walk.acknowledge();
    walk.letter_says(&["Monday 16 November 2026"]);
    walk.given();
    walk.at("2026-11-06 10:00");
    answered_at_the_front_line(&walk, "ask us for a formal investigation", Body::Psow);
    walk.at("2026-11-18 10:00");
    walk.not_dealt_with_by("2026-11-17", &[("marian", Some("kieran")), ("stephen", Some("dan"))]);
    walk.escalate("2026-11-17", "stephen", Some("kieran")).expect("the formal investigation");
    walk.acknowledge();
    walk.letter_says(&["You asked us on Tuesday 17 November 2026", "Tuesday 15 December 2026"]);
    walk.at("2026-12-14 10:00");
    walk.put_off("formal-respond", "2027-05-17", false);
    walk.at("2027-05-14 10:00");
    let first = "ask us for a formal investigation";
    answered_after_the_investigation(&walk, ["kieran", "stephen"], first, Body::Psow);
    walk.letter_says(&["You may write to us in Welsh or in English"]);
    walk.limits_are(&[
        limit("informal-respond", "Mon 16 Nov", Some("Fri 6 Nov")),
        limit("formal-acknowledge", "Tue 24 Nov", Some("Wed 18 Nov")),
        limit("formal-respond", "Mon 17 May", Some("Fri 14 May")),
    ]);
    walk.sound();
}

fn northern_ireland_through_both_stages() {
    let walk = about_kieran("northern-ireland-model");
    walk.acknowledge();
    walk.step_on("priya", Milestone::Occurred, "2026-10-01");
    walk.given();
    walk.at("2026-11-09 10:00");
    walk.put_off("frontline-respond", "2026-11-16", false);
    walk.not_put_off_again("frontline-respond", "2026-11-17", false);
    walk.at("2026-11-13 10:00");
    answered_at_the_front_line(&walk, "ask us to investigate", Body::Nipso);

    walk.at("2027-04-02 10:00");
    walk.not_dealt_with_by("2027-04-01", &[("stephen", Some("kieran"))]);
    walk.escalate("2027-04-01", "stephen", Some("dan")).expect("six months of what happened, on the last day");
    walk.acknowledge();
    walk.letter_says(&["Thursday 29 April 2027"]);
    walk.at("2027-04-20 10:00");
    walk.not_put_off_unless_agreed("joanne", "investigation-respond", "2027-05-14");
    walk.not_put_off_unless_agreed("helen", "investigation-respond", "2027-05-14");
    walk.put_off_by("joanne", "investigation-respond", "2027-05-14", true);
    walk.at("2027-05-14 10:00");
    answered_after_the_investigation(&walk, ["dan", "stephen"], "ask us to investigate", Body::Nipso);
    walk.letter_says(&["within six months"]);
    walk.limits_are(&[
        limit("frontline-respond", "Mon 16 Nov", Some("Fri 13 Nov")),
        limit("investigation-acknowledge", "Tue 6 Apr", Some("Fri 2 Apr")),
        limit("investigation-respond", "Fri 14 May", Some("Fri 14 May")),
    ]);
    walk.sound();
}

fn northern_ireland_after_the_window() {
    let walk = answered_on_the_sixth("northern-ireland-model");
    walk.at("2027-01-07 10:00");
    walk.asked_later_for_a_reason("2027-01-07", "2027-01-06");
    walk.sound();
}
