//! Why an act cannot be done: one variant a rule, with the facts an officer needs to put it right.

use crate::{
    case::StateKind,
    feedback::{Ending, Kind},
    ids::Reference,
    london::{Date, Time},
    permission::Denied,
    procedure::AskedBy,
};

/// An act was refused, and nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "the messages say what the fields are")]
pub enum Refusal {
    #[error(transparent)]
    Denied(#[from] Denied),
    #[error("The date received cannot be in the future.")]
    ReceivedInFuture { received: Date, today: Date },
    #[error("The time received cannot be later than when it was logged.")]
    ReceivedLaterThatDay,
    #[error("This procedure has no ground called “{0}”.")]
    UnknownGround(String),
    #[error("This procedure has no band called “{0}”.")]
    UnknownBand(String),
    #[error("A Head of Service has it. To change the service, give it to the other Head of Service.")]
    PassToChangeService,
    #[error("This procedure has no remedy called “{0}”.")]
    UnknownRemedy(String),
    #[error("This procedure has no exclusion called “{0}”.")]
    UnknownExclusion(String),
    #[error("Answer every question first. The next one is: {0}")]
    QuestionLeft(String),
    #[error("The answers lead elsewhere. Go through the questions again, or choose the reason that they lead to.")]
    AnswersLeadElsewhere,
    #[error("By the answers it comes later than the procedure allows for any reason, so it is not accepted.")]
    TooLateToComplain,
    #[error("The answers say that the procedure is not for it. Say why we look into it all the same.")]
    SayWhyTaken,
    #[error("It is already a {}.", .0.title().to_lowercase())]
    AlreadyThatKind(Kind),
    #[error("It is under this procedure already.")]
    UnderItAlready,
    #[error(
        "Under its procedure it was answered or refused, a date put off, a clock stopped, a step taken, other business put on hold or a later stage begun, so it stays there. Log it anew and link the two."
    )]
    BoundToItsProcedure,
    #[error("Nothing was changed.")]
    NothingToCorrect,
    #[error("Nobody can act for a customer who does not want to say who they are.")]
    NobodyToActFor,
    #[error("It was acknowledged on {}.", day(.0))]
    AlreadyAcknowledged(Date),
    #[error("A phone call does not acknowledge a complaint when we can write: send an email or a letter as well.")]
    PhoneIsNotAcknowledgement,
    #[error("We have no way to write to this customer. Add an address or email, or record the phone call.")]
    NoWayToWrite,
    #[error("The customer must be told in writing.")]
    NotInWriting,
    #[error("This has no time limit to put off.")]
    NoLimitToExtend,
    #[error("{} is not a working day; the next is {}.", day(.asked), day(.next))]
    DayOff { asked: Date, next: Date },
    #[error("The day must be today or later.")]
    InThePast { asked: Date },
    #[error("The new date must be after {}.", day(.after))]
    NotLater { after: Date, asked: Date },
    #[error("The procedure lets a response be put off until {} at the latest.", day(.latest))]
    TooFar { asked: Date, latest: Date },
    #[error("The response was already put off {used} time(s); the procedure allows {allowed}.")]
    ExtendedOften { used: u32, allowed: u32 },
    #[error("Under this procedure the date can be put off by: {who}.")]
    NotTheirsToGrant { who: String },
    #[error("Under this procedure the customer must agree with the new date. Ask them, and say that they do.")]
    NotAgreed,
    #[error("The procedure does not stop the clock for that reason.")]
    NoSuchPause,
    #[error("No time limit is running that this would stop.")]
    NothingToStop,
    #[error("The clock stands still already, until {}.", day(.until))]
    StoppedAlready { until: Date },
    #[error("It was due on {}. Stopping the clock afterwards cannot put that right.", day(.due))]
    StoppedTooLate { due: Date },
    #[error("It was put off until {} and the customer was told so. Give more time instead.", day(.to))]
    PutOffBefore { to: Date },
    #[error("The last day the clock stands still cannot be before the first, {}.", day(.from))]
    EndsBeforeItBegins { from: Date },
    #[error("The procedure lets the clock stand still until {} at the latest.", day(.latest))]
    StoppedTooLong { latest: Date },
    #[error("The clock does not stand still on that day.")]
    NotStopped,
    #[error("Write the response first.")]
    NoDraft,
    #[error("The response cannot be sent: it has not been signed off.")]
    NotSigned,
    #[error("You wrote this response, so somebody else must sign it off.")]
    OwnDraft,
    #[error("Say why you sign it off although these checks fail: {}.", .0.join(", "))]
    RequiredChecksFail(Vec<String>),
    #[error("There is no point {0}.")]
    NoSuchPoint(u32),
    #[error("There is no remedy {0}.")]
    NoSuchPromise(u32),
    #[error("Remedy {0} is already done.")]
    AlreadyFulfilled(u32),
    #[error("There is no letter {0} waiting to be posted.")]
    NoSuchLetter(u32),
    #[error("A response is taken back with “Undo sending”, by whoever may send it.")]
    ResponseIsRecalled,
    #[error("This letter ended the case. Open the case again first; then the letter can be kept back.")]
    LetterEndedIt,
    #[error("Letter {0} is no email that waits.")]
    NoSuchEmail(u32),
    #[error("It was written on {} and cannot have been posted before that or after today.", day(.written))]
    NotPostedThen { written: Date, today: Date },
    #[error("Sending can be undone for {seconds} seconds only.")]
    TooLateToRecall { seconds: i64 },
    #[error("Something was done since. Only what you did last can be undone.")]
    NotTheLastAct,
    #[error("This cannot be undone: only what nobody outside has seen can.")]
    SeenOutside,
    #[error("It can be undone on the same day only. Put it right instead, and say why.")]
    UndoneOnTheDay,
    #[error("Logging a case can be undone for {minutes} minutes only. Put it right instead, or close it and say why.")]
    LoggedTooLongAgo { minutes: i64 },
    #[error("A complaint cannot be closed before it is answered.")]
    Unanswered,
    #[error(
        "The response has not left yet. It can be closed once it has: an email when the mail server took it, a letter when it is marked as posted."
    )]
    ResponseStillLeaving,
    #[error("Record a finding on every point first. Missing: {}.", points(.0))]
    PointsWithoutFinding(Vec<u32>),
    #[error("Say what was learned, or why nothing was, before closing.")]
    NoLesson,
    #[error("A {} cannot be closed as “{}”.", .kind.title().to_lowercase(), .ending.title().to_lowercase())]
    WrongEnding { kind: Kind, ending: Ending },
    #[error("The procedure gives every {} a full answer: write the response before it is closed.", .0.title().to_lowercase())]
    FullAnswerOwed(Kind),
    #[error("Say what was done.")]
    SayWhatWasDone,
    #[error("The procedure lets this stage end without a letter once this is recorded: {0}.")]
    NotEndedSo(String),
    #[error("The procedure of this case has no published answers.")]
    NoPublishedAnswers,
    #[error(
        "A published statement answers several. Link it as related to another complaint about the same thing first."
    )]
    OnlyOne,
    #[error("The day it was published cannot be in the future.")]
    PublishedInFuture,
    #[error("The procedure of this case does not say that contact may be ended.")]
    ContactNotEnded,
    #[error("Where nobody was reached, nobody was warned and nothing ended.")]
    NobodyToWarn,
    #[error("The procedure of this case puts no such business on hold.")]
    NoSuchHold,
    #[error("It is on hold already, since {}.", day(.since))]
    HeldAlready { since: Date },
    #[error("It is not on hold.")]
    NotHeld,
    #[error("The complaint names this person, so somebody else must deal with it.")]
    NamedInComplaint,
    #[error("Choose who may see it, other than the person it names.")]
    NobodyMaySee,
    #[error("A case cannot be linked to itself.")]
    LinkedToItself,
    #[error("It is linked to {0} already.")]
    AlreadyLinked(Reference),
    #[error("It is not linked to {0}.")]
    NotLinked(Reference),
    #[error("The link to {0} stays: one was split off from the other.")]
    SplitStays(Reference),
    #[error("Point {0} has a finding already, so it is answered here.")]
    PointHasFinding(u32),
    #[error("There is a finding on point {0}, so it stays as it is. Add another point, or explain it in the finding.")]
    PointStays(u32),
    #[error("The next stage was asked for because of point {0}, so it stays as it is.")]
    PointAskedAbout(u32),
    #[error("The response refers to point {0}. Change the response first.")]
    PointInDraft(u32),
    #[error("It is the only point. A complaint keeps at least one to answer.")]
    TheOnlyPoint,
    #[error("Link it first to the case it is dealt with in.")]
    NotDealtWithElsewhere,
    #[error("It has an answer of its own, so it is not dealt with in another case.")]
    AnsweredHere,
    #[error("The link to {0} stays: this case was closed because that one deals with it. Open it again first.")]
    EndedThere(Reference),
    #[error("It is hidden from nobody.")]
    NotRestricted,
    #[error("The procedure of this case asks for no such step here.")]
    NoSuchStep,
    #[error("It cannot have been after the day we received it, {}.", day(.0))]
    NotAfterReceipt(Date),
    #[error("An Ombudsman has it already. Record what they decided first.")]
    OmbudsmanHasIt,
    #[error("No Ombudsman has it now.")]
    OmbudsmanHasItNot,
    #[error("There is no question {0} of the Ombudsman that waits for an answer.")]
    NoSuchRequest(u32),
    #[error("There is nothing left that the Ombudsman had us do.")]
    NoOmbudsmanRemedy,
    #[error("It cannot have been before {} or after today.", day(.from))]
    NotThen { from: Date, today: Date },
    #[error("It cannot have been later than now.")]
    NotYet,
    #[error("We received it at {} that day, so it cannot have been before.", received.format("%H:%M"))]
    NotReceivedYet { received: Time },
    #[error("No stage called “{0}” follows here.")]
    NoSuchStage(String),
    #[error("The next stage can be asked for once this one is answered.")]
    StageNotAnswered,
    #[error("Under this procedure it is for {} to ask.", .who.title())]
    NotTheirsToAsk { who: AskedBy },
    #[error("It cannot have been asked for before the answer of {} or after today.", day(.answered))]
    NotAskedThen { answered: Date, today: Date },
    #[error("It could be asked for until {}, and the procedure allows no exception.", day(.until))]
    WindowEnded { until: Date },
    #[error("It could be asked for until {}. Say why it is taken all the same.", day(.until))]
    SayWhyLate { until: Date },
    #[error("Choose the points the customer is not content with.")]
    ChoosePoints,
    #[error("The procedure gives the customer the right to “{stage}”: it cannot be refused.")]
    StageIsTheirRight { stage: String },
    #[error("Choose one of the reasons the procedure lists.")]
    ChooseCause,
    #[error("It has begun at a later stage, or was answered, so it cannot begin elsewhere.")]
    BegunAlready,
    #[error("The procedure does not let a case begin at “{stage}” for that reason.")]
    NotStraightIn { stage: String },
    #[error("Nobody is named for the first stage: give it to a Head of Service.")]
    NoLaterStage,
    #[error("They dealt with an earlier stage, so somebody else must deal with this one.")]
    HandledBefore,
    #[error("The procedure has somebody in another role {part}.")]
    NotInThatRole { part: String },
    #[error("This cannot be done while the case is “{}”.", .0.title().to_lowercase())]
    WrongState(StateKind),
}

fn day(date: &Date) -> String {
    date.format("%A %-d %B %Y").to_string()
}

fn points(numbers: &[u32]) -> String {
    numbers.iter().map(u32::to_string).collect::<Vec<_>>().join(", ")
}
