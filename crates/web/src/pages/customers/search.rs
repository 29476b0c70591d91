//! Finding a customer by how they are reached, to open their page or to say that they are the same
//! person as another.

use app::{Likeness, Problem, customers};
use askama::Template;
use axum::{Router, extract::RawQuery, routing::get};
use domain::CustomerId;

use super::{in_one_line, named, root};
use crate::{
    answer::{self, Answer},
    door::Door,
    form::Fields,
    layout::{Errors, Frame, NavItem},
    visit::Visit,
    words,
};

pub(super) fn routes() -> Router<Door> {
    Router::new().route("/customers", get(show))
}

#[derive(Template)]
#[template(path = "customers.html")]
struct SearchPage {
    frame: Frame,
    errors: Errors,
    asked: Likeness,
    /// Whether anything was asked for.
    searched: bool,
    found: Vec<Row>,
    /// The customer who may be the same person as one of these: number and name.
    same_as: Option<(CustomerId, String)>,
}

/// A customer that was found.
struct Row {
    id: CustomerId,
    href: String,
    words: String,
    cases: String,
}

async fn show(visit: Visit, RawQuery(query): RawQuery) -> Answer {
    let fields = Fields::parse(query.unwrap_or_default().as_bytes());
    let asked = read(&fields);
    let searched = asked != Likeness::default();
    let errors = wrong(&asked);
    let (of, likeness, good) = (fields.number("same_as").map(CustomerId), asked.clone(), errors.is_empty());
    let (same_as, found) = visit
        .run(move |visit| {
            let found = if good { customers::search(&visit.office, &visit.who, &likeness)? } else { Vec::new() };
            let of = of.map(|of| customers::open(&visit.office, &visit.who, of)).transpose()?;
            Ok::<_, Problem>((of.map(|of| of.customer), found))
        })
        .await?;
    let row = |found: customers::Found| Row {
        id: found.customer.id,
        href: root(found.customer.id),
        words: in_one_line(&found.customer),
        cases: words::counted(found.cases as u64, "case", "cases"),
    };
    let others = found.into_iter().filter(|found| same_as.as_ref().is_none_or(|of| of.id != found.customer.id));
    let title = if errors.is_empty() { "Find a customer" } else { "Error: Find a customer" };
    let page = SearchPage {
        frame: Frame { help: "/help/customers".into(), ..visit.frame(title, Some(NavItem::Cases)) },
        found: others.map(row).collect(),
        same_as: same_as.map(|of| (of.id, named(&of))),
        searched,
        asked,
        errors,
    };
    if page.errors.is_empty() { answer::page(&visit, &page) } else { answer::unprocessable(&visit, &page) }
}

fn read(fields: &Fields) -> Likeness {
    let text = |name: &str| fields.text(name).trim().to_owned();
    Likeness { phone: text("phone"), email: text("email"), postcode: text("postcode"), surname: text("surname") }
}

/// A postcode is a whole street, a surname a whole town: they find a person together.
fn wrong(asked: &Likeness) -> Errors {
    let mut errors = Errors::none();
    match (asked.postcode.is_empty(), asked.surname.is_empty()) {
        (false, true) => errors.add("surname", "Give the surname with the postcode"),
        (true, false) => errors.add("postcode", "Give the postcode with the surname"),
        (true, true) | (false, false) => {}
    }
    errors
}
