//! What an open office does by itself: mail that is due, reminders in office hours, the backup of
//! the day, bank holidays published since. The window and `heardctl serve` call it every few
//! seconds; waiting is their business.

use std::{path::PathBuf, time::Duration};

use chrono::{TimeDelta, Timelike};
use domain::{Moment, london};

use crate::{Office, Problem, calendar_change, housekeeping, outbox, reminders};

/// How long to wait between two rounds.
pub const EVERY: Duration = Duration::from_secs(5);
/// The hours of the day, in London, in which people are reminded.
const OFFICE_HOURS: std::ops::Range<u32> = 8..18;
/// Where the password of the mail server comes from.
pub type Password<'a> = &'a dyn Fn() -> Result<Option<String>, String>;

/// The background work of one office, with what it remembers between rounds.
#[derive(Debug, Default)]
pub struct Background {
    reminded: Option<Moment>,
    looked_for_backup: Option<Moment>,
    looked_for_holidays: Option<Moment>,
}

/// What one round did. One part that fails does not keep the others from their work.
#[derive(Debug, Default)]
pub struct Round {
    /// Mail.
    pub mail: outbox::Round,
    /// Reminders queued.
    pub reminders: u32,
    /// The backup that was made.
    pub backup: Option<PathBuf>,
    /// Whether bank holidays that a newer version of the program brought were taken in.
    pub renewed: bool,
    /// What went wrong.
    pub problems: Vec<Problem>,
}

impl Background {
    /// One round. An office that is not set up yet has nothing to do.
    pub fn round(&mut self, office: &Office, clock: &dyn Fn() -> Moment, password: Password<'_>) -> Round {
        let mut round = Round::default();
        if !office.is_set_up() {
            return round;
        }
        let now = clock();
        if OFFICE_HOURS.contains(&london::local(now).hour()) && is_due(&mut self.reminded, now) {
            note(&mut round.problems, reminders::remind(office, now), |count| round.reminders = count);
        }
        let mail = outbox::post(office, password).and_then(|post| outbox::deliver_due(office, &post, clock));
        note(&mut round.problems, mail, |mail| round.mail = mail);
        if is_due(&mut self.looked_for_backup, now) {
            note(&mut round.problems, housekeeping::daily_backup(office, now), |backup| round.backup = backup);
        }
        if is_due(&mut self.looked_for_holidays, now) {
            note(&mut round.problems, calendar_change::renew_unseen(office, now), |renewed| round.renewed = renewed);
        }
        round
    }
}

fn note<T>(problems: &mut Vec<Problem>, done: Result<T, Problem>, keep: impl FnOnce(T)) {
    match done {
        Ok(done) => keep(done),
        Err(problem) => problems.push(problem),
    }
}

/// Once an hour; also after a clock was put back.
fn is_due(last: &mut Option<Moment>, now: Moment) -> bool {
    let hour = TimeDelta::hours(1);
    let due = last.is_none_or(|last| now - last >= hour || now < last);
    if due {
        *last = Some(now);
    }
    due
}
