//! The sentence of the day as the desktop's own notification: once a day to each person, however often the window is
//! opened.
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
/// Stands between what was said on a day.
const BETWEEN: &str = ", ";

/// Says it, unless `once` was said. That is noted first: a desktop that cannot show it is not asked again.
pub fn say(remembered: &Remembered, once: &str, words: &str) -> Result<()> {
    if first_time(remembered, once)? {
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

/// Whether `once`, a day and perhaps for whom, was not said yet; from now on it was. Those of other days are forgotten.
fn first_time(remembered: &Remembered, once: &str) -> Result<bool> {
    let said = remembered.get(SAID).unwrap_or_default();
    let day = |once: &str| once.split(' ').next().map(str::to_owned);
    let mut of_the_day: Vec<&str> = said.split(BETWEEN).filter(|each| day(each) == day(once)).collect();
    if of_the_day.contains(&once) {
        return Ok(false);
    }
    of_the_day.push(once);
    remembered.keep(SAID, &of_the_day.join(BETWEEN))?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_said_once_a_day_to_each_who_shares_a_desk() {
        let folder = tempfile::tempdir().expect("a folder");
        let remembered = Remembered::in_folder(folder.path().to_owned());
        let table = [
            ("2026-11-25 7", true),
            ("2026-11-25 7", false),
            ("2026-11-25 9", true),
            ("2026-11-25 7", false),
            ("2026-11-26 9", true),
            ("2026-11-26 9", false),
        ];
        for (once, said) in table {
            assert_eq!(first_time(&remembered, once).expect("noted"), said, "{once}");
        }
    }
}
