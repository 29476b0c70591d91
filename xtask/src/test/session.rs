//! A desktop session of the tests' own: its own message bus, key ring, folders and, if asked, screen.
//!
//! So a test never sees the developer's passwords, settings or windows, and works where there
//! is no desktop at all. Debian's `dbus-run-session` and `xvfb-run` do the work.

use anyhow::{Context, Result};
use tempfile::TempDir;
use xshell::Cmd;

use crate::project::Project;
use crate::setup;

/// The key ring is unlocked with a made-up password; then the command takes the shell's place.
const UNLOCK_THEN_RUN: &str = "printf tests | \
    gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec \"$@\"";

/// Where a command of the tests runs.
pub struct Session<'a> {
    project: &'a Project,
    /// Width and height of the screen; `None` where no window can open.
    screen: Option<&'static str>,
    /// New for each session: what the desktop's own services left mounted in the one before is
    /// not in the way.
    home: TempDir,
}

impl<'a> Session<'a> {
    /// A session in which no window can open.
    pub fn without_screen(project: &'a Project) -> Result<Self> {
        Self::begin(project, None)
    }

    /// A session with a screen of 1366 × 768, the smallest that Heard is designed for.
    pub fn with_screen(project: &'a Project) -> Result<Self> {
        Self::with_screen_of(project, "1366x768")
    }

    /// A session with a screen of this width and height in points, such as `1366x768`.
    pub fn with_screen_of(project: &'a Project, size: &'static str) -> Result<Self> {
        Self::begin(project, Some(size))
    }

    fn begin(project: &'a Project, screen: Option<&'static str>) -> Result<Self> {
        let home = tempfile::Builder::new().prefix("heard-tests-").tempdir().context("a folder for the tests")?;
        Ok(Self { project, screen, home })
    }

    /// Runs the command inside, with everything the tests are told through the environment.
    pub fn run(&self, inside: Cmd<'_>) -> Result<()> {
        let inside = std::process::Command::from(inside);
        let mut outer = self.project.shell.cmd("dbus-run-session").arg("--");
        if let Some(size) = self.screen {
            outer = outer.args(["xvfb-run", "--auto-servernum", "--server-args"]);
            outer = outer.arg(format!("-screen 0 {size}x24"));
        }
        outer = outer.args(["sh", "-c", UNLOCK_THEN_RUN, "sh"]);
        outer = outer.arg(inside.get_program()).args(inside.get_args());
        Ok(self.told(outer)?.run()?)
    }

    fn told<'c>(&self, command: Cmd<'c>) -> Result<Cmd<'c>> {
        let project = self.project;
        let chromium = which::which("chromium").context("Chromium, for the browser's tests")?;
        let webkit = which::which("WebKitWebDriver").context("the window's WebDriver")?;
        Ok(command
            .env("XDG_CONFIG_HOME", self.home.path().join("config"))
            .env("XDG_DATA_HOME", self.home.path().join("data"))
            .env("XDG_CACHE_HOME", self.home.path().join("cache"))
            .env_remove("WAYLAND_DISPLAY")
            .env("HEARD_PYTHON", project.python())
            .env("HEARD_CHROMIUM", chromium)
            .env("HEARD_WEBKIT_DRIVER", webkit)
            .env("HEARD_TAURI_DRIVER", setup::window_driver(project))
            .env("HEARD_WINDOW", project.built("heard"))
            .env("HEARDCTL", project.built("heardctl")))
    }
}
