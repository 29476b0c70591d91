//! Every refusal in the words an officer reads.

use domain::{
    ActKind, Refusal, Role, StateKind,
    feedback::{Ending, Kind},
    permission::Denied,
};

use crate::common::{REFERENCE, day};

#[test]
fn refusals_say_what_to_put_right() {
    let monday = day("Mon 23 Nov 2026");
    let refusals = [
        Refusal::Denied(Denied::Role { act: ActKind::Send, role: Role::Reader, who: vec![Role::HeadOfService] }),
        Refusal::ReceivedInFuture { received: monday, today: monday },
        Refusal::ReceivedLaterThatDay,
        Refusal::UnknownBand("complex".into()),
        Refusal::UnknownGround("rudeness".into()),
        Refusal::PassToChangeService,
        Refusal::UnknownRemedy("cake".into()),
        Refusal::UnknownExclusion("bother".into()),
        Refusal::AlreadyThatKind(Kind::Complaint),
        Refusal::UnderItAlready,
        Refusal::BoundToItsProcedure,
        Refusal::NothingToCorrect,
        Refusal::NobodyToActFor,
        Refusal::AlreadyAcknowledged(monday),
        Refusal::PhoneIsNotAcknowledgement,
        Refusal::NoWayToWrite,
        Refusal::NotInWriting,
        Refusal::NoLimitToExtend,
        Refusal::NotLater { after: monday, asked: monday },
        Refusal::TooFar { asked: monday, latest: monday },
        Refusal::ExtendedOften { used: 1, allowed: 1 },
        Refusal::NotTheirsToGrant { who: "Head of Service or Head of Customer Services".into() },
        Refusal::NotAgreed,
        Refusal::NoSuchPause,
        Refusal::NothingToStop,
        Refusal::StoppedAlready { until: monday },
        Refusal::StoppedTooLate { due: monday },
        Refusal::PutOffBefore { to: monday },
        Refusal::EndsBeforeItBegins { from: monday },
        Refusal::StoppedTooLong { latest: monday },
        Refusal::NotStopped,
        Refusal::NoDraft,
        Refusal::NotSigned,
        Refusal::OwnDraft,
        Refusal::RequiredChecksFail(vec!["Answers every point".into()]),
        Refusal::NoSuchPoint(2),
        Refusal::NoSuchPromise(2),
        Refusal::AlreadyFulfilled(1),
        Refusal::NoSuchLetter(1),
        Refusal::TooLateToRecall { seconds: 60 },
        Refusal::Unanswered,
        Refusal::ResponseStillLeaving,
        Refusal::PointsWithoutFinding(vec![1, 3]),
        Refusal::NoLesson,
        Refusal::WrongEnding { kind: Kind::Comment, ending: Ending::SortedAtOnce },
        Refusal::SayWhatWasDone,
        Refusal::LinkedToItself,
        Refusal::AlreadyLinked(REFERENCE),
        Refusal::NotLinked(REFERENCE),
        Refusal::SplitStays(REFERENCE),
        Refusal::NotDealtWithElsewhere,
        Refusal::AnsweredHere,
        Refusal::EndedThere(REFERENCE),
        Refusal::PointHasFinding(2),
        Refusal::TheOnlyPoint,
        Refusal::NotThen { from: monday, today: monday },
        Refusal::NotYet,
        Refusal::NotReceivedYet { received: "14:05:00".parse().expect("a time") },
        Refusal::WrongState(StateKind::Answered),
    ];
    let words: Vec<String> = refusals.iter().map(Refusal::to_string).collect();
    insta::assert_snapshot!(words.join("\n"));
}
