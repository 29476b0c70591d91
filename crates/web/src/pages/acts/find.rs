//! What was found on the points to answer, and what we said we would do.

use app::{
    Problem,
    cases::{self, PromiseForm},
};
use domain::{PersonId, act::ActKind, feedback::Finding};

use super::{
    Asked, Form, Gone,
    fields::{Field, Shown, choices, or_none},
    give,
};
use crate::{layout::Choice, words};

pub(super) const FORMS: &[Form] = &[
    Form { path: "find", act: ActKind::Find, show: show_find, perform: find },
    Form { path: "promise", act: ActKind::Promise, show: show_promise, perform: promise },
    Form { path: "fulfil", act: ActKind::Fulfil, show: show_fulfil, perform: fulfil },
];

fn show_find(asked: &Asked<'_>) -> Result<Shown, Problem> {
    let points = &asked.file.case.points;
    if points.is_empty() {
        return Ok(Shown::new("Record a finding", "").say("There is no point to answer yet. Add one first."));
    }
    let first = points
        .iter()
        .find(|point| point.finding.is_none())
        .or(points.first())
        .map(|point| point.number.to_string())
        .unwrap_or_default();
    let chosen = asked.text("point", &first);
    let known = points.iter().find(|point| point.number.to_string() == chosen).and_then(|point| point.finding.as_ref());
    let of = points
        .iter()
        .map(|point| {
            Choice::new(point.number.to_string(), format!("{}. {}", point.number, asked.file.words(&point.text)))
        })
        .collect();
    let found = choices(Finding::ALL.iter().map(|finding| (finding.as_str(), finding.title())));
    let reason = known.map(|(_, reason)| asked.file.words(reason)).unwrap_or_default();
    let finding = known.map(|(finding, _)| finding.as_str()).unwrap_or_default();
    Ok(Shown::new("Record a finding", "Save the finding")
        .ask(Field::radios("point", "Point", of, chosen))
        .ask(Field::radios("finding", "Finding", found, asked.text("finding", finding)))
        .ask(Field::area("reason", "What we found", asked.text("reason", reason))))
}

fn find(asked: &Asked<'_>) -> Result<Gone, Problem> {
    let point = asked.fields.number("point").ok_or_else(|| Problem::field("point", "Choose the point"))?;
    let finding = Finding::named(asked.fields.text("finding"));
    cases::find(
        &asked.visit.office,
        &asked.visit.who,
        asked.on(),
        point,
        finding,
        asked.fields.text("reason"),
        asked.visit.now,
    )?;
    Ok(asked.done(format!("Finding on point {point} saved.")))
}

fn show_promise(asked: &Asked<'_>) -> Result<Shown, Problem> {
    let remedies =
        choices(asked.file.book.procedure().remedies.iter().map(|remedy| (remedy.id.as_str(), remedy.title.as_str())));
    let owners = or_none("Nobody named", give::people(asked)?.iter().map(Choice::person).collect());
    let due = Field::Day {
        name: "due",
        label: "By when".into(),
        value: asked.text("due", ""),
        hint: "Leave it empty where there is no date".into(),
        live: String::new(),
    };
    Ok(Shown::new("Add something we will do", "Save")
        .ask(Field::radios("remedy", "What kind of thing", remedies, asked.text("remedy", "")))
        .ask(Field::area("what", "What will be done", asked.text("what", "")).hint("As the customer will read it"))
        .ask(due)
        .ask(Field::pick("owner", "Who sees to it", owners, asked.text("owner", ""))))
}

fn promise(asked: &Asked<'_>) -> Result<Gone, Problem> {
    if asked.fields.text("remedy").is_empty() {
        return Err(Problem::field("remedy", "Choose what kind of thing it is"));
    }
    let form = PromiseForm {
        remedy: asked.fields.text("remedy").into(),
        what: asked.fields.text("what").into(),
        due: asked.coming("due")?,
        owner: asked.fields.number("owner").map(PersonId),
    };
    cases::promise(&asked.visit.office, &asked.visit.who, asked.on(), &form, asked.visit.now)?;
    Ok(asked.done("Saved."))
}

fn show_fulfil(asked: &Asked<'_>) -> Result<Shown, Problem> {
    let today = asked.visit.today();
    let open = asked.file.case.promises.iter().filter(|promise| promise.done.is_none());
    let choice = |promise: &domain::case::Promise| {
        let due = promise.due.map(|due| format!("Due {}", words::day(due, today))).unwrap_or_default();
        Choice::new(promise.number.to_string(), asked.file.words(&promise.what)).with_hint(due)
    };
    let choices: Vec<Choice> = open.map(choice).collect();
    if choices.is_empty() {
        return Ok(Shown::new("Mark as done", "").say("Everything we said we would do is done."));
    }
    Ok(Shown::new("Mark as done", "Mark as done").ask(Field::radios(
        "promise",
        "What was done?",
        choices,
        asked.text("promise", ""),
    )))
}

fn fulfil(asked: &Asked<'_>) -> Result<Gone, Problem> {
    let promise = asked.fields.number("promise").ok_or_else(|| Problem::field("promise", "Choose what was done"))?;
    cases::fulfil(&asked.visit.office, &asked.visit.who, asked.on_any(), promise, asked.visit.now)?;
    Ok(asked.done("Marked as done."))
}
