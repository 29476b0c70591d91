//! The days of a time limit as a strip of marks, and in one sentence.

use domain::{
    Act, Calendar, Nation, Procedure, Rules,
    calendar::{DayOff, DayOffKind, WeekendReceipt},
    clock::{self, Facts, Pause, Strip, timetable},
    feedback::Kind,
    letter::Method,
    procedure::Milestone,
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

/// A clock with more said of it, and what is told of it: the sentence, then each day.
fn told(limit: &str, more: &str, start: &str) -> (String, Vec<String>) {
    let clock = "[[clock]]\nid = \"respond\"\ntitle = \"Respond\"\nmet_by = [\"responded\"]\n";
    let procedure = procedure_with(&format!("{clock}limit = \"{limit}\"\n{more}\n"));
    let (received, met) = if more.contains("met\"") { ("Mon 1 Feb 2027", Some(start)) } else { (start, None) };
    let facts = Facts::received(Kind::Complaint, day(received));
    let met = met.into_iter().map(day);
    let stage = &procedure.stages[0].id;
    let facts = met.fold(facts, |facts, met| facts.in_stage(stage, Milestone::Met, met));
    let calendar = calendar();
    let timings = timetable(&facts, Rules { procedure: &procedure, calendar: &calendar });
    let dates = timings[0].dates.as_ref().expect("it has started");
    let days = dates.working.steps().into_iter().map(|step| format!("{} {:?}", named(step.date), step.day));
    (Strip::of_timing(&timings[0], dates, &procedure).sentence, days.collect())
}

#[test]
fn a_count_backwards_names_every_day_left_out_and_can_be_counted_along() {
    let (said, days) = told("5 working days", "from = \"met\"\nbackwards = true\nclear = true", "Fri 2 Apr 2027");
    assert_eq!(
        said,
        "5 clear working days before the day of the meeting, Friday 2 April 2027, begin on Tuesday 23 March 2027, as only \
         whole days between count, leaving out 2 days of weekends, Good Friday and Easter Monday."
    );
    let counted = [
        "Tue 23 Mar 2027 End",
        "Wed 24 Mar 2027 Counted(5)",
        "Thu 25 Mar 2027 Counted(4)",
        "Fri 26 Mar 2027 Skipped(BankHoliday(\"Good Friday\"))",
        "Sat 27 Mar 2027 Skipped(Weekend)",
        "Sun 28 Mar 2027 Skipped(Weekend)",
        "Mon 29 Mar 2027 Skipped(BankHoliday(\"Easter Monday\"))",
        "Tue 30 Mar 2027 Counted(3)",
        "Wed 31 Mar 2027 Counted(2)",
        "Thu 1 Apr 2027 Counted(1)",
    ];
    assert_eq!(days, counted);
    let (said, _) = told("1 working day", "from = \"met\"\nbackwards = true", "Mon 5 Apr 2027");
    assert_eq!(
        said,
        "1 working day before the day of the meeting, Monday 5 April 2027, begins on Friday 2 April 2027, leaving out 2 \
         days of weekends."
    );
}

#[test]
fn whole_days_between_are_said_and_the_last_day_has_no_number() {
    let (said, days) = told("2 working days", "from = \"received\"\nclear = true", "Tue 2 Mar 2027");
    assert_eq!(
        said,
        "2 clear working days from the day we received it, Tuesday 2 March 2027, end on Friday 5 March 2027, as only whole \
         days between count."
    );
    assert_eq!(days, ["Wed 3 Mar 2027 Counted(1)", "Thu 4 Mar 2027 Counted(2)", "Fri 5 Mar 2027 End"]);
    let (_, days) = told("1 calendar day", "from = \"received\"\nclear = true", "Thu 4 Mar 2027");
    assert_eq!(days, ["Fri 5 Mar 2027 Counted(1)", "Sat 6 Mar 2027 End"], "it ends on a day off all the same");
}

#[test]
fn another_first_day_than_the_next_is_said() {
    let begins =
        |begins: &str, on: &str| told("3 working days", &format!("from = \"received\"\nbegins = {begins:?}"), on).0;
    assert_eq!(
        begins("same-day", "Mon 1 Mar 2027"),
        "3 working days from the day we received it, Monday 1 March 2027 (the day itself is day 1), end on Wednesday 3 \
         March 2027."
    );
    assert_eq!(
        begins("day-after", "Mon 1 Mar 2027"),
        "3 working days from the day we received it, Monday 1 March 2027 (the day after it is day 0), end on Friday 5 March \
         2027."
    );
    let off = begins("same-day", "Sat 6 Mar 2027");
    assert!(!off.contains("the day itself"), "a day off is no day 1: {off}");
}

#[test]
fn an_end_that_was_moved_says_from_which_day() {
    let (said, days) = told("5 calendar days", "from = \"received\"\nends = \"next-working-day\"", "Mon 1 Mar 2027");
    assert_eq!(
        said,
        "5 calendar days from the day we received it, Monday 1 March 2027, end on Monday 8 March 2027, moved from Saturday \
         6 March 2027."
    );
    assert_eq!(
        days[3..],
        [
            "Fri 5 Mar 2027 Counted(4)",
            "Sat 6 Mar 2027 Counted(5)",
            "Sun 7 Mar 2027 Skipped(Weekend)",
            "Mon 8 Mar 2027 End"
        ]
    );
    let (said, _) = told("6 calendar days", "from = \"received\"\nends = \"working-day-before\"", "Mon 1 Mar 2027");
    assert!(said.ends_with("end on Friday 5 March 2027, moved from Sunday 7 March 2027."), "{said}");
    let (said, days) =
        told("5 calendar days", "from = \"met\"\nbackwards = true\nends = \"working-day-before\"", "Fri 12 Mar 2027");
    assert_eq!(
        said,
        "5 calendar days before the day of the meeting, Friday 12 March 2027, begin on Friday 5 March 2027, moved from \
         Sunday 7 March 2027."
    );
    assert_eq!(days[..3], ["Fri 5 Mar 2027 End", "Sat 6 Mar 2027 Skipped(Weekend)", "Sun 7 Mar 2027 Counted(5)"]);
}
