//! What an Ombudsman does with a case, by its pages: each step, the box on the case, the table of all
//! and its files, and the Ombudsman that letters name.

use crate::common::{Browser, office_with, says, says_not};
use app::cases::{self, RestrictForm};
use axum::http::StatusCode;
use testkit::{Scene, TestOffice, office};

#[tokio::test]
async fn each_step_has_its_form_and_shows_on_the_case() {
    let office = office();
    let root = format!("/cases/{}", Scene::logged(&office).reference);
    office.clock.set("2026-12-14 10:00");
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    says(&joanne.get(&format!("{root}/ombudsman")).await, "value=\"lgsco\" selected");
    let on = "7 December 2026";
    let page =
        joanne.post(&format!("{root}/ombudsman"), &[("body", "lgsco"), ("reference", "26 001 234"), ("on", on)]).await;
    says(&page, "With the Local Government and Social Care Ombudsman.");
    says(&page, "26 001 234");
    let wrong = joanne.post(&format!("{root}/ombudsman-asks"), &[("what", "The log of calls"), ("on", on)]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    says(&wrong, "Give the day we have to answer by");
    says(&wrong, "The log of calls");
    let fields = [("what", "The log of calls"), ("on", on), ("due", "11 December 2026")];
    says(&joanne.post(&format!("{root}/ombudsman-asks"), &fields).await, "late, was due Fri 11 Dec");
    says(&joanne.get("/ombudsman").await, "Fri 11 Dec");
    let page =
        joanne.post(&format!("{root}/ombudsman-answered"), &[("request", "1"), ("on", "10 December 2026")]).await;
    says(&page, "answered Thu 10 Dec");
    let fields = [
        ("ruling", "upheld"),
        ("on", "12 December 2026"),
        ("reasons", "Nobody rang."),
        ("remedy", "Pay £150"),
        ("due", "8 January 2027"),
    ];
    says(&joanne.post(&format!("{root}/ombudsman-decides"), &fields).await, "Upheld, Sat 12 Dec. Nobody rang.");
    says(&joanne.get(&root).await, "Pay £150: due Fri 8 Jan");
    let page = joanne.post(&format!("{root}/ombudsman-remedied"), &[("on", "14 December 2026")]).await;
    says(&page, "Pay £150: done Mon 14 Dec");
    says(&joanne.get(&format!("{root}/history")).await, "The Ombudsman decided: upheld");
    let table = joanne.get("/ombudsman").await;
    says(&table, "Upheld, Sat 12 Dec");
    let file = joanne.get("/ombudsman/cases.csv?period=year").await;
    says(&file, "26 001 234");
    let mut dan = Browser::signed_in(&office, "dan").await;
    assert_eq!(dan.get("/ombudsman").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn where_nobody_looks_at_it_none_is_chosen_and_none_is_told() {
    let office = testkit::office_under("customer-care-policy");
    let form = cases::LogForm { grounds: Vec::new(), ..Scene::complaint(&office) };
    let root = format!("/cases/{}", Scene::logged_as(&office, &form).reference);
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let page = joanne.get(&format!("{root}/ombudsman")).await;
    says(&page, "<option value=\"\" selected>Choose one</option>");
    says_not(&page, "value=\"nobody\"");
    for body in ["", "nobody"] {
        let page = joanne.post(&format!("{root}/ombudsman"), &[("body", body), ("on", "2 November 2026")]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        says(&page, "href=\"#body\">Choose which Ombudsman</a>");
    }
    says_not(&joanne.get(&format!("{root}/decline")).await, "Ombudsman you can ask");
    let page = joanne.get("/procedures/customer-care-policy").await;
    says(&page, "Nobody.");
    says_not(&page, "When our answer does not settle it");
}

#[tokio::test]
async fn a_hidden_case_is_in_nobody_else_s_table() {
    let office = office();
    let scene = Scene::logged(&office);
    let root = format!("/cases/{}", scene.reference);
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    joanne.post(&format!("{root}/ombudsman"), &[("body", "lgsco"), ("on", "2 November 2026")]).await;
    let reference = scene.reference.to_string();
    let mut helen = Browser::signed_in(&office, "helen").await;
    says(&helen.get("/ombudsman").await, &reference);
    let form =
        RestrictForm { people: vec![office.id("joanne")], reason: "It names her.".into(), ..RestrictForm::default() };
    cases::restrict(&office.office, &office.who("joanne"), scene.reference.into(), &form, office.now())
        .expect("it is hidden");
    says_not(&helen.get("/ombudsman").await, &reference);
    says(&joanne.get("/ombudsman").await, &reference);
}

fn with_subject(office: &TestOffice, subject: &str) {
    let services = office.office.read(|reading| Ok(reading.services()?)).expect("services");
    let waste = services.into_iter().find(|service| service.id == office.waste).expect("the service");
    let changed = app::Service { subject: subject.into(), ..waste };
    office.office.store().write(|writing| writing.change_service(&changed)).expect("it is changed");
}

#[tokio::test]
async fn letters_name_the_ombudsman_of_the_matter() {
    let office = testkit::office_under("lgsco-code-2024");
    let form = cases::LogForm { grounds: Vec::new(), ..Scene::complaint(&office) };
    let scene = Scene::logged_as(&office, &form);
    let shown = [("do", "words"), ("exclusion", "court"), ("reason", "It is in court.")];
    let address = format!("/cases/{}/decline", scene.reference);
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    says_not(&joanne.post(&address, &shown).await, "Housing Ombudsman");
    with_subject(&office, "landlord");
    let landlord = joanne.post(&address, &shown).await;
    says(&landlord, "You can ask the Housing Ombudsman for advice at any time");
    says_not(&landlord, "Social Care Ombudsman");
    says_not(&landlord, "For this matter it is");
}

#[tokio::test]
async fn what_the_rights_leave_out_of_the_ombudsman_is_said_in_letters() {
    let letter = async |more: &str| {
        let body = format!("[[ombudsman]]\nbody = \"lgsco\"\n{more}\n\n[signing]");
        let office = office_with(&[("[signing]", &body)]);
        let root = format!("/cases/{}", Scene::logged(&office).reference);
        let shown = [("do", "words"), ("exclusion", "not-ours"), ("reason", "It is not ours.")];
        Browser::signed_in(&office, "joanne").await.post(&format!("{root}/decline"), &shown).await
    };
    let plain = letter("").await;
    says_not(&plain, "from our last answer");
    says_not(&plain, "You reach the");
    says(
        &letter("within = \"12 months\"").await,
        "You have 12 calendar months from our last answer to ask the Local Government and Social Care Ombudsman.",
    );
    says(
        &letter("reached_at = \"PO Box 4771\"").await,
        "You reach the Local Government and Social Care Ombudsman at PO Box 4771.",
    );
}

#[tokio::test]
async fn a_body_that_only_the_procedure_knows_is_named_in_letters_and_taken_down() {
    let body = "[[ombudsman]]\nbody = \"other\"\nname = \"the Department for Education\"\n\
                reached_at = \"www.gov.uk/complain-about-school\"\nwithin = \"3 months\"\n\n[signing]";
    let office = office_with(&[("[signing]", body)]);
    let root = format!("/cases/{}", Scene::logged(&office).reference);
    let mut joanne = Browser::signed_in(&office, "joanne").await;

    let shown = [("do", "words"), ("exclusion", "not-ours"), ("reason", "It is the school’s.")];
    let sentence = "it is the Department for Education you can ask, within 3 calendar months of our answer: \
                    www.gov.uk/complain-about-school.";
    says(&joanne.post(&format!("{root}/decline"), &shown).await, sentence);
    says(
        &joanne.get("/procedures/making-experiences-count?version=2").await,
        "within 3 calendar months of the last answer",
    );

    let address = format!("{root}/ombudsman");
    says(&joanne.get(&address).await, "value=\"the Department for Education\"");
    let fields = |name| [("body", "other"), ("name", name), ("on", "2 November 2026")];
    says(&joanne.post(&address, &fields(" ")).await, "Write which body it is");
    says(&joanne.post(&address, &fields("Ofsted <Bristol>")).await, "With Ofsted &#60;Bristol&#62;.");
    says(&joanne.get(&format!("{root}/history")).await, "Taken up by Ofsted &#60;Bristol&#62;");
    says(&joanne.get("/ombudsman").await, "Ofsted &#60;Bristol&#62;");
}
