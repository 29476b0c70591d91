//! A change of the days that count: shown first, then made for open cases alone, noted, and taken back. A date that
//! the customer was told is never made earlier.

use std::collections::BTreeSet;

use app::{
    Problem,
    calendar_change::{self, Change, Moves},
    cases, housekeeping,
};
use domain::{
    Date, Nation,
    calendar::{DayOff, DayOffKind},
};
use proptest::prelude::*;
use testkit::{Scene, TestOffice, office};

fn closed_on(date: &str) -> DayOff {
    DayOff { date: date.parse().expect("a date"), name: "Office move".into(), kind: DayOffKind::Closure }
}

fn looked(office: &TestOffice, change: &Change) -> Moves {
    calendar_change::look(&office.office, &office.who("admin"), change, office.now(), &mut app::progress::unwatched)
        .expect("a look")
}

fn made(office: &TestOffice, change: &Change) -> Moves {
    let seen = looked(office, change).fingerprint();
    let (admin, now) = (office.who("admin"), office.now());
    calendar_change::approve(&office.office, &admin, change, &seen, now, &mut app::progress::unwatched)
        .expect("it is made")
}

/// Why a change cannot be made.
fn refusal(office: &TestOffice, change: &Change) -> String {
    let (admin, now) = (office.who("admin"), office.now());
    match calendar_change::look(&office.office, &admin, change, now, &mut app::progress::unwatched) {
        Err(Problem::Invalid(fields)) => fields.iter().map(|field| field.words.clone()).collect(),
        other => panic!("{other:?}"),
    }
}

fn taking_back(office: &TestOffice) -> Change {
    let back = calendar_change::taking_back(&office.office, &office.who("admin")).expect("he may look");
    back.expect("there was a change")
}

fn due(scene: &Scene<'_>) -> Vec<String> {
    let office = scene.office;
    let file = cases::open(&office.office, &office.who("joanne"), scene.reference, office.now()).expect("she sees it");
    file.clocks.iter().map(|clock| clock.due.to_string()).collect()
}

/// The dates of the first case that moves: before, after, and where the count would end if the date is kept.
fn moved(moves: &Moves) -> Vec<(String, String, Option<String>)> {
    let limits = moves.moved.iter().flat_map(|each| &each.limits);
    limits
        .map(|limit| (limit.before.to_string(), limit.after.to_string(), limit.counted.map(|on| on.to_string())))
        .collect()
}

fn agrees(office: &TestOffice) {
    assert_eq!(housekeeping::verify(&office.office, &mut |_| {}).expect("verified").problems, Vec::<String>::new());
}

#[test]
fn what_moves_is_shown_before_it_is_made() {
    let office = office();
    let scene = Scene::logged(&office);
    let change = Change::Add(closed_on("2026-11-11"));
    let shown = looked(&office, &change);
    assert_eq!((shown.open, shown.moved.len()), (1, 1));
    assert_eq!(moved(&shown), [("2026-11-23".into(), "2026-11-24".into(), None)], "only the date beyond the closure");
    assert_eq!(due(&scene), ["2026-11-04", "2026-11-23"], "a look changes nothing");
    made(&office, &change);
    assert_eq!(due(&scene), ["2026-11-04", "2026-11-24"]);
    assert_eq!(refusal(&office, &change), "This day is in the list already, as “Office move”", "it is made once");
    agrees(&office);
    let events = office.office.read(|reading| Ok(reading.office_events(1)?)).expect("notes");
    assert_eq!(events.first().map(|event| event.kind.as_str()), Some("day-off-added"), "it is noted who did it");
    made(&office, &taking_back(&office));
    assert_eq!(due(&scene), ["2026-11-04", "2026-11-23"]);
    agrees(&office);
}

#[test]
fn only_administrators_look_and_change() {
    let office = office();
    let change = Change::Add(closed_on("2026-11-11"));
    for name in ["joanne", "priya", "marian", "helen"] {
        let who = office.who(name);
        assert!(
            calendar_change::look(&office.office, &who, &change, office.now(), &mut app::progress::unwatched).is_err(),
            "{name}"
        );
        assert!(
            calendar_change::approve(&office.office, &who, &change, "", office.now(), &mut app::progress::unwatched)
                .is_err()
        );
        assert!(calendar_change::taking_back(&office.office, &who).is_err(), "{name}");
    }
}

