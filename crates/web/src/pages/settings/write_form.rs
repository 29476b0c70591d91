//! A procedure by form: the figures and words that people mostly change, written into its text and kept as a version
//! like any other text.

use app::{
    Problem,
    procedures::{self, ClockForm, ExtensionForm, Form, Text},
};
use askama::Template;
use axum::{
    Router,
    extract::{Path, RawQuery},
    routing::get,
};
use domain::Procedure;

use super::{Section, Shell, frame, shell, write};
use crate::{
    answer::{self, Answer, Failure},
    door::Door,
    form::{Fields, Sent},
    layout::{Choice, Errors, Frame},
    pages::{
        procedures::only_for,
        unsent::{self, Unsent},
    },
    visit::Visit,
    words,
};

pub(super) fn routes() -> Router<Door> {
    Router::new().route("/settings/deadlines/form/{id}", get(show).post(sent))
}

#[derive(Template)]
#[template(path = "settings_write_form.html")]
struct FormPage {
    frame: Frame,
    shell: Shell,
    errors: Errors,
    heading: String,
    action: String,
    as_text: String,
    seen: String,
    typed: Form,
    in_force: String,
    clocks: Vec<ClockRow>,
    extensions: Vec<ExtensionRow>,
    /// How days of closure count: which of `yes_or_no`.
    closures: &'static str,
    yes_or_no: Vec<Choice>,
    draft: String,
    unsent: Option<Unsent>,
}

/// A time limit with its heading.
struct ClockRow {
    heading: String,
    limit: (String, String),
    target: (String, String),
}

/// An extension with its heading; each field by its name and value.
struct ExtensionRow {
    heading: String,
    most: (String, String),
    times: (String, String),
    reasons: (String, String),
}

/// Where a procedure is changed by form.
pub(super) fn address(procedure: &Procedure) -> String {
    format!("/settings/deadlines/form/{}?version={}", procedure.id, procedure.version)
}

async fn show(visit: Visit, Path(id): Path<String>, RawQuery(query): RawQuery) -> Answer {
    let version = Fields::parse(query.unwrap_or_default().as_bytes()).number("version");
    let work = move |visit: &Visit| Ok((kept(visit, &id, version)?, unsent::find(visit, &key(&id))?));
    let (text, unsent) = visit.run(work).await?;
    // What was typed into the form of another text is not this one's.
    let unsent = unsent.filter(|unsent| unsent.fields.text("seen") == write::seen(&text));
    let before = Form::of(&text.procedure);
    let typed = unsent.as_ref().map_or_else(|| before.clone(), |unsent| read(&unsent.fields, &before).0);
    let in_force = unsent.as_ref().map(|unsent| unsent.fields.text("in_force").to_owned());
    let in_force = in_force.unwrap_or_else(|| words::typed(text.procedure.in_force));
    let page = FormPage { unsent, ..page(&visit, &text, typed, in_force, Errors::none()) };
    answer::page(&visit, &page)
}

/// Of the draft of the form.
fn key(id: &str) -> String {
    format!("settings/deadlines/form/{id}")
}

fn kept(visit: &Visit, id: &str, version: Option<u32>) -> Result<Text, Problem> {
    app::people::administrators_only(&visit.who)?;
    procedures::text(&visit.office, &visit.who, id, version)
}

fn page(visit: &Visit, text: &Text, typed: Form, in_force: String, errors: Errors) -> FormPage {
    let procedure = &text.procedure;
    let named = |field: &str, id: &str, value: &str| (format!("{field}_{id}"), value.to_owned());
    let clock = |clock: &ClockForm| ClockRow {
        heading: heading_of(procedure, &clock.id),
        limit: named("limit", &clock.id, &clock.limit),
        target: named("target", &clock.id, &clock.target),
    };
    let extension = |rule: &ExtensionForm| ExtensionRow {
        heading: heading_of(procedure, &rule.clock),
        most: named("most", &rule.clock, &rule.most),
        times: named("times", &rule.clock, &rule.times),
        reasons: named("reasons", &rule.clock, &rule.reasons),
    };
    FormPage {
        frame: frame(visit, Section::Deadlines, &errors),
        shell: shell(visit, Section::Deadlines),
        heading: format!("Change {}, version {}", procedure.name, procedure.version),
        action: address(procedure),
        draft: key(&procedure.id),
        unsent: None,
        as_text: write::address(procedure),
        seen: write::seen(text),
        clocks: typed.clocks.iter().map(clock).collect(),
        extensions: typed.extensions.iter().map(extension).collect(),
        closures: if typed.office_closures { "yes" } else { "no" },
        yes_or_no: vec![Choice::new("yes", "Left out"), Choice::new("no", "Counted")],
        typed,
        in_force,
        errors,
    }
}

