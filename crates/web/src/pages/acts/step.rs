//! Steps that no other act takes: a meeting, a report, an update.

use app::{Problem, cases};
use domain::{
    act::ActKind,
    decide::{self, Step},
    procedure::{Milestone, Occasion},
};

use super::{
    Asked, Form, Gone,
    fields::{Field, Shown},
};
use crate::{layout::Choice, pages::case::words_for, words};

pub(super) const FORMS: &[Form] = &[Form { path: "step", act: ActKind::Reach, show, perform }];

fn show(asked: &Asked<'_>) -> Result<Shown, Problem> {
    let steps = decide::steps(&asked.file.case, asked.file.book.rules());
    let shown = Shown::new(words_for(asked.file, "step"), "Record the step");
    let [first, ..] = steps.as_slice() else {
        let none = "The procedure of this case asks for no step here that is not recorded elsewhere.";
        return Ok(Shown { button: String::new(), ..shown }.say(none));
    };
    let first = value(first);
    let choices = steps.iter().map(|step| Choice::new(value(step), title(step)).with_hint(said(asked, step))).collect();
    Ok(shown
        .say("The procedure asks for these steps. Time limits start from some, are met by some or begin anew, or the stage ends.")
        .ask(Field::radios("step", "What happened?", choices, asked.text("step", &first)))
        .ask(Field::Day {
            name: "on",
            label: "On".into(),
            value: asked.text("on", &words::typed(asked.visit.today())),
            hint: "A meeting may be still to come".into(),
            live: String::new(),
        })
        .ask(Field::area("text", "Note", asked.text("text", "")).optional()))
}

/// `met`, or `done/clock-id`.
fn value(step: &Step<'_>) -> String {
    match step.clock {
        Some(clock) => format!("{}/{}", step.milestone.as_str(), clock.id),
        None => step.milestone.as_str().to_owned(),
    }
}

/// "The day we sent an update", or what the clock asks for.
fn title(step: &Step<'_>) -> String {
    step.clock.map_or_else(|| format!("The day {}", step.milestone.title()), |clock| clock.title.clone())
}

/// What the procedure has a message say that left with this step; Heard has no letter for it.
fn said(asked: &Asked<'_>, step: &Step<'_>) -> String {
    let procedure = asked.file.book.procedure();
    let stage = asked.file.case.journey(procedure).pop();
    let (Some(on), Some(stage)) = (Occasion::of_step(step.milestone), stage) else { return String::new() };
    let contents: Vec<&str> = procedure.must_contain(on, &stage.id).map(|content| content.title()).collect();
    if contents.is_empty() { String::new() } else { format!("It should have said: {}", contents.join(", ")) }
}

fn perform(asked: &Asked<'_>) -> Result<Gone, Problem> {
    let (milestone, clock) = match asked.fields.text("step").split_once('/') {
        Some((milestone, clock)) => (milestone, Some(clock)),
        None => (asked.fields.text("step"), None),
    };
    let milestone = Milestone::named(milestone).ok_or_else(|| Problem::field("step", "Choose what happened"))?;
    let on = asked.near("on")?.ok_or_else(|| Problem::field("on", "Give the day"))?;
    let note = asked.fields.text("text");
    let step = (milestone, clock);
    cases::reach(&asked.visit.office, &asked.visit.who, asked.on(), step, on, note, asked.visit.now)?;
    Ok(asked.done("Recorded."))
}
