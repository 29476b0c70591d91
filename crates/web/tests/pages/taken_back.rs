//! The way back stands as long as there is one: on the case, after many at once, on a customer, in a form.

use crate::common::{Browser, Page, says, says_not};
use testkit::{Scene, TestOffice, office};

/// A whole complaint as the form sends it.
fn complaint<'a>(service: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let base = [
        ("draft", "log"),
        ("kind", "complaint"),
        ("channel", "phone"),
        ("received", "2/11/2026"),
        ("story", "The gate was locked at noon."),
        ("service", service),
        ("name", "Ann Price"),
        ("phone", "01632 960 555"),
        ("address", "2 Mill Lane"),
        ("postcode", "TB4 2QT"),
    ];
    base.into_iter().chain(more.iter().copied()).collect()
}

/// The line on the pages of a case.
fn last(page: &Page) -> Option<&str> {
    let line = page.html.split("class=\"hd-last\"").nth(1)?;
    line.split("</form>").next()
}

#[tokio::test]
async fn the_last_act_can_be_undone_from_the_case_as_long_as_it_can_be_undone() {
    let office = office();
    let scene = Scene::logged(&office);
    let root = format!("/cases/{}", scene.reference);
    let mut priya = Browser::signed_in(&office, "priya").await;
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let line = last(&priya.get(&root).await).map(str::to_owned).expect("it was just logged");
    assert!(line.contains(&format!("action=\"{root}/undo/1\"")), "{line}");
    office.clock.pass(600);
    assert_eq!(last(&priya.get(&root).await), None, "others rely on it by now");
    office.clock.pass(60);
    let page = priya.post(&format!("{root}/note"), &[("text", "She rang.")]).await;
    assert_eq!(last(&page), None, "the message that was just shown has the button");
    office.clock.pass(600);
    for tab in ["", "/letters", "/documents", "/history"] {
        let page = priya.get(&format!("{root}{tab}")).await;
        let line = last(&page).unwrap_or_else(|| panic!("it stands at {tab}"));
        assert!(line.contains("Last: <b>Note</b>, by you at 10:11"), "{line}");
        assert!(line.contains(&format!("action=\"{root}/undo/2\"")), "{line}");
    }
    assert_eq!(last(&joanne.get(&root).await), None, "nobody takes back what another did");
    says(&priya.post(&format!("{root}/undo/2"), &[]).await, "Undone. The history shows both.");
    assert_eq!(last(&priya.get(&root).await), None);
    office.clock.pass(60);
    priya.post(&format!("{root}/note"), &[("text", "She rang again.")]).await;
    office.clock.set("2026-11-03 09:00");
    let mut priya = Browser::signed_in(&office, "priya").await;
    assert_eq!(last(&priya.get(&root).await), None, "the next day others rely on it");
}

#[tokio::test]
async fn a_response_that_has_not_left_is_called_back_from_the_case() {
    let office = office();
    let scene = Scene::logged(&office);
    scene.acknowledge().expect("acknowledged");
    scene.given_to_dan();
    scene.submitted();
    office.clock.pass(60);
    scene.sent().expect("sent");
    let root = format!("/cases/{}", scene.reference);
    let mut marian = Browser::signed_in(&office, "marian").await;
    office.clock.pass(20);
    let page = marian.get(&root).await;
    let line = last(&page).expect("there is time");
    assert!(line.contains("The response was sent") && line.contains("data-undo-seconds=\"40\""), "{line}");
    assert!(line.contains(&format!("action=\"{root}/recall\"")), "{line}");
    office.clock.pass(41);
    assert_eq!(last(&marian.get(&root).await), None, "it has left");
}

#[tokio::test]
async fn many_that_were_given_at_once_are_taken_back_at_once() {
    let office = office();
    let cases: Vec<String> = (0..3).map(|_| Scene::logged(&office).reference.to_string()).collect();
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let to = format!("service-{}", office.waste);
    office.clock.pass(60);
    let mut form = vec![("to", to.as_str())];
    form.extend(cases.iter().map(|case| ("case", case.as_str())));
    let page = joanne.post("/cases/give", &form).await;
    says(&page, "3 cases were given");
    says(&page, "Undo all 3");
    let acts: Vec<String> = cases.iter().map(|case| format!("{case}.2")).collect();
    for act in &acts {
        says(&page, &format!("name=\"case\" value=\"{act}\""));
    }
    // Somebody goes on with one of them.
    let mut priya = Browser::signed_in(&office, "priya").await;
    office.clock.pass(10);
    priya.post(&format!("/cases/{}/note", cases[1]), &[("text", "She rang.")]).await;
    let form: Vec<(&str, &str)> = acts.iter().map(|act| ("case", act.as_str())).collect();
    let page = joanne.post("/cases/give/undo", &form).await;
    says(&page, "2 of 3 cases were taken back");
    says(&page, "Not taken back</span> Something was done since. Only what you did last can be undone.");
    says(&joanne.get(&format!("/cases/{}", cases[0])).await, "Not given to anyone yet");
    says(&joanne.get(&format!("/cases/{}", cases[1])).await, "with Marian Teale");
    assert_eq!(waiting_for(&office, "marian"), 1, "one of them is still hers, so she is told");
}

