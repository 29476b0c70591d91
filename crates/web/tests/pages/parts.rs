//! Pages of a procedure that says who investigates, signs and sends.

use axum::http::StatusCode;
use domain::letter::Method;
use testkit::{RESPONSE, Scene, TestOffice, by, office_under};

use crate::common::{Browser, hidden, office_with, says, says_not};

/// Logged without a ground, which other procedures do not have.
fn logged(office: &TestOffice) -> Scene<'_> {
    acknowledged(office, &app::cases::LogForm { grounds: Vec::new(), ..Scene::complaint(office) })
}

fn acknowledged<'o>(office: &'o TestOffice, form: &app::cases::LogForm) -> Scene<'o> {
    let scene = Scene::logged_as(office, form);
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
    says(&page, "Ask the Head to sign");
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

/// The front line puts right what it can, and its answer needs no signature but its own.
#[tokio::test]
async fn the_front_desk_signs_and_sends_what_it_decided() {
    for procedure in ["it-services-feedback", "estates-customer-services"] {
        let office = office_under(procedure);
        let scene = logged(&office);
        scene.given_to("priya");
        let root = format!("/cases/{}", scene.reference);
        let mut priya = Browser::signed_in(&office, "priya").await;
        let page =
            priya.post(&format!("{root}/draft"), &[("version", "0"), ("text", RESPONSE), ("then", "sign")]).await;
        assert_eq!(page.path, format!("{root}/sign-off"), "{procedure}: {}", page.html);
        says_not(&page, "somebody else must sign it off");
        let (seen, version) = (hidden(&page, "seen"), hidden(&page, "version"));
        let fields = [
            ("seen", seen.as_str()),
            ("version", &version),
            ("text", RESPONSE),
            ("method", "post"),
            ("send", "1"),
            ("reason", "The checks are of another procedure."),
        ];
        let page = priya.post(&format!("{root}/sign-off"), &fields).await;
        says(&page, "Signed off. The letter is ready to print.");
    }
}

#[tokio::test]
async fn a_procedure_that_has_somebody_else_sign_asks_who_before_the_work_begins() {
    let people = "kinds = [\"complaint\"]\npeople = { signs = \"head-of-customer-services\" }";
    let office = office_with(&[("kinds = [\"complaint\"]", people)]);
    let scene = Scene::logged(&office);
    scene.acknowledge().expect("it is acknowledged");
    let root = format!("/cases/{}", scene.reference);
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    says(&joanne.get("/today").await, &format!("Name who signs {}", scene.reference));
    says(&joanne.get(&root).await, "Name who deals with this stage");
    let page = joanne.get(&format!("{root}/appoint")).await;
    says(&page, "Helen Hart");
    let (helen, dan) = (office.id("helen").to_string(), office.id("dan").to_string());
    let page = joanne.post(&format!("{root}/appoint"), &[("signer", &helen), ("investigator", &dan)]).await;
    says(&page, "Helen Hart signs the answer.");
    scene.submitted();
    let mut helen = Browser::signed_in(&office, "helen").await;
    says(&helen.get(&format!("{root}/response")).await, "1 of 1 waiting for you");
    let queue = |name| app::lists::to_sign(&office.office, &office.who(name)).expect("the list");
    assert_eq!(queue("helen"), [scene.reference], "whoever was named signs it");
    assert_eq!((queue("marian"), queue("dan")), (Vec::new(), Vec::new()), "not its Head, nor who wrote it");
}

/// The letter names whoever signs, and the words can be changed after they were signed, which takes the signature away.
#[tokio::test]
async fn the_letter_is_shown_as_it_leaves_and_can_be_changed_once_signed() {
    let office = office_under("wales-model");
    let scene = logged(&office);
    scene.given_to("dan");
    let root = format!("/cases/{}", scene.reference);
    let mut dan = Browser::signed_in(&office, "dan").await;
    dan.post(&format!("{root}/draft"), &[("version", "0"), ("text", RESPONSE)]).await;
    let page = dan.get(&format!("{root}/sign-off")).await;
    says(&page, "Dan Okafor<br />\nInvestigating officer");
    says_not(&page, "pp Marian Teale");
    let (seen, version) = (hidden(&page, "seen"), hidden(&page, "version"));
    let reason = "The checks are of another procedure.";
    let sent = [("seen", seen.as_str()), ("version", &version), ("text", RESPONSE), ("send", "0"), ("reason", reason)];
    let page = dan.post(&format!("{root}/sign-off"), &sent).await;
    says(&page, "Signed off. It is not sent yet.");
    says(&page, &format!("href=\"{root}/draft\">Change the words</a>"));
    let page = dan.get(&format!("{root}/draft")).await;
    says(&page, "It is signed off. Saving a change takes the signature away.");
}

