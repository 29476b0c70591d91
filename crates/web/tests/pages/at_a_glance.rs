//! What people see first: Today of each role, and what lists say of a case besides its state.

use crate::common::{Browser, Page, office_with, says, says_not};
use testkit::{Scene, TestOffice, office};

/// One card of Today, from its heading on.
fn card<'p>(page: &'p Page, heading: &str) -> &'p str {
    let at = page.html.find(&format!("<h2 id=\"{heading}\">")).unwrap_or_else(|| panic!("there is {heading}"));
    page.html[at..].split("</section>").next().unwrap_or_default()
}

fn log(office: &TestOffice, who: &str, story: &str) -> String {
    let form = app::cases::LogForm { story: story.into(), ..Scene::complaint(office) };
    let done = app::cases::log(&office.office, &office.who(who), &form, app::cases::Now::OnlySave, office.now());
    done.expect("it is logged").reference.to_string()
}

#[tokio::test]
async fn the_desk_sees_what_it_logged_today() {
    let office = office();
    let mut priya = Browser::signed_in(&office, "priya").await;
    assert!(card(&priya.get("/today").await, "logged-today").contains("Nothing yet."));
    let yesterday = log(&office, "priya", "The lane was not swept.");
    office.clock.set("2026-11-03 09:00");
    let mut priya = Browser::signed_in(&office, "priya").await;
    assert!(card(&priya.get("/today").await, "logged-today").contains("Nothing yet."), "a new day");
    let others = log(&office, "joanne", "The gate is locked.");
    let mine: Vec<String> = (0..10).map(|number| log(&office, "priya", &format!("Bin {number} was missed."))).collect();
    let today = priya.get("/today").await;
    let shown = card(&today, "logged-today");
    assert!(
        shown.contains(&format!("{}, Bin 0 was missed", mine[0])) && shown.contains("Complaint. Thu 5 Nov"),
        "{shown}"
    );
    assert!(!shown.contains("See all") && !shown.contains(&yesterday) && !shown.contains(&others), "{shown}");
    let last = log(&office, "priya", "And one more.");
    let today = priya.get("/today").await;
    let shown = card(&today, "logged-today");
    assert!(shown.contains(&last) && !shown.contains(&mine[0]) && shown.contains("See all 11"), "{shown}");
    let list = priya.get("/cases?only=logged-today").await;
    says(&list, "11 cases, newest first");
    says(&list, &mine[0]);
    says_not(&list, &others);
    says_not(&Browser::signed_in(&office, "joanne").await.get("/today").await, "logged-today");
    office.clock.pass(60);
    app::cases::withdraw(
        &office.office,
        &office.who("joanne"),
        last.parse().map(|last: domain::Reference| last.into()).expect("a reference"),
        "She rang.",
        office.now(),
    )
    .expect("it is closed");
    says(&priya.get("/cases?only=logged-today").await, "11 cases, newest first");
}

#[tokio::test]
async fn the_head_of_customer_services_sees_where_it_is_late_and_what_goes_on() {
    let office = office();
    let mut helen = Browser::signed_in(&office, "helen").await;
    let today = helen.get("/today").await;
    assert!(card(&today, "late-by-service").contains("No service is late with anything."));
    assert!(card(&today, "further").contains("<span>With an Ombudsman</span><b>0</b>"), "{}", card(&today, "further"));
    let scene = Scene::logged(&office);
    let housing = app::cases::LogForm { service: Some(office.housing), ..Scene::complaint(&office) };
    let (other, more) = (Scene::logged_as(&office, &housing), Scene::logged_as(&office, &housing));
    office.clock.set("2026-12-14 10:00");
    let mut helen = Browser::signed_in(&office, "helen").await;
    let today = helen.get("/today").await;
    let late = card(&today, "late-by-service");
    let (first, second) =
        (late.find("Housing repairs").expect("one"), late.find("Waste and recycling").expect("another"));
    assert!(first < second, "most of them first: {late}");
    let list = helen.get(&format!("/cases?deadline=late&service={}", office.housing)).await;
    assert!(late.contains(&format!("deadline=late&#38;service={}", office.housing)), "{late}");
    says(&list, "2 open cases");
    for reference in [other.reference, more.reference] {
        says(&list, &reference.to_string());
    }
    let root = format!("/cases/{}", scene.reference);
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    joanne
        .post(&format!("{root}/ombudsman"), &[("body", "lgsco"), ("reference", "26"), ("on", "7 December 2026")])
        .await;
    let today = helen.get("/today").await;
    let further = card(&today, "further");
    assert!(further.contains("href=\"/cases?only=ombudsman\">With an Ombudsman</a><b>1</b>"), "{further}");
    let list = helen.get("/cases?only=ombudsman").await;
    says(&list, &scene.reference.to_string());
    says_not(&list, &other.reference.to_string());
    let (who, on) = (office.who("joanne"), scene.reference.into());
    app::cases::withdraw(&office.office, &who, on, "No answer is wanted.", office.now()).expect("it is closed");
    let today = helen.get("/today").await;
    let closed = card(&today, "further");
    assert!(closed.contains("With an Ombudsman</a><b>1</b>"), "they look at what is closed as well: {closed}");
    says(&helen.get("/cases?only=ombudsman").await, &scene.reference.to_string());
    let decided = [("ruling", "upheld"), ("reasons", "They agree."), ("on", "8 December 2026")];
    joanne.post(&format!("{root}/ombudsman-decides"), &decided).await;
    let today = helen.get("/today").await;
    let decided = card(&today, "further");
    assert!(decided.contains("<span>With an Ombudsman</span><b>0</b>"), "they have decided: {decided}");
}

