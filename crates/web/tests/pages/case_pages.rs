//! The pages of a case: its acts, its response, its letters and files, by people of each role.

use crate::common::{Browser, hidden, says, says_not};
use app::cases::{self, LogForm, On};
use axum::http::{StatusCode, header};
use domain::letter::Method;
use testkit::{RESPONSE, Scene, TestOffice, by, office, office_under};

/// A complaint whose draft waits for Marian.
fn submitted(office: &TestOffice) -> Scene<'_> {
    let scene = Scene::logged(office);
    scene.acknowledge().expect("it is acknowledged");
    scene.given_to_dan();
    scene.submitted();
    scene
}

#[tokio::test]
async fn a_complaint_goes_from_the_desk_to_its_lesson_by_its_pages() {
    let office = office();
    let root = format!("/cases/{}", Scene::logged(&office).reference);
    let mut joanne = Browser::signed_in(&office, "joanne").await;

    let page = joanne.get(&root).await;
    says(&page, "Acknowledge by Wed 4 Nov");
    let form = joanne.get(&format!("{root}/acknowledge")).await;
    says(&form, "Dear Mrs Eileen Fairclough");
    let (seen, template) = (hidden(&form, "seen"), hidden(&form, "template"));
    let page = joanne
        .post(
            &format!("{root}/acknowledge"),
            &[("seen", &seen), ("method", "email"), ("words", &template), ("template", &template)],
        )
        .await;
    says(&page, "Acknowledged by email.");
    says(&page, "Give to a Head of Service");
    let page = joanne.post(&format!("{root}/pass"), &[("service", &office.waste.to_string())]).await;
    says(&page, "Given to Marian Teale.");

    let mut marian = Browser::signed_in(&office, "marian").await;
    let page = marian.post(&format!("{root}/nominate"), &[("investigator", &office.id("dan").to_string())]).await;
    says(&page, "Dan Okafor investigates.");

    let mut dan = Browser::signed_in(&office, "dan").await;
    let page = dan
        .post(&format!("{root}/find"), &[("point", "1"), ("finding", "upheld"), ("reason", "Missing from the list.")])
        .await;
    says(&page, "Missing from the list.");
    let page = dan.get(&format!("{root}/response")).await;
    says(&page, "[1] You told us");
    let page = dan.post(&format!("{root}/submit"), &[("version", "0"), ("text", RESPONSE)]).await;
    says(&page, "Sent for sign-off.");

    let page = marian.get(&format!("{root}/response")).await;
    says(&page, "1 of 1 waiting for you");
    let (seen, version) = (hidden(&page, "seen"), hidden(&page, "version"));
    let sent =
        [("seen", seen.as_str()), ("version", version.as_str()), ("text", RESPONSE), ("method", "post"), ("send", "1")];
    let page = marian.post(&format!("{root}/sign-off"), &sent).await;
    says(&page, "Signed off. The letter is ready to print.");
    says(&page, &format!("action=\"{root}/recall\""));

    let page = joanne.get(&format!("{root}/letters/2")).await;
    says(&page, "I am sorry. We did not collect your bin.");
    says_not(&page, "[1]");
    office.clock.pass(120);
    let page = joanne.post(&format!("{root}/posted"), &[("letter", "2")]).await;
    says(&page, "Marked as posted.");
    let page = joanne.post(&format!("{root}/close"), &[]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    says(&page, "Say whether there is a lesson");
    let page = joanne
        .post(&format!("{root}/close"), &[("lesson", "yes"), ("words", "Check the list when rounds change.")])
        .await;
    says(&page, "Closed.");
    says(&page, "Check the list when rounds change.");
}

#[tokio::test]
async fn only_what_a_person_may_do_is_shown_and_done() {
    let office = office();
    let root = format!("/cases/{}", submitted(&office).reference);
    let mut rhys = Browser::signed_in(&office, "rhys").await;
    let page = rhys.get(&root).await;
    says(&page, "What the customer told us");
    for act in ["/note\"", "/acknowledge\"", "/pass\"", "/attach\"", "More<span"] {
        says_not(&page, act);
    }
    for act in ["note", "pass", "close", "decline"] {
        let form = rhys.get(&format!("{root}/{act}")).await;
        assert_eq!(form.status, StatusCode::FORBIDDEN, "a reader sees no form to {act}");
        let done = rhys
            .post(
                &format!("{root}/{act}"),
                &[("text", "x"), ("reason", "x"), ("service", "1"), ("method", "email"), ("exclusion", "other")],
            )
            .await;
        assert_ne!(done.status, StatusCode::OK, "a reader does not {act}: {}", done.html);
    }
    let mut stephen = Browser::signed_in(&office, "stephen").await;
    assert_eq!(stephen.get(&root).await.status, StatusCode::NOT_FOUND, "another Head cannot tell that it is there");
    for address in ["/cases/2026-9412", "/cases/bins", "/cases/2026-9412/letters", "/cases/2026-9412/extend"] {
        let page = rhys.get(address).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{address}");
        says(&page, "Check the number, or search.");
    }
}

#[tokio::test]
async fn what_was_typed_stays_in_a_form_that_is_refused() {
    let office = office();
    let scene = Scene::logged(&office);
    scene.given_to_dan();
    let root = format!("/cases/{}", scene.reference);
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let page = joanne
        .post(&format!("{root}/extend"), &[("why", "other"), ("reason", "The <driver> is away"), ("to", "the 32nd")])
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    says(&page, "<title>Error: ");
    says(&page, "Give the date like 3/12/2026");
    says(&page, "The &#60;driver&#62; is away");
    says(&page, "the 32nd");
    let page = joanne.post(&format!("{root}/note"), &[("text", "  ")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    says(&page, "Write the note");
}

#[tokio::test]
async fn the_delay_letter_stands_ready_before_the_date_and_the_history_proves_it_left_in_time() {
    let office = office();
    let scene = Scene::logged(&office);
    scene.acknowledge().expect("it is acknowledged");
    scene.given_to_dan();
    let case = format!("/cases/{}", scene.reference);
    let ready = "If that cannot be kept, the customer must be told before the date passes.";
    office.clock.set("2026-11-17 10:00");
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    says_not(&joanne.get(&case).await, ready);
    says_not(&joanne.get(&format!("{case}/extend")).await, "value=\"7/12/2026\"");
    office.clock.set("2026-11-20 10:00");
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let page = joanne.get(&case).await;
    says(&page, ready);
    says(&page, &format!("href=\"{case}/extend\""));
    says(&joanne.get("/").await, &format!("href=\"/cases/{}/extend\"", scene.reference));
    let page = joanne.get(&format!("{case}/extend")).await;
    for there in [
        "value=\"7/12/2026\"",
        "The reason is: (the reason you choose).",
        "You will have our full answer by Monday 7 December 2026.",
        "Local Government and Social Care Ombudsman",
        "We need to speak to somebody who is away",
    ] {
        says(&page, there);
    }
    let (template, made_from) = (hidden(&page, "template"), hidden(&page, "made_from"));
    let own =
        [("words", "The reason is: (the reason you choose)."), ("template", &template), ("made_from", &made_from)];
    let chosen = [("why", "other"), ("reason", "The driver is away"), ("to", "7/12/2026"), ("method", "post")];
    let page = joanne.post(&format!("{case}/extend"), &[&chosen[..], &own[..]].concat()).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "the place of the reason is not sent");
    says(&page, "What the letter was made from has changed.");
    let fields = [("why", "other"), ("reason", "The driver is away"), ("to", "7/12/2026"), ("method", "post")];
    let page = joanne.post(&format!("{case}/extend"), &fields).await;
    says(&page, "Now due Mon 7 Dec");
    says_not(&page, ready);
    says_not(&joanne.get(&format!("{case}/history")).await, "before the date had passed");
    let posted = [("letter", "2"), ("on", "23/11/2026")];
    office.clock.set("2026-11-24 10:00");
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    joanne.post(&format!("{case}/posted"), &posted).await;
    says(&joanne.get(&format!("{case}/history")).await, "The letter left on Mon 23 Nov, before the date had passed.");
}

#[tokio::test]
async fn a_day_may_be_typed_without_its_year() {
    let office = office();
    let scene = Scene::logged(&office);
    scene.given_to_dan();
    let case = format!("/cases/{}", scene.reference);
    office.clock.set("2026-11-20 10:00");
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let asked = format!("{case}/extend?why=other&reason=Somebody+is+away&to=1+dec");
    says(&joanne.get(&asked).await, "You will have our full answer by Tuesday 1 December 2026.");
    let to = [("why", "other"), ("reason", "Somebody is away"), ("to", "1st Dec"), ("method", "handed")];
    says(&joanne.post(&format!("{case}/extend"), &to).await, "Now due Tue 1 Dec");
    let contact = [
        ("direction", "in"),
        ("reached", "yes"),
        ("channel", "phone"),
        ("on", "yesterday"),
        ("time", "09:30"),
        ("text", "She rang about the new date."),
    ];
    let page = joanne.post(&format!("{case}/contact"), &contact).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.html);
    says(&joanne.get(&format!("{case}/history")).await, "Thu 19 Nov, 09:30");
    let page = joanne.post(&format!("{case}/contact"), &[&contact[..3], &[("on", "tomorrow")]].concat()).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "nobody has rung tomorrow");
}

