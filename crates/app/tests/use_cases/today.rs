//! What needs doing today, and what of it waits for one person.

use app::{
    cases::LogForm,
    lists::{self, LONGEST, Scope, Today},
};
use domain::Reference;
use testkit::{Scene, TestOffice, office};

/// Passed to Marian, who has not named anybody.
fn passed(office: &TestOffice) -> Reference {
    let form = LogForm { story: "The lane is not swept.".into(), ..Scene::complaint(office) };
    let scene = Scene::logged_as(office, &form);
    app::cases::pass(&office.office, &office.who("joanne"), scene.reference.into(), office.waste, office.now())
        .expect("it is passed");
    scene.reference
}

fn today(office: &TestOffice) -> Today {
    lists::today(&office.office, &office.who("marian"), Scope::All, office.now()).expect("it can be read")
}

fn for_you(today: &Today) -> Vec<Reference> {
    today.for_you.iter().map(|work| work.line.reference).collect()
}

#[test]
fn what_waits_for_a_person_is_found_also_behind_a_page_of_what_does_not() {
    let office = office();
    for _ in 0..LONGEST {
        Scene::logged(&office).given_to_dan();
    }
    assert_eq!(for_you(&today(&office)), []);
    office.clock.set("2026-11-03 10:00");
    let later = passed(&office);
    let today = today(&office);
    assert!(today.work.iter().all(|work| work.line.reference != later), "the page is full of more urgent ones");
    assert_eq!(for_you(&today), [later]);
}

#[test]
fn what_waits_for_a_person_is_on_their_page_once_and_most_urgent_first() {
    let office = office();
    let first = passed(&office);
    office.clock.set("2026-11-03 10:00");
    let waiting: Vec<Reference> = (0..LONGEST).map(|_| passed(&office)).collect();
    assert_eq!(for_you(&today(&office)), [&[first], &waiting[..9]].concat());
}
