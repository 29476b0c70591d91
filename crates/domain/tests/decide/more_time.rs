//! Putting a response off.

use domain::{
    Act, Event, Procedure, Refusal, StateKind,
    act::Logging,
    calendar::{DayOff, DayOffKind},
    feedback::{Kind, ReplyBy},
    letter::{Method, Purpose},
    procedure::{Content, ExtensionRule, Need, Occasion},
};

use crate::common::*;

fn until(date: &str) -> Act {
    Act::Extend { clock: None, to: day(date), reason: text("Away"), agreed: false, letter: written(Method::Post) }
}

/// Received on Mon 2 Nov 2026, so due on Mon 23 Nov 2026.
fn investigating() -> Desk {
    case_in(StateKind::Investigating).on(morning("Fri 20 Nov 2026"))
}

#[test]
fn the_customer_is_told_and_the_date_moves() {
    let came = investigating().ask(OFFICER, &until("Wed 2 Dec 2026"));
    let told = Event::LetterQueued { number: 1, purpose: Purpose::Delay, letter: written(Method::Post) };
    let moved = Event::Extended {
        clock: "respond".into(),
        from: day("Mon 23 Nov 2026"),
        to: day("Wed 2 Dec 2026"),
        reason: text("Away"),
        agreed: false,
        letter: 1,
    };
    assert_eq!(came, Ok(vec![told, moved]));
}

#[test]
fn how_far_and_when() {
    let not_later = |after| Some(Refusal::NotLater { after: day(after), asked: day("Mon 23 Nov 2026") });
    let too_far = Refusal::TooFar { asked: day("Tue 8 Dec 2026"), latest: day("Mon 7 Dec 2026") };
    let yesterday = Refusal::NotLater { after: day("Thu 26 Nov 2026"), asked: day("Wed 25 Nov 2026") };
    let table = [
        ("one day", "Fri 20 Nov 2026", "Tue 24 Nov 2026", None),
        ("ten working days, the longest", "Fri 20 Nov 2026", "Mon 7 Dec 2026", None),
        ("eleven working days", "Fri 20 Nov 2026", "Tue 8 Dec 2026", Some(too_far)),
        ("the date it is due anyway", "Fri 20 Nov 2026", "Mon 23 Nov 2026", not_later("Mon 23 Nov 2026")),
        ("on the last day", "Mon 23 Nov 2026", "Tue 24 Nov 2026", None),
        ("too late, and still owed to the customer", "Thu 26 Nov 2026", "Mon 7 Dec 2026", None),
        ("into the past", "Thu 26 Nov 2026", "Wed 25 Nov 2026", Some(yesterday)),
    ];
    for (name, today, to, refusal) in table {
        let came = investigating().on(morning(today)).ask(OFFICER, &until(to));
        assert_eq!(came.err(), refusal, "{name}");
    }
}

#[test]
fn an_office_closure_is_left_out_of_more_time_where_it_is_left_out_of_the_limit() {
    let closure = DayOff { date: day("Wed 2 Dec 2026"), name: "Training".into(), kind: DayOffKind::Closure };
    let closed = calendar().adding(&[closure]);
    let table = [
        ("the procedure leaves closures out", true, None, "Tue 8 Dec 2026"),
        ("it counts them", false, None, "Mon 7 Dec 2026"),
        ("it counts them for this limit", true, Some(false), "Mon 7 Dec 2026"),
        ("it leaves them out for this limit", false, Some(true), "Tue 8 Dec 2026"),
    ];
    for (name, all, own, last) in table {
        let mut procedure = shipped_procedure();
        procedure.office_closures = all;
        let clocks = procedure.stages.iter_mut().flat_map(|stage| &mut stage.clocks);
        clocks.filter(|clock| clock.id == "respond").for_each(|clock| clock.office_closures = own);
        let desk = Desk { procedure, calendar: closed.clone(), ..investigating() };
        assert!(desk.ask(OFFICER, &until(last)).is_ok(), "{name}");
        let further = day(last).succ_opt().expect("a day");
        let too_far = Refusal::TooFar { asked: further, latest: day(last) };
        assert_eq!(desk.ask(OFFICER, &until(&named(further))), Err(too_far), "{name}");
    }
}

#[test]
fn a_response_is_put_off_as_often_as_the_procedure_says() {
    let desk = investigating().does(OFFICER, until("Tue 24 Nov 2026"));
    let again = until("Wed 25 Nov 2026");
    assert_eq!(desk.ask(OFFICER, &again), Err(Refusal::ExtendedOften { used: 1, allowed: 1 }));

    let mut twice = shipped_procedure();
    twice.extensions[0].times = Some(2);
    let desk = Desk { procedure: twice, ..desk };
    assert!(desk.ask(OFFICER, &again).is_ok());
    let latest = Refusal::TooFar { asked: day("Tue 8 Dec 2026"), latest: day("Mon 7 Dec 2026") };
    assert_eq!(
        desk.ask(OFFICER, &until("Tue 8 Dec 2026")),
        Err(latest),
        "all extensions together count from the first due date"
    );
}

