//! Calls and visits: when they can have taken place, and which time limits they meet.

use domain::{
    Act, Date, Procedure, Refusal, Time,
    act::{Contacting, Logging},
    clock,
    feedback::{Direction, Manner},
};

use crate::{common::*, stages::at_stage_2};

/// Contact within five working days, and an answer.
const CLOCKS: &str = r#"
[[clock]]
id = "contact"
title = "Speak with the customer"
limit = "5 working days"
from = "received"
met_by = ["contacted"]

[[clock]]
id = "respond"
title = "Respond"
limit = "20 working days"
from = "received"
met_by = ["responded"]
"#;

fn procedure() -> Procedure {
    let mut procedure = procedure_with(CLOCKS);
    procedure.extensions.clear();
    procedure
}

fn logged() -> Desk {
    Desk::under(procedure(), &complaint(), morning("Mon 2 Nov 2026"))
}

fn time(time: &str) -> Option<Time> {
    Some(time.parse().expect("a time of day"))
}

fn on(day_name: &str) -> Contacting {
    Contacting { on: Some(day(day_name)), ..call() }
}

/// When the contact clock was met.
fn met(desk: &Desk) -> Option<String> {
    let clocks = clock::clocks(&desk.case, desk.today(), desk.rules());
    let found: Option<Date> = clocks.into_iter().find(|clock| clock.id == "contact").and_then(|clock| clock.met_on());
    found.map(named)
}

#[test]
fn a_time_limit_is_met_on_the_day_the_contact_took_place() {
    let desk = logged().on(morning("Thu 12 Nov 2026"));
    let table = [
        ("just now", call(), Some("Thu 12 Nov 2026")),
        ("told three days later", on("Mon 9 Nov 2026"), Some("Mon 9 Nov 2026")),
        (
            "at a time of a day before",
            Contacting { time: time("23:30:00"), ..on("Fri 6 Nov 2026") },
            Some("Fri 6 Nov 2026"),
        ),
        ("nobody answered", Contacting { reached: false, ..on("Mon 9 Nov 2026") }, None),
        ("they rang us", Contacting { direction: Direction::In, ..on("Mon 9 Nov 2026") }, None),
    ];
    for (name, contacting, expected) in table {
        let desk = desk.clone().does(ADVISER, Act::RecordContact(contacting));
        assert_eq!(met(&desk).as_deref(), expected, "{name}");
    }
}

#[test]
fn of_several_contacts_the_first_that_took_place_counts() {
    let desk = logged().on(morning("Tue 10 Nov 2026")).does(CHAMPION, Act::RecordContact(call()));
    assert_eq!(met(&desk).as_deref(), Some("Tue 10 Nov 2026"), "one day late");
    let desk = desk.does(CHAMPION, Act::RecordContact(on("Wed 4 Nov 2026")));
    assert_eq!(met(&desk).as_deref(), Some("Wed 4 Nov 2026"), "in time after all");
}

#[test]
fn a_contact_is_neither_to_come_nor_from_before_the_case_came_in() {
    let received_at = time("14:05:00");
    let desk = Desk::under(procedure(), &Logging { received_at, ..complaint() }, at("Mon 2 Nov 2026 15:00:00"));
    let desk = desk.on(at("Wed 4 Nov 2026 09:30:00"));
    let then = Refusal::NotThen { from: day("Mon 2 Nov 2026"), today: day("Wed 4 Nov 2026") };
    let early = Refusal::NotReceivedYet { received: received_at.expect("a time") };
    let table = [
        ("tomorrow", on("Thu 5 Nov 2026"), Err(then.clone())),
        ("later today", Contacting { time: time("09:31:00"), ..on("Wed 4 Nov 2026") }, Err(Refusal::NotYet)),
        ("this minute", Contacting { time: time("09:30:00"), ..on("Wed 4 Nov 2026") }, Ok(())),
        ("the day before it came in", on("Sun 1 Nov 2026"), Err(then)),
        ("that day, before it came in", Contacting { time: time("14:04:00"), ..on("Mon 2 Nov 2026") }, Err(early)),
        ("that day, as it came in", Contacting { time: time("14:05:00"), ..on("Mon 2 Nov 2026") }, Ok(())),
        ("that day, nobody knows when", on("Mon 2 Nov 2026"), Ok(())),
    ];
    for (name, contacting, expected) in table {
        assert_eq!(desk.ask(ADVISER, &Act::RecordContact(contacting)).map(drop), expected, "{name}");
    }
}

#[test]
fn a_contact_belongs_to_the_stage_that_was_open_on_its_day() {
    let desk = at_stage_2();
    for (name, day_name, stage) in [
        ("before the stage was asked for", "Thu 12 Nov 2026", 0),
        ("on the day it was asked for, though opened later", "Fri 13 Nov 2026", 1),
        ("since", "Mon 16 Nov 2026", 1),
    ] {
        let desk = desk.clone().does(CHAMPION, Act::RecordContact(on(day_name)));
        assert_eq!(desk.case.contacts.last().map(|contact| contact.stage), Some(stage), "{name}");
    }
}

#[test]
fn rude_or_threatening_contact_is_warned_of_and_ended_where_the_procedure_says_so() {
    let mut procedure = procedure();
    let of = |manner, reached| Act::RecordContact(Contacting { manner, reached, ..call() });
    let plain = Desk::under(procedure.clone(), &complaint(), morning("Mon 2 Nov 2026"));
    procedure.handling.abusive_contact = true;
    let desk = Desk::under(procedure, &complaint(), morning("Mon 2 Nov 2026"));
    for manner in [Manner::Warned, Manner::Ended] {
        assert_eq!(plain.ask(ADVISER, &of(manner, true)), Err(Refusal::ContactNotEnded), "{manner:?}");
        assert_eq!(desk.ask(ADVISER, &of(manner, false)), Err(Refusal::NobodyToWarn), "{manner:?}");
        let told = desk.clone().does(ADVISER, of(manner, true));
        assert_eq!(told.case.contacts.last().map(|contact| contact.manner), Some(manner));
        assert_eq!(met(&told).as_deref(), Some("Mon 2 Nov 2026"), "we spoke all the same");
    }
    assert!(plain.ask(ADVISER, &of(Manner::Ordinary, false)).is_ok());
}
