//! What was done last to a case, so that it can be undone while nothing came after it.

use super::LastAct;
use crate::{
    event::{By, Event, Recorded},
    feedback::Ending,
    letter::Purpose,
};

/// The last act after one more event. What the program notes of its own accord is no act and is in
/// nobody's way, unless a letter came back.
pub(super) fn after(before: Option<LastAct>, recorded: &Recorded) -> Option<LastAct> {
    let Recorded { seq, at, by, event } = recorded;
    match by {
        By::Heard if matches!(event, Event::LetterNotDelivered { .. }) => None,
        By::Heard => before,
        By::Person(_) if matches!(event, Event::Undone { .. }) => None,
        By::Person(by) => {
            let same = before.filter(|act| act.by == *by && act.at == *at && act.last + 1 == *seq);
            let Some(same) = same else {
                let act = LastAct { by: *by, at: *at, first: *seq, last: *seq, stays: stays(event), as_logged: false };
                return Some(act);
            };
            let ends_or_writes = ends_or_writes(event);
            if same.as_logged && !ends_or_writes {
                // What else was said of the case as it was logged, such as whom it is hidden from, belongs to that.
                return Some(same);
            }
            if same.first == 1 && ends_or_writes {
                return Some(LastAct { first: *seq, last: *seq, stays: stays(event), as_logged: true, ..same });
            }
            Some(LastAct { last: *seq, stays: same.stays || stays(event), ..same })
        }
    }
}

/// What was put right while the customer was there is logged and closed in one go, or handed over, or acknowledged. That it was told
/// stays; that it is closed, or a letter that has not left, need not, so they are an act of their own.
fn ends_or_writes(event: &Event) -> bool {
    matches!(
        event,
        Event::Closed { ending: Ending::SortedAtOnce | Ending::HandedOver, .. }
            | Event::LetterQueued { .. }
            | Event::LetterLeft { .. }
    )
}

/// Whether an event stands whatever happens: what somebody outside was told cannot be called back by forgetting it, and a
/// tie stands in another history too. A case that was logged is never deleted: undone, it ends as a mistake. A response that is sent is taken back by an act of
/// its own, which more people may do than who sent it; any other letter as long as it has not left, see
/// [`crate::decide::undoable`].
fn stays(event: &Event) -> bool {
    match event {
        Event::Imported { .. }
        | Event::LetterQueued { purpose: Purpose::Response, .. }
        | Event::LetterLeft { .. }
        | Event::LetterPutOnPaper { .. }
        | Event::LetterNotDelivered { .. }
        | Event::LetterRecalled { .. }
        | Event::Reminded { .. }
        | Event::DateKept { .. }
        | Event::HandedOver { .. }
        | Event::Linked { .. }
        | Event::Unlinked { .. }
        | Event::Bundled { .. }
        | Event::Closed { ending: Ending::LoggedByMistake, .. }
        | Event::Undone { .. } => true,
        Event::Logged { .. }
        | Event::Corrected { .. }
        | Event::Classified { .. }
        | Event::Converted { .. }
        | Event::Transferred { .. }
        | Event::Extended { .. }
        | Event::StageRefused { .. }
        | Event::LetterQueued { .. }
        | Event::LetterPosted { .. }
        | Event::Screened { .. }
        | Event::Referred { .. }
        | Event::Declined { .. }
        | Event::ContactRecorded(_)
        | Event::Passed { .. }
        | Event::Nominated { .. }
        | Event::NoteAdded { .. }
        | Event::DocumentAdded { .. }
        | Event::PointAdded { .. }
        | Event::PointCorrected { .. }
        | Event::PointRemoved { .. }
        | Event::Paused { .. }
        | Event::Resumed { .. }
        | Event::Held { .. }
        | Event::Released { .. }
        | Event::Drafted { .. }
        | Event::Submitted { .. }
        | Event::SentBack { .. }
        | Event::SignedOff { .. }
        | Event::Unsigned { .. }
        | Event::FindingRecorded { .. }
        | Event::Promised { .. }
        | Event::Fulfilled { .. }
        | Event::Learned(_)
        | Event::Closed { .. }
        | Event::Reopened { .. }
        | Event::BegunAt { .. }
        | Event::Escalated { .. }
        | Event::Appointed { .. }
        | Event::Ombudsman(_)
        | Event::Reached { .. }
        | Event::Represented { .. }
        | Event::Restricted { .. }
        | Event::Unrestricted { .. } => false,
    }
}
