//! A case that is hidden from most staff: nothing of it is on any page, list or file that somebody
//! else can reach, and nobody it names can do anything to it.

mod common;

use std::collections::{BTreeSet, VecDeque};

use app::cases::{self, LogForm, Now, RestrictForm};
use axum::http::StatusCode;
use common::{Browser, Page};
use domain::letter::Method;
use testkit::{RESPONSE, Scene, TestOffice, by, office};

/// In everything personal of the hidden case and nowhere else.
const SECRET: &str = "Zyxwold";

/// A complaint that names Kieran, worked on by Dan and hidden from all but Joanne.
fn hidden(office: &TestOffice) -> Scene<'_> {
    let form = LogForm {
        title: format!("{SECRET} shouted at"),
        story: format!("{SECRET}: Mr Doyle shouted at her."),
        name: format!("Mrs Ivy {SECRET}"),
        email: format!("{SECRET}@example.com").to_lowercase(),
        ..Scene::complaint(office)
    };
    let scene = Scene::logged_as(office, &form);
    scene.given_to_dan();
    let (joanne, on) = (office.who("joanne"), scene.reference.into());
    cases::acknowledge(&office.office, &joanne, on, &by(Method::Post), office.now()).expect("acknowledged");
    cases::add_note(&office.office, &joanne, on, &format!("{SECRET} rang again"), office.now()).expect("a note");
    cases::submit(&office.office, &office.who("dan"), on, &format!("{SECRET}. {RESPONSE}"), office.now())
        .expect("submitted");
    cases::restrict(&office.office, &joanne, on, &list(office), office.now()).expect("hidden");
    scene
}

fn list(office: &TestOffice) -> RestrictForm {
    RestrictForm {
        people: vec![office.id("joanne")],
        named_staff: Some(office.id("kieran")),
        reason: "It names an officer".into(),
    }
}

/// Every page that a person reaches from these addresses by links.
async fn walk(browser: &mut Browser, from: &[&str]) -> Vec<Page> {
    let mut waiting: VecDeque<String> = from.iter().map(|path| (*path).to_owned()).collect();
    let mut known: BTreeSet<String> = waiting.iter().cloned().collect();
    let mut pages = Vec::new();
    while let Some(path) = waiting.pop_front().filter(|_| pages.len() < 250) {
        let page = browser.get(&path).await;
        for part in page.html.split("href=\"").skip(1) {
            let link = part.split('"').next().unwrap_or_default().replace("&amp;", "&").replace("&#38;", "&");
            let inside = link.starts_with('/') && !link.starts_with("/static") && !link.starts_with("/practice");
            if inside && known.insert(link.clone()) {
                waiting.push_back(link);
            }
        }
        pages.push(page);
    }
    pages
}

const SEEDS: &[&str] = &[
    "/today",
    "/today?scope=mine",
    "/cases?state=all",
    "/cases?state=all&sort=newest",
    "/cases?q=01632+960+417&state=all",
    "/cases?q=TB4+7QX&state=all",
    "/cases?q=shouted&state=all",
    "/cases?q=2026-0001",
    "/cases.csv?state=all",
    "/figures",
    "/figures/2026-11",
    "/figures/2026-11/cases?figure=received",
    "/figures/2026-11/cases?figure=received.complaint",
    "/customers/1",
    "/customers/2",
    "/notices",
    "/layouts",
    "/lessons",
    "/letters",
    "/log",
    "/settings/audit",
    "/settings/mail",
    "/help",
];

#[tokio::test]
async fn nothing_of_a_hidden_case_is_anywhere_for_anybody_else() {
    let office = office();
    let root = format!("/cases/{}", hidden(&office).reference);
    let other = Scene::logged(&office).reference.to_string();
    for name in ["priya", "helen", "rhys", "kieran", "stephen", "admin"] {
        let mut browser = Browser::signed_in(&office, name).await;
        let pages = walk(&mut browser, SEEDS).await;
        assert!(pages.len() > 10, "{name} reached {} pages", pages.len());
        for page in &pages {
            let shown = page.html.to_lowercase();
            assert!(!shown.contains(&SECRET.to_lowercase()), "{name} reads it on {}", page.path);
            assert!(!shown.contains(&format!("href=\"{root}")), "{name} finds a link to it on {}", page.path);
        }
        let sees_all = matches!(name, "priya" | "helen" | "rhys");
        assert_eq!(pages.iter().any(|page| page.html.contains(&other)), sees_all, "{name}: other cases are there");
    }
}

#[tokio::test]
async fn opening_it_says_whom_to_ask_and_a_case_that_is_not_there_is_not_found() {
    let office = office();
    let root = format!("/cases/{}", hidden(&office).reference);
    let mut priya = Browser::signed_in(&office, "priya").await;
    for tab in
        ["", "/response", "/letters", "/letters/1", "/documents", "/documents/1", "/history", "/close", "/restrict"]
    {
        let page = priya.get(&format!("{root}{tab}")).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{tab}");
        assert!(
            page.html.contains("You cannot see this case. It is limited to 3 people. Ask Joanne Whitlock."),
            "{tab}"
        );
    }
    for act in ["note", "acknowledge", "pass", "close", "restrict", "unrestrict", "sign-off", "send", "draft", "submit"]
    {
        let page = priya.post(&format!("{root}/{act}"), &[("text", "x"), ("reason", "x"), ("seen", "9")]).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{act}");
        assert!(!page.html.contains(SECRET), "{act}");
    }
    assert_eq!(priya.get("/cases/2026-9412").await.status, StatusCode::NOT_FOUND);
    let mut stephen = Browser::signed_in(&office, "stephen").await;
    let page = stephen.get(&root).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND, "to the Head of another service it is as it was: not there");
}

