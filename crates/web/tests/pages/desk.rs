//! The desk's pages: Today, Log feedback, Cases, kept drafts and files on their way up.

use crate::common::{Browser, Page, office_with, says, says_not};
use app::{
    cases::LogForm,
    letters::{self, Template},
};
use axum::http::{StatusCode, header};
use domain::letter::{Method, Purpose};
use testkit::{Scene, TestOffice, office, office_under};

/// A whole complaint as the form sends it.
fn complaint<'a>(service: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let base = [
        ("draft", "log"),
        ("kind", "complaint"),
        ("channel", "phone"),
        ("received", "2/11/2026"),
        ("story", "The crew left the bin on the back path. She rang twice."),
        ("wanted", "An apology."),
        ("service", service),
        ("name", "Mrs Eileen Fairclough"),
        ("phone", "01632 960 417"),
        ("address", "14 Rudd Lane"),
        ("postcode", "TB4 7QX"),
    ];
    let given = |name: &str| more.iter().any(|(each, _)| *each == name);
    base.into_iter().filter(|(name, _)| !given(name)).chain(more.iter().copied()).collect()
}

fn waste(office: &TestOffice) -> String {
    office.waste.to_string()
}

#[track_caller]
fn has(page: &Page, words: &str) {
    assert!(page.html.contains(words), "{words:?} is missing at {}:\n{}", page.path, main(page));
}

#[track_caller]
fn lacks(page: &Page, words: &str) {
    assert!(!page.html.contains(words), "{words:?} stands at {}:\n{}", page.path, main(page));
}

/// The page without its frame, to be read where a test fails.
fn main(page: &Page) -> &str {
    page.html.find("<main").map_or(page.html.as_str(), |start| &page.html[start..])
}

#[tokio::test]
async fn an_empty_office_says_that_nothing_needs_doing() {
    let office = office();
    let mut priya = Browser::signed_in(&office, "priya").await;
    let page = priya.get("/").await;
    assert_eq!((page.status, page.path.as_str()), (StatusCode::OK, "/today"));
    has(&page, "Monday 2 November 2026. Nothing needs you right now.");
    has(&page, "You are up to date");
}

#[tokio::test]
async fn today_groups_cases_and_puts_the_next_step_on_the_row() {
    let office = office();
    let scene = Scene::logged(&office);
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let page = joanne.get("/today").await;
    has(&page, "Next 2 working days <span class=\"hd-muted\">(1)</span>");
    has(&page, "Wed 4 Nov");
    has(&page, "2 working days left");
    has(&page, "To acknowledge");
    has(&page, &format!("href=\"/cases/{}/acknowledge\"", scene.reference));
    has(&page, "href=\"/cases?deadline=late\"");
    office.clock.set("2026-11-04 09:00");
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let page = joanne.get("/today").await;
    has(&page, "Wednesday 4 November 2026. 1 thing waits for you. 1 case is late or due today.");
    has(&page, "Acknowledge today");
    office.clock.set("2026-11-05 09:00");
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    has(&joanne.get("/today").await, "1 working day late");
}

#[tokio::test]
async fn a_head_sees_first_what_waits_for_them() {
    let office = office();
    let scene = Scene::logged(&office);
    scene.acknowledge().expect("it is acknowledged");
    scene.given_to_dan();
    scene.submitted();
    let mut marian = Browser::signed_in(&office, "marian").await;
    let page = marian.get("/today").await;
    let (for_you, services) = (page.html.find("id=\"for-you\""), page.html.find("id=\"my-services\""));
    assert!(for_you.is_some() && for_you < services, "For you comes first");
    has(&page, "Review and sign off");
    has(&page, "From Dan Okafor, Mon 2 Nov.");
    let mut stephen = Browser::signed_in(&office, "stephen").await;
    lacks(&stephen.get("/today").await, &scene.reference.to_string());
}

#[tokio::test]
async fn saving_and_acknowledging_is_one_act() {
    let office = office();
    let waste = waste(&office);
    let mut priya = Browser::signed_in(&office, "priya").await;
    let form = complaint(&waste, &[("act", "print"), ("email", "eileen@example.com"), ("reply_by", "email")]);
    has(&priya.post("/log/next", &form).await, "Save and email acknowledgement");
    has(&priya.post("/log/next", &complaint(&waste, &[])).await, "Save and print acknowledgement");
    let told = complaint(&waste, &[("address", ""), ("postcode", "")]);
    has(&priya.post("/log/next", &told).await, "Save, told on the phone");
    for nothing_to_send in [[("anonymous", "yes"), ("address", "")], [("channel", "web"), ("address", "")]] {
        let part = priya.post("/log/next", &complaint(&waste, &nothing_to_send)).await;
        has(&part, "value=\"later\"");
        lacks(&part, "cknowledge later");
        lacks(&part, "Save and");
    }
    has(&priya.get("/log").await, "Save and acknowledge");
    let page = priya.post("/log", &form).await;
    assert_eq!((page.status, page.path.as_str()), (StatusCode::OK, "/cases/2026-0001"));
    has(&page, "Saved as 2026-0001. Acknowledgement on its way by email.");
    has(&page, "Log another");
    let letter = complaint(&waste, &[("act", "print")]);
    let page = priya.post("/log", &letter).await;
    assert_eq!(page.path, "/cases/2026-0002/letters/1?print=now", "a letter is printed at once");
    has(&page, "data-print-now");
    has(&page, "Acknowledgement ready: print it and post it.");
    lacks(&priya.get("/cases/2026-0002/letters/1").await, "data-print-now");
    lacks(&priya.get("/cases/2026-0001/letters/1?print=now").await, "data-print-now");
    for (kind, ending, begins) in [("pdf", "pdf", &b"%PDF-"[..]), ("word", "docx", &b"PK"[..])] {
        let address = format!("/cases/2026-0002/letters/1/{kind}");
        has(&page, &format!("href=\"{address}\""));
        let file = priya.get(&address).await;
        assert_eq!(file.status, StatusCode::OK, "{address}");
        assert!(file.bytes.starts_with(begins), "{address}");
        let told = file.headers.get("content-disposition").and_then(|value| value.to_str().ok()).unwrap_or_default();
        assert!(told.contains("filename=\"2026-0002 Acknowledgement ") && told.contains(ending), "{told}");
    }
    assert_eq!(priya.get("/cases/2026-0002/letters/9/pdf").await.status, StatusCode::NOT_FOUND);
    let later = complaint(&waste, &[("act", "later")]);
    let page = priya.post("/log", &later).await;
    has(&page, "Saved as 2026-0003. Acknowledgement not sent yet.");
}

