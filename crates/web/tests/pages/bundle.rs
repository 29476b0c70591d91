//! Everything on a case in one file: opened again by programs that are not ours, who may have it, what is noted, and
//! that nothing leaves which is not whole.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use crate::common::{Browser, Page, says, says_not};
use app::{
    cases::{self, LogForm, RepresentativeForm, RestrictForm},
    uploads,
};
use axum::http::{StatusCode, header};
use domain::letter::Method;
use sha2::{Digest, Sha256};
use testkit::{Scene, TestOffice, by, call, office};

/// A document of a bundle: its name, its length and, of Heard's own, its words.
struct Document {
    name: String,
    bytes: u64,
    text: String,
}

/// The documents of a bundle in the order of their names, as `zipfile` and `pypdf` see them.
fn documents(test: &str, page: &Page) -> Vec<Document> {
    assert_eq!(page.status, StatusCode::OK, "{}", page.html);
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{test}.zip"));
    std::fs::write(&path, &page.bytes).expect("written");
    let output = run("read_bundle.py", &path);
    let wrong = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "read_bundle.py failed; `cargo xtask setup` installs pypdf: {wrong}");
    let found: Vec<serde_json::Value> = serde_json::from_slice(&output.stdout).expect("JSON");
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let mut documents: Vec<Document> = found
        .iter()
        .map(|each| Document {
            name: text(&each["name"]),
            bytes: each["bytes"].as_u64().unwrap_or_default(),
            text: text(&each["text"]),
        })
        .collect();
    documents.sort_by(|one, other| one.name.cmp(&other.name));
    documents
}

/// What one of the Python programs beside these tests makes of a file.
fn run(program: &str, file: &Path) -> Output {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(program);
    Command::new(python()).arg(script).arg(file).output().expect("Python runs")
}

fn python() -> PathBuf {
    if let Some(chosen) = std::env::var_os("HEARD_PYTHON") {
        return chosen.into();
    }
    let venv = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/tools/venv");
    let places = ["bin/python", "Scripts/python.exe"].map(|place| venv.join(place));
    places.into_iter().find(|place| place.exists()).unwrap_or_else(|| "python3".into())
}

fn names(documents: &[Document]) -> Vec<&str> {
    documents.iter().map(|document| document.name.as_str()).collect()
}

/// Attaches a file as a browser does that takes names as they are.
fn attach(scene: &Scene<'_>, id: &str, name: &str, bytes: &[u8]) {
    let (office, priya) = (scene.office, scene.office.who("priya"));
    let sha256 = app::sessions::hex(&Sha256::digest(bytes));
    uploads::start(&office.office, &priya, id, name, bytes.len() as u64, &sha256, office.now()).expect("begun");
    uploads::piece(&office.office, &priya, id, 0, bytes).expect("taken up");
    uploads::attach(&office.office, &priya, scene.reference.into(), &[id.to_owned()], office.now()).expect("attached");
}

/// A complaint that went all the way: acknowledged, given, drafted, sent back, signed and sent, with a note, a call and
/// two files of the same name.
fn answered(office: &TestOffice) -> Scene<'_> {
    let scene = Scene::logged(office);
    scene.acknowledge().expect("acknowledged");
    let (joanne, on) = (office.who("joanne"), scene.reference.into());
    cases::add_note(&office.office, &joanne, on, "Rudd Lane again: ask the Smiths at 16.", office.now())
        .expect("a note");
    scene.given_to_dan();
    cases::record_contact(&office.office, &office.who("dan"), on, &call(true, "She is upset."), office.now())
        .expect("a call");
    attach(&scene, "one", "Mrs Fairclough bin.JPG", b"one");
    attach(&scene, "two", "Mrs Fairclough bin.JPG", b"other bytes");
    scene.submitted();
    office.clock.pass(60);
    cases::send_back(&office.office, &office.who("marian"), on, "Say when, Dan.", office.now()).expect("sent back");
    office.clock.pass(60);
    cases::submit(
        &office.office,
        &office.who("dan"),
        on,
        &format!("{}\n\nWe are sorry.", testkit::RESPONSE),
        office.now(),
    )
    .expect("submitted again");
    office.clock.pass(60);
    scene.sent().expect("sent");
    office.clock.pass(3600);
    scene
}

