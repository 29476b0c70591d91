//! A procedure read as plain words, and tried out.

use crate::common::Browser;
use axum::http::StatusCode;
use testkit::office;

#[tokio::test]
async fn every_procedure_that_comes_with_the_program_can_be_read_by_everybody() {
    let office = office();
    let mut priya = Browser::signed_in(&office, "priya").await;
    let all = office.office.procedures();
    assert_eq!(all.len(), 13);
    for procedure in all {
        let page = priya.get(&format!("/procedures/{}", procedure.id)).await;
        assert_eq!(page.status, StatusCode::OK, "{}", procedure.id);
        for stage in &procedure.stages {
            assert!(page.html.contains(&format!("id=\"stage-{}\"", stage.id)), "{}: {}", procedure.id, stage.title);
        }
        for clock in procedure.clocks() {
            assert!(page.html.contains(&format!("<tr id=\"{}\">", clock.id)), "{}: {}", procedure.id, clock.title);
        }
        let page = priya.get(&format!("/procedures/{}/try", procedure.id)).await;
        assert_eq!(page.status, StatusCode::OK, "{} tried out", procedure.id);
    }
    assert_eq!(priya.get("/procedures/of-another-council").await.status, StatusCode::NOT_FOUND);
    assert_eq!(priya.get("/procedures/lgsco-code-2024?version=99").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_stages_of_the_code_are_told_in_words() {
    let office = office();
    let page = Browser::signed_in(&office, "priya").await.get("/procedures/lgsco-code-2024").await;
    for words in [
        "asked for by the customer",
        "Never dealt with by whoever dealt with an earlier stage",
        "<li>Respond: 20 working days</li>",
        "Local Government and Social Care Ombudsman",
        "the day we acknowledged it",
    ] {
        assert!(page.html.contains(words), "{words}: {}", page.html);
    }
}

#[tokio::test]
async fn what_happened_moves_the_dates_of_every_stage() {
    let office = office();
    let mut priya = Browser::signed_in(&office, "priya").await;
    let asked = "/procedures/lgsco-code-2024/try?received=2%2F11%2F2026&met-stage-1-acknowledge=4%2F11%2F2026\
                 &asked-stage-2=4%2F1%2F2027&until-stage-2-respond=8%2F3%2F2027";
    let page = priya.get(asked).await;
    assert_eq!(page.status, StatusCode::OK);
    for words in [
        "Due Wed 18 Nov",
        "Met in time",
        "Due Mon 8 Mar 2027",
        "put off to Monday 8 March 2027",
        "role=\"img\"",
        "value=\"4/11/2026\"",
    ] {
        assert!(page.html.contains(words), "{words}: {}", page.html);
    }
    let page = priya.get("/procedures/lgsco-code-2024/try?received=2%2F11%2F2026").await;
    assert!(page.html.contains("Waits for"), "nobody has asked for the second stage: {}", page.html);
}

#[tokio::test]
async fn dates_that_cannot_be_are_said_at_their_fields() {
    let office = office();
    let mut priya = Browser::signed_in(&office, "priya").await;
    for (query, words) in [
        ("received=soon", "Give the date like 3/12/2026"),
        ("received=2%2F11%2F2026&met-stage-1-acknowledge=1%2F11%2F2026", "Something happened before it was received"),
    ] {
        let page = priya.get(&format!("/procedures/lgsco-code-2024/try?{query}")).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{query}");
        assert!(page.html.contains(words), "{query}: {}", page.html);
    }
}
