//! What one case adds to the figures: each thing that is counted of it, and when. Figures are sums
//! of these and of nothing else, so that sums kept by month and a count of the cases cannot differ.

use chrono::Days;
use serde::{Deserialize, Serialize};

use super::{Facts, LaterStage, Lesson, Month, Range};
use crate::{
    feedback::{Channel, Ending, Finding, Kind},
    ids::ServiceId,
    london::Date,
};

/// A thing that is counted of a case. What each is counted for is said in [`super::DEFINITIONS`];
/// all but what was received, how it was logged and what is promised by standards are of complaints alone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Entry {
    /// Feedback of this kind came in.
    Received(Kind),
    /// It came in this way.
    Channel(Channel),
    /// It happened in this ward.
    Ward(Option<String>),
    /// It was about this ground; one with two grounds has two.
    Ground(Option<String>),
    /// It was taken down here, so many calendar days after the day of receipt.
    Logged(i64),
    /// A complaint came in from somebody who wants no reply. Kept under the name it had when nothing else went without
    /// time limits.
    #[serde(rename = "without-limits")]
    NoReplyWanted,
    /// A complaint came in for which the procedure sets no time limit, although a reply is wanted.
    NoTimeLimit,
    /// A complaint came in that was opened again since.
    Reopened,
    /// It was acknowledged by the last day for it.
    AcknowledgedInTime,
    /// It was acknowledged after it.
    AcknowledgedLate,
    /// It was answered by the first date.
    AnsweredInTime,
    /// It was answered by a later date of which the customer was told.
    AnsweredInAgreedTime,
    /// It was answered after the date it is held to.
    AnsweredLate,
    /// Its answer took so many working days.
    DaysToAnswer(i64),
    /// It was closed.
    Ended(Ending),
    /// It was closed, and this remedy was promised.
    Remedy(String),
    /// It was closed as answered, with this finding.
    Outcome(Option<Finding>),
    /// It was closed as answered, with this learned.
    Learned(Option<Lesson>),
    /// It is open, and was received on this day.
    Open(Date),
    /// It is open and not answered.
    Unanswered,
    /// It is open, not acknowledged and past the last day for it.
    AcknowledgementLate,
    /// It is open, not answered and past the date it is held to.
    AnswerLate,
    /// It is open, and a remedy is past the promised day; each remedy is counted.
    RemedyLate,
    /// This happened in the later stage with this title.
    Later(String, InLaterStage),
    /// The standard with this title was put to the test, and was kept or not.
    Standard(String, bool),
}

/// A thing that is counted of a later stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum InLaterStage {
    /// It was asked for.
    Asked,
    /// It was answered by the first date, or had none.
    InTime,
    /// It was answered by a later date of which the customer was told.
    InAgreedTime,
    /// It was answered after the date it is held to.
    Late,
    /// It was answered, and the complaint upheld or partly upheld.
    Upheld,
}

/// When an entry holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    /// It happened on this day: it counts for periods that have the day in them.
    On(Date),
    /// It was so at the end of every day from the first to the one before the second, or ever since:
    /// it counts for periods that end on one of them.
    Standing(Date, Option<Date>),
}

/// For which months an entry counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Months {
    /// It happened in this one.
    In(Month),
    /// It was so at the end of this one.
    AtEnd(Month),
    /// It is so at the end of this one and of every later one.
    Since(Month),
}

/// An entry of some months, of a service, and how often it was counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The service the cases are about.
    pub service: Option<ServiceId>,
    /// The thing that is counted.
    pub entry: Entry,
    /// How often.
    pub count: u32,
}

impl Counted {
    pub(super) fn once(service: Option<ServiceId>, entry: Entry) -> Counted {
        Counted { service, entry, count: 1 }
    }
}

impl When {
    /// Whether it counts for a period.
    pub fn counts_in(self, range: Range) -> bool {
        match self {
            When::On(date) => range.contains(date),
            When::Standing(from, until) => from <= range.to() && until.is_none_or(|until| until > range.to()),
        }
    }

