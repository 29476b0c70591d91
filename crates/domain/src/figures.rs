//! The figures of a period, counted from plain facts about each case.
//!
//! What a figure counts is written beside it in [`DEFINITIONS`], so that a page, a report and a
//! spreadsheet say the same. Loading cases, locking a month and drawing charts belong to others.
//!
//! ```text
//! Facts::of(case, rules, as_at) ─▶ Facts ─▶ Figures::count(range, facts, calendar)
//!                                       └─▶ months(last, facts)   for charts
//! ```
//!
//! Both go through [`Facts::entries`], what one case adds. Sums of entries by month can be kept and
//! make the same figures: [`Figures::add`], [`months_of`].

mod breakdown;
mod definitions;
mod entry;
mod facts;
mod later;
mod month;
mod range;
mod series;
mod share;
mod standards;
mod timeliness;

pub use breakdown::{Breakdown, Received, Tally};
pub use definitions::{DEFINITIONS, Definition, definition};
pub use entry::{Counted, Entry, InLaterStage, Months, When};
pub use facts::{Facts, LaterStage, Lesson};
pub use later::{InStage, Later};
pub use month::{Month, NotAMonth};
pub use range::{NotARange, Range};
pub use series::{InMonth, months, months_of};
pub use share::Share;
pub use standards::{Standards, Tested};
pub use timeliness::{Acknowledged, Answered, Days, Open};

use std::borrow::Borrow;

use crate::{
    calendar::Calendar,
    feedback::{Ending, Finding, Kind},
};

/// The figures of one period. Counts of what happened in it add up over adjacent periods; [`Open`]
/// does not, since it tells how things stand at the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    /// The period.
    pub range: Range,
    /// What came in.
    pub received: Received,
    /// Complaints received from people who want no reply: they have no time limits and are left
    /// out of timeliness.
    pub no_reply_wanted: u32,
    /// Complaints received for which the procedure sets no time limit: left out of timeliness too.
    pub no_time_limit: u32,
    /// Complaints received that were opened again since.
    pub reopened: u32,
    /// How soon what was received was taken down.
    pub logging: Logging,
    /// Complaints acknowledged in the period.
    pub acknowledged: Acknowledged,
    /// Complaints answered in the period.
    pub answered: Answered,
    /// Complaints open at the end of the period.
    pub open: Open,
    /// Complaints closed in the period.
    pub closed: Closed,
    /// What was asked for and answered in later stages, apart from all the rest.
    pub later: Later,
    /// Standards of timeliness that feedback of any kind put to the test in the period.
    pub standards: Standards,
}

/// How soon feedback was taken down.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Logging {
    /// Taken down on a later day than it was received, of all received.
    pub later: Share,
    /// The longest wait, in calendar days.
    pub longest_gap: Option<i64>,
}

/// Complaints closed in the period.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Closed {
    /// How many.
    pub count: u32,
    /// How they ended: answered, sorted at first contact, referred, declined, withdrawn…
    pub endings: Vec<(Ending, u32)>,
    /// Of those closed as answered: what was found.
    pub outcomes: Tally<Finding>,
    /// Of all closed: how many were promised each remedy, by its id in the procedure.
    pub remedies: Tally<String>,
    /// Of those closed as answered: how many taught something.
    pub lessons: Lessons,
}

/// What was learned from complaints closed as answered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Lessons {
    /// Something will be done differently.
    pub lesson: u32,
    /// Nothing is to be learned, with a reason.
    pub nothing: u32,
    /// Not said.
    pub not_said: u32,
}

impl Figures {
    /// Counts. The calendar is the council's, for the age of what is open.
    pub fn count(range: Range, facts: impl IntoIterator<Item: Borrow<Facts>>, calendar: &Calendar) -> Figures {
        let mut figures = Figures::none(range);
        for facts in facts {
            figures.add_case(facts.borrow(), calendar);
        }
        figures.sort();
        figures
    }

