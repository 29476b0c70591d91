//! `cargo xtask`: sets a machine up for Heard, runs it, tests it, measures it.
//!
//! The commands here decide which tools run, in which order, with which environment. What the
//! tools check is theirs: the rules of the house are `tests/architecture.rs`, the promises are
//! `tests/acceptance`, the window and the browser are `tests/e2e`.

mod bench;
mod package;
mod pictures;
mod project;
mod run;
mod setup;
mod test;
mod windows;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};
use project::Project;

/// Everything a developer does with Heard, one command each.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Xtask {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Name and install what this machine lacks
    Setup(setup::Setup),
    /// Set up, build and open the window; without a display, serve to a browser on 127.0.0.1
    Run(run::Run),
    /// Set up and run every test, stopping at the first step that fails
    Test(test::Test),
    /// Measure Heard against bare engines in the same run
    Bench(bench::Bench),
    /// Photograph the window for the README, or beside the design's pictures
    Pictures(pictures::Pictures),
    /// Build for Windows and run the rooms' tests under Wine (Debian only)
    Windows(windows::Windows),
    /// Make setup.exe and the .deb, and try them (Debian only)
    Package(package::Package),
}

fn main() -> ExitCode {
    carry_out(Xtask::parse().command).unwrap_or_else(|error| {
        eprintln!("cargo xtask: {error:#}");
        ExitCode::FAILURE
    })
}

fn carry_out(command: Command) -> Result<ExitCode> {
    let project = Project::open()?;
    match command {
        Command::Setup(setup) => setup.carry_out(&project)?,
        Command::Run(run) => run.carry_out(&project)?,
        Command::Test(test) => return test.carry_out(&project),
        Command::Bench(bench) => bench.carry_out(&project)?,
        Command::Pictures(pictures) => pictures.carry_out(&project)?,
        Command::Windows(windows) => windows.carry_out(&project)?,
        Command::Package(package) => package.carry_out(&project)?,
    }
    Ok(ExitCode::SUCCESS)
}
