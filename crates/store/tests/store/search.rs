//! Searching: by words, the beginning of one, references, telephone numbers and postcodes as
//! people type them, and by anything at all without an error.

use domain::{PersonId, Reference, ServiceId};
use proptest::prelude::*;
use store::{CaseRow, Filter, Order, Seen, Store, phone_key, postcode_key};

use crate::build::{acted, begin, everything, memory, note, reader, recorded, row, service, write};

fn search(words: &str) -> Filter {
    Filter { words: words.to_owned(), ..everything() }
}

fn found(store: &Store, filter: &Filter) -> Vec<Reference> {
    let lines = store.read(|r| r.cases(filter, Order::Newest, None, 50)).expect("lines");
    lines.iter().map(|line| line.reference).collect()
}

/// Three cases; the words are those that app would give.
fn office() -> (Store, [Reference; 3]) {
    let store = memory();
    let words = [
        format!("Ann O'Brien Bin missed Twice now {} {}", phone_key("01527 64252"), postcode_key("B98 8AH")),
        format!("Siân Llŷr Pothole {} {}", phone_key("+44 7700 900123"), postcode_key("WR1 2EY")),
        "Bins again, and again; bin lorry on the verge".to_owned(),
    ];
    let cases = words.map(|words| write(&store, |w| begin(w, |row| row.search = words)));
    (store, cases)
}

#[test]
fn people_find_what_they_type() {
    let (store, [first, second, third]) = office();
    let table: [(&str, &[Reference]); 32] = [
        ("bin", &[third, first]),
        ("BIN missed", &[first]),
        ("missed bin", &[first]),
        ("verg", &[third]),
        ("potholes", &[second]),
        ("potholes twice", &[]),
        ("lorries bins", &[third]),
        ("verges", &[third]),
        ("sian llyr", &[second]),
        ("Siân", &[second]),
        ("o'brien", &[first]),
        ("OBrien", &[first]),
        ("obrien missed", &[first]),
        ("obri", &[]),
        ("obrie", &[first]),
        ("2026-0002", &[second]),
        ("2026/2", &[second]),
        ("0002", &[second]),
        ("2", &[second]),
        ("00002", &[second]),
        ("2025-0002", &[]),
        ("01527 64252", &[first]),
        ("0152764252", &[first]),
        ("(01527) 64-252", &[first]),
        ("+44 1527 64252", &[first]),
        ("01527 642", &[first]),
        ("07700 900 123", &[second]),
        ("B98 8AH", &[first]),
        ("b988ah", &[first]),
        ("B9 88AH missed", &[first]),
        ("wr12ey pothole", &[second]),
        ("missed verge", &[]),
    ];
    for (typed, expected) in table {
        assert_eq!(found(&store, &search(typed)), expected, "{typed:?}");
        assert_eq!(store.read(|r| r.count(&search(typed))), Ok(expected.len() as u64), "{typed:?}");
    }
}

#[test]
fn spaces_ask_for_everything_and_signs_for_nothing() {
    let (store, cases) = office();
    assert_eq!(found(&store, &search("  ")).len(), cases.len());
    for typed in ["*", "\"", "( ) \" * ^ : -", "'", "--", "%"] {
        assert_eq!(found(&store, &search(typed)), [], "{typed:?}");
    }
}

#[test]
fn words_of_the_engine_are_words() {
    let (store, cases) = office();
    for typed in
        ["AND OR NOT ( \" *", "bin NOT missed", "words:bin", "bin OR pothole", "NEAR(bin missed)", "bin*", "^bin"]
    {
        store.read(|r| r.cases(&search(typed), Order::Newest, None, 5)).expect(typed);
    }
    assert_eq!(found(&store, &search("bin*")), [cases[2], cases[0]]);
}

#[test]
fn a_search_keeps_to_the_rest_of_the_filter_and_to_its_pages() {
    let (store, [first, _, third]) = office();
    let waste = write(&store, |w| w.add_service(&service("Waste")));
    write(&store, |w| acted(w, CaseRow { service: Some(waste), ..row(first) }));
    let seen = |services| Seen::Only { services, investigator: None, reader: reader(PersonId(1)) };
    let only = |services: Vec<ServiceId>| Filter { seen_by: seen(services), ..search("bin") };
    assert_eq!(found(&store, &only(vec![waste])), [first]);
    assert_eq!(found(&store, &only(vec![ServiceId(99)])), []);
    let full = Filter { seen_by: seen(vec![waste]), ..search("2026-0003") };
    assert_eq!(found(&store, &full), [], "not even by its number");
    for order in [Order::Newest, Order::Due] {
        let page = store.read(|r| r.cases(&search("bin"), order, None, 1)).expect("a page");
        assert_eq!(page[0].reference, third);
        let next = store.read(|r| r.cases(&search("bin"), order, Some(&page[0].key(order)), 1)).expect("a page");
        assert_eq!(next[0].reference, first);
    }
}

