//! What cannot work in a procedure, with the place, what was found and what was expected.

use std::collections::BTreeSet;

use chrono::Datelike;

use crate::behalf::Relation;

use super::{Body, Choice, Complainant, Content, Kind, Need, OmbudsmanRule, Procedure, Stage};

mod clocks;
mod numbers;
mod people;
mod stages;
mod standards;
mod texts;

/// Something in a procedure file that cannot work.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}: found {found}, expected {expected}", place(path))]
pub struct Problem {
    /// The place in the file, such as `stage.0.clock.1.limit`.
    pub path: String,
    /// What stands there.
    pub found: String,
    /// What should.
    pub expected: String,
}

/// A place in words, counted as people count: "stage 1, clock 2, limit".
pub(super) fn place(path: &str) -> String {
    path.split('.').fold(String::new(), |said, part| match part.parse::<usize>() {
        Ok(index) => format!("{said} {}", index + 1),
        Err(_) if said.is_empty() => part.to_owned(),
        Err(_) => format!("{said}, {part}"),
    })
}

/// Problems as they are found.
#[derive(Debug, Default)]
struct Problems(Vec<Problem>);

impl Problems {
    fn add(&mut self, path: impl Into<String>, found: impl Into<String>, expected: impl Into<String>) {
        self.0.push(Problem { path: path.into(), found: found.into(), expected: expected.into() });
    }

    /// A word that must be one of those known.
    fn known<'a>(&mut self, path: impl Into<String>, word: &str, known: impl Iterator<Item = &'a str>) {
        let known: Vec<&str> = known.collect();
        if !known.contains(&word) {
            let expected = if known.is_empty() {
                "nothing: there is none".to_owned()
            } else {
                format!("one of {}", known.join(", "))
            };
            self.add(path, quoted(word), expected);
        }
    }
}

impl Procedure {
    /// Everything that cannot work; empty for a good procedure.
    pub fn problems(&self) -> Vec<Problem> {
        let mut found = Problems::default();
        self.heading_problems(&mut found);
        stages::check(self, &mut found);
        clocks::check(self, &mut found);
        people::check(self, &mut found);
        numbers::check(self, &mut found);
        standards::check(self, &mut found);
        texts::check(self, &mut found);
        self.name_problems(&mut found);
        self.reference_problems(&mut found);
        found.0
    }

    fn heading_problems(&self, found: &mut Problems) {
        if !is_id(&self.id) {
            found.add("id", quoted(&self.id), ID);
        }
        if self.version == 0 {
            found.add("version", "0", "a number from 1");
        }
        if !(1900..2200).contains(&self.in_force.year()) {
            found.add("in_force", self.in_force.to_string(), "a day in a year from 1900 to 2199");
        }
        if let Some(until) = self.until.filter(|until| *until < self.in_force) {
            found.add("until", until.to_string(), format!("{} or a later day", self.in_force));
        }
        if self.kinds.is_empty() {
            found.add("kind", "none", "a [[kind]] for each kind of feedback that is taken");
        }
        if self.stages.is_empty() {
            found.add("stage", "none", "at least one [[stage]]");
        }
    }

    /// Names that must each be there once.
    fn name_problems(&self, found: &mut Problems) {
        fn choices(choices: &[Choice]) -> Vec<&str> {
            choices.iter().map(|choice| choice.id.as_str()).collect()
        }
        duplicates("kind", self.kinds.iter().map(|each| each.kind.as_str()), found);
        duplicates("stage", self.stages.iter().map(|stage| stage.id.as_str()), found);
        duplicates("pause", self.pauses.iter().map(|rule| rule.id.as_str()), found);
        duplicates("band", self.bands.iter().map(|band| band.id.as_str()), found);
        duplicates("officer", self.officers.iter().map(|officer| officer.id.as_str()), found);
        duplicates("ground", choices(&self.grounds).into_iter(), found);
        duplicates("remedy", choices(&self.remedies).into_iter(), found);
        duplicates("exclusion", self.exclusions.iter().map(|each| each.id.as_str()), found);
        duplicates("check", self.checks.iter().map(|check| check.id.as_str()), found);
        duplicates("standard", self.standards.iter().map(|standard| standard.id.as_str()), found);
        duplicates("reading", self.readings.iter().map(|reading| reading.id.as_str()), found);
        duplicates("acceptance.complainants", self.acceptance.complainants.iter().map(|each| each.id.as_str()), found);
        duplicates("handling.holds", choices(&self.handling.holds).into_iter(), found);
        for (at, stage) in self.stages.iter().enumerate() {
            duplicates(&format!("stage.{at}.straight_in"), choices(&stage.straight_in).into_iter(), found);
            let reasons = stage.refusal.iter().flat_map(|refusal| choices(&refusal.reasons));
            duplicates(&format!("stage.{at}.refusal.reasons"), reasons, found);
        }
        for (at, reading) in self.readings.iter().enumerate() {
            let options = reading.options.iter().map(|option| option.id.as_str());
            duplicates(&format!("reading.{at}.option"), options, found);
        }
    }