fn address(scene: &Scene<'_>) -> String {
    format!("/cases/{}/bundle", scene.reference)
}

const OMBUDSMAN: &[(&str, &str)] = &[("whom", "ombudsman")];

#[tokio::test]
async fn an_ombudsman_gets_everything_in_order_and_it_is_noted() {
    let office = office();
    let scene = answered(&office);
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let root = format!("/cases/{}", scene.reference);
    says(&joanne.get(&root).await, &format!("href=\"{root}/bundle\">Save everything on the case</a>"));
    let shown = joanne.get(&address(&scene)).await;
    for words in
        ["9 documents", "2026-0001 for the Ombudsman.zip, with 14 bytes of files", "Members of staff are named."]
    {
        says(&shown, words);
    }
    let saved = joanne.post(&address(&scene), OMBUDSMAN).await;
    let disposition = saved.headers[header::CONTENT_DISPOSITION].to_str().expect("text");
    assert!(disposition.contains("filename=\"2026-0001 for the Ombudsman.zip\""), "{disposition}");
    let found = documents("ombudsman", &saved);
    assert_eq!(
        names(&found),
        [
            "00 Index.pdf",
            "01 What the customer told us.pdf",
            "02 Notes and contacts.pdf",
            "03 2026-11-02 Letter Acknowledgement.pdf",
            "04 2026-11-02 File 1.jpg",
            "05 2026-11-02 File 2.jpg",
            "06 2026-11-02 Draft version 1.pdf",
            "07 2026-11-02 Draft version 2.pdf",
            "08 2026-11-02 Letter Response.pdf",
        ]
    );
    let of = |number: usize| found[number].text.as_str();
    let holds = |number: usize, words: &str| assert!(of(number).contains(words), "{words} in {}", of(number));
    holds(1, "The crew left the bin on the back path three times.");
    holds(1, "Collection every week, and an apology.");
    holds(2, "ask the Smiths at 16");
    holds(2, "She is upset.");
    holds(3, "Our reference: 2026-0001");
    assert_eq!((found[4].bytes, found[5].bytes), (3, 11), "both, though they have the same name");
    holds(6, "Sent back with comments by Marian Teale");
    holds(6, "Say when, Dan.");
    holds(6, "We did not collect your bin.");
    holds(7, "Signed off, version 2 by Marian Teale");
    holds(8, "We did not collect your bin.");
    for words in [
        "Making Experiences Count, version",
        "Mon 23 Nov 2026",
        "Mon 2 Nov 2026, in time",
        "Upheld. The address was missing from the list.",
        "Mon 2 Nov 2026, 10:00 Logged, by phone",
        "Received Mon 2 Nov 2026. Day 1 is the next working day, Tue 3 Nov 2026.",
        "Weekends left out:",
        "File 1, called “Mrs Fairclough bin.JPG”",
        "File 2 was called “Mrs Fairclough bin.JPG”, which names somebody",
        "Heard keeps no mailbox.",
        "by Joanne Whitlock, Customer Champion",
    ] {
        holds(0, words);
    }
    let history = joanne.get(&format!("{root}/history")).await;
    says(&history, "Everything on the case was saved for the Ombudsman");
    says(&history, "9 documents.");
    says(&history, "by Joanne Whitlock");
}

#[tokio::test]
async fn a_case_with_nothing_but_a_complaint_is_a_bundle_too() {
    let office = office();
    let scene = Scene::logged(&office);
    let mut helen = Browser::signed_in(&office, "helen").await;
    let found = documents("bare", &helen.post(&address(&scene), OMBUDSMAN).await);
    assert_eq!(names(&found), ["00 Index.pdf", "01 What the customer told us.pdf"]);
}

