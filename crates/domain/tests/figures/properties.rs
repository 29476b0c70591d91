//! What adds up, whatever happened.

use chrono::Days;
use domain::{
    Date, Reference,
    feedback::{Channel, Ending, Finding, Kind},
    figures::{Counted, Facts, Figures, Month, Months, Range, Tested, months},
    ids::ServiceId,
};
use proptest::{prelude::*, sample::select, test_runner::FileFailurePersistence};

use crate::common::{calendar, day};

fn date() -> impl Strategy<Value = Date> {
    (0..200_u64).prop_map(|days| day("Wed 1 Jul 2026") + Days::new(days))
}

fn facts() -> impl Strategy<Value = Facts> {
    let place = (
        proptest::option::of((0..4_i64).prop_map(ServiceId)),
        proptest::option::of(select(vec!["Abbey".to_owned(), "Lodge Park".to_owned()])),
        proptest::collection::vec(select(vec!["a".to_owned(), "b".to_owned()]), 0..2),
        select(Channel::ALL),
    );
    let when = (date(), 0..40_u64, 0..40_u64, 0..60_u64, 0..10_u64, 0..5_u64);
    let done = (any::<bool>(), any::<bool>(), proptest::option::of(select(Ending::ALL)));
    let found = proptest::option::of(select(Finding::ALL));
    (select(Kind::ALL), place, when, done, found, any::<bool>()).prop_map(
        |(kind, (service, ward, grounds, channel), (received, ack, answer, end, more, late), done, outcome, limits)| {
            let (acknowledged, answered, ending) = done;
            let after = |days: u64| received + Days::new(days);
            let limits = limits && kind == Kind::Complaint;
            Facts {
                reference: Reference { year: 2026, number: 1 },
                kind,
                channel,
                service,
                ward,
                grounds,
                received,
                logged: after(late),
                has_limits: limits,
                reply_wanted: Some(limits || acknowledged),
                imported: false,
                acknowledge_due: limits.then(|| after(3)),
                acknowledged: acknowledged.then(|| after(ack)),
                first_due: limits.then(|| after(21)),
                held_to: limits.then(|| after(21 + more)),
                due: limits.then(|| after(21 + more)),
                answered: answered.then(|| after(answer)),
                acknowledged_after_hour: false,
                answered_after_hour: limits && answer == 21,
                days_to_answer: answered.then_some(i64::try_from(answer).expect("few days")),
                ended: ending.map(|ending| (ending, after(end))),
                outcome,
                remedies: vec!["apology".into()],
                lesson: None,
                reopened: 0,
                promised: 1,
                promises_due: vec![after(more)],
                later: Vec::new(),
                standards: vec![Tested { standard: "Answered".into(), on: after(answer), kept: answered }],
            }
        },
    )
}

fn is_mistake(facts: &Facts) -> bool {
    facts.ended.is_some_and(|(ending, _)| ending == Ending::LoggedByMistake)
}

/// Whole months from July 2026 on.
fn whole_months() -> impl Strategy<Value = Range> {
    (0..9_u32, 1..5_u32).prop_map(|(first, count)| {
        let first = "2026-07".parse::<Month>().expect("a month").plus(first);
        Range::new(first.first(), first.plus(count - 1).last()).expect("forwards")
    })
}

/// The figures of whole months from sums of what each case adds to each of them.
fn summed(range: Range, facts: &[Facts]) -> Figures {
    let mut figures = Figures::none(range);
    let last = Month::of(range.to());
    for facts in facts {
        for (when, entry) in facts.entries() {
            let counts = |months: &Months| match *months {
                Months::In(month) => range.contains(month.first()),
                Months::AtEnd(month) => month == last,
                Months::Since(month) => month <= last,
            };
            let count = u32::try_from(when.months().iter().filter(|months| counts(months)).count()).expect("a few");
            if count > 0 {
                figures.add(&Counted { service: facts.service, entry, count }, &calendar());
            }
        }
    }
    figures.sort();
    figures
}

