//! A count that begins anew when the customer makes clear what was asked: recorded, tried out, and kept through changes
//! of the calendar.

use crate::common::{Browser, change, closure, office_with, says};
use app::calendar_change::Change;
use domain::Reference;
use testkit::{Scene, TestOffice};

/// An office that counts the response anew when something was made clear, and that is closed on 11 November.
fn office_that_asks() -> TestOffice {
    let office = office_with(&[("title = \"Respond\"", "title = \"Respond\"\nrestarts_on = [\"clarified\"]")]);
    change(&office, Change::Add(closure("2026-11-11")));
    office
}

async fn clarified(office: &TestOffice, reference: Reference, on: &str) {
    let mut joanne = Browser::signed_in(office, "joanne").await;
    let step = format!("/cases/{reference}/step");
    says(&joanne.get(&step).await, "The day the customer made clear what we asked about");
    says(&joanne.post(&step, &[("step", "clarified"), ("on", on)]).await, "Recorded.");
}

fn due(office: &TestOffice, scene: &Scene<'_>) -> String {
    let row = office.office.read(|reading| Ok(reading.row(scene.reference)?)).expect("a row");
    row.and_then(|row| row.respond_due).expect("a date").to_string()
}

#[tokio::test]
async fn a_date_that_only_a_new_count_made_is_not_kept_as_if_it_had_been_promised() {
    let office = office_that_asks();
    let scene = Scene::logged(&office);
    scene.acknowledge().expect("it is acknowledged");
    assert_eq!(due(&office, &scene), "2026-11-24", "as the acknowledgement says");
    office.clock.set("2026-11-09 10:00");
    clarified(&office, scene.reference, "9/11/2026").await;
    assert_eq!(due(&office, &scene), "2026-12-01");
    let page = Browser::signed_in(&office, "joanne").await.get(&format!("/cases/{}", scene.reference)).await;
    says(&page, "from the day the customer made clear what we asked about, Monday 9 November 2026");
    change(&office, Change::Remove(closure("2026-11-11")));
    assert_eq!(due(&office, &scene), "2026-11-30", "nobody told the customer 1 December");
    let events = || office.office.read(|reading| Ok(reading.history(scene.reference)?.len())).expect("a history");
    let before = events();
    change(&office, Change::Add(closure("2026-12-28")));
    change(&office, Change::Remove(closure("2026-12-28")));
    assert_eq!(events(), before, "what is kept already is not kept again");
    let verified = app::housekeeping::verify(&office.office, &mut |_| ()).expect("verified");
    assert_eq!(verified.problems, Vec::<String>::new());
}

#[tokio::test]
async fn what_began_anew_in_time_stays_so() {
    let office = office_that_asks();
    let scene = Scene::logged(&office);
    assert_eq!(due(&office, &scene), "2026-11-24");
    office.clock.set("2026-11-24 10:00");
    clarified(&office, scene.reference, "24/11/2026").await;
    assert_eq!(due(&office, &scene), "2026-12-15", "on the last day");
    office.clock.set("2026-11-25 10:00");
    change(&office, Change::Remove(closure("2026-11-11")));
    assert_eq!(due(&office, &scene), "2026-12-15", "by the days of now it would have been a day late");
}

#[tokio::test]
async fn it_is_tried_out_by_its_day() {
    let office = office_that_asks();
    let mut priya = Browser::signed_in(&office, "priya").await;
    let tried = "/procedures/making-experiences-count/try?version=2&received=2%2F11%2F2026";
    says(&priya.get(tried).await, "Due Tue 24 Nov");
    let page = priya.get(&format!("{tried}&anew-complaint-clarified=9%2F11%2F2026")).await;
    says(&page, "Due Tue 1 Dec");
    says(&page, "value=\"9/11/2026\"");
}
