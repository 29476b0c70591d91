//! When to try a message again. Pure: the outbox in `app` asks, and keeps the answer on its row.

use chrono::TimeDelta;

use crate::Moment;

/// Minutes to wait after the first, second, third and fourth failure; enough for the greylisting
/// of most servers, which wants a second attempt some minutes after the first.
const QUICK_WAITS: [i64; 4] = [1, 5, 15, 60];
/// Hours to wait after every later failure.
const SLOW_WAIT: i64 = 4;
/// Hours after which the sender should hear that a message will not arrive. RFC 5321 section
/// 4.5.4.1 names four to five days; a complainant with a ten-day limit cannot wait that long.
const PATIENCE: i64 = 72;

/// When to try next after `attempt` failures (1 after the first), or `None`: give up, and say so on
/// the case. Waits 1 minute, 5 minutes, 15 minutes, 1 hour, then 4 hours each time, and gives up
/// when the next attempt would lie more than 72 hours after `first_queued`. All four quick waits
/// are granted in any case: a computer that was off over a long weekend has tried only once.
pub fn next_attempt(attempt: u32, first_queued: Moment, last_tried: Moment) -> Option<Moment> {
    let failures = usize::try_from(attempt).unwrap_or(usize::MAX);
    let quick = QUICK_WAITS.get(failures.saturating_sub(1)).copied();
    let wait = quick.map_or(TimeDelta::hours(SLOW_WAIT), TimeDelta::minutes);
    let next = last_tried.checked_add_signed(wait)?;
    let last = first_queued.checked_add_signed(TimeDelta::hours(PATIENCE))?;
    (quick.is_some() || next <= last).then_some(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(text: &str) -> Moment {
        text.parse().expect("a moment")
    }

    #[test]
    fn waits_grow_and_end() {
        let queued = moment("2026-10-05T09:00:00Z");
        let table = [
            ("after the first failure", 1, "2026-10-05T09:00:02Z", Some("2026-10-05T09:01:02Z")),
            ("after the second", 2, "2026-10-05T09:01:00Z", Some("2026-10-05T09:06:00Z")),
            ("after the third", 3, "2026-10-05T09:06:00Z", Some("2026-10-05T09:21:00Z")),
            ("after the fourth", 4, "2026-10-05T09:21:00Z", Some("2026-10-05T10:21:00Z")),
            ("after the fifth", 5, "2026-10-05T10:21:00Z", Some("2026-10-05T14:21:00Z")),
            ("exactly three days", 22, "2026-10-08T05:00:00Z", Some("2026-10-08T09:00:00Z")),
            ("over three days", 22, "2026-10-08T05:00:01Z", None),
            ("first attempt after a week off", 1, "2026-10-12T09:00:00Z", Some("2026-10-12T09:01:00Z")),
            ("fifth attempt after a week off", 5, "2026-10-12T10:30:00Z", None),
            ("never attempted counts as once", 0, "2026-10-05T09:00:00Z", Some("2026-10-05T09:01:00Z")),
        ];
        for (name, attempt, tried, expected) in table {
            let next = next_attempt(attempt, queued, moment(tried));
            assert_eq!(next, expected.map(moment), "{name}");
        }
    }

    #[test]
    fn a_message_is_tried_22_times_in_three_days() {
        let queued = moment("2026-10-05T09:00:00Z");
        let mut tried = vec![queued];
        while let Some(next) =
            next_attempt(u32::try_from(tried.len()).expect("few attempts"), queued, *tried.last().expect("tried once"))
        {
            tried.push(next);
        }
        assert_eq!(tried.len(), 22);
    }

    #[test]
    fn the_end_of_time_is_no_panic() {
        assert_eq!(next_attempt(1, Moment::MAX_UTC, Moment::MAX_UTC), None);
        assert!(next_attempt(u32::MAX, Moment::MIN_UTC, Moment::MIN_UTC).is_some());
    }
}
