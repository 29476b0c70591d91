//! What people do to a case. One act, one verb: the use-case, the address of the page and the
//! test of an act all carry its name.

use serde::{Deserialize, Deserializer, Serialize};

use crate::{
    behalf::{Group, Representative},
    case::Ruling,
    event::Under,
    feedback::{Channel, Direction, Ending, Finding, Kind, Manner, ReplyBy, words},
    ids::{CustomerId, PersonId, Reference, ServiceId, TextRef},
    letter::Written,
    london::{Date, Time},
    person::Role,
    procedure::{Body, Milestone},
    tie::Link,
};

words!(
    /// The acts by name, for the table of permissions.
    ActKind {
        /// Take details of new feedback.
        Log = "log", "Log feedback";
        /// Put right what was taken down.
        Correct = "correct", "Correct";
        /// Say what it is about: service, grounds, ward.
        Classify = "classify", "Classify";
        /// Say who acts for the customer.
        Represent = "represent", "Say who acts for them";
        /// Change the kind, keeping the date of receipt.
        Convert = "convert", "Change the kind";
        /// Bring it under the procedure that such cases come under.
        Transfer = "transfer", "Move to another procedure";
        /// Answer the procedure's questions about whether it is taken.
        Screen = "screen", "Check whether we can look into it";
        /// Tell the customer who else can help.
        Refer = "refer", "Refer elsewhere";
        /// Not take it under the procedure.
        Decline = "decline", "Not accept";
        /// Tell the customer that we have it.
        Acknowledge = "acknowledge", "Acknowledge";
        /// Write down a call or visit, or an attempt.
        RecordContact = "contact", "Record a contact";
        /// Give it to a Head of Service.
        Pass = "pass", "Give to a Head of Service";
        /// Name who investigates.
        Nominate = "nominate", "Name an investigator";
        /// Write a note for staff.
        AddNote = "note", "Add a note";
        /// Attach a file.
        AddDocument = "document", "Attach a file";
        /// Add a point to answer.
        AddPoint = "point", "Add a point to answer";
        /// Put right what a point says.
        CorrectPoint = "correct-point", "Put a point right";
        /// Take a point away that is none.
        RemovePoint = "remove-point", "Take a point away";
        /// Put the response off, telling the customer why and until when.
        Extend = "extend", "More time";
        /// Stop time limits for a while, for a reason the procedure names.
        Pause = "pause", "Stop the clock";
        /// Let them run again before the day that was said.
        Resume = "resume", "Start the clock again";
        /// Have other business wait while it is open, as the procedure promises.
        Hold = "hold", "Put other business on hold";
        /// Let that business go on.
        Release = "release", "Let other business go on";
        /// Write a version of the response.
        Draft = "draft", "Write the response";
        /// Ask for a signature.
        Submit = "submit", "Ask for sign-off";
        /// Return the draft with comments.
        SendBack = "send-back", "Send back";
        /// Sign the response.
        SignOff = "sign-off", "Sign off";
        /// Send the signed response.
        Send = "send", "Send";
        /// Take the response back before it leaves.
        Recall = "recall", "Undo sending";
        /// Say what was found on a point.
        Find = "find", "Record a finding";
        /// Promise to put something right.
        Promise = "promise", "Add a remedy";
        /// Say that a promise was kept.
        Fulfil = "fulfil", "Mark a remedy done";
        /// Say what was learned, or why nothing was.
        Learn = "learn", "Record the lesson";
        /// End it.
        Close = "close", "Close";
        /// Open it again.
        Reopen = "reopen", "Reopen";
        /// Let it begin at a later stage, for a reason the procedure names.
        BeginAt = "begin-at", "Begin at a later stage";
        /// Open the stage that follows, because it was asked for.
        Escalate = "escalate", "Open the next stage";
        /// Not open the stage that was asked for.
        RefuseStage = "refuse-stage", "Refuse the next stage";
        /// Write down a step that time limits start from or are met by.
        Reach = "step", "Record a step";
        /// Write down what an Ombudsman does with it.
        Ombudsman = "ombudsman", "Record what the Ombudsman does";
        /// Say who deals with the stage it is in.
        Appoint = "appoint", "Name who deals with this stage";
        /// End it at the customer's wish.
        Withdraw = "withdraw", "Withdraw";
        /// Say that a printed letter was posted.
        MarkPosted = "posted", "Mark as posted";
        /// Have an email that waits leave on paper.
        PutOnPaper = "on-paper", "Print and post instead";
        /// Not send a printed letter after all.
        Discard = "discard", "Do not send this letter";
        /// Take back what was done last, while nobody outside has seen it.
        Undo = "undo", "Undo";
        /// Tie it to another case.
        Link = "link", "Link to another case";
        /// Take such a tie away.
        Unlink = "unlink", "Take a link away";
        /// Make a case of its own out of a point.
        Split = "split", "Split off a point";
        /// Hide it from all but a few, as where it names a member of staff.
        Restrict = "restrict", "Hide from most staff";
        /// Show it again to everybody who works on cases.
        Unrestrict = "unrestrict", "Show to all staff again";
        /// Take everything of it out in one file, for somebody outside.
        Bundle = "bundle", "Save everything on the case";
    }
);

