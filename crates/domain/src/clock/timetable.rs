//! Every time limit of a procedure for given facts: what it starts from, where it ends, whether it
//! was met. Needs no case, so that a procedure can be tried out.

use chrono::NaiveTime;

use super::{Counting, Facts, Of, PutOff, When, Working};
use crate::{
    Rules,
    calendar::{Calendar, WeekendReceipt},
    london::{Date, Time},
    procedure::{AskedBy, ClockRule, Limit, Milestone, Period, Procedure, Stage, Start, Whichever, Window},
};

/// A time limit and what it comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timing<'a> {
    /// The stage; `None` for a limit on the whole.
    pub stage: Option<&'a Stage>,
    /// As the procedure states it.
    pub rule: &'a ClockRule,
    /// How long there is for this case, by its band.
    pub limit: Limit,
    /// Its dates; `None` as long as what starts it has not happened and nothing bounds the wait.
    pub dates: Option<Dates>,
    /// When it was met.
    pub met: Option<When>,
    /// What it came to each time before, where it repeats; the first at the head.
    pub rounds: Vec<Round>,
    /// Whether its stage was passed over: the case began in a later one, and nothing ever starts it.
    pub passed_over: bool,
}

/// One time that a limit which repeats was met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// Its dates then.
    pub dates: Dates,
    /// When it was met.
    pub met: When,
}

impl Round {
    /// Whether it was met by the date it was held to.
    pub fn in_time(&self) -> bool {
        self.dates.are_kept(self.met)
    }
}

/// What a time limit counts from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum CountsFrom {
    /// What starts it.
    #[default]
    Start,
    /// The last day permitted for what starts it, which did not come by then.
    LastDay,
    /// The last time that it was met, as it repeats.
    Again,
    /// What began the count anew.
    Anew(Milestone),
}

/// The dates of a time limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dates {
    /// How the first due date came about.
    pub working: Working,
    /// What it counts from.
    pub counts_from: CountsFrom,
    /// The date it should be done by, where the procedure states an aim as well.
    pub target: Option<Date>,
    /// The date it is due now, after any extension.
    pub due: Date,
    /// The date it is held to: a later date only where the customer was told in writing before the
    /// earlier one had passed. A missed date stays missed.
    pub held_to: Date,
}

impl Timing<'_> {
    /// Why it has no dates, in words: "waits for the day we received it".
    pub fn why_undated(&self, procedure: &Procedure) -> String {
        if self.passed_over {
            return "passed over: the case begins in a later stage".into();
        }
        format!("waits for {}", procedure.start_words(self.rule, CountsFrom::Start))
    }

    /// Whether it was met by the date it is held to, and each time before; by the moment, where hours are
    /// counted and the moment is known. `None` as long as it was not met.
    pub fn in_time(&self) -> Option<bool> {
        Some(self.dates.as_ref()?.are_kept(self.met?) && self.rounds.iter().all(Round::in_time))
    }
}

impl Dates {
    /// Whether what happened then is in time by the date the limit is held to; a date that was put off has no hour.
    pub fn are_kept(&self, when: When) -> bool {
        if self.held_to == self.working.due { self.working.is_kept(when) } else { when.on <= self.held_to }
    }

    /// The time of day at which it is due, where hours are counted and it was not put off.
    pub fn due_hour(&self) -> Option<Time> {
        self.working.due_hour().filter(|_| self.due == self.working.due)
    }
}

/// Every time limit of the procedure for feedback of this kind and band: stage by stage, then those on the
/// whole.
pub fn timetable<'a>(facts: &Facts, rules: Rules<'a>) -> Vec<Timing<'a>> {
    let mut timings: Vec<Timing<'a>> = Vec::new();
    let band = facts.band_under(rules.procedure).map(|band| band.id.as_str());
    let is_for = |rule: &&ClockRule| rule.is_for(facts.kind, band);
    for stage in rules.procedure.stages.iter().filter(|stage| stage.kinds.contains(&facts.kind)) {
        let journey = Journey::at(facts, rules, stage);
        for rule in stage.clocks.iter().filter(is_for) {
            let timing = journey.timing(Some(stage), rule, &timings);
            timings.push(timing);
        }
    }
    let Some(journey) = Journey::whole(facts, rules) else { return timings };
    for rule in rules.procedure.overall.iter().filter(is_for) {
        let timing = journey.timing(None, rule, &timings);
        timings.push(timing);
    }
    timings
}

