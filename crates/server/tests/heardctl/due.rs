//! `heardctl due`.

use serde_json::Value;

use crate::common::{Desk, run};

#[test]
fn every_clock_comes_with_its_working() {
    let out = run(&["due", "--procedure", "making-experiences-count", "--received", "2026-12-18", "--json"]).well();
    let answer: Value = serde_json::from_str(&out).unwrap();
    let clocks = answer["clocks"].as_array().unwrap();
    let dues: Vec<(&str, &str)> =
        clocks.iter().map(|clock| (clock["id"].as_str().unwrap(), clock["due"].as_str().unwrap())).collect();
    assert_eq!(dues, [("acknowledge", "2026-12-22"), ("respond", "2027-01-13")]);
    let steps = clocks[1]["working"].as_array().unwrap();
    let counted = steps.iter().filter(|step| step["counted"].is_u64()).count();
    assert_eq!(counted, 15, "as many days are counted as the limit has");
    let christmas = steps.iter().find(|step| step["date"] == "2026-12-25").unwrap();
    assert_eq!(christmas["skipped"], "bank holiday: Christmas Day");
}

#[test]
fn nations_differ_where_their_holidays_do() {
    let due = |nation: &str| {
        let out = run(&["due", "--received", "2026-06-12", "--nation", nation, "--json"]).well();
        let answer: Value = serde_json::from_str(&out).unwrap();
        answer["clocks"][0]["due"].as_str().unwrap().to_owned()
    };
    assert_eq!(due("england-and-wales"), "2026-06-16");
    assert_eq!(due("scotland"), "2026-06-17", "Monday 15 June 2026 is a bank holiday in Scotland");
}

#[test]
fn people_read_the_days_in_words() {
    let out = run(&["due", "--received", "2026-11-06"]).well();
    assert!(out.contains("Acknowledge within 2 working days: due Tuesday 10 November 2026"), "{out}");
    assert!(out.contains("Sat  7 Nov 2026  –  weekend"), "{out}");
    assert!(out.contains("Tue 10 Nov 2026  day 2"), "{out}");
    assert!(out.contains("  s.. #D\n  (s start, # counted, D due, . weekend)"), "{out}");
    assert!(
        out.contains("2 working days from the day we received it, Friday 6 November 2026, end on Tuesday"),
        "{out}"
    );
}

#[test]
fn what_has_no_limits_says_so() {
    let out = run(&["due", "--received", "2026-11-06", "--kind", "compliment"]).well();
    assert!(out.contains("no time limits"), "{out}");
}

#[test]
fn an_aim_is_said_beside_the_limit() {
    let said = run(&["due", "--procedure", "data-protection-complaint", "--received", "2026-11-02"]).well();
    assert!(said.contains("due Wednesday 2 December 2026; aim Tuesday 1 December 2026"), "{said}");
}

#[test]
fn a_later_stage_is_tried_out_with_what_happened() {
    let asked = [
        "due",
        "--procedure",
        "lgsco-code-2024",
        "--received",
        "2026-11-02",
        "--acknowledged",
        "2026-11-04",
        "--happened",
        "stage-2.asked=2027-01-04",
        "--extended",
        "stage-2-respond=2027-03-08",
    ];
    let out = run(&asked).well();
    assert!(out.contains("Stage 2"), "{out}");
    assert!(out.contains("Respond within 10 working days: due Wednesday 18 November 2026"), "{out}");
    assert!(out.contains("Respond within 20 working days: due Monday 8 March 2027"), "{out}");
    assert!(out.contains("Put off from Monday 8 February 2027 to Monday 8 March 2027"), "{out}");
    let waits = run(&["due", "--procedure", "lgsco-code-2024", "--received", "2026-11-02"]).well();
    assert!(waits.contains("Respond within 20 working days: waits for"), "{waits}");
    let later =
        run(&["due", "--procedure", "lgsco-code-2024", "--received", "2026-11-02", "--begins-in", "stage-2"]).well();
    assert!(later.contains("Respond within 10 working days: passed over: the case begins in a later stage"), "{later}");
    assert!(!later.contains("waits for"), "{later}");
    run(&["due", "--received", "2026-11-06", "--happened", "stage-9.asked=2027-01-04"]).badly(2);
}

