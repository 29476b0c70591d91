//! The operating system's part: which list applies here, and what to say where none does.

use anyhow::{Result, bail};

use super::{Purpose, debian, say};
use crate::project::Project;

/// Installs what the system lacks, or names what a person has to install.
pub fn prepare(project: &Project, purpose: Purpose) -> Result<()> {
    if cfg!(windows) {
        return on_windows(purpose);
    }
    if which::which("apt-get").is_ok() {
        return debian::prepare(&project.shell, purpose);
    }
    elsewhere(purpose)
}

fn on_windows(purpose: Purpose) -> Result<()> {
    for line in [
        "Rust: rustup-init.exe from rustup.rs (toolchain x86_64-pc-windows-msvc)",
        "Build Tools for Visual Studio 2022, workload \"Desktop development with C++\"",
        "Microsoft Edge WebView2 Runtime, Evergreen (part of Windows 11)",
    ] {
        say("needed", line);
    }
    match purpose {
        Purpose::Serve | Purpose::Window => Ok(()),
        Purpose::Test => bail!(
            "the tests of the window need Linux; on Windows run `cargo test --workspace`, \
             or `cargo xtask windows` on Linux for the same under Wine"
        ),
    }
}

/// A Unix without apt: nothing is installed, the list is named, and the build will tell.
fn elsewhere(purpose: Purpose) -> Result<()> {
    say("needed", "this is not Debian or Ubuntu: install what these packages hold");
    for need in debian::needs(purpose) {
        say("needed", need.package);
    }
    Ok(())
}
