//! When the cases of three years came in: on working days, in office hours, rather more of them of
//! late, so that there is something to do today.

use chrono::{Months, NaiveTime, TimeDelta};
use domain::{Calendar, Date, Moment, london};

use super::chance::Chance;

/// Working days of late on which more came in.
const OF_LATE: usize = 22;
/// As many at most.
const MOST_OF_LATE: u32 = 45;

/// The moments at which the cases are taken down, in order, none after `now`.
pub fn moments(cases: u32, now: Moment, calendar: &Calendar, chance: &mut Chance) -> Vec<Moment> {
    let today = london::date_of(now);
    let first = today.checked_sub_months(Months::new(36)).unwrap_or(today);
    let days: Vec<Date> = first.iter_days().take_while(|day| *day <= today).filter(|day| calendar.is_working_day(*day)).collect();
    let late = days.len().saturating_sub(OF_LATE);
    let of_late = (cases / 3).min(MOST_OF_LATE);
    let mut moments: Vec<Moment> = (0..cases).map(|case| moment(if case < of_late { &days[late..] } else { &days }, now, chance)).collect();
    moments.sort_unstable();
    moments
}

fn moment(days: &[Date], now: Moment, chance: &mut Chance) -> Moment {
    let at = at_work(*chance.pick(days), chance);
    // What would lie ahead came in on an earlier day.
    if at < now - TimeDelta::minutes(10) { at } else { at - TimeDelta::days(7) }
}

/// Some moment in the office hours of a day.
pub fn at_work(day: Date, chance: &mut Chance) -> Moment {
    let seconds = chance.between(8 * 3_600 + 2_700, 16 * 3_600 + 2_700);
    let time = NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0).unwrap_or_default();
    london::moment_of(day.and_time(time))
}
