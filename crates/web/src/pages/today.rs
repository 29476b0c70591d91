//! Today: what needs doing, most urgent first, with the next step on the row.

use std::sync::Arc;

use app::{
    DraftRow, LetterRow, Problem,
    lists::{self, Scope},
};
use axum::{Router, extract::RawQuery, response::Redirect, routing::get};
use domain::{Role, figures::Figures};

use crate::{
    answer::{self, Answer},
    door::Door,
    form::Fields,
    layout::NavItem,
    pages::{
        lessons::{self, Owned, ToReview},
        settings::Renewed,
    },
    visit::Visit,
    words,
};

mod checked;
mod desk;
mod month;
mod overview;
mod services;
mod step;
mod upkeep;
mod view;

use checked::Checked;
use desk::Logged;
use overview::Overview;
use services::{Praise, ServiceCounts};
use upkeep::Upkeep;
use view::TodayPage;

/// The addresses of this page.
pub fn routes() -> Router<Door> {
    Router::new().route("/", get(async || Redirect::to("/today"))).route("/today", get(show))
}

/// Everything Today shows, as it was read.
struct Found {
    today: lists::Today,
    drafts: Vec<DraftRow>,
    to_post: Vec<LetterRow>,
    so_far: Option<Arc<Figures>>,
    checks: Vec<Checked>,
    services: Vec<ServiceCounts>,
    praise: Vec<Praise>,
    lessons: Vec<Owned>,
    reviews: Vec<ToReview>,
    renewal: Option<Renewed>,
    /// What somebody at the desk took down today.
    logged: Option<Logged>,
    /// What the Head of Customer Services sees of all services.
    overview: Option<Overview>,
    /// What an administrator sees to.
    upkeep: Option<Upkeep>,
    /// Messages that wait for an administrator: the mail server is not set up, or refuses what it is sent.
    held: u64,
}

async fn show(visit: Visit, RawQuery(query): RawQuery) -> Answer {
    let query = Fields::parse(query.unwrap_or_default().as_bytes());
    let scope = if query.text("scope") == "mine" { Scope::Mine } else { Scope::All };
    let found = visit.run(move |visit| find(visit, scope)).await?;
    let mut frame = visit.frame("Today", Some(NavItem::Today));
    if frame.today_count > 0 {
        frame.title = format!("({}) Today", frame.today_count);
    }
    let page = TodayPage::of(&visit, frame, scope, found);
    answer::page(&visit, &page)
}

fn find(visit: &Visit, scope: Scope) -> Result<Found, Problem> {
    let (office, who) = (&visit.office, &visit.who);
    let head = who.role() == Role::HeadOfService;
    let administrator = who.role() == Role::Administrator;
    let today = lists::today(office, who, scope, visit.now)?;
    Ok(Found {
        drafts: app::drafts::all(office, who)?,
        to_post: lists::to_post(office, who)?,
        so_far: app::so_far::month(office, who, visit.now)?,
        checks: if head { checked::checked(visit, &today.for_you)? } else { Vec::new() },
        services: if head { services::counts(office, who, &today)? } else { Vec::new() },
        praise: if head { services::praise(office, who, visit.now)? } else { Vec::new() },
        lessons: app::lessons::seen_to(office, who, visit.now)?.into_iter().map(|row| Owned::of(visit, row)).collect(),
        reviews: lessons::to_do(visit)?,
        renewal: if administrator {
            super::settings::renewal(visit)?.filter(|renewal| !renewal.declined)
        } else {
            None
        },
        logged: (who.role() == Role::Adviser).then(|| desk::logged(visit, &office.calendar())).transpose()?,
        overview: (who.role() == Role::HeadOfCustomerServices).then(|| overview::overview(visit)).transpose()?,
        upkeep: administrator.then(|| upkeep::upkeep(visit)).transpose()?,
        held: if administrator { app::outbox::standing(office, who)?.waiting.held } else { 0 },
        today,
    })
}

/// "Friday 27 November 2026. 4 things wait for you. 2 cases are late or due today."
fn sentence(visit: &Visit, due: u32, (for_you, more): (usize, bool), held: u64) -> String {
    let mut said = vec![format!("{}.", words::long_day(visit.today()))];
    if more {
        said.push(format!("More than {for_you} things wait for you."));
    } else if for_you > 0 {
        said.push(format!("{} for you.", words::counted(for_you as u64, "thing waits", "things wait")));
    }
    // What a Head is counted is what waits for their signature, which is for them already.
    if due > 0 && visit.who.role() != Role::HeadOfService {
        let desk = visit.who.role() == Role::Adviser;
        let (one, many) = if desk { ("acknowledgement is", "acknowledgements are") } else { ("case is", "cases are") };
        said.push(format!("{} late or due today.", words::counted(due.into(), one, many)));
    }
    if said.len() == 1 && held == 0 {
        said.push("Nothing needs you right now.".into());
    }
    said.join(" ")
}