    /// The months it counts for.
    pub fn months(self) -> Vec<Months> {
        match self {
            When::On(date) => vec![Months::In(Month::of(date))],
            When::Standing(from, None) => vec![Months::Since(Month::of(from))],
            When::Standing(from, Some(until)) => {
                let each = std::iter::successors(Some(Month::of(from)), |month| Some(month.plus(1)));
                each.take_while(|month| month.last() < until).map(Months::AtEnd).collect()
            }
        }
    }
}

impl Facts {
    /// Everything that is counted of this case, and when. What was logged by mistake counts as nothing.
    pub fn entries(&self) -> Vec<(When, Entry)> {
        if self.ended.is_some_and(|(ending, _)| ending == Ending::LoggedByMistake) {
            return Vec::new();
        }
        let mut entries = Entries { facts: self, found: Vec::with_capacity(16) };
        entries.received();
        entries.standards();
        if self.kind == Kind::Complaint {
            entries.complaint();
        }
        entries.found
    }
}

/// A stage of a complaint, as long as the customer may wait for something in it.
struct Wait {
    from: Date,
    /// The day the next stage was asked for, or it ended.
    until: Option<Date>,
    acknowledge_due: Option<Date>,
    acknowledged: Option<Date>,
    held_to: Option<Date>,
    answered: Option<Date>,
}

impl Facts {
    /// The stages in order, each until the next was asked for, so that a complaint waits in one at a time.
    fn waits(&self) -> Vec<Wait> {
        let began = Wait {
            from: self.received,
            until: None,
            acknowledge_due: self.acknowledge_due,
            acknowledged: self.acknowledged,
            held_to: self.held_to,
            answered: self.answered,
        };
        let later = self.later.iter().map(|stage| Wait {
            from: stage.asked,
            until: None,
            acknowledge_due: stage.acknowledge_due,
            acknowledged: stage.acknowledged,
            held_to: stage.held_to,
            answered: stage.answered,
        });
        let ended = self.ended.map(|(_, on)| on);
        let next = self.later.iter().map(|stage| Some(stage.asked)).chain([None]);
        let stages = std::iter::once(began).chain(later);
        stages.zip(next).map(|(wait, next)| Wait { until: earlier(ended, next), ..wait }).collect()
    }
}

struct Entries<'a> {
    facts: &'a Facts,
    found: Vec<(When, Entry)>,
}