words!(
    /// For whom everything of a case is put together.
    BundleFor {
        /// An Ombudsman or an appeal panel, who see all of it.
        Ombudsman = "ombudsman", "The Ombudsman";
        /// The customer, who sees nothing of other people.
        Customer = "customer", "The customer";
    }
);

/// New feedback as it was taken down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logging {
    /// What the customer says it is.
    pub kind: Kind,
    /// How it came in.
    pub channel: Channel,
    /// The day the council received it, by anybody and on any channel.
    pub received: Date,
    /// At what time of that day, where somebody said: limits in hours and an hour after which something counts as
    /// received on the next working day ask for it.
    pub received_at: Option<Time>,
    /// Who told us; `None` when they do not want to say.
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
    /// What happened, in the customer's words.
    pub story: TextRef,
    /// What would put it right.
    pub wanted: Option<TextRef>,
    /// What it is about.
    pub subject: Subject,
    /// As whom they complain, by the id of a procedure's complainant; `None` where nobody said.
    pub complainant: Option<String>,
    /// The job in hand it is about, by its number in whatever system it is kept.
    pub job: Option<TextRef>,
    /// Points to answer, where they are clear from the start.
    pub points: Vec<TextRef>,
}

/// What a case is about.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    /// The service; `None` while nobody is sure.
    pub service: Option<ServiceId>,
    /// Grounds of complaint, by their ids in the procedure.
    pub grounds: Vec<String>,
    /// Ward, where it happened.
    pub ward: Option<String>,
}

/// What is put right; `None` leaves a thing as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// A few words to know it by.
    pub title: Option<TextRef>,
    /// What happened.
    pub story: Option<TextRef>,
    /// What would put it right.
    pub wanted: Option<TextRef>,
    /// How it came in.
    pub channel: Option<Channel>,
    /// The day of receipt.
    pub received: Option<Date>,
    /// The time of day of receipt; of these three, `Some(None)` says that there is none after all.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "said")]
    pub received_at: Option<Option<Time>>,
    /// As whom they complain.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "said")]
    pub complainant: Option<Option<String>>,
    /// The job in hand it is about.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "said")]
    pub job: Option<Option<TextRef>>,
    /// The band it falls into, by its id in the procedure; of itself as the procedure says, where nobody chose one.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "said")]
    pub band: Option<Option<String>>,
    /// Who told us.
    pub customer: Option<CustomerId>,
    /// How they want to hear from us.
    pub reply_by: Option<ReplyBy>,
}

/// What is there was said, be it that nothing is known.
fn said<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(from).map(Some)
}

words!(
    /// Who asked for a stage.
    Asker {
        /// The customer, or who acts for them.
        Customer = "customer", "The customer";
        /// The council.
        Council = "council", "The council";
    }
);

/// The next stage, as it was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asking {
    /// The stage, by its id in the procedure.
    pub stage: String,
    /// Who asked.
    pub by: Asker,
    /// The day they asked, by whatever way; its time limits count from it.
    pub asked: Date,
    /// The time of that day, where somebody said.
    pub time: Option<Time>,
    /// Why, where they said so; nobody need (LGSCO Code 6.13).
    pub reason: Option<TextRef>,
    /// Why it is taken after its window has ended.
    pub late: Option<TextRef>,
    /// The points they are not content with.
    pub points: Vec<u32>,
}

/// Somebody named to deal with a stage. The procedure says in which role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Handler {
    /// Who.
    pub person: PersonId,
    /// Their role.
    pub role: Role,
}

/// A step that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reaching {
    /// What happened in it.
    pub milestone: Milestone,
    /// The id of the clock it is the step of, for `Done`.
    pub clock: Option<String>,
    /// The day.
    pub on: Date,
    /// What there is to say of it.
    pub note: Option<TextRef>,
}

/// A call, a visit or the like, or an attempt at one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contacting {
    /// Whether we spoke or wrote to each other.
    pub reached: bool,
    /// How.
    pub channel: Channel,
    /// What was said.
    pub note: TextRef,
    /// Who contacted whom. Histories from before this was asked tell of our own attempts.
    #[serde(default, skip_serializing_if = "Direction::is_out")]
    pub direction: Direction,
    /// The day, where it was not just now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Date>,
    /// The time of that day, where somebody said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<Time>,
    /// Whether it was rude or threatening, and what became of it.
    #[serde(default, skip_serializing_if = "Manner::is_ordinary")]
    pub manner: Manner,
}

