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

/// What stands at a path of a file.
fn at<'a>(file: &'a serde_json::Value, path: &str) -> &'a serde_json::Value {
    path.split('.').fold(file, |here, part| part.parse::<usize>().map_or(&here[part], |at| &here[at]))
}

fn list_mut<'a>(file: &'a mut serde_json::Value, path: &str) -> &'a mut Vec<serde_json::Value> {
    let here = path.split('.').fold(file, |here, part| match part.parse::<usize>() {
        Ok(at) => &mut here[at],
        Err(_) => &mut here[part],
    });
    here.as_array_mut().expect("a list")
}

fn comments(text: &str) -> Vec<&str> {
    let mut found: Vec<&str> = text.lines().filter(|line| line.trim_start().starts_with('#')).collect();
    found.sort_unstable();
    found
}

#[test]
fn whatever_stands_in_a_list_moves_down_and_up_again_without_a_trace() {
    let mut lists = std::collections::BTreeSet::new();
    for (text, form) in shipped() {
        let file: serde_json::Value = toml::from_str(text).expect("TOML");
        let movable = form.all_entries().into_iter().filter(|(_, _, entry)| entry.may_go(Toward::Down));
        for (path, title, entry) in movable {
            let down = form.shift(&path, Toward::Down).unwrap_or_else(|| panic!("{path} can be moved"));
            assert_eq!((down.title, down.entry.number), (title, entry.number + 1), "{path}");
            let (list, place) = path.rsplit_once('.').expect("it is in a list");
            let mut expected = file.clone();
            list_mut(&mut expected, list).swap(entry.number - 1, entry.number);
            let moved: serde_json::Value = toml::from_str(&down.text).expect("TOML still");
            assert_eq!(moved, expected, "{path}: the two changed places, and nothing else");
            assert_eq!(at(&moved, &down.path), at(&file, &format!("{list}.{place}")), "{path} is at {}", down.path);
            assert_eq!(comments(&down.text), comments(text), "{path}: no comment is lost");
            let up = Form::of(&down.text).and_then(|form| form.shift(&down.path, Toward::Up)).expect("it moves back");
            assert_eq!((up.text.as_str(), up.path.as_str()), (text, path.as_str()));
            lists.insert(list.split('.').filter(|part| part.parse::<usize>().is_err()).collect::<Vec<_>>().join("."));
        }
    }
    for list in ["stage", "stage.clock", "stage.straight_in", "exclusion", "check", "letter", "reading.option"] {
        assert!(lists.contains(list), "{list} is among {lists:?}");
    }
}

#[test]
fn nothing_moves_beyond_the_ends_of_its_list() {
    let (_, form) = shipped().next().expect("the first");
    for (path, toward) in
        [("stage.0", Toward::Up), ("ground.0", Toward::Up), ("stage.99", Toward::Up), ("name", Toward::Down)]
    {
        assert_eq!(form.shift(path, toward), None, "{path}");
    }
    let (last, _, entry) =
        form.all_entries().into_iter().rfind(|(path, _, _)| path.starts_with("ground.")).expect("one");
    assert_eq!(entry.number, entry.of);
    assert_eq!(form.shift(&last, Toward::Down), None);
}

#[test]
fn a_comment_goes_with_what_stands_below_it() {
    let text = "name = \"N\"\n\n[[ground]]\nid = \"a\"\ntitle = \"A\"\n\n# Of the other.\n[[remedy]]\nid = \"r\"\ntitle = \"R\"\n\n\
                # Of B.\n[[ground]]\nid = \"b\"\ntitle = \"B\"\n";
    let down = Form::of(text).and_then(|form| form.shift("ground.0", Toward::Down)).expect("it moves");
    let expected = "name = \"N\"\n\n# Of B.\n[[ground]]\nid = \"b\"\ntitle = \"B\"\n\n# Of the other.\n[[remedy]]\nid = \"r\"\ntitle = \"R\"\n\n\
                    [[ground]]\nid = \"a\"\ntitle = \"A\"\n";
    assert_eq!(down.text, expected);
    let text = "straight = 1\n[[stage]]\nid = \"s\"\nstraight_in = [\n  # Of A.\n  { id = \"a\", title = \"A\" },\n  { id = \"b\", title = \"B\" },\n]\n";
    let down = Form::of(text).and_then(|form| form.shift("stage.0.straight_in.0", Toward::Down)).expect("it moves");
    let expected = text.replace(
        "  # Of A.\n  { id = \"a\", title = \"A\" },\n  { id = \"b\", title = \"B\" },\n",
        "  { id = \"b\", title = \"B\" },\n  # Of A.\n  { id = \"a\", title = \"A\" },\n",
    );
    assert_eq!(down.text, expected);
}
