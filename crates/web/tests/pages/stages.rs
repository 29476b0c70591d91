//! Later stages by their pages: what the forms say and ask, what is wrong beside its field, and
//! what the case shows afterwards.

use crate::common::{Browser, office_under_with, says, says_not};
use app::cases::{self, CloseForm, LogForm, Now};
use axum::http::StatusCode;
use domain::{
    Reference,
    feedback::{Ending, Finding},
    letter::Method,
};
use testkit::{RESPONSE, Scene, TestOffice, office, office_under};

/// A complaint under the Ombudsman's Code, answered and closed on Thursday 12 November 2026.
fn closed_at_stage_1(office: &TestOffice) -> Reference {
    let form = LogForm { grounds: Vec::new(), ..Scene::complaint(office) };
    let done = cases::log(&office.office, &office.who("priya"), &form, Now::OnlySave, office.now());
    let reference = done.expect("it is logged").reference;
    let scene = Scene { office, reference };
    scene.acknowledge().expect("it is acknowledged");
    scene.given_to_dan();
    office.clock.set("2026-11-12 10:00");
    let (dan, marian, on) = (office.who("dan"), office.who("marian"), reference.into());
    cases::find(&office.office, &dan, on, 1, Some(Finding::NotUpheld), "The bin was not out.", office.now())
        .expect("a finding");
    cases::submit(&office.office, &dan, on, RESPONSE, office.now()).expect("it is submitted");
    cases::sign_off_and_send(&office.office, &marian, on, "", "Looked at.", Method::Handed, office.now())
        .expect("it is sent");
    office.clock.pass(120);
    let form = CloseForm {
        ending: Ending::Answered,
        note: String::new(),
        told: None,
        lesson: Some(false),
        words: "Nothing went wrong.".into(),
    };
    cases::close_with_lesson(&office.office, &office.who("joanne"), on, &form, office.now()).expect("it is closed");
    office.clock.set("2026-11-18 10:00");
    reference
}

#[tokio::test]
async fn the_next_stage_is_opened_by_its_page() {
    let office = office_under("lgsco-code-2024");
    let root = format!("/cases/{}", closed_at_stage_1(&office));
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let page = joanne.get(&root).await;
    says(&page, "Open “Stage 2”");
    says(&page, "Refuse “Stage 2”");

    let form = joanne.get(&format!("{root}/escalate")).await;
    says(&form, "“Stage 2” can be asked for at any time.");
    says(&form, "Which points are they not content with?");
    says(&form, "Stephen Achebe");
    says_not(&form, "Marian Teale, Head of Service");
    says_not(&form, "Dan Okafor, Investigating officer");

    let (stephen, kieran) = (office.id("stephen").to_string(), office.id("kieran").to_string());
    let wrong = joanne
        .post(
            &format!("{root}/escalate"),
            &[("asked", "20 November 2026"), ("reason", "Nobody rang."), ("signer", &stephen)],
        )
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    says(&wrong, "The day it was asked for cannot be in the future");
    says(&wrong, "Nobody rang.");
    let wrong = joanne.post(&format!("{root}/escalate"), &[("asked", "17 November 2026")]).await;
    says(&wrong, "Choose the points the customer is not content with");

    let page = joanne
        .post(
            &format!("{root}/escalate"),
            &[
                ("asked", "17 November 2026"),
                ("points", "1"),
                ("reason", "Nobody rang."),
                ("signer", &stephen),
                ("investigator", &kieran),
            ],
        )
        .await;
    says(&page, "Opened: Stage 2.");
    says(&page, "answered Thu 12 Nov in time, closed Thu 12 Nov");
    says(&page, "asked for Tue 17 Nov, running");
    says(&page, "Stage 1: Not upheld. The bin was not out.");
    says(&page, "Acknowledge and log by Tue 24 Nov");
    says(&page, "Nobody rang.");
    let form = joanne.get(&format!("{root}/acknowledge")).await;
    says(&form, "Sent today, the answer is due Wednesday 16 December 2026; without it, Tuesday 22 December 2026.");
    let mut stephen = Browser::signed_in(&office, "stephen").await;
    says(&stephen.get(&root).await, "Stage 2");
    says(&stephen.get("/cases").await, "Stage 2");
    let mut marian = Browser::signed_in(&office, "marian").await;
    let page = marian.get(&format!("{root}/nominate")).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN, "it is not the Head's any more");
    let figures = joanne.get("/figures/2026-11").await;
    says(&figures, "Stage 2: asked for");
}

