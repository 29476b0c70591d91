//! `cargo xtask windows`: Heard built for Windows on Debian, and its tests under Wine.
//!
//! Debian's `rustc-web` brings a compiler with the source of the standard library, which is
//! built along; the ordinary toolchain has no Windows part here. Wine shows no WebView2 window,
//! so the window itself is only built.

mod tests;
pub mod wine;

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::Args;
use xshell::Cmd;

use crate::project::Project;
use crate::setup;

const TARGET: &str = "x86_64-pc-windows-gnu";

const PACKAGES: &[&str] =
    &["rustc-web", "rust-web-src", "gcc-mingw-w64-x86-64", "g++-mingw-w64-x86-64", "wine64", "wine"];

/// Debian's compiler; named for this build only, the ordinary one must never see it.
const COMPILER: &str = "/usr/bin/rustc";

/// The options of `cargo xtask windows`.
#[derive(Args)]
pub struct Windows {
    /// Only this room's tests, and no build of the whole; may be given more than once
    #[arg(long, value_name = "ROOM")]
    room: Vec<String>,
}

impl Windows {
    /// Installs the cross tools, builds the whole, runs the tests.
    pub fn carry_out(self, project: &Project) -> Result<()> {
        install_tools(project)?;
        let prefix = wine::prepare(project)?;
        if self.room.is_empty() {
            let whole = cross(project, "build").args(["--workspace", "--all-targets"]);
            whole.run().context("building the workspace for Windows")?;
        }
        tests::run(project, &prefix, &self.room)
    }
}

/// Builds the programs that people get and answers where they are.
pub fn programs(project: &Project, dev: bool) -> Result<PathBuf> {
    install_tools(project)?;
    let build = cross(project, "build").args(["--workspace", "--bins"]);
    let (build, folder) = if dev { (build, "debug") } else { (build.arg("--release"), "release") };
    build.run().context("building the programs for Windows")?;
    Ok(target(project).join(TARGET).join(folder))
}

fn install_tools(project: &Project) -> Result<()> {
    if !cfg!(target_os = "linux") || which::which("apt-get").is_err() {
        bail!("the Windows build is made on Debian; on Windows itself use cargo directly");
    }
    setup::install_packages(project, PACKAGES)
}

fn target(project: &Project) -> PathBuf {
    project.target().join("windows")
}

/// A cargo command for Windows, in a target folder of its own.
fn cross<'a>(project: &'a Project, command: &str) -> Cmd<'a> {
    project
        .cargo()
        .args([command, "-Zbuild-std=std,panic_abort,panic_unwind,test", "--target", TARGET])
        .env("RUSTC", COMPILER)
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_DIR", target(project))
}