#[test]
fn what_was_not_shown_is_not_approved() {
    let office = office();
    let change = Change::Add(closed_on("2026-11-11"));
    let seen = looked(&office, &change).fingerprint();
    let scene = Scene::logged(&office);
    let (admin, now) = (office.who("admin"), office.now());
    let refused = calendar_change::approve(&office.office, &admin, &change, &seen, now, &mut app::progress::unwatched);
    assert!(matches!(refused, Err(Problem::Invalid(_))), "a case came in since");
    assert_eq!(due(&scene), ["2026-11-04", "2026-11-23"]);
    assert_eq!(office.office.read(|reading| Ok(reading.days_off()?)).expect("days"), [], "nothing is half done");
}

#[test]
fn a_date_that_was_promised_is_kept() {
    let office = office();
    let day = closed_on("2026-11-11");
    made(&office, &Change::Add(day.clone()));
    let scene = Scene::logged(&office);
    scene.acknowledge().expect("she is told Tuesday 24 November");
    let moves = made(&office, &Change::Remove(day.clone()));
    assert_eq!(moved(&moves), [("2026-11-24".into(), "2026-11-24".into(), Some("2026-11-23".into()))]);
    assert_eq!(due(&scene), ["2026-11-04", "2026-11-24"], "she was told the 24th");
    agrees(&office);
    made(&office, &taking_back(&office));
    assert_eq!(due(&scene), ["2026-11-04", "2026-11-24"]);
    agrees(&office);
}

#[test]
fn a_date_that_nobody_was_told_moves_back() {
    let office = office();
    let scene = Scene::logged(&office);
    scene.acknowledge().expect("she is told Monday 23 November");
    office.clock.set("2026-11-03 10:00");
    made(&office, &Change::Add(closed_on("2026-11-11")));
    assert_eq!(due(&scene), ["2026-11-04", "2026-11-24"]);
    made(&office, &taking_back(&office));
    assert_eq!(due(&scene), ["2026-11-04", "2026-11-23"], "nobody was told of the day between");
    agrees(&office);
}

#[test]
fn what_a_letter_told_is_counted_by_the_days_of_then() {
    let office = office();
    let closure = closed_on("2026-11-11");
    let holiday = DayOff { kind: DayOffKind::BankHoliday, ..closure.clone() };
    made(&office, &Change::Add(closure.clone()));
    let scene = Scene::logged(&office);
    scene.acknowledge().expect("she is told Tuesday 24 November");
    office.clock.set("2026-11-03 10:00");
    for change in [Change::Add(holiday.clone()), Change::Remove(closure)] {
        assert_eq!(made(&office, &change).moved, [], "the day is left out all the same");
    }
    let moves = made(&office, &Change::Remove(holiday));
    assert_eq!(moved(&moves), [("2026-11-24".into(), "2026-11-24".into(), Some("2026-11-23".into()))]);
    agrees(&office);
}

#[test]
fn a_later_date_than_the_one_told_is_not_kept() {
    let office = office();
    made(&office, &Change::Add(closed_on("2026-11-11")));
    let scene = Scene::logged(&office);
    scene.acknowledge().expect("she is told Tuesday 24 November");
    office.clock.set("2026-11-03 10:00");
    made(&office, &Change::Add(closed_on("2026-11-12")));
    assert_eq!(due(&scene), ["2026-11-04", "2026-11-25"]);
    let moves = made(&office, &Change::Remove(closed_on("2026-11-11")));
    assert_eq!(moved(&moves), [("2026-11-25".into(), "2026-11-24".into(), None)], "nobody was told the 25th");
    agrees(&office);
}

