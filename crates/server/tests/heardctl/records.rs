//! The administrator's work on a data directory: set up, people, made-up cases, figures, lists,
//! backups, checks.

use serde_json::Value;

use crate::common::Desk;

#[test]
fn a_council_is_set_up_once() {
    let desk = Desk::empty();
    let services = desk.with(
        "services.csv",
        "service,head,email\nWaste,Marian Teale,marian@thornbeck.example\n\"Parks, open spaces\",,\n",
    );
    let init = [
        "init",
        "--council",
        "Thornbeck",
        "--admin-name",
        "Ada Min",
        "--admin-email",
        "ada@thornbeck.example",
        "--password-stdin",
        "--services-file",
        &services,
    ];
    desk.run_with(&init, "short\n").badly(1);
    desk.run_with(&init, "three long words\n").well();
    let people: Value = serde_json::from_str(&desk.run(&["user", "list", "--json"]).well()).unwrap();
    let people: Vec<(&str, &str)> = people
        .as_array()
        .unwrap()
        .iter()
        .map(|person| (person["email"].as_str().unwrap(), person["role"].as_str().unwrap()))
        .collect();
    assert_eq!(people, [("ada@thornbeck.example", "administrator"), ("marian@thornbeck.example", "head-of-service")]);
    let said = desk.run_with(&init, "three long words\n").badly(1);
    assert!(said.contains("set up already"), "{said}");
}

#[test]
fn a_long_path_with_spaces_and_letters_of_every_kind_is_a_path_like_any_other() {
    let desk = Desk::empty();
    // SQLite takes 512 bytes of a path on Linux.
    let part = "Complaints, compliments and comments – Réclamations 投诉 of the council".to_owned();
    let folder = (0..4).fold(desk.file("x"), |folder, number| folder.join(format!("{part} {number}")));
    let place = folder.to_str().unwrap();
    assert!(place.encode_utf16().count() > 300, "{place}");
    let run = |arguments: &[&str]| crate::common::run(&[&["--data", place], arguments].concat()).well();
    run(&["demo", "--cases", "5", "--seed", "1", "--until", "2026-11-20"]);
    assert!(run(&["verify"]).contains("everything agrees"));
    let backup = folder.join("a copy.db");
    run(&["backup", "--to", backup.to_str().unwrap()]);
    let list = folder.join("list – all.csv");
    run(&["export", "--out", list.to_str().unwrap()]);
    assert!(backup.exists() && list.exists());
}

#[test]
fn people_are_added_and_changed() {
    let desk = Desk::set_up();
    let add = [
        "user",
        "add",
        "--name",
        "Dan Okafor",
        "--email",
        "dan@thornbeck.example",
        "--role",
        "investigator",
        "--password-stdin",
    ];
    desk.run_with(&add, "three long words\n").well();
    let twice = desk.run_with(&add, "three long words\n").badly(1);
    assert!(twice.contains("Somebody else has this email address"), "{twice}");
    desk.run(&["user", "role", "dan@thornbeck.example", "champion"]).well();
    desk.run_with(&["user", "password", "DAN@thornbeck.example", "--password-stdin"], "another long one\n").well();
    desk.run(&["user", "deactivate", "dan@thornbeck.example"]).well();
    let people: Value = serde_json::from_str(&desk.run(&["user", "list", "--json"]).well()).unwrap();
    let dan = people.as_array().unwrap().iter().find(|person| person["name"] == "Dan Okafor").unwrap();
    assert_eq!((dan["role"].as_str(), dan["active"].as_bool()), (Some("champion"), Some(false)));
    let last = desk.run(&["user", "deactivate", "ada@thornbeck.example"]).badly(1);
    assert!(last.contains("There must be an administrator"), "{last}");
    desk.run(&["user", "role", "nobody@thornbeck.example", "reader"]).badly(2);
}

#[test]
fn a_password_is_never_guessed() {
    let desk = Desk::set_up();
    let said = desk.run(&["user", "password", "ada@thornbeck.example"]).badly(2);
    assert!(said.contains("HEARD_PASSWORD"), "{said}");
}

#[test]
fn made_up_cases_are_sound_and_can_be_counted() {
    let desk = Desk::made_up("300", "7");
    let verified: Value = serde_json::from_str(&desk.run(&["verify", "--json"]).well()).unwrap();
    assert_eq!(verified["cases"], 300);
    assert!(verified["events"].as_u64().unwrap() > 1_500, "histories have several entries: {verified}");
    let again = desk.run(&["demo", "--cases", "5"]).badly(1);
    assert!(again.contains("empty folder"), "{again}");

    let figures: Value =
        serde_json::from_str(&desk.run(&["figures", "--from", "2023-01-01", "--to", "2026-12-31"]).well()).unwrap();
    let received =
        figures["figures"].as_array().unwrap().iter().filter(|row| row["figure"] == "received" && row["part"] != "All");
    let total: u64 = received.map(|row| row["number"].as_u64().unwrap()).sum();
    assert_eq!(total, 300, "every case was received in these years");
    let csv = desk.run(&["figures", "--month", "2026-10", "--format", "csv"]).well();
    assert!(csv.contains("answered-in-time"), "{csv}");
    let place = desk.file("figures.xlsx");
    desk.run(&["figures", "--month", "2026-10", "--format", "xlsx", "--out", place.to_str().unwrap()]).well();
    assert!(std::fs::read(place).unwrap().starts_with(b"PK"), "a workbook is a zip file");
    desk.run(&["figures", "--month", "2026-10", "--service", "Dragons"]).badly(2);

    let list = desk.run(&["export"]).well();
    assert!(list.lines().count() > 300, "a line for each case, and the headings");
}

