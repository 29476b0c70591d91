//! Clocks without a start or an end, and what puts their dates off.

use super::{Problems, duplicates, quoted};
use crate::{
    feedback::Kind,
    procedure::{Begins, ClockRule, ExtensionRule, Limit, Milestone, Procedure, Stage, Start, Unit},
};

/// Why nothing but a meeting is counted back from.
pub(super) const LIES_AHEAD: &str = "met: days can only be counted back from a day that is fixed beforehand";

/// A limit longer than this is a slip of the pen.
const LONGEST: u32 = 1000;

pub(super) fn check(procedure: &Procedure, found: &mut Problems) {
    duplicates_across(procedure, found);
    for (at, stage) in procedure.stages.iter().enumerate() {
        for (index, clock) in stage.clocks.iter().enumerate() {
            let place = Place { procedure, path: format!("stage.{at}.clock.{index}"), stage: Some(stage), clock };
            place.check(&stage.clocks[..index], found);
        }
    }
    for (index, clock) in procedure.overall.iter().enumerate() {
        let place = Place { procedure, path: format!("overall.{index}"), stage: None, clock };
        place.check(&[], found);
    }
    extension_problems(procedure, found);
    reading_problems(procedure, found);
}

/// Ids of clocks stand in histories, so each is there once in the whole procedure.
fn duplicates_across(procedure: &Procedure, found: &mut Problems) {
    let mut seen: Vec<&str> = Vec::new();
    for (at, stage) in procedure.stages.iter().enumerate() {
        duplicates(&format!("stage.{at}.clock"), stage.clocks.iter().map(|clock| clock.id.as_str()), found);
        for (index, clock) in stage.clocks.iter().enumerate().filter(|(_, clock)| seen.contains(&clock.id.as_str())) {
            found.add(
                format!("stage.{at}.clock.{index}.id"),
                format!("{} in another stage as well", quoted(&clock.id)),
                "a name that no other clock of the procedure has",
            );
        }
        seen.extend(stage.clocks.iter().map(|clock| clock.id.as_str()));
    }
    duplicates("overall", procedure.overall.iter().map(|clock| clock.id.as_str()), found);
    for (index, clock) in procedure.overall.iter().enumerate().filter(|(_, clock)| seen.contains(&clock.id.as_str())) {
        found.add(format!("overall.{index}.id"), quoted(&clock.id), "a name that no clock of a stage has");
    }
}

pub(super) fn limit_problems(path: &str, limit: Limit, found: &mut Problems) {
    if limit.unit != Unit::SameWorkingDay {
        number_problems(path, limit, "a number from 1, or \"same working day\"", found);
    }
}

/// A length that "same working day" cannot be: it is added to a date, or counted again and again.
pub(super) fn days_problems(path: &str, limit: Limit, found: &mut Problems) {
    if limit.unit == Unit::SameWorkingDay {
        found.add(path, quoted("same working day"), "a number of days, weeks or months");
    } else {
        number_problems(path, limit, "a number from 1", found);
    }
}

fn number_problems(path: &str, limit: Limit, expected: &str, found: &mut Problems) {
    if limit.number > LONGEST {
        found.add(path, limit.number.to_string(), format!("at most {LONGEST}"));
    }
    if limit.number == 0 {
        found.add(path, quoted(&limit.words()), expected);
    }
}

/// A clock in its place.
struct Place<'a> {
    procedure: &'a Procedure,
    path: String,
    stage: Option<&'a Stage>,
    clock: &'a ClockRule,
}