#[tokio::test]
async fn letter_words_follow_the_date_until_somebody_changes_them() {
    let office = office();
    let scene = Scene::logged(&office);
    scene.given_to_dan();
    let address = format!("/cases/{}/extend", scene.reference);
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let asked = [("why", "other"), ("reason", "Somebody is away"), ("to", "25/11/2026"), ("do", "words")];
    let page = joanne.post(&address, &asked).await;
    says(&page, "Wednesday 25 November 2026");
    let (seen, template, made_from) = (hidden(&page, "seen"), hidden(&page, "template"), hidden(&page, "made_from"));

    let own = "Dear Mrs Fairclough\n\nWe need until 25 November.";
    let with = |to: &'static str, words: &str, made_from: &str| {
        [
            ("why", "other"),
            ("reason", "Somebody is away"),
            ("to", to),
            ("method", "email"),
            ("seen", &seen),
            ("words", words),
            ("template", &template),
            ("made_from", made_from),
        ]
        .map(|(name, value)| (name, value.to_owned()))
    };
    let later = with("26/11/2026", own, &made_from);
    let later: Vec<(&str, &str)> = later.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let page = joanne.post(&address, &later).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "own words that name the old date do not go out");
    says(&page, "We need until 25 November.");

    let made_anew = made_from.replace("2026-11-25", "2026-11-26");
    assert_ne!(made_anew, made_from);
    let kept = with("26/11/2026", own, &made_anew);
    let kept: Vec<(&str, &str)> = kept.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let page = joanne.post(&address, &kept).await;
    assert_eq!(
        page.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "also where the page followed the date and kept the words"
    );
    says(&page, "The letter does not say the new date, Thursday 26 November 2026");

    let unchanged = with("26/11/2026", &template, &made_from);
    let unchanged: Vec<(&str, &str)> = unchanged.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let page = joanne.post(&address, &unchanged).await;
    says(&page, "Now due Thu 26 Nov by email.");
    let letter = joanne.get(&format!("/cases/{}/letters/1", scene.reference)).await;
    says(&letter, "Thursday 26 November 2026");
}

