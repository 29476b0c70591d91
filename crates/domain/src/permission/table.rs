//! The table itself.

use crate::{
    act::ActKind::{self, *},
    case::StateKind::{self, *},
    person::Role::{self, *},
};

/// What ties a person to a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nothing need.
    Anyone,
    /// They are the Head of its service.
    OwnService,
    /// They are the named deputy of the Head of its service.
    Deputy,
    /// They investigate it.
    Nominated,
    /// They were named to sign the answer of a later stage.
    Appointed,
}

/// One row: these roles may do these acts to cases in these states, if they stand so.
#[derive(Debug)]
pub struct Row {
    /// What.
    pub acts: &'static [ActKind],
    /// Who.
    pub roles: &'static [Role],
    /// When; of no account for logging, which has no case yet.
    pub states: &'static [StateKind],
    /// To which cases.
    pub standing: Standing,
    /// Whether it takes the word of the procedure.
    pub given: Given,
}

/// What a row takes besides the role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Given {
    /// Nothing.
    Always,
    /// That the procedure asks for no signature but that of whoever investigated (`signing`).
    OwnSignature,
    /// That it names who sends (`people.sends`).
    ToSend,
    /// That it ends the stage with something besides a letter (`ends_with`).
    ToSettle,
}

const fn row(
    acts: &'static [ActKind],
    roles: &'static [Role],
    standing: Standing,
    states: &'static [StateKind],
) -> Row {
    Row { acts, roles, states, standing, given: Given::Always }
}

const fn given(given: Given, row: Row) -> Row {
    Row { given, ..row }
}

const ANY: &[StateKind] = StateKind::ALL;
const OPEN: &[StateKind] = &[Logged, Passed, Investigating, Drafting, AwaitingSignOff, SignedOff, Answered];
const UNANSWERED: &[StateKind] = &[Logged, Passed, Investigating, Drafting, AwaitingSignOff, SignedOff];
const WORKED_ON: &[StateKind] = &[Investigating, Drafting];
const BEFORE_REVIEW: &[StateKind] = &[Logged, Passed, Investigating, Drafting];
const EVERYBODY: &[Role] = &Role::ALL;
const OVERSEERS: &[Role] = &[Champion, HeadOfCustomerServices];
const DESK: &[Role] = &[Adviser, Champion, HeadOfCustomerServices];
/// Heads of Customer Services investigate in later stages, and the front desk where a procedure says so.
const OFFICERS: &[Role] = &[Investigator, HeadOfService, HeadOfCustomerServices, Adviser];
const SIGNERS: &[Role] = &[HeadOfService, HeadOfCustomerServices];

/// What whoever answers a stage does, and nobody beside them.
pub(super) const ANSWERING: &[ActKind] = &[Nominate, Find, Promise, Draft, Submit, SendBack, SignOff, Send, Recall];