impl Place<'_> {
    fn check(&self, earlier: &[ClockRule], found: &mut Problems) {
        let (path, clock) = (&self.path, self.clock);
        if clock.met_by.is_empty() {
            found.add(
                format!("{path}.met_by"),
                "nothing",
                "at least one of acknowledged, responded, done and the like",
            );
        }
        let ours: Vec<&str> = Milestone::all_ours().map(Milestone::as_str).collect();
        for milestone in clock.met_by.iter().filter(|milestone| !milestone.ours()) {
            let expected = format!("something the council does, one of {}", ours.join(", "));
            found.add(format!("{path}.met_by"), quoted(milestone.as_str()), expected);
        }
        limit_problems(&format!("{path}.limit"), clock.limit, found);
        if matches!(clock.limit.unit, Unit::Hours | Unit::SameWorkingDay) && clock.bands.is_empty() {
            let without = format!("nothing: it says which day is the first, and the limit is {}", clock.limit.words());
            if clock.begins != Begins::NextDay {
                found.add(format!("{path}.begins"), quoted(clock.begins.as_str()), without.clone());
            }
            if clock.clear {
                found.add(format!("{path}.clear"), "true", without);
            }
        }
        if clock.backwards && clock.limit.unit == Unit::SameWorkingDay {
            found.add(format!("{path}.limit"), quoted("same working day"), "a number of days, to count backwards");
        }
        if let Some(target) = clock.target {
            limit_problems(&format!("{path}.target"), target, found);
        }
        let of_procedure: Vec<&str> = self.procedure.bands.iter().map(|band| band.id.as_str()).collect();
        for (at, band) in clock.for_bands.iter().enumerate() {
            found.known(format!("{path}.for_bands.{at}"), band, of_procedure.iter().copied());
        }
        duplicates(&format!("{path}.for_bands"), clock.for_bands.iter().map(String::as_str), found);
        let its_own: Vec<&str> = if clock.for_bands.is_empty() {
            of_procedure
        } else {
            clock.for_bands.iter().map(String::as_str).collect()
        };
        for (band, limit) in &clock.bands {
            found.known(format!("{path}.bands"), band, its_own.iter().copied());
            limit_problems(&format!("{path}.bands"), *limit, found);
        }
        self.kind_problems(found);
        self.start_problems(earlier, found);
        self.restart_problems(found);
        self.repeat_problems(found);
    }

    /// Only what can happen again in a stage starts a count again, and what is counted back from one day does not.
    fn repeat_problems(&self, found: &mut Problems) {
        let (path, clock) = (&self.path, self.clock);
        if clock.backwards && clock.begins != Begins::NextDay {
            let expected = "nothing: what is counted back begins with the day before";
            found.add(format!("{path}.begins"), quoted(clock.begins.as_str()), expected);
        }
        if !clock.repeats {
            return;
        }
        if clock.backwards {
            found.add(format!("{path}.repeats"), "backwards = true as well", "one of the two");
        }
        if self.stage.is_none() {
            found.add(format!("{path}.repeats"), "a limit on the whole", "nothing: only a clock of a stage repeats");
        }
        let once = |milestone: &&Milestone| !milestone.is_recorded() && **milestone != Milestone::Contacted;
        for milestone in clock.met_by.iter().filter(once) {
            let expected = "updated, contacted and the like: what happens once starts nothing again";
            found.add(format!("{path}.met_by"), quoted(milestone.as_str()), expected);
        }
    }

    /// The kinds of feedback that come to it: those of its stage, or of any stage.
    fn kinds(&self) -> Vec<Kind> {
        let comes = |kind: &Kind| match self.stage {
            Some(stage) => stage.kinds.contains(kind),
            None => self.procedure.stages.iter().any(|stage| stage.kinds.contains(kind)),
        };
        Kind::ALL.iter().copied().filter(comes).collect()
    }

    /// The bands of the cases that it is for; `None` stands for those in no band.
    fn bands(&self) -> Vec<Option<&str>> {
        if self.clock.for_bands.is_empty() {
            let every = self.procedure.bands.iter().map(|band| Some(band.id.as_str()));
            std::iter::once(None).chain(every).collect()
        } else {
            self.clock.for_bands.iter().map(|band| Some(band.as_str())).collect()
        }
    }

    fn kind_problems(&self, found: &mut Problems) {
        let path = format!("{}.kinds", self.path);
        let kinds = self.kinds();
        for kind in &self.clock.kinds {
            found.known(path.as_str(), kind.as_str(), kinds.iter().map(|kind| kind.as_str()));
        }
        duplicates(&path, self.clock.kinds.iter().map(|kind| kind.as_str()), found);
    }

    /// Only what somebody can write down while the clock runs begins it anew.
    fn restart_problems(&self, found: &mut Problems) {
        let (path, clock) = (format!("{}.restarts_on", self.path), self.clock);
        if clock.restarts_on.is_empty() {
            return;
        }
        for (what, is) in [("repeats", clock.repeats), ("backwards", clock.backwards)] {
            if is {
                found.add(path.as_str(), format!("{what} = true as well"), "one of the two");
            }
        }
        if self.stage.is_none() {
            found.add(path.as_str(), "a limit on the whole", "nothing: only a clock of a stage begins anew");
        }
        for milestone in &clock.restarts_on {
            let ends = clock.met_by.contains(milestone) || clock.from == Some(*milestone) && clock.of.is_none();
            if ends || !milestone.is_recorded() || milestone.of_the_case() || *milestone == Milestone::Done {
                let expected =
                    "clarified, consented, assessed, met and the like, which neither starts nor meets the clock";
                found.add(path.as_str(), quoted(milestone.as_str()), expected);
            }
        }
    }

    fn start_problems(&self, earlier: &[ClockRule], found: &mut Problems) {
        let path = &self.path;
        if let Some(of) = &self.clock.of {
            found.known(format!("{path}.of"), of, self.procedure.stages.iter().map(|stage| stage.id.as_str()));
            if self.stage.zip(self.procedure.stage(of)).is_some_and(|(here, of)| self.procedure.comes_after(of, here)) {
                let says = format!("{}, which comes after this one", quoted(of));
                found.add(format!("{path}.of"), says, "a stage before this one");
            }
        }
        if let Some(milestone) = self.clock.from.filter(|from| [Milestone::Done, Milestone::Closed].contains(from)) {
            let expected = "something that happens while the case is open; a step that is done is named by `after`";
            found.add(format!("{path}.from"), quoted(milestone.as_str()), expected);
        }
        match self.clock.start() {
            None if self.clock.from.is_some() => {
                found.add(format!("{path}.after"), "two starts", "either `from` or `after`");
            }
            None => {
                found.add(path.as_str(), "no start", "from = \"received\" or the like, or after = the name of a clock")
            }
            Some(Start::After(clock)) if self.stage.is_none() => {
                let expected = "from = \"received\" or the like: a limit on the whole comes after no clock";
                found.add(format!("{path}.after"), quoted(clock), expected);
            }
            Some(Start::After(clock)) => {
                let before: Vec<&str> = self.before(earlier).collect();
                if self.procedure.clock(clock).is_some() && !before.contains(&clock) {
                    let which = if before.is_empty() { String::new() } else { format!(": {}", before.join(", ")) };
                    let expected = format!("a clock before this one that is for every case this one is for{which}");
                    found.add(format!("{path}.after"), quoted(clock), expected);
                } else {
                    found.known(format!("{path}.after"), clock, before.into_iter());
                }
                if self.procedure.clock(clock).is_some_and(|clock| clock.repeats) {
                    let says = format!("{}, which starts again whenever it is met", quoted(clock));
                    found.add(format!("{path}.after"), says, "a clock that is met once");
                }
            }
            Some(Start::On(milestone)) => self.milestone_problems(milestone, earlier, found),
        }
        if let Some(milestone) = self.clock.from.filter(|from| self.clock.backwards && *from != Milestone::Met) {
            found.add(format!("{path}.from"), quoted(milestone.as_str()), LIES_AHEAD);
        }
    }

    /// The clocks that are computed before this one whatever the kind of feedback; none before a
    /// limit on the whole, which counts from something that happens.
    fn before<'a>(&'a self, earlier: &'a [ClockRule]) -> impl Iterator<Item = &'a str> {
        let stages = self.stage.into_iter().flat_map(|here| {
            let before = self.procedure.stages.iter().take_while(move |stage| stage.id != here.id);
            let comes = |kind: &&Kind| self.clock.is_for_kind(**kind);
            before.filter(move |stage| here.kinds.iter().filter(comes).all(|kind| stage.kinds.contains(kind)))
        });
        let kinds = self.kinds();
        let before = stages.flat_map(|stage| &stage.clocks).chain(earlier);
        before.filter(move |clock| clock.covers(self.clock, &kinds)).map(|clock| clock.id.as_str())
    }

    /// A clock cannot count from something that nothing in its stage asks for.
    fn milestone_problems(&self, milestone: Milestone, earlier: &[ClockRule], found: &mut Problems) {
        let asked_for = match (milestone, self.stage.filter(|_| self.clock.of.is_none())) {
            (Milestone::Acknowledged, Some(_)) => {
                let (kinds, bands) = (self.kinds(), self.bands());
                let asked = |kind: Kind, band: Option<&str>| {
                    earlier.iter().any(|clock| clock.met_by.contains(&milestone) && clock.is_for(kind, band))
                };
                let mut comes = kinds.iter().copied().filter(|kind| self.clock.is_for_kind(*kind));
                comes.all(|kind| bands.iter().all(|band| asked(kind, *band)))
            }
            _ => true,
        };
        if !asked_for && !self.clock.uncapped {
            found.add(
                format!("{}.from", self.path),
                "acknowledged",
                "received, or a clock in this stage, before this one, that is met by acknowledged",
            );
        }
        if self.clock.met_by == [milestone] && !self.clock.repeats && !self.clock.backwards && self.clock.of.is_none() {
            found.add(
                format!("{}.met_by", self.path),
                quoted(milestone.as_str()),
                "something else than what starts it",
            );
        }
    }
}