#[tokio::test]
async fn two_people_at_one_response_lose_nothing() {
    let office = office();
    let scene = Scene::logged(&office);
    scene.given_to_dan();
    let root = format!("/cases/{}", scene.reference);
    let mut first = Browser::signed_in(&office, "dan").await;
    let mut second = Browser::signed_in(&office, "dan").await;
    let page = first.post(&format!("{root}/draft"), &[("version", "0"), ("text", "The first words.")]).await;
    says(&page, "Saved as version 1.");
    let page = second.post(&format!("{root}/draft"), &[("version", "0"), ("text", "My other words.")]).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    says(&page, "Dan Okafor changed this response at 10:00. Your words are kept below. Choose which to keep.");
    says(&page, "My other words.");
    let version = hidden(&page, "version");
    let page = second.post(&format!("{root}/draft"), &[("version", &version), ("text", "My other words.")]).await;
    says(&page, "Saved as version 2.");
    let page = second.get(&format!("{root}/response/compare")).await;
    says(&page, "<ins>");
}

#[tokio::test]
async fn a_stale_act_keeps_what_was_typed() {
    let office = office();
    let scene = Scene::logged(&office);
    let root = format!("/cases/{}", scene.reference);
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let seen = hidden(&joanne.get(&format!("{root}/withdraw")).await, "seen");
    scene.given_to_dan();
    let page =
        joanne.post(&format!("{root}/withdraw"), &[("seen", &seen), ("reason", "She rang and is content now.")]).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    says(&page, "She rang and is content now.");
    let seen = hidden(&page, "seen");
    let page =
        joanne.post(&format!("{root}/withdraw"), &[("seen", &seen), ("reason", "She rang and is content now.")]).await;
    says(&page, "Withdrawn and closed.");
}