#[tokio::test]
async fn names_of_files_are_never_those_they_came_with() {
    let office = office();
    let scene = Scene::logged(&office);
    let long = format!("{}.png", "w".repeat(300));
    for (id, name) in [
        ("a", "..\\..\\x"),
        ("b", "CON"),
        ("c", &long),
        ("d", "Lee: \u{202e}fdp.exe"),
        ("e", "../../.bashrc"),
        ("f", "=cmd|'/c calc'!A0.csv"),
    ] {
        attach(&scene, id, name, id.as_bytes());
    }
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let found = documents("hostile", &joanne.post(&address(&scene), OMBUDSMAN).await);
    assert_eq!(
        names(&found)[2..],
        [
            "02 2026-11-02 File 1",
            "03 2026-11-02 File 2",
            "04 2026-11-02 File 3",
            "05 2026-11-02 File 4.exe",
            "06 2026-11-02 File 5",
            "07 2026-11-02 File 6.csv",
        ]
    );
}

#[tokio::test]
async fn words_are_words_whatever_they_look_like() {
    let office = office();
    let hostile = "#panic(\"x\") #import \"/etc/passwd\" *b* $x$ @ref <lbl> \\ // no comment <script>";
    let form =
        LogForm { story: hostile.into(), title: hostile.into(), name: hostile.into(), ..Scene::complaint(&office) };
    let scene = Scene::logged_as(&office, &form);
    cases::add_note(&office.office, &office.who("joanne"), scene.reference.into(), hostile, office.now())
        .expect("a note");
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    says_not(&joanne.get(&address(&scene)).await, "<script>");
    for document in documents("words", &joanne.post(&address(&scene), OMBUDSMAN).await) {
        assert!(
            document.text.contains("#panic(\"x\") #import \"/etc/passwd\" *b* $x$"),
            "{}: {}",
            document.name,
            document.text
        );
    }
}

#[tokio::test]
async fn what_no_typeface_of_a_pdf_has_goes_into_a_file_for_word() {
    let office = office();
    let form = LogForm { story: "王小明 wrote to us.".into(), ..Scene::complaint(&office) };
    let scene = Scene::logged_as(&office, &form);
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let found = documents("glyphs", &joanne.post(&address(&scene), OMBUDSMAN).await);
    assert!(names(&found).contains(&"01 What the customer told us.docx"), "{:?}", names(&found));
}

