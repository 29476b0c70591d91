//! Two people changed the same thing: field by field, what was there, what is there now and what
//! was typed. Only what both changed is asked about, and nothing typed is lost.

use app::{
    Problem,
    cases::{self, CaseFile},
    drafts,
};
use askama::Template;
use axum::http::StatusCode;
use domain::By;

use super::{Asked, Form, answer::key, fields::Held};
use crate::{
    answer::{self, Answer},
    differences::{Piece, joined, pieces},
    form::{Fields, Sent},
    layout::{Choice, Errors, Frame, NavItem},
    pages::case::{opened, person_line, title},
    said::Said,
    visit::Visit,
    words,
};

/// What was typed, with what is there now.
pub(super) struct Both {
    /// Fields that both changed.
    pub(super) conflicts: Vec<Conflict>,
    /// What was typed, with what others changed elsewhere in the form, to be saved over the case as it is now.
    pub(super) merged: Fields,
}

/// A field that two people changed.
pub(super) struct Conflict {
    theirs: Held,
    mine: Held,
}

#[derive(Template)]
#[template(path = "act_both.html")]
struct BothPage {
    frame: Frame,
    reference: String,
    who: String,
    what: String,
    action: String,
    now: u32,
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

/// What to do about words that were typed over an earlier state of the case.
pub(super) fn compare(form: Form, visit: &Visit, file: &CaseFile, typed: &Fields) -> Result<Both, Problem> {
    let seen = typed.number("seen").unwrap_or(file.case.seq);
    let before = cases::open_until(&visit.office, &visit.who, file.case.reference, seen, visit.now)?;
    // A form about one of several things is compared with the same one.
    let of = typed.has("point").then(|| ("point", typed.text("point").to_owned()));
    let known = |file: &CaseFile| held(form, &Asked { visit, file, fields: &Fields::of(of.clone()), first: true });
    let (base, theirs) = (known(&before)?, known(file)?);
    let mine = held(form, &Asked { visit, file, fields: typed, first: false })?;
    let mut both = Both { conflicts: Vec::new(), merged: typed.clone() };
    for mine in mine {
        let find = |in_: &[Held]| in_.iter().find(|held| held.name == mine.name).cloned();
        let (Some(base), Some(theirs)) = (find(&base), find(&theirs)) else { continue };
        if mine.values == base.values {
            both.merged = both.merged.with(mine.name, theirs.values);
        } else if theirs.values != base.values && theirs.values != mine.values {
            both.conflicts.push(Conflict { theirs, mine });
        }
    }
    both.merged = both.merged.with("seen", vec![file.case.seq.to_string()]);
    Ok(both)
}

fn held(form: Form, asked: &Asked<'_>) -> Result<Vec<Held>, Problem> {
    Ok((form.show)(asked)?.fields.iter().filter_map(super::fields::Field::held).collect())
}

/// "Dan Okafor changed this case at 15:02."
pub(super) fn who_changed(file: &CaseFile, seen: u32) -> String {
    match file.changed_since(seen).map(|recorded| (recorded.by, recorded.at)) {
        Some((By::Person(person), at)) => format!("{} changed this case at {}.", file.name(person), words::time(at)),
        Some((By::Heard, at)) => format!("This case changed at {}.", words::time(at)),
        None => "Somebody else changed this case.".into(),
    }
}

/// The page that asks which to keep. What was typed is kept as a draft by then.
pub(super) fn page(
    form: Form,
    visit: &Visit,
    file: &CaseFile,
    seen: u32,
    conflicts: Vec<Conflict>,
    errors: Errors,
) -> Answer {
    let reference = file.case.reference;
    let page = BothPage {
        frame: visit.frame(&format!("Choose which to keep: {}", title(file)), Some(NavItem::Cases)),
        reference: reference.to_string(),
        who: person_line(file),
        what: format!("{} Your words are kept below. Choose which to keep.", who_changed(file, seen)),
        action: format!("/cases/{reference}/{}/keep", form.path),
        now: file.case.seq,
        fields: conflicts.into_iter().map(Conflict::shown).collect(),
        errors,
    };
    answer::with_status(visit, StatusCode::CONFLICT, &page)
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

/// POST: what was chosen goes into the form, to be read and saved. Where the case changed once more
/// meanwhile, it is asked about again.
pub(super) async fn keep(form: Form, reference: String, sent: Sent) -> Answer {
    let Sent { visit, fields: chosen } = sent;
    let file = opened(&visit, &reference).await?;
    let to = format!("/cases/{}/{}", file.case.reference, form.path);
    let key = key(&file, form);
    let shown = chosen.number("now").unwrap_or(0);
    if file.changed_since(shown).is_some() {
        return visit.go(&to, Said::default());
    }
    let (file, seen, both) = visit
        .run(move |visit| {
            let draft = drafts::find(&visit.office, &visit.who, &key)?;
            let typed = draft.map(|draft| Fields::from_json(&draft.body)).unwrap_or_default();
            let both = compare(form, visit, &file, &typed)?;
            Ok((file, typed.number("seen").unwrap_or(shown), both))
        })
        .await?;
    let mut errors = Errors::none();
    let mut kept = both.merged;
    for conflict in &both.conflicts {
        let name = choice_name(&conflict.mine);
        match conflict.kept(chosen.text(&name)) {
            Some(values) => kept = kept.with(conflict.mine.name, values),
            None => errors.add(&name, format!("{}: choose which to keep", conflict.mine.label)),
        }
    }
    if !errors.is_empty() {
        return page(form, &visit, &file, seen, both.conflicts, errors);
    }
    let key = super::answer::key(&file, form);
    visit.run(move |visit| drafts::keep(&visit.office, &visit.who, &key, &kept.to_json(), None, visit.now)).await?;
    visit.go(&to, Said::new("Read it once more, then save it."))
}