#[test]
fn a_story_in_like_words_finds_open_cases_newest_first() {
    let store = memory();
    let told = |words: &str| write(&store, |w| begin(w, |row| row.search = words.to_owned()));
    let alike = |story: &str, limit| -> Vec<Reference> {
        let lines = store.read(|r| r.cases_in_like_words(story, limit)).expect("lines");
        lines.iter().map(|line| line.reference).collect()
    };
    let first = told("Streetlight broken outside the chemist in Rudd Lane");
    told("Streetlights are lovely in Mill Lane");
    let third = told("The chemist says that the streetlight flickers, Rudd Lane");
    let closed = told("Streetlight by the chemist, Rudd Lane, is broken");
    write(&store, |w| {
        let on = Some(crate::build::date("2026-11-03"));
        acted(w, CaseRow { state: domain::StateKind::Closed, closed: on, ..row(closed) })
    });
    let story = "There is a broken streetlight near the chemist on Rudd Lane";
    assert_eq!(alike(story, 5), [third, first], "what is closed cannot be added to");
    assert_eq!(alike(story, 1), [third]);
    assert_eq!(alike("Chemists of Rudd", 5), [third, first], "two words are enough where there are no more");
    assert_eq!(alike("The streetlight is lovely, daffodils on the roundabout", 5), [], "two of many words are not");
    for nothing in ["", "the and was", "streetlight", "\" OR * ("] {
        assert_eq!(alike(nothing, 5), [], "{nothing:?}");
    }
    for number in 0..220 {
        told(&format!("chemist {number}"));
    }
    assert_eq!(alike("Chemists of Rudd", 5), [], "a word that everybody has tells nothing");
}

#[test]
fn new_words_replace_the_old_ones() {
    let (store, [first, ..]) = office();
    let add = |seq, words: &str| {
        let next = CaseRow { seq, search: words.to_owned(), ..row(first) };
        write(&store, |w| w.add_to_case(&next, seq - 1, &recorded(seq, [note("n")])));
    };
    add(2, "Fly-tipping in the lane");
    assert_eq!(found(&store, &search("tipping")), [first]);
    assert_eq!(found(&store, &search("missed")), []);
    add(3, "");
    assert_eq!(found(&store, &search("tipping")), [first], "no words given: those that are there stay");
    assert_eq!(store.read(|r| r.verify_integrity()), Ok(Vec::new()));
}

proptest! {
    #[test]
    fn nothing_that_is_typed_is_an_error(typed in "\\PC{0,40}", odd in any::<String>()) {
        let (store, _) = office();
        for words in [typed.as_str(), odd.as_str()] {
            let lines = store.read(|r| r.cases(&search(words), Order::Newest, None, 5));
            prop_assert!(lines.is_ok(), "{:?}: {:?}", words, lines);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    /// Whether few words begin so, which are asked for by name, or more than the engine is asked for one by one.
    #[test]
    fn a_beginning_finds_each_case_with_a_word_that_begins_so(
        words in proptest::collection::vec("[ab]{4,8}", 1..120),
        letters in "[ab]{3,6}",
    ) {
        let store = memory();
        let cases: Vec<(Reference, &String)> =
            words.iter().map(|word| (write(&store, |w| begin(w, |row| row.search = format!("the {word}"))), word)).collect();
        let begun = |limit: usize| {
            let of = cases.iter().rev().filter(|(_, word)| word.starts_with(&letters));
            of.map(|(reference, _)| *reference).take(limit).collect::<Vec<_>>()
        };
        prop_assert_eq!(found(&store, &search(&letters)), begun(50));
        prop_assert_eq!(found(&store, &search(&format!("the {letters}"))), begun(50));
        prop_assert_eq!(store.read(|r| r.count(&search(&letters))), Ok(begun(usize::MAX).len() as u64));
    }
}
