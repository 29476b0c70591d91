//! What the addresses of lists say, read and written back.

use super::*;

fn read(address: &str) -> Query {
    let query = address.split_once('?').map_or("", |(_, query)| query);
    Query::of(&Fields::parse(query.as_bytes()), date("2026-11-27")).0
}

fn date(text: &str) -> Date {
    text.parse().expect("a date")
}

#[test]
fn an_address_reads_back_as_itself() {
    let addresses = [
        "/cases",
        "/cases?q=rudd+lane",
        "/cases?from=2026-11-01&to=2026-11-27&kind=complaint&kind=comment&deadline=late&service=3&person=7&sort=newest",
        "/cases?state=all",
        "/cases?kind=complaint&to_acknowledge=yes&service=3",
        "/cases?state=all&channel=in-person&ward=St+Mary%27s&outcome=partly-upheld",
        "/cases?state=awaiting-sign-off&sort=due",
        "/cases?closed_from=2026-11-01&closed_to=2026-11-30&state=closed",
        "/cases?after=2026-0012_20261104_20261126__",
    ];
    for address in addresses {
        assert_eq!(read(address).address("/cases"), address);
    }
}

#[test]
fn dates_are_read_as_people_type_them_and_said_when_they_cannot_be() {
    assert_eq!(read("/cases?from=1%2F11%2F2026").received.from, Some(date("2026-11-01")));
    assert_eq!(read("/cases?from=yesterday").received.from, Some(date("2026-11-26")));
    let read = |query: &[u8]| Query::of(&Fields::parse(query), date("2026-11-27"));
    let (_, errors) = read(b"from=someday");
    assert_eq!(errors.of("from"), Some("Give the date like 3/12/2026"));
    let (_, errors) = read(b"from=2/11/2026&to=1/11/2026");
    assert_eq!(errors.of("to"), Some("The second date must not be before the first"));
}

#[test]
fn what_is_not_said_depends_on_what_is_asked() {
    let table = [
        ("/cases", State::Open, Sort::Due),
        ("/cases?q=bins", State::All, Sort::Newest),
        ("/cases?deadline=late&q=bins", State::Open, Sort::Newest),
        ("/cases?to_acknowledge=yes&q=bins", State::Open, Sort::Newest),
        ("/cases?to_acknowledge=yes", State::Open, Sort::Due),
        ("/cases?state=closed", State::In(StateKind::Closed), Sort::Newest),
        ("/cases?closed_from=2026-11-01", State::All, Sort::Newest),
        ("/cases?q=bins&sort=due", State::All, Sort::Newest),
        ("/cases?outcome=upheld", State::All, Sort::Newest),
        ("/cases?state=logged", State::In(StateKind::Logged), Sort::Due),
    ];
    for (address, state, sort) in table {
        let query = read(address);
        assert_eq!((query.state(), query.sort()), (state, sort), "{address}");
    }
}

#[test]
fn only_words_are_a_search_that_may_go_straight_to_a_case() {
    assert!(read("/cases?q=2026-0412").is_search());
    assert!(!read("/cases?q=2026-0412&kind=complaint").is_search());
    assert!(!read("/cases").is_search());
}

#[test]
fn deadlines_leave_no_day_out_and_none_twice() {
    let (today, soon) = (date("2026-11-27"), date("2026-12-01"));
    let parts = [Deadline::Late, Deadline::Today, Deadline::Soon, Deadline::Later];
    for day in date("2026-11-20").iter_days().take(20) {
        let holding = parts.iter().filter(|part| {
            let filter = part.narrow(Filter::default(), today, soon);
            filter.due_from.is_none_or(|from| from <= day) && filter.due_to.is_none_or(|to| day <= to)
        });
        assert_eq!(holding.count(), 1, "{day}");
    }
}