#[tokio::test]
async fn an_administrator_sees_what_keeps_the_office_running() {
    let office = office();
    let mut admin = Browser::signed_in(&office, "admin").await;
    let today = admin.get("/today").await;
    let upkeep = card(&today, "upkeep");
    assert!(upkeep.contains("There is no backup yet") && upkeep.contains("Make one today"), "{upkeep}");
    assert!(upkeep.contains("people have not signed in yet"), "{upkeep}");
    assert!(!upkeep.contains("no Head of Service"), "{upkeep}");
    for name in ["priya", "joanne", "helen", "marian", "stephen", "dan"] {
        Browser::signed_in(&office, name).await.get("/today").await;
    }
    says_not(&Browser::signed_in(&office, "priya").await.get("/today").await, "id=\"upkeep\"");
}

#[tokio::test]
async fn a_response_sent_back_says_so_until_it_is_asked_to_be_signed_again() {
    let office = office();
    let scene = Scene::logged(&office);
    let reference = scene.reference.to_string();
    scene.acknowledge().expect("it is acknowledged");
    scene.given_to_dan();
    scene.submitted();
    office.clock.pass(60);
    let mut dan = Browser::signed_in(&office, "dan").await;
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    says_not(&joanne.get("/cases?only=sent-back").await, &reference);
    let marian = office.who("marian");
    app::cases::send_back(&office.office, &marian, scene.reference.into(), "Say when.", office.now()).expect("it is");
    for page in [dan.get("/today").await, joanne.get("/cases").await, dan.get(&format!("/cases/{reference}")).await] {
        says(&page, "Sent back</span>");
    }
    says(&joanne.get("/cases?only=sent-back").await, &reference);
    office.clock.pass(60);
    app::cases::submit(&office.office, &office.who("dan"), scene.reference.into(), testkit::RESPONSE, office.now())
        .expect("it is asked again");
    says_not(&joanne.get("/cases").await, "Sent back</span>");
    says_not(&joanne.get("/cases?only=sent-back").await, &reference);
}

const WAITS: &str = "[[pause]]\nid = \"customer\"\ntitle = \"Waiting for the customer\"\nclocks = [\"respond\"]\n\
    most = { number = 5, unit = \"working-days\" }\n\n[signing]";

#[tokio::test]
async fn a_case_whose_clock_stands_still_is_on_hold_everywhere() {
    let office = office_with(&[("[signing]", WAITS)]);
    let scene = Scene::logged(&office);
    let reference = scene.reference.to_string();
    scene.acknowledge().expect("it is acknowledged");
    scene.given_to_dan();
    office.clock.set("2026-11-06 10:00");
    let root = format!("/cases/{reference}");
    let mut dan = Browser::signed_in(&office, "dan").await;
    says_not(&dan.get("/today").await, "on hold");
    let fields = [("rule", "customer"), ("from", "6/11/2026"), ("until", "12/11/2026"), ("text", "Which garage?")];
    dan.post(&format!("{root}/pause"), &fields).await;
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let on_hold = "hd-due--wait\"><b>On hold</b><span>since Fri 6 Nov</span>";
    let today = joanne.get("/today").await;
    says(&today, on_hold);
    says(&today, "href=\"/cases?only=on-hold\"><b>1</b><span>on hold</span>");
    for list in ["/cases", "/cases?only=on-hold"] {
        says(&joanne.get(list).await, on_hold);
    }
    says(&joanne.get(&root).await, "<b>On hold</b><span>since Fri 6 Nov</span>");
    // The days pass, and nobody has to remember.
    office.clock.set("2026-11-13 10:00");
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    says_not(&joanne.get("/today").await, "on hold");
    says_not(&joanne.get("/cases?only=on-hold").await, &reference);
    says_not(&joanne.get(&root).await, "<b>On hold</b>");
}
