//! Putting a customer's details right, for all their cases.

use app::{
    Needs,
    customers::{self, CustomerForm},
};
use askama::Template;
use axum::{Router, extract::Path, response::Redirect, routing::get};
use domain::{CustomerId, Moment};

use super::{named, root};
use crate::{
    answer::{self, Answer},
    door::Door,
    form::{Fields, Sent},
    layout::{Errors, Frame, NavItem},
    pages::{
        records::{self, Ask, Kept, Record},
        unsent::{self, Unsent},
    },
    said::Said,
    visit::Visit,
};

pub(super) fn routes() -> Router<Door> {
    Router::new()
        .route("/customers/{id}/correct", get(show).post(keep))
        .route("/customers/{id}/correct/keep", get(show).post(keep_both))
        .route("/customers/{id}/correct/undo/{at}", get(back).post(undo))
}

#[derive(Template)]
#[template(path = "customer_correct.html")]
struct CorrectPage {
    frame: Frame,
    errors: Errors,
    name: String,
    /// The address of the customer.
    root: String,
    form: CustomerForm,
    was: String,
    unsent: Option<Unsent>,
}

/// Of the draft of the form; also its address.
fn key(id: CustomerId) -> String {
    format!("customers/{id}/correct")
}

async fn show(Path(id): Path<i64>, visit: Visit) -> Answer {
    let id = CustomerId(id);
    let (file, unsent) = visit
        .run(move |visit| {
            let file = customers::open(&visit.office, &visit.who, id)?;
            Ok((file, unsent::find(visit, &key(id))?))
        })
        .await?;
    let kept = CustomerForm::of(&file.customer);
    let was = records::was(&fields(&kept), unsent.as_ref().map(|unsent| &unsent.fields));
    let form = unsent.as_ref().map_or(kept, |unsent| read(&unsent.fields));
    page(&visit, id, form, (was, unsent), Errors::none())
}

/// `kept`: what the form showed when it was opened, and what was typed into it and not saved.
fn page(visit: &Visit, id: CustomerId, form: CustomerForm, kept: (String, Option<Unsent>), errors: Errors) -> Answer {
    let error = if errors.is_empty() { "" } else { "Error: " };
    let frame = visit.frame(&format!("{error}Correct a customer’s details"), Some(NavItem::Cases));
    let page = CorrectPage {
        frame: Frame { help: "/help/customers".into(), ..frame },
        name: form.name.clone(),
        root: root(id),
        form,
        was: kept.0,
        unsent: kept.1,
        errors,
    };
    if page.errors.is_empty() { answer::page(visit, &page) } else { answer::unprocessable(visit, &page) }
}

async fn keep(Path(id): Path<i64>, Sent { visit, fields: sent }: Sent) -> Answer {
    let id = CustomerId(id);
    let form = read(&sent);
    let seen = records::seen(&sent).map(|seen| read(&seen));
    let typed = form.clone();
    let work = move |visit: &Visit| {
        customers::correct(&visit.office, &visit.who, id, &form, seen.as_ref(), visit.now)?;
        unsent::saved(visit, &key(id))
    };
    match records::kept(&visit, work).await? {
        Kept::Done(()) => {
            let said = Said::new("Put right, for all their cases.").undo(undo_address(id, visit.now), 0);
            visit.go(&root(id), said)
        }
        Kept::Changed(who) => {
            let record = record(&visit, id).await?;
            records::changed(&visit, record, sent, who).await
        }
        Kept::Wrong(errors) => {
            let was = sent.text(records::WAS).to_owned();
            page(&visit, id, typed, (was, None), errors)
        }
    }
}

/// Where a change that was made at a moment is undone.
pub(super) fn undo_address(id: CustomerId, at: Moment) -> String {
    format!("{}/correct/undo/{}", root(id), at.timestamp_micros())
}

/// Whoever signed in again finds the customer.
async fn back(Path((id, _)): Path<(i64, i64)>) -> Redirect {
    Redirect::to(&root(CustomerId(id)))
}

async fn undo(Path((id, at)): Path<(i64, i64)>, Sent { visit, .. }: Sent) -> Answer {
    let id = CustomerId(id);
    let Some(at) = Moment::from_timestamp_micros(at) else { return Err(answer::Failure::no_page(Some(visit))) };
    visit.run(move |visit| customers::put_back(&visit.office, &visit.who, id, at, visit.now)).await?;
    visit.go(&root(id), Said::new("Undone. Their details are as they were before."))
}

async fn keep_both(Path(id): Path<i64>, Sent { visit, fields }: Sent) -> Answer {
    let record = record(&visit, CustomerId(id)).await?;
    records::keep(&visit, record, &fields).await
}

async fn record(visit: &Visit, id: CustomerId) -> Result<Record, answer::Failure> {
    let customer = visit.run(move |visit| Ok(customers::open(&visit.office, &visit.who, id)?.customer)).await?;
    Ok(Record {
        key: key(id),
        title: named(&customer),
        item: NavItem::Cases,
        asks: vec![
            Ask::line("name", "Name"),
            Ask::line("phone", "Phone"),
            Ask::line("email", "Email"),
            Ask::lines("address", "Address"),
            Ask::line("postcode", "Postcode"),
            Ask::tick("large_print", "Large print"),
            Ask::tick("interpreter", "Interpreter"),
            Ask::line("language", "Language"),
            Ask::tick("helper", "Helper or advocate"),
            Ask::line("needs_other", "Anything else"),
        ],
        now: fields(&CustomerForm::of(&customer)),
    })
}

fn read(fields: &Fields) -> CustomerForm {
    let text = |name: &str| fields.text(name).to_owned();
    CustomerForm {
        name: text("name"),
        phone: text("phone"),
        email: text("email"),
        address: text("address"),
        postcode: text("postcode"),
        needs: Needs {
            large_print: fields.has("large_print"),
            interpreter: fields.has("interpreter"),
            helper: fields.has("helper"),
            other: text("needs_other").trim().to_owned(),
            language: text("language").trim().to_owned(),
        },
        reason: text("reason"),
    }
}

/// The fields of the form as they are kept.
fn fields(form: &CustomerForm) -> Fields {
    let needs = &form.needs;
    let text = Fields::of([
        ("name", form.name.clone()),
        ("phone", form.phone.clone()),
        ("email", form.email.clone()),
        ("address", form.address.clone()),
        ("postcode", form.postcode.clone()),
        ("needs_other", needs.other.clone()),
        ("language", needs.language.clone()),
    ]);
    let ticks = [("large_print", needs.large_print), ("interpreter", needs.interpreter), ("helper", needs.helper)];
    let ticked = ticks.into_iter().filter(|(_, ticked)| *ticked);
    ticked.fold(text, |fields, (name, _)| fields.with(name, vec!["yes".into()]))
}
