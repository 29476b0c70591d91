//! The questions about whether a complaint is looked into, and the register of what was not.

use crate::common::{Browser, says};
use app::cases::LogForm;
use axum::http::StatusCode;
use testkit::{Scene, office, office_under};

#[tokio::test]
async fn the_questions_come_one_by_one_and_lead_to_a_refusal_in_the_register() {
    let office = office();
    let reference = Scene::logged(&office).reference;
    let case = format!("/cases/{reference}");
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    says(&joanne.get(&case).await, &format!("href=\"{case}/screen\""));
    let page = joanne.get(&format!("{case}/screen")).await;
    says(&page, "Do they report a fault or ask for a service, and do not want to complain?");
    says(&page, "value=\"y\"");
    says(
        &joanne.get(&format!("{case}/screen?answers=n")).await,
        "Is it part of legal action by or against the council?",
    );
    let page = joanne.get(&format!("{case}/screen?answers=nnny")).await;
    says(&page, "Do they complain as an ordinary member of the public?");
    says(&page, "If yes, this does not stand against it: It is a complaint by a councillor.");
    says(&page, &format!("href=\"{case}/screen?answers=nnn\""));
    let page = joanne.get(&format!("{case}/screen?answers=ny")).await;
    says(&page, "It is part of legal action by or against the council");
    says(&page, &format!("href=\"{case}/take?answers=ny\""));
    let decline = format!("{case}/decline?answers=ny&#38;exclusion=legal-action");
    says(&page, &format!("href=\"{decline}\""));
    let page = joanne.get(&decline.replace("&#38;", "&")).await;
    says(&page, "name=\"answers\" value=\"ny\"");
    says(&page, "value=\"legal-action\" checked");
    let fields = [
        ("answers", "ny"),
        ("exclusion", "legal-action"),
        ("reason", "A claim was filed at court on 2 November."),
        ("method", "post"),
    ];
    let page = joanne.post(&format!("{case}/decline"), &fields).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.html);
    says(&joanne.get(&format!("{case}/history")).await, "Is it part of legal action by or against the council? Yes.");
    let page = joanne.get("/refusals").await;
    says(&page, &format!("href=\"{case}\">{reference}</a>"));
    says(&page, "A claim was filed at court on 2 November.");
    says(&page, "Joanne");
    says(&page, "<td>It is part of legal action by or against the council</td>");
    let file = joanne.get("/refusals/register.csv?period=year").await;
    says(&file, "A claim was filed at court on 2 November.");
    assert_eq!(joanne.get("/refusals/register.pdf").await.status, StatusCode::NOT_FOUND);
    let mut priya = Browser::signed_in(&office, "priya").await;
    assert_eq!(priya.get("/refusals").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn what_is_only_asked_for_becomes_a_request() {
    for procedure in ["making-experiences-count", "lgsco-code-2024", "scotland-model"] {
        let office = office_under(procedure);
        let form = LogForm { grounds: Vec::new(), ..Scene::complaint(&office) };
        let case = format!("/cases/{}", Scene::logged_as(&office, &form).reference);
        let mut joanne = Browser::signed_in(&office, "joanne").await;
        let page = joanne.get(&format!("{case}/screen?answers=y")).await;
        says(&page, &format!("href=\"{case}/convert"));
    }
}

#[tokio::test]
async fn it_is_looked_into_after_all_questions_or_with_a_reason() {
    let office = office();
    let reference = Scene::logged(&office).reference;
    let case = format!("/cases/{reference}");
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let page = joanne.get(&format!("{case}/screen?answers=nnnnnnn")).await;
    assert_eq!(page.path, format!("{case}/take?answers=nnnnnnn"), "nothing stands against it");
    says(&page, "Nothing in the procedure stands against looking into it.");
    let page = joanne.post(&format!("{case}/take"), &[("answers", "nn"), ("reason", "")]).await;
    says(&page, "Answer every question first.");
    let page = joanne.post(&format!("{case}/take"), &[("answers", "ny"), ("reason", " ")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    says(&page, "Say why we look into it all the same");
    let page = joanne.post(&format!("{case}/take"), &[("answers", "ny"), ("reason", "Only a part is at court")]).await;
    says(&page, "We look into it.");
    says(&page, "Undo");
    says(&joanne.get(&format!("{case}/history")).await, "Only a part is at court");
}

#[tokio::test]
async fn the_day_since_when_it_is_in_time_stands_beside_the_questions() {
    for (procedure, words) in [
        (
            "lgsco-code-2024",
            "We received it on Monday 2 November 2026. It is in time for what happened, or became known to \
             the customer, on or after Friday 31 October 2025.",
        ),
        (
            "scotland-model",
            "for what became known to the customer on or after Friday 1 May 2026, and for a good reason on or after Friday 31 October 2025.",
        ),
        ("northern-ireland-model", "It is in time for what happened on or after Friday 1 May 2026."),
        ("children-act", "May complain: A foster carer or special guardian"),
    ] {
        let office = office_under(procedure);
        let form = LogForm { grounds: Vec::new(), ..Scene::complaint(&office) };
        let reference = Scene::logged_as(&office, &form).reference;
        let mut joanne = Browser::signed_in(&office, "joanne").await;
        says(&joanne.get(&format!("/cases/{reference}/screen")).await, words);
    }
    let office = office();
    let reference = Scene::logged(&office).reference;
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let page = joanne.get(&format!("/cases/{reference}/screen")).await;
    assert!(!page.html.contains("It is in time for"), "the procedure sets no time: {}", page.html);
}
