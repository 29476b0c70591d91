//! The real window, driven through WebDriver. Run by `cargo xtask test --only window`, which gives it a screen.

#[path = "window/driver.rs"]
mod driver;
#[path = "window/heard_window.rs"]
mod heard_window;

use heard_window::HeardWindow;

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
