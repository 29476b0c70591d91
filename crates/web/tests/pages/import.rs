//! The page that brings an old log in.

use crate::common::{Browser, Page, hidden, says, says_not};
use axum::http::StatusCode;
use testkit::{PASSWORD, office};

const LOG: &str = "No,Date,What,Team,Outcome\n1,2026-10-01,Bin missed <b>twice</b>,Waste and recycling,partly upheld\n2,2026-10-31,Light out,,\n3,2026-09-30,Noise,Dragons,\n";
const MAPPING: &str = "[columns]\nreference = \"No\"\nreceived = \"Date\"\nstory = \"What\"\nservice = \"Team\"\n[constants]\nkind = \"complaint\"\n";

async fn look(browser: &mut Browser, log: &str, mapping: &str) -> Page {
    let part = |name: &str, rest: &str, value: &str| {
        format!("--cut\r\nContent-Disposition: form-data; name=\"{name}\"{rest}\r\n\r\n{value}\r\n")
    };
    let body = part("mapping", "", mapping)
        + &part("dates", "", "")
        + &part("file", "; filename=\"log.csv\"", log)
        + "--cut--\r\n";
    browser.send("POST", "/import/look", "multipart/form-data; boundary=cut", body).await
}

#[tokio::test]
async fn a_log_is_looked_at_brought_in_and_taken_back() {
    let office = office();
    let mut helen = Browser::signed_in(&office, "helen").await;
    let mapping = MAPPING.replace("service =", "outcome = \"Outcome\"\nservice =");
    let page = look(&mut helen, LOG, &mapping).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.html);
    for words in [
        "3 rows: <strong>2 cases</strong> could come in, 1 not",
        "October 2026",
        "Dragons",
        "there is no service called Dragons",
        "Import 2 cases",
    ] {
        assert!(page.html.contains(words), "{words}: {}", page.html);
    }
    let upload = hidden(&page, "upload");
    let fields = [("upload", upload.as_str()), ("mapping", &mapping), ("dates", "")];
    let file = helen.post("/import/refused", &fields).await;
    assert!(String::from_utf8(file.bytes).unwrap().contains("Dragons"), "the row that is left out can be saved");
    let page = helen.post("/import", &fields).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "one row is refused, and nobody said to leave it out");
    assert!(page.html.contains("1 of 3 rows cannot be brought in"), "{}", page.html);
    let page = helen.post("/import", &[&fields[..], &[("leave_out_refused", "yes")]].concat()).await;
    assert_eq!((page.status, page.path.as_str()), (StatusCode::OK, "/import"));
    assert!(page.html.contains("2 cases came in, 2026-0001 to 2026-0002."), "{}", page.html);
    let mut joanne = Browser::signed_in(&office, "joanne").await;
    let case = joanne.get("/cases/2026-0001").await;
    assert!(
        case.html.contains("Its outcome there: Partly upheld."),
        "the history says whose finding it is: {}",
        case.html
    );
    assert!(
        case.html.contains("Bin missed &#60;b&#62;twice") || case.html.contains("Bin missed &lt;b&gt;twice"),
        "{}",
        case.html
    );
    let page = helen.post("/import/undo/1", &[]).await;
    assert!(page.html.contains("2 cases were taken away again"), "{}", page.html);
    assert_eq!(joanne.get("/cases/2026-0001").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn doubt_about_dates_is_shown_and_asked() {
    let office = office();
    let mut admin = Browser::signed_in(&office, "admin").await;
    let log = "No,Date,What,Team\n1,04-08-2026,Bin,\n2,05-08-2026,Bin,\n";
    let page = look(&mut admin, log, MAPPING).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.html.contains("Look again") && !page.html.contains(">Import "), "{}", page.html);
    let upload = hidden(&page, "upload");
    let page = admin.post("/import", &[("upload", &upload), ("mapping", MAPPING)]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "the use-case asks too");
    let page = admin.post("/import/look", &[("upload", &upload), ("mapping", MAPPING), ("dates", "day-first")]).await;
    assert!(page.html.contains("Import 2 cases") && page.html.contains("August 2026"), "{}", page.html);
}

