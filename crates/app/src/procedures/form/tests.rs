//! Whatever the shipped procedures hold is read, added to and taken away by form, and nothing else changes.

use super::*;
use crate::procedures::{SHIPPED, read};

fn shipped() -> impl Iterator<Item = (&'static str, Form)> {
    SHIPPED.iter().map(|(_, text)| (*text, Form::of(text).expect("it is TOML")))
}

/// As a browser sends a field back.
fn sent(field: &Field) -> Option<Vec<String>> {
    Some(match &field.input {
        Input::Line(text) | Input::Words(text) | Input::Number(text) => vec![text.replace('\n', "\r\n")],
        Input::Day(text) | Input::Hour(text) | Input::YesNo(text) => vec![text.clone()],
        Input::Length(text) => {
            let (number, unit) = parts_of_length(text);
            vec![length_of_parts(&number, Some(unit))]
        }
        Input::Lines(lines) => vec![lines.join("\r\n")],
        Input::One { chosen, .. } => vec![chosen.clone()],
        Input::Many { chosen, choices, .. } => {
            choices.iter().filter(|(id, _)| chosen.contains(id)).map(|(id, _)| id.clone()).collect()
        }
    })
}

fn sends(path: &str, typed: &[&str]) -> impl Fn(&Field) -> Option<Vec<String>> {
    let (path, typed) = (path.to_owned(), typed.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>());
    move |field| if field.path == path { Some(typed.clone()) } else { sent(field) }
}

#[test]
fn what_is_not_changed_stays_letter_by_letter() {
    for (text, form) in shipped() {
        assert_eq!(form.wrong(), [], "{}", text.lines().nth(5).unwrap_or_default());
        assert_eq!(form.with(&form.typed(sent), &[]).text, text);
    }
}

#[test]
fn whatever_is_added_works_or_says_what_to_fill_in_and_goes_again_without_a_trace() {
    for (text, form) in shipped() {
        let all = form.all_addable();
        assert!(all.len() > 40, "{} things", all.len());
        for path in all {
            let (added, at) = form.add(&path).unwrap_or_else(|| panic!("{path} can be added"));
            assert_ne!(added.text, text, "{path}");
            for wrong in added.wrong() {
                assert!(!wrong.path.is_empty(), "{path}: {wrong:?} says where");
            }
            if added.wrong().is_empty() {
                read(&added.text).unwrap_or_else(|faults| panic!("{path}: {faults:?}"));
            }
            let removed = added.remove(&at, text).unwrap_or_else(|| panic!("{at} can be taken away"));
            assert_eq!(removed.text, text, "{path}");
        }
    }
}

#[test]
fn whatever_is_taken_away_comes_back_with_what_was_typed_since() {
    for (text, form) in shipped() {
        // Every fifth will do: there are some thousands.
        for (path, title) in form.all_removable().into_iter().step_by(5) {
            let removed = form.remove(&path, text).unwrap_or_else(|| panic!("{path}: {title}"));
            let left = Form::of(&removed.text).expect("it is TOML still");
            let typed = left.typed(sends("name", &["Ours"]));
            let restored = left.restored(&typed, &path, &form.text).expect("it comes back");
            assert_eq!(restored.text, form.with(&typed, &[]).text, "{path}");
        }
    }
}

#[test]
fn what_was_typed_behind_an_entry_that_was_taken_away_finds_its_place() {
    let (text, form) = shipped().next().expect("the first");
    let left = Form::of(&form.remove("ground.0", text).expect("it goes").text).expect("TOML");
    let typed = left.typed(sends("ground.1.title", &["Another ground"]));
    let restored = left.restored(&typed, "ground.0", text).expect("it comes back");
    assert_eq!(restored.text, text.replace("We gave wrong advice", "Another ground"));
}

#[test]
fn a_time_limit_is_added_filled_in_and_named_after_what_it_asks() {
    let (_, form) = shipped().next().expect("the first");
    let (form, at) = form.add("stage.0.clock").expect("a time limit");
    assert_eq!(at, "stage.0.clock.2");
    let said: Vec<Wrong> = form.wrong();
    let paths: Vec<&str> = said.iter().map(|wrong| wrong.path.as_str()).collect();
    assert_eq!(paths, ["stage.0.clock.2.title", "stage.0.clock.2.limit"], "{said:?}");
    let values = [
        ("stage.0.clock.2.title", "Ring the customer"),
        ("stage.0.clock.2.limit", "1 working day"),
        ("stage.0.clock.2.met_by", "contacted"),
    ];
    let filled = values.iter().fold(form, |form, (path, typed)| form.with(&form.typed(sends(path, &[typed])), &[]));
    assert_eq!(filled.wrong(), []);
    let procedure = read(&filled.text).expect("it can be followed");
    let clock = procedure.clock("ring-the-customer").expect("it has a name of its own");
    assert_eq!((clock.limit.words(), procedure.stages[0].clocks.len()), ("1 working day".into(), 3));
    assert!(filled.text.contains("# The policy sets no bound;"), "comments stay");
}

#[test]
fn what_names_something_that_was_taken_away_is_said() {
    let (text, form) = shipped().next().expect("the first");
    let removed = form.remove("stage.0.clock.1", text).expect("it goes");
    assert_eq!(removed.title, "Respond");
    let paths: Vec<&str> = removed.named_by.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(paths, ["extension.0.clock"]);
    let wrong = Form::of(&removed.text).expect("TOML").wrong();
    assert_eq!(wrong[0].path, "extension.0.clock", "{wrong:?}");
}

#[test]
fn what_cannot_be_taken_as_it_was_typed_is_kept_and_said_at_its_field() {
    let (_, form) = shipped().next().expect("the first");
    for (path, typed, says) in [
        ("stage.0.clock.1.limit", "10 days", "give a length of time"),
        ("extension.0.times", "often", "give a whole number"),
        ("in_force", "soon", "give a date"),
        ("name", " ", "write something here"),
    ] {
        let with = form.with(&form.typed(sends(path, &[typed])), &[]);
        let wrong = with.wrong();
        assert!(wrong.len() == 1 && wrong[0].path == path && wrong[0].words.contains(says), "{path}: {wrong:?}");
        let field = with.fields().into_iter().find(|field| field.path == path).cloned().expect("the field stays");
        assert_eq!(sent(&field).expect("a value")[0].trim(), typed.trim(), "{path}");
    }
}

#[test]
fn a_procedure_is_built_from_its_beginning() {
    let form = Form::of(BEGINNING).expect("TOML");
    let asked: Vec<String> = form.wrong().into_iter().map(|wrong| wrong.path).collect();
    let expected = ["name", "source", "in_force", "rights", "stage.0.clock.0.limit", "stage.0.clock.1.limit"];
    assert_eq!(asked, expected);
    let typed = form.typed(|field| match field.path.as_str() {
        "in_force" => Some(vec!["2026-01-01".into()]),
        path if path.ends_with("limit") => Some(vec!["5 working days".into()]),
        path if expected.contains(&path) => Some(vec!["Our way".into()]),
        _ => sent(field),
    });
    let filled = form.with(&typed, &["our-way".to_owned()]);
    let procedure = read(&filled.text).expect("it can be followed");
    assert_eq!(procedure.id, "our-way-2", "another procedure has the plain name");
}
