//! Forms that are not sent yet: kept every few seconds, offered again after a crash or a sign-out.

use domain::Moment;
use store::DraftRow;

use crate::{Office, Problem, Who};

/// The longest draft kept, in bytes.
pub const LONGEST: usize = 512 * 1024;

/// What became of typing that was to be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// It is kept, as this version.
    Version(u32),
    /// The same form was kept from another window since, at this moment; that stays.
    ChangedElsewhere(Moment),
}

/// Keeps what was typed into a form, for this person alone, under the key of the form, such as
/// `log` or `2026-0431/draft`. `seen` is the version that the page has: another one is not written
/// over. `None` writes over whatever is there, for the last words of a page that goes away.
pub fn keep(
    office: &Office,
    who: &Who,
    key: &str,
    body: &str,
    seen: Option<u32>,
    now: Moment,
) -> Result<Kept, Problem> {
    if body.len() > LONGEST || key.len() > 200 {
        return Err(Problem::NotAllowed("This is too long to keep as a draft. Save it, then go on.".into()));
    }
    office.store().write(|writing| {
        let before = writing.draft(who.id(), key)?.filter(|_| seen.is_some());
        if let Some(other) = before.filter(|before| Some(before.version) != seen) {
            return Ok(Kept::ChangedElsewhere(other.saved_at));
        }
        Ok(Kept::Version(writing.keep_draft(who.id(), key, body, now)?))
    })
}

/// What was typed into a form and not sent.
pub fn find(office: &Office, who: &Who, key: &str) -> Result<Option<DraftRow>, Problem> {
    office.read(|reading| Ok(reading.draft(who.id(), key)?))
}

/// Everything this person typed and did not send, newest first.
pub fn all(office: &Office, who: &Who) -> Result<Vec<DraftRow>, Problem> {
    office.read(|reading| Ok(reading.drafts(who.id())?.into_iter().filter(|draft| !own(&draft.key)).collect()))
}

/// Whether the program keeps this for itself.
fn own(key: &str) -> bool {
    key.starts_with(DONE) || key.starts_with(BEFORE) || key == ASIDE
}

/// Where the form is kept that was sent last and comes back when that is undone.
const ASIDE: &str = "aside";

/// Ends the draft of a form that was sent. `body`: the form, where it comes back when that is undone; it is laid aside in
/// place of the one before.
pub fn sent(office: &Office, who: &Who, key: &str, body: Option<&str>, now: Moment) -> Result<(), Problem> {
    office.store().write(|writing| {
        match body {
            Some(body) => {
                writing.keep_draft(who.id(), ASIDE, body, now)?;
            }
            None => writing.drop_draft(who.id(), ASIDE)?,
        }
        Ok::<_, Problem>(writing.drop_draft(who.id(), key)?)
    })
}

/// The form that was laid aside last.
pub fn laid_aside(office: &Office, who: &Who) -> Result<Option<DraftRow>, Problem> {
    find(office, who, ASIDE)
}

/// Makes a form that was laid aside the draft with this key.
pub fn take_up(office: &Office, who: &Who, key: &str, body: &str, now: Moment) -> Result<(), Problem> {
    office.store().write(|writing| {
        writing.keep_draft(who.id(), key, body, now)?;
        Ok::<_, Problem>(writing.drop_draft(who.id(), ASIDE)?)
    })
}

/// Where it is kept what a form of the settings held before it was saved.
const BEFORE: &str = "before/";

/// The key of what the form with this key held before this person saved it last, to be put back.
pub fn before_key(key: &str) -> String {
    format!("{BEFORE}{key}")
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
