//! Two people changed the same thing: field by field, what was there, what is there now and what
//! was typed. Only what both changed is asked about, and nothing typed is lost. Forms of cases come
//! here from [`super::acts`], all others through [`super::records`].

use askama::Template;
use axum::http::StatusCode;

use crate::{
    answer::{self, Answer},
    differences::{Piece, joined, pieces},
    form::Fields,
    layout::{Choice, Errors, Frame, Link, NavItem},
    visit::Visit,
};

/// What a field holds, to be compared with what it held before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Held {
    pub(super) name: String,
    pub(super) label: String,
    /// As the form sends them.
    pub(super) values: Vec<String>,
    /// As people read them.
    pub(super) words: String,
    /// Whether it may have several lines, so that two of them can be joined.
    pub(super) lines: bool,
}

/// What was typed, with what is there now.
pub(super) struct Both {
    /// Fields that both changed.
    pub(super) conflicts: Vec<Conflict>,
    /// What was typed, with what others changed elsewhere in the form, to be saved over what is there now.
    pub(super) merged: Fields,
}

/// A field that two people changed.
pub(super) struct Conflict {
    theirs: Held,
    mine: Held,
}

/// What the page says besides the fields.
pub(super) struct Head {
    /// What the form is about, for the title of the window.
    pub(super) title: String,
    /// Where the thing is that was changed.
    pub(super) back: Link,
    /// What stands beside that link, or nothing.
    pub(super) beside: String,
    /// Who changed it when, as a sentence.
    pub(super) who: String,
    /// Where to read what happened since.
    pub(super) history: Option<String>,
    /// Where the choices go.
    pub(super) action: String,
    /// How the thing is now, as the choices bring it back.
    pub(super) now: String,
    pub(super) item: NavItem,
}

#[derive(Template)]
#[template(path = "both.html")]
struct BothPage {
    frame: Frame,
    head: Head,
    errors: Errors,
    fields: Vec<Shown>,
}

/// A conflict as the page shows it.
struct Shown {
    name: String,
    label: String,
    theirs: Vec<Piece>,
    mine: String,
    choices: Vec<Choice>,
}

/// What to do about words that were typed over an earlier state: `base` is what the form showed
/// then, `theirs` what is there now, `mine` what the form holds.
pub(super) fn compare(base: &[Held], theirs: &[Held], mine: Vec<Held>, typed: &Fields) -> Both {
    let mut both = Both { conflicts: Vec::new(), merged: typed.clone() };
    for mine in mine {
        let find = |in_: &[Held]| in_.iter().find(|held| held.name == mine.name).cloned();
        let (Some(base), Some(theirs)) = (find(base), find(theirs)) else { continue };
        if mine.values == base.values {
            both.merged = both.merged.with(&mine.name, theirs.values);
        } else if theirs.values != base.values && theirs.values != mine.values {
            both.conflicts.push(Conflict { theirs, mine });
        }
    }
    both
}

/// The page that asks which to keep. What was typed is kept as a draft by then.
pub(super) fn page(visit: &Visit, head: Head, conflicts: Vec<Conflict>, errors: Errors) -> Answer {
    let page = BothPage {
        frame: visit.frame(&format!("Choose which to keep: {}", head.title), Some(head.item)),
        fields: conflicts.into_iter().map(Conflict::shown).collect(),
        head,
        errors,
    };
    answer::with_status(visit, StatusCode::CONFLICT, &page)
}

/// The form with what was chosen, or what is still to be chosen.
pub(super) fn chosen(both: Both, chosen: &Fields) -> Result<Fields, (Vec<Conflict>, Errors)> {
    let mut errors = Errors::none();
    let mut kept = both.merged;
    for conflict in &both.conflicts {
        let name = choice_name(&conflict.mine);
        match conflict.kept(chosen.text(&name)) {
            Some(values) => kept = kept.with(&conflict.mine.name, values),
            None => errors.add(&name, format!("{}: choose which to keep", conflict.mine.label)),
        }
    }
    if errors.is_empty() { Ok(kept) } else { Err((both.conflicts, errors)) }
}

impl Conflict {
    fn shown(self) -> Shown {
        let mut choices = vec![Choice::new("theirs", "Keep theirs"), Choice::new("mine", "Keep mine")];
        if self.mine.lines {
            choices.push(Choice::new("both", "Join both").with_hint("You read it before it is saved"));
        }
        Shown {
            name: choice_name(&self.mine),
            label: self.mine.label,
            theirs: pieces(&self.mine.words, &self.theirs.words),
            mine: self.mine.words,
            choices,
        }
    }

    /// The values that are to be kept; `None` where nothing was chosen.
    fn kept(&self, chosen: &str) -> Option<Vec<String>> {
        match chosen {
            "theirs" => Some(self.theirs.values.clone()),
            "mine" => Some(self.mine.values.clone()),
            "both" => Some(vec![joined(&self.theirs.words, &self.mine.words)]),
            _ => None,
        }
    }
}

fn choice_name(held: &Held) -> String {
    format!("keep-{}", held.name)
}
