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
    pages::{
        records::{self, Ask, Carried, Kept, Record},
        unsent,
    },
    said::Said,
    visit::Visit,
};

/// The addresses of these pages.
pub fn routes() -> Router<Door> {
    Router::new()
        .route("/layouts", get(list))
        .route("/layouts/new", get(new).post(add))
        .route("/layouts/{id}", get(one).post(change))
        .route("/layouts/{id}/keep", get(one).post(keep_both))
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
    let (query, _) = Query::of(&Fields::parse(query.unwrap_or_default().as_bytes()), visit.today());
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

/// The address of a list as a file with this layout.
pub(super) fn as_file(query: &Query, path: &str, layout: u32) -> String {
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
    carried: Carried,
    /// Of the draft; also the address of the form without its first slash.
    key: String,
}

/// A column with its place.
struct Place {
    key: &'static str,
    title: &'static str,
    /// As typed; empty where it is left out.
    place: String,
}

async fn new(visit: Visit) -> Answer {
    opened(visit, None).await
}

async fn one(Path(id): Path<u32>, visit: Visit) -> Answer {
    opened(visit, Some(id)).await
}

/// The form with what is kept, or with what was typed and not saved.
async fn opened(visit: Visit, id: Option<u32>) -> Answer {
    let work = move |visit: &Visit| {
        let kept = id.map(|id| list_export::layout(&visit.office, Some(id))).transpose()?;
        Ok((kept, unsent::find(visit, &key(id))?))
    };
    let (kept, unsent) = visit.run(work).await?;
    let kept = kept.map(|layout| fields(&layout)).unwrap_or_default();
    let typed = unsent.as_ref().map_or_else(|| kept.clone(), |unsent| unsent.fields.clone());
    show(&visit, id, &typed, Carried::opened(&kept, unsent), Errors::none()).await
}

/// Of the draft of the form; also its address.
fn key(id: Option<u32>) -> String {
    id.map_or_else(|| "layouts/new".into(), |id| format!("layouts/{id}"))
}

/// The name of the field that holds the place of a column.
fn field_of(key: &str) -> String {
    format!("place-{key}")
}

/// The fields of the form as they are kept.
fn fields(layout: &Layout) -> Fields {
    let name = Fields::of([("name", layout.name.clone())]);
    let numbered = layout.columns().into_iter().zip(1_u32..);
    numbered.fold(name, |fields, (column, at)| fields.with(&field_of(column.key), vec![at.to_string()]))
}

/// The columns as they are numbered: those with a number first, in their order.
fn places(fields: &Fields) -> Vec<Place> {
    let place = |column: &list_export::Column| {
        let place = fields.text(&field_of(column.key)).trim().to_owned();
        Place { key: column.key, title: column.title, place }
    };
    let mut places: Vec<Place> = COLUMNS.iter().map(place).collect();
    places.sort_by_key(|column| column.place.parse().unwrap_or(usize::MAX));
    places
}

async fn show(visit: &Visit, id: Option<u32>, typed: &Fields, carried: Carried, errors: Errors) -> Answer {
    visit.run(|visit| list_export::only_those_who_change_layouts(&visit.who)).await?;
    let name = typed.text("name").to_owned();
    let heading = if id.is_some() { name.clone() } else { "Make a layout".to_owned() };
    let title = if errors.is_empty() { heading.clone() } else { format!("Error: {heading}") };
    let page = OneLayout {
        frame: frame(visit, &title),
        action: format!("/{}", key(id)),
        key: key(id),
        delete: id.map(|id| format!("/layouts/{id}/delete")),
        heading,
        name,
        columns: places(typed),
        carried,
        errors,
    };
    if page.errors.is_empty() { answer::page(visit, &page) } else { answer::unprocessable(visit, &page) }
}

fn frame(visit: &Visit, title: &str) -> Frame {
    visit.frame(title, Some(NavItem::Cases))
}

/// A number that is not one is said beside its field.
fn wrong(places: &[Place]) -> Errors {
    let mut errors = Errors::none();
    for column in places.iter().filter(|column| !column.place.is_empty()) {
        if column.place.parse::<u32>().is_err() {
            errors.add(&field_of(column.key), format!("Give {} a whole number, or no number", column.title));
        }
    }
    errors
}

/// The names of the columns that have a place, in order. Of two with one number, the one that was
/// moved there comes first, unless it was moved there from before. `was` says where they were.
fn in_order(places: &[Place], was: &Fields) -> Vec<String> {
    let mut chosen: Vec<(u32, i8, &str)> = places
        .iter()
        .filter_map(|column| {
            let to: u32 = column.place.parse().ok()?;
            let moved = match was.number::<u32>(&field_of(column.key)) {
                Some(was) if was == to => 0,
                Some(was) if was < to => 1,
                Some(_) | None => -1,
            };
            Some((to, moved, column.key))
        })
        .collect();
    chosen.sort_by_key(|(to, moved, _)| (*to, *moved));
    chosen.into_iter().map(|(_, _, key)| key.to_owned()).collect()
}

/// What the form says, its columns moved from where they `was`.
fn read(fields: &Fields, was: &Fields) -> LayoutForm {
    LayoutForm { name: fields.text("name").to_owned(), columns: in_order(&places(fields), was) }
}

async fn add(sent: Sent) -> Answer {
    keep(sent, None).await
}

async fn change(Path(id): Path<u32>, sent: Sent) -> Answer {
    keep(sent, Some(id)).await
}

async fn keep(Sent { visit, fields: sent }: Sent, id: Option<u32>) -> Answer {
    let errors = wrong(&places(&sent));
    if !errors.is_empty() {
        return show(&visit, id, &sent, Carried::back(&sent), errors).await;
    }
    let was = records::seen(&sent);
    let form = read(&sent, was.as_ref().unwrap_or(&Fields::default()));
    let name = form.name.clone();
    let seen = was.map(|was| read(&was, &was));
    let work = move |visit: &Visit| {
        let kept = list_export::keep_layout(&visit.office, &visit.who, id, &form, seen.as_ref(), visit.now)?;
        unsent::saved(visit, &key(id)).map(|()| kept)
    };
    match (records::kept(&visit, work).await?, id) {
        (Kept::Done(id), _) => visit.go(&format!("/layouts/{id}"), said(&name, "was saved")),
        (Kept::Changed(who), Some(id)) => records::changed(&visit, record(&visit, id).await?, sent, who).await,
        (Kept::Changed(_), None) => visit.go("/layouts", Said::default()),
        (Kept::Wrong(errors), _) => show(&visit, id, &sent, Carried::back(&sent), errors).await,
    }
}

async fn keep_both(Path(id): Path<u32>, Sent { visit, fields }: Sent) -> Answer {
    let record = record(&visit, id).await?;
    records::keep(&visit, record, &fields).await
}

async fn record(visit: &Visit, id: u32) -> Result<Record, answer::Failure> {
    let layout = visit
        .run(move |visit| {
            list_export::only_those_who_change_layouts(&visit.who)?;
            list_export::layout(&visit.office, Some(id))
        })
        .await?;
    let place = |column: &list_export::Column| Ask::line(field_of(column.key), format!("Place of {}", column.title));
    Ok(Record {
        key: key(Some(id)),
        title: layout.name.clone(),
        item: NavItem::Cases,
        asks: std::iter::once(Ask::line("name", "Name of the layout")).chain(COLUMNS.iter().map(place)).collect(),
        now: fields(&layout),
    })
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
        let was = Fields::of([("place-a", "1".into()), ("place-b", "2".into()), ("place-c", "3".into())]);
        let table = [
            ("as it was", ["1", "2", "3"], "a b c"),
            ("the last to the front", ["1", "2", "1"], "c a b"),
            ("the first to the end", ["3", "2", "3"], "b c a"),
            ("one left out", ["1", "", "3"], "a c"),
            ("far apart", ["30", "20", "10"], "c b a"),
        ];
        for (name, typed, expected) in table {
            let place = |(key, place): (&'static str, &str)| Place { key, title: "", place: place.into() };
            let places: Vec<Place> = ["a", "b", "c"].into_iter().zip(typed).map(place).collect();
            assert_eq!(in_order(&places, &was).join(" "), expected, "{name}");
        }
    }
}
