//! What the form of a procedure holds as it is sent, or as its draft keeps it: the file with all that was typed, and what
//! was taken away or moved last.

use app::procedures::{self, Field, Form, Input, Toward, Typed, length_of_parts};
use domain::procedure::Unit;

use super::parts::name;
use crate::{form::Fields, layout::Errors, words};

/// The file as it is being changed.
#[derive(Clone)]
pub(super) struct State {
    pub text: String,
    pub taken: Option<TakenAway>,
    pub moved: Option<Moved>,
}

/// What was taken away last.
#[derive(Clone)]
pub(super) struct TakenAway {
    /// Where it stood.
    pub path: String,
    /// What people knew it by.
    pub title: String,
    /// The file before.
    pub before: String,
    /// Fields that still name it: name and words.
    pub named_by: Vec<(String, String)>,
}

/// What was moved last.
#[derive(Clone)]
pub(super) struct Moved {
    /// Where it is now.
    pub path: String,
    /// Which way it went.
    pub toward: Toward,
    /// What was done, in a sentence.
    pub says: String,
}

impl Moved {
    fn of(moved: procedures::Moved, toward: Toward) -> Moved {
        let procedures::Moved { path, title, entry, .. } = moved;
        let says =
            format!("“{title}” was moved {}. It is number {} of {} now.", toward.as_str(), entry.number, entry.of);
        Moved { path, toward, says }
    }
}

impl State {
    fn plain(text: String) -> State {
        State { text, taken: None, moved: None }
    }

    /// What was sent; `text` where nothing was.
    pub fn of(fields: &Fields, text: &str, others: &[String]) -> State {
        let (form, typed) = read(fields, text);
        let text = form.map_or_else(|| text.to_owned(), |form| form.with(&typed, others).text);
        State { text, taken: taken(fields), moved: moved(fields) }
    }

    /// With something added, and where it is.
    pub fn added(self, path: &str) -> (State, String) {
        match Form::of(&self.text).and_then(|form| form.add(path)) {
            Some((form, at)) => (State::plain(form.text), at),
            None => (self, path.to_owned()),
        }
    }

    /// Without something, and where it was.
    pub fn removed(self, path: &str, kept: &str) -> (State, String) {
        let Some(removed) = Form::of(&self.text).and_then(|form| form.remove(path, kept)) else {
            return (self, path.to_owned());
        };
        let named_by = removed.named_by.iter().map(|(path, words)| (name(path), words.clone())).collect();
        let (path, title, before) = (path.to_owned(), removed.title, self.text);
        let taken = Some(TakenAway { path, title, before, named_by });
        (State { taken, ..State::plain(removed.text) }, String::new())
    }

    /// With an entry moved by one place, and where it is.
    pub fn shifted(self, path: &str, toward: Toward) -> (State, String) {
        match Form::of(&self.text).and_then(|form| form.shift(path, toward)) {
            Some(moved) => {
                let (text, path) = (moved.text.clone(), moved.path.clone());
                (State { moved: Some(Moved::of(moved, toward)), ..State::plain(text) }, path)
            }
            None => (self, path.to_owned()),
        }
    }

    /// With the entry that was moved last where it was before, and where that is.
    pub fn moved_back(self) -> (State, String) {
        match self.moved.clone() {
            Some(moved) => {
                let (state, at) = self.shifted(&moved.path, moved.toward.back());
                (State { moved: None, ..state }, at)
            }
            None => (self, String::new()),
        }
    }

    /// What was sent, with what had been taken away, and where that is.
    pub fn restored(fields: &Fields, text: &str) -> (State, String) {
        let (form, typed) = read(fields, text);
        let restored = taken(fields).zip(form).and_then(|(taken, form)| {
            let form = form.restored(&typed, &taken.path, &taken.before)?;
            Some((State::plain(form.text), taken.path))
        });
        restored.unwrap_or_else(|| (State::of(fields, text, &[]), String::new()))
    }

    /// Everything wrong with it, each at its field.
    pub fn errors(&self) -> Errors {
        let mut errors = Errors::none();
        let wrong = Form::of(&self.text).map(|form| form.wrong()).unwrap_or_default();
        wrong.into_iter().for_each(|wrong| errors.add(&name(&wrong.path), words::capital(&wrong.words)));
        errors
    }

    /// As the draft of the form.
    pub fn draft(&self, seen: &str) -> Fields {
        let fields = Fields::of([("text", self.text.clone()), ("seen", seen.to_owned())]);
        let fields = match &self.moved {
            Some(Moved { path, toward, says }) => {
                let parts = [("moved", path.as_str()), ("moved_toward", toward.as_str()), ("moved_says", says)];
                parts.into_iter().fold(fields, |fields, (name, value)| fields.with(name, vec![value.to_owned()]))
            }
            None => fields,
        };
        let Some(taken) = &self.taken else { return fields };
        let named_by = taken.named_by.iter().map(|(field, words)| format!("{field} {words}")).collect();
        let parts = [("taken", &taken.path), ("taken_title", &taken.title), ("before", &taken.before)];
        let all = parts.into_iter().fold(fields, |fields, (name, value)| fields.with(name, vec![value.clone()]));
        all.with("named_by", named_by)
    }
}

fn taken(fields: &Fields) -> Option<TakenAway> {
    let text = |name: &str| fields.text(name).replace("\r\n", "\n");
    let named_by = fields.all("named_by").iter().filter_map(|each| each.split_once(' ')).map(owned).collect();
    let taken = TakenAway { path: text("taken"), title: text("taken_title"), before: text("before"), named_by };
    (!taken.path.is_empty() && !taken.before.is_empty()).then_some(taken)
}

fn moved(fields: &Fields) -> Option<Moved> {
    let text = |name: &str| fields.text(name).to_owned();
    let moved =
        Moved { path: text("moved"), toward: Toward::named(fields.text("moved_toward"))?, says: text("moved_says") };
    (!moved.path.is_empty()).then_some(moved)
}

fn owned((one, other): (&str, &str)) -> (String, String) {
    (one.to_owned(), other.to_owned())
}

/// The form that was sent, and what was typed into it.
fn read(fields: &Fields, text: &str) -> (Option<Form>, Typed) {
    let sent = fields.text("text").replace("\r\n", "\n");
    let form = Form::of(if sent.is_empty() { text } else { &sent });
    let typed = form.as_ref().map(|form| form.typed(|field| value(fields, field))).unwrap_or_default();
    (form, typed)
}

/// What was typed into a field; `None` where it was not asked.
fn value(fields: &Fields, field: &Field) -> Option<Vec<String>> {
    let name = name(&field.path);
    if !fields.has(&name) {
        return None;
    }
    let one = || fields.text(&name).to_owned();
    Some(match &field.input {
        Input::Many { .. } => fields.all(&name),
        Input::Day(_) => vec![fields.date(&name).ok().flatten().map_or_else(one, |date| date.to_string())],
        Input::Hour(_) => {
            vec![fields.time(&name).ok().flatten().map_or_else(one, |time| time.format("%H:%M").to_string())]
        }
        Input::Length(_) => vec![length_of_parts(&one(), Unit::named(fields.text(&format!("{name}-unit"))))],
        Input::Line(_) | Input::Words(_) | Input::Lines(_) | Input::Number(_) | Input::YesNo(_) | Input::One { .. } => {
            vec![one()]
        }
    })
}