#[test]
fn a_change_that_changes_nothing_is_refused() {
    let office = office();
    let day = closed_on("2026-11-11");
    assert_eq!(refusal(&office, &Change::Remove(day.clone())), "“Office move” is not in the list any more");
    made(&office, &Change::Add(day.clone()));
    let renamed = DayOff { name: "Staff day".into(), ..day };
    assert_eq!(refusal(&office, &Change::Add(renamed)), "This day is in the list already, as “Office move”");
    let nation = Change::Nation(Nation::EnglandAndWales);
    assert_eq!(refusal(&office, &nation), "The bank holidays of England and Wales count already");
}

#[test]
fn a_holiday_announced_late_reaches_scotland_only() {
    let office = office();
    office.clock.set("2026-06-08 10:00");
    let scene = Scene::logged(&office);
    assert_eq!(due(&scene), ["2026-06-10", "2026-06-29"]);
    let moves = made(&office, &Change::Nation(Nation::Scotland));
    assert_eq!(moved(&moves), [("2026-06-29".into(), "2026-06-30".into(), None)], "15 June does not count there");
    assert_eq!(taking_back(&office), Change::Nation(Nation::EnglandAndWales));
}

#[test]
fn a_closed_case_keeps_the_dates_it_was_worked_to() {
    let office = office();
    let scene = Scene::logged(&office);
    let priya = office.who("priya");
    office.clock.set("2026-11-05 10:00");
    cases::withdraw(&office.office, &priya, scene.reference.into(), "She changed her mind.", office.now())
        .expect("it is withdrawn");
    assert_eq!(made(&office, &Change::Add(closed_on("2026-11-03"))).moved, []);
    agrees(&office);
}

#[test]
fn a_case_that_is_open_again_keeps_the_date_that_was_told() {
    let office = office();
    let day = closed_on("2026-11-11");
    made(&office, &Change::Add(day.clone()));
    let scene = Scene::logged(&office);
    scene.acknowledge().expect("she is told Tuesday 24 November");
    let (priya, joanne) = (office.who("priya"), office.who("joanne"));
    office.clock.set("2026-11-03 10:00");
    cases::withdraw(&office.office, &priya, scene.reference.into(), "She changed her mind.", office.now())
        .expect("it is withdrawn");
    office.clock.set("2026-11-04 10:00");
    assert_eq!(made(&office, &Change::Remove(day)).moved, [], "it is closed");
    office.clock.set("2026-11-05 10:00");
    cases::reopen(&office.office, &joanne, scene.reference.into(), ("She rang again.", None), office.now())
        .expect("it is open again");
    assert_eq!(due(&scene), ["2026-11-04", "2026-11-24"]);
    agrees(&office);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Days come and go as they like: the date of the letter stands or moves away, and never comes nearer.
    #[test]
    fn no_change_makes_a_promised_date_earlier(before in days(), after in days()) {
        let office = office();
        let mut off = BTreeSet::new();
        for day in before {
            made(&office, &toggled(&mut off, day));
        }
        let scene = Scene::logged(&office);
        scene.acknowledge().expect("she is told the date");
        let promised = due(&scene)[1].clone();
        for day in after {
            office.clock.pass(60);
            let moves = made(&office, &toggled(&mut off, day));
            let mut limits = moves.moved.iter().flat_map(|each| &each.limits);
            prop_assert!(limits.all(|limit| limit.after.to_string() >= promised));
            prop_assert!(due(&scene)[1] >= promised, "{:?} after {promised:?}", due(&scene));
        }
        agrees(&office);
    }
}

/// What takes the day in, or out again if it is in.
fn toggled(off: &mut BTreeSet<DayOff>, day: DayOff) -> Change {
    if off.remove(&day) {
        return Change::Remove(day);
    }
    off.insert(day.clone());
    Change::Add(day)
}

/// A few days of one week in November, each as a closure or a bank holiday: the same one comes and goes often.
fn days() -> impl Strategy<Value = Vec<DayOff>> {
    let day = (9_u32..14, any::<bool>()).prop_map(|(day, closure)| {
        let date: Date = Date::from_ymd_opt(2026, 11, day).expect("a date");
        let kind = if closure { DayOffKind::Closure } else { DayOffKind::BankHoliday };
        DayOff { kind, ..closed_on(&date.to_string()) }
    });
    prop::collection::vec(day, 0..8)
}
