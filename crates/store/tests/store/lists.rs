//! Lists against a plain reading of what they promise: every case, the whole filter, sorted.

use chrono::Days;
use domain::{
    CustomerId, Date, PersonId, ServiceId, StateKind,
    feedback::{Channel, Ending, Finding, Kind, ReplyBy},
};
use proptest::{collection::vec, option, prelude::*, sample::select};
use store::{CaseLine, CaseRow, Customer, Error, Filter, Key, Needs, Only, Order, Reader, Seen, StageRow, Store};

use crate::build::{acted, begin, date, everything, memory, moment, noon, person, reader, row, service, write};

const PEOPLE: i64 = 4;
const SERVICES: i64 = 3;

fn day(offset: u64) -> Date {
    date("2026-01-01") + Days::new(offset)
}

#[derive(Debug, Clone)]
struct Case {
    kind: Kind,
    state: StateKind,
    received: u64,
    acknowledged: Option<u64>,
    answered: Option<u64>,
    closed: u64,
    due: Option<u64>,
    service: Option<i64>,
    head: Option<i64>,
    investigator: Option<i64>,
    told: Told,
    hidden: Hidden,
}

/// Who may see it, if it is hidden, and whom it names.
type Hidden = (Option<Vec<i64>>, Option<i64>);

fn hidden() -> impl Strategy<Value = Hidden> {
    (option::weighted(0.4, vec(1..=PEOPLE, 1..3)), option::weighted(0.4, 1..=PEOPLE))
}

