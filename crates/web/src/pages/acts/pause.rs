//! The clock stopped for a while, and started again. What follows for the dates is on the case at once.

use app::{
    Problem,
    cases::{self, CaseFile, PauseForm},
};
use domain::{
    Date,
    act::ActKind,
    decide::{to_resume, to_stop},
    procedure::PauseRule,
};

use super::{
    Asked, Form, Gone,
    fields::{Field, Shown},
};
use crate::{
    layout::Choice,
    pages::{case::words_for, limits},
    words,
};

pub(super) const FORMS: &[Form] = &[
    Form { path: "pause", act: ActKind::Pause, show: show_pause, perform: pause },
    Form { path: "resume", act: ActKind::Resume, show: show_resume, perform: resume },
];

/// The reasons for which something that runs now can be stopped.
pub(in crate::pages) fn reasons(file: &CaseFile) -> Vec<&PauseRule> {
    let stops = |rule: &&PauseRule| !to_stop(&file.case, rule, &file.clocks, file.book.procedure()).is_empty();
    file.book.procedure().pauses.iter().filter(stops).collect()
}

fn show_pause(asked: &Asked<'_>) -> Result<Shown, Problem> {
    let shown = Shown::new(words_for(asked.file, "pause"), "Stop the clock");
    let reasons = reasons(asked.file);
    let [first, ..] = reasons.as_slice() else {
        let none = "The procedure of this case has no reason to stop a clock that is running now.";
        return Ok(Shown { button: String::new(), ..shown }.say(none));
    };
    let today = words::typed(asked.visit.today());
    let chosen = asked.text("rule", &first.id);
    let choices = reasons.iter().map(|rule| Choice::new(rule.id.clone(), says(rule, asked.file))).collect();
    Ok(shown
        .say("The days on which it stands still do not count. It runs again by itself after the last of them, and before if you say so.")
        .ask(Field::radios("rule", "Why does it stop?", choices, chosen))
        .ask(day("from", "First day it stands still", asked.text("from", &today), "Today, or the day it began"))
        .ask(day("until", "Last day it stands still", asked.text("until", ""), "Start it again earlier when what we wait for has come"))
        .ask(Field::area("text", "What we wait for", asked.text("text", "")).hint("The customer can ask to see it")))
}

fn day(name: &'static str, label: &str, value: String, hint: &str) -> Field {
    Field::Day { name, label: label.into(), value, hint: hint.into(), live: String::new() }
}

/// "Waiting for the customer (Respond; 10 working days at most)".
fn says(rule: &PauseRule, file: &CaseFile) -> String {
    let stopped = to_stop(&file.case, rule, &file.clocks, file.book.procedure());
    let clocks: Vec<String> = stopped.iter().map(|clock| format!("“{}”", clock.title)).collect();
    let most = rule.most.map(|most| format!("; {} at most", most.words())).unwrap_or_default();
    format!("{} (stops {}{most})", rule.title, limits::listed(&clocks))
}

fn pause(asked: &Asked<'_>) -> Result<Gone, Problem> {
    let until = asked.coming("until")?;
    let form = PauseForm {
        rule: asked.fields.text("rule").to_owned(),
        from: asked.near("from")?,
        until,
        note: asked.fields.text("text").to_owned(),
    };
    cases::pause(&asked.visit.office, &asked.visit.who, asked.on(), &form, asked.visit.now)?;
    let until = until.map(|until| format!(", until {}", words::day(until, asked.visit.today()))).unwrap_or_default();
    Ok(asked.done(format!("The clock stands still{until}.")))
}

fn show_resume(asked: &Asked<'_>) -> Result<Shown, Problem> {
    let shown = Shown::new(words_for(asked.file, "resume"), "Start the clock again");
    let file = asked.file;
    let Some(paused) = to_resume(&file.case, &file.clocks, file.book.procedure()) else {
        return Ok(Shown { button: String::new(), ..shown }.say("The clock is running."));
    };
    let today: Date = asked.visit.today();
    let stands = if paused.until < today { "stood" } else { "stands" };
    Ok(shown
        .say(format!("It {stands} still until {}.", words::long_day(paused.until)))
        .ask(day(
            "on",
            "First day that counts again",
            asked.text("on", &words::typed(today.min(paused.until))),
            "The day what we waited for came",
        ))
        .ask(Field::area("text", "Note", asked.text("text", "")).optional()))
}

fn resume(asked: &Asked<'_>) -> Result<Gone, Problem> {
    let on = asked.near("on")?.ok_or_else(|| Problem::field("on", "Give the day from which it counts again"))?;
    let note = asked.fields.text("text");
    cases::resume(&asked.visit.office, &asked.visit.who, asked.on(), on, note, asked.visit.now)?;
    Ok(asked.done("The clock runs again."))
}