#[test]
fn figures_as_at_a_day_are_those_of_that_day() {
    let desk = Desk::made_up("300", "7");
    let open_at = |day: &str| {
        let out = desk.run(&["figures", "--from", "2026-11-01", "--to", "2026-11-20", "--as-at", day]).well();
        let figures: Value = serde_json::from_str(&out).unwrap();
        let mut rows = figures["figures"].as_array().unwrap().iter().filter(|row| row["figure"] == "answered-in-time");
        rows.next().unwrap()["out_of"].as_u64().unwrap()
    };
    assert!(open_at("2026-11-04") < open_at("2026-11-20"), "answers that were still to come are not counted");
}

#[test]
fn a_backup_brings_everything_back() {
    let desk = Desk::made_up("40", "3");
    let backup = desk.file("kept.db");
    desk.run(&["backup", "--to", backup.to_str().unwrap()]).well();
    let list = desk.run(&["export"]).well();
    let other = Desk::empty();
    other.run(&["restore", backup.to_str().unwrap()]).well();
    assert_eq!(other.run(&["export"]).well(), list);
    other.run(&["verify"]).well();
    let not_ours = desk.with("notes.txt", "These are no records of anything, but long enough to look like some.");
    other.run(&["restore", &not_ours]).badly(1);
    assert_eq!(other.run(&["export"]).well(), list, "a file that is no backup changes nothing");
}

#[test]
fn mail_says_what_is_missing() {
    let desk = Desk::set_up();
    assert!(desk.run(&["mail", "status"]).well().contains("Mail is not set up yet."));
    desk.run(&["mail", "send"]).well();
    let said = desk.run(&["mail", "test", "--to", "ada@thornbeck.example"]).badly(1);
    assert!(said.contains("Mail is not set up yet"), "{said}");
}

#[test]
fn past_cases_are_measured_under_another_procedure() {
    let desk = Desk::empty();
    desk.run(&["demo", "--cases", "60", "--seed", "3", "--until", "2026-11-20"]).well();
    let period = ["replay", "--from", "2026-04-01", "--to", "2026-11-20", "--procedure"];
    let words = desk.run(&[&period[..], &["lgsco-code-2024"]].concat()).well();
    assert!(words.contains("under LGSCO") || words.contains("as it was"), "{words}");
    let json = desk.run(&[&period[..], &["lgsco-code-2024", "--json"]].concat()).well();
    let value: Value = serde_json::from_str(&json).unwrap();
    assert!(value["measured"].as_u64().unwrap() > 10, "{value}");
    assert!(value["figures"].as_array().unwrap().iter().any(|line| line["as_it_was"] != line["under_it"]), "{value}");
    desk.run(&[&period[..], &["nobody-knows"]].concat()).badly(1);
    let shipped = include_str!("../../../../procedures/making-experiences-count.toml");
    let quicker = desk.with("quicker.toml", &shipped.replacen("number = 15", "number = 5", 1));
    let under = |procedure: &str| {
        let json = desk.run(&[&period[..], &[procedure, "--json"]].concat()).well();
        let value: Value = serde_json::from_str(&json).unwrap();
        let late = value["figures"].as_array().unwrap().iter().find(|line| line["figure"] == "answered-late").cloned();
        late.expect("the answers that were late")["under_it"].as_u64().unwrap()
    };
    assert!(under(&quicker) > under("making-experiences-count"), "a file that nobody kept");
    let both = [&period[..], &[&quicker, "--version", "2"]].concat();
    assert!(desk.run(&both).badly(2).contains("a file says its version"));
    let wrong = desk.with("wrong.toml", &shipped.replacen("number = 15", "number = 0", 1));
    assert!(desk.run(&[&period[..], &[&wrong]].concat()).badly(1).contains("wrong.toml, line "));
    let backwards = ["replay", "--from", "2026-11-20", "--to", "2026-04-01", "--procedure", "lgsco-code-2024"];
    desk.run(&backwards).badly(2);
    assert!(desk.run(&["verify"]).well().contains("everything agrees"));
}

#[test]
fn a_procedure_of_ones_own_is_kept_once() {
    let desk = Desk::empty();
    desk.run(&["demo", "--cases", "5", "--seed", "3", "--until", "2026-11-20"]).well();
    let shipped = include_str!("../../../../procedures/making-experiences-count.toml");
    let own = desk.with("ours.toml", &shipped.replacen("\"making-experiences-count\"", "\"ours\"", 1));
    let said = desk.run(&["procedure", "add", &own]).well();
    assert!(said.contains("ours, version 1, is kept."), "{said}");
    desk.run(&["procedure", "add", &own]).well();
    let other = desk.with("other.toml", &shipped.replacen("\"making-experiences-count\"", "\"ours\" # mended", 1));
    let refused = desk.run(&["procedure", "add", &other]).badly(1);
    assert!(refused.contains("ours, version 1, is being written already, and differs from this file."), "{refused}");
    desk.run(&["procedure", "add", &other, "--replace"]).well();
    desk.run(&["procedure", "add", &other]).well();
    let wrong = desk.with("wrong.toml", &shipped.replacen("version = 1", "version = 0", 1));
    let said = desk.run(&["procedure", "add", &wrong]).badly(1);
    assert!(said.contains("wrong.toml, line 7"), "{said}");
    desk.run(&["replay", "--procedure", "ours", "--from", "2026-01-01", "--to", "2026-11-20"]).well();
}
