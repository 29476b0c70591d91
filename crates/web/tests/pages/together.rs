//! Several people at one case, and one who takes back what they did.

use crate::common::{Browser, Page, hidden, was};
use axum::http::StatusCode;
use domain::letter::Method;
use testkit::{Scene, office};

/// The address an Undo button on the page posts to.
fn undo_address(html: &str) -> Option<String> {
    let start = html.find("/undo/")?;
    let from = html[..start].rfind('"')? + 1;
    let to = html[from..].find('"')? + from;
    Some(html[from..to].to_owned())
}

#[tokio::test]
async fn what_was_just_done_is_taken_back_by_a_button() {
    let office = office();
    let scene = Scene::logged(&office);
    let root = format!("/cases/{}", scene.reference);
    let mut priya = Browser::signed_in(&office, "priya").await;
    office.clock.pass(60);
    let page = priya.post(&format!("{root}/note"), &[("text", "She rang <twice>.")]).await;
    let undo = undo_address(&page.html).expect("Undo is offered");
    assert_eq!(undo, format!("{root}/undo/2"));
    let page = priya.post(&undo, &[]).await;
    assert!(page.html.contains("Undone. The history shows both."), "{}", page.html);
    assert_eq!(undo_address(&page.html), None, "an undoing is not undone");
    let page = priya.get(&format!("{root}/history")).await;
    assert!(
        page.html.contains("<s>Note</s>") && page.html.contains("<s>She rang &#60;twice&#62;.</s>"),
        "{}",
        page.html
    );
    assert!(page.html.contains("Undone by Priya Nair, Mon 2 Nov, 10:01"), "{}", page.html);
    let page = priya.post(&undo, &[]).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.html.contains("Only what you did last can be undone."), "{}", page.html);
    let page = priya.get(&undo).await;
    assert_eq!((page.status, page.path), (StatusCode::OK, root), "after signing in again there is the case");
}

#[tokio::test]
async fn an_email_offers_an_undo_for_a_minute_and_none_after_it() {
    let office = office();
    let scene = Scene::logged(&office);
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    office.clock.pass(60);
    let root = format!("/cases/{}", scene.reference);
    let form = joanne.get(&format!("{root}/acknowledge")).await;
    let template = hidden(&form, "template");
    let made_from = hidden(&form, "made_from");
    let fields =
        [("method", "email"), ("words", "Dear Mrs Fairclough"), ("template", &template), ("made_from", &made_from)];
    let page = joanne.post(&format!("{root}/acknowledge"), &fields).await;
    assert_eq!((page.status, page.path.as_str()), (StatusCode::OK, root.as_str()), "{}", page.html);
    let undo = undo_address(&page.html).expect("nobody has it yet");
    assert!(page.html.contains("data-undo-seconds=\"60\""), "{}", page.html);
    office.clock.pass(20);
    let page = joanne.get(&root).await;
    assert!(page.html.contains("data-undo-seconds=\"40\""), "{}", page.html);
    office.clock.pass(40);
    assert_eq!(undo_address(&joanne.get(&root).await.html), None, "somebody outside may have seen it");
    let late = joanne.post(&undo, &[]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.html.contains("Sending can be undone for 60 seconds only."), "{}", late.html);
}

#[tokio::test]
async fn a_printed_letter_that_is_wrong_is_kept_back() {
    let office = office();
    let scene = Scene::logged(&office);
    let root = format!("/cases/{}", scene.reference);
    let (joanne, on) = (office.who("joanne"), scene.reference.into());
    app::cases::acknowledge(&office.office, &joanne, on, &testkit::by(Method::Post), office.now()).expect("written");
    office.clock.set("2026-11-03 10:00");
    let mut priya = Browser::signed_in(&office, "priya").await;
    let page = priya.get(&format!("{root}/letters/1")).await;
    assert!(page.html.contains(&format!("{root}/discard?letter=1")), "{}", page.html);
    let form = priya.get(&format!("{root}/discard?letter=1")).await;
    assert!(form.html.contains("an acknowledgement is still owed"), "{}", form.html);
    let page = priya.post(&format!("{root}/discard"), &[("letter", "1")]).await;
    assert_eq!((page.status, page.path.as_str()), (StatusCode::OK, root.as_str()), "{}", page.html);
    let letters = priya.get(&format!("{root}/letters")).await;
    assert!(letters.html.contains("before it left") && !letters.html.contains("/discard"), "{}", letters.html);
    assert!(!priya.get("/today").await.html.contains(&format!("{root}/letters/1")), "it is not to be posted any more");
}

