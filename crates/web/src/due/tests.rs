//! Due dates in words, and the days behind them, by tables.

use domain::{
    Calendar, Clock, Date, Nation, Procedure,
    calendar::{DayOff, DayOffKind, WeekendReceipt},
    clock::{self, CountsFrom, Forecast, Standing, Timeliness},
    procedure::{Limit, Milestone, Unit},
};

use super::*;

fn date(text: &str) -> Date {
    text.parse().expect("a date")
}

fn procedure() -> Procedure {
    app::procedures::parse("mec.toml", include_str!("../../../../procedures/making-experiences-count.toml"))
        .expect("sound")
}

fn calendar() -> Calendar {
    let closed = DayOff { date: date("2026-11-20"), name: "staff training day".into(), kind: DayOffKind::Closure };
    Calendar::new(Nation::EnglandAndWales, &[], std::ops::RangeInclusive::new(1, 0), &[closed])
}

fn forecast(received: &str, number: u32) -> Forecast {
    let limit = Limit { number, unit: Unit::WorkingDays };
    let working = clock::working(limit, date(received), WeekendReceipt::default(), &calendar());
    Forecast {
        id: "respond".into(),
        title: "Respond".into(),
        limit,
        met_by: vec![Milestone::Responded],
        working,
        counts_from: CountsFrom::Start,
    }
}

fn clock_of(standing: Standing) -> Clock {
    let Forecast { id, title, limit, met_by, working, counts_from } = forecast("2026-11-11", 15);
    let due = working.due;
    Clock {
        id,
        stage: None,
        title,
        limit,
        met_by,
        working,
        counts_from,
        first_due: due,
        due,
        held_to: due,
        target: None,
        standing,
        done: Vec::new(),
    }
}

#[test]
fn an_aim_is_said_beside_the_limit_until_it_is_met() {
    let clock = |target: &str, standing| Clock { target: Some(date(target)), ..clock_of(standing) };
    let running = Standing::Running { days_left: 4 };
    let today = date("2026-11-27");
    let said = |clock: &Clock| of_clock(clock, today).second;
    assert_eq!(said(&clock("2026-12-01", running)), "4 working days left. Aim: Tue 1 Dec");
    assert_eq!(said(&clock("2026-11-27", running)), "4 working days left. Aim: Fri 27 Nov");
    assert_eq!(said(&clock("2026-11-26", running)), "4 working days left. Aim was Thu 26 Nov");
    assert_eq!(said(&clock("2026-12-03", running)), "4 working days left", "the limit itself is no aim");
    assert_eq!(said(&clock("2026-11-26", Standing::Late { days: 1 })), "Missed Thu 3 Dec, 1 working day ago");
    let lines = why(&clock("2026-12-01", running), &procedure(), today).lines;
    assert!(lines.contains(&"Aim: Tue 1 Dec".to_owned()), "{lines:?}");
}

#[test]
fn the_working_says_what_was_left_out_and_why() {
    let why = why_forecast(&forecast("2026-11-11", 15), &procedure(), date("2026-11-11"));
    assert_eq!(why.rule, "15 working days from the day we received it");
    assert_eq!(
        why.lines,
        [
            "Received Wed 11 Nov. Day 1 is the next working day, Thu 12 Nov",
            "Weekends left out: 14–15, 21–22 and 28–29 Nov",
            "Office closure left out: Fri 20 Nov, staff training day",
            "Bank holidays in this period: none",
        ]
    );
    assert_eq!(why.result, "Day 15 is Thu 3 Dec 2026.");
    assert_eq!(why.source, "Rule: Making Experiences Count, version 1, in force since 1 Jan 2012.");
}

#[test]
fn a_count_back_from_a_meeting_is_told_backwards() {
    let (limit, calendar) = (Limit { number: 5, unit: Unit::WorkingDays }, calendar());
    let counting = clock::Counting { backwards: true, clear: true, ..clock::Counting::plain(limit, &calendar) };
    let back = Forecast { working: counting.from(date("2026-11-18").into()), ..forecast("2026-11-11", 5) };
    let why = why_forecast(&back, &procedure(), date("2026-11-02"));
    assert_eq!(why.rule, "5 working days before the day we received it");
    assert_eq!(why.lines[0], "Received Wed 18 Nov. Day 1 is the working day before, Tue 17 Nov");
    assert_eq!(why.result, "It is due Tue 10 Nov 2026.", "the last day is no day of the count");
}

