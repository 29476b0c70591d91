//! That no list, search, open case or figures reads or sorts the whole table, in any combination of
//! what may be asked for.

use domain::{
    PersonId, ServiceId, StateKind,
    feedback::{Channel, Ending, Finding, Kind},
};
use rusqlite::{Connection, StatementStatus, ToSql};

use super::{Filter, Only, Order, Reader, Seen, figures, lines_of, plan::Plan};
use crate::{
    Store, dialect,
    growth::{growing, steps},
    table::cases,
};

#[track_caller]
fn walks_an_index(connection: &Connection, sql: &str) {
    assert_eq!(growing(connection, sql), Ok(Vec::new()), "{sql}");
}

fn with_store(check: impl Fn(&Connection)) {
    let store = Store::in_memory().expect("a store");
    store
        .read(|r| {
            check(r.connection);
            Ok::<_, crate::Error>(())
        })
        .expect("checked");
}

/// One of each way of asking, in every combination.
fn filters() -> Vec<Filter> {
    let day = |text: &str| Some(text.parse().expect("a date"));
    type Change = fn(&mut Filter, Option<domain::Date>);
    let reader = || Reader {
        person: PersonId(1),
        heads: vec![ServiceId(1)],
        deputises: vec![(ServiceId(2), PersonId(2)), (ServiceId(3), PersonId(3))],
    };
    let seen = [
        Seen::All,
        Seen::Everybodys(reader()),
        Seen::Only { services: vec![ServiceId(1), ServiceId(2)], investigator: Some(PersonId(1)), reader: reader() },
        Seen::Only { services: vec![ServiceId(1)], investigator: None, reader: reader() },
    ];
    let dates: [Change; 10] = [
        |_, _| {},
        |filter, day| filter.received_from = day,
        |filter, day| (filter.received_from, filter.received_to) = (day, day),
        |filter, day| filter.answered_to = day,
        |filter, day| (filter.answered_from, filter.answered_to) = (day, day),
        |filter, day| (filter.closed_from, filter.closed_to) = (day, day),
        |filter, day| filter.closed_from = day,
        |filter, day| (filter.due_from, filter.due_to) = (day, day),
        |filter, _| filter.no_due = true,
        |filter, _| filter.to_acknowledge = true,
    ];
    let asked: [Change; 14] = [
        |_, _| {},
        |filter, _| filter.kinds = vec![Kind::Complaint, Kind::Comment],
        |filter, _| filter.states = vec![StateKind::AwaitingSignOff],
        |filter, _| filter.states = vec![StateKind::Closed],
        |filter, _| {
            (filter.channels, filter.outcomes) = (vec![Channel::Phone], vec![Finding::Upheld, Finding::PartlyUpheld]);
            filter.wards = vec!["Rudd".to_owned()];
            filter.endings = vec![Ending::Declined];
        },
        |filter, _| filter.services = vec![ServiceId(1), ServiceId(3)],
        |filter, _| filter.people = vec![PersonId(1)],
        |filter, _| (filter.people, filter.services) = (vec![PersonId(1)], (0..40).map(ServiceId).collect()),
        |filter, _| filter.only = Some(Only::SentBack),
        |filter, day| filter.only = day.map(Only::OnHold),
        |filter, _| (filter.only, filter.services) = (Some(Only::LaterStage), vec![ServiceId(1)]),
        |filter, _| (filter.only, filter.kinds) = (Some(Only::Ombudsman), vec![Kind::Complaint]),
        |filter, _| filter.only = Some(Only::Watched(PersonId(1))),
        |filter, day| filter.only = day.map(|on| Only::Logged { by: PersonId(1), on }),
    ];
    let mut filters = Vec::new();
    for seen in seen {
        for dates in dates {
            for asked in asked {
                for open in [None, Some(true), Some(false)] {
                    for words in ["", "bin missed", "01527 64252", "2026-0412"] {
                        let mut filter =
                            Filter { open, seen_by: seen.clone(), words: words.to_owned(), ..Filter::default() };
                        dates(&mut filter, day("2026-11-02"));
                        asked(&mut filter, day("2026-11-02"));
                        filters.push(filter);
                    }
                }
            }
        }
    }
    filters
}

#[test]
fn no_list_and_no_count_reads_or_sorts_the_table() {
    let key = "2026-0412_20261102_20261123__".parse().expect("a key");
    with_store(|connection| {
        let filters = filters();
        assert!(filters.len() > 2000, "all combinations");
        for filter in &filters {
            for order in [Order::Newest, Order::Due] {
                let plan = Plan::of(filter, order, &|_| Ok(None)).expect("a plan");
                let pages =
                    [None, Some(&key)].map(|after| (plan.page(filter, after, 50), plan.places(filter, after, 50)));
                for statement in pages.into_iter().flat_map(|(page, places)| page.into_iter().chain(places)) {
                    walks_an_index(connection, &statement.text);
                }
            }
            for statement in Plan::for_count(filter, &|_| Ok(None)).expect("a plan").references(filter, 10_001) {
                walks_an_index(connection, &statement.text);
            }
        }
    });
}

/// How often a statement is planned anew where it is asked for these values in turn.
fn planned_anew(connection: &Connection, sql: &str, asked: &[Vec<&dyn ToSql>]) -> i32 {
    let mut statement = connection.prepare(sql).expect("a statement");
    for values in asked {
        for (place, value) in (1..).zip(values) {
            statement.raw_bind_parameter(place, value).expect("a place for the value");
        }
        statement.raw_query().next().expect("it runs");
    }
    statement.get_status(StatementStatus::RePrepare)
}

#[test]
fn a_statement_is_planned_once_whatever_values_it_is_asked_for() {
    let key = "2026-0412_20261102_20261123__".parse().expect("a key");
    with_store(|connection| {
        assert_eq!(planned_anew(connection, &lines_of(), &[vec![&1], vec![&2], vec![&3]]), 0);
        for filter in filters().iter().step_by(7) {
            let plan = Plan::of(filter, Order::Due, &|_| Ok(None)).expect("a plan");
            for (first, later) in plan.places(filter, None, 50).iter().zip(plan.places(filter, Some(&key), 50)) {
                assert_eq!(first.text, later.text);
                assert_eq!(
                    planned_anew(connection, &first.text, &[first.values(), later.values()]),
                    0,
                    "{}",
                    first.text
                );
            }
        }
    });
}

#[test]
fn no_open_case_reads_or_sorts_a_table() {
    with_store(|connection| {
        walks_an_index(connection, &cases::one());
        walks_an_index(connection, super::vocabulary::NEXT);
        walks_an_index(connection, &lines_of());
    });
}

#[test]
fn no_figures_read_or_sort_the_table() {
    let (from, to) = ("2026-10-01".parse().expect("a date"), "2026-10-31".parse().expect("a date"));
    with_store(|connection| {
        for statement in figures::statements(from, to, domain::london::start_of(to)) {
            walks_an_index(connection, &statement.text);
        }
    });
}

#[test]
fn the_account_tells_a_slow_statement_from_a_fast_one() {
    with_store(|connection| {
        assert_eq!(
            steps(connection, "SELECT * FROM cases ORDER BY title").expect("steps"),
            ["SCAN cases", "USE TEMP B-TREE FOR ORDER BY"]
        );
        let by_index = format!("SELECT id FROM cases{} WHERE kind = 'comment'", dialect::by_index("cases_kind"));
        assert_eq!(
            steps(connection, &by_index).expect("steps"),
            ["SEARCH cases USING COVERING INDEX cases_kind (kind=?)"]
        );
    });
}