#[test]
fn a_date_is_put_off_to_a_working_day() {
    let off = |asked, next| Err(Refusal::DayOff { asked: day(asked), next: day(next) });
    assert_eq!(investigating().ask(OFFICER, &until("Sat 28 Nov 2026")), off("Sat 28 Nov 2026", "Mon 30 Nov 2026"));
    let mut unbounded = investigating();
    unbounded.procedure.extensions[0].most = None;
    assert_eq!(unbounded.ask(OFFICER, &until("Fri 25 Dec 2026")), off("Fri 25 Dec 2026", "Tue 29 Dec 2026"));
}

#[test]
fn a_call_is_not_writing() {
    let by_phone = Act::Extend {
        clock: None,
        to: day("Wed 2 Dec 2026"),
        reason: text("Away"),
        agreed: false,
        letter: written(Method::Phone),
    };
    assert_eq!(investigating().ask(OFFICER, &by_phone), Err(Refusal::NotInWriting));

    let mut procedure = shipped_procedure();
    procedure.extensions[0].needs.retain(|need| *need != Need::WrittenNotice);
    let told = Desk { procedure, ..investigating() }.does(OFFICER, by_phone);
    let respond = told.clock("respond");
    assert_eq!((respond.due, respond.held_to), (day("Wed 2 Dec 2026"), day("Wed 2 Dec 2026")), "told at once");
}

#[test]
fn without_a_limit_there_is_nothing_to_put_off() {
    let to = until("Wed 2 Dec 2026");
    let comment = Desk::new(&Logging { kind: Kind::Comment, ..complaint() });
    let anonymous = Desk::new(&Logging { reply_by: ReplyBy::None, customer: None, ..complaint() });
    let procedure = Procedure { extensions: Vec::new(), ..shipped_procedure() };
    let never = Desk::under(procedure, &complaint(), morning("Mon 2 Nov 2026"));
    let answered_and_reopened = case_in(StateKind::Answered)
        .answered_in_full()
        .on(morning("Tue 3 Nov 2026"))
        .mail(1, domain::decide::Delivered::Accepted)
        .does(OFFICER, Act::Close { ending: domain::feedback::Ending::Answered, note: None, told: None })
        .does(CHAMPION, Act::Reopen { reason: text("Not content"), by: None });
    let table = [
        ("a comment", comment),
        ("somebody who wants no reply", anonymous),
        ("a procedure without extensions", never),
        ("a complaint that was answered", answered_and_reopened),
    ];
    for (name, desk) in table {
        assert_eq!(desk.ask(CHAMPION, &to), Err(Refusal::NoLimitToExtend), "{name}");
    }
}

#[test]
fn the_date_is_put_off_by_those_the_procedure_names_or_with_the_agreement_it_asks_for() {
    let asked = |agreed| Act::Extend {
        clock: None,
        to: day("Wed 2 Dec 2026"),
        reason: text("Away"),
        agreed,
        letter: written(Method::Post),
    };
    let not_theirs = Some(Refusal::NotTheirsToGrant { who: "Head of Service".into() });
    let not_agreed = Some(Refusal::NotAgreed);
    // Whom it names, whether it needs agreement, who asks, whether the customer agrees.
    let table = [
        (&["head-of-service"][..], false, OFFICER, true, not_theirs.clone()),
        (&["head-of-service"][..], false, CHAMPION, false, not_theirs),
        (&["head-of-service"][..], false, HEAD, false, None),
        (&[][..], true, HEAD, false, not_agreed.clone()),
        (&[][..], true, OFFICER, true, None),
        (&["head-of-service"][..], true, HEAD, false, None),
        (&["head-of-service"][..], true, OFFICER, false, not_agreed),
        (&["head-of-service"][..], true, OFFICER, true, None),
    ];
    for (granted_by, agreement, person, agreed, refusal) in table {
        let mut procedure = shipped_procedure();
        let rule = &mut procedure.extensions[0];
        rule.granted_by = granted_by.iter().map(|id| (*id).to_owned()).collect();
        rule.needs.extend(agreement.then_some(Need::Agreement));
        let desk = Desk { procedure, ..investigating() };
        let name = format!("{granted_by:?}, agreement {agreement}: {person:?}, agreed {agreed}");
        assert_eq!(desk.ask(person, &asked(agreed)).err(), refusal, "{name}");
    }
}

#[test]
fn where_it_needs_the_ombudsmans_details_the_delay_letter_must_have_them() {
    let mut procedure = shipped_procedure();
    procedure.letters.clear();
    let must = |procedure: &Procedure, on| procedure.must_contain(on, "complaint").collect::<Vec<_>>();
    assert_eq!(must(&procedure, Occasion::Delay), []);
    procedure.extensions[0].needs.push(Need::OmbudsmanDetails);
    assert_eq!(must(&procedure, Occasion::Delay), [Content::Ombudsman]);
    assert_eq!(must(&procedure, Occasion::Response), []);
}

