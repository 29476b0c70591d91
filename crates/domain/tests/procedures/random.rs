//! Procedure files that nobody wrote: whatever stands in one, the validator answers, and what it
//! accepts computes every clock once everything has happened.

use std::{cell::Cell, ops::ControlFlow};

use domain::{
    Procedure, Rules,
    clock::{Facts, ask_by, complain_by, timetable},
    feedback::Kind,
    procedure::{Code, Milestone},
};
use proptest::{collection::vec, prelude::*, sample::select, test_runner::TestRunner};

use crate::{
    common::{at, day},
    days,
};

const STAGES: [&str; 4] = ["one", "two", "three", "four"];
const CLOCKS: [&str; 8] = ["a", "b", "c", "d", "e", "f", "g", "h"];

/// A line that may be there.
fn maybe(lines: Vec<&'static str>) -> impl Strategy<Value = &'static str> {
    prop_oneof![3 => Just(""), 1 => select(lines)]
}

fn milestone() -> impl Strategy<Value = &'static str> {
    select(Milestone::ALL.iter().map(|each| each.as_str()).collect::<Vec<_>>())
}

/// What meets a clock: mostly something that can.
fn met_by() -> impl Strategy<Value = Vec<&'static str>> {
    let ours = vec!["acknowledged", "responded", "decided", "done"];
    prop_oneof![9 => vec(select(ours), 1..3), 1 => vec(milestone(), 0..3)]
}

/// What starts a clock: mostly something that can.
fn start() -> impl Strategy<Value = String> {
    prop_oneof![
        9 => Just("from = \"received\"".to_owned()),
        2 => milestone().prop_map(|word| format!("from = {word:?}")),
        1 => (milestone(), select(STAGES.to_vec())).prop_map(|(word, stage)| format!("from = {word:?}\nof = {stage:?}")),
        2 => select(CLOCKS.to_vec()).prop_map(|clock| format!("after = {clock:?}")),
        1 => Just(String::new()),
    ]
}

fn limit() -> impl Strategy<Value = String> {
    let units = vec!["working days", "calendar days", "weeks", "months", "hours"];
    prop_oneof![
        30 => (0..40_u32, select(units)).prop_map(|(number, unit)| format!("{number} {unit}")),
        1 => Just("same working day".to_owned()),
        1 => select(vec!["1001 working days".to_owned(), "ten days".to_owned(), String::new()]),
    ]
}

fn clock() -> impl Strategy<Value = String> {
    let flags = vec![
        "repeats = true",
        "restarts_on = [\"clarified\", \"consented\"]",
        "restarts_on = [\"responded\"]",
        "uncapped = true",
        "backwards = true",
        "backwards = true\nclear = true",
        "begins = \"same-day\"",
        "begins = \"day-after\"",
        "ends = \"next-working-day\"",
        "ends = \"working-day-before\"",
        "office_closures = false",
        "bands = { high = \"6 months\" }",
        "kinds = [\"complaint\"]",
        "kinds = [\"comment\"]",
        "for_bands = [\"high\"]",
        "for_bands = [\"high\"]\nbands = { high = \"6 months\" }",
        "for_bands = [\"low\"]",
        "unknown = 1",
    ];
    (select(CLOCKS.to_vec()), limit(), start(), met_by(), maybe(flags)).prop_map(|(id, limit, start, met_by, more)| {
        format!("id = {id:?}\ntitle = \"Do it\"\nlimit = {limit:?}\n{start}\nmet_by = {met_by:?}\n{more}\n")
    })
}

fn stage() -> impl Strategy<Value = String> {
    let kinds = vec![&["complaint"][..], &["complaint"], &["complaint", "comment"], &["comment"], &[]];
    let flags = vec![
        "asked_by = \"nobody\"",
        "ends_with = []",
        "people = { signs = \"nobody\" }",
        "straight_in = [{ id = \"vip\", title = \"VIP\" }]",
        "window = { periods = [{ limit = \"1 month\", from = \"responded\" }] }",
        "window = { whichever = \"earlier\", periods = [{ limit = \"7 working days\", from = \"met\", backwards = true }] }",
    ];
    let follows = prop_oneof![1 => Just(vec![]), 1 => vec(select(STAGES.to_vec()), 1..2)];
    (select(STAGES.to_vec()), select(kinds), follows, maybe(flags), vec(clock(), 0..4)).prop_map(
        |(id, kinds, follows, more, clocks)| {
            let clocks: String = clocks.iter().map(|clock| format!("[[stage.clock]]\n{clock}")).collect();
            format!("[[stage]]\nid = {id:?}\ntitle = \"A stage\"\nkinds = {kinds:?}\nfollows = {follows:?}\n{more}\n{clocks}")
        },
    )
}

