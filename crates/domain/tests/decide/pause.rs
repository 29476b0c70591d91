//! The clock stopped and started again: when it can be, how long for, and what becomes of the dates.

use domain::{
    Act, Procedure, Refusal, Rules, StateKind,
    act::Pausing,
    clock::{self, Day, Standing},
    procedure::PauseRule,
    what_if::carried_over,
};

use crate::common::*;

/// Making Experiences Count, if it let the clock for the response stand still for five working days.
fn procedure() -> Procedure {
    let mut procedure = shipped_procedure();
    let rule = "id = \"customer\"\ntitle = \"Waiting for the customer\"\nclocks = [\"respond\"]\n\
                most = { number = 5, unit = \"working-days\" }";
    procedure.pauses.push(toml::from_str::<PauseRule>(rule).expect("a rule"));
    assert_eq!(procedure.problems(), [], "the procedure works");
    procedure
}

/// Received on Mon 2 Nov 2026, so due on Mon 23 Nov 2026.
pub(crate) fn investigating() -> Desk {
    Desk::under(procedure(), &complaint(), morning("Mon 2 Nov 2026"))
        .does(CHAMPION, Act::Pass { service: WASTE, head: HEAD })
        .does(HEAD, Act::Nominate { investigator: OFFICER })
}

pub(crate) fn stop(from: &str, until: &str) -> Act {
    let note = text("The address of the garage");
    Act::Pause(Pausing { rule: "customer".into(), from: day(from), until: day(until), note })
}

pub(crate) fn start(on: &str) -> Act {
    Act::Resume { on: day(on), note: None }
}

/// Stopped on Fri 6 Nov 2026 until Thu 12 Nov 2026; it is Tue 10 Nov 2026.
pub(crate) fn stopped() -> Desk {
    let desk = investigating().on(morning("Fri 6 Nov 2026")).does(OFFICER, stop("Fri 6 Nov 2026", "Thu 12 Nov 2026"));
    desk.on(morning("Tue 10 Nov 2026"))
}

fn respond(desk: &Desk) -> clock::Clock {
    let clocks = clock::clocks(&desk.case, desk.today(), desk.rules());
    clocks.into_iter().find(|clock| clock.id == "respond").expect("it has to be answered")
}

#[test]
fn days_on_which_it_stands_still_do_not_count() {
    let table = [
        ("one day", "Fri 6 Nov 2026", "Fri 6 Nov 2026", "Tue 24 Nov 2026"),
        ("over a weekend", "Fri 6 Nov 2026", "Mon 9 Nov 2026", "Wed 25 Nov 2026"),
        ("a weekend alone", "Sat 7 Nov 2026", "Sun 8 Nov 2026", "Mon 23 Nov 2026"),
        ("as long as it may", "Fri 6 Nov 2026", "Thu 12 Nov 2026", "Mon 30 Nov 2026"),
        ("from the day of receipt, which does not count anyway", "Mon 2 Nov 2026", "Tue 3 Nov 2026", "Tue 24 Nov 2026"),
        ("up to the last day, and after it as long", "Mon 9 Nov 2026", "Fri 13 Nov 2026", "Mon 30 Nov 2026"),
    ];
    for (name, from, until, due) in table {
        let desk = investigating().on(morning("Mon 9 Nov 2026")).does(OFFICER, stop(from, until));
        let clock = respond(&desk);
        assert_eq!((named(clock.due), named(clock.held_to)), (due.to_owned(), due.to_owned()), "{name}");
        let stood = clock.working.steps().into_iter().filter(|step| step.day == Day::Paused).count();
        let calendar_days = (day(until) - day(from)).num_days() + 1;
        let of_count = if from == "Mon 2 Nov 2026" { calendar_days - 1 } else { calendar_days };
        assert_eq!(i64::try_from(stood), Ok(of_count), "{name}: each is marked");
    }
}

#[test]
fn days_left_leave_out_those_on_which_it_stands_still() {
    let desk = investigating().on(morning("Fri 6 Nov 2026"));
    let left = |desk: &Desk| match respond(desk).standing {
        Standing::Running { days_left } => days_left,
        other @ (Standing::Late { .. } | Standing::Met { .. } | Standing::Ended) => panic!("it runs, not {other:?}"),
    };
    let before = left(&desk);
    let desk = desk.does(OFFICER, stop("Fri 6 Nov 2026", "Thu 12 Nov 2026"));
    // Friday itself is one of the days on which it stands still, so that one more is left.
    assert_eq!((before, left(&desk)), (11, 12));
    assert_eq!(left(&desk.on(morning("Thu 12 Nov 2026"))), 12, "none was used up");
}

#[test]
fn other_time_limits_run_on() {
    let desk = investigating().on(morning("Tue 3 Nov 2026")).does(OFFICER, stop("Tue 3 Nov 2026", "Wed 4 Nov 2026"));
    let clocks = clock::clocks(&desk.case, desk.today(), desk.rules());
    let acknowledge = clocks.iter().find(|clock| clock.id == "acknowledge").expect("it has to be acknowledged");
    assert_eq!(named(acknowledge.due), "Wed 4 Nov 2026");
}

