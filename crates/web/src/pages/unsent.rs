//! What somebody typed into a long form of the settings or letters and did not save: shown again
//! in the form, with a way to throw it away. Keeping it is [`super::drafts`]' business.

use app::{Problem, drafts};
use domain::london;

use crate::{form::Fields, visit::Visit, words};

/// Typed and not saved.
#[derive(Clone)]
pub(super) struct Unsent {
    /// Of the draft; also the address of the form without its first slash.
    pub key: String,
    /// What was typed.
    pub fields: Fields,
    /// "10:42", or with the day where it is not from today.
    pub kept: String,
}

/// What this person typed into the form with this key.
pub(super) fn find(visit: &Visit, key: &str) -> Result<Option<Unsent>, Problem> {
    let draft = drafts::find(&visit.office, &visit.who, key)?;
    Ok(draft.map(|draft| Unsent {
        kept: if london::date_of(draft.saved_at) == visit.today() {
            words::time(draft.saved_at)
        } else {
            words::moment(draft.saved_at)
        },
        fields: Fields::from_json(&draft.body),
        key: draft.key,
    }))
}

/// Forgets it, after the form was saved.
pub(super) fn saved(visit: &Visit, key: &str) -> Result<(), Problem> {
    drafts::discard(&visit.office, &visit.who, key)
}
