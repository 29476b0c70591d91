//! What a procedure provides beside its time limits, through the pages: other business on hold, contact that is ended,
//! the job in hand, who speaks without consent, endings without a letter, reviews.

use axum::http::StatusCode;
use testkit::{Scene, TestOffice, office, office_under};

use crate::common::{Browser, office_with, says, says_not};

/// An office that follows version 2 of Making Experiences Count, with these lines before its signing.
fn office_that(says: &str) -> TestOffice {
    office_with(&[("[signing]", &format!("{says}\n\n[signing]"))])
}

/// The fields of a complaint at the desk.
fn at_the_desk<'a>(service: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let base = [
        ("kind", "complaint"),
        ("channel", "phone"),
        ("received", "2/11/2026"),
        ("story", "The laptop came back broken."),
        ("service", service),
        ("name", "Mrs Eileen Fairclough"),
        ("phone", "01632 960 417"),
        ("email", "eileen@example.com"),
        ("act", "later"),
    ];
    base.into_iter().chain(more.iter().copied()).collect()
}

#[tokio::test]
async fn other_business_is_put_on_hold_and_let_go_on() {
    let office = office_that("[handling]\nholds = [{ id = \"council-tax\", title = \"Recovery of <council> tax\" }]");
    let scene = Scene::logged(&office);
    let root = format!("/cases/{}", scene.reference);
    let mut priya = Browser::signed_in(&office, "priya").await;
    let page = priya.get(&root).await;
    says(&page, &format!("{root}/hold"));
    says_not(&page, &format!("{root}/release"));
    says(
        &priya.post(&format!("{root}/hold"), &[("hold", ""), ("text", "Told Revenues")]).await,
        "Choose what it is about",
    );
    let page = priya.post(&format!("{root}/hold"), &[("hold", "council-tax"), ("text", "Told <Revenues>")]).await;
    says(&page, "It is on hold.");
    says(&page, "Recovery of &#60;council&#62; tax, since Mon 2 Nov");
    says_not(&page, &format!("{root}/hold\""));
    says(&priya.get(&format!("{root}/history")).await, "Told &#60;Revenues&#62;");
    says(&priya.get(&format!("{root}/hold")).await, "Nothing is left that the procedure of this case puts on hold.");

    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let page = joanne.post(&format!("{root}/close"), &[("note", "Put right at once.")]).await;
    says(&page, "Closed. Still on hold: Recovery of &#60;council&#62; tax.");
    says(&page, "Let other business go on");
    let page = joanne.post(&format!("{root}/release"), &[("hold", "council-tax")]).await;
    says(&page, "It goes on.");
    says_not(&page, ", since Mon 2 Nov");
    says(&joanne.get(&format!("{root}/release")).await, "Nothing is on hold.");
}

#[tokio::test]
async fn a_procedure_that_provides_none_of_it_asks_for_none_of_it() {
    let office = office();
    let scene = Scene::logged(&office);
    let root = format!("/cases/{}", scene.reference);
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let page = joanne.get(&root).await;
    for act in ["hold", "release"] {
        says_not(&page, &format!("{root}/{act}\""));
    }
    says_not(&joanne.get(&format!("{root}/contact")).await, "Was it rude or threatening?");
    let told =
        [("direction", "out"), ("reached", "yes"), ("channel", "phone"), ("manner", "ended"), ("text", "Shouting")];
    let page = joanne.post(&format!("{root}/contact"), &told).await;
    says(&page, "does not say that contact may be ended");
    let page = joanne.get("/log").await;
    says_not(&page, "Job in hand it is about");
    says(&page, "Not needed for a councillor, an MP or a parent.");
    says_not(&joanne.get("/lessons").await, "/lessons/reviews");
    says(&joanne.get("/lessons/reviews").await, "The procedure you follow asks for none.");
    says_not(&joanne.get("/today").await, "Reviews to see to");
}

