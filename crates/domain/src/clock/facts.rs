//! What has happened to a piece of feedback, as far as time limits ask: of a case, or made up to
//! try a procedure out.

use crate::{
    case::{Case, Contact, Paused},
    feedback::{Channel, Kind},
    letter::Letter,
    london::{self, Date, Moment, Time},
    procedure::{Band, ClockRule, Falling, Milestone, Procedure, Stage},
};

/// A day, with the moment where it is known. Limits in hours and a time-of-day cut-off ask for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct When {
    /// The civil date in London.
    pub on: Date,
    /// The moment.
    pub at: Option<Moment>,
}

impl When {
    /// A day, with the time of day where it is known.
    pub fn day(on: Date, time: Option<Time>) -> When {
        When { on, at: time.map(|time| london::moment_of(on.and_time(time))) }
    }
}

impl From<Date> for When {
    fn from(on: Date) -> When {
        When { on, at: None }
    }
}

impl From<Moment> for When {
    fn from(at: Moment) -> When {
        When { on: london::date_of(at), at: Some(at) }
    }
}

/// What something happened to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Of {
    /// The case as a whole.
    Case,
    /// A stage, by its id.
    Stage(String),
    /// A step, by the id of its clock.
    Step(String),
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// To what.
    pub of: Of,
    /// What.
    pub milestone: Milestone,
    /// When.
    pub when: When,
}

/// A date put off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PutOff {
    /// The id of the clock.
    pub clock: String,
    /// The new date.
    pub to: Date,
    /// The day the customer was told of it in writing.
    pub told: Option<Date>,
}

/// Days on which clocks stood still, both included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pause {
    /// The first.
    pub from: Date,
    /// The last; before the first where none stood still.
    pub to: Date,
    /// The ids of the clocks that stood still; all where none is named.
    pub clocks: Vec<String>,
}

impl Pause {
    /// Whether it stops a clock.
    pub fn stops(&self, clock: &str) -> bool {
        self.clocks.is_empty() || self.clocks.iter().any(|each| each == clock)
    }
}

/// All that time limits ask about a piece of feedback.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// What it is.
    pub kind: Kind,
    /// When the council received it.
    pub received: When,
    /// The stage it began in, by id, where that is not the first.
    pub began_in: Option<String>,
    /// What happened since, in any order.
    pub happened: Vec<Fact>,
    /// Dates put off, in order.
    pub put_off: Vec<PutOff>,
    /// Days on which clocks stood still.
    pub pauses: Vec<Pause>,
    /// First due dates that were promised before the calendar changed, by the id of the clock: a count
    /// that ends before such a date ends on it.
    pub promised: Vec<(String, Date)>,
    /// How many points it has.
    pub points: u32,
    /// How it came in; `None` where that is not known.
    pub channel: Option<Channel>,
    /// As whom the customer complains, by id; `None` where nobody said.
    pub complainant: Option<String>,
    /// The band chosen by hand, by id.
    pub band: Option<String>,
}

impl Facts {
    /// Received, and nothing else yet.
    pub fn received(kind: Kind, received: impl Into<When>) -> Facts {
        Facts {
            kind,
            received: received.into(),
            began_in: None,
            happened: Vec::new(),
            put_off: Vec::new(),
            pauses: Vec::new(),
            promised: Vec::new(),
            points: 1,
            channel: None,
            complainant: None,
            band: None,
        }
    }

