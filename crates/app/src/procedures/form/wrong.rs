//! What stands in the way of a procedure that was changed by form, each at its field: first what is not filled in, then
//! whatever the check of every procedure finds.

use domain::{Date, Time, procedure::Limit};

use super::{Field, Form, Input, List, Part, Section};
use crate::procedures::load;

/// Something to put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// Where: the path of a field, an entry or a list of the form; empty where it is none of these.
    pub path: String,
    /// What to do.
    pub words: String,
}

/// Everything wrong with the file of a form; empty where it can be followed.
pub(super) fn wrong(form: &Form) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    form.groups.iter().for_each(|group| unfilled(&group.parts, &mut wrong));
    if !wrong.is_empty() {
        return wrong;
    }
    match load(&form.text) {
        Err(fault) => vec![Wrong { path: String::new(), words: format!("Line {}: {}", fault.line, fault.says) }],
        Ok(procedure) => {
            let at_field = |flaw: domain::procedure::Problem| {
                let place = form.place_of(&flaw.path);
                let in_place = |place| format!("{place}: found {}, expected {}", flaw.found, flaw.expected);
                let words = place.map_or_else(|| flaw.to_string(), in_place);
                Wrong { path: form.nearest(&flaw.path), words }
            };
            procedure.problems().into_iter().map(at_field).collect()
        }
    }
}

fn unfilled(parts: &[Part], wrong: &mut Vec<Wrong>) {
    for part in parts {
        match part {
            Part::Field(field) => wrong.extend(of_field(field)),
            Part::Section(Section { parts, .. }) => unfilled(parts, wrong),
            Part::List(list) => {
                wrong.extend(of_list(list));
                list.entries.iter().for_each(|entry| unfilled(&entry.parts, wrong));
            }
        }
    }
}

fn of_list(list: &List) -> Option<Wrong> {
    let words = format!("{}: add at least one {}", list.heading, list.one);
    (list.required && list.entries.is_empty()).then(|| Wrong { path: list.path.clone(), words })
}

fn of_field(field: &Field) -> Option<Wrong> {
    let asked = asked(field)?;
    let place = if field.place.is_empty() { String::new() } else { format!("{}, ", field.place) };
    let or = if field.removable { ", or take this away" } else { "" };
    Some(Wrong { path: field.path.clone(), words: format!("{place}{}: {asked}{or}", field.label) })
}

/// What is asked for where something else stands.
fn asked(field: &Field) -> Option<String> {
    let unless = |fine: bool, words: &str| (!fine).then(|| words.to_owned());
    match &field.input {
        Input::Line(text) | Input::Words(text) => unless(!text.trim().is_empty(), "write something here"),
        Input::Lines(_) => None,
        Input::Number(text) => unless(text.parse::<u32>().is_ok(), "give a whole number"),
        Input::Day(text) => unless(text.parse::<Date>().is_ok(), "give a date like 3/12/2026"),
        Input::Hour(text) => unless(
            Time::parse_from_str(text, "%H:%M").is_ok() || text.parse::<Time>().is_ok(),
            "give a time like 16:30",
        ),
        Input::Length(text) if text.is_empty() && !field.required && !field.removable => None,
        Input::Length(text) => unless(text.parse::<Limit>().is_ok(), "give a length of time, such as 10 working days"),
        Input::YesNo(text) => unless(["yes", "no"].contains(&text.as_str()), "say yes or no"),
        Input::One { chosen, .. } if chosen.is_empty() => Some("choose one".to_owned()),
        Input::One { unknown, .. } | Input::Many { unknown, .. } => {
            let unknown = unknown.as_ref()?;
            Some(format!("“{unknown}” is not in this procedure any more; choose another"))
        }
    }
}
