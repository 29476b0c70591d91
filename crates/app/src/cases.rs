//! The acts on a case, one function each, and the case as its page shows it.

mod acts;
mod add_to;
mod at_case;
mod contact;
pub(crate) mod delay;
mod file;
mod give_many;
mod holds;
mod link;
mod log;
mod pause;
mod points;
mod reply;
mod represent;
mod restrict;
mod row;
mod send;
mod stages;
mod taken;
mod undo;
mod watch;

pub use acts::*;
pub use add_to::add_to;
pub use at_case::Done;
pub use contact::{ContactForm, record_contact};
pub use delay::Delay;
pub use file::{CaseFile, load, open, open_until, wording};
pub use give_many::{Give, Given, MOST, give, look, ways};
pub use holds::{hold, release};
pub use link::{LinkedCase, SplitForm, link, split, unlink};
pub use log::{LogForm, Logged, Now, correct_customer, known_customer, log, wrong_with};
pub use pause::{PauseForm, pause, resume};
pub use points::{add_point, correct_point, remove_point};
pub use reply::{wants_reply_by, written_to};
pub use represent::{GroupForm, RepresentativeForm, represent};
pub use restrict::{RestrictForm, choices as restrict_choices, restrict, unrestrict, usual_readers};
pub(crate) use row::{dated, dated_by, dates_differ, each_open, next_due, row, with_dates_of, words_to_find};
pub use send::*;
pub use stages::{
    Appoint, AppointForm, EscalateForm, Next, RefuseStageForm, appoint, begin_at, choices as appoint_choices, escalate,
    investigating_roles, investigators, next_stages, refuse_stage,
};
pub use taken::{DeclineForm, ReferForm, decline, refer, screen};
pub use undo::{undo, undo_many, undoable};
pub use watch::{may_watch, stop_watching, watch};

pub(crate) use at_case::{at_case, by_heard, domain_of, mail_with, only};
use log::purpose_of;
pub(crate) use log::title_from;