/// Joanne and Helen both put details right; Helen is later.
async fn two_correct(office: &testkit::TestOffice, hers: &[(&str, &str)], mine: &[(&str, &str)]) -> (Browser, Page) {
    let scene = Scene::logged(office);
    let root = format!("/cases/{}/correct", scene.reference);
    let mut joanne = Browser::signed_in(office, "joanne").await;
    let mut helen = Browser::signed_in(office, "helen").await;
    let known = [
        ("title", "The crew left the bin on the back path three times"),
        ("story", "The crew left the bin on the back path three times. She rang twice."),
        ("wanted", "Collection every week, and an apology."),
        ("channel", "phone"),
        ("received", "2/11/2026"),
        ("reason", "Put right"),
        ("seen", "1"),
    ];
    let filled = |changed: &[(&str, &str)]| {
        let other = |name: &str| changed.iter().find(|(each, _)| *each == name).map(|(_, value)| (*value).to_owned());
        known.map(|(name, value)| (name.to_owned(), other(name).unwrap_or(value.to_owned())))
    };
    let page = send(&mut joanne, &root, &filled(hers)).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.html);
    office.clock.pass(60);
    let page = send(&mut helen, &root, &filled(mine)).await;
    (helen, page)
}

async fn send(browser: &mut Browser, path: &str, fields: &[(String, String)]) -> Page {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post(path, &fields).await
}

#[tokio::test]
async fn whoever_saves_second_sees_both_texts_and_joins_them() {
    let office = office();
    let (hers, mine) = ("It was left three times.\nShe rang twice.", "It was left three times.\nShe is 81.");
    let (mut helen, page) = two_correct(&office, &[("story", hers)], &[("story", mine)]).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(
        page.html
            .contains("Joanne Whitlock changed this case at 10:00. Your words are kept below. Choose which to keep."),
        "{}",
        page.html
    );
    assert!(page.html.contains("<ins>") && page.html.contains("<del>") && page.html.contains("She is 81."));
    assert!(!page.html.contains("name=\"keep-title\""), "only what both changed is asked about");
    let keep = "/cases/2026-0001/correct/keep";
    let page = helen.post(keep, &[("now", "2")]).await;
    assert!(page.html.contains("What happened: choose which to keep"), "{}", page.html);
    let page = helen.post(keep, &[("now", "2"), ("keep-story", "both")]).await;
    assert_eq!((page.status, page.path.as_str()), (StatusCode::OK, "/cases/2026-0001/correct"));
    assert!(page.html.contains("It was left three times.\nShe rang twice.\nShe is 81."), "{}", page.html);
    assert!(page.html.contains("name=\"seen\" value=\"2\""), "it is saved over what is there now");
}

#[tokio::test]
async fn what_others_changed_elsewhere_in_the_form_stays_theirs() {
    let office = office();
    let (_, page) = two_correct(&office, &[("title", "Her title")], &[("story", "My story.")]).await;
    assert_eq!(page.status, StatusCode::CONFLICT, "it is shown before it is saved");
    assert!(page.html.contains("value=\"Her title\"") && page.html.contains("My story."), "{}", page.html);
    assert!(page.html.contains("Joanne Whitlock changed this case at 10:00."), "{}", page.html);
}

