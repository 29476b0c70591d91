//! The pages, one module a page or a family of pages. Handlers read a form, call a use-case and
//! show what came of it.

pub(crate) mod account;
mod acts;
mod both;
mod bundle;
pub(crate) mod caller;
mod case;
mod case_letters;
mod cases;
mod checked;
mod customers;
mod documents;
pub(crate) mod drafts;
mod figures;
mod give;
pub(crate) mod help;
mod here;
mod import;
mod layouts;
mod lessons;
mod letters;
mod limits;
mod log;
mod notices;
mod ombudsman;
mod periods;
mod practice;
mod procedures;
mod progress;
mod records;
mod refusals;
mod response;
mod screen;
mod settings;
mod setup;
mod sign_in;
mod today;
mod undo;
mod unsent;
mod uploads;
mod views;
mod watch;

use axum::Router;

use crate::door::Door;

/// Every page.
pub fn routes() -> Router<Door> {
    Router::new()
        .merge(account::routes())
        .merge(acts::routes())
        .merge(bundle::routes())
        .merge(case::routes())
        .merge(case_letters::routes())
        .merge(cases::routes())
        .merge(customers::routes())
        .merge(documents::routes())
        .merge(drafts::routes())
        .merge(figures::routes())
        .merge(give::routes())
        .merge(help::routes())
        .merge(here::routes())
        .merge(import::routes())
        .merge(layouts::routes())
        .merge(lessons::routes())
        .merge(letters::routes())
        .merge(log::routes())
        .merge(notices::routes())
        .merge(practice::routes())
        .merge(ombudsman::routes())
        .merge(refusals::routes())
        .merge(procedures::routes())
        .merge(progress::routes())
        .merge(response::routes())
        .merge(screen::routes())
        .merge(settings::routes())
        .merge(setup::routes())
        .merge(sign_in::routes())
        .merge(today::routes())
        .merge(undo::routes())
        .merge(uploads::routes())
        .merge(views::routes())
        .merge(watch::routes())
}
