//! While mail cannot leave, no page says of a letter that it went by email.

use app::settings::MailServer;
use testkit::{Scene, TestOffice, office};

use crate::common::{Browser, hidden, says, says_not};

const WAITS: &str = "The email is written and waits: the mail settings need attention.";

/// Before an administrator has set mail up.
fn without_mail() -> TestOffice {
    let office = office();
    office.keep_mail_server(&MailServer::default());
    office
}

#[tokio::test]
async fn the_desk_reads_before_and_after_saving_that_the_acknowledgement_waits() {
    let office = without_mail();
    let service = office.waste.to_string();
    let mut priya = Browser::signed_in(&office, "priya").await;
    let form = [
        ("kind", "complaint"),
        ("channel", "phone"),
        ("received", "2/11/2026"),
        ("story", "The bin was left twice."),
        ("service", service.as_str()),
        ("name", "Mrs Eileen Fairclough"),
        ("email", "eileen@example.com"),
        ("reply_by", "email"),
        ("act", "print"),
    ];
    let next = priya.post("/log/next", &form).await;
    says(&next, "The acknowledgement will wait: the mail settings need attention.");
    let page = priya.post("/log", &form).await;
    says(&page, &format!("Saved as 2026-0001. {WAITS}"));
    says_not(&page, "on its way by email");
}

#[tokio::test]
async fn an_act_says_that_its_letter_waits_and_the_history_once_it_is_held() {
    let office = without_mail();
    let scene = Scene::logged(&office);
    let root = format!("/cases/{}", scene.reference);
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    says(&joanne.get(&format!("{root}/pass")).await, "Their email waits: the mail settings need attention");
    let form = joanne.get(&format!("{root}/acknowledge")).await;
    let (seen, template) = (hidden(&form, "seen"), hidden(&form, "template"));
    let sent = [("seen", seen.as_str()), ("method", "email"), ("words", &template), ("template", &template)];
    let page = joanne.post(&format!("{root}/acknowledge"), &sent).await;
    says(&page, &format!("Acknowledged. {WAITS}"));
    says_not(&page, "Acknowledged by email.");
    office.clock.pass(60);
    let post = app::outbox::post(&office.office, &|| Ok(None)).expect("settings can be read");
    app::outbox::deliver_due(&office.office, &post, &|| office.now()).expect("a round");
    says(&joanne.get(&format!("{root}/history")).await, WAITS);
}

#[tokio::test]
async fn a_signed_response_that_waits_is_not_said_to_be_sent() {
    let office = without_mail();
    let scene = Scene::logged(&office);
    scene.given_to_dan();
    scene.submitted();
    let root = format!("/cases/{}", scene.reference);
    let mut marian = Browser::signed_in(&office, "marian").await;
    let page = marian.get(&format!("{root}/response")).await;
    let (seen, version) = (hidden(&page, "seen"), hidden(&page, "version"));
    let sent = [
        ("seen", seen.as_str()),
        ("version", &version),
        ("text", testkit::RESPONSE),
        ("method", "email"),
        ("send", "1"),
    ];
    let page = marian.post(&format!("{root}/sign-off"), &sent).await;
    says(&page, &format!("Signed off. {WAITS}"));
    says_not(&page, "Signed off and sent");
}

#[tokio::test]
async fn nothing_waits_once_mail_is_set_up() {
    let office = office();
    assert_eq!(app::outbox::waits(&office.office).ok(), Some(false));
    office.keep_mail_server(&MailServer { from_address: String::new(), ..MailServer::default() });
    assert_eq!(app::outbox::waits(&office.office).ok(), Some(true));
}

#[tokio::test]
async fn an_email_that_waits_can_be_printed_and_posted_and_then_never_leaves() {
    let office = without_mail();
    let scene = Scene::logged(&office);
    scene.acknowledge().expect("it is acknowledged");
    let root = format!("/cases/{}", scene.reference);
    let mut priya = Browser::signed_in(&office, "priya").await;
    says(&priya.get(&format!("{root}/letters")).await, "Print and post it instead");
    says(&priya.get(&format!("{root}/on-paper")).await, "The letter counts as sent on the day it is posted.");
    says(&priya.post(&format!("{root}/on-paper"), &[]).await, "Choose the letter");
    let page = priya.post(&format!("{root}/on-paper"), &[("letter", "1")]).await;
    assert_eq!(page.path, format!("{root}/letters/1?print=now"));
    says(&page, "The email will not leave. Print the letter, post it, then mark it as posted.");
    says(&page, "14 Rudd Lane");
    says_not(&page, "Print and post it instead");
    says(&priya.get("/today").await, &format!("Acknowledgement for {}", scene.reference));

    let page = priya.post(&format!("{root}/posted"), &[("letter", "1")]).await;
    says(&page, "Marked as posted.");
    says(&priya.get(&format!("{root}/history")).await, "The email waited, so it leaves on paper instead");
}

#[tokio::test]
async fn without_an_address_it_cannot_go_by_post() {
    let office = without_mail();
    let form = app::cases::LogForm { address: String::new(), ..Scene::complaint(&office) };
    let scene = Scene::logged_as(&office, &form);
    scene.acknowledge().expect("it is acknowledged");
    let root = format!("/cases/{}", scene.reference);
    let mut priya = Browser::signed_in(&office, "priya").await;
    says_not(&priya.get(&format!("{root}/letters")).await, "Print and post it instead");
    says(
        &priya.post(&format!("{root}/on-paper"), &[("letter", "1")]).await,
        "We have no way to write to this customer.",
    );
}
