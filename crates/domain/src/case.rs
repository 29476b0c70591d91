//! A case: what its history adds up to. Nothing here decides; `decide` does.

use crate::{
    act::{Learning, Subject},
    behalf::{Group, Representative},
    event::{self, Event, Recorded, Under},
    feedback::{Channel, Direction, Ending, Finding, Kind, Manner, ReplyBy, words},
    ids::{CustomerId, PersonId, Reference, TextRef},
    letter::{Fate, Letter, Method},
    london::{Date, Moment, Time},
    procedure::{Answer, Band, Falling, Milestone, Procedure},
    tie::{Link, Tie},
};

mod apply;
mod last;
mod ombudsman;
mod stages;

pub use ombudsman::{Decision, Investigation, OmbudsmanRemedy, Request, Ruling};
pub use stages::{Before, Begun, Earlier, Opened, Reached, Refused};

words!(
    /// The states by name, for the table of permissions and for lists.
    StateKind {
        /// Nobody has it yet.
        Logged = "logged", "Logged";
        /// A Head of Service has it and has not named an investigator.
        Passed = "passed", "With Head";
        /// Somebody finds out what happened.
        Investigating = "investigating", "Investigating";
        /// A response is being written.
        Drafting = "drafting", "Writing response";
        /// The Head has the draft.
        AwaitingSignOff = "awaiting-sign-off", "With Head to sign off";
        /// Signed, not yet sent.
        SignedOff = "signed-off", "Signed off, to send";
        /// The response was sent.
        Answered = "answered", "Sent";
        /// Ended.
        Closed = "closed", "Closed";
    }
);

/// Where a case is, with what is only true there.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "StateKind says what each state is")]
pub enum State {
    Logged,
    Passed,
    Investigating,
    Drafting,
    AwaitingSignOff { by: PersonId, since: Moment },
    SignedOff(Signature),
    Answered { at: Moment, letter: u32 },
    Closed { ending: Ending, on: Date },
}

impl State {
    /// Its name.
    pub const fn kind(&self) -> StateKind {
        match self {
            State::Logged => StateKind::Logged,
            State::Passed => StateKind::Passed,
            State::Investigating => StateKind::Investigating,
            State::Drafting => StateKind::Drafting,
            State::AwaitingSignOff { .. } => StateKind::AwaitingSignOff,
            State::SignedOff(_) => StateKind::SignedOff,
            State::Answered { .. } => StateKind::Answered,
            State::Closed { .. } => StateKind::Closed,
        }
    }
}

/// Who signed which version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// The version of the draft.
    pub version: u32,
    /// Who signed.
    pub by: PersonId,
    /// The Head in whose place a deputy signed ("pp").
    pub on_behalf_of: Option<PersonId>,
    /// When.
    pub at: Moment,
}

/// A version of the response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// From 1.
    pub version: u32,
    /// The words.
    pub text: TextRef,
    /// Who wrote it, or the version it amends.
    pub author: PersonId,
    /// Who amended the author's words while reviewing them.
    pub amended_by: Option<PersonId>,
    /// When.
    pub at: Moment,
}

/// A point of a complaint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// From 1.
    pub number: u32,
    /// What is complained of.
    pub text: TextRef,
    /// What was found, and why, in the stage it was last looked at in.
    pub finding: Option<(Finding, TextRef)>,
    /// The stage it was last looked at in: 0 is the one the case began in.
    pub stage: u32,
    /// What was found in the stages before, oldest first.
    pub earlier: Vec<Earlier>,
}

/// Something promised to the customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// From 1.
    pub number: u32,
    /// Id of the remedy in the procedure.
    pub remedy: String,
    /// What, in words.
    pub what: TextRef,
    /// By when.
    pub due: Option<Date>,
    /// Who sees to it.
    pub owner: Option<PersonId>,
    /// When it was done.
    pub done: Option<Date>,
}

/// A response put off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extension {
    /// Id of the clock in the procedure.
    pub clock: String,
    /// The date it was due.
    pub from: Date,
    /// The date it is due.
    pub to: Date,
    /// Why.
    pub reason: TextRef,
    /// When it was granted.
    pub at: Moment,
    /// The delay letter's number.
    pub letter: u32,
}

