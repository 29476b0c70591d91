//! Letters: templates with named fields, the words that come out for a case, and what is kept of
//! each. Templates are files; a council may change them, and every version is kept.

mod addressee;
mod around;
mod fields;
mod file;
mod rights;
mod template;
mod try_out;
mod write;

pub(crate) use addressee::acting;
pub(crate) use around::around_response;
pub(crate) use fields::in_a_letter;
pub use fields::{FIELDS, Facts, Field};
pub(crate) use file::on_paper;
pub use file::{Kind, Saved, save};
pub(crate) use rights::Next;
pub use template::{Flaw, Template, Version, Words, check, keep, shipped, templates, versions};
pub use try_out::{TryOut, try_out};
pub use write::{
    Extra, Letterhead, Must, Preview, Ready, as_email, methods, moves_answer, moves_code, preview, preview_with, ready,
};
pub(crate) use write::{day, link};
