//! A case that is hidden from most staff: nothing of it is on any page, list or file that somebody
//! else can reach, and nobody it names can do anything to it.

use std::collections::{BTreeSet, VecDeque};

use crate::common::{Browser, Page};
use app::cases::{self, LogForm, Now, RestrictForm};
use axum::http::StatusCode;
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
    for tab in [
        "",
        "/response",
        "/letters",
        "/letters/1",
        "/letters/1/pdf",
        "/letters/1/word",
        "/documents",
        "/documents/1",
        "/history",
        "/close",
        "/restrict",
    ] {
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

/// A complaint that names Kieran, as the desk sends it.
fn naming<'a>(office: &TestOffice, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, String)> {
    let fields = [
        ("kind", "complaint"),
        ("channel", "phone"),
        ("received", "2/11/2026"),
        ("story", "Zyxwold: Mr Doyle shouted at her."),
        ("service", "not-sure"),
        ("name", "Mrs Ivy Zyxwold"),
        ("address", "3 Low Lane"),
        ("postcode", "TB4 7QX"),
        ("act", "print"),
        ("names_staff", "yes"),
        ("staff_named", "Mr Doyle"),
    ];
    let named = ("named", office.id("kieran").to_string());
    let all = fields.iter().chain(more).map(|(name, value)| (*name, (*value).to_owned()));
    all.chain([named]).collect()
}

fn sent<'a>(fields: &'a [(&'a str, String)]) -> Vec<(&'a str, &'a str)> {
    fields.iter().map(|(name, value)| (*name, value.as_str())).collect()
}

#[tokio::test]
async fn the_desk_hides_it_as_it_is_logged_from_whoever_it_names() {
    let office = office();
    let mut priya = Browser::signed_in(&office, "priya").await;
    let form = priya.get("/log").await.html;
    for name in ["priya", "joanne", "helen"] {
        let ticked =
            format!("value=\"{}\" checked><label class=\"govuk-label govuk-checkboxes__label\"", office.id(name));
        assert!(form.contains(&ticked), "{name} is ticked at first");
    }
    let (me, joanne) = (office.id("priya").to_string(), office.id("joanne").to_string());
    let both = [("restrict", "yes"), ("people", me.as_str()), ("people", joanne.as_str())];

    let page = priya.post("/log", &sent(&naming(&office, &[]))).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.html.contains("Hide it from most staff, or choose nobody"), "{}", page.html);
    let alone = [("restrict", "yes"), ("people", me.as_str())];
    let page = priya.post("/log", &sent(&naming(&office, &alone))).await;
    assert!(page.html.contains("Choose at least one Customer Champion"), "{}", page.html);

    let page = priya.post("/log", &sent(&naming(&office, &both))).await;
    assert!(page.path.ends_with("/letters/1?print=now"), "the acknowledgement can be printed: {}", page.path);
    let page = priya.get("/cases/2026-0001").await;
    assert!(page.html.contains("Only 2 people can see this"), "{}", page.html);
    assert!(page.html.contains("Kieran Doyle. The customer says: Mr Doyle"), "{}", page.html);
    let mut helen = Browser::signed_in(&office, "helen").await;
    assert_eq!(helen.get("/cases/2026-0001").await.status, StatusCode::FORBIDDEN);
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let page = joanne.get("/cases/2026-0001/restrict").await;
    assert!(page.html.contains("The customer names: Mr Doyle."), "{}", page.html);
    let kieran = office.who("kieran");
    let given = cases::nominate(&office.office, &office.who("marian"), of(1), kieran.id(), office.now());
    assert!(given.is_err(), "nobody is given a complaint about themselves");
}

#[tokio::test]
async fn whoever_hides_it_from_themselves_is_told_who_goes_on() {
    let office = office();
    let mut priya = Browser::signed_in(&office, "priya").await;
    let joanne = office.id("joanne").to_string();
    let others = [("restrict", "yes"), ("people", joanne.as_str())];
    let page = priya.post("/log", &sent(&naming(&office, &others))).await;
    assert_eq!(page.path, "/today");
    assert!(page.html.contains("Saved as 2026-0001, and hidden from you. A Customer Champion"), "{}", page.html);
}

/// The case with this number, as it is now.
fn of(number: u32) -> cases::On {
    domain::Reference { year: 2026, number }.into()
}

