//! A day off added later moves the dates of open cases, and only those.

use app::{cases, housekeeping};
use domain::calendar::{DayOff, DayOffKind};
use testkit::{Scene, office};

#[test]
fn a_closure_moves_open_cases() {
    let office = office();
    let scene = Scene::logged(&office);
    let day =
        DayOff { date: "2026-11-11".parse().expect("a date"), name: "Office move".into(), kind: DayOffKind::Closure };
    let moved =
        housekeeping::add_day_off(&office.office, &office.who("admin"), &day, office.now()).expect("it is added");
    assert_eq!(moved, 1);
    let due = |office: &testkit::TestOffice| {
        let file =
            cases::open(&office.office, &office.who("joanne"), scene.reference, office.now()).expect("she may see it");
        file.clocks.iter().map(|clock| clock.due.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(due(&office), ["2026-11-04", "2026-11-24"], "only the date beyond the closure moves");
    housekeeping::remove_day_off(&office.office, &office.who("admin"), &day, office.now()).expect("it is removed");
    assert_eq!(due(&office), ["2026-11-04", "2026-11-23"]);
    assert!(
        housekeeping::add_day_off(&office.office, &office.who("joanne"), &day, office.now()).is_err(),
        "administrators only"
    );
}

#[test]
fn a_closed_case_keeps_the_dates_it_was_worked_to() {
    let office = office();
    let scene = Scene::logged(&office);
    let priya = office.who("priya");
    office.clock.set("2026-11-05 10:00");
    cases::withdraw(&office.office, &priya, scene.reference.into(), "She changed her mind.", office.now())
        .expect("it is withdrawn");
    let day = DayOff { date: "2026-11-03".parse().expect("a date"), name: "Flood".into(), kind: DayOffKind::Closure };
    assert_eq!(
        housekeeping::add_day_off(&office.office, &office.who("admin"), &day, office.now()).expect("it is added"),
        0
    );
    assert_eq!(housekeeping::verify(&office.office, &mut |_| {}).expect("verified").problems, Vec::<String>::new());
}
