//! `cargo xtask pictures`: photographs the real window for the README, into `docs/pictures`.
//!
//! Which pages and whose is `tests/e2e/pictures/take.mjs`; this builds the programs and gives it
//! a screen.

use anyhow::Result;

use crate::project::Project;
use crate::setup::{self, Purpose};
use crate::test::Session;

/// Sets up, builds, and takes them.
pub fn take(project: &Project) -> Result<()> {
    setup::prepare(project, Purpose::Test)?;
    project.cargo().args(["build", "--workspace", "--bins"]).run()?;
    let take = |what| project.shell.cmd("node").args(["tests/e2e/pictures/take.mjs", what]);
    Session::with_screen(project)?.run(take("setup"))?;
    Session::with_screen(project)?.run(take("work"))
}
