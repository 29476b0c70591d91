//! Where a clock stands, and what stops it.

use domain::{
    Act, Procedure,
    act::{Correction, Logging},
    calendar::WeekendReceipt,
    clock::{self, Standing, Timeliness},
    decide::Delivered,
    feedback::{Ending, Kind, ReplyBy},
    letter::Method,
    procedure::Band,
};

use crate::{common::*, *};

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
    let later = Procedure { weekend_receipt: Some(WeekendReceipt::NextWorkingDayIsDayZero), ..shipped_procedure() };
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
fn the_hour_of_receipt_decides_where_the_procedure_has_one() {
    let procedure = Procedure { cut_off: Some("17:00:00".parse().expect("an hour")), ..shipped_procedure() };
    let table = [(None, 2), (Some("16:59:00"), 2), (Some("17:30:00"), 3)];
    for (time, days_left) in table {
        let time = time.map(|time| time.parse().expect("a time of day"));
        let received = Logging { received: day("Thu 5 Nov 2026"), received_at: time, ..complaint() };
        let desk = Desk::under(procedure.clone(), &received, at("Thu 5 Nov 2026 18:00:00"));
        assert_eq!(acknowledge(&desk).standing, Standing::Running { days_left }, "{time:?}");
    }
    let received = Logging { received: day("Thu 5 Nov 2026"), ..complaint() };
    let mut desk = Desk::under(procedure, &received, at("Thu 5 Nov 2026 18:00:00"));
    let time = |time: Option<&str>| Correction {
        received_at: Some(time.map(|time| time.parse().expect("a time"))),
        ..Correction::default()
    };
    for (at, days_left) in [(Some("17:30:00"), 3), (None, 2)] {
        desk = desk.does(ADVISER, Act::Correct { correction: time(at), reason: text("He said so") });
        assert_eq!(acknowledge(&desk).standing, Standing::Running { days_left }, "put right: {at:?}");
    }
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

#[test]
fn the_band_that_was_chosen_decides_how_long_there_is() {
    let mut procedure = shipped_procedure();
    let band = |id: &str, points_from| Band {
        id: id.into(),
        title: id.into(),
        channels: Vec::new(),
        complainants: Vec::new(),
        points_from,
        points_to: None,
    };
    procedure.bands = vec![band("complex", None), band("many", Some(2))];
    let respond_rule = procedure.stages[0].clocks.iter_mut().find(|clock| clock.answers()).expect("an answer");
    respond_rule.bands = [("complex", "30 working days"), ("many", "20 working days")]
        .map(|(id, limit)| (id.to_owned(), limit.parse().expect("a limit")))
        .into();
    let desk = Desk::under(procedure, &complaint(), morning("Mon 2 Nov 2026"));
    let choose = |desk: Desk, band: Option<&str>| {
        let correction = Correction { band: Some(band.map(str::to_owned)), ..Correction::default() };
        desk.does(CHAMPION, Act::Correct { correction, reason: text("So much to ask") })
    };
    assert_eq!(named(respond(&desk).due), "Mon 23 Nov 2026", "as written");
    let complex = choose(desk.clone(), Some("complex"));
    assert_eq!(named(respond(&complex).due), "Mon 14 Dec 2026");
    let two = complex.does(CHAMPION, Act::AddPoint { text: text("And the other bin") });
    assert_eq!(named(respond(&two).due), "Mon 14 Dec 2026", "whatever the points");
    assert_eq!(named(respond(&choose(two, None)).due), "Mon 30 Nov 2026", "by its points again");
    let unknown = Correction { band: Some(Some("easy".into())), ..Correction::default() };
    let refused = desk.ask(CHAMPION, &Act::Correct { correction: unknown, reason: text("why") });
    assert_eq!(refused, Err(domain::Refusal::UnknownBand("easy".into())));
}
