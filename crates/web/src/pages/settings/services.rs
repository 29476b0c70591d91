//! Services: what feedback may be about, and the Head who signs the answers.

use app::{
    Problem, Service,
    people::{ServiceForm, Staff},
};
use askama::Template;
use axum::{Router, extract::Path, routing::get};
use domain::{PersonId, Role, ServiceId};

use super::{Section, Shell, frame, shell};
use crate::{
    answer::{self, Answer},
    door::Door,
    form::{Fields, Sent},
    layout::{Choice, Errors, Frame},
    pages::checked::checked,
    said::Said,
    visit::Visit,
};

pub(super) fn routes() -> Router<Door> {
    Router::new()
        .route("/settings/services", get(list))
        .route("/settings/services/new", get(new).post(add))
        .route("/settings/services/{id}", get(one).post(change))
}

#[derive(Template)]
#[template(path = "settings_services.html")]
struct Services {
    frame: Frame,
    shell: Shell,
    rows: Vec<Row>,
}

/// A line of the list.
struct Row {
    service: Service,
    head: String,
    deputy: String,
}

async fn list(visit: Visit) -> Answer {
    let Staff { people, services } = visit.run(|visit| app::people::staff(&visit.office, &visit.who)).await?;
    let person = |id: Option<PersonId>| people.iter().find(|person| Some(person.id) == id);
    let name = |id: Option<PersonId>| person(id).map(|person| person.name.clone()).unwrap_or_default();
    let row = |service: Service| Row {
        head: name(service.head),
        deputy: name(person(service.head).and_then(|head| head.deputy)),
        service,
    };
    let rows = services.into_iter().map(row).collect();
    answer::page(
        &visit,
        &Services {
            frame: frame(&visit, Section::Services, &Errors::none()),
            shell: shell(&visit, Section::Services),
            rows,
        },
    )
}

#[derive(Template)]
#[template(path = "settings_service.html")]
struct OneService {
    frame: Frame,
    shell: Shell,
    errors: Errors,
    /// Where the form goes.
    action: String,
    /// Whether this adds one.
    new: bool,
    heading: String,
    form: ServiceForm,
    head: String,
    heads: Vec<Choice>,
}

async fn new(visit: Visit) -> Answer {
    let form = ServiceForm { active: true, ..ServiceForm::default() };
    show(&visit, None, form, Errors::none()).await
}

async fn one(Path(id): Path<i64>, visit: Visit) -> Answer {
    let id = ServiceId(id);
    let service = visit.run(move |visit| find(visit, id)).await?;
    let form = ServiceForm { name: service.name, words: service.words, head: service.head, active: service.active };
    show(&visit, Some(id), form, Errors::none()).await
}

fn find(visit: &Visit, id: ServiceId) -> Result<Service, Problem> {
    let services = app::people::staff(&visit.office, &visit.who)?.services;
    services
        .into_iter()
        .find(|service| service.id == id)
        .ok_or_else(|| Problem::NotFound("There is no such service. Look in the list of services.".into()))
}

async fn show(visit: &Visit, id: Option<ServiceId>, form: ServiceForm, errors: Errors) -> Answer {
    let staff = visit
        .run(|visit| {
            app::people::administrators_only(&visit.who).and_then(|()| app::people::staff(&visit.office, &visit.who))
        })
        .await?;
    let page = OneService {
        frame: frame(visit, Section::Services, &errors),
        shell: shell(visit, Section::Services),
        action: id.map_or_else(|| "/settings/services/new".into(), |id| format!("/settings/services/{id}")),
        new: id.is_none(),
        heading: id.map_or_else(|| "Add a service".into(), |_| form.name.clone()),
        head: form.head.map(|head| head.to_string()).unwrap_or_default(),
        heads: heads(&staff),
        form,
        errors,
    };
    if page.errors.is_empty() { answer::page(visit, &page) } else { answer::unprocessable(visit, &page) }
}

fn heads(staff: &Staff) -> Vec<Choice> {
    let heads = staff.people.iter().filter(|person| person.active && person.role == Role::HeadOfService);
    std::iter::once(Choice::new("", "Nobody yet"))
        .chain(heads.map(|head| Choice::new(head.id.to_string(), head.name.clone())))
        .collect()
}

fn read(fields: &Fields) -> ServiceForm {
    ServiceForm {
        name: fields.text("name").into(),
        words: fields.text("words").into(),
        head: fields.number("head").map(PersonId),
        active: fields.has("active"),
    }
}

async fn add(sent: Sent) -> Answer {
    keep(sent, None).await
}

async fn change(Path(id): Path<i64>, sent: Sent) -> Answer {
    keep(sent, Some(ServiceId(id))).await
}

async fn keep(Sent { visit, fields }: Sent, id: Option<ServiceId>) -> Answer {
    let form = read(&fields);
    let typed = form.clone();
    if let Some(id) = id {
        visit.run(move |visit| find(visit, id).map(|_| ())).await?;
    }
    let kept = checked(&visit, move |visit| app::people::keep_service(&visit.office, &visit.who, id, &form, visit.now))
        .await?;
    match kept {
        Ok(_) => {
            let said = format!("{} was {}.", typed.name.trim(), if id.is_none() { "added" } else { "changed" });
            visit.go(Section::Services.href(), Said::new(said))
        }
        Err(errors) => show(&visit, id, typed, errors).await,
    }
}
