//! Later stages: opening the next one, refusing it, beginning in one at once, and who deals with it.

use app::{
    Problem,
    cases::{self, AppointForm, EscalateForm, Next, RefuseStageForm},
    letters::Extra,
};
use domain::{
    PersonId,
    act::ActKind,
    decide::{self, names_signer},
    letter::Purpose,
    procedure::{AskedBy, Stage},
};

use super::{
    Asked, Form, Gone,
    fields::{Field, Shown, choices, or_none},
    give::told_by_email,
    letter::{letter, letter_form},
    tell::written,
};
use crate::{layout::Choice, pages::case::words_for, words};

pub(super) const FORMS: &[Form] = &[
    Form { path: "escalate", act: ActKind::Escalate, show: show_escalate, perform: escalate },
    Form { path: "refuse-stage", act: ActKind::RefuseStage, show: show_refuse, perform: refuse },
    Form { path: "begin-at", act: ActKind::BeginAt, show: show_begin, perform: begin },
    Form { path: "appoint", act: ActKind::Appoint, show: show_appoint, perform: appoint },
];

/// The choice that means: none of the listed reasons.
const OTHER: &str = "other";
const LAST_STAGE: &str = "Under the procedure of this case no stage follows this one.";

fn show_escalate(asked: &Asked<'_>) -> Result<Shown, Problem> {
    let case = &asked.file.case;
    let next = cases::next_stages(case, &asked.file.book);
    let Some(first) = next.first() else {
        return Ok(Shown::new(words_for(asked.file, "escalate"), "").say(LAST_STAGE));
    };
    let mut shown = Shown::new(words_for(asked.file, "escalate"), "Open the stage")
        .say("The case is open again, with the time limits of the new stage. What was done before stays as it is, and keeps its own figures.");
    for stage in &next {
        shown = shown.say(window_words(stage));
    }
    shown = which_stage(asked, shown, &next).ask(day_asked(asked));
    if next.iter().any(|each| asked.file.book.procedure().asks_the_hour_of(&each.stage)) {
        shown = shown.ask(
            Field::line("time", "At", asked.text("time", ""))
                .hint("Like 16:30. A time limit hangs on the hour")
                .optional(),
        );
    }
    if next.iter().any(|each| each.stage.asked_by == AskedBy::Either) {
        let who = vec![Choice::new("customer", "The customer"), Choice::new("council", "We take it further ourselves")];
        shown = shown.ask(Field::radios("by", "Who asked for it?", who, asked.text("by", "customer")));
    }
    if !case.points.is_empty() {
        let likely: Vec<String> = decide::points_likely(case).iter().map(u32::to_string).collect();
        shown = shown.ask(Field::Ticks {
            optional: false,
            name: "points",
            label: "Which points are they not content with?".into(),
            choices: points(asked),
            chosen: asked.all("points", &likely),
        });
    }
    shown = shown.ask(
        Field::area("reason", "Why they are not content", asked.text("reason", ""))
            .optional()
            .hint("In their words. They need not give a reason."),
    );
    if next.iter().any(|each| each.waivable && each.until.is_some_and(|until| until < asked.visit.today())) {
        shown = shown.ask(
            Field::area("late", "Why it is taken although the time to ask has passed", asked.text("late", ""))
                .optional(),
        );
    }
    who_deals(asked, shown, &first.stage, "Leave open, and give it to a Head of Service")
}

fn escalate(asked: &Asked<'_>) -> Result<Gone, Problem> {
    let chosen = chosen(asked);
    let form = EscalateForm {
        stage: asked.fields.text("stage").into(),
        by_council: asked.fields.text("by") == "council",
        asked: asked.past("asked")?,
        time: asked.fields.time("time").map_err(|words| Problem::field("time", words))?,
        reason: asked.fields.text("reason").into(),
        late: asked.fields.text("late").into(),
        points: asked.fields.all("points").iter().filter_map(|number| number.parse().ok()).collect(),
        appoint: Some(chosen).filter(|chosen| chosen.signer.is_some() || chosen.investigator.is_some()),
    };
    let done = cases::escalate(&asked.visit.office, &asked.visit.who, asked.on(), &form, asked.visit.now)?;
    let title = done.case.journey(asked.file.book.procedure()).pop().map(|stage| stage.title.clone());
    Ok(asked.done(format!("Opened: {}.", title.unwrap_or_default())))
}

