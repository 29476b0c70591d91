//! Counts at their edges: months from the first of one, starts of our own on days off, what is counted back, what begins
//! again, and how far a date may be put off.

use domain::{
    Rules,
    calendar::WeekendReceipt,
    clock::{Beyond, Facts, beyond, timetable},
    procedure::Milestone::*,
};

use crate::{
    common::*,
    timetable::{due, one, procedure, received},
};

#[test]
fn months_that_begin_with_the_day_itself_end_the_day_before_its_date() {
    let table = [
        ("Mon 1 Mar 2027", "6 months", "Tue 31 Aug 2027"),
        ("Wed 1 Jul 2026", "6 months", "Thu 31 Dec 2026"),
        ("Sat 1 May 2027", "6 months", "Sun 31 Oct 2027"),
        ("Mon 15 Feb 2027", "1 month", "Sun 14 Mar 2027"),
        ("Sun 31 Jan 2027", "1 month", "Sun 28 Feb 2027"),
        ("Thu 28 Jan 2027", "1 month", "Sat 27 Feb 2027"),
        ("Wed 31 Mar 2027", "1 month", "Fri 30 Apr 2027"),
    ];
    for (on, limit, expected) in table {
        let procedure = one(limit, "from = \"received\"\nbegins = \"same-day\"\nends = \"as-counted\"");
        assert_eq!(due(&procedure, &received(on), "respond"), expected, "{limit} from {on}");
    }
}

const PANEL: &str = r#"
[[stage]]
id = "panel"
title = "Panel"
kinds = ["complaint"]
[[stage.clock]]
id = "hearing"
title = "Hold the hearing"
limit = "20 working days"
from = "received"
met_by = ["met"]
[[stage.clock]]
id = "notice"
title = "Say when the panel meets"
limit = "5 working days"
from = "met"
backwards = true
met_by = ["updated"]
[[stage.clock]]
id = "papers"
title = "Send the papers"
limit = "1 month"
from = "met"
backwards = true
ends = "working-day-before"
met_by = ["reported"]
[[stage.clock]]
id = "answer"
title = "Tell the outcome"
limit = "10 working days"
from = "met"
met_by = ["responded"]
"#;

#[test]
fn what_is_counted_back_from_a_known_day_counts_from_no_other() {
    let panel = procedure(PANEL);
    let facts = received("Mon 2 Nov 2026");
    assert_eq!(due(&panel, &facts, "notice"), "Mon 23 Nov 2026", "from the last day for the hearing");
    let late = facts.in_stage("panel", Met, day("Wed 20 Jan 2027"));
    assert_eq!(due(&panel, &late, "notice"), "Wed 13 Jan 2027", "the hearing is later than it should be");
    assert_eq!(due(&panel, &late, "answer"), "Mon 14 Dec 2026", "what is counted forward is still bounded");
    assert_eq!(due(&panel, &late, "papers"), "Fri 18 Dec 2026", "20 December is a Sunday");
}

#[test]
fn how_a_receipt_on_a_day_off_is_read_says_nothing_of_what_we_do_on_one() {
    let mut panel = procedure(PANEL);
    panel.weekend_receipt = Some(WeekendReceipt::NextWorkingDayIsDayZero);
    let met = received("Mon 2 Nov 2026").in_stage("panel", Met, day("Sat 14 Nov 2026"));
    assert_eq!(due(&panel, &met, "answer"), "Fri 27 Nov 2026", "the Monday is day 1");
}

#[test]
fn a_limit_on_the_whole_counts_from_what_happened_where_it_began() {
    let two = procedure(
        r#"
[[stage]]
id = "one"
title = "One"
kinds = ["complaint"]
[[stage.clock]]
id = "acknowledge"
title = "Acknowledge"
limit = "5 working days"
from = "received"
met_by = ["acknowledged"]
[[stage]]
id = "two"
title = "Two"
kinds = ["complaint"]
follows = ["one"]
asked_by = "customer"
[[stage.clock]]
id = "acknowledge-2"
title = "Acknowledge"
limit = "5 working days"
from = "asked"
met_by = ["acknowledged"]
[[overall]]
id = "whole"
title = "Finish"
limit = "8 weeks"
from = "acknowledged"
met_by = ["responded"]
"#,
    );
    let first = received("Mon 2 Nov 2026").in_stage("one", Acknowledged, day("Tue 3 Nov 2026"));
    assert_eq!(due(&two, &first, "whole"), "Tue 29 Dec 2026");
    let asked =
        first.in_stage("two", Asked, day("Tue 1 Dec 2026")).in_stage("two", Acknowledged, day("Wed 2 Dec 2026"));
    assert_eq!(due(&two, &asked, "whole"), "Tue 29 Dec 2026");
}

#[test]
fn a_date_is_put_off_to_a_day_on_which_its_clock_may_end() {
    let extension = |total: &str| format!("[[extension]]\nclock = \"respond\"\ntotal = \"{total}\"");
    let table = [
        ("ends = \"as-counted\"", "3 months", "Sun 14 Feb 2027"),
        ("ends = \"next-working-day\"", "3 months", "Mon 15 Feb 2027"),
        ("ends = \"next-working-day\"", "56 calendar days", "Mon 11 Jan 2027"),
        ("", "56 calendar days", "Sat 9 Jan 2027"),
    ];
    for (ends, total, expected) in table {
        let procedure = one("1 month", &format!("from = \"received\"\n{ends}\n{}", extension(total)));
        let (facts, calendar) = (received("Sat 14 Nov 2026"), calendar());
        let timings = timetable(&facts, Rules { procedure: &procedure, calendar: &calendar });
        let working = &timings[0].dates.as_ref().expect("it runs").working;
        let rule = procedure.extension_of("respond", None).expect("it can be put off");
        assert_eq!(
            rule.latest(working, timings[0].rule, &calendar).map(named).as_deref(),
            Some(expected),
            "{ends} {total}"
        );
    }
}

#[test]
fn a_trial_says_when_a_date_is_put_off_too_often() {
    let procedure = one(
        "10 working days",
        "from = \"received\"\n[[extension]]\nclock = \"respond\"\nmost = \"10 working days\"\ntimes = 1",
    );
    let calendar = calendar();
    let notes = |facts: &Facts| {
        let rules = Rules { procedure: &procedure, calendar: &calendar };
        beyond(facts, &timetable(facts, rules), rules)
    };
    let once = received("Mon 2 Nov 2026").put_off("respond", day("Tue 17 Nov 2026"), None);
    assert_eq!(notes(&once), []);
    let twice = once.put_off("respond", day("Wed 18 Nov 2026"), None);
    assert_eq!(notes(&twice), [Beyond::TooOften { title: "Respond".into(), times: 1 }]);
    assert_eq!(notes(&twice)[0].to_string(), "The procedure lets “Respond” be put off once.");
}
