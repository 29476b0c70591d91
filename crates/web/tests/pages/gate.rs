//! The pages at the door: signing in and out, set-up, practice.
#![expect(clippy::expect_used, reason = "a test that cannot set its scene should stop there")]

use std::sync::{Arc, RwLock};

use crate::common::Browser;
use app::{Office, setup::SetupForm};
use axum::http::{StatusCode, header};
use testkit::{PASSWORD, TestOffice, office};
use web::Door;

const PRIYA: &str = "priya@thornbeck.example";

#[tokio::test]
async fn whoever_signs_in_comes_to_the_page_they_asked_for() {
    let office = office();
    let mut browser = Browser::at(&office);
    let asked = browser.get("/help/log").await;
    assert!(asked.path.starts_with("/sign-in?to=%2Fhelp%2Flog"), "nobody is signed in yet: {}", asked.path);
    assert!(asked.html.contains("name=\"to\" value=\"/help/log\""));
    let page = browser.post("/sign-in", &[("email", PRIYA), ("password", PASSWORD), ("to", "/help/log")]).await;
    assert_eq!((page.status, page.path.as_str()), (StatusCode::OK, "/help/log"));
}

#[tokio::test]
async fn an_address_elsewhere_is_not_followed() {
    let office = office();
    for elsewhere in ["//evil.example/", "https://evil.example/", "/\\evil.example", "/sign-out"] {
        let mut browser = Browser::at(&office);
        let page = browser
            .post("/sign-in", &[("email", "admin@thornbeck.example"), ("password", PASSWORD), ("to", elsewhere)])
            .await;
        assert_eq!(page.path, "/settings/people", "{elsewhere}: administrators land on the settings");
    }
}

#[tokio::test]
async fn a_wrong_password_says_so_and_then_how_long_to_wait() {
    let office = office();
    let mut browser = Browser::at(&office);
    for _ in 0..3 {
        let page = browser.post("/sign-in", &[("email", PRIYA), ("password", "not this one")]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.html.contains("The email address or the password is not right."), "{}", page.html);
        assert!(page.html.contains(PRIYA), "the address stays in its field");
        assert!(!page.html.contains("not this one"), "a password never comes back");
        assert!(page.html.contains("<title>Error: Sign in"), "the title says that something is wrong");
    }
    let page = browser.post("/sign-in", &[("email", PRIYA), ("password", PASSWORD)]).await;
    assert!(page.html.contains("Too many wrong passwords. Try again in 5 seconds."), "{}", page.html);
    office.clock.pass(6);
    let page = browser.post("/sign-in", &[("email", PRIYA), ("password", PASSWORD)]).await;
    assert_eq!(page.status, StatusCode::OK, "after the wait the right password is taken");
}

#[tokio::test]
async fn nobody_at_the_door_learns_who_is_known_here() {
    let office = office();
    let mut answers = Vec::new();
    for email in [PRIYA, "nobody@thornbeck.example", "not an address"] {
        let mut browser = Browser::at(&office);
        let mut said = Vec::new();
        for _ in 0..5 {
            let page = browser.post("/sign-in", &[("email", email), ("password", "not this one")]).await;
            said.push((page.status, page.html.replace(email, "someone")));
            office.clock.pass(1);
        }
        answers.push(said);
    }
    assert!(answers[0][3].1.contains("Too many wrong passwords."), "{}", answers[0][3].1);
    assert!(answers.iter().all(|said| *said == answers[0]), "the same words to all, try by try");
    let door = Browser::at(&office).get("/sign-in").await;
    assert!(door.html.contains("Ask your administrator for a new one."));
    assert!(!door.html.contains("Ada Min"), "a stranger reads no name of the staff");
}

#[tokio::test]
async fn an_administrator_ends_the_wait_with_a_new_password() {
    let office = office();
    let mut browser = Browser::at(&office);
    for _ in 0..4 {
        browser.post("/sign-in", &[("email", PRIYA), ("password", "not this one")]).await;
    }
    let form = app::people::PersonForm {
        name: "Priya Nair".into(),
        email: PRIYA.into(),
        role: "adviser".into(),
        password: "three other words".into(),
        active: true,
        ..Default::default()
    };
    let priya = Some(office.id("priya"));
    app::people::keep_person(&office.office, &office.who("admin"), priya, &form, None, &[1; 16], office.now())
        .expect("kept");
    let page = browser.post("/sign-in", &[("email", PRIYA), ("password", "three other words")]).await;
    assert_eq!((page.status, page.path.as_str()), (StatusCode::OK, "/today"));
}

