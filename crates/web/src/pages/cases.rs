//! Cases: search and filters, everything that was asked for in the address, and the same as a file.

use std::{fs::File, io::BufWriter};

use app::{CaseLine, Order, Problem, SavedView, figures::Format, list_export, lists};
use askama::Template;
use axum::{
    Router,
    extract::RawQuery,
    response::{IntoResponse, Redirect},
    routing::get,
};
use domain::{Calendar, Date, PersonId, Reference, ServiceId};

use crate::{
    answer::{self, Answer},
    door::Door,
    form::Fields,
    layout::{Frame, NavItem},
    tasks::Work,
    visit::Visit,
};

mod line;
mod panel;
mod query;
mod view;

pub use line::Line;
pub use query::{Deadline, Query, Which};
use view::CasesPage;

/// Rows on a page.
const ROWS: usize = 25;

/// The addresses of this page.
pub fn routes() -> Router<Door> {
    Router::new()
        .route("/cases", get(show))
        .route("/cases.csv", get(async |visit, query| export(visit, query, Format::Csv).await))
        .route("/cases.xlsx", get(async |visit, query| export(visit, query, Format::Xlsx).await))
}

/// What a page of the list shows, as it was read.
struct Found {
    lines: Vec<CaseLine>,
    /// Whether more follow.
    more: bool,
    count: u64,
    counts: panel::Counts,
    services: Vec<(ServiceId, String)>,
    people: Vec<(PersonId, String)>,
    views: Vec<SavedView>,
}

/// Where a search leads.
enum Led {
    Straight(Reference),
    List(Box<Found>),
}

async fn show(visit: Visit, RawQuery(query): RawQuery) -> Answer {
    let fields = Fields::parse(query.unwrap_or_default().as_bytes());
    let (query, errors) = Query::of(&fields, visit.today());
    let asked = query.clone();
    match visit.run(move |visit| find(visit, &asked)).await? {
        Led::Straight(reference) => Ok(Redirect::to(&format!("/cases/{reference}")).into_response()),
        Led::List(found) => {
            let wrong = !errors.is_empty();
            let mut frame = visit.frame(if wrong { "Error: Cases" } else { "Cases" }, Some(NavItem::Cases));
            frame.search.clone_from(&query.words);
            let page = CasesPage::of(&visit, frame, (query, &fields), errors, *found);
            if wrong { answer::unprocessable(&visit, &page) } else { answer::page(&visit, &page) }
        }
    }
}

fn find(visit: &Visit, query: &Query) -> Result<Led, Problem> {
    let (office, who) = (&visit.office, &visit.who);
    if let Some(reference) = exact(visit, query)? {
        return Ok(Led::Straight(reference));
    }
    let (filter, order) = asked(visit, query, &office.calendar());
    let rows = u32::try_from(ROWS + 1).unwrap_or(u32::MAX);
    let mut lines = lists::cases(office, who, &filter, order, query.after.as_ref(), rows)?;
    let more = lines.len() > ROWS;
    lines.truncate(ROWS);
    let only_number = query.is_search()
        && query.words.trim().bytes().all(|byte| byte.is_ascii_digit())
        && query.words.trim().len() <= 5;
    if let ([line], true) = (lines.as_slice(), only_number && query.after.is_none()) {
        return Ok(Led::Straight(line.row.reference));
    }
    let (services, people) = choices(visit)?;
    Ok(Led::List(Box::new(Found {
        more,
        count: lists::count(office, who, &filter)?,
        counts: panel::counts(visit, query, &office.calendar())?,
        views: app::views::all(office, who)?,
        services,
        people,
        lines,
    })))
}

/// The services and people that a list can be narrowed to.
type Choices = (Vec<(ServiceId, String)>, Vec<(PersonId, String)>);

fn choices(visit: &Visit) -> Result<Choices, Problem> {
    let (services, people) = visit.office.read(|reading| Ok((reading.services()?, reading.people()?)))?;
    let works_on_cases =
        |person: &app::Person| matches!(person.role, domain::Role::Investigator | domain::Role::HeadOfService);
    let services = services.into_iter().map(|service| (service.id, service.name)).collect();
    let people = people.into_iter().filter(works_on_cases).map(|person| (person.id, person.name)).collect();
    Ok((services, people))
}

