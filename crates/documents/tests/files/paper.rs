//! Letters and reports as programs that are not ours see them: pypdf and python-docx open them and find the words, where
//! they stand, and what a screen reader needs.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use crate::common::python;
use chrono::NaiveDate;
use documents::{
    paper::{About, Block, Colour, Head, Letter, List, Print, Report, Run, Table, Window},
    write::{Unwritable, letter_docx, letter_pdf, report_docx, report_pdf},
};
use serde_json::{Value, json};

/// Points in a millimetre.
const MILLIMETRE: f64 = 72.0 / 25.4;

fn about(title: &str) -> About {
    let created = NaiveDate::from_ymd_opt(2026, 11, 27).unwrap().and_hms_opt(10, 0, 0).unwrap();
    About { title: title.into(), author: "Redditch Borough Council".into(), created }
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

fn letter(body: Vec<Block>) -> Letter {
    Letter {
        about: about("Our answer to your complaint 2026-0412"),
        notice: String::new(),
        sender: "Redditch Borough Council".into(),
        from: lines("Town Hall\nRedditch\nB98 8AH\n01527 64252\ncustomerservices@redditchbc.gov.uk"),
        reference: "2026-0412".into(),
        to: lines("Mrs Elizabeth Fairclough\n14 Sillins Avenue\nRedditch\nB98 7EF"),
        date: "Friday 27 November 2026".into(),
        body,
        print: Print::Ordinary,
        colour: Colour::of("#1b4f5e"),
        head: Head::Printed,
        window: Some(Window { left: 25, from: 52, to: 93, width: 90 }),
    }
}

fn plain() -> Vec<Block> {
    let bold = Run { bold: true, ..Run::plain("Your complaint") };
    let inner = Block::List(List { from: Some(3), items: vec![vec![Block::words("third")]] });
    vec![
        Block::words("Dear Mrs Fairclough"),
        Block::Paragraph(vec![bold, Run::plain(": bin not emptied")]),
        Block::List(List { from: None, items: vec![vec![Block::words("first")], vec![Block::words("second"), inner]] }),
        Block::words("Yours sincerely\nMarian Teale"),
    ]
}

fn report() -> Report {
    let row = |name: &str| vec![name.to_owned(), "12".into(), "3".into()];
    let table = Table {
        head: lines("Service\nComplaints\nLate"),
        rows: vec![row("Waste & recycling"), row("Housing <north>")],
        widths: vec![3, 1, 1],
        numbers_from: 1,
    };
    Report {
        about: about("Figures for October 2026"),
        notice: "Practice. Nothing here is real.".into(),
        subtitle: "Redditch Borough Council".into(),
        body: vec![Block::Heading("By service".into()), Block::Table(table), Block::Subheading("Below".into())],
        colour: Colour::of("#1b4f5e"),
    }
}

fn opened(name: &str, bytes: &[u8]) -> Value {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, bytes).unwrap();
    python("read_paper.py", &path)
}

