//! Putting a response off: dates move only by this act, with a reason, and the customer is told, in
//! writing unless the procedure asks for less (Making Experiences Count, last paragraph; LGSCO Code 6.4).

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

/// A date that somebody wants to put off.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted<'a> {
    /// Id of the time limit; the one due first where none is named.
    pub clock: Option<&'a str>,
    /// Until when.
    pub to: Date,
    /// Whether the customer agrees.
    pub agreed: bool,
}

pub(super) fn extend(
    case: &Case,
    wanted: Wanted<'_>,
    reason: &TextRef,
    letter: &Written,
    doing: Doing<'_>,
) -> Result<Vec<Event>, Refusal> {
    let Wanted { to, agreed, .. } = wanted;
    let clocks = clock::clocks(case, doing.today(), doing.rules);
    let (clock, rule) = chosen(case, &clocks, wanted.clock, doing.rules).ok_or(Refusal::NoLimitToExtend)?;
    match may_grant(rule, doing.permit.role(), doing.rules.procedure) {
        Grant::Theirs => {}
        Grant::WithAgreement if agreed => {}
        Grant::WithAgreement => return Err(Refusal::NotAgreed),
        Grant::Others(who) => return Err(Refusal::NotTheirsToGrant { who }),
    }
    if letter.method == Method::Phone && rule.in_writing() {
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

/// The clocks that can be put off further, of those still running, and how; the one due first at the head. Where none
/// can, the one due first of those that the procedure lets be put off at all: why it cannot is then for the refusal.
pub fn to_extend<'a, 'r>(case: &Case, clocks: &'a [Clock], rules: Rules<'r>) -> Vec<(&'a Clock, &'r ExtensionRule)> {
    let can = extendable(case, clocks, rules);
    if can.is_empty() { by_date(case, clocks, rules.procedure).into_iter().take(1).collect() } else { can }
}

/// The clocks that can be put off further, of those still running, and how; the one due first at the head.
pub fn extendable<'a, 'r>(case: &Case, clocks: &'a [Clock], rules: Rules<'r>) -> Vec<(&'a Clock, &'r ExtensionRule)> {
    let further = |(clock, rule): &(&Clock, &ExtensionRule)| {
        let latest = latest_extension(clock, rule, rules);
        extended_often(case, rule).is_none() && latest.is_none_or(|latest| latest > clock.due)
    };
    by_date(case, clocks, rules.procedure).into_iter().filter(further).collect()
}

fn by_date<'a, 'r>(case: &Case, clocks: &'a [Clock], procedure: &'r Procedure) -> Vec<(&'a Clock, &'r ExtensionRule)> {
    let mut found = with_rules(case, clocks, procedure);
    found.sort_by_key(|(clock, _)| clock.due);
    found
}

/// The clock that was named, also where it can be put off no further, else the first.
fn chosen<'a, 'r>(
    case: &Case,
    clocks: &'a [Clock],
    named: Option<&str>,
    rules: Rules<'r>,
) -> Option<(&'a Clock, &'r ExtensionRule)> {
    match named {
        Some(id) => with_rules(case, clocks, rules.procedure).into_iter().find(|(clock, _)| clock.id == id),
        None => to_extend(case, clocks, rules).into_iter().next(),
    }
}

fn with_rules<'a, 'r>(
    case: &Case,
    clocks: &'a [Clock],
    procedure: &'r Procedure,
) -> Vec<(&'a Clock, &'r ExtensionRule)> {
    let band = case.band_under(procedure).map(|band| band.id.as_str());
    let running = clocks.iter().filter(|clock| is_running(clock));
    running.filter_map(|clock| Some((clock, procedure.extension_of(&clock.id, band)?))).collect()
}

/// The latest date a clock of a case may be put off to, by the days that count for that clock; `None` where the
/// procedure sets no bound.
pub fn latest_extension(clock: &Clock, rule: &ExtensionRule, rules: Rules<'_>) -> Option<Date> {
    let of = rules.procedure.clock(&clock.id)?;
    let days = clock::days(Some(of), rules);
    let mut back = std::iter::successors(rule.latest(&clock.working, of, &days), Date::pred_opt);
    back.find(|date| days.is_working_day(*date))
}

/// A complaint that was answered and opened again has nothing left to put off, nor has a stage that is over.
fn is_running(clock: &Clock) -> bool {
    matches!(clock.standing, Standing::Running { .. } | Standing::Late { .. })
}
