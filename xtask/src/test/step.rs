//! The steps of the tests: what each is called and what it runs.

use anyhow::Result;
use clap::ValueEnum;
use xshell::Cmd;

use super::session::Session;
use super::styles;
use crate::project::Project;
use crate::setup;

/// The tests of the window and the browser compile only when asked for: a plain `cargo test`
/// has no screen to run them on.
const END_TO_END: &str = "--features=heard/end-to-end";

/// One step, in the order in which they run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Step {
    /// rustfmt has nothing to change
    Format,
    /// The dependencies' licences, fences and sources are what deny.toml allows
    Licences,
    /// The stylesheet and script in ui/static are what ui/src builds to
    Styles,
    /// The rules of the house: imports, SQL, openings of modules, pages without inline style
    Architecture,
    /// clippy has nothing to say, tests included
    Lint,
    /// The documentation builds without a warning
    Docs,
    /// Every program and every test compiles
    Build,
    /// Every test that needs neither window nor browser
    Unit,
    /// The whole journey in the real window, through WebDriver
    Window,
    /// The whole journey in Chromium, with and without JavaScript, and accessibility
    Browser,
}

impl Step {
    /// The name it is asked for by.
    pub fn name(self) -> &'static str {
        match self {
            Self::Format => "format",
            Self::Licences => "licences",
            Self::Styles => "styles",
            Self::Architecture => "architecture",
            Self::Lint => "lint",
            Self::Docs => "docs",
            Self::Build => "build",
            Self::Unit => "unit",
            Self::Window => "window",
            Self::Browser => "browser",
        }
    }

    /// The rules of the house are among the unit tests; alone they run only when asked for.
    pub fn is_in_full_run(self) -> bool {
        self != Self::Architecture
    }

    /// Does the step; an error says what failed.
    pub fn carry_out(self, project: &Project) -> Result<()> {
        match self {
            Self::Format => run(project.cargo().args(["fmt", "--all", "--check"])),
            Self::Licences => run(licences(project)),
            Self::Styles => styles::check(project),
            Self::Architecture => run(whole(project, "test").args(["--test", "architecture"])),
            Self::Lint => {
                let clippy = whole(project, "clippy").args(["--all-targets", END_TO_END]);
                run(clippy.args(["--", "--deny", "warnings"]))
            }
            Self::Docs => run(whole(project, "doc").arg("--no-deps").env("RUSTDOCFLAGS", "--deny warnings")),
            Self::Build => run(whole(project, "build").args(["--bins", "--tests"])),
            Self::Unit => Session::without_screen(project)?.run(whole(project, "test")),
            Self::Window => end_to_end(project, "window", Session::with_screen(project)?),
            Self::Browser => end_to_end(project, "browser", Session::without_screen(project)?),
        }
    }
}

/// Advisories are left out: their database is not a package and cannot be pinned.
fn licences(project: &Project) -> Cmd<'_> {
    let deny = project.shell.cmd(setup::deny(project));
    deny.args(["--workspace", "--log-level", "error", "check", "bans", "licenses", "sources"])
}

/// A cargo command on the whole workspace.
fn whole<'a>(project: &'a Project, command: &str) -> Cmd<'a> {
    project.cargo().args([command, "--workspace"])
}

/// Builds the programs that the test drives, then runs it.
fn end_to_end(project: &Project, test: &str, session: Session<'_>) -> Result<()> {
    run(whole(project, "build").args(["--bins", "--tests", END_TO_END]))?;
    session.run(whole(project, "test").args([END_TO_END, "--test", test]))
}

fn run(command: Cmd<'_>) -> Result<()> {
    Ok(command.run()?)
}