#[tokio::test]
async fn an_investigator_or_another_head_may_be_listed_and_finds_it() {
    let office = office();
    let case = hidden(&office).reference;
    let listed = RestrictForm {
        people: vec![office.id("joanne"), office.id("stephen"), office.id("kieran")],
        named_staff: Some(office.id("priya")),
        ..list(&office)
    };
    cases::restrict(&office.office, &office.who("joanne"), case.into(), &listed, office.now()).expect("hidden");
    for name in ["stephen", "kieran"] {
        let mut browser = Browser::signed_in(&office, name).await;
        for list in ["/cases?state=all", "/cases?state=open&sort=due", "/cases?q=shouted&state=all", "/today"] {
            assert!(browser.get(list).await.html.contains(SECRET), "{name} finds it with {list}");
        }
        assert_eq!(browser.get(&format!("/cases/{case}")).await.status, StatusCode::OK, "{name} reads it");
        let page = browser.post(&format!("/cases/{case}/note"), &[("text", "Seen")]).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{name} reads it and no more");
    }
    cases::unrestrict(&office.office, &office.who("joanne"), case.into(), "All may", office.now()).expect("shown");
    let mut kieran = Browser::signed_in(&office, "kieran").await;
    assert!(!kieran.get("/cases?state=all").await.html.contains(SECRET), "the list ended with the hiding");
}

#[tokio::test]
async fn a_link_to_a_hidden_case_is_not_there_for_others() {
    let office = office();
    let (secret, open) = (hidden(&office).reference, Scene::logged(&office).reference);
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let link = [("other", secret.to_string()), ("how", "related".to_owned())];
    let link = link.each_ref().map(|(name, value)| (*name, value.as_str()));
    let page = joanne.post(&format!("/cases/{open}/link"), &link).await;
    assert!(page.html.contains(&format!("Related to {secret}. Both cases show it.")), "{}", page.html);
    assert!(page.html.contains("Linked cases") && page.html.contains(SECRET), "{}", page.html);
    let page = joanne.get(&format!("/cases/{secret}")).await;
    assert!(
        page.html.contains(&format!("Related to <a class=\"govuk-link\" href=\"/cases/{open}\">")),
        "{}",
        page.html
    );

    let mut priya = Browser::signed_in(&office, "priya").await;
    for tab in ["", "/history", "/unlink"] {
        let page = priya.get(&format!("/cases/{open}{tab}")).await;
        assert_eq!(page.status, StatusCode::OK);
        let form = tab == "/unlink";
        for told in
            [SECRET, &secret.to_string(), "Linked cases"].into_iter().filter(|told| !form || *told != "Linked cases")
        {
            assert!(!page.html.contains(told), "“{told}” is told on {tab}: {}", page.html);
        }
    }
    let counts = |html: &str| html.split("History").nth(1).map(|rest| rest[..60].to_owned());
    let before = counts(&priya.get(&format!("/cases/{open}")).await.html);
    assert_ne!(counts(&joanne.get(&format!("/cases/{open}")).await.html), before, "nor that there is one more event");
    for act in ["link", "unlink"] {
        let page = priya.post(&format!("/cases/{open}/{act}"), &link).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{act}");
        assert!(page.html.contains("We could not find this case. Check the number"), "{act}: {}", page.html);
    }
    let page = joanne.post(&format!("/cases/{open}/unlink"), &link).await;
    assert!(page.html.contains(&format!("The link to {secret} is taken away.")), "{}", page.html);
    assert!(!joanne.get(&format!("/cases/{secret}")).await.html.contains("Linked cases"), "on both sides");
}

#[test]
fn what_is_split_off_a_hidden_case_is_hidden_from_the_same_people() {
    let office = office();
    let points = vec!["He shouted".to_owned(), "The bin was left".to_owned()];
    let form = LogForm { restrict: Some(list(&office)), points, ..Scene::complaint(&office) };
    let joanne = office.who("joanne");
    let old = cases::log(&office.office, &joanne, &form, Now::OnlySave, office.now()).expect("logged");
    let split = cases::SplitForm { point: Some(1), service: Some(office.housing), received: None };
    let new = cases::split(&office.office, &joanne, old.reference.into(), &split, office.now()).expect("split off");
    assert_eq!(new.case.restriction.map(|kept| kept.people), old.case.restriction.map(|kept| kept.people));
    assert_eq!(new.case.named_staff, old.case.named_staff);
    let opened = cases::open(&office.office, &office.who("priya"), new.reference, office.now());
    assert!(matches!(opened, Err(app::Problem::Restricted { .. })));
}
