//! The facts of one case that figures are counted from: plain values, no words of anybody.

use super::standards::{self, Tested};
use crate::{
    Rules,
    act::Learning,
    case::{Case, Opened},
    clock::{self, Clock},
    feedback::{Channel, Ending, Finding, Kind, ReplyBy},
    ids::{Reference, ServiceId},
    london::{self, Date},
    procedure::Milestone,
};

/// One case as at a day.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Facts {
    /// Its name, so that a number can lead to its cases.
    pub reference: Reference,
    /// What it is.
    pub kind: Kind,
    /// How it came in.
    pub channel: Channel,
    /// The service it is about.
    pub service: Option<ServiceId>,
    /// Where it happened.
    pub ward: Option<String>,
    /// Grounds of complaint, by their ids.
    pub grounds: Vec<String>,
    /// The day of receipt.
    pub received: Date,
    /// The day it was taken down.
    pub logged: Date,
    /// Whether it came from another system, which took it down in its own time.
    #[serde(default)]
    pub imported: bool,
    /// Whether it has time limits: not where nobody wants a reply, nor where the procedure sets none.
    pub has_limits: bool,
    /// Whether somebody wants a reply; not said by facts that were kept when nothing but that decided of limits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_wanted: Option<bool>,
    /// The last day to acknowledge.
    pub acknowledge_due: Option<Date>,
    /// The day the acknowledgement, or the answer instead, left.
    pub acknowledged: Option<Date>,
    /// The day the answer was due at first.
    pub first_due: Option<Date>,
    /// The day the answer is held to: later than the first only where the customer was told before.
    pub held_to: Option<Date>,
    /// The day the answer is due now.
    pub due: Option<Date>,
    /// The day the answer left.
    pub answered: Option<Date>,
    /// Whether it was acknowledged on the last day for it, but after its hour.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub acknowledged_after_hour: bool,
    /// Whether the answer left on the day it was due at first, but after its hour.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub answered_after_hour: bool,
    /// Working days after the day of receipt, up to and including the day the answer left.
    pub days_to_answer: Option<i64>,
    /// How and when it ended.
    pub ended: Option<(Ending, Date)>,
    /// What was found on the whole.
    pub outcome: Option<Finding>,
    /// Ids of the remedies promised, each once.
    pub remedies: Vec<String>,
    /// What was learned.
    pub lesson: Option<Lesson>,
    /// How often it was opened again.
    pub reopened: u32,
    /// Remedies promised.
    pub promised: u32,
    /// Days by which remedies were promised that are not done.
    pub promises_due: Vec<Date>,
    /// The later stages it has been in, in order. All the dates above are those of the stage it
    /// began in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub later: Vec<LaterStage>,
    /// The standards of its procedure that it has put to the test.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub standards: Vec<Tested>,
}

/// A later stage of one case as at a day.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct LaterStage {
    /// The stage, by its id in the procedure.
    pub stage: String,
    /// The name people read.
    pub title: String,
    /// The day it was asked for.
    pub asked: Date,
    /// The last day to acknowledge it.
    pub acknowledge_due: Option<Date>,
    /// The day it was acknowledged, or answered instead.
    pub acknowledged: Option<Date>,
    /// The day its answer was due at first.
    pub first_due: Option<Date>,
    /// The day its answer is held to.
    pub held_to: Option<Date>,
    /// The day its answer left.
    pub answered: Option<Date>,
    /// Whether it left on the day it was due at first, but after its hour.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub answered_after_hour: bool,
    /// Working days from the day it was asked for to the day the answer left.
    pub days_to_answer: Option<i64>,
    /// What was found in it on the whole.
    pub outcome: Option<Finding>,
}

/// What was learned from a complaint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum Lesson {
    /// Something will be done differently.
    Lesson,
    /// Nothing is to be learned, and it was said why.
    Nothing,
}

impl Facts {
    /// The facts of `case`, which is folded from its history up to and including `as_at`.
    pub fn of(case: &Case, rules: Rules<'_>, as_at: Date) -> Facts {
        Facts::by(case, &clock::clocks(case, as_at, rules), rules)
    }

