//! The sentence of the day as the desktop's own notification: once a day, however often the window is opened.
//!
//! What it says, and whether there is anything to say, is the pages' business.

use crate::remembered::Remembered;
use anyhow::{Context, Result};
use notify_rust::Notification;

/// Windows shows the name and the picture that setup has noted under this; `tauri.conf.json` has the same.
#[cfg(windows)]
const IDENTIFIER: &str = "uk.heard.desktop";

/// The name under which the day is remembered on which it was last said.
const SAID: &str = "said";

/// Says it, unless it was said on that day. The day is noted first: a desktop that cannot show it is not asked again.
pub fn say(remembered: &Remembered, day: &str, words: &str) -> Result<()> {
    if first_time(remembered, day)? {
        notification(words).show().context("the desktop shows no notification")?;
    }
    Ok(())
}

fn notification(words: &str) -> Notification {
    let mut notification = Notification::new();
    notification.appname("Heard").summary("Heard").body(words).icon("heard");
    #[cfg(windows)]
    notification.app_id(IDENTIFIER);
    notification
}

/// Whether nothing was said on that day yet; from now on it was.
fn first_time(remembered: &Remembered, day: &str) -> Result<bool> {
    if remembered.get(SAID).as_deref() == Some(day) {
        return Ok(false);
    }
    remembered.keep(SAID, day)?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_said_once_a_day() {
        let folder = tempfile::tempdir().expect("a folder");
        let remembered = Remembered::in_folder(folder.path().to_owned());
        let said = ["2026-11-25", "2026-11-25", "2026-11-26"].map(|day| first_time(&remembered, day).expect("noted"));
        assert_eq!(said, [true, false, true]);
    }
}
