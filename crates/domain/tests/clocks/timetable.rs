//! Procedures of every shape, tried out without a case: what starts a limit, how it is counted,
//! what meets it and how long the next stage may be asked for.

use chrono::TimeDelta;
use domain::{
    Calendar, Date, Nation, Procedure, Rules,
    calendar::WeekendReceipt,
    clock::{self, Facts, Pause, Timing, ask_by, complain_by, taken_since, timetable},
    feedback::{Channel, Kind},
    procedure::{CutOff, Milestone::*, Weekday},
};

use crate::{closed_29_to_31_december, common::*};

/// A procedure with these stages and sections, in TOML, and nothing else.
pub(crate) fn procedure(stages: &str) -> Procedure {
    let heading = r#"
        id = "ours"
        version = 1
        name = "Ours"
        source = "Our council"
        in_force = "2020-01-01"
        office_closures = true
        rights = "You can ask the Ombudsman."
        signing = { head_of_service = false, deputy = false }
        kind = [
            { kind = "complaint", definition = "Somebody is not content." },
            { kind = "comment", definition = "Somebody has a view." },
        ]
    "#;
    let procedure: Procedure = toml::from_str(&format!("{heading}{stages}")).expect("a procedure that can be read");
    assert_eq!(procedure.problems(), [], "a procedure that works");
    procedure
}

/// A stage with one clock, called `respond`, that is met by the response.
pub(crate) fn one(limit: &str, more: &str) -> Procedure {
    procedure(&format!(
        "[[stage]]\nid = \"one\"\ntitle = \"One\"\nkinds = [\"complaint\"]\n[[stage.clock]]\nid = \"respond\"\n\
         title = \"Respond\"\nlimit = \"{limit}\"\nmet_by = [\"responded\"]\n{more}\n"
    ))
}

pub(crate) fn received(on: &str) -> Facts {
    Facts::received(Kind::Complaint, day(on))
}

/// The date of a clock in words; "waits" as long as nothing has started it.
pub(crate) fn due(procedure: &Procedure, facts: &Facts, clock: &str) -> String {
    due_by(procedure, facts, clock, &calendar())
}

fn due_by(procedure: &Procedure, facts: &Facts, clock: &str, calendar: &Calendar) -> String {
    let calendar = procedure.calendar(calendar);
    timing(procedure, facts, clock, &calendar, |timing| {
        timing.dates.as_ref().map_or("waits".into(), |dates| named(dates.due))
    })
}

