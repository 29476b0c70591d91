//! What is kept by one form and is no case: the council, a person, a service, a letter's words. Its
//! form carries what it showed when it was opened; where somebody else has saved other things since,
//! nothing is written over: what both changed is asked about, the rest is put together. What a form
//! held before it was saved is kept for whoever saved it, and Undo sends that once more, as a change
//! like any other.

use app::{Problem, drafts};

use super::{
    both::{self, Both, Head, Held},
    unsent::{self, Unsent},
};
use crate::{
    answer::{Answer, Failure},
    form::Fields,
    layout::{Choice, Errors, Link, NavItem},
    said::Said,
    visit::Visit,
    words,
};

/// The field of a form that carries what it showed when it was opened.
pub(super) const WAS: &str = "was";

/// A thing with its form.
pub(super) struct Record {
    /// Of the draft; also the address of the form without its first slash.
    pub(super) key: String,
    /// Its name.
    pub(super) title: String,
    pub(super) item: NavItem,
    /// What its form asks.
    pub(super) asks: Vec<Ask>,
    /// As it is kept now.
    pub(super) now: Fields,
}

/// A field of such a form.
pub(super) struct Ask {
    name: String,
    label: String,
    kind: Kind,
}

enum Kind {
    Line,
    Lines,
    One(Vec<Choice>),
    Any(Vec<Choice>),
    Tick,
}

impl Ask {
    /// One line.
    pub(super) fn line(name: impl Into<String>, label: impl Into<String>) -> Ask {
        Ask { name: name.into(), label: label.into(), kind: Kind::Line }
    }

    /// Several lines.
    pub(super) fn lines(name: impl Into<String>, label: impl Into<String>) -> Ask {
        Ask { kind: Kind::Lines, ..Ask::line(name, label) }
    }

    /// One of a list.
    pub(super) fn one(name: impl Into<String>, label: impl Into<String>, choices: Vec<Choice>) -> Ask {
        Ask { kind: Kind::One(choices), ..Ask::line(name, label) }
    }

    /// Any of a list.
    pub(super) fn any(name: impl Into<String>, label: impl Into<String>, choices: Vec<Choice>) -> Ask {
        Ask { kind: Kind::Any(choices), ..Ask::line(name, label) }
    }

    /// A box to tick.
    pub(super) fn tick(name: impl Into<String>, label: impl Into<String>) -> Ask {
        Ask { kind: Kind::Tick, ..Ask::line(name, label) }
    }

    fn held(&self, fields: &Fields) -> Held {
        let text = fields.text(&self.name).replace("\r\n", "\n").trim().to_owned();
        let (words, values) = match &self.kind {
            Kind::Line | Kind::Lines => (text.clone(), vec![text]),
            Kind::One(choices) => {
                let named = choices.iter().find(|choice| choice.is(&text));
                (named.map_or_else(|| text.clone(), |choice| choice.words.clone()), vec![text])
            }
            Kind::Any(choices) => {
                let values = fields.all(&self.name);
                let named = choices.iter().filter(|choice| choice.among(&values));
                (named.map(|choice| choice.words.as_str()).collect::<Vec<_>>().join("\n"), values)
            }
            Kind::Tick if fields.has(&self.name) => ("Yes".to_owned(), vec![text]),
            Kind::Tick => ("No".to_owned(), Vec::new()),
        };
        let lines = matches!(self.kind, Kind::Lines);
        Held { name: self.name.clone(), label: self.label.clone(), values, words, lines }
    }
}

/// What a form carries besides its fields.
pub(super) struct Carried {
    /// What it showed when it was opened.
    pub(super) was: String,
    /// What was typed into it and not saved.
    pub(super) unsent: Option<Unsent>,
}

impl Carried {
    /// A form that is opened over what is kept `now`.
    pub(super) fn opened(now: &Fields, unsent: Option<Unsent>) -> Carried {
        Carried { was: was(now, unsent.as_ref().map(|unsent| &unsent.fields)), unsent }
    }

    /// A form that comes back with what is to be put right.
    pub(super) fn back(sent: &Fields) -> Carried {
        Carried { was: sent.text(WAS).to_owned(), unsent: None }
    }
}

