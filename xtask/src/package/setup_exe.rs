//! `setup.exe` from the script in `packaging/windows`.
//!
//! Leaves what is installed where to the script, and signing to the workflow that has the certificate.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use xshell::cmd;

use super::place;
use crate::project::Project;
use crate::setup;

const SCRIPT: &str = "packaging/windows/heard.nsi";

/// Gets the packer: Debian's own, or on Windows whichever is on the path.
pub fn prepare(project: &Project) -> Result<()> {
    if which::which("makensis").is_ok() {
        return Ok(());
    }
    setup::install_packages(project, &["nsis"])
}

/// Packs the programs of this folder under this version.
pub fn make(project: &Project, programs: &Path, version: &str) -> Result<PathBuf> {
    let shell = &project.shell;
    let folder = place(project);
    shell.create_dir(&folder)?;
    let setup = folder.join(format!("Heard-{version}-setup.exe"));
    let script = project.path(SCRIPT);
    let mut command = cmd!(shell, "makensis -V2 -DVERSION={version}");
    command = command.arg(told("PROGRAMS", &programs.display().to_string()));
    command = command.arg(told("OUT", &setup.display().to_string()));
    command.arg(script).run().context("packing setup.exe")?;
    Ok(setup)
}

fn told(name: &str, value: &str) -> String {
    format!("-D{name}={value}")
}