/// How it came in, what was found, where.
type Told = (Channel, Option<Finding>, Option<&'static str>);

const ENDINGS: &[Ending] = &[Ending::Answered, Ending::Declined, Ending::LoggedByMistake];

const WARDS: &[&str] = &["Rudd", "Castle"];

fn told() -> impl Strategy<Value = Told> {
    (select(&Channel::ALL[..2]), option::of(select(Finding::ALL)), option::of(select(WARDS)))
}

fn case() -> impl Strategy<Value = Case> {
    (
        (select(Kind::ALL), select(StateKind::ALL), 0..20_u64, option::of(0..20_u64), option::of(0..30_u64)),
        (0..40_u64, option::of(0..20_u64), option::of(1..=SERVICES), option::of(1..=PEOPLE), option::of(1..=PEOPLE)),
        told(),
        hidden(),
    )
        .prop_map(
            |(
                (kind, state, received, acknowledged, answered),
                (closed, due, service, head, investigator),
                told,
                hidden,
            )| Case {
                kind,
                state,
                received,
                acknowledged,
                answered,
                closed,
                due,
                service,
                head,
                investigator,
                told,
                hidden,
            },
        )
}

fn store_of(cases: &[Case]) -> Store {
    let store = memory();
    write(&store, |w| {
        for number in 1..=PEOPLE {
            w.add_person(&person(&format!("Person {number}")))?;
        }
        for number in 1..=SERVICES {
            w.add_service(&service(&format!("Service {number}")))?;
        }
        let customer = w.add_customer(&ann_price())?;
        for case in cases {
            let reference = begin(w, |row| {
                row.kind = case.kind;
                row.state = case.state;
                who_hears_of_it(row, case, customer);
                row.received = day(case.received);
                row.acknowledged = case.acknowledged.map(day);
                row.answered = case.answered.map(day);
                row.closed = (case.state == StateKind::Closed).then(|| day(case.closed));
                row.ending = row.closed.map(|_| ENDINGS[(case.closed % 3) as usize]);
                row.next_due = case.due.map(day).filter(|_| case.state != StateKind::Closed);
                row.service = case.service.map(ServiceId);
                row.head = case.head.map(PersonId);
                row.investigator = case.investigator.map(PersonId);
                row.appointed = case.head.filter(|head| head % 2 == 0).map(PersonId);
                let (channel, outcome, ward) = case.told;
                (row.channel, row.outcome, row.ward) = (channel, outcome, ward.map(str::to_owned));
                let (readers, named) = case.hidden.clone();
                row.readers = readers.map(|readers| readers.into_iter().map(PersonId).collect());
                row.named_staff = named.map(PersonId);
                row.logged_by = case.head.map(PersonId);
                row.logged_at = moment(["2026-11-02T12:00:00Z", "2026-11-03T12:00:00Z"][(case.received % 2) as usize]);
                row.sent_back = case.received % 4 == 1;
                row.paused = (case.closed % 3 == 0).then(|| (day(case.received), day(case.received + 9)));
                row.ombudsman = (case.closed % 4 == 1).then(|| day(case.closed));
                row.with_ombudsman = case.closed % 8 == 1;
            })?;
            for person in (1..=PEOPLE).map(PersonId).filter(|person| watches(*person, &row(reference))) {
                w.watch(person, reference)?;
            }
        }
        Ok(())
    });
    store
}

/// Most cases have a customer who wants to hear from us; some are in a later stage, acknowledged or not.
fn who_hears_of_it(row: &mut CaseRow, case: &Case, customer: CustomerId) {
    row.customer = (!case.received.is_multiple_of(5)).then_some(customer);
    row.reply_by = if case.received % 7 == 3 { ReplyBy::None } else { ReplyBy::Letter };
    row.later = (case.closed % 3 == 1).then(|| StageRow {
        title: "Review".into(),
        asked: day(case.closed),
        acknowledged: case.due.filter(|due| due.is_multiple_of(2)).map(day),
        held_to: None,
        answered: case.due.filter(|due| due.is_multiple_of(3)).map(day),
        outcome: None,
    });
}

fn ann_price() -> Customer {
    Customer {
        id: CustomerId(0),
        name: "Ann Price".to_owned(),
        phone: String::new(),
        email: String::new(),
        address: String::new(),
        postcode: String::new(),
        needs: Needs::default(),
    }
}

fn range() -> impl Strategy<Value = (Option<Date>, Option<Date>)> {
    let bound = || option::weighted(0.15, (0..40_u64).prop_map(day));
    (bound(), bound())
}

fn readers() -> impl Strategy<Value = Reader> {
    let services = || (1..=SERVICES).prop_map(ServiceId);
    let person = || (1..=PEOPLE).prop_map(PersonId);
    (person(), vec(services(), 0..2), vec((services(), person()), 0..2)).prop_map(|(person, heads, deputises)| Reader {
        person,
        heads,
        deputises,
    })
}

fn seen() -> impl Strategy<Value = Seen> {
    prop_oneof![
        2 => Just(Seen::All),
        3 => readers().prop_map(Seen::Everybodys),
        3 => (vec((1..=SERVICES).prop_map(ServiceId), 0..3), option::of((1..=PEOPLE).prop_map(PersonId)), readers())
            .prop_map(|(services, investigator, reader)| Seen::Only { services, investigator, reader }),
        1 => Just(Seen::Nothing),
    ]
}

fn few<T: Clone + std::fmt::Debug + 'static>(one: impl Strategy<Value = T> + 'static) -> impl Strategy<Value = Vec<T>> {
    let some = vec(one, 1..3);
    prop_oneof![3 => Just(Vec::new()), 1 => some]
}

fn only() -> impl Strategy<Value = Only> {
    let person = || (1..=PEOPLE).prop_map(PersonId);
    prop_oneof![
        (0..40_u64).prop_map(|on| Only::OnHold(day(on))),
        Just(Only::SentBack),
        Just(Only::LaterStage),
        Just(Only::Ombudsman),
        (person(), 2..4_u32)
            .prop_map(|(by, on)| Only::Logged { by, on: Date::from_ymd_opt(2026, 11, on).expect("a date") }),
        person().prop_map(Only::Watched),
    ]
}

/// Whether a person watches a case in these tests.
fn watches(person: PersonId, row: &CaseRow) -> bool {
    (i64::from(row.reference.number) + person.0) % 3 == 0
}