    /// What its band follows from, where none was chosen.
    pub fn falling(&self) -> Falling<'_> {
        Falling { points: self.points, channel: self.channel, complainant: self.complainant.as_deref() }
    }

    /// The band it is in under a procedure: the one chosen for it, else the one it falls into.
    pub fn band_under<'p>(&self, procedure: &'p Procedure) -> Option<&'p Band> {
        procedure.band_of(self.band.as_deref(), &self.falling())
    }

    /// With something that happened to the case, such as `Occurred`.
    #[must_use]
    pub fn with(self, milestone: Milestone, when: impl Into<When>) -> Facts {
        self.and(Of::Case, milestone, when)
    }

    /// With something that happened in a stage.
    #[must_use]
    pub fn in_stage(self, stage: &str, milestone: Milestone, when: impl Into<When>) -> Facts {
        self.and(Of::Stage(stage.to_owned()), milestone, when)
    }

    /// With a step done, by the id of its clock.
    #[must_use]
    pub fn done(self, clock: &str, when: impl Into<When>) -> Facts {
        self.and(Of::Step(clock.to_owned()), Milestone::Done, when)
    }

    /// With a date put off, and the day the customer was told.
    #[must_use]
    pub fn put_off(mut self, clock: &str, to: Date, told: impl Into<Option<Date>>) -> Facts {
        self.put_off.push(PutOff { clock: clock.to_owned(), to, told: told.into() });
        self
    }

    fn and(mut self, of: Of, milestone: Milestone, when: impl Into<When>) -> Facts {
        self.happened.push(Fact { of, milestone, when: when.into() });
        self
    }

    /// When something first happened in a stage, or to the case where it happens to that.
    pub fn first(&self, milestone: Milestone, stage: &str) -> Option<When> {
        self.all(milestone, stage).min()
    }

    /// When a step was ticked off.
    pub fn step(&self, clock: &str) -> Option<When> {
        self.steps(clock).min()
    }

    /// When something last happened in a stage.
    pub fn last(&self, milestone: Milestone, stage: &str) -> Option<When> {
        self.all(milestone, stage).max()
    }

    /// Every time a step was ticked off.
    pub(super) fn steps(&self, clock: &str) -> impl Iterator<Item = When> {
        let of_step = move |fact: &&Fact| matches!(&fact.of, Of::Step(id) if id == clock);
        self.happened.iter().filter(of_step).map(|fact| fact.when)
    }

    /// Every time something happened in a stage.
    pub(super) fn all(&self, milestone: Milestone, stage: &str) -> impl Iterator<Item = When> {
        let concerns = move |fact: &&Fact| {
            fact.milestone == milestone
                && match &fact.of {
                    Of::Case => milestone.of_the_case(),
                    Of::Stage(id) => id == stage,
                    Of::Step(_) => false,
                }
        };
        self.happened.iter().filter(concerns).map(|fact| fact.when)
    }

    /// The facts of a case that has been in these stages of the procedure, the last of which is where it
    /// is. An extension whose letter was stopped on its way is left out: the customer knows of no other
    /// date. So is a pause for a reason that the procedure does not know.
    pub fn of(case: &Case, journey: &[&Stage], procedure: &Procedure) -> Facts {
        let mut facts = Facts::received(case.kind, When::day(case.received, case.received_at))
            .with(Milestone::Logged, case.logged_at);
        facts.points = u32::try_from(case.points.len()).unwrap_or(u32::MAX);
        facts.channel = Some(case.channel);
        facts.complainant.clone_from(&case.complainant);
        facts.band.clone_from(&case.band);
        facts.promised.clone_from(&case.kept_dates);
        facts.began_in = case.begun.as_ref().map(|begun| begun.stage.clone());
        for (number, stage) in (0..).zip(journey) {
            facts = facts.of_stage(case, number, &stage.id);
        }
        facts.pauses = case.pauses.iter().flat_map(|paused| pauses(case, paused, journey, procedure)).collect();
        for extension in &case.extensions {
            let letter = case.letter(extension.letter).filter(|letter| letter.fate.counts());
            if let Some(letter) = letter {
                facts = facts.put_off(&extension.clock, extension.to, Letter::sent_on(letter));
            }
        }
        facts
    }

    /// With what happened in one stage of a case.
    fn of_stage(mut self, case: &Case, number: u32, stage: &str) -> Facts {
        let asked = number.checked_sub(1).and_then(|before| case.opened.get(before as usize));
        let ours = |contact: &&Contact| contact.reached && contact.direction.is_out() && contact.stage == number;
        let contacted = case.contacts.iter().filter(ours).map(|contact| When::day(contact.on, contact.time));
        // The day of the response stands for that of the decision only where nobody wrote that down. The answer to a
        // request may only tell how to go on: what was asked for is not decided with it.
        let is_recorded =
            |milestone| case.reached.iter().any(|each| each.stage == number && each.milestone == milestone);
        let decides = case.kind != Kind::ServiceRequest;
        let happened = [
            (Milestone::Asked, asked.map(|opened| When::day(opened.asked, opened.time))),
            (Milestone::Acknowledged, case.acknowledged_when(number)),
            (Milestone::Responded, case.answered_when(number)),
            (Milestone::Decided, case.answered_when(number).filter(|_| decides && !is_recorded(Milestone::Decided))),
            (Milestone::Closed, case.ended_in(number).map(|(_, on)| When::from(on))),
        ];
        let contacted = contacted.map(|when| (Milestone::Contacted, Some(when)));
        for (milestone, when) in happened.into_iter().chain(contacted) {
            if let Some(when) = when {
                self = self.in_stage(stage, milestone, when);
            }
        }
        for reached in case.reached.iter().filter(|reached| reached.stage == number) {
            self = match &reached.clock {
                Some(clock) => self.done(clock, reached.on),
                None if reached.milestone.of_the_case() => self.with(reached.milestone, reached.on),
                None => self.in_stage(stage, reached.milestone, reached.on),
            };
        }
        self
    }
}

/// What a pause stops under a procedure: clocks of its stage, and those on the whole as long as that stage was not
/// answered and the next not asked for.
fn pauses(case: &Case, paused: &Paused, journey: &[&Stage], procedure: &Procedure) -> Vec<Pause> {
    let (Some(rule), Some(stage)) = (procedure.pause(&paused.rule), journey.get(paused.stage as usize)) else {
        return Vec::new();
    };
    let asked = case.opened.get(paused.stage as usize).map(|next| next.asked);
    let ends = [case.answered_in(paused.stage), asked].into_iter().flatten().filter(|on| *on > paused.from);
    let whole = ends.min().and_then(|on| on.pred_opt()).map_or(paused.until, |last| last.min(paused.until));
    let stopped = |clocks: &[ClockRule], to: Date| {
        let clocks: Vec<String> = clocks.iter().map(|clock| clock.id.clone()).filter(|id| rule.stops(id)).collect();
        (!clocks.is_empty()).then_some(Pause { from: paused.from, to, clocks })
    };
    stopped(&stage.clocks, paused.until).into_iter().chain(stopped(&procedure.overall, whole)).collect()
}
