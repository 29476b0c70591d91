//! A customer: how to reach them, what makes it easier for them, and all they have told us.

use app::{
    Customer, Problem,
    customers::{self, Change, CustomerFile, Same},
};
use askama::Template;
use axum::{Router, extract::Path, routing::get};
use domain::{CustomerId, Date};

use super::{
    case::{facts, needs},
    cases::Line,
};
use crate::{
    answer::{self, Answer},
    differences::{Piece, pieces},
    door::Door,
    form::Sent,
    layout::{Frame, NavItem},
    said::Said,
    visit::Visit,
    words,
};

mod correct;
mod search;

/// The addresses of this page.
pub fn routes() -> Router<Door> {
    Router::new()
        .route("/customers/{id}", get(show))
        .route("/customers/{id}/merge", get(show).post(merge))
        .route("/customers/{id}/apart/{merger}", get(back).post(apart))
        .merge(correct::routes())
        .merge(search::routes())
}

#[derive(Template)]
#[template(path = "customer.html")]
struct CustomerPage {
    frame: Frame,
    name: String,
    said: String,
    /// Its address.
    root: String,
    /// Where feedback of theirs is logged, with their details filled in.
    log: Option<String>,
    details: Vec<(&'static str, String)>,
    /// What was put together with these details.
    same: Vec<Together>,
    /// Details of what may be the same person: number and words.
    others: Vec<(CustomerId, String)>,
    lines: Vec<Line>,
    changes: Vec<Before>,
}

/// Details that were put together with others.
struct Together {
    /// Where they are taken apart.
    apart: String,
    words: String,
    by: String,
}

/// Details as they were before, with what changed in them.
struct Before {
    heading: String,
    reason: String,
    /// Where it is undone, while it can be.
    undo: Option<String>,
    pieces: Vec<Piece>,
}

async fn show(Path(id): Path<i64>, visit: Visit) -> Answer {
    let file = visit.run(move |visit| customers::open(&visit.office, &visit.who, CustomerId(id))).await?;
    let (today, calendar) = (visit.today(), visit.office.calendar());
    let name = named(&file.customer);
    let open = file.cases.iter().filter(|line| line.row.closed.is_none()).count();
    let page = CustomerPage {
        frame: Frame { help: "/help/customers".into(), ..visit.frame(&name, Some(NavItem::Cases)) },
        said: said(file.cases.len(), open),
        root: root(file.customer.id),
        log: log(&file),
        details: details(&file.customer),
        same: file.same.iter().map(|same| together(file.customer.id, same, today)).collect(),
        others: file.others.iter().map(|other| (other.id, in_one_line(other))).collect(),
        changes: changes(&visit, &file.customer, &file.changes),
        lines: file.cases.iter().map(|line| Line::of(line, today, &calendar)).collect(),
        name,
    };
    answer::page(&visit, &page)
}

fn root(id: CustomerId) -> String {
    format!("/customers/{id}")
}

/// The form for new feedback knows them by a case of theirs, not of somebody who may be the same person.
fn log(file: &CustomerFile) -> Option<String> {
    let theirs = |id: CustomerId| id == file.customer.id || file.same.iter().any(|same| same.customer.id == id);
    let case = file.cases.iter().find(|line| line.row.customer.is_some_and(theirs))?;
    Some(format!("/log?them={}", case.row.reference))
}

fn together(kept: CustomerId, same: &Same, today: Date) -> Together {
    Together {
        apart: format!("{}/apart/{}", root(kept), same.merger),
        words: in_one_line(&same.customer),
        by: format!("Put together by {}, {}", same.by, words::day(domain::london::date_of(same.at), today)),
    }
}

/// Each change with what it made of the details: the latest first, so that each is compared with
/// what came after it.
fn changes(visit: &Visit, now: &Customer, changes: &[Change]) -> Vec<Before> {
    let today = visit.today();
    let after = std::iter::once(now).chain(changes.iter().map(|change| &change.before));
    let shown = |(change, after): (&Change, &Customer)| Before {
        heading: format!("{}, {}", change.by, words::day(domain::london::date_of(change.at), today)),
        reason: change.reason.clone(),
        undo: None,
        pieces: pieces(&in_one_line(&change.before), &in_one_line(after)),
    };
    let mut shown: Vec<Before> = changes.iter().zip(after).map(shown).collect();
    if let Some((latest, row)) = changes.first().zip(shown.first_mut()) {
        row.undo = customers::undoable(&visit.who, latest, visit.now).then(|| correct::undo_address(now.id, latest.at));
    }
    shown
}

/// Whoever signed in again, or came from a form that was sent already.
async fn back(Path((id, _)): Path<(i64, i64)>, visit: Visit) -> Answer {
    visit.go(&root(CustomerId(id)), Said::default())
}

async fn merge(Path(id): Path<i64>, Sent { visit, fields }: Sent) -> Answer {
    let other = fields.number("other").map(CustomerId);
    let merger = visit
        .run(move |visit| {
            let other = other.ok_or_else(|| Problem::NotFound("Choose who is the same person.".into()))?;
            customers::merge(&visit.office, &visit.who, CustomerId(id), other, visit.now)
        })
        .await?;
    let said = Said::new("Put together. These details count for all their cases.");
    visit.go(&root(CustomerId(id)), said.undo(format!("/customers/{id}/apart/{merger}"), 0))
}

async fn apart(Path((id, merger)): Path<(i64, i64)>, Sent { visit, .. }: Sent) -> Answer {
    let other = visit.run(move |visit| customers::unmerge(&visit.office, &visit.who, merger, visit.now)).await?;
    let said = Said::new("Taken apart. Each has their own details and cases again.");
    visit.go(&root(CustomerId(id)), said.link(root(other), "Open the other"))
}

fn named(customer: &Customer) -> String {
    if customer.name.trim().is_empty() { "No name given".into() } else { customer.name.clone() }
}

/// "3 cases, 1 of them open".
fn said(all: usize, open: usize) -> String {
    let newest = if all == customers::MOST as usize { "The newest " } else { "" };
    let cases = if all == 1 { "1 case".to_owned() } else { format!("{all} cases") };
    match open {
        0 if all == 1 => "1 case, closed".to_owned(),
        0 => format!("{newest}{cases}, none of them open"),
        open if open == all && all == 1 => format!("{newest}{cases}, open"),
        open => format!("{newest}{cases}, {open} of them open"),
    }
}

fn details(customer: &Customer) -> Vec<(&'static str, String)> {
    let address = [customer.address.trim(), customer.postcode.trim()].join("\n").trim().to_owned();
    let details = [
        ("Phone", customer.phone.clone()),
        ("Email", customer.email.clone()),
        ("Address", address),
        ("What they need", needs(&customer.needs).join(", ")),
    ];
    details.into_iter().filter(|(_, words)| !words.trim().is_empty()).collect()
}

/// "Mrs E Fairclough, 01632 960 417, 14 Rudd Lane, Thornbeck, TB4 7QX".
fn in_one_line(customer: &Customer) -> String {
    let needs = needs(&customer.needs);
    std::iter::once(named(customer)).chain(facts(customer)).chain(needs).collect::<Vec<_>>().join(", ")
}
