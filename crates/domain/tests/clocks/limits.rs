//! Due dates and their working.

use domain::{
    Calendar, Procedure, Rules,
    calendar::{WeekendReceipt, Why},
    clock::{self, Day, Forecast},
    feedback::Kind,
    letter::Method,
    procedure::Limit,
};

use crate::{common::*, *};

fn forecast(procedure: &Procedure, calendar: &Calendar, received: &str) -> Vec<Forecast> {
    clock::forecast(Kind::Complaint, day(received), None, Rules { procedure, calendar })
}

fn dues(forecasts: &[Forecast]) -> Vec<String> {
    forecasts.iter().map(|each| named(each.working.due)).collect()
}

#[test]
fn two_and_fifteen_working_days_from_receipt() {
    let table = [
        ("Mon 2 Nov 2026", "Wed 4 Nov 2026", "Mon 23 Nov 2026"),
        ("Fri 6 Nov 2026", "Tue 10 Nov 2026", "Fri 27 Nov 2026"),
        ("Sat 7 Nov 2026", "Tue 10 Nov 2026", "Fri 27 Nov 2026"),
        ("Sun 8 Nov 2026", "Tue 10 Nov 2026", "Fri 27 Nov 2026"),
        ("Tue 22 Dec 2026", "Thu 24 Dec 2026", "Fri 15 Jan 2027"),
        ("Thu 24 Dec 2026", "Wed 30 Dec 2026", "Tue 19 Jan 2027"),
        ("Fri 25 Dec 2026", "Wed 30 Dec 2026", "Tue 19 Jan 2027"),
        ("Sat 26 Dec 2026", "Wed 30 Dec 2026", "Tue 19 Jan 2027"),
        ("Thu 25 Mar 2027", "Wed 31 Mar 2027", "Mon 19 Apr 2027"),
        ("Fri 26 Mar 2027", "Wed 31 Mar 2027", "Mon 19 Apr 2027"),
        ("Sat 29 May 2027", "Wed 2 Jun 2027", "Mon 21 Jun 2027"),
    ];
    let (procedure, calendar) = (shipped_procedure(), calendar());
    for (received, acknowledge, respond) in table {
        assert_eq!(dues(&forecast(&procedure, &calendar, received)), [acknowledge, respond], "received {received}");
    }
}

#[test]
fn a_receipt_on_a_day_off_may_be_read_the_later_way() {
    let procedure = Procedure { weekend_receipt: Some(WeekendReceipt::NextWorkingDayIsDayZero), ..shipped_procedure() };
    let table = [
        ("Mon 2 Nov 2026", "Wed 4 Nov 2026", "Mon 23 Nov 2026"),
        ("Sat 7 Nov 2026", "Wed 11 Nov 2026", "Mon 30 Nov 2026"),
        ("Fri 25 Dec 2026", "Thu 31 Dec 2026", "Wed 20 Jan 2027"),
        ("Fri 26 Mar 2027", "Thu 1 Apr 2027", "Tue 20 Apr 2027"),
        ("Sat 29 May 2027", "Thu 3 Jun 2027", "Tue 22 Jun 2027"),
    ];
    for (received, acknowledge, respond) in table {
        assert_eq!(dues(&forecast(&procedure, &calendar(), received)), [acknowledge, respond], "received {received}");
    }
}

#[test]
fn office_closures_move_dates_only_where_the_procedure_leaves_them_out() {
    let calendar = closed_29_to_31_december();
    let table = [
        ("Tue 22 Dec 2026", ["Thu 24 Dec 2026", "Wed 20 Jan 2027"], ["Thu 24 Dec 2026", "Fri 15 Jan 2027"]),
        ("Thu 24 Dec 2026", ["Tue 5 Jan 2027", "Fri 22 Jan 2027"], ["Wed 30 Dec 2026", "Tue 19 Jan 2027"]),
        ("Sat 26 Dec 2026", ["Tue 5 Jan 2027", "Fri 22 Jan 2027"], ["Wed 30 Dec 2026", "Tue 19 Jan 2027"]),
    ];
    let leaves_out = shipped_procedure();
    let runs_through = Procedure { office_closures: false, ..shipped_procedure() };
    for (received, left_out, run_through) in table {
        assert_eq!(dues(&forecast(&leaves_out, &calendar, received)), left_out, "left out, received {received}");
        assert_eq!(dues(&forecast(&runs_through, &calendar, received)), run_through, "counted, received {received}");
    }
}