#[tokio::test]
async fn a_session_that_idled_asks_to_sign_in_and_keeps_the_form() {
    let office = office();
    let mut priya = Browser::signed_in(&office, "priya").await;
    let reference = testkit::Scene::logged(&office).reference;
    office.clock.pass(17 * 60);
    assert_eq!(priya.get("/today").await.path, "/today", "two minutes of grace for a page that locks itself");
    let token = priya.token().await.expect("a token");
    office.clock.pass(19 * 60);
    let asked = priya.get("/cases").await;
    assert!(asked.path.starts_with("/sign-in?to=%2Fcases"), "{}", asked.path);

    let form = [("csrf", token.as_str()), ("title", "Bins"), ("reason", "It is about the bins")];
    let page = priya.post(&format!("/cases/{reference}/correct"), &form).await;
    assert!(page.path.starts_with("/sign-in?to="), "{}", page.path);
    assert!(page.html.contains("What you typed is kept. Sign in to go on."), "{}", page.html);
    let to = format!("/cases/{reference}/correct");
    let page = priya.post("/sign-in", &[("email", PRIYA), ("password", PASSWORD), ("to", &to)]).await;
    assert_eq!(page.path, to);
    assert!(page.html.contains("It is about the bins"), "the form is as it was typed: {}", page.html);
}

#[tokio::test]
async fn only_the_form_of_an_idle_session_itself_is_kept() {
    let office = office();
    let mut priya = Browser::signed_in(&office, "priya").await;
    let token = priya.token().await.expect("a token");
    office.clock.pass(19 * 60);
    let forged = [("csrf", "guessed"), ("text", "Forged")];
    let page = priya.post("/cases/2026-0001/note", &forged).await;
    assert!(page.html.contains("What you sent was not saved. Sign in and send it again."), "{}", page.html);
    let kept = || app::drafts::all(&office.office, &office.who("priya")).expect("read").len();
    assert_eq!(kept(), 0);
    let by_script = priya.send("PUT", "/drafts/log", "application/x-www-form-urlencoded", "story=x").await;
    assert_eq!(by_script.status, StatusCode::UNAUTHORIZED, "a script is told by the status");
    office.clock.pass(13 * 60 * 60);
    priya.post("/cases/2026-0001/note", &[("csrf", token.as_str()), ("text", "Much later")]).await;
    assert_eq!(kept(), 0, "a session that ended long ago keeps nothing");
}

#[tokio::test]
async fn signing_in_begins_a_new_session_and_ends_the_old_one() {
    let office = office();
    let mut browser = Browser::signed_in(&office, "priya").await;
    let first = browser.cookie("heard-session").expect("a session").to_owned();
    let page = browser.post("/sign-in", &[("email", PRIYA), ("password", PASSWORD)]).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_ne!(browser.cookie("heard-session"), Some(first.as_str()), "the token changes at each sign-in");
    let old = app::sessions::who(&office.office, &first, office.now()).expect("it can be read");
    assert!(old.is_none(), "the old token opens nothing any more");
}

#[tokio::test]
async fn signing_out_ends_the_session_and_says_why() {
    let office = office();
    for (fields, to, words) in [
        (&[][..], "/sign-in", "You are signed out."),
        (
            &[("idle", "1")][..],
            "/sign-in?to=%2Fhelp%2Flog",
            "You were signed out because nothing was typed for 15 minutes. What you typed is kept.",
        ),
    ] {
        let mut browser = Browser::signed_in(&office, "priya").await;
        let token = browser.cookie("heard-session").expect("a session").to_owned();
        let page = browser.post("/sign-out", &[&[("to", "/help/log")], fields].concat()).await;
        assert_eq!(page.path, to, "the next person does not land where the last one was");
        assert!(page.html.contains(words), "{}", page.html);
        assert!(app::sessions::who(&office.office, &token, office.now()).expect("it can be read").is_none());
        assert!(browser.get("/account").await.path.starts_with("/sign-in"), "the cookie is gone as well");
    }
}

