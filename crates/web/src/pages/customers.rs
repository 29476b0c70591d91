//! A customer: how to reach them, what makes it easier for them, and all they have told us.

use app::{Customer, customers};
use askama::Template;
use axum::{Router, extract::Path, routing::get};
use domain::CustomerId;

use super::{
    case::{facts, needs},
    cases::Line,
};
use crate::{
    answer::{self, Answer},
    door::Door,
    layout::{Frame, NavItem},
    visit::Visit,
};

/// The addresses of this page.
pub fn routes() -> Router<Door> {
    Router::new().route("/customers/{id}", get(show))
}

#[derive(Template)]
#[template(path = "customer.html")]
struct CustomerPage {
    frame: Frame,
    name: String,
    said: String,
    details: Vec<(&'static str, String)>,
    /// Other details of the same person, one line each.
    others: Vec<String>,
    lines: Vec<Line>,
}

async fn show(Path(id): Path<i64>, visit: Visit) -> Answer {
    let file = visit.run(move |visit| customers::open(&visit.office, &visit.who, CustomerId(id))).await?;
    let (today, calendar) = (visit.today(), visit.office.calendar());
    let name = named(&file.customer);
    let open = file.cases.iter().filter(|line| line.row.closed.is_none()).count();
    let page = CustomerPage {
        frame: Frame { help: "/help/cases".into(), ..visit.frame(&name, Some(NavItem::Cases)) },
        said: said(file.cases.len(), open),
        details: details(&file.customer),
        others: file.others.iter().map(in_one_line).collect(),
        lines: file.cases.iter().map(|line| Line::of(line, today, &calendar)).collect(),
        name,
    };
    answer::page(&visit, &page)
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
