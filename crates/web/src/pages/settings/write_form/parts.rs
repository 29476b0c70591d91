//! The parts of the form of a procedure as a page shows them: what stands open, where the focus is, each field by its
//! name and with its choices.

use app::procedures::{self, Field, Form, Input, List, More, Part, Toward, parts_of_length};
use askama::Template;
use domain::{Date, procedure::Unit};

use super::typed::{Moved, State, TakenAway};
use crate::{
    layout::{Choice, Errors},
    words,
};

/// What the page is shown with.
pub(super) struct Shown<'a> {
    pub errors: &'a Errors,
    /// The path of what was just added.
    pub at: &'a str,
    /// The field that has the focus: the first in what was added.
    pub focus: Option<String>,
    pub taken: Option<&'a TakenAway>,
    pub moved: Option<&'a Moved>,
}

impl<'a> Shown<'a> {
    pub fn of(form: &Form, errors: &'a Errors, at: &'a str, state: &'a State) -> Shown<'a> {
        let inside = |path: &str| !at.is_empty() && (path == at || path.starts_with(&format!("{at}.")));
        let focus = form.fields().into_iter().find(|field| inside(&field.path)).map(|field| field.path.clone());
        let (taken, moved) = (state.taken.as_ref(), state.moved.as_ref());
        // What was moved is gone on with: its buttons have the focus.
        let focus = focus.filter(|_| moved.is_none_or(|moved| moved.path != at));
        Shown { errors, at, focus, taken, moved }
    }
}

/// A card of the form.
pub(super) struct Pane {
    pub id: String,
    pub heading: String,
    /// What stands in it, as HTML.
    pub parts: String,
}

/// Parts of a card, of a section or of an entry.
#[derive(Template)]
#[template(path = "parts/procedure_parts.html")]
struct Parts<'a> {
    rows: Vec<Row>,
    more: Vec<Choice>,
    /// By which the list of what may be added is named.
    more_name: String,
    /// What it is added to.
    more_to: String,
    /// What was taken away here.
    taken: Option<&'a TakenAway>,
    /// What was moved here.
    moved: Option<&'a Moved>,
    errors: &'a Errors,
}

enum Row {
    Field(Box<FieldRow>),
    Section(SectionRow),
    List(ListRow),
}

struct FieldRow {
    name: String,
    path: String,
    label: String,
    hint: String,
    removable: bool,
    control: Control,
    focus: bool,
}

enum Control {
    Line(String),
    Words(String),
    Number(String),
    Day(String),
    Length(String, String, Vec<Choice>),
    One(String, Vec<Choice>),
    YesNo(String, Vec<Choice>),
    Many(Vec<String>, Vec<Choice>),
}

struct SectionRow {
    name: String,
    path: String,
    title: String,
    note: String,
    removable: bool,
    entry: bool,
    /// Where it can be moved to: ways that are open, and whether the button has the focus.
    ways: Vec<(Toward, bool)>,
    open: bool,
    /// Whether it is what was just added and has nothing to fill in.
    focus: bool,
    parts: String,
}

struct ListRow {
    name: String,
    path: String,
    heading: String,
    hint: String,
    /// "Add a time limit".
    add: String,
    entries: String,
}

/// The name of a field, and its id on the page.
pub(super) fn name(path: &str) -> String {
    path.replace('.', "-")
}

/// The cards of the form.
pub(super) fn panes(form: &Form, shown: &Shown<'_>) -> askama::Result<Vec<Pane>> {
    let pane = |(at, group): (usize, &procedures::Group)| {
        let parts = parts(&group.parts, &group.more, (&format!("part{at}"), &group.heading, None), shown)?;
        Ok(Pane { id: format!("part-{}", at + 1), heading: group.heading.clone(), parts })
    };
    form.groups.iter().enumerate().map(pane).collect()
}

/// `within`: a name, what it is called, and its path where it has one.
fn parts(all: &[Part], more: &[More], within: (&str, &str, Option<&str>), shown: &Shown<'_>) -> askama::Result<String> {
    let (of, title, path) = within;
    // The head of the file has no path; what was taken away from it is said where it would be added again.
    let here = |taken: &&TakenAway| match path {
        Some(path) => above(&taken.path) == path,
        None => more.iter().any(|more| more.path == taken.path),
    };
    let rows = all.iter().map(|part| row(part, shown)).collect::<askama::Result<_>>()?;
    let page = Parts {
        rows,
        more: more.iter().map(|more| Choice::new(&more.path, &more.words)).collect(),
        more_name: of.to_owned(),
        more_to: title.to_owned(),
        taken: shown.taken.filter(here),
        moved: shown.moved.filter(|moved| path == Some(above(&moved.path))),
        errors: shown.errors,
    };
    page.render()
}

fn above(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(above, _)| above)
}