    /// Adds what one case counts for in the period. Once all are added, [`Figures::sort`].
    pub fn add_case(&mut self, facts: &Facts, calendar: &Calendar) {
        let range = self.range;
        for (_, entry) in facts.entries().into_iter().filter(|(when, _)| when.counts_in(range)) {
            self.add(&Counted::once(facts.service, entry), calendar);
        }
    }

    /// The number of this kind received.
    pub fn received_of(&self, kind: Kind) -> u32 {
        self.received.of(kind)
    }

    /// Figures of nothing yet.
    pub fn none(range: Range) -> Figures {
        Figures {
            range,
            received: Received::default(),
            no_reply_wanted: 0,
            no_time_limit: 0,
            reopened: 0,
            logging: Logging::default(),
            acknowledged: Acknowledged::default(),
            answered: Answered::default(),
            open: Open::default(),
            closed: Closed::default(),
            later: Later::default(),
            standards: Standards::default(),
        }
    }

    /// Adds what was counted in the period, or stood at its end. Once all is added, [`Figures::sort`].
    pub fn add(&mut self, Counted { service, entry, count }: &Counted, calendar: &Calendar) {
        let more = *count;
        let Figures { received, acknowledged, answered, open, closed, later, .. } = self;
        match entry {
            Entry::Received(kind) => received.add(*kind, *service, more),
            Entry::Channel(channel) => received.all.channels.add(Some(*channel), more),
            Entry::Ward(ward) => received.all.wards.add(ward.clone(), more),
            Entry::Ground(ground) => received.all.grounds.add(ground.clone(), more),
            Entry::Logged(gap) => self.logging.add(*gap, more),
            Entry::NoReplyWanted => self.no_reply_wanted += more,
            Entry::NoTimeLimit => self.no_time_limit += more,
            Entry::Reopened => self.reopened += more,
            Entry::AcknowledgedInTime => acknowledged.in_time += more,
            Entry::AcknowledgedLate => acknowledged.late += more,
            Entry::AnsweredInTime => answered.in_time += more,
            Entry::AnsweredInAgreedTime => answered.in_agreed_time += more,
            Entry::AnsweredLate => answered.late += more,
            Entry::DaysToAnswer(days) => answered.days.add(*days, more),
            Entry::Ended(ending) => closed.add(*ending, more),
            Entry::Remedy(remedy) => closed.remedies.add(Some(remedy.clone()), more),
            Entry::Outcome(finding) => closed.outcomes.add(*finding, more),
            Entry::Learned(lesson) => closed.lessons.add(*lesson, more),
            Entry::Open(received) => open.add(*received, self.range.to(), calendar, more),
            Entry::Unanswered => open.unanswered += more,
            Entry::AcknowledgementLate => open.acknowledgement_late += more,
            Entry::AnswerLate => open.answer_late += more,
            Entry::RemedyLate => open.remedies_late += more,
            Entry::Later(stage, what) => later.add(stage, *what, more),
            Entry::Standard(title, kept) => self.standards.add(title, *kept, more),
        }
    }

    /// Puts parts into the order people read them in.
    pub fn sort(&mut self) {
        self.received.sort();
        self.closed.endings.sort_unstable();
        self.closed.outcomes.sort();
        self.closed.remedies.sort();
    }
}

impl Logging {
    fn add(&mut self, gap: i64, more: u32) {
        self.later.add(gap > 0, more);
        if gap > 0 {
            self.longest_gap = self.longest_gap.max(Some(gap));
        }
    }
}

impl Closed {
    fn add(&mut self, ending: Ending, more: u32) {
        self.count += more;
        match self.endings.iter_mut().find(|(each, _)| *each == ending) {
            Some((_, count)) => *count += more,
            None => self.endings.push((ending, more)),
        }
    }
}

impl Lessons {
    fn add(&mut self, lesson: Option<Lesson>, more: u32) {
        match lesson {
            Some(Lesson::Lesson) => self.lesson += more,
            Some(Lesson::Nothing) => self.nothing += more,
            None => self.not_said += more,
        }
    }

    /// Those with a lesson, of all closed as answered.
    pub fn share(self) -> Share {
        Share::new(self.lesson, self.lesson + self.nothing + self.not_said)
    }
}
