//! Whether a complaint is taken: the questions of a procedure, one after another. What follows from the answers is
//! only ever a suggestion; whoever asks decides on the merits and says why (LGSCO Code 2.1 and 2.5). Only the time within
//! which a complaint must be made binds, where the procedure leaves no discretion.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{Exclusion, Milestone, Procedure};
use crate::{clock::Since, feedback::Kind, london::Date};

/// A question, and what was answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// In the words it was asked in, which stay with the case.
    pub question: String,
    /// What was answered.
    pub yes: bool,
}

impl Answer {
    /// The answer in words.
    pub const fn said(&self) -> &'static str {
        if self.yes { "Yes" } else { "No" }
    }
}

/// Where the answers lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome<'a> {
    /// To another question.
    Ask(Question<'a>),
    /// It is taken.
    Take,
    /// It is another kind of feedback.
    Becomes(Kind),
    /// The procedure is not for it, and says who deals with it instead.
    Refer(&'a Exclusion),
    /// The procedure is not for it.
    Refuse(&'a Exclusion),
    /// It comes too late. `discretion`: whether it may be taken all the same, for a reason.
    TooLate {
        /// Whether the procedure leaves that to whoever decides.
        discretion: bool,
    },
}

/// A question to ask next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question<'a> {
    /// The question; a statement where the procedure gives none.
    pub words: Cow<'a, str>,
    /// The exclusion that a "yes" lifts, where it does.
    pub lifts: Option<&'a Exclusion>,
}

/// What was asked, and where it leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Screening<'a> {
    /// The questions that were asked, in order. Answers beyond the last question are left out.
    pub answers: Vec<Answer>,
    /// Where they lead.
    pub outcome: Outcome<'a>,
}

/// What one group of questions came to; `None` goes on to the next group.
type Found<'a> = Option<Outcome<'a>>;

impl Procedure {
    /// Asks the questions in the order of the procedure: first what makes it another kind, then whether it comes too
    /// late, then what the procedure is not for, each with what lifts it. `yes` are the answers so far, in the order of
    /// the questions; `since` is what is in time for this complaint ([`crate::clock::taken_since`]).
    pub fn screen(&self, yes: &[bool], since: Option<&Since>) -> Screening<'_> {
        let mut asking = Asking { left: yes.iter(), answers: Vec::new() };
        let found = asking
            .sorted(self)
            .or_else(|| since.and_then(|since| asking.too_late(self, since)))
            .or_else(|| self.exclusions.iter().find_map(|each| asking.excluded(each)));
        Screening { answers: asking.answers, outcome: found.unwrap_or(Outcome::Take) }
    }
}

impl Procedure {
    /// Whether there is a question to ask about what it takes.
    pub fn screens(&self) -> bool {
        let acceptance = &self.acceptance;
        !acceptance.sortings.is_empty() || acceptance.window.is_some() || !self.exclusions.is_empty()
    }

    /// What the time to complain counts from, in words: "happened", "become known to the customer".
    fn complained_of(&self) -> &'static str {
        let periods = || self.acceptance.window.iter().flat_map(|window| &window.periods);
        let from = |milestone| periods().any(|period| period.from == milestone);
        match (from(Milestone::Occurred), from(Milestone::Aware)) {
            (true, true) => "Did it happen, and become known to the customer,",
            (_, false) => "Did it happen",
            (false, true) => "Did it become known to the customer",
        }
    }
}

struct Asking<'y> {
    left: std::slice::Iter<'y, bool>,
    answers: Vec<Answer>,
}

impl Asking<'_> {
    /// The answer; the question itself where there is none yet.
    fn ask<'a>(&mut self, question: Question<'a>) -> Result<bool, Outcome<'a>> {
        let Some(yes) = self.left.next().copied() else { return Err(Outcome::Ask(question)) };
        self.answers.push(Answer { question: question.words.into_owned(), yes });
        Ok(yes)
    }

    fn sorted<'a>(&mut self, procedure: &'a Procedure) -> Found<'a> {
        procedure.acceptance.sortings.iter().find_map(|sorting| {
            match self.ask(Question { words: sorting.question.as_str().into(), lifts: None }) {
                Ok(yes) => yes.then_some(Outcome::Becomes(sorting.becomes)),
                Err(ask) => Some(ask),
            }
        })
    }

    fn too_late<'a>(&mut self, procedure: &'a Procedure, since: &Since) -> Found<'a> {
        let waivable = procedure.acceptance.window.as_ref().is_some_and(|window| window.waivable);
        let before = |day: Date| {
            let words = format!("{} before {}?", procedure.complained_of(), day.format("%-d %B %Y"));
            Question { words: words.into(), lifts: None }
        };
        match self.ask(before(since.usual)) {
            Ok(true) => {}
            Ok(false) => return None,
            Err(ask) => return Some(ask),
        }
        let beyond = match since.at_most.filter(|_| waivable).map(|most| self.ask(before(most))) {
            Some(Ok(yes)) => yes,
            Some(Err(ask)) => return Some(ask),
            None => false,
        };
        Some(Outcome::TooLate { discretion: waivable && !beyond })
    }

    fn excluded<'a>(&mut self, exclusion: &'a Exclusion) -> Found<'a> {
        let words = exclusion.question.as_deref().unwrap_or(&exclusion.title);
        match self.ask(Question { words: words.into(), lifts: None }) {
            Ok(true) => self.unless_lifted(exclusion),
            Ok(false) => None,
            Err(ask) => Some(ask),
        }
    }

    fn unless_lifted<'a>(&mut self, exclusion: &'a Exclusion) -> Found<'a> {
        for words in &exclusion.unless {
            match self.ask(Question { words: words.as_str().into(), lifts: Some(exclusion) }) {
                Ok(true) => return None,
                Ok(false) => {}
                Err(ask) => return Some(ask),
            }
        }
        Some(if exclusion.refer_to.is_some() { Outcome::Refer(exclusion) } else { Outcome::Refuse(exclusion) })
    }
}
