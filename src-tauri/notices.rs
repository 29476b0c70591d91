//! The count of what waits for the person in the window, on Heard's button in the taskbar, and the sentence of the
//! day, which [`daily`] says.
//!
//! What is counted is the pages' business; asking is no sign of life there, so that a window nobody looks at still
//! locks.

use crate::again;
use crate::bridge::Bridge;
use crate::daily;
use crate::errand::{Asked, whole};
use crate::remembered::Remembered;
use crate::window::MAIN;
use anyhow::{Context, Result};
use http::{HeaderMap, Method, StatusCode};
use serde::Deserialize;
use std::thread;
use std::time::Duration;
use tauri::image::Image;
use tauri::{AppHandle, Manager, Runtime, WebviewWindow, include_image};

/// Things fall due and colleagues pass cases on while nobody touches the window.
const EVERY: Duration = Duration::from_secs(60);

/// One to nine, and more. Windows shows a picture, elsewhere the number itself is shown.
static PICTURES: [Image<'static>; 10] = [
    include_image!("icons/count/1.png"),
    include_image!("icons/count/2.png"),
    include_image!("icons/count/3.png"),
    include_image!("icons/count/4.png"),
    include_image!("icons/count/5.png"),
    include_image!("icons/count/6.png"),
    include_image!("icons/count/7.png"),
    include_image!("icons/count/8.png"),
    include_image!("icons/count/9.png"),
    include_image!("icons/count/more.png"),
];

/// What the pages say of the person who is signed in.
#[derive(Default, Deserialize)]
struct Summary {
    badge: usize,
    /// What there is to say; said once for each `once`.
    say: Option<String>,
    #[serde(default)]
    once: String,
}

/// Keeps the count until the program ends.
pub fn watch<R: Runtime>(app: &AppHandle<R>) -> Result<()> {
    let app = app.clone();
    let work = move || {
        loop {
            let summary = tauri::async_runtime::block_on(refresh(&app));
            let clicked = app.clone();
            if let Some(words) = summary.say
                && let Err(error) =
                    daily::say(&app.state::<Remembered>(), &summary.once, &words, move || open_today(&clicked))
            {
                tracing::warn!("the sentence of the day was not said: {error:#}");
            }
            thread::sleep(EVERY);
        }
    };
    thread::Builder::new().name("notices".into()).spawn(work).context("the taskbar's count cannot be kept")?;
    Ok(())
}

/// What the sentence of the day is about.
fn open_today<R: Runtime>(app: &AppHandle<R>) {
    if let Some(window) = app.get_webview_window(MAIN) {
        again::come_forward(&window);
        again::go(&window, "/today");
    }
}

/// Shows the count as it is now; gives what the pages say. Where that cannot be known, nothing is better than what is
/// wrong.
async fn refresh<R: Runtime>(app: &AppHandle<R>) -> Summary {
    let Some(window) = app.get_webview_window(MAIN) else {
        return Summary::default();
    };
    let summary = summary(&app.state::<Bridge>()).await.unwrap_or_else(|error| {
        tracing::warn!("the taskbar's count is not known: {error:#}");
        Summary::default()
    });
    // A desktop without a taskbar, or one that takes no count, is none the worse for it.
    let _ = show(&window, summary.badge);
    summary
}

/// Shows the count again, because something was done.
pub async fn changed<R: Runtime>(app: &AppHandle<R>) {
    refresh(app).await;
}

/// What the pages say; nothing while nobody is signed in.
async fn summary(bridge: &Bridge) -> Result<Summary> {
    let path = "/notices/summary".to_owned();
    let answer = bridge.ask(Asked { method: Method::GET, path, headers: HeaderMap::new(), body: Vec::new() }).await?;
    if answer.status != StatusCode::OK {
        return Ok(Summary::default());
    }
    serde_json::from_slice(&whole(answer.body).await?).context("the pages' summary is not as agreed")
}

#[cfg(windows)]
fn show<R: Runtime>(window: &WebviewWindow<R>, count: usize) -> tauri::Result<()> {
    window.set_overlay_icon(picture(count).cloned())
}

#[cfg(not(windows))]
fn show<R: Runtime>(window: &WebviewWindow<R>, count: usize) -> tauri::Result<()> {
    window.set_badge_count(picture(count).and_then(|_| i64::try_from(count).ok()))
}

/// The picture of a count; none for nothing.
fn picture(count: usize) -> Option<&'static Image<'static>> {
    let place = count.checked_sub(1)?.min(PICTURES.len() - 1);
    PICTURES.get(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_has_no_picture_and_ten_or_more_have_one_in_common() {
        let rgba = |count| picture(count).map(|picture| picture.rgba());
        assert_eq!(rgba(0), None);
        assert_eq!(rgba(10), rgba(4000));
        assert_ne!(rgba(1), rgba(9));
        assert_ne!(rgba(9), rgba(10));
    }
}
