//! Two university departments: an estates department with an informal complaint, a formal one and an appeal, and an IT
//! department whose front line decides or passes it on to be investigated.

use app::{Problem, cases};
use domain::{
    Refusal,
    feedback::{Ending, Finding, Kind},
    procedure::{Body, Milestone},
};

use super::walk::{Walk, limit};

pub(super) const ESTATES: &[fn()] = &[
    an_enquiry_is_answered_by_the_centre,
    an_enquiry_is_acknowledged_and_handed_over,
    informal_formal_and_appeal,
    informal_and_formal_put_off,
];

pub(super) const IT: &[fn()] = &[
    from_the_front_line_to_the_investigation,
    put_off_and_told_how_it_stands,
    the_investigation_is_refused,
    || straight_to_the_investigation("vip"),
    || straight_to_the_investigation("complex"),
    || straight_to_the_investigation("high-risk"),
];

const ESTATES_ID: &str = "estates-customer-services";
const IT_ID: &str = "it-services-feedback";

fn an_enquiry_is_answered_by_the_centre() {
    let walk = Walk::logged_as(Kind::ServiceRequest, ESTATES_ID);
    walk.given();
    walk.at("2026-11-05 10:00");
    walk.drafted("dan", Finding::Upheld);
    walk.may_not_sign(&["priya", "marian", "helen"]);
    let office = &walk.office;
    cases::sign_off(&office.office, &office.who("dan"), walk.on(), "", "", office.now()).expect("he signs his own");
    let send = |name: &str| {
        let method = domain::letter::Method::Handed;
        cases::send(&office.office, &office.who(name), walk.on(), method, office.now())
    };
    assert!(send("dan").is_err() && send("marian").is_err(), "the centre sends");
    send("priya").expect("she is of the centre");
    walk.closed();
    walk.limits_are(&[limit("answer-enquiry", "Thu 5 Nov", Some("Thu 5 Nov"))]);
    walk.sound();
}

fn an_enquiry_is_acknowledged_and_handed_over() {
    let walk = Walk::logged_as(Kind::ServiceRequest, ESTATES_ID);
    walk.at("2026-11-04 10:00");
    walk.acknowledge();
    walk.closed_as(Ending::HandedOver);
    walk.limits_are(&[limit("answer-enquiry", "Thu 5 Nov", Some("Wed 4 Nov"))]);
    walk.sound();
}

fn informal_formal_and_appeal() {
    let walk = Walk::logged(ESTATES_ID);
    walk.at("2026-11-04 10:00");
    walk.given_to("priya");
    walk.may_not_acknowledge(&["marian"]);
    walk.acknowledge();
    walk.step("priya", Milestone::Updated);
    walk.at("2026-11-12 10:00");
    walk.drafted("priya", Finding::NotUpheld);
    walk.may_not_sign(&["marian", "dan", "joanne", "helen"]);
    walk.signed_and_sent("priya");
    walk.letter_says(&["ask the Head of Customer Services to look at it formally"]);
    walk.closed();
    walk.at("2026-11-16 10:00");
    // Formal: the head of another centre investigates and signs, and so does what Marian may not.
    walk.not_dealt_with_by(
        "2026-11-16",
        &[("marian", Some("marian")), ("helen", Some("stephen")), ("stephen", Some("priya"))],
    );
    walk.escalate("2026-11-16", "stephen", Some("stephen")).expect("formal");
    walk.at("2026-11-18 10:00");
    walk.rung_by("stephen");
    walk.at("2026-11-30 10:00");
    walk.submitted("stephen", Finding::NotUpheld);
    walk.may_not_sign(&["marian", "priya", "helen"]);
    walk.signed_and_sent("stephen");
    walk.letter_says(&["you can appeal to the Deputy Director", "Head of Customer Services and Engagement"]);
    walk.closed();
    walk.at("2026-12-02 10:00");
    // Neither he nor a head of centre decides the appeal.
    walk.not_dealt_with_by("2026-12-01", &[("stephen", None), ("marian", None)]);
    walk.escalate("2026-12-01", "helen", Some("helen")).expect("the appeal");
    walk.at("2026-12-15 10:00");
    walk.submitted("helen", Finding::PartlyUpheld);
    walk.may_not_sign(&["stephen", "marian", "joanne"]);
    walk.signed_and_sent("helen");
    walk.letter_says(&[
        "Helen Hart\\\nDeputy Director of Estates",
        "can ask the Office of the Independent Adjudicator",
    ]);
    walk.closed();
    walk.limits_are(&[
        limit("informal-acknowledge", "Thu 5 Nov", Some("Wed 4 Nov")),
        limit("informal-explain", "Wed 18 Nov", Some("Thu 12 Nov")),
        limit("formal-contact", "Mon 23 Nov", Some("Wed 18 Nov")),
        limit("formal-outcome", "Wed 2 Dec", Some("Mon 30 Nov")),
        limit("appeal-decide", "Thu 31 Dec", Some("Tue 15 Dec")),
    ]);
    let case = walk.file().case;
    let outcomes: Vec<_> = (0..3).map(|stage| case.outcome_in(stage)).collect();
    assert_eq!(outcomes, [Some(Finding::NotUpheld), Some(Finding::NotUpheld), Some(Finding::PartlyUpheld)]);
    walk.ends_with_the_ombudsman(Body::Oia);
    walk.sound();
}