/// What the procedure says of the time to ask for a stage.
fn window_words(next: &Next) -> String {
    let title = &next.stage.title;
    match next.until {
        None => format!("“{title}” can be asked for at any time."),
        Some(until) if next.waivable => {
            format!(
                "“{title}” can be asked for until {}. After that say why it is taken all the same.",
                words::long_day(until)
            )
        }
        Some(until) => format!("“{title}” can be asked for until {}, and not after.", words::long_day(until)),
    }
}

/// Asks which stage, where there is more than one.
fn which_stage(asked: &Asked<'_>, shown: Shown, next: &[Next]) -> Shown {
    if next.len() < 2 {
        return shown;
    }
    let stages = choices(next.iter().map(|each| (each.stage.id.as_str(), each.stage.title.as_str())));
    shown.ask(Field::radios("stage", "Which stage?", stages, asked.text("stage", "")))
}

fn day_asked(asked: &Asked<'_>) -> Field {
    Field::Day {
        name: "asked",
        label: "Asked for on".into(),
        value: asked.text("asked", &words::typed(asked.visit.today())),
        hint: "The day it reached us, by whatever way. The time limits count from it.".into(),
        live: String::new(),
    }
}

fn points(asked: &Asked<'_>) -> Vec<Choice> {
    let choice = |point: &domain::case::Point| {
        let found = point.finding.as_ref().map(|(finding, _)| finding.title()).unwrap_or_default();
        let words = format!("{}. {}", point.number, asked.file.words(&point.text));
        Choice::new(point.number.to_string(), words).with_hint(found)
    };
    asked.file.case.points.iter().map(choice).collect()
}

/// Asks who signs and who investigates, of those the procedure lets.
fn who_deals(asked: &Asked<'_>, shown: Shown, stage: &Stage, nobody: &str) -> Result<Shown, Problem> {
    let case = &asked.file.case;
    let able = asked.visit.office.read(|reading| cases::appoint_choices(reading, case, stage, &asked.file.book))?;
    let known = |person: Option<PersonId>| person.map(|person| person.to_string()).unwrap_or_default();
    let (signer, officer) = (known(case.appointed), known(case.investigator.filter(|_| case.appointed.is_some())));
    let signers = or_none(nobody, able.signers.iter().map(Choice::person).collect());
    let officers = or_none("Who signs names somebody later", able.investigators.iter().map(Choice::person).collect());
    let except = "Nobody it is about and, where the procedure says so, nobody who dealt with it before";
    Ok(shown
        .ask(Field::pick("signer", "Who signs the answer?", signers, asked.text("signer", &signer)).hint(except))
        .ask(
            Field::pick("investigator", "Who investigates?", officers, asked.text("investigator", &officer))
                .hint(told_by_email(asked, "They are told by email")?),
        ))
}

fn chosen(asked: &Asked<'_>) -> AppointForm {
    let person = |field| asked.fields.number(field).map(PersonId);
    AppointForm { signer: person("signer"), investigator: person("investigator") }
}

fn show_refuse(asked: &Asked<'_>) -> Result<Shown, Problem> {
    let next = cases::next_stages(&asked.file.case, &asked.file.book);
    if next.is_empty() {
        return Ok(Shown::new(words_for(asked.file, "refuse-stage"), "").say(LAST_STAGE));
    }
    let at = format!("/cases/{}/refuse-stage/words", asked.file.case.reference);
    let mut shown = Shown::new(words_for(asked.file, "refuse-stage"), "Send the letter").say(
        "The customer is told in writing why the next stage is not opened, and what they can do if they do not agree.",
    );
    shown = which_stage(asked, shown, &next).ask(day_asked(asked));
    let causes: Vec<Choice> = next
        .iter()
        .filter_map(|each| each.stage.refusal.as_ref())
        .flat_map(|rule| &rule.reasons)
        .map(|cause| Choice::new(cause.id.clone(), cause.title.clone()))
        .collect();
    if !causes.is_empty() {
        let causes = causes.into_iter().chain([Choice::new(OTHER, "It was asked for too late")]).collect();
        shown = shown.ask(Field::radios("cause", "Why is it not opened?", causes, asked.text("cause", "")));
    }
    let extra = because(asked, &next);
    let missing = "Give the reason. Then the letter to the customer, with their rights, appears here.";
    Ok(shown
        .ask(Field::area("reason", "The reason, as the customer will read it", asked.text("reason", "")).live(&at))
        .send(letter(asked, Purpose::StageRefused, Some(extra).filter(|extra| !extra.reason.is_empty()), missing)?))
}

