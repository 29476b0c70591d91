//! Two people at one case: one wins, the other is told and loses nothing.

use app::{
    Problem,
    cases::{self, On},
};
use testkit::{Scene, office};

#[test]
fn the_second_of_two_is_told() {
    let office = office();
    let scene = Scene::logged(&office);
    scene.given_to_dan();
    let seen =
        cases::open(&office.office, &office.who("dan"), scene.reference, office.now()).expect("he may see it").case.seq;
    let on = On { reference: scene.reference, seen: Some(seen) };
    cases::draft(&office.office, &office.who("dan"), on, "First words", office.now()).expect("the first is saved");
    let second = cases::draft(&office.office, &office.who("dan"), on, "Other words", office.now())
        .expect_err("the second is stale");
    assert!(matches!(second, Problem::Stale { reference } if reference == scene.reference));
}

#[test]
fn a_note_is_never_stale() {
    let office = office();
    let scene = Scene::logged(&office);
    cases::add_note(&office.office, &office.who("priya"), scene.reference.into(), "One", office.now()).expect("a note");
    cases::add_note(&office.office, &office.who("joanne"), scene.reference.into(), "Two", office.now())
        .expect("another");
}

#[test]
fn what_the_program_noted_is_in_nobodys_way() {
    let office = office();
    let scene = Scene::logged(&office);
    scene.given_to_dan();
    let seen =
        cases::open(&office.office, &office.who("dan"), scene.reference, office.now()).expect("he may see it").case.seq;
    cases::add_note(&office.office, &office.who("priya"), scene.reference.into(), "She rang again.", office.now())
        .expect("a note");
    let on = On { reference: scene.reference, seen: Some(seen) };
    cases::draft(&office.office, &office.who("dan"), on, "First words", office.now())
        .expect("a note is in nobody's way");
}
