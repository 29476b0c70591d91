//! Programs of the tests that Cargo installs, each in the version that was proved, into the
//! project's own folder.

use std::path::PathBuf;

use anyhow::{Context, Result};

use super::say;
use crate::project::Project;

struct Tool {
    name: &'static str,
    version: &'static str,
}

/// Passes a test's WebDriver commands on to the real window.
const TAURI_DRIVER: Tool = Tool { name: "tauri-driver", version: "2.1.0" };

/// Checks licences, fences and sources of the dependencies.
const CARGO_DENY: Tool = Tool { name: "cargo-deny", version: "0.20.2" };

/// Installs every tool that is not there in its version.
pub fn prepare(project: &Project) -> Result<()> {
    [TAURI_DRIVER, CARGO_DENY].iter().try_for_each(|tool| tool.install(project))
}

/// Where the window's driver is once it is installed.
pub fn window_driver(project: &Project) -> PathBuf {
    TAURI_DRIVER.path(project)
}

/// Where cargo-deny is once it is installed.
pub fn deny(project: &Project) -> PathBuf {
    CARGO_DENY.path(project)
}

impl Tool {
    fn path(&self, project: &Project) -> PathBuf {
        let file = format!("{}{}", self.name, std::env::consts::EXE_SUFFIX);
        project.tools().join("bin").join(file)
    }

    fn install(&self, project: &Project) -> Result<()> {
        let thing = format!("{} {}", self.name, self.version);
        // Cargo's own record of what it installed there.
        let record = project.shell.read_file(project.tools().join(".crates.toml"));
        let recorded = record.is_ok_and(|record| record.contains(&format!("\"{thing} ")));
        if recorded && self.path(project).exists() {
            say("ready", &thing);
            return Ok(());
        }
        say("installing", &thing);
        project
            .cargo()
            .args(["install", self.name, "--version", self.version, "--locked", "--root"])
            .arg(project.tools())
            .env("CARGO_TARGET_DIR", project.tools().join("build"))
            .run()
            .with_context(|| format!("installing {thing}"))
    }
}
