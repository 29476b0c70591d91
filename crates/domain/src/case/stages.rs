//! The stages a case goes through. Each has its own letters, calls, findings and answer; what
//! happened in one is never changed by what happens in a later one.

use super::{Case, Point, State};
use crate::{
    act::Asker,
    clock::When,
    event::{Event, Recorded},
    feedback::{Ending, Finding},
    ids::{PersonId, TextRef},
    letter::{Letter, Purpose},
    london::{Date, Moment, Time},
    procedure::{Milestone, Procedure, Stage},
};

/// The later stage a case began in, and what let it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begun {
    /// The stage, by its id in the procedure.
    pub stage: String,
    /// Id of what let it begin there.
    pub because: String,
}

/// A stage that was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// The stage, by its id in the procedure.
    pub stage: String,
    /// Who asked.
    pub by: Asker,
    /// The day they asked.
    pub asked: Date,
    /// The time of that day, where somebody said.
    pub time: Option<Time>,
    /// Why, where they said so.
    pub reason: Option<TextRef>,
    /// Why it was taken after its window had ended.
    pub late: Option<TextRef>,
    /// The points they were not content with.
    pub points: Vec<u32>,
    /// When it was opened.
    pub at: Moment,
    /// How the stage before it stood then.
    pub before: Before,
}

/// How a stage stood when the next one was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Before {
    /// How it had ended, and the day; `None` where it was answered and not closed.
    pub ended: Option<(Ending, Date)>,
    /// Who had dealt with it: investigated, written, amended, signed or had it.
    pub handlers: Vec<PersonId>,
    /// Who had signed its answer.
    pub signed_by: Option<PersonId>,
}

/// A stage that was asked for and not opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The stage, by its id in the procedure.
    pub stage: String,
    /// The day it was asked for.
    pub asked: Date,
    /// Id of a reason the procedure lists.
    pub cause: Option<String>,
    /// Why, as the customer was told.
    pub reason: TextRef,
    /// Number of the letter that told them.
    pub letter: u32,
}

/// What was found on a point in a stage that is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier {
    /// The stage: 0 is the one the case began in.
    pub stage: u32,
    /// What.
    pub finding: Finding,
    /// Why.
    pub reason: TextRef,
}

/// A step that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reached {
    /// What happened in it.
    pub milestone: Milestone,
    /// The id of the clock it is the step of, where no other word fits it.
    pub clock: Option<String>,
    /// The day.
    pub on: Date,
    /// The stage it was taken in: 0 is the one the case began in.
    pub stage: u32,
}

impl Case {
    /// The stage the case is in: 0 is the one it began in.
    pub fn stage_number(&self) -> u32 {
        number(self.opened.len())
    }