#[tokio::test]
async fn a_form_begun_before_somebody_else_saved_is_not_sent_over_theirs() {
    let office = office();
    let (mut helen, _) = two_correct(&office, &[("title", "Her title")], &[("title", "My title")]).await;
    let page = helen.get("/cases/2026-0001/correct").await;
    assert!(page.html.contains("Choose which to keep") && page.html.contains("My title"), "{}", page.html);
    let page = helen.post("/cases/2026-0001/correct/keep", &[("now", "2"), ("keep-title", "theirs")]).await;
    assert!(page.html.contains("value=\"Her title\""), "{}", page.html);
}

#[tokio::test]
async fn both_texts_of_a_response_are_joined_to_be_read() {
    let office = office();
    let scene = Scene::logged(&office);
    scene.given_to_dan();
    let root = format!("/cases/{}", scene.reference);
    let mut dan = Browser::signed_in(&office, "dan").await;
    let mut marian = Browser::signed_in(&office, "marian").await;
    dan.post(&format!("{root}/draft"), &[("version", "0"), ("text", "Dear Mrs Fairclough\n\nHis words.")]).await;
    let mine = "Dear Mrs Fairclough\n\nHer words.";
    let page = marian.post(&format!("{root}/draft"), &[("version", "0"), ("text", mine)]).await;
    assert!(page.html.contains("Dan Okafor changed this response at 10:00."), "{}", page.html);
    let page = marian.post(&format!("{root}/response/join"), &[("text", mine)]).await;
    assert!(page.html.contains("Dear Mrs Fairclough\n\nHis words.\nHer words."), "{}", page.html);
}

#[tokio::test]
async fn a_draft_is_not_written_over_from_another_window() {
    let office = office();
    let mut priya = Browser::signed_in(&office, "priya").await;
    let form = "application/x-www-form-urlencoded";
    let put = async |browser: &mut Browser, seen: Option<&str>, body: &'static str| {
        let mut headers = vec![("content-type", form)];
        headers.extend(seen.map(|seen| ("x-draft-version", seen)));
        browser.send_with("PUT", "/drafts/log", &headers, body).await
    };
    assert_eq!(put(&mut priya, Some("0"), "story=One").await.status, StatusCode::OK);
    assert_eq!(put(&mut priya, Some("1"), "story=Two").await.status, StatusCode::OK);
    let page = put(&mut priya, Some("1"), "story=Other").await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.html.contains("you changed this form in another window at 10:00"), "{}", page.html);
    assert_eq!(put(&mut priya, None, "story=Last").await.status, StatusCode::OK, "the last words of a page are kept");
}

