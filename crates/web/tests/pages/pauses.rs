//! The clock stopped and started again by its pages, under a procedure that lets it stand still; and tried out.

use crate::common::{Browser, change, closure, office_with, says};
use app::calendar_change::Change;
use axum::http::StatusCode;
use domain::Date;
use testkit::{Scene, TestOffice, office};

const RULE: &str = r#"
[[pause]]
id = "customer"
title = "Waiting for the customer"
clocks = ["respond"]
most = { number = 5, unit = "working-days" }

[signing]
"#;

/// An office that follows version 2 of Making Experiences Count, which lets the clock stand still.
fn office_that_waits() -> TestOffice {
    office_with(&[("[signing]", RULE.trim())])
}

/// The form that stops the clock for as long as it may stand still.
const STOPPED: [(&str, &str); 4] =
    [("rule", "customer"), ("from", "6/11/2026"), ("until", "12/11/2026"), ("text", "Which garage?")];

#[tokio::test]
async fn the_clock_is_stopped_and_started_again() {
    let office = office_that_waits();
    let scene = Scene::logged(&office);
    scene.acknowledge().expect("it is acknowledged");
    scene.given_to_dan();
    office.clock.set("2026-11-06 10:00");
    let root = format!("/cases/{}", scene.reference);
    let mut dan = Browser::signed_in(&office, "dan").await;
    let page = dan.get(&root).await;
    says(&page, "Mon 23 Nov");
    says(&page, &format!("{root}/pause"));
    assert!(!page.html.contains(&format!("{root}/resume")), "it runs");

    let form = dan.get(&format!("{root}/pause")).await;
    says(&form, "Waiting for the customer (stops “Respond”; 5 working days at most)");
    let typed = [("rule", "customer"), ("from", "6/11/2026"), ("until", "13/11/2026"), ("text", "Which <garage>?")];
    let page = dan.post(&format!("{root}/pause"), &typed).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    says(&page, "until Thursday 12 November 2026 at the latest");
    says(&page, "Which &#60;garage&#62;?");
    let nothing = [("rule", "customer"), ("from", "6/11/2026"), ("until", "12/11/2026"), ("text", " ")];
    says(&dan.post(&format!("{root}/pause"), &nothing).await, "Write what we wait for");

    let right = [("rule", "customer"), ("from", "6/11/2026"), ("until", "12/11/2026"), ("text", "Which <garage>?")];
    let page = dan.post(&format!("{root}/pause"), &right).await;
    says(&page, "The clock stands still, until Thu 12 Nov.");
    says(&page, "The clock stands still until Thu 12 Nov. Waiting for the customer: Which &#60;garage&#62;?");
    says(&page, "Mon 30 Nov");
    says(&page, "The clock stood still");
    assert!(!page.html.contains(&format!("{root}/pause")), "it stands still already");
    says(&dan.get(&format!("{root}/history")).await, "Stopped the clock until Thu 12 Nov");

    office.clock.set("2026-11-10 10:00");
    let mut priya = Browser::signed_in(&office, "priya").await;
    says(&priya.get(&root).await, "Start the clock again");
    let page = priya.post(&format!("{root}/resume"), &[("on", "10/11/2026"), ("text", "She rang.")]).await;
    says(&page, "The clock runs again.");
    says(&page, "Wed 25 Nov");
    let history = priya.get(&format!("{root}/history")).await;
    says(&history, "Started the clock again");
    says(&history, "She rang.");
    let row = office.office.read(|reading| Ok(reading.row(scene.reference)?)).expect("a row").expect("the case");
    assert_eq!(row.next_due.map(|due| due.to_string()).as_deref(), Some("2026-11-25"), "lists say the same");
}

#[tokio::test]
async fn a_procedure_without_reasons_offers_none() {
    let office = office();
    let scene = Scene::logged(&office);
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let root = format!("/cases/{}", scene.reference);
    assert!(!joanne.get(&root).await.html.contains("Stop the clock"));
    says(&joanne.get(&format!("{root}/pause")).await, "no reason to stop a clock");
    says(&joanne.get(&format!("{root}/resume")).await, "The clock is running.");
}

#[tokio::test]
async fn days_on_which_it_stood_still_are_tried_out() {
    let office = office_that_waits();
    let mut priya = Browser::signed_in(&office, "priya").await;
    let tried = "/procedures/making-experiences-count/try?received=2%2F11%2F2026";
    let page = priya.get(&format!("{tried}&paused-customer=6%2F11%2F2026&paused-until-customer=12%2F11%2F2026")).await;
    says(&page, "Due Mon 30 Nov");
    says(&page, "the clock stood still for 7 days");
    let page = priya.get(&format!("{tried}&paused-customer=6%2F11%2F2026")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    says(&page, "Give the first day the clock stood still and the last, in this order");
}

#[tokio::test]
async fn a_date_that_only_a_pause_made_is_not_kept_as_if_it_had_been_promised() {
    let office = office_that_waits();
    change(&office, Change::Add(closure("2026-11-16")));
    let scene = Scene::logged(&office);
    scene.acknowledge().expect("it is acknowledged");
    scene.given_to_dan();
    let due = || {
        let row = office.office.read(|reading| Ok(reading.row(scene.reference)?)).expect("a row");
        row.and_then(|row| row.respond_due).expect("a date")
    };
    assert_eq!(due(), date("2026-11-24"), "as the acknowledgement says");
    office.clock.set("2026-11-06 10:00");
    let root = format!("/cases/{}", scene.reference);
    let mut dan = Browser::signed_in(&office, "dan").await;
    dan.post(&format!("{root}/pause"), &STOPPED).await;
    assert_eq!(due(), date("2026-12-01"), "five working days later");
    change(&office, Change::Remove(closure("2026-11-16")));
    assert_eq!(due(), date("2026-11-30"), "nobody told the customer 1 December");
    office.clock.set("2026-11-10 10:00");
    let mut dan = Browser::signed_in(&office, "dan").await;
    dan.post(&format!("{root}/resume"), &[("on", "10/11/2026"), ("text", "She rang.")]).await;
    assert_eq!(due(), date("2026-11-25"), "two working days stood still");
}

#[tokio::test]
async fn a_date_that_was_promised_before_a_pause_is_kept_without_it() {
    let office = office_that_waits();
    let closures = ["2026-11-16", "2026-11-17", "2026-11-18"];
    closures.iter().for_each(|day| change(&office, Change::Add(closure(day))));
    let scene = Scene::logged(&office);
    scene.acknowledge().expect("it is acknowledged");
    scene.given_to_dan();
    office.clock.set("2026-11-06 10:00");
    let root = format!("/cases/{}", scene.reference);
    let mut dan = Browser::signed_in(&office, "dan").await;
    dan.post(&format!("{root}/pause"), &STOPPED).await;
    closures.iter().for_each(|day| change(&office, Change::Remove(closure(day))));
    dan.post(&format!("{root}/resume"), &[("on", "6/11/2026"), ("text", "She rang.")]).await;
    let row = office.office.read(|reading| Ok(reading.row(scene.reference)?)).expect("a row");
    assert_eq!(row.and_then(|row| row.respond_due), Some(date("2026-11-26")), "the date in the acknowledgement");
}

fn date(text: &str) -> Date {
    text.parse().expect("a date")
}