fn filter() -> impl Strategy<Value = Filter> {
    (
        (option::weighted(0.4, any::<bool>()), few(select(Kind::ALL)), few(select(StateKind::ALL))),
        (few((1..=SERVICES).prop_map(ServiceId)), few((1..=PEOPLE).prop_map(PersonId)), seen()),
        (range(), range(), range(), range()),
        (prop::bool::weighted(0.1), prop::bool::weighted(0.2), few(select(ENDINGS)), option::weighted(0.3, only())),
        (few(select(&Channel::ALL[..2])), few(select(Finding::ALL)), few(select(WARDS).prop_map(str::to_owned))),
    )
        .prop_map(
            |(
                (open, kinds, states),
                (services, people, seen_by),
                (received, answered, closed, due),
                (no_due, to_acknowledge, endings, only),
                told,
            )| {
                Filter {
                    open,
                    kinds,
                    states,
                    services,
                    people,
                    channels: told.0,
                    endings,
                    outcomes: told.1,
                    wards: told.2,
                    received_from: received.0,
                    received_to: received.1,
                    answered_from: answered.0,
                    answered_to: answered.1,
                    closed_from: closed.0,
                    closed_to: closed.1,
                    due_from: due.0,
                    due_to: due.1,
                    no_due,
                    to_acknowledge,
                    only,
                    words: String::new(),
                    seen_by,
                }
            },
        )
}

/// Of a hidden case: the listed, the investigator, the Head and the deputy, but nobody it names nor
/// who stands in for them.
fn reads(reader: &Reader, row: &CaseRow) -> bool {
    let Some(listed) = &row.readers else { return true };
    let me = reader.person;
    if row.named_staff == Some(me) {
        return false;
    }
    let of_service = |service: ServiceId| row.service == Some(service);
    let mut stands = vec![listed.contains(&me), row.investigator == Some(me), row.appointed == Some(me)];
    stands.extend(reader.heads.iter().map(|service| of_service(*service)));
    stands
        .extend(reader.deputises.iter().map(|(service, head)| of_service(*service) && row.named_staff != Some(*head)));
    stands.contains(&true)
}

/// What the filter's own words say.
fn holds(filter: &Filter, row: &CaseRow) -> bool {
    let among = |wanted: &[_], found| wanted.is_empty() || wanted.contains(found);
    let within = |from: Option<Date>, to: Option<Date>, found: Option<Date>| {
        (from.is_none() && to.is_none())
            || found.is_some_and(|found| from.is_none_or(|from| from <= found) && to.is_none_or(|to| found <= to))
    };
    let investigates = |person| row.investigator == Some(person) || row.appointed == Some(person);
    let seen = match &filter.seen_by {
        Seen::All => true,
        Seen::Everybodys(reader) => reads(reader, row),
        Seen::Only { services, investigator, reader } => {
            let theirs = row.service.is_some_and(|id| services.contains(&id)) || investigator.is_some_and(investigates);
            let listed = row.readers.as_ref().is_some_and(|readers| readers.contains(&reader.person));
            (theirs || listed) && reads(reader, row)
        }
        Seen::Nothing => false,
    };
    assert_eq!(filter.seen_by.sees(row), seen, "the rule for a row is the rule of the query");
    seen && filter.open.is_none_or(|open| open == row.closed.is_none())
        && (filter.kinds.is_empty() || filter.kinds.contains(&row.kind))
        && among(&filter.states, &row.state)
        && (filter.services.is_empty() || row.service.is_some_and(|id| filter.services.contains(&id)))
        && (filter.channels.is_empty() || filter.channels.contains(&row.channel))
        && (filter.endings.is_empty() || row.ending.is_some_and(|found| filter.endings.contains(&found)))
        && (filter.outcomes.is_empty() || row.outcome.is_some_and(|found| filter.outcomes.contains(&found)))
        && (filter.wards.is_empty() || row.ward.as_ref().is_some_and(|ward| filter.wards.contains(ward)))
        && (filter.people.is_empty()
            || filter.people.iter().any(|person| row.head == Some(*person) || investigates(*person)))
        && within(filter.received_from, filter.received_to, Some(row.received))
        && within(filter.answered_from, filter.answered_to, row.answered)
        && within(filter.closed_from, filter.closed_to, row.closed)
        && within(filter.due_from, filter.due_to, row.next_due)
        && (!filter.no_due || row.next_due.is_none())
        && (!filter.to_acknowledge || row.to_acknowledge())
        && filter.only.is_none_or(|only| {
            is_such(only, row) && (!only.is_of_open() || filter.open.is_some() || row.closed.is_none())
        })
        && (row.ending != Some(Ending::LoggedByMistake) || !filter.endings.is_empty())
}