fn timing<T>(
    procedure: &Procedure,
    facts: &Facts,
    clock: &str,
    calendar: &Calendar,
    look: impl Fn(&Timing<'_>) -> T,
) -> T {
    let timings = timetable(facts, Rules { procedure, calendar });
    look(timings.iter().find(|timing| timing.rule.id == clock).expect("the procedure has the clock"))
}

/// A stage takes complaints and comments; only complaints are acknowledged, answered from there, and done in twelve weeks.
#[test]
fn a_limit_is_for_some_kinds_of_feedback_only() {
    let procedure = procedure(
        r#"
        overall = [{ id = "whole", title = "Finish", limit = "12 weeks", from = "received", met_by = ["responded"], kinds = ["complaint"] }]
        [[stage]]
        id = "one"
        title = "One"
        kinds = ["complaint", "comment"]
        [[stage.clock]]
        id = "acknowledge"
        title = "Acknowledge"
        limit = "2 working days"
        from = "received"
        met_by = ["acknowledged"]
        kinds = ["complaint"]
        [[stage.clock]]
        id = "respond"
        title = "Respond"
        limit = "10 working days"
        after = "acknowledge"
        met_by = ["responded"]
        kinds = ["complaint"]
        [[stage.clock]]
        id = "reply"
        title = "Reply"
        limit = "20 working days"
        from = "received"
        met_by = ["responded"]
        kinds = ["comment"]
        "#,
    );
    let calendar = calendar();
    let ids = |kind| {
        let facts = Facts::received(kind, day("Mon 2 Nov 2026"));
        let timings = timetable(&facts, Rules { procedure: &procedure, calendar: &calendar });
        timings.iter().map(|timing| timing.rule.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(ids(Kind::Complaint), ["acknowledge", "respond", "whole"]);
    assert_eq!(ids(Kind::Comment), ["reply"]);
    assert_eq!(due(&procedure, &received("Mon 2 Nov 2026"), "respond"), "Wed 18 Nov 2026");
}

#[test]
fn limits_in_every_unit() {
    let table = [
        ("14 working days", "Mon 2 Nov 2026", "Fri 20 Nov 2026"),
        ("14 calendar days", "Mon 2 Nov 2026", "Mon 16 Nov 2026"),
        ("30 calendar days", "Mon 2 Nov 2026", "Wed 2 Dec 2026"),
        ("2 weeks", "Mon 2 Nov 2026", "Mon 16 Nov 2026"),
        ("6 weeks", "Tue 15 Dec 2026", "Tue 26 Jan 2027"),
        ("1 month", "Sun 31 Jan 2027", "Mon 1 Mar 2027"),
        ("6 months", "Mon 31 Aug 2026", "Mon 1 Mar 2027"),
        ("same working day", "Mon 2 Nov 2026", "Mon 2 Nov 2026"),
        ("same working day", "Sat 7 Nov 2026", "Mon 9 Nov 2026"),
        ("same working day", "Fri 25 Dec 2026", "Tue 29 Dec 2026"),
        ("24 hours", "Mon 2 Nov 2026", "Tue 3 Nov 2026"),
        ("48 hours", "Fri 6 Nov 2026", "Sun 8 Nov 2026"),
    ];
    for (limit, on, expected) in table {
        let procedure = one(limit, "from = \"received\"");
        assert_eq!(due(&procedure, &received(on), "respond"), expected, "{limit} from {on}");
    }
}

#[test]
fn hours_run_from_the_moment_through_nights_and_changes_of_the_clock() {
    let table = [
        ("Mon 2 Nov 2026 09:30:00", "Tue 3 Nov 2026 09:30:00", true),
        ("Mon 2 Nov 2026 09:30:00", "Tue 3 Nov 2026 09:30:01", false),
        ("Sat 24 Oct 2026 12:00:00", "Sun 25 Oct 2026 11:00:00", true),
        ("Sat 24 Oct 2026 12:00:00", "Sun 25 Oct 2026 11:00:01", false),
    ];
    for (from, to, in_time) in table {
        let facts = Facts::received(Kind::Complaint, at(from)).in_stage("one", Responded, at(to));
        let said =
            timing(&one("24 hours", "from = \"received\""), &facts, "respond", &calendar(), |timing| timing.in_time());
        assert_eq!(said, Some(in_time), "{from} to {to}");
    }
}

#[test]
fn the_first_day_of_the_count_is_as_the_procedure_says() {
    let table = [
        ("30 calendar days", "next-day", "Wed 2 Dec 2026"),
        ("30 calendar days", "same-day", "Tue 1 Dec 2026"),
        ("25 working days", "next-day", "Mon 7 Dec 2026"),
        ("25 working days", "same-day", "Fri 4 Dec 2026"),
        ("25 working days", "day-after", "Tue 8 Dec 2026"),
    ];
    for (limit, begins, expected) in table {
        let procedure = one(limit, &format!("from = \"received\"\nbegins = \"{begins}\""));
        assert_eq!(due(&procedure, &received("Mon 2 Nov 2026"), "respond"), expected, "{limit}, {begins}");
    }
}

#[test]
fn what_comes_in_on_a_day_off_may_count_as_received_on_the_next_working_day() {
    let table = [
        ("5 working days", "next-day", "Sat 5 Dec 2026", "Mon 14 Dec 2026"),
        ("5 working days", "next-day", "Mon 7 Dec 2026", "Mon 14 Dec 2026"),
        ("5 working days", "same-day", "Sat 5 Dec 2026", "Fri 11 Dec 2026"),
        ("5 working days", "same-day", "Sun 6 Dec 2026", "Fri 11 Dec 2026"),
        ("5 working days", "same-day", "Mon 7 Dec 2026", "Fri 11 Dec 2026"),
        ("5 working days", "same-day", "Tue 8 Dec 2026", "Mon 14 Dec 2026"),
        ("5 working days", "day-after", "Sat 5 Dec 2026", "Tue 15 Dec 2026"),
        ("5 working days", "day-after", "Mon 7 Dec 2026", "Tue 15 Dec 2026"),
        ("10 calendar days", "next-day", "Sat 5 Dec 2026", "Thu 17 Dec 2026"),
        ("10 calendar days", "next-day", "Mon 7 Dec 2026", "Thu 17 Dec 2026"),
        ("1 month", "next-day", "Sat 28 Nov 2026", "Wed 30 Dec 2026"),
        ("24 hours", "next-day", "Sat 28 Nov 2026", "Mon 30 Nov 2026"),
    ];
    for (limit, begins, on, expected) in table {
        let mut procedure = one(limit, &format!("from = \"received\"\nbegins = \"{begins}\""));
        procedure.weekend_receipt = Some(WeekendReceipt::NextWorkingDayIsDayZero);
        assert_eq!(due(&procedure, &received(on), "respond"), expected, "{limit}, {begins}, {on}");
    }
    let mut procedure = one("3 working days", "from = \"received\"");
    procedure.weekend_receipt = Some(WeekendReceipt::NextWorkingDayIsDayZero);
    assert_eq!(
        sentence(&procedure, &received("Sat 5 Dec 2026")),
        "3 working days from the day we received it, Saturday 5 December 2026, which counts as Monday 7 December 2026, \
         end on Thursday 10 December 2026."
    );
}

#[test]
fn hours_that_end_on_a_day_off_are_moved_where_the_procedure_says_so() {
    let hours = |ends: &str| one("24 hours", &format!("from = \"received\"\n{ends}"));
    assert_eq!(due(&hours(""), &received("Fri 27 Nov 2026"), "respond"), "Sat 28 Nov 2026");
    let moved = hours("ends = \"next-working-day\"");
    assert_eq!(due(&moved, &received("Fri 27 Nov 2026"), "respond"), "Mon 30 Nov 2026");
    for (answered, in_time) in [("Mon 30 Nov 2026 23:59:59", true), ("Tue 1 Dec 2026 00:00:01", false)] {
        let facts =
            Facts::received(Kind::Complaint, at("Fri 27 Nov 2026 09:30:00")).in_stage("one", Responded, at(answered));
        let said = timing(&moved, &facts, "respond", &calendar(), |timing| timing.in_time());
        assert_eq!(said, Some(in_time), "it ends with the day it moved to: {answered}");
    }
}

#[test]
fn what_repeats_says_that_it_counts_from_the_last_time() {
    let procedure = procedure(
        "[[stage]]\nid = \"one\"\ntitle = \"One\"\nkinds = [\"complaint\"]\n[[stage.clock]]\nid = \"respond\"\n\
         title = \"Tell them how it stands\"\nlimit = \"28 calendar days\"\nfrom = \"received\"\nmet_by = [\"updated\"]\n\
         repeats = true\n",
    );
    let facts = received("Mon 2 Nov 2026");
    assert!(sentence(&procedure, &facts).contains("from the day we received it, Monday 2 November 2026"));
    let updated = facts.in_stage("one", Updated, at("Fri 20 Nov 2026 10:00:00"));
    let said = sentence(&procedure, &updated);
    assert!(said.contains("from the last time this was done, Friday 20 November 2026"), "{said}");
}

#[test]
fn what_repeats_says_which_times_were_missed_and_keeps_each_date_put_off_to_its_own_time() {
    let procedure = procedure(
        "[[stage]]\nid = \"one\"\ntitle = \"One\"\nkinds = [\"complaint\"]\n[[stage.clock]]\nid = \"respond\"\n\
         title = \"Tell them how it stands\"\nlimit = \"10 working days\"\nfrom = \"received\"\n\
         met_by = [\"updated\"]\nrepeats = true\n[extension]\nclock = \"respond\"\n",
    );
    let rounds = |facts: &Facts| {
        timing(&procedure, facts, "respond", &calendar(), |timing| {
            let rounds: Vec<_> =
                timing.rounds.iter().map(|round| (named(round.dates.held_to), round.in_time())).collect();
            (rounds, timing.dates.as_ref().map(|dates| named(dates.due)).expect("it has started"))
        })
    };
    let updated = |facts: Facts, on| facts.in_stage("one", Updated, at(on));
    let once = updated(received("Mon 2 Nov 2026"), "Tue 17 Nov 2026 10:00:00");
    assert_eq!(rounds(&once), (vec![("Mon 16 Nov 2026".into(), false)], "Tue 1 Dec 2026".into()));
    assert!(sentence(&procedure, &once).ends_with("Done once before, on Tuesday 17 November 2026, late."));

    let twice = updated(once.clone(), "Tue 1 Dec 2026 16:00:00");
    let kept = vec![("Mon 16 Nov 2026".into(), false), ("Tue 1 Dec 2026".into(), true)];
    assert_eq!(rounds(&twice), (kept, "Tue 15 Dec 2026".into()));
    let said = sentence(&procedure, &twice);
    let late = "Done 2 times before, last on Tuesday 1 December 2026; late on Tuesday 17 November 2026.";
    assert!(said.ends_with(late), "{said}");

    let put_off = received("Mon 2 Nov 2026").put_off("respond", day("Fri 18 Dec 2026"), day("Mon 16 Nov 2026"));
    let then = updated(put_off, "Tue 17 Nov 2026 10:00:00");
    let in_time = vec![("Fri 18 Dec 2026".into(), true)];
    assert_eq!(
        rounds(&then),
        (in_time, "Tue 1 Dec 2026".into()),
        "what was put off was done; the next time is due as ever"
    );
    let ended = twice.in_stage("one", Responded, at("Wed 2 Dec 2026 10:00:00"));
    assert_eq!(timing(&procedure, &ended, "respond", &calendar(), |timing| timing.in_time()), Some(false));
}

fn sentence(procedure: &Procedure, facts: &Facts) -> String {
    timing(procedure, facts, "respond", &calendar(), |timing| {
        let dates = timing.dates.as_ref().expect("it has started");
        clock::Strip::of_timing(timing, dates, procedure).sentence
    })
}

#[test]
fn an_end_on_a_day_off_is_moved_as_the_procedure_says() {
    let table = [
        ("", "Sat 26 Dec 2026"),
        ("ends = \"as-counted\"", "Sat 26 Dec 2026"),
        ("ends = \"next-working-day\"", "Tue 29 Dec 2026"),
        ("ends = \"working-day-before\"", "Thu 24 Dec 2026"),
    ];
    for (ends, expected) in table {
        let procedure = one("14 calendar days", &format!("from = \"received\"\n{ends}"));
        assert_eq!(due(&procedure, &received("Sat 12 Dec 2026"), "respond"), expected, "{ends}");
    }
}

#[test]
fn after_the_hour_it_counts_as_received_on_the_next_working_day() {
    let procedure = Procedure {
        cut_off: Some("17:00:00".parse().expect("an hour")),
        ..one("5 working days", "from = \"received\"")
    };
    let table = [
        ("Thu 5 Nov 2026 17:00:00", "Thu 12 Nov 2026"),
        ("Thu 5 Nov 2026 17:00:01", "Fri 13 Nov 2026"),
        ("Fri 6 Nov 2026 19:00:00", "Mon 16 Nov 2026"),
        ("Sat 7 Nov 2026 10:00:00", "Mon 16 Nov 2026"),
        ("Sat 7 Nov 2026 19:00:00", "Mon 16 Nov 2026"),
        ("Mon 9 Nov 2026 09:00:00", "Mon 16 Nov 2026"),
    ];
    for (moment, expected) in table {
        let facts = Facts::received(Kind::Complaint, at(moment));
        assert_eq!(due(&procedure, &facts, "respond"), expected, "{moment}");
    }
    assert_eq!(
        sentence(&procedure, &Facts::received(Kind::Complaint, at("Fri 6 Nov 2026 19:00:00"))),
        "5 working days from the day we received it, Friday 6 November 2026, which counts as Monday 9 November 2026, end \
         on Monday 16 November 2026, leaving out 2 days of weekends."
    );
}

fn friday_at(hour: &str) -> Vec<CutOff> {
    vec![CutOff { day: Weekday::Friday, at: hour.parse().expect("an hour") }]
}

#[test]
fn a_weekday_has_an_hour_of_its_own() {
    let one = || one("5 working days", "from = \"received\"");
    let both =
        Procedure { cut_off: Some("17:00:00".parse().expect("an hour")), cut_offs: friday_at("16:30:00"), ..one() };
    let only = Procedure { cut_offs: friday_at("16:30:00"), ..one() };
    assert!(only.asks_the_hour());
    let table = [
        ("Thu 5 Nov 2026 16:45:00", "Thu 12 Nov 2026", "Thu 12 Nov 2026"),
        ("Thu 5 Nov 2026 17:15:00", "Fri 13 Nov 2026", "Thu 12 Nov 2026"),
        ("Fri 6 Nov 2026 16:30:00", "Fri 13 Nov 2026", "Fri 13 Nov 2026"),
        ("Fri 6 Nov 2026 16:45:00", "Mon 16 Nov 2026", "Mon 16 Nov 2026"),
        ("Sat 7 Nov 2026 10:00:00", "Mon 16 Nov 2026", "Mon 16 Nov 2026"),
    ];
    for (moment, with_both, on_fridays) in table {
        let facts = Facts::received(Kind::Complaint, at(moment));
        assert_eq!(due(&both, &facts, "respond"), with_both, "{moment}");
        assert_eq!(due(&only, &facts, "respond"), on_fridays, "{moment}, on Fridays alone");
    }
    let by_day = due(&both, &received("Fri 6 Nov 2026"), "respond");
    assert_eq!(by_day, "Fri 13 Nov 2026", "without an hour the day counts as a whole");
}

#[test]
fn nothing_is_due_before_what_came_in_earlier() {
    for (cut_off, cut_offs) in [(Some("17:00:00"), ""), (Some("17:00:00"), "12:30:00"), (None, "16:30:00")] {
        nothing_is_due_earlier(cut_off, cut_offs);
    }
}

fn nothing_is_due_earlier(cut_off: Option<&str>, on_friday: &str) {
    let procedure = Procedure {
        cut_off: cut_off.map(|hour| hour.parse().expect("an hour")),
        cut_offs: if on_friday.is_empty() { Vec::new() } else { friday_at(on_friday) },
        ..one("5 working days", "from = \"received\"")
    };
    let hours = (0..24 * 21).map(|hour| at("Thu 17 Dec 2026 00:30:00") + TimeDelta::hours(hour));
    let due: Vec<_> = hours
        .map(|moment| {
            let facts = Facts::received(Kind::Complaint, moment);
            timing(&procedure, &facts, "respond", &calendar(), |timing| timing.dates.as_ref().map(|dates| dates.due))
                .expect("a date")
        })
        .collect();
    assert!(due.is_sorted(), "{due:?}");
}

#[test]
fn the_hour_is_of_no_account_for_what_we_do_ourselves() {
    let hour = |procedure| Procedure { cut_off: Some("17:00:00".parse().expect("an hour")), ..procedure };
    let acknowledge = "[[stage.clock]]\nid = \"acknowledge\"\ntitle = \"Acknowledge\"\nlimit = \"5 working days\"\n\
                       from = \"received\"\nmet_by = [\"acknowledged\"]\n";
    let procedure = hour(procedure(&format!(
        "[[stage]]\nid = \"one\"\ntitle = \"One\"\nkinds = [\"complaint\"]\n{acknowledge}[[stage.clock]]\n\
         id = \"respond\"\ntitle = \"Respond\"\nlimit = \"10 working days\"\nfrom = \"acknowledged\"\n\
         met_by = [\"responded\"]\n"
    )));
    for on in ["Fri 6 Nov 2026 18:00:00", "Sat 7 Nov 2026 10:00:00"] {
        let facts = received("Mon 2 Nov 2026").in_stage("one", Acknowledged, at(on));
        assert_eq!(due(&procedure, &facts, "respond"), "Fri 20 Nov 2026", "{on}");
    }
    let mut updates = hour(one("10 working days", "from = \"received\""));
    updates.stages[0].clocks[0].met_by = vec![Contacted];
    updates.stages[0].clocks[0].repeats = true;
    assert_eq!(updates.problems(), []);
    let facts = received("Mon 2 Nov 2026").in_stage("one", Contacted, at("Thu 5 Nov 2026 18:00:00"));
    assert_eq!(due(&updates, &facts, "respond"), "Thu 19 Nov 2026", "from the day of the call");
}

#[test]
fn hours_after_the_cut_off_run_from_the_first_moment_of_the_next_working_day() {
    let procedure =
        Procedure { cut_off: Some("17:00:00".parse().expect("an hour")), ..one("24 hours", "from = \"received\"") };
    let table = [
        ("Thu 5 Nov 2026 16:00:00", "2026-11-06T16:00:00Z"),
        ("Thu 5 Nov 2026 17:30:00", "2026-11-07T00:00:00Z"),
        ("Fri 6 Nov 2026 18:00:00", "2026-11-10T00:00:00Z"),
        ("Sat 7 Nov 2026 10:00:00", "2026-11-10T00:00:00Z"),
    ];
    for (moment, expected) in table {
        let facts = Facts::received(Kind::Complaint, at(moment));
        let due_at = |timing: &Timing<'_>| timing.dates.as_ref().and_then(|dates| dates.working.due_at);
        let expected: domain::Moment = expected.parse().expect("a moment");
        assert_eq!(timing(&procedure, &facts, "respond", &calendar(), due_at), Some(expected), "{moment}");
    }
    let said = |moment| sentence(&procedure, &Facts::received(Kind::Complaint, at(moment)));
    assert!(said("Thu 5 Nov 2026 16:00:00").contains("end on Friday 6 November 2026 at 16:00"));
    assert!(said("Thu 5 Nov 2026 17:30:00").ends_with("end on Friday 6 November 2026."), "with the day");
}

#[test]
fn bst_and_gmt_decide_on_which_day_a_mail_was_received() {
    let procedure = one("2 working days", "from = \"received\"");
    let table = [
        ("2026-07-01T22:59:59Z", "Fri 3 Jul 2026"),
        ("2026-07-01T23:30:00Z", "Mon 6 Jul 2026"),
        ("2026-10-25T00:30:00Z", "Tue 27 Oct 2026"),
        ("2026-10-25T01:30:00Z", "Tue 27 Oct 2026"),
        ("2026-12-01T23:30:00Z", "Thu 3 Dec 2026"),
    ];
    for (moment, expected) in table {
        let moment: domain::Moment = moment.parse().expect("a moment");
        assert_eq!(due(&procedure, &Facts::received(Kind::Complaint, moment), "respond"), expected, "{moment}");
    }
}

#[test]
fn nations_terms_and_closures_of_its_own() {
    let scotland = Calendar::by_rule(Nation::Scotland).adding(&[domain::calendar::DayOff {
        date: day("Mon 15 Jun 2026"),
        name: "World Cup".into(),
        kind: domain::calendar::DayOffKind::BankHoliday,
    }]);
    let five = one("5 working days", "from = \"received\"");
    assert_eq!(due_by(&five, &received("Fri 12 Jun 2026"), "respond", &scotland), "Mon 22 Jun 2026");
    assert_eq!(due(&five, &received("Fri 12 Jun 2026"), "respond"), "Fri 19 Jun 2026", "England and Wales");

    let term =
        |name: &str, from: &str, to: &str| domain::procedure::Term { name: name.into(), from: day(from), to: day(to) };
    let school = Procedure {
        terms: vec![
            term("Autumn", "Wed 2 Sep 2026", "Fri 18 Dec 2026"),
            term("Spring", "Mon 4 Jan 2027", "Thu 25 Mar 2027"),
        ],
        weekend_receipt: Some(domain::calendar::WeekendReceipt::NextWorkingDayIsDayZero),
        ..five.clone()
    };
    let out_of_term = received("Mon 21 Dec 2026");
    assert_eq!(due(&school, &out_of_term, "respond"), "Mon 11 Jan 2027", "received on the first school day, Mon 4 Jan");

    let statutory = one("2 working days", "from = \"received\"\noffice_closures = false");
    let closed = closed_29_to_31_december();
    assert_eq!(due_by(&statutory, &received("Thu 24 Dec 2026"), "respond", &closed), "Wed 30 Dec 2026");
    let with = one("2 working days", "from = \"received\"");
    assert_eq!(due_by(&with, &received("Thu 24 Dec 2026"), "respond", &closed), "Tue 5 Jan 2027");
}

#[test]
fn a_holiday_of_any_nation_can_be_left_out() {
    let mut every = Calendar::by_rule(Nation::EnglandAndWales);
    for nation in [Nation::Scotland, Nation::NorthernIreland] {
        every = every.adding(&Calendar::by_rule(nation).bank_holidays());
    }
    let two = one("2 working days", "from = \"received\"");
    let table =
        [("Fri 27 Nov 2026", "Wed 2 Dec 2026", "Saint Andrew"), ("Mon 16 Mar 2026", "Thu 19 Mar 2026", "Patrick")];
    for (on, expected, saint) in table {
        assert_eq!(due_by(&two, &received(on), "respond", &every), expected, "{saint}");
    }
}

#[test]
fn a_pause_stops_the_count_for_its_days() {
    let procedure = one("5 working days", "from = \"received\"");
    let mut facts = received("Mon 2 Nov 2026");
    facts.pauses.push(Pause { from: day("Thu 5 Nov 2026"), to: day("Mon 9 Nov 2026"), clocks: Vec::new() });
    assert_eq!(due(&procedure, &facts, "respond"), "Thu 12 Nov 2026");
    facts.pauses[0].clocks = vec!["acknowledge".into()];
    assert_eq!(due(&procedure, &facts, "respond"), "Mon 9 Nov 2026", "another clock stood still");
}

/// The Code of the two Ombudsmen in short.
const CODE: &str = r#"
[[stage]]
id = "one"
title = "Stage 1"
kinds = ["complaint"]
[[stage.clock]]
id = "acknowledge-1"
title = "Acknowledge"
limit = "5 working days"
from = "received"
met_by = ["acknowledged"]
[[stage.clock]]
id = "respond-1"
title = "Respond"
limit = "10 working days"
from = "acknowledged"
met_by = ["responded"]
[[stage]]
id = "two"
title = "Stage 2"
kinds = ["complaint"]
follows = ["one"]
window = { periods = [{ limit = "1 month", from = "responded" }] }
[[stage.clock]]
id = "acknowledge-2"
title = "Acknowledge"
limit = "5 working days"
from = "asked"
met_by = ["acknowledged"]
[[stage.clock]]
id = "respond-2"
title = "Respond"
limit = "20 working days"
from = "acknowledged"
met_by = ["responded"]
[[overall]]
id = "whole"
title = "Finish"
limit = "12 weeks"
from = "received"
met_by = ["responded"]
"#;

#[test]
fn the_second_stage_has_clocks_of_its_own_from_the_day_it_is_asked_for() {
    let code = procedure(CODE);
    let facts = received("Mon 2 Nov 2026");
    assert_eq!(due(&code, &facts, "acknowledge-2"), "waits", "nobody has asked");
    let asked = facts.in_stage("two", Asked, day("Mon 4 Jan 2027"));
    assert_eq!(due(&code, &asked, "acknowledge-2"), "Mon 11 Jan 2027");
    assert_eq!(due(&code, &asked, "respond-2"), "Mon 8 Feb 2027", "at the latest from the last permitted day");
    let acknowledged = asked.clone().in_stage("two", Acknowledged, day("Mon 11 Jan 2027"));
    assert_eq!(due(&code, &acknowledged, "respond-2"), "Mon 8 Feb 2027");
    let quick = asked.in_stage("two", Acknowledged, day("Tue 5 Jan 2027"));
    assert_eq!(due(&code, &quick, "respond-2"), "Tue 2 Feb 2027");
    let put_off = acknowledged.put_off("respond-2", day("Mon 8 Mar 2027"), day("Mon 8 Feb 2027"));
    assert_eq!(due(&code, &put_off, "respond-2"), "Mon 8 Mar 2027");
}

#[test]
fn a_limit_on_the_whole_is_met_by_the_last_stage_only() {
    let code = procedure(CODE);
    let answered = received("Mon 2 Nov 2026").in_stage("one", Responded, day("Mon 16 Nov 2026"));
    assert_eq!(due(&code, &answered, "whole"), "Mon 25 Jan 2027");
    let met =
        |facts: &Facts| timing(&code, facts, "whole", &calendar(), |timing| timing.met.map(|when| named(when.on)));
    assert_eq!(met(&answered), Some("Mon 16 Nov 2026".into()));
    let reopened = answered.in_stage("two", Asked, day("Tue 17 Nov 2026"));
    assert_eq!(met(&reopened), None, "the second stage is open");
}

#[test]
fn the_next_stage_may_be_asked_for_within_its_window() {
    let later = CODE.replace(
        "window = { periods = [{ limit = \"1 month\", from = \"responded\" }] }",
        "window = { whichever = \"later\", periods = [{ limit = \"6 months\", from = \"occurred\" }, \
         { limit = \"2 months\", from = \"responded\" }] }",
    );
    let first_known = CODE.replace(
        "window = { periods = [{ limit = \"1 month\", from = \"responded\" }] }",
        "window = { whichever = \"first-known\", periods = [{ limit = \"21 calendar days\", from = \"responded\" }, \
         { limit = \"3 months\", from = \"occurred\" }] }",
    );
    let answered = received("Mon 2 Nov 2026").with(Occurred, day("Thu 1 Oct 2026")).in_stage(
        "one",
        Responded,
        day("Mon 16 Nov 2026"),
    );
    let unanswered = received("Mon 2 Nov 2026").with(Occurred, day("Thu 1 Oct 2026"));
    let table = [
        ("a month of the response", CODE, &answered, Some("Wed 16 Dec 2026")),
        ("the later of two", later.as_str(), &answered, Some("Thu 1 Apr 2027")),
        ("the path taken", first_known.as_str(), &answered, Some("Mon 7 Dec 2026")),
        ("the other path", first_known.as_str(), &unanswered, Some("Fri 1 Jan 2027")),
        ("nothing has started it", CODE, &unanswered, None),
    ];
    for (name, stages, facts, expected) in table {
        let procedure = procedure(stages);
        let rules = Rules { procedure: &procedure, calendar: &calendar() };
        let found = ask_by(&procedure.stages[1], facts, rules).map(|working| named(working.due));
        // Months roll off a bank holiday: New Year's Day 2027 becomes Mon 4 Jan.
        let expected = if expected == Some("Fri 1 Jan 2027") { Some("Mon 4 Jan 2027") } else { expected };
        assert_eq!(found.as_deref(), expected, "{name}");
    }
}

#[test]
fn a_meeting_is_counted_back_from_in_clear_days() {
    let meeting = r#"
[[stage]]
id = "committee"
title = "Committee"
kinds = ["complaint"]
[[stage.clock]]
id = "papers"
title = "Send the papers"
limit = "7 working days"
from = "met"
backwards = true
clear = true
met_by = ["done"]
"#;
    let clear = procedure(meeting);
    let plain = procedure(&meeting.replace("clear = true", ""));
    let facts = received("Mon 2 Nov 2026");
    assert_eq!(due(&clear, &facts, "papers"), "waits", "no meeting yet");
    let facts = facts.in_stage("committee", Met, day("Mon 16 Nov 2026"));
    assert_eq!(due(&clear, &facts, "papers"), "Wed 4 Nov 2026", "seven whole days lie between");
    assert_eq!(due(&plain, &facts, "papers"), "Thu 5 Nov 2026");
    let facts = facts.done("papers", day("Wed 4 Nov 2026"));
    assert_eq!(timing(&clear, &facts, "papers", &calendar(), |timing| timing.in_time()), Some(true));
}

#[test]
fn a_clock_may_wait_for_its_start_or_follow_another_step() {
    let steps = r#"
[[stage]]
id = "one"
title = "One"
kinds = ["complaint"]
[[stage.clock]]
id = "assess"
title = "Assess"
limit = "5 working days"
from = "received"
met_by = ["assessed"]
[[stage.clock]]
id = "respond"
title = "Respond"
limit = "20 working days"
after = "assess"
met_by = ["responded"]
[[stage.clock]]
id = "process"
title = "Answer after the checks"
limit = "20 working days"
from = "consented"
met_by = ["responded"]
"#;
    let procedure = procedure(steps);
    let facts = received("Mon 2 Nov 2026");
    assert_eq!(due(&procedure, &facts, "respond"), "Mon 7 Dec 2026", "from the last permitted day");
    assert_eq!(due(&procedure, &facts, "process"), "waits");
    let facts =
        facts.in_stage("one", Assessed, day("Wed 4 Nov 2026")).in_stage("one", Consented, day("Tue 1 Dec 2026"));
    assert_eq!(due(&procedure, &facts, "respond"), "Wed 2 Dec 2026");
    assert_eq!(due(&procedure, &facts, "process"), "Thu 31 Dec 2026");
}

#[test]
fn an_interim_reply_counts_where_the_procedure_says_so() {
    let facts = received("Mon 2 Nov 2026").in_stage("one", Interim, day("Mon 30 Nov 2026"));
    let full = one("28 working days", "from = \"received\"");
    let either = one("28 working days", "from = \"received\"").clone();
    let either = Procedure {
        stages: either
            .stages
            .into_iter()
            .map(|mut stage| {
                stage.clocks[0].met_by.push(Interim);
                stage
            })
            .collect(),
        ..full.clone()
    };
    assert_eq!(timing(&full, &facts, "respond", &calendar(), |timing| timing.in_time()), None);
    assert_eq!(timing(&either, &facts, "respond", &calendar(), |timing| timing.in_time()), Some(true));
}

#[test]
fn updates_are_due_again_and_again_until_the_stage_ends() {
    let updates = r#"
[[stage]]
id = "one"
title = "One"
kinds = ["complaint"]
[[stage.clock]]
id = "update"
title = "Tell the customer how it stands"
limit = "10 working days"
from = "received"
met_by = ["updated"]
repeats = true
"#;
    let procedure = procedure(updates);
    let facts = received("Mon 2 Nov 2026");
    assert_eq!(due(&procedure, &facts, "update"), "Mon 16 Nov 2026");
    let facts = facts.in_stage("one", Updated, day("Thu 12 Nov 2026"));
    assert_eq!(due(&procedure, &facts, "update"), "Thu 26 Nov 2026");
    let met = |facts: &Facts| timing(&procedure, facts, "update", &calendar(), |timing| timing.met);
    assert_eq!(met(&facts), None);
    assert!(met(&facts.in_stage("one", Responded, day("Fri 20 Nov 2026"))).is_some());
}

#[test]
fn a_count_begins_anew_when_the_customer_makes_clear_what_was_asked() {
    let procedure = one("20 working days", "from = \"received\"\nrestarts_on = [\"clarified\", \"consented\"]");
    let facts = || received("Mon 2 Nov 2026");
    let clarified = |facts: Facts, on: &str| facts.in_stage("one", Clarified, day(on));
    let table = [
        ("nothing asked", facts(), "Mon 30 Nov 2026"),
        ("clarified", clarified(facts(), "Mon 9 Nov 2026"), "Mon 7 Dec 2026"),
        ("the last time of two", clarified(clarified(facts(), "Mon 9 Nov 2026"), "Fri 6 Nov 2026"), "Mon 7 Dec 2026"),
        (
            "on the day it was answered",
            clarified(facts().in_stage("one", Responded, day("Fri 6 Nov 2026")), "Fri 6 Nov 2026"),
            "Mon 30 Nov 2026",
        ),
        ("on the last day", clarified(facts(), "Mon 30 Nov 2026"), "Wed 30 Dec 2026"),
        (
            "on the last day of the second count",
            clarified(clarified(facts(), "Mon 7 Dec 2026"), "Mon 9 Nov 2026"),
            "Thu 7 Jan 2027",
        ),
        ("a missed date stays missed", clarified(facts(), "Tue 1 Dec 2026"), "Mon 30 Nov 2026"),
        ("another of them", facts().in_stage("one", Consented, day("Tue 3 Nov 2026")), "Tue 1 Dec 2026"),
        ("in another stage", facts().in_stage("two", Clarified, day("Mon 9 Nov 2026")), "Mon 30 Nov 2026"),
        (
            "when it was answered already",
            clarified(facts().in_stage("one", Responded, day("Fri 6 Nov 2026")), "Mon 9 Nov 2026"),
            "Mon 30 Nov 2026",
        ),
        (
            "put off further than it counts anew",
            clarified(facts(), "Mon 9 Nov 2026").put_off("respond", day("Fri 11 Dec 2026"), day("Fri 6 Nov 2026")),
            "Fri 11 Dec 2026",
        ),
        (
            "put off less far",
            clarified(facts(), "Mon 9 Nov 2026").put_off("respond", day("Fri 4 Dec 2026"), day("Fri 6 Nov 2026")),
            "Mon 7 Dec 2026",
        ),
    ];
    for (what, facts, expected) in table {
        assert_eq!(due(&procedure, &facts, "respond"), expected, "{what}");
    }
    let said = sentence(&procedure, &clarified(facts(), "Mon 9 Nov 2026"));
    assert!(
        said.starts_with("20 working days from the day the customer made clear what we asked about, Monday 9 November"),
        "{said}"
    );
}

#[test]
fn bands_follow_from_how_it_came_in_and_from_who_complains() {
    let procedure = procedure(
        r#"
acceptance = { complainants = [{ id = "child", title = "A child" }] }
[[band]]
id = "spoken"
title = "By phone or in person"
channels = ["phone", "in-person"]
points_to = 2
[[band]]
id = "child"
title = "A child writes"
channels = ["letter", "email"]
complainants = ["child"]
[[stage]]
id = "one"
title = "One"
kinds = ["complaint"]
[[stage.clock]]
id = "respond"
title = "Respond"
limit = "20 working days"
bands = { spoken = "3 working days", child = "10 working days" }
from = "received"
met_by = ["responded"]
"#,
    );
    let table = [
        (Some(Channel::Phone), 1, None, None, "Thu 5 Nov 2026"),
        (Some(Channel::InPerson), 2, Some("child"), None, "Thu 5 Nov 2026"),
        (Some(Channel::Phone), 3, None, None, "Mon 30 Nov 2026"),
        (Some(Channel::Letter), 1, None, None, "Mon 30 Nov 2026"),
        (Some(Channel::Letter), 1, Some("child"), None, "Mon 16 Nov 2026"),
        (None, 1, Some("child"), None, "Mon 30 Nov 2026"),
        (Some(Channel::Letter), 1, None, Some("spoken"), "Thu 5 Nov 2026"),
    ];
    for (channel, points, complainant, band, expected) in table {
        let (complainant, band) = (complainant.map(Into::into), band.map(Into::into));
        let facts = Facts { channel, points, complainant, band, ..received("Mon 2 Nov 2026") };
        assert_eq!(due(&procedure, &facts, "respond"), expected, "{facts:?}");
    }
}

#[test]
fn bands_have_limits_of_their_own() {
    let bands = r#"
[[band]]
id = "low"
title = "Up to 5 points"
points_from = 1
points_to = 5
[[band]]
id = "medium"
title = "6 to 11 points"
points_from = 6
points_to = 11
[[band]]
id = "high"
title = "12 points and more, or several organisations"
points_from = 12
[[stage]]
id = "one"
title = "One"
kinds = ["complaint"]
[[stage.clock]]
id = "respond"
title = "Respond"
limit = "30 working days"
bands = { low = "30 working days", medium = "60 working days", high = "6 months" }
from = "received"
met_by = ["responded"]
"#;
    let procedure = procedure(bands);
    let with =
        |points: u32, band: Option<&str>| Facts { points, band: band.map(Into::into), ..received("Mon 2 Nov 2026") };
    let table = [
        (1, None, "Mon 14 Dec 2026"),
        (6, None, "Thu 28 Jan 2027"),
        (12, None, "Tue 4 May 2027"),
        (2, Some("high"), "Tue 4 May 2027"),
    ];
    for (points, band, expected) in table {
        assert_eq!(due(&procedure, &with(points, band), "respond"), expected, "{points} points, {band:?}");
    }
}

#[test]
fn a_target_stands_beside_the_maximum() {
    let procedure = one("20 working days", "from = \"received\"\ntarget = \"10 working days\"");
    let said = timing(&procedure, &received("Mon 2 Nov 2026"), "respond", &calendar(), |timing| {
        timing.dates.as_ref().and_then(|dates| dates.target).map(named)
    });
    assert_eq!(said.as_deref(), Some("Mon 16 Nov 2026"));
}

#[test]
fn a_complaint_is_taken_within_the_time_the_procedure_allows() {
    let acceptance = "[acceptance]\nwindow = { waivable = true, at_most = \"12 months\", \
                      periods = [{ limit = \"6 months\", from = \"aware\" }] }\n";
    let procedure = procedure(&format!("{acceptance}{CODE}"));
    let facts = received("Mon 2 Nov 2026").with(Aware, day("Mon 4 May 2026"));
    let rules = Rules { procedure: &procedure, calendar: &calendar() };
    assert_eq!(complain_by(&facts, rules).map(|working| named(working.due)).as_deref(), Some("Wed 4 Nov 2026"));
    assert_eq!(complain_by(&received("Mon 2 Nov 2026"), rules), None, "nobody knows since when");
}

#[test]
fn since_when_a_complaint_is_in_time_is_the_window_looked_at_from_the_other_end() {
    // A year that ends on a Saturday ends on the Monday after, here the day of receipt.
    let table = [
        ("{ periods = [{ limit = \"12 months\", from = \"occurred\" }] }", Some(("Fri 31 Oct 2025", None))),
        ("{ periods = [{ limit = \"30 calendar days\", from = \"aware\" }] }", Some(("Sat 3 Oct 2026", None))),
        ("{ periods = [{ limit = \"20 working days\", from = \"aware\" }] }", Some(("Mon 5 Oct 2026", None))),
        (
            "{ waivable = true, at_most = \"12 months\", periods = [{ limit = \"6 months\", from = \"aware\" }] }",
            Some(("Fri 1 May 2026", Some("Fri 31 Oct 2025"))),
        ),
        (
            "{ periods = [{ limit = \"6 months\", from = \"occurred\" }, { limit = \"2 months\", from = \"aware\" }] }",
            None,
        ),
    ];
    for (window, expected) in table {
        let procedure = procedure(&format!("[acceptance]\nwindow = {window}\n{CODE}"));
        let rules = Rules { procedure: &procedure, calendar: &calendar() };
        let since = taken_since(Kind::Complaint, day("Mon 2 Nov 2026"), rules);
        let said = since.map(|since| (named(since.usual), since.at_most.map(named)));
        let expected = expected.map(|(usual, most)| (usual.to_owned(), most.map(str::to_owned)));
        assert_eq!(said, expected, "{window}");
    }
}

#[test]
fn a_case_that_begins_at_the_second_stage_skips_the_first() {
    let code = procedure(&CODE.replace(
        "follows = [\"one\"]",
        "follows = [\"one\"]\nstraight_in = [{ id = \"vip\", title = \"A very important person\" }]",
    ));
    let facts = Facts { began_in: Some("two".into()), ..received("Mon 2 Nov 2026") };
    assert_eq!(due(&code, &facts, "acknowledge-1"), "waits");
    assert_eq!(due(&code, &facts, "acknowledge-2"), "Mon 9 Nov 2026", "asked for on the day of receipt");
}

#[test]
fn the_longest_way_through_the_code_is_longer_than_twelve_weeks() {
    let code = procedure(CODE);
    let one = received("Mon 2 Nov 2026").in_stage("one", Acknowledged, day("Mon 9 Nov 2026")).put_off(
        "respond-1",
        day("Mon 7 Dec 2026"),
        day("Mon 23 Nov 2026"),
    );
    assert_eq!(due(&code, &one, "respond-1"), "Mon 7 Dec 2026");
    let two = one.in_stage("one", Responded, day("Mon 7 Dec 2026")).in_stage("two", Asked, day("Tue 8 Dec 2026"));
    assert_eq!(due(&code, &two, "acknowledge-2"), "Tue 15 Dec 2026");
    assert_eq!(due(&code, &two, "respond-2"), "Fri 15 Jan 2027");
    let working = clock::working(
        domain::procedure::Limit::of(20, domain::procedure::Unit::WorkingDays),
        day("Fri 15 Jan 2027"),
        domain::calendar::WeekendReceipt::default(),
        &calendar(),
    );
    let last: Date = working.due;
    assert_eq!(named(last), "Fri 12 Feb 2027", "put off by 20 working days");
    assert_eq!((last - day("Mon 2 Nov 2026")).num_days(), 102, "14.6 weeks");
}
