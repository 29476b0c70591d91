//! What should not happen and does: the page says what is kept, and its number is in the log.

use std::{io::Write, sync::Arc, sync::Mutex};

use axum::http::StatusCode;
use testkit::{TestOffice, office};
use tracing_subscriber::fmt::MakeWriter;

use crate::common::{Browser, says, says_not};

/// A setting that cannot be read: whatever asks for it breaks.
fn break_reminders(office: &TestOffice) {
    office.office.store().write(|writing| writing.set_setting("reminders", "{")).expect("it is set");
}

/// A log in memory.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("nobody panics").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Log;

    fn make_writer(&'a self) -> Log {
        self.clone()
    }
}

#[tokio::test]
async fn a_page_that_breaks_says_so_and_its_number_finds_it_in_the_log() {
    let office = office();
    let mut admin = Browser::signed_in(&office, "admin").await;
    break_reminders(&office);
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt().with_writer(log.clone()).with_ansi(false).finish();
    let logging = tracing::subscriber::set_default(subscriber);
    let page = admin.get("/settings/reminders?q=Fairclough").await;
    drop(logging);
    assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR);
    says(&page, "This page could not be shown. Nothing was changed.");
    says_not(&page, "not saved");
    says_not(&page, "is kept");
    says(&page, "href=\"/settings/reminders?q=Fairclough\" role=\"button\"");
    let (_, after) = page.html.split_once("Error ").expect("a number");
    let number = &after[..4];
    assert!(number.chars().all(|digit| digit.is_ascii_hexdigit()), "{number}");
    says(&page, &format!("error {number}, "));
    let log = String::from_utf8(log.0.lock().expect("nobody panics").clone()).expect("words");
    assert!(log.contains(number) && log.contains("/settings/reminders") && log.contains("Setting reminders"), "{log}");
    assert!(!log.contains("Fairclough"), "what was searched for is nobody's business: {log}");
}

#[tokio::test]
async fn a_form_that_breaks_says_until_when_the_typing_is_kept_and_leads_back_to_it() {
    let office = office();
    let mut admin = Browser::signed_in(&office, "admin").await;
    let urlencoded = "application/x-www-form-urlencoded";
    let kept = admin.send("PUT", "/drafts/settings/reminders", urlencoded, "days=5&on=yes").await;
    assert_eq!(kept.status, StatusCode::OK);
    let at = kept.html.split_once("Draft kept at ").expect("when").1[..5].to_owned();
    break_reminders(&office);
    let page = admin.post("/settings/reminders", &[("days", "5"), ("on", "yes")]).await;
    assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR);
    says(&page, &format!("What you did was not saved. Your work up to {at} is kept. <b>Error "));
    says(&page, "href=\"/settings/reminders\" role=\"button\"");
    let other = admin.post("/settings/reminders/keep", &[]).await;
    says(&other, "What you did was not saved. <b>Error ");
    says(&other, "href=\"/today\" role=\"button\"");
}
