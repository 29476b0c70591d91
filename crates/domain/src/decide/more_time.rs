//! Putting a response off: dates move only by this act, with a reason, and the customer is told
//! in writing (Making Experiences Count, last paragraph; LGSCO Code 6.4).

use super::{Doing, letters::leaving, next};
use crate::{
    Rules,
    case::Case,
    clock::{self, Clock, Standing},
    event::Event,
    ids::TextRef,
    letter::{Method, Purpose, Written},
    london::Date,
    person::Role,
    procedure::{ExtensionRule, Need, Procedure},
    refusal::Refusal,
};

pub(super) fn extend(
    case: &Case,
    to: Date,
    reason: &TextRef,
    agreed: bool,
    letter: &Written,
    doing: Doing<'_>,
) -> Result<Vec<Event>, Refusal> {
    let clocks = clock::clocks(case, doing.today(), doing.rules);
    let (clock, rule) = to_extend(&clocks, doing.rules.procedure).ok_or(Refusal::NoLimitToExtend)?;
    match may_grant(rule, doing.permit.role(), doing.rules.procedure) {
        Grant::Theirs => {}
        Grant::WithAgreement if agreed => {}
        Grant::WithAgreement => return Err(Refusal::NotAgreed),
        Grant::Others(who) => return Err(Refusal::NotTheirsToGrant { who }),
    }
    if letter.method == Method::Phone {
        return Err(Refusal::NotInWriting);
    }
    if let Some(often) = extended_often(case, rule) {
        return Err(often);
    }
    let after = clock.due.max(doing.today());
    if to <= after {
        return Err(Refusal::NotLater { after, asked: to });
    }
    if let Some(latest) = latest_extension(clock, rule, doing.rules).filter(|latest| to > *latest) {
        return Err(Refusal::TooFar { asked: to, latest });
    }
    let calendar = clock::days(doing.rules.procedure.clock(&clock.id), doing.rules);
    if !calendar.is_working_day(to) {
        return Err(Refusal::DayOff { asked: to, next: calendar.first_working_day_from(to) });
    }
    let extended = Event::Extended {
        clock: rule.clock.clone(),
        from: clock.due,
        to,
        reason: reason.clone(),
        agreed,
        letter: next(case.letters.len()),
    };
    let mut events = leaving(case, Purpose::Delay, letter);
    events.push(extended);
    Ok(events)
}

/// What putting the date off takes, of somebody in this role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Grant {
    /// Nothing more.
    Theirs,
    /// The customer's agreement.
    WithAgreement,
    /// It is for others, whose titles these are.
    Others(String),
}

/// Whether the procedure lets somebody in this role put the date off. Those it names need no agreement where it asks for
/// one, and anybody else does.
pub fn may_grant(rule: &ExtensionRule, role: Role, procedure: &Procedure) -> Grant {
    let agreement = rule.needs.contains(&Need::Agreement);
    let granted_by = rule.granted_by.iter().map(String::as_str);
    if granted_by.clone().any(|id| procedure.officer_role(id) == Some(role)) {
        return Grant::Theirs;
    }
    match (rule.granted_by.is_empty(), agreement) {
        (_, true) => Grant::WithAgreement,
        (true, false) => Grant::Theirs,
        (false, false) => {
            let who: Vec<&str> = granted_by.filter_map(|id| procedure.officer_title(id)).collect();
            Grant::Others(who.join(" or "))
        }
    }
}

/// Why a date cannot be put off once more, where that was done as often as the procedure allows. One whose letter was
/// stopped on its way does not count.
pub fn extended_often(case: &Case, rule: &ExtensionRule) -> Option<Refusal> {
    let used = clock::told(case, &rule.clock).count();
    let allowed = rule.times.filter(|times| used >= *times as usize)?;
    Some(Refusal::ExtendedOften { used: next(used) - 1, allowed })
}

/// The clock that can be put off, of those not met yet, and how.
pub fn to_extend<'a, 'r>(clocks: &'a [Clock], procedure: &'r Procedure) -> Option<(&'a Clock, &'r ExtensionRule)> {
    let open = clocks.iter().filter(|clock| !is_met(clock));
    open.filter_map(|clock| Some((clock, procedure.extension_of(&clock.id)?))).next()
}

/// The latest date a clock of a case may be put off to, by the days that count for that clock; `None` where the
/// procedure sets no bound.
pub fn latest_extension(clock: &Clock, rule: &ExtensionRule, rules: Rules<'_>) -> Option<Date> {
    let of = rules.procedure.clock(&clock.id)?;
    let days = clock::days(Some(of), rules);
    let mut back = std::iter::successors(rule.latest(&clock.working, of, &days), Date::pred_opt);
    back.find(|date| days.is_working_day(*date))
}

/// A complaint that was answered and opened again has nothing left to put off.
fn is_met(clock: &Clock) -> bool {
    matches!(clock.standing, Standing::Met { .. })
}