#[tokio::test]
async fn people_see_who_else_is_at_a_case_and_only_those_who_may() {
    let office = office();
    let scene = Scene::logged(&office);
    scene.given_to_dan();
    let (root, here) = (format!("/cases/{}", scene.reference), format!("/cases/{}/here", scene.reference));
    let mut dan = Browser::signed_in(&office, "dan").await;
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let mut kieran = Browser::signed_in(&office, "kieran").await;
    dan.get(&root).await;
    assert!(joanne.get(&root).await.html.contains(">Dan is looking at this</span>"), "he only reads");
    assert_eq!(dan.get(&here).await.html, r#"{"words":"Joanne is looking at this"}"#);
    dan.get(&format!("{root}/extend")).await;
    dan.get(&root).await;
    assert!(joanne.get(&root).await.html.contains(">Dan is working on this now</span>"), "he has a form of it open");
    joanne.get(&format!("{here}?working=yes")).await;
    assert_eq!(dan.get(&format!("{here}?working=yes")).await.html, r#"{"words":"Joanne is working on this now"}"#);
    assert_eq!(kieran.get(&here).await.status, StatusCode::NOT_FOUND);
    assert_eq!(Browser::at(&office).get(&here).await.status, StatusCode::FORBIDDEN);
    office.clock.pass(39);
    assert_eq!(joanne.get(&here).await.html, r#"{"words":"Dan is working on this now"}"#);
    office.clock.pass(1);
    assert_eq!(joanne.get(&here).await.html, r#"{"words":""}"#, "gone after forty seconds");
}

#[tokio::test]
async fn two_who_save_one_setting_both_keep_theirs() {
    let office = office();
    let mut ada = Browser::signed_in(&office, "admin").await;
    let mut other = Browser::signed_in(&office, "admin").await;
    let council = |name: &'static str, phone: &'static str, wards: &'static str| {
        [
            ("name", name),
            ("initials", "TD"),
            ("colour", "#1b4f5e"),
            ("phone", phone),
            ("email", "feedback@thornbeck.example"),
            ("wards", wards),
            ("idle_minutes", "15"),
        ]
    };
    let seen = was(&ada.get("/settings/council").await);
    let with = |fields: &[(&'static str, &'static str)]| -> Vec<(&'static str, String)> {
        let all = fields.iter().map(|(name, value)| (*name, (*value).to_owned()));
        all.chain([("was", seen.clone())]).collect()
    };
    let save = async |browser: &mut Browser, fields: &[(&'static str, &'static str)]| {
        let fields = with(fields);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        browser.post("/settings/council", &fields).await
    };
    let page = save(&mut other, &council("Thornbeck Council", "01632 960 100", "Rudd\nCastle")).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.html);

    // Another thing: nothing is asked, the form holds both to be read once more.
    office.clock.pass(60);
    let page = save(&mut ada, &council("Thornbeck District Council", "01632 960 999", "Rudd\nCastle")).await;
    assert_eq!(page.path, "/settings/council");
    assert!(page.html.contains("Ada Min changed this at 10:00."), "{}", page.html);
    assert!(page.html.contains("value=\"Thornbeck Council\"") && page.html.contains("value=\"01632 960 999\""));
    assert_eq!(office.office.council().phone, "01632 960 100", "nothing is saved before it was read");

    // The same thing: both are shown, and what is chosen is read once more.
    let page = save(&mut ada, &council("Thornbeck", "01632 960 100", "Rudd\nCastle")).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.html.contains("Choose which to keep") && page.html.contains("Keep mine"), "{}", page.html);
    let now = hidden(&page, "now").replace("&#34;", "\"");
    let page = ada.post("/settings/council/keep", &[("now", &now)]).await;
    assert!(page.html.contains("Name: choose which to keep"), "{}", page.html);
    let page = ada.post("/settings/council/keep", &[("now", &now), ("keep-name", "mine")]).await;
    assert_eq!(page.path, "/settings/council");
    assert!(page.html.contains("value=\"Thornbeck\"") && page.html.contains("Read it once more"), "{}", page.html);
    let seen = was(&page);
    let council = council("Thornbeck", "01632 960 100", "Rudd\nCastle");
    let fields: Vec<(&str, &str)> = council.into_iter().chain([("was", seen.as_str())]).collect();
    let page = ada.post("/settings/council", &fields).await;
    assert!(page.html.contains("Saved."), "{}", page.html);
    assert_eq!(office.office.council().name, "Thornbeck");
}

#[tokio::test]
async fn nobody_writes_over_a_letter_a_person_or_a_service_unread() {
    let office = office();
    let mut ada = Browser::signed_in(&office, "admin").await;
    let mut helen = Browser::signed_in(&office, "helen").await;
    let letter = "/letters/delay";
    let seen = was(&ada.get(letter).await);
    let page = helen
        .post(letter, &[("subject", "Later"), ("body", "Hers: {reason}, {new date}, {rights}"), ("was", &seen)])
        .await;
    assert!(page.html.contains("Saved as version 1."), "{}", page.html);
    let page = ada
        .post(letter, &[("subject", "Later"), ("body", "Mine: {reason}, {new date}, {rights}"), ("was", &seen)])
        .await;
    assert_eq!(page.status, StatusCode::CONFLICT, "{}", page.html);
    assert!(page.html.contains("Helen Hart changed this at 10:00."), "{}", page.html);
    assert!(page.html.contains("Hers") && page.html.contains("Mine") && page.html.contains("Join both"));

    let person = format!("/settings/people/{}", office.id("priya"));
    let email = "priya@thornbeck.example";
    let fields = |name: &'static str, role: &'static str| {
        [("name", name), ("email", email), ("role", role), ("active", "yes"), ("deputy", "")]
    };
    let seen = was(&ada.get(&person).await);
    let change = |name, role| [fields(name, role).as_slice(), &[("was", seen.as_str())]].concat();
    ada.post(&person, &change("Priya Shah", "adviser")).await;
    let page = ada.post(&person, &change("Priya Nair-Shah", "champion")).await;
    assert_eq!(page.status, StatusCode::CONFLICT, "{}", page.html);
    assert_eq!(office.who("priya").person.name, "Priya Shah");

    let service = format!("/settings/services/{}", office.waste);
    let head = office.id("marian").to_string();
    let seen = was(&ada.get(&service).await);
    let change = |name: &'static str| {
        [("name", name), ("words", "bins"), ("head", head.as_str()), ("active", "yes"), ("was", seen.as_str())]
    };
    ada.post(&service, &change("Waste")).await;
    let page = ada.post(&service, &change("Bins")).await;
    assert_eq!(page.status, StatusCode::CONFLICT, "{}", page.html);
    assert!(page.html.contains("Name of the service"), "{}", page.html);
}