/// A time in which limits stood still.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paused {
    /// Why, by the id of the procedure's rule.
    pub rule: String,
    /// The first day that does not count.
    pub from: Date,
    /// The last; before `from` where they ran again on the very day.
    pub until: Date,
    /// What was waited for.
    pub note: TextRef,
    /// The stage it was written down in: 0 is the one the case began in.
    pub stage: u32,
}

/// A call, a visit, or an attempt at one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// The day it took place, whenever it was written down.
    pub on: Date,
    /// The time of that day, where it is known.
    pub time: Option<Time>,
    /// Who wrote it down.
    pub by: Option<PersonId>,
    /// Who contacted whom.
    pub direction: Direction,
    /// Whether the customer was reached.
    pub reached: bool,
    /// How.
    pub channel: Channel,
    /// What was said.
    pub note: TextRef,
    /// Whether it was rude or threatening, and what became of it.
    pub manner: Manner,
    /// The stage it took place in: 0 is the one the case began in.
    pub stage: u32,
}

/// Other business that waits while a case is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Its id in the procedure.
    pub hold: String,
    /// Since when.
    pub since: Date,
}

/// A file of the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// From 1.
    pub number: u32,
    /// Fingerprint of the bytes.
    pub file: TextRef,
    /// Its name.
    pub name: TextRef,
    /// Length in bytes.
    pub bytes: u64,
    /// When it was attached.
    pub at: Moment,
}

/// A reminder that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    /// To whom.
    pub person: PersonId,
    /// Of which clock.
    pub clock: String,
    /// The date it spoke of.
    pub due: Date,
    /// When.
    pub at: Moment,
}

/// Who may see a case that is hidden from most staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restriction {
    /// These, and those it was given to.
    pub people: Vec<PersonId>,
    /// Why.
    pub reason: TextRef,
    /// Who hid it.
    pub by: Option<PersonId>,
}

/// Dates of a past that another system witnessed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// The batch it came in with.
    pub batch: i64,
    /// Its reference in the other system.
    pub old_reference: Option<TextRef>,
    /// When it was acknowledged.
    pub acknowledged: Option<Date>,
    /// When it was answered.
    pub answered: Option<Date>,
    /// When it was closed.
    pub closed: Option<Date>,
}

/// The last thing somebody did to a case: the events of one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastAct {
    /// Who.
    pub by: PersonId,
    /// When.
    pub at: Moment,
    /// Place of its first event in the history.
    pub first: u32,
    /// Place of its last one.
    pub last: u32,
    /// Whether it stays because somebody outside may have seen it.
    pub stays: bool,
    /// Whether it was done in one go with logging the case, of which it can be undone alone.
    pub as_logged: bool,
}

