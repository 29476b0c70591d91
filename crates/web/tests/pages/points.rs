//! Points to answer on the page of a case: put right and taken away, and why some stay.

use crate::common::{Browser, says, says_not};
use axum::http::StatusCode;
use testkit::{Scene, office};

#[tokio::test]
async fn a_point_is_put_right_and_taken_away_by_its_pages() {
    let office = office();
    let root = format!("/cases/{}", Scene::logged(&office).reference);
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let page = joanne.get(&root).await;
    says(&page, "/correct-point?point=1");
    says_not(&page, "/remove-point");
    joanne.post(&format!("{root}/point"), &[("text", "Nobody rang back.\nNobody rang.")]).await;
    says(&joanne.get(&root).await, "/remove-point?point=3");

    let form = joanne.get(&format!("{root}/correct-point?point=2")).await;
    says(&form, "Nobody rang back.</textarea>");
    let page = joanne
        .post(&format!("{root}/correct-point"), &[("point", "2"), ("text", "Nobody wrote."), ("reason", "")])
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    says(&page, "href=\"#reason\">Say why it is put right</a>");
    says(&page, "Nobody wrote.</textarea>");
    let sent = [("point", "2"), ("text", "Nobody wrote."), ("reason", "Misheard.")];
    says(&joanne.post(&format!("{root}/correct-point"), &sent).await, "Point 2 put right.");
    let page = joanne.post(&format!("{root}/remove-point"), &[("point", "3"), ("reason", "Said twice.")]).await;
    says(&page, "Point 3 taken away.");

    let page = joanne.get(&format!("{root}/history")).await;
    for words in [
        "Point 2 put right",
        "It was: Nobody rang back.",
        "Misheard.",
        "Point 3 taken away",
        "Nobody rang.",
        "Said twice.",
    ] {
        says(&page, words);
    }
}

#[tokio::test]
async fn a_point_with_a_finding_or_in_the_response_stays_and_the_form_says_why() {
    let office = office();
    let scene = Scene::logged(&office);
    let root = format!("/cases/{}", scene.reference);
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    joanne.post(&format!("{root}/point"), &[("text", "Nobody rang back.")]).await;
    scene.given_to_dan();
    let mut dan = Browser::signed_in(&office, "dan").await;
    dan.post(&format!("{root}/draft"), &[("version", "0"), ("text", "We are sorry. [2]")]).await;
    dan.post(&format!("{root}/find"), &[("point", "1"), ("finding", "upheld"), ("reason", "It was left.")]).await;
    says_not(&dan.get(&root).await, "/correct-point?point=1");
    for (point, why) in [
        ("1", "There is a finding on point 1, so it stays as it is"),
        ("2", "The response refers to point 2. Change the response first"),
    ] {
        let page = dan.post(&format!("{root}/remove-point"), &[("point", point), ("reason", "Said twice.")]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        says(&page, why);
        says(&page, "Said twice.</textarea>");
    }
    let mut rhys = Browser::signed_in(&office, "rhys").await;
    says_not(&rhys.get(&root).await, "/correct-point");
    let page = rhys.post(&format!("{root}/correct-point"), &[("point", "2"), ("text", "x"), ("reason", "y")]).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN, "a reader changes nothing");
}