    /// Words of one section that name something of another.
    fn reference_problems(&self, found: &mut Problems) {
        let stages = || self.stages.iter().map(|stage| stage.id.as_str());
        for (index, letter) in self.letters.iter().enumerate() {
            if let Some(stage) = &letter.stage {
                found.known(format!("letter.{index}.stage"), stage, stages());
            }
        }
        for (index, each) in self.acceptance.complainants.iter().enumerate() {
            if each.id == Complainant::SOMEBODY_ELSE {
                let expected = "another name: this one stands for whoever is not listed";
                found.add(format!("acceptance.complainants.{index}.id"), quoted(&each.id), expected);
            }
        }
        let complainants = || self.acceptance.complainants.iter().map(|each| each.id.as_str());
        for (index, applies) in self.applies.iter().enumerate() {
            for who in &applies.complainants {
                found.known(format!("applies.{index}.complainants"), who, complainants());
            }
        }
        for (index, band) in self.bands.iter().enumerate() {
            for who in &band.complainants {
                found.known(format!("band.{index}.complainants"), who, complainants());
            }
        }
        for (index, who) in self.acceptance.without_consent.iter().enumerate() {
            found.known(
                format!("acceptance.without_consent.{index}"),
                who,
                Relation::ALL.iter().map(|each| each.as_str()),
            );
        }
        let defined = |kind: Kind| self.kinds.iter().any(|each| each.kind == kind);
        for (index, sorting) in self.acceptance.sortings.iter().enumerate().filter(|(_, each)| !defined(each.becomes)) {
            let expected = "one of the kinds that the file defines";
            found.add(format!("acceptance.sorting.{index}.becomes"), quoted(sorting.becomes.as_str()), expected);
        }
        for (index, applies) in self.applies.iter().enumerate() {
            for kind in applies.kinds.iter().filter(|kind| !defined(**kind)) {
                let expected = "one of the kinds that the file defines";
                found.add(format!("applies.{index}.kinds"), quoted(kind.as_str()), expected);
            }
        }
        self.ombudsman_problems(found);
        self.repetitions(found);
    }

