//! Looking back from the day of receipt: since when something may have happened for a complaint about it to be in
//! time. The count itself is that of the window; here it is only asked day by day.

use chrono::Days;

use super::{Facts, at_most, complain_by};
use crate::{
    Rules,
    feedback::Kind,
    london::Date,
    procedure::{Milestone, Whichever, Window},
};

/// The first days that are in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Since {
    /// Without a reason.
    pub usual: Date,
    /// For a good reason, where the procedure bounds that too.
    pub at_most: Option<Date>,
}

/// Calendar days looked back: more than any window allows.
const FARTHEST: u64 = 366 * 50;

/// Since when something may have happened, or become known, that is complained of on a day. `None` where the procedure
/// sets no window, or one of which no one day can be said: of several lengths, or that ends with the earlier of two.
pub fn taken_since(kind: Kind, received: Date, rules: Rules<'_>) -> Option<Since> {
    let window = rules.procedure.acceptance.window.as_ref().filter(|window| is_of_one_length(window))?;
    let ends = |day: Date| {
        let facts = window.periods.iter().fold(Facts::received(kind, received), |facts, period| {
            if period.from.of_the_case() { facts.with(period.from, day) } else { facts }
        });
        complain_by(&facts, rules)
    };
    let usual = |day| ends(day).is_some_and(|ends| ends.due >= received);
    let latest =
        |day| ends(day).zip(window.at_most).is_some_and(|(ends, most)| at_most(most, &ends, rules) >= received);
    let bounded = window.waivable && window.at_most.is_some();
    Some(Since { usual: first(received, usual)?, at_most: bounded.then(|| first(received, latest)).flatten() })
}

fn is_of_one_length(window: &Window) -> bool {
    let known = |from: Milestone| matches!(from, Milestone::Occurred | Milestone::Aware);
    let first = window.periods.first();
    let either = window.periods.len() == 1 || window.whichever == Whichever::Later;
    first
        .filter(|_| either)
        .is_some_and(|first| window.periods.iter().all(|each| each.limit == first.limit && known(each.from)))
}

/// The first day before `last` that is in time, where every later one is as well.
fn first(last: Date, in_time: impl Fn(Date) -> bool) -> Option<Date> {
    let back = |days: u64| last.checked_sub_days(Days::new(days));
    let (mut near, mut far) = (0, FARTHEST);
    if !in_time(last) || back(far).is_none_or(&in_time) {
        return None;
    }
    while far - near > 1 {
        let between = near + (far - near) / 2;
        if in_time(back(between)?) { near = between } else { far = between }
    }
    back(near)
}