/// What the form showed when it was opened; `None` for one that does not say.
pub(super) fn seen(typed: &Fields) -> Option<Fields> {
    typed.has(WAS).then(|| Fields::from_json(typed.text(WAS)))
}

/// What a form is to carry: what is kept now, or what was kept when it was begun and not saved.
pub(super) fn was(now: &Fields, unsent: Option<&Fields>) -> String {
    unsent.filter(|unsent| unsent.has(WAS)).map_or_else(|| now.to_json(), |unsent| unsent.text(WAS).to_owned())
}

/// What became of saving a form.
pub(super) enum Kept<T> {
    /// It is saved.
    Done(T),
    /// Fields cannot be taken as they are.
    Wrong(Errors),
    /// Somebody else saved it since; who and when, as a sentence.
    Changed(String),
}

/// Crosses to the use-case that saves a form.
pub(super) async fn kept<T: Send + 'static>(
    visit: &Visit,
    work: impl FnOnce(&Visit) -> Result<T, Problem> + Send + 'static,
) -> Result<Kept<T>, Failure> {
    visit
        .run(move |visit| match work(visit) {
            Ok(done) => Ok(Kept::Done(done)),
            Err(Problem::Invalid(found)) => Ok(Kept::Wrong(super::checked::errors(found))),
            Err(Problem::Changed { by, at }) => Ok(Kept::Changed(format!("{by} changed this at {}.", words::time(at)))),
            Err(problem) => Err(problem),
        })
        .await
}

/// The field of a form that puts back what was there before it was saved.
const BACK: &str = "back";

/// After a form was saved: what was typed is forgotten, and what it held `before` is kept, to be put
/// back over what it holds `now`, once: a second press must not bring back what the first took away. Secrets are no part
/// of it. Answers whether there is anything to put back.
pub(super) fn saved(visit: &Visit, key: &str, sent: Saving, before: &Fields, now: &Fields) -> Result<bool, Problem> {
    if sent == Saving::Typed {
        unsent::saved(visit, key)?;
    }
    if sent == Saving::Back {
        drafts::discard(&visit.office, &visit.who, &drafts::before_key(key))?;
        return Ok(false);
    }
    if before.to_json() == now.to_json() {
        return Ok(false);
    }
    let back = before.clone().with(WAS, vec![now.to_json()]).with(BACK, vec!["yes".to_owned()]);
    drafts::keep(&visit.office, &visit.who, &drafts::before_key(key), &back.to_json(), None, visit.now)?;
    Ok(true)
}

/// Where what a form saves comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Saving {
    /// Somebody typed it.
    Typed,
    /// It was there at some time before, and was chosen again.
    Again,
    /// It was there before the last change, which is taken back.
    Back,
}

impl Saving {
    /// What was sent here.
    pub(super) fn of(sent: &Fields) -> Saving {
        if sent.has(BACK) { Saving::Back } else { Saving::Typed }
    }
}

/// What is said of a saved form, with an Undo where there is anything to put back.
pub(super) fn said(words: impl Into<String>, key: &str, sent: Saving, undo: bool) -> Said {
    let said = match sent {
        Saving::Typed | Saving::Again => Said::new(words),
        Saving::Back => Said::new("What was there before is back."),
    };
    if undo { said.undo(format!("/{key}/undo"), 0) } else { said }
}

/// What the form with this key held before this person saved it last, to be sent again.
pub(super) async fn before(visit: &Visit, key: &str) -> Result<Fields, Failure> {
    let key = drafts::before_key(key);
    let kept = visit.run(move |visit| {
        let kept = drafts::find(&visit.office, &visit.who, &key)?;
        kept.ok_or_else(|| Problem::NotFound("There is nothing to put back, or it is back already.".into()))
    });
    Ok(Fields::from_json(&kept.await?.body))
}

/// What was typed over something that somebody else has saved since: kept first, then asked about,
/// or, where they changed other things, put together to be read once more.
pub(super) async fn changed(visit: &Visit, record: Record, typed: Fields, who: String) -> Answer {
    let both = record.compare(&typed);
    if both.conflicts.is_empty() {
        return record.read_again(visit, both.merged, &format!("{who} Your words are kept with theirs.")).await;
    }
    record.keep_draft(visit, typed).await?;
    both::page(visit, record.head(who), both.conflicts, Errors::none())
}

