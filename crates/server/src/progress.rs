//! A bar on standard error for work that takes longer than a second. Where nobody looks (a pipe, a
//! log) there is none.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Work under way.
pub struct Progress {
    bar: ProgressBar,
    began: Instant,
    shown: bool,
}

impl Progress {
    /// Work of so many steps, called `what`: "Checking cases".
    pub fn new(what: &'static str, steps: u64) -> Progress {
        let style = ProgressStyle::with_template("{msg} {bar:30} {human_pos} of {human_len}, {eta} left");
        let bar = ProgressBar::with_draw_target(Some(steps), ProgressDrawTarget::hidden());
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.set_message(what);
        Progress { bar, began: now(), shown: false }
    }

    /// So many steps are done.
    pub fn at(&mut self, done: u64) {
        self.bar.set_position(done);
        if !self.shown && now() - self.began > Duration::from_secs(1) {
            self.shown = true;
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "whether a bar is shown depends on how long the work takes, and nothing else does"
)]
fn now() -> Instant {
    Instant::now()
}
