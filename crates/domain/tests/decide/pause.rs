//! The clock stopped and started again: when it can be, how long for, and what becomes of the dates.

use domain::{
    Act, Procedure, Refusal, Rules, StateKind,
    act::Pausing,
    clock::{self, Day, Facts, Pause, Standing, Timeliness, timetable},
    decide,
    feedback::Kind,
    letter::Method,
    procedure::{ExtensionRule, PauseRule},
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
        .does(HEAD, nominate(OFFICER))
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
    desk.clock("respond")
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

#[test]
fn a_date_that_was_put_off_stays_the_one_the_customer_was_told() {
    let extend = Act::Extend {
        clock: None,
        to: day("Wed 25 Nov 2026"),
        reason: text("Away"),
        agreed: false,
        letter: written(Method::Post),
    };
    let desk = investigating().on(morning("Tue 10 Nov 2026")).does(OFFICER, extend);
    let came = desk.on(morning("Thu 12 Nov 2026")).ask(OFFICER, &stop("Thu 12 Nov 2026", "Wed 18 Nov 2026"));
    assert_eq!(came, Err(Refusal::PutOffBefore { to: day("Wed 25 Nov 2026") }));
}

#[test]
fn how_far_a_date_may_be_put_off_leaves_out_the_days_on_which_it_stood_still() {
    let desk = stopped();
    let clock = respond(&desk);
    let rule = &desk.procedure.extensions[0];
    let total = ExtensionRule { most: None, total: "20 working days".parse().ok(), ..rule.clone() };
    let latest = |rule| decide::latest_extension(&clock, rule, desk.rules()).map(named);
    assert_eq!(latest(rule).as_deref(), Some("Mon 14 Dec 2026"), "ten working days beyond Mon 30 Nov");
    assert_eq!(latest(&total).as_deref(), Some("Mon 7 Dec 2026"), "twenty from receipt, and five more");
}

#[test]
fn a_date_that_was_met_late_is_not_put_right_either() {
    let mut desk = investigating();
    desk.procedure.pauses[0].clocks.clear();
    let desk = desk.on(morning("Fri 6 Nov 2026")).acknowledged(Method::Handed);
    let late = |desk: &Desk| clock::clocks(&desk.case, desk.today(), desk.rules())[0].standing;
    assert!(matches!(late(&desk), Standing::Met { timeliness: Timeliness::Late { days: 2 }, .. }));
    let came = desk.ask(OFFICER, &stop("Tue 3 Nov 2026", "Mon 9 Nov 2026"));
    assert_eq!(came, Err(Refusal::StoppedTooLate { due: day("Wed 4 Nov 2026") }));
    let desk = desk.does(OFFICER, stop("Thu 5 Nov 2026", "Mon 9 Nov 2026"));
    assert!(matches!(late(&desk), Standing::Met { timeliness: Timeliness::Late { days: 2 }, .. }), "it stays late");
}

#[test]
fn a_first_day_that_was_wrong_is_put_right_by_starting_again_and_stopping_anew() {
    let desk = investigating().on(morning("Tue 10 Nov 2026")).does(OFFICER, stop("Tue 10 Nov 2026", "Thu 12 Nov 2026"));
    let desk = desk.does(OFFICER, start("Tue 10 Nov 2026")).does(OFFICER, stop("Mon 9 Nov 2026", "Thu 12 Nov 2026"));
    assert_eq!(named(respond(&desk).due), "Fri 27 Nov 2026", "four days");
}

#[test]
fn what_is_shortened_is_the_time_in_which_the_day_lies() {
    let desk = investigating().on(morning("Wed 11 Nov 2026")).does(OFFICER, stop("Wed 11 Nov 2026", "Fri 13 Nov 2026"));
    let desk = desk.does(OFFICER, stop("Tue 3 Nov 2026", "Wed 4 Nov 2026")).does(OFFICER, start("Wed 11 Nov 2026"));
    assert_eq!(named(respond(&desk).due), "Wed 25 Nov 2026", "the two days of the earlier time are left");
}

#[test]
fn hours_run_out_before_a_pause_that_begins_later() {
    let clocks = "[[clock]]\nid = \"respond\"\ntitle = \"Respond\"\nlimit = \"24 hours\"\nfrom = \"received\"\n\
                  met_by = [\"responded\"]";
    let procedure = procedure_with(clocks);
    let rules = Rules { procedure: &procedure, calendar: &calendar() };
    let due = |from: &str, to: &str| {
        let mut facts = Facts::received(Kind::Complaint, morning("Mon 2 Nov 2026"));
        facts.pauses.push(Pause { from: day(from), to: day(to), clocks: Vec::new() });
        timetable(&facts, rules)[0].dates.as_ref().and_then(|dates| dates.working.due_at)
    };
    assert_eq!(due("Tue 3 Nov 2026", "Wed 4 Nov 2026"), Some(morning("Thu 5 Nov 2026")));
    assert_eq!(due("Wed 4 Nov 2026", "Thu 5 Nov 2026"), Some(morning("Tue 3 Nov 2026")), "it had run out by then");
}

#[test]
fn a_limit_on_the_whole_stands_still_no_longer_than_the_stage_it_was_stopped_in() {
    let mut desk = investigating();
    desk.procedure.pauses[0].clocks.clear();
    let whole = "id = \"whole\"\ntitle = \"Everything\"\nlimit = \"30 working days\"\nfrom = \"received\"\nmet_by = [\"closed\"]";
    desk.procedure.overall.push(toml::from_str(whole).expect("a limit"));
    let due = |desk: &Desk| {
        let clocks = clock::clocks(&desk.case, desk.today(), desk.rules());
        named(clocks.iter().find(|clock| clock.id == "whole").expect("it is there").due)
    };
    let desk = desk.on(morning("Fri 6 Nov 2026"));
    assert_eq!(due(&desk), "Mon 14 Dec 2026");
    let desk = desk.does(OFFICER, stop("Fri 6 Nov 2026", "Thu 12 Nov 2026"));
    assert_eq!(due(&desk), "Mon 21 Dec 2026", "five working days");
    let answered = desk
        .on(morning("Tue 10 Nov 2026"))
        .does(OFFICER, Act::Draft { text: text("v1") })
        .does(OFFICER, Act::Submit)
        .does(HEAD, sign())
        .does(HEAD, Act::Send { letter: written(Method::Handed) });
    assert_eq!(due(&answered), "Wed 16 Dec 2026", "Friday and Monday, as it was answered on Tuesday");
}