#[tokio::test]
async fn columns_and_words_are_said_on_pages_with_examples() {
    let office = office();
    let mut admin = Browser::signed_in(&office, "admin").await;
    let log = "Our old log\n\nNo,When it came,Words,Team\n1,2026-10-01,Bin missed,Waste and recycling\n2,2026-10-02,Light out,Dragons\n3,2026-10-03,Noise,Dragons\n";
    let page = look(&mut admin, log, "").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.html);
    for words in ["When it came", "Bin missed", "Above the headings, 1 row was left out", "Headings"] {
        assert!(page.html.contains(words), "{words}: {}", page.html);
    }
    let (upload, mapping) =
        (hidden(&page, "upload"), hidden(&page, "mapping").replace("&#34;", "\"").replace("&quot;", "\""));
    let fields = |columns: [&'static str; 4]| {
        let columns = (0..).zip(columns).map(|(place, field)| (format!("column-{place}"), field.to_owned()));
        let others = [
            ("upload", upload.as_str()),
            ("mapping", &mapping),
            ("kind", "complaint"),
            ("closed_on", "import"),
            ("step", "said"),
        ];
        others.map(|(name, value)| (name.to_owned(), value.to_owned())).into_iter().chain(columns).collect::<Vec<_>>()
    };
    let page = send(&mut admin, &fields(["reference", "", "story", "service"])).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.html.contains("Say which column has the date on which it was received"), "{}", page.html);
    let page = send(&mut admin, &fields(["reference", "received", "story", "service"])).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "nothing tells open cases from closed ones");
    assert!(page.html.contains("href=\"#status\">Say whether a case is open or closed"), "{}", page.html);
    assert!(page.html.contains("value=\"story\" selected"), "what was said of the columns stays: {}", page.html);
    let open =
        [&fields(["reference", "received", "story", "service"])[..], &[("status".into(), "open".into())]].concat();
    let page = send(&mut admin, &open).await;
    assert!(page.html.contains("1 case comes in open and is not late."), "{}", page.html);
    assert!(page.html.contains("3 rows: <strong>1 case</strong> could come in, 2 not"), "{}", page.html);
    assert!(page.html.contains("Words that Heard does not know"), "{}", page.html);
    let mapping = hidden(&page, "mapping").replace("&#34;", "\"").replace("&quot;", "\"");
    let said = [
        ("upload", upload.as_str()),
        ("mapping", &mapping),
        ("word-field", "service"),
        ("word", "Dragons"),
        ("meaning-0", ""),
    ];
    let page = admin.post("/import/look", &said).await;
    assert!(page.html.contains("Import 3 cases"), "{}", page.html);
    let mapping = hidden(&page, "mapping").replace("&#34;", "\"").replace("&quot;", "\"");
    let page = admin.post("/import/look", &[("upload", &upload), ("mapping", &mapping), ("step", "columns")]).await;
    assert!(page.html.contains("value=\"received\" selected"), "what was said is still there: {}", page.html);
    let again = [("upload", upload.as_str()), ("mapping", &mapping), ("step", "read-again"), ("header_row", "4")];
    let page = admin.post("/import/look", &again).await;
    assert!(page.html.contains("<th scope=\"row\">Bin missed</th>"), "row 4 is the headings now: {}", page.html);
    let again = [("upload", upload.as_str()), ("mapping", &mapping), ("step", "read-again"), ("header_row", "99")];
    let page = admin.post("/import/look", &again).await;
    assert!(page.html.contains("has no headings in row 99"), "{}", page.html);
}

/// A sheet of an OpenDocument file, of rows of cells.
fn sheet(name: &str, rows: &[&[&str]]) -> String {
    let cell = |word: &&str| format!("<table:table-cell><text:p>{word}</text:p></table:table-cell>");
    let row =
        |cells: &&[&str]| format!("<table:table-row>{}</table:table-row>", cells.iter().map(cell).collect::<String>());
    format!("<table:table table:name=\"{name}\">{}</table:table>", rows.iter().map(row).collect::<String>())
}

#[tokio::test]
async fn the_headings_of_another_sheet_are_found_anew() {
    let office = office();
    let mut admin = Browser::signed_in(&office, "admin").await;
    let sheets = sheet("2018", &[&["Date", "Details"], &["2018-03-01", "Bin"]])
        + &sheet(
            "2019",
            &[&["Complaints 2019"], &["By service"], &["Number", "Date", "Details"], &["7", "2019-03-01", "Light"]],
        );
    let file = format!(
        "<?xml version=\"1.0\"?><office:document xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\"><office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body></office:document>"
    );
    let page = look(&mut admin, &file, "").await;
    let [upload, mapping] = ["upload", "mapping"].map(|name| hidden(&page, name).replace("&#34;", "\""));
    let shown = ["sheet-read", "header-row-read"].map(|name| hidden(&page, name));
    assert_eq!(shown, ["2018", "1"], "{}", page.html);
    for (sheet, row, heading) in [("2019", "1", "Number"), ("2019", "2", "By service"), ("2018", "2", "Bin")] {
        let again = [
            ("upload", upload.as_str()),
            ("mapping", &mapping),
            ("step", "read-again"),
            ("sheet-read", &shown[0]),
            ("header-row-read", &shown[1]),
            ("sheet", sheet),
            ("header_row", row),
        ];
        let page = admin.post("/import/look", &again).await;
        let found = format!("<th scope=\"row\">{heading}</th>");
        assert!(page.html.contains(&found), "{sheet}, row {row}: {}", page.html);
    }
}

async fn send(browser: &mut Browser, fields: &[(String, String)]) -> Page {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post("/import/look", &fields).await
}

#[tokio::test]
async fn what_is_wrong_stands_at_its_field_and_typed_words_stay() {
    let office = office();
    let mut admin = Browser::signed_in(&office, "admin").await;
    let page = look(&mut admin, "", MAPPING).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.html.contains("Choose the file") && page.html.contains("<title>Error: "), "{}", page.html);
    let page = look(&mut admin, LOG, "[columns]\nwrong = \"No\"\n").await;
    assert!(page.html.contains("What the columns mean, line 2: unknown variant"), "{}", page.html);
    assert!(page.html.contains("[columns]\nwrong"), "what was typed is still there: {}", page.html);
    let page = look(&mut admin, "%PDF-1.4", MAPPING).await;
    assert!(page.html.contains("it is a PDF"), "{}", page.html);
}