/// One officer investigates and signs in the formal stage of this procedure.
#[tokio::test]
async fn whoever_has_both_parts_signs_on_the_page() {
    let office = office_under("estates-customer-services");
    let form = app::cases::LogForm { grounds: Vec::new(), ..Scene::complaint(&office) };
    let scene = Scene::logged_as(&office, &form);
    let on: app::cases::On = scene.reference.into();
    let answered = |reason| {
        let close = app::cases::CloseForm {
            ending: domain::feedback::Ending::SortedAtOnce,
            note: "Put right on the spot.".into(),
            told: None,
            lesson: Some(false),
            words: reason,
        };
        app::cases::close_with_lesson(&office.office, &office.who("joanne"), on, &close, office.now())
    };
    answered("Nothing new.".to_owned()).expect("it is closed");
    let escalate = app::cases::EscalateForm {
        asked: Some(domain::london::date_of(office.now())),
        points: vec![1],
        appoint: Some(app::cases::AppointForm {
            signer: Some(office.id("stephen")),
            investigator: Some(office.id("stephen")),
        }),
        ..app::cases::EscalateForm::default()
    };
    app::cases::escalate(&office.office, &office.who("joanne"), on, &escalate, office.now()).expect("formal");
    let root = format!("/cases/{}", scene.reference);
    let mut stephen = Browser::signed_in(&office, "stephen").await;
    stephen.post(&format!("{root}/submit"), &[("version", "0"), ("text", RESPONSE)]).await;
    let page = stephen.get(&format!("{root}/response")).await;
    says_not(&page, "somebody else must sign it off");
    says(&page, "Sign off only");
}

#[tokio::test]
async fn standards_of_timeliness_stand_among_the_figures_with_what_is_promised() {
    let office = office_under("service-standards");
    Scene::logged_as(&office, &app::cases::LogForm { grounds: Vec::new(), ..Scene::complaint(&office) });
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let page = joanne.get("/figures/2026-11").await;
    says(&page, "Standards of timeliness");
    says(&page, "Calls dealt with at the first contact");
    says(&page, "0% of 1; 80% is promised");
    says(&page, "Calls dealt with at the first contact: not in time");
    let page = joanne.get("/procedures/service-standards").await;
    says(&page, "Measured by the time limit “Answer the first enquiry”.");
    says(&page, "Measured by what was sorted at the first contact.");
}

#[tokio::test]
async fn where_all_feedback_gets_a_full_answer_a_comment_is_given_to_somebody_and_not_just_passed_on() {
    let office = office_under("customer-care-policy");
    let comment = app::cases::LogForm { kind: "comment".into(), grounds: Vec::new(), ..Scene::complaint(&office) };
    let scene = acknowledged(&office, &comment);
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let page = joanne.get(&format!("/cases/{}", scene.reference)).await;
    says(&page, "Give to a Head of Service");
    says(&page, "Answered");
    says_not(&page, "Passed on");
    says(&joanne.get("/today").await, &format!("Give {} to a Head of Service", scene.reference));
    let page = joanne.get(&format!("/cases/{}/close", scene.reference)).await;
    says(&page, "A comment cannot be closed before it is answered.");
}

#[tokio::test]
async fn a_complaint_that_names_somebody_is_sealed_and_goes_where_the_procedure_has_it_go() {
    let office = office_with(&[
        ("[signing]", "[handling]\nsealed_to = \"head-of-service\"\n\n[signing]"),
        (
            "id = \"complaint\"\n",
            "id = \"complaint\"\npeople = { routes = [{ about = \"head-of-service\", to = \"head-of-customer-services\" }] }\n",
        ),
    ]);
    let form = Scene::complaint(&office);
    let named = app::cases::LogForm { staff_named: "The woman at the front desk".into(), ..form.clone() };
    let log = |form: &app::cases::LogForm| {
        app::cases::log(&office.office, &office.who("joanne"), form, app::cases::Now::OnlySave, office.now())
    };
    let kieran = app::cases::LogForm { staff_named: "Kieran Doyle, who was rude".into(), ..form.clone() };
    for (person, form) in [("joanne", &named), ("dan", &kieran), ("kieran", &kieran)] {
        let log = app::cases::log(&office.office, &office.who(person), form, app::cases::Now::OnlySave, office.now());
        let sealed = log.expect("it is logged");
        let readers = sealed.case.restriction.as_ref().map(|restriction| restriction.people.clone());
        assert!(readers.is_some_and(|people| people.contains(&office.id("joanne"))), "whoever logs it: {person}");
        let may =
            |who: &str| app::cases::open(&office.office, &office.who(who), sealed.reference, office.now()).is_ok();
        assert!(may("joanne") && may("marian") && !may("priya") && !may("kieran"), "logged by {person}");
        let named = (form.staff_named == kieran.staff_named).then(|| office.id("kieran"));
        assert_eq!(sealed.case.named_staff, named, "logged by {person}");
    }
    let people = vec![office.id("joanne")];
    let restrict = app::cases::RestrictForm { people, named_staff: None, reason: "It names somebody.".into() };
    let hidden = log(&app::cases::LogForm { restrict: Some(restrict), ..named }).expect("it is logged and hidden");
    assert!(hidden.case.restriction.is_some());
    let comment = app::cases::LogForm { kind: "comment".into(), grounds: Vec::new(), ..form };
    log(&app::cases::LogForm { staff_named: "The same".into(), ..comment }).expect("only complaints are sealed");
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let page = joanne.get(&format!("/cases/{}/pass", hidden.reference)).await;
    says(&page, "By the procedure: about the Head of Service, it goes to the Head of Customer Services.");
    let plain = Scene::logged(&office);
    says_not(&joanne.get(&format!("/cases/{}/pass", plain.reference)).await, "By the procedure: about");
}