/// Time limits that stand still for a while.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pausing {
    /// Why, by the id of the procedure's rule.
    pub rule: String,
    /// The first day that does not count.
    pub from: Date,
    /// The last, unless they run again before.
    pub until: Date,
    /// What is waited for.
    pub note: TextRef,
}

/// What an Ombudsman did with a case, or we for them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the fields say what they are")]
pub enum OmbudsmanStep {
    /// They told us that they look at it.
    Began {
        body: Body,
        /// The name of another body than those known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<TextRef>,
        reference: Option<TextRef>,
        on: Date,
    },
    /// They asked for something.
    Asked { what: TextRef, on: Date, due: Date },
    /// We answered a request, by its place from 1.
    Answered { request: u32, on: Date },
    /// They decided; the remedy is what they had us do, and by when.
    Decided { ruling: Ruling, reasons: TextRef, on: Date, remedy: Option<(TextRef, Option<Date>)> },
    /// The remedy was done.
    Remedied { on: Date },
}

impl OmbudsmanStep {
    /// The day it happened.
    pub const fn on(&self) -> Date {
        match self {
            OmbudsmanStep::Began { on, .. }
            | OmbudsmanStep::Asked { on, .. }
            | OmbudsmanStep::Answered { on, .. }
            | OmbudsmanStep::Decided { on, .. }
            | OmbudsmanStep::Remedied { on } => *on,
        }
    }
}

/// An act on a case that exists.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields say what they are, and ActKind says what each act is")]
pub enum Act {
    Correct {
        correction: Correction,
        reason: TextRef,
    },
    Classify(Subject),
    /// `None` where nobody acts for them any more.
    Represent(Option<Representative>),
    Convert {
        to: Kind,
        reason: TextRef,
    },
    /// `grounds`: those of its grounds that the other procedure knows too.
    Transfer {
        to: Under,
        grounds: Vec<String>,
        reason: TextRef,
    },
    /// It is taken. `answers` as in [`crate::Procedure::screen`]; `reason`: why, where they say that it is not.
    Screen {
        answers: Vec<bool>,
        reason: Option<TextRef>,
    },
    /// `answers`: those that led here; none where nothing was asked.
    Refer {
        answers: Vec<bool>,
        body: TextRef,
        letter: Option<Written>,
    },
    /// `answers`: those that led here; none where nothing was asked.
    Decline {
        answers: Vec<bool>,
        exclusion: Option<String>,
        reason: TextRef,
        letter: Written,
    },
    /// `address_known`: whether a letter or an e-mail could reach the customer.
    Acknowledge {
        letter: Written,
        address_known: bool,
    },
    RecordContact(Contacting),
    Pass {
        service: ServiceId,
        head: PersonId,
    },
    Nominate {
        investigator: Handler,
    },
    AddNote {
        text: TextRef,
    },
    /// `name` is the file's name, which may say who sent it; `bytes` its length.
    AddDocument {
        file: TextRef,
        name: TextRef,
        bytes: u64,
    },
    AddPoint {
        text: TextRef,
    },
    CorrectPoint {
        point: u32,
        text: TextRef,
        reason: TextRef,
    },
    /// `in_draft`: whether the response refers to it.
    RemovePoint {
        point: u32,
        in_draft: bool,
        reason: TextRef,
    },
    /// `clock`: id of the time limit; the one due first of those that can be put off where none is named. `agreed`:
    /// whether the customer agrees with the new date.
    Extend {
        clock: Option<String>,
        to: Date,
        reason: TextRef,
        agreed: bool,
        letter: Written,
    },
    Pause(Pausing),
    /// `on`: the first day that counts again.
    Resume {
        on: Date,
        note: Option<TextRef>,
    },
    /// `hold`: id of what the procedure lets wait.
    Hold {
        hold: String,
        note: Option<TextRef>,
    },
    Release {
        hold: String,
        note: Option<TextRef>,
    },
    Draft {
        text: TextRef,
    },
    Submit,
    SendBack {
        comments: TextRef,
    },
    /// `failed`: ids of the checks the text fails; `reason`: why it is signed all the same.
    SignOff {
        failed: Vec<String>,
        reason: Option<TextRef>,
    },
    Send {
        letter: Written,
    },
    Recall,
    Find {
        point: u32,
        finding: Finding,
        reason: TextRef,
    },
    Promise {
        remedy: String,
        what: TextRef,
        due: Option<Date>,
        owner: Option<PersonId>,
    },
    Fulfil {
        promise: u32,
    },
    Learn(Learning),
    /// `note`: what was done, where it was sorted at once; `told`: the day of a published answer.
    Close {
        ending: Ending,
        note: Option<TextRef>,
        told: Option<Date>,
    },
    /// `by`: the day by which the customer hears from us again, where they were answered before.
    Reopen {
        reason: TextRef,
        by: Option<Date>,
    },
    Withdraw {
        reason: TextRef,
    },
    /// `because`: id of what lets a case begin in the stage at once.
    BeginAt {
        stage: String,
        because: String,
    },
    Escalate(Asking),
    Reach(Reaching),
    Ombudsman(OmbudsmanStep),
    /// `cause`: id of a reason the procedure lists; `reason`: what the customer reads.
    RefuseStage {
        asking: Asking,
        cause: Option<String>,
        reason: TextRef,
        letter: Written,
    },
    /// `signer`: who signs the answer of the stage.
    Appoint {
        signer: Handler,
        investigator: Option<Handler>,
    },
    /// `on`: the day it was posted; `None` is today.
    MarkPosted {
        letter: u32,
        on: Option<Date>,
    },
    PutOnPaper {
        letter: u32,
    },
    Discard {
        letter: u32,
    },
    /// `first`: place in the history of the first event of what is to be undone.
    Undo {
        first: u32,
    },
    Link(Link),
    Unlink {
        other: Reference,
    },
    /// `into`: the case that the point becomes.
    Split {
        point: u32,
        into: Reference,
    },
    /// `people`: who may see it besides those it was given to; `named_staff`: who it complains of.
    Restrict {
        people: Vec<PersonId>,
        named_staff: Option<PersonId>,
        reason: TextRef,
    },
    Unrestrict {
        reason: TextRef,
    },
    /// `documents`: how many are in it, with its index.
    Bundle {
        whom: BundleFor,
        documents: u32,
    },
}

