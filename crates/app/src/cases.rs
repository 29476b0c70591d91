//! The acts on a case, one function each, and the case as its page shows it.

mod acts;
mod at_case;
mod file;
mod log;
mod row;
mod send;
mod undo;

pub use acts::*;
pub use at_case::Done;
pub use file::{CaseFile, load, open, wording};
pub use log::{LogForm, Logged, Now, can_be_written_to, correct_customer, log, wants_reply_by, wrong_with};
pub(crate) use row::{row, with_dates_of};
pub use send::*;
pub use undo::{undo, undoable};

pub(crate) use at_case::{by_heard, only};
use log::purpose_of;
pub(crate) use log::title_from;
