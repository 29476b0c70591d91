//! The delay letter in time: on Today and on the case, some days before a date and not only once it is missed.

use std::collections::BTreeMap;

use app::{
    adoption,
    against::measure_against,
    cases::{self, Delay, ExtendForm},
    lists::{self, NextStep, Scope},
    procedures,
    settings::{self, Reminders},
};
use domain::letter::Method;
use testkit::{Scene, TestOffice, by, office};

/// What Today asks the Champion to do with the only case.
fn next(office: &TestOffice) -> Option<NextStep> {
    let today = lists::today(&office.office, &office.who("joanne"), Scope::All, office.now()).expect("it can be read");
    today.work.first().expect("the case").next
}

fn days(office: &TestOffice) -> Vec<(&'static str, Option<NextStep>)> {
    ["2026-11-17", "2026-11-18", "2026-11-19", "2026-11-23", "2026-11-24"].map(|day| (day, at(office, day))).to_vec()
}

fn at(office: &TestOffice, day: &str) -> Option<NextStep> {
    office.clock.set(&format!("{day} 10:00"));
    next(office)
}

fn delay(office: &TestOffice, scene: &Scene<'_>, who: &str) -> Option<Delay> {
    cases::open(&office.office, &office.who(who), scene.reference, office.now()).expect("they see it").delay
}

fn extend(office: &TestOffice, scene: &Scene<'_>, to: &str) {
    let form = ExtendForm {
        clock: None,
        to: to.parse().ok(),
        reason: "Somebody is away".into(),
        agreed: false,
        letter: by(Method::Handed),
    };
    cases::extend(&office.office, &office.who("joanne"), scene.reference.into(), &form, office.now())
        .expect("it is put off");
}

fn keep(office: &TestOffice, change: impl Fn(&mut Reminders)) {
    let seen: Reminders = office.office.read(settings::get).expect("read");
    let mut wanted = seen.clone();
    change(&mut wanted);
    settings::keep_reminders(&office.office, &office.who("admin"), &wanted, &seen, office.now()).expect("it is kept");
}

/// A complaint that Dan has, to be answered by Monday 23 November 2026.
fn with_dan(office: &TestOffice) -> Scene<'_> {
    let scene = Scene::logged(office);
    scene.acknowledge().expect("it is acknowledged");
    scene.given_to_dan();
    scene
}

const CHASE: Option<NextStep> = Some(NextStep::Chase);
const LETTER: Option<NextStep> = Some(NextStep::Extend);

#[test]
fn today_offers_the_letter_some_days_before_the_date_and_until_the_customer_is_told() {
    let office = office();
    let scene = with_dan(&office);
    let expected = [
        ("2026-11-17", CHASE),
        ("2026-11-18", LETTER),
        ("2026-11-19", LETTER),
        ("2026-11-23", LETTER),
        ("2026-11-24", LETTER),
    ];
    assert_eq!(days(&office), expected);
    office.clock.set("2026-11-20 10:00");
    extend(&office, &scene, "2026-12-01");
    assert_eq!(days(&office)[3..], [("2026-11-23", CHASE), ("2026-11-24", CHASE)]);
    assert_eq!(at(&office, "2026-11-30"), CHASE, "it may be put off once only");
}

#[test]
fn told_too_late_is_told_all_the_same() {
    let office = office();
    let scene = with_dan(&office);
    office.clock.set("2026-11-24 10:00");
    extend(&office, &scene, "2026-12-01");
    assert_eq!(at(&office, "2026-11-25"), CHASE);
}

#[test]
fn a_response_that_waits_for_its_signature_is_chased_until_it_is_late() {
    let office = office();
    with_dan(&office).submitted();
    let expected = [
        ("2026-11-17", CHASE),
        ("2026-11-18", CHASE),
        ("2026-11-19", CHASE),
        ("2026-11-23", CHASE),
        ("2026-11-24", LETTER),
    ];
    assert_eq!(days(&office), expected);
}

#[test]
fn how_long_before_is_a_setting_and_no_matter_of_reminders() {
    let office = office();
    let scene = with_dan(&office);
    keep(&office, |reminders| *reminders = Reminders { days_before: Vec::new(), on: false, delay_letter: 1 });
    let expected = [
        ("2026-11-17", CHASE),
        ("2026-11-18", CHASE),
        ("2026-11-19", CHASE),
        ("2026-11-23", LETTER),
        ("2026-11-24", LETTER),
    ];
    assert_eq!(days(&office), expected);
    office.clock.set("2026-11-19 10:00");
    assert_eq!(delay(&office, &scene, "dan"), None);
    office.clock.set("2026-11-20 10:00");
    assert!(delay(&office, &scene, "dan").is_some());
    keep(&office, |reminders| reminders.delay_letter = 10);
    assert_eq!(at(&office, "2026-11-09"), LETTER);
    assert_eq!(at(&office, "2026-11-06"), CHASE);
}

#[test]
fn the_date_of_a_code_counts_as_well() {
    let office = office();
    let scene = with_dan(&office);
    let admin = office.who("admin");
    measure_against(&office.office, &admin, Some("lgsco-code-2024"), office.now(), &mut app::progress::unwatched)
        .expect("it is measured");
    // Ten working days from the acknowledgement: 16 November.
    assert_eq!(at(&office, "2026-11-10"), CHASE);
    assert_eq!(at(&office, "2026-11-11"), LETTER);
    assert_eq!(at(&office, "2026-11-17"), LETTER, "late by the Code, and nobody told the customer");
    extend(&office, &scene, "2026-11-30");
    assert_eq!(at(&office, "2026-11-24"), CHASE);
}

/// A limit of five working days that can be put off, beside that of fifteen.
const TWO_DATES: &str = "[[stage.clock]]\nid = \"visit\"\ntitle = \"Visit\"\n\
    limit = { number = 5, unit = \"working-days\" }\nfrom = \"received\"\nmet_by = [\"met\"]\n\n\
    [[extension]]\nclock = \"visit\"\nmost = { number = 2, unit = \"working-days\" }\ntimes = 1\n\
    reasons = [\"Nobody was in\"]\n\n[[extension]]\n";

#[test]
fn a_date_that_was_missed_hides_no_other_that_is_near() {
    let office = office();
    let admin = office.who("admin");
    let text = procedures::text(&office.office, &admin, "making-experiences-count", None).expect("it is there").toml;
    let own = text.replacen("making-experiences-count", "ours", 1).replacen("[extension]\n", TWO_DATES, 1);
    let kept = procedures::keep(&office.office, &admin, &own, "", office.now()).expect("it can be followed");
    adoption::adopt(&office.office, &admin, &kept.id, 1, &BTreeMap::new(), office.now()).expect("it is adopted");
    let scene = with_dan(&office);
    let title = |delay: Option<Delay>| delay.map(|delay| (delay.clock, delay.days_left));
    office.clock.set("2026-11-06 10:00");
    assert_eq!(title(delay(&office, &scene, "dan")), Some(("visit".into(), 1)));
    office.clock.set("2026-11-20 10:00");
    assert_eq!(title(delay(&office, &scene, "dan")), Some(("respond".into(), 1)));
}