#[test]
fn the_working_says_which_days_were_left_out_and_why() {
    let forecasts = forecast(&shipped_procedure(), &closed_29_to_31_december(), "Thu 24 Dec 2026");
    let working = &forecasts[0].working;
    let told: Vec<String> = working
        .steps()
        .iter()
        .map(|step| match &step.day {
            Day::Kept => format!("{}: kept", named(step.date)),
            Day::End => format!("{}: the end", named(step.date)),
            Day::MoreTime(number) => format!("{}: day {number} more", named(step.date)),
            Day::Counted(number) => format!("{}: day {number}", named(step.date)),
            Day::Paused => format!("{}: stood still", named(step.date)),
            Day::Skipped(Why::Weekend) => format!("{}: weekend", named(step.date)),
            Day::Skipped(Why::BankHoliday(name)) => format!("{}: bank holiday, {name}", named(step.date)),
            Day::Skipped(Why::Closure(name)) => format!("{}: closed, {name}", named(step.date)),
        })
        .collect();
    let expected = [
        "Fri 25 Dec 2026: bank holiday, Christmas Day",
        "Sat 26 Dec 2026: weekend",
        "Sun 27 Dec 2026: weekend",
        "Mon 28 Dec 2026: bank holiday, Boxing Day (substitute day)",
        "Tue 29 Dec 2026: closed, Christmas closure",
        "Wed 30 Dec 2026: closed, Christmas closure",
        "Thu 31 Dec 2026: closed, Christmas closure",
        "Fri 1 Jan 2027: bank holiday, New Year’s Day",
        "Sat 2 Jan 2027: weekend",
        "Sun 3 Jan 2027: weekend",
        "Mon 4 Jan 2027: day 1",
        "Tue 5 Jan 2027: day 2",
    ];
    assert_eq!(told, expected);
    assert_eq!(named(working.day_zero), "Thu 24 Dec 2026");
    assert_eq!(working.day_one(), Some(day("Mon 4 Jan 2027")));
    assert_eq!(working.skipped().count(), 10);
}

#[test]
fn the_draft_policy_and_the_code_from_mon_2_nov_2026() {
    let table = [
        ("Mon 2 Nov 2026", "Mon 16 Nov 2026", "Mon 30 Nov 2026"),
        ("Tue 3 Nov 2026", "Tue 17 Nov 2026", "Tue 1 Dec 2026"),
        ("Wed 4 Nov 2026", "Wed 18 Nov 2026", "Wed 2 Dec 2026"),
        ("Thu 5 Nov 2026", "Thu 19 Nov 2026", "Thu 3 Dec 2026"),
        ("Fri 6 Nov 2026", "Fri 20 Nov 2026", "Fri 4 Dec 2026"),
        ("Mon 9 Nov 2026", "Mon 23 Nov 2026", "Mon 7 Dec 2026"),
        ("Tue 10 Nov 2026", "Mon 23 Nov 2026", "Mon 7 Dec 2026"),
    ];
    for (acknowledged, due, longest) in table {
        let code = Desk::under(procedure_with(CODE), &complaint(), morning("Mon 2 Nov 2026"));
        let desk = code.on(morning(acknowledged)).acknowledged(Method::Email);
        assert_eq!(named(respond(&desk).due), due, "acknowledged {acknowledged}");
        assert_eq!(longest_extension(&desk), longest, "acknowledged {acknowledged}");

        let policy = Desk::new(&complaint()).on(morning(acknowledged)).acknowledged(Method::Email);
        assert_eq!(named(respond(&policy).due), "Mon 23 Nov 2026", "the draft policy counts from receipt");
    }
}

#[test]
fn never_acknowledging_does_not_stop_the_clock() {
    let desk = Desk::under(procedure_with(CODE), &complaint(), morning("Mon 2 Nov 2026"));
    for today in ["Mon 2 Nov 2026", "Mon 9 Nov 2026", "Fri 20 Nov 2026"] {
        let respond = respond(&desk.clone().on(morning(today)));
        assert_eq!(named(respond.working.from), "Mon 9 Nov 2026", "the last day permitted, asked on {today}");
        assert_eq!(named(respond.due), "Mon 23 Nov 2026", "asked on {today}");
    }
    let forecasts = forecast(&procedure_with(CODE), &calendar(), "Mon 2 Nov 2026");
    assert_eq!(dues(&forecasts), ["Mon 9 Nov 2026", "Mon 23 Nov 2026"]);
    let told = clock::forecast(Kind::Complaint, day("Mon 2 Nov 2026"), Some(day("Tue 3 Nov 2026")), desk.rules());
    assert_eq!(dues(&told), ["Mon 9 Nov 2026", "Tue 17 Nov 2026"]);
}

#[test]
fn other_limits_count_every_day_or_months() {
    let table = [
        (14, "calendar-days", "Mon 2 Nov 2026", "Mon 16 Nov 2026"),
        (14, "calendar-days", "Sat 12 Dec 2026", "Sat 26 Dec 2026"),
        (1, "calendar-months", "Sun 31 Jan 2027", "Mon 1 Mar 2027"),
        (1, "calendar-months", "Mon 2 Nov 2026", "Wed 2 Dec 2026"),
        (1, "calendar-months", "Thu 31 Dec 2026", "Mon 1 Feb 2027"),
        (1, "calendar-months", "Sat 31 Oct 2026", "Mon 30 Nov 2026"),
        (3, "calendar-months", "Thu 24 Sep 2026", "Thu 24 Dec 2026"),
        (20, "working-days", "Mon 2 Nov 2026", "Mon 30 Nov 2026"),
        (14, "working-days", "Mon 2 Nov 2026", "Fri 20 Nov 2026"),
    ];
    for (number, unit, received, due) in table {
        let forecasts = forecast(&one_clock(number, unit), &calendar(), received);
        assert_eq!(dues(&forecasts), [due], "{number} {unit} from {received}");
    }
}

#[test]
fn limits_in_words() {
    let limits = |procedure: &Procedure| -> Vec<String> {
        procedure.stages[0].clocks.iter().map(|clock| Limit::words(clock.limit)).collect()
    };
    assert_eq!(limits(&shipped_procedure()), ["2 working days", "15 working days"]);
    assert_eq!(limits(&one_clock(1, "calendar-months")), ["1 calendar month"]);
}