fn range() -> impl Strategy<Value = Range> {
    (date(), 0..90_u64).prop_map(|(from, days)| Range::new(from, from + Days::new(days)).expect("forwards"))
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 128,
        failure_persistence: Some(Box::new(FileFailurePersistence::Direct("proptest-regressions/figures.txt"))),
        ..ProptestConfig::default()
    })]

    #[test]
    fn parts_add_up_to_wholes(facts in proptest::collection::vec(facts(), 0..60), range in range()) {
        let figures = Figures::count(range, facts.clone(), &calendar());
        let told = || facts.iter().filter(|each| !is_mistake(each));
        let inside = told().filter(|each| range.contains(each.received)).count();
        let all = &figures.received.all;
        prop_assert_eq!(all.count as usize, inside);
        prop_assert_eq!(all.services.total(), all.count);
        prop_assert_eq!(all.wards.total(), all.count);
        prop_assert_eq!(all.channels.total(), all.count);
        prop_assert!(all.grounds.total() >= all.count);
        prop_assert_eq!(figures.received.by_kind().iter().map(|(_, count)| count).sum::<u32>(), all.count);
        let timed = told().filter(|each| each.has_limits);
        let answered = timed.filter(|each| each.answered.is_some_and(|on| range.contains(on))).count();
        prop_assert_eq!(figures.answered.count() as usize, answered);
        prop_assert_eq!(figures.answered.days.count() as usize, answered);
        prop_assert_eq!(figures.open.ages.iter().sum::<u32>(), figures.open.count);
        prop_assert!(figures.open.answer_late <= figures.open.unanswered);
        prop_assert!(figures.open.unanswered <= figures.open.count);
        let closed = &figures.closed;
        prop_assert_eq!(closed.endings.iter().map(|(_, count)| count).sum::<u32>(), closed.count);
        let as_answered = closed.endings.iter().find(|(ending, _)| *ending == Ending::Answered);
        prop_assert_eq!(closed.outcomes.total(), as_answered.map_or(0, |(_, count)| *count));
        prop_assert_eq!(closed.lessons.share().of, closed.outcomes.total());
    }

    #[test]
    fn what_was_logged_by_mistake_is_as_if_it_never_was(
        facts in proptest::collection::vec(facts(), 0..60), range in range(),
    ) {
        let told: Vec<Facts> = facts.iter().filter(|each| !is_mistake(each)).cloned().collect();
        prop_assert_eq!(Figures::count(range, facts, &calendar()), Figures::count(range, told, &calendar()));
    }

    #[test]
    fn adjacent_periods_add_up(
        facts in proptest::collection::vec(facts(), 0..60), from in date(), first in 0..60_u64, second in 1..60_u64,
    ) {
        let middle = from + Days::new(first);
        let end = middle + Days::new(second);
        let count = |from, to| Figures::count(Range::new(from, to).expect("forwards"), facts.clone(), &calendar());
        let (one, two) = (count(from, middle), count(middle + Days::new(1), end));
        let whole = count(from, end);
        let sum = |of: fn(&Figures) -> u32| of(&one) + of(&two) == of(&whole);
        prop_assert!(sum(|figures| figures.received.all.count));
        prop_assert!(sum(|figures| figures.received_of(Kind::Complaint)));
        prop_assert!(sum(|figures| figures.no_reply_wanted));
        prop_assert!(sum(|figures| figures.logging.later.part));
        prop_assert!(sum(|figures| figures.acknowledged.in_time) && sum(|figures| figures.acknowledged.late));
        prop_assert!(sum(|figures| figures.answered.in_time) && sum(|figures| figures.answered.late));
        prop_assert!(sum(|figures| figures.answered.in_agreed_time));
        prop_assert!(sum(|figures| figures.closed.count) && sum(|figures| figures.closed.outcomes.total()));
        for (service, of_whole) in whole.received.all.services.rows() {
            let parts = one.received.all.services.of(service.as_ref()) + two.received.all.services.of(service.as_ref());
            prop_assert_eq!(parts, *of_whole);
        }
        prop_assert_eq!(two.open, whole.open, "both end on the same day");
    }

    #[test]
    fn the_charts_show_what_the_figures_say(facts in proptest::collection::vec(facts(), 0..60)) {
        for month in months("2026-12".parse().expect("a month"), &facts) {
            let figures = Figures::count(month.month.range(), facts.clone(), &calendar());
            prop_assert_eq!(month.received, figures.received.by_kind());
            prop_assert_eq!(month.answered_in_time, figures.answered.share_in_time());
        }
    }

    #[test]
    fn sums_by_month_make_the_same_figures(
        facts in proptest::collection::vec(facts(), 0..60), range in whole_months(),
    ) {
        prop_assert_eq!(summed(range, &facts), Figures::count(range, facts, &calendar()));
    }

    #[test]
    fn counting_does_not_depend_on_the_order(facts in proptest::collection::vec(facts(), 0..40), range in range()) {
        let mut turned = facts.clone();
        turned.reverse();
        prop_assert_eq!(Figures::count(range, facts, &calendar()), Figures::count(range, turned, &calendar()));
    }

    #[test]
    fn periods_read_back(range in range()) {
        prop_assert_eq!(range.to_string().parse(), Ok(range));
        prop_assert_eq!(range.before().to() + Days::new(1), range.from());
    }
}