/// A case as its history leaves it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Its name.
    pub reference: Reference,
    /// Number of events in its history; the next one gets this plus one.
    pub seq: u32,
    /// When its history was last added to.
    pub changed_at: Moment,
    /// What the customer says it is.
    pub kind: Kind,
    /// How it came in.
    pub channel: Channel,
    /// The day the council received it.
    pub received: Date,
    /// At what time of that day, where somebody said.
    pub received_at: Option<Time>,
    /// When it was taken down, which may be later and buys no time.
    pub logged_at: Moment,
    /// Who took it down.
    pub logged_by: Option<PersonId>,
    /// Who told us.
    pub customer: Option<CustomerId>,
    /// Who acts for them.
    pub representative: Option<Representative>,
    /// Whom they speak for besides themselves.
    pub group: Option<Group>,
    /// The members of staff it names, in words.
    pub staff_named: Option<TextRef>,
    /// How they want to hear from us.
    pub reply_by: ReplyBy,
    /// A few words to know it by.
    pub title: TextRef,
    /// What happened.
    pub story: TextRef,
    /// What would put it right.
    pub wanted: Option<TextRef>,
    /// What it is about.
    pub subject: Subject,
    /// As whom they complain, by the id of a procedure's complainant; `None` where nobody said.
    pub complainant: Option<String>,
    /// The job in hand it is about.
    pub job: Option<TextRef>,
    /// The band chosen for it, by its id in the procedure; `None` where its points decide.
    pub band: Option<String>,
    /// The procedure it is under: the one it began under, unless it was moved.
    pub under: Under,
    /// The later stage it began in, where it did.
    pub begun: Option<Begun>,
    /// The stages opened since, in order.
    pub opened: Vec<Opened>,
    /// Stages that were asked for and not opened, in order.
    pub refused: Vec<Refused>,
    /// Steps that were taken, in the order they were written down.
    pub reached: Vec<Reached>,
    /// What Ombudsmen did with it, each time they took it up.
    pub investigations: Vec<Investigation>,
    /// Where it is.
    pub state: State,
    /// Who has it: the Head of Service, or who was named to sign the answer of this stage.
    pub head: Option<PersonId>,
    /// Who was named to sign the answer of this stage, instead of the Head of Service.
    pub appointed: Option<PersonId>,
    /// Who investigates.
    pub investigator: Option<PersonId>,
    /// The points to answer.
    pub points: Vec<Point>,
    /// The highest number that a point ever had, so that none comes twice.
    pub last_point: u32,
    /// Calls and visits.
    pub contacts: Vec<Contact>,
    /// The latest version of the response of this stage.
    pub draft: Option<Draft>,
    /// Versions of responses written so far, in all stages.
    pub versions: u32,
    /// The signature on it, kept while the signed words stay as they are.
    pub signature: Option<Signature>,
    /// Whether the response was sent back, and nobody asked for a signature since.
    pub sent_back: bool,
    /// Times the response was put off, in order.
    pub extensions: Vec<Extension>,
    /// Times in which limits stood still, in the order they were written down.
    pub pauses: Vec<Paused>,
    /// Other business that waits for it, in the order in which it was put on hold.
    pub held: Vec<Held>,
    /// What was promised.
    pub promises: Vec<Promise>,
    /// What was learned.
    pub learning: Option<Learning>,
    /// Its letters.
    pub letters: Vec<Letter>,
    /// Its files.
    pub documents: Vec<Document>,
    /// Staff reminded of its dates.
    pub reminders: Vec<Reminder>,
    /// Dates that are kept, by the id of the clock, though the calendar has changed since.
    pub kept_dates: Vec<(String, Date)>,
    /// The procedure's questions about whether it is taken, as they were answered last; empty where none was.
    pub answers: Vec<Answer>,
    /// Id of the exclusion and the reason, where it was not accepted.
    pub declined: Option<(Option<String>, TextRef)>,
    /// Who it was referred to.
    pub referred: Option<TextRef>,
    /// How often it was opened again.
    pub reopened: u32,
    /// The day it was opened again last.
    pub reopened_on: Option<Date>,
    /// The day it was put right at first contact, whatever came after.
    pub sorted: Option<Date>,
    /// The days on which stages were answered without a letter of their own, with the number of the stage.
    pub told: Vec<(u32, Date)>,
    /// The day by which the customer was promised to hear again when it was opened last.
    pub again_by: Option<Date>,
    /// Its past in another system.
    pub past: Option<Past>,
    /// What was done last; `None` where that was undone, or something from outside came since.
    pub last: Option<LastAct>,
    /// Who may see it; `None` where it is hidden from nobody.
    pub restriction: Option<Restriction>,
    /// The cases it is tied to.
    pub links: Vec<Link>,
    /// The member of staff it complains of, who stays out of it also after it is shown to all again.
    pub named_staff: Option<PersonId>,
}

impl Case {
    /// Folds a history into the case. `None` for a history that does not begin with `Logged`.
    /// What was undone is left out.
    pub fn replay(reference: Reference, history: &[Recorded]) -> Option<Case> {
        let mut history = event::standing(history);
        let mut case = Case::begin(reference, history.next()?)?;
        for recorded in history {
            case.apply(recorded);
        }
        Some(case)
    }

