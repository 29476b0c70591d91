//! What happened to a case: facts, ids and fingerprints of texts, never names or words. The
//! history of a case is a row of these and is never changed.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use crate::{
    act::{Asker, BundleFor, Contacting, Correction, Learning, OmbudsmanStep, Subject},
    behalf::{Group, Representative},
    feedback::{Channel, Ending, Finding, Kind, ReplyBy, words},
    ids::{CustomerId, PersonId, Reference, ServiceId, TextRef},
    letter::{Purpose, Written},
    london::{Date, Moment, Time},
    procedure::{Answer, Milestone, Procedure, Readings},
    tie::Link,
};

/// Who made an event happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    /// A member of staff.
    Person(PersonId),
    /// The program itself: mail that was accepted, a reminder that was due.
    Heard,
}

/// An event at its place in the history of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// Place in the history, from 1. This, and not the moment, is the order.
    pub seq: u32,
    /// When.
    pub at: Moment,
    /// Who.
    pub by: By,
    /// What.
    pub event: Event,
}

/// The procedure a case began under.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Under {
    /// Id of the procedure.
    pub procedure: String,
    /// Its version.
    pub version: u32,
    /// How the council read it then; histories say nothing where nothing was chosen.
    #[serde(default, skip_serializing_if = "Readings::is_empty")]
    pub readings: Readings,
}

impl Under {
    /// What a case that begins under this procedure keeps of it.
    pub fn of(procedure: &Procedure) -> Under {
        Under { procedure: procedure.id.clone(), version: procedure.version, readings: procedure.chosen.clone() }
    }
}

words!(
    /// What somebody has of a case until they hand it over.
    Duty {
        /// They have it as the Head of its service.
        Head = "head", "Signing off";
        /// They find out what happened.
        Investigator = "investigator", "Investigating";
        /// They were named to answer a later stage.
        Appointed = "appointed", "The later stage";
    }
);

