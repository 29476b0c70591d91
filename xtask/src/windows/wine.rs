//! A Wine prefix in which a Rust program starts.
//!
//! Wine 8 lacks `bcryptprimitives.dll`, which every Rust program imports for its randomness;
//! `bcryptprimitives.c` beside this file supplies its one function.

use std::path::PathBuf;

use anyhow::{Context, Result};
use xshell::cmd;

use crate::project::Project;

/// Makes the prefix, or finds it made, and answers where it is.
pub fn prepare(project: &Project) -> Result<PathBuf> {
    let shell = &project.shell;
    let prefix = project.target().join("wine");
    let library = prefix.join("drive_c/windows/system32/bcryptprimitives.dll");
    if library.exists() {
        return Ok(prefix);
    }
    cmd!(shell, "wineboot --init")
        .env("WINEPREFIX", &prefix)
        .env("WINEDEBUG", "-all")
        .run()
        .context("making the Wine prefix")?;
    let source = "xtask/src/windows/bcryptprimitives.c";
    cmd!(shell, "x86_64-w64-mingw32-gcc -shared -O2 -o {library} {source} -ladvapi32")
        .run()
        .context("building bcryptprimitives.dll")?;
    Ok(prefix)
}
