//! Standards of timeliness that a procedure promises are counted for every kind of feedback, and each number leads to
//! the cases behind it.

use app::{
    cases::{self, LogForm},
    figures::{self, Line, Number, Report, Wanted},
    housekeeping,
};
use domain::letter::Method;
use testkit::{Scene, TestOffice, by, office, office_under};

fn november() -> Wanted {
    Wanted { range: "2026-11".parse().expect("a month"), service: None, as_at: None }
}

fn report(office: &TestOffice) -> Report {
    figures::report(&office.office, &office.who("joanne"), &november(), office.now()).expect("the figures")
}

fn line(report: &Report, part: &str) -> Line {
    let found = figures::lines(report).into_iter().find(|line| line.part.as_deref() == Some(part));
    found.unwrap_or_else(|| panic!("no line {part}"))
}

#[test]
fn what_is_promised_is_counted_and_leads_to_its_cases() {
    let office = office_under("service-standards");
    office.clock.set("2026-11-02 10:00");
    let request = LogForm { kind: "service-request".into(), grounds: Vec::new(), ..Scene::complaint(&office) };
    let (quick, slow) = (Scene::logged_as(&office, &request), Scene::logged_as(&office, &request));
    let tell = |scene: &Scene<'_>| {
        let joanne = office.who("joanne");
        cases::acknowledge(&office.office, &joanne, scene.reference.into(), &by(Method::Handed), office.now())
            .expect("the enquiry is answered");
    };
    let empty = line(&report(&office), "kept/First enquiries answered");
    assert_eq!((empty.number, empty.of, empty.promised), (Number::Count(0), Some(0), Some(95)), "promised already");
    tell(&quick);
    office.clock.set("2026-11-09 10:00");
    tell(&slow);

    let found = report(&office);
    let kept = line(&found, "kept/First enquiries answered");
    assert_eq!((kept.number, kept.of, kept.promised), (Number::Count(1), Some(2), Some(95)));
    let missed = "missed/First enquiries answered";
    assert_eq!((line(&found, missed).number, line(&found, missed).of), (Number::Count(1), Some(2)));
    let behind = figures::behind(
        &office.office,
        &office.who("joanne"),
        &november(),
        ("standards", Some(missed)),
        None,
        office.now(),
    )
    .expect("the cases behind it");
    let references: Vec<_> = behind.lines.iter().map(|line| line.row.reference).collect();
    assert_eq!(references, [slow.reference]);
    let verified = housekeeping::verify(&office.office, &mut |_| {}).expect("it is looked through");
    assert_eq!(verified.problems, Vec::<String>::new());
}

#[test]
fn a_procedure_without_standards_has_none() {
    let office = office();
    Scene::logged(&office);
    assert!(figures::lines(&report(&office)).iter().all(|line| line.figure != "standards"));
}