#[tokio::test]
async fn what_was_typed_and_not_sent_is_offered_again() {
    let office = office();
    let scene = Scene::logged(&office);
    let address = format!("/cases/{}/withdraw", scene.reference);
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let kept = joanne
        .send(
            "PUT",
            &format!("/drafts/{}%2Fwithdraw", scene.reference),
            "application/x-www-form-urlencoded",
            "reason=She+rang+to+say",
        )
        .await;
    assert_eq!(kept.status, StatusCode::OK, "{}", kept.html);
    let page = joanne.get(&address).await;
    says(&page, "She rang to say");
    says(&page, "You typed this at 10:00");
    joanne.post(&address, &[("do", "afresh")]).await;
    says_not(&joanne.get(&address).await, "She rang to say");
    let note = format!("/drafts/{}%2Fnote", scene.reference);
    joanne.send("PUT", &note, "application/x-www-form-urlencoded", "text=Half+a+note").await;
    says(&joanne.get(&format!("/cases/{}", scene.reference)).await, "Half a note");
}

#[tokio::test]
async fn a_required_check_asks_the_signer_for_a_reason() {
    let office = office();
    let scene = Scene::logged(&office);
    scene.given_to_dan();
    let on: On = scene.reference.into();
    cases::submit(&office.office, &office.who("dan"), on, "We looked into it.", office.now()).expect("it is submitted");
    let root = format!("/cases/{}", scene.reference);
    let mut marian = Browser::signed_in(&office, "marian").await;
    let page = marian.get(&format!("{root}/response")).await;
    says(&page, "Why you sign it off all the same");
    let seen = hidden(&page, "seen");
    let page = marian
        .post(&format!("{root}/sign-off"), &[("seen", &seen), ("text", "We looked into it again."), ("send", "0")])
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    says(&page, "Say why you sign it off although these checks fail");
    says(&page, "We looked into it again.");
    let page = marian
        .post(
            &format!("{root}/sign-off"),
            &[
                ("seen", &seen),
                ("text", "We looked into it."),
                ("reason", "She only wanted to tell us."),
                ("send", "0"),
            ],
        )
        .await;
    says(&page, "Signed off. It is not sent yet.");
    let seen = hidden(&page, "seen");
    let page = marian.post(&format!("{root}/send"), &[("seen", &seen), ("method", "email")]).await;
    says(&page, "Undo");
    let page = marian.post(&format!("{root}/recall"), &[]).await;
    says(&page, "Sending undone.");
    let seen = hidden(&page, "seen");
    let page = marian
        .post(&format!("{root}/send-back"), &[("seen", &seen), ("comments", "Say sorry in the first paragraph.")])
        .await;
    says(&page, "sent back to Dan Okafor");
}

