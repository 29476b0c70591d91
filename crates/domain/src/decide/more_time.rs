//! Putting a response off: dates move only by this act, with a reason, and the customer is told
//! in writing (Making Experiences Count, last paragraph; LGSCO Code 6.4).

use super::{Doing, letters::leaving, next};
use crate::{
    calendar::{Calendar, WeekendReceipt},
    case::Case,
    clock::{self, Clock, Standing, working},
    event::Event,
    ids::TextRef,
    letter::{Method, Purpose, Written},
    london::Date,
    procedure::Limit,
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
    let clock = clocks.iter().find(|clock| clock.id == rule.clock && !is_met(clock)).ok_or(Refusal::NoLimitToExtend)?;
    if letter.method == Method::Phone {
        return Err(Refusal::NotInWriting);
    }
    let used = clock::told(case, &rule.clock).count();
    if used >= rule.times as usize {
        return Err(Refusal::ExtendedOften { used: next(used) - 1, allowed: rule.times });
    }
    let after = clock.due.max(doing.today());
    if to <= after {
        return Err(Refusal::NotLater { after, asked: to });
    }
    let latest = latest_extension(clock.first_due, rule.most, doing.rules.calendar);
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

/// The latest date a response may be put off to: counted from the original due date, not from the
/// day of asking.
pub fn latest_extension(first_due: Date, most: Limit, calendar: &Calendar) -> Date {
    working(most, first_due, WeekendReceipt::NextWorkingDayIsDayOne, calendar).due
}

/// A complaint that was answered and opened again has nothing left to put off.
fn is_met(clock: &Clock) -> bool {
    matches!(clock.standing, Standing::Met { .. })
}
