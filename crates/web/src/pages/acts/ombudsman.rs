//! What an Ombudsman does with a case: each step has its short form.

use app::{
    Problem,
    ombudsman::{self, StepForm},
};
use domain::{
    act::ActKind,
    case::{Request, Ruling},
    procedure::Body,
};

use super::{
    Asked, Form, Gone,
    fields::{Field, Shown, choices, or_none},
};
use crate::{layout::Choice, pages::case::words_for, words};

pub(super) const FORMS: &[Form] = &[
    Form { path: "ombudsman", act: ActKind::Ombudsman, show: show_began, perform: began },
    Form { path: "ombudsman-asks", act: ActKind::Ombudsman, show: show_asked, perform: asked_for },
    Form { path: "ombudsman-answered", act: ActKind::Ombudsman, show: show_answered, perform: answered },
    Form { path: "ombudsman-decides", act: ActKind::Ombudsman, show: show_decided, perform: decided },
    Form { path: "ombudsman-remedied", act: ActKind::Ombudsman, show: show_remedied, perform: remedied },
];

fn on(asked: &Asked<'_>, label: &str) -> Field {
    day(asked, "on", label, &words::typed(asked.visit.today()))
}

fn day(asked: &Asked<'_>, name: &'static str, label: &str, known: &str) -> Field {
    let value = asked.text(name, known);
    Field::Day { name, label: label.into(), value, hint: String::new(), live: String::new() }
}

fn show_began(asked: &Asked<'_>) -> Result<Shown, Problem> {
    let bodies = choices(Body::all().map(|body| (body.as_str(), body.title())));
    let likely = ombudsman::likely(&asked.visit.office, &asked.file.case)?;
    let (bodies, known) = match likely.body.is_somebody() {
        true => (bodies, likely.body.as_str()),
        false => (or_none("Choose one", bodies), ""),
    };
    Ok(Shown::new(words_for(asked.file, "ombudsman"), "Save")
        .say("The Ombudsman works in their own time: the state of the case and its dates stay as they are.")
        .ask(Field::pick("body", "Which Ombudsman?", bodies, asked.text("body", known)))
        .ask(Field::line(
            "name",
            "Its name, if it is another body",
            asked.text("name", likely.name.as_deref().unwrap_or_default()),
        ))
        .ask(Field::line("reference", "Their reference", asked.text("reference", "")))
        .ask(on(asked, "They told us on")))
}

fn began(asked: &Asked<'_>) -> Result<Gone, Problem> {
    let body =
        Body::named(asked.fields.text("body")).ok_or_else(|| Problem::field("body", "Choose which Ombudsman"))?;
    let name = asked.fields.text("name").trim();
    let done = format!("With {}.", body.in_a_sentence((body == Body::Other).then_some(name)));
    let form = StepForm::Began {
        body,
        name: name.into(),
        reference: asked.fields.text("reference").into(),
        on: asked.past("on")?,
    };
    record(asked, &form, &done)
}

fn show_asked(asked: &Asked<'_>) -> Result<Shown, Problem> {
    Ok(Shown::new(words_for(asked.file, "ombudsman-asks"), "Save")
        .ask(Field::area("what", "What they ask for", asked.text("what", "")))
        .ask(on(asked, "They asked on"))
        .ask(day(asked, "due", "We answer by", "")))
}

fn asked_for(asked: &Asked<'_>) -> Result<Gone, Problem> {
    let (what, on, due) = (asked.fields.text("what").into(), asked.past("on")?, asked.coming("due")?);
    record(asked, &StepForm::Asked { what, on, due }, "Saved what they ask for.")
}

fn show_answered(asked: &Asked<'_>) -> Result<Shown, Problem> {
    let open: Vec<Choice> = open_requests(asked)
        .map(|(number, request)| {
            let words =
                format!("{}, by {}", asked.file.words(&request.what), words::day(request.due, asked.visit.today()));
            Choice::new(number.to_string(), words)
        })
        .collect();
    let shown = Shown::new(words_for(asked.file, "ombudsman-answered"), "Save");
    let Some(first) = open.first().map(|choice| choice.value.clone()) else {
        return Ok(Shown { button: String::new(), ..shown }.say("They wait for nothing from us."));
    };
    Ok(shown
        .ask(Field::radios("request", "Which of their questions?", open, asked.text("request", &first)))
        .ask(on(asked, "We answered on")))
}

fn open_requests<'a>(asked: &'a Asked<'_>) -> impl Iterator<Item = (u32, &'a Request)> {
    let requests = asked.file.case.investigations.last().map(|now| now.requests.as_slice()).unwrap_or_default();
    (1..).zip(requests).filter(|(_, request)| request.answered.is_none())
}

fn answered(asked: &Asked<'_>) -> Result<Gone, Problem> {
    let request =
        asked.fields.number("request").ok_or_else(|| Problem::field("request", "Choose what was answered"))?;
    record(asked, &StepForm::Answered { request, on: asked.past("on")? }, "Saved that we answered.")
}

fn show_decided(asked: &Asked<'_>) -> Result<Shown, Problem> {
    let rulings = choices(Ruling::ALL.iter().map(|ruling| (ruling.as_str(), ruling.title())));
    Ok(Shown::new(words_for(asked.file, "ombudsman-decides"), "Save")
        .ask(Field::radios("ruling", "What they decided", rulings, asked.text("ruling", "")))
        .ask(on(asked, "They decided on"))
        .ask(Field::area("reasons", "Why", asked.text("reasons", "")))
        .ask(Field::area("remedy", "What we have to do", asked.text("remedy", "")).optional())
        .ask(day(asked, "due", "By when, where they said so", "")))
}

fn decided(asked: &Asked<'_>) -> Result<Gone, Problem> {
    let form = StepForm::Decided {
        ruling: Ruling::named(asked.fields.text("ruling")),
        reasons: asked.fields.text("reasons").into(),
        on: asked.past("on")?,
        remedy: asked.fields.text("remedy").into(),
        due: asked.coming("due")?,
    };
    record(asked, &form, "Saved what they decided.")
}

fn show_remedied(asked: &Asked<'_>) -> Result<Shown, Problem> {
    let decision = asked.file.case.investigations.last().and_then(|now| now.decision.as_ref());
    let remedy = decision.and_then(|decision| decision.remedy.as_ref()).filter(|remedy| remedy.done.is_none());
    let shown = Shown::new(words_for(asked.file, "ombudsman-remedied"), "Save");
    Ok(match remedy {
        Some(remedy) => shown.say(asked.file.words(&remedy.what)).ask(on(asked, "Done on")),
        None => Shown { button: String::new(), ..shown }.say("There is nothing left that they had us do."),
    })
}

fn remedied(asked: &Asked<'_>) -> Result<Gone, Problem> {
    record(asked, &StepForm::Remedied { on: asked.past("on")? }, "Saved that it was done.")
}

fn record(asked: &Asked<'_>, form: &StepForm, words: &str) -> Result<Gone, Problem> {
    ombudsman::record(&asked.visit.office, &asked.visit.who, asked.on(), form, asked.visit.now)?;
    Ok(asked.done(words))
}