fn is_such(only: Only, row: &CaseRow) -> bool {
    match only {
        Only::OnHold(day) => row.on_hold_since(day).is_some(),
        Only::SentBack => row.sent_back,
        Only::LaterStage => row.later.is_some(),
        Only::Ombudsman => row.with_ombudsman,
        Only::Logged { by, on } => row.logged_by == Some(by) && domain::london::date_of(row.logged_at) == on,
        Only::Watched(person) => watches(person, row),
    }
}

fn expected(store: &Store, filter: &Filter, order: Order) -> Vec<CaseRow> {
    let references = store.read(|r| r.all_references()).expect("references");
    let rows = references.into_iter().map(|case| store.read(|r| r.row(case)).expect("read").expect("there"));
    let mut rows: Vec<CaseRow> = rows.filter(|row| holds(filter, row)).collect();
    let asked = |from: Option<Date>, to: Option<Date>| from.is_some() || to.is_some();
    rows.sort_by_key(|row| match order {
        Order::Due => (row.next_due.unwrap_or(Date::MAX), Date::MIN, row.reference),
        Order::Newest if asked(filter.closed_from, filter.closed_to) => {
            (row.closed.expect("in range"), row.received, row.reference)
        }
        Order::Newest if asked(filter.answered_from, filter.answered_to) => {
            (row.answered.expect("in range"), Date::MIN, row.reference)
        }
        Order::Newest if asked(filter.received_from, filter.received_to) => (row.received, Date::MIN, row.reference),
        Order::Newest => (Date::MIN, Date::MIN, row.reference),
    });
    if order == Order::Newest {
        rows.reverse();
    }
    rows
}