fn extension_problems(procedure: &Procedure, found: &mut Problems) {
    for (index, rule) in procedure.extensions.iter().enumerate() {
        let path = format!("extension.{index}");
        found.known(format!("{path}.clock"), &rule.clock, procedure.clocks().map(|clock| clock.id.as_str()));
        let every: Vec<&str> = procedure.bands.iter().map(|band| band.id.as_str()).collect();
        let of_clock = procedure.clock(&rule.clock).filter(|clock| !clock.for_bands.is_empty());
        let bands = of_clock.map_or(every, |clock| clock.for_bands.iter().map(String::as_str).collect());
        for (at, band) in rule.for_bands.iter().enumerate() {
            found.known(format!("{path}.for_bands.{at}"), band, bands.iter().copied());
        }
        duplicates(&format!("{path}.for_bands"), rule.for_bands.iter().map(String::as_str), found);
        for other in procedure.extensions[..index].iter().filter(|other| other.clock == rule.clock) {
            twice(&path, rule, other, found);
        }
    }
    for (index, pause) in procedure.pauses.iter().enumerate() {
        for clock in &pause.clocks {
            found.known(format!("pause.{index}.clocks"), clock, procedure.clocks().map(|clock| clock.id.as_str()));
        }
    }
}

/// Two extensions of one clock between which a case could not choose.
fn twice(path: &str, rule: &ExtensionRule, other: &ExtensionRule, found: &mut Problems) {
    if rule.for_bands.is_empty() && other.for_bands.is_empty() {
        let says = format!("{} a second time", quoted(&rule.clock));
        let expected = "one extension of a clock for every case; more only where `for_bands` says for which: steps of one \
                        extension are its `most` in all, with `times`";
        found.add(path, says, expected);
    }
    for band in rule.for_bands.iter().filter(|band| other.for_bands.contains(band)) {
        let says = format!("{}, which another extension of this clock names", quoted(band));
        found.add(format!("{path}.for_bands"), says, "each band once for a clock");
    }
}

fn reading_problems(procedure: &Procedure, found: &mut Problems) {
    for (index, reading) in procedure.readings.iter().enumerate() {
        let path = format!("reading.{index}");
        found.known(format!("{path}.clock"), &reading.clock, procedure.clocks().map(|clock| clock.id.as_str()));
        if reading.options.len() < 2 {
            found.add(
                format!("{path}.option"),
                reading.options.len().to_string(),
                "at least two readings to choose from",
            );
        }
        if procedure.readings[..index].iter().any(|other| other.clock == reading.clock) {
            let says = format!("{}, of which another reading decides", quoted(&reading.clock));
            found.add(format!("{path}.clock"), says, "one reading for a clock");
        }
        let written = procedure.clock(&reading.clock).map(|clock| clock.limit);
        if reading.options.first().map(|option| option.limit) != written && written.is_some() {
            found.add(format!("{path}.option.0.limit"), "another limit", "the limit the clock is written with");
        }
        for (at, option) in reading.options.iter().enumerate() {
            limit_problems(&format!("{path}.option.{at}.limit"), option.limit, found);
        }
    }
}
