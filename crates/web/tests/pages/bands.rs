//! The band of a case, chosen where details are put right, under a procedure whose limits depend on it.

use crate::common::{Browser, office_with, says};
use testkit::{Scene, TestOffice, office};

/// An office where a complex complaint may take 30 working days.
fn office_with_bands() -> TestOffice {
    let band = "[[band]]\nid = \"complex\"\ntitle = \"Complex\"\n\n[[stage]]";
    let longer = "title = \"Respond\"\nbands = { complex = \"30 working days\" }";
    office_with(&[("[[stage]]", band), ("title = \"Respond\"", longer)])
}

#[tokio::test]
async fn the_band_is_chosen_and_taken_back() {
    let office = office_with_bands();
    let reference = Scene::logged(&office).reference;
    let root = format!("/cases/{reference}");
    let due = || {
        let file =
            app::cases::open(&office.office, &office.who("joanne"), reference, office.now()).expect("it is there");
        file.clocks.iter().map(|clock| clock.due.to_string()).max().unwrap_or_default()
    };
    assert_eq!(due(), "2026-11-23");
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let page = joanne.get(&format!("{root}/correct")).await;
    says(&page, "It decides how long there is");
    let page = joanne.post(&format!("{root}/correct"), &[("band", "complex"), ("reason", "Three services")]).await;
    says(&page, "<dd class=\"govuk-summary-list__value\">Complex</dd>");
    assert_eq!(due(), "2026-12-14");
    says(&joanne.get(&format!("{root}/history")).await, "Put right: its band");
    let page = joanne.post(&format!("{root}/correct"), &[("band", "easy"), ("reason", "One service")]).await;
    says(&page, "This procedure has no band called “easy”");
    joanne.post(&format!("{root}/correct"), &[("band", ""), ("reason", "One service")]).await;
    assert_eq!(due(), "2026-11-23");
}

#[tokio::test]
async fn nobody_is_asked_where_there_are_none() {
    let office = office();
    let root = format!("/cases/{}", Scene::logged(&office).reference);
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    assert!(!joanne.get(&format!("{root}/correct")).await.html.contains("name=\"band\""));
}
