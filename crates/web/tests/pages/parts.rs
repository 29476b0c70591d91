//! Pages of a procedure that says who investigates, signs and sends.

use axum::http::StatusCode;
use domain::letter::Method;
use testkit::{RESPONSE, Scene, TestOffice, by, office_under};

use crate::common::{Browser, hidden, says, says_not};

/// Logged without a ground, which other procedures do not have.
fn logged(office: &TestOffice) -> Scene<'_> {
    let form = app::cases::LogForm { grounds: Vec::new(), ..Scene::complaint(office) };
    let scene = Scene::logged_as(office, &form);
    app::cases::acknowledge(
        &office.office,
        &office.who("joanne"),
        scene.reference.into(),
        &by(Method::Handed),
        office.now(),
    )
    .expect("it is acknowledged");
    scene
}

#[tokio::test]
async fn whoever_looked_into_it_reads_it_through_signs_and_sends() {
    let office = office_under("wales-model");
    let scene = logged(&office);
    scene.given_to("dan");
    let root = format!("/cases/{}", scene.reference);
    let mut dan = Browser::signed_in(&office, "dan").await;
    let page = dan.get(&format!("{root}/response")).await;
    says(&page, "Read it through and sign");
    says(&page, "Ask the Head to sign");
    let page = dan.post(&format!("{root}/draft"), &[("version", "0"), ("text", RESPONSE), ("then", "sign")]).await;
    assert_eq!(page.path, format!("{root}/sign-off"));
    says(&page, "Sign off only");
    says(&page, "Go on writing");
    says_not(&page, "somebody else must sign it off");
    says_not(&page, "Send back with comments");
    let (seen, version) = (hidden(&page, "seen"), hidden(&page, "version"));
    let sent = |reason: &'static str| {
        [
            ("seen", seen.clone()),
            ("version", version.clone()),
            ("text", RESPONSE.to_owned()),
            ("method", "post".to_owned()),
            ("send", "1".to_owned()),
            ("reason", reason.to_owned()),
        ]
    };
    let fields = sent("The checks are of another procedure.");
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let page = dan.post(&format!("{root}/sign-off"), &fields).await;
    says(&page, "Signed off. The letter is ready to print.");
}

#[tokio::test]
async fn the_front_desk_investigates_and_sends_what_the_head_signed() {
    let office = office_under("it-services-feedback");
    let scene = logged(&office);
    let root = format!("/cases/{}", scene.reference);
    app::cases::pass(&office.office, &office.who("joanne"), scene.reference.into(), office.waste, office.now())
        .expect("it is passed");
    let mut marian = Browser::signed_in(&office, "marian").await;
    let page = marian.get(&format!("{root}/nominate")).await;
    says(&page, "Priya Nair");
    says_not(&page, "Dan Okafor");
    let dan = office.id("dan").to_string();
    let page = marian.post(&format!("{root}/nominate"), &[("investigator", &dan)]).await;
    says(&page, "The procedure has somebody in another role investigate.");
    marian.post(&format!("{root}/nominate"), &[("investigator", &office.id("priya").to_string())]).await;

    let mut priya = Browser::signed_in(&office, "priya").await;
    says(&priya.get("/today").await, &format!("Write the response to {}", scene.reference));
    let page = priya.get(&format!("{root}/response")).await;
    says(&page, "Ask for sign-off");
    says_not(&page, "Read it through and sign");
    priya.post(&format!("{root}/submit"), &[("version", "0"), ("text", RESPONSE)]).await;

    let page = marian.get(&format!("{root}/response")).await;
    says_not(&page, "Sign off only");
    says_not(&page, "How it goes out");
    let (seen, version) = (hidden(&page, "seen"), hidden(&page, "version"));
    let reason = "The checks are of another procedure.";
    let signed =
        [("seen", seen.as_str()), ("version", &version), ("text", RESPONSE), ("send", "0"), ("reason", reason)];
    let page = marian.post(&format!("{root}/sign-off"), &signed).await;
    says(&page, "Signed off. It is not sent yet.");
    says_not(&marian.get("/today").await, &format!("Send the response to {}", scene.reference));

    says(&priya.get("/today").await, &format!("Send the response to {}", scene.reference));
    let page = priya.get(&format!("{root}/response")).await;
    says(&page, "How it goes out");
    let seen = hidden(&page, "seen");
    let page = priya.post(&format!("{root}/send"), &[("seen", &seen), ("method", "post")]).await;
    assert_eq!(page.status, StatusCode::OK);
    says(&page, "The letter is ready to print.");
}

#[tokio::test]
async fn a_procedure_that_has_somebody_else_sign_asks_who_before_the_work_begins() {
    let office = office_under("customer-care-policy");
    let form = app::cases::LogForm { grounds: Vec::new(), ..Scene::complaint(&office) };
    let scene = Scene::logged_as(&office, &form);
    let root = format!("/cases/{}", scene.reference);
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    says(&joanne.get(&root).await, "Name who deals with this stage");
    let page = joanne.get(&format!("{root}/appoint")).await;
    says(&page, "Helen Hart");
    says_not(&page, "Marian Teale: ");
    let (helen, dan) = (office.id("helen").to_string(), office.id("dan").to_string());
    let page = joanne.post(&format!("{root}/appoint"), &[("signer", &helen), ("investigator", &dan)]).await;
    says(&page, "Helen Hart signs the answer.");
}
