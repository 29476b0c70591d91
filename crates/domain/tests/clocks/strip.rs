//! The days of a time limit as a strip of marks, and in one sentence.

use domain::{
    Act, Calendar, Nation, Procedure, Rules,
    calendar::{DayOff, DayOffKind, WeekendReceipt},
    clock::{self, Facts, Pause, Strip, timetable},
    feedback::Kind,
    letter::Method,
};

use crate::{common::*, *};

fn letters(strip: &Strip) -> String {
    strip.days.iter().map(|day| day.mark.as_str()).collect()
}

/// The strip of the last time limit of a complaint received on a day.
fn last(procedure: &Procedure, calendar: &Calendar, received: &str) -> Strip {
    let forecasts = clock::forecast(Kind::Complaint, day(received), None, Rules { procedure, calendar });
    Strip::of_forecast(forecasts.last().expect("a time limit"), procedure)
}

#[test]
fn every_day_has_its_mark() {
    let training =
        DayOff { date: day("Fri 20 Nov 2026"), name: "staff training day".into(), kind: DayOffKind::Closure };
    let calendar = Calendar::new(Nation::EnglandAndWales, &[], std::ops::RangeInclusive::new(1, 0), &[training]);
    let strip = last(&shipped_procedure(), &calendar, "Wed 11 Nov 2026");
    assert_eq!(letters(&strip), "s##..####c..#####..###D");
    assert_eq!(
        strip.sentence,
        "15 working days from the day we received it, Wednesday 11 November 2026, end on Thursday 3 December 2026, \
         leaving out 6 days of weekends and staff training day."
    );
    let christmas = last(&one_clock(3, "working-days"), &calendar, "Thu 24 Dec 2026");
    assert_eq!(letters(&christmas), "sh..h##D");
    assert!(christmas.sentence.contains("2 days of weekends, Christmas Day and Boxing Day (substitute day)."));
}

#[test]
fn what_came_on_a_day_off_and_counts_from_the_next_shows_both() {
    let later =
        Procedure { weekend_receipt: Some(WeekendReceipt::NextWorkingDayIsDayZero), ..one_clock(2, "working-days") };
    assert_eq!(letters(&last(&later, &calendar(), "Sat 7 Nov 2026")), "s.s#D");
    assert_eq!(letters(&last(&one_clock(2, "working-days"), &calendar(), "Sat 7 Nov 2026")), "s.#D");
}

#[test]
fn more_time_follows_the_first_date() {
    let extend = Act::Extend {
        clock: None,
        to: day("Wed 2 Dec 2026"),
        reason: text("Somebody is away"),
        agreed: false,
        letter: written(Method::Email),
    };
    let desk = case_in(domain::StateKind::SignedOff).on(morning("Fri 20 Nov 2026")).does(HEAD, extend);
    let strip = Strip::of_clock(&respond(&desk), &desk.procedure);
    assert_eq!(letters(&strip), "s####..#####..#####..d++++..++D");
    assert!(
        strip.sentence.ends_with("leaving out 6 days of weekends; put off to Wednesday 2 December 2026."),
        "{strip:?}"
    );
}

#[test]
fn a_clock_that_stood_still_says_so() {
    let mut facts = Facts::received(Kind::Complaint, day("Mon 2 Nov 2026"));
    let (from, to) = (day("Wed 4 Nov 2026"), day("Fri 6 Nov 2026"));
    facts.pauses.push(Pause { from, to, clocks: vec!["acknowledge".into()] });
    let (procedure, calendar) = (shipped_procedure(), calendar());
    let timings = timetable(&facts, Rules { procedure: &procedure, calendar: &calendar });
    let strip = |at: usize| Strip::of_timing(&timings[at], timings[at].dates.as_ref().expect("dates"), &procedure);
    assert_eq!(letters(&strip(0)), "s#ppp..D");
    assert!(strip(0).sentence.ends_with("; the clock stood still for 3 days."), "{}", strip(0).sentence);
    assert!(!letters(&strip(1)).contains('p'), "the other clock ran on");
}

#[test]
fn a_count_from_the_last_day_permitted_says_that_it_is() {
    let strip = last(&procedure_with(CODE), &calendar(), "Mon 2 Nov 2026");
    assert_eq!(
        strip.sentence,
        "10 working days from the last day for the step “Acknowledge”, Monday 9 November 2026, end on Monday 23 November \
         2026, leaving out 4 days of weekends."
    );
    let desk = Desk::under(procedure_with(CODE), &complaint(), morning("Mon 2 Nov 2026"));
    let desk = desk.on(morning("Wed 4 Nov 2026")).acknowledged(Method::Post);
    let strip = Strip::of_clock(&respond(&desk), &desk.procedure);
    assert!(
        strip.sentence.starts_with("10 working days from the day we acknowledged it, Wednesday 4 November"),
        "{strip:?}"
    );
}

#[test]
fn the_same_working_day_is_a_strip_of_one() {
    let strip = last(&one_clock(0, "same-working-day"), &calendar(), "Mon 2 Nov 2026");
    assert_eq!(letters(&strip), "D");
    assert_eq!(
        strip.sentence,
        "The same working day as the day we received it, Monday 2 November 2026, is Monday 2 November 2026."
    );
}
