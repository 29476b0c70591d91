//! Measured also against a Code: both run, the earlier date drives the work, each stays its own.

use app::{Problem, against::measure_against, figures, housekeeping::verify};
use store::CaseRow;
use testkit::{Scene, TestOffice, office};

const CODE: &str = "lgsco-code-2024";

fn measure(office: &TestOffice, code: Option<&str>) {
    measure_against(&office.office, &office.who("admin"), code, office.now(), &mut app::progress::unwatched)
        .expect("it is measured");
}

fn row(office: &TestOffice, scene: &Scene<'_>) -> CaseRow {
    office.office.read(|reading| Ok(reading.row(scene.reference)?)).expect("a row").expect("the case")
}

/// The date that drives the work, what it is of, and the case's own date for the answer.
fn dates(office: &TestOffice, scene: &Scene<'_>) -> (String, String, String) {
    let row = row(office, scene);
    let date = |date: Option<domain::Date>| date.map(|date| date.to_string()).unwrap_or_default();
    (date(row.next_due), row.next_clock.clone().unwrap_or_default(), date(row.respond_due))
}

fn as_words((due, clock, own): &(String, String, String)) -> (&str, &str, &str) {
    (due, clock, own)
}

#[test]
fn the_earlier_date_drives_the_work_and_the_own_stays() {
    let office = office();
    measure(&office, Some(CODE));
    // Received on Monday 2 November 2026: 2 and 15 working days under our own, 5 and then 10 under the Code.
    let scene = Scene::logged(&office);
    assert_eq!(as_words(&dates(&office, &scene)), ("2026-11-04", "acknowledge", "2026-11-23"));
    scene.acknowledge().expect("it is acknowledged on the first day");
    let by_the_code = ("2026-11-16", "lgsco-code-2024/stage-1-respond", "2026-11-23");
    assert_eq!(as_words(&dates(&office, &scene)), by_the_code, "ten days from the acknowledgement");
    measure(&office, None);
    assert_eq!(
        as_words(&dates(&office, &scene)),
        ("2026-11-23", "respond", "2026-11-23"),
        "open cases are dated again"
    );
    measure(&office, Some(CODE));
    assert_eq!(as_words(&dates(&office, &scene)), by_the_code);
    let verified = verify(&office.office, &mut |_| {}).expect("it is looked at");
    assert_eq!(verified.problems, Vec::<String>::new(), "rows are what their histories make of them");
}

#[test]
fn the_figures_of_the_own_procedure_stay_what_they_were() {
    let office = office();
    let scene = Scene::logged(&office);
    scene.acknowledge().expect("it is acknowledged");
    let before = row(&office, &scene).facts;
    measure(&office, Some(CODE));
    assert_eq!(row(&office, &scene).facts, before);
}

#[test]
fn only_an_administrator_chooses_and_not_the_procedure_that_is_followed() {
    let office = office();
    let measured = |name: &str, code| {
        measure_against(&office.office, &office.who(name), Some(code), office.now(), &mut app::progress::unwatched)
    };
    assert!(matches!(measured("joanne", CODE), Err(Problem::NotAllowed(_))));
    assert!(matches!(measured("admin", "making-experiences-count"), Err(Problem::Invalid(_))));
    assert!(matches!(measured("admin", "nobody"), Err(Problem::NotFound(_))));
    assert_eq!(office.office.council().against, None);
}

#[test]
fn a_kind_that_the_code_has_no_stage_for_keeps_its_own_dates() {
    let office = office();
    let form = app::cases::LogForm { kind: "comment".into(), ..Scene::complaint(&office) };
    let scene = Scene::logged_as(&office, &form);
    let before = dates(&office, &scene);
    measure(&office, Some(CODE));
    assert_eq!(dates(&office, &scene), before);
}

#[test]
fn files_of_figures_tell_each_procedure_in_rows_of_its_own() {
    let office = office();
    let scene = Scene::logged(&office);
    scene.acknowledge().expect("it is acknowledged");
    let saved = || {
        let wanted = figures::Wanted { range: "2026-11".parse().expect("a month"), service: None, as_at: None };
        let report =
            figures::report(&office.office, &office.who("helen"), &wanted, office.now()).expect("it is counted");
        let csv = figures::save(&report, &office.office.council(), figures::Format::Csv).expect("it is written");
        String::from_utf8(csv).expect("it is text")
    };
    let rows = |csv: &str, by: &str| csv.lines().filter(|line| line.ends_with(by)).count();
    let alone = saved();
    assert_eq!(rows(&alone, "Own procedure"), alone.lines().count() - 1, "all but the header");
    measure(&office, Some(CODE));
    let both = saved();
    let code = rows(&both, "\"Ombudsman’s Complaint Handling Code 2024, version 1\"");
    assert_eq!(
        (rows(&both, "Own procedure"), both.lines().count()),
        (alone.lines().count() - 1, alone.lines().count() + code)
    );
    assert!(code > 0, "{both}");
}

#[test]
fn dates_of_the_code_that_a_bank_holiday_moves_are_listed_too() {
    let office = office();
    measure(&office, Some(CODE));
    let scene = Scene::logged(&office);
    scene.acknowledge().expect("it is acknowledged");
    let day = domain::calendar::DayOff {
        date: "2026-11-10".parse().expect("a date"),
        name: "A day of mourning".into(),
        kind: domain::calendar::DayOffKind::BankHoliday,
    };
    let change = app::calendar_change::Change::Add(day);
    let moves =
        app::calendar_change::look(&office.office, &office.who("admin"), &change, office.now(), &mut |_, _| Ok(()))
            .expect("it is looked at");
    let limits: Vec<(String, String, String)> = moves.moved[0]
        .limits
        .iter()
        .map(|limit| (limit.title.clone(), limit.before.to_string(), limit.after.to_string()))
        .collect();
    let code = limits.iter().find(|(title, ..)| title.contains("Code"));
    assert_eq!(
        code.map(|(_, before, after)| (before.as_str(), after.as_str())),
        Some(("2026-11-16", "2026-11-17")),
        "{limits:?}"
    );
}
