//! The use-cases of Heard: may this person, load, decide, save history and mail in one transaction.
//!
//! One act, one function. This room knows the rules (`domain`), the tables (`store`), mail and
//! documents, and nothing of HTTP, HTML or windows. It never asks the time and draws no random
//! number: both are handed in.

pub mod adoption;
pub mod against;
pub mod also;
pub mod audit;
pub mod background;
pub mod backups;
pub mod bundle;
pub mod calendar_change;
pub mod calendars;
pub mod cases;
pub mod console;
pub mod customers;
pub mod data_dir;
pub mod demo;
pub mod drafts;
pub mod figures;
pub mod figures_export;
pub mod handover;
pub mod housekeeping;
pub mod import;
pub mod keyring;
pub mod lessons;
pub mod letters;
pub mod list_export;
pub mod lists;
pub mod marks;
pub mod notices;
pub mod office;
pub mod ombudsman;
pub mod outbox;
pub mod passwords;
pub mod people;
mod practice;
pub mod presence;
pub mod problem;
pub mod procedures;
pub mod progress;
pub mod refusals;
mod registers;
pub mod reminders;
pub mod reviews;
pub mod sessions;
pub mod settings;
pub mod setup;
pub mod so_far;
pub mod staffing;
pub mod trial;
pub mod uploads;
pub mod views;

pub use office::Office;
pub use problem::{FieldError, Problem};
pub use sessions::Who;

/// Files that a virus scanner may hold for a moment.
pub use store::{Arriving, write_file};

/// Rows of the tables that pages show as they are.
pub use store::{
    Batch, CaseLine, CaseRow, Customer, DocumentRow, DraftRow, Filter, Key, LessonRow, LetterRow, Likeness, Mail,
    MailState, MailWaiting, Needs, OfficeEvent, Only, Order, Person, SavedView, Service, Shared,
};