fn row(part: &Part, shown: &Shown<'_>) -> askama::Result<Row> {
    Ok(match part {
        Part::Field(field) => Row::Field(Box::new(field_row(field, shown))),
        Part::Section(section) => Row::Section(section_row(section, shown)?),
        Part::List(list) => Row::List(list_row(list, shown)?),
    })
}

fn list_row(list: &List, shown: &Shown<'_>) -> askama::Result<ListRow> {
    let entries: Vec<Part> = list.entries.iter().cloned().map(Part::Section).collect();
    let (name, path) = (name(&list.path), list.path.clone());
    let entries = parts(&entries, &[], (&name, &list.heading, Some(&list.path)), shown)?;
    let (heading, hint) = (list.heading.clone(), list.hint.clone());
    let article = if list.one.to_lowercase().starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    Ok(ListRow { name, path, heading, hint, add: format!("Add {article} {}", list.one), entries })
}

fn section_row(section: &procedures::Section, shown: &Shown<'_>) -> askama::Result<SectionRow> {
    let name = name(&section.path);
    let inside = |path: &str| path == section.path || path.starts_with(&format!("{}.", section.path));
    let wrong =
        shown.errors.all().iter().any(|error| error.field == name || error.field.starts_with(&format!("{name}-")));
    let taken = shown.taken.is_some_and(|taken| above(&taken.path) == section.path || inside(above(&taken.path)));
    Ok(SectionRow {
        title: section.title.clone(),
        note: section.note.clone(),
        removable: section.removable,
        entry: section.entry.is_some(),
        ways: ways(section, shown),
        open: wrong || taken || inside(shown.at),
        focus: shown.at == section.path && !is_moved(section, shown) && first_field(&section.parts).is_none(),
        parts: parts(&section.parts, &section.more, (&name, &section.title, Some(&section.path)), shown)?,
        path: section.path.clone(),
        name,
    })
}

fn is_moved(section: &procedures::Section, shown: &Shown<'_>) -> bool {
    shown.moved.is_some_and(|moved| moved.path == section.path && moved.path == shown.at)
}

/// Where an entry can be moved to. Of one that was just moved the button has the focus that moves it on; at the end of the
/// list the other.
fn ways(section: &procedures::Section, shown: &Shown<'_>) -> Vec<(Toward, bool)> {
    let Some(entry) = section.entry else { return Vec::new() };
    let open = [Toward::Up, Toward::Down].into_iter().filter(|toward| entry.may_go(*toward));
    let on = shown.moved.filter(|_| is_moved(section, shown)).map(|moved| moved.toward);
    let on = on.map(|toward| if entry.may_go(toward) { toward } else { toward.back() });
    open.map(|toward| (toward, on == Some(toward))).collect()
}

/// The first field in what was just added has the focus.
fn first_field(parts: &[Part]) -> Option<&Field> {
    parts.iter().find_map(|part| match part {
        Part::Field(field) => Some(field),
        Part::Section(section) => first_field(&section.parts),
        Part::List(list) => list.entries.iter().find_map(|entry| first_field(&entry.parts)),
    })
}

fn field_row(field: &Field, shown: &Shown<'_>) -> FieldRow {
    let choices =
        |all: &[(String, String)]| all.iter().map(|(id, title)| Choice::new(id, words::capital(title))).collect();
    let control = match &field.input {
        Input::Line(text) | Input::Hour(text) => Control::Line(text.clone()),
        Input::Words(text) => Control::Words(text.clone()),
        Input::Lines(lines) => Control::Words(lines.join("\n")),
        Input::Number(text) => Control::Number(text.clone()),
        Input::Day(text) => Control::Day(text.parse::<Date>().map_or_else(|_| text.clone(), words::typed)),
        Input::Length(text) => {
            let (number, unit) = parts_of_length(text);
            let units = Unit::ALL.iter().map(|unit| Choice::new(unit.as_str(), unit.title())).collect();
            Control::Length(number, unit.as_str().to_owned(), units)
        }
        Input::YesNo(text) => Control::YesNo(text.clone(), vec![Choice::new("yes", "Yes"), Choice::new("no", "No")]),
        Input::One { chosen, choices: all, .. } => {
            let mut all: Vec<Choice> = choices(all);
            if chosen.is_empty() || !field.required {
                all.insert(0, Choice::new("", "Choose"));
            }
            Control::One(chosen.clone(), all)
        }
        Input::Many { chosen, choices: all, .. } => Control::Many(chosen.clone(), choices(all)),
    };
    let lines = matches!(field.input, Input::Lines(_));
    FieldRow {
        name: name(&field.path),
        path: field.path.clone(),
        label: field.label.clone(),
        hint: if lines { format!("{}. One on each line", field.hint) } else { field.hint.clone() },
        removable: field.removable,
        control,
        focus: shown.focus.as_deref() == Some(&field.path),
    }
}
