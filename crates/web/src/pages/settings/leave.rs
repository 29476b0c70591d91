//! Somebody leaves: what they have, and who gets it, in one form.

use std::collections::BTreeMap;

use app::handover::{self, Had, HandOverForm, Leaving};
use askama::Template;
use axum::{Router, extract::Path, routing::get};
use domain::{PersonId, Reference, ServiceId};

use super::{Section, Shell, frame, shell};
use crate::{
    answer::{self, Answer},
    door::Door,
    due,
    form::{Fields, Sent},
    layout::{Choice, Errors, Frame},
    pages::{
        checked::checked,
        unsent::{self, Unsent},
    },
    said::Said,
    visit::Visit,
    words,
};

pub(super) fn routes() -> Router<Door> {
    Router::new().route("/settings/people/{id}/leave", get(show).post(keep))
}

#[derive(Template)]
#[template(path = "settings_leave.html")]
struct LeavePage {
    frame: Frame,
    shell: Shell,
    errors: Errors,
    id: PersonId,
    /// "Dan Okafor leaves".
    heading: String,
    /// Field, name of the service, and who was chosen.
    services: Vec<(String, String, String)>,
    heads: Vec<Choice>,
    cases: Vec<Row>,
    /// What was chosen and not saved.
    unsent: Option<Unsent>,
    /// "2 more are hidden from most staff."
    hidden: String,
    /// Forms of theirs that they did not send.
    theirs: String,
    others: Vec<Choice>,
    rest: String,
    /// Whether somebody has to be chosen for cases.
    gives: bool,
}

/// A case somebody has.
struct Row {
    /// Name of its field; empty where it goes to the new Head by itself.
    field: String,
    reference: Reference,
    /// What the field asks.
    label: String,
    words: String,
    due: String,
    chosen: String,
}

async fn show(Path(id): Path<i64>, visit: Visit) -> Answer {
    let id = PersonId(id);
    let unsent = visit
        .run(move |visit| {
            app::people::administrators_only(&visit.who)?;
            unsent::find(visit, &key(id))
        })
        .await?;
    let typed = unsent.as_ref().map(|unsent| unsent.fields.clone()).unwrap_or_default();
    page(&visit, id, typed, unsent, Errors::none()).await
}

/// Of the draft of the form; also its address.
fn key(id: PersonId) -> String {
    format!("settings/people/{id}/leave")
}

async fn page(visit: &Visit, id: PersonId, typed: Fields, unsent: Option<Unsent>, errors: Errors) -> Answer {
    let leaving = visit.run(move |visit| handover::leaving(&visit.office, &visit.who, id)).await?;
    let choices = |words: &str, people: &[app::Person]| -> Vec<Choice> {
        std::iter::once(Choice::new("", words)).chain(people.iter().map(Choice::person)).collect()
    };
    let cases: Vec<Row> = leaving.cases.iter().map(|had| row(had, &typed, visit)).collect();
    let page = LeavePage {
        frame: frame(visit, Section::People, &errors),
        shell: shell(visit, Section::People),
        id,
        services: leaving
            .services
            .iter()
            .map(|service| {
                let field = head_field(service.id);
                let chosen = typed.text(&field).to_owned();
                (field, service.name.clone(), chosen)
            })
            .collect(),
        heads: choices("Choose a Head of Service", &leaving.heads),
        hidden: hidden(&leaving),
        theirs: unsent_forms(&leaving),
        unsent,
        gives: leaving.hidden > 0 || cases.iter().any(|row| !row.field.is_empty()),
        others: choices("Nobody chosen", &leaving.others),
        rest: typed.text("rest").to_owned(),
        heading: format!("{} leaves", leaving.person.name),
        cases,
        errors,
    };
    if page.errors.is_empty() { answer::page(visit, &page) } else { answer::unprocessable(visit, &page) }
}

fn head_field(service: ServiceId) -> String {
    format!("head-{service}")
}

fn case_field(case: Reference) -> String {
    format!("case-{case}")
}

fn row(had: &Had, typed: &Fields, visit: &Visit) -> Row {
    let goes_along = had.duties.iter().all(|duty| *duty == domain::event::Duty::Head);
    let field = if goes_along { String::new() } else { case_field(had.reference) };
    let state = due::state_tag(had.state).words;
    let about = [had.service.as_str(), state].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
    Row {
        reference: had.reference,
        label: format!("Who gets {}", had.reference),
        words: about.join(", "),
        due: had.due.map_or_else(|| "No date".into(), |due| words::day(due, visit.today())),
        chosen: typed.text(&field).to_owned(),
        field,
    }
}

fn hidden(leaving: &Leaving) -> String {
    match leaving.hidden {
        0 => String::new(),
        1 => "1 more is hidden from most staff.".into(),
        many => format!("{many} more are hidden from most staff."),
    }
}

fn unsent_forms(leaving: &Leaving) -> String {
    match leaving.unsent {
        0 => String::new(),
        1 => "They began 1 form and did not send it. Ask them for it before they go.".into(),
        many => format!("They began {many} forms and did not send them. Ask them for those before they go."),
    }
}

async fn keep(Path(id): Path<i64>, Sent { visit, fields }: Sent) -> Answer {
    let id = PersonId(id);
    let asked = fields.clone();
    let work = move |visit: &Visit| {
        let leaving = handover::leaving(&visit.office, &visit.who, id)?;
        let form = read(&asked, &leaving);
        let cases = handover::hand_over(&visit.office, &visit.who, id, &form, visit.now)?;
        unsent::saved(visit, &key(id))?;
        Ok((leaving.person.name, cases))
    };
    match checked(&visit, work).await? {
        Ok((name, cases)) => {
            let given = if cases == 0 {
                String::new()
            } else {
                format!(" {} handed over.", words::counted(cases as u64, "case was", "cases were"))
            };
            visit.go(Section::People.href(), Said::new(format!("{name} can no longer sign in.{given}")))
        }
        Err(errors) => page(&visit, id, fields, None, errors).await,
    }
}

fn read(fields: &Fields, leaving: &Leaving) -> HandOverForm {
    let heads = leaving
        .services
        .iter()
        .filter_map(|service| Some((service.id, PersonId(fields.number(&head_field(service.id))?))));
    let cases = leaving
        .cases
        .iter()
        .filter_map(|had| Some((had.reference, PersonId(fields.number(&case_field(had.reference))?))));
    HandOverForm {
        heads: heads.collect::<BTreeMap<_, _>>(),
        cases: cases.collect::<BTreeMap<_, _>>(),
        rest: fields.number("rest").map(PersonId),
    }
}