#[tokio::test]
async fn those_it_is_for_see_it_and_how_many_they_are() {
    let office = office();
    let root = format!("/cases/{}", hidden(&office).reference);
    for name in ["joanne", "dan", "marian"] {
        let mut browser = Browser::signed_in(&office, name).await;
        let page = browser.get(&root).await;
        assert!(page.html.contains("Only 3 people can see this"), "{name}: {}", page.status);
        let listed = browser.get("/cases?state=all").await;
        assert!(listed.html.contains(SECRET), "{name} finds it");
    }
}

#[tokio::test]
async fn it_is_hidden_and_shown_again_by_its_page() {
    let office = office();
    let root = format!("/cases/{}", Scene::logged(&office).reference);
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let page = joanne.get(&format!("{root}/restrict")).await;
    assert!(page.html.contains("Who may see it") && page.html.contains("Helen Hart"), "{}", page.html);
    let (me, helen) = (office.id("joanne").to_string(), office.id("helen").to_string());
    let rhys = office.id("rhys").to_string();

    let page = joanne.post(&format!("{root}/restrict"), &[("people", &rhys), ("reason", "It names an officer")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "nobody is left who keeps it moving");
    assert!(page.html.contains("Choose at least one Customer Champion"), "{}", page.html);
    assert!(page.html.contains("It names an officer"), "what was typed is kept");

    let fields = [("people", me.as_str()), ("people", &helen), ("reason", "It names an officer")];
    let page = joanne.post(&format!("{root}/restrict"), &fields).await;
    assert!(page.html.contains("Only 3 people can see this"), "with Marian, Head of its service: {}", page.html);
    assert!(page.html.contains("Change who can see it"));

    let page = joanne.post(&format!("{root}/unrestrict"), &[("reason", "The name was wrong")]).await;
    assert!(page.html.contains("Everybody who works on cases can see it again."), "{}", page.html);
    assert!(!page.html.contains("can see this</span>"));
    let mut priya = Browser::signed_in(&office, "priya").await;
    assert_eq!(priya.get(&root).await.status, StatusCode::OK);
}

#[tokio::test]
async fn whoever_hides_it_need_not_be_listed() {
    let office = office();
    let root = format!("/cases/{}", Scene::logged(&office).reference);
    let mut priya = Browser::signed_in(&office, "priya").await;
    let joanne = office.id("joanne").to_string();
    let page = priya.post(&format!("{root}/restrict"), &[("people", &joanne), ("reason", "It names me")]).await;
    assert_eq!((page.path.as_str(), page.status), ("/cases", StatusCode::OK));
    assert!(page.html.contains("Hidden from everybody else."), "{}", page.html);
    assert_eq!(priya.get(&root).await.status, StatusCode::FORBIDDEN);
}

#[test]
fn it_can_be_hidden_as_it_is_logged() {
    let office = office();
    let form = LogForm { restrict: Some(list(&office)), ..Scene::complaint(&office) };
    let now = Now::Acknowledge(Method::Post);
    let done = cases::log(&office.office, &office.who("priya"), &form, now, office.now()).expect("logged");
    assert!(done.case.restriction.is_some() && done.letters == [1], "acknowledged and hidden, in one transaction");
    let opened = cases::open(&office.office, &office.who("priya"), done.reference, office.now());
    assert!(matches!(opened, Err(app::Problem::Restricted { .. })));
    let nobody = LogForm { restrict: Some(RestrictForm::default()), ..Scene::complaint(&office) };
    cases::log(&office.office, &office.who("priya"), &nobody, Now::OnlySave, office.now()).expect_err("no reason");
    let count = office.office.read(|reading| Ok(reading.all_references()?.len())).expect("read");
    assert_eq!(count, 1, "nothing of it was kept");
}

#[test]
fn a_hidden_case_is_counted_and_whoever_it_names_is_not_reminded() {
    let office = office();
    hidden(&office);
    let wanted = app::figures::Wanted { range: "2026-11".parse().expect("a month"), service: None, as_at: None };
    let behind =
        app::figures::behind(&office.office, &office.who("helen"), &wanted, ("received", None), None, office.now())
            .expect("behind the number");
    assert_eq!((behind.count, behind.lines.len()), (1, 0), "counted, and not shown");

    let named_dan = RestrictForm { named_staff: Some(office.id("dan")), ..list(&office) };
    let on = "2026-0001".parse::<domain::Reference>().expect("a reference").into();
    cases::restrict(&office.office, &office.who("joanne"), on, &named_dan, office.now()).expect("hidden");
    office.clock.set("2026-11-23 09:00");
    app::reminders::remind(&office.office, office.now()).expect("reminded");
    let mail = office.office.read(|reading| Ok(reading.mail_of("2026-0001".parse().expect("a reference"))?));
    let to: Vec<String> = mail.expect("mail").into_iter().map(|mail| mail.to_name).collect();
    assert!(to.iter().any(|name| name == "Marian Teale"), "{to:?}");
    let reminders = to.iter().filter(|name| *name == "Dan Okafor").count();
    assert_eq!(reminders, 1, "only the message from before it named him: {to:?}");
}