#[tokio::test]
async fn what_was_sorted_on_the_spot_is_closed() {
    let office = office();
    let waste = waste(&office);
    let mut priya = Browser::signed_in(&office, "priya").await;
    let page = priya.post("/log", &complaint(&waste, &[("act", "sorted")])).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    has(&page, "Say what you did");
    let page = priya.post("/log", &complaint(&waste, &[("act", "sorted"), ("done", "Sent the crew back.")])).await;
    has(&page, "Saved as 2026-0001. Closed as sorted at first contact.");
}

#[tokio::test]
async fn a_form_with_errors_comes_back_with_what_was_typed() {
    let office = office();
    let mut priya = Browser::signed_in(&office, "priya").await;
    let form = [
        ("channel", "in-person"),
        ("received", "3/11/2026"),
        ("name", "Mrs <b>E</b> Fairclough"),
        ("wanted", "An apology"),
        ("act", "print"),
    ];
    let page = priya.post("/log", &form).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    has(&page, "<title>Error: Log feedback");
    for words in [
        "The date received cannot be in the future",
        "Choose what the customer is giving us",
        "Write what happened",
        "Choose the service it is about, or choose Not sure",
        "Give a phone number, email or address",
    ] {
        assert!(page.html.matches(words).count() >= 2, "{words}: in the summary and at its field");
    }
    has(&page, "An apology");
    lacks(&page, "<b>E</b>");
    assert!(priya.get("/cases").await.html.contains("No cases match"), "nothing was saved");
}

#[tokio::test]
async fn enter_in_a_field_saves_nothing() {
    let office = office();
    let waste = waste(&office);
    let mut priya = Browser::signed_in(&office, "priya").await;
    let page = priya.post("/log", &complaint(&waste, &[("act", "look")])).await;
    assert_eq!((page.status, page.path.as_str()), (StatusCode::OK, "/log"));
    has(&page, "14 Rudd Lane");
    let first = page.html.find("type=\"submit\" name=\"act\" value=\"look\"");
    let form = page.html.find("id=\"log-form\"").expect("the form");
    let submits = page.html[form..].find("type=\"submit\"").map(|at| at + form);
    assert_eq!(first, submits, "the first button of the form only looks");
    has(&priya.get("/cases").await, "No cases match");
}

#[tokio::test]
async fn the_dates_are_those_of_the_band_it_falls_into() {
    let band =
        "[[band]]\nid = \"written\"\ntitle = \"In writing\"\nchannels = [\"letter\"]\npoints_from = 2\n\n[[ground]]";
    let limit = "title = \"Respond\"\nbands = { written = \"25 working days\" }";
    let office = office_with(&[("[[ground]]", band), ("title = \"Respond\"", limit)]);
    let waste = waste(&office);
    let mut priya = Browser::signed_in(&office, "priya").await;
    let several = [("several", "yes"), ("points", "The bin was missed.\nNobody rang back.")];
    for (channel, respond, points) in
        [("letter", "Mon 7 Dec", &several[..]), ("letter", "Mon 23 Nov", &[]), ("phone", "Mon 23 Nov", &several)]
    {
        let told = complaint(&waste, &[&[("channel", channel), ("reply_by", "phone")], points].concat());
        has(&priya.post("/log/next", &told).await, respond);
        let logged = priya.post("/log", &[&told[..], &[("act", "later")]].concat()).await;
        has(&logged, respond);
    }
    has(
        &priya.get("/procedures/making-experiences-count?version=2").await,
        "In writing: received by letter, with 2 points or more.",
    );
}

#[tokio::test]
async fn the_live_part_says_dates_the_head_and_what_to_say() {
    let office = office();
    let waste = waste(&office);
    let mut priya = Browser::signed_in(&office, "priya").await;
    let part = priya.post("/log/next", &complaint(&waste, &[])).await;
    lacks(&part, "<html");
    for words in [
        "id=\"next\"",
        "id=\"earlier\"",
        "Wed 4 Nov",
        "Acknowledge by",
        "Mon 23 Nov",
        "Respond by",
        "Marian Teale",
        "by Monday 23 November",
        "Why these dates?",
        "Bank holidays in this period: none",
    ] {
        has(&part, words);
    }
    let part = priya.post("/log/next", &complaint(&waste, &[("kind", "compliment")])).await;
    has(&part, "No time limit.");
    has(&part, "We will pass it on");
    let part = priya.post("/log/next", &[("anonymous", "yes"), ("kind", "complaint")]).await;
    has(&part, "We cannot write back");
}