#[tokio::test]
async fn a_comment_sticks_to_its_paragraph() {
    let office = office();
    let root = format!("/cases/{}", submitted(&office).reference);
    let mut marian = Browser::signed_in(&office, "marian").await;
    let page = marian.get(&format!("{root}/response")).await;
    says(&page, "3: If you want to talk about it, ring Dan Okafor on 01632 960 1…");
    let seen = hidden(&page, "seen");
    let about = ("about", "If you want to talk about it, ring Dan Okafor on 01632 960 100.");
    let page = marian.post(&format!("{root}/send-back"), &[("seen", &seen), about, ("comments", " ")]).await;
    says(&page, "Write what should change");
    says(&page, "<option value=\"If you want to talk about it, ring Dan Okafor on 01632 960 100.\" selected>");
    let typed = [("seen", seen.as_str()), about, ("comments", "Say when.\n\n> Thank <b>you\nToo short.")];
    says(&marian.post(&format!("{root}/send-back"), &typed).await, "sent back to Dan Okafor");
    let mut dan = Browser::signed_in(&office, "dan").await;
    let page = dan.get(&format!("{root}/response")).await;
    let quote = |words: &str| format!("<blockquote class=\"hd-quote hd-pre\">{words}</blockquote>");
    says(
        &page,
        &format!(
            "{}<p class=\"hd-pre\">Say when.</p>",
            quote("If you want to talk about it, ring Dan Okafor on 01632 960 100.")
        ),
    );
    says(&page, &format!("{}<p class=\"hd-pre\">Too short.</p>", quote("Thank &#60;b&#62;you")));
}

#[tokio::test]
async fn checks_and_letter_follow_the_words_as_they_are_typed() {
    let office = office();
    let root = format!("/cases/{}", submitted(&office).reference);
    let mut marian = Browser::signed_in(&office, "marian").await;
    let part = marian
        .send(
            "POST",
            &format!("{root}/checks"),
            "application/x-www-form-urlencoded",
            "text=Nothing+at+all&reason=Because",
        )
        .await;
    assert_eq!(part.status, StatusCode::OK);
    for id in ["id=\"checks\"", "id=\"why-sign\"", "id=\"paper\"", "Nothing at all", "Because"] {
        says(&part, id);
    }
    says_not(&part, "<html");
}

