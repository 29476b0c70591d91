//! Settings, letters, lessons, help and one's account.
#![expect(clippy::expect_used, reason = "a test that cannot set its scene should stop there")]

use crate::common::{Browser, Page, says, says_not};
use app::cases::LogForm;
use axum::http::StatusCode;
use testkit::{PASSWORD, Scene, office};

const SECTIONS: [&str; 10] =
    ["council", "people", "services", "deadlines", "calendar", "reminders", "mail", "backups", "audit", "about"];

#[tokio::test]
async fn settings_open_for_those_who_may_and_change_for_administrators() {
    let office = office();
    let mut admin = Browser::signed_in(&office, "admin").await;
    let mut helen = Browser::signed_in(&office, "helen").await;
    let mut priya = Browser::signed_in(&office, "priya").await;
    for section in SECTIONS {
        let path = format!("/settings/{section}");
        assert_eq!(admin.get(&path).await.status, StatusCode::OK, "{section} for an administrator");
        let page = helen.get(&path).await;
        assert_eq!(page.status, StatusCode::OK, "{section} for the Head of Customer Services");
        assert!(!page.html.contains("method=\"post\" action=\"/settings/"), "{section}: she reads and changes nothing");
        assert_eq!(priya.get(&path).await.status, StatusCode::FORBIDDEN, "{section} is not for the front desk");
    }
    for (path, fields) in [
        (
            "/settings/people/new",
            &[("name", "X"), ("email", "x@thornbeck.example"), ("role", "administrator"), ("password", PASSWORD)][..],
        ),
        ("/settings/services/new", &[("name", "X")]),
        ("/settings/council", &[("name", "X"), ("initials", "X"), ("colour", "#000000"), ("idle_minutes", "15")]),
        (
            "/settings/calendar/change",
            &[("do", "add"), ("date", "9/11/2026"), ("name", "X"), ("kind", "closure"), ("seen", "0")],
        ),
        (
            "/settings/mail",
            &[("host", "x.example"), ("port", "25"), ("security", "none"), ("from_address", "a@x.example")],
        ),
        ("/settings/mail/test", &[("to", "a@x.example")]),
        ("/settings/backups", &[]),
    ] {
        let page = helen.post(path, fields).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{path}: refused by the use-case, not only hidden");
    }
}

#[tokio::test]
async fn a_person_is_added_changed_and_noted() {
    let office = office();
    let mut admin = Browser::signed_in(&office, "admin").await;
    let page = admin
        .post("/settings/people/new", &[("name", "Nia Bell"), ("email", "nia"), ("role", ""), ("password", "short")])
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in [
        "Give an email address",
        "Choose a role",
        "at least 10 characters",
        "value=\"Nia Bell\"",
        "<title>Error: People",
    ] {
        assert!(page.html.contains(words), "{words}: {}", page.html);
    }
    let fields = [
        ("name", "Nia Bell"),
        ("email", "nia@thornbeck.example"),
        ("role", "adviser"),
        ("password", PASSWORD),
        ("active", "yes"),
    ];
    let page = admin.post("/settings/people/new", &fields).await;
    assert_eq!(page.path, "/settings/people");
    assert!(page.html.contains("Nia Bell was added."));
    assert_eq!(Browser::signed_in(&office, "nia").await.get("/account").await.status, StatusCode::OK);
    let page = admin.get("/settings/audit").await;
    assert!(page.html.contains("Added or changed Nia Bell, Front desk"), "{}", page.html);
    let me = office.id("admin").to_string();
    let changed =
        [("name", "Ada Mine"), ("email", "admin@thornbeck.example"), ("role", "administrator"), ("active", "yes")];
    let page = admin.post(&format!("/settings/people/{me}"), &changed).await;
    assert!(
        page.html.contains("Ada Mine was changed."),
        "an administrator who changes themselves goes on working: {}",
        page.path
    );
    let page = admin.get("/settings/people/999").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
}

/// The fingerprint of the moves that a page shows.
fn shown(page: &Page) -> String {
    let (_, after) = page.html.split_once("name=\"seen\" value=\"").expect("it says what it shows");
    after.split_once('"').expect("a value").0.to_owned()
}

#[tokio::test]
async fn a_day_off_moves_the_dates_of_open_cases() {
    let office = office();
    let scene = Scene::logged(&office);
    let mut admin = Browser::signed_in(&office, "admin").await;
    let asked = |date: &str| format!("/settings/calendar/change?do=add&date={date}&name=Training+day&kind=closure");
    for (date, words) in
        [("", "Give the date"), ("next+week", "Give the date like 3/12/2026"), ("7/11/2026", "This is a weekend")]
    {
        let page = admin.get(&asked(date)).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{date:?}");
        assert!(page.html.contains(words) && page.html.contains("value=\"Training day\""), "{date:?}");
    }
    let due = || {
        office.office.read(|reading| Ok(reading.row(scene.reference)?)).expect("a row").and_then(|row| row.respond_due)
    };
    let before = due();
    let page = admin.get(&asked("9/11/2026")).await;
    for words in ["1 case gets a later date.", "Mon 23 Nov", "Tue 24 Nov", &scene.reference.to_string()] {
        assert!(page.html.contains(words), "{words} in {}", page.html);
    }
    assert_eq!(due(), before, "looking changes nothing");
    let add = [("do", "add"), ("date", "2026-11-09"), ("name", "Training day"), ("kind", "closure")];
    fn with<'a>(add: &[(&'a str, &'a str)], seen: &'a str) -> Vec<(&'a str, &'a str)> {
        [add, &[("seen", seen)]].concat()
    }
    let page = admin.post("/settings/calendar/change", &with(&add, "7")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.html.contains("Other dates move by now."), "{}", page.html);
    let page = admin.post("/settings/calendar/change", &with(&add, &shown(&page))).await;
    assert!(page.html.contains("1 open case got another date."), "{}", page.html);
    assert!(page.html.contains("Training day was added on Monday 9 November 2026."), "{}", page.html);
    assert!(due() > before, "one day less counts");
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let history = joanne.get(&format!("/cases/{}/history", scene.reference)).await;
    assert!(
        history.html.contains("Training day, Mon 9 Nov, was added to the days that do not count."),
        "{}",
        history.html
    );
    let page = admin.get(&asked("9/11/2026").replace("do=add", "do=remove")).await;
    let seen = shown(&page);
    let mut remove = with(&add, &seen);
    remove[0] = ("do", "remove");
    let page = admin.post("/settings/calendar/change", &remove).await;
    assert!(page.html.contains("Done: Remove Training day"), "{}", page.html);
    assert_eq!(due(), before);
    let page = admin.get("/settings/calendar/change?do=nation&nation=scotland").await;
    assert!(page.html.contains("No open case gets another date."), "{}", page.html);
    let nation = [("do", "nation"), ("nation", "scotland"), ("seen", &shown(&page))];
    let page = admin.post("/settings/calendar/change", &nation).await;
    assert!(page.html.contains("St Andrew"), "{}", page.html);
}

