//! Contract of cases: numbers without gaps, histories that only grow, rows saved with them.

use domain::{Reference, StateKind, feedback::Ending};
use store::{Error, fingerprint};

use crate::build::{begin, date, logged, memory, moment, noon, note, recorded, redated, reference, row, write};

#[test]
fn references_have_no_gaps_in_each_year() {
    let store = memory();
    let taken = |year| write(&store, |w| w.next_reference(year)).to_string();
    assert_eq!(
        [taken(2026), taken(2026), taken(2025), taken(2026)],
        ["2026-0001", "2026-0002", "2025-0001", "2026-0003"]
    );
}

#[test]
fn a_number_that_was_not_used_is_given_again() {
    let store = memory();
    write(&store, |w| begin(w, |_| {}));
    let refused: Result<Reference, Error> = store.write(|w| {
        begin(w, |_| {})?;
        Err(Error::Busy)
    });
    assert_eq!(refused, Err(Error::Busy));
    assert_eq!(write(&store, |w| begin(w, |_| {})), reference("2026-0002"), "the number went back");
    assert_eq!(store.read(|r| r.verify_integrity()), Ok(Vec::new()));
}

#[test]
fn a_panic_undoes_what_was_written() {
    let store = memory();
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let _: Result<(), Error> = store.write(|w| {
            begin(w, |_| {})?;
            panic!("in the middle");
        });
    }));
    assert!(panicked.is_err());
    assert_eq!(store.read(|r| r.all_references()), Ok(Vec::new()));
    assert_eq!(write(&store, |w| begin(w, |_| {})), reference("2026-0001"), "and the store goes on");
}

#[test]
fn a_row_reads_back_as_it_was_kept_but_for_its_words() {
    let store = memory();
    let kept = write(&store, |w| {
        let mut full = row(w.next_reference(2026)?);
        full.state = StateKind::Closed;
        full.closed = Some(date("2026-11-20"));
        full.ending = Some(Ending::Answered);
        full.grounds = vec!["delay".to_owned(), "a \"quoted\" ground".to_owned()];
        full.remedies = vec!["apology".to_owned()];
        full.lesson = Some(false);
        full.days_to_answer = Some(-1);
        full.ward = Some("Églantine".to_owned());
        full.submitted_at = Some(moment("2026-11-19T23:59:59.999999Z"));
        full.next_clock = Some("respond".to_owned());
        w.begin_case(&full, &recorded(1, [logged()]))?;
        Ok(full)
    });
    let read = store.read(|r| r.row(kept.reference)).expect("read").expect("there");
    assert_eq!(read, store::CaseRow { search: String::new(), ..kept });
}

#[test]
fn no_such_case_is_nothing_and_no_error() {
    let store = memory();
    let missing = reference("2026-0001");
    assert_eq!(store.read(|r| r.row(missing)), Ok(None));
    assert_eq!(store.read(|r| r.history(missing)), Ok(Vec::new()));
    assert_eq!(store.read(|r| r.texts(missing)).map(|texts| texts.len()), Ok(0));
}

#[test]
fn two_decisions_on_one_history_cannot_both_be_kept() {
    let store = memory();
    let case = write(&store, |w| begin(w, |_| {}));
    let add = |expected| {
        store.write(|w| {
            let next = store::CaseRow { seq: expected + 1, ..row(case) };
            w.add_to_case(&next, expected, &recorded(expected + 1, [note("rang back")]))
        })
    };
    assert_eq!(add(1), Ok(()));
    assert_eq!(add(1), Err(Error::Stale { reference: case, expected: 1, found: 2 }));
    assert_eq!(add(2), Ok(()), "after reading again");
    let history = store.read(|r| r.history(case)).expect("a history");
    assert_eq!(history.iter().map(|event| event.seq).collect::<Vec<_>>(), [1, 2, 3]);
}

#[test]
fn a_case_that_is_not_there_is_stale() {
    let store = memory();
    let missing = row(reference("2026-0009"));
    let added: Result<(), Error> = store.write(|w| w.add_to_case(&missing, 1, &recorded(2, [note("lost")])));
    assert_eq!(added, Err(Error::Stale { reference: missing.reference, expected: 1, found: 0 }));
}

#[test]
fn a_history_with_a_gap_is_refused_whole() {
    let store = memory();
    let begun: Result<(), Error> = store.write(|w| {
        let row = row(w.next_reference(2026)?);
        w.begin_case(&row, &recorded(2, [logged()]))
    });
    assert!(matches!(begun, Err(Error::Sql(_))), "{begun:?}");
    assert_eq!(store.read(|r| r.all_references()), Ok(Vec::new()));
}

