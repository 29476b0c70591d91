//! Saved views: a list of cases kept under a name, its own address, and its changes.

use app::views::{self, ViewForm};
use askama::Template;
use axum::{
    Router,
    extract::{Path, RawQuery},
    response::{IntoResponse, Redirect},
    routing::{get, post},
};

use super::cases::{self, Query};
use crate::{
    answer::{self, Answer},
    door::Door,
    form::{Fields, Sent},
    layout::{Errors, Frame, NavItem},
    pages::{
        checked::checked,
        records::{self, Ask, Kept, Record},
        unsent::{self, Unsent},
    },
    said::Said,
    visit::Visit,
};

/// The addresses of these pages.
pub fn routes() -> Router<Door> {
    Router::new()
        .route("/views/new", get(new))
        .route("/views", post(save))
        .route("/views/{id}", get(open))
        .route("/views/{id}/change", get(one).post(change))
        .route("/views/{id}/change/keep", get(one).post(keep_both))
        .route("/views/{id}/delete", post(delete))
        .route("/views/{id}/restore", post(restore))
}

#[derive(Template)]
#[template(path = "view.html")]
struct ViewPage {
    frame: Frame,
    errors: Errors,
    heading: &'static str,
    /// Where the form goes.
    action: String,
    /// Where it is deleted; nothing for a new one.
    delete: Option<String>,
    /// The list itself.
    list: String,
    /// What it asks for, a line each.
    asks: Vec<String>,
    form: ViewForm,
    may_share: bool,
    /// What the form showed when it was opened.
    was: String,
    unsent: Option<Unsent>,
}

async fn open(Path(id): Path<i64>, visit: Visit) -> Answer {
    let view = visit.run(move |visit| views::find(&visit.office, &visit.who, id)).await?;
    Ok(Redirect::to(&list_of(&view.query, visit.today())).into_response())
}

/// The list that a saved query asks for, read and written again, so that nothing else gets into
/// an address.
fn list_of(query: &str, today: domain::Date) -> String {
    Query::of(&Fields::parse(query.as_bytes()), today).0.first().address("/cases")
}

/// What stands after the `?`.
fn query_of(address: &str) -> String {
    address.split_once('?').map_or_else(String::new, |(_, query)| query.to_owned())
}

async fn new(visit: Visit, RawQuery(query): RawQuery) -> Answer {
    let list = query.map(|query| query_of(&list_of(&query, visit.today())));
    let unsent = visit.run(|visit| unsent::find(visit, NEW)).await?;
    let typed = unsent.map(|unsent| (read(&unsent.fields, visit.today()), unsent));
    // A name that was typed for another list says nothing of this one.
    let typed = typed.filter(|(form, _)| list.as_ref().is_none_or(|list| *list == form.query));
    let (form, unsent) = match typed {
        Some((form, unsent)) => (form, Some(unsent)),
        None => (ViewForm { query: list.unwrap_or_default(), ..ViewForm::default() }, None),
    };
    show(&visit, None, form, (String::new(), unsent), Errors::none()).await
}

/// Of the draft of the form that saves a new view; also its address.
const NEW: &str = "views/new";

async fn one(Path(id): Path<i64>, visit: Visit) -> Answer {
    let work = move |visit: &Visit| {
        let view = views::find(&visit.office, &visit.who, id)?;
        Ok((view, unsent::find(visit, &key(id))?))
    };
    let (view, unsent) = visit.run(work).await?;
    let kept = ViewForm { name: view.name, query: view.query, shared: view.shared };
    let was = records::was(&fields(&kept), unsent.as_ref().map(|unsent| &unsent.fields));
    let form = match &unsent {
        Some(unsent) => ViewForm { query: kept.query, ..read(&unsent.fields, visit.today()) },
        None => kept,
    };
    show(&visit, Some(id), form, (was, unsent), Errors::none()).await
}

/// Of the draft of the form that changes a view; also its address.
fn key(id: i64) -> String {
    format!("views/{id}/change")
}

/// The fields of the form as they are kept.
fn fields(form: &ViewForm) -> Fields {
    let fields = Fields::of([("name", form.name.clone())]);
    if form.shared { fields.with("shared", vec!["yes".into()]) } else { fields }
}