#[tokio::test]
async fn rude_or_threatening_contact_is_seen_by_whoever_speaks_with_the_customer_next() {
    let office = office_that("[handling]\nabusive_contact = true");
    let scene = Scene::logged(&office);
    let root = format!("/cases/{}", scene.reference);
    let mut priya = Browser::signed_in(&office, "priya").await;
    says(&priya.get(&format!("{root}/contact")).await, "Was it rude or threatening?");
    let told = |reached, manner| {
        [("direction", "in"), ("reached", reached), ("channel", "phone"), ("manner", manner), ("text", "Swore at us.")]
    };
    let page = priya.post(&format!("{root}/contact"), &told("no", "warned")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    says(&page, "href=\"#manner\">Where nobody was reached, nobody was warned and nothing ended");
    let page = priya.post(&format!("{root}/contact"), &told("yes", "warned")).await;
    says(&page, "warned on Mon 2 Nov");
    let page = priya.post(&format!("{root}/contact"), &told("yes", "ended")).await;
    says(&page, "warned on Mon 2 Nov, ended after a warning on Mon 2 Nov");
    says(&priya.get(&format!("{root}/history")).await, "It was rude or threatening, and we ended it after a warning.");
}

#[tokio::test]
async fn feedback_about_a_job_in_hand_is_found_by_the_job() {
    let office = office_that("[handling]\nchild_of_job = true");
    let service = office.waste.to_string();
    let mut priya = Browser::signed_in(&office, "priya").await;
    says(&priya.get("/log").await, "Job in hand it is about");
    priya.post("/log", &at_the_desk(&service, &[("job", "JOB-77120")])).await;
    says(&priya.get("/cases/2026-0001").await, "JOB-77120");
    says(&priya.get("/cases?q=77120").await, "2026-0001");
    let correct = "/cases/2026-0001/correct";
    says(&priya.get(correct).await, "value=\"JOB-77120\"");
    let typed = [
        ("title", "The laptop"),
        ("story", "The laptop came back broken."),
        ("channel", "phone"),
        ("received", "2/11/2026"),
        ("job", "JOB-77121"),
        ("reason", "A slip"),
    ];
    priya.post(correct, &typed).await;
    says(&priya.get("/cases/2026-0001").await, "JOB-77121");
    says_not(&priya.get("/cases?q=77120").await, "2026-0001");
    says(&priya.get("/cases/2026-0001/history").await, "the job it is about");
}

#[tokio::test]
async fn whom_the_procedure_lets_speak_is_written_to_without_an_authority() {
    let office = office_that("[acceptance]\nwithout_consent = [\"solicitor\"]");
    let service = office.waste.to_string();
    let mut priya = Browser::signed_in(&office, "priya").await;
    says(&priya.get("/log").await, "Not needed for a solicitor, a councillor, an MP or a parent.");
    let acting = [
        ("telling", "acting"),
        ("acting_name", "Ms Rao"),
        ("acting_relation", "solicitor"),
        ("acting_email", "rao@example.com"),
    ];
    let page = priya.post("/log/next", &at_the_desk(&service, &acting)).await;
    says_not(&page, "written authority is needed");
    priya.post("/log", &at_the_desk(&service, &acting)).await;
    says(&priya.get("/cases/2026-0001").await, "Solicitor. No written authority needed.");
    says(
        &priya.get("/cases/2026-0001/represent").await,
        "Written authority (not needed for a solicitor, a councillor, an MP or a parent)",
    );
    let family = [acting[0], acting[1], ("acting_relation", "family"), acting[3]];
    priya.post("/log", &at_the_desk(&service, &family)).await;
    says(&priya.get("/cases/2026-0002").await, "Authority still needed");
}

#[tokio::test]
async fn a_stage_that_ends_with_a_call_is_closed_once_we_called() {
    let ends = (
        "kinds = [\"complaint\"]\n\n# An acknowledgement",
        "kinds = [\"complaint\"]\nends_with = [\"contacted\", \"responded\"]\n\n# An acknowledgement",
    );
    let office = office_with(&[ends]);
    let scene = Scene::logged(&office);
    scene.acknowledge().expect("it is acknowledged");
    scene.given_to_dan();
    let root = format!("/cases/{}", scene.reference);
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    says_not(&joanne.get(&root).await, &format!("{root}/close\""));
    let told =
        [("direction", "out"), ("reached", "yes"), ("channel", "phone"), ("text", "Said that the bin is on the list.")];
    says(&joanne.post(&format!("{root}/contact"), &told).await, &format!("{root}/close"));
    let page = joanne.get(&format!("{root}/close")).await;
    says(&page, "settled without a letter");
    says(&joanne.post(&format!("{root}/close"), &[("note", " ")]).await, "Say what was done");
    let page = joanne.post(&format!("{root}/close"), &[("note", "Told her on the phone.")]).await;
    says(&page, "Closed.");
    says(&joanne.get(&format!("{root}/history")).await, "It counts as answered on Mon 2 Nov.");
}

#[tokio::test]
async fn one_of_many_is_closed_with_a_published_answer() {
    let office = office_that("[handling]\ncampaigns = true");
    let (one, other) = (Scene::logged(&office), Scene::logged(&office));
    let root = format!("/cases/{}", one.reference);
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    says_not(&joanne.get(&format!("{root}/close")).await, "published statement");
    let tie = [("other", other.reference.to_string()), ("how", "related".to_owned())];
    let tie: Vec<(&str, &str)> = tie.iter().map(|(name, value)| (*name, value.as_str())).collect();
    joanne.post(&format!("{root}/link"), &tie).await;
    says(&joanne.get(&root).await, "Close</a>");
    let form = joanne.get(&format!("{root}/close")).await;
    says(&form, "Answered by a published statement");
    says_not(&form, "checked");
    let close = |note| [("ending", "published"), ("note", note), ("told", "2/11/2026")];
    says(&joanne.post(&format!("{root}/close"), &[("note", "Sorted")]).await, "Choose how it ends");
    says(&joanne.post(&format!("{root}/close"), &close("")).await, "Say where it was published");
    let page = joanne.post(&format!("{root}/close"), &close("On our web page, 2 November")).await;
    says(&page, "Closed.");
    says(&joanne.get(&format!("{root}/history")).await, "Closed: answered by a published statement");
}

#[tokio::test]
async fn reviews_that_the_procedure_asks_for_are_written_down_and_come_up_again() {
    let office = office_that("[[review]]\ntitle = \"The <figures>, by managers\"\nevery = \"1 month\"");
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let page = joanne.get("/today").await;
    says(&page, "Reviews to see to");
    says(&page, "The &#60;figures&#62;, by managers");
    let page = joanne.get("/lessons/reviews?review=making-experiences-count%3A+The+%3Cfigures%3E%2C+by+managers").await;
    says(&page, "Say when it was done last");
    says(&page, "selected>The &#60;figures&#62;, by managers");
    let review = "making-experiences-count: The <figures>, by managers";
    let write = |on, review| [("review", review), ("on", on), ("note", "Bins are late <again>")];
    for (typed, why) in [
        (write("", review), "Give the day it was done"),
        (write("3/11/2026", review), "The day it was done cannot be in the future"),
        (write("2/11/2026", "another"), "Choose what was looked at"),
    ] {
        let page = joanne.post("/lessons/reviews", &typed).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        says(&page, why);
        says(&page, "Bins are late &#60;again&#62;</textarea>");
    }
    let once = [write("2/11/2026", review).as_slice(), &[("once", "abc")]].concat();
    joanne.post("/lessons/reviews", &once).await;
    let page = joanne.post("/lessons/reviews", &once).await;
    says(&page, "The review was written down.");
    says(&page, "Due Wed 2 Dec");
    assert_eq!(page.html.matches("Mon 2 Nov, Joanne Whitlock").count(), 2, "once, and once more on its button");
    says(&page, "Mon 2 Nov, Joanne Whitlock");
    says_not(&joanne.get("/today").await, "Reviews to see to");
    office.clock.set("2026-11-18 09:00");
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    says(&joanne.get("/today").await, "Due Wed 2 Dec");
    office.clock.set("2026-12-03 09:00");
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    says(&joanne.get("/today").await, "Late, was due Wed 2 Dec");

    let mut rhys = Browser::signed_in(&office, "rhys").await;
    says(&rhys.get("/lessons/reviews").await, "Bins are late");
    assert_eq!(rhys.post("/lessons/reviews", &write("3/12/2026", review)).await.status, StatusCode::FORBIDDEN);
    says_not(&rhys.get("/today").await, "Reviews to see to");
    let mut priya = Browser::signed_in(&office, "priya").await;
    assert_eq!(priya.get("/lessons/reviews").await.status, StatusCode::FORBIDDEN);

    let page = joanne.post("/lessons/reviews/1/take-back", &[]).await;
    says(&page, "It was taken back.");
    says(&page, "Nobody has written it down yet.");
    says(&joanne.post("/lessons/reviews/1/put-back", &[]).await, "Late, was due Wed 2 Dec");
    joanne.post("/lessons/reviews/1/take-back", &[]).await;
    assert_eq!(joanne.post("/lessons/reviews/9/take-back", &[]).await.status, StatusCode::NOT_FOUND);
    let mut ada = Browser::signed_in(&office, "admin").await;
    let page = ada.get("/settings/audit").await;
    says(&page, "Wrote a review down: The &#60;figures&#62;, by managers");
    says(&page, "Took a review back");
}

#[tokio::test]
async fn a_step_lists_what_the_procedure_has_its_message_say() {
    let office = office_under("estates-customer-services");
    let form = app::cases::LogForm { grounds: Vec::new(), ..Scene::complaint(&office) };
    let step = format!("/cases/{}/step", Scene::logged_as(&office, &form).reference);
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let page = joanne.get(&step).await;
    says(&page, "The day we sent an update");
    says(&page, "It should have said: the dates, the reason");
    says(&joanne.post(&step, &[("step", "updated"), ("on", "2/11/2026")]).await, "Recorded.");
}