    /// The band it is in under a procedure: the one chosen for it, else the one it falls into.
    pub fn band_under<'p>(&self, procedure: &'p Procedure) -> Option<&'p Band> {
        let falling = Falling {
            points: u32::try_from(self.points.len()).unwrap_or(u32::MAX),
            channel: Some(self.channel),
            complainant: self.complainant.as_deref(),
        };
        procedure.band_of(self.band.as_deref(), &falling)
    }

    /// Whether the procedure asks for somebody else's consent to this complaint, and nobody wrote down yet that it was
    /// given.
    pub fn waits_for_consent(&self, procedure: &Procedure) -> bool {
        let given = self.reached.iter().any(|reached| reached.milestone == Milestone::Consented);
        !given && procedure.acceptance.needs_consent(self.kind, self.complainant.as_deref())
    }

    /// The case after the first event of its history.
    pub fn begin(reference: Reference, first: &Recorded) -> Option<Case> {
        apply::begin(reference, first)
    }

    /// Adds one event.
    pub fn apply(&mut self, recorded: &Recorded) {
        apply::apply(self, recorded);
    }

    /// Adds what was just decided, and returns it with its place and moment. After an `Undone` the
    /// case has to be replayed: what it would have been otherwise is in its history alone.
    pub fn record(&mut self, events: Vec<Event>, by: crate::By, at: Moment) -> Vec<Recorded> {
        let mut recorded = Vec::with_capacity(events.len());
        for event in events {
            let next = Recorded { seq: self.seq + 1, at, by, event };
            self.apply(&next);
            recorded.push(next);
        }
        recorded
    }

    /// Whether it is still open.
    pub fn is_open(&self) -> bool {
        self.state.kind() != StateKind::Closed
    }

    /// The day the customer was told that we have it, in the stage it is in.
    pub fn acknowledged(&self) -> Option<Date> {
        self.acknowledged_in(self.stage_number())
    }

    /// The day the full answer of the stage it is in left, or was given on the spot.
    pub fn answered(&self) -> Option<Date> {
        self.answered_in(self.stage_number())
    }

    /// Whether it was logged by mistake, and so is nothing that counts or that anybody told us.
    pub fn is_mistake(&self) -> bool {
        self.ended().is_some_and(|(ending, _)| ending == Ending::LoggedByMistake)
    }

    /// How it ended, and the day it was closed.
    pub fn ended(&self) -> Option<(Ending, Date)> {
        if let State::Closed { ending, on } = self.state { Some((ending, on)) } else { None }
    }

    /// By when the customer was promised to hear from us again, as long as they have not.
    pub fn answer_again_by(&self) -> Option<Date> {
        let waits = self.is_open() && self.state.kind() != StateKind::Answered;
        self.again_by.filter(|_| waits)
    }

    /// Whether the customer is owed a full answer before it is closed ([`Procedure::owes_full_answer`]).
    pub fn owes_full_answer(&self, procedure: &Procedure) -> bool {
        procedure.owes_full_answer(self.kind, self.reply_by)
    }

    /// The case that has the answer to what was told here too.
    pub fn dealt_with_in(&self) -> Option<Reference> {
        self.links.iter().find(|link| link.how == Tie::DealtWithIn).map(|link| link.other)
    }

    /// The time in which limits of the stage it is in stand still on a day.
    pub fn paused_on(&self, day: Date) -> Option<&Paused> {
        let now = self.stage_number();
        self.pauses.iter().find(|paused| paused.stage == now && (paused.from..=paused.until).contains(&day))
    }

    /// Of the times in which limits of the stage it is in stand still, the one that ends last, whenever it was written
    /// down. No two are at the same time.
    pub fn paused_last(&self) -> Option<&Paused> {
        let now = self.stage_number();
        let of_now = self.pauses.iter().filter(|paused| paused.stage == now && paused.from <= paused.until);
        of_now.max_by_key(|paused| paused.until)
    }

    /// The letter with this number.
    pub fn letter(&self, number: u32) -> Option<&Letter> {
        self.letters.iter().find(|letter| letter.number == number)
    }

    /// Letters that somebody has to print and post.
    pub fn to_post(&self) -> impl Iterator<Item = &Letter> {
        self.letters.iter().filter(|letter| letter.method == Method::Post && letter.fate == Fate::Leaving)
    }

    /// Letters that did not reach the customer and were not sent again since.
    pub fn undelivered(&self) -> impl Iterator<Item = &Letter> {
        let sent_again = |failed: &Letter| {
            let later =
                self.letters.iter().filter(|letter| letter.number > failed.number && letter.purpose == failed.purpose);
            later.into_iter().any(|letter| letter.fate.counts())
        };
        let failed = |letter: &&Letter| matches!(letter.fate, Fate::NotDelivered(_));
        self.letters.iter().filter(failed).filter(move |letter| !sent_again(letter))
    }
}
