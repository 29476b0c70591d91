//! Closing the window: the page first keeps what was typed a moment ago. It is asked, and tells when that is done; a page
//! that does not answer holds nobody up for long, and whoever asks again is not held up at all.

use crate::window::MAIN;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;
use tauri::{AppHandle, Manager, Runtime, Window, WindowEvent};

/// What the page's script asks for, in place of a page, once everything is kept.
const ASKED: &str = "/window/close";

/// How long the page may take.
const LONGEST: Duration = Duration::from_secs(3);

/// Whether the window was asked to close.
#[derive(Default)]
pub struct Closing(AtomicBool);

/// Whether this path asks for the window to be closed.
pub fn asked(path: &str) -> bool {
    path == ASKED
}

/// Of all that happens to the window, hears when somebody closes it.
pub fn heard<R: Runtime>(window: &Window<R>, event: &WindowEvent) {
    let WindowEvent::CloseRequested { api, .. } = event else {
        return;
    };
    let app = window.app_handle();
    if app.state::<Closing>().0.swap(true, Ordering::Relaxed) || !tell_page(app) {
        return;
    }
    let late = app.clone();
    let waiting = thread::Builder::new().name("closing".into()).spawn(move || {
        thread::sleep(LONGEST);
        close(&late);
    });
    // Where nothing would close it later it is closed now.
    if waiting.is_ok() {
        api.prevent_close();
    }
}

/// Closes it, whatever the page says.
pub fn close<R: Runtime>(app: &AppHandle<R>) {
    if let Some(window) = app.get_webview_window(MAIN) {
        // One that is gone already need not be closed.
        let _ = window.destroy();
    }
}

fn tell_page<R: Runtime>(app: &AppHandle<R>) -> bool {
    let page = app.get_webview_window(MAIN);
    page.is_some_and(|page| page.eval("document.dispatchEvent(new CustomEvent('heard:close'))").is_ok())
}
