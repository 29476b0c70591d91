//! A Wine prefix in which a Rust program starts.
//!
//! Wine 8 lacks `bcryptprimitives.dll`, which every Rust program imports for its randomness;
//! `bcryptprimitives.c` beside this file supplies its one function.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use xshell::{Cmd, cmd};

use crate::project::Project;

/// Makes the prefix of the tests, or finds it made, and answers where it is.
pub fn prepare(project: &Project) -> Result<PathBuf> {
    let prefix = project.target().join("wine");
    prepare_at(project, &prefix)?;
    Ok(prefix)
}

/// Makes a prefix in this folder, unless it is there.
pub fn prepare_at(project: &Project, prefix: &Path) -> Result<()> {
    let shell = &project.shell;
    let library = prefix.join("drive_c/windows/system32/bcryptprimitives.dll");
    if library.exists() {
        return Ok(());
    }
    shell.create_dir(prefix.parent().context("a prefix lies in a folder")?)?;
    command(project, prefix).args(["wineboot", "--init"]).run().context("making the Wine prefix")?;
    let source = "xtask/src/windows/bcryptprimitives.c";
    cmd!(shell, "x86_64-w64-mingw32-gcc -shared -O2 -o {library} {source} -ladvapi32")
        .run()
        .context("building bcryptprimitives.dll")
}

/// Wine in this prefix, without its own remarks.
pub fn command<'a>(project: &'a Project, prefix: &Path) -> Cmd<'a> {
    project.shell.cmd("wine").env("WINEPREFIX", prefix).env("WINEDEBUG", "-all")
}