#[test]
fn bank_holidays_go_by_name_and_other_years_by_number() {
    let why = why_forecast(&forecast("2026-12-18", 8), &procedure(), date("2026-12-18"));
    assert_eq!(why.lines[1], "Weekends left out: 19–20, 26–27 Dec and 2–3 Jan 2027");
    assert_eq!(
        why.lines[2],
        "Bank holidays left out: Fri 25 Dec, Christmas Day; Mon 28 Dec, Boxing Day (substitute day); Fri 1 Jan 2027, New Year’s Day"
    );
}

#[test]
fn weekends_across_the_end_of_a_month_name_both_months() {
    let why = why_forecast(&forecast("2026-10-26", 8), &procedure(), date("2026-10-26"));
    assert_eq!(why.lines[1], "Weekends left out: 31 Oct–1 Nov");
}

#[test]
fn a_clock_says_where_it_stands() {
    let today = date("2026-11-27");
    let (on, agreed) = (date("2026-11-30"), Timeliness::InTime);
    let table = [
        (Standing::Running { days_left: 4 }, DueTone::Ok, "Due Thu 3 Dec", "4 working days left"),
        (Standing::Running { days_left: 2 }, DueTone::Soon, "Due Thu 3 Dec", "2 working days left"),
        (Standing::Running { days_left: 1 }, DueTone::Soon, "Due Thu 3 Dec", "1 working day left"),
        (
            Standing::Met { on, after: 12, timeliness: agreed },
            DueTone::Ok,
            "Answered Mon 30 Nov",
            "After 12 working days. Limit was 15 working days.",
        ),
        (
            Standing::Met { on, after: 0, timeliness: agreed },
            DueTone::Ok,
            "Answered Mon 30 Nov",
            "On the same day. Limit was 15 working days.",
        ),
        (Standing::Ended, DueTone::Plain, "No date", "The case has ended"),
    ];
    for (standing, tone, first, second) in table {
        let due = of_clock(&clock_of(standing), today);
        assert_eq!((due.tone, due.first.as_str(), due.second.as_str()), (tone, first, second), "{standing:?}");
    }
}

#[test]
fn the_day_itself_and_the_days_after() {
    let on_the_day = of_clock(&clock_of(Standing::Running { days_left: 0 }), date("2026-12-03"));
    assert_eq!((on_the_day.first.as_str(), on_the_day.second.as_str()), ("Today", "Respond today"));
    let after = of_clock(&clock_of(Standing::Late { days: 1 }), date("2026-12-04"));
    assert_eq!(
        (after.tone, after.first.as_str(), after.second.as_str()),
        (DueTone::Late, "Due Thu 3 Dec", "1 working day late")
    );
}

#[test]
fn a_date_moved_too_late_stays_missed() {
    let moved = Clock { due: date("2026-12-10"), ..clock_of(Standing::Late { days: 2 }) };
    let due = of_clock(&moved, date("2026-12-07"));
    assert_eq!(
        (due.tone, due.first.as_str(), due.second.as_str()),
        (DueTone::Late, "Due Thu 10 Dec", "Missed Thu 3 Dec, 2 working days ago")
    );
    let why = why(&moved, &procedure(), date("2026-12-07"));
    assert!(
        why.lines.iter().any(|line| line == "Moved from Thu 3 Dec to Thu 10 Dec by a letter to the customer"),
        "{:?}",
        why.lines
    );
    assert!(why.lines.iter().any(|line| line.contains("stays late")), "{:?}", why.lines);
    assert_eq!(why.result, "It is due Thursday 10 December 2026.");
}

#[test]
fn what_is_done_again_and_again_says_how_often_and_what_was_late() {
    let done = |on: &str, timeliness| domain::clock::Done { held_to: date("2026-11-20"), on: date(on), timeliness };
    let running = clock_of(Standing::Running { days_left: 4 });
    let table = [
        (vec![done("2026-11-19", Timeliness::InTime)], "4 working days left. Done 1 time before, in time"),
        (
            vec![done("2026-11-19", Timeliness::InTime), done("2026-11-25", Timeliness::Late { days: 3 })],
            "4 working days left. Done 2 times before, 1 late",
        ),
    ];
    for (done, second) in table {
        assert_eq!(of_clock(&Clock { done, ..running.clone() }, date("2026-11-27")).second, second);
    }
}
