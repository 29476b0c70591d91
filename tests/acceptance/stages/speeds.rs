//! What no procedure that ships has: a clock that stands still, limits and extensions by band, an hour of its own for a
//! weekday. Two clocks run, at two speeds.

use app::{Problem, cases::LogForm};
use domain::{
    Refusal,
    feedback::Finding,
    letter::Method,
    procedure::{Body, Milestone},
};

use super::walk::{Walk, limit, office_of};

pub(super) const FILE: &str = include_str!("two-speeds.toml");

pub(super) const WALKS: &[fn()] = &[
    stopped_for_the_customer_and_for_the_police,
    stopped_before_it_was_acknowledged,
    a_plain_one_has_the_short_limit,
    several_points_have_more_time,
    a_complex_one_is_told_how_it_stands,
    moved_from_band_to_band,
    late_on_a_friday,
];

fn logged() -> Walk {
    Walk::logged_in(office_of(FILE), |form| form)
}

/// Received on Monday 2 November: ten working days run to the 16th, twelve weeks to 25 January.
fn begun() -> Walk {
    let walk = logged();
    walk.at("2026-11-03 10:00");
    walk.acknowledge();
    walk.letter_promises("2026-11-16");
    walk.given();
    walk
}

fn stopped_for_the_customer_and_for_the_police() {
    let walk = begun();
    walk.at("2026-11-06 10:00");
    walk.stands_still_at_most("dan", "customer", ("2026-11-06", "2026-11-12"));
    let stopped = [
        limit("acknowledge", "Thu 5 Nov", Some("Tue 3 Nov")),
        limit("respond", "Mon 23 Nov", None),
        limit("whole", "Mon 25 Jan", None),
    ];
    walk.limits_are(&stopped);
    let twice = walk.does_not_stand_still("dan", "police", ("2026-11-06", "2026-11-09"));
    assert!(twice.contains("12 November 2026"), "it stands still already: {twice}");
    walk.at("2026-11-10 10:00");
    walk.runs_again("priya", "2026-11-10");
    assert_eq!(walk.limits()[1], limit("respond", "Wed 18 Nov", None), "Friday and Monday did not count");

    // The police name no day; every clock waits for them, and runs again by itself.
    walk.at("2026-11-11 10:00");
    walk.stands_still("joanne", "police", ("2026-11-11", "2026-11-27"));
    let waiting = [limit("respond", "Mon 7 Dec", None), limit("whole", "Thu 11 Feb", None)];
    assert_eq!(walk.limits()[1..], waiting, "thirteen working days, and seventeen days of the whole");
    walk.at("2026-12-04 10:00");
    assert_eq!(walk.limits()[1..], waiting, "it runs again and nobody had to say so");
    walk.put_off("respond", "2026-12-14", false);
    walk.not_put_off_again("respond", "2026-12-15", false);
    let told = walk.does_not_stand_still("dan", "customer", ("2026-12-04", "2026-12-07"));
    assert!(told.contains("14 December 2026"), "the customer was told that day: {told}");
    walk.at("2026-12-11 10:00");
    walk.answered("dan", "marian", Finding::Upheld);
    walk.closed();
    walk.limits_are(&[
        limit("acknowledge", "Thu 5 Nov", Some("Tue 3 Nov")),
        limit("respond", "Mon 14 Dec", Some("Fri 11 Dec")),
        limit("whole", "Thu 11 Feb", Some("Fri 11 Dec")),
    ]);
    assert_eq!(walk.figures_of("2026-12").answered.in_agreed_time, 1);
    walk.ends_with_the_ombudsman(Body::Lgsco);
    walk.sound();
}

/// The letter that acknowledges it promises the date that the pause has made.
fn stopped_before_it_was_acknowledged() {
    let walk = logged();
    walk.at("2026-11-03 10:00");
    walk.stands_still("joanne", "customer", ("2026-11-03", "2026-11-04"));
    walk.acknowledge();
    walk.letter_promises("2026-11-18");
    walk.given();
    walk.at("2026-11-19 10:00");
    let missed = walk.does_not_stand_still("dan", "customer", ("2026-11-18", "2026-11-20"));
    assert!(missed.contains("18 November 2026"), "a missed date stays missed: {missed}");
    walk.answered("dan", "marian", Finding::NotUpheld);
    assert_eq!(walk.figures_of("2026-11").answered.late, 1);
    walk.sound();
}

fn a_plain_one_has_the_short_limit() {
    let walk = begun();
    walk.is_in("plain");
    walk.limits_are(&[
        limit("acknowledge", "Thu 5 Nov", Some("Tue 3 Nov")),
        limit("respond", "Mon 16 Nov", None),
        limit("whole", "Mon 25 Jan", None),
    ]);
    walk.at("2026-11-16 10:00");
    walk.put_off("respond", "2026-11-23", false);
    walk.not_put_off_again("respond", "2026-11-24", false);
    walk.at("2026-11-20 10:00");
    walk.answered("dan", "marian", Finding::Upheld);
    walk.sound();
}