#[test]
fn dating_a_row_again_leaves_its_history_and_its_words() {
    let store = memory();
    let case = write(&store, |w| begin(w, |_| {}));
    let mut fresh = store.read(|r| r.row(case)).expect("read").expect("there");
    fresh.next_due = Some(date("2026-11-23"));
    write(&store, |w| w.redate(&[redated(&fresh)]));
    assert_eq!(store.read(|r| r.row(case)), Ok(Some(fresh.clone())));
    assert_eq!(store.read(|r| r.history(case)).map(|history| history.len()), Ok(1));
    let filter = store::Filter { words: "missed".to_owned(), ..crate::build::everything() };
    assert_eq!(store.read(|r| r.count(&filter)), Ok(1));
    let stale: Result<(), Error> = store.write(|w| w.redate(&[redated(&store::CaseRow { seq: 7, ..fresh })]));
    assert_eq!(stale, Err(Error::Stale { reference: case, expected: 7, found: 1 }));
}

#[test]
fn words_are_kept_once_for_each_case() {
    let store = memory();
    let (one, other) = write(&store, |w| Ok((begin(w, |_| {})?, begin(w, |_| {})?)));
    let print = write(&store, |w| {
        w.keep_text(one, "Twice now.")?;
        w.keep_text(one, "Twice now.")
    });
    assert_eq!(print, fingerprint("Twice now."));
    assert_eq!(store.read(|r| r.text(one, &print)), Ok(Some("Twice now.".to_owned())));
    assert_eq!(store.read(|r| r.text(other, &print)), Ok(None), "the words are another case's");
    assert_eq!(
        store.read(|r| r.texts(one)).expect("texts").into_iter().collect::<Vec<_>>(),
        [(print, "Twice now.".to_owned())]
    );
}

#[test]
fn what_is_known_at_a_moment_is_the_beginning_of_a_history() {
    let store = memory();
    let case = write(&store, |w| begin(w, |_| {}));
    let at = ["2026-11-03T09:00:00Z", "2026-11-05T09:00:00Z", "2026-11-04T09:00:00Z"];
    write(&store, |w| {
        let mut events = recorded(2, [note("a"), note("b"), note("c")]);
        events.iter_mut().zip(at).for_each(|(event, at)| event.at = moment(at));
        let next = store::CaseRow { seq: 4, changed_at: moment(at[2]), ..row(case) };
        w.add_to_case(&next, 1, &events)
    });
    let known = |at: &str| store.read(|r| r.history_until(case, moment(at))).expect("a history").len();
    assert_eq!(known("2026-11-02T11:59:59Z"), 0);
    assert_eq!(known("2026-11-02T12:00:00Z"), 1, "the moment itself counts");
    assert_eq!(known("2026-11-03T09:00:00Z"), 2);
    assert_eq!(known("2026-11-04T10:00:00Z"), 2, "the clock was put back after the third");
    assert_eq!(known("2026-11-06T00:00:00Z"), 4);
    let changed = |since| store.read(|r| r.changed_since(since)).expect("references");
    assert_eq!(changed(noon()), [case]);
    assert_eq!(changed(moment(at[2])), []);
}

#[test]
fn going_through_all_cases_meets_each_history_whole() {
    let store = memory();
    let cases = write(&store, |w| (0..3).map(|_| begin(w, |_| {})).collect::<Result<Vec<_>, _>>());
    write(&store, |w| {
        let next = store::CaseRow { seq: 2, ..row(cases[1]) };
        w.add_to_case(&next, 1, &recorded(2, [note("rang back")]))
    });
    let mut met = Vec::new();
    let gone: Result<(), Error> = store.read(|r| {
        r.each_case(|case, history| {
            met.push((case, history.len()));
            Ok(())
        })
    });
    assert_eq!((gone, met), (Ok(()), vec![(cases[0], 1), (cases[1], 2), (cases[2], 1)]));
    assert_eq!(store.read(|r| r.all_references()), Ok(cases));
}

#[test]
fn open_cases_are_told_from_closed_ones() {
    let store = memory();
    let open = write(&store, |w| {
        begin(w, |row| (row.state, row.closed) = (StateKind::Closed, Some(date("2026-11-03"))))?;
        begin(w, |_| {})
    });
    assert_eq!(store.read(|r| r.open_references()), Ok(vec![open]));
    let half_closed: Result<Reference, Error> = store.write(|w| begin(w, |row| row.state = StateKind::Closed));
    assert!(matches!(half_closed, Err(Error::Sql(_))), "a closed case has its day: {half_closed:?}");
}

#[test]
fn a_case_logged_after_a_moment_was_not_there_to_be_changed() {
    let store = memory();
    let later = moment("2026-11-04T09:00:00Z");
    let old = write(&store, |w| {
        begin(w, |_| {})?;
        begin(w, |row| row.changed_at = later)
    });
    write(&store, |w| begin(w, |row| (row.logged_at, row.changed_at) = (later, later)));
    assert_eq!(store.read(|r| r.there_and_changed_since(moment("2026-11-03T09:00:00Z"))), Ok(vec![old]));
}