/// What a complaint taught.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Learning {
    /// What will be done differently.
    Lesson(TextRef),
    /// Why nothing is to be learned.
    Nothing(TextRef),
}

impl Act {
    /// The name of the act.
    pub const fn kind(&self) -> ActKind {
        match self {
            Act::Correct { .. } => ActKind::Correct,
            Act::Classify(_) => ActKind::Classify,
            Act::Represent(_) => ActKind::Represent,
            Act::Convert { .. } => ActKind::Convert,
            Act::Transfer { .. } => ActKind::Transfer,
            Act::Screen { .. } => ActKind::Screen,
            Act::Refer { .. } => ActKind::Refer,
            Act::Decline { .. } => ActKind::Decline,
            Act::Acknowledge { .. } => ActKind::Acknowledge,
            Act::RecordContact(_) => ActKind::RecordContact,
            Act::Pass { .. } => ActKind::Pass,
            Act::Nominate { .. } => ActKind::Nominate,
            Act::AddNote { .. } => ActKind::AddNote,
            Act::AddDocument { .. } => ActKind::AddDocument,
            Act::AddPoint { .. } => ActKind::AddPoint,
            Act::CorrectPoint { .. } => ActKind::CorrectPoint,
            Act::RemovePoint { .. } => ActKind::RemovePoint,
            Act::Extend { .. } => ActKind::Extend,
            Act::Pause(_) => ActKind::Pause,
            Act::Resume { .. } => ActKind::Resume,
            Act::Hold { .. } => ActKind::Hold,
            Act::Release { .. } => ActKind::Release,
            Act::Draft { .. } => ActKind::Draft,
            Act::Submit => ActKind::Submit,
            Act::SendBack { .. } => ActKind::SendBack,
            Act::SignOff { .. } => ActKind::SignOff,
            Act::Send { .. } => ActKind::Send,
            Act::Recall => ActKind::Recall,
            Act::Find { .. } => ActKind::Find,
            Act::Promise { .. } => ActKind::Promise,
            Act::Fulfil { .. } => ActKind::Fulfil,
            Act::Learn(_) => ActKind::Learn,
            Act::Close { .. } => ActKind::Close,
            Act::Reopen { .. } => ActKind::Reopen,
            Act::Withdraw { .. } => ActKind::Withdraw,
            Act::BeginAt { .. } => ActKind::BeginAt,
            Act::Escalate(_) => ActKind::Escalate,
            Act::Reach(_) => ActKind::Reach,
            Act::Ombudsman(_) => ActKind::Ombudsman,
            Act::RefuseStage { .. } => ActKind::RefuseStage,
            Act::Appoint { .. } => ActKind::Appoint,
            Act::MarkPosted { .. } => ActKind::MarkPosted,
            Act::PutOnPaper { .. } => ActKind::PutOnPaper,
            Act::Discard { .. } => ActKind::Discard,
            Act::Undo { .. } => ActKind::Undo,
            Act::Link(_) => ActKind::Link,
            Act::Unlink { .. } => ActKind::Unlink,
            Act::Split { .. } => ActKind::Split,
            Act::Restrict { .. } => ActKind::Restrict,
            Act::Unrestrict { .. } => ActKind::Unrestrict,
            Act::Bundle { .. } => ActKind::Bundle,
        }
    }
}
