//! Help that teaches, and how the program ends when it is asked wrongly.

use crate::common::{Desk, run};

const COMMANDS: [&str; 15] = [
    "init",
    "demo",
    "serve",
    "user",
    "workdays",
    "due",
    "procedure",
    "import",
    "figures",
    "replay",
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
fn the_walk_through_names_every_command_as_it_is_called() {
    let help = run(&["--help"]).well();
    let examples: Vec<&str> = help.lines().filter_map(|line| line.strip_prefix("  heardctl ")).collect();
    assert!(examples.len() > 10, "{help}");
    for example in examples {
        let mut words = example.split_whitespace().skip_while(|word| ["--data", "/tmp/try"].contains(word));
        let command = words.next().unwrap();
        let own = run(&[command, "--help"]).well();
        let inner = words.next().filter(|word| !word.starts_with(['-', '/']) && own.contains(&format!("\n  {word} ")));
        let options = inner.map_or_else(|| own.clone(), |inner| run(&[command, inner, "--help"]).well());
        for option in example.split_whitespace().filter(|word| word.starts_with("--") && *word != "--data") {
            assert!(options.contains(option), "{command} has {option}: {example}");
        }
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
