//! `cargo xtask package`: what councils install, made here and tried here.
//!
//! `setup.exe` is Debian's `nsis` with the script of `packaging/windows`; the `.deb` is plain `dpkg-deb` with the few
//! files of `packaging/debian`. Both hold the window and the console program. `--check` then installs, upgrades and
//! removes them, the first under Wine, the second in a root of its own.

mod debian;
mod debian_check;
mod setup_exe;
mod setup_exe_check;

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};

use crate::project::Project;

/// What is made now, as the packages call it.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What an upgrade starts from in the check: the same programs under an older number.
const OLDER: &str = "0.0.1";

/// The options of `cargo xtask package`.
#[derive(Args)]
pub struct Package {
    /// Make only this one
    #[arg(long, value_enum)]
    only: Option<Kind>,
    /// Install, upgrade and remove it as well
    #[arg(long)]
    check: bool,
    /// Build without optimisation, to try the packages rather than to hand them out
    #[arg(long)]
    dev: bool,
    /// Pack the programs in this folder instead of building them: those that were signed, say
    #[arg(long, value_name = "DIR", requires = "only")]
    programs: Option<PathBuf>,
}

/// What can be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// setup.exe, for one person or the whole PC
    Windows,
    /// The package of Debian and Ubuntu
    Debian,
}

impl Package {
    /// Builds, packs, and checks where that was asked for.
    pub fn carry_out(self, project: &Project) -> Result<()> {
        for kind in Kind::value_variants().iter().filter(|kind| self.only.is_none_or(|only| only == **kind)) {
            match kind {
                Kind::Windows => self.windows(project)?,
                Kind::Debian => self.debian(project)?,
            }
        }
        Ok(())
    }

    fn windows(&self, project: &Project) -> Result<()> {
        setup_exe::prepare(project)?;
        let programs = match &self.programs {
            Some(folder) => whole(folder)?,
            None => crate::windows::programs(project, self.dev)?,
        };
        made(&setup_exe::make(project, &programs, VERSION)?);
        if self.check {
            setup_exe_check::check(project, &programs)?;
        }
        Ok(())
    }

    fn debian(&self, project: &Project) -> Result<()> {
        let programs = match &self.programs {
            Some(folder) => whole(folder)?,
            None => debian::programs(project, self.dev)?,
        };
        made(&debian::make(project, &programs, VERSION)?);
        if self.check {
            debian_check::check(project, &programs)?;
        }
        Ok(())
    }
}

/// The packer stands elsewhere when it looks for the folder.
fn whole(folder: &Path) -> Result<PathBuf> {
    if !folder.is_dir() {
        bail!("{} is not a folder", folder.display());
    }
    Ok(folder.canonicalize()?)
}

/// Where packages are left.
fn place(project: &Project) -> PathBuf {
    project.target().join("package")
}

fn made(package: &Path) {
    println!("{:>10}  {}", "made", package.display());
}

/// One line of a check that held.
fn held(what: &str) {
    println!("{:>10}  {what}", "held");
}
