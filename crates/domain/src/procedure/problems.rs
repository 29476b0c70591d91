//! What cannot work in a procedure, with the place, what was found and what was expected.

use std::collections::BTreeSet;

use super::{Choice, ClockRule, Procedure, Stage, Start};

/// Something in a procedure file that cannot work.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{path}: found {found}, expected {expected}")]
pub struct Problem {
    /// The place in the file, such as `stage.0.clock.1.limit`.
    pub path: String,
    /// What stands there.
    pub found: String,
    /// What should.
    pub expected: String,
}

fn problem(path: impl Into<String>, found: impl Into<String>, expected: impl Into<String>) -> Problem {
    Problem { path: path.into(), found: found.into(), expected: expected.into() }
}

impl Procedure {
    /// Everything that cannot work; empty for a good procedure.
    pub fn problems(&self) -> Vec<Problem> {
        let mut found = Vec::new();
        if !is_id(&self.id) {
            found.push(problem("id", quoted(&self.id), "lower-case letters, digits and hyphens"));
        }
        if self.version == 0 {
            found.push(problem("version", "0", "a number from 1"));
        }
        for (path, text) in [("name", &self.name), ("source", &self.source), ("rights", &self.rights)] {
            if text.trim().is_empty() {
                found.push(problem(path, "nothing", "a text"));
            }
        }
        for (index, stage) in self.stages.iter().enumerate() {
            stage_problems(&format!("stage.{index}"), stage, &mut found);
        }
        self.kind_problems(&mut found);
        self.extension_problems(&mut found);
        duplicates("stage", self.stages.iter().map(|stage| stage.id.as_str()), &mut found);
        duplicates("ground", ids(&self.grounds), &mut found);
        duplicates("remedy", ids(&self.remedies), &mut found);
        duplicates("exclusion", self.exclusions.iter().map(|each| each.id.as_str()), &mut found);
        duplicates("check", self.checks.iter().map(|check| check.id.as_str()), &mut found);
        found
    }

    fn kind_problems(&self, found: &mut Vec<Problem>) {
        duplicates("kind", self.kinds.iter().map(|each| each.kind.as_str()), found);
        for kind in crate::feedback::Kind::ALL {
            let stages = self.stages.iter().filter(|stage| stage.kinds.contains(kind)).count();
            if stages > 1 {
                found.push(problem("stage", format!("{stages} first stages for {}", kind.as_str()), "one at most"));
            }
        }
    }

    fn extension_problems(&self, found: &mut Vec<Problem>) {
        let Some(extension) = &self.extension else { return };
        let clocks = || self.stages.iter().flat_map(|stage| &stage.clocks);
        if !clocks().any(|clock| clock.id == extension.clock) {
            let known: Vec<&str> = clocks().map(|clock| clock.id.as_str()).collect();
            found.push(problem("extension.clock", quoted(&extension.clock), format!("one of {}", known.join(", "))));
        }
        if extension.times == 0 || extension.most.number == 0 {
            found.push(problem("extension", "0", "numbers from 1; leave the section out where nothing may be put off"));
        }
    }
}

fn stage_problems(path: &str, stage: &Stage, found: &mut Vec<Problem>) {
    if stage.kinds.is_empty() {
        found.push(problem(format!("{path}.kinds"), "none", "the kinds of feedback that enter the stage"));
    }
    duplicates(&format!("{path}.clock"), stage.clocks.iter().map(|clock| clock.id.as_str()), found);
    for (index, clock) in stage.clocks.iter().enumerate() {
        clock_problems(&format!("{path}.clock.{index}"), clock, stage, found);
    }
}

fn clock_problems(path: &str, clock: &ClockRule, stage: &Stage, found: &mut Vec<Problem>) {
    if clock.met_by.is_empty() {
        found.push(problem(format!("{path}.met_by"), "nothing", "at least one of acknowledged, responded"));
    }
    if clock.limit.number > 1000 {
        found.push(problem(format!("{path}.limit"), clock.limit.number.to_string(), "at most 1000"));
    }
    let acknowledges =
        |other: &ClockRule| other.from == Start::Received && other.met_by.contains(&super::Milestone::Acknowledged);
    if clock.from == Start::Acknowledged && !stage.clocks.iter().any(acknowledges) {
        found.push(problem(
            format!("{path}.from"),
            "acknowledged",
            "received, or a clock in this stage that is met by acknowledged",
        ));
    }
}

fn duplicates<'a>(path: &str, ids: impl Iterator<Item = &'a str>, found: &mut Vec<Problem>) {
    let mut seen = BTreeSet::new();
    for (index, id) in ids.enumerate() {
        if !seen.insert(id) {
            found.push(problem(format!("{path}.{index}"), format!("{} a second time", quoted(id)), "each name once"));
        } else if !is_id(id) {
            found.push(problem(format!("{path}.{index}.id"), quoted(id), "lower-case letters, digits and hyphens"));
        }
    }
}

fn ids(choices: &[Choice]) -> impl Iterator<Item = &str> {
    choices.iter().map(|choice| choice.id.as_str())
}

fn is_id(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

fn quoted(text: &str) -> String {
    format!("{text:?}")
}
