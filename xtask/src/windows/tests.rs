//! The tests that run under Wine: every room's, less those named here with the reason.
//!
//! Tests in the documentation are left out as a kind: they would need a rustdoc of the same
//! version as the compiler.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::{TARGET, cross, target};
use crate::project::Project;

/// A file of tests that Wine cannot run, and why. The ordinary tests run it.
struct LeftOut {
    package: &'static str,
    test: &'static str,
    reason: &'static str,
}

/// A program under Wine can start a program of Debian's, but gets no handle to wait for it or to
/// read from it.
const PYTHON: &str = "talks to a Python program of Debian's";

const LEFT_OUT: &[LeftOut] = &[
    LeftOut { package: "mail", test: "post", reason: PYTHON },
    LeftOut { package: "xtask", test: "architecture", reason: "reads the sources, not the program" },
    LeftOut { package: "heard", test: "window", reason: "drives the window of this machine" },
    LeftOut { package: "heard", test: "browser", reason: "drives a browser of this machine" },
];

/// The same for one test, or the tests of one module, among others that do run.
const LEFT_OUT_ALONE: &[&str] = &[
    "opened_elsewhere::",
    "every_good_row_gets_the_month_an_independent_program_finds",
    "the_workbook_says_what_the_report_says",
    "months_and_services_in_the_workbook_are_those_of_the_report",
];

/// Runs the tests of these rooms, or of all when none is named.
pub fn run(project: &Project, prefix: &Path, rooms: &[String]) -> Result<()> {
    let mut command = cross(project, "test").args(["--no-fail-fast", "--lib", "--bins"]);
    command = if rooms.is_empty() { command.arg("--workspace") } else { command };
    for room in rooms {
        command = command.args(["--package", room]);
    }
    for name in integration_tests(project, rooms)? {
        command = command.args(["--test", &name]);
    }
    command = command.arg("--");
    for name in LEFT_OUT_ALONE {
        println!("left out under Wine: {name}: {PYTHON}");
        command = command.args(["--skip", name]);
    }
    let command = command
        .env("CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER", "wine")
        .env("WINEPREFIX", prefix)
        .env("WINEDEBUG", "-all")
        // Where the library lies that the window loads, beside the programs and not beside their tests.
        .env("WINEPATH", format!("Z:{}", target(project).join(TARGET).join("debug").display()))
        // insta would ask cargo for it, a program of Debian's.
        .env("INSTA_WORKSPACE_ROOT", project.path(""))
        .env("INSTA_UPDATE", "no");
    command.run().context("the tests under Wine")
}

/// The names of the integration tests of these rooms that Wine can run.
fn integration_tests(project: &Project, rooms: &[String]) -> Result<BTreeSet<String>> {
    let described = project.cargo().args(["metadata", "--no-deps", "--format-version", "1"]).read()?;
    let described: Value = serde_json::from_str(&described).context("what cargo says of the workspace")?;
    let mut names = BTreeSet::new();
    let mut left_out: Vec<&LeftOut> = LEFT_OUT.iter().filter(|each| asked(rooms, each.package)).collect();
    for package in each(&described["packages"]) {
        let room = text(&package["name"]);
        if !asked(rooms, room) {
            continue;
        }
        let targets = each(&package["targets"]).filter(|target| each(&target["kind"]).any(|kind| kind == "test"));
        for test in targets.map(|target| text(&target["name"])) {
            match left_out.iter().position(|each| each.package == room && each.test == test) {
                Some(at) => println!("left out under Wine: {room}, {test}: {}", left_out.swap_remove(at).reason),
                None => drop(names.insert(test.to_owned())),
            }
        }
    }
    if let Some(LeftOut { package, test, .. }) = left_out.first() {
        bail!("{package} has no test {test} to leave out under Wine");
    }
    Ok(names)
}

fn asked(rooms: &[String], room: &str) -> bool {
    rooms.is_empty() || rooms.iter().any(|asked| asked == room)
}

fn each(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