    /// The same, by its time limits as they stand on that day.
    pub fn by(case: &Case, clocks: &[Clock], rules: Rules<'_>) -> Facts {
        let journey = case.journey(rules.procedure);
        let first = journey.first().map(|stage| stage.id.as_str());
        let (acknowledge, respond) = of_stage(clocks, first);
        let answered = case.answered_in(0);
        Facts {
            reference: case.reference,
            kind: case.kind,
            channel: case.channel,
            service: case.subject.service,
            ward: case.subject.ward.clone(),
            grounds: case.subject.grounds.clone(),
            received: case.received,
            logged: london::date_of(case.logged_at),
            has_limits: !clocks.is_empty(),
            reply_wanted: Some(case.reply_by != ReplyBy::None),
            imported: case.past.is_some(),
            acknowledge_due: acknowledge.map(|clock| clock.held_to),
            acknowledged: acknowledged(acknowledge, answered),
            first_due: respond.map(|clock| clock.first_due),
            held_to: respond.map(|clock| clock.held_to),
            due: respond.map(|clock| clock.due),
            answered,
            acknowledged_after_hour: acknowledge.is_some_and(Clock::is_met_after_the_hour),
            answered_after_hour: respond.is_some_and(Clock::is_met_after_the_hour),
            days_to_answer: answered.map(|on| clock::calendar(rules).count_working_days(case.received, on).max(0)),
            ended: case.ended(),
            outcome: case.outcome_in(0),
            remedies: remedies(case),
            lesson: case.learning.as_ref().map(|learning| match learning {
                Learning::Lesson(_) => Lesson::Lesson,
                Learning::Nothing(_) => Lesson::Nothing,
            }),
            reopened: case.reopened,
            promised: u32::try_from(case.promises.len()).unwrap_or(u32::MAX),
            promises_due: case.promises.iter().filter(|each| each.done.is_none()).filter_map(|each| each.due).collect(),
            later: later(case, clocks, rules),
            standards: standards::tested(case, clocks, rules),
        }
    }

    /// Whether nobody wants a reply.
    pub fn wants_no_reply(&self) -> bool {
        self.reply_wanted.map_or(!self.has_limits, |wanted| !wanted)
    }

    /// Whether it had come in and not ended at the end of `date`.
    pub fn is_open_on(&self, date: Date) -> bool {
        self.received <= date && self.ended.is_none_or(|(_, on)| on > date)
    }
}

fn later(case: &Case, clocks: &[Clock], rules: Rules<'_>) -> Vec<LaterStage> {
    let stage = |(number, opened): (u32, &Opened)| {
        let (acknowledge, respond) = of_stage(clocks, Some(&opened.stage));
        let answered = case.answered_in(number);
        let taken = |on| clock::calendar(rules).count_working_days(opened.asked, on).max(0);
        LaterStage {
            stage: opened.stage.clone(),
            title: rules
                .procedure
                .stage(&opened.stage)
                .map_or_else(|| opened.stage.clone(), |stage| stage.title.clone()),
            asked: opened.asked,
            acknowledge_due: acknowledge.map(|clock| clock.held_to),
            acknowledged: acknowledged(acknowledge, answered),
            first_due: respond.map(|clock| clock.first_due),
            held_to: respond.map(|clock| clock.held_to),
            answered,
            answered_after_hour: respond.is_some_and(Clock::is_met_after_the_hour),
            days_to_answer: answered.map(taken),
            outcome: case.outcome_in(number),
        }
    };
    (1..).zip(&case.opened).map(stage).collect()
}

/// The clock that asks for the acknowledgement of a stage, and the one that asks for its answer.
/// Where the stage has none, those on the whole.
fn of_stage<'c>(clocks: &'c [Clock], stage: Option<&str>) -> (Option<&'c Clock>, Option<&'c Clock>) {
    let own = || clocks.iter().filter(|clock| clock.stage.as_deref() == stage);
    let whole = || clocks.iter().filter(|clock| clock.stage.is_none());
    let acknowledge = own().chain(whole()).find(|clock| clock.met_by.contains(&Milestone::Acknowledged));
    (acknowledge, own().chain(whole()).find(|clock| clock.answers()))
}

/// Under a Code only an acknowledgement meets the limit; an answer tells the customer that we have it all the same.
fn acknowledged(limit: Option<&Clock>, answered: Option<Date>) -> Option<Date> {
    limit.and_then(|limit| limit.met_on().or(answered))
}

fn remedies(case: &Case) -> Vec<String> {
    let mut ids: Vec<String> = case.promises.iter().map(|promise| promise.remedy.clone()).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}