#[tokio::test]
async fn files_go_up_without_script_and_come_down_as_files_only() {
    let office = office();
    let scene = Scene::logged(&office);
    let root = format!("/cases/{}", scene.reference);
    let mut priya = Browser::signed_in(&office, "priya").await;
    let body = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../a <b>.html\"\r\nContent-Type: text/html\r\n\r\n<script>alert(1)</script>\r\n--x--\r\n";
    let answer = priya.send("POST", &format!("{root}/attach"), "multipart/form-data; boundary=x", body).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.html);
    let page = priya.get(&format!("{root}/documents")).await;
    says(&page, "a b.html");
    let file = priya.get(&format!("{root}/documents/1")).await;
    assert_eq!(file.bytes, b"<script>alert(1)</script>");
    let header = |name| file.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    assert!(header(header::CONTENT_DISPOSITION).starts_with("attachment"), "a browser saves it and does not show it");
    assert_eq!(header(header::CONTENT_TYPE), "application/octet-stream", "nothing a browser would run");
    assert_eq!(header(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
    let empty = priya.post(&format!("{root}/attach"), &[]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    says(&empty, "Choose a file");
}

#[tokio::test]
async fn hostile_words_stay_words_on_every_page() {
    let office = office();
    let mut form = Scene::complaint(&office);
    let hostile = "<script>alert(1)</script> **x** [a](javascript:b)";
    form.story = hostile.into();
    form.title = hostile.into();
    form.wanted = hostile.into();
    form.name = hostile.into();
    let scene = Scene::logged_as(&office, &form);
    cases::acknowledge(&office.office, &office.who("joanne"), scene.reference.into(), &by(Method::Post), office.now())
        .expect("a letter");
    cases::add_note(&office.office, &office.who("joanne"), scene.reference.into(), hostile, office.now())
        .expect("a note");
    scene.given_to_dan();
    scene.submitted();
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    for page in [
        "",
        "/history",
        "/letters",
        "/letters/1",
        "/documents",
        "/response",
        "/classify",
        "/correct",
        "/customer",
        "/extend",
    ] {
        let page = joanne.get(&format!("/cases/{}{page}", scene.reference)).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.path);
        says_not(&page, "<script>alert");
        says_not(&page, "href=\"javascript");
        says_not(&page, "style=");
    }
}

#[tokio::test]
async fn a_missed_date_says_by_how_much_and_who_was_told() {
    let office = office();
    let scene = Scene::logged(&office);
    scene.acknowledge().expect("it is acknowledged");
    scene.given_to_dan();
    office.clock.set("2026-11-24 09:00");
    app::reminders::remind(&office.office, office.now()).expect("people are reminded");
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let page = joanne.get(&format!("/cases/{}", scene.reference)).await;
    says(&page, "“Respond” is 1 working day late. It was due Mon 23 Nov. Reminded: Dan Okafor on Tue 24 Nov");
}

#[tokio::test]
async fn a_point_becomes_a_case_of_its_own() {
    let office = office();
    let points = vec!["The bin was left".to_owned(), "Nobody rang back".to_owned()];
    let form = LogForm { points, ..Scene::complaint(&office) };
    let old = Scene::logged_as(&office, &form).reference;
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let page = joanne.get(&format!("/cases/{old}/split")).await;
    assert!(page.html.contains("2. Nobody rang back"), "{}", page.html);
    let page = joanne.post(&format!("/cases/{old}/split"), &[("received", "2/11/2026")]).await;
    assert!(page.html.contains("Choose the point to split off"), "{}", page.html);
    let housing = office.housing.to_string();
    let fields = [("point", "2"), ("service", housing.as_str()), ("received", "2/11/2026")];
    let page = joanne.post(&format!("/cases/{old}/split"), &fields).await;
    assert!(page.html.contains(&format!("Split off from {old} as 2026-0002.")), "{}", page.html);
    assert!(page.html.contains("Nobody rang back") && page.html.contains("Housing repairs"), "{}", page.html);
    let page = joanne.get(&format!("/cases/{old}")).await;
    assert!(page.html.contains("Split off into"), "{}", page.html);
    let points = &page.html[page.html.find("Points to answer").expect("the card")..];
    let points = &points[..points.find("</table>").expect("its end")];
    assert!(points.contains("The bin was left") && !points.contains("Nobody rang back"), "{points}");
    let page = joanne.get(&format!("/cases/{old}/history")).await;
    assert!(page.html.contains("Point 2 was split off") && page.html.contains("Into 2026-0002."), "{}", page.html);
    let verified = app::housekeeping::verify(&office.office, &mut |_| ()).expect("verified");
    assert_eq!(verified.problems, Vec::<String>::new(), "both histories and both rows agree");
}

#[tokio::test]
async fn the_customers_agreement_is_asked_for_where_the_procedure_needs_it() {
    let office = office_under("scotland-model");
    let form = LogForm { grounds: Vec::new(), ..Scene::complaint(&office) };
    let path = format!("/cases/{}/extend", Scene::logged_as(&office, &form).reference);
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    assert!(joanne.get(&path).await.html.contains("The customer agrees with the new date"));
    let typed = [("why", "other"), ("reason", "Records are missing"), ("to", "12/11/2026"), ("method", "post")];
    let page = joanne.post(&path, &typed).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.html.contains("the customer must agree with the new date"), "{}", page.html);
    let page = joanne.post(&path, &[&typed[..], &[("agreed", "yes")]].concat()).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.html);
    let history = joanne.get(&path.replace("extend", "history")).await;
    assert!(history.html.contains("The customer agreed."), "{}", history.html);
}

