//! Figures as people meet them: who sees them, what the page says, the files, and the lock.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use crate::common::Browser;
use axum::http::{StatusCode, header};
use testkit::{Scene, TestOffice, office};

/// One complaint of October, answered in time, and one of November.
fn with_cases() -> TestOffice {
    let office = office();
    office.clock.set("2026-10-05 10:00");
    let scene = Scene::logged(&office);
    scene.acknowledge().unwrap();
    scene.given_to_dan();
    office.clock.set("2026-11-02 10:00");
    Scene::logged(&office);
    office
}

#[tokio::test]
async fn before_the_first_case_there_is_nothing_to_count() {
    let mut joanne = Browser::signed_in(&office(), "joanne").await;
    let page = joanne.get("/figures").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.html.contains("Figures appear after the first case is logged."), "{}", page.html);
}

#[tokio::test]
async fn figures_are_for_those_whose_business_they_are() {
    let office = with_cases();
    for (name, expected) in [
        ("joanne", StatusCode::OK),
        ("helen", StatusCode::OK),
        ("marian", StatusCode::OK),
        ("rhys", StatusCode::OK),
        ("priya", StatusCode::FORBIDDEN),
        ("dan", StatusCode::FORBIDDEN),
        ("admin", StatusCode::FORBIDDEN),
    ] {
        let mut browser = Browser::signed_in(&office, name).await;
        for address in [
            "/figures",
            "/figures/2026-10",
            "/figures/2026-10.xlsx",
            "/figures/2026-10.csv",
            "/figures/2026-10/cases?figure=received",
        ] {
            assert_eq!(browser.get(address).await.status, expected, "{name} at {address}");
        }
    }
}

#[tokio::test]
async fn the_newest_month_that_is_over_comes_first() {
    let office = with_cases();
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let page = joanne.get("/figures").await;
    for words in [
        "<h1>Figures for October 2026</h1>",
        "As at Mon 2 Nov 2026, 10:00.",
        "Compared with September 2026.",
        "Check and lock October",
        "Save the monthly pack",
        "1 complaint.",
        "role=\"img\"",
        "Stacked columns from November 2025 to October 2026. October 2026: 1 complaint, 0 compliments, 0 comments, 0 requests, 1 in all, the highest of the twelve months.",
        "No complaint was answered in these months.",
        "Waste and recycling",
        "An answer is never counted here because more time was agreed.",
    ] {
        assert!(page.html.contains(words), "{words} in {}", page.html);
    }
    assert!(!page.html.contains("style="), "no inline style");
}

#[tokio::test]
async fn a_period_is_chosen_in_any_of_the_ways() {
    let office = with_cases();
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let waste = office.waste;
    let table = [
        ("/figures?period=2026-11".to_owned(), "/figures/2026-11".to_owned(), "Figures for November 2026 so far"),
        (
            "/figures?period=2026-27-q2".into(),
            "/figures/2026-07-01..2026-09-30".into(),
            "Figures for July to September 2026",
        ),
        (
            "/figures?from=1/10/2026&to=15/10/2026".into(),
            "/figures/2026-10-01..2026-10-15".into(),
            "Figures for 1 to 15 October 2026",
        ),
        (
            format!("/figures?period=2026-10&service={waste}"),
            format!("/figures/2026-10?service={waste}"),
            "Figures for October 2026",
        ),
    ];
    for (asked, path, title) in table {
        let page = joanne.get(&asked).await;
        assert_eq!((page.status, page.path.as_str()), (StatusCode::OK, path.as_str()), "{asked}");
        assert!(page.html.contains(title), "{asked}");
    }
    for address in ["/figures/2026-13", "/figures/nonsense", "/figures/nonsense.xlsx"] {
        assert_eq!(joanne.get(address).await.status, StatusCode::NOT_FOUND, "{address}");
    }
}

#[tokio::test]
async fn dates_that_make_no_period_are_shown_again() {
    let office = with_cases();
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let page = joanne.get("/figures?from=1/10/2026&to=").await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.html.contains("<title>Error: ") && page.html.matches("Give the last day").count() == 2,
        "{}",
        page.html
    );
    assert!(page.html.contains("value=\"1/10/2026\""), "what was typed stays");
}

