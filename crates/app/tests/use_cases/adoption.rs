//! Which version of a procedure a new case begins under.

use app::{
    Problem,
    adoption::adopt,
    cases::{self, LogForm},
};
use domain::{Date, Moment, procedure::Readings};
use testkit::{Scene, TestOffice, office};

const OURS: &str = include_str!("../../../../procedures/making-experiences-count.toml");

fn date(text: &str) -> Date {
    text.parse().expect("a date")
}

/// Keeps a second version of the default, in force from `in_force`, with `also` in its heading.
fn second_version(office: &TestOffice, in_force: &str, also: &str) {
    let text = OURS.replacen("version = 1", &format!("version = 2\n{also}"), 1).replacen(
        "in_force = \"2012-01-01\"",
        &format!("in_force = \"{in_force}\""),
        1,
    );
    let keep = |writing: &store::Writing<'_>| {
        Ok(writing.keep_procedure_file("making-experiences-count", 2, &text, office.now())?)
    };
    office.office.change_rules(keep).expect("it is kept, and can be followed");
}

fn try_adopting(office: &TestOffice, id: &str, version: u32, now: Moment) -> Result<(), Problem> {
    adopt(&office.office, &office.who("admin"), id, version, &Readings::new(), now)
}

fn version_for(office: &TestOffice, received: &str, recorded: &str) -> (String, u32) {
    let book = office.office.rules_for(date(received), date(recorded)).expect("rules");
    (book.procedure().id.clone(), book.procedure().version)
}

#[test]
fn a_version_holds_from_the_day_it_is_in_force() {
    let office = office();
    second_version(&office, "2027-01-01", "");
    assert_eq!(version_for(&office, "2027-02-01", "2027-02-01").1, 1, "nobody has adopted it");
    try_adopting(&office, "making-experiences-count", 2, office.now()).expect("it is adopted");
    let table = [
        ("the day before", "2026-12-31", "2026-12-31", 1),
        ("received before, logged after", "2026-12-31", "2027-01-05", 1),
        ("the first day", "2027-01-01", "2027-01-01", 2),
    ];
    for (name, received, recorded, version) in table {
        assert_eq!(version_for(&office, received, recorded).1, version, "{name}");
    }
}

#[test]
fn the_day_of_recording_decides_where_the_version_says_so() {
    let office = office();
    second_version(&office, "2027-01-01", "in_force_by = \"recorded\"");
    try_adopting(&office, "making-experiences-count", 2, office.now()).expect("it is adopted");
    assert_eq!(version_for(&office, "2026-12-31", "2027-01-05").1, 2);
}

#[test]
fn a_version_whose_last_day_has_passed_is_not_adopted() {
    let office = office();
    second_version(&office, "2020-01-01", "until = \"2021-12-31\"");
    let refused = try_adopting(&office, "making-experiences-count", 2, office.now()).expect_err("it has ended");
    assert!(refused.to_string().contains("in force until 31 December 2021"), "{refused}");
}

#[test]
fn another_procedure_holds_at_once_and_only_an_administrator_adopts_it() {
    let office = office();
    let refused = adopt(&office.office, &office.who("joanne"), "lgsco-code-2024", 1, &Readings::new(), office.now());
    assert!(matches!(refused, Err(Problem::NotAllowed(_))), "{refused:?}");
    try_adopting(&office, "lgsco-code-2024", 1, office.now()).expect("it is adopted");
    assert_eq!(version_for(&office, "2026-11-02", "2026-11-02").0, "lgsco-code-2024");
    assert_eq!(
        version_for(&office, "2023-06-01", "2026-11-02").0,
        "making-experiences-count",
        "before the Code of 2024"
    );
}

#[test]
fn a_sentence_is_read_as_was_chosen_when_it_was_adopted() {
    let office = office();
    let adopt_as = |chosen: &[(&str, &str)]| {
        let chosen: Readings = chosen.iter().map(|(reading, option)| ((*reading).into(), (*option).into())).collect();
        adopt(&office.office, &office.who("admin"), "customer-care-policy", 1, &chosen, office.now())
    };
    for (name, chosen) in [("nothing is chosen", &[][..]), ("no such option", &[("fourteen-days", "sixteen")])] {
        let refused = adopt_as(chosen).expect_err(name);
        assert!(matches!(&refused, Problem::Invalid(errors) if errors[0].field == "readings"), "{name}: {refused}");
    }
    let form = || LogForm { kind: "service-request".into(), grounds: Vec::new(), ..Scene::complaint(&office) };
    let limit = |scene: &Scene<'_>| {
        let case = cases::open(&office.office, &office.who("joanne"), scene.reference, office.now()).expect("it");
        (
            case.case.under.readings.clone(),
            case.book.procedure().clock("answer-enquiry").expect("its limit").limit.words(),
        )
    };
    adopt_as(&[("fourteen-days", "two-weeks")]).expect("it is adopted");
    let first = Scene::logged_as(&office, &form());
    adopt_as(&[("fourteen-days", "two-weeks")]).expect_err("it is read so already");
    adopt_as(&[("fourteen-days", "working-days")]).expect("it is read in the other way");
    let second = Scene::logged_as(&office, &form());
    let chosen = |option: &str| Readings::from([("fourteen-days".to_owned(), option.to_owned())]);
    assert_eq!(limit(&first), (chosen("two-weeks"), "2 calendar weeks".into()), "it keeps what it began under");
    assert_eq!(limit(&second), (chosen("working-days"), "14 working days".into()));
    let book = office.office.book("customer-care-policy", None).expect("it is shipped");
    assert_eq!(book.procedure().chosen, chosen("working-days"), "told as the council reads it now");
}