/// The last day on which a stage may be asked for, with the working of it; `None` where the
/// procedure sets no window or nothing that starts it has happened.
pub fn ask_by(stage: &Stage, facts: &Facts, rules: Rules<'_>) -> Option<Working> {
    Journey::at(facts, rules, stage).window_ends(stage.window.as_ref()?)
}

/// The last day to which even a waiver stretches a window that ends so: `most` from where the period
/// began that decides.
pub fn at_most(most: Limit, ends: &Working, rules: Rules<'_>) -> Date {
    Counting::plain(most, &days(None, rules)).from(ends.from.into()).due
}

/// The last day on which feedback of which these facts are known may be made at all.
pub fn complain_by(facts: &Facts, rules: Rules<'_>) -> Option<Working> {
    Journey::whole(facts, rules)?.window_ends(rules.procedure.acceptance.window.as_ref()?)
}

/// The end of a limit that counts from receipt, read as the procedure reads receipts.
pub fn in_from_receipt(limit: Limit, received: When, rules: Rules<'_>) -> Working {
    let Rules { procedure, .. } = rules;
    let (receipt, cut_off) = (procedure.weekend_receipt(), procedure.cut_off_on(received.on));
    Counting { receipt, cut_off, ..Counting::plain(limit, &days(None, rules)) }.from(received)
}

/// The days that count for a clock of the procedure.
pub(crate) fn days(rule: Option<&ClockRule>, rules: Rules<'_>) -> Calendar {
    let closures = rule.and_then(|rule| rule.office_closures).unwrap_or(rules.procedure.office_closures);
    if closures { rules.calendar.clone() } else { rules.calendar.without_closures() }
}

/// How far feedback has come: the facts, seen from one stage.
#[derive(Clone, Copy)]
struct Journey<'f, 'a> {
    facts: &'f Facts,
    rules: Rules<'a>,
    /// The stage it began in.
    begun: Option<&'a Stage>,
    /// The stage it is seen from.
    here: &'a Stage,
}

impl<'f, 'a> Journey<'f, 'a> {
    fn at(facts: &'f Facts, rules: Rules<'a>, here: &'a Stage) -> Journey<'f, 'a> {
        let begun = match &facts.began_in {
            Some(id) => rules.procedure.stage(id),
            None => rules.procedure.first_stage(facts.kind),
        };
        Journey { facts, rules, begun, here }
    }

    /// Seen from the last stage that was entered; `None` where there is no stage for it.
    fn whole(facts: &'f Facts, rules: Rules<'a>) -> Option<Journey<'f, 'a>> {
        let of_kind = rules.procedure.stages.iter().filter(|stage| stage.kinds.contains(&facts.kind));
        of_kind.map(|stage| Journey::at(facts, rules, stage)).rfind(Journey::entered)
    }

    /// Whether the stage was entered: the case began in it, it was asked for, or something
    /// happened in it.
    fn entered(&self) -> bool {
        let something =
            || self.facts.happened.iter().any(|fact| matches!(&fact.of, Of::Stage(id) if *id == self.here.id));
        let of_itself = || {
            self.here.asked_by == AskedBy::Nobody && self.before().is_some_and(|before| self.ended(before).is_some())
        };
        self.began(self.here) || something() || of_itself()
    }

    fn is_passed_over(&self) -> bool {
        self.begun.is_some_and(|begun| self.rules.procedure.comes_after(begun, self.here))
    }

    fn began(&self, stage: &Stage) -> bool {
        self.begun.is_some_and(|begun| begun.id == stage.id)
    }

