//! A second start: the first window comes forward, and goes to the case that was asked for.

use crate::arguments::Arguments;
use crate::link;
use crate::window::MAIN;
use clap::Parser;
use tauri::{AppHandle, Manager, Runtime, WebviewWindow};

/// What the second start was told, its own name first.
pub fn started(app: &AppHandle, words: &[String]) {
    let Some(window) = app.get_webview_window(MAIN) else {
        return;
    };
    come_forward(&window);
    let asked = Arguments::try_parse_from(words).ok().and_then(|arguments| arguments.link);
    if let Some(page) = asked.as_deref().and_then(link::page) {
        go(&window, &page);
    }
}

/// Brings the window before the others.
pub fn come_forward<R: Runtime>(window: &WebviewWindow<R>) {
    // A window that is closing cannot come forward, and need not.
    let _ = window.unminimize().and_then(|()| window.set_focus());
}

/// Asks the page in the window to go there; it keeps what was typed, as it does for a link that is clicked.
pub fn go<R: Runtime>(window: &WebviewWindow<R>, page: &str) {
    let asked = serde_json::Value::from(page);
    let told = window.eval(format!("document.dispatchEvent(new CustomEvent('heard:go', {{ detail: {asked} }}))"));
    if let Err(error) = told {
        tracing::error!(%error, "the window could not be asked for a page");
    }
}