fn file() -> impl Strategy<Value = String> {
    let sections = vec![
        "[[extension]]\nclock = \"a\"\nmost = \"10 working days\"\n",
        "[[extension]]\nclock = \"z\"\ntimes = 0\n",
        "[[extension]]\nclock = \"a\"\nfor_bands = [\"high\"]\nmost = \"20 working days\"\n",
        "[[band]]\nid = \"high\"\ntitle = \"High\"\n",
        "[[band]]\nid = \"high\"\ntitle = \"High\"\npoints_from = 1\n",
        "[[band]]\nid = \"high\"\ntitle = \"High\"\nchannels = [\"phone\"]\n",
        "[[pause]]\nid = \"wait\"\ntitle = \"Waiting\"\n",
        "[[overall]]\nid = \"whole\"\ntitle = \"Finish\"\nlimit = \"12 weeks\"\nfrom = \"received\"\nmet_by = [\"closed\"]\n",
        "[[overall]]\nid = \"whole\"\ntitle = \"Finish\"\nlimit = \"12 weeks\"\nfrom = \"received\"\nmet_by = [\"closed\"]\nkinds = [\"comment\"]\n",
        "[acceptance]\nwindow = { periods = [{ limit = \"12 months\", from = \"occurred\" }] }\n",
    ];
    let head = vec![
        "cut_off = \"17:00\"",
        "cut_off_on = [{ day = \"monday\", at = \"16:30\" }]",
        "cut_off = \"17:00\"\ncut_off_on = [{ day = \"friday\", at = \"16:30\" }]",
        "cut_off_on = [{ day = \"monday\", at = \"16:30\" }, { day = \"monday\", at = \"17:30\" }]",
        "cut_off_on = [{ day = \"sunday\", at = \"16:30\" }]",
    ];
    (maybe(head), vec(stage(), 0..4), vec(select(sections), 0..3)).prop_map(|(head, stages, sections)| {
        format!(
            "id = \"ours\"\nversion = 1\nname = \"Ours\"\nsource = \"Us\"\nin_force = \"2020-01-01\"\n\
             office_closures = true\nrights = \"Ask the Ombudsman.\"\n\
             signing = {{ head_of_service = false, deputy = false }}\n\
             {head}\n\
             [[kind]]\nkind = \"complaint\"\ndefinition = \"Not content.\"\n\
             [[kind]]\nkind = \"comment\"\ndefinition = \"A view.\"\n{}{}",
            sections.concat(),
            stages.concat()
        )
    })
}

/// Everything that can happen, in every stage.
fn everything(kind: Kind) -> Facts {
    let mut facts = Facts::received(kind, at("Mon 2 Nov 2026 18:00:00"));
    for milestone in Milestone::ALL {
        facts = facts.with(*milestone, day("Mon 16 Nov 2026"));
        for stage in STAGES {
            facts = facts.in_stage(stage, *milestone, day("Tue 17 Nov 2026"));
        }
    }
    facts
}

/// Reads a file; nothing more is asked of one that cannot be read or cannot work.
fn accepted(text: &str) -> ControlFlow<(), Procedure> {
    let Ok(procedure) = toml::from_str::<Procedure>(text) else { return ControlFlow::Break(()) };
    let _answers = (procedure.departures(Code::Lgsco2024), procedure.departures(Code::HousingOmbudsman2024));
    if procedure.problems().is_empty() { ControlFlow::Continue(procedure) } else { ControlFlow::Break(()) }
}

#[test]
fn what_the_validator_accepts_computes_every_clock() {
    let computed = Cell::new(0_u32);
    let mut runner = TestRunner::new(ProptestConfig { cases: 10_000, ..ProptestConfig::default() });
    let tried = runner.run(&file(), |text| {
        let ControlFlow::Continue(procedure) = accepted(&text) else { return Ok(()) };
        let calendar = days(&procedure);
        let rules = Rules { procedure: &procedure, calendar: &calendar };
        let bands = procedure.bands.iter().map(|band| Some(band.id.clone()));
        let bands: Vec<Option<String>> = bands.chain([None]).collect();
        for (kind, band) in Kind::ALL.iter().flat_map(|kind| bands.iter().map(move |band| (kind, band))) {
            let facts = Facts { band: band.clone(), ..everything(*kind) };
            for timing in timetable(&facts, rules) {
                prop_assert!(timing.dates.is_some(), "{} has no date in\n{text}", timing.rule.id);
                computed.set(computed.get() + 1);
            }
            let _windows: Vec<_> = procedure.stages.iter().map(|stage| ask_by(stage, &facts, rules)).collect();
            let _window = complain_by(&facts, rules);
            // Nor does it stumble where nothing has happened yet.
            let _waiting = timetable(&Facts::received(*kind, day("Mon 2 Nov 2026")), rules);
        }
        Ok(())
    });
    tried.expect("every accepted file computes");
    assert!(computed.get() > 100, "enough of them are accepted: {} clocks", computed.get());
}
