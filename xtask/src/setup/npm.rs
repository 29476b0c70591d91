//! The packages of `ui/`: the design's Sass, its compiler, and the browser tests' tools.

use anyhow::{Context, Result};
use xshell::cmd;

use super::say;
use crate::project::Project;

/// Installs just what `ui/package-lock.json` pins.
pub fn prepare(project: &Project) -> Result<()> {
    let shell = &project.shell;
    let wanted = shell.read_file("ui/package-lock.json")?;
    let stamp = project.path("ui/node_modules/.installed-lock.json");
    if shell.read_file(&stamp).is_ok_and(|had| had == wanted) {
        say("ready", "npm packages of ui/package-lock.json");
        return Ok(());
    }
    say("installing", "npm packages of ui/package-lock.json");
    let npm = which::which("npm").context("npm comes with Node.js")?;
    cmd!(shell, "{npm} ci --prefix ui --no-audit --no-fund --loglevel=error")
        .run()
        .context("installing the packages of ui/")?;
    Ok(shell.write_file(&stamp, wanted)?)
}
