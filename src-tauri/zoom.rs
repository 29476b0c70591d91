//! How large the pages are shown in the window: larger, smaller or as they are drawn, by the keys that browsers have
//! for it, and remembered for the next start.
//!
//! The page's script knows the keys; how large the text is among other things is the pages' own choice.

use crate::remembered::Remembered;
use anyhow::{Context, Result, bail};
use tauri::{AppHandle, Manager, Runtime};

/// What the page's script asks for in place of a page; a step follows.
const ASKED: &str = "/window/zoom/";

/// The name under which it is remembered.
const ZOOM: &str = "zoom";

/// As in browsers. At 400 % a page is as wide as WCAG 1.4.10 asks.
const STEPS: [u32; 14] = [50, 67, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300, 350, 400];

/// The step that this path asks for, if it asks for one.
pub fn asked(path: &str) -> Option<&str> {
    path.strip_prefix(ASKED)
}

/// Shows the page a step `in`, `out`, or as it is drawn, `off`.
pub fn change<R: Runtime>(app: &AppHandle<R>, step: &str) -> Result<()> {
    let remembered = app.state::<Remembered>();
    let per_cent = changed(kept(&remembered), step).with_context(|| format!("there is no zoom {step}"))?;
    remembered.keep(ZOOM, &per_cent.to_string())?;
    show(app, per_cent)
}

/// Shows the page as large as it was shown last. Where that cannot be done, it is shown as it is drawn.
pub fn restore<R: Runtime>(app: &AppHandle<R>) {
    let per_cent = kept(&app.state::<Remembered>());
    if per_cent != 100
        && let Err(error) = show(app, per_cent)
    {
        tracing::warn!("the page is not shown as large as last time: {error:#}");
    }
}

fn show<R: Runtime>(app: &AppHandle<R>, per_cent: u32) -> Result<()> {
    let Some(window) = app.get_webview_window(crate::window::MAIN) else {
        bail!("there is no window");
    };
    Ok(window.set_zoom(f64::from(per_cent) / 100.0)?)
}

/// What was shown last; as drawn, where that is not known.
fn kept(remembered: &Remembered) -> u32 {
    let kept = remembered.get(ZOOM).and_then(|words| words.parse().ok());
    kept.filter(|per_cent| STEPS.contains(per_cent)).unwrap_or(100)
}

fn changed(now: u32, step: &str) -> Option<u32> {
    let next = match step {
        "in" => STEPS.iter().find(|each| **each > now).or(STEPS.last()),
        "out" => STEPS.iter().rev().find(|each| **each < now).or(STEPS.first()),
        "off" => Some(&100),
        _ => None,
    };
    next.copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_step_is_the_next_of_a_browser_and_ends_where_it_ends() {
        let table = [
            (100, "in", Some(110)),
            (110, "out", Some(100)),
            (400, "in", Some(400)),
            (50, "out", Some(50)),
            (300, "off", Some(100)),
            (100, "sideways", None),
        ];
        for (now, step, expected) in table {
            assert_eq!(changed(now, step), expected, "{now} {step}");
        }
    }

    #[test]
    fn what_nobody_can_have_chosen_is_shown_as_drawn() {
        let folder = tempfile::tempdir().expect("a folder");
        let remembered = Remembered::in_folder(folder.path().to_owned());
        for (words, expected) in [("150", 150), ("9999", 100), ("large", 100)] {
            remembered.keep(ZOOM, words).expect("kept");
            assert_eq!(kept(&remembered), expected, "{words}");
        }
    }
}