    /// Words that a list has twice: one of the two was meant to be another.
    fn repetitions(&self, found: &mut Problems) {
        fn once<'a>(path: String, words: impl Iterator<Item = &'a str>, found: &mut Problems) {
            let mut seen = BTreeSet::new();
            for word in words.filter(|word| !seen.insert(*word)) {
                found.add(path.as_str(), format!("{} a second time", quoted(word)), "each once");
            }
        }
        once("claims".into(), self.claims.iter().map(|code| code.as_str()), found);
        once("cut_off_on".into(), self.cut_offs.iter().map(|each| each.day.as_str()), found);
        for (at, stage) in self.stages.iter().enumerate() {
            let path = |word: &str| format!("stage.{at}.{word}");
            once(path("kinds"), stage.kinds.iter().map(|kind| kind.as_str()), found);
            once(path("follows"), stage.follows.iter().map(String::as_str), found);
            once(path("ends_with"), stage.ends_with.iter().map(|each| each.as_str()), found);
            once(path("people.never"), stage.people.never.iter().map(|each| each.as_str()), found);
            for (index, clock) in stage.clocks.iter().enumerate() {
                once(path(&format!("clock.{index}.met_by")), clock.met_by.iter().map(|each| each.as_str()), found);
                let restarts = clock.restarts_on.iter().map(|each| each.as_str());
                once(path(&format!("clock.{index}.restarts_on")), restarts, found);
            }
        }
        for (at, rule) in self.extensions.iter().enumerate() {
            once(format!("extension.{at}.needs"), rule.needs.iter().map(|need| need.as_str()), found);
        }
        once("acceptance.without_consent".into(), self.acceptance.without_consent.iter().map(String::as_str), found);
        let subjects = self.ombudsmen.iter().flat_map(|rule| &rule.subjects);
        once("ombudsman".into(), subjects.map(String::as_str), found);
    }

    fn ombudsman_problems(&self, found: &mut Problems) {
        for (index, rule) in self.ombudsmen.iter().enumerate() {
            let path = format!("ombudsman.{index}");
            let said = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.trim().is_empty());
            match (rule.body, &rule.name) {
                (Body::Other, _) if !said(&rule.name) => {
                    found.add(format!("{path}.name"), "nothing", "the name of the other body")
                }
                (Body::Other, _) if !said(&rule.reached_at) => {
                    found.add(
                        format!("{path}.reached_at"),
                        "nothing",
                        "where the other body is reached: web page, telephone",
                    );
                }
                (Body::Other, _) | (_, None) => {}
                (Body::Nobody, Some(name)) => {
                    found.add(format!("{path}.name"), quoted(name), "no name: the body is nobody")
                }
                (_, Some(name)) => {
                    found.add(format!("{path}.name"), quoted(name), "a name only where body = \"other\"")
                }
            }
            if let Some(within) = rule.within {
                clocks::days_problems(&format!("{path}.within"), within, found);
            }
            if !rule.body.is_somebody() {
                self.nobody_problems(&path, rule, found);
            } else if rule.body != Body::Other && rule.reached_at.as_ref().is_some_and(|text| text.trim().is_empty()) {
                found.add(format!("{path}.reached_at"), "nothing", "where the body is reached, or no reached_at");
            }
        }
        if self.ombudsmen.iter().filter(|rule| rule.subjects.is_empty()).count() > 1 {
            found.add("ombudsman", "two for all other subjects", "one without subjects");
        }
        let nobody = self.ombudsman_for(None).is_some_and(|rule| !rule.body.is_somebody());
        if nobody && self.ombudsmen.iter().all(|rule| !rule.body.is_somebody()) {
            self.asks_for_nobody(found);
        }
    }

    /// Nobody is not reached anywhere, nor within any time.
    fn nobody_problems(&self, path: &str, rule: &OmbudsmanRule, found: &mut Problems) {
        if let Some(reached_at) = &rule.reached_at {
            found.add(format!("{path}.reached_at"), quoted(reached_at), "no reached_at: the body is nobody");
        }
        if let Some(within) = rule.within {
            found.add(format!("{path}.within"), quoted(&within.words()), "no within: the body is nobody");
        }
    }

    /// A letter cannot give the details of somebody whom no matter goes to. Where some matters go to somebody, the letters
    /// of the others are content without.
    fn asks_for_nobody(&self, found: &mut Problems) {
        let mut none = |path: String, asked: bool, word: &str| {
            if asked {
                found.add(path, quoted(word), "nothing of the kind: every [[ombudsman]] is nobody");
            }
        };
        let details = |contents: &[Content]| contents.contains(&Content::Ombudsman);
        let word = Content::Ombudsman.as_str();
        for (at, letter) in self.letters.iter().enumerate() {
            none(format!("letter.{at}.must"), details(&letter.must), word);
        }
        none("acceptance.refusal_says".into(), details(&self.acceptance.refusal_says), word);
        for (at, stage) in self.stages.iter().enumerate() {
            let says = stage.refusal.as_ref().is_some_and(|refusal| details(&refusal.says));
            none(format!("stage.{at}.refusal.says"), says, word);
        }
        for (at, rule) in self.extensions.iter().enumerate() {
            let need = Need::OmbudsmanDetails;
            none(format!("extension.{at}.needs"), rule.needs.contains(&need), need.as_str());
        }
    }
}

impl Procedure {
    /// Whether a case comes to one stage by way of another.
    pub(crate) fn comes_after(&self, stage: &Stage, before: &Stage) -> bool {
        let mut reached: BTreeSet<&str> = BTreeSet::from([stage.id.as_str()]);
        loop {
            let of_reached = self.stages.iter().filter(|each| reached.contains(each.id.as_str()));
            let more: BTreeSet<&str> = of_reached.flat_map(|each| &each.follows).map(String::as_str).collect();
            if more.is_subset(&reached) {
                return stage.id != before.id && reached.contains(before.id.as_str());
            }
            reached.extend(more);
        }
    }
}

fn duplicates<'a>(path: &str, ids: impl Iterator<Item = &'a str>, found: &mut Problems) {
    let mut seen = BTreeSet::new();
    for (index, id) in ids.enumerate() {
        if !seen.insert(id) {
            found.add(format!("{path}.{index}"), format!("{} a second time", quoted(id)), "each name once");
        } else if !is_id(id) {
            found.add(format!("{path}.{index}.id"), quoted(id), ID);
        }
    }
}

/// What a name in files is written with.
const ID: &str = "lower-case letters and digits, with hyphens between them";

fn is_id(text: &str) -> bool {
    let letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !text.is_empty() && text.bytes().all(letter) && !text.starts_with('-') && !text.ends_with('-')
}

fn quoted(text: &str) -> String {
    format!("{text:?}")
}
