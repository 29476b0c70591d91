//! What a machine needs before Heard can be built, run or tested, and how it gets it.
//!
//! Each thing is looked for first and installed only when it is missing, so that a second run
//! takes a moment. One line is printed per thing.

mod debian;
mod npm;
mod python;
mod system;
mod tools;

use anyhow::Result;
use clap::Args;
pub use tools::{deny, window_driver};

use crate::project::Project;

/// The options of `cargo xtask setup`.
#[derive(Args)]
pub struct Setup {
    /// What the machine is to be ready for
    #[arg(long = "for", value_enum, default_value_t = Purpose::Test)]
    purpose: Purpose,
}

/// What a machine is made ready for; each includes the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
pub enum Purpose {
    /// Serving Heard to a browser: no desktop libraries
    Serve,
    /// Opening the window
    Window,
    /// Running every test
    Test,
}

impl Setup {
    /// Makes the machine ready and says so.
    pub fn carry_out(self, project: &Project) -> Result<()> {
        prepare(project, self.purpose)
    }
}

/// Makes the machine ready for `purpose`; does nothing that is already done.
pub fn prepare(project: &Project, purpose: Purpose) -> Result<()> {
    system::prepare(project, purpose)?;
    if purpose == Purpose::Test {
        python::prepare(project)?;
        npm::prepare(project)?;
        tools::prepare(project)?;
    }
    Ok(())
}

/// Installs these Debian packages where they are missing.
pub fn install_packages(project: &Project, packages: &[&'static str]) -> Result<()> {
    debian::ensure(&project.shell, packages)
}

/// Prints the line of one thing.
fn say(state: &str, thing: &str) {
    println!("{state:>10}  {thing}");
}