/// `kept`: what the form showed when it was opened, and what was typed into it and not saved.
async fn show(
    visit: &Visit,
    id: Option<i64>,
    form: ViewForm,
    kept: (String, Option<Unsent>),
    errors: Errors,
) -> Answer {
    let list = list_of(&form.query, visit.today());
    let asked = Query::of(&Fields::parse(form.query.as_bytes()), visit.today()).0;
    let asks = visit.run(move |visit| cases::in_words(visit, &asked)).await?;
    let heading = if id.is_some() { "Change this view" } else { "Save this view" };
    let title = if errors.is_empty() { heading.to_owned() } else { format!("Error: {heading}") };
    let frame = visit.frame(&title, Some(NavItem::Cases));
    let page = ViewPage {
        frame,
        heading,
        action: id.map_or_else(|| "/views".into(), |id| format!("/views/{id}/change")),
        delete: id.map(|id| format!("/views/{id}/delete")),
        may_share: views::may_share(&visit.who),
        list,
        asks,
        form,
        was: kept.0,
        unsent: kept.1,
        errors,
    };
    if page.errors.is_empty() { answer::page(visit, &page) } else { answer::unprocessable(visit, &page) }
}

fn read(fields: &Fields, today: domain::Date) -> ViewForm {
    ViewForm {
        name: fields.text("name").into(),
        query: query_of(&list_of(fields.text("query"), today)),
        shared: fields.has("shared"),
    }
}

async fn save(Sent { visit, fields }: Sent) -> Answer {
    let form = read(&fields, visit.today());
    let typed = form.clone();
    let work = move |visit: &Visit| {
        views::save(&visit.office, &visit.who, &form, visit.now)?;
        unsent::saved(visit, NEW)
    };
    match checked(&visit, work).await? {
        Ok(()) => {
            visit.go(&list_of(&typed.query, visit.today()), Said::new(format!("Saved as {}.", typed.name.trim())))
        }
        Err(errors) => show(&visit, None, typed, (String::new(), None), errors).await,
    }
}

async fn change(Path(id): Path<i64>, Sent { visit, fields: sent }: Sent) -> Answer {
    let kept = visit.run(move |visit| views::find(&visit.office, &visit.who, id)).await?;
    let form = ViewForm { query: kept.query, ..read(&sent, visit.today()) };
    let seen = records::seen(&sent).map(|seen| read(&seen, visit.today()));
    let typed = form.clone();
    let work = move |visit: &Visit| {
        views::change(&visit.office, &visit.who, id, &form, seen.as_ref(), visit.now)?;
        unsent::saved(visit, &key(id))
    };
    match records::kept(&visit, work).await? {
        Kept::Done(()) => {
            visit.go(&list_of(&typed.query, visit.today()), Said::new(format!("Saved as {}.", typed.name.trim())))
        }
        Kept::Changed(who) => {
            let record = record(&visit, id).await?;
            records::changed(&visit, record, sent, who).await
        }
        Kept::Wrong(errors) => {
            let was = sent.text(records::WAS).to_owned();
            show(&visit, Some(id), typed, (was, None), errors).await
        }
    }
}

async fn keep_both(Path(id): Path<i64>, Sent { visit, fields }: Sent) -> Answer {
    let record = record(&visit, id).await?;
    records::keep(&visit, record, &fields).await
}

async fn record(visit: &Visit, id: i64) -> Result<Record, answer::Failure> {
    let view = visit.run(move |visit| views::find(&visit.office, &visit.who, id)).await?;
    let form = ViewForm { name: view.name, query: view.query, shared: view.shared };
    Ok(Record {
        key: key(id),
        title: form.name.clone(),
        item: NavItem::Cases,
        asks: vec![Ask::line("name", "What do you call this list?"), Ask::tick("shared", "Everybody sees it")],
        now: fields(&form),
    })
}

async fn delete(Path(id): Path<i64>, Sent { visit, .. }: Sent) -> Answer {
    let name = visit.run(move |visit| views::delete(&visit.office, &visit.who, id, visit.now)).await?;
    visit.go("/cases", Said::new(format!("{name} was deleted.")).undo(format!("/views/{id}/restore"), 0))
}

async fn restore(Path(id): Path<i64>, Sent { visit, .. }: Sent) -> Answer {
    let name = visit.run(move |visit| views::restore(&visit.office, &visit.who, id, visit.now)).await?;
    visit.go(&format!("/views/{id}"), Said::new(format!("{name} is back.")))
}