#[tokio::test]
async fn a_refusal_shows_its_letter_and_needs_a_reason() {
    let office = office_under("lgsco-code-2024");
    let root = format!("/cases/{}", closed_at_stage_1(&office));
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let wrong = joanne
        .post(&format!("{root}/refuse-stage"), &[("asked", "17 November 2026"), ("reason", " "), ("method", "email")])
        .await;
    says(&wrong, "Give the reason; it goes into the letter");
    let shown = joanne
        .post(
            &format!("{root}/refuse-stage"),
            &[("do", "words"), ("asked", "17 November 2026"), ("reason", "A court.")],
        )
        .await;
    says(&shown, "You asked us to take this to the next stage: Stage 2.");
    says(&shown, "If you are not content with our answer, you can ask the Local Government and Social Care Ombudsman");
    says_not(&shown, "will look at it at stage 2");
    let page = joanne
        .post(
            &format!("{root}/refuse-stage"),
            &[("asked", "17 November 2026"), ("reason", "A court."), ("method", "handed")],
        )
        .await;
    says(&page, "The customer is told that the stage is not opened");
    says(&joanne.get(&root).await, "Not opened: Stage 2");
}

#[tokio::test]
async fn the_hour_is_asked_for_only_where_a_date_hangs_on_it() {
    let office = office_under("lgsco-code-2024");
    let root = format!("/cases/{}", closed_at_stage_1(&office));
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    says_not(&joanne.get(&format!("{root}/escalate")).await, "name=\"time\"");

    let office =
        office_under_with("lgsco-code-2024", &[("office_closures", "cut_off = \"17:00:00\"\noffice_closures")]);
    let root = format!("/cases/{}", closed_at_stage_1(&office));
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    says(&joanne.get(&format!("{root}/escalate")).await, "name=\"time\"");
    let ask = |on, time| [("asked", on), ("points", "1"), ("time", time)];
    let tonight = office.clock.now().format("%d/%m/%Y").to_string();
    let page = joanne.post(&format!("{root}/escalate"), &ask(&tonight, "23:30")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    says(&page, "It cannot have been later than now");
    let page = joanne.post(&format!("{root}/escalate"), &ask("12/11/2026", "17:15")).await;
    says(&page, "Opened: Stage 2");
    says(&joanne.get(&format!("{root}/history")).await, "Thu 12 Nov, 17:15");
}

#[tokio::test]
async fn where_no_stage_follows_none_is_offered() {
    let office = office();
    let scene = Scene::logged(&office);
    scene.acknowledge().expect("it is acknowledged");
    scene.given_to_dan();
    scene.submitted();
    scene.sent().expect("it is sent");
    let root = format!("/cases/{}", scene.reference);
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    says_not(&joanne.get(&root).await, "/escalate");
    let page = joanne.get(&format!("{root}/escalate")).await;
    says(&page, "no stage follows this one");
    says(&page, "Back to the case");
}

#[tokio::test]
async fn a_later_stage_is_not_handed_over_to_who_dealt_with_the_one_before() {
    let office = office_under("lgsco-code-2024");
    let reference = closed_at_stage_1(&office);
    let form = cases::EscalateForm {
        asked: Some(domain::london::date_of(office.now())),
        points: vec![1],
        appoint: Some(cases::AppointForm {
            signer: Some(office.id("stephen")),
            investigator: Some(office.id("kieran")),
        }),
        ..cases::EscalateForm::default()
    };
    cases::escalate(&office.office, &office.who("joanne"), reference.into(), &form, office.now())
        .expect("it is opened");
    let mut admin = Browser::signed_in(&office, "admin").await;
    let leave = format!("/settings/people/{}/leave", office.id("kieran"));
    let page = admin.post(&leave, &[("rest", &office.id("dan").to_string())]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    says(
        &page,
        &format!("{reference} is in a later stage, and Dan Okafor dealt with it before: give that to somebody else"),
    );
    assert!(office.who("kieran").person.active, "nothing was handed over");
    let page = admin.post(&leave, &[("rest", &office.id("stephen").to_string())]).await;
    says(&page, "Kieran Doyle can no longer sign in.");
}