#[test]
fn whether_a_limit_was_kept_is_said_also_of_one_on_the_whole() {
    let code = |happened: &[&str]| {
        let asked =
            ["due", "--procedure", "lgsco-code-2024", "--received", "2026-11-02", "--acknowledged", "2026-11-04"];
        let happened = happened.iter().flat_map(|what| ["--happened", what]);
        asked.into_iter().chain(happened).map(str::to_owned).collect::<Vec<_>>()
    };
    let said = |happened: &[&str]| run(&code(happened).iter().map(String::as_str).collect::<Vec<_>>()).well();
    let open = said(&[]);
    assert!(open.contains("due Monday 9 November 2026; done Wednesday 4 November 2026, in time"), "{open}");
    assert!(
        open.contains("Finish the whole complaint within 12 calendar weeks: due Monday 25 January 2027\n"),
        "{open}"
    );
    let late = said(&["whole=2027-01-26"]);
    assert!(late.contains("due Monday 25 January 2027; done Tuesday 26 January 2027, late"), "{late}");
    let with_its_last_stage = said(&["stage-2.responded=2027-01-25"]);
    assert!(with_its_last_stage.contains("; done Monday 25 January 2027, in time"), "{with_its_last_stage}");
    let mut asked = code(&["whole=2027-01-26"]);
    asked.push("--json".into());
    let out = run(&asked.iter().map(String::as_str).collect::<Vec<_>>()).well();
    let answer: Value = serde_json::from_str(&out).unwrap();
    let whole = answer["clocks"].as_array().unwrap().iter().find(|clock| clock["id"] == "whole").unwrap();
    assert_eq!((&whole["met"], &whole["in_time"]), (&Value::from("2027-01-26"), &Value::from(false)));
}

#[test]
fn a_time_in_which_the_clock_stood_still_is_a_reason_and_two_days() {
    let due = |paused: &str| run(&["due", "--received", "2026-11-02", "--paused", paused]);
    for (paused, said) in [
        ("waiting=2026-11-06..2026-11-10", "making-experiences-count has nothing called waiting"),
        ("waiting=2026-11-06", "expected a reason, =, and two dates"),
        ("waiting=2026-11-10..2026-11-06", "before it stops on 2026-11-10"),
        ("waiting=2026-11-06..soon", "found \"soon\""),
    ] {
        let err = due(paused).badly(2);
        assert!(err.contains(said), "{paused}: {err}");
    }
}

#[test]
fn asked_wrongly_it_says_what_there_is() {
    let said = run(&["due", "--procedure", "stage-two", "--received", "2026-11-06"]).badly(2);
    let begins =
        "heardctl: There is no procedure called stage-two; there is making-experiences-count, lgsco-code-2024,";
    assert!(said.starts_with(begins), "{said}");
    run(&["due", "--received", "6/11/2026"]).badly(2);
    run(&["due", "--received", "2026-11-06", "--acknowledged", "2026-11-05"]).badly(2);
}

#[test]
fn the_councils_own_records_are_asked_where_they_are_named() {
    let desk = Desk::set_up();
    let out = desk.run(&["due", "--received", "2026-11-06"]).well();
    assert!(out.contains("due Tuesday 10 November 2026"), "{out}");
    Desk::empty().run(&["due", "--received", "2026-11-06"]).badly(1);
}

#[test]
fn a_sentence_is_read_as_was_asked() {
    let asked = ["due", "--procedure", "customer-care-policy", "--received", "2026-11-02", "--kind", "service-request"];
    let read_as = |option: &str| run(&[&asked[..], &["--reading", option]].concat());
    let out = read_as("fourteen-days=two-weeks").well();
    assert!(
        out.contains("Read as: Two weeks: fourteen calendar days.") && out.contains("due Monday 16 November"),
        "{out}"
    );
    assert!(read_as("fourteen-days=working-days").well().contains("due Friday 20 November"));
    let refused = read_as("fourteen-days=sixteen").badly(2);
    assert!(refused.contains("It offers fourteen-days=working-days or two-weeks."), "{refused}");
}

