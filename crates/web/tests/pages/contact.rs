//! Recording a contact: who contacted whom, when it took place, and how the history tells of both days.

use crate::common::{Browser, says, says_not};
use axum::http::StatusCode;
use testkit::{Scene, office};

#[tokio::test]
async fn a_contact_is_now_and_ours_unless_somebody_says_otherwise() {
    let office = office();
    let root = format!("/cases/{}", Scene::logged(&office).reference);
    let mut priya = Browser::signed_in(&office, "priya").await;
    let form = priya.get(&format!("{root}/contact")).await;
    says(&form, "value=\"2/11/2026\"");
    says(&form, "value=\"out\" checked");
    let sent = [("direction", "out"), ("reached", "yes"), ("channel", "phone"), ("on", "2/11/2026"), ("time", "")];
    priya.post(&format!("{root}/contact"), &[&sent[..], &[("text", "She agrees.")]].concat()).await;
    let page = priya.get(&format!("{root}/history")).await;
    says(&page, "Phoned the customer");
    says_not(&page, "It was ");
}

#[tokio::test]
async fn the_history_says_when_it_took_place_and_when_it_was_written_down() {
    let office = office();
    let root = format!("/cases/{}", Scene::logged(&office).reference);
    office.clock.set("2026-11-05 09:30");
    let mut priya = Browser::signed_in(&office, "priya").await;
    let sent = |on, time| {
        [
            ("direction", "in"),
            ("reached", "yes"),
            ("channel", "phone"),
            ("on", on),
            ("time", time),
            ("text", "She rang."),
        ]
    };
    for (on, time, says_why) in [
        ("6/11/2026", "", "href=\"#on\">It cannot have been before Monday 2 November 2026 or after today</a>"),
        ("5/11/2026", "16:30", "href=\"#time\">It cannot have been later than now</a>"),
        ("4/11/2026", "tea", "href=\"#time\">Give the time like 16:30</a>"),
    ] {
        let page = priya.post(&format!("{root}/contact"), &sent(on, time)).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        says(&page, says_why);
        says(&page, "She rang.</textarea>");
        says(&page, "value=\"in\" checked");
    }
    priya.post(&format!("{root}/contact"), &sent("4/11/2026", "16:10")).await;
    let page = priya.get(&format!("{root}/history")).await;
    says(&page, "The customer phoned");
    says(&page, "It was Wed 4 Nov, 16:10. Written down Thu 5 Nov.");
}
