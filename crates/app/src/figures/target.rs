//! The share of complaints a council means to answer in time: its own choice, shown beside the
//! figures and counted in none of them.

use domain::{Moment, Role};
use serde::{Deserialize, Serialize};

use crate::{
    Office, Problem, Who,
    settings::{self, Setting},
};

/// What the council aims for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Target {
    /// Complaints answered by the first date, in per cent of those answered; `None` while the
    /// council has set no target.
    pub answered_in_time: Option<u32>,
}

impl Target {
    /// A whole number of per cent from 1 to 100, or nothing; `None` for anything else.
    pub fn typed(typed: &str) -> Option<Target> {
        let percent = |typed: &str| typed.parse::<u32>().ok().filter(|percent| (1..=100).contains(percent));
        match typed.trim().trim_end_matches('%').trim_end() {
            "" => Some(Target { answered_in_time: None }),
            typed => percent(typed).map(|percent| Target { answered_in_time: Some(percent) }),
        }
    }
}

impl Setting for Target {
    const KEY: &'static str = "figures-target";
}

/// Whether a person may set the target.
pub fn may_set(who: &Who) -> bool {
    matches!(who.role(), Role::Champion | Role::HeadOfCustomerServices)
}

/// Keeps the target as it was typed; nothing typed takes it away. `seen` is what it was when it was looked at: a target
/// that somebody else has set since is not written over.
pub fn keep_target(
    office: &Office,
    who: &Who,
    typed: &str,
    seen: Option<Target>,
    now: Moment,
) -> Result<Target, Problem> {
    crate::cases::only(
        who,
        &[Role::Champion, Role::HeadOfCustomerServices],
        "Only a Customer Champion or the Head of Customer Services can set the target.",
    )?;
    let wrong = || Problem::field("target", "Give the target as a whole number from 1 to 100");
    let target = Target::typed(typed).ok_or_else(wrong)?;
    let detail = serde_json::to_string(&target).map_err(|error| Problem::Broken(error.to_string()))?;
    office.store().write(|writing| {
        if seen.is_some_and(|seen| settings::get::<Target>(writing).is_ok_and(|kept| kept != seen)) {
            return Err(Problem::field("target", "Somebody has set another target since"));
        }
        settings::set(writing, &target)?;
        Ok::<_, Problem>(writing.note_office_event(now, Some(who.id()), "figures-target-set", &detail)?)
    })?;
    Ok(target)
}