/// Five working days to acknowledge and ten more once, and fifteen to respond, with ten more.
fn two_to_put_off() -> Desk {
    let mut procedure = procedure_with(
        r#"
        [[clock]]
        id = "acknowledge"
        title = "Acknowledge"
        limit = "5 working days"
        from = "received"
        met_by = ["acknowledged"]

        [[clock]]
        id = "respond"
        title = "Respond"
        limit = "15 working days"
        from = "received"
        met_by = ["responded"]
        "#,
    );
    let mut acknowledge = procedure.extensions[0].clone();
    acknowledge.clock = "acknowledge".into();
    acknowledge.times = Some(1);
    procedure.extensions.insert(0, acknowledge);
    assert_eq!(procedure.problems(), []);
    Desk::under(procedure, &complaint(), morning("Mon 2 Nov 2026")).on(morning("Thu 5 Nov 2026"))
}

fn of_clock(clock: Option<&str>, date: &str) -> Act {
    let (clock, to) = (clock.map(str::to_owned), day(date));
    Act::Extend { clock, to, reason: text("Away"), agreed: false, letter: written(Method::Post) }
}

fn can_be_put_off(desk: &Desk) -> Vec<String> {
    let clocks = domain::clock::clocks(&desk.case, desk.today(), desk.rules());
    let found = domain::decide::to_extend(&desk.case, &clocks, desk.rules());
    found.into_iter().map(|(clock, _)| clock.id.clone()).collect()
}

#[test]
fn of_several_dates_the_one_due_first_is_put_off_unless_another_is_named() {
    let desk = two_to_put_off();
    assert_eq!(can_be_put_off(&desk), ["acknowledge", "respond"]);
    let table = [
        (None, "Thu 12 Nov 2026", Ok("acknowledge")),
        (Some("acknowledge"), "Thu 12 Nov 2026", Ok("acknowledge")),
        (Some("respond"), "Wed 2 Dec 2026", Ok("respond")),
        (Some("report"), "Wed 2 Dec 2026", Err(Refusal::NoLimitToExtend)),
    ];
    for (named, to, expected) in table {
        let came = desk.ask(CHAMPION, &of_clock(named, to));
        let moved = came.map(|events| match events.last() {
            Some(Event::Extended { clock, .. }) => clock.clone(),
            other => panic!("{other:?}"),
        });
        assert_eq!(moved, expected.map(str::to_owned), "{named:?}");
    }
}

#[test]
fn a_date_that_can_be_put_off_no_further_makes_room_for_the_next() {
    let often = two_to_put_off().does(CHAMPION, of_clock(None, "Thu 12 Nov 2026"));
    assert_eq!(can_be_put_off(&often), ["respond"], "as often as it may be");
    let again = often.ask(CHAMPION, &of_clock(Some("acknowledge"), "Fri 13 Nov 2026"));
    assert_eq!(again, Err(Refusal::ExtendedOften { used: 1, allowed: 1 }), "asked for all the same");

    let mut far = two_to_put_off();
    far.procedure.extensions[0].times = None;
    let far = far.does(CHAMPION, of_clock(None, "Mon 23 Nov 2026"));
    assert_eq!(can_be_put_off(&far), ["respond"], "as far as it may be");

    let done = often.does(CHAMPION, of_clock(None, "Mon 7 Dec 2026"));
    assert_eq!(can_be_put_off(&done), ["acknowledge"], "the refusal is about the one due first");
}

#[test]
fn how_far_depends_on_the_band_where_the_procedure_says_so() {
    let band =
        |id: &str, more: &str| toml::from_str(&format!("id = {id:?}\ntitle = \"A band\"\n{more}")).expect("a band");
    let table = [
        ("the longest of its band", &["of-all", "of-several", "of-one"][..], "Mon 21 Dec 2026", Ok(())),
        ("that of every other case", &["of-all", "of-several"], "Mon 7 Dec 2026", Ok(())),
        ("none for its band", &["of-several"], "Tue 24 Nov 2026", Err(Refusal::NoLimitToExtend)),
        (
            "beyond that of every other case",
            &["of-all", "of-several"],
            "Tue 8 Dec 2026",
            Err(Refusal::TooFar { asked: day("Tue 8 Dec 2026"), latest: day("Mon 7 Dec 2026") }),
        ),
    ];
    for (name, rules, to, expected) in table {
        let mut desk = investigating();
        // A complaint of one point falls into the first.
        desk.procedure.bands = vec![band("one", "points_to = 1"), band("several", "points_from = 2")];
        let rule = desk.procedure.extensions.remove(0);
        desk.procedure.extensions = rules
            .iter()
            .map(|which| {
                let (bands, most) = match *which {
                    "of-one" => (vec!["one".to_owned()], "20 working days"),
                    "of-several" => (vec!["several".to_owned()], "30 working days"),
                    _ => (Vec::new(), "10 working days"),
                };
                ExtensionRule { for_bands: bands, most: Some(most.parse().expect("a limit")), ..rule.clone() }
            })
            .collect();
        assert_eq!(desk.procedure.problems(), [], "{name}");
        assert_eq!(desk.ask(OFFICER, &until(to)).map(|_| ()), expected, "{name}");
    }
}