#[tokio::test]
async fn each_number_leads_to_its_cases() {
    let office = with_cases();
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let page = joanne.get("/figures/2026-10").await;
    let received = format!(
        "/cases?state=all&amp;from=2026-10-01&amp;to=2026-10-31&amp;kind=complaint&amp;service={}",
        office.waste
    );
    let open = "/figures/2026-10/cases?figure=open";
    for href in [received.as_str(), open] {
        assert!(page.html.replace("&#38;", "&amp;").contains(href), "{href} in {}", page.html);
    }
    let tiles: Vec<&str> = page.html.split("class=\"hd-tile\"").skip(1).collect();
    let linked = tiles.iter().filter(|tile| tile.split("</b>").next().is_some_and(|number| number.contains("href")));
    assert_eq!((tiles.len(), linked.count()), (5, 5 - page.html.matches("<b>None</b>").count()), "{}", page.html);
    let list = joanne.get(open).await;
    assert!(list.html.contains("1 case, counted as at Mon 2 Nov 2026, 10:00"), "{}", list.html);
    assert!(list.html.contains("/cases/2026-0001") && !list.html.contains("/cases/2026-0002"), "{}", list.html);
    assert_eq!(joanne.get("/figures/2026-10/cases?figure=nonsense").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_head_sees_their_own_service() {
    let office = with_cases();
    let mut stephen = Browser::signed_in(&office, "stephen").await;
    let page = stephen.get("/figures/2026-10").await;
    assert!(!page.html.contains("Waste and recycling"), "{}", page.html);
    assert!(!page.html.contains("Check and lock"), "a Head locks nothing");
    for address in
        ["/figures/2026-10", "/figures/2026-10/pack", "/figures/2026-10.docx", "/figures/2026-10-members.docx"]
    {
        let others = stephen.get(&format!("{address}?service={}", office.waste)).await;
        assert_eq!(others.status, StatusCode::FORBIDDEN, "{address}");
    }
    let mut priya = Browser::signed_in(&office, "priya").await;
    assert_eq!(priya.get("/figures/2026-10/pack").await.status, StatusCode::FORBIDDEN, "an adviser has no figures");
}

#[tokio::test]
async fn the_files_come_with_a_name_in_one_click() {
    let office = with_cases();
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let page = joanne.get("/figures").await;
    assert!(page.html.contains("href=\"/figures/2026-10/pack\""), "one click");
    let xlsx = joanne.get("/figures/2026-10.xlsx").await;
    let told = |page: &crate::common::Page, name| {
        page.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
    };
    assert!(told(&xlsx, header::CONTENT_DISPOSITION).contains("filename=\"Heard figures 2026-10.xlsx\""));
    assert!(xlsx.bytes.starts_with(b"PK"), "a workbook");
    for (address, name) in [
        ("/figures/2026-10/pack", "Heard figures 2026-10.zip"),
        ("/figures/2026-10.docx", "Heard figures 2026-10 for management.docx"),
        ("/figures/2026-10-members.docx", "Heard figures 2026-10 for Members.docx"),
    ] {
        let file = joanne.get(address).await;
        assert!(told(&file, header::CONTENT_DISPOSITION).contains(&format!("filename=\"{name}\"")), "{address}");
        assert!(file.bytes.starts_with(b"PK"), "{address}");
    }
    let csv = joanne.get("/figures/2026-10.csv").await;
    assert_eq!(told(&csv, header::CONTENT_TYPE), "text/csv; charset=utf-8");
    assert!(csv.html.contains("2026-10-01,2026-10-31,2026-11-02 10:00:00,received,Received,All,1,"), "{}", csv.html);
}

#[tokio::test]
async fn a_month_is_locked_as_it_was_looked_at() {
    let office = with_cases();
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let looked_at = "2026-11-02T10:00:00.000000Z";
    assert!(joanne.get("/figures/2026-10").await.html.contains(&format!("name=\"as_at\" value=\"{looked_at}\"")));
    // Somebody logs a late arrival while she is looking.
    office.clock.set("2026-11-02 10:05");
    let late = app::cases::LogForm { received: "2026-10-20".parse().ok(), ..Scene::complaint(&office) };
    Scene::logged_as(&office, &late);
    office.clock.set("2026-11-02 10:09");

    let page = joanne.post("/figures/2026-10/lock", &[("as_at", looked_at)]).await;
    assert_eq!((page.status, page.path.as_str()), (StatusCode::OK, "/figures/2026-10"));
    for words in [
        "October 2026 is checked and locked.",
        "Checked and locked on Mon 2 Nov by Joanne Whitlock.",
        "1 case changed since it was locked.",
        "See it as it stands now",
    ] {
        assert!(page.html.contains(words), "{words} in {}", page.html);
    }
    assert!(page.html.contains("1 complaint.") && !page.html.contains("Check and lock October"));
    let now = joanne.get("/figures/2026-10?as_at=now").await;
    assert!(now.html.contains("2 complaints.") && now.html.contains("See it as it was locked"), "{}", now.html);
}

#[tokio::test]
async fn only_a_month_that_is_over_is_locked_and_only_by_those_who_may() {
    let office = with_cases();
    for (name, address, expected) in [
        ("marian", "/figures/2026-10/lock", StatusCode::FORBIDDEN),
        ("rhys", "/figures/2026-10/lock", StatusCode::FORBIDDEN),
        ("joanne", "/figures/2026-11/lock", StatusCode::FORBIDDEN),
        ("joanne", "/figures/2026-q3/lock", StatusCode::FORBIDDEN),
        ("helen", "/figures/2026-10/lock", StatusCode::OK),
    ] {
        let mut browser = Browser::signed_in(&office, name).await;
        assert_eq!(browser.post(address, &[]).await.status, expected, "{name} at {address}");
    }
}

#[tokio::test]
async fn the_target_stands_in_the_chart_once_it_is_set() {
    let office = with_cases();
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let wrong = joanne.post("/figures/target", &[("target", "lots"), ("range", "2026-10")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        wrong.html.contains("value=\"lots\"") && wrong.html.contains("Give the target as a whole number from 1 to 100"),
        "{}",
        wrong.html
    );
    let page = joanne.post("/figures/target", &[("target", "95"), ("range", "2026-10")]).await;
    assert!(
        page.html.contains("The target is 95% answered by the first date.") && page.html.contains("Our target, 95%"),
        "{}",
        page.html
    );
}

#[tokio::test]
async fn a_moment_can_be_asked_for() {
    let office = with_cases();
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let before = joanne.get("/figures/2026-10?as_at=4/10/2026").await;
    assert!(
        before.html.contains("As at Sun 4 Oct 2026, 23:59.") && before.html.contains("0 complaints."),
        "{}",
        before.html
    );
    assert_eq!(joanne.get("/figures/2026-10?as_at=yesterday").await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn the_figures_under_another_procedure_stand_beside_those_that_were() {
    let office = with_cases();
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let page = joanne.get("/figures/what-if").await;
    assert!(page.html.contains("Choose a procedure"), "{}", page.html);
    let page = joanne.get("/figures/what-if?procedure=lgsco-code-2024&period=2026-10").await;
    for words in ["As it was", "Ombudsman’s Complaint Handling Code 2024, version 1", "1 case was measured"] {
        assert!(page.html.contains(words), "{words} in {}", page.html);
    }
    let own = "/figures/what-if?procedure=lgsco-code-2024&period=year";
    let page = joanne.get(&format!("{own}&from=1%2F10%2F2026&to=15%2F10%2F2026")).await;
    assert!(page.html.contains("<h2 id=\"beside\">1 to 15 October 2026"), "{}", page.html);
    let page = joanne.get(&format!("{own}&from=&to=")).await;
    assert!(page.html.contains("<h2 id=\"beside\">The last 12 months"), "{}", page.html);
    for (dates, words) in
        [("from=1%2F10%2F2026&to=", "Give the last day"), ("from=tea&to=2%2F10%2F2026", "href=\"#from\"")]
    {
        let page = joanne.get(&format!("{own}&{dates}")).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{dates}");
        assert!(page.html.contains(words) && !page.html.contains("As it was"), "{words} in {}", page.html);
    }
    let page = joanne.get("/procedures/lgsco-code-2024").await;
    assert!(page.html.contains("/figures/what-if?procedure=lgsco-code-2024&#38;version=1"), "{}", page.html);
    for (name, expected) in [("priya", StatusCode::FORBIDDEN), ("dan", StatusCode::FORBIDDEN), ("rhys", StatusCode::OK)]
    {
        let page = Browser::signed_in(&office, name).await.get("/figures/what-if?procedure=lgsco-code-2024").await;
        assert_eq!(page.status, expected, "{name}");
    }
    assert_eq!(joanne.get("/figures/what-if?procedure=nobody").await.status, StatusCode::NOT_FOUND);
}
