//! The figures of a period, counted from plain facts about each case.
//!
//! What a figure counts is written beside it in [`DEFINITIONS`], so that a page, a report and a
//! spreadsheet say the same. Loading cases, locking a month and drawing charts belong to others.
//!
//! ```text
//! Facts::of(case, rules, as_at) ─▶ Facts ─▶ Figures::count(range, facts, calendar)
//!                                       └─▶ months(last, facts)   for charts
//! ```

mod breakdown;
mod definitions;
mod facts;
mod month;
mod range;
mod series;
mod share;
mod timeliness;

pub use breakdown::{Breakdown, Received, Tally};
pub use definitions::{DEFINITIONS, Definition, definition};
pub use facts::{Facts, Lesson};
pub use month::{Month, NotAMonth};
pub use range::{NotARange, Range};
pub use series::{InMonth, months};
pub use share::Share;
pub use timeliness::{Acknowledged, Answered, Days, Open};

use crate::{
    calendar::Calendar,
    feedback::{Ending, Finding, Kind},
    london::Date,
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
    pub without_limits: u32,
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
    pub fn count(range: Range, facts: impl IntoIterator<Item = Facts>, calendar: &Calendar) -> Figures {
        let mut figures = Figures::none(range);
        for fact in facts {
            figures.add(&fact, calendar);
        }
        figures.sort();
        figures
    }

    /// The number of this kind received.
    pub fn received_of(&self, kind: Kind) -> u32 {
        self.received.of(kind).map_or(0, |breakdown| breakdown.count)
    }

    fn none(range: Range) -> Figures {
        Figures {
            range,
            received: Received::default(),
            without_limits: 0,
            reopened: 0,
            logging: Logging::default(),
            acknowledged: Acknowledged::default(),
            answered: Answered::default(),
            open: Open::default(),
            closed: Closed::default(),
        }
    }

    fn add(&mut self, facts: &Facts, calendar: &Calendar) {
        if self.range.contains(facts.received) {
            self.received.add(facts);
            self.logging.add(facts);
        }
        if facts.kind == Kind::Complaint {
            self.add_complaint(facts, calendar);
        }
    }

    fn add_complaint(&mut self, facts: &Facts, calendar: &Calendar) {
        let range = self.range;
        let within = |date: Option<Date>| date.is_some_and(|date| range.contains(date));
        if range.contains(facts.received) {
            self.without_limits += u32::from(!facts.has_limits);
            self.reopened += u32::from(facts.reopened > 0);
        }
        if within(facts.acknowledged) {
            self.acknowledged.add(facts);
        }
        if within(facts.answered) {
            self.answered.add(facts);
        }
        if facts.is_open_on(range.to()) {
            self.open.add(facts, range.to(), calendar);
        }
        if let Some((ending, on)) = facts.ended
            && range.contains(on)
        {
            self.closed.add(facts, ending);
        }
    }

    fn sort(&mut self) {
        self.received.sort();
        self.answered.sort();
        self.closed.outcomes.sort();
        self.closed.remedies.sort();
    }
}

impl Logging {
    fn add(&mut self, facts: &Facts) {
        if facts.imported {
            return;
        }
        let gap = (facts.logged - facts.received).num_days().max(0);
        self.later.add(gap > 0);
        if gap > 0 {
            self.longest_gap = self.longest_gap.max(Some(gap));
        }
    }
}

impl Closed {
    fn add(&mut self, facts: &Facts, ending: Ending) {
        self.count += 1;
        match self.endings.iter_mut().find(|(each, _)| *each == ending) {
            Some((_, count)) => *count += 1,
            None => self.endings.push((ending, 1)),
        }
        self.endings.sort_unstable();
        for remedy in &facts.remedies {
            self.remedies.add(Some(remedy.clone()));
        }
        if ending == Ending::Answered {
            self.outcomes.add(facts.outcome);
            match facts.lesson {
                Some(Lesson::Lesson) => self.lessons.lesson += 1,
                Some(Lesson::Nothing) => self.lessons.nothing += 1,
                None => self.lessons.not_said += 1,
            }
        }
    }
}

impl Lessons {
    /// Those with a lesson, of all closed as answered.
    pub fn share(self) -> Share {
        Share::new(self.lesson, self.lesson + self.nothing + self.not_said)
    }
}
