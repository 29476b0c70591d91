//! Limits in hours on a case: what meets them is judged by the hour where that is known.

use domain::{
    Act, Moment, Procedure,
    act::{Contacting, Logging},
    clock::{Clock, Standing, Timeliness, clocks},
    feedback::{Channel, Direction, Manner},
    figures::{Facts, Figures},
    letter::Method,
};

use crate::common::*;

/// Heard within four hours, answered within one day of that.
fn procedure() -> Procedure {
    procedure_with(
        r#"
[[clock]]
id = "acknowledge"
title = "Acknowledge"
limit = "4 hours"
from = "received"
met_by = ["acknowledged", "contacted"]

[[clock]]
id = "respond"
title = "Respond"
limit = "24 hours"
from = "acknowledged"
uncapped = true
met_by = ["responded"]
"#,
    )
}

/// Received at nine on Monday 2 November 2026.
fn desk() -> Desk {
    let received_at = Some("09:00:00".parse().expect("a time of day"));
    Desk::under(procedure(), &Logging { received_at, ..complaint() }, morning("Mon 2 Nov 2026"))
}

fn clock_at(desk: &Desk, id: &str, now: Moment) -> Clock {
    let found = clocks(&desk.case, now, desk.rules());
    found.into_iter().find(|clock| clock.id == id).expect("the clock runs")
}

fn call(on: &str, time: Option<&str>) -> Act {
    Act::RecordContact(Contacting {
        reached: true,
        channel: Channel::Phone,
        note: text("We rang."),
        direction: Direction::Out,
        on: Some(day(on)),
        time: time.map(|time| time.parse().expect("a time of day")),
        manner: Manner::Ordinary,
    })
}

fn timeliness(clock: &Clock) -> Timeliness {
    let Standing::Met { timeliness, .. } = clock.standing else { panic!("not met: {:?}", clock.standing) };
    timeliness
}

#[test]
fn a_letter_is_in_time_by_its_hour_where_that_is_known() {
    let after_the_hour = Timeliness::Late { days: 0 };
    let table = [
        (Method::Email, "Mon 2 Nov 2026 13:00:00", Timeliness::InTime),
        (Method::Email, "Mon 2 Nov 2026 13:00:01", after_the_hour),
        (Method::Handed, "Mon 2 Nov 2026 12:59:00", Timeliness::InTime),
        (Method::Handed, "Mon 2 Nov 2026 23:32:00", after_the_hour),
        (Method::Post, "Mon 2 Nov 2026 23:32:00", Timeliness::InTime),
        (Method::Post, "Tue 3 Nov 2026 09:00:00", Timeliness::Late { days: 1 }),
    ];
    for (method, moment, expected) in table {
        let desk = desk().on(at(moment)).acknowledged(method);
        assert_eq!(timeliness(&clock_at(&desk, "acknowledge", desk.now)), expected, "{method:?}, {moment}");
    }
}

#[test]
fn a_call_is_in_time_by_its_hour_or_else_on_its_day() {
    let table = [
        ("Mon 2 Nov 2026", Some("12:30:00"), Timeliness::InTime),
        ("Mon 2 Nov 2026", Some("13:30:00"), Timeliness::Late { days: 0 }),
        ("Mon 2 Nov 2026", None, Timeliness::InTime),
        ("Tue 3 Nov 2026", None, Timeliness::Late { days: 1 }),
    ];
    for (on, time, expected) in table {
        let desk = desk().on(at("Wed 4 Nov 2026 09:00:00")).does(CHAMPION, call(on, time));
        assert_eq!(timeliness(&clock_at(&desk, "acknowledge", desk.now)), expected, "{on}, {time:?}");
    }
}

#[test]
fn what_is_not_done_is_late_from_the_hour_on() {
    let table = [
        ("Mon 2 Nov 2026 12:59:00", Standing::Running { days_left: 0 }),
        ("Mon 2 Nov 2026 13:00:00", Standing::Running { days_left: 0 }),
        ("Mon 2 Nov 2026 13:01:00", Standing::Late { days: 0 }),
        ("Tue 3 Nov 2026 08:00:00", Standing::Late { days: 1 }),
    ];
    let desk = desk();
    for (now, expected) in table {
        let clock = clock_at(&desk, "acknowledge", at(now));
        assert_eq!(clock.standing, expected, "{now}");
        assert_eq!(clock.due_hour().map(|hour| hour.to_string()).as_deref(), Some("13:00:00"));
    }
    let on_the_day = clocks(&desk.case, day("Mon 2 Nov 2026"), desk.rules());
    assert_eq!(on_the_day[0].standing, Standing::Running { days_left: 0 }, "a day alone ends with its end");
}

#[test]
fn hours_from_an_email_run_from_its_moment_and_from_a_letter_by_post_from_the_end_of_its_day() {
    let table = [(Method::Email, "Tue 3 Nov 2026 11:30:00"), (Method::Post, "Wed 4 Nov 2026 00:00:00")];
    for (method, until) in table {
        let desk = desk().on(at("Mon 2 Nov 2026 11:30:00")).acknowledged(method);
        let clock = clock_at(&desk, "respond", desk.now);
        assert_eq!(clock.working.due_at, Some(at(until)), "{method:?}");
    }
}

#[test]
fn figures_count_what_was_late_by_the_hour_as_late() {
    let table = [("Mon 2 Nov 2026 12:30:00", (1, 0)), ("Mon 2 Nov 2026 23:32:00", (0, 1))];
    for (moment, expected) in table {
        let desk = desk().on(at(moment)).acknowledged(Method::Email);
        let facts = Facts::of(&desk.case, desk.rules(), desk.today());
        let figures = Figures::count("2026-11".parse().expect("a month"), [facts], &desk.calendar);
        let acknowledged = figures.acknowledged;
        assert_eq!((acknowledged.in_time, acknowledged.late), expected, "{moment}");
    }
    for (moment, expected) in [("Tue 3 Nov 2026 11:00:00", (1, 0)), ("Tue 3 Nov 2026 12:00:00", (0, 1))] {
        let mut answered = case_in(domain::StateKind::SignedOff);
        answered.procedure = procedure();
        let desk = answered.on(at("Mon 2 Nov 2026 11:30:00")).acknowledged(Method::Email);
        let desk = desk.on(at(moment)).does(HEAD, Act::Send { letter: written(Method::Email) });
        let facts = Facts::of(&desk.case, desk.rules(), desk.today());
        let answered = Figures::count("2026-11".parse().expect("a month"), [facts], &desk.calendar).answered;
        assert_eq!((answered.in_time, answered.late), expected, "{moment}");
    }
}