/// Something that happened. See [`crate::act::ActKind`] for what each act is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the fields are those of the acts")]
pub enum Event {
    Logged {
        kind: Kind,
        channel: Channel,
        received: Date,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        received_at: Option<Time>,
        customer: Option<CustomerId>,
        reply_by: ReplyBy,
        title: TextRef,
        story: TextRef,
        wanted: Option<TextRef>,
        subject: Subject,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        complainant: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        job: Option<TextRef>,
        points: Vec<TextRef>,
        under: Under,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        representative: Option<Representative>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        group: Option<Group>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        staff_named: Option<TextRef>,
    },
    /// Brought in from another system: the dates of its past and what was found, which Heard did not witness.
    Imported {
        batch: i64,
        old_reference: Option<TextRef>,
        acknowledged: Option<Date>,
        answered: Option<Date>,
        closed: Option<Date>,
        /// What was found on its only point, and words that say whence that is known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        found: Option<(Finding, TextRef)>,
    },
    Corrected {
        correction: Correction,
        reason: TextRef,
    },
    Classified {
        subject: Subject,
    },
    Represented {
        representative: Option<Representative>,
    },
    Converted {
        from: Kind,
        to: Kind,
        reason: TextRef,
    },
    /// It goes on under another procedure as if it had begun there; `grounds` are those that it knows too.
    Transferred {
        from: Under,
        to: Under,
        grounds: Vec<String>,
        reason: TextRef,
    },
    /// The procedure's questions were answered; `taken` is what was made of them, `reason` why, where the answers
    /// alone say otherwise.
    Screened {
        answers: Vec<Answer>,
        taken: bool,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<TextRef>,
    },
    Referred {
        body: TextRef,
    },
    Declined {
        exclusion: Option<String>,
        reason: TextRef,
    },
    ContactRecorded(Contacting),
    Passed {
        service: ServiceId,
        head: PersonId,
    },
    Nominated {
        investigator: PersonId,
    },
    NoteAdded {
        text: TextRef,
    },
    DocumentAdded {
        number: u32,
        file: TextRef,
        name: TextRef,
        bytes: u64,
    },
    PointAdded {
        number: u32,
        text: TextRef,
    },
    PointCorrected {
        number: u32,
        text: TextRef,
        reason: TextRef,
    },
    PointRemoved {
        number: u32,
        reason: TextRef,
    },
    Extended {
        clock: String,
        from: Date,
        to: Date,
        reason: TextRef,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        agreed: bool,
        letter: u32,
    },
    /// Time limits stand still for a reason of the procedure; both days are days that do not count.
    Paused {
        rule: String,
        from: Date,
        until: Date,
        note: TextRef,
    },
    /// They run again from this day on, before the last day that was said.
    Resumed {
        on: Date,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<TextRef>,
    },
    /// Other business waits while the case is open; `hold` is its id in the procedure.
    Held {
        hold: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<TextRef>,
    },
    Released {
        hold: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<TextRef>,
    },
    Drafted {
        version: u32,
        text: TextRef,
    },
    Submitted {
        version: u32,
    },
    SentBack {
        version: u32,
        comments: TextRef,
    },
    SignedOff {
        version: u32,
        on_behalf_of: Option<PersonId>,
        failed: Vec<String>,
        reason: Option<TextRef>,
    },
    /// A signed response was changed, so nobody has signed it any more.
    Unsigned {
        version: u32,
    },
    FindingRecorded {
        point: u32,
        finding: Finding,
        reason: TextRef,
    },
    Promised {
        number: u32,
        remedy: String,
        what: TextRef,
        due: Option<Date>,
        owner: Option<PersonId>,
    },
    Fulfilled {
        number: u32,
    },
    Learned(Learning),
    /// A letter was put on its way in the same transaction.
    LetterQueued {
        number: u32,
        purpose: Purpose,
        letter: Written,
    },
    LetterLeft {
        number: u32,
    },
    /// A printed letter was posted; the day may be said later.
    LetterPosted {
        number: u32,
        on: Date,
    },
    /// An email that waited leaves on paper instead; it is to be printed and posted.
    LetterPutOnPaper {
        number: u32,
    },
    LetterNotDelivered {
        number: u32,
    },
    LetterRecalled {
        number: u32,
    },
    /// The calendar changed, and a date that the customer had been told is kept although the count now ends before.
    DateKept {
        clock: String,
        date: Date,
    },
    /// A member of staff was told that a date is near, here or past.
    Reminded {
        person: PersonId,
        clock: String,
        due: Date,
    },
    Closed {
        ending: Ending,
        note: Option<TextRef>,
        /// The day the customer had the answer, where no letter brought it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        told: Option<Date>,
    },
    Reopened {
        reason: TextRef,
        /// The day by which the customer was promised to hear again.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<Date>,
    },
    /// The case began in a later stage than others of its kind.
    BegunAt {
        stage: String,
        because: String,
    },
    /// The next stage was opened: the case is open again, and nobody of the stage before has it.
    Escalated {
        stage: String,
        by: Asker,
        asked: Date,
        /// The time of that day, where somebody said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        time: Option<Time>,
        reason: Option<TextRef>,
        late: Option<TextRef>,
        points: Vec<u32>,
    },
    /// The next stage was asked for and not opened; the letter says why.
    StageRefused {
        stage: String,
        by: Asker,
        asked: Date,
        cause: Option<String>,
        reason: TextRef,
        letter: u32,
    },
    Ombudsman(OmbudsmanStep),
    /// A step that time limits start from or are met by.
    Reached {
        milestone: Milestone,
        clock: Option<String>,
        on: Date,
        note: Option<TextRef>,
    },
    Appointed {
        signer: PersonId,
        investigator: Option<PersonId>,
    },
    /// What one person had just done, events `first` to `last`, does not stand.
    Undone {
        first: u32,
        last: u32,
    },
    /// Hidden from all but these and those it was given to. A later one takes the place of this.
    Restricted {
        people: Vec<PersonId>,
        named_staff: Option<PersonId>,
        reason: TextRef,
    },
    Unrestricted {
        reason: TextRef,
    },
    /// Tied to another case, whose history says the other side. `point`: the point that became it.
    Linked {
        link: Link,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        point: Option<u32>,
    },
    Unlinked {
        other: Reference,
    },
    /// Somebody left, and another has what they had.
    HandedOver {
        duty: Duty,
        from: PersonId,
        to: PersonId,
    },
    /// Everything of it was taken out in one file.
    Bundled {
        whom: BundleFor,
        documents: u32,
    },
}

/// The events of a history that stand: all but those that were undone later. What undid them
/// stands itself. A letter keeps its number, so it stands as one that was taken back.
pub fn standing(history: &[Recorded]) -> impl Iterator<Item = &Recorded> {
    let undone: Vec<_> = history.iter().filter_map(undoes).collect();
    history.iter().filter(move |recorded| {
        let letter = matches!(recorded.event, Event::LetterQueued { .. });
        letter || !undone.iter().any(|places| places.contains(&recorded.seq))
    })
}

/// The places in the history that an event undoes.
pub fn undoes(recorded: &Recorded) -> Option<RangeInclusive<u32>> {
    if let Event::Undone { first, last } = recorded.event { Some(first..=last) } else { None }
}