fn informal_and_formal_put_off() {
    let walk = Walk::logged(ESTATES_ID);
    walk.at("2026-11-04 10:00");
    walk.acknowledge();
    walk.given_to("priya");
    walk.at("2026-11-17 10:00");
    walk.put_off("informal-explain", "2026-12-02", false);
    walk.not_put_off_again("informal-explain", "2026-12-03", false);
    walk.at("2026-12-01 10:00");
    walk.answered_alone("priya", Finding::NotUpheld);
    walk.closed();
    walk.at("2026-12-02 10:00");
    walk.escalate("2026-12-02", "stephen", Some("stephen")).expect("formal");
    walk.at("2026-12-04 10:00");
    walk.acknowledge();
    walk.at("2026-12-17 10:00");
    walk.put_off("formal-outcome", "2027-01-06", false);
    walk.not_put_off_again("formal-outcome", "2027-01-07", false);
    walk.at("2027-01-06 10:00");
    walk.submitted("stephen", Finding::Upheld);
    walk.signed_and_sent("stephen");
    walk.closed();
    walk.limits_are(&[
        limit("informal-acknowledge", "Thu 5 Nov", Some("Wed 4 Nov")),
        limit("informal-explain", "Wed 2 Dec", Some("Tue 1 Dec")),
        limit("formal-contact", "Wed 9 Dec", Some("Fri 4 Dec")),
        limit("formal-outcome", "Wed 6 Jan", Some("Wed 6 Jan")),
    ]);
    walk.sound();
}

fn from_the_front_line_to_the_investigation() {
    let walk = Walk::logged(IT_ID);
    walk.acknowledge();
    walk.given_to("priya");
    walk.at("2026-11-04 10:00");
    walk.drafted("priya", Finding::NotUpheld);
    walk.may_not_sign(&["marian", "dan", "joanne", "helen"]);
    walk.signed_and_sent("priya");
    walk.at("2026-11-06 10:00");
    walk.not_dealt_with_by("2026-11-05", &[("marian", Some("kieran")), ("stephen", Some("priya"))]);
    walk.escalate("2026-11-05", "stephen", Some("kieran")).expect("an answered case need not be closed first");
    walk.acknowledge();
    walk.at("2026-12-01 10:00");
    walk.answered("kieran", "stephen", Finding::Upheld);
    walk.letter_says(&["Stephen Achebe\\\nSenior management", "Office of the Independent Adjudicator"]);
    walk.closed();
    walk.limits_are(&[
        limit("frontline-acknowledge", "Mon 2 Nov", Some("Mon 2 Nov")),
        limit("frontline-decide", "Thu 5 Nov", Some("Wed 4 Nov")),
        limit("investigation-acknowledge", "Thu 5 Nov", Some("Fri 6 Nov")),
        limit("investigation-decide", "Thu 3 Dec", Some("Tue 1 Dec")),
        limit("investigation-update", "Thu 12 Nov", Some("Tue 1 Dec")),
    ]);
    walk.ends_with_the_ombudsman(Body::Oia);
    walk.sound();
}

fn put_off_and_told_how_it_stands() {
    let walk = Walk::logged(IT_ID);
    walk.acknowledge();
    walk.given_to("priya");
    walk.at("2026-11-05 10:00");
    walk.put_off_by("priya", "frontline-decide", "2026-11-10", false);
    walk.at("2026-11-10 10:00");
    walk.answered_alone("priya", Finding::NotUpheld);
    walk.closed();
    walk.at("2026-11-12 10:00");
    walk.escalate("2026-11-12", "stephen", Some("kieran")).expect("the investigation");
    walk.rung_by("kieran");
    for day in ["2026-11-18", "2026-11-25", "2026-12-02", "2026-12-09", "2026-12-16"] {
        walk.at(&format!("{day} 10:00"));
        walk.step("kieran", Milestone::Updated);
        if day == "2026-12-09" {
            walk.put_off_by("kieran", "investigation-decide", "2026-12-21", false);
        }
    }
    walk.at("2026-12-18 10:00");
    walk.answered("kieran", "stephen", Finding::PartlyUpheld);
    walk.closed();
    walk.limits_are(&[
        limit("frontline-acknowledge", "Mon 2 Nov", Some("Mon 2 Nov")),
        limit("frontline-decide", "Tue 10 Nov", Some("Tue 10 Nov")),
        limit("investigation-acknowledge", "Thu 12 Nov", Some("Thu 12 Nov")),
        limit("investigation-decide", "Mon 21 Dec", Some("Fri 18 Dec")),
        limit("investigation-update", "Wed 23 Dec", Some("Fri 18 Dec")),
    ]);
    walk.sound();
}

fn the_investigation_is_refused() {
    let walk = Walk::logged(IT_ID);
    walk.given_to("priya");
    walk.answered_alone("priya", Finding::NotUpheld);
    walk.closed();
    walk.at("2026-11-06 10:00");
    let no_reason = walk.refuse_stage("2026-11-06", "", "We did all we could.").expect_err("one of the procedure");
    assert!(matches!(no_reason, Problem::Refused(Refusal::ChooseCause)), "{no_reason}");
    walk.refuse_stage("2026-11-06", "nothing-more", "We did all we could.").expect("it is refused");
    walk.letter_says(&["We did all we could", "Office of the Independent Adjudicator"]);
    walk.sound();
}

fn straight_to_the_investigation(because: &str) {
    let walk = Walk::logged(IT_ID);
    walk.begins_in("investigation", because);
    walk.appointed("helen", "dan").expect_err("she is not of senior management");
    walk.appointed("marian", "dan").expect("who deals with it");
    walk.acknowledge();
    walk.at("2026-11-24 10:00");
    walk.answered("dan", "marian", Finding::Upheld);
    walk.closed();
    walk.limits_are(&[
        limit("investigation-acknowledge", "Mon 2 Nov", Some("Mon 2 Nov")),
        limit("investigation-decide", "Mon 30 Nov", Some("Tue 24 Nov")),
        limit("investigation-update", "Mon 9 Nov", Some("Tue 24 Nov")),
    ]);
    walk.sound();
}
