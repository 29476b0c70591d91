//! What was done last to a case, so that it can be undone while nothing came after it.

use super::LastAct;
use crate::{
    event::{By, Event, Recorded},
    feedback::Ending,
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
            let same = same.filter(|act| !closes_what_it_began(act, event));
            let (first, stayed) = same.map_or((*seq, false), |act| (act.first, act.stays));
            Some(LastAct { by: *by, at: *at, first, last: *seq, stays: stayed || stays(event) })
        }
    }
}

/// What was put right while the customer was there is logged and closed in one go. That it was told stays; that it is
/// closed need not, so closing it is an act of its own.
fn closes_what_it_began(act: &LastAct, event: &Event) -> bool {
    act.first == 1 && matches!(event, Event::Closed { ending: Ending::SortedAtOnce, .. })
}

/// Whether an event stands whatever happens: a case is never deleted, what is on its way to somebody
/// outside cannot be called back by forgetting it, and a tie stands in another history too.
fn stays(event: &Event) -> bool {
    match event {
        Event::Logged { .. }
        | Event::Imported { .. }
        | Event::Extended { .. }
        | Event::StageRefused { .. }
        | Event::LetterQueued { .. }
        | Event::LetterLeft { .. }
        | Event::LetterPosted { .. }
        | Event::LetterPutOnPaper { .. }
        | Event::LetterNotDelivered { .. }
        | Event::LetterRecalled { .. }
        | Event::Reminded { .. }
        | Event::DateKept { .. }
        | Event::HandedOver { .. }
        | Event::Linked { .. }
        | Event::Unlinked { .. }
        | Event::Undone { .. } => true,
        Event::Corrected { .. }
        | Event::Classified { .. }
        | Event::Converted { .. }
        | Event::Transferred { .. }
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
