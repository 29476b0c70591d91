//! The sums of each month follow the cases, whatever becomes of them.

use chrono::Days;
use domain::{
    Date, ServiceId,
    feedback::{Ending, Kind},
    figures::{Facts, Month},
};
use proptest::{collection::vec, option, prelude::*, sample::select};
use store::{Batch, CaseRow, Error, Store};

use crate::build::{begin, date, facts, logged, memory, noon, note, recorded, redated, row, write};

/// What a case is after a change.
#[derive(Debug, Clone)]
struct Now {
    kind: Kind,
    service: Option<i64>,
    received: u64,
    acknowledged: Option<u64>,
    answered: Option<u64>,
    ended: Option<(Ending, u64)>,
    promised: Vec<u64>,
}

fn now() -> impl Strategy<Value = Now> {
    let when =
        (0..200_u64, option::of(0..90_u64), option::of(0..90_u64), option::of((select(Ending::ALL), 0..120_u64)));
    let about = (select(Kind::ALL), option::of(1..4_i64), vec(0..90_u64, 0..3));
    (when, about).prop_map(|((received, acknowledged, answered, ended), (kind, service, promised))| Now {
        kind,
        service,
        received,
        acknowledged,
        answered,
        ended,
        promised,
    })
}

impl Now {
    fn facts(&self) -> String {
        let day = |later: u64| -> Date { date("2026-01-01") + Days::new(self.received + later) };
        facts(|facts: &mut Facts| {
            facts.kind = self.kind;
            facts.service = self.service.map(ServiceId);
            facts.received = day(0);
            facts.acknowledge_due = Some(day(3));
            facts.acknowledged = self.acknowledged.map(day);
            facts.first_due = Some(day(21));
            facts.held_to = Some(day(21));
            facts.answered = self.answered.map(day);
            facts.days_to_answer = self.answered.and_then(|days| days.try_into().ok());
            facts.ended = self.ended.map(|(ending, later)| (ending, day(later)));
            facts.promises_due = self.promised.iter().map(|later| day(*later)).collect();
        })
    }
}

/// One thing that is done: a case is logged, one of an import comes in, or one is changed by an act or by the calendar.
#[derive(Debug, Clone)]
enum Done {
    Logged(Now),
    Imported(Now),
    Acted(usize, Now),
    Dated(usize, Now),
}

fn done() -> impl Strategy<Value = Done> {
    prop_oneof![
        2 => now().prop_map(Done::Logged),
        1 => now().prop_map(Done::Imported),
        3 => (any::<usize>(), now()).prop_map(|(which, now)| Done::Acted(which, now)),
        1 => (any::<usize>(), now()).prop_map(|(which, now)| Done::Dated(which, now)),
    ]
}

fn carry_out(store: &Store, batch: i64, cases: &mut Vec<CaseRow>, done: &Done) {
    match done {
        Done::Logged(now) => {
            let facts = now.facts();
            let reference = write(store, |w| begin(w, |row| row.facts = facts.clone()));
            cases.push(CaseRow { facts, ..row(reference) });
        }
        Done::Imported(now) => write(store, |w| {
            let row = CaseRow { facts: now.facts(), batch: Some(batch), ..row(w.next_reference(2026)?) };
            w.begin_case(&row, &recorded(1, [logged()]))
        }),
        Done::Acted(which, now) => change(cases, *which, |row| {
            *row = CaseRow { seq: row.seq + 1, facts: now.facts(), ..row.clone() };
            write(store, |w| w.add_to_case(row, row.seq - 1, &recorded(row.seq, [note("more")])));
        }),
        Done::Dated(which, now) => change(cases, *which, |row| {
            row.facts = now.facts();
            write(store, |w| w.redate(&[redated(row)]));
        }),
    }
}

fn change(cases: &mut [CaseRow], which: usize, work: impl FnOnce(&mut CaseRow)) {
    let many = cases.len().max(1);
    if let Some(row) = cases.get_mut(which % many) {
        work(row);
    }
}

fn wrong(store: &Store) -> Vec<String> {
    store.read(|r| r.verify_integrity()).expect("it can be looked at")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn sums_follow_whatever_is_done(all in vec(done(), 1..40)) {
        let store = memory();
        let begun = Batch { id: 0, at: noon(), by: None, file_name: "old.xlsx".into(), rows: 1, undone: None };
        let batch = write(&store, |w| w.begin_batch(&begun));
        let mut cases = Vec::new();
        for each in &all {
            carry_out(&store, batch, &mut cases, each);
        }
        prop_assert_eq!(wrong(&store), Vec::<String>::new());
        write(&store, |w| w.undo_batch(batch, noon()));
        prop_assert_eq!(wrong(&store), Vec::<String>::new(), "and the import taken back");
    }
}

#[test]
fn what_is_not_kept_is_not_summed() {
    let store = memory();
    let undone: Result<(), Error> = store.write(|w| begin(w, |_| {}).and(Err(Error::NotOurs)));
    assert_eq!(undone, Err(Error::NotOurs));
    let november: Month = "2026-11".parse().expect("a month");
    assert_eq!(store.read(|r| r.month_counts(november, november)), Ok(Vec::new()));
}

#[test]
fn a_file_without_sums_is_counted_when_it_is_opened_and_a_wrong_sum_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("heard.db");
    let store = Store::open(&path).expect("a new file");
    write(&store, |w| begin(w, |_| {}));
    drop(store);
    let behind = |sql: &str| {
        let engine = rusqlite::Connection::open(&path).expect("the file");
        engine.execute_batch(sql).expect("changed behind its back");
    };
    behind("DELETE FROM month_count");
    assert_eq!(wrong(&Store::open(&path).expect("opened")), Vec::<String>::new());
    behind("UPDATE month_count SET count = 2 WHERE entry = '{\"received\":\"complaint\"}'");
    let store = Store::open(&path).expect("opened");
    assert_eq!(wrong(&store), ["the kept figures of 2026-11 do not agree with the cases"]);
    write(&store, |w| w.count_months_again());
    assert_eq!(wrong(&store), Vec::<String>::new());
}