#[tokio::test]
async fn forms_from_other_sites_are_refused_at_the_door() {
    let office = office();
    let router = web::router(crate::common::door(&office));
    for path in ["/sign-in", "/sign-out", "/setup/1", "/practice/enter", "/practice/leave"] {
        let request = axum::http::Request::post(path)
            .header(header::HOST, "heard.test")
            .header(header::ORIGIN, "https://evil.example")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(axum::body::Body::empty())
            .expect("a request");
        let answer = tower::ServiceExt::oneshot(router.clone(), request).await.expect("an answer");
        assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{path}");
    }
}

/// A door to an office that nobody has set up, and to a practice office, each in a folder.
fn fresh(folder: &std::path::Path, test: &TestOffice) -> Door {
    let own = Office::open(&folder.join("own")).expect("an office");
    let now = test.now();
    let practice = folder.join("practice");
    let make_practice = move || {
        let office = Office::open(&practice)?;
        let form = SetupForm {
            council: "Madeup Borough Council".into(),
            nation: "england-and-wales".into(),
            procedure: "making-experiences-count".into(),
            services: vec![app::setup::NewService {
                service: "Parks".into(),
                head: "Pat Park".into(),
                email: "pat@madeup.example".into(),
            }],
            name: "Sam Mayor".into(),
            email: "sam@madeup.example".into(),
            password: PASSWORD.into(),
            ..SetupForm::default()
        };
        app::setup::set_up(&office, &form, true, now, &mut || [7; 16])?;
        Ok(office)
    };
    Door {
        office: Arc::new(own),
        make_practice: Arc::new(make_practice),
        tasks: Arc::default(),
        practice: Arc::new(RwLock::new(None)),
        ..crate::common::door(test)
    }
}

const COUNCIL: [(&str, &str); 3] =
    [("council", "Thornbeck District Council"), ("initials", ""), ("nation", "scotland")];

#[tokio::test]
async fn set_up_asks_how_a_sentence_of_the_procedure_is_read() {
    let (folder, test) = (tempfile::tempdir().expect("a folder"), office());
    let mut browser = Browser::over(fresh(folder.path(), &test));
    let care = [&COUNCIL[..], &[("procedure", "customer-care-policy"), ("go", "next")]].concat();
    let page = browser.post("/setup/2", &care).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.html.contains("Two weeks: fourteen calendar days"), "both are offered: {}", page.html);
    let read = [&care[..], &[("reading-fourteen-days", "two-weeks")]].concat();
    let page = browser.post("/setup/2", &read).await;
    assert!(page.html.contains("Services and their Heads"), "{}", page.html);
    let carried = "name=\"reading-fourteen-days\" value=\"two-weeks\"";
    assert!(page.html.contains(carried), "the reading travels along: {}", page.html);
    let page = browser.post("/setup/3", &[&read[..], &[("service", "Waste")]].concat()).await;
    assert!(page.html.contains("Which is meant? Two weeks: fourteen calendar days."), "{}", page.html);
}

