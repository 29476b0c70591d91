//! Time limits: dates, their working, and where they stand. Tables in which every date carries
//! its weekday.

mod common;

use common::*;
use domain::{
    Act, Calendar, Clock, Date, Nation, Procedure, Rules,
    act::{Correction, Logging},
    calendar::{DayOff, DayOffKind, WeekendReceipt, Why},
    clock::{self, Day, Forecast, Standing, Timeliness},
    decide::Delivered,
    feedback::{Ending, Kind, ReplyBy},
    letter::Method,
    procedure::Limit,
};

/// The Ombudsman's Code: 5 to acknowledge, 10 to respond from the acknowledgement.
const CODE: &str = r#"
[[clock]]
id = "acknowledge"
title = "Acknowledge"
limit = { number = 5, unit = "working-days" }
from = "received"
met_by = ["acknowledged"]

[[clock]]
id = "respond"
title = "Respond"
limit = { number = 10, unit = "working-days" }
from = "acknowledged"
met_by = ["responded"]
"#;

fn one_clock(number: u32, unit: &str) -> Procedure {
    procedure_with(&format!(
        "[[clock]]\nid = \"respond\"\ntitle = \"Respond\"\nlimit = {{ number = {number}, unit = \"{unit}\" }}\n\
         from = \"received\"\nmet_by = [\"responded\"]\n"
    ))
}