#[tokio::test]
async fn nobody_writes_over_a_layout_or_the_mail_server_unread() {
    let office = office();
    let mut helen = Browser::signed_in(&office, "helen").await;
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let layout = "/layouts/2";
    let seen = was(&helen.get(layout).await);
    let kept = [("place-reference", "1"), ("place-title", "2"), ("place-service", "3"), ("was", seen.as_str())];
    let with = |more: &[(&'static str, &'static str)]| [more, &kept].concat();
    let page = joanne.post(layout, &with(&[("name", "For the board")])).await;
    assert!(page.html.contains("For the board was saved."), "{}", page.html);
    let page = helen.post(layout, &with(&[("name", "For a meeting"), ("place-kind", "1")])).await;
    assert!(page.html.contains("Joanne Whitlock changed this at 10:00."), "{}", page.html);
    assert!(page.html.contains("value=\"For the board\""), "what only she changed is taken over: {}", page.html);
    let page = helen.post(layout, &with(&[("name", "For Marian")])).await;
    assert_eq!(page.status, StatusCode::CONFLICT, "{}", page.html);
    assert!(page.html.contains("Name of the layout") && page.html.contains("Keep mine"), "{}", page.html);

    let mut ada = Browser::signed_in(&office, "admin").await;
    let mail = "/settings/mail";
    let seen = was(&ada.get(mail).await);
    let server = |host: &'static str| {
        [
            ("host", host),
            ("port", "25"),
            ("security", "none"),
            ("from_name", "Thornbeck"),
            ("from_address", "feedback@thornbeck.example"),
            ("password", "not to be kept"),
            ("was", seen.as_str()),
        ]
    };
    let page = ada.post(mail, &server("one.thornbeck.example")).await;
    assert!(page.html.contains("Saved. Send a test message"), "{}", page.html);
    let page = ada.post(mail, &server("two.thornbeck.example")).await;
    assert_eq!(page.status, StatusCode::CONFLICT, "{}", page.html);
    assert!(page.html.contains("Give the password once more."), "{}", page.html);
    assert!(!page.html.contains("not to be kept"), "a password is in no draft and on no page");
    let page = ada.get(mail).await;
    assert!(page.html.contains("two.thornbeck.example"), "what was typed is kept: {}", page.html);
}