fn because(asked: &Asked<'_>, next: &[Next]) -> Extra {
    let chosen = asked.text("stage", "");
    let stage = next.iter().find(|each| each.stage.id == chosen).or(next.first());
    Extra {
        reason: asked.text("reason", "").trim().to_owned(),
        stage_asked: stage.map(|each| each.stage.id.clone()).unwrap_or_default(),
        ..Extra::default()
    }
}

fn refuse(asked: &Asked<'_>) -> Result<Gone, Problem> {
    let next = cases::next_stages(&asked.file.case, &asked.file.book);
    let extra = because(asked, &next);
    if extra.reason.is_empty() {
        return Err(Problem::field("reason", "Give the reason; it goes into the letter"));
    }
    let letter = letter_form(asked, &extra)?;
    let method = letter.method;
    let form = RefuseStageForm {
        stage: asked.fields.text("stage").into(),
        asked: asked.past("asked")?,
        cause: Some(asked.fields.text("cause")).filter(|cause| *cause != OTHER).unwrap_or_default().into(),
        reason: extra.reason,
        letter,
    };
    let done = cases::refuse_stage(&asked.visit.office, &asked.visit.who, asked.on(), &form, asked.visit.now)?;
    written(asked, &done, method, "The customer is told that the stage is not opened")
}

/// Stages a case may begin in at once, with what lets it: the choice carries both.
fn show_begin(asked: &Asked<'_>) -> Result<Shown, Problem> {
    let kind = asked.file.case.kind;
    let stages = asked.file.book.procedure().stages.iter().filter(|stage| stage.kinds.contains(&kind));
    let ways: Vec<Choice> = stages
        .flat_map(|stage| stage.straight_in.iter().map(move |because| (stage, because)))
        .map(|(stage, because)| {
            let words = format!("{}: {}", stage.title, because.title);
            Choice::new(format!("{}/{}", stage.id, because.id), words)
        })
        .collect();
    let shown = Shown::new(words_for(asked.file, "begin-at"), "Begin there");
    if ways.is_empty() {
        let none = "Under the procedure of this case every case begins at the first stage.";
        return Ok(Shown { button: String::new(), ..shown }.say(none));
    }
    Ok(shown
        .say("The stage before is left out. The time limits of the later stage count from the day we received it.")
        .ask(Field::radios("because", "Why does it begin there?", ways, asked.text("because", ""))))
}

fn begin(asked: &Asked<'_>) -> Result<Gone, Problem> {
    let (stage, because) = asked.fields.text("because").split_once('/').unwrap_or_default();
    let done = cases::begin_at(&asked.visit.office, &asked.visit.who, asked.on(), stage, because, asked.visit.now)?;
    let title = done.case.journey(asked.file.book.procedure()).pop().map(|stage| stage.title.clone());
    Ok(asked.done(format!("It begins here: {}.", title.unwrap_or_default())))
}

fn show_appoint(asked: &Asked<'_>) -> Result<Shown, Problem> {
    let shown = Shown::new(words_for(asked.file, "appoint"), "Name them").say_if(super::give::routes(asked.file));
    match asked.file.case.journey(asked.file.book.procedure()).pop().filter(|stage| names_signer(stage)) {
        Some(stage) => who_deals(asked, shown, stage, "Choose a person"),
        None => Ok(Shown { button: String::new(), ..shown }
            .say("In the first stage a case is given to the Head of a service.")),
    }
}

fn appoint(asked: &Asked<'_>) -> Result<Gone, Problem> {
    let form = chosen(asked);
    let done = cases::appoint(&asked.visit.office, &asked.visit.who, asked.on(), form, asked.visit.now)?;
    let signer = done.case.appointed.map(|person| asked.file.name(person).to_owned()).unwrap_or_default();
    Ok(asked.done(format!("{signer} signs the answer.")))
}
