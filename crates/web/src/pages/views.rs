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
    pages::checked::checked,
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
}

async fn open(Path(id): Path<i64>, visit: Visit) -> Answer {
    let view = visit.run(move |visit| views::find(&visit.office, &visit.who, id)).await?;
    Ok(Redirect::to(&list_of(&view.query)).into_response())
}

/// The list that a saved query asks for, read and written again, so that nothing else gets into
/// an address.
fn list_of(query: &str) -> String {
    Query::of(&Fields::parse(query.as_bytes())).0.first().address("/cases")
}

/// What stands after the `?`.
fn query_of(address: &str) -> String {
    address.split_once('?').map_or_else(String::new, |(_, query)| query.to_owned())
}

async fn new(visit: Visit, RawQuery(query): RawQuery) -> Answer {
    let form = ViewForm { query: query_of(&list_of(&query.unwrap_or_default())), ..ViewForm::default() };
    show(&visit, None, form, Errors::none()).await
}

async fn one(Path(id): Path<i64>, visit: Visit) -> Answer {
    let view = visit.run(move |visit| views::find(&visit.office, &visit.who, id)).await?;
    show(&visit, Some(id), ViewForm { name: view.name, query: view.query, shared: view.shared }, Errors::none()).await
}

async fn show(visit: &Visit, id: Option<i64>, form: ViewForm, errors: Errors) -> Answer {
    let list = list_of(&form.query);
    let asked = Query::of(&Fields::parse(form.query.as_bytes())).0;
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
        errors,
    };
    if page.errors.is_empty() { answer::page(visit, &page) } else { answer::unprocessable(visit, &page) }
}

fn read(fields: &Fields) -> ViewForm {
    ViewForm {
        name: fields.text("name").into(),
        query: query_of(&list_of(fields.text("query"))),
        shared: fields.has("shared"),
    }
}

async fn save(Sent { visit, fields }: Sent) -> Answer {
    let form = read(&fields);
    let typed = form.clone();
    match checked(&visit, move |visit| views::save(&visit.office, &visit.who, &form, visit.now)).await? {
        Ok(_) => visit.go(&list_of(&typed.query), Said::new(format!("Saved as {}.", typed.name.trim()))),
        Err(errors) => show(&visit, None, typed, errors).await,
    }
}

async fn change(Path(id): Path<i64>, Sent { visit, fields }: Sent) -> Answer {
    let kept = visit.run(move |visit| views::find(&visit.office, &visit.who, id)).await?;
    let form = ViewForm { query: kept.query, ..read(&fields) };
    let typed = form.clone();
    match checked(&visit, move |visit| views::change(&visit.office, &visit.who, id, &form, visit.now)).await? {
        Ok(()) => visit.go(&list_of(&typed.query), Said::new(format!("Saved as {}.", typed.name.trim()))),
        Err(errors) => show(&visit, Some(id), typed, errors).await,
    }
}

async fn delete(Path(id): Path<i64>, Sent { visit, .. }: Sent) -> Answer {
    let name = visit.run(move |visit| views::delete(&visit.office, &visit.who, id, visit.now)).await?;
    visit.go("/cases", Said::new(format!("{name} was deleted.")).undo(format!("/views/{id}/restore"), 0))
}

async fn restore(Path(id): Path<i64>, Sent { visit, .. }: Sent) -> Answer {
    let name = visit.run(move |visit| views::restore(&visit.office, &visit.who, id, visit.now)).await?;
    visit.go(&format!("/views/{id}"), Said::new(format!("{name} is back.")))
}
