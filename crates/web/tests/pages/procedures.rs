//! A procedure read as plain words, and tried out.

use crate::common::{Browser, office_under_with, says, says_not};
use axum::http::StatusCode;
use testkit::office;

#[tokio::test]
async fn every_procedure_that_comes_with_the_program_can_be_read_by_everybody() {
    let office = office();
    let mut priya = Browser::signed_in(&office, "priya").await;
    let all = office.office.procedures();
    assert_eq!(all.len(), 13);
    for procedure in all {
        let page = priya.get(&format!("/procedures/{}", procedure.id)).await;
        assert_eq!(page.status, StatusCode::OK, "{}", procedure.id);
        for stage in &procedure.stages {
            assert!(page.html.contains(&format!("id=\"stage-{}\"", stage.id)), "{}: {}", procedure.id, stage.title);
        }
        for clock in procedure.clocks() {
            assert!(page.html.contains(&format!("<tr id=\"{}\">", clock.id)), "{}: {}", procedure.id, clock.title);
        }
        let page = priya.get(&format!("/procedures/{}/try", procedure.id)).await;
        assert_eq!(page.status, StatusCode::OK, "{} tried out", procedure.id);
    }
    assert_eq!(priya.get("/procedures/of-another-council").await.status, StatusCode::NOT_FOUND);
    assert_eq!(priya.get("/procedures/lgsco-code-2024?version=99").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_stages_of_the_code_are_told_in_words() {
    let office = office();
    let page = Browser::signed_in(&office, "priya").await.get("/procedures/lgsco-code-2024").await;
    for words in [
        "asked for by the customer",
        "Never dealt with by whoever dealt with an earlier stage",
        "<li>Respond: 20 working days</li>",
        "Local Government and Social Care Ombudsman",
        "the day we acknowledged it",
    ] {
        assert!(page.html.contains(words), "{words}: {}", page.html);
    }
}

/// What stands in the inset of a page that begins with this heading.
fn inset<'a>(html: &'a str, heading: &str) -> &'a str {
    let begun = format!("<div class=\"govuk-inset-text\"><p class=\"hd-m0\"><b>{heading}</b>");
    let (_, rest) = html.split_once(&begun).unwrap_or_else(|| panic!("no {heading} in {html}"));
    rest.split_once("</div>").expect("it ends").0
}

#[tokio::test]
async fn every_page_that_shows_a_procedure_warns_of_the_same() {
    let stage = "limit = \"10 working days\"\nfrom = \"acknowledged\"";
    let office = office_under_with("lgsco-code-2024", &[(stage, "limit = \"12 working days\"\nfrom = \"consented\"")]);
    let mut admin = Browser::signed_in(&office, "admin").await;
    let read = admin.get("/procedures/lgsco-code-2024?version=2").await;
    let told = inset(&read.html, "Where it departs from the Code it follows");
    let code = "Local Government and Social Care Ombudsman’s Complaint Handling Code 2024";
    let expected = format!(
        "</p><ul class=\"govuk-list govuk-list--bullet\"><li>{code}: 12 working days to respond; the Code allows 10 working \
         days from the acknowledgement.</li><li>{code}: counted from the day consent and checks were complete; the Code \
         counts from the acknowledgement.</li></ul><p class=\"hd-m0\"><b>What may wait for ever</b></p>\
         <ul class=\"govuk-list govuk-list--bullet\"><li>“Respond” waits for the day consent and checks were complete, and \
         nothing says by when this happens; say `uncapped = true` if it may wait.</li></ul>"
    );
    assert_eq!(told, expected);
    for path in ["/settings/deadlines", "/settings/deadlines/adopt?procedure=lgsco-code-2024&version=2"] {
        let page = admin.get(path).await;
        assert_eq!(inset(&page.html, "Where it departs from the Code it follows"), expected, "{path}");
    }
    let mut priya = Browser::signed_in(&office, "priya").await;
    says(&priya.get("/procedures/lgsco-code-2024?version=2").await, "What may wait for ever");
    says_not(&priya.get("/procedures/lgsco-code-2024?version=1").await, "govuk-inset-text");
}

