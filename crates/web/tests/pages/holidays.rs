//! Bank holidays that are published after an office was set up, and come with a newer version of the program.

use crate::common::{Browser, Page};
use axum::http::StatusCode;
use domain::{Date, Nation};
use testkit::{Scene, TestOffice, office};

/// Monday 15 June 2026, appointed in Scotland by royal proclamation in February of that year.
fn announced_late() -> Date {
    Date::from_ymd_opt(2026, 6, 15).expect("a day")
}

/// A council in Scotland, set up before the day was published, on this morning.
fn scottish_office(morning: &str) -> TestOffice {
    let office = office();
    let council = office.office.council();
    let council = app::settings::Council { nation: Nation::Scotland, ..(*council).clone() };
    office.office.store().write(|writing| app::settings::set(writing, &council)).expect("it is kept");
    office.before_it_was_published(announced_late());
    office.clock.set(&format!("{morning} 10:00"));
    office
}

fn respond_due(office: &TestOffice, scene: &Scene<'_>) -> Option<Date> {
    office.office.read(|reading| Ok(reading.row(scene.reference)?)).expect("a row").and_then(|row| row.respond_due)
}

fn date(text: &str) -> Option<Date> {
    Some(text.parse().expect("a date"))
}

fn renewed(office: &TestOffice) -> bool {
    let no_password = || Ok(None);
    let round = app::background::Background::default().round(&office.office, &|| office.now(), &no_password);
    assert!(round.problems.is_empty(), "{:?}", round.problems);
    round.renewed
}

fn seen(page: &Page) -> String {
    let (_, after) = page.html.split_once("name=\"seen\" value=\"").expect("it says what it shows");
    after.split_once('"').expect("a value").0.to_owned()
}

#[tokio::test]
async fn a_late_holiday_waits_for_approval_where_it_moves_dates() {
    let office = scottish_office("2026-06-08");
    let scene = Scene::logged(&office);
    assert_eq!(respond_due(&office, &scene), date("2026-06-29"), "by the list as it was");
    assert!(!renewed(&office), "a date would move");
    assert_eq!(respond_due(&office, &scene), date("2026-06-29"), "so nothing moves by itself");

    let mut admin = Browser::signed_in(&office, "admin").await;
    let told = "Monday 15 June 2026 (World Cup bank holiday) does not count";
    for path in ["/today", "/settings/calendar"] {
        let page = admin.get(path).await;
        assert!(page.html.contains(told), "{path}: {}", page.html);
    }
    let page = Browser::signed_in(&office, "joanne").await.get("/today").await;
    assert!(!page.html.contains(told), "who cannot approve it is not asked to");

    let page = admin.get("/settings/calendar/change?do=renew").await;
    for words in ["1 case gets a later date.", "Mon 29 Jun", "Tue 30 Jun"] {
        assert!(page.html.contains(words), "{words} in {}", page.html);
    }
    let approved = admin.post("/settings/calendar/change", &[("do", "renew"), ("seen", &seen(&page))]).await;
    assert_eq!(approved.status, StatusCode::OK);
    assert_eq!(respond_due(&office, &scene), date("2026-06-30"));
    assert!(!admin.get("/today").await.html.contains(told), "it is done");
    let history = Browser::signed_in(&office, "joanne").await.get(&format!("/cases/{}/history", scene.reference)).await;
    assert!(
        history.html.contains("World Cup bank holiday, Mon 15 Jun, was published as a bank holiday."),
        "{}",
        history.html
    );

    let page = admin.get("/settings/calendar/change?do=renew").await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "there is nothing more to take in");
    let back = admin.get("/settings/calendar/change?do=put-back").await;
    assert!(back.html.contains("1 case gets an earlier date."), "{}", back.html);
    admin.post("/settings/calendar/change", &[("do", "put-back"), ("seen", &seen(&back))]).await;
    assert_eq!(respond_due(&office, &scene), date("2026-06-29"), "taken back");
    assert!(!admin.get("/today").await.html.contains(told), "nobody is asked again");
    assert!(admin.get("/settings/calendar").await.html.contains("went back to the days before"));
    office.clock.set("2026-07-20 10:00");
    assert!(!renewed(&office), "nor is it taken in behind their back");
}

