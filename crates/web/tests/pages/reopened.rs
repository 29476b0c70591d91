//! A case that was answered and is opened again has a day by which the customer hears again.

use app::cases;
use domain::{feedback::Ending, letter::Method};
use testkit::{Scene, TestOffice, office};

use crate::common::{Browser, says, says_not};

/// Answered by hand on Monday 2 November and closed a week later.
fn closed(office: &TestOffice) -> Scene<'_> {
    let scene = Scene::logged(office);
    scene.given_to_dan();
    scene.submitted();
    let (marian, joanne, on) = (office.who("marian"), office.who("joanne"), scene.reference);
    cases::sign_off_and_send(&office.office, &marian, on.into(), "", "", Method::Handed, office.now()).expect("sent");
    office.clock.set("2026-11-09 10:00");
    cases::learn(&office.office, &joanne, on.into(), false, "A slip.", office.now()).expect("nothing to learn");
    cases::close(&office.office, &joanne, on.into(), Ending::Answered, "", office.now()).expect("closed");
    scene
}

#[tokio::test]
async fn it_says_by_when_on_its_page_in_lists_and_in_its_history() {
    let office = office();
    let scene = closed(&office);
    let root = format!("/cases/{}", scene.reference);
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let page = joanne.get(&format!("{root}/reopen")).await;
    says(&page, "By when the customer hears from us again");
    says(&page, "value=\"23/11/2026\"");
    let send = |by: &'static str| [("reason", "She is not content."), ("by", by)];
    says(
        &joanne.post(&format!("{root}/reopen"), &send("")).await,
        "Give the day by which the customer hears from us again",
    );
    says(&joanne.post(&format!("{root}/reopen"), &send("06/11/2026")).await, "The day must be today or later");
    says(&joanne.post(&format!("{root}/reopen"), &send("20/11/2026")).await, "Answer again by Fri 20 Nov");
    says(
        &joanne.get(&format!("{root}/history")).await,
        "Opened again, to be answered again by Friday 20 November 2026",
    );
    says(&joanne.get("/cases").await, "Fri 20 Nov");
    office.clock.set("2026-11-23 10:00");
    let mut dan = Browser::signed_in(&office, "dan").await;
    let page = dan.get("/today").await;
    says(&page, &scene.reference.to_string());
    says(&page, "Fri 20 Nov");
    says_not(&page, "Missed");
}

#[tokio::test]
async fn one_that_was_never_answered_keeps_its_own_dates() {
    let office = office();
    let scene = Scene::logged(&office);
    let joanne = office.who("joanne");
    cases::withdraw(&office.office, &joanne, scene.reference.into(), "She changed her mind.", office.now())
        .expect("it is withdrawn");
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    says_not(&joanne.get(&format!("/cases/{}/reopen", scene.reference)).await, "hears from us again");
}

#[tokio::test]
async fn the_minute_to_undo_sending_also_runs_on_the_page_of_the_letter() {
    let office = office();
    let scene = Scene::logged(&office);
    scene.given_to_dan();
    scene.submitted();
    let marian = office.who("marian");
    cases::sign_off_and_send(&office.office, &marian, scene.reference.into(), "", "", Method::Email, office.now())
        .expect("sent");
    let letter = format!("/cases/{}/letters/1", scene.reference);
    office.clock.pass(20);
    let mut marian = Browser::signed_in(&office, "marian").await;
    says(&marian.get(&letter).await, "data-undo-seconds=\"40\"");
    let mut dan = Browser::signed_in(&office, "dan").await;
    says_not(&dan.get(&letter).await, "Undo sending");
    let page = marian.post(&format!("/cases/{}/recall", scene.reference), &[]).await;
    says(&page, "Sending undone.");
    says_not(&marian.get(&letter).await, "Undo sending");
    cases::send(&office.office, &office.who("marian"), scene.reference.into(), Method::Email, office.now())
        .expect("sent");
    office.clock.pass(61);
    says_not(&marian.get(&format!("/cases/{}/letters/2", scene.reference)).await, "Undo sending");
}