#[test]
fn when_it_can_be_stopped_and_how_long_for() {
    let not_then = Refusal::NotThen { from: day("Mon 2 Nov 2026"), today: day("Fri 6 Nov 2026") };
    let long = Refusal::StoppedTooLong { latest: day("Thu 12 Nov 2026") };
    let backwards = Refusal::EndsBeforeItBegins { from: day("Fri 6 Nov 2026") };
    let late = Refusal::StoppedTooLate { due: day("Mon 23 Nov 2026") };
    let table = [
        ("today", "Fri 6 Nov 2026", "Fri 6 Nov 2026", "Mon 9 Nov 2026", None),
        ("some days ago", "Fri 6 Nov 2026", "Wed 4 Nov 2026", "Mon 9 Nov 2026", None),
        ("before it came in", "Fri 6 Nov 2026", "Sun 1 Nov 2026", "Mon 9 Nov 2026", Some(not_then.clone())),
        ("from tomorrow", "Fri 6 Nov 2026", "Sat 7 Nov 2026", "Mon 9 Nov 2026", Some(not_then)),
        ("six working days", "Fri 6 Nov 2026", "Fri 6 Nov 2026", "Fri 13 Nov 2026", Some(long)),
        ("the wrong way round", "Fri 6 Nov 2026", "Fri 6 Nov 2026", "Thu 5 Nov 2026", Some(backwards)),
        ("on the last day", "Mon 23 Nov 2026", "Mon 23 Nov 2026", "Tue 24 Nov 2026", None),
        ("to put a missed date right", "Wed 25 Nov 2026", "Mon 23 Nov 2026", "Fri 27 Nov 2026", Some(late)),
        ("after it", "Wed 25 Nov 2026", "Tue 24 Nov 2026", "Fri 27 Nov 2026", Some(Refusal::NothingToStop)),
    ];
    for (name, today, from, until, refusal) in table {
        let came = investigating().on(morning(today)).ask(OFFICER, &stop(from, until));
        assert_eq!(came.err(), refusal, "{name}");
    }
}

#[test]
fn it_stands_still_for_one_reason_at_a_time_and_only_for_those_of_the_procedure() {
    let desk = investigating().on(morning("Fri 6 Nov 2026")).does(OFFICER, stop("Fri 6 Nov 2026", "Tue 10 Nov 2026"));
    let again = stop("Thu 5 Nov 2026", "Fri 6 Nov 2026");
    assert_eq!(desk.ask(OFFICER, &again), Err(Refusal::StoppedAlready { until: day("Tue 10 Nov 2026") }));
    let later = desk.on(morning("Wed 11 Nov 2026")).ask(OFFICER, &stop("Wed 11 Nov 2026", "Thu 12 Nov 2026"));
    assert!(later.is_ok(), "{later:?}");
    let other = case_in(StateKind::Investigating).ask(OFFICER, &stop("Mon 2 Nov 2026", "Tue 3 Nov 2026"));
    assert_eq!(other, Err(Refusal::NoSuchPause), "the shipped procedure has none");
}

#[test]
fn it_starts_again_by_itself_or_before_that_when_somebody_says_so() {
    let table = [
        ("on the same day, so that no day was lost", "Fri 6 Nov 2026", "Fri 6 Nov 2026", Ok("Mon 23 Nov 2026")),
        ("when the customer wrote", "Tue 10 Nov 2026", "Tue 10 Nov 2026", Ok("Wed 25 Nov 2026")),
        ("written down later", "Fri 13 Nov 2026", "Tue 10 Nov 2026", Ok("Wed 25 Nov 2026")),
        ("before it stopped", "Tue 10 Nov 2026", "Thu 5 Nov 2026", Err(Refusal::NotStopped)),
        ("after it had started by itself", "Fri 13 Nov 2026", "Fri 13 Nov 2026", Err(Refusal::NotStopped)),
        (
            "on a day to come",
            "Mon 9 Nov 2026",
            "Tue 10 Nov 2026",
            Err(Refusal::NotThen { from: day("Fri 6 Nov 2026"), today: day("Mon 9 Nov 2026") }),
        ),
    ];
    for (name, today, on, came) in table {
        let mut desk = stopped().on(morning(today));
        let done = desk.try_to(ADVISER, &start(on));
        match came {
            Ok(due) => assert_eq!(done.map(|_| named(respond(&desk).due)), Ok(due.to_owned()), "{name}"),
            Err(refusal) => assert_eq!(done, Err(refusal), "{name}"),
        }
    }
}

#[test]
fn it_is_undone_as_any_act_that_nobody_outside_has_seen() {
    let desk = investigating().on(morning("Fri 6 Nov 2026"));
    let first = desk.case.seq + 1;
    let desk = desk.does(OFFICER, stop("Fri 6 Nov 2026", "Thu 12 Nov 2026")).does(OFFICER, Act::Undo { first });
    assert_eq!((desk.case.pauses.len(), named(respond(&desk).due)), (0, "Mon 23 Nov 2026".to_owned()));
}

#[test]
fn a_procedure_that_does_not_know_the_reason_counts_every_day() {
    let desk = stopped();
    let other = shipped_procedure();
    let rules = Rules { procedure: &other, calendar: &desk.calendar };
    let carried = carried_over(&desk.case, desk.rules(), rules, desk.today()).expect("it has a stage for it");
    let clocks = clock::clocks(&carried, desk.today(), rules);
    let due = clocks.iter().find(|clock| clock.id == "respond").map(|clock| named(clock.due));
    assert_eq!(due.as_deref(), Some("Mon 23 Nov 2026"));
}
