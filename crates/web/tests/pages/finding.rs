//! Finding cases again: saved views, exports by layout, giving many at once, customers.

use crate::common::{Browser, hidden, says, says_not};
use app::cases::LogForm;
use axum::http::StatusCode;
use testkit::{Scene, TestOffice, office};

#[tokio::test]
async fn a_list_is_saved_under_a_name_and_for_everybody_by_those_who_may() {
    let office = office();
    let mut priya = Browser::signed_in(&office, "priya").await;
    says(&priya.get("/cases?kind=complaint&ward=Rudd").await, "href=\"/views/new?kind=complaint&#38;ward=Rudd\"");
    let form = priya.get("/views/new?kind=complaint&ward=Rudd&evil=1").await;
    says(&form, "Type: Complaint");
    says(&form, "value=\"kind=complaint&#38;ward=Rudd\"");
    says_not(&form, "Everybody sees it");
    let page = priya.post("/views", &[("name", " "), ("query", "ward=Rudd")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    says(&page, "Give the view a name");
    let page = priya.post("/views", &[("name", "Rudd"), ("query", "kind=complaint&ward=Rudd")]).await;
    assert_eq!(page.path, "/cases?kind=complaint&ward=Rudd");
    says(&page, "Saved as Rudd.");
    says(&page, "href=\"/views/1\" aria-current=\"true\">Rudd</a>");
    says(&page, "href=\"/views/1/change\"");
    says_not(&page, "Save this view");
    assert_eq!(priya.get("/views/1").await.path, "/cases?kind=complaint&ward=Rudd");
    let shared = priya.post("/views", &[("name", "All"), ("query", ""), ("shared", "yes")]).await;
    assert_eq!(shared.status, StatusCode::FORBIDDEN, "an adviser saves for nobody else");

    let mut joanne = Browser::signed_in(&office, "joanne").await;
    assert_eq!(joanne.get("/views/1").await.status, StatusCode::NOT_FOUND, "somebody else's own view");
    let page =
        joanne.post("/views", &[("name", "Late bins"), ("query", "deadline=late&service=1"), ("shared", "yes")]).await;
    says(&page, "Saved as Late bins.");
    let page = priya.get("/views/2").await;
    assert_eq!(page.path, "/cases?deadline=late&service=1");
    says_not(&page, "/views/2/change");
    assert_eq!(priya.post("/views/2/delete", &[]).await.status, StatusCode::FORBIDDEN);
    let page = priya.post("/views", &[("name", "late BINS"), ("query", "")]).await;
    says(&page, "There is a view called late BINS already");
}

#[tokio::test]
async fn a_view_gets_another_name_and_comes_back_after_it_was_deleted() {
    let office = office();
    let mut helen = Browser::signed_in(&office, "helen").await;
    helen.post("/views", &[("name", "Castle"), ("query", "ward=Castle"), ("shared", "yes")]).await;
    let page =
        helen.post("/views/1/change", &[("name", "Castle ward"), ("query", "ward=Rudd"), ("shared", "yes")]).await;
    assert_eq!(page.path, "/cases?ward=Castle", "what a view asks for is not changed with its name");
    says(&page, ">Castle ward</a>");
    let page = helen.post("/views/1/delete", &[]).await;
    says(&page, "Castle ward was deleted.");
    says(&page, "action=\"/views/1/restore\"");
    assert_eq!(helen.get("/views/1").await.status, StatusCode::NOT_FOUND);
    let page = helen.post("/views/1/restore", &[]).await;
    says(&page, "Castle ward is back.");
    says(&helen.get("/cases").await, "href=\"/views/1\">Castle ward</a>");
    let mut admin = Browser::signed_in(&office, "admin").await;
    says(&admin.get("/settings/audit").await, "Deleted the view Castle ward, which everybody saw");
}

#[tokio::test]
async fn an_export_has_the_columns_of_its_layout_in_their_order_and_all_the_words() {
    let office = office();
    let story = format!("=HYPERLINK(\"http://evil.example\")\n{}", "Every week the bin is missed. ".repeat(2000));
    Scene::logged_as(&office, &LogForm { story: story.clone(), title: "Bins".into(), ..Scene::complaint(&office) });
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let page = joanne.get("/cases?kind=complaint").await;
    says(&page, "href=\"/layouts?kind=complaint\">Choose columns</a>");
    let page = joanne.get("/layouts?kind=complaint").await;
    says(&page, "Reference, Title, Service, Where it is, Investigating officer, Respond by");
    says(&page, "href=\"/cases.csv?kind=complaint&#38;layout=2\"");
    let places = [("name", "Words first"), ("place-story", "1"), ("place-phone", "2"), ("place-reference", "10")];
    let page = joanne.post("/layouts/new", &places).await;
    says(&page, "Words first was saved.");
    says(&page, "name=\"name\" type=\"text\" value=\"Words first\"");
    let csv = joanne.get("/cases.csv?layout=5").await;
    assert!(csv.html.starts_with("\u{feff}What they told us,Phone,Reference\r\n"), "{}", &csv.html[..80]);
    let quoted = story.trim().replace('"', "\"\"");
    says(&csv, &format!("\"'{quoted}\",01632 960 417,2026-0001\r\n"));
    assert_eq!(csv.headers["content-length"], csv.bytes.len().to_string().as_str());
    let xlsx = joanne.get("/cases.xlsx?layout=5").await;
    assert!(xlsx.bytes.starts_with(b"PK"), "an XLSX file");
    assert_eq!(joanne.get("/cases.csv?layout=99").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn layouts_are_changed_by_those_who_may_and_never_all_deleted() {
    let office = office();
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let page = joanne.post("/layouts/new", &[("name", ""), ("place-phone", "first")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    says(&page, "Give Phone a whole number, or no number");
    says(&page, "value=\"first\"");
    let page = joanne.post("/layouts/new", &[("name", "Empty")]).await;
    says(&page, "Give at least one column a place");
    for id in 1..=3 {
        joanne.post(&format!("/layouts/{id}/delete"), &[]).await;
    }
    let page = joanne.post("/layouts/4/delete", &[]).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    says(&page, "A list needs one layout.");
    let page = joanne.post("/layouts/2/restore", &[]).await;
    says(&page, "For a meeting is back.");
    let mut rhys = Browser::signed_in(&office, "rhys").await;
    says_not(&rhys.get("/layouts").await, "Make a layout");
    assert_eq!(rhys.get("/layouts/new").await.status, StatusCode::FORBIDDEN);
    assert_eq!(rhys.post("/layouts/2", &[("name", "Mine"), ("place-phone", "1")]).await.status, StatusCode::FORBIDDEN);
    let mut priya = Browser::signed_in(&office, "priya").await;
    assert_eq!(priya.get("/layouts").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn ticked_cases_are_given_at_once_and_the_head_is_told_once() {
    let office = office();
    let first = Scene::logged(&office).reference.to_string();
    let second = Scene::logged(&office).reference.to_string();
    let sent = Scene::logged(&office);
    sent.acknowledge().expect("acknowledged");
    sent.given_to_dan();
    sent.submitted();
    let sent = sent.reference.to_string();
    let before = mails_to(&office, "marian");
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let list = joanne.get("/cases").await;
    says(&list, &format!("name=\"case\" id=\"tick-{first}\" value=\"{first}\""));
    let cases = format!("case={first}&case={second}&case={sent}&case=2026-9999&case=bins");
    says(&joanne.get(&format!("/cases/give?{cases}")).await, "Give 4 cases");
    let page = joanne.get(&format!("/cases/give?{cases}&to=")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    says(&page, "Choose who gets the cases");
    let to = format!("service-{}", office.waste);
    let page = joanne.get(&format!("/cases/give?{cases}&to={to}")).await;
    says(&page, "Give 2 cases to Marian Teale");
    says(&page, "cannot be done while the case is “With Head to sign off”");
    says(&page, "We could not find 2026-9999");
    assert_eq!(mails_to(&office, "marian"), before, "looking does nothing");

    let form = [("to", to.as_str()), ("case", first.as_str()), ("case", second.as_str()), ("case", sent.as_str())];
    let page = joanne.post("/cases/give", &form).await;
    assert_eq!(page.status, StatusCode::OK);
    says(&page, "2 of 3 cases were given");
    says(&page, "Marian Teale is told in one email.");
    assert_eq!(mails_to(&office, "marian").len(), before.len() + 1, "one message for both");
    let (subject, text) = mails_to(&office, "marian").pop().expect("a message");
    assert_eq!(subject, "2 cases were given to you");
    assert!(text.contains(&first) && text.contains(&second) && !text.contains(&sent), "{text}");
    let page = joanne.post("/cases/give", &form[..2]).await;
    says(&page, "No case was given");
    says(&page, "They have it already.");
    assert_eq!(mails_to(&office, "marian").len(), before.len() + 1, "nobody is told of what they have");
}

#[tokio::test]
async fn a_head_names_an_investigator_for_several_and_the_desk_gives_nothing() {
    let office = office();
    let cases: Vec<String> = (0..3)
        .map(|_| {
            let scene = Scene::logged(&office);
            app::cases::pass(&office.office, &office.who("joanne"), scene.reference.into(), office.waste, office.now())
                .expect("passed");
            scene.reference.to_string()
        })
        .collect();
    let mut marian = Browser::signed_in(&office, "marian").await;
    let to = format!("person-{}", office.id("dan"));
    let stale = format!("{}.1", cases[2]);
    let form =
        [("to", to.as_str()), ("case", cases[0].as_str()), ("case", cases[1].as_str()), ("case", stale.as_str())];
    let page = marian.post("/cases/give", &form).await;
    says(&page, "2 of 3 cases were given");
    says(&page, "Somebody else changed");
    assert_eq!(mails_to(&office, "dan").len(), 1);
    let mut priya = Browser::signed_in(&office, "priya").await;
    says_not(&priya.get("/cases").await, "name=\"case\"");
    assert_eq!(priya.post("/cases/give", &form).await.status, StatusCode::FORBIDDEN);
}

/// Subjects and words of the messages in the outbox for one person, the oldest first.
fn mails_to(office: &TestOffice, name: &str) -> Vec<(String, String)> {
    let address = office.who(name).person.email;
    let late = office.now() + chrono::TimeDelta::days(1);
    let mail = office.office.read(|reading| Ok(reading.mail_due(late, 100)?)).expect("mail");
    let mut mail: Vec<app::Mail> = mail.into_iter().filter(|mail| mail.to_email == address).collect();
    mail.sort_by_key(|mail| mail.id);
    mail.into_iter().map(|mail| (mail.subject, mail.text)).collect()
}

#[tokio::test]
async fn all_contact_of_a_person_is_on_one_page_for_the_desk() {
    let office = office();
    let first = Scene::logged(&office);
    let again = LogForm {
        kind: "compliment".into(),
        name: "E Fairclough".into(),
        phone: "+44 1632 960417".into(),
        email: String::new(),
        reply_by: "phone".into(),
        needs: app::Needs { large_print: true, ..app::Needs::default() },
        ..Scene::complaint(&office)
    };
    let second = Scene::logged_as(&office, &again);
    let stranger = LogForm {
        name: "Mr Bo Li".into(),
        phone: "01632 960 999".into(),
        email: "bo@example.com".into(),
        ..Scene::complaint(&office)
    };
    let other = Scene::logged_as(&office, &stranger);
    let mut priya = Browser::signed_in(&office, "priya").await;
    says(&priya.get(&format!("/cases/{}", first.reference)).await, "href=\"/customers/1\"");
    let page = priya.get("/customers/1").await;
    says(&page, "<h1>Mrs Eileen Fairclough</h1>");
    says(&page, "2 cases, 2 of them open");
    says(&page, &format!("/cases/{}\"", first.reference));
    says(&page, &format!("/cases/{}\"", second.reference));
    says_not(&page, &format!("/cases/{}\"", other.reference));
    says(&page, "E Fairclough, +44 1632 960417");
    says(&priya.get("/customers/2").await, "large print");
    assert_eq!(priya.get("/customers/99").await.status, StatusCode::NOT_FOUND);
    let mut marian = Browser::signed_in(&office, "marian").await;
    assert_eq!(marian.get("/customers/1").await.status, StatusCode::FORBIDDEN);
    says_not(&marian.get(&format!("/cases/{}", first.reference)).await, "/customers/");
}

/// Two cases of one person, whose details were taken down twice.
fn taken_twice(office: &testkit::TestOffice) -> [domain::Reference; 2] {
    let told = |name: &str, phone: &str| LogForm {
        name: name.into(),
        phone: phone.into(),
        email: String::new(),
        reply_by: "phone".into(),
        ..Scene::complaint(office)
    };
    ["Mrs Ivy Cole", "Ivy Coal"]
        .into_iter()
        .zip(["01632 960 001", "01632 960 002"])
        .map(|(name, phone)| Scene::logged_as(office, &told(name, phone)).reference)
        .collect::<Vec<_>>()
        .try_into()
        .expect("two")
}

#[tokio::test]
async fn one_person_taken_down_twice_is_put_together_and_apart_again() {
    let office = office();
    let [_, second] = taken_twice(&office);
    let mut priya = Browser::signed_in(&office, "priya").await;
    let page = priya.get("/customers?same_as=1&phone=01632960002").await;
    says(&page, "Who is the same person as Mrs Ivy Cole?");
    says(&page, "Ivy Coal, 01632 960 002");
    says_not(&priya.get("/customers/1").await, "Ivy Coal");
    let page = priya.post("/customers/1/merge", &[("other", "2")]).await;
    says(&page, "Put together. These details count for all their cases.");
    says(&page, "2 cases");
    says(&page, "Put together by Priya Nair");
    says(&priya.get(&format!("/cases/{second}")).await, "Mrs Ivy Cole");
    says(&priya.get("/cases?q=01632960001&state=all").await, &second.to_string());
    says(&priya.get("/customers/2").await, "Mrs Ivy Cole");
    says(&priya.get("/customers?phone=01632960002").await, "Mrs Ivy Cole, 01632 960 001");

    let page = priya.post("/customers/1/apart/1", &[]).await;
    says(&page, "Taken apart.");
    says(&priya.get(&format!("/cases/{second}")).await, "Ivy Coal");
    says_not(&priya.get("/cases?q=01632960001&state=all").await, &second.to_string());
}

#[tokio::test]
async fn details_put_right_count_for_all_cases_and_say_what_they_were() {
    let office = office();
    let [first, _] = taken_twice(&office);
    let mut priya = Browser::signed_in(&office, "priya").await;
    let form = priya.get("/customers/1/correct").await;
    says(&form, "value=\"Mrs Ivy Cole\"");
    let moved = [
        ("name", "Mrs Ivy Cole"),
        ("phone", "01632 960 001"),
        ("address", "9 Mill Lane\r\nThornbeck"),
        ("postcode", "tb9 9zz"),
        ("large_print", "yes"),
    ];
    let page = priya.post("/customers/1/correct", &moved).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    says(&page, "Say why it is put right");
    let moved = [&moved[..], &[("reason", "She has moved")]].concat();
    let page = priya.post("/customers/1/correct", &moved).await;
    says(&page, "Put right, for all their cases.");
    says(&page, "She has moved");
    says(&page, "large print");
    assert!(page.html.contains("<ins>") && page.html.contains("<del>"), "what it was is shown: {}", page.html);
    says(&priya.get("/cases?q=tb99zz&state=all").await, &first.to_string());
    let page = priya.post("/customers/1/correct", &moved).await;
    says(&page, "Nothing is different from what is known already");
    let mut marian = Browser::signed_in(&office, "marian").await;
    assert_eq!(marian.get("/customers/1/correct").await.status, StatusCode::FORBIDDEN);
    assert_eq!(marian.post("/customers/1/merge", &[("other", "2")]).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_customer_of_hidden_cases_alone_is_neither_found_nor_put_together() {
    let office = office();
    let [_, second] = taken_twice(&office);
    let hide = app::cases::RestrictForm {
        people: vec![office.id("joanne")],
        named_staff: None,
        reason: "It names an officer".into(),
    };
    app::cases::restrict(&office.office, &office.who("joanne"), second.into(), &hide, office.now()).expect("hidden");
    let mut priya = Browser::signed_in(&office, "priya").await;
    let page = priya.get("/customers?phone=01632960002").await;
    says(&page, "Nobody with these details.");
    says_not(&page, "Coal");
    assert_eq!(priya.post("/customers/1/merge", &[("other", "2")]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(priya.get("/customers/2/correct").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_name_of_a_new_view_that_was_typed_and_not_saved_is_there_again() {
    let office = office();
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let page = joanne.get("/views/new?kind=complaint").await;
    let query = hidden(&page, "query");
    let typed = form_urlencoded::Serializer::new(String::new())
        .extend_pairs([("name", "Our complaints"), ("query", query.as_str())])
        .finish();
    joanne.send("PUT", "/drafts/views/new", "application/x-www-form-urlencoded", typed).await;
    for address in ["/views/new", "/views/new?kind=complaint"] {
        let page = joanne.get(address).await;
        says(&page, "value=\"Our complaints\"");
        assert_eq!(hidden(&page, "query"), query, "{address}");
    }
    says_not(&joanne.get("/views/new?kind=compliment").await, "Our complaints");
    joanne.post("/views", &[("name", "Our complaints"), ("query", &query)]).await;
    says_not(&joanne.get("/views/new?kind=complaint").await, "did not save it");
}
