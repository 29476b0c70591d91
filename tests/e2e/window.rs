//! The real window, driven through WebDriver. Run by `cargo xtask test --only window`, which gives it a screen.

#[path = "window/driver.rs"]
mod driver;
#[path = "window/heard_window.rs"]
mod heard_window;
#[cfg(target_os = "linux")]
#[path = "window/manners.rs"]
mod manners;
#[cfg(target_os = "linux")]
#[path = "window/screen.rs"]
mod screen;

use std::path::Path;
use std::process::Command;

use driver::{Desk, Driver, Saves, told};
use heard_window::HeardWindow;
use tempfile::TempDir;

#[tokio::test]
async fn the_first_page_is_there_dressed_and_readable() {
    let window = HeardWindow::open().await;
    window.wait_for("body[data-csrf] h1").await;
    assert!(window.title().await.contains("Heard"), "the title bar names the program");
    assert_eq!(window.style_of("body", "margin-top").await, "0px", "the style sheet arrived");
    assert_eq!(window.violations().await, Vec::<String>::new(), "axe finds nothing on the first page");
    assert!(!window.scrolls_sideways().await, "nothing hangs over the right edge");
    window.close().await;
}

#[tokio::test]
async fn a_page_that_is_read_again_is_the_same_page() {
    let window = HeardWindow::open().await;
    window.wait_for("body[data-csrf] h1").await;
    let before = window.heading().await;
    window.read_again().await;
    window.wait_for("body[data-csrf] h1").await;
    assert_eq!(window.heading().await, before, "F5 is safe");
    window.close().await;
}

/// The steps are those of the browser; what drives the window is `window/hand.mjs`.
#[tokio::test]
async fn the_whole_journey() {
    let data = TempDir::new().expect("a folder");
    passes("journey", &data, Desktop::Light).await;
}

#[tokio::test]
async fn every_page_is_for_everybody() {
    every_page(Desktop::Light).await;
}

#[tokio::test]
async fn every_page_is_for_everybody_in_the_dark() {
    every_page(Desktop::Dark).await;
}

/// The colours that the desktop asks of programs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Desktop {
    Light,
    Dark,
}

async fn every_page(desktop: Desktop) {
    passes("pages", &made_up_council(120), desktop).await;
}

/// The records of a council with so many cases.
fn made_up_council(cases: u32) -> TempDir {
    let data = TempDir::new().expect("a folder");
    let mut demo = Command::new(told("HEARDCTL"));
    demo.arg("--data").arg(data.path()).args(["demo", "--cases", &cases.to_string(), "--seed", "3"]);
    assert!(demo.status().expect("heardctl runs").success(), "a made-up council is there");
    data
}

/// Runs the steps of a file of `window/` against a window over these records.
async fn passes(steps: &str, data: &TempDir, desktop: Desktop) {
    let _turn = heard_window::turn().await;
    let saved = TempDir::new().expect("a folder");
    let theme = (desktop == Desktop::Dark).then_some("Adwaita:dark");
    let desk = Desk { data: data.path(), theme, saves: Saves::In(saved.path()), remembers: None };
    let driver = Driver::start(desk).await;
    let steps = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/e2e/window/{steps}.test.mjs"));
    let mut node = Command::new("node");
    // What hangs is said while there is still time to say it; alone the journey takes two minutes.
    node.args(["--test", "--test-reporter=spec", "--test-timeout=480000"]).arg(steps);
    node.env("HEARD_DRIVER_ADDRESS", driver.address()).env("HEARD_SAVE_DIR", saved.path());
    node.env("HEARD_DESKTOP", if theme.is_some() { "dark" } else { "light" });
    assert!(node.status().expect("node runs").success(), "what failed is said above");
}
