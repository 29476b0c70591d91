//! Other business put on hold while a complaint is open, and let go on.

use app::{
    Problem,
    cases::{self, CaseFile},
};
use domain::{act::ActKind, case::Held, procedure::Choice as Business};

use super::{
    Asked, Form, Gone,
    fields::{Field, Shown},
};
use crate::{layout::Choice, pages::case::words_for};

pub(super) const FORMS: &[Form] = &[
    Form { path: "hold", act: ActKind::Hold, show: show_hold, perform: hold },
    Form { path: "release", act: ActKind::Release, show: show_release, perform: release },
];

/// What the procedure lets wait and nobody has put on hold yet.
pub(in crate::pages) fn to_hold(file: &CaseFile) -> Vec<&Business> {
    let waits = |hold: &&Business| file.case.held.iter().any(|held| held.hold == hold.id);
    file.book.procedure().handling.holds.iter().filter(|hold| !waits(hold)).collect()
}

fn show_hold(asked: &Asked<'_>) -> Result<Shown, Problem> {
    let free = to_hold(asked.file);
    let shown = Shown::new(words_for(asked.file, "hold"), "Put on hold");
    if free.is_empty() {
        let none = "Nothing is left that the procedure of this case puts on hold.";
        return Ok(Shown { button: String::new(), ..shown }.say(none));
    }
    let choices: Vec<Choice> = free.iter().map(|hold| Choice::new(hold.id.clone(), hold.title.clone())).collect();
    Ok(shown
        .say("Tell whoever does it. It waits until somebody lets it go on here, also after the case is closed.")
        .ask(what(asked, choices))
        .ask(note(asked)))
}

fn show_release(asked: &Asked<'_>) -> Result<Shown, Problem> {
    let shown = Shown::new(words_for(asked.file, "release"), "Let it go on");
    if asked.file.case.held.is_empty() {
        return Ok(Shown { button: String::new(), ..shown }.say("Nothing is on hold."));
    }
    let choice = |held: &Held| Choice::new(held.hold.clone(), of_hold(asked.file, &held.hold));
    let choices = asked.file.case.held.iter().map(choice).collect();
    Ok(shown.say("Tell whoever does it that it may go on.").ask(what(asked, choices)).ask(note(asked)))
}

/// What is on hold, in words.
pub(in crate::pages) fn of_hold(file: &CaseFile, id: &str) -> String {
    file.book.procedure().hold(id).map_or_else(|| id.to_owned(), |hold| hold.title.clone())
}

fn what(asked: &Asked<'_>, choices: Vec<Choice>) -> Field {
    let only = choices.first().filter(|_| choices.len() == 1).map(|choice| choice.value.clone()).unwrap_or_default();
    let chosen = asked.text("hold", &only);
    Field::radios("hold", "What is it about?", choices, chosen)
}

fn note(asked: &Asked<'_>) -> Field {
    Field::area("text", "Note", asked.text("text", "")).hint("Such as who was told").optional()
}

fn hold(asked: &Asked<'_>) -> Result<Gone, Problem> {
    let (id, note) = (asked.fields.text("hold"), asked.fields.text("text"));
    cases::hold(&asked.visit.office, &asked.visit.who, asked.on(), id, note, asked.visit.now)?;
    Ok(asked.done("It is on hold."))
}

fn release(asked: &Asked<'_>) -> Result<Gone, Problem> {
    let (id, note) = (asked.fields.text("hold"), asked.fields.text("text"));
    cases::release(&asked.visit.office, &asked.visit.who, asked.on(), id, note, asked.visit.now)?;
    Ok(asked.done("It goes on."))
}