#[tokio::test]
async fn nobody_is_told_of_cases_that_were_taken_back_in_time() {
    let office = office();
    let case = Scene::logged(&office).reference.to_string();
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let to = format!("service-{}", office.waste);
    office.clock.pass(60);
    joanne.post("/cases/give", &[("to", to.as_str()), ("case", case.as_str())]).await;
    assert_eq!(waiting_for(&office, "marian"), 1);
    office.clock.pass(10);
    let page = joanne.post("/cases/give/undo", &[("case", &format!("{case}.2"))]).await;
    says(&page, "1 case was taken back");
    assert_eq!(waiting_for(&office, "marian"), 0, "the message waited for more of them, and is gone");
}

#[tokio::test]
async fn each_case_goes_to_the_head_of_its_own_service() {
    let office = office();
    let waste = office.waste.to_string();
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    joanne.post("/log", &complaint(&waste, &[("act", "later"), ("once", "a")])).await;
    joanne.post("/log", &complaint("not-sure", &[("act", "later"), ("once", "b")])).await;
    says(&joanne.get("/cases").await, "<noscript><a class=\"govuk-link\" href=\"/cases?tick=all\">");
    let page = joanne.get("/cases?tick=all").await;
    assert_eq!(
        page.html.matches("\" checked><label class=\"govuk-label govuk-checkboxes__label\" for=\"tick-").count(),
        2
    );
    let cases = [("to", "own-heads"), ("case", "2026-0001"), ("case", "2026-0002")];
    let page = joanne.get("/cases/give?to=own-heads&case=2026-0001&case=2026-0002").await;
    says(&page, "Give 1 case to the Heads of their own services");
    says(&page, "Marian Teale gets it.");
    says(&page, "It is not known which service it is about.");
    let page = joanne.post("/cases/give", &cases).await;
    says(&page, "1 of 2 cases were given");
    says(&page, "Marian Teale has it.");
    says(&page, "Each Head is told in one email.");
}

/// How many messages wait for a person.
fn waiting_for(office: &TestOffice, name: &str) -> usize {
    let address = office.who(name).person.email;
    let late = office.now() + chrono::TimeDelta::days(1);
    let mail = office.office.read(|reading| Ok(reading.mail_due(late, 100)?)).expect("mail");
    mail.into_iter().filter(|mail| mail.to_email == address).count()
}

#[tokio::test]
async fn a_case_just_logged_is_taken_back_and_its_form_is_here_again() {
    let office = office();
    let waste = office.waste.to_string();
    let mut priya = Browser::signed_in(&office, "priya").await;
    let form = complaint(&waste, &[("act", "later"), ("once", "a")]);
    let page = priya.post("/log", &form).await;
    says(&page, "Saved as 2026-0001.");
    says(&page, "action=\"/cases/2026-0001/undo/1\"");
    assert_eq!(last(&page), None, "the message has the button");
    office.clock.pass(30);
    let page = priya.post("/cases/2026-0001/undo/1", &[]).await;
    assert_eq!(page.path, "/log?draft=log");
    says(&page, "Undone. What you typed is here again. 2026-0001 is closed as logged by mistake.");
    for typed in ["The gate was locked at noon.", "Ann Price", "01632 960 555", "2 Mill Lane"] {
        says(&page, typed);
    }
    says_not(&page, "already has an open complaint");
    let case = priya.get("/cases/2026-0001").await;
    says(&case, "Logged by mistake");
    says(&priya.get("/cases/2026-0001/history").await, "Closed: logged by mistake");
    // It is in no list but where it is looked for.
    for list in ["/today", "/cases", "/cases?state=all", "/cases?state=closed", "/cases?from=2/11/2026"] {
        says_not(&priya.get(list).await, "2026-0001");
    }
    says(&priya.get("/customers?phone=01632960555").await, "Nobody with these details");
    assert_eq!(priya.get("/cases?q=2026-0001").await.path, "/cases/2026-0001");
    says(&priya.get("/cases?q=gate").await, "2026-0001");
    // Sent again, by going back or from the form that came back, it is a case of its own.
    says(&priya.post("/log", &form).await, "Saved as 2026-0002.");
    says(&priya.post("/cases/2026-0001/undo/1", &[]).await, "Only what you did last can be undone.");
}

