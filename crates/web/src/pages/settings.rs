//! The administrator's pages: the council, its people and services, its procedure and calendar,
//! mail and backups. The Head of Customer Services reads them. Every change is noted by the
//! use-case that makes it and listed under *Who did what*.

mod about;
mod adopt;
mod audit;
mod backups;
mod calendar;
mod calendar_change;
mod council;
mod deadlines;
mod leave;
mod mail;
mod months;
mod people;
mod reminders;
mod services;
mod write;
mod write_form;

use axum::{Router, response::Redirect, routing::get};
pub(super) use calendar_change::{Renewed, renewal};
use domain::Role;
pub(super) use write::change_address;

use crate::{
    door::Door,
    layout::{Errors, Frame, NavItem},
    visit::Visit,
};

/// The pages.
pub fn routes() -> Router<Door> {
    Router::new()
        .route("/settings", get(async || Redirect::to(Section::People.href())))
        .merge(about::routes())
        .merge(adopt::routes())
        .merge(audit::routes())
        .merge(backups::routes())
        .merge(calendar::routes())
        .merge(council::routes())
        .merge(deadlines::routes())
        .merge(leave::routes())
        .merge(mail::routes())
        .merge(people::routes())
        .merge(reminders::routes())
        .merge(services::routes())
        .merge(write::routes())
        .merge(write_form::routes())
}

/// A page of the settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    Council,
    People,
    Services,
    Deadlines,
    Calendar,
    Reminders,
    Mail,
    Backups,
    Import,
    Audit,
    About,
}

impl Section {
    /// The list at the side, in three groups.
    pub(super) const GROUPS: [(&'static str, &'static [Section]); 3] = [
        ("Council", &[Section::Council, Section::People, Section::Services]),
        ("Procedure", &[Section::Deadlines, Section::Calendar, Section::Reminders]),
        ("This system", &[Section::Mail, Section::Backups, Section::Import, Section::Audit, Section::About]),
    ];

    pub(super) fn href(self) -> &'static str {
        match self {
            Section::Council => "/settings/council",
            Section::People => "/settings/people",
            Section::Services => "/settings/services",
            Section::Deadlines => "/settings/deadlines",
            Section::Calendar => "/settings/calendar",
            Section::Reminders => "/settings/reminders",
            Section::Mail => "/settings/mail",
            Section::Backups => "/settings/backups",
            Section::Import => "/import",
            Section::Audit => "/settings/audit",
            Section::About => "/settings/about",
        }
    }

    pub(super) fn title(self) -> &'static str {
        match self {
            Section::Council => "Name, colour and letterhead",
            Section::People => "People and roles",
            Section::Services => "Services and who signs off",
            Section::Deadlines => "Procedures and deadlines",
            Section::Calendar => "Working days and holidays",
            Section::Reminders => "Reminders",
            Section::Mail => "Mail",
            Section::Backups => "Backups",
            Section::Import => "Bring in an old log",
            Section::Audit => "Who did what",
            Section::About => "About Heard",
        }
    }

    pub(super) fn sub(self) -> &'static str {
        match self {
            Section::Council => "What letters, pages and exports say of the council.",
            Section::People => "Everybody who signs in, and what each may do.",
            Section::Services => "What feedback may be about, and the Head who signs each answer.",
            Section::Deadlines => "Cases keep the procedure they began under.",
            Section::Calendar => "The days that do not count towards a deadline.",
            Section::Reminders => "When the people on a case are told that a date is near.",
            Section::Mail => "The server that acknowledgements, letters and reminders leave by.",
            Section::Backups => "Copies of all records, made while people work.",
            Section::Import => {
                "Cases from a spreadsheet: looked at first, brought in whole, taken back where it was wrong."
            }
            Section::Audit => {
                "Changes to people, services, settings and letters. Acts on cases are in each case’s history."
            }
            Section::About => "What this is, and where the records are.",
        }
    }
}

/// What every page of the settings shows at its side.
pub(super) struct Shell {
    pub(super) section: Section,
    /// Whether the person looking may change anything.
    pub(super) may_change: bool,
}

pub(super) fn shell(visit: &Visit, section: Section) -> Shell {
    Shell { section, may_change: visit.who.role() == Role::Administrator }
}

pub(super) fn frame(visit: &Visit, section: Section, errors: &Errors) -> Frame {
    let error = if errors.is_empty() { "" } else { "Error: " };
    let frame = visit.frame(&format!("{error}{}", section.title()), Some(NavItem::Settings));
    Frame { printed_at: None, ..frame }
}
