//! Forms that are not sent yet: kept every few seconds, offered again after a crash or a sign-out.

use domain::Moment;
use store::DraftRow;

use crate::{Office, Problem, Who};

/// The longest draft kept, in bytes.
pub const LONGEST: usize = 512 * 1024;

/// Keeps what was typed into a form; returns the number of the version kept. Kept for this person
/// alone, under the key of the form, such as `log` or `2026-0431/draft`.
pub fn keep(office: &Office, who: &Who, key: &str, body: &str, now: Moment) -> Result<u32, Problem> {
    if body.len() > LONGEST || key.len() > 200 {
        return Err(Problem::NotAllowed("This is too long to keep as a draft. Save it, then go on.".into()));
    }
    office.store().write(|writing| Ok::<_, Problem>(writing.keep_draft(who.id(), key, body, now)?))
}

/// What was typed into a form and not sent.
pub fn find(office: &Office, who: &Who, key: &str) -> Result<Option<DraftRow>, Problem> {
    office.read(|reading| Ok(reading.draft(who.id(), key)?))
}

/// Everything this person typed and did not send, newest first.
pub fn all(office: &Office, who: &Who) -> Result<Vec<DraftRow>, Problem> {
    office.read(|reading| {
        Ok(reading.drafts(who.id())?.into_iter().filter(|draft| !draft.key.starts_with(DONE)).collect())
    })
}

/// Where the outcome of a form that is sent once is kept.
const DONE: &str = "done/";

/// The key under which the outcome of the form with this one-time name is kept.
pub(crate) fn done_key(once: &str) -> String {
    format!("{DONE}{once}")
}

/// Throws a draft away.
pub fn discard(office: &Office, who: &Who, key: &str) -> Result<(), Problem> {
    office.store().write(|writing| Ok::<_, Problem>(writing.drop_draft(who.id(), key)?))
}
