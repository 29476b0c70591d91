//! Services: what feedback may be about, and the Head who signs the answers.

use app::{
    Problem, Service,
    people::{ServiceForm, Staff},
};
use askama::Template;
use axum::{
    Router,
    extract::Path,
    routing::{get, post},
};
use domain::{PersonId, Role, ServiceId};

use super::{Section, Shell, frame, shell};
use crate::{
    answer::{self, Answer},
    door::Door,
    form::{Fields, Sent},
    layout::{Choice, Errors, Frame, NavItem},
    pages::{
        records::{self, Ask, Kept, Record, Saving},
        unsent::{self, Unsent},
    },
    said::Said,
    visit::Visit,
};

pub(super) fn routes() -> Router<Door> {
    Router::new()
        .route("/settings/services", get(list))
        .route("/settings/services/new", get(new).post(add))
        .route("/settings/services/{id}", get(one).post(change))
        .route("/settings/services/{id}/keep", get(one).post(keep_both))
        .route("/settings/services/{id}/undo", post(undo))
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
    /// What the form showed when it was opened.
    was: String,
    unsent: Option<Unsent>,
}

async fn new(visit: Visit) -> Answer {
    opened(visit, None).await
}

async fn one(Path(id): Path<i64>, visit: Visit) -> Answer {
    opened(visit, Some(ServiceId(id))).await
}

/// The form with what is kept, or with what was typed and not saved.
async fn opened(visit: Visit, id: Option<ServiceId>) -> Answer {
    let (kept, unsent) = visit
        .run(move |visit| {
            let kept = id.map(|id| find(visit, id)).transpose()?;
            Ok((kept, unsent::find(visit, &key(id))?))
        })
        .await?;
    let kept =
        kept.map_or_else(|| ServiceForm { active: true, ..ServiceForm::default() }, |kept| ServiceForm::of(&kept));
    let was = records::was(&fields(&kept), unsent.as_ref().map(|unsent| &unsent.fields));
    let form = unsent.as_ref().map_or(kept, |unsent| read(&unsent.fields));
    show(&visit, id, form, was, unsent, Errors::none()).await
}

/// Of the draft of the form; also its address.
fn key(id: Option<ServiceId>) -> String {
    id.map_or_else(|| "settings/services/new".into(), |id| format!("settings/services/{id}"))
}

fn find(visit: &Visit, id: ServiceId) -> Result<Service, Problem> {
    let services = app::people::staff(&visit.office, &visit.who)?.services;
    services
        .into_iter()
        .find(|service| service.id == id)
        .ok_or_else(|| Problem::NotFound("There is no such service. Look in the list of services.".into()))
}

async fn show(
    visit: &Visit,
    id: Option<ServiceId>,
    form: ServiceForm,
    was: String,
    unsent: Option<Unsent>,
    errors: Errors,
) -> Answer {
    let staff = visit
        .run(|visit| {
            app::people::administrators_only(&visit.who).and_then(|()| app::people::staff(&visit.office, &visit.who))
        })
        .await?;
    let page = OneService {
        frame: frame(visit, Section::Services, &errors),
        shell: shell(visit, Section::Services),
        action: format!("/{}", key(id)),
        new: id.is_none(),
        heading: id.map_or_else(|| "Add a service".into(), |_| form.name.clone()),
        head: form.head.map(|head| head.to_string()).unwrap_or_default(),
        heads: heads(&staff),
        form,
        was,
        unsent,
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
        subject: fields.text("subject").into(),
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

async fn keep(Sent { visit, fields: sent }: Sent, id: Option<ServiceId>) -> Answer {
    let form = read(&sent);
    let seen = records::seen(&sent).map(|seen| read(&seen));
    let (typed, saving) = (form.clone(), Saving::of(&sent));
    let work = move |visit: &Visit| {
        let before = id.map(|id| find(visit, id)).transpose()?;
        app::people::keep_service(&visit.office, &visit.who, id, &form, seen.as_ref(), visit.now)?;
        let Some((before, id)) = before.zip(id) else { return unsent::saved(visit, &key(None)).map(|()| false) };
        let of = |service: &Service| fields(&ServiceForm::of(service));
        records::saved(visit, &key(Some(id)), saving, &of(&before), &of(&find(visit, id)?))
    };
    match (records::kept(&visit, work).await?, id) {
        (Kept::Done(undo), _) => {
            let words = format!("{} was {}.", typed.name.trim(), if id.is_none() { "added" } else { "changed" });
            visit.go(Section::Services.href(), records::said(words, &key(id), saving, undo))
        }
        (Kept::Changed(who), Some(id)) => {
            let record = record(&visit, id).await?;
            records::changed(&visit, record, sent, who).await
        }
        (Kept::Changed(_), None) => visit.go(Section::Services.href(), Said::default()),
        (Kept::Wrong(errors), _) => {
            let was = sent.text(records::WAS).to_owned();
            show(&visit, id, typed, was, None, errors).await
        }
    }
}

async fn undo(Path(id): Path<i64>, Sent { visit, .. }: Sent) -> Answer {
    let id = Some(ServiceId(id));
    let fields = records::before(&visit, &key(id)).await?;
    keep(Sent { visit, fields }, id).await
}

async fn keep_both(Path(id): Path<i64>, Sent { visit, fields }: Sent) -> Answer {
    let record = record(&visit, ServiceId(id)).await?;
    records::keep(&visit, record, &fields).await
}

async fn record(visit: &Visit, id: ServiceId) -> Result<Record, answer::Failure> {
    visit
        .run(move |visit| {
            app::people::administrators_only(&visit.who)?;
            let staff = app::people::staff(&visit.office, &visit.who)?;
            let kept = find(visit, id)?;
            Ok(Record {
                key: key(Some(id)),
                title: kept.name.clone(),
                item: NavItem::Settings,
                asks: vec![
                    Ask::line("name", "Name of the service"),
                    Ask::line("words", "Other words for it"),
                    Ask::line("subject", "Subject"),
                    Ask::one("head", "Head, who signs off", heads(&staff)),
                    Ask::tick("active", "In use"),
                ],
                now: fields(&ServiceForm::of(&kept)),
            })
        })
        .await
}

/// The fields of the form as they are kept.
fn fields(form: &ServiceForm) -> Fields {
    let fields = Fields::of([
        ("name", form.name.clone()),
        ("words", form.words.clone()),
        ("subject", form.subject.clone()),
        ("head", form.head.map(|head| head.to_string()).unwrap_or_default()),
    ]);
    if form.active { fields.with("active", vec!["yes".into()]) } else { fields }
}