/// "Complaint: Respond".
fn heading_of(procedure: &Procedure, clock: &str) -> String {
    let stage = procedure.stages.iter().find(|stage| stage.clocks.iter().any(|each| each.id == clock));
    let rule = procedure.clock(clock);
    let only = rule.and_then(only_for).map(|only| format!(", {only}")).unwrap_or_default();
    let title = format!("{}{only}", rule.map_or(clock, |rule| rule.title.as_str()));
    stage.map_or_else(|| title.clone(), |stage| format!("{}: {title}", stage.title))
}

async fn sent(Path(id): Path<String>, RawQuery(query): RawQuery, Sent { visit, fields }: Sent) -> Answer {
    let version = Fields::parse(query.unwrap_or_default().as_bytes()).number("version");
    let text = visit.run(move |visit| kept(visit, &id, version)).await?;
    let before = Form::of(&text.procedure);
    let (typed, mut errors) = read(&fields, &before);
    typed.wrong().into_iter().for_each(|(field, words)| errors.add(&field, words));
    let in_force = fields.text("in_force").to_owned();
    if !errors.is_empty() {
        return answer::unprocessable(&visit, &page(&visit, &text, typed, in_force, errors));
    }
    let written = match typed.written_into(&text.to_change(), &before) {
        Ok(written) => written,
        Err((field, words)) => {
            errors.add(&field, words);
            return answer::unprocessable(&visit, &page(&visit, &text, typed, in_force, errors));
        }
    };
    let seen = fields.text("seen").to_owned();
    let key = key(&text.procedure.id);
    let keep = move |visit: &Visit| {
        let kept = procedures::keep(&visit.office, &visit.who, &written, &seen, visit.now);
        if kept.is_ok() {
            unsent::saved(visit, &key)?;
        }
        Ok(kept)
    };
    match visit.run(keep).await? {
        Ok(kept) => write::was_kept(&visit, &kept),
        Err(Problem::Invalid(found)) => {
            found.into_iter().for_each(|error| errors.add("", error.words));
            answer::unprocessable(&visit, &page(&visit, &text, typed, in_force, errors))
        }
        Err(Problem::Changed { by, .. }) => {
            errors.add(
                "",
                format!("{by} changed this version meanwhile. Open it again in another window, and change that"),
            );
            answer::unprocessable(&visit, &page(&visit, &text, typed, in_force, errors))
        }
        Err(problem) => Err(Failure::new(problem, visit)),
    }
}

/// The form as it was typed; a date that is none is said at its field.
fn read(fields: &Fields, before: &Form) -> (Form, Errors) {
    let mut errors = Errors::none();
    let in_force = match fields.date("in_force") {
        Ok(Some(date)) => date.to_string(),
        Ok(None) => {
            errors.add("in_force", "Give the first day it is in force");
            before.in_force.clone()
        }
        Err(words) => {
            errors.add("in_force", words);
            before.in_force.clone()
        }
    };
    let text = |field: &str, id: &str| fields.text(&format!("{field}_{id}")).trim().replace("\r\n", "\n");
    let clock = |ClockForm { id, .. }: &ClockForm| ClockForm {
        id: id.clone(),
        limit: text("limit", id),
        target: text("target", id),
    };
    let extension = |ExtensionForm { clock, .. }: &ExtensionForm| ExtensionForm {
        clock: clock.clone(),
        most: text("most", clock),
        times: text("times", clock),
        reasons: text("reasons", clock),
    };
    let form = Form {
        name: fields.text("name").into(),
        source: fields.text("source").into(),
        in_force,
        office_closures: fields.text("office_closures") == "yes",
        rights: fields.text("rights").replace("\r\n", "\n"),
        clocks: before.clocks.iter().map(clock).collect(),
        extensions: before.extensions.iter().map(extension).collect(),
    };
    (form, errors)
}
