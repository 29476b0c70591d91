//! The sentence of the day as the desktop's own notification: once a day to each person, however often the window is
//! opened.
//!
//! What it says, and whether there is anything to say, is the pages' business.

use crate::remembered::Remembered;
use anyhow::{Context, Result};
use notify_rust::{Notification, NotificationResponse};
use std::thread;

/// Windows shows the name and the picture that setup has noted under this; `tauri.conf.json` has the same.
#[cfg(windows)]
const IDENTIFIER: &str = "uk.heard.desktop";

/// The name under which the day is remembered on which it was last said.
const SAID: &str = "said";
/// Stands between what was said on a day.
const BETWEEN: &str = ", ";

/// Says it, unless `once` was said. That is noted first: a desktop that cannot show it is not asked again. Whoever clicks
/// on it is `answered`; that is waited for beside everything else, for as long as it is shown.
pub fn say(remembered: &Remembered, once: &str, words: &str, answered: impl FnOnce() + Send + 'static) -> Result<()> {
    if !first_time(remembered, once)? {
        return Ok(());
    }
    let shown = notification(words).show().context("the desktop shows no notification")?;
    let wait = move || {
        let answer = |response: &NotificationResponse| match response {
            NotificationResponse::Default | NotificationResponse::Action(_) => answered(),
            NotificationResponse::Reply(_) | NotificationResponse::Closed(_) => {}
        };
        if let Err(error) = shown.wait_for_response(answer) {
            tracing::warn!("a click on the notification is not heard: {error}");
        }
    };
    thread::Builder::new().name("notification".into()).spawn(wait).context("a click on it is not heard")?;
    Ok(())
}

fn notification(words: &str) -> Notification {
    let mut notification = Notification::new();
    notification.appname("Heard").summary("Heard").body(words).icon("heard");
    #[cfg(windows)]
    notification.app_id(IDENTIFIER);
    // Elsewhere a click is heard only where an action of this name is offered; Windows would show a button for it.
    #[cfg(not(windows))]
    notification.action("default", "Open Today");
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

    /// On a bus of its own, where this test is the desktop: it shows what it is given and clicks on it, or closes it.
    #[cfg(target_os = "linux")]
    #[test]
    fn whoever_clicks_on_it_is_answered_and_whoever_closes_it_is_not() {
        let mut alone = std::process::Command::new("dbus-run-session");
        alone.arg("--").arg(std::env::current_exe().expect("this program")).args(["--exact", DESKTOP]);
        let done = alone.env(ALONE, "yes").output().expect("dbus-run-session runs");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stdout));
    }

    #[cfg(target_os = "linux")]
    const DESKTOP: &str = "daily::tests::a_desktop_of_its_own";
    #[cfg(target_os = "linux")]
    const ALONE: &str = "HEARD_TEST_DESKTOP";

    #[cfg(target_os = "linux")]
    #[test]
    fn a_desktop_of_its_own() {
        use std::{sync::mpsc, time::Duration};
        if std::env::var_os(ALONE).is_none() {
            return;
        }
        let desktop = desktop::Desktop::open();
        let folder = tempfile::tempdir().expect("a folder");
        let remembered = Remembered::in_folder(folder.path().to_owned());
        for (once, does, expected) in
            [("2026-11-25 7", desktop::Does::Click, true), ("2026-11-25 9", desktop::Does::Close, false)]
        {
            let (tell, told) = mpsc::channel();
            say(&remembered, once, "2 due today, 1 late", move || tell.send(()).expect("somebody listens"))
                .expect("shown");
            let (number, words) = desktop.shows();
            assert_eq!(words, "2 due today, 1 late");
            // Again and again, for it may not listen yet. Where nobody is answered the other end is dropped in the end.
            let answered = (0..100).find_map(|_| {
                desktop.answers(number, does);
                match told.recv_timeout(Duration::from_millis(100)) {
                    Ok(()) => Some(true),
                    Err(mpsc::RecvTimeoutError::Disconnected) => Some(false),
                    Err(mpsc::RecvTimeoutError::Timeout) => None,
                }
            });
            assert_eq!(answered, Some(expected), "{once}");
        }
    }
}

#[cfg(all(test, target_os = "linux"))]
mod desktop;