/// POST: what was chosen goes into the form, to be read and saved. Where somebody saved it once more
/// meanwhile, it is asked about again.
pub(super) async fn keep(visit: &Visit, record: Record, chosen: &Fields) -> Answer {
    let key = record.key.clone();
    let draft = visit.run(move |visit| drafts::find(&visit.office, &visit.who, &key)).await?;
    let Some(typed) = draft.map(|draft| Fields::from_json(&draft.body)) else {
        return visit.go(&record.address(), Said::default());
    };
    let who = "Somebody else changed this.".to_owned();
    if chosen.text("now") != record.now.to_json() {
        return changed(visit, record, typed, who).await;
    }
    match both::chosen(record.compare(&typed), chosen) {
        Ok(kept) => record.read_again(visit, kept, "").await,
        Err((conflicts, errors)) => both::page(visit, record.head(who), conflicts, errors),
    }
}

impl Record {
    fn address(&self) -> String {
        format!("/{}", self.key)
    }

    fn compare(&self, typed: &Fields) -> Both {
        let held = |fields: &Fields| self.asks.iter().map(|ask| ask.held(fields)).collect::<Vec<_>>();
        let base = seen(typed).unwrap_or_else(|| self.now.clone());
        both::compare(&held(&base), &held(&self.now), held(typed), typed)
    }

    fn head(&self, who: String) -> Head {
        Head {
            title: self.title.clone(),
            back: Link { href: self.address(), words: self.title.clone() },
            beside: String::new(),
            who,
            history: None,
            action: format!("/{}/keep", self.key),
            now: self.now.to_json(),
            item: self.item,
        }
    }

    async fn keep_draft(&self, visit: &Visit, fields: Fields) -> Result<(), Failure> {
        let key = self.key.clone();
        let keep =
            move |visit: &Visit| drafts::keep(&visit.office, &visit.who, &key, &fields.to_json(), None, visit.now);
        visit.run(keep).await.map(|_| ())
    }

    /// Shows the form with these fields, to be saved over what is kept now.
    async fn read_again(&self, visit: &Visit, fields: Fields, who: &str) -> Answer {
        self.keep_draft(visit, fields.with(WAS, vec![self.now.to_json()])).await?;
        visit.go(&self.address(), Said::new(format!("{who} Read it once more, then save it.").trim().to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(query: &str) -> Fields {
        Fields::parse(query.as_bytes())
    }

    fn record(now: &str) -> Record {
        let services = vec![Choice::new("", "Nobody yet"), Choice::new("3", "Marian Teale")];
        Record {
            key: "settings/services/1".into(),
            title: "Waste".into(),
            item: NavItem::Settings,
            asks: vec![
                Ask::line("name", "Name"),
                Ask::lines("words", "Other words"),
                Ask::one("head", "Head", services),
                Ask::tick("active", "In use"),
            ],
            now: fields(now),
        }
    }

    #[test]
    fn only_what_both_changed_is_asked_about() {
        let was = fields("name=Waste&words=bins&head=&active=yes").to_json();
        let table = [
            ("nothing by them", "name=Waste&words=bins&head=&active=yes", 0, ("Refuse", "bins", "", true)),
            ("other things by them", "name=Waste&words=bins&head=3", 0, ("Refuse", "bins", "3", false)),
            ("the same by both", "name=Refuse&words=bins&head=3&active=yes", 0, ("Refuse", "bins", "3", true)),
            ("different names", "name=Rubbish&words=bins&head=&active=yes", 1, ("Refuse", "bins", "", true)),
        ];
        for (case, now, conflicts, (name, words, head, active)) in table {
            let typed = fields("name=Refuse&words=bins&head=&active=yes").with(WAS, vec![was.clone()]);
            let both = record(now).compare(&typed);
            assert_eq!(both.conflicts.len(), conflicts, "{case}");
            let merged = [both.merged.text("name"), both.merged.text("words"), both.merged.text("head")];
            assert_eq!((merged, both.merged.has("active")), ([name, words, head], active), "{case}");
        }
    }
}