/// Role × act × state.
pub const TABLE: &[Row] = &[
    // Any member of staff can take details (Making Experiences Count, "Who deals with…").
    row(&[Log], &[Adviser, Champion, Investigator, HeadOfService, HeadOfCustomerServices], Standing::Anyone, ANY),
    row(&[AddNote, AddDocument, RecordContact, MarkPosted, PutOnPaper, Discard], DESK, Standing::Anyone, ANY),
    row(&[AddNote, AddDocument, RecordContact, MarkPosted, PutOnPaper, Discard], OFFICERS, Standing::Nominated, ANY),
    row(
        &[AddNote, AddDocument, RecordContact, MarkPosted, PutOnPaper, Discard],
        &[HeadOfService],
        Standing::OwnService,
        ANY,
    ),
    row(&[Link, Unlink], DESK, Standing::Anyone, ANY),
    row(&[Link, Unlink], &[Investigator, HeadOfService], Standing::Nominated, ANY),
    row(&[Link, Unlink], &[HeadOfService], Standing::OwnService, ANY),
    row(&[Split], &[Adviser], Standing::Anyone, &[Logged]),
    row(&[Split], OVERSEERS, Standing::Anyone, BEFORE_REVIEW),
    // Whoever did something takes it back; `decide` asks whether it was they, and whether it can be.
    row(&[Undo], DESK, Standing::Anyone, ANY),
    row(&[Undo], OFFICERS, Standing::Nominated, ANY),
    row(&[Undo], &[HeadOfService], Standing::OwnService, ANY),
    row(&[Undo], EVERYBODY, Standing::Deputy, ANY),
    // The desk puts right what it has just taken down; after that Champions do.
    row(
        &[Correct, Classify, Represent, Convert, Transfer, AddPoint, Screen, Refer, Close, Withdraw],
        &[Adviser],
        Standing::Anyone,
        &[Logged],
    ),
    // Points change while the answer is still being worked on, not once it is read.
    row(&[CorrectPoint, RemovePoint], &[Adviser], Standing::Anyone, &[Logged]),
    row(&[CorrectPoint, RemovePoint], OVERSEERS, Standing::Anyone, BEFORE_REVIEW),
    row(&[CorrectPoint, RemovePoint], OFFICERS, Standing::Nominated, WORKED_ON),
    row(&[CorrectPoint, RemovePoint], &[HeadOfService], Standing::OwnService, &[Passed, Investigating, Drafting]),
    row(&[CorrectPoint, RemovePoint], SIGNERS, Standing::Appointed, &[Passed, Investigating, Drafting]),
    row(&[Acknowledge, Resume], DESK, Standing::Anyone, UNANSWERED),
    row(&[Correct, Classify, Represent, Withdraw], OVERSEERS, Standing::Anyone, OPEN),
    row(&[Convert, Transfer, AddPoint, Pass], OVERSEERS, Standing::Anyone, BEFORE_REVIEW),
    row(&[Screen, Refer, Decline], OVERSEERS, Standing::Anyone, &[Logged, Passed, Investigating]),
    row(&[Extend, Pause], OVERSEERS, Standing::Anyone, UNANSWERED),
    row(&[Learn], OVERSEERS, Standing::Anyone, OPEN),
    row(&[Fulfil], OVERSEERS, Standing::Anyone, ANY),
    row(&[Close], OVERSEERS, Standing::Anyone, &[Logged, Passed, Investigating, Drafting, Answered]),
    row(&[Reopen], OVERSEERS, Standing::Anyone, &[Closed]),
    // The next stage follows an answer; `decide` asks whether there is one, and whether it may be asked for.
    row(&[Escalate, RefuseStage], OVERSEERS, Standing::Anyone, &[Answered, Closed]),
    row(&[Appoint], OVERSEERS, Standing::Anyone, UNANSWERED),
    row(&[Reach], DESK, Standing::Anyone, OPEN),
    row(&[Reach], OFFICERS, Standing::Nominated, OPEN),
    row(&[Reach], &[HeadOfService], Standing::OwnService, OPEN),
    row(&[Reach], SIGNERS, Standing::Appointed, OPEN),
    // Other business waits from the day the desk says so, and goes on after the case has ended.
    row(&[Hold], DESK, Standing::Anyone, OPEN),
    row(&[Hold], OFFICERS, Standing::Nominated, OPEN),
    row(&[Hold], &[HeadOfService], Standing::OwnService, OPEN),
    row(&[Hold], SIGNERS, Standing::Appointed, OPEN),
    row(&[Release], DESK, Standing::Anyone, ANY),
    row(&[Release], OFFICERS, Standing::Nominated, ANY),
    row(&[Release], &[HeadOfService], Standing::OwnService, ANY),
    row(&[Release], SIGNERS, Standing::Appointed, ANY),
    row(&[Ombudsman], OVERSEERS, Standing::Anyone, ANY),
    // Everything of a case leaves by the hands of those who answer the Ombudsman, and of nobody else.
    row(&[Bundle], OVERSEERS, Standing::Anyone, ANY),
    row(&[BeginAt], &[Adviser], Standing::Anyone, &[Logged]),
    row(&[BeginAt], OVERSEERS, Standing::Anyone, &[Logged, Passed, Investigating]),
    // A complaint that names a member of staff is hidden at once by whoever takes it down.
    row(&[Restrict], &[Adviser], Standing::Anyone, &[Logged]),
    row(&[Restrict, Unrestrict], OVERSEERS, Standing::Anyone, ANY),
    row(&[Restrict, Unrestrict], &[HeadOfService], Standing::OwnService, ANY),
    // The officer finds out what happened and drafts.
    row(&[Acknowledge, Extend, Pause, Resume], OFFICERS, Standing::Nominated, UNANSWERED),
    row(&[Correct, Represent, Submit], OFFICERS, Standing::Nominated, WORKED_ON),
    row(&[AddPoint, Find], OFFICERS, Standing::Nominated, &[Investigating, Drafting, Answered]),
    row(&[Draft], OFFICERS, Standing::Nominated, &[Investigating, Drafting, SignedOff]),
    row(&[Promise], OFFICERS, Standing::Nominated, &[Investigating, Drafting, Answered]),
    row(&[Learn], OFFICERS, Standing::Nominated, &[Investigating, Drafting, AwaitingSignOff, SignedOff, Answered]),
    row(&[Fulfil], OFFICERS, Standing::Nominated, ANY),
    row(&[Close], OFFICERS, Standing::Nominated, &[Answered]),
    // Where the procedure asks for no signature of the Head, whoever investigated signs and sends.
    given(Given::OwnSignature, row(&[SignOff], OFFICERS, Standing::Nominated, &[Drafting])),
    given(Given::OwnSignature, row(&[Send], OFFICERS, Standing::Nominated, &[SignedOff])),
    given(Given::OwnSignature, row(&[Recall], OFFICERS, Standing::Nominated, &[Answered])),
    // Where it names who sends, the front desk or whoever investigated sends what was signed.
    given(Given::ToSend, row(&[Send], DESK, Standing::Anyone, &[SignedOff])),
    given(Given::ToSend, row(&[Recall], DESK, Standing::Anyone, &[Answered])),
    given(Given::ToSend, row(&[Send], OFFICERS, Standing::Nominated, &[SignedOff])),
    given(Given::ToSend, row(&[Recall], OFFICERS, Standing::Nominated, &[Answered])),
    // Where it ends the stage with a call or a step, whoever has the case closes it then.
    given(Given::ToSettle, row(&[Close], OFFICERS, Standing::Nominated, WORKED_ON)),
    given(Given::ToSettle, row(&[Close], &[HeadOfService], Standing::OwnService, WORKED_ON)),
    given(Given::ToSettle, row(&[Close], SIGNERS, Standing::Appointed, &[Passed, Investigating, Drafting])),
    // The Head of Service nominates, reviews, signs and sends.
    row(&[Nominate], &[HeadOfService], Standing::OwnService, &[Passed, Investigating, Drafting]),
    row(&[Acknowledge, Extend, Pause, Resume], &[HeadOfService], Standing::OwnService, UNANSWERED),
    row(&[Correct, Represent, Withdraw], &[HeadOfService], Standing::OwnService, OPEN),
    row(&[Screen, Refer, Decline], &[HeadOfService], Standing::OwnService, &[Passed, Investigating]),
    // What is missing after the answer can still be recorded: a complaint is closed with findings.
    row(
        &[AddPoint, Find],
        &[HeadOfService],
        Standing::OwnService,
        &[Passed, Investigating, Drafting, AwaitingSignOff, Answered],
    ),
    row(
        &[Draft],
        &[HeadOfService],
        Standing::OwnService,
        &[Passed, Investigating, Drafting, AwaitingSignOff, SignedOff],
    ),
    row(&[Submit], &[HeadOfService], Standing::OwnService, &[Drafting]),
    row(&[SendBack], &[HeadOfService], Standing::OwnService, &[AwaitingSignOff, SignedOff]),
    row(&[SignOff], &[HeadOfService], Standing::OwnService, &[AwaitingSignOff]),
    row(&[Send], &[HeadOfService], Standing::OwnService, &[SignedOff]),
    row(&[Recall], &[HeadOfService], Standing::OwnService, &[Answered]),
    row(&[Promise, Learn], &[HeadOfService], Standing::OwnService, OPEN),
    row(&[Fulfil], &[HeadOfService], Standing::OwnService, ANY),
    row(&[Close], &[HeadOfService], Standing::OwnService, &[Passed, Answered]),
    row(&[Reopen], &[HeadOfService], Standing::OwnService, &[Closed]),
    // Who was named for a later stage answers it as the Head of Service answers the first.
    row(
        &[AddNote, AddDocument, RecordContact, MarkPosted, PutOnPaper, Discard, Undo, Fulfil],
        SIGNERS,
        Standing::Appointed,
        ANY,
    ),
    row(&[Restrict, Unrestrict], SIGNERS, Standing::Appointed, ANY),
    row(&[Acknowledge, Extend, Pause, Resume], SIGNERS, Standing::Appointed, UNANSWERED),
    row(&[Nominate], SIGNERS, Standing::Appointed, &[Passed, Investigating, Drafting]),
    row(&[Correct, Represent, Withdraw, Promise, Learn], SIGNERS, Standing::Appointed, OPEN),
    row(&[AddPoint, Find], SIGNERS, Standing::Appointed, &[Passed, Investigating, Drafting, AwaitingSignOff, Answered]),
    row(&[Draft], SIGNERS, Standing::Appointed, &[Passed, Investigating, Drafting, AwaitingSignOff, SignedOff]),
    row(&[Submit], SIGNERS, Standing::Appointed, &[Drafting]),
    row(&[SignOff], SIGNERS, Standing::Appointed, &[AwaitingSignOff]),
    row(&[SendBack], SIGNERS, Standing::Appointed, &[AwaitingSignOff, SignedOff]),
    row(&[Send], SIGNERS, Standing::Appointed, &[SignedOff]),
    row(&[Recall, Close], SIGNERS, Standing::Appointed, &[Answered]),
    row(&[Reopen], SIGNERS, Standing::Appointed, &[Closed]),
    // A named deputy acts in the Head's absence, whatever their own role, recorded as "pp".
    row(&[Nominate], EVERYBODY, Standing::Deputy, &[Passed, Investigating, Drafting]),
    row(&[Draft], EVERYBODY, Standing::Deputy, &[AwaitingSignOff]),
    row(&[SendBack], EVERYBODY, Standing::Deputy, &[AwaitingSignOff, SignedOff]),
    row(&[SignOff], EVERYBODY, Standing::Deputy, &[AwaitingSignOff]),
    row(&[Send], EVERYBODY, Standing::Deputy, &[SignedOff]),
    row(&[Recall], EVERYBODY, Standing::Deputy, &[Answered]),
];
