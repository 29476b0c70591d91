//! `heardctl import`, with a real log of 2,224 complaints among others.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::common::{Desk, shared};

const MAPPING: &str = "[columns]\nreference = \"No\"\nreceived = \"Date\"\nstory = \"What\"\nname = \"Who\"\nemail = \"Email\"\n\
    closed = \"Closed\"\nservice = \"Team\"\n[constants]\nkind = \"complaint\"\n[values.service]\n\"Bins\" = \"Customer services\"\n";

const GOOD: &str = "No,Date,What,Who,Email,Closed,Team\n\
    A1,2026-03-02,Bin missed. Twice.,Eileen Fairclough,eileen@example.com,2026-03-20,Bins\n\
    A2,2026-03-31,Light out,,,,Customer services\n\
    A3,2026-04-01,Noise,Marcus Abara,,,\n";

fn mapping_of_the_docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/examples/telecom-complaints.toml")
}

fn received(desk: &Desk, period: &[&str]) -> u64 {
    let figures: Value = serde_json::from_str(&desk.run(&[&["figures"], period].concat()).well()).unwrap();
    let rows = figures["figures"].as_array().unwrap();
    rows.iter().find(|row| row["figure"] == "received" && row["part"] == "Complaint").unwrap()["number"]
        .as_u64()
        .unwrap()
}

#[test]
fn the_real_log_is_asked_about_and_then_counted_rightly() {
    let Some(log) = shared("import/comcast_telecom_complaints.csv") else { return };
    let desk = Desk::set_up();
    let own = desk.file("complaints.csv");
    std::fs::copy(log, &own).unwrap();
    let (file, mapping) = (own.to_str().unwrap(), mapping_of_the_docs());
    let import = ["import", file, "--mapping", mapping.to_str().unwrap()];

    let asked = desk.run(&import);
    assert_eq!(asked.status, 1, "two ways of writing are mixed: somebody has to say. {}", asked.err);
    for expected in [
        "The column mixes two ways of writing",
        "Ticket #",
        "--dates month-first-unless-impossible",
        "row 1036, Ticket # “comcas”: the other values of this column are whole numbers; the row may be shifted or cut.",
        "Nothing was changed.",
    ] {
        assert!(asked.out.contains(expected), "{expected}: {}", asked.out);
    }
    let told = [&import[..], &["--dates", "month-first-unless-impossible"]].concat();
    assert!(desk.run(&told).out.contains("--leave-out-refused"), "one row is refused, so nothing comes in unasked");
    assert_eq!(received(&desk, &["--from", "2015-01-01", "--to", "2015-12-31"]), 0, "nothing was changed so far");

    let all = [&told[..], &["--leave-out-refused"]].concat();
    let out = desk.run(&all).well();
    assert!(out.contains("2,223 cases are in"), "{out}");
    let months =
        ["2015-03", "2015-04", "2015-05", "2015-06", "2015-07"].map(|month| received(&desk, &["--month", month]));
    assert_eq!(months, [0, 544, 399, 1_280, 0]);
    let left_out = std::fs::read_to_string(desk.file("complaints.csv.refused.csv")).unwrap();
    assert_eq!(left_out.lines().count(), 2, "the headings and the one row: {left_out}");
    assert!(left_out.contains("comcas") && left_out.contains("1036"), "{left_out}");
    desk.run(&["verify"]).well();
    let again = desk.run(&all);
    assert!(again.out.contains("was brought in before"), "the same file is noticed");
    assert!(again.badly(1).contains("complaints.csv.refused.csv is there already"), "nothing is written over");
    std::fs::remove_file(desk.file("complaints.csv.refused.csv")).unwrap();
    desk.run(&all).well();

    desk.run(&["import", "--undo", "1"]).well();
    desk.run(&["import", "--undo", "2"]).well();
    assert_eq!(received(&desk, &["--from", "2015-01-01", "--to", "2015-12-31"]), 0);
    desk.run(&["verify"]).well();
    let said = desk.run(&["import", "--undo", "1"]).badly(1);
    assert!(said.contains("undone already"), "{said}");
}

#[test]
fn read_the_wrong_way_the_dates_are_refused_not_shifted() {
    let Some(log) = shared("import/comcast_telecom_complaints.csv") else { return };
    let desk = Desk::set_up();
    let mapping = mapping_of_the_docs();
    let ran = desk.run(&[
        "import",
        log.to_str().unwrap(),
        "--mapping",
        mapping.to_str().unwrap(),
        "--dates",
        "month-first",
        "--dry-run",
        "--json",
    ]);
    assert_eq!(ran.status, 1);
    let plan: Value = serde_json::from_str(&ran.out).unwrap();
    let refused = plan["refused"].as_array().unwrap();
    assert!(refused.len() > 1_600, "{}", refused.len());
    assert!(
        refused.iter().any(|row| row["reason"].as_str().unwrap().contains("read otherwise it would be")),
        "{}",
        refused[0]
    );
}

#[test]
fn a_good_list_comes_in_whole() {
    let desk = Desk::set_up();
    let (file, mapping) = (desk.with("old.csv", GOOD), desk.with("old.toml", MAPPING));
    let out = desk.run(&["import", &file, "--mapping", &mapping, "--dry-run"]).well();
    assert!(out.contains("3 cases could be brought in. Nothing was changed."), "{out}");
    let done: Value =
        serde_json::from_str(&desk.run(&["import", &file, "--mapping", &mapping, "--json"]).well()).unwrap();
    assert_eq!((done["cases"].as_u64(), done["batch"].as_i64()), (Some(3), Some(1)));
    assert_eq!(done["months"], serde_json::json!({ "2026-03": 2, "2026-04": 1 }));
    let list = desk.run(&["export"]).well();
    let first = list.lines().find(|line| line.contains("Bin missed")).unwrap();
    for expected in ["Eileen Fairclough", "Customer services", "2026-03-02", "2026-03-20", "Closed before it came here"]
    {
        assert!(first.contains(expected), "{expected}: {first}");
    }
    desk.run(&["verify"]).well();
}

