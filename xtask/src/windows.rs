//! `cargo xtask windows`: Heard built for Windows on Debian, and the rooms' tests under Wine.
//!
//! Debian's `rustc-web` brings a compiler with the source of the standard library, which is
//! built along; the ordinary toolchain has no Windows part here. Wine shows no WebView2 window,
//! so the window itself is only built.

mod wine;

use std::path::{Path, PathBuf};

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

/// The rooms whose tests run under Wine.
const ROOMS: &[&str] = &["domain", "store", "mail", "documents", "app"];

/// Tests that talk to a Python program of Debian's: a program under Wine can start it, but gets
/// no handle to wait for it or to read from it. They run in the ordinary tests.
const TALK_TO_PYTHON: &[&str] = &["opened_elsewhere", "post"];

/// The options of `cargo xtask windows`.
#[derive(Args)]
pub struct Windows {
    /// Only these rooms' tests, and no build of the whole
    #[arg(long, value_name = "ROOM")]
    room: Vec<String>,
}

impl Windows {
    /// Installs the cross tools, builds the whole, runs the tests.
    pub fn carry_out(self, project: &Project) -> Result<()> {
        if !cfg!(target_os = "linux") || which::which("apt-get").is_err() {
            bail!("the Windows build is made on Debian; on Windows itself use cargo directly");
        }
        setup::install_packages(project, PACKAGES)?;
        let prefix = wine::prepare(project)?;
        if self.room.is_empty() {
            let whole = cross(project, "build").args(["--workspace", "--bins", "--exclude", "xtask"]);
            whole.run().context("building the workspace for Windows")?;
        }
        self.rooms().into_iter().try_for_each(|room| test(project, &prefix, room))
    }

    fn rooms(&self) -> Vec<&str> {
        if self.room.is_empty() {
            return ROOMS.to_vec();
        }
        self.room.iter().map(String::as_str).collect()
    }
}

/// Runs one room's tests. Those in the documentation are left out: they would need a rustdoc of
/// the same version as the compiler.
fn test(project: &Project, prefix: &Path, room: &str) -> Result<()> {
    let mut command = cross(project, "test").args(["--package", room, "--lib"]);
    for name in integration_tests(project, room)? {
        if TALK_TO_PYTHON.contains(&name.as_str()) {
            println!("left out under Wine: {room}/tests/{name}");
        } else {
            command = command.args(["--test", &name]);
        }
    }
    let command = command
        .env("CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER", "wine")
        .env("WINEPREFIX", prefix)
        .env("WINEDEBUG", "-all");
    command.run().with_context(|| format!("the tests of {room} under Wine"))
}

/// The files and folders that Cargo takes for integration tests of a room.
fn integration_tests(project: &Project, room: &str) -> Result<Vec<String>> {
    let folder = format!("crates/{room}/tests");
    if !project.path(&folder).exists() {
        return Ok(Vec::new());
    }
    let is_test =
        |path: &PathBuf| path.join("main.rs").exists() || path.extension().is_some_and(|ending| ending == "rs");
    let tests = project.shell.read_dir(folder)?.into_iter().filter(is_test);
    Ok(tests.filter_map(|path| Some(path.file_stem()?.to_string_lossy().into_owned())).collect())
}

/// A cargo command for Windows, in a target folder of its own.
fn cross<'a>(project: &'a Project, command: &str) -> Cmd<'a> {
    project
        .cargo()
        .args([command, "-Zbuild-std=std,panic_abort,panic_unwind,test", "--target", TARGET])
        .env("RUSTC", COMPILER)
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_DIR", project.path("target/windows"))
}
