//! Putting a response off: dates move only by this act, with a reason, and the customer is told
//! in writing (Making Experiences Count, last paragraph; LGSCO Code 6.4).

use super::{Doing, letters::leaving, next};
use crate::{
    calendar::WeekendReceipt,
    case::Case,
    clock::{self, working},
    event::Event,
    ids::TextRef,
    letter::{Method, Purpose, Written},
    london::Date,
    refusal::Refusal,
};

pub(super) fn extend(
    case: &Case,
    to: Date,
    reason: &TextRef,
    letter: &Written,
    doing: Doing<'_>,
) -> Result<Vec<Event>, Refusal> {
    let rule = doing.rules.procedure.extension.as_ref().ok_or(Refusal::NoLimitToExtend)?;
    let clocks = clock::clocks(case, doing.today(), doing.rules);
    let clock = clocks.iter().find(|clock| clock.id == rule.clock).ok_or(Refusal::NoLimitToExtend)?;
    if letter.method == Method::Phone {
        return Err(Refusal::NotInWriting);
    }
    let used = case.extensions.iter().filter(|each| each.clock == rule.clock).count();
    if used >= rule.times as usize {
        return Err(Refusal::ExtendedOften { used: next(used) - 1, allowed: rule.times });
    }
    if to <= clock.due || to < doing.today() {
        return Err(Refusal::NotLater { due: clock.due.max(doing.today()), asked: to });
    }
    let latest = latest(clock.first_due, rule.most, doing);
    if to > latest {
        return Err(Refusal::TooFar { asked: to, latest });
    }
    let extended = Event::Extended {
        clock: rule.clock.clone(),
        from: clock.due,
        to,
        reason: reason.clone(),
        letter: next(case.letters.len()),
    };
    let mut events = leaving(case, Purpose::Delay, letter);
    events.push(extended);
    Ok(events)
}

/// Counted from the original due date, not from the day of asking.
fn latest(first_due: Date, most: crate::procedure::Limit, doing: Doing<'_>) -> Date {
    working(most, first_due, WeekendReceipt::NextWorkingDayIsDayOne, doing.rules.calendar).due
}
