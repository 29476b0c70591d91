//! Stopping the clock and starting it again, where the procedure has it.

use domain::{Act, Date, Moment, act::Pausing};

use super::{
    acts::{On, needed, simple},
    at_case::Done,
};
use crate::{Office, Problem, Who};

/// A clock to stop, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PauseForm {
    /// Id of the procedure's reason.
    pub rule: String,
    /// The first day that does not count.
    pub from: Option<Date>,
    /// The last.
    pub until: Option<Date>,
    /// What is waited for.
    pub note: String,
}

/// Stops the clock; without a day, from today on.
pub fn pause(office: &Office, who: &Who, on: On, form: &PauseForm, now: Moment) -> Result<Done, Problem> {
    if form.rule.is_empty() {
        return Err(Problem::field("rule", "Choose why the clock stops"));
    }
    let until = form.until.ok_or_else(|| Problem::field("until", "Give the last day it stands still"))?;
    let note = needed("text", &form.note, "Write what we wait for")?;
    let from = form.from.unwrap_or_else(|| domain::london::date_of(now));
    simple(office, who, on, now, |at| {
        Ok(Act::Pause(Pausing { rule: form.rule.clone(), from, until, note: at.keep(note)? }))
    })
}

/// Starts the clock again: `day` is the first that counts.
pub fn resume(office: &Office, who: &Who, on: On, day: Date, note: &str, now: Moment) -> Result<Done, Problem> {
    simple(office, who, on, now, |at| Ok(Act::Resume { on: day, note: at.keep_if_any(note)? }))
}
