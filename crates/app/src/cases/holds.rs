//! Putting other business on hold while a case is open, and letting it go on, where the procedure has it.

use domain::{Act, Moment};

use super::{
    acts::{On, simple},
    at_case::Done,
};
use crate::{Office, Problem, Who};

/// Puts it on hold. `id` is the procedure's; the note says who was told, and may be empty.
pub fn hold(office: &Office, who: &Who, on: On, id: &str, note: &str, now: Moment) -> Result<Done, Problem> {
    let hold = chosen(id)?;
    simple(office, who, on, now, |at| Ok(Act::Hold { hold, note: at.keep_if_any(note)? }))
}

/// Lets it go on.
pub fn release(office: &Office, who: &Who, on: On, id: &str, note: &str, now: Moment) -> Result<Done, Problem> {
    let hold = chosen(id)?;
    simple(office, who, on, now, |at| Ok(Act::Release { hold, note: at.keep_if_any(note)? }))
}

fn chosen(id: &str) -> Result<String, Problem> {
    if id.is_empty() { Err(Problem::field("hold", "Choose what it is about")) } else { Ok(id.to_owned()) }
}
