//! The window: one of it, where it was last time, with the page's title; other addresses go to the person's own programs.

use crate::bridge::Bridge;
use crate::request;
use anyhow::{Context, Result, bail};
use tauri::webview::NewWindowResponse;
use tauri::{AppHandle, Manager, Url, WebviewUrl, WebviewWindowBuilder};
use tauri_plugin_window_state::StateFlags;

const MAIN: &str = "main";

/// The width and height the pages are drawn for, in points that follow the PC's own scale.
const SIZE: (f64, f64) = (1366.0, 768.0);

/// Pages work down to 320 points (WCAG 1.4.10); below that a window is not usable.
const SMALLEST: (f64, f64) = (320.0, 480.0);

/// Says where to get the part of Windows that shows pages, when this PC lacks it.
pub fn ensure_webview() -> Result<()> {
    if cfg!(windows) && tauri::webview_version().is_err() {
        bail!(
            "this PC has no WebView2, the part of Windows that shows Heard's pages. Get the WebView2 Runtime from \
             https://developer.microsoft.com/microsoft-edge/webview2 (choose the Evergreen Bootstrapper), or ask \
             whoever looks after this PC, then open Heard again. Nothing is lost"
        )
    }
    Ok(())
}

/// Opens the window over these pages and stays until it is closed.
pub fn open(pages: web::Router) -> Result<()> {
    tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|app, _, _| come_forward(app)))
        .plugin(tauri_plugin_dialog::init())
        .plugin(
            tauri_plugin_window_state::Builder::default()
                .with_state_flags(StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED)
                .build(),
        )
        .manage(Bridge::new(pages))
        .invoke_handler(tauri::generate_handler![request::request])
        .setup(|app| Ok(build(app.handle())?))
        .run(tauri::generate_context!())
        .context("the window could not be opened")
}

fn build(app: &AppHandle) -> tauri::Result<()> {
    WebviewWindowBuilder::new(app, MAIN, WebviewUrl::default())
        .title("Heard")
        .inner_size(SIZE.0, SIZE.1)
        .min_inner_size(SMALLEST.0, SMALLEST.1)
        .zoom_hotkeys_enabled(cfg!(windows))
        .disable_drag_drop_handler()
        .on_document_title_changed(|window, title| {
            // A window that is closing has no title bar to write on.
            let _ = window.set_title(if title.is_empty() { "Heard" } else { &title });
        })
        .on_navigation(may_open)
        .on_new_window(|address, _| {
            may_open(&address);
            NewWindowResponse::Deny
        })
        .build()?;
    Ok(())
}

/// A second start brings the first window forward.
fn come_forward(app: &AppHandle) {
    let Some(window) = app.get_webview_window(MAIN) else {
        return;
    };
    // A window that is closing cannot come forward, and need not.
    let _ = window.unminimize().and_then(|()| window.set_focus());
}

/// Only the window's own page is shown in it. Web and mail addresses go to the person's own programs, the rest nowhere.
fn may_open(address: &Url) -> bool {
    if is_own(address) {
        return true;
    }
    if ["https", "mailto"].contains(&address.scheme())
        && let Err(error) = open::that_detached(address.as_str())
    {
        eprintln!("no program on this PC opens {} addresses: {error}", address.scheme());
    }
    false
}

fn is_own(address: &Url) -> bool {
    matches!((address.scheme(), address.host_str()), ("tauri", _) | ("http" | "https", Some("tauri.localhost")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_windows_own_page_is_shown_in_it() {
        let cases = [
            ("tauri://localhost/today", true),
            ("http://tauri.localhost/today", true),
            ("https://example.org/", false),
            ("http://tauri.localhost.example.org/", false),
            ("file:///etc/passwd", false),
            ("data:text/html,hello", false),
        ];
        for (address, expected) in cases {
            assert_eq!(is_own(&Url::parse(address).expect("an address")), expected, "{address}");
        }
    }
}