    /// The stage before this one: of those it follows, one that was entered.
    fn before(&self) -> Option<&'a Stage> {
        let mut followed = self.here.follows.iter().filter_map(|id| self.rules.procedure.stage(id));
        let entered = |stage: &&Stage| {
            self.began(stage)
                || self.facts.happened.iter().any(|fact| matches!(&fact.of, Of::Stage(id) if *id == stage.id))
        };
        followed.clone().find(entered).or_else(|| followed.next())
    }

    fn ended(&self, stage: &Stage) -> Option<When> {
        stage.ends_with.iter().filter_map(|milestone| self.facts.first(*milestone, &stage.id)).min()
    }

    fn timing(&self, stage: Option<&'a Stage>, rule: &'a ClockRule, so_far: &[Timing<'a>]) -> Timing<'a> {
        let limit = self.limit(rule);
        // A limit on the whole counts from what happened where it began; it is met in the last stage that was entered.
        let counts_in = if stage.is_some() { self.here } else { self.begun.unwrap_or(self.here) };
        let start = if self.entered() { self.start(rule, counts_in, so_far) } else { None };
        let done = if rule.repeats && self.entered() { self.done(rule) } else { Vec::new() };
        let start = start.or_else(|| Some((*done.first()?, CountsFrom::Again)));
        let rounds = start.map(|start| self.rounds(rule, limit, start, &done)).unwrap_or_default();
        let start = rounds.last().map(|round| (round.met, CountsFrom::Again)).or(start);
        let dates = start.map(|(start, counts_from)| self.dates(rule, limit, start, counts_from));
        let met = self.met(rule);
        let dates = dates.map(|dates| self.anew(rule, limit, dates, met));
        let passed_over = stage.is_some() && !self.entered() && self.is_passed_over();
        Timing { stage, rule, limit, dates, met, rounds, passed_over }
    }

    /// Every time that something happened which meets a clock, the earliest first.
    fn done(&self, rule: &ClockRule) -> Vec<When> {
        let met = rule.met_by.iter().flat_map(|milestone| self.facts.all(*milestone, &self.here.id));
        let mut done: Vec<When> = met.chain(self.facts.steps(&rule.id)).collect();
        done.sort_unstable();
        done
    }

    /// Each time that a clock which repeats was met after its start. A date that was missed stays missed, also where
    /// the next is kept.
    fn rounds(&self, rule: &ClockRule, limit: Limit, start: (When, CountsFrom), done: &[When]) -> Vec<Round> {
        let after = done.iter().copied().filter(|met| *met > start.0);
        let starts = [start].into_iter().chain(after.clone().map(|met| (met, CountsFrom::Again)));
        let round = |((start, from), met)| Round { dates: self.dates(rule, limit, start, from), met };
        starts.zip(after).map(round).collect()
    }

    /// The dates after everything that began the count anew. What came when the date had passed, or on the day the
    /// clock was met and later, begins nothing.
    fn anew(&self, rule: &ClockRule, limit: Limit, first: Dates, met: Option<When>) -> Dates {
        let times = |milestone| self.facts.all(milestone, &self.here.id).map(move |when| (when, milestone));
        let mut restarts: Vec<(When, Milestone)> = rule.restarts_on.iter().copied().flat_map(times).collect();
        restarts.sort_by_key(|(when, _)| *when);
        restarts.into_iter().fold(first, |dates, (when, milestone)| {
            let in_time = dates.working.from <= when.on && when.on <= dates.held_to;
            if in_time && met.is_none_or(|met| when.on < met.on) {
                self.dates(rule, limit, when, CountsFrom::Anew(milestone))
            } else {
                dates
            }
        })
    }

    fn limit(&self, rule: &ClockRule) -> Limit {
        if rule.bands.is_empty() {
            return rule.limit;
        }
        let band = self.facts.band_under(self.rules.procedure);
        band.and_then(|band| rule.bands.get(&band.id)).copied().unwrap_or(rule.limit)
    }

    /// When the clock was met: by the first of what meets it. One that repeats is never done with
    /// before the stage has ended.
    fn met(&self, rule: &ClockRule) -> Option<When> {
        if rule.repeats {
            return self.ended(self.here);
        }
        let met = rule.met_by.iter().filter_map(|milestone| self.facts.first(*milestone, &self.here.id)).min();
        [met, self.facts.step(&rule.id)].into_iter().flatten().min()
    }

    /// From when it counts, and what that is.
    fn start(&self, rule: &ClockRule, counts_in: &'a Stage, so_far: &[Timing<'_>]) -> Option<(When, CountsFrom)> {
        let (actual, last_permitted) = match rule.start()? {
            Start::On(milestone) => {
                let of = rule.of.as_deref().and_then(|id| self.rules.procedure.stage(id)).unwrap_or(counts_in);
                (self.happened(milestone, of), last_permitted(milestone, of, so_far))
            }
            Start::After(clock) => {
                let step = so_far.iter().find(|timing| timing.rule.id == clock)?;
                (step.met, held_to(step))
            }
        };
        // What is counted back from a day that is known counts back from no other.
        let waits = rule.uncapped || (rule.backwards && actual.is_some());
        let first = earlier(actual, last_permitted.filter(|_| !waits))?;
        let begun = match actual {
            Some(actual) if actual.on <= first.on => CountsFrom::Start,
            Some(_) | None => CountsFrom::LastDay,
        };
        Some((first, begun))
    }

    /// When something happened in a stage. Receipt is where everything begins: the stage the case
    /// began in was asked for then, and what was never logged apart was logged then.
    fn happened(&self, milestone: Milestone, stage: &Stage) -> Option<When> {
        let known = self.facts.first(milestone, &stage.id);
        match milestone {
            Milestone::Received => Some(self.facts.received),
            Milestone::Logged => known.or(Some(self.facts.received)),
            Milestone::Asked => known.or(self.began(stage).then_some(self.facts.received)),
            Milestone::Occurred
            | Milestone::Aware
            | Milestone::Consented
            | Milestone::Clarified
            | Milestone::Met
            | Milestone::Acknowledged
            | Milestone::Contacted
            | Milestone::Assessed
            | Milestone::Decided
            | Milestone::Interim
            | Milestone::Responded
            | Milestone::Reported
            | Milestone::Updated
            | Milestone::Remedied
            | Milestone::Done
            | Milestone::Closed => known,
        }
    }

    /// How what starts a count on a day is read: by the hour, and on a day off. A weekend is after hours only for what comes in
    /// from outside.
    fn reading(&self, start: Option<Milestone>, on: Date) -> (Option<NaiveTime>, WeekendReceipt) {
        let procedure = self.rules.procedure;
        match start {
            Some(milestone) if comes_in(milestone) => (procedure.cut_off_on(on), procedure.weekend_receipt()),
            Some(Milestone::Logged | Milestone::Consented) => (None, procedure.weekend_receipt.unwrap_or_default()),
            Some(_) | None => (None, WeekendReceipt::default()),
        }
    }

    fn dates(&self, rule: &ClockRule, limit: Limit, start: When, counts_from: CountsFrom) -> Dates {
        let calendar = days(Some(rule), self.rules);
        let begun_by = match counts_from {
            CountsFrom::Start => rule.from,
            CountsFrom::Anew(milestone) => Some(milestone),
            CountsFrom::LastDay | CountsFrom::Again => None,
        };
        let (cut_off, receipt) = self.reading(begun_by, start.on);
        let counting = Counting {
            receipt,
            cut_off,
            begins: rule.begins,
            ends: rule.ends,
            backwards: rule.backwards,
            clear: rule.clear,
            pauses: &self.facts.pauses,
            clock: &rule.id,
            ..Counting::plain(limit, &calendar)
        };
        let promised = self.facts.promised.iter().filter(|(clock, _)| *clock == rule.id).map(|(_, date)| *date).max();
        let counted = counting.from(start);
        let working = promised.map_or(counted.clone(), |date| counted.kept_to(date));
        // An aim lies within the limit, also where a band or a reading makes that shorter.
        let target = rule.target.map(|target| Counting { limit: target, ..counting }.from(start).due);
        let target = target.map(|aim| if rule.backwards { aim } else { aim.min(working.due) });
        let (due, held_to) = self.put_off(&rule.id, working.due, start.on, counts_from);
        Dates { working, counts_from, target, due, held_to }
    }

    /// The date after all extensions, and the date the clock is held to. One of which the customer
    /// was told too late moves the work only. One to a day before the end of a count that began anew is no more, nor
    /// is one that was told of before a limit that repeats was last met.
    fn put_off(&self, clock: &str, first_due: Date, start: Date, counts_from: CountsFrom) -> (Date, Date) {
        let (mut due, mut held_to) = (first_due, first_due);
        let overtaken = |put_off: &PutOff| match counts_from {
            CountsFrom::Start | CountsFrom::LastDay => false,
            CountsFrom::Anew(_) => put_off.to <= first_due,
            CountsFrom::Again => put_off.to <= first_due || put_off.told.is_some_and(|on| on < start),
        };
        let of_clock = self.facts.put_off.iter().filter(|put_off| put_off.clock == clock);
        for put_off in of_clock.filter(|put_off| !overtaken(put_off)) {
            if put_off.told.is_some_and(|on| on <= held_to) {
                held_to = put_off.to;
            }
            due = put_off.to;
        }
        (due, held_to)
    }

    fn window_ends(&self, window: &Window) -> Option<Working> {
        let mut ends = window.periods.iter().filter_map(|period| self.period_ends(period));
        match window.whichever {
            Whichever::Later => ends.max_by_key(|end| end.due),
            Whichever::Earlier => ends.min_by_key(|end| end.due),
            Whichever::FirstKnown => ends.next(),
        }
    }

    fn period_ends(&self, period: &Period) -> Option<Working> {
        // A meeting is one of the stage that is asked for; what else happens, happened before it.
        let usual = if period.from == Milestone::Met { self.here } else { self.before().unwrap_or(self.here) };
        let of = period.of.as_deref().and_then(|id| self.rules.procedure.stage(id)).unwrap_or(usual);
        let start = self.happened(period.from, of)?;
        let calendar = days(None, self.rules);
        let plain = Counting::plain(period.limit, &calendar);
        let plain = if comes_in(period.from) && self.rules.procedure.has_cut_off() {
            let (cut_off, receipt) = self.reading(Some(period.from), start.on);
            Counting { cut_off, receipt, ..plain }
        } else {
            plain
        };
        Some(Counting { backwards: period.backwards, clear: period.clear, ..plain }.from(start))
    }
}

/// Whether it comes in from outside, so that the hour of the day has a say.
fn comes_in(milestone: Milestone) -> bool {
    matches!(milestone, Milestone::Received | Milestone::Asked | Milestone::Clarified)
}

/// The last day on which a milestone should have been reached, where a clock of its stage says so.
fn last_permitted(milestone: Milestone, stage: &Stage, so_far: &[Timing<'_>]) -> Option<When> {
    let of_stage = |timing: &&Timing<'_>| timing.stage.is_some_and(|each| each.id == stage.id);
    let meets = |timing: &&Timing<'_>| timing.rule.met_by.contains(&milestone);
    held_to(so_far.iter().filter(of_stage).find(meets)?)
}

fn held_to(timing: &Timing<'_>) -> Option<When> {
    timing.dates.as_ref().map(|dates| dates.held_to.into())
}

fn earlier(one: Option<When>, other: Option<When>) -> Option<When> {
    match (one, other) {
        (Some(one), Some(other)) => Some(if one.on <= other.on { one } else { other }),
        (one, other) => one.or(other),
    }
}
