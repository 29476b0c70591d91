//! `heardctl procedure`.

use std::path::Path;

use crate::common::run;

fn shipped(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../procedures").join(name);
    path.to_str().expect("a path in words").to_owned()
}

#[test]
fn a_good_file_is_described() {
    let out = run(&["procedure", "check", &shipped("lgsco-code-2024.toml")]).well();
    assert!(out.contains("can be followed"), "{out}");
    assert!(out.contains("2 stages, 5 time limits"), "{out}");
    assert!(!out.contains("warning"), "a Code does not depart from itself: {out}");
}

#[test]
fn a_bad_file_is_named_with_line_and_what_is_expected() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ours.toml");
    let good = std::fs::read_to_string(shipped("lgsco-code-2024.toml")).unwrap();
    let bad = good.replace("follows = [\"stage-1\"]", "follows = [\"stage-one\"]");
    let line = bad.lines().position(|line| line.starts_with("follows")).unwrap() + 1;
    std::fs::write(&file, bad).unwrap();
    let ran = run(&["procedure", "check", file.to_str().unwrap()]);
    assert_eq!(ran.status, 1);
    let out = ran.out;
    assert!(out.contains(&format!("line {line}: ")), "{out}");
    assert!(out.contains("found \"stage-one\", expected one of stage-1\n"), "{out}");
    assert!(!out.contains("nobody can enter this one"), "it follows from that: {out}");
}

#[test]
fn a_departure_from_a_code_is_a_warning() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ours.toml");
    let draft = std::fs::read_to_string(shipped("making-experiences-count.toml")).unwrap();
    std::fs::write(&file, draft.replacen("version = 1", "version = 1\nclaims = [\"lgsco-2024\"]", 1)).unwrap();
    let out = run(&["procedure", "check", file.to_str().unwrap()]).well();
    assert!(out.contains("can be followed"), "{out}");
    assert!(out.contains("whenever the acknowledgement leaves before working day 5"), "{out}");
}

#[test]
fn a_time_limit_that_may_wait_for_ever_is_a_warning() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ours.toml");
    let standards = std::fs::read_to_string(shipped("service-standards.toml")).unwrap();
    std::fs::write(&file, standards.replacen("uncapped = true\n", "", 1)).unwrap();
    let out = run(&["procedure", "check", file.to_str().unwrap()]).well();
    assert!(out.contains("can be followed"), "{out}");
    let waits =
        "“Send the report on the assessment of needs” waits for the day of the meeting, and nothing says by when";
    assert!(out.lines().any(|line| line.starts_with("warning: ") && line.contains(waits)), "{out}");
}

#[test]
fn editors_get_the_schema_that_lies_beside_the_files() {
    let kept = std::fs::read_to_string(shipped("schema.json")).unwrap();
    assert_eq!(run(&["procedure", "schema"]).well(), kept);
}