#[tokio::test]
async fn a_procedure_says_for_which_stage_there_are_too_few_people() {
    let office = office();
    let short = "<b>Where there are too few people</b></p><ul class=\"govuk-list govuk-list--bullet\"><li>“Stage 3: review \
                 panel” needs one person to investigate and another to sign the answer, neither of whom dealt with an \
                 earlier stage. Of people who may do one or the other, Heard knows 5: Marian Teale, Stephen Achebe, ";
    let adopt = "/settings/deadlines/adopt?procedure=children-act";
    let mut admin = Browser::signed_in(&office, "admin").await;
    for path in ["/procedures/children-act", adopt] {
        says(&admin.get(path).await, short);
    }
    says_not(&admin.get("/procedures/lgsco-code-2024").await, "too few people");
    // A third investigator is enough, as long as they are there.
    let mut grace = office.who("dan").person;
    (grace.name, grace.email) = ("Grace Obi".into(), "grace@thornbeck.example".into());
    office.office.store().write(|writing| writing.add_person(&grace)).expect("she joins");
    for path in ["/procedures/children-act", adopt] {
        says_not(&admin.get(path).await, "too few people");
    }
    let mut grace = office.who("grace").person;
    grace.active = false;
    office.office.store().write(|writing| writing.change_person(&grace)).expect("she leaves");
    says(&admin.get(adopt).await, short);
}

#[tokio::test]
async fn what_happened_moves_the_dates_of_every_stage() {
    let office = office();
    let mut priya = Browser::signed_in(&office, "priya").await;
    let asked = "/procedures/lgsco-code-2024/try?received=2%2F11%2F2026&met-stage-1-acknowledge=4%2F11%2F2026\
                 &asked-stage-2=4%2F1%2F2027&until-stage-2-respond=8%2F3%2F2027";
    let page = priya.get(asked).await;
    assert_eq!(page.status, StatusCode::OK);
    for words in [
        "Due Wed 18 Nov",
        "Met in time",
        "Due Mon 8 Mar 2027",
        "put off to Monday 8 March 2027",
        "role=\"img\"",
        "value=\"4/11/2026\"",
    ] {
        assert!(page.html.contains(words), "{words}: {}", page.html);
    }
    let page = priya.get("/procedures/lgsco-code-2024/try?received=2%2F11%2F2026").await;
    assert!(page.html.contains("Waits for"), "nobody has asked for the second stage: {}", page.html);
}

#[tokio::test]
async fn dates_that_cannot_be_are_said_at_their_fields() {
    let office = office();
    let mut priya = Browser::signed_in(&office, "priya").await;
    for (query, words) in [
        ("received=soon", "Give the date like 3/12/2026"),
        ("received=2%2F11%2F2026&met-stage-1-acknowledge=1%2F11%2F2026", "Something happened before it was received"),
    ] {
        let page = priya.get(&format!("/procedures/lgsco-code-2024/try?{query}")).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{query}");
        assert!(page.html.contains(words), "{query}: {}", page.html);
    }
}

/// The names of all fields for days on which something happened.
fn days_asked(html: &str) -> Vec<String> {
    let inputs = html.split("<input").skip(1).filter_map(|rest| rest.split('>').next());
    let dates = inputs.filter(|input| input.contains("moj-js-datepicker-input"));
    let names = dates.filter_map(|input| Some(input.split_once("name=\"")?.1.split_once('"')?.0.to_owned()));
    names.filter(|name| !name.starts_with("paused-") && !name.starts_with("until-")).collect()
}

