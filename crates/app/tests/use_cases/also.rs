//! Procedures that are followed for cases of their own beside the council's.

use app::{
    Problem,
    adoption::adopt,
    also::{self, coming},
};
use domain::{Date, feedback::Kind, procedure::Readings};
use testkit::{TestOffice, office};

const HOUSING: &str = "housing-ombudsman-code-2024";
const TEXT: &str = include_str!("../../../../procedures/housing-ombudsman-code-2024.toml");

fn date(text: &str) -> Date {
    text.parse().expect("a date")
}

fn follow(test: &TestOffice, id: &str) -> Result<(), Problem> {
    also::follow(&test.office, &test.who("admin"), id, test.now()).map(|_| ())
}

/// Under which procedure and version new feedback about landlord matters comes.
fn under(test: &TestOffice, kind: Kind, received: &str) -> (String, u32) {
    let found = test.office.rules_for_case(&coming(kind, Some("landlord"), 1), date(received), date(received));
    let book = found.expect("rules");
    (book.procedure().id.clone(), book.procedure().version)
}

/// Keeps a second version of the Housing Code with these lines in the place of its first day in force.
fn second_version(test: &TestOffice, in_force: &str) {
    let first = TEXT.lines().find(|line| line.starts_with("in_force")).expect("a line");
    let text = TEXT.replacen("version = 1", "version = 2", 1).replacen(first, in_force, 1);
    let keep = |writing: &store::Writing<'_>| Ok(writing.keep_procedure_file(HOUSING, 2, &text, test.now())?);
    test.office.change_rules(keep).expect("it is kept");
}

fn ours(version: u32) -> (String, u32) {
    ("making-experiences-count".into(), version)
}

fn housing(version: u32) -> (String, u32) {
    (HOUSING.into(), version)
}

#[test]
fn what_it_has_no_stage_for_stays_with_the_council_s_own() {
    let test = office();
    follow(&test, HOUSING).expect("it is followed");
    let table = [
        (Kind::Complaint, housing(1)),
        (Kind::ServiceRequest, ours(1)),
        (Kind::Comment, ours(1)),
        (Kind::Compliment, ours(1)),
    ];
    for (kind, expected) in table {
        assert_eq!(under(&test, kind, "2026-11-02"), expected, "{kind:?}");
    }
}

#[test]
fn a_newer_version_follows_without_a_gap() {
    let test = office();
    follow(&test, HOUSING).expect("it is followed");
    assert!(follow(&test, HOUSING).is_err(), "it is followed already");
    second_version(&test, "in_force = \"2027-04-01\"");
    follow(&test, HOUSING).expect("the newer one too");
    assert_eq!(under(&test, Kind::Complaint, "2027-03-31"), housing(1));
    assert_eq!(under(&test, Kind::Complaint, "2027-04-01"), housing(2));
    also::leave(&test.office, &test.who("admin"), HOUSING, test.now()).expect("it is left");
    assert_eq!(under(&test, Kind::Complaint, "2027-04-01"), ours(1), "all its versions");
}

#[test]
fn what_has_ended_is_not_offered() {
    let test = office();
    second_version(&test, "in_force = \"2024-04-01\"\nuntil = \"2026-11-01\"");
    let offered = also::choosable(&test.office, date("2026-11-02")).expect("a list");
    assert!(offered.iter().all(|each| each.procedure.id != HOUSING));
    assert!(follow(&test, HOUSING).is_err());
}

#[test]
fn what_is_adopted_for_all_is_not_followed_for_some_as_well() {
    let test = office();
    follow(&test, HOUSING).expect("it is followed");
    adopt(&test.office, &test.who("admin"), HOUSING, 1, &Readings::new(), test.now()).expect("it is adopted");
    assert!(also::followed(&test.office).expect("a list").is_empty());
}

#[test]
fn what_goes_by_who_complains_alone_takes_every_case_and_is_not_offered() {
    let test = office();
    let text = TEXT.replacen(&format!("id = \"{HOUSING}\""), "id = \"by-children\"", 1).replacen(
        "subjects = [\"landlord\"]",
        "complainants = [\"child\"]",
        1,
    );
    let child = "[acceptance]\ncomplainants = [{ id = \"child\", title = \"A child\" }]";
    let text = text.replacen("[acceptance]", child, 1);
    let keep = |writing: &store::Writing<'_>| Ok(writing.keep_procedure_file("by-children", 1, &text, test.now())?);
    test.office.change_rules(keep).expect("it is kept");
    assert!(test.office.procedures().iter().any(|each| each.id == "by-children"), "it can be adopted");
    let offered = also::choosable(&test.office, date("2026-11-02")).expect("a list");
    assert!(offered.iter().all(|each| each.procedure.id != "by-children"));
}
