//! A list as a file: which layout, which kind of file; and the layouts themselves, whose columns
//! are chosen and put in order by numbers, so that it needs no script.

use app::list_export::{self, COLUMNS, Layout, LayoutForm};
use askama::Template;
use axum::{
    Router,
    extract::{Path, RawQuery},
    routing::{get, post},
};

use super::cases::Query;
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
        .route("/layouts", get(list))
        .route("/layouts/new", get(new).post(add))
        .route("/layouts/{id}", get(one).post(change))
        .route("/layouts/{id}/delete", post(delete))
        .route("/layouts/{id}/restore", post(restore))
}

#[derive(Template)]
#[template(path = "layouts.html")]
struct Layouts {
    frame: Frame,
    /// The list itself.
    back: String,
    /// What it asks for, a line each.
    asks: Vec<String>,
    rows: Vec<Row>,
    may_change: bool,
}

/// A layout to choose.
struct Row {
    id: u32,
    name: String,
    /// "Reference, Type, Title".
    columns: String,
    xlsx: String,
    csv: String,
}

async fn list(visit: Visit, RawQuery(query): RawQuery) -> Answer {
    let (query, _) = Query::of(&Fields::parse(query.unwrap_or_default().as_bytes()));
    let asked = query.clone();
    let work = move |visit: &Visit| {
        list_export::only_those_who_may(&visit.who)?;
        Ok((list_export::layouts(&visit.office)?, super::cases::in_words(visit, &asked)?))
    };
    let (layouts, asks) = visit.run(work).await?;
    let row = |layout: Layout| Row {
        id: layout.id,
        columns: layout.columns().iter().map(|column| column.title).collect::<Vec<_>>().join(", "),
        xlsx: as_file(&query, "/cases.xlsx", layout.id),
        csv: as_file(&query, "/cases.csv", layout.id),
        name: layout.name,
    };
    let page = Layouts {
        frame: frame(&visit, "Export this list"),
        back: query.first().address("/cases"),
        asks,
        rows: layouts.into_iter().map(row).collect(),
        may_change: list_export::may_change_layouts(&visit.who),
    };
    answer::page(&visit, &page)
}

fn as_file(query: &Query, path: &str, layout: u32) -> String {
    let address = query.first().address(path);
    let sign = if address.contains('?') { '&' } else { '?' };
    format!("{address}{sign}layout={layout}")
}

#[derive(Template)]
#[template(path = "layout.html")]
struct OneLayout {
    frame: Frame,
    errors: Errors,
    heading: String,
    action: String,
    /// Where it is deleted; nothing for a new one.
    delete: Option<String>,
    name: String,
    columns: Vec<Place>,
}

/// A column with its place.
struct Place {
    key: &'static str,
    title: &'static str,
    /// As typed; empty where it is left out.
    place: String,
    /// The place it had, by which a moved column is known.
    was: String,
}

async fn new(visit: Visit) -> Answer {
    let places = places(&[]);
    show(&visit, None, String::new(), places, Errors::none()).await
}

async fn one(Path(id): Path<u32>, visit: Visit) -> Answer {
    let layout = visit.run(move |visit| list_export::layout(&visit.office, Some(id))).await?;
    let places = places(&layout.columns);
    show(&visit, Some(id), layout.name, places, Errors::none()).await
}

/// The columns of a layout in their order, then the others.
fn places(columns: &[String]) -> Vec<Place> {
    let place = |key: &str| columns.iter().position(|each| each == key).map(|at| (at + 1).to_string());
    let mut places: Vec<Place> = COLUMNS
        .iter()
        .map(|column| {
            let place = place(column.key).unwrap_or_default();
            Place { key: column.key, title: column.title, was: place.clone(), place }
        })
        .collect();
    places.sort_by_key(|column| column.place.parse().unwrap_or(usize::MAX));
    places
}

async fn show(visit: &Visit, id: Option<u32>, name: String, columns: Vec<Place>, errors: Errors) -> Answer {
    visit.run(|visit| list_export::only_those_who_change_layouts(&visit.who)).await?;
    let heading = if id.is_some() { name.clone() } else { "Make a layout".to_owned() };
    let title = if errors.is_empty() { heading.clone() } else { format!("Error: {heading}") };
    let page = OneLayout {
        frame: frame(visit, &title),
        action: id.map_or_else(|| "/layouts/new".into(), |id| format!("/layouts/{id}")),
        delete: id.map(|id| format!("/layouts/{id}/delete")),
        heading,
        name,
        columns,
        errors,
    };
    if page.errors.is_empty() { answer::page(visit, &page) } else { answer::unprocessable(visit, &page) }
}