    /// The stages it has been in, in order; the last is where it is. Empty for a kind of feedback
    /// to which the procedure gives no stage.
    pub fn journey<'a>(&self, procedure: &'a Procedure) -> Vec<&'a Stage> {
        let begun = self.begun.as_ref().and_then(|begun| procedure.stage(&begun.stage));
        let first = begun.or_else(|| procedure.first_stage(self.kind));
        let later = self.opened.iter().filter_map(|opened| procedure.stage(&opened.stage));
        first.into_iter().chain(later).collect()
    }

    /// The day the customer was told in a stage that we have it: by the first acknowledgement or
    /// thanks that was not stopped on its way.
    pub fn acknowledged_in(&self, stage: u32) -> Option<Date> {
        self.acknowledged_when(stage).map(|when| when.on)
    }

    /// The same, with the moment where it is known.
    pub fn acknowledged_when(&self, stage: u32) -> Option<When> {
        let purposes = [Purpose::Acknowledgement, Purpose::Thanks, Purpose::Handover];
        let elsewhere = || self.past.as_ref().filter(|_| stage == 0)?.acknowledged.map(When::from);
        self.first_letter(stage, &purposes).and_then(Letter::sent).or_else(elsewhere)
    }

    /// The day the full answer of a stage left, or was given without a letter: on the spot, as the procedure ends the
    /// stage, or in public.
    pub fn answered_in(&self, stage: u32) -> Option<Date> {
        self.answered_when(stage).map(|when| when.on)
    }

    /// The same, with the moment where it is known.
    pub fn answered_when(&self, stage: u32) -> Option<When> {
        let letter = self.first_letter(stage, &[Purpose::Response]).and_then(Letter::sent);
        let elsewhere = || self.past.as_ref().filter(|_| stage == 0)?.answered.map(When::from);
        let on_the_spot = self.sorted.filter(|_| stage == 0).map(When::from);
        let told = self.told.iter().filter(|(of, _)| *of == stage).map(|(_, on)| When::from(*on)).min();
        [letter, on_the_spot, told].into_iter().flatten().min().or_else(elsewhere)
    }

    /// How a stage ended, and the day it was closed.
    pub fn ended_in(&self, stage: u32) -> Option<(Ending, Date)> {
        match self.opened.get(stage as usize) {
            Some(next) => next.before.ended,
            None if stage == self.stage_number() => self.ended(),
            None => None,
        }
    }

    /// The outcome of the stage it is in; `None` until every point of it has a finding.
    pub fn outcome(&self) -> Option<Finding> {
        self.outcome_in(self.stage_number())
    }

    /// The outcome that follows from the findings of a stage.
    pub fn outcome_in(&self, stage: u32) -> Option<Finding> {
        let looked_at = self.points.iter().filter_map(|point| {
            let earlier = point.earlier.iter().find(|earlier| earlier.stage == stage);
            let found = point.finding.as_ref().map(|(finding, _)| *finding);
            earlier.map(|earlier| Some(earlier.finding)).or((point.stage == stage).then_some(found))
        });
        looked_at.collect::<Option<Vec<Finding>>>().and_then(Finding::overall)
    }

    /// Whether somebody dealt with a stage before the one it is in.
    pub fn handled_before(&self, person: PersonId) -> bool {
        self.opened.iter().any(|opened| opened.before.handlers.contains(&person))
    }

    fn first_letter(&self, stage: u32, purposes: &[Purpose]) -> Option<&Letter> {
        let counts = |letter: &&Letter| purposes.contains(&letter.purpose) && letter.fate.counts();
        self.letters.iter().filter(|letter| letter.stage == stage).find(counts)
    }

    /// Everybody who has dealt with the stage it is in.
    pub fn handlers(&self) -> Vec<PersonId> {
        let draft = self.draft.as_ref();
        let signature = self.signature.as_ref();
        let people = [
            self.investigator,
            self.head,
            draft.map(|draft| draft.author),
            draft.and_then(|draft| draft.amended_by),
            signature.map(|signature| signature.by),
            signature.and_then(|signature| signature.on_behalf_of),
        ];
        let mut people: Vec<PersonId> = people.into_iter().flatten().collect();
        people.sort_unstable();
        people.dedup();
        people
    }
}

/// Opens the next stage: nobody has it, nothing of its answer is written, and the points that were
/// asked about have no finding yet.
pub(super) fn open(case: &mut Case, recorded: &Recorded) {
    let Event::Escalated { stage, by, asked, time, reason, late, points } = &recorded.event else { return };
    let signed_by = case.signature.as_ref().map(|signature| signature.by);
    let before = Before { ended: case.ended(), handlers: case.handlers(), signed_by };
    case.opened.push(Opened {
        stage: stage.clone(),
        by: *by,
        asked: *asked,
        time: *time,
        reason: reason.clone(),
        late: late.clone(),
        points: points.clone(),
        at: recorded.at,
        before,
    });
    let now = case.stage_number();
    for point in case.points.iter_mut().filter(|point| points.contains(&point.number)) {
        look_again(point, now);
    }
    (case.head, case.investigator, case.appointed) = (None, None, None);
    (case.draft, case.signature) = (None, None);
    case.sent_back = false;
    case.again_by = None;
    case.state = State::Logged;
}

/// What was found on a point in an earlier stage stays the finding of that stage.
pub(super) fn look_again(point: &mut Point, now: u32) {
    if point.stage == now {
        return;
    }
    let found = point.finding.take().map(|(finding, reason)| Earlier { stage: point.stage, finding, reason });
    point.earlier.extend(found);
    point.stage = now;
}

pub(super) fn refuse(case: &mut Case, event: &Event) {
    let Event::StageRefused { stage, asked, cause, reason, letter, .. } = event else { return };
    case.refused.push(Refused {
        stage: stage.clone(),
        asked: *asked,
        cause: cause.clone(),
        reason: reason.clone(),
        letter: *letter,
    });
}

pub(super) fn appoint(case: &mut Case, signer: PersonId, investigator: Option<PersonId>) {
    case.head = Some(signer);
    case.appointed = Some(signer);
    case.investigator = investigator;
    case.state = if investigator.is_some() { State::Investigating } else { State::Passed };
}

fn number(stages: usize) -> u32 {
    u32::try_from(stages).unwrap_or(u32::MAX)
}
