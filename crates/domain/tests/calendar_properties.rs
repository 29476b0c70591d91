//! What holds for every calendar: adding and counting agree, and a further day off never brings a date forward.

mod calendar_files;

use std::sync::LazyLock;

use calendar_files::shipped;
use chrono::{Days, NaiveDate};
use domain::calendar::{Calendar, DayOff, DayOffKind, Nation, WeekendReceipt};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;

static CALENDARS: LazyLock<Vec<Calendar>> = LazyLock::new(|| Nation::ALL.map(shipped).into());

fn calendar() -> impl Strategy<Value = Calendar> {
    (0..Nation::ALL.len()).prop_map(|index| CALENDARS[index].clone())
}

/// A day of 1980 to 2109, so that both ends of the prepared years are crossed.
fn date() -> impl Strategy<Value = NaiveDate> {
    let first = NaiveDate::from_ymd_opt(1980, 1, 1).expect("a date");
    (0_u64..47_480).prop_map(move |days| first + Days::new(days))
}

fn day_off() -> impl Strategy<Value = DayOff> {
    let kind = prop_oneof![Just(DayOffKind::BankHoliday), Just(DayOffKind::Closure)];
    (date_of_2026(), kind).prop_map(|(date, kind)| DayOff { date, name: "added".into(), kind })
}

fn date_of_2026() -> impl Strategy<Value = NaiveDate> {
    (1_u32..=365).prop_map(|day| NaiveDate::from_yo_opt(2026, day).expect("a day of the year"))
}

/// Counting by walking from day to day and asking each why it does not count.
fn walked(calendar: &Calendar, from: NaiveDate, days: u32) -> NaiveDate {
    let later = from.iter_days().skip(1).filter(|date| calendar.why_not(*date).is_none());
    if days == 0 { from } else { later.take(days as usize).last().expect("time goes on") }
}

fn config(cases: u32) -> ProptestConfig {
    let regressions = FileFailurePersistence::Direct("proptest-regressions/calendar.txt");
    ProptestConfig { cases, failure_persistence: Some(Box::new(regressions)), ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config(512))]

    #[test]
    fn adding_agrees_with_walking(calendar in calendar(), from in date(), days in 0_u32..80) {
        prop_assert_eq!(calendar.add_working_days(from, days), walked(&calendar, from, days));
    }

    #[test]
    fn adding_and_counting_agree(calendar in calendar(), from in date(), days in 0_u32..4000) {
        let due = calendar.add_working_days(from, days);
        prop_assert_eq!(calendar.count_working_days(from, due), i64::from(days));
        prop_assert_eq!(calendar.count_working_days(due, from), -i64::from(days));
    }

    #[test]
    fn counts_add_up(calendar in calendar(), a in date(), b in date(), c in date()) {
        let in_two = calendar.count_working_days(a, b) + calendar.count_working_days(b, c);
        prop_assert_eq!(in_two, calendar.count_working_days(a, c));
    }

    #[test]
    fn a_due_date_is_a_working_day(calendar in calendar(), from in date(), days in 1_u32..4000) {
        let due = calendar.add_working_days(from, days);
        prop_assert!(calendar.is_working_day(due));
        prop_assert_eq!(calendar.why_not(due), None);
    }

    #[test]
    fn a_day_counts_exactly_when_nothing_speaks_against_it(calendar in calendar(), date in date()) {
        prop_assert_eq!(calendar.is_working_day(date), calendar.why_not(date).is_none());
    }

    #[test]
    fn later_receipt_and_more_days_are_never_due_earlier(
        calendar in calendar(), from in date(), wait in 0_u64..30, days in 0_u32..80, more in 0_u32..20,
    ) {
        let due = calendar.add_working_days(from, days);
        prop_assert!(due <= calendar.add_working_days(from + Days::new(wait), days));
        prop_assert!(due <= calendar.add_working_days(from, days + more));
    }

    #[test]
    fn the_default_reading_of_a_receipt_is_the_stricter(calendar in calendar(), received in date(), days in 1_u32..80) {
        let due = |receipt: WeekendReceipt| calendar.add_working_days(receipt.day_zero(&calendar, received), days);
        let strict = due(WeekendReceipt::NextWorkingDayIsDayOne);
        let lenient = due(WeekendReceipt::NextWorkingDayIsDayZero);
        let late_by = u32::from(!calendar.is_working_day(received));
        prop_assert_eq!(lenient, calendar.add_working_days(strict, late_by));
    }
}

proptest! {
    // Each case lays out calendars of its own.
    #![proptest_config(config(48))]

    #[test]
    fn a_further_day_off_never_brings_a_date_forward(
        local in prop::collection::vec(day_off(), 0..8), further in day_off(), from in date_of_2026(), days in 0_u32..120,
    ) {
        let before = Calendar::new(Nation::Scotland, &[], 1..=2, &local);
        let with_further = [local, vec![further.clone()]].concat();
        let after = Calendar::new(Nation::Scotland, &[], 1..=2, &with_further);
        let moved = after.add_working_days(from, days);
        let days_later = before.count_working_days(before.add_working_days(from, days), moved);
        let across = from < further.date && further.date <= moved && before.is_working_day(further.date);
        prop_assert_eq!(days_later, i64::from(across && days > 0));
    }

    #[test]
    fn statutory_counting_forgets_closures_and_nothing_else(
        local in prop::collection::vec(day_off(), 0..8), from in date_of_2026(), days in 0_u32..120,
    ) {
        let holidays: Vec<DayOff> = local.iter().filter(|day| day.kind == DayOffKind::BankHoliday).cloned().collect();
        let statutory = Calendar::new(Nation::Scotland, &[], 1..=2, &local).without_closures();
        let without = Calendar::new(Nation::Scotland, &[], 1..=2, &holidays);
        prop_assert_eq!(statutory.add_working_days(from, days), without.add_working_days(from, days));
    }
}