#[tokio::test]
async fn only_those_who_answer_the_ombudsman_take_everything_out() {
    let office = office();
    let scene = answered(&office);
    let all = ["priya", "joanne", "dan", "kieran", "marian", "stephen", "helen", "admin", "rhys"];
    let mut may = BTreeMap::new();
    for name in all {
        let mut browser = Browser::signed_in(&office, name).await;
        let (shown, saved) = (browser.get(&address(&scene)).await, browser.post(&address(&scene), OMBUDSMAN).await);
        assert_eq!(shown.status, saved.status, "{name}: what is shown can be saved");
        assert_eq!(saved.headers.contains_key(header::CONTENT_DISPOSITION), saved.status == StatusCode::OK, "{name}");
        may.insert(name, saved.status.as_u16());
        let page = browser.get(&format!("/cases/{}", scene.reference)).await;
        assert_eq!(
            page.html.contains("/bundle\""),
            saved.status == StatusCode::OK,
            "{name} is offered what they may do"
        );
    }
    let refused = |names: &[&'static str], status: u16| names.iter().map(|name| (*name, status)).collect::<Vec<_>>();
    let expected: BTreeMap<&str, u16> = [
        refused(&["joanne", "helen"], 200),
        refused(&["priya", "dan", "marian", "rhys"], 403),
        refused(&["kieran", "stephen", "admin"], 404),
    ]
    .concat()
    .into_iter()
    .collect();
    assert_eq!(may, expected);
}

#[tokio::test]
async fn a_hidden_case_stays_hidden() {
    let office = office();
    let scene = answered(&office);
    let form =
        RestrictForm { people: vec![office.id("joanne")], reason: "It names her.".into(), ..RestrictForm::default() };
    cases::restrict(&office.office, &office.who("joanne"), scene.reference.into(), &form, office.now())
        .expect("hidden");
    let mut helen = Browser::signed_in(&office, "helen").await;
    for page in [helen.get(&address(&scene)).await, helen.post(&address(&scene), OMBUDSMAN).await] {
        assert_eq!(page.status, StatusCode::FORBIDDEN);
        says(&page, "You cannot see this case");
        says_not(&page, "Fairclough");
    }
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let shown = joanne.get(&address(&scene)).await;
    says(&shown, "The case is or was hidden from most staff");
    assert_eq!(joanne.post(&address(&scene), OMBUDSMAN).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_file_that_the_records_cannot_give_stops_it_all_and_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("heard.db");
    let office = testkit::office_in(&path);
    let scene = answered(&office);
    assert!(run("lose_pieces.py", &path).status.success(), "the records lose what is in their files");
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let page = joanne.post(&address(&scene), OMBUDSMAN).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    says(&page, "File 1, “Mrs Fairclough bin.JPG”, cannot be read from the records, so nothing was saved");
    let history = joanne.get(&format!("/cases/{}/history", scene.reference)).await;
    says_not(&history, "Everything on the case was saved");
}

/// The complaint above, made by a neighbour for the customer.
fn made_for_her(office: &TestOffice) -> Scene<'_> {
    let acting = RepresentativeForm {
        name: "Mr Tom Archer".into(),
        email: "tom.archer@example.org".into(),
        phone: "01632 960 555".into(),
        relation: "family".into(),
        seen: true,
        ..RepresentativeForm::default()
    };
    let story = "Mr Archer from next door (tom.archer@example.org) saw Dan Okafor. So did jo@example.net.";
    let form = LogForm { story: story.into(), acting: Some(acting), ..Scene::complaint(office) };
    Scene::logged_as(office, &form)
}

#[tokio::test]
async fn the_customer_s_names_nobody_else_in_what_heard_writes() {
    let office = office();
    let scene = made_for_her(&office);
    let (joanne, on) = (office.who("joanne"), scene.reference.into());
    cases::add_note(&office.office, &joanne, on, "Tom is difficult.", office.now()).expect("a note");
    attach(&scene, "one", "Tom Archer.pdf", b"one");
    attach(&scene, "two", "bin.jpg", b"two");
    scene.given_to_dan();
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let fields = [("whom", "customer"), ("with", "2")];
    let found = documents("customer", &joanne.post(&address(&scene), &fields).await);
    assert_eq!(names(&found), ["00 Index.pdf", "01 What the customer told us.pdf", "02 2026-11-02 File 2.jpg"]);
    for Document { name, text, .. } in &found {
        for other in [
            "Archer",
            "Tom",
            "tom.archer",
            "960 555",
            "Okafor",
            "Dan",
            "Marian",
            "Whitlock",
            "Nair",
            "jo@example.net",
            "difficult",
        ] {
            assert!(!text.contains(other), "{other} is in {name}: {text}");
        }
    }
    let (index, told) = (&found[0].text, &found[1].text);
    assert!(told.contains("[who acts for the customer] from next door"), "{told}");
    assert!(told.contains("saw [a member of staff]. So did [how to reach somebody]."), "{told}");
    assert!(told.contains("eileen@example.com") && told.contains("Mrs Eileen Fairclough"), "her own stays: {told}");
    assert!(index.contains("Note") && index.contains("Notes and contacts (1)"), "{index}");
    assert!(index.contains("File 1, attached on Mon 2 Nov 2026"), "{index}");
    assert!(!index.contains("Look at this"), "the list is for those who look");
    says(
        &joanne.get(&format!("/cases/{}/history", scene.reference)).await,
        "for the customer, without other people’s details",
    );
}

#[tokio::test]
async fn the_customer_gets_no_letter_that_was_kept_back_and_nothing_of_who_acted_before() {
    let office = office();
    let scene = made_for_her(&office);
    let (joanne, on) = (office.who("joanne"), scene.reference.into());
    cases::represent(&office.office, &joanne, on, None, office.now()).expect("nobody acts for her any more");
    cases::acknowledge(&office.office, &joanne, on, &by(Method::Post), office.now()).expect("written");
    cases::discard(&office.office, &joanne, on, 1, office.now()).expect("it was wrong");
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let found = documents("kept-back", &joanne.post(&address(&scene), &[("whom", "customer")]).await);
    assert_eq!(names(&found), ["00 Index.pdf", "01 What the customer told us.pdf"]);
    assert!(found[0].text.contains("it was taken back before it left"), "{}", found[0].text);
    for Document { name, text, .. } in &found {
        assert!(!text.contains("Archer") && !text.contains("tom.archer"), "{name}: {text}");
    }
    let everything = documents("kept-back-all", &joanne.post(&address(&scene), OMBUDSMAN).await);
    assert!(names(&everything).iter().any(|name| name.contains("Letter")), "the Ombudsman sees it");
}

#[tokio::test]
async fn what_was_ticked_stays_ticked_while_one_looks() {
    let office = office();
    let scene = answered(&office);
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let fields = [("whom", "customer"), ("with", "drafts"), ("do", "look")];
    let page = joanne.post(&address(&scene), &fields).await;
    assert_eq!(page.status, StatusCode::OK);
    says(&page, "value=\"drafts\" checked");
    says(&page, "value=\"customer\" checked");
    says(&page, "Draft of the response, version 1");
    says(&page, "Notes and contacts (2), and messages to staff: they were written for staff");
    let again = joanne.post(&format!("{}/look", address(&scene)), &fields[..2]).await;
    says(&again, "2026-0001 for the customer.zip");
    says_not(&again, "<form");
    let found = documents("ticked", &joanne.post(&address(&scene), &fields[..2]).await);
    let draft = found.iter().find(|document| document.name.contains("Draft version 1")).expect("the draft");
    assert!(draft.text.contains("Say when, [a member of staff]."), "{}", draft.text);
    assert!(names(&found).iter().any(|name| name.contains("Letter Response")), "letters to her are hers");
}

#[tokio::test]
async fn practice_says_so_in_every_name() {
    let office = office();
    let council = app::settings::Council { practice: true, ..(*office.office.council()).clone() };
    office.office.change_rules(|writing| app::settings::set(writing, &council)).expect("kept");
    let scene = Scene::logged(&office);
    cases::acknowledge(&office.office, &office.who("joanne"), scene.reference.into(), &by(Method::Post), office.now())
        .expect("acknowledged");
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    for Document { name, text, .. } in documents("practice", &joanne.post(&address(&scene), OMBUDSMAN).await) {
        assert!(name.contains(" Practice ") && text.contains("Practice. Nothing here is real."), "{name}: {text}");
    }
}

#[tokio::test]
async fn what_was_undone_is_told_and_its_number_is_another_s_by_then() {
    let office = office();
    let scene = Scene::logged(&office);
    let priya = office.who("priya");
    office.clock.pass(60);
    attach(&scene, "one", "wrong.txt", b"of another case");
    let first = cases::open(&office.office, &priya, scene.reference, office.now()).expect("opened").case.seq;
    office.clock.pass(60);
    cases::undo(&office.office, &priya, scene.reference, first, office.now()).expect("undone");
    attach(&scene, "two", "right.txt", b"right");
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let found = documents("undone", &joanne.post(&address(&scene), OMBUDSMAN).await);
    assert_eq!(names(&found)[2..], ["02 2026-11-02 File 1.txt"]);
    assert_eq!(found[2].bytes, 5, "the one that was attached since");
    let index = &found[0].text;
    assert!(index.contains("File 1, attached on Mon 2 Nov 2026: attaching it was undone."), "{index}");
    assert!(index.contains("Undone by Priya Nair") && !index.contains("wrong.txt"), "{index}");
}
