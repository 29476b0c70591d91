//! The window: one of it, where it was last time, with the page's title; other addresses go to the person's own programs.

use crate::again;
use crate::attachment;
use crate::bridge::Bridge;
use crate::closing::{self, Closing};
use crate::failure;
use crate::notices;
use crate::pages::Pages;
use crate::remembered::Remembered;
use crate::request;
use crate::zoom;
use anyhow::{Context, Result, bail};
use tauri::webview::NewWindowResponse;
use tauri::{AppHandle, Manager, RunEvent, Url, WebviewUrl, WebviewWindowBuilder};
use tauri_plugin_window_state::StateFlags;

/// The name that the capabilities know the window by.
pub const MAIN: &str = "main";

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

/// Opens the window at this page, or at the person's own first page, and stays until it is closed.
///
/// The pages are made, beside the window, once it is known that no other window of Heard is open: a second start ends
/// here, after it has brought the first one forward, and must not meet the lock on the records. Where they cannot be
/// made, that is said and the window is closed.
pub fn open(first: Option<String>, pages: impl FnOnce() -> Result<web::Router> + Send + 'static) -> Result<()> {
    let app = tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|app, words, _| again::started(app, &words)))
        .plugin(tauri_plugin_dialog::init())
        .plugin(
            tauri_plugin_window_state::Builder::default()
                .with_state_flags(StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED)
                .build(),
        )
        .invoke_handler(tauri::generate_handler![request::request])
        .manage(Closing::default())
        .on_window_event(closing::heard)
        .setup(move |app| {
            build(app.handle(), first)?;
            zoom::restore(app.handle());
            Ok(notices::watch(app.handle())?)
        })
        .build(tauri::generate_context!())
        .context("the window could not be opened")?;
    let remembered = Remembered::in_folder(app.path().app_config_dir().context("this PC has no folder for settings")?);
    app.manage(remembered.clone());
    let window = app.handle().clone();
    let failed = move |failure: anyhow::Error| {
        failure::show(&failure);
        window.exit(1);
    };
    app.manage(Bridge::new(Pages::making(pages, failed)?, remembered));
    app.run(|_, event| {
        if matches!(event, RunEvent::Exit) {
            attachment::settle();
        }
    });
    Ok(())
}

fn build(app: &AppHandle, first: Option<String>) -> tauri::Result<()> {
    let address = first.map(|page| WebviewUrl::App(page.trim_start_matches('/').into())).unwrap_or_default();
    WebviewWindowBuilder::new(app, MAIN, address)
        .title("Heard")
        .inner_size(SIZE.0, SIZE.1)
        .min_inner_size(SMALLEST.0, SMALLEST.1)
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

/// Only the window's own page is shown in it. Web and mail addresses go to the person's own programs, the rest nowhere.
fn may_open(address: &Url) -> bool {
    if is_own(address) {
        return true;
    }
    if ["https", "mailto"].contains(&address.scheme())
        && let Err(error) = open::that_detached(address.as_str())
    {
        tracing::warn!("no program on this PC opens {} addresses: {error}", address.scheme());
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
