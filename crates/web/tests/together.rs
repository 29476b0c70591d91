//! Several people at one case, and one who takes back what they did.

mod common;

use axum::http::StatusCode;
use common::Browser;
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
async fn what_somebody_outside_has_seen_offers_no_undo() {
    let office = office();
    let scene = Scene::logged(&office);
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    office.clock.pass(60);
    let root = format!("/cases/{}", scene.reference);
    let form = joanne.get(&format!("{root}/acknowledge")).await;
    let template = hidden(&form.html, "template");
    let made_from = hidden(&form.html, "made_from");
    let fields =
        [("method", "email"), ("words", "Dear Mrs Fairclough"), ("template", &template), ("made_from", &made_from)];
    let page = joanne.post(&format!("{root}/acknowledge"), &fields).await;
    assert_eq!((page.status, page.path.as_str()), (StatusCode::OK, root.as_str()), "{}", page.html);
    assert_eq!(undo_address(&page.html), None);
}

/// The value of a hidden field.
fn hidden(html: &str, name: &str) -> String {
    let at = html.find(&format!("name=\"{name}\" value=\"")).expect("the field") + name.len() + 15;
    html[at..].split('"').next().unwrap_or_default().to_owned()
}
