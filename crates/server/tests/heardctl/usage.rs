//! Help that teaches, and how the program ends when it is asked wrongly.

use crate::common::{Desk, run};

const COMMANDS: [&str; 14] = [
    "init",
    "demo",
    "serve",
    "user",
    "workdays",
    "due",
    "procedure",
    "import",
    "figures",
    "export",
    "mail",
    "backup",
    "restore",
    "verify",
];

#[test]
fn every_command_has_an_example() {
    let help = run(&["--help"]).well();
    for command in COMMANDS {
        assert!(help.contains(&format!("\n  {command} ")), "{command} is listed: {help}");
        let own = run(&[command, "--help"]).well();
        assert!(own.contains("Example"), "{command} shows an example: {own}");
        assert!(
            own.contains(&format!("heardctl {command}")) || own.contains(&format!("{command} --cases")),
            "{command} is in its example: {own}"
        );
    }
}

#[test]
fn asked_wrongly_it_ends_with_two() {
    run(&[]).badly(2);
    run(&["fly"]).badly(2);
    run(&["figures"]).badly(2);
    run(&["demo", "--cases", "0"]).badly(2);
    run(&["user", "add", "--name", "A", "--email", "a@example.org", "--role", "boss"]).badly(2);
}

#[test]
fn commands_that_need_records_make_none() {
    for command in [
        &["verify"][..],
        &["user", "list"],
        &["figures", "--month", "2026-10"],
        &["export"],
        &["mail", "status"],
        &["backup"],
    ] {
        let desk = Desk::empty();
        let said = desk.run(command).badly(1);
        assert!(said.contains("There are no records in"), "{command:?}: {said}");
        assert_eq!(said.lines().count(), 1, "one sentence: {said}");
        assert_eq!(std::fs::read_dir(desk.path()).unwrap().count(), 0, "{command:?} leaves the folder as it was");
    }
}