fn text(pdf: &Value) -> String {
    let pages = pdf["pages"].as_array().unwrap();
    pages.iter().map(|page| page["text"].as_str().unwrap()).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_letter_is_a4_and_can_be_read_aloud() {
    let pdf = opened("letter.pdf", &letter_pdf(&letter(plain())).unwrap());
    assert_eq!(pdf["title"], "Our answer to your complaint 2026-0412");
    assert_eq!((&pdf["author"], &pdf["language"]), (&json!("Redditch Borough Council"), &json!("en-GB")));
    assert_eq!((&pdf["tagged"], &pdf["accessible"]), (&json!(true), &json!(true)), "tagged, and says PDF/UA-1");
    assert_eq!(pdf["fonts"], json!(["LiberationSans", "LiberationSans-Bold"]), "in its own typefaces");
    let size = &pdf["pages"][0]["size"];
    assert!((size[0].as_f64().unwrap() / MILLIMETRE - 210.0).abs() < 0.1, "{size}");
    assert!((size[1].as_f64().unwrap() / MILLIMETRE - 297.0).abs() < 0.1, "{size}");
    let said = text(&pdf);
    for words in [
        "Our reference: 2026-0412",
        "customerservices@redditchbc.gov.uk",
        "Friday 27 November 2026",
        "Your complaint: bin not emptied",
        "first",
        "3. third",
        "Marian Teale",
    ] {
        assert!(said.contains(words), "{words} in {said}");
    }
}

#[test]
fn the_address_stands_in_the_window_however_long_the_head_is() {
    let long = "The Metropolitan Borough Council of Somewhere with a Very Long Name Indeed upon the Water";
    let many = (0..12).map(|line| format!("Line {line}")).collect();
    let large = Letter { print: Print::Large, ..letter(plain()) };
    let practice = Letter { notice: "Practice. Nothing here is real.".into(), ..letter(plain()) };
    for (what, letter) in [
        ("ordinary", letter(plain())),
        ("large", large),
        ("practice", practice),
        ("long name", Letter { sender: long.into(), ..letter(plain()) }),
        ("many lines", Letter { from: many, ..letter(plain()) }),
    ] {
        let pdf = opened("window.pdf", &letter_pdf(&letter).unwrap());
        let places = pdf["pages"][0]["places"].as_array().unwrap();
        let from_top = |place: &Value| 297.0 - place[2].as_f64().unwrap() / MILLIMETRE;
        for line in &letter.to {
            let place = places.iter().find(|place| place[0] == **line).unwrap();
            let (top, left) = (from_top(place), place[1].as_f64().unwrap() / MILLIMETRE);
            assert!((52.0..81.0).contains(&top) && (20.0..30.0).contains(&left), "{what}: {line} at {left}, {top} mm");
        }
    }
}

#[test]
fn the_address_stands_where_each_envelope_shows_it() {
    let right = Window { left: 112, from: 52, to: 93, width: 78 };
    let half = Window { left: 25, from: 68, to: 104, width: 90 };
    let headed = |window| Letter { head: Head::OnThePaper, window, ..letter(plain()) };
    for (what, letter, left, top) in [
        ("right", Letter { window: Some(right), ..letter(plain()) }, 112.0, 52.0),
        ("half", Letter { window: Some(half), ..letter(plain()) }, 25.0, 68.0),
        ("headed", headed(letter(plain()).window), 25.0, 52.0),
        ("headed, right", headed(Some(right)), 112.0, 52.0),
        ("headed, no window", headed(None), 25.0, 45.0),
        ("no window", Letter { window: None, ..letter(plain()) }, 25.0, 24.0),
    ] {
        let pdf = opened("envelope.pdf", &letter_pdf(&letter).unwrap());
        let places = pdf["pages"][0]["places"].as_array().unwrap();
        let name = places.iter().find(|place| place[0] == *letter.to[0]).unwrap();
        // The place is that of the line the letters stand on, some 4 mm below their top.
        let at = (name[1].as_f64().unwrap() / MILLIMETRE, 297.0 - name[2].as_f64().unwrap() / MILLIMETRE);
        assert!((at.0 - left).abs() < 1.0 && (0.0..8.0).contains(&(at.1 - top)), "{what}: at {at:?} mm");
        let said = text(&pdf);
        assert_eq!(said.contains("01527 64252"), letter.head == Head::Printed, "{what}: {said}");
        assert!(said.contains("Our reference: 2026-0412"), "{what}: {said}");
        if letter.head == Head::OnThePaper {
            let highest = places.iter().map(|place| 297.0 - place[2].as_f64().unwrap() / MILLIMETRE);
            assert!(highest.fold(f64::MAX, f64::min) > 45.0, "{what}: the top is blank: {places:?}");
        }
        let word = opened("envelope.docx", &letter_docx(&letter).unwrap());
        let styles: Vec<&str> =
            word["paragraphs"].as_array().unwrap().iter().map(|each| each[0].as_str().unwrap()).collect();
        let head = if letter.head == Head::Printed { "Sender" } else { "Address" };
        assert_eq!(styles[0], head, "{what}: {styles:?}");
    }
}

#[test]
fn words_are_words_whatever_they_look_like() {
    let hostile =
        "#panic(\"x\") #import \"/etc/passwd\" *b* $x$ @ref <lbl> \\ // no comment </w:t><script> \u{0}\u{8}&amp; ]]>";
    let shown = "#panic(\"x\") #import \"/etc/passwd\" *b* $x$ @ref <lbl> \\ // no comment </w:t><script> &amp; ]]>";
    let mut letter =
        letter(vec![Block::words(hostile), Block::List(List { from: None, items: vec![vec![Block::words(hostile)]] })]);
    letter.sender = hostile.into();
    letter.to = vec![hostile.into()];
    letter.about.title = hostile.into();
    let pdf = opened("hostile.pdf", &letter_pdf(&letter).unwrap());
    assert_eq!(pdf["title"], shown);
    let said = text(&pdf).replace('\n', " ");
    assert!(said.matches("#panic(").count() >= 4 && said.contains("no comment </w:t><script>"), "{said}");
    let word = opened("hostile.docx", &letter_docx(&letter).unwrap());
    assert_eq!(word["title"], shown);
    let same = word["paragraphs"].as_array().unwrap().iter().filter(|each| each[1] == shown).count();
    assert_eq!(same, 4, "sender, address, and twice in the letter: {word}");
}

#[test]
fn names_of_the_world_are_shown_or_the_letter_is_refused() {
    let with = |words: &str| letter(vec![Block::words(words)]);
    let names = "Siân Tŷ Ŵyn, Łódź, Ünal Şahin, Елена, Ελένη, דוד, 😀";
    let said = text(&opened("names.pdf", &letter_pdf(&with(names)).unwrap()));
    for name in ["Siân Tŷ Ŵyn", "Łódź", "Şahin", "Елена", "Ελένη", "😀"] {
        assert!(said.contains(name), "{name} in {said}");
    }
    let refused = letter_pdf(&with("王小明, and 王 again")).unwrap_err();
    assert!(matches!(&refused, Unwritable::NoGlyph { characters } if characters == "王小明"), "{refused}");
    letter_docx(&with("王小明")).unwrap();
}

#[test]
fn a_long_letter_goes_on_with_its_reference_and_page() {
    let body = (0..80).map(|number| Block::words(format!("Paragraph {number}. {}", "We looked at it. ".repeat(12))));
    let endless = Block::words("w".repeat(3000));
    let pdf = opened("long.pdf", &letter_pdf(&letter(body.chain([endless]).collect())).unwrap());
    let pages = pdf["pages"].as_array().unwrap();
    assert!(pages.len() > 3, "{} pages", pages.len());
    let first = pages[0]["text"].as_str().unwrap();
    assert!(!first.contains("Page 1 of"), "the first page of a letter has no number");
    let second = pages[1]["text"].as_str().unwrap().replace('\n', " ");
    assert!(second.contains(&format!("Page 2 of {}", pages.len())), "{second}");
    let last: usize = pages.iter().map(|page| page["text"].as_str().unwrap().matches('w').count()).sum();
    assert!(last >= 3000, "a word that fits on no line is broken, not cut: {last}");
}

#[test]
fn word_gets_the_same_letter_to_edit() {
    let word = opened("letter.docx", &letter_docx(&letter(plain())).unwrap());
    assert_eq!(
        (&word["title"], &word["language"], &word["size"]),
        (&json!("Our answer to your complaint 2026-0412"), &json!("en-GB"), &json!(12.0))
    );
    let address = "Mrs Elizabeth Fairclough\n14 Sillins Avenue\nRedditch\nB98 7EF";
    let from =
        "Town Hall\nRedditch\nB98 8AH\n01527 64252\ncustomerservices@redditchbc.gov.uk\nOur reference: 2026-0412";
    assert_eq!(
        word["paragraphs"],
        json!([
            ["Sender", "Redditch Borough Council"],
            ["From", from],
            ["Address", address],
            ["Date", "Friday 27 November 2026"],
            ["Normal", "Dear Mrs Fairclough"],
            ["Normal", "Your complaint: bin not emptied"],
            ["List Paragraph", "first"],
            ["List Paragraph", "second"],
            ["List Paragraph", "third"],
            ["Normal", "Yours sincerely\nMarian Teale"],
        ])
    );
    let large = Letter { print: Print::Large, ..letter(plain()) };
    assert_eq!(opened("large.docx", &letter_docx(&large).unwrap())["size"], 16.0);
}

#[test]
fn a_report_has_headings_and_tables_that_say_what_is_in_them() {
    let word = opened("report.docx", &report_docx(&report()).unwrap());
    assert_eq!(
        word["paragraphs"],
        json!([
            ["Notice", "Practice. Nothing here is real."],
            ["Title", "Figures for October 2026"],
            ["Subtitle", "Redditch Borough Council"],
            ["Heading 1", "By service"],
            ["Heading 2", "Below"],
        ])
    );
    let rows =
        json!([["Service", "Complaints", "Late"], ["Waste & recycling", "12", "3"], ["Housing <north>", "12", "3"]]);
    assert_eq!(word["tables"], json!([{ "heading": true, "rows": rows }]));
    let pdf = opened("report.pdf", &report_pdf(&report()).unwrap());
    assert_eq!(pdf["accessible"], true);
    let said = text(&pdf);
    for words in ["Practice. Nothing here is real.", "By service", "Housing <north>", "Page 1 of 1"] {
        assert!(said.contains(words), "{words} in {said}");
    }
}

#[test]
fn the_same_letter_makes_the_same_bytes() {
    assert!(letter_pdf(&letter(plain())).unwrap() == letter_pdf(&letter(plain())).unwrap());
    assert!(letter_docx(&letter(plain())).unwrap() == letter_docx(&letter(plain())).unwrap());
}
