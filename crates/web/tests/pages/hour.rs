//! The time of day of receipt, asked for where the procedure counts what comes in late as received on the next day.

use crate::common::{Browser, hidden, office_with, says};
use axum::http::StatusCode;
use testkit::{TestOffice, office};

/// An office where what comes in after five counts as received on the next working day.
fn office_with_an_hour() -> TestOffice {
    office_with(&[("office_closures", "cut_off = \"17:00\"\noffice_closures")])
}

fn form<'a>(service: &'a str, time: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("channel", "email"),
        ("received", "2/11/2026"),
        ("received_at", time),
        ("kind", "complaint"),
        ("story", "The bin was missed."),
        ("service", service),
        ("name", "Mrs E Fairclough"),
        ("email", "eileen@example.com"),
        ("reply_by", "email"),
        ("act", "later"),
    ]
}

#[tokio::test]
async fn what_comes_in_after_the_hour_has_a_day_more() {
    let office = office_with_an_hour();
    office.clock.set("2026-11-02 18:30");
    let service = office.waste.to_string();
    let mut priya = Browser::signed_in(&office, "priya").await;
    says(&priya.get("/log").await, "name=\"received_at\"");

    let page = priya.post("/log", &form(&service, "half five")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    says(&page, "Give the time like 16:30");
    says(&page, "value=\"half five\"");
    let page = priya.post("/log", &form(&service, "19:00")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "not yet");
    says(&page, "href=\"#received_at\">The time received cannot be later than when it was logged</a>");

    says(&priya.post("/log/next", &form(&service, "16:30")).await, "Mon 23 Nov");
    says(&priya.post("/log/next", &form(&service, "17:30")).await, "Tue 24 Nov");
    let page = priya.post("/log", &form(&service, "5:30pm")).await;
    assert_eq!(page.status, StatusCode::OK);
    says(&page, "Tue 24 Nov");
    says(&page, "17:30, taken by");

    let root = page.path.split('?').next().expect("an address").to_owned();
    says(&priya.get(&format!("{root}/correct")).await, "value=\"17:30\"");
    let corrected =
        [("title", ""), ("received", "2/11/2026"), ("received_at", "16:45"), ("reason", "The email says so")];
    says(&priya.post(&format!("{root}/correct"), &corrected).await, "Mon 23 Nov");
    says(&priya.get(&format!("{root}/history")).await, "Put right: time received");

    // A time that was wrong is taken out again; what is not known is no time.
    office.clock.set("2026-11-02 18:40");
    let later = [("received", "2/11/2026"), ("received_at", "6.15 p.m."), ("reason", "He rang again")];
    says(&priya.post(&format!("{root}/correct"), &later).await, "18:15");
    let later = [("received", "2/11/2026"), ("received_at", "20:00"), ("reason", "He rang again")];
    let page = priya.post(&format!("{root}/correct"), &later).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    says(&page, "href=\"#received_at\">The time received cannot be later than when it was logged</a>");
    let none = [("received", "1/11/2026"), ("received_at", ""), ("reason", "Nobody knows when")];
    let page = priya.post(&format!("{root}/correct"), &none).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.html);
    assert!(!page.html.contains("18:15"), "{}", page.html);
    says(&priya.get(&format!("{root}/correct")).await, "name=\"received_at\" type=\"text\" value=\"\"");
}

#[tokio::test]
async fn it_is_asked_for_where_only_a_procedure_followed_as_well_counts_by_it() {
    let office = office();
    let admin = office.who("admin");
    let text = app::procedures::text(&office.office, &admin, "children-act", None).expect("it is there").toml;
    let text = text.replacen("version = 1", "version = 2", 1);
    let text = text.replacen("office_closures", "cut_off = \"16:00\"\noffice_closures", 1);
    app::procedures::keep(&office.office, &admin, &text, "", office.now()).expect("it can be followed");
    let mut priya = Browser::signed_in(&office, "priya").await;
    assert!(!priya.get("/log").await.html.contains("name=\"received_at\""));
    app::also::follow(&office.office, &admin, "children-act", office.now()).expect("it is followed");
    says(&priya.get("/log").await, "name=\"received_at\"");
}

#[tokio::test]
async fn it_is_tried_out_with_the_hour() {
    let office = office_with_an_hour();
    let mut priya = Browser::signed_in(&office, "priya").await;
    let tried = "/procedures/making-experiences-count/try?version=2&received=2%2F11%2F2026&received_at=";
    says(&priya.get(&format!("{tried}16%3A30")).await, "Due Mon 23 Nov");
    says(&priya.get(&format!("{tried}17%3A30")).await, "Due Tue 24 Nov");
    let wrong = priya.get(&format!("{tried}late")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    says(&wrong, "value=\"late\"");
}

#[tokio::test]
async fn nobody_is_asked_where_no_date_hangs_on_it() {
    let office = office();
    let mut priya = Browser::signed_in(&office, "priya").await;
    assert!(!priya.get("/log").await.html.contains("received_at"));
}

#[tokio::test]
async fn a_limit_in_hours_is_late_from_its_hour_on() {
    let limit = "limit = { number = 4, unit = \"hours\" }";
    let office = office_with(&[("limit = { number = 2, unit = \"working-days\" }", limit)]);
    office.clock.set("2026-11-02 09:30");
    let service = office.waste.to_string();
    let mut priya = Browser::signed_in(&office, "priya").await;
    let page = priya.post("/log", &form(&service, "09:00")).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.html);
    let root = page.path.split('?').next().expect("an address").to_owned();
    says(&priya.get(&root).await, "Acknowledge by today, 13:00");

    office.clock.set("2026-11-02 13:05");
    let mut priya = Browser::signed_in(&office, "priya").await;
    let page = priya.get(&root).await;
    says(&page, "Late: the hour has passed");
    says(&page, "“Acknowledge” is late. It was due today, and the limit ended at 13:00.");
    let form = priya.get(&format!("{root}/acknowledge")).await;
    let (template, made_from) = (hidden(&form, "template"), hidden(&form, "made_from"));
    let sent = [("method", "email"), ("words", &template), ("template", &template), ("made_from", &made_from)];
    let page = priya.post(&format!("{root}/acknowledge"), &sent).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.html);
    let page = priya.get(&root).await;
    says(&page, "On the same day. Late: the limit ended at 13:00.");
    says(&page, "“Acknowledge” was late, on Mon 2 Nov: the limit ended at 13:00.");
}
