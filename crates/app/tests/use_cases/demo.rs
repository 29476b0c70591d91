//! Made-up records are the same for the same seed, and as sound as real ones.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;

use app::{Office, demo, housekeeping};
use domain::{
    Case, Moment, StateKind,
    feedback::{Ending, Kind},
};
use sha2::{Digest, Sha256};
use store::Store;

/// Friday 20 November 2026, 11:00.
fn now() -> Moment {
    "2026-11-20T11:00:00Z".parse().unwrap()
}

fn filled(cases: u32, seed: u64) -> Office {
    filled_at(cases, seed, now())
}

fn filled_at(cases: u32, seed: u64, now: Moment) -> Office {
    let office = Office::over(Store::in_memory().unwrap(), None).unwrap();
    demo::fill(&office, cases, seed, now, &mut |_| {}).unwrap();
    office
}

fn cases(office: &Office) -> Vec<Case> {
    let mut cases = Vec::new();
    let each = |reference, history: Vec<domain::Recorded>| {
        cases.push(Case::replay(reference, &history).unwrap());
        Ok::<_, app::Problem>(())
    };
    office.read(|reading| reading.each_case(each)).unwrap();
    cases
}

/// A fingerprint of every history and every word.
fn print(office: &Office) -> String {
    let mut hash = Sha256::new();
    office
        .read(|reading| {
            reading.each_case(|reference, history| {
                hash.update(serde_json::to_vec(&(reference, history)).unwrap());
                let texts: BTreeMap<_, _> = reading.texts(reference)?.into_iter().collect();
                hash.update(serde_json::to_vec(&texts).unwrap());
                Ok::<_, app::Problem>(())
            })
        })
        .unwrap();
    app::sessions::hex(&hash.finalize())
}

#[test]
fn the_same_seed_makes_the_same_records() {
    let (one, same, other) = (print(&filled(150, 5)), print(&filled(150, 5)), print(&filled(150, 6)));
    assert_eq!(one, same);
    assert_ne!(one, other);
}

#[test]
fn every_history_agrees_with_its_row() {
    let office = filled(400, 1);
    let verified = housekeeping::verify(&office, &mut |_| {}).unwrap();
    assert_eq!(verified.problems, Vec::<String>::new());
    assert_eq!(verified.cases, 400);
}

#[test]
fn histories_go_forward_and_stop_at_the_present() {
    let office = filled(400, 2);
    office
        .read(|reading| {
            reading.each_case(|reference, history| {
                assert!(history.is_sorted_by_key(|recorded| recorded.at), "{reference} goes back in time");
                assert!(history.last().unwrap().at <= now(), "{reference} reaches into the future");
                Ok::<_, app::Problem>(())
            })
        })
        .unwrap();
}

#[test]
fn all_sorts_of_cases_are_among_them() {
    let cases = cases(&filled(1_500, 3));
    let some = |what: &str, is: &dyn Fn(&Case) -> bool| assert!(cases.iter().any(is), "no case {what}");
    for kind in Kind::ALL {
        some(kind.as_str(), &|case| case.kind == *kind);
    }
    for state in StateKind::ALL {
        some(state.as_str(), &|case| case.state.kind() == *state);
    }
    // Made-up cases know nothing of each other, none was brought in, and their procedure has them answered by a letter;
    // nobody makes a mistake.
    let apart =
        [Ending::ClosedBefore, Ending::DealtWithIn, Ending::LoggedByMistake, Ending::Published, Ending::Settled];
    let made = |ending: &&Ending| !apart.contains(ending);
    for ending in Ending::ALL.iter().filter(made) {
        some(ending.as_str(), &|case| case.ended().is_some_and(|(each, _)| each == *ending));
    }
    some("put off", &|case| !case.extensions.is_empty());
    some("opened again", &|case| case.reopened > 0);
    some("signed by a deputy", &|case| {
        case.signature.as_ref().is_some_and(|signature| signature.on_behalf_of.is_some())
    });
    some("with two points", &|case| case.points.len() > 1);
    some("with a letter to post", &|case| case.to_post().next().is_some());
    let stories: std::collections::BTreeSet<_> = cases.iter().map(|case| case.story.clone()).collect();
    assert!(stories.len() > 1_000, "only {} stories", stories.len());
}

#[test]
fn whatever_the_day_a_complaint_lies_in_every_state() {
    // Weekdays and days off, morning and night, and the days after Christmas and Easter.
    let days = ["2026-11-27T02:13", "2026-11-28T10:00", "2026-12-01T08:30", "2026-12-29T12:00", "2027-01-04T09:00"];
    let more = ["2027-03-30T16:00", "2027-05-31T23:30", "2027-08-15T11:00", "2027-10-31T01:30", "2028-02-29T13:00"];
    for day in days.into_iter().chain(more) {
        let made = cases(&filled_at(120, 5, format!("{day}:00Z").parse().unwrap()));
        for state in StateKind::ALL {
            let lies = |case: &Case| case.kind == Kind::Complaint && case.state.kind() == *state;
            assert!(made.iter().any(lies), "no complaint is {} on {day}", state.as_str());
        }
    }
}

#[test]
fn the_practice_file_is_made_once_and_has_something_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let office = demo::practice(folder.path(), now()).unwrap();
    assert!(office.council().practice);
    let people = office.read(|reading| Ok(reading.people()?)).unwrap();
    assert!(people.iter().all(|person| person.password.is_none()), "nobody signs in with a password");
    let who = app::console::reader(&office).unwrap();
    let today = app::lists::today(&office, &who, app::lists::Scope::All, now()).unwrap();
    assert!(today.counts.iter().filter(|(_, count)| *count > 0).count() >= 4, "{:?}", today.counts);
    let first = print(&office);
    drop(office);
    assert_eq!(print(&demo::practice(folder.path(), now()).unwrap()), first, "it is opened again as it was");
}