#[tokio::test]
async fn others_may_not() {
    let office = office();
    for name in ["priya", "joanne", "dan", "marian", "rhys"] {
        let mut browser = Browser::signed_in(&office, name).await;
        assert_eq!(browser.get("/import").await.status, StatusCode::FORBIDDEN, "{name}");
        assert_eq!(look(&mut browser, LOG, MAPPING).await.status, StatusCode::FORBIDDEN, "{name}");
        assert_eq!(browser.post("/import/undo/1", &[]).await.status, StatusCode::FORBIDDEN, "{name}");
    }
}

#[tokio::test]
async fn an_import_that_is_cancelled_brings_nothing_in() {
    let office = office();
    let door = crate::common::door(&office);
    let (tasks, helen_id) = (door.tasks.clone(), office.id("helen"));
    let mut helen = Browser::over(door);
    helen.post("/sign-in", &[("email", "helen@thornbeck.example"), ("password", PASSWORD)]).await;
    let rows: String = (1..=600).map(|row| format!("{row},2026-10-01,Bin,\n")).collect();
    let page = look(&mut helen, &format!("No,Date,What,Team\n{rows}"), MAPPING).await;
    assert!(page.html.contains("data-progress=\"Bringing in cases\""), "{}", page.html);
    let upload = hidden(&page, "upload");
    let fields = [("upload", upload.as_str()), ("mapping", MAPPING), ("dates", ""), ("work", "once")];
    // Whoever waits presses the button as soon as there is something to cancel.
    let waiting = std::thread::spawn(move || while !tasks.call_off(helen_id, "once") {});
    let page = helen.post("/import", &fields).await;
    waiting.join().expect("it was cancelled");
    assert_eq!((page.status, page.path.as_str()), (StatusCode::OK, "/import"));
    assert!(page.html.contains("Cancelled. Nothing was changed."), "{}", page.html);
    let all = office.office.read(|reading| Ok(reading.all_references()?)).expect("they are counted");
    assert!(all.is_empty(), "{} came in", all.len());
    assert_eq!(helen.get("/progress/once").await.status, StatusCode::NOT_FOUND, "it is over");
}

#[tokio::test]
async fn an_import_that_was_begun_goes_on_where_it_was_left() {
    let office = office();
    let mut admin = Browser::signed_in(&office, "admin").await;
    let log = "No,When it came,Words,Team\n1,2026-10-01,Bin missed,Dragons\n2,2026-10-02,Light out,Dragons\n";
    look(&mut admin, log, "").await;
    let page = admin.get("/import").await;
    says(&page, "You began to bring in log.csv");
    let page = admin.post("/import/look", &[("step", "go-on")]).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.html);
    says(&page, "What the columns are");
    // What the script keeps of the page while somebody chooses.
    let mapping = hidden(&page, "mapping").replace("&#34;", "\"").replace("&quot;", "\"");
    let upload = hidden(&page, "upload");
    let chosen = [
        ("upload", upload.as_str()),
        ("mapping", &mapping),
        ("column-0", "reference"),
        ("column-1", "received"),
        ("column-2", "wanted"),
        ("column-3", "service"),
        ("kind", "comment"),
        ("status", "open"),
        ("closed_on", "received"),
    ];
    let typed = form_urlencoded::Serializer::new(String::new()).extend_pairs(chosen).finish();
    admin.send("PUT", "/drafts/import", "application/x-www-form-urlencoded", typed).await;
    let page = admin.post("/import/look", &[("step", "go-on")]).await;
    for words in ["value=\"wanted\" selected", "value=\"comment\" selected", "value=\"open\" selected"] {
        says(&page, words);
    }
    // The words that the look asks about are the next thing kept.
    let said = [&chosen[..], &[("column-2", "story"), ("step", "said")]].concat();
    let said: Vec<_> = said.into_iter().filter(|field| *field != ("column-2", "wanted")).collect();
    let page = admin.post("/import/look", &said).await;
    says(&page, "Words that Heard does not know");
    let mapping = hidden(&page, "mapping").replace("&#34;", "\"").replace("&quot;", "\"");
    let words = [
        ("upload", upload.as_str()),
        ("mapping", &mapping),
        ("word-field", "service"),
        ("word", "Dragons"),
        ("meaning-0", "Waste and recycling"),
    ];
    let typed = form_urlencoded::Serializer::new(String::new()).extend_pairs(words).finish();
    admin.send("PUT", "/drafts/import", "application/x-www-form-urlencoded", typed).await;
    let page = admin.post("/import/look", &[("step", "go-on")]).await;
    says(&page, "Import 2 cases");
    let mapping = hidden(&page, "mapping").replace("&#34;", "\"").replace("&quot;", "\"");
    let page = admin.post("/import", &[("upload", &upload), ("mapping", &mapping)]).await;
    says(&page, "2 cases came in");
    says_not(&page, "You began to bring in");
}
