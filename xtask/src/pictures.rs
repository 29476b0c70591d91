//! `cargo xtask pictures`: photographs the real window, for the README into `docs/pictures`, and each
//! picture of the design beside it into `docs/pictures/design`.
//!
//! Which pages and whose is said in `tests/e2e/pictures`; this builds the programs and gives them
//! a screen.

use std::path::PathBuf;

use anyhow::{Result, ensure};
use clap::Args;
use tempfile::TempDir;

use crate::project::Project;
use crate::setup::{self, Purpose};
use crate::test::Session;

/// High enough for a whole page in a narrow window.
const TALL: &str = "1920x4000";

/// The options of `cargo xtask pictures`.
#[derive(Args)]
pub struct Pictures {
    /// The folder of the design's pictures: photograph each of their screens beside them instead
    #[arg(long, value_name = "DESIGN")]
    beside: Option<PathBuf>,
}

impl Pictures {
    /// Sets up, builds, and takes them.
    pub fn carry_out(self, project: &Project) -> Result<()> {
        setup::prepare(project, Purpose::Test)?;
        // The selection of the tests, so that nothing is built twice.
        project.cargo().args(["build", "--workspace", "--bins", "--tests"]).run()?;
        match self.beside {
            Some(design) => beside(project, design),
            None => for_readme(project),
        }
    }
}

fn for_readme(project: &Project) -> Result<()> {
    let take = |what| project.shell.cmd("node").args(["tests/e2e/pictures/take.mjs", what]);
    Session::with_screen(project)?.run(take("setup"))?;
    Session::with_screen(project)?.run(take("work"))
}

fn beside(project: &Project, design: PathBuf) -> Result<()> {
    ensure!(design.is_dir(), "{} is no folder of pictures", design.display());
    // Sheets of paper are printed to PDF and photographed from there.
    setup::install_packages(project, &["poppler-utils"])?;
    let made = TempDir::new()?;
    let demo = project.shell.cmd(project.built("heardctl")).arg("--data").arg(made.path());
    demo.args(["demo", "--cases", "400", "--seed", "3"]).run()?;
    for part in ["setup", "work", "browser"] {
        let take =
            project.shell.cmd("node").args(["tests/e2e/pictures/beside.mjs", part]).arg(&design).arg(made.path());
        Session::with_screen_of(project, TALL)?.run(take)?;
    }
    Ok(())
}
