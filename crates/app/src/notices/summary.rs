//! The one sentence of the morning, never one a case: "2 due today, 1 late".

use chrono::NaiveTime;
use domain::{Date, Moment, Role, london};

use crate::{
    Office, Problem, Who, lists,
    settings::{self, Reminders},
};

/// What a desktop shows of a person's day outside the window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Things that need them today, for the badge on the taskbar.
    pub badge: u64,
    /// The sentence of the day; `None` before its hour, on days off, when reminders are switched
    /// off and when there is nothing to say.
    pub say: Option<String>,
    /// The day it is of: said once on this day.
    pub day: Date,
}

/// When the sentence of the day is said, in London.
const HOUR: NaiveTime = NaiveTime::from_hms_opt(8, 45, 0).expect("a time of day");

/// The summary of a person's day.
pub fn summary(office: &Office, who: &Who, now: Moment) -> Result<Summary, Problem> {
    let day = london::date_of(now);
    let badge = lists::badge(office, who, now)?;
    let wanted: Reminders = office.read(settings::get)?;
    let hour = wanted.on && london::local(now).time() >= HOUR && office.calendar().is_working_day(day);
    let say = if badge > 0 && hour { Some(sentence(office, who, badge, day)?) } else { None };
    Ok(Summary { badge, say, day })
}

fn sentence(office: &Office, who: &Who, badge: u64, day: Date) -> Result<String, Problem> {
    if who.role() == Role::HeadOfService {
        return Ok(counted(badge, "response to sign off", "responses to sign off"));
    }
    let late = lists::needs(who, day.pred_opt());
    let late = late.map_or(Ok(0), |late| lists::count(office, who, &late))?;
    let parts = [(badge.saturating_sub(late), "due today"), (late, "late")];
    let said = parts.into_iter().filter(|(count, _)| *count > 0).map(|(count, words)| format!("{count} {words}"));
    Ok(said.collect::<Vec<_>>().join(", "))
}

fn counted(count: u64, one: &str, more: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {more}") }
}