#[tokio::test]
async fn everything_that_a_time_limit_waits_for_can_be_told() {
    let office = office();
    let admin = office.who("admin");
    for text in [
        include_str!("../../../domain/tests/policies/medway-adults.toml"),
        include_str!("../../../domain/tests/policies/donnington-and-muxton.toml"),
    ] {
        app::procedures::keep(&office.office, &admin, text, "", office.now()).expect("it can be followed");
    }
    let shipped = office.office.procedures();
    let mut all: Vec<&str> = shipped.iter().map(|procedure| procedure.id.as_str()).collect();
    all.extend(["medway-adults", "donnington-and-muxton"]);
    let mut priya = Browser::signed_in(&office, "priya").await;
    let mut waited = 0;
    for (id, kind) in all.iter().flat_map(|id| domain::feedback::Kind::ALL.iter().map(move |kind| (id, kind.as_str())))
    {
        let tried = format!("/procedures/{id}/try?version=1&kind={kind}");
        let page = priya.get(&tried).await;
        waited += page.html.matches("Waits for").count();
        let told: String = days_asked(&page.html).iter().map(|name| format!("&{name}=9%2F11%2F2026")).collect();
        let page = priya.get(&format!("{tried}{told}")).await;
        assert_eq!(page.status, StatusCode::OK, "{id}, {kind}: {}", page.html);
        assert!(!page.html.contains("Waits for"), "{id}, {kind}: {}", page.html);
    }
    assert!(waited > 20, "some wait at first: {waited}");
}

#[tokio::test]
async fn a_limit_on_the_whole_is_said_to_be_kept_or_not() {
    let office = office();
    let mut priya = Browser::signed_in(&office, "priya").await;
    let tried = "/procedures/lgsco-code-2024/try?received=2%2F11%2F2026&met-stage-1-acknowledge=4%2F11%2F2026";
    // What the page says of the whole.
    let whole =
        |page: &crate::common::Page| page.html.split_once("id=\"stage-overall\"").expect("it is there").1.to_owned();
    let open = whole(&priya.get(tried).await);
    assert!(open.contains("Due Mon 25 Jan 2027") && !open.contains("Met "), "{open}");
    assert!(open.contains("If left empty, the day the full response left, in the last stage"), "{open}");
    for (done, outcome) in [("25%2F1%2F2027", "Met in time"), ("26%2F1%2F2027", "Met late")] {
        let page = whole(&priya.get(&format!("{tried}&met-whole={done}")).await);
        assert!(page.contains(outcome), "{done}: {page}");
        let page = whole(&priya.get(&format!("{tried}&asked-stage-2=4%2F1%2F2027&met-stage-2-respond={done}")).await);
        assert!(page.contains(outcome), "with its last stage, {done}: {page}");
    }
    let page = priya.get(&format!("{tried}&met-whole=1%2F11%2F2026")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "before it was received");
}

#[tokio::test]
async fn a_day_that_a_limit_counts_from_has_its_field() {
    let office = office();
    let mut priya = Browser::signed_in(&office, "priya").await;
    let tried = "/procedures/service-standards/try?kind=service-request&received=2%2F11%2F2026";
    let page = priya.get(tried).await;
    for label in ["The day of the meeting", "The day consent and checks were complete"] {
        says(&page, label);
    }
    assert!(!page.html.contains("The day the report was made"), "“Send the report” has a field: {}", page.html);
    assert!(!page.html.contains("What else happened"), "it has no window: {}", page.html);
    let page = priya.get(&format!("{tried}&on-enquiry-met=3%2F11%2F2026&on-enquiry-consented=4%2F11%2F2026")).await;
    says(&page, "Due Tue 17 Nov");
    says(&page, "Due Mon 9 Nov");
    says(&page, "value=\"3/11/2026\"");
}

#[tokio::test]
async fn a_window_is_shown_from_what_happened_before_receipt() {
    let office = office();
    let mut priya = Browser::signed_in(&office, "priya").await;
    let tried = "/procedures/lgsco-code-2024/try?received=2%2F11%2F2026";
    let page = priya.get(tried).await;
    says(&page, "What else happened");
    assert!(!page.html.contains("To be made by"), "{}", page.html);
    let page = priya.get(&format!("{tried}&on-occurred=1%2F10%2F2025")).await;
    assert_eq!(page.status, StatusCode::OK, "it lies before receipt: {}", page.html);
    says(&page, "To be made by Thursday 1 October 2026");
    says(&page, "<details class=\"govuk-details\" open>");
    says(&page, "A complaint about this may be made until 1 October 2026, or later for a reason.");
    says(
        &priya.get(&format!("{tried}&on-occurred=1%2F10%2F2025&on-aware=5%2F1%2F2026")).await,
        "Tuesday 5 January 2027",
    );
    let page = priya.get(&format!("{tried}&on-occurred=long+ago")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    says(&page, "href=\"#on-occurred\"");
}
