//! Debian's and Ubuntu's packages: which are needed, which are missing, and their installation.

use std::collections::HashSet;

use anyhow::{Context, Result, bail};
use xshell::{Shell, cmd};

use super::{Purpose, say};

/// One package and how to tell that the machine has what it brings.
pub struct Need {
    /// Debian's name for it.
    pub package: &'static str,
    found: Found,
}

/// A program that came another way (a newer Node, a Python of one's own) serves as well.
enum Found {
    /// Only the installed package will do: headers, libraries, fonts.
    Package,
    /// Any program of this name on the path.
    Program(&'static str),
    /// A Python that can make virtual environments.
    PythonVenv,
}

const fn package(package: &'static str) -> Need {
    Need { package, found: Found::Package }
}

const fn program(package: &'static str, name: &'static str) -> Need {
    Need { package, found: Found::Program(name) }
}

const TO_SERVE: &[Need] =
    &[program("build-essential", "cc"), program("pkg-config", "pkg-config"), package("libdbus-1-dev")];

const FOR_THE_WINDOW: &[Need] = &[package("libwebkit2gtk-4.1-dev"), package("libssl-dev"), package("librsvg2-dev")];

const TO_TEST: &[Need] = &[
    program("webkit2gtk-driver", "WebKitWebDriver"),
    program("xvfb", "xvfb-run"),
    program("xauth", "xauth"),
    program("dbus", "dbus-run-session"),
    program("dbus-x11", "dbus-launch"),
    program("gnome-keyring", "gnome-keyring-daemon"),
    program("chromium", "chromium"),
    program("nodejs", "node"),
    program("npm", "npm"),
    package("fonts-liberation"),
    Need { package: "python3-venv", found: Found::PythonVenv },
];

/// Every package needed for `purpose`.
pub fn needs(purpose: Purpose) -> impl Iterator<Item = &'static Need> {
    let window: &[Need] = if purpose >= Purpose::Window { FOR_THE_WINDOW } else { &[] };
    let test: &[Need] = if purpose >= Purpose::Test { TO_TEST } else { &[] };
    TO_SERVE.iter().chain(window).chain(test)
}

/// Installs what is missing for `purpose`, all in one call of apt-get.
pub fn prepare(shell: &Shell, purpose: Purpose) -> Result<()> {
    install_missing(shell, needs(purpose))
}

/// Installs these packages where they are missing.
pub fn ensure(shell: &Shell, packages: &[&'static str]) -> Result<()> {
    let needs: Vec<Need> = packages.iter().copied().map(package).collect();
    install_missing(shell, &needs)
}

fn install_missing<'n>(shell: &Shell, needs: impl IntoIterator<Item = &'n Need>) -> Result<()> {
    let needs: Vec<&Need> = needs.into_iter().collect();
    let installed = installed(shell, &needs)?;
    let mut missing = Vec::new();
    for need in needs {
        if is_there(shell, need, &installed) {
            say("ready", need.package);
        } else {
            say("missing", need.package);
            missing.push(need.package);
        }
    }
    if missing.is_empty() {
        return Ok(());
    }
    install(shell, &missing)
}

fn install(shell: &Shell, packages: &[&str]) -> Result<()> {
    say("installing", &packages.join(" "));
    let (root, then) = as_root(shell, packages)?;
    let by_hand = || format!("by hand: apt-get install {}", packages.join(" "));
    cmd!(shell, "{root} {then...} apt-get update -q").run().with_context(by_hand)?;
    cmd!(shell, "{root} {then...} DEBIAN_FRONTEND=noninteractive apt-get install -q -y")
        .arg("--no-install-recommends")
        .args(packages)
        .run()
        .with_context(by_hand)
}

/// The packages among `needs` that dpkg counts as installed.
fn installed(shell: &Shell, needs: &[&Need]) -> Result<HashSet<String>> {
    let names: Vec<&str> = needs.iter().map(|need| need.package).collect();
    // dpkg-query complains and exits 1 when any name is unknown to it, and still lists the others.
    let listed = cmd!(shell, "dpkg-query --show --showformat")
        .arg("${Package} ${db:Status-Status}\n")
        .args(names)
        .quiet()
        .ignore_status()
        .ignore_stderr()
        .read()?;
    Ok(listed.lines().filter_map(|line| line.strip_suffix(" installed")).map(str::to_owned).collect())
}

fn is_there(shell: &Shell, need: &Need, installed: &HashSet<String>) -> bool {
    match need.found {
        Found::Package => installed.contains(need.package),
        Found::Program(name) => which::which(name).is_ok(),
        Found::PythonVenv => {
            cmd!(shell, "python3 -c").arg("import venv, ensurepip").quiet().ignore_stderr().run().is_ok()
        }
    }
}

/// What to put before a command that needs root: `env` for root, else `sudo env`.
fn as_root(shell: &Shell, packages: &[&str]) -> Result<(&'static str, &'static [&'static str])> {
    if cmd!(shell, "id -u").quiet().read()? == "0" {
        return Ok(("env", &[]));
    }
    if which::which("sudo").is_ok() {
        return Ok(("sudo", &["env"]));
    }
    bail!("neither root nor sudo here; as root, run: apt-get install {}", packages.join(" "))
}
