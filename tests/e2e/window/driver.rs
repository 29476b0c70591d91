//! Starts `tauri-driver`, which passes WebDriver's commands on to the window, and ends it with the test.

use std::env;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::time::Duration;

use tokio::time::{interval, timeout};

/// The driver of one test; it ends when this is dropped.
pub struct Driver {
    process: Child,
    port: u16,
}

/// What the window finds on its PC.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    /// The records.
    pub data: &'a Path,
    /// The theme of the desktop, where it is not the ordinary one.
    pub theme: Option<&'a str>,
    /// Where files are saved, and whether a person is asked.
    pub saves: Saves<'a>,
    /// Where the PC remembers how the window was left, where that is not to be what the window before left.
    pub remembers: Option<&'a Path>,
}

/// Where files are saved.
#[derive(Clone, Copy)]
pub enum Saves<'a> {
    /// Here, without a question.
    In(&'a Path),
    /// Where the person says. The native dialog begins here.
    Asked(&'a Path),
}

impl Driver {
    /// Starts the driver of a window at this desk, and waits until it listens.
    pub async fn start(desk: Desk<'_>) -> Self {
        let (port, native) = (free_port(), free_port());
        let mut command = Command::new(told("HEARD_TAURI_DRIVER"));
        match desk.saves {
            Saves::In(folder) => command.env("HEARD_SAVE_DIR", folder),
            Saves::Asked(folder) => command.env_remove("HEARD_SAVE_DIR").env("HOME", folder).current_dir(folder),
        };
        let process = command
            .envs(desk.theme.map(|theme| ("GTK_THEME", theme)))
            .envs(desk.remembers.map(|folder| ("XDG_CONFIG_HOME", folder)))
            .args(["--port", &port.to_string(), "--native-port", &native.to_string(), "--native-driver"])
            .arg(told("HEARD_WEBKIT_DRIVER"))
            .env("HEARD_DATA", desk.data)
            .process_group(0)
            .spawn()
            .expect("tauri-driver starts");
        let driver = Self { process, port };
        timeout(Duration::from_secs(20), driver.listens()).await.expect("tauri-driver listens");
        driver
    }

    /// Where WebDriver's commands go.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    async fn listens(&self) {
        let mut again = interval(Duration::from_millis(50));
        while TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).is_err() {
            again.tick().await;
        }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // With the group goes the window of a test that failed before it closed it: left open, it would take the
        // next test's start for its own. Where all have ended already the test says why.
        let _ = Command::new("kill").args(["-TERM", "--", &format!("-{}", self.process.id())]).status();
        let _ = self.process.wait();
    }
}

/// What `cargo xtask test` tells the tests through the environment.
pub fn told(name: &str) -> PathBuf {
    let value = env::var_os(name);
    value.unwrap_or_else(|| panic!("{name} is not set; run `cargo xtask test --only window`")).into()
}

/// A port nobody listens on; the system does not give it out again at once.
fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port is free");
    listener.local_addr().expect("a listener has an address").port()
}