#[tokio::test]
async fn a_date_that_was_told_is_not_made_earlier_when_a_renewal_is_taken_back() {
    let office = scottish_office("2026-06-08");
    let scene = Scene::logged(&office);
    let mut admin = Browser::signed_in(&office, "admin").await;
    let page = admin.get("/settings/calendar/change?do=renew").await;
    admin.post("/settings/calendar/change", &[("do", "renew"), ("seen", &seen(&page))]).await;
    scene.acknowledge().unwrap();
    let back = admin.get("/settings/calendar/change?do=put-back").await;
    assert!(back.html.contains("1 case keeps a date we promised."), "{}", back.html);
    admin.post("/settings/calendar/change", &[("do", "put-back"), ("seen", &seen(&back))]).await;
    assert_eq!(respond_due(&office, &scene), date("2026-06-30"), "the acknowledgement named it");
    let verified = app::housekeeping::verify(&office.office, &mut |_| ()).unwrap();
    assert_eq!(verified.problems, Vec::<String>::new());
}

#[tokio::test]
async fn a_date_that_a_renewal_made_after_the_letter_is_not_kept() {
    let office = scottish_office("2026-06-08");
    let mut admin = Browser::signed_in(&office, "admin").await;
    let closed = [("date", "10/6/2026"), ("name", "Office move"), ("kind", "closure")];
    make(&mut admin, &[&[("do", "add")], &closed[..]].concat()).await;
    let scene = Scene::logged(&office);
    scene.acknowledge().unwrap();
    assert_eq!(respond_due(&office, &scene), date("2026-06-30"), "told");
    office.clock.pass(60);
    make(&mut admin, &[("do", "renew")]).await;
    assert_eq!(respond_due(&office, &scene), date("2026-07-01"), "nobody was told");
    make(&mut admin, &[&[("do", "remove")], &closed[..]].concat()).await;
    assert_eq!(respond_due(&office, &scene), date("2026-06-30"));
}

/// Looks at a change of the calendar and approves it.
async fn make(admin: &mut Browser, fields: &[(&str, &str)]) {
    let asked: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", value.replace(' ', "+"))).collect();
    let page = admin.get(&format!("/settings/calendar/change?{}", asked.join("&"))).await;
    let shown = seen(&page);
    let made = admin.post("/settings/calendar/change", &[fields, &[("seen", &shown)]].concat()).await;
    assert_eq!(made.status, StatusCode::OK, "{fields:?}: {}", made.html);
}

#[tokio::test]
async fn a_holiday_that_moves_no_date_is_taken_in_by_itself() {
    let office = scottish_office("2026-06-16");
    Scene::logged(&office);
    assert!(renewed(&office));
    assert!(!renewed(&office), "once");
    assert!(!office.office.calendar().is_working_day(announced_late()));
    let page = Browser::signed_in(&office, "admin").await.get("/settings/audit").await;
    assert!(page.html.contains("Took in the bank holidays published since"), "{}", page.html);
}

#[tokio::test]
async fn the_council_of_another_nation_is_not_asked_nor_told() {
    let office = office();
    office.before_it_was_published(announced_late());
    office.clock.set("2026-06-08 10:00");
    let scene = Scene::logged(&office);
    let page = Browser::signed_in(&office, "admin").await.get("/today").await;
    assert!(!page.html.contains("World Cup"), "{}", page.html);
    assert!(renewed(&office));
    assert_eq!(respond_due(&office, &scene), date("2026-06-29"), "England counts Monday 15 June");
    let history = Browser::signed_in(&office, "joanne").await.get(&format!("/cases/{}/history", scene.reference)).await;
    assert!(!history.html.contains("World Cup"), "{}", history.html);
}