impl Entries<'_> {
    fn received(&mut self) {
        let facts = self.facts;
        let on = When::On(facts.received);
        self.add(on, Entry::Received(facts.kind));
        self.add(on, Entry::Channel(facts.channel));
        self.add(on, Entry::Ward(facts.ward.clone()));
        match facts.grounds.as_slice() {
            [] => self.add(on, Entry::Ground(None)),
            grounds => grounds.iter().for_each(|ground| self.add(on, Entry::Ground(Some(ground.clone())))),
        }
        if !facts.imported {
            self.add(on, Entry::Logged((facts.logged - facts.received).num_days().max(0)));
        }
    }

    fn standards(&mut self) {
        for tested in &self.facts.standards {
            self.add(When::On(tested.on), Entry::Standard(tested.standard.clone(), tested.kept));
        }
    }

    fn complaint(&mut self) {
        let facts = self.facts;
        let received = When::On(facts.received);
        if facts.wants_no_reply() {
            self.add(received, Entry::NoReplyWanted);
        } else if !facts.has_limits {
            self.add(received, Entry::NoTimeLimit);
        }
        if facts.reopened > 0 {
            self.add(received, Entry::Reopened);
        }
        if let (Some(on), Some(due)) = (facts.acknowledged, facts.acknowledge_due) {
            let late = on > due || (on == due && facts.acknowledged_after_hour);
            let entry = if late { Entry::AcknowledgedLate } else { Entry::AcknowledgedInTime };
            self.add(When::On(on), entry);
        }
        self.answered();
        self.ended();
        self.standing();
        facts.later.iter().for_each(|stage| self.later(stage));
    }

    fn later(&mut self, stage: &LaterStage) {
        self.add(When::On(stage.asked), Entry::Later(stage.title.clone(), InLaterStage::Asked));
        let Some(on) = stage.answered else { return };
        let after_hour = |due: Date| stage.answered_after_hour && stage.first_due == Some(due);
        let how = match (stage.first_due, stage.held_to) {
            (Some(first), _) if on <= first && !after_hour(first) => InLaterStage::InTime,
            (_, Some(held_to)) if on <= held_to && !after_hour(held_to) => InLaterStage::InAgreedTime,
            (_, Some(_)) => InLaterStage::Late,
            (_, None) => InLaterStage::InTime,
        };
        self.add(When::On(on), Entry::Later(stage.title.clone(), how));
        if matches!(stage.outcome, Some(Finding::Upheld | Finding::PartlyUpheld)) {
            self.add(When::On(on), Entry::Later(stage.title.clone(), InLaterStage::Upheld));
        }
    }

    fn answered(&mut self) {
        let facts = self.facts;
        let (Some(on), Some(first_due)) = (facts.answered, facts.first_due) else { return };
        let kept = |due: Date| on <= due && !(facts.answered_after_hour && due == first_due);
        let entry = if kept(first_due) {
            Entry::AnsweredInTime
        } else if facts.held_to.is_some_and(kept) {
            Entry::AnsweredInAgreedTime
        } else {
            Entry::AnsweredLate
        };
        self.add(When::On(on), entry);
        if let Some(days) = facts.days_to_answer {
            self.add(When::On(on), Entry::DaysToAnswer(days));
        }
    }

    fn ended(&mut self) {
        let Some((ending, on)) = self.facts.ended else { return };
        let on = When::On(on);
        self.add(on, Entry::Ended(ending));
        for remedy in &self.facts.remedies {
            self.add(on, Entry::Remedy(remedy.clone()));
        }
        if ending == Ending::Answered {
            self.add(on, Entry::Outcome(self.facts.outcome));
            self.add(on, Entry::Learned(self.facts.lesson));
        }
    }

    fn standing(&mut self) {
        let facts = self.facts;
        let ended = facts.ended.map(|(_, on)| on);
        self.stands(Some(facts.received), ended, Entry::Open(facts.received));
        for wait in facts.waits() {
            let late = |due| after(due).map(|from| from.max(wait.from));
            let (acknowledged, answered) = (earlier(wait.until, wait.acknowledged), earlier(wait.until, wait.answered));
            self.stands(Some(wait.from), answered, Entry::Unanswered);
            self.stands(late(wait.acknowledge_due), acknowledged, Entry::AcknowledgementLate);
            self.stands(late(wait.held_to), answered, Entry::AnswerLate);
        }
        for due in &facts.promises_due {
            self.stands(after(Some(*due)), ended, Entry::RemedyLate);
        }
    }

    /// From a day on, at the earliest that of receipt; never, where there is no such day.
    fn stands(&mut self, from: Option<Date>, until: Option<Date>, entry: Entry) {
        let Some(from) = from.map(|from| from.max(self.facts.received)) else { return };
        if until.is_none_or(|until| until > from) {
            self.add(When::Standing(from, until), entry);
        }
    }

    fn add(&mut self, when: When, entry: Entry) {
        self.found.push((when, entry));
    }
}

/// The earlier of two days that may never come.
fn earlier(one: Option<Date>, other: Option<Date>) -> Option<Date> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

/// The first day that is past a due date: on the day itself nothing is late yet.
fn after(due: Option<Date>) -> Option<Date> {
    due.and_then(|due| due.checked_add_days(Days::new(1)))
}