/// What a list asks for, a line each: "Type: Complaint or Comment".
pub fn in_words(visit: &Visit, query: &Query) -> Result<Vec<String>, Problem> {
    let (services, people) = choices(visit)?;
    let today = visit.today();
    let soon = visit.office.calendar().add_working_days(today, 2);
    let tags = panel::tags(query, &services, &people, today, soon);
    let line = |tag: panel::Tag| {
        let chosen: Vec<String> = tag.chosen.into_iter().map(|chosen| chosen.words).collect();
        format!("{}: {}", tag.filter, chosen.join(" or "))
    };
    let order = if query.order() == Order::Due { "Most urgent first" } else { "Newest first" };
    Ok(tags.into_iter().map(line).chain([order.to_owned()]).collect())
}

/// A whole reference goes straight to its case, if the person may see it.
fn exact(visit: &Visit, query: &Query) -> Result<Option<Reference>, Problem> {
    let Some(reference) = query.words.parse().ok().filter(|_| query.is_search()) else { return Ok(None) };
    let seen = visit.office.read(|reading| match app::cases::load(reading, &visit.who, reference) {
        Ok(_) => Ok(true),
        Err(Problem::NoSuchCase(_) | Problem::Restricted { .. }) => Ok(false),
        Err(problem) => Err(problem),
    })?;
    Ok(seen.then_some(reference))
}

fn asked(visit: &Visit, query: &Query, calendar: &Calendar) -> (app::Filter, Order) {
    let today: Date = visit.today();
    (query.filter(visit.who.id(), today, calendar.add_working_days(today, 2)), query.order())
}

async fn export(visit: Visit, RawQuery(query): RawQuery, format: Format) -> Answer {
    let fields = Fields::parse(query.unwrap_or_default().as_bytes());
    let (query, layout) = (Query::of(&fields, visit.today()).0, fields.number("layout"));
    let (wanted, watched) = (query.clone(), visit.begins(&fields));
    let work = move |visit: &Visit| {
        let (filter, order) = asked(visit, &wanted, &visit.office.calendar());
        let layout = list_export::layout(&visit.office, layout)?;
        let asked = list_export::Asked { filter, order, layout, format, room: list_export::room_in(format) };
        match written(visit, &asked, &watched) {
            Ok(file) => Ok(Ok(file)),
            Err(Problem::Invalid(errors)) => Ok(Err(Problem::Invalid(errors).to_string())),
            Err(problem) => Err(problem),
        }
    };
    match visit.run(work).await? {
        Ok(file) => answer::file(
            &visit,
            &visit.file_name(&list_export::file_name(format, visit.now)),
            app::figures::media_type(format),
            file,
        ),
        Err(words) => {
            let page = TooLong::of(visit.frame(TooLong::HEADING, Some(NavItem::Cases)), words, &query, layout);
            answer::unprocessable(&visit, &page)
        }
    }
}

/// On disk, because a list of all cases is larger than memory likes.
fn written(visit: &Visit, asked: &list_export::Asked, watched: &Work) -> Result<File, Problem> {
    let mut file = tempfile::tempfile().map_err(|error| Problem::Broken(error.to_string()))?;
    let place = BufWriter::new(&mut file);
    let mut progress = |done, of| watched.at(done, of);
    list_export::cases(&visit.office, &visit.who, asked, place, visit.now, &mut progress)?;
    Ok(file)
}

/// A list that a file of the kind that was asked for cannot hold: why, and the kind that can.
#[derive(Template)]
#[template(path = "cases_too_long.html")]
struct TooLong {
    frame: Frame,
    words: String,
    csv: String,
    back: String,
}

impl TooLong {
    const HEADING: &str = "This list is too long for Excel";

    fn of(frame: Frame, words: String, query: &Query, layout: Option<u32>) -> TooLong {
        let first = query.first();
        let csv = match layout {
            Some(layout) => super::layouts::as_file(query, "/cases.csv", layout),
            None => first.address("/cases.csv"),
        };
        TooLong { frame, words, csv, back: first.address("/cases") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A million cases take too long to make for a test, so that the page is shown alone.
    #[test]
    fn a_list_that_is_too_long_for_excel_is_offered_as_csv_as_it_was_filtered() {
        let fields = Fields::parse(b"kind=complaint&after=x");
        let today = Date::from_ymd_opt(2026, 11, 28).expect("a date");
        let (query, _) = Query::of(&fields, today);
        let shown = |layout| {
            let page = TooLong::of(Frame::default(), "This list has 1,048,576 cases.".into(), &query, layout);
            page.render().expect("the page is shown")
        };
        assert!(shown(None).contains("This list has 1,048,576 cases."));
        assert!(shown(None).contains(r#"href="/cases.csv?kind=complaint""#));
        assert!(shown(Some(5)).contains(r#"href="/cases.csv?kind=complaint&#38;layout=5""#));
        assert!(shown(None).contains(r#"href="/cases?kind=complaint""#));
    }
}