#[tokio::test]
async fn a_holiday_announced_late_is_named_where_it_is_left_out() {
    let office = office();
    office.clock.set("2026-06-08 10:00");
    let scene = Scene::logged(&office);
    let mut admin = Browser::signed_in(&office, "admin").await;
    let page = admin.get("/settings/calendar/change?do=nation&nation=scotland").await;
    assert!(page.html.contains("Mon 29 Jun") && page.html.contains("Tue 30 Jun"), "{}", page.html);
    let nation = [("do", "nation"), ("nation", "scotland"), ("seen", &shown(&page))];
    admin.post("/settings/calendar/change", &nation).await;
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let page = joanne.get(&format!("/cases/{}", scene.reference)).await;
    assert!(page.html.contains("World Cup bank holiday"), "{}", page.html);
}

#[tokio::test]
async fn a_hidden_case_is_counted_and_not_named() {
    let office = office();
    let scene = Scene::logged(&office);
    let people = vec![office.id("helen")];
    let form = app::cases::RestrictForm { people, reason: "It names somebody.".into(), ..Default::default() };
    app::cases::restrict(&office.office, &office.who("helen"), scene.reference.into(), &form, office.now())
        .expect("it is hidden");
    let mut admin = Browser::signed_in(&office, "admin").await;
    let page = admin.get("/settings/calendar/change?do=add&date=9/11/2026&name=Move&kind=closure").await;
    assert!(page.html.contains("1 of them is hidden"), "{}", page.html);
    assert!(!page.html.contains(&scene.reference.to_string()), "{}", page.html);
}

#[tokio::test]
async fn any_date_can_be_tried() {
    let office = office();
    let mut admin = Browser::signed_in(&office, "admin").await;
    let page = admin.get("/settings/deadlines?received=14%2F12%2F2026").await;
    for words in [
        "Received Monday 14 December 2026",
        "Acknowledge by <b>Wed 16 Dec</b>",
        "Respond by <b>Thu 7 Jan 2027</b>",
        "<small>day 15</small>",
        "Christmas Day",
    ] {
        assert!(page.html.contains(words), "{words}: {}", page.html);
    }
    let page = admin.get("/settings/deadlines?received=soon").await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.html.contains("value=\"soon\"") && page.html.contains("Give the date like 3/12/2026"));
}

#[tokio::test]
async fn the_mail_server_is_kept_without_its_password_and_tested() {
    let office = office();
    office.keep_mail_server(&app::settings::MailServer::default());
    let mut admin = Browser::signed_in(&office, "admin").await;
    let page = admin.post("/settings/mail/test", &[("to", "ada@thornbeck.example")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.html.contains("Mail is not set up yet"), "{}", page.html);
    let server = [
        ("host", "smtp.thornbeck.example"),
        ("port", "465"),
        ("security", "starttls"),
        ("username", "heard"),
        ("password", "swordfish"),
        ("from_name", "Thornbeck"),
        ("from_address", "feedback@thornbeck.example"),
        ("root_certificate", ""),
    ];
    let page = admin.post("/settings/mail", &server).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.html.contains("Port 465 is encrypted from the start") && !page.html.contains("swordfish"),
        "{}",
        page.html
    );
    let right = server.map(|(name, value)| if name == "port" { (name, "587") } else { (name, value) });
    let page = admin.post("/settings/mail", &right).await;
    assert!(page.html.contains("Saved. Send a test message") && !page.html.contains("swordfish"), "{}", page.html);
    let kept =
        office.office.read(|reading| Ok(reading.setting("mail-server")?)).expect("it can be read").expect("a setting");
    assert!(
        kept.contains("smtp.thornbeck.example") && !kept.contains("swordfish"),
        "the password is not in the records: {kept}"
    );
}

#[tokio::test]
async fn a_keyring_that_does_not_open_is_said_beside_the_password() {
    let office = office();
    let door = web::Door {
        keep_password: std::sync::Arc::new(|_| Err("The password store is locked.".into())),
        ..crate::common::door(&office)
    };
    let mut admin = Browser::over(door);
    admin.post("/sign-in", &[("email", "admin@thornbeck.example"), ("password", PASSWORD)]).await;
    let fields = [
        ("host", "smtp.x.example"),
        ("port", "587"),
        ("security", "starttls"),
        ("username", "u"),
        ("password", "p"),
        ("from_name", "T"),
        ("from_address", "t@x.example"),
    ];
    let page = admin.post("/settings/mail", &fields).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.html.contains("The other settings are saved. The password store is locked."), "{}", page.html);
}

