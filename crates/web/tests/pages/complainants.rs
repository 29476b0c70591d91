//! As whom somebody complains, asked where a procedure that is followed goes by it.

use crate::common::{Browser, says, says_not};
use app::also;
use axum::http::StatusCode;
use testkit::{TestOffice, office};

/// An office that follows the procedure for children's complaints as well, for its service.
fn office_for_children() -> TestOffice {
    let office = office();
    also::follow(&office.office, &office.who("admin"), "children-act", office.now()).expect("it is followed");
    let service = office.waste;
    office
        .office
        .store()
        .write(|writing| {
            let mut found = writing.services()?.into_iter().find(|each| each.id == service).expect("the service");
            found.subject = "children-social-care".into();
            writing.change_service(&found)?;
            Ok::<_, app::Problem>(())
        })
        .expect("it is kept");
    office
}

fn form<'a>(service: &'a str, complainant: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("channel", "phone"),
        ("received", "2/11/2026"),
        ("kind", "complaint"),
        ("story", "Nobody came to the meeting."),
        ("service", service),
        ("complainant", complainant),
        ("name", "Mrs E Fairclough"),
        ("phone", "01632 960417"),
        ("reply_by", "phone"),
        ("act", "later"),
    ]
}

#[tokio::test]
async fn the_procedure_goes_by_who_complains() {
    let office = office_for_children();
    let service = office.waste.to_string();
    let mut priya = Browser::signed_in(&office, "priya").await;
    says(&priya.get("/log").await, "A parent, or somebody with parental responsibility");
    says(&priya.get("/log").await, "Somebody else");

    let page = priya.post("/log", &form(&service, "neighbour")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    says(&page, "Choose as whom they complain, or leave it");

    let table = [
        ("parent", "children-act", "A parent, or somebody with parental responsibility"),
        ("somebody-else", "making-experiences-count", "Somebody else"),
        ("", "children-act", "Details"),
    ];
    for (complainant, procedure, shown) in table {
        let page = priya.post("/log", &form(&service, complainant)).await;
        assert_eq!(page.status, StatusCode::OK, "{complainant}: {}", page.html);
        says(&page, shown);
        assert_eq!(page.html.contains("Complains as"), !complainant.is_empty(), "{complainant}");
        let reference = page.path.split('/').nth(2).expect("a reference").split('?').next().expect("it");
        let reference = reference.parse().expect("a reference");
        let file =
            app::cases::open(&office.office, &office.who("priya"), reference, office.now()).expect("it is there");
        assert_eq!(file.case.under.procedure, procedure, "{complainant}");
    }
}

#[tokio::test]
async fn who_complains_can_be_said_and_put_right_later() {
    let office = office_for_children();
    let service = office.waste.to_string();
    let mut priya = Browser::signed_in(&office, "priya").await;
    let page = priya.post("/log", &form(&service, "")).await;
    let root = page.path.split('?').next().expect("an address").to_owned();
    says(&priya.get(&format!("{root}/correct")).await, "They complain as");
    let said = |who: &'static str| [("complainant", who), ("reason", "She said so")];
    let page = priya.post(&format!("{root}/correct"), &said("neighbour")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    says(&page, "href=\"#complainant\">Choose as whom they complain, or leave it</a>");
    let page = priya.post(&format!("{root}/correct"), &said("parent")).await;
    says(&page, "A parent, or somebody with parental responsibility");
    says(&priya.get(&format!("{root}/history")).await, "Put right: as whom they complain");
    let page = priya.post(&format!("{root}/correct"), &said("somebody-else")).await;
    says(&page, "Somebody else");
    says(&page, "Making Experiences Count");
    let page = priya.post(&format!("{root}/correct"), &said("")).await;
    assert!(!page.html.contains("Complains as"), "{}", page.html);
}

#[tokio::test]
async fn a_case_is_moved_to_the_procedure_that_such_cases_come_under() {
    let office = office_for_children();
    let service = office.waste.to_string();
    let mut priya = Browser::signed_in(&office, "priya").await;
    let page = priya.post("/log", &form(&service, "parent")).await;
    let root = page.path.split('?').next().expect("an address").to_owned();
    let reference = root.trim_start_matches("/cases/").parse().expect("a reference");
    let under = || {
        let file =
            app::cases::open(&office.office, &office.who("priya"), reference, office.now()).expect("it is there");
        (file.case.under.procedure.clone(), file.clocks.iter().map(|clock| clock.due.to_string()).collect::<Vec<_>>())
    };
    let (procedure, theirs) = under();
    assert_eq!(procedure, "children-act");
    let page = priya.get(&format!("{root}/transfer")).await;
    says(&page, "It is under the procedure that such cases come under");

    let page = priya
        .post(&format!("{root}/correct"), &[("complainant", "somebody-else"), ("reason", "He is the neighbour")])
        .await;
    says(&page, "Such cases come under Making Experiences Count here.");
    says(&page, "Move it to Making Experiences Count");
    let page = priya.get(&format!("{root}/transfer")).await;
    says(&page, "Respond by Mon 23 Nov");
    let page = priya.post(&format!("{root}/transfer"), &[("reason", " ")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    says(&page, "Say why it is moved");

    office.clock.set("2026-11-02 10:02");
    let page = priya.post(&format!("{root}/transfer"), &[("reason", "He is no relative")]).await;
    says(&page, "Moved. Its dates are those of the other procedure now.");
    assert!(!page.html.contains("Such cases come under"), "{}", page.html);
    let (procedure, ours) = under();
    assert_eq!(procedure, "making-experiences-count");
    assert_ne!(theirs, ours);
    says(&priya.get(&format!("{root}/history")).await, "Moved to Making Experiences Count");
    let row = office.office.read(|reading| Ok(reading.lines(&[reference])?)).expect("its row").remove(0).row;
    assert_eq!((row.procedure.as_str(), row.next_due), ("making-experiences-count", ours[0].parse().ok()));

    let undone = app::cases::undo(&office.office, &office.who("priya"), reference, 3, office.now());
    assert!(undone.is_ok(), "{undone:?}");
    assert_eq!(under(), ("children-act".to_owned(), theirs), "undone, it is where it was");
}

#[tokio::test]
async fn nobody_is_asked_where_no_procedure_goes_by_it() {
    let office = office();
    let mut priya = Browser::signed_in(&office, "priya").await;
    assert!(!priya.get("/log").await.html.contains("complainant"));
}

#[tokio::test]
async fn whoever_works_on_a_case_is_told_that_it_was_moved() {
    let office = office_for_children();
    let service = office.waste.to_string();
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let page = joanne.post("/log", &form(&service, "parent")).await;
    let root = page.path.split('?').next().expect("an address").to_owned();
    joanne.post(&format!("{root}/pass"), &[("service", &service)]).await;
    let corrected = [("complainant", "somebody-else"), ("reason", "He is the neighbour")];
    joanne.post(&format!("{root}/correct"), &corrected).await;
    joanne.post(&format!("{root}/transfer"), &[("reason", "He is no relative")]).await;
    let mut marian = Browser::signed_in(&office, "marian").await;
    says(&marian.get("/notices").await, "Moved to another procedure, with other dates, by Joanne");
}

#[tokio::test]
async fn consent_that_is_needed_is_asked_for_until_it_is_recorded() {
    let office = office_for_children();
    let service = office.waste.to_string();
    let (needed, recorded) = ("Consent still needed", "Record the consent");
    let told = "They need the consent of whom they speak for.";
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    says_not(&joanne.post("/log/next", &form(&service, "parent")).await, told);
    says(&joanne.post("/log/next", &form(&service, "interested")).await, told);

    let page = joanne.post("/log", &form(&service, "parent")).await;
    says_not(&joanne.get(page.path.split('?').next().expect("an address")).await, needed);
    let page = joanne.post("/log", &form(&service, "interested")).await;
    let root = page.path.split('?').next().expect("an address").to_owned();
    let page = joanne.get(&root).await;
    says(&page, needed);
    says(&page, "They complain as: Somebody with a sufficient interest in the child.");
    says(&page, &format!("href=\"{root}/step?step=consented\">{recorded}"));
    let mut rhys = Browser::signed_in(&office, "rhys").await;
    let seen = rhys.get(&root).await;
    says(&seen, needed);
    says_not(&seen, recorded);

    let step = format!("{root}/step");
    says(&joanne.get(&format!("{step}?step=consented")).await, "The day consent and checks were complete");
    says(&joanne.post(&step, &[("step", "consented"), ("on", "2/11/2026")]).await, "Recorded.");
    says_not(&joanne.get(&root).await, needed);
}