fn several_points_have_more_time() {
    let walk = logged();
    walk.is_in("plain");
    walk.one_more_point("The lid was broken as well.");
    walk.is_in("several");
    walk.at("2026-11-03 10:00");
    walk.acknowledge();
    walk.letter_promises("2026-11-23");
    walk.given();
    walk.at("2026-11-20 10:00");
    walk.put_off("respond", "2026-12-21", false);
    walk.sound();
}

fn a_complex_one_is_told_how_it_stands() {
    let walk = begun();
    walk.put_into("joanne", "complex");
    walk.is_in("complex");
    walk.limits_are(&[
        limit("acknowledge", "Thu 5 Nov", Some("Tue 3 Nov")),
        limit("respond", "Mon 30 Nov", None),
        limit("update", "Mon 16 Nov", None),
        limit("whole", "Mon 25 Jan", None),
    ]);
    walk.at("2026-11-12 10:00");
    walk.step("dan", Milestone::Updated);
    assert_eq!(walk.limits()[2], limit("update", "Thu 26 Nov", None), "ten working days after the last");
    walk.stands_still_at_most("dan", "customer", ("2026-11-12", "2026-11-18"));
    let still = [limit("respond", "Mon 7 Dec", None), limit("update", "Wed 2 Dec", None)];
    assert_eq!(walk.limits()[1..3], still, "both stand still; the day of the update was day 0 already");
    walk.at("2026-12-02 10:00");
    walk.step("dan", Milestone::Updated);
    walk.put_off("respond", "2027-01-07", false);
    walk.at("2026-12-16 10:00");
    walk.step("dan", Milestone::Updated);
    walk.at("2026-12-18 10:00");
    walk.answered("dan", "marian", Finding::Upheld);
    walk.limits_are(&[
        limit("acknowledge", "Thu 5 Nov", Some("Tue 3 Nov")),
        limit("respond", "Thu 7 Jan", Some("Fri 18 Dec")),
        limit("update", "Mon 4 Jan", Some("Fri 18 Dec")),
        limit("whole", "Mon 25 Jan", Some("Fri 18 Dec")),
    ]);
    walk.sound();
}

/// Its dates follow its band, and what somebody may still do about them as well.
fn moved_from_band_to_band() {
    let walk = begun();
    walk.at("2026-11-13 10:00");
    walk.delay_letter_is_ready("respond", "2026-11-23");
    walk.put_into("joanne", "complex");
    assert_eq!(walk.limits()[1], limit("respond", "Mon 30 Nov", None));
    assert_eq!(walk.file().delay, None, "no date is near any more");
    walk.put_into("joanne", "");
    walk.is_in("plain");
    assert_eq!(walk.limits()[1], limit("respond", "Mon 16 Nov", None));
    assert_eq!(walk.limits().len(), 3, "no updates are owed any more");
    let updated = walk.extend("joanne", "update", "2026-11-20", false, Method::Handed);
    assert!(matches!(updated, Err(Problem::Refused(Refusal::NoLimitToExtend))), "{updated:?}");
    walk.one_more_point("The lid was broken as well.");
    walk.is_in("several");
    assert_eq!(walk.limits()[1], limit("respond", "Mon 23 Nov", None));
    walk.put_off("respond", "2026-12-21", false);
    walk.put_into("joanne", "complex");
    assert_eq!(walk.limits()[1], limit("respond", "Mon 21 Dec", None), "the customer was told that day");
    walk.put_off("respond", "2026-12-30", false);
    walk.not_put_off_again("respond", "2026-12-31", false);
    walk.sound();
}

/// Offices close earlier on Fridays: what comes in after that counts as received on the Monday.
fn late_on_a_friday() {
    let office = office_of(FILE);
    office.clock.set("2026-11-06 16:45");
    let at = |hour: &str| hour.parse().ok();
    let walk = Walk::logged_in(office, |form| LogForm { received_at: at("16:31:00"), ..form });
    walk.came_after_the_hour_of("friday");
    assert_eq!(walk.limits()[..2], [limit("acknowledge", "Thu 12 Nov", None), limit("respond", "Mon 23 Nov", None)]);
    let office = office_of(FILE);
    office.clock.set("2026-11-06 16:45");
    let walk = Walk::logged_in(office, |form| LogForm { received_at: at("16:30:00"), ..form });
    assert_eq!(walk.limits()[..2], [limit("acknowledge", "Wed 11 Nov", None), limit("respond", "Fri 20 Nov", None)]);
    walk.sound();
}