#[tokio::test]
async fn earlier_cases_of_the_same_person_are_shown_and_never_block() {
    let office = office();
    let waste = waste(&office);
    let scene = Scene::logged(&office);
    let mut priya = Browser::signed_in(&office, "priya").await;
    let same_phone =
        [("phone", "01632-960417"), ("name", "E Fairclough"), ("story", "Again the bin."), ("draft", "log")];
    let part = priya.post("/log/next", &same_phone).await;
    has(&part, "Mrs Eileen Fairclough already has an open complaint");
    has(&part, "Same phone number.");
    let home = [("phone", "01632 960417"), ("name", "E Fairclough"), ("postcode", "tb47qx")];
    has(&priya.post("/log/next", &home).await, "Same phone number and postcode and surname.");
    let reference = scene.reference.to_string();
    has(&part, &format!("name=\"apart\" value=\"{reference}\""));
    let apart = [("phone", "01632-960417"), ("story", "Again the bin."), ("apart", reference.as_str())];
    lacks(&priya.post("/log/next", &apart).await, "already has");
    let page = priya.post("/log/apart", &apart).await;
    has(&page, &format!("<input type=\"hidden\" name=\"apart\" value=\"{reference}\">"));
    lacks(&page, "already has");
    let other = [("phone", "01632 111 111"), ("name", "E Fairclough")];
    lacks(&priya.post("/log/next", &other).await, "already has");
    let page = priya.post("/log", &complaint(&waste, &[("act", "later")])).await;
    has(&page, "Saved as 2026-0002");
    // Marian may not see other services' customers, so she gets no hint of them.
    let mut marian = Browser::signed_in(&office, "marian").await;
    lacks(&marian.post("/log/next", &same_phone).await, "already has");
}

#[tokio::test]
async fn open_cases_in_like_words_are_shown_whoever_told_them() {
    let office = office();
    let scene = Scene::logged(&office);
    let mut priya = Browser::signed_in(&office, "priya").await;
    let alike = [("name", "Colin Prentice"), ("story", "The crew have left our bin on the back path.")];
    let part = priya.post("/log/next", &alike).await;
    has(&part, "Open cases in like words");
    has(&part, &format!("name=\"add_to\" value=\"{}\"", scene.reference));
    lacks(&priya.post("/log/next", &[("story", "The library was closed.")]).await, "in like words");
    let both = [("phone", "01632 960417"), ("story", "The crew left the bin on the back path again.")];
    let part = priya.post("/log/next", &both).await;
    has(&part, "already has an open complaint");
    lacks(&part, "in like words");
    let mut marian = Browser::signed_in(&office, "marian").await;
    lacks(&marian.post("/log/next", &alike).await, "in like words");
}