#[tokio::test]
async fn an_acknowledgement_of_a_case_taken_back_does_not_leave() {
    let office = office();
    office.keep_mail_server(&app::settings::MailServer::default());
    let waste = office.waste.to_string();
    let mut priya = Browser::signed_in(&office, "priya").await;
    let by_email = [("act", "print"), ("email", "ann@example.org"), ("reply_by", "email"), ("once", "a")];
    let page = priya.post("/log", &complaint(&waste, &by_email)).await;
    says(&page, "data-undo-seconds=\"60\"");
    says(&page, "action=\"/cases/2026-0001/undo/1\"");
    let due = |office: &TestOffice| {
        let late = office.now() + chrono::TimeDelta::days(1);
        let mail = office.office.read(|reading| Ok(reading.mail_due(late, 100)?)).expect("mail");
        mail.into_iter().filter(|mail| mail.to_email == "ann@example.org").count()
    };
    assert_eq!(due(&office), 1);
    office.clock.pass(20);
    says(&priya.post("/cases/2026-0001/undo/1", &[]).await, "What you typed is here again.");
    assert_eq!(due(&office), 0, "nobody is written to");
    // A minute later it has left, and nothing is offered any more.
    priya
        .post("/log", &complaint(&waste, &[("act", "print"), ("email", "ann@example.org"), ("reply_by", "email")]))
        .await;
    office.clock.pass(61);
    says_not(&priya.get("/cases/2026-0002").await, "/undo/1");
    says(&priya.post("/cases/2026-0002/undo/1", &[]).await, "Sending can be undone for 60 seconds only.");
}

#[tokio::test]
async fn a_slip_that_was_handed_over_keeps_its_case() {
    let office = office();
    let waste = office.waste.to_string();
    let mut priya = Browser::signed_in(&office, "priya").await;
    let in_person: Vec<(&str, &str)> = complaint(&waste, &[("act", "print")])
        .into_iter()
        .filter(|(name, _)| !["address", "postcode"].contains(name))
        .map(|(name, value)| if name == "channel" { (name, "in-person") } else { (name, value) })
        .collect();
    priya.post("/log", &in_person).await;
    says(&priya.post("/cases/2026-0001/undo/1", &[]).await, "only what nobody outside has seen can");
    says_not(&priya.get("/cases/2026-0001").await, "/undo/1");
}

#[tokio::test]
async fn what_was_sorted_at_once_is_opened_again_by_undo_and_stays_logged() {
    let office = office();
    let waste = office.waste.to_string();
    let mut priya = Browser::signed_in(&office, "priya").await;
    let page = priya.post("/log", &complaint(&waste, &[("act", "sorted"), ("done", "Opened it.")])).await;
    says(&page, "Closed as sorted at first contact. Undo opens it again.");
    says(&page, "action=\"/cases/2026-0001/undo/2\"");
    let page = priya.post("/cases/2026-0001/undo/2", &[]).await;
    says(&page, "Undone. The history shows both.");
    says(&page, "Not given to anyone yet");
    let page = priya.post("/cases/2026-0001/undo/1", &[]).await;
    says(&page, "Only what you did last can be undone.");
}

#[tokio::test]
async fn a_story_added_to_another_case_comes_back_into_its_form() {
    let office = office();
    let scene = Scene::logged(&office);
    let reference = scene.reference.to_string();
    let waste = office.waste.to_string();
    let mut priya = Browser::signed_in(&office, "priya").await;
    office.clock.pass(60);
    let page = priya.post("/log/add", &complaint(&waste, &[("add_to", &reference)])).await;
    says(&page, &format!("Added to {reference} as a contact."));
    let page = priya.post(&format!("/cases/{reference}/undo/2"), &[]).await;
    assert_eq!(page.path, "/log?draft=log");
    says(&page, &format!("Undone. What you typed is here again. {reference} no longer has it."));
    for typed in ["The gate was locked at noon.", "Ann Price", "01632 960 555", "2 Mill Lane"] {
        says(&page, typed);
    }
    says(&priya.get("/today").await, "The gate was locked at noon.");
    // A note of another time brings nothing back.
    office.clock.pass(60);
    priya.post(&format!("/cases/{reference}/note"), &[("text", "She rang.")]).await;
    let page = priya.post(&format!("/cases/{reference}/undo/4"), &[]).await;
    assert_eq!(page.path, format!("/cases/{reference}"));
}

#[tokio::test]
async fn details_that_were_put_right_are_put_back_by_whoever_did_it_that_day() {
    let office = office();
    Scene::logged(&office);
    let mut priya = Browser::signed_in(&office, "priya").await;
    let right = [("name", "Mrs Ellen Fairclough"), ("phone", "01632 960 417"), ("reason", "Misheard")];
    let page = priya.post("/customers/1/correct", &right).await;
    says(&page, "Put right, for all their cases.");
    let undo = "/customers/1/correct/undo/";
    let start = page.html.find(undo).expect("Undo is offered");
    let address: String = page.html[start..].chars().take_while(|letter| *letter != '"').collect();
    office.clock.pass(600);
    says(&priya.get("/customers/1").await, &address);
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    says_not(&joanne.get("/customers/1").await, undo);
    says(&joanne.post(&address, &[]).await, "Only what you did last can be undone.");
    let page = priya.post(&address, &[]).await;
    says(&page, "Undone. Their details are as they were before.");
    says(&page, "<h1>Mrs Eileen Fairclough</h1>");
    says_not(&page, undo);
    says(&priya.post(&address, &[]).await, "Only what you did last can be undone.");
}
