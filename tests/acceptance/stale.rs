//! Two people at one case: one wins, the other is told and loses nothing.

use app::{
    Problem,
    cases::{self, On},
};
use testkit::{Scene, office};

#[test]
fn the_second_of_two_is_told() {
    let office = office();
    let scene = Scene::logged(&office);
    scene.given_to_dan();
    let seen =
        cases::open(&office.office, &office.who("dan"), scene.reference, office.now()).expect("he may see it").case.seq;
    let on = On { reference: scene.reference, seen: Some(seen) };
    cases::draft(&office.office, &office.who("dan"), on, "First words", office.now()).expect("the first is saved");
    let second = cases::draft(&office.office, &office.who("dan"), on, "Other words", office.now())
        .expect_err("the second is stale");
    assert!(matches!(second, Problem::Stale { reference } if reference == scene.reference));
}

#[test]
fn a_note_is_never_stale() {
    let office = office();
    let scene = Scene::logged(&office);
    cases::add_note(&office.office, &office.who("priya"), scene.reference.into(), "One", office.now()).expect("a note");
    cases::add_note(&office.office, &office.who("joanne"), scene.reference.into(), "Two", office.now())
        .expect("another");
}

#[test]
fn what_the_program_noted_is_in_nobodys_way() {
    let office = office();
    let scene = Scene::logged(&office);
    scene.given_to_dan();
    let seen =
        cases::open(&office.office, &office.who("dan"), scene.reference, office.now()).expect("he may see it").case.seq;
    cases::add_note(&office.office, &office.who("priya"), scene.reference.into(), "She rang again.", office.now())
        .expect("a note");
    let on = On { reference: scene.reference, seen: Some(seen) };
    cases::draft(&office.office, &office.who("dan"), on, "First words", office.now())
        .expect("a note is in nobody's way");
}

/// One of two people saving the same case at the same moment: their words are kept as a draft
/// until they are saved, as a page does it.
fn save(office: &testkit::TestOffice, on: On, name: &str, words: &str) -> Result<(), Problem> {
    let who = office.who(name);
    let key = format!("{}/response", on.reference);
    app::drafts::keep(&office.office, &who, &key, words, None, office.now())?;
    cases::draft(&office.office, &who, on, words, office.now())?;
    app::drafts::discard(&office.office, &who, &key)
}

#[test]
fn of_two_who_save_one_case_one_wins_and_the_other_loses_nothing() {
    const RACES: u32 = 1_000;
    const PER_CASE: u32 = 20;
    let office = office();
    for case in 0..RACES / PER_CASE {
        let scene = Scene::logged(&office);
        scene.given_to_dan();
        for race in 0..PER_CASE {
            let seen = cases::open(&office.office, &office.who("dan"), scene.reference, office.now());
            let on = On { reference: scene.reference, seen: Some(seen.expect("he may see it").case.seq) };
            let start = std::sync::Barrier::new(2);
            let runs = ["dan", "marian"].map(|name| (name, format!("{name} in race {race} of case {case}")));
            let run = |(name, words): &(&'static str, String)| {
                start.wait();
                save(&office, on, name, words)
            };
            let run = &run;
            let outcomes: Vec<Result<(), Problem>> = std::thread::scope(|scope| {
                let threads = runs.each_ref().map(|each| scope.spawn(move || run(each)));
                threads.into_iter().map(|thread| thread.join().expect("nobody panics")).collect()
            });
            one_won_and_nothing_is_lost(&office, on, &runs, &outcomes);
        }
    }
    let verified = app::housekeeping::verify(&office.office, &mut |_| {}).expect("it can be checked");
    assert_eq!(verified.problems, Vec::<String>::new());
}

/// The words of the one are the response, those of the other are still kept for them.
fn one_won_and_nothing_is_lost(
    office: &testkit::TestOffice,
    on: On,
    runs: &[(&'static str, String); 2],
    outcomes: &[Result<(), Problem>],
) {
    let won = outcomes.iter().position(Result::is_ok).expect("one wins");
    let lost = 1 - won;
    assert!(matches!(outcomes[lost], Err(Problem::Stale { .. })), "the other is told: {:?}", outcomes[lost]);
    let file = cases::open(&office.office, &office.who("dan"), on.reference, office.now()).expect("he may see it");
    assert_eq!(file.words(&file.case.draft.as_ref().expect("a response").text), runs[won].1);
    assert_eq!(Some(file.case.seq), on.seen.map(|seen| seen + 1), "saved once");
    let key = format!("{}/response", on.reference);
    let kept = |name| app::drafts::find(&office.office, &office.who(name), &key).expect("it can be read");
    assert_eq!(kept(runs[lost].0).expect("their words are kept").body, runs[lost].1);
    assert_eq!(kept(runs[won].0), None, "what was saved is no draft any more");
    app::drafts::discard(&office.office, &office.who(runs[lost].0), &key).expect("thrown away");
}