#[tokio::test]
async fn the_story_goes_to_an_earlier_case_as_a_contact_with_one_click() {
    let office = office();
    let scene = Scene::logged(&office);
    let waste = waste(&office);
    let mut priya = Browser::signed_in(&office, "priya").await;
    let form = "application/x-www-form-urlencoded";
    priya.send("PUT", "/drafts/log", form, "draft=log&story=Again+%26+again.").await;
    let reference = scene.reference.to_string();
    office.clock.pass(60);
    let nothing = priya.post("/log/add", &[("add_to", &reference), ("draft", "log")]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    has(&nothing, "Write what happened");
    let form = complaint(&waste, &[("add_to", &reference), ("story", "Again & again.")]);
    let page = priya.post("/log/add", &form).await;
    assert_eq!(page.path, format!("/cases/{reference}"));
    has(&page, &format!("Added to {reference} as a contact. It is no case of its own."));
    has(&page, &format!("action=\"/cases/{reference}/undo/2\""));
    has(&page, "Again &#38; again.");
    has(&page, "What would put it right: An apology.");
    has(
        &page,
        "From Mrs Eileen Fairclough, 01632 960 417, 14 Rudd Lane, TB4 7QX. Phone, received Monday 2 November 2026.",
    );
    lacks(&priya.get("/today").await, "Unfinished forms");
    lacks(&priya.get("/cases?state=all").await, "2026-0002");
    let other = complaint(&waste, &[("add_to", &reference), ("name", "Colin Prentice"), ("phone", "01632 960 555")]);
    priya.post("/log/add", &other).await;
    for words in ["prentice", "01632+960+555"] {
        has(&priya.get(&format!("/cases?q={words}")).await, &format!("href=\"/cases/{reference}"));
    }
}

#[tokio::test]
async fn a_customer_we_know_brings_details_and_needs_and_is_kept_once() {
    let office = office();
    let waste = waste(&office);
    let mut priya = Browser::signed_in(&office, "priya").await;
    let needs = [("act", "later"), ("needs", "large-print"), ("needs", "interpreter"), ("language", "Polish")];
    priya.post("/log", &complaint(&waste, &needs)).await;
    let again = [("phone", "01632 960417"), ("name", "E Fairclough"), ("story", "Again."), ("draft", "log")];
    has(&priya.post("/log/next", &again).await, "formaction=\"/log/known\" name=\"them\" value=\"2026-0001\"");
    let them: Vec<_> = again.iter().copied().chain([("them", "2026-0001")]).collect();
    let page = priya.post("/log/known", &them).await;
    assert_eq!(page.status, StatusCode::OK);
    for words in ["Mrs Eileen Fairclough", "14 Rudd Lane", "TB4 7QX", "value=\"Polish\"", "value=\"01632 960417\""] {
        has(&page, words);
    }
    has(&page, "name=\"known\" value=\"2026-0001\"");
    lacks(&page, "Use their details");
    let somebody_else = priya.post("/log/known", &[("known", "2026-0001"), ("them", ""), ("name", "Ann")]).await;
    lacks(&somebody_else, "Known from");

    let moved = [("act", "later"), ("known", "2026-0001"), ("address", "9 Mill Lane"), ("needs", "large-print")];
    priya.post("/log", &complaint(&waste, &moved)).await;
    for case in ["/cases/2026-0001", "/cases/2026-0002"] {
        let page = priya.get(case).await;
        has(&page, "9 Mill Lane, TB4 7QX");
        has(&page, "letter, large print<");
    }
    let customer = |reference: &str| {
        let reference = reference.parse().expect("a reference");
        office
            .office
            .read(|reading| Ok::<_, app::Problem>(reading.row(reference)?))
            .expect("read")
            .expect("a row")
            .customer
    };
    assert_eq!(customer("2026-0001"), customer("2026-0002"));
    // Who may not see the case learns nothing of its customer.
    let mut stephen = Browser::signed_in(&office, "stephen").await;
    assert_eq!(stephen.post("/log/known", &them).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn somebody_without_authority_is_told_nothing_until_it_is_seen() {
    let office = office();
    let waste = waste(&office);
    let mut priya = Browser::signed_in(&office, "priya").await;
    let daughter = [
        ("act", "print"),
        ("telling", "acting"),
        ("acting_name", "Amy Ford"),
        ("acting_relation", "family"),
        ("acting_email", "amy@example.org"),
    ];
    let part = priya.post("/log/next", &complaint(&waste, &daughter)).await;
    has(&part, "Until the customer tells us in writing that you act for them");
    has(&part, "Letters go to the customer alone");
    let page = priya.post("/log", &complaint(&waste, &daughter)).await;
    assert_eq!(page.path, "/cases/2026-0001/letters/1?print=now", "the customer gets a letter");
    has(&page, "Amy Ford told us about this for you. We have not seen your written agreement");
    has(&page, "Dear Mrs Eileen Fairclough");
    let page = priya.get("/cases/2026-0001").await;
    has(&page, "Authority still needed. Until we see it in writing, we tell Amy Ford nothing.");
    has(&page, "Amy Ford, amy@example.org. Family or friend. Written authority still needed.");
    has(&priya.get("/cases/2026-0001/represent").await, "value=\"Amy Ford\"");
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let seen = [
        ("acting_name", "Amy Ford"),
        ("acting_relation", "family"),
        ("acting_email", "amy@example.org"),
        ("acting_seen", "yes"),
    ];
    let page = joanne.post("/cases/2026-0001/represent", &seen).await;
    lacks(&page, "Authority still needed");
    has(&page, "Written authority seen.");
    let page = joanne.post("/cases/2026-0001/represent", &[("acting_relation", "nobody")]).await;
    has(&page, "Nobody acts for the customer any more");
    let page = joanne.post("/cases/2026-0001/represent", &[("acting_relation", "family")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    has(&page, "Give the name of who acts for the customer");
}

#[tokio::test]
async fn letters_go_to_the_councillor_who_writes_for_a_resident() {
    let office = office();
    let waste = waste(&office);
    let mut priya = Browser::signed_in(&office, "priya").await;
    let member = [
        ("act", "print"),
        ("phone", ""),
        ("address", ""),
        ("telling", "acting"),
        ("acting_name", "Cllr Bina Shah"),
        ("acting_relation", "councillor"),
        ("acting_address", "Town Hall"),
        ("acting_postcode", "tb1 1aa"),
    ];
    let page = priya.post("/log", &complaint(&waste, &member)).await;
    assert_eq!(page.path, "/cases/2026-0001/letters/1?print=now");
    has(&page, "Dear Cllr Bina Shah");
    has(&page, "Cllr Bina Shah<br>Town Hall<br>TB1 1AA");
    has(&page, "You told us about this for Mrs Eileen Fairclough.");
    let page = priya.get("/cases/2026-0001").await;
    has(&page, "Councillor. No written authority needed.");
    lacks(&page, "Authority still needed");
    has(&priya.get("/cases?q=Shah").await, "2026-0001");
    let nobody = complaint(&waste, &[("telling", "acting"), ("act", "later")]);
    let page = priya.post("/log", &nobody).await;
    has(&page, "Give the name of who acts for the customer");
    has(&page, "Choose what they are to the customer");
}

#[tokio::test]
async fn groups_named_staff_and_several_points_are_kept_with_the_case() {
    let office = office();
    let waste = waste(&office);
    let mut priya = Browser::signed_in(&office, "priya").await;
    let form = complaint(&waste, &[("act", "split")]);
    let page = priya.post("/log", &form).await;
    has(&page, "The crew left the bin on the back path\nShe rang twice</textarea>");
    let form = complaint(
        &waste,
        &[
            ("act", "later"),
            ("telling", "group"),
            ("group_people", "14"),
            ("group_who", "Residents of Rudd Lane"),
            ("names_staff", "yes"),
            ("staff_named", "The man on the phone"),
            ("several", "yes"),
            ("points", "The bin was left\r\nNobody rang back\r\n"),
        ],
    );
    priya.post("/log", &form).await;
    let page = priya.get("/cases/2026-0001").await;
    has(&page, "14 people: Residents of Rudd Lane");
    has(&page, "The man on the phone");
    has(&page, "<span class=\"hd-point__n\">2</span><span>Nobody rang back</span>");
    let wrong =
        complaint(&waste, &[("act", "later"), ("telling", "group"), ("group_people", "1"), ("names_staff", "yes")]);
    let page = priya.post("/log", &wrong).await;
    has(&page, "Give how many people it comes from, such as 12");
    has(&page, "Write who it names, or what you know of them");
}

#[tokio::test]
async fn what_was_typed_is_offered_again_and_never_overwritten() {
    let office = office();
    let waste = waste(&office);
    let mut priya = Browser::signed_in(&office, "priya").await;
    has(&priya.get("/log").await, "data-draft=\"log\"");
    let kept = priya
        .send(
            "PUT",
            "/drafts/log",
            "application/x-www-form-urlencoded",
            "draft=log&story=Bin+missed&needs=large-print&needs=helper",
        )
        .await;
    assert_eq!(kept.status, StatusCode::OK);
    assert_eq!(kept.html, r#"{"words":"Draft kept at 10:00"}"#);
    assert_eq!(kept.headers.get("x-draft-version").and_then(|version| version.to_str().ok()), Some("1"));
    let fresh = priya.get("/log").await;
    has(&fresh, "Not finished, kept at 10:00: Bin missed");
    has(&fresh, "data-draft=\"log-2\"");
    has(&priya.get("/today").await, "href=\"/log?draft=log\"");
    let again = priya.get("/log?draft=log").await;
    has(&again, "Bin missed");
    assert_eq!(again.html.matches(" checked").count(), 2, "both needs are ticked again");
    let page = priya.post("/log", &complaint(&waste, &[("act", "later")])).await;
    has(&page, "Saved as");
    lacks(&priya.get("/log").await, "unfinished form");
}

#[tokio::test]
async fn drafts_are_thrown_away_and_are_nobody_elses() {
    let office = office();
    let mut priya = Browser::signed_in(&office, "priya").await;
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    for key in ["log", "2026-0001%2Fresponse"] {
        priya.send("PUT", &format!("/drafts/{key}"), "application/x-www-form-urlencoded", "draft=log&story=x").await;
    }
    lacks(&joanne.get("/today").await, "Unfinished");
    let today = priya.get("/today").await;
    has(&today, "Response for 2026-0001");
    let page = priya.post("/drafts/discard", &[("key", "log"), ("to", "//evil.example/")]).await;
    assert_eq!(page.path, "/today", "a foreign address is not followed");
    lacks(&page, "draft=log");
    let gone = priya.send("DELETE", "/drafts/2026-0001%2Fresponse", "application/x-www-form-urlencoded", "").await;
    assert_eq!(gone.status, StatusCode::NO_CONTENT);
    lacks(&priya.get("/today").await, "Unfinished");
}

#[tokio::test]
async fn how_it_came_in_is_remembered() {
    let office = office();
    let waste = waste(&office);
    let mut priya = Browser::signed_in(&office, "priya").await;
    has(&priya.get("/log").await, "<option value=\"phone\" selected>");
    priya.post("/log", &complaint(&waste, &[("act", "later"), ("channel", "in-person")])).await;
    has(&priya.get("/log").await, "<option value=\"in-person\" selected>");
}

#[tokio::test]
async fn a_form_sent_twice_makes_one_case() {
    let office = office();
    let waste = waste(&office);
    let mut priya = Browser::signed_in(&office, "priya").await;
    let form = complaint(&waste, &[("act", "later"), ("once", "0123456789abcdef")]);
    let first = priya.post("/log", &form).await;
    let second = priya.post("/log", &form).await;
    assert_eq!((first.path.as_str(), second.path.as_str()), ("/cases/2026-0001", "/cases/2026-0001"));
}

#[tokio::test]
async fn readers_and_administrators_log_nothing_and_investigators_only_save() {
    let office = office();
    for name in ["rhys", "admin"] {
        let mut browser = Browser::signed_in(&office, name).await;
        assert_eq!(browser.get("/log").await.status, StatusCode::FORBIDDEN, "{name}");
    }
    let mut dan = Browser::signed_in(&office, "dan").await;
    let page = dan.get("/log").await;
    lacks(&page, "Save and print");
    lacks(&page, "We sorted it now");
    let waste = waste(&office);
    let page = dan.post("/log", &complaint(&waste, &[("act", "later")])).await;
    assert_eq!(page.path, "/today", "he does not see a case that is not his");
    has(&page, "Saved as 2026-0001. A Customer Champion will see that it is answered.");
}

#[tokio::test]
async fn a_search_finds_references_names_phones_and_postcodes() {
    let office = office();
    let scene = Scene::logged(&office);
    let other = testkit::Scene::logged_as(
        &office,
        &app::cases::LogForm {
            name: "Mr Colin Prentice".into(),
            phone: "01632 111 222".into(),
            postcode: "TB1 1AA".into(),
            ..Scene::complaint(&office)
        },
    );
    let mut priya = Browser::signed_in(&office, "priya").await;
    let here = format!("/cases/{}", scene.reference);
    for straight in ["2026-0001", "0001", "1"] {
        assert_eq!(priya.get(&format!("/cases?q={straight}")).await.path, here, "{straight}");
    }
    for words in ["Fairclough", "eileen+fair", "01632960417", "tb47qx", "TB4+7QX", "back+path"] {
        let page = priya.get(&format!("/cases?q={words}")).await;
        has(&page, &scene.reference.to_string());
        if words != "back+path" {
            lacks(&page, &format!("/cases/{}\"", other.reference));
        }
    }
    let page = priya.get("/cases?q=2026-9412").await;
    assert_eq!(page.status, StatusCode::OK);
    has(&page, "We could not find 2026-9412");
    let mut stephen = Browser::signed_in(&office, "stephen").await;
    lacks(&stephen.get("/cases?q=Fairclough").await, "Fairclough ·");
}

#[tokio::test]
async fn filters_stand_in_the_address_and_take_themselves_away() {
    let office = office();
    let scene = Scene::logged(&office);
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let page = joanne.get("/cases").await;
    has(&page, "1 open case");
    has(&page, &scene.reference.to_string());
    let page = joanne.get("/cases?kind=complaint&deadline=soon&service=1").await;
    has(&page, "href=\"/cases?deadline=soon&#38;service=1\"");
    has(&page, "Due by Wed 4 Nov");
    has(&page, &scene.reference.to_string());
    let page = joanne.get("/cases?kind=compliment").await;
    has(&page, "No cases match");
    has(&page, "Remove a filter or search all years.");
    let page = joanne.get("/cases?channel=phone&ward=Rudd").await;
    has(&page, &scene.reference.to_string());
    has(&page, "href=\"/cases?ward=Rudd\"");
    has(&page, "href=\"/cases?channel=phone\"");
    for elsewhere in ["channel=letter", "ward=Castle", "outcome=upheld"] {
        let page = joanne.get(&format!("/cases?{elsewhere}")).await;
        has(&page, "No cases match");
        lacks(&page, &format!("/cases/{}\"", scene.reference));
    }
    let page = joanne.get("/cases?from=gestern").await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    has(&page, "Give the date like 3/12/2026");
    has(&page, "value=\"gestern\"");
    let page = joanne.get("/cases?after=nonsense&service=x&deadline=whenever").await;
    assert_eq!(page.status, StatusCode::OK, "what cannot be understood is left out");
}

#[tokio::test]
async fn what_is_still_to_be_acknowledged_is_a_list_of_its_own() {
    let office = office();
    let scene = Scene::logged(&office);
    let told = Scene::logged(&office);
    told.acknowledge().expect("it is acknowledged");
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    has(&joanne.get("/cases").await, "To acknowledge");
    let page = joanne.get("/cases?to_acknowledge=yes&service=1").await;
    has(&page, "1 open case");
    has(&page, &format!("/cases/{}\"", scene.reference));
    lacks(&page, &format!("/cases/{}\"", told.reference));
    has(
        &page,
        "href=\"/cases?service=1\"><span class=\"govuk-visually-hidden\">Remove this filter</span> To acknowledge",
    );
    has(&page, "value=\"yes\" checked");

    let page = joanne.post("/views", &[("query", "to_acknowledge=yes"), ("name", "Ours to tell")]).await;
    has(&page, "Ours to tell");
    has(&page, &format!("/cases/{}\"", scene.reference));
    lacks(&page, &format!("/cases/{}\"", told.reference));
    scene.acknowledge().expect("it is acknowledged");
    has(&joanne.get("/cases?to_acknowledge=yes").await, "No cases match");
}

#[tokio::test]
async fn every_case_is_on_one_page_and_only_one() {
    let office = office();
    let mut expected: Vec<String> = (0..60).map(|_| Scene::logged(&office).reference.to_string()).collect();
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    for sort in ["newest", "due"] {
        let mut address = format!("/cases?sort={sort}");
        let mut seen = Vec::new();
        loop {
            let page = joanne.get(&address).await;
            let rows = page.html.split("hd-casecell").skip(1).filter_map(|row| row.split("href=\"/cases/").nth(1));
            seen.extend(rows.filter_map(|row| row.split('"').next()).map(str::to_owned));
            let Some((before, _)) = page.html.split_once("\" rel=\"next\"") else { break };
            address = before.rsplit('"').next().expect("an address").replace("&#38;", "&");
        }
        seen.sort();
        expected.sort();
        assert_eq!(seen, expected, "{sort}");
    }
}

#[tokio::test]
async fn the_export_holds_what_is_filtered_and_no_formulas() {
    let office = office();
    Scene::logged_as(&office, &app::cases::LogForm { name: "=cmd|' /C calc'!A0".into(), ..Scene::complaint(&office) });
    let compliment =
        app::cases::LogForm { kind: "compliment".into(), name: "Mrs Jean Allott".into(), ..Scene::complaint(&office) };
    Scene::logged_as(&office, &compliment);
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let page = joanne.get("/cases?kind=complaint").await;
    has(&page, "href=\"/cases.xlsx?kind=complaint\"");
    let csv = joanne.get("/cases.csv?kind=complaint").await;
    let disposition =
        csv.headers.get(header::CONTENT_DISPOSITION).and_then(|value| value.to_str().ok()).unwrap_or_default();
    assert!(disposition.starts_with("attachment; filename=\"Heard cases 2026-11-02.csv\""), "{disposition}");
    has(&csv, "2026-0001,Complaint,");
    has(&csv, ",'=cmd|' /C calc'!A0,2026-11-02,");
    lacks(&csv, "Allott");
    let xlsx = joanne.get("/cases.xlsx?state=all").await;
    assert!(xlsx.bytes.starts_with(b"PK"), "an XLSX file");
    let mut priya = Browser::signed_in(&office, "priya").await;
    assert_eq!(priya.get("/cases.csv").await.status, StatusCode::FORBIDDEN);
    lacks(&priya.get("/cases").await, "Export");
    let mut stephen = Browser::signed_in(&office, "stephen").await;
    assert_eq!(stephen.get("/cases.csv?state=all").await.html.lines().count(), 1, "another Head's cases are not in it");
}

#[tokio::test]
async fn files_go_up_in_pieces_with_a_token() {
    let office = office();
    let mut priya = Browser::signed_in(&office, "priya").await;
    let (bytes, sha256) = (b"hello", "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
    let form = "application/x-www-form-urlencoded";
    let started = priya.send("POST", "/uploads", form, format!("name=note.txt&length=5&sha256={sha256}")).await;
    assert_eq!(started.status, StatusCode::CREATED);
    let id = started.html.trim_start_matches("{\"id\":\"").trim_end_matches("\"}").to_owned();
    assert_eq!(id.len(), 32, "{id}");
    let address = format!("/uploads/{id}?offset=0");
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let foreign = joanne.send("PUT", &address, "application/octet-stream", &bytes[..]).await;
    assert_eq!(foreign.status, StatusCode::NOT_FOUND, "somebody else's upload");
    let piece = priya.send("PUT", &address, "application/octet-stream", &bytes[..]).await;
    assert_eq!(piece.status, StatusCode::NO_CONTENT);
    let too_large = priya.send("POST", "/uploads", form, format!("name=big.bin&length=99999999&sha256={sha256}")).await;
    assert_eq!(too_large.status, StatusCode::UNPROCESSABLE_ENTITY);
    has(&too_large, "larger than 25 MB");
    let mut nobody = Browser::at(&office);
    assert_ne!(
        nobody.send("PUT", &address, "application/octet-stream", &bytes[..]).await.status,
        StatusCode::NO_CONTENT
    );
}

#[tokio::test]
async fn pages_keep_to_the_strict_content_policy_and_are_light() {
    let office = office();
    for _ in 0..60 {
        Scene::logged(&office);
    }
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    for address in ["/today", "/cases", "/log"] {
        let page = joanne.get(address).await;
        assert!(!page.html.contains("style=") && !page.html.contains("<script>"), "{address}");
        assert!(page.html.len() < 60_000, "{address} has {} bytes", page.html.len());
    }
}

#[tokio::test]
async fn an_acknowledgement_promises_no_day_that_has_passed() {
    let office = office();
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let old = LogForm { received: "2026-10-05".parse().ok(), ..Scene::complaint(&office) };
    let scene = Scene::logged_as(&office, &old);
    let page = joanne.get(&format!("/cases/{}/acknowledge", scene.reference)).await;
    says(&page, "Somebody will look into what happened.");
    says_not(&page, "You will have our full answer by");
    says(&page, "If we need to check anything with you we will get in touch.");
    let joanne = office.who("joanne");
    app::cases::acknowledge(
        &office.office,
        &joanne,
        scene.reference.into(),
        &testkit::by(Method::Handed),
        office.now(),
    )
    .expect("it can be acknowledged all the same");
}

#[tokio::test]
async fn a_year_that_may_be_a_slip_is_asked_about() {
    let office = office();
    let mut priya = Browser::signed_in(&office, "priya").await;
    let service = office.waste.to_string();
    let form = |received: &'static str, sure: bool| {
        let sure = sure.then_some(("long_ago", "yes"));
        complaint(&service, &[("received", received)]).into_iter().chain(sure).collect::<Vec<_>>()
    };
    let asked = priya.post("/log", &form("2/11/25", false)).await;
    says(&asked, "That is more than six months ago. If it is right, tick “Yes, that long ago”");
    says(&asked, "name=\"long_ago\"");
    let saved = priya.post("/log", &form("2/11/25", true)).await;
    says_not(&saved, "more than six months ago");
    says_not(&priya.post("/log", &form("1/11/26", false)).await, "more than six months ago");
}

#[tokio::test]
async fn a_day_without_its_year_is_said_as_it_was_read_and_none_is_made_up() {
    let office = office();
    let waste = waste(&office);
    let mut priya = Browser::signed_in(&office, "priya").await;
    has(
        &priya.post("/log/next", &complaint(&waste, &[("received", "yesterday")])).await,
        "Received Sunday 1 November 2026.",
    );
    has(
        &priya.post("/log/next", &complaint(&waste, &[("received", "26/10")])).await,
        "Received Monday 26 October 2026.",
    );
    let part = priya.post("/log/next", &complaint(&waste, &[("received", "soon")])).await;
    has(&part, "“soon” is no date that we can read.");
    lacks(&part, "Acknowledge by");
    let page = priya.post("/log", &complaint(&waste, &[("received", "26/10"), ("act", "later")])).await;
    has(&page, "Mon 26 Oct");
}

#[tokio::test]
async fn new_feedback_of_a_customer_begins_with_what_is_known_of_them() {
    let office = office();
    let scene = Scene::logged(&office);
    let mut priya = Browser::signed_in(&office, "priya").await;
    let href = format!("/log?them={}", scene.reference);
    has(&priya.get("/customers/1").await, &href);
    let page = priya.get(&href).await;
    for known in ["Mrs Eileen Fairclough", "01632 960 417"] {
        has(&page, &format!("value=\"{known}\""));
    }
    has(&page, &format!("name=\"known\" value=\"{}\"", scene.reference));
}

#[tokio::test]
async fn a_request_is_told_to_the_head_of_its_service_and_handed_over_by_the_desk() {
    let office = office();
    let waste = waste(&office);
    let mut priya = Browser::signed_in(&office, "priya").await;
    let page = priya
        .post(
            "/log",
            &complaint(
                &waste,
                &[("kind", "service-request"), ("act", "later"), ("email", "e@example.com"), ("reply_by", "email")],
            ),
        )
        .await;
    has(&page, "Saved as 2026-0001");
    let mut marian = Browser::signed_in(&office, "marian").await;
    has(&marian.get("/notices").await, "Your service is asked for something; logged by Priya Nair");
    has(&priya.get("/cases/2026-0001").await, ">Hand over</a>");
    let (who, by) = (office.who("priya"), testkit::by(domain::letter::Method::Email));
    let reference: domain::Reference = "2026-0001".parse().expect("a reference");
    app::cases::acknowledge(&office.office, &who, reference.into(), &by, office.now()).expect("they are told");
    has(&priya.get("/today").await, "Hand over");
    let page = priya.get("/cases/2026-0001/close").await;
    has(&page, "<h1>Hand over</h1>");
    let done = complaint(&waste, &[("kind", "service-request"), ("act", "sorted"), ("done", "Did it."), ("once", "x")]);
    priya.post("/log", &done).await;
    assert_eq!(
        marian.get("/notices").await.html.matches("Your service is asked").count(),
        1,
        "what was done asks nothing"
    );
}

#[tokio::test]
async fn a_request_is_saved_told_and_handed_over_in_one_go_where_no_answer_is_owed() {
    let office = office();
    let waste = waste(&office);
    let mut priya = Browser::signed_in(&office, "priya").await;
    let request = |service: &'static str, more: &[(&'static str, &'static str)]| -> Vec<(&'static str, &'static str)> {
        let base = [("kind", "service-request"), ("email", "e@example.com"), ("reply_by", "email"), ("act", "print")];
        let told = complaint(service, &base);
        told.into_iter().chain(more.iter().copied()).collect()
    };
    let waste: &'static str = Box::leak(waste.into_boxed_str());
    has(&priya.post("/log/next", &request(waste, &[])).await, "Save and hand over");
    assert!(!priya.post("/log/next", &request("not-sure", &[])).await.html.contains("Save and hand over"));
    let page = priya.post("/log", &request(waste, &[("once", "a")])).await;
    has(&page, "Saved as 2026-0001 and handed over.");
    has(&page, "<span class=\"hd-small\">Handed over</span>");
    has(&priya.get("/cases/2026-0001/letters").await, "e@example.com");
    let mut marian = Browser::signed_in(&office, "marian").await;
    has(&marian.get("/notices").await, "Your service is asked for something; logged by Priya Nair");
    // It can be taken back as a whole, and then asks nothing of anybody.
    has(&priya.post("/cases/2026-0001/undo/1", &[]).await, "2026-0001 is closed as logged by mistake.");
    assert!(!marian.get("/notices").await.html.contains("Your service is asked"));
}

#[tokio::test]
async fn somebody_who_leaves_a_number_and_no_name_is_not_taken_for_one_who_wants_no_reply() {
    let office = office();
    let service = office.waste.to_string();
    let mut priya = Browser::signed_in(&office, "priya").await;
    let no_name = |more: &[(&'static str, &'static str)]| {
        let fields = complaint(&service, &[("name", "")]).into_iter().chain(more.iter().copied());
        fields.collect::<Vec<_>>()
    };
    let asked = priya.post("/log", &no_name(&[])).await;
    says(&asked, "If they leave only a way to reach them, tick “They give no name”");
    says(&asked, "name=\"no_name\"");
    let saved = priya.post("/log", &no_name(&[("no_name", "yes"), ("act", "later")])).await;
    says(&saved, "Saved as");
    let page = priya.get("/cases/2026-0001").await;
    says(&page, "No name given");
    says(&page, "01632 960 417");
    let nothing = [("name", ""), ("phone", ""), ("address", ""), ("postcode", ""), ("no_name", "yes")];
    let fields = complaint(&service, &nothing);
    says(&priya.post("/log", &fields).await, "Give the customer’s name, or choose “Does not want to say”");
}

#[tokio::test]
async fn a_letter_that_does_not_fit_is_left_for_later() {
    let office = office_under("customer-care-policy");
    let shipped = letters::shipped(Purpose::Acknowledgement);
    let unnamed = Template { body: shipped.body.replace("{sender}", ""), ..shipped };
    letters::keep(&office.office, &office.who("admin"), &unnamed, None, office.now()).expect("it is kept");
    let service = office.waste.to_string();
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let form = |act: &'static str| complaint(&service, &[("act", act)]);
    let page = joanne.post("/log", &form("print")).await;
    says(&page, "asks this letter to give who deals with it, by name");
    says(&page, "choose “Save, acknowledge later”");
    says(&page, "href=\"#received\"");
    says(&joanne.post("/log", &form("later")).await, "Saved as");
}

#[tokio::test]
async fn where_the_procedure_sets_no_time_for_the_answer_the_acknowledgement_promises_none() {
    let office = office_under("service-standards");
    let service = office.waste.to_string();
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    says(&joanne.post("/log", &complaint(&service, &[("act", "print")])).await, "Acknowledgement ready");
    let letter = joanne.get("/cases/2026-0001/letters/1").await;
    says(&letter, "Somebody will look into what happened.");
    says_not(&letter, "full answer");
}
