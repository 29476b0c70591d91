//! When the cases of three years came in: on working days, in office hours, rather more of them of
//! late, so that there is something to do today.

use chrono::{Months, NaiveTime, TimeDelta};
use domain::{Calendar, Date, Moment, london};

use super::chance::Chance;

/// When everything comes in.
pub struct Plan {
    /// The moments at which the cases are taken down, in order, none after the present.
    pub moments: Vec<Moment>,
    /// From this day on is "of late".
    pub of_late: Date,
    /// How many in a hundred cases of late nobody has got round to.
    pub left_lying: u32,
}

/// Working days that are "of late": rather longer than there is to answer.
const OF_LATE: usize = 22;
/// Working days ago on which more came in, so that something is due today or soon.
const MORE_AGO: [usize; 8] = [15, 15, 15, 15, 14, 13, 2, 2];
/// So many more came in of late, at most.
const MOST_MORE: u32 = 60;
/// So many cases of late are left lying, roughly.
const LEFT_LYING: u32 = 36;

/// Plans so many cases up to `now`.
pub fn plan(cases: u32, now: Moment, calendar: &Calendar, chance: &mut Chance) -> Plan {
    let today = london::date_of(now);
    let first = today.checked_sub_months(Months::new(36)).unwrap_or(today);
    let days: Vec<Date> =
        first.iter_days().take_while(|day| *day <= today).filter(|day| calendar.is_working_day(*day)).collect();
    let late = &days[days.len().saturating_sub(OF_LATE)..];
    let more = (cases / 3).min(MOST_MORE);
    let mut moments = Vec::with_capacity(cases as usize);
    for case in 0..cases {
        let case_of_late = case as usize;
        let day = match MORE_AGO.get(case_of_late) {
            _ if case >= more => *chance.pick(&days),
            Some(ago) => late[late.len().saturating_sub(ago + 1)],
            None => late[case_of_late % late.len()],
        };
        moments.push(moment(day, now, chance));
    }
    moments.sort_unstable();
    let recent = moments.iter().filter(|at| london::date_of(**at) >= late[0]).count();
    let left_lying = LEFT_LYING * 100 / u32::try_from(recent).unwrap_or(u32::MAX).max(1);
    Plan { moments, of_late: late[0], left_lying: left_lying.clamp(1, 55) }
}

fn moment(day: Date, now: Moment, chance: &mut Chance) -> Moment {
    let at = at_work(day, chance);
    // What would lie ahead came in a week earlier.
    if at < now - TimeDelta::minutes(10) { at } else { at - TimeDelta::days(7) }
}

/// Some moment in the office hours of a day.
pub fn at_work(day: Date, chance: &mut Chance) -> Moment {
    let seconds = chance.between(8 * 3_600 + 2_700, 16 * 3_600 + 2_700);
    let time = NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0).unwrap_or_default();
    london::moment_of(day.and_time(time))
}
