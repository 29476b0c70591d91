//! The pages of lessons: the list with its patterns, one lesson, the poster, the files.

use axum::http::StatusCode;
use testkit::{Scene, TestOffice, office};

use crate::common::{Browser, says, says_not, was};

fn fields<'a>(service: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let base = [
        ("said", "Assisted collections were missed."),
        ("did", "Each address <shows> on the crew’s tablet."),
        ("service", service),
        ("ground", "standard-missed"),
        ("due", "30/11/2026"),
    ];
    let given = |name: &str| more.iter().any(|(each, _)| *each == name);
    base.into_iter().filter(|(name, _)| !given(name)).chain(more.iter().copied()).collect()
}

fn waste(office: &TestOffice) -> String {
    office.waste.to_string()
}

#[tokio::test]
async fn a_pattern_leads_to_its_cases_and_to_a_lesson() {
    let office = office();
    let service = waste(&office);
    for _ in 0..3 {
        Scene::logged(&office);
    }
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let page = joanne.get("/lessons").await;
    says(&page, "Patterns worth a look");
    says(&page, "aria-label=\"In the last 6 months: 0, 0, 0, 0, 0, 3\"");
    says(&page, "/figures/2026-09-01..2026-11-30/cases?figure=received-by-ground");
    let write = format!("/lessons/new?ground=standard-missed&#38;service={}", office.waste);
    says(&page, &write);
    let page = joanne.get(&write.replace("&#38;", "&")).await;
    says(&page, "<option value=\"standard-missed\" selected>");
    let page = joanne.post("/lessons", &fields(&service, &[])).await;
    says(&page, "The lesson was added.");
    says(&page, "Each address &#60;shows&#62; on the crew’s tablet.");
    says(&page, "To do by Mon 30 Nov");
    says_not(&page, "Write a lesson<span");
    let mut rhys = Browser::signed_in(&office, "rhys").await;
    let page = rhys.get("/lessons").await;
    says(&page, "To do by Mon 30 Nov");
    says_not(&page, "Write a lesson");
}

#[tokio::test]
async fn what_is_wrong_stands_beside_its_field_and_the_words_stay() {
    let office = office();
    let service = waste(&office);
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    for (more, says_why) in [
        (("said", ""), "href=\"#said\">Write what customers said</a>"),
        (("due", "soon"), "href=\"#due\">"),
        (("on_poster", "yes"), "href=\"#done\">Say when it was done before it goes on the poster"),
    ] {
        let page = joanne.post("/lessons", &fields(&service, &[more])).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{more:?}");
        says(&page, says_why);
        says(&page, "Each address &#60;shows&#62; on the crew’s tablet.</textarea>");
    }
}

#[tokio::test]
async fn a_lesson_is_changed_taken_away_and_put_back() {
    let office = office();
    let service = waste(&office);
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    joanne.post("/lessons", &fields(&service, &[])).await;
    let form = joanne.get("/lessons/1").await;
    let was = was(&form);
    let sent = fields(&service, &[("done", "2/11/2026"), ("on_poster", "yes"), ("was", &was)]);
    let page = joanne.post("/lessons/1", &sent).await;
    says(&page, "The lesson was saved.");
    says(&page, "Done Mon 2 Nov");
    says(&page, "On the poster</span>");
    let mut helen = Browser::signed_in(&office, "helen").await;
    let late = fields(&service, &[("did", "We bought a lorry."), ("was", &was)]);
    let page = helen.post("/lessons/1", &late).await;
    says(&page, "We bought a lorry.");
    assert_ne!(page.path, "/lessons", "she reads what somebody else saved first");
    let page = joanne.post("/lessons/1/take-away", &[]).await;
    says(&page, "The lesson was taken away.");
    says(&page, "action=\"/lessons/1/put-back\"");
    assert_eq!(joanne.get("/lessons/1").await.status, StatusCode::NOT_FOUND);
    says(&joanne.post("/lessons/1/put-back", &[]).await, "The lesson is back.");
}

#[tokio::test]
async fn the_poster_is_a_page_and_a_file_that_name_nobody() {
    let office = office();
    let service = waste(&office);
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    says(&joanne.get("/lessons/poster").await, "Nothing is on the poster yet.");
    let done = fields(&service, &[("done", "2/11/2026"), ("on_poster", "yes")]);
    joanne.post("/lessons", &done).await;
    let page = joanne.get("/lessons/poster").await;
    says(&page, "Thornbeck District Council, autumn 2026");
    says(&page, "Assisted collections were missed.");
    says_not(&page, "Contains personal information");
    let file = joanne.get("/lessons/files/poster.html").await;
    assert_eq!(file.status, StatusCode::OK);
    assert!(file.html.contains("<dd><p>Each address &#60;shows&#62; on the crew’s tablet.</p></dd>"), "{}", file.html);
    assert_eq!(joanne.get("/lessons/files/poster.pdf").await.status, StatusCode::NOT_FOUND);
    let csv = joanne.get("/lessons/files/lessons.csv").await;
    assert!(csv.html.contains("Assisted collections were missed."), "{}", csv.html);
}

#[tokio::test]
async fn lessons_are_closed_to_those_whose_business_they_are_not() {
    let office = office();
    let service = waste(&office);
    for name in ["priya", "dan", "admin"] {
        let mut browser = Browser::signed_in(&office, name).await;
        for path in
            ["/lessons", "/lessons/new", "/lessons/new?from=2026-0001", "/lessons/poster", "/lessons/files/lessons.csv"]
        {
            assert_eq!(browser.get(path).await.status, StatusCode::FORBIDDEN, "{name} {path}");
        }
        let page = browser.post("/lessons", &fields(&service, &[])).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{name}");
    }
}

#[tokio::test]
async fn whoever_sees_to_a_lesson_finds_it_on_today() {
    let office = office();
    let service = waste(&office);
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let dan = office.id("dan").to_string();
    joanne.post("/lessons", &fields(&service, &[("owner", &dan)])).await;
    let mut dan = Browser::signed_in(&office, "dan").await;
    let page = dan.get("/today").await;
    says(&page, "Lessons you see to");
    says(&page, "To do by Mon 30 Nov");
    says_not(&page, "href=\"/lessons/1\"");
    says_not(&joanne.get("/today").await, "Lessons you see to");
    let marian = office.id("marian").to_string();
    joanne.post("/lessons", &fields(&service, &[("owner", &marian)])).await;
    let mut marian = Browser::signed_in(&office, "marian").await;
    says(&marian.get("/today").await, "href=\"/lessons/2\"");
}