fn closed_29_to_31_december() -> Calendar {
    let closure = |date| DayOff { date: day(date), name: "Christmas closure".into(), kind: DayOffKind::Closure };
    let closures = ["Tue 29 Dec 2026", "Wed 30 Dec 2026", "Thu 31 Dec 2026"].map(closure);
    Calendar::new(Nation::EnglandAndWales, &[], std::ops::RangeInclusive::new(1, 0), &closures)
}

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
    let procedure = Procedure { weekend_receipt: WeekendReceipt::NextWorkingDayIsDayZero, ..shipped_procedure() };
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
        .steps
        .iter()
        .map(|step| match &step.day {
            Day::Counted(number) => format!("{}: day {number}", named(step.date)),
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

/// The last date an extension is given for.
fn longest_extension(desk: &Desk) -> String {
    let to = |date: Date| Act::Extend { to: date, reason: text("Away"), letter: written(Method::Email) };
    let dates = respond(desk).due.iter_days().skip(1).take(60);
    let last = dates.take_while(|date| desk.ask(CHAMPION, &to(*date)).is_ok()).last();
    named(last.expect("some extension is given"))
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

fn clocks(desk: &Desk) -> Vec<Clock> {
    clock::clocks(&desk.case, desk.today(), desk.rules())
}

fn named_clock(desk: &Desk, id: &str) -> Clock {
    clocks(desk).into_iter().find(|clock| clock.id == id).expect("the procedure has the clock")
}

fn acknowledge(desk: &Desk) -> Clock {
    named_clock(desk, "acknowledge")
}

fn respond(desk: &Desk) -> Clock {
    named_clock(desk, "respond")
}

#[test]
fn where_an_open_clock_stands() {
    let table = [
        ("Mon 2 Nov 2026", Standing::Running { days_left: 15 }),
        ("Sat 7 Nov 2026", Standing::Running { days_left: 11 }),
        ("Thu 19 Nov 2026", Standing::Running { days_left: 2 }),
        ("Sun 22 Nov 2026", Standing::Running { days_left: 1 }),
        ("Mon 23 Nov 2026", Standing::Running { days_left: 0 }),
        ("Tue 24 Nov 2026", Standing::Late { days: 1 }),
        ("Mon 30 Nov 2026", Standing::Late { days: 5 }),
    ];
    for (today, standing) in table {
        let desk = Desk::new(&complaint()).on(morning(today));
        assert_eq!(respond(&desk).standing, standing, "on {today}");
    }
}

#[test]
fn the_last_minute_of_the_last_day_is_in_time_and_the_next_is_late() {
    let table = [
        ("Wed 4 Nov 2026 23:59:59", Timeliness::InTime, 2),
        ("Thu 5 Nov 2026 00:00:00", Timeliness::Late { days: 1 }, 3),
    ];
    for (moment, timeliness, after) in table {
        let desk = Desk::new(&complaint()).on(at(moment)).acknowledged(Method::Email);
        let on = desk.today();
        assert_eq!(acknowledge(&desk).standing, Standing::Met { on, after, timeliness }, "{moment}");
    }
}

#[test]
fn the_days_it_took_are_counted_as_the_limit_is() {
    let later = Procedure { weekend_receipt: WeekendReceipt::NextWorkingDayIsDayZero, ..shipped_procedure() };
    let saturday = Logging { received: day("Sat 7 Nov 2026"), ..complaint() };
    let table = [(shipped_procedure(), "Tue 10 Nov 2026"), (later, "Wed 11 Nov 2026")];
    for (procedure, last_day) in table {
        let desk = Desk::under(procedure, &saturday, morning("Mon 9 Nov 2026"));
        let desk = desk.on(morning(last_day)).acknowledged(Method::Email);
        let met = Standing::Met { on: day(last_day), after: 2, timeliness: Timeliness::InTime };
        assert_eq!(acknowledge(&desk).standing, met, "2 of 2 days on the last day, {last_day}");
    }
}

#[test]
fn a_procedure_that_counts_closures_counts_them_everywhere() {
    let procedure = Procedure { office_closures: false, ..shipped_procedure() };
    let received = Logging { received: day("Thu 24 Dec 2026"), ..complaint() };
    let mut desk = Desk::under(procedure, &received, morning("Thu 24 Dec 2026"));
    desk.calendar = closed_29_to_31_december();
    assert_eq!(acknowledge(&desk).standing, Standing::Running { days_left: 2 }, "Tue 29 and Wed 30 Dec count");
    let late = acknowledge(&desk.clone().on(morning("Thu 31 Dec 2026"))).standing;
    assert_eq!(late, Standing::Late { days: 1 }, "due Wed 30 Dec");
    let desk = desk.on(morning("Wed 30 Dec 2026")).acknowledged(Method::Email);
    let met = Standing::Met { on: day("Wed 30 Dec 2026"), after: 2, timeliness: Timeliness::InTime };
    assert_eq!(acknowledge(&desk).standing, met);
    assert_eq!(longest_extension(&desk), "Tue 2 Feb 2027", "10 working days after Tue 19 Jan 2027");
}

#[test]
fn logging_late_buys_no_time() {
    let late = Desk::under(shipped_procedure(), &complaint(), morning("Thu 5 Nov 2026"));
    assert_eq!(acknowledge(&late).standing, Standing::Late { days: 1 }, "due Wed 4 Nov whenever it is logged");
    assert_eq!(named(respond(&late).due), "Mon 23 Nov 2026");
}

#[test]
fn correcting_the_day_of_receipt_moves_every_date() {
    let correction = Correction { received: Some(day("Fri 30 Oct 2026")), ..Correction::default() };
    let desk = Desk::new(&complaint()).does(ADVISER, Act::Correct { correction, reason: text("Postmark") });
    assert_eq!(named(acknowledge(&desk).due), "Tue 3 Nov 2026");
    assert_eq!(named(respond(&desk).due), "Fri 20 Nov 2026");
}

#[test]
fn a_change_of_kind_keeps_the_day_of_receipt() {
    let request = Logging { kind: Kind::ServiceRequest, ..complaint() };
    let desk = Desk::new(&request);
    assert_eq!(clocks(&desk), [], "requests have no limits in this procedure");
    let desk = desk.on(morning("Fri 6 Nov 2026"));
    let desk = desk.does(ADVISER, Act::Convert { to: Kind::Complaint, reason: text("Asked twice") });
    assert_eq!(acknowledge(&desk).standing, Standing::Late { days: 2 }, "from the first receipt");
    assert_eq!(named(respond(&desk).due), "Mon 23 Nov 2026");
}

#[test]
fn nobody_to_answer_means_no_clocks() {
    let anonymous = Logging { customer: None, reply_by: ReplyBy::None, ..complaint() };
    assert_eq!(clocks(&Desk::new(&anonymous)), []);
    for kind in [Kind::Compliment, Kind::Comment, Kind::ServiceRequest] {
        assert_eq!(clocks(&Desk::new(&Logging { kind, ..complaint() })), [], "{kind:?}");
    }
}

#[test]
fn the_full_response_instead_acknowledges_as_well() {
    let desk = case_in(domain::StateKind::Answered);
    let met = Standing::Met { on: day("Mon 2 Nov 2026"), after: 0, timeliness: Timeliness::InTime };
    assert_eq!((acknowledge(&desk).standing, respond(&desk).standing), (met, met));
}

#[test]
fn a_letter_the_mail_server_refused_acknowledges_nothing() {
    let desk = Desk::new(&complaint()).acknowledged(Method::Email);
    assert!(matches!(acknowledge(&desk).standing, Standing::Met { .. }), "on its way counts");
    let desk = desk.mail(1, Delivered::Refused);
    assert_eq!(acknowledge(&desk).standing, Standing::Running { days_left: 2 });
    let desk = desk.on(morning("Thu 5 Nov 2026"));
    assert_eq!(acknowledge(&desk).standing, Standing::Late { days: 1 });
    let desk = desk.acknowledged(Method::Post);
    let met = Standing::Met { on: day("Thu 5 Nov 2026"), after: 3, timeliness: Timeliness::Late { days: 1 } };
    assert_eq!(acknowledge(&desk).standing, met, "the letter by post counts, from its own day");
}

#[test]
fn a_response_taken_back_or_refused_leaves_the_clock_running() {
    let sent = case_in(domain::StateKind::Answered);
    let recalled = sent.clone().does(HEAD, Act::Recall);
    assert_eq!(respond(&recalled).standing, Standing::Running { days_left: 15 });
    let refused = sent.mail(1, Delivered::Refused).on(morning("Tue 24 Nov 2026"));
    assert_eq!(respond(&refused).standing, Standing::Late { days: 1 });
}

#[test]
fn a_case_that_ended_without_an_answer_owes_nothing() {
    let desk = Desk::new(&complaint()).does(ADVISER, Act::Withdraw { reason: text("Neighbour helped") });
    assert_eq!(clocks(&desk).iter().map(|clock| clock.standing).collect::<Vec<_>>(), [Standing::Ended; 2]);
    assert_eq!(clock::next_due(&clocks(&desk)), None);
    let at_once = Desk::new(&complaint()).does(ADVISER, sorted());
    let met = Standing::Met { on: day("Mon 2 Nov 2026"), after: 0, timeliness: Timeliness::InTime };
    assert_eq!(respond(&at_once).standing, met, "sorted on the spot is answered on the spot");
    assert_eq!(at_once.case.ended(), Some((Ending::SortedAtOnce, day("Mon 2 Nov 2026"))));
}

#[test]
fn the_next_date_to_keep() {
    let desk = Desk::new(&complaint());
    let next = |desk: &Desk| clock::next_due(&clocks(desk)).map(|clock| (clock.id.clone(), named(clock.due)));
    assert_eq!(next(&desk), Some(("acknowledge".into(), "Wed 4 Nov 2026".into())));
    let desk = desk.acknowledged(Method::Email);
    assert_eq!(next(&desk), Some(("respond".into(), "Mon 23 Nov 2026".into())));
    assert_eq!(next(&case_in(domain::StateKind::Answered)), None);
}

/// Logged on Mon 2 Nov 2026 and put off on `told` until Wed 2 Dec 2026.
fn put_off(told: &str, method: Method) -> Desk {
    let extend = Act::Extend { to: day("Wed 2 Dec 2026"), reason: text("Somebody is away"), letter: written(method) };
    case_in(domain::StateKind::SignedOff).on(morning(told)).does(HEAD, extend)
}

#[test]
fn an_agreed_later_date_counts_only_if_the_customer_was_told_in_time() {
    let table = [
        ("the day before", "Fri 20 Nov 2026", "Wed 2 Dec 2026"),
        ("on the last day", "Mon 23 Nov 2026", "Wed 2 Dec 2026"),
        ("the day after", "Tue 24 Nov 2026", "Mon 23 Nov 2026"),
    ];
    for (name, told, held_to) in table {
        let clock = respond(&put_off(told, Method::Post));
        assert_eq!(named(clock.first_due), "Mon 23 Nov 2026", "{name}");
        assert_eq!(named(clock.due), "Wed 2 Dec 2026", "work is driven by the new date: {name}");
        assert_eq!(named(clock.held_to), held_to, "{name}");
    }
}

#[test]
fn a_notice_that_never_arrived_moves_nothing() {
    let desk = put_off("Fri 20 Nov 2026", Method::Email);
    assert_eq!(named(respond(&desk).held_to), "Wed 2 Dec 2026", "on its way counts");
    let refused = desk.mail(1, Delivered::Refused);
    assert_eq!(named(respond(&refused).due), "Mon 23 Nov 2026", "the customer knows of no other date");
    let late = respond(&refused.clone().on(morning("Tue 24 Nov 2026")));
    assert_eq!(late.standing, Standing::Late { days: 1 });

    let by_post =
        Act::Extend { to: day("Wed 2 Dec 2026"), reason: text("Somebody is away"), letter: written(Method::Post) };
    let told_again = refused.on(morning("Mon 23 Nov 2026")).does(HEAD, by_post);
    assert_eq!(named(respond(&told_again).held_to), "Wed 2 Dec 2026", "told again, by post, in time");
}

#[test]
fn a_second_extension_does_not_heal_a_late_first_one() {
    let mut procedure = shipped_procedure();
    procedure.extension.as_mut().expect("the procedure allows it").times = 2;
    let extend = |to| Act::Extend { to: day(to), reason: text("Away"), letter: written(Method::Post) };
    let table = [
        ("both told in time", "Mon 23 Nov 2026", "Wed 25 Nov 2026", "Wed 2 Dec 2026"),
        ("the first told late", "Tue 24 Nov 2026", "Wed 25 Nov 2026", "Mon 23 Nov 2026"),
        ("the second told late", "Mon 23 Nov 2026", "Fri 27 Nov 2026", "Thu 26 Nov 2026"),
    ];
    for (name, first, second, held_to) in table {
        let desk = Desk { procedure: procedure.clone(), ..case_in(domain::StateKind::Investigating) };
        let desk = desk.on(morning(first)).does(OFFICER, extend("Thu 26 Nov 2026"));
        let clock = respond(&desk.on(morning(second)).does(OFFICER, extend("Wed 2 Dec 2026")));
        assert_eq!((named(clock.held_to), named(clock.due)), (held_to.into(), "Wed 2 Dec 2026".into()), "{name}");
    }
}

#[test]
fn the_three_ways_of_being_answered() {
    let table = [
        ("by the first date", "Mon 23 Nov 2026", Timeliness::InTime),
        ("by the later one", "Wed 2 Dec 2026", Timeliness::InAgreedTime),
        ("after it", "Thu 3 Dec 2026", Timeliness::Late { days: 1 }),
    ];
    for (name, sent, timeliness) in table {
        let desk = put_off("Fri 20 Nov 2026", Method::Email).on(morning(sent));
        let desk = desk.does(HEAD, Act::Send { letter: written(Method::Email) });
        let Standing::Met { timeliness: found, .. } = respond(&desk).standing else { panic!("{name}: not met") };
        assert_eq!(found, timeliness, "{name}");
    }
}

#[test]
fn a_missed_date_stays_missed() {
    let desk = put_off("Tue 24 Nov 2026", Method::Email);
    assert_eq!(respond(&desk).standing, Standing::Late { days: 1 }, "told a day late");
    let desk = desk.on(morning("Fri 27 Nov 2026")).does(HEAD, Act::Send { letter: written(Method::Email) });
    let met = Standing::Met { on: day("Fri 27 Nov 2026"), after: 19, timeliness: Timeliness::Late { days: 4 } };
    assert_eq!(respond(&desk).standing, met, "within the new date, four working days after the missed one");
}

#[test]
fn limits_in_words() {
    let limits = |procedure: &Procedure| -> Vec<String> {
        procedure.stages[0].clocks.iter().map(|clock| Limit::words(clock.limit)).collect()
    };
    assert_eq!(limits(&shipped_procedure()), ["2 working days", "15 working days"]);
    assert_eq!(limits(&one_clock(1, "calendar-months")), ["1 calendar month"]);
}