#[test]
fn what_goes_beyond_the_procedure_is_said() {
    let code = |extended: &str| {
        let asked =
            ["due", "--procedure", "lgsco-code-2024", "--received", "2026-11-02", "--acknowledged", "2026-11-04"];
        run(&[&asked[..], &["--extended", extended]].concat()).well()
    };
    let within = code("stage-1-respond=2026-12-02");
    assert!(!within.contains("Note:"), "{within}");
    let too_far = code("stage-1-respond=2027-12-31");
    assert!(too_far.contains("be put off until 2 December 2026 at the latest."), "{too_far}");
    let earlier = code("stage-1-respond=2026-11-10");
    assert!(earlier.contains("is not put off by a date that is not later than 18 November 2026."), "{earlier}");
    let never = code("stage-1-acknowledge=2026-11-20");
    assert!(never.contains("Note: The procedure does not let “Acknowledge"), "{never}");
}

#[test]
fn a_file_is_tried_out_as_it_stands() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ours.toml");
    let text =
        include_str!("../../../../procedures/making-experiences-count.toml").replacen("number = 2,", "number = 3,", 1);
    std::fs::write(&path, &text).unwrap();
    let file = path.display().to_string();
    let out = run(&["due", "--procedure", &file, "--received", "2026-11-06"]).well();
    assert!(out.contains("Acknowledge within 3 working days: due Wednesday 11 November 2026"), "{out}");
    std::fs::write(&path, text.replacen("in_force = \"2012-01-01\"", "in_force = 2012-01-01", 1)).unwrap();
    let wrong = run(&["due", "--procedure", &file, "--received", "2026-11-06"]);
    let said = wrong.badly(1);
    assert!(
        said.contains("ours.toml, line ") && said.contains("expected a date in quotation marks, year first"),
        "{said}"
    );
    std::fs::write(&path, [text.as_bytes(), b"# caf\xe9\n"].concat()).unwrap();
    let said = run(&["procedure", "check", &file]).out;
    assert!(said.contains("found a letter that is not UTF-8"), "{said}");
}

#[test]
fn the_hour_of_receipt_and_a_chosen_band_move_the_dates() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ours.toml");
    let text = include_str!("../../../../procedures/making-experiences-count.toml");
    let text = text.replacen("office_closures", "cut_off = \"17:00\"\noffice_closures", 1);
    let text = text.replacen("id = \"respond\"", "id = \"respond\"\nbands = { complex = \"40 working days\" }", 1);
    std::fs::write(&file, text + "\n[[band]]\nid = \"complex\"\ntitle = \"Complex\"\n").unwrap();
    let procedure = file.to_str().unwrap();
    let due = |more: &[&str]| {
        let asked = [&["due", "--procedure", procedure, "--received", "2026-11-02", "--json"], more].concat();
        let answer: Value = serde_json::from_str(&run(&asked).well()).unwrap();
        answer["clocks"][1]["due"].as_str().unwrap().to_owned()
    };
    assert_eq!(due(&[]), "2026-11-23");
    assert_eq!(due(&["--at", "17:00"]), "2026-11-23");
    assert_eq!(due(&["--at", "17:30"]), "2026-11-24");
    assert_eq!(due(&["--band", "complex"]), "2026-12-30");
    let said = run(&["due", "--procedure", procedure, "--received", "2026-11-02", "--at", "17:30"]).well();
    assert!(said.contains("Received Monday 2 November 2026 at 17:30."), "{said}");
    let unknown = run(&["due", "--procedure", procedure, "--received", "2026-11-02", "--band", "easy"]).badly(2);
    assert!(unknown.contains("nothing called easy") && unknown.contains("its bands are complex"), "{unknown}");
}

#[test]
fn what_comes_too_late_is_noted_beside_the_dates() {
    let due = |more: &[&str]| run(&[&["due", "--procedure", "lgsco-code-2024"], more].concat()).well();
    assert!(!due(&["--received", "2026-11-02"]).contains("Note:"));
    let early = due(&["--received", "2020-01-06"]);
    assert!(early.contains("Note: This version is in force from "), "{early}");
    let late = due(&["--received", "2026-11-02", "--happened", "occurred=2024-01-05"]);
    assert!(late.contains("Note: A complaint about this may be made until "), "{late}");
}
