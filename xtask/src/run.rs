//! `cargo xtask run`: from a fresh clone to Heard on the screen.
//!
//! Which data directory is used is the program's own matter; what follows `--` is handed on to it.

use std::env;

use anyhow::Result;
use clap::Args;

use crate::project::Project;
use crate::setup::{self, Purpose};

/// The options of `cargo xtask run`.
#[derive(Args)]
pub struct Run {
    /// Serve to a browser even where there is a display
    #[arg(long)]
    browser: bool,
    /// Handed on to the window, or to `heardctl serve`
    #[arg(last = true)]
    rest: Vec<String>,
}

impl Run {
    /// Sets up, builds, and stays until the window is closed or the server is stopped.
    pub fn carry_out(self, project: &Project) -> Result<()> {
        if self.browser {
            println!("Heard is served to a browser; its address follows. Ctrl+C stops it.");
            return serve(project, &self.rest);
        }
        if !has_display() {
            println!(
                "There is no display here, so Heard is served to a browser instead of opening \
                 its window; its address follows. Ctrl+C stops it."
            );
            return serve(project, &self.rest);
        }
        setup::prepare(project, Purpose::Window)?;
        let window = project.cargo().args(["run", "--package", "heard", "--bin", "heard", "--"]);
        Ok(window.args(self.rest).run()?)
    }
}

/// Serves the same application without any desktop library; `heardctl` prints the address.
fn serve(project: &Project, rest: &[String]) -> Result<()> {
    setup::prepare(project, Purpose::Serve)?;
    let heardctl = project.cargo().args(["run", "--package", "server", "--bin", "heardctl", "--"]);
    Ok(heardctl.arg("serve").args(rest).run()?)
}

/// Whether a window can be shown: always, except on a Linux without X11 and Wayland.
fn has_display() -> bool {
    let named = |variable| env::var_os(variable).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || named("DISPLAY") || named("WAYLAND_DISPLAY")
}
