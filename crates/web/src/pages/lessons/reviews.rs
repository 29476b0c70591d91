//! Reviews that a procedure asks of managers: when each was done, when it is due again, and the form that writes one
//! down.

use app::{
    Problem,
    reviews::{self, Asked, ReviewForm, Reviewed},
};
use askama::Template;
use axum::extract::{Path, RawQuery};
use domain::Date;

use crate::{
    answer::{self, Answer},
    form::{Fields, Sent},
    layout::{Choice, Errors, Frame, NavItem},
    pages::{
        checked::checked,
        unsent::{self, Unsent},
    },
    said::Said,
    visit::Visit,
    words,
};

/// Of the draft of the form; also the address of the page.
const KEY: &str = "lessons/reviews";

#[derive(Template)]
#[template(path = "lessons_reviews.html")]
struct ReviewsPage {
    frame: Frame,
    errors: Errors,
    rows: Vec<Row>,
    may_record: bool,
    choices: Vec<Choice>,
    review: String,
    on: String,
    note: String,
    once: String,
    unsent: Option<Unsent>,
    others: Vec<DoneRow>,
}

/// A review that is asked for.
struct Row {
    title: String,
    procedure: String,
    every: String,
    tag: (String, &'static str),
    done: Vec<DoneRow>,
}

/// When it was done: "Tue 3 Nov, Helen Grant"; where that is not said above it, what was looked at.
struct DoneRow {
    number: u32,
    title: String,
    when: String,
    note: String,
}

pub(super) async fn show(visit: Visit, RawQuery(query): RawQuery) -> Answer {
    let asked_for = Fields::parse(query.unwrap_or_default().as_bytes()).text("review").to_owned();
    let today = words::typed(visit.today());
    let unsent = visit.run(|visit| unsent::find(visit, KEY)).await?;
    let typed = match &unsent {
        Some(unsent) if asked_for.is_empty() => unsent.fields.clone(),
        Some(unsent) => unsent.fields.clone().with("review", vec![asked_for]),
        None => Fields::of([("review", asked_for), ("on", today), ("note", String::new())]),
    };
    page(&visit, &typed, unsent, Errors::none()).await
}

pub(super) async fn record(Sent { visit, fields }: Sent) -> Answer {
    let form = match fields.past_date("on", visit.today()) {
        Ok(on) => ReviewForm {
            review: fields.text("review").to_owned(),
            on,
            note: fields.text("note").replace("\r\n", "\n"),
            once: fields.text("once").to_owned(),
        },
        Err(words) => {
            let mut errors = Errors::none();
            errors.add("on", words);
            return page(&visit, &fields, None, errors).await;
        }
    };
    let work = move |visit: &Visit| {
        let number = reviews::record(&visit.office, &visit.who, &form, visit.now)?;
        unsent::saved(visit, KEY)?;
        Ok(number)
    };
    match checked(&visit, work).await? {
        Ok(number) => {
            let said = Said::new("The review was written down.");
            visit.go("/lessons/reviews", said.undo(format!("/lessons/reviews/{number}/take-back"), 0))
        }
        Err(errors) => page(&visit, &fields, None, errors).await,
    }
}

pub(super) async fn take_back(Path(number): Path<u32>, Sent { visit, .. }: Sent) -> Answer {
    visit.run(move |visit| reviews::take_back(&visit.office, &visit.who, number, true, visit.now)).await?;
    let said = Said::new("It was taken back.");
    visit.go("/lessons/reviews", said.undo(format!("/lessons/reviews/{number}/put-back"), 0))
}

pub(super) async fn put_back(Path(number): Path<u32>, Sent { visit, .. }: Sent) -> Answer {
    visit.run(move |visit| reviews::take_back(&visit.office, &visit.who, number, false, visit.now)).await?;
    visit.go("/lessons/reviews", Said::new("It is back."))
}

async fn page(visit: &Visit, typed: &Fields, unsent: Option<Unsent>, errors: Errors) -> Answer {
    let register = visit.run(|visit| reviews::register(&visit.office, &visit.who, visit.now)).await?;
    let (asked, others) = (register.asked, register.others);
    let title = if errors.is_empty() { "Reviews" } else { "Error: Reviews" };
    let choice = |asked: &Asked| Choice::new(asked.key(), asked.review.title.clone());
    let page = ReviewsPage {
        frame: visit.frame(title, Some(NavItem::Lessons)),
        choices: std::iter::once(Choice::new("", "Choose")).chain(asked.iter().map(choice)).collect(),
        rows: asked.into_iter().map(|asked| row(asked, visit.today())).collect(),
        may_record: reviews::may_record(&visit.who),
        review: typed.text("review").to_owned(),
        on: typed.text("on").to_owned(),
        note: typed.text("note").to_owned(),
        once: match typed.text("once") {
            "" => app::sessions::hex(&visit.door.chance::<16>()),
            once => once.to_owned(),
        },
        others: others.iter().map(|each| done(each, visit.today())).collect(),
        unsent,
        errors,
    };
    if page.errors.is_empty() { answer::page(visit, &page) } else { answer::unprocessable(visit, &page) }
}

fn row(asked: Asked, today: Date) -> Row {
    Row {
        tag: tag(&asked, today),
        done: asked.done.iter().map(|each| done(each, today)).collect(),
        every: asked.review.every.words(),
        title: asked.review.title,
        procedure: asked.procedure.1,
    }
}

fn done((reviewed, name): &(Reviewed, String), today: Date) -> DoneRow {
    DoneRow {
        number: reviewed.number,
        title: reviewed.title.clone(),
        when: format!("{}, {name}", words::day(reviewed.on, today)),
        note: reviewed.note.clone(),
    }
}

/// How a review stands, with its tone.
fn tag(asked: &Asked, today: Date) -> (String, &'static str) {
    match asked.due {
        None => ("Say when it was done last".into(), "soon"),
        Some(due) if due < today => (format!("Late, was due {}", words::day(due, today)), "late"),
        Some(due) => (format!("Due {}", words::day(due, today)), if asked.now { "soon" } else { "ok" }),
    }
}

/// A review on the Today of whoever writes it down.
pub(in crate::pages) struct ToReview {
    pub(in crate::pages) title: String,
    pub(in crate::pages) href: String,
    pub(in crate::pages) tag: (String, &'static str),
}

/// The reviews to be seen to now.
pub(in crate::pages) fn to_do(visit: &Visit) -> Result<Vec<ToReview>, Problem> {
    let found = reviews::to_do(&visit.office, &visit.who, visit.now)?;
    let to_review = |asked: Asked| ToReview {
        href: format!("/lessons/reviews?review={}", crate::form::encoded(&asked.key())),
        tag: tag(&asked, visit.today()),
        title: asked.review.title,
    };
    Ok(found.into_iter().map(to_review).collect())
}