fn frame(visit: &Visit, title: &str) -> Frame {
    visit.frame(title, Some(NavItem::Cases))
}

/// The columns as they were numbered. A number that is not one is said beside its field.
fn read(fields: &Fields) -> (Vec<Place>, Errors) {
    let mut errors = Errors::none();
    let typed = |column: &list_export::Column| {
        let place = fields.text(&format!("place-{}", column.key)).trim().to_owned();
        let was = fields.text(&format!("was-{}", column.key)).trim().to_owned();
        Place { key: column.key, title: column.title, place, was }
    };
    let places: Vec<Place> = COLUMNS.iter().map(typed).collect();
    for column in places.iter().filter(|column| !column.place.is_empty()) {
        if column.place.parse::<u32>().is_err() {
            errors.add(&format!("place-{}", column.key), format!("Give {} a whole number, or no number", column.title));
        }
    }
    (places, errors)
}

/// The names of the columns that have a place, in order. Of two with one number, the one that was
/// moved there comes first, unless it was moved there from before.
fn in_order(places: &[Place]) -> Vec<String> {
    let mut chosen: Vec<(u32, i8, &str)> = places
        .iter()
        .filter_map(|column| {
            let to: u32 = column.place.parse().ok()?;
            let moved = match column.was.parse::<u32>() {
                Ok(was) if was == to => 0,
                Ok(was) if was < to => 1,
                Ok(_) | Err(_) => -1,
            };
            Some((to, moved, column.key))
        })
        .collect();
    chosen.sort_by_key(|(to, moved, _)| (*to, *moved));
    chosen.into_iter().map(|(_, _, key)| key.to_owned()).collect()
}

async fn add(sent: Sent) -> Answer {
    keep(sent, None).await
}

async fn change(Path(id): Path<u32>, sent: Sent) -> Answer {
    keep(sent, Some(id)).await
}

async fn keep(Sent { visit, fields }: Sent, id: Option<u32>) -> Answer {
    let (places, errors) = read(&fields);
    let name = fields.text("name").to_owned();
    if !errors.is_empty() {
        return show(&visit, id, name, places, errors).await;
    }
    let form = LayoutForm { name: name.clone(), columns: in_order(&places) };
    let work = move |visit: &Visit| list_export::keep_layout(&visit.office, &visit.who, id, &form, visit.now);
    match checked(&visit, work).await? {
        Ok(id) => visit.go(&format!("/layouts/{id}"), said(&name, "was saved")),
        Err(errors) => show(&visit, id, name, places, errors).await,
    }
}

fn said(name: &str, what: &str) -> Said {
    Said::new(format!("{} {what}.", name.trim())).link("/layouts", "All layouts")
}

async fn delete(Path(id): Path<u32>, Sent { visit, .. }: Sent) -> Answer {
    let work = move |visit: &Visit| list_export::delete_layout(&visit.office, &visit.who, id, true, visit.now);
    let name = visit.run(work).await?;
    visit.go("/layouts", Said::new(format!("{name} was deleted.")).undo(format!("/layouts/{id}/restore"), 0))
}

async fn restore(Path(id): Path<u32>, Sent { visit, .. }: Sent) -> Answer {
    let work = move |visit: &Visit| list_export::delete_layout(&visit.office, &visit.who, id, false, visit.now);
    let name = visit.run(work).await?;
    visit.go("/layouts", Said::new(format!("{name} is back.")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_goes_where_its_number_says() {
        let place = |key, was: &str, place: &str| Place { key, title: "", place: place.into(), was: was.into() };
        let table = [
            ("as it was", ["1", "2", "3"], "a b c"),
            ("the last to the front", ["1", "2", "1"], "c a b"),
            ("the first to the end", ["3", "2", "3"], "b c a"),
            ("one left out", ["1", "", "3"], "a c"),
            ("far apart", ["30", "20", "10"], "c b a"),
        ];
        for (name, typed, expected) in table {
            let places: Vec<Place> = ["a", "b", "c"]
                .into_iter()
                .zip(["1", "2", "3"])
                .zip(typed)
                .map(|((key, was), to)| place(key, was, to))
                .collect();
            assert_eq!(in_order(&places).join(" "), expected, "{name}");
        }
    }
}
