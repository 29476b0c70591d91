//! Telling the customer that we have it, and what becomes of letters.

use super::{RECALL_SECONDS, queued};
use crate::{
    case::Case,
    event::Event,
    feedback::Kind,
    letter::{Fate, Letter, Method, Purpose, Written},
    london::{self, Date, Moment},
    refusal::Refusal,
};

/// An acknowledgement is in writing; a call alone counts only where nothing else can reach the
/// customer (Making Experiences Count: "via e-mail or letter").
pub(super) fn acknowledge(case: &Case, letter: &Written, address_known: bool) -> Result<Vec<Event>, Refusal> {
    if let Some(on) = case.acknowledged() {
        return Err(Refusal::AlreadyAcknowledged(on));
    }
    match letter.method {
        Method::Phone if address_known => return Err(Refusal::PhoneIsNotAcknowledgement),
        Method::Post | Method::Email if !address_known => return Err(Refusal::NoWayToWrite),
        Method::Phone | Method::Post | Method::Email | Method::Handed => {}
    }
    let purpose = match case.kind {
        Kind::Complaint => Purpose::Acknowledgement,
        Kind::Compliment | Kind::Comment => Purpose::Thanks,
        Kind::ServiceRequest => Purpose::Handover,
    };
    Ok(leaving(case, purpose, letter))
}

/// A printed letter left the building, on the day it was written or later.
pub(super) fn mark_posted(case: &Case, number: u32, on: Date, today: Date) -> Result<Vec<Event>, Refusal> {
    let letter = case.to_post().find(|letter| letter.number == number).ok_or(Refusal::NoSuchLetter(number))?;
    let written = london::date_of(letter.at);
    if on < written || on > today {
        return Err(Refusal::NotPostedThen { written, today });
    }
    Ok(vec![Event::LetterPosted { number, on }])
}

/// An email that nobody has got yet leaves on paper. Whether the mail server has it already is for whoever keeps the
/// outbox to say.
pub(super) fn put_on_paper(case: &Case, number: u32) -> Result<Vec<Event>, Refusal> {
    let waits = |letter: &&Letter| letter.method == Method::Email && letter.fate == Fate::Leaving;
    case.letter(number).filter(waits).ok_or(Refusal::NoSuchEmail(number))?;
    Ok(vec![Event::LetterPutOnPaper { number }])
}

/// A printed letter that is not sent after all, such as one that is wrong. A response is taken back by whoever may send
/// it; what a letter ended is opened again first, by whoever may.
pub(super) fn discard(case: &Case, number: u32) -> Result<Vec<Event>, Refusal> {
    let letter = case.to_post().find(|letter| letter.number == number).ok_or(Refusal::NoSuchLetter(number))?;
    match letter.purpose {
        Purpose::Response => Err(Refusal::ResponseIsRecalled),
        Purpose::Refusal | Purpose::Referral if !case.is_open() => Err(Refusal::LetterEndedIt),
        Purpose::Acknowledgement
        | Purpose::Delay
        | Purpose::Referral
        | Purpose::Refusal
        | Purpose::StageRefused
        | Purpose::Thanks
        | Purpose::Handover
        | Purpose::Allocation
        | Purpose::Reminder => Ok(vec![Event::LetterRecalled { number }]),
    }
}

/// Whether a letter could be discarded, to be offered.
pub fn discardable(case: &Case, number: u32) -> bool {
    discard(case, number).is_ok()
}

/// Whether nobody outside has a letter: an email waits [`RECALL_SECONDS`], one on paper until it is posted.
pub(super) fn can_be_taken_back(letter: &Letter, at: Moment) -> Result<(), Refusal> {
    match (letter.fate, letter.method) {
        (Fate::Leaving, Method::Post) => Ok(()),
        (Fate::Leaving, _) if seconds_left(letter, at).is_some() => Ok(()),
        (Fate::Leaving, _) => Err(Refusal::TooLateToRecall { seconds: RECALL_SECONDS }),
        (Fate::Left(_) | Fate::NotDelivered(_) | Fate::Recalled(_), _) => Err(Refusal::SeenOutside),
    }
}

/// The seconds that an email waits before it leaves; `None` where it waits no more, and for what is no email.
pub(super) fn seconds_left(letter: &Letter, at: Moment) -> Option<i64> {
    let waits = letter.method == Method::Email && letter.fate == Fate::Leaving;
    let left = RECALL_SECONDS - (at - letter.at).num_seconds();
    (waits && left > 0).then_some(left)
}

/// The events of a letter put on its way: one handed over or said has left at once.
pub(super) fn leaving(case: &Case, purpose: Purpose, letter: &Written) -> Vec<Event> {
    let on_its_way = queued(case, purpose, letter);
    let Event::LetterQueued { number, .. } = on_its_way else { return vec![on_its_way] };
    match letter.method {
        Method::Handed | Method::Phone => vec![on_its_way, Event::LetterLeft { number }],
        Method::Email | Method::Post => vec![on_its_way],
    }
}

/// What became of an e-mail, as the outbox learned it. Nothing where it is already known.
pub fn delivery(case: &Case, number: u32, delivered: Delivered) -> Vec<Event> {
    match case.letter(number).map(|letter| letter.fate) {
        Some(Fate::Leaving) => match delivered {
            Delivered::Accepted => vec![Event::LetterLeft { number }],
            Delivered::Refused => vec![Event::LetterNotDelivered { number }],
        },
        Some(Fate::Left(_) | Fate::NotDelivered(_) | Fate::Recalled(_)) | None => Vec::new(),
    }
}

/// What the mail server said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivered {
    /// It took the letter.
    Accepted,
    /// It refused the letter for good, or could not be reached for three days.
    Refused,
}