/// The whole list, page by page, through the text of the keys.
fn paged(store: &Store, filter: &Filter, order: Order, page: u32) -> Vec<CaseRow> {
    let mut rows: Vec<CaseRow> = Vec::new();
    let mut after: Option<Key> = None;
    loop {
        let lines = store.read(|r| r.cases(filter, order, after.as_ref(), page)).expect("a page");
        assert!(lines.len() <= page as usize);
        let Some(last) = lines.last() else { return rows };
        after = Some(last.key(order).to_string().parse().expect("a key"));
        rows.extend(lines.into_iter().map(|line| line.row));
        assert!(rows.len() <= 60, "the pages come to an end");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn pages_together_are_the_list(
        cases in vec(case(), 0..50),
        filters in vec((filter(), select(&[Order::Newest, Order::Due][..]), 1..9_u32), 1..25),
    ) {
        let store = store_of(&cases);
        for (filter, order, page) in filters {
            let whole = expected(&store, &filter, order);
            let found = paged(&store, &filter, order, page);
            prop_assert_eq!(&found, &whole, "{:?} {:?}", order, filter);
            prop_assert_eq!(store.read(|r| r.count(&filter)), Ok(whole.len() as u64), "{:?}", filter);
        }
    }

    #[test]
    fn figures_have_each_case_that_matters_once(
        cases in vec(case(), 0..60),
        from in 0..25_u64,
        days in 0..15_u64,
    ) {
        let store = store_of(&cases);
        let (first, last) = (day(from), day(from + days));
        let within = |found: Option<Date>| found.is_some_and(|found| (first..=last).contains(&found));
        // What was logged by mistake counts as nothing, which its facts say.
        let mistakes = Filter { endings: vec![Ending::LoggedByMistake], ..everything() };
        let all = [everything(), mistakes].map(|filter| expected(&store, &filter, Order::Due)).concat();
        let expected: Vec<CaseRow> = all.into_iter().filter(|row| {
            let open_at_the_end = row.received <= last && row.closed.is_none_or(|closed| closed > last);
            let matters = [Some(row.received), row.acknowledged, row.answered, row.closed].into_iter().any(within);
            matters || open_at_the_end
        }).collect();
        let facts = |since| store.read(|r| r.facts_for_figures(first, last, since)).expect("facts");
        let named: Vec<_> = facts(noon()).into_iter().map(|(reference, _)| reference).collect();
        prop_assert_eq!(facts(noon() - chrono::TimeDelta::microseconds(1)), Vec::new(), "all changed since");
        let mut expected: Vec<_> = expected.iter().map(|row| row.reference).collect();
        expected.sort_unstable();
        prop_assert_eq!(named, expected, "in order, and none comes twice");
    }
}

#[test]
fn a_line_carries_the_names_that_go_with_its_numbers() {
    let store = memory();
    write(&store, |w| {
        let (head, investigator) = (w.add_person(&person("Head"))?, w.add_person(&person("Inspector"))?);
        let waste = w.add_service(&service("Waste"))?;
        let customer = w.add_customer(&ann_price())?;
        begin(w, |row| {
            (row.head, row.investigator) = (Some(head), Some(investigator));
            (row.service, row.customer) = (Some(waste), Some(customer));
        })?;
        begin(w, |_| {})
    });
    let names = |line: &CaseLine| {
        [&line.customer_name, &line.service_name, &line.head_name, &line.investigator_name].map(Clone::clone)
    };
    let lines = store.read(|r| r.cases(&everything(), Order::Newest, None, 10)).expect("lines");
    assert_eq!(names(&lines[0]), [const { None }; 4]);
    assert_eq!(names(&lines[1]), ["Ann Price", "Waste", "Head", "Inspector"].map(|name| Some(name.to_owned())));
}

#[test]
fn what_is_not_said_to_be_seen_is_not_seen() {
    let store = memory();
    write(&store, |w| begin(w, |_| {}));
    let nobody = Seen::Only { services: Vec::new(), investigator: None, reader: reader(PersonId(1)) };
    for seen_by in [Seen::default(), nobody] {
        for words in ["", "missed", "2026-0001"] {
            let filter = Filter { seen_by: seen_by.clone(), words: words.to_owned(), ..Filter::default() };
            assert_eq!(store.read(|r| r.cases(&filter, Order::Newest, None, 10)), Ok(Vec::new()), "{words}");
            assert_eq!(store.read(|r| r.count(&filter)), Ok(0), "{words}");
        }
    }
}

#[test]
fn a_count_is_as_new_as_the_last_change() {
    let store = memory();
    let count = || store.read(|r| r.count(&everything())).expect("a count");
    assert_eq!((count(), count()), (0, 0));
    let case = write(&store, |w| begin(w, |_| {}));
    assert_eq!((count(), count()), (1, 1), "what was begun is counted at once");
    let open = Filter { open: Some(true), ..everything() };
    assert_eq!(store.read(|r| r.count(&open)), Ok(1));
    let closed = CaseRow { state: StateKind::Closed, closed: Some(date("2026-11-03")), ..row(case) };
    write(&store, |w| {
        acted(w, closed)?;
        assert_eq!(w.count(&open), Ok(0), "who writes sees their own writing");
        Ok(())
    });
    assert_eq!(store.read(|r| r.count(&open)), Ok(0));
    let undone: Result<(), Error> = store.write(|w| begin(w, |_| {}).and(Err(Error::NotOurs)));
    assert_eq!((undone, count()), (Err(Error::NotOurs), 1), "what is not kept is not counted");
}
