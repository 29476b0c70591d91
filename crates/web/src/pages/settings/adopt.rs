//! Adopting a procedure or another version: what changes, in words, before it is done.

use askama::Template;
use axum::{Router, extract::RawQuery, routing::get};
use domain::{Date, Procedure, procedure::Readings};

use super::{Section, Shell, frame, shell};
use crate::{
    answer::{self, Answer, Failure},
    door::Door,
    form::{Fields, Sent},
    layout::{Errors, Frame},
    pages::{
        checked::checked,
        limits,
        procedures::{
            self, Change, Warned,
            readings::{self, Question},
        },
    },
    said::Said,
    visit::Visit,
    words,
};

pub(super) fn routes() -> Router<Door> {
    Router::new().route("/settings/deadlines/adopt", get(show).post(adopt))
}

#[derive(Template)]
#[template(path = "settings_adopt.html")]
struct Adopt {
    frame: Frame,
    shell: Shell,
    errors: Errors,
    id: String,
    version: u32,
    name: String,
    read: String,
    before: String,
    /// From when, and what holds until then.
    when: String,
    changes: Vec<Change>,
    meant: String,
    will_mean: String,
    warned: Warned,
    /// Sentences of which somebody chooses the reading.
    questions: Vec<Question>,
}

async fn show(visit: Visit, RawQuery(query): RawQuery) -> Answer {
    let asked = Fields::parse(query.unwrap_or_default().as_bytes());
    let id = asked.text("procedure").to_owned();
    page(&visit, id, asked.number("version"), &Readings::new(), Errors::none()).await
}

async fn page(visit: &Visit, id: String, version: Option<u32>, chosen: &Readings, errors: Errors) -> Answer {
    let (now, then, warned) = visit
        .run(move |visit| {
            app::people::settings_readers_only(&visit.who)?;
            let now = visit.office.rules_for(visit.today(), visit.today())?;
            let then = visit.office.book(&id, version)?;
            let warned = procedures::warned(&visit.office, then.procedure())?;
            Ok((now, then, warned))
        })
        .await?;
    let (today, procedure) = (visit.today(), then.procedure());
    let page = Adopt {
        frame: frame(visit, Section::Deadlines, &errors),
        shell: shell(visit, Section::Deadlines),
        id: procedure.id.clone(),
        version: procedure.version,
        name: procedure.name.clone(),
        read: procedures::address(procedure),
        before: format!("{}, version {}", now.procedure().name, now.procedure().version),
        when: when(procedure, today),
        changes: procedures::changes(now.procedure(), procedure),
        meant: limits::meaning(today, now.rules()),
        will_mean: limits::meaning(today, then.rules()),
        warned,
        questions: readings::questions(procedure, chosen),
        errors,
    };
    if page.errors.is_empty() { answer::page(visit, &page) } else { answer::unprocessable(visit, &page) }
}

fn when(procedure: &Procedure, today: Date) -> String {
    if procedure.in_force > today {
        let from = words::long_day(procedure.in_force);
        return format!(
            "Cases count under it from {from} on, by {}. Until then the present one holds.",
            procedure.in_force_by.title()
        );
    }
    "New cases begin under it at once.".into()
}

async fn adopt(Sent { visit, fields }: Sent) -> Answer {
    let id = fields.text("procedure").to_owned();
    let Some(version) = fields.number::<u32>("version") else {
        return Err(Failure::forbidden("This form names no version. Go back and load the page again."));
    };
    let book = visit.office.book(&id, Some(version)).map_err(|problem| Failure::new(problem, visit.clone()))?;
    let chosen = readings::typed(book.procedure(), &fields);
    let errors = readings::unanswered(book.procedure(), &chosen);
    if !errors.is_empty() {
        return page(&visit, id, Some(version), &chosen, errors).await;
    }
    let (asked, read) = (id.clone(), chosen.clone());
    let adopted =
        checked(&visit, move |visit| app::adoption::adopt(&visit.office, &visit.who, &id, version, &read, visit.now));
    match adopted.await? {
        Ok(()) => visit.go(
            Section::Deadlines.href(),
            Said::new("The procedure is adopted. Cases that began before keep the version they began under."),
        ),
        Err(errors) => page(&visit, asked, Some(version), &chosen, errors).await,
    }
}