#[test]
fn every_row_that_cannot_be_taken_is_named_with_column_and_reason() {
    let bad = GOOD.to_owned()
        + "A1,2026-04-02,Again,,,,\n\
           A5,2026-04-31,No such day,,,,\n\
           A6,2199-01-01,In the future,,,,\n\
           A7,2026-04-02,,,,,\n\
           A8,,No date,,,,\n\
           A9,2026-04-02,Odd mail,,nonsense,,\n\
           A10,2026-04-02,Closed before it came,,,2026-03-01,\n\
           A11,2026-04-02,Unknown team,,,,Dragons\n\
           A12,2026-04-02,Too short\n";
    let desk = Desk::set_up();
    let (file, mapping) = (desk.with("old.csv", &bad), desk.with("old.toml", MAPPING));
    let ran = desk.run(&["import", &file, "--mapping", &mapping, "--dates", "day-first", "--json"]);
    assert_eq!(ran.status, 1, "{}", ran.err);
    let plan: Value = serde_json::from_str(&ran.out).unwrap();
    let refused: Vec<(u64, &str, &str)> = plan["refused"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["row"].as_u64().unwrap(), row["column"].as_str().unwrap(), row["reason"].as_str().unwrap()))
        .collect();
    let expected = [
        (5, "No", "row 2 has the same number"),
        (6, "Date", "is not a date of the calendar"),
        (7, "Date", "which is in the future"),
        (8, "What", "it does not say what happened"),
        (9, "Date", "the date is missing"),
        (10, "Email", "it is not an email address"),
        (11, "Closed", "before it was received"),
        (12, "Team", "there is no service called Dragons"),
        (13, "the whole row", "it has 3 fields, but the headings are 7"),
    ];
    assert_eq!(refused.len(), expected.len(), "{refused:?}");
    for ((row, column, reason), (at, heading, words)) in refused.iter().zip(expected) {
        assert_eq!((*row, *column), (at, heading), "{reason}");
        assert!(reason.contains(words), "{words}: {reason}");
    }
    assert_eq!(desk.run(&["export"]).well().lines().count(), 1, "nothing came in");
}

#[test]
fn the_rows_left_out_are_written_before_anything_comes_in() {
    let desk = Desk::set_up();
    let bad = GOOD.replace("A2,2026-03-31", "A2,2026-03-32").replace("A3,2026-04-01", "A3,2026-04-31");
    let (file, mapping) = (desk.with("old.csv", &bad), desk.with("old.toml", MAPPING));
    let import = ["import", &file, "--mapping", &mapping, "--leave-out-refused"];
    let left_out = desk.file("old.csv.refused.csv");
    std::fs::write(&left_out, "mended").unwrap();
    let said = desk.run(&import).badly(1);
    assert!(said.contains("old.csv.refused.csv is there already"), "{said}");
    assert_eq!(std::fs::read_to_string(&left_out).unwrap(), "mended");
    std::fs::remove_file(&left_out).unwrap();
    std::fs::create_dir(&left_out).unwrap();
    desk.run(&import).badly(1);
    assert_eq!(desk.run(&["export"]).well().lines().count(), 1, "nothing came in");
    std::fs::remove_dir(&left_out).unwrap();
    let out = desk.run(&import).well();
    assert!(out.contains("1 case is in, ") && out.contains("--undo 1 takes it back"), "{out}");
    assert_eq!(std::fs::read_to_string(&left_out).unwrap().lines().count(), 3);
}

#[test]
fn words_the_mapping_does_not_know_are_named() {
    let desk = Desk::set_up();
    let file = desk.with("old.csv", "Date,What,Via,State\n2026-03-02,Bin missed,Pigeon,Lost\n");
    let mapping = desk
        .with("old.toml", "[columns]\nreceived = \"Date\"\nstory = \"What\"\nchannel = \"Via\"\nstatus = \"State\"\n");
    let ran = desk.run(&["import", &file, "--mapping", &mapping]);
    assert_eq!(ran.status, 1);
    for expected in [
        "Via “Pigeon”: nobody has said which this is: phone",
        "nobody has said which this is: open or closed. In the mapping: [values.status].",
        "under [constants] as kind",
    ] {
        assert!(ran.out.contains(expected), "{expected}: {}", ran.out);
    }
}

#[test]
fn a_mapping_that_does_not_fit_is_refused() {
    let desk = Desk::set_up();
    let file = desk.with("old.csv", GOOD);
    let elsewhere = desk.with("a.toml", "[columns]\nreceived = \"Day\"\nstory = \"What\"\n");
    let said = desk.run(&["import", &file, "--mapping", &elsewhere]).badly(1);
    assert!(said.contains("names a column “Day” for received, but row 1, taken for the headings, has “No”"), "{said}");
    let broken = desk.with("b.toml", "[columns]\nreceived = \"Date\"\nwhat = \"What\"\n");
    let said = desk.run(&["import", &file, "--mapping", &broken]).badly(1);
    assert!(said.contains("line 3: unknown variant `what`"), "{said}");
    let pdf = desk.with("old.pdf", "%PDF-1.4 and so on");
    let said = desk.run(&["import", &pdf, "--mapping", &elsewhere]).badly(1);
    assert!(said.contains("PDF"), "{said}");
}
