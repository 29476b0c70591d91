//! `heardctl workdays`.

use std::{
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use crate::common::run_with;

#[test]
fn each_line_gets_its_due_date() {
    let given = "scotland,2026-06-12,1\nengland-and-wales,2026-06-12,1\n northern-ireland , 2026-07-10 , 2 \nengland-and-wales,2026-11-02,0\n";
    let expected = "scotland,2026-06-12,1,2026-06-16\nengland-and-wales,2026-06-12,1,2026-06-15\nnorthern-ireland,2026-07-10,2,2026-07-15\nengland-and-wales,2026-11-02,0,2026-11-02\n";
    assert_eq!(run_with(&["workdays"], given).well(), expected);
}

#[test]
fn headings_are_kept() {
    let out = run_with(&["workdays"], "\u{feff}nation,from,days\r\nscotland,2026-06-12,2\r\n").well();
    assert_eq!(out, "nation,from,days,due\nscotland,2026-06-12,2,2026-06-17\n");
}

#[test]
fn every_wrong_line_is_named_and_nothing_is_written() {
    let given = "scotland,2026-06-12,2\nwales,2026-06-12,2\nscotland,2026-06-31,2\nscotland,2026-06-12,-1\nscotland,2026-06-12\nscotland,2026-06-12,100001\n";
    let ran = run_with(&["workdays"], given);
    assert_eq!(ran.out, "", "no due date is written beside wrong lines");
    let said = ran.badly(1);
    for expected in [
        "line 2: there is no calendar for \"wales\"",
        "line 3: \"2026-06-31\" is not a date",
        "line 4: \"-1\" is not a number of days from 0 to 100000",
        "line 5: expected nation,from,days, found 2 fields",
        "line 6: \"100001\" is not a number of days",
    ] {
        assert!(said.contains(expected), "{expected}: {said}");
    }
}

/// Slow machines and unoptimised builds included: the promise is one second for the shipped program.
#[test]
fn twenty_thousand_lines_take_about_a_second() {
    let line = |number: u32| {
        format!(
            "{},20{}-{:02}-{:02},{}\n",
            ["england-and-wales", "scotland", "northern-ireland"][number as usize % 3],
            12 + number % 18,
            1 + number % 12,
            1 + number % 28,
            number % 66
        )
    };
    let given: String = (0..20_000).map(line).collect();
    let began = now();
    let out = run_with(&["workdays"], &given).well();
    assert_eq!(out.lines().count(), 20_000);
    assert!(now() - began < Duration::from_secs(5), "it took {:?}", now() - began);
}

#[test]
fn an_independent_calendar_agrees_on_every_line() {
    let oracle = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/oracle/workdays.py");
    let python = std::env::var("HEARD_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let Ok(asked) = Command::new(&python).arg(&oracle).args(["generate", "20000"]).stderr(Stdio::null()).output()
    else {
        println!("skipped: {python} is not here");
        return;
    };
    if !asked.status.success() {
        println!("skipped: {python} lacks the packages of tests/requirements.txt");
        return;
    }
    let asked = String::from_utf8(asked.stdout).unwrap();
    let answered = run_with(&["workdays"], &asked).well();
    let folder = tempfile::tempdir().unwrap();
    let (asked_file, answered_file) = (folder.path().join("asked.csv"), folder.path().join("answered.csv"));
    std::fs::write(&asked_file, asked).unwrap();
    std::fs::write(&answered_file, answered).unwrap();
    let checked = Command::new(&python).arg(&oracle).arg("check").args([&asked_file, &answered_file]).output().unwrap();
    let said = String::from_utf8_lossy(&checked.stdout).into_owned() + &String::from_utf8_lossy(&checked.stderr);
    assert!(checked.status.success(), "{said}");
}

#[expect(clippy::disallowed_methods, reason = "how long it takes is what is tested")]
fn now() -> Instant {
    Instant::now()
}