#[tokio::test]
async fn a_letter_is_checked_previewed_saved_and_taken_back() {
    let office = office();
    let scene = Scene::logged(&office);
    let mut helen = Browser::signed_in(&office, "helen").await;
    let page = helen
        .post("/letters/thanks", &[("subject", "Hello"), ("body", "Dear {custmer name}\n{reference}"), ("act", "save")])
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.html.contains("Line 1: {custmer name} is not a field; did you mean {customer name}?"),
        "{}",
        page.html
    );
    assert!(
        page.html.contains("Dear {custmer name}") && page.html.contains("[custmer name?]"),
        "typed words stay, the preview shows what is wrong"
    );
    let page =
        helen.post("/letters/thanks", &[("subject", "Hello {x}"), ("body", "{reference}"), ("act", "save")]).await;
    assert!(page.html.contains("Subject: {x} is not a field"), "{}", page.html);
    let typed = form_urlencoded::Serializer::new(String::new())
        .extend_pairs([("subject", "Half a"), ("body", "thought")])
        .finish();
    helen.send("PUT", "/drafts/letters/thanks", "application/x-www-form-urlencoded", typed).await;
    let page = helen.get("/letters/thanks").await;
    assert!(page.html.contains("value=\"Half a\"") && page.html.contains("and did not save it"), "{}", page.html);
    let case = scene.reference.to_string();
    let words = [
        ("subject", "About {reference}"),
        ("body", "Dear {customer name}\n\n**{title}**\n\n{reference}"),
        ("case", case.as_str()),
    ];
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(words).finish();
    let part = helen.send("POST", "/letters/thanks/preview", "application/x-www-form-urlencoded", body).await;
    assert!(
        part.html.contains("Mrs Eileen Fairclough") && part.html.contains(&format!("About {case}")),
        "{}",
        part.html
    );
    assert!(part.html.contains("id=\"preview\"") && !part.html.contains("<html"), "only the live part comes back");
    let page = helen.post("/letters/thanks", &[&words[..], &[("act", "save")]].concat()).await;
    assert!(page.html.contains("Saved as version 1.") && page.html.contains("/letters/thanks/undo"), "{}", page.html);
    assert!(
        !helen.get("/letters/thanks").await.html.contains("did not save it"),
        "what was saved is no draft any more"
    );
    let page = helen.get("/letters/thanks/versions?version=0").await;
    assert!(page.html.contains("The words that came with Heard") && page.html.contains("<del>"), "{}", page.html);
    let page = helen.post("/letters/thanks/versions", &[("version", "0")]).await;
    assert!(page.html.contains("are in use again, as version 2."), "{}", page.html);
    let page = helen.get("/letters/thanks/versions").await;
    assert!(page.html.contains("Version 1, ") && page.html.contains("<ins>About"), "to be read: {}", page.html);
    let page = helen.post("/letters/thanks/versions", &[("version", "1")]).await;
    assert!(page.html.contains("The words of version 1 are in use again, as version 3."), "{}", page.html);
    assert!(helen.get("/letters/thanks").await.html.contains("value=\"About {reference}\""));
    let page = helen.post("/letters/thanks/undo", &[]).await;
    assert!(page.html.contains("What was there before is back."), "{}", page.html);
    assert!(!helen.get("/letters/thanks").await.html.contains("value=\"About {reference}\""));
    let page = helen.get("/letters/thanks/versions?version=9").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert_eq!(helen.get("/letters/thanks/print").await.status, StatusCode::OK);
    assert_eq!(helen.get("/letters/nonsense").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn letters_are_read_by_champions_and_previewed_only_with_cases_one_may_see() {
    let office = office();
    let scene = Scene::logged(&office);
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let page = joanne.get("/letters/acknowledgement").await;
    assert!(page.status == StatusCode::OK && !page.html.contains("value=\"save\""), "she reads them");
    assert_eq!(
        joanne.post("/letters/thanks", &[("subject", "x"), ("body", "{reference}"), ("act", "save")]).await.status,
        StatusCode::FORBIDDEN
    );
    let mut admin = Browser::signed_in(&office, "admin").await;
    let page = admin.get(&format!("/letters/acknowledgement?case={}", scene.reference)).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND, "an administrator sees no cases, not even through a letter");
    assert!(!page.html.contains("14 Rudd Lane"));
    let mut dan = Browser::signed_in(&office, "dan").await;
    assert_eq!(dan.get("/letters/acknowledgement").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_lesson_is_listed_for_the_time_its_case_was_closed() {
    let office = office();
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let page = joanne.get("/lessons").await;
    assert!(page.html.contains("No case closed in this time taught anything"), "{}", page.html);
    let scene = Scene::logged(&office);
    scene.acknowledge().expect("acknowledged");
    scene.given_to_dan();
    scene.submitted();
    let handed = domain::letter::Method::Handed;
    app::cases::sign_off_and_send(
        &office.office,
        &office.who("marian"),
        scene.reference.into(),
        "",
        "",
        handed,
        office.now(),
    )
    .expect("sent");
    office.clock.pass(120);
    app::cases::learn(
        &office.office,
        &office.who("joanne"),
        scene.reference.into(),
        true,
        "Changed rounds are checked against the list.",
        office.now(),
    )
    .expect("learned");
    app::cases::close(
        &office.office,
        &office.who("joanne"),
        scene.reference.into(),
        domain::feedback::Ending::Answered,
        "",
        office.now(),
    )
    .expect("closed");
    let page = joanne.get("/lessons?period=2026-11").await;
    assert!(page.html.contains("Changed rounds are checked against the list."), "{}", page.html);
    let page = joanne.get("/lessons?period=2026-10").await;
    assert!(!page.html.contains("Changed rounds"), "not in another month");
    let mut stephen = Browser::signed_in(&office, "stephen").await;
    let page = stephen.get("/lessons?period=2026-11").await;
    assert!(!page.html.contains("Changed rounds"), "a Head sees the lessons of their own services");
    let mut priya = Browser::signed_in(&office, "priya").await;
    assert_eq!(priya.get("/lessons").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn every_help_topic_opens() {
    let office = office();
    let mut priya = Browser::signed_in(&office, "priya").await;
    let index = priya.get("/help").await;
    let topics: Vec<&str> =
        index.html.split("href=\"/help/").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(topics.len() > 20, "{topics:?}");
    for topic in topics {
        assert_eq!(priya.get(&format!("/help/{topic}")).await.status, StatusCode::OK, "{topic}");
    }
    assert_eq!(priya.get("/help/nonsense").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn ones_own_password_and_looks_are_changed() {
    let office = office();
    let mut elsewhere = Browser::signed_in(&office, "priya").await;
    let mut priya = Browser::signed_in(&office, "priya").await;
    let page = priya.post("/account/password", &[("old", "wrong"), ("new", "four quite long words")]).await;
    assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.html.contains("This is not your password now"));
    let page = priya.post("/account/password", &[("old", PASSWORD), ("new", "four quite long words")]).await;
    assert!(page.html.contains("Your password is changed."), "this session goes on: {}", page.path);
    assert!(elsewhere.get("/account").await.path.starts_with("/sign-in"), "every other one is over");
    let page = priya.post("/account/look", &[("theme", "dark"), ("text_size", "larger")]).await;
    assert!(page.html.contains("data-theme=\"dark\"") && page.html.contains("data-text=\"larger\""), "{}", page.html);
    let mut again = Browser::at(&office);
    let page =
        again.post("/sign-in", &[("email", "priya@thornbeck.example"), ("password", "four quite long words")]).await;
    assert_eq!(page.status, StatusCode::OK, "the new password is kept and the beginning of a session does not undo it");
}

#[tokio::test]
async fn a_procedure_is_adopted_after_its_changes_were_seen() {
    let office = office();
    let scene = Scene::logged(&office);
    let mut admin = Browser::signed_in(&office, "admin").await;
    let page = admin.get("/settings/deadlines").await;
    assert!(page.html.contains("See what changes"), "{}", page.html);
    let page = admin.get("/settings/deadlines/adopt?procedure=lgsco-code-2024").await;
    for words in [
        "It takes the place of Making Experiences Count, version 1. New cases begin under it at once.",
        "Respond: 15 working days from the day we received it, met by the full response.",
        "Respond: 10 working days from the day we acknowledged it, met by the full response.",
        "<b>Then:</b> A complaint received today",
    ] {
        assert!(page.html.contains(words), "{words}: {}", page.html);
    }
    let mut helen = Browser::signed_in(&office, "helen").await;
    let adopt = [("procedure", "lgsco-code-2024"), ("version", "1")];
    assert_eq!(helen.post("/settings/deadlines/adopt", &adopt).await.status, StatusCode::FORBIDDEN);
    let page = admin.post("/settings/deadlines/adopt", &adopt).await;
    assert!(page.html.contains("The procedure is adopted."), "{}", page.html);
    let under = |reference| {
        let row = office.office.read(|reading| Ok(reading.row(reference)?)).expect("a row").expect("the case");
        (row.procedure, row.procedure_version)
    };
    assert_eq!(under(scene.reference), ("making-experiences-count".into(), 1), "it keeps what it began under");
    let today = domain::london::date_of(office.now());
    let book = office.office.rules_for(today, today).expect("rules for a case of today");
    assert_eq!((book.procedure().id.as_str(), book.procedure().version), ("lgsco-code-2024", 1));
    let page = admin.get("/settings/audit").await;
    let noted = "version 1, instead of making-experiences-count, version 1";
    assert!(page.html.contains(noted), "{}", page.html);
    let page = admin.post("/settings/deadlines/adopt", &adopt).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "it is adopted already");
}

#[tokio::test]
async fn a_reading_is_chosen_before_a_procedure_is_adopted() {
    let office = office();
    let mut admin = Browser::signed_in(&office, "admin").await;
    let page = admin.get("/settings/deadlines/adopt?procedure=customer-care-policy").await;
    for words in ["Which is meant?", "Fourteen working days: nearly three weeks", "Two weeks: fourteen calendar days"] {
        assert!(page.html.contains(words), "{words}: {}", page.html);
    }
    let adopt = [("procedure", "customer-care-policy"), ("version", "1")];
    let page = admin.post("/settings/deadlines/adopt", &adopt).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.html.contains("<a href=\"#reading-fourteen-days\">Choose how this sentence is read</a>"),
        "{}",
        page.html
    );
    let chosen = [&adopt[..], &[("reading-fourteen-days", "two-weeks")]].concat();
    let page = admin.post("/settings/deadlines/adopt", &chosen).await;
    assert!(page.html.contains("The procedure is adopted."), "{}", page.html);
    let page = admin.get("/procedures/customer-care-policy").await;
    assert!(page.html.contains("Here it is read as: Two weeks: fourteen calendar days."), "{}", page.html);
    let page = admin.get("/settings/audit").await;
    assert!(page.html.contains("read as: Two weeks: fourteen calendar days"), "{}", page.html);
    let asked = "kind=service-request&received=2+November+2026";
    let tried = "/procedures/customer-care-policy/try";
    let page = admin.get(&format!("{tried}?{asked}")).await;
    assert!(page.html.contains("Due Mon 16 Nov"), "as it was adopted: {}", page.html);
    let page = admin.get(&format!("{tried}?{asked}&reading-fourteen-days=working-days")).await;
    assert!(page.html.contains("Due Fri 20 Nov"), "as was asked: {}", page.html);
}

#[tokio::test]
async fn a_code_beside_the_own_procedure_is_told_for_itself() {
    let office = office();
    let scene = Scene::logged(&office);
    let mut admin = Browser::signed_in(&office, "admin").await;
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let code = [("against", "lgsco-code-2024")];
    assert_eq!(joanne.post("/settings/deadlines/against", &code).await.status, StatusCode::FORBIDDEN);
    let page = joanne.get(&format!("/cases/{}", scene.reference)).await;
    assert!(!page.html.contains("Measured also against"), "off at first: {}", page.html);
    let page = admin.post("/settings/deadlines/against", &code).await;
    assert!(page.html.contains("Every case is measured against it as well."), "{}", page.html);
    let page = admin.get("/settings/audit").await;
    assert!(page.html.contains("Measured cases also against"), "{}", page.html);
    let page = joanne.get("/log").await;
    assert!(page.html.contains("acknowledged today, the answer is due Monday 16 November 2026."), "{}", page.html);
    let page = joanne.get(&format!("/cases/{}/acknowledge", scene.reference)).await;
    let moved = "its date becomes Monday 16 November 2026; without it, Monday 23 November 2026.";
    assert!(page.html.contains(moved), "{}", page.html);
    scene.acknowledge().expect("it is acknowledged");
    let page = joanne.get(&format!("/cases/{}", scene.reference)).await;
    for words in ["Due Mon 23 Nov", "Measured also against", "Respond by Mon 16 Nov", "Its date comes first"] {
        assert!(page.html.contains(words), "{words}: {}", page.html);
    }
    let page = joanne.get("/cases").await;
    assert!(page.html.contains("Mon 16 Nov (Code)"), "{}", page.html);
    let page = joanne.get("/figures/2026-11").await;
    assert!(page.html.contains("Measured against ") && page.html.contains("1 case was measured"), "{}", page.html);
    let page = admin.post("/settings/deadlines/against", &[("against", "")]).await;
    assert!(page.html.contains("Cases are measured against their own procedure alone."), "{}", page.html);
}

#[tokio::test]
async fn the_delay_letter_stands_ready_before_the_date_of_the_code() {
    let office = office();
    let scene = Scene::logged(&office);
    scene.acknowledge().expect("it is acknowledged");
    let ready = "Ombudsman’s Complaint Handling Code 2024: Respond: due Mon 16 Nov, in 2 working days.";
    office.clock.set("2026-11-12 10:00");
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let case = format!("/cases/{}", scene.reference);
    assert!(!joanne.get(&case).await.html.contains("Write the delay letter"), "its own date is a week away");
    let code = Some("lgsco-code-2024");
    app::against::measure_against(
        &office.office,
        &office.who("admin"),
        code,
        office.now(),
        &mut app::progress::unwatched,
    )
    .expect("it is measured");
    let page = joanne.get(&case).await;
    assert!(page.html.contains(ready) && page.html.contains("Write the delay letter"), "{}", page.html);
    // Ten working days more under the Code and under the council's own procedure: the earlier of the two.
    let page = joanne.get(&format!("{case}/extend")).await;
    assert!(page.html.contains("value=\"30/11/2026\""), "{}", page.html);
}

#[tokio::test]
async fn whoever_leaves_hands_over_all_they_have_at_once() {
    let office = office();
    let scene = Scene::logged(&office);
    scene.given_to_dan();
    let hidden = Scene::logged(&office);
    hidden.given_to_dan();
    let list = app::cases::RestrictForm {
        people: vec![office.id("joanne")],
        named_staff: Some(office.id("kieran")),
        reason: "It names an officer".into(),
    };
    app::cases::restrict(&office.office, &office.who("joanne"), hidden.reference.into(), &list, office.now())
        .expect("hidden");
    let (dan, marian) = (office.id("dan").to_string(), office.id("marian").to_string());
    let mut admin = Browser::signed_in(&office, "admin").await;
    let person = format!("/settings/people/{dan}");
    let gone = [("name", "Dan Okafor"), ("email", "dan@thornbeck.example"), ("role", "investigator")];
    let page = admin.post(&person, &gone).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.html.contains("They have 2 open cases. Hand them over first"), "{}", page.html);

    let leave = format!("{person}/leave");
    let page = admin.get(&leave).await;
    assert!(page.html.contains(&scene.reference.to_string()), "{}", page.html);
    assert!(!page.html.contains(&hidden.reference.to_string()), "nothing of a hidden case but that there is one");
    assert!(page.html.contains("1 more is hidden from most staff."), "{}", page.html);
    let page = admin.post(&leave, &[]).await;
    assert!(page.html.contains("Choose who gets the other cases"), "{}", page.html);
    let kieran = office.id("kieran").to_string();
    let page = admin.post(&leave, &[("rest", &kieran)]).await;
    assert!(page.html.contains("One that is hidden names Kieran Doyle"), "{}", page.html);
    assert!(office.who("dan").person.active, "nothing was handed over");
    let single = format!("case-{}", scene.reference);
    let page = admin.post(&leave, &[("rest", marian.as_str()), (single.as_str(), kieran.as_str())]).await;
    assert!(page.html.contains("Dan Okafor can no longer sign in. 2 cases were handed over."), "{}", page.html);
    let held = |reference| app::cases::open(&office.office, &office.who("joanne"), reference, office.now());
    let (open, secret) = (held(scene.reference).expect("open"), held(hidden.reference).expect("open"));
    assert_eq!(open.case.investigator, Some(office.id("kieran")));
    assert_eq!(secret.case.investigator, Some(office.id("marian")));
    let mut kieran = Browser::signed_in(&office, "kieran").await;
    assert!(kieran.get("/notices").await.html.contains(&scene.reference.to_string()), "they are told");
    let page = kieran.get(&format!("/cases/{}/history", scene.reference)).await;
    assert!(page.html.contains("Handed over to Kieran Doyle"), "{}", page.html);
    let verified = app::housekeeping::verify(&office.office, &mut |_| ()).expect("verified");
    assert_eq!(verified.problems, Vec::<String>::new());
}

#[tokio::test]
async fn a_head_who_leaves_is_followed_by_another() {
    let office = office();
    let scene = Scene::logged(&office);
    scene.given_to_dan();
    let mut admin = Browser::signed_in(&office, "admin").await;
    let leave = format!("/settings/people/{}/leave", office.id("marian"));
    let page = admin.post(&leave, &[]).await;
    assert!(page.html.contains("Choose another Head of Service for Waste and recycling"), "{}", page.html);
    let (field, stephen) = (format!("head-{}", office.waste), office.id("stephen").to_string());
    let page = admin.post(&leave, &[(field.as_str(), stephen.as_str())]).await;
    assert!(page.html.contains("Marian Teale can no longer sign in. 1 case was handed over."), "{}", page.html);
    let file = app::cases::open(&office.office, &office.who("stephen"), scene.reference, office.now()).expect("his");
    assert_eq!((file.case.head, file.case.investigator), (Some(office.id("stephen")), Some(office.id("dan"))));
}

#[tokio::test]
async fn reminders_are_sent_on_the_days_that_were_chosen() {
    let office = office();
    let mut admin = Browser::signed_in(&office, "admin").await;
    let page = admin.get("/settings/reminders").await;
    assert!(page.html.contains("value=\"2\" checked") && page.html.contains("On the day"), "{}", page.html);
    let page = admin.post("/settings/reminders", &[("on", "yes")]).await;
    assert!(page.html.contains("Choose at least one day, or send none"), "{}", page.html);
    let typed = [("on", "yes"), ("days", "5"), ("days", "0"), ("delay_letter", "10")];
    let page = admin.post("/settings/reminders", &typed).await;
    assert!(page.html.contains("Saved. The next reminders and delay letters follow it."), "{}", page.html);
    let kept: app::settings::Reminders = office.office.read(app::settings::get).expect("read");
    assert_eq!((kept.on, kept.days_before, kept.delay_letter), (true, vec![5, 0], 10));
    let mut helen = Browser::signed_in(&office, "helen").await;
    let page = helen.get("/settings/reminders").await;
    assert!(page.html.contains("<li>5 working days before</li>"), "{}", page.html);
    assert!(page.html.contains("its delay letter stands ready: 10 working days before."), "{}", page.html);
    assert_eq!(helen.post("/settings/reminders", &[("days", "1")]).await.status, StatusCode::FORBIDDEN);
    assert!(admin.get("/settings/audit").await.html.contains("Changed when people are reminded"));
}

#[tokio::test]
async fn a_procedure_is_written_checked_and_kept_until_it_is_adopted() {
    let office = office();
    let mut admin = Browser::signed_in(&office, "admin").await;
    let path = "/settings/deadlines/write/making-experiences-count";
    let page = admin.get(path).await;
    assert!(page.html.contains("version = 2"), "it goes on as the next version: {}", page.html);
    let text = app::procedures::text(&office.office, &office.who("admin"), "making-experiences-count", None)
        .expect("it is there")
        .toml
        .replacen("version = 1", "version = 2", 1);
    let wrong = text.replacen("{ number = 15, unit = \"working-days\" }", "\"15 days\"", 1);
    let page = admin.post(path, &[("text", &wrong), ("seen", ""), ("do", "save")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.html.contains("data-line=") && page.html.contains("15 days"), "what was typed is kept: {}", page.html);
    let right = text.replacen("number = 15", "number = 10", 1);
    let page = admin.post(path, &[("text", &right), ("seen", ""), ("do", "check")]).await;
    assert!(page.html.contains("can be followed"), "{}", page.html);
    assert!(!page.html.contains("What to look at before it is adopted"), "{}", page.html);
    let waits = right.replacen("from = \"received\"", "from = \"consented\"", 1);
    let page = admin.post(path, &[("text", &waits), ("seen", ""), ("do", "check")]).await;
    for words in ["What to look at before it is adopted", "waits for the day consent", "It departs from no Code"] {
        assert!(page.html.contains(words), "{words} in {}", page.html);
    }
    assert_eq!(office.office.versions("making-experiences-count").len(), 1, "checking keeps nothing");
    let page = admin.post(path, &[("text", &right), ("seen", ""), ("do", "save")]).await;
    for words in ["The version is kept.", "What changes", "10 working days"] {
        assert!(page.html.contains(words), "{words} in {}", page.html);
    }
    let page = admin.get("/settings/deadlines/file/making-experiences-count?version=2").await;
    assert_eq!(page.html, right, "the file is what was kept");
    let discard = [("procedure", "making-experiences-count"), ("version", "2")];
    let page = admin.post("/settings/deadlines/discard", &discard).await;
    assert!(page.html.contains("The version was thrown away."), "{}", page.html);
    for name in ["helen", "joanne"] {
        let mut other = Browser::signed_in(&office, name).await;
        let page = other.post(path, &[("text", &right), ("seen", ""), ("do", "save")]).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{name}");
    }
}

/// The form of the procedure that the office follows.
const FORM: &str = "/settings/deadlines/form/making-experiences-count?version=1";

/// The file that the form of a page holds.
fn held(page: &Page) -> String {
    let value = page.html.split("name=\"text\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    let unescaped = [("&#34;", "\""), ("&#39;", "'"), ("&#60;", "<"), ("&#62;", ">"), ("&#38;", "&")];
    unescaped.iter().fold(value.expect("it holds one").to_owned(), |text, (from, to)| text.replace(from, to))
}

#[tokio::test]
async fn the_figures_of_a_procedure_are_changed_by_form() {
    let office = office();
    let mut admin = Browser::signed_in(&office, "admin").await;
    let page = admin.get(FORM).await;
    assert!(page.html.contains("id=\"stage-0-clock-1-limit\""), "{}", page.html);
    let text = held(&page);
    let fields = |limit| {
        [
            ("seen", ""),
            ("text", text.as_str()),
            ("source", "The council’s policy of 2027"),
            ("in_force", "1/1/2012"),
            ("stage-0-clock-1-limit", limit),
            ("stage-0-clock-1-limit-unit", "working-days"),
            ("extension-0-reasons", "Somebody is away"),
            ("do", "save"),
        ]
    };
    let page = admin.post(FORM, &fields("ten")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in
        ["give a length of time", "id=\"stage-0-clock-1-limit-error\"", "value=\"ten\"", "The council’s policy of 2027"]
    {
        assert!(page.html.contains(words), "{words} in {}", page.html);
    }
    let page = admin.post(FORM, &fields("10")).await;
    assert!(page.html.contains("The version is kept.") && page.html.contains("10 working days"), "{}", page.html);
    let kept = app::procedures::text(&office.office, &office.who("admin"), "making-experiences-count", Some(2))
        .expect("it is kept");
    assert!(kept.toml.contains("# The policy does not say from when the 15 days count"), "comments stay");
    assert_eq!(kept.procedure.extensions[0].reasons, ["Somebody is away"]);
}

#[tokio::test]
async fn a_time_limit_and_an_exclusion_are_added_taken_away_and_brought_back_by_form() {
    let office = office();
    let mut admin = Browser::signed_in(&office, "admin").await;
    let text = held(&admin.get(FORM).await);
    let typed = [("seen", ""), ("text", text.as_str()), ("name", "Ours"), ("do", "add stage.0.clock")];
    let page = admin.post(FORM, &typed).await;
    for words in ["id=\"stage-0-clock-2-title\"", "autofocus", "value=\"Ours\"", "You typed this at"] {
        assert!(page.html.contains(words), "{words} in {}", page.html);
    }
    let text = held(&page);
    let fields = [
        ("seen", ""),
        ("text", text.as_str()),
        ("stage-0-clock-2-title", "Ring the customer"),
        ("stage-0-clock-2-limit", "1"),
        ("stage-0-clock-2-limit-unit", "working-days"),
        ("stage-0-clock-2-met_by", "contacted"),
        ("do", "remove exclusion.0"),
    ];
    let page = admin.post(FORM, &fields).await;
    assert!(page.html.contains("was taken away") && page.html.contains("value=\"undo\""), "{}", page.html);
    let draft = held(&page);
    assert!(draft.contains("id = \"ring-the-customer\"") && !draft.contains("legal-action"), "{draft}");
    let before = draft_field(&page, "before");
    let taken = [
        ("seen", ""),
        ("text", draft.as_str()),
        ("taken", "exclusion.0"),
        ("taken_title", "It is part of legal action"),
        ("before", before.as_str()),
        ("exclusion-0-title", "It is a complaint by an employee"),
        ("do", "undo"),
    ];
    let text = held(&admin.post(FORM, &taken).await);
    assert!(text.contains("legal-action") && text.contains("\"It is a complaint by an employee\""), "{text}");
    let page = admin.post(FORM, &[("seen", ""), ("text", text.as_str()), ("do", "look")]).await;
    assert!(page.html.contains("Ring the customer: 1 working day"), "{}", page.html);
    let page = admin.post(FORM, &[("seen", ""), ("text", text.as_str()), ("do", "save")]).await;
    assert!(page.html.contains("The version is kept.") && page.html.contains("Ring the customer"), "{}", page.html);
    assert!(!admin.get(FORM).await.html.contains("You typed this at"), "nothing is left of the draft");
}

/// A hidden field of the form.
fn draft_field(page: &Page, name: &str) -> String {
    let rest = page.html.split(&format!("name=\"{name}\" value=\"")).nth(1).expect("it is there");
    let value = rest.split('"').next().unwrap_or_default();
    let unescaped = [("&#34;", "\""), ("&#39;", "'"), ("&#60;", "<"), ("&#62;", ">"), ("&#38;", "&")];
    unescaped.iter().fold(value.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// The value of the button that has the focus as the page comes.
fn focused(page: &Page) -> &str {
    let (before, _) = page.html.split_once(" autofocus").expect("something has the focus");
    before.rsplit_once("value=\"").and_then(|(_, rest)| rest.split('"').next()).expect("it is a button")
}

#[tokio::test]
async fn an_entry_is_moved_up_and_down_by_form_and_back_again() {
    let office = office();
    let mut admin = Browser::signed_in(&office, "admin").await;
    let page = admin.get(FORM).await;
    let begun = held(&page);
    let name = "Move down<span class=\"govuk-visually-hidden\">: Acknowledge, 2 working days</span>";
    assert!(page.html.contains(name) && !page.html.contains("value=\"up stage.0.clock.0\""), "{}", page.html);
    let moves = [("seen", ""), ("text", begun.as_str()), ("name", "Ours"), ("do", "down stage.0.clock.0")];
    let page = admin.post(FORM, &moves).await;
    let text = held(&page);
    assert!(text.find("\"respond\"") < text.find("\"acknowledge\""), "they changed places: {text}");
    assert!(page.html.contains("“Acknowledge” was moved down. It is number 2 of 2 now."), "{}", page.html);
    assert_eq!(focused(&page), "up stage.0.clock.1", "it can go no further down, so that the other way has the focus");
    let moved = ["moved", "moved_toward", "moved_says"].map(|field| (field, draft_field(&page, field)));
    let sent = |text: &str, deed: &str| -> Vec<(String, String)> {
        let moved = moved.iter().map(|(field, value)| ((*field).to_owned(), value.clone()));
        let also = [("seen", ""), ("text", text), ("stage-0-clock-1-title", "Say that we have it"), ("do", deed)];
        moved.chain(also.map(|(field, value)| (field.to_owned(), value.to_owned()))).collect()
    };
    let fields = sent(&text, "back");
    let page =
        admin.post(FORM, &fields.iter().map(|(one, two)| (one.as_str(), two.as_str())).collect::<Vec<_>>()).await;
    let expected = begun.replacen("name = \"Making Experiences Count\"", "name = \"Ours\"", 1).replacen(
        "title = \"Acknowledge\"",
        "title = \"Say that we have it\"",
        1,
    );
    assert_eq!(held(&page), expected, "it is where it was, with what was typed since");
    assert!(!page.html.contains("was moved"), "{}", page.html);
    let page = admin.post(FORM, &[("seen", ""), ("text", &expected), ("do", "up stage.0.clock.0")]).await;
    assert_eq!(held(&page), expected, "the first goes no further up");
}

#[tokio::test]
async fn what_names_a_thing_that_is_taken_away_is_said_and_stands_in_the_way() {
    let office = office();
    let mut admin = Browser::signed_in(&office, "admin").await;
    let text = held(&admin.get(FORM).await);
    let page = admin.post(FORM, &[("seen", ""), ("text", &text), ("do", "remove stage.0.clock.1")]).await;
    assert!(page.html.contains("It is still named here:"), "{}", page.html);
    let text = held(&page);
    let page = admin.post(FORM, &[("seen", ""), ("text", &text), ("do", "save")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.html.contains("id=\"extension-0-clock-error\""), "{}", page.html);
}

#[tokio::test]
async fn a_procedure_is_built_by_form_alone_and_only_by_an_administrator() {
    let office = office();
    let path = "/settings/deadlines/form";
    let mut admin = Browser::signed_in(&office, "admin").await;
    let text = held(&admin.get(path).await);
    let page = admin.post(path, &[("seen", ""), ("text", &text), ("do", "save")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in ["name", "source", "in_force", "rights", "stage-0-clock-0-limit"] {
        assert!(page.html.contains(&format!("id=\"{field}-error\"")), "{field} in {}", page.html);
    }
    let filled = [
        ("seen", ""),
        ("text", text.as_str()),
        ("name", "Our way"),
        ("source", "The council’s policy of 2026"),
        ("in_force", "1/1/2026"),
        ("rights", "Ask the Ombudsman."),
        ("stage-0-clock-0-limit", "3"),
        ("stage-0-clock-1-limit", "12"),
        ("do", "save"),
    ];
    let page = admin.post(path, &filled).await;
    assert!(page.html.contains("The version is kept.") && page.html.contains("12 working days"), "{}", page.html);
    assert_eq!(office.office.versions("our-way").len(), 1);
    for name in ["helen", "joanne"] {
        let mut other = Browser::signed_in(&office, name).await;
        assert_eq!(other.get(path).await.status, StatusCode::FORBIDDEN, "{name}");
        assert_eq!(other.post(path, &filled).await.status, StatusCode::FORBIDDEN, "{name}");
        assert_eq!(other.post(FORM, &[("do", "add stage")]).await.status, StatusCode::FORBIDDEN, "{name}");
    }
}

#[tokio::test]
async fn a_procedure_is_begun_with_a_copy_of_another_which_stays_as_it_is() {
    let office = office();
    let mut admin = Browser::signed_in(&office, "admin").await;
    assert!(admin.get("/settings/deadlines").await.html.contains("A copy of Making Experiences Count"));
    let page = admin.get("/settings/deadlines/form?copy=making-experiences-count").await;
    let path = "/settings/deadlines/form/copy/making-experiences-count";
    assert!(page.html.contains("begun with a copy of Making Experiences Count"), "{}", page.html);
    let copied = held(&page);
    let page = admin.post(path, &[("seen", ""), ("text", &copied), ("do", "save")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.html.contains("id=\"name-error\"") && page.html.contains("id=\"in_force-error\""), "{}", page.html);
    assert!(page.html.contains(">Name: write something here"), "a sentence of its own: {}", page.html);
    let page = admin.post(path, &[("seen", ""), ("text", &copied), ("do", "add stage.0.clock")]).await;
    assert!(page.html.contains("New time limit"), "it waits for its title: {}", page.html);
    let mut helen = Browser::signed_in(&office, "helen").await;
    assert_eq!(helen.get(path).await.status, StatusCode::FORBIDDEN);
    let filled = [
        ("seen", ""),
        ("text", copied.as_str()),
        ("name", "Our way"),
        ("in_force", "1/1/2026"),
        ("stage-0-clock-1-limit", "12"),
        ("stage-0-clock-1-limit-unit", "working-days"),
        ("do", "save"),
    ];
    let page = admin.post(path, &filled).await;
    assert!(page.html.contains("The version is kept.") && page.html.contains("12 working days"), "{}", page.html);
    let ours = app::procedures::text(&office.office, &office.who("admin"), "our-way", Some(1)).expect("it is kept");
    assert!(ours.toml.contains("# The policy does not say from when the 15 days count"), "comments stay");
    assert_eq!(office.office.versions("making-experiences-count").len(), 1, "the other stays as it is");
    assert_eq!(admin.get("/settings/deadlines/form/copy/nothing").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_draft_that_an_earlier_program_kept_is_mended_and_keeps_nobody_out() {
    let office = office();
    let bad = "id = \"ours\"\nversion = 1\nnonsense = true\n";
    let now = office.now();
    office
        .office
        .change_rules(|writing| Ok(writing.keep_procedure_draft("ours", 1, bad, now)?))
        .expect("it is kept, and the office goes on all the same");
    let mut admin = Browser::signed_in(&office, "admin").await;
    let page = admin.get("/settings/deadlines").await;
    assert!(page.html.contains("ours, version 1, which was being written, cannot be followed"), "{}", page.html);
    let page = admin.get("/settings/deadlines/write?mend=ours&version=1").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.html.contains("nonsense = true") && page.html.contains("data-line=\"3\""), "{}", page.html);
    let text = app::procedures::text(&office.office, &office.who("admin"), "lgsco-code-2024", None)
        .expect("it is there")
        .toml
        .replacen("lgsco-code-2024", "ours", 1);
    let mended = [("text", text.as_str()), ("seen", &shown(&page)), ("do", "save")];
    let page = admin.post("/settings/deadlines/write", &mended).await;
    assert!(page.html.contains("The version is kept."), "{}", page.html);
    assert!(!admin.get("/settings/deadlines").await.html.contains("cannot be followed"));
}

#[tokio::test]
async fn cases_of_a_service_begin_under_the_procedure_that_is_followed_for_its_subject() {
    let office = office();
    let mut admin = Browser::signed_in(&office, "admin").await;
    let page = admin.get("/settings/deadlines").await;
    assert!(page.html.contains("For cases of services whose subject is landlord"), "{}", page.html);
    let mut helen = Browser::signed_in(&office, "helen").await;
    let housing = [("also", "housing-ombudsman-code-2024")];
    assert_eq!(helen.post("/settings/deadlines/also", &housing).await.status, StatusCode::FORBIDDEN);
    let page = admin.post("/settings/deadlines/also", &housing).await;
    assert!(page.html.contains("New cases that it is for begin under it."), "{}", page.html);
    assert!(page.html.contains("Follow it no longer"), "{}", page.html);
    let under = |scene: &Scene<'_>| {
        let row = office.office.read(|reading| Ok(reading.row(scene.reference)?)).expect("a row").expect("the case");
        row.procedure
    };
    let form = || LogForm { grounds: Vec::new(), ..Scene::complaint(&office) };
    let before = Scene::logged_as(&office, &form());
    assert_eq!(under(&before), "making-experiences-count", "its service has no subject");
    subject_of_waste(&office, "landlord");
    assert_eq!(under(&Scene::logged_as(&office, &form())), "housing-ombudsman-code-2024");
    let unsure = Scene::logged_as(&office, &LogForm { service: None, ..form() });
    assert_eq!(under(&unsure), "making-experiences-count");
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let warning = "Such cases come under Housing Ombudsman";
    for scene in [&before, &unsure] {
        assert!(!joanne.get(&format!("/cases/{}", scene.reference)).await.html.contains(warning));
    }
    let pass = [("service", office.waste.to_string())];
    joanne.post(&format!("/cases/{}/pass", unsure.reference), &[("service", pass[0].1.as_str())]).await;
    let page = joanne.get(&format!("/cases/{}", unsure.reference)).await;
    assert!(page.html.contains(warning), "{}", page.html);
    let landlord = Scene::logged_as(&office, &form());
    joanne.post(&format!("/cases/{}/pass", landlord.reference), &[("service", &office.housing.to_string())]).await;
    let page = joanne.get(&format!("/cases/{}", landlord.reference)).await;
    assert!(page.html.contains("Such cases come under Making Experiences Count here."), "the other way round too");
    let page = admin.post("/settings/deadlines/also/leave", &housing).await;
    assert!(page.html.contains("No other procedure is followed."), "{}", page.html);
    assert_eq!(under(&Scene::logged_as(&office, &form())), "making-experiences-count");
    let page = admin.get("/settings/audit").await;
    assert!(
        page.html.contains("as well, for the cases it takes") && page.html.contains("no longer beside"),
        "{}",
        page.html
    );
}

/// Says what a service is about, in the word that procedures use.
fn subject_of_waste(office: &testkit::TestOffice, subject: &str) {
    let store = office.office.store();
    store
        .write(|writing| {
            let services = writing.services()?;
            let waste = services.into_iter().find(|service| service.id == office.waste).expect("it is there");
            Ok::<_, app::Problem>(writing.change_service(&app::Service { subject: subject.into(), ..waste })?)
        })
        .expect("it is kept");
}

#[tokio::test]
async fn what_a_setting_was_before_comes_back_by_undo_as_a_change_of_its_own() {
    let office = office();
    let mut admin = Browser::signed_in(&office, "admin").await;
    let was = office.office.council();
    let council = [
        ("name", "Thornbeck Borough"),
        ("initials", "TB"),
        ("colour", "#112233"),
        ("address", was.address.as_str()),
        ("phone", "01632 960 999"),
        ("email", was.email.as_str()),
        ("wards", "Abbey"),
        ("idle_minutes", "20"),
    ];
    let page = admin.post("/settings/council", &council).await;
    says(&page, "action=\"/settings/council/undo\"");
    let page = admin.post("/settings/council/undo", &[]).await;
    says(&page, "What was there before is back.");
    assert_eq!(office.office.council(), was);
    let again = admin.post("/settings/council/undo", &[]).await;
    assert_eq!(again.status, StatusCode::NOT_FOUND, "a second press brings nothing back");
    assert_eq!(office.office.council(), was);
    let audit = admin.get("/settings/audit").await;
    assert_eq!(audit.html.matches("Changed the council’s name").count(), 2, "each is a change");

    let people = app::people::staff(&office.office, &office.who("admin")).expect("staff").people;
    let dan = people.iter().find(|person| person.name.starts_with("Dan")).expect("Dan").clone();
    let address = format!("/settings/people/{}", dan.id);
    let changed = [("name", "Daniel Okafor"), ("email", dan.email.as_str()), ("role", "reader"), ("active", "yes")];
    let page = admin.post(&address, &[&changed[..], &[("password", "quite another one")]].concat()).await;
    says(&page, "Undo does not bring the old one back");
    admin.post(&format!("{address}/undo"), &[]).await;
    let people = app::people::staff(&office.office, &office.who("admin")).expect("staff").people;
    let now = people.iter().find(|person| person.id == dan.id).expect("Dan");
    assert_eq!((&now.name, now.role), (&dan.name, dan.role));
    assert_ne!(now.password, dan.password, "the password stays the new one");

    let service = app::people::staff(&office.office, &office.who("admin")).expect("staff").services[0].clone();
    let address = format!("/settings/services/{}", service.id);
    let head = service.head.map(|head| head.to_string()).unwrap_or_default();
    let changed = [("name", "Another name"), ("words", ""), ("head", head.as_str()), ("active", "yes")];
    let page = admin.post(&address, &changed).await;
    says(&page, &format!("action=\"{address}/undo\""));
    admin.post(&format!("{address}/undo"), &[]).await;
    let services = app::people::staff(&office.office, &office.who("admin")).expect("staff").services;
    assert!(services.contains(&service), "{services:?}");

    let reminders = |office: &testkit::TestOffice| {
        office.office.read(app::settings::get::<app::settings::Reminders>).expect("reminders")
    };
    let before = reminders(&office);
    admin.post("/settings/reminders", &[("days", "5"), ("on", "yes"), ("delay_letter", "1")]).await;
    assert_ne!(reminders(&office), before);
    admin.post("/settings/reminders/undo", &[]).await;
    assert_eq!(reminders(&office), before);

    let target = |office: &testkit::TestOffice| {
        office.office.read(app::settings::get::<app::figures::Target>).expect("a target").answered_in_time
    };
    let mut helen = Browser::signed_in(&office, "helen").await;
    helen.post("/figures/target", &[("target", "90"), ("range", "2026-10")]).await;
    helen.post("/figures/target", &[("target", "95"), ("range", "2026-10")]).await;
    helen.post("/figures/target/undo", &[]).await;
    assert_eq!(target(&office), Some(90));
    helen.post("/figures/target", &[("target", "95"), ("range", "2026-10")]).await;
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    joanne.post("/figures/target", &[("target", "80"), ("range", "2026-10")]).await;
    says(&helen.post("/figures/target/undo", &[]).await, "<title>Error: Figures");
    assert_eq!(target(&office), Some(80));
    assert_eq!(helen.post("/settings/council/undo", &[]).await.status, StatusCode::NOT_FOUND, "it was not hers");
}

#[tokio::test]
async fn the_mail_server_of_before_comes_back_without_its_password() {
    let office = office();
    let mut admin = Browser::signed_in(&office, "admin").await;
    let server = |host: &'static str, username: &'static str, password: &'static str| {
        [
            ("host", host),
            ("port", "587"),
            ("security", "starttls"),
            ("username", username),
            ("from_name", "Thornbeck"),
            ("from_address", "feedback@thornbeck.example"),
            ("password", password),
        ]
    };
    let undo = "action=\"/settings/mail/undo\"";
    let kept = || office.office.read(app::settings::get::<app::settings::MailServer>).expect("a server");
    admin.post("/settings/mail", &server("one.example", "heard", "secret")).await;
    let page = admin.post("/settings/mail", &server("two.example", "heard", "secret")).await;
    says(&page, "Saved.");
    says_not(&page, undo);
    let page = admin.post("/settings/mail", &server("two.example", "feedback", "secret")).await;
    says(&page, undo);
    says(&page, "Undo does not bring the old password back.");
    admin.post("/settings/mail/undo", &[]).await;
    assert_eq!(kept().username, "heard");
    says(&admin.post("/settings/mail", &server("one.example", "heard", "")).await, undo);
    admin.post("/settings/mail/undo", &[]).await;
    assert_eq!(kept().host, "two.example");
    let admin = office.who("admin").id();
    let drafts = office.office.read(|reading| Ok(reading.drafts(admin)?)).expect("drafts");
    assert!(drafts.iter().all(|draft| !draft.body.contains("secret")), "no password is kept with it");
}

#[tokio::test]
async fn an_undo_of_a_setting_writes_over_nobody_elses_change() {
    let office = office();
    let mut admin = Browser::signed_in(&office, "admin").await;
    admin.post("/settings/reminders", &[("days", "5"), ("on", "yes"), ("delay_letter", "1")]).await;
    let other = app::settings::Reminders { days_before: vec![10], on: true, delay_letter: 1 };
    let now = office.office.read(app::settings::get::<app::settings::Reminders>).expect("reminders");
    app::settings::keep_reminders(&office.office, &office.who("admin"), &other, &now, office.now()).expect("kept");
    let page = admin.post("/settings/reminders/undo", &[]).await;
    says(&page, "Choose which to keep");
    assert_eq!(office.office.read(app::settings::get::<app::settings::Reminders>).expect("reminders"), other);
}

#[tokio::test]
async fn a_day_off_that_was_typed_and_not_added_is_there_again() {
    let office = office();
    let mut admin = Browser::signed_in(&office, "admin").await;
    let typed = form_urlencoded::Serializer::new(String::new())
        .extend_pairs([("do", "add"), ("date", "24/12/2026"), ("name", "Christmas Eve"), ("kind", "closure")])
        .finish();
    admin.send("PUT", "/drafts/settings/calendar", "application/x-www-form-urlencoded", typed).await;
    let page = admin.get("/settings/calendar").await;
    says(&page, "value=\"Christmas Eve\"");
    says(&page, "value=\"24/12/2026\"");
    let look = admin.get("/settings/calendar/change?do=add&date=24/12/2026&name=Christmas+Eve&kind=closure").await;
    let seen = crate::common::hidden(&look, "seen");
    let fields =
        [("do", "add"), ("date", "24/12/2026"), ("name", "Christmas Eve"), ("kind", "closure"), ("seen", &seen)];
    let page = admin.post("/settings/calendar/change", &fields).await;
    says(&page, "Done: ");
    says_not(&page, "did not save it");
}