#[tokio::test]
async fn set_up_goes_step_by_step_and_forgets_nothing() {
    let (folder, test) = (tempfile::tempdir().expect("a folder"), office());
    let mut browser = Browser::over(fresh(folder.path(), &test));
    assert_eq!(browser.get("/today").await.path, "/setup", "everything leads to set-up first");
    let page = browser.post("/setup/1", &[("council", " "), ("go", "next")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.html.contains("Give the name of the council"));

    let page = browser.post("/setup/1", &[&COUNCIL[..], &[("go", "next")]].concat()).await;
    assert!(
        page.html.contains("A complaint received today, Monday 2 November 2026, must be acknowledged by"),
        "{}",
        page.html
    );
    let page = browser
        .post("/setup/2", &[&COUNCIL[..], &[("procedure", "making-experiences-count"), ("go", "next")]].concat())
        .await;
    assert!(page.html.contains("Services and their Heads"));

    let rows = [
        ("service", "Waste"),
        ("head", "Marian Teale"),
        ("head-email", "no address"),
        ("service", ""),
        ("head", ""),
        ("head-email", ""),
    ];
    let page = browser.post("/setup/3", &[&COUNCIL[..], &rows[..], &[("go", "next")]].concat()).await;
    assert!(page.html.contains("Give the Head’s email address"), "{}", page.html);
    assert!(page.html.contains("value=\"Marian Teale\""), "what was typed stays");
    let rows = [("service", "Waste"), ("head", "Marian Teale"), ("head-email", "marian@thornbeck.example")];
    let page = browser.post("/setup/3", &[&COUNCIL[..], &rows[..], &[("go", "back")]].concat()).await;
    assert!(page.html.contains("name=\"service\" value=\"Waste\""), "going back keeps the services");
    assert!(page.html.contains("value=\"Thornbeck District Council\""), "and the council");

    let you = [("name", "Ada Min"), ("email", "ada@thornbeck.example"), ("password", "short"), ("go", "next")];
    let page = browser.post("/setup/5", &[&COUNCIL[..], &rows[..], &you[..]].concat()).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.html.contains("Choose a password of at least 10 characters") && page.html.contains("value=\"Ada Min\"")
    );

    let you = [("name", "Ada Min"), ("email", "ada@thornbeck.example"), ("password", PASSWORD), ("go", "next")];
    let page = browser.post("/setup/5", &[&COUNCIL[..], &rows[..], &you[..]].concat()).await;
    assert_eq!((page.status, page.path.as_str()), (StatusCode::OK, "/settings/people"), "{}", page.html);
    assert!(page.html.contains("Heard is set up.") && page.html.contains("Marian Teale"));
    assert_eq!(browser.get("/setup").await.path, "/settings/people", "set-up is over");
}

#[tokio::test]
async fn a_backup_is_made_and_listed() {
    let (folder, test) = (tempfile::tempdir().expect("a folder"), office());
    let mut browser = Browser::over(fresh(folder.path(), &test));
    let rest = [
        ("service", "Waste"),
        ("name", "Ada Min"),
        ("email", "ada@thornbeck.example"),
        ("password", PASSWORD),
        ("go", "next"),
    ];
    browser.post("/setup/5", &[&COUNCIL[..], &rest[..]].concat()).await;
    let page = browser.get("/settings/backups").await;
    assert!(page.html.contains("No backups yet"), "{}", page.html);
    let page = browser.post("/settings/backups", &[]).await;
    assert!(page.html.contains("Backed up as heard-2026-11-02-100000.db."), "{}", page.html);
    assert!(folder.path().join("own/backups/heard-2026-11-02-100000.db").is_file());
    assert!(page.html.contains("Mon 2 Nov 2026, 10:00") && !page.html.contains("No backups yet"), "{}", page.html);
    let page = browser.get("/settings/audit").await;
    assert!(page.html.contains("Made the backup heard-2026-11-02-100000.db"), "{}", page.html);
}

#[tokio::test]
async fn practice_is_entered_played_and_left_without_a_password() {
    let (folder, test) = (tempfile::tempdir().expect("a folder"), office());
    let mut browser = Browser::over(Door { office: test.office.clone(), ..fresh(folder.path(), &test) });
    let refused = browser.post("/practice/be", &[("person", "1")]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "nobody is somebody else among the real cases");
    let page = browser.post("/practice/enter", &[]).await;
    assert_eq!(page.path, "/practice");
    assert!(
        page.html.contains("Be Sam Mayor") && page.html.contains("Practice. Nothing here is real."),
        "{}",
        page.html
    );
    let page = browser.post("/practice/be", &[("person", "1")]).await;
    assert_eq!(page.path, "/settings/people");
    assert!(page.html.contains("Madeup Borough Council") && page.html.contains("Practice. Nothing here is real."));
    browser.post("/practice/be", &[("person", "2")]).await;
    let file = browser.get("/figures/2026-10.csv").await;
    assert!(file.html.contains("Practice,") && file.html.contains("\"Made up, not real\","), "{}", file.html);
    let file = browser.get("/cases.csv").await;
    assert!(file.html.contains("Practice,Reference"), "{}", file.html);
    let page = browser.post("/practice/leave", &[]).await;
    assert_eq!(page.path, "/sign-in");
    assert!(!page.html.contains("Practice. Nothing here is real.") && browser.cookie("heard-practice").is_none());
}
