//! Agreed later dates, and what they are worth.

use domain::{
    Act,
    clock::{Standing, Timeliness},
    decide::Delivered,
    letter::Method,
};

use crate::{common::*, *};

/// Logged on Mon 2 Nov 2026 and put off on `told` until Wed 2 Dec 2026.
fn put_off(told: &str, method: Method) -> Desk {
    let extend = Act::Extend {
        clock: None,
        to: day("Wed 2 Dec 2026"),
        reason: text("Somebody is away"),
        agreed: false,
        letter: written(method),
    };
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

    let by_post = Act::Extend {
        clock: None,
        to: day("Wed 2 Dec 2026"),
        reason: text("Somebody is away"),
        agreed: false,
        letter: written(Method::Post),
    };
    let told_again = refused.on(morning("Mon 23 Nov 2026")).does(HEAD, by_post);
    assert_eq!(named(respond(&told_again).held_to), "Wed 2 Dec 2026", "told again, by post, in time");
}

#[test]
fn a_second_extension_does_not_heal_a_late_first_one() {
    let mut procedure = shipped_procedure();
    procedure.extensions[0].times = Some(2);
    let extend = |to| Act::Extend {
        clock: None,
        to: day(to),
        reason: text("Away"),
        agreed: false,
        letter: written(Method::Post),
    };
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
