//! A council's own policy of one stage, and complaints about personal data, which it follows beside it.

use app::cases::{self, LogForm};
use domain::{
    feedback::{Ending, Finding, Kind},
    procedure::{Body, Milestone},
};
use testkit::office;

use super::walk::{Walk, asked_on, limit, office_beside};

pub(super) const MAKING_EXPERIENCES_COUNT: &[fn()] = &[
    put_off_and_answered,
    answered_in_the_place_of_an_acknowledgement,
    || has_no_limits(Kind::Comment, Ending::PassedOn),
    || has_no_limits(Kind::Compliment, Ending::PassedOn),
    || has_no_limits(Kind::ServiceRequest, Ending::HandedOver),
];

pub(super) const DATA_PROTECTION: &[fn()] =
    &[told_how_it_stands_until_the_outcome, the_outcome_within_thirty_days, before_the_law_was_in_force];

const PERSONAL_DATA: &str = "data-protection-complaint";

fn put_off_and_answered() {
    let walk = Walk::logged("making-experiences-count");
    walk.at("2026-11-04 10:00");
    walk.acknowledge();
    walk.letter_says(&["Monday 23 November 2026"]);
    walk.given();
    walk.at("2026-11-23 10:00");
    walk.put_off("respond", "2026-12-07", false);
    walk.not_put_off_again("respond", "2026-12-08", false);
    walk.at("2026-12-07 10:00");
    walk.submitted("dan", Finding::PartlyUpheld);
    walk.may_not_sign(&["dan", "kieran", "stephen", "helen", "joanne", "priya"]);
    walk.signed_and_sent("marian");
    walk.letter_says(&["Head of Customer Services", "Local Government and Social Care Ombudsman"]);
    walk.closed();
    walk.limits_are(&[
        limit("acknowledge", "Wed 4 Nov", Some("Wed 4 Nov")),
        limit("respond", "Mon 7 Dec", Some("Mon 7 Dec")),
    ]);
    assert_eq!(walk.figures_of("2026-12").answered.in_agreed_time, 1);
    assert!(walk.ask(asked_on("2026-12-07")).is_err(), "the policy has no second look");
    walk.ends_with_the_ombudsman(Body::Lgsco);
    walk.sound();
}

/// Signed by the deputy of the Head, "pp".
fn answered_in_the_place_of_an_acknowledgement() {
    let office = office();
    office.deputise("marian", "helen");
    let walk = Walk::logged_in(office, |form| form);
    walk.given();
    walk.at("2026-11-04 10:00");
    walk.answered("dan", "helen", Finding::Upheld);
    walk.letter_says(&["pp Marian Teale"]);
    walk.closed();
    walk.limits_are(&[
        limit("acknowledge", "Wed 4 Nov", Some("Wed 4 Nov")),
        limit("respond", "Mon 23 Nov", Some("Wed 4 Nov")),
    ]);
    walk.sound();
}

fn has_no_limits(kind: Kind, ending: Ending) {
    let walk = Walk::logged_as(kind, "making-experiences-count");
    walk.acknowledge();
    walk.limits_are(&[]);
    walk.closed_as(ending);
    walk.sound();
}

fn about_data() -> Walk {
    Walk::beside(PERSONAL_DATA, "data-protection")
}

fn told_how_it_stands_until_the_outcome() {
    let walk = about_data();
    walk.target_is("acknowledge", "2026-12-01");
    walk.limits_are(&[
        limit("acknowledge", "Wed 2 Dec", None),
        limit("respond", "Tue 2 Feb", None),
        limit("update", "Fri 1 Jan", None),
    ]);
    walk.at("2026-11-09 10:00");
    walk.acknowledge();
    walk.letter_says(&["Tuesday 2 February 2027"]);
    walk.given();
    walk.limits_are(&[
        limit("acknowledge", "Wed 2 Dec", Some("Mon 9 Nov")),
        limit("respond", "Tue 2 Feb", None),
        limit("update", "Wed 9 Dec", None),
    ]);
    for day in ["2026-12-07 10:00", "2027-01-05 10:00"] {
        walk.at(day);
        walk.step("dan", Milestone::Updated);
    }
    walk.at("2027-02-02 10:00");
    walk.step("dan", Milestone::Updated);
    walk.put_off("respond", "2027-04-02", false);
    walk.letter_says(&["Information Commissioner"]);
    walk.not_put_off_again("respond", "2027-04-05", false);
    walk.at("2027-03-03 10:00");
    walk.step("dan", Milestone::Updated);
    walk.at("2027-03-31 10:00");
    walk.submitted("dan", Finding::Upheld);
    walk.may_not_sign(&["dan", "stephen", "helen", "joanne"]);
    walk.signed_and_sent("marian");
    walk.letter_says(&["you can complain to the Information Commissioner: ico.org.uk"]);
    walk.letter_does_not_say(&["Ombudsman"]);
    walk.closed();
    walk.limits_are(&[
        limit("acknowledge", "Wed 2 Dec", Some("Mon 9 Nov")),
        limit("respond", "Fri 2 Apr", Some("Wed 31 Mar")),
        limit("update", "Fri 2 Apr", Some("Wed 31 Mar")),
    ]);
    walk.ends_with_the_ombudsman(Body::InformationCommissioner);
    walk.sound();
}

fn the_outcome_within_thirty_days() {
    let walk = about_data();
    walk.given();
    walk.at("2026-11-27 10:00");
    walk.answered("dan", "marian", Finding::NotUpheld);
    walk.closed();
    walk.limits_are(&[
        limit("acknowledge", "Wed 2 Dec", Some("Fri 27 Nov")),
        limit("respond", "Tue 2 Feb", Some("Fri 27 Nov")),
        limit("update", "Fri 1 Jan", Some("Fri 27 Nov")),
    ]);
    walk.sound();
}

/// What came in the day before the law was in force is under the council's own policy.
fn before_the_law_was_in_force() {
    let received = |day: &str| {
        let day = day.parse().ok();
        let walk =
            Walk::logged_in(office_beside(PERSONAL_DATA, "data-protection"), |form| LogForm { received: day, ..form });
        let under: cases::CaseFile = walk.file();
        under.case.under.procedure
    };
    assert_eq!(received("2026-06-18"), "making-experiences-count");
    assert_eq!(received("2026-06-19"), PERSONAL_DATA);
}
