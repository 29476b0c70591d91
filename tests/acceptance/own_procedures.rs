//! A council's own procedure: written down, checked, kept, and followed once it is adopted and not before.

use std::collections::BTreeMap;

use app::{Problem, adoption, cases, procedures};
use domain::Reference;
use testkit::{Scene, TestOffice, office};

/// The procedure of the council as text, with these words in the place of those.
fn text(office: &TestOffice, changes: &[(&str, &str)]) -> String {
    let followed = office.office.council().procedure.clone();
    let text = procedures::text(&office.office, &office.who("admin"), &followed, None).expect("he may read it");
    changes.iter().fold(text.toml, |text, (before, after)| {
        assert!(text.contains(before), "{before}");
        text.replacen(before, after, 1)
    })
}

fn keep(office: &TestOffice, text: &str, seen: &str) -> Result<procedures::Kept, Problem> {
    procedures::keep(&office.office, &office.who("admin"), text, seen, office.now())
}

fn due(office: &TestOffice, reference: Reference) -> Vec<String> {
    let file = cases::open(&office.office, &office.who("joanne"), reference, office.now()).expect("she sees it");
    file.clocks.iter().map(|clock| clock.due.to_string()).collect()
}

const SECOND: (&str, &str) = ("version = 1", "version = 2");
const QUICKER: (&str, &str) = ("number = 15", "number = 10");

#[test]
fn a_new_version_is_followed_once_it_is_adopted() {
    let office = office();
    let before = Scene::logged(&office).reference;
    let kept = keep(&office, &text(&office, &[SECOND, QUICKER]), "").expect("it can be followed");
    assert_eq!(kept.version, 2);
    let between = Scene::logged(&office).reference;
    assert_eq!(due(&office, between), ["2026-11-04", "2026-11-23"], "keeping it changes nothing");
    let (admin, now) = (office.who("admin"), office.now());
    adoption::adopt(&office.office, &admin, &kept.id, kept.version, &BTreeMap::new(), now).expect("it is adopted");
    let after = Scene::logged(&office).reference;
    assert_eq!(due(&office, after), ["2026-11-04", "2026-11-16"]);
    assert_eq!(due(&office, before), ["2026-11-04", "2026-11-23"], "what began before keeps its version");
}

#[test]
fn a_procedure_nobody_here_has_seen_is_adopted_like_any_other() {
    let office = office();
    let own = text(&office, &[("making-experiences-count", "thornbeck-2027"), QUICKER]);
    let kept = keep(&office, &own, "").expect("it can be followed");
    assert_eq!((kept.id.as_str(), kept.version), ("thornbeck-2027", 1));
    adoption::adopt(&office.office, &office.who("admin"), &kept.id, 1, &BTreeMap::new(), office.now())
        .expect("it is adopted");
    assert_eq!(due(&office, Scene::logged(&office).reference), ["2026-11-04", "2026-11-16"]);
}

#[test]
fn what_cannot_work_is_refused_with_its_lines() {
    let office = office();
    let said = |changes: &[(&str, &str)]| match keep(&office, &text(&office, changes), "") {
        Err(Problem::Invalid(errors)) => errors.into_iter().map(|error| error.words).collect::<Vec<_>>().join("; "),
        other => panic!("refused, not {other:?}"),
    };
    let table = [
        (&[SECOND, ("{ number = 15, unit = \"working-days\" }", "\"15 days\"")][..], "15 days"),
        (&[SECOND, ("from = \"received\"", "from = \"acknowledged\"")], "expected received, or a clock"),
        (&[], "expected 2: cases keep the words of version 1, so it does not change"),
        (&[("version = 1", "version = 3")], "found version 3, expected 2"),
    ];
    for (changes, expected) in table {
        let said = said(changes);
        assert!(said.contains(expected) && said.contains("Line "), "{said}");
    }
    let known = office.office.versions("making-experiences-count");
    assert_eq!(known.len(), 1, "nothing was kept");
}

#[test]
fn a_version_nobody_follows_is_changed_or_thrown_away() {
    let office = office();
    let (admin, now) = (office.who("admin"), office.now());
    let kept = keep(&office, &text(&office, &[SECOND, QUICKER]), "").expect("it is kept");
    let written = procedures::text(&office.office, &admin, &kept.id, Some(2)).expect("it can be read");
    let better = written.toml.replacen("number = 10", "number = 12", 1);
    assert!(matches!(keep(&office, &better, ""), Err(Problem::Changed { .. })), "somebody else wrote it meanwhile");
    keep(&office, &better, &written.fingerprint()).expect("it is changed");
    assert!(matches!(keep(&office, &written.toml, &written.fingerprint()), Err(Problem::Changed { .. })));
    procedures::discard(&office.office, &admin, &kept.id, 2, now).expect("it is thrown away");
    assert!(procedures::discard(&office.office, &admin, &kept.id, 1, now).is_err(), "this one is followed");
    assert_eq!(office.office.versions(&kept.id).len(), 1);
}

#[test]
fn comments_stay_when_a_version_is_carried_on() {
    let office = office();
    let text = procedures::text(&office.office, &office.who("admin"), "making-experiences-count", None).expect("read");
    let next = text.to_change();
    assert_eq!(next, text.toml.replacen("version = 1", "version = 2", 1));
}

#[test]
fn only_administrators_write_procedures() {
    let office = office();
    let own = text(&office, &[SECOND]);
    for name in ["joanne", "priya", "marian", "helen"] {
        let who = office.who(name);
        assert!(procedures::keep(&office.office, &who, &own, "", office.now()).is_err(), "{name}");
        assert!(procedures::discard(&office.office, &who, "making-experiences-count", 2, office.now()).is_err());
    }
}