#[tokio::test]
async fn the_phone_will_do_where_the_procedure_asks_for_no_letter() {
    let office = office_under("scotland-model");
    let form = LogForm { grounds: Vec::new(), ..Scene::complaint(&office) };
    let case = format!("/cases/{}", Scene::logged_as(&office, &form).reference);
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let asked = "to=12/11/2026&why=other&reason=Records+are+missing";
    says(&joanne.get(&format!("{case}/extend?{asked}")).await, "Told on the phone");
    let typed = [
        ("why", "other"),
        ("reason", "Records are missing"),
        ("to", "12/11/2026"),
        ("agreed", "yes"),
        ("method", "phone"),
    ];
    let page = joanne.post(&format!("{case}/extend"), &typed).await;
    says(&page, "Now due Thu 12 Nov by phone.");
    says(&joanne.get(&format!("{case}/history")).await, "Told the customer of the delay by phone");
}

#[tokio::test]
async fn the_phone_is_not_offered_where_the_procedure_asks_for_a_letter() {
    let office = office();
    let case = format!("/cases/{}", Scene::logged(&office).reference);
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let page = joanne.get(&format!("{case}/extend?to=7/12/2026&why=other&reason=Away")).await;
    says(&page, "How it goes out");
    says_not(&page, "Told on the phone");
}

#[tokio::test]
async fn a_complaint_told_twice_is_closed_where_another_has_the_answer() {
    let office = office();
    let (first, second) = (Scene::logged(&office), Scene::logged(&office));
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let (kept, twice) = (format!("/cases/{}", first.reference), format!("/cases/{}", second.reference));
    second.given_to_dan();
    let page = joanne.get(&twice).await;
    assert!(!page.html.contains(&format!("{twice}/close")), "nothing says where its answer is");
    let link = |other: &Scene<'_>| [("other", other.reference.to_string()), ("how", "dealt-with-in".to_owned())];
    let fields = link(&first);
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    joanne.post(&format!("{twice}/link"), &fields).await;
    let page = joanne.get(&format!("{twice}/close")).await;
    says(&page, &format!("It is dealt with in {}.", first.reference));
    let seen = hidden(&page, "seen");
    let page = joanne.post(&format!("{twice}/close"), &[("seen", &seen), ("note", "")]).await;
    says(&page, "Closed.");
    says(&page, "Dealt with in another case");
    let page = joanne.get(&format!("{kept}/close")).await;
    let seen = hidden(&page, "seen");
    let page = joanne.post(&format!("{kept}/close"), &[("seen", &seen), ("ending", "dealt-with-in")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "not each for the other");
    let verified = app::housekeeping::verify(&office.office, &mut |_| ()).expect("it can be verified");
    assert_eq!(verified.problems, Vec::<String>::new());
}

#[tokio::test]
async fn where_several_dates_can_be_put_off_the_person_chooses_and_gets_the_reasons_of_that_one() {
    let several = "[[extension]]\nclock = \"acknowledge\"\nmost = \"3 working days\"\n\
                   reasons = [\"The email was lost\"]\n\n[[extension]]\nclock = \"respond\"";
    let office = crate::common::office_with(&[("[extension]\nclock = \"respond\"", several)]);
    let scene = Scene::logged(&office);
    let address = format!("/cases/{}/extend", scene.reference);
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let page = joanne.get(&address).await;
    says(&page, "Which date?");
    says(&page, "Acknowledge, due");
    says(&page, "The email was lost");
    says_not(&page, "We need to speak to somebody who is away");
    let page = joanne.get(&format!("{address}?clock=respond")).await;
    says(&page, "We need to speak to somebody who is away");
    says_not(&page, "The email was lost");

    scene.acknowledge().expect("it is acknowledged");
    let page = joanne.get(&address).await;
    says_not(&page, "Which date?");
    says(&page, "We need to speak to somebody who is away");
}
