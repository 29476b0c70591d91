//! Whether a complaint is taken: the questions of a procedure, one after another. What follows from the answers is
//! only ever a suggestion; whoever asks decides on the merits and says why (LGSCO Code 2.1 and 2.5).

use serde::{Deserialize, Serialize};

use super::{Exclusion, Procedure};
use crate::feedback::Kind;

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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
}

/// A question to ask next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question<'a> {
    /// The question; a statement where the procedure gives none.
    pub words: &'a str,
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
    /// Asks the questions in the order of the procedure: first what makes it another kind, then what the procedure
    /// is not for, each with what lifts it. `yes` are the answers so far, in the order of the questions.
    pub fn screen(&self, yes: &[bool]) -> Screening<'_> {
        let mut asking = Asking { left: yes.iter(), answers: Vec::new() };
        let found = asking.sorted(self).or_else(|| self.exclusions.iter().find_map(|each| asking.excluded(each)));
        Screening { answers: asking.answers, outcome: found.unwrap_or(Outcome::Take) }
    }
}

struct Asking<'y> {
    left: std::slice::Iter<'y, bool>,
    answers: Vec<Answer>,
}

impl Asking<'_> {
    /// The answer; the question itself where there is none yet.
    fn ask<'a>(&mut self, question: Question<'a>) -> Result<bool, Outcome<'a>> {
        let yes = *self.left.next().ok_or(Outcome::Ask(question))?;
        self.answers.push(Answer { question: question.words.to_owned(), yes });
        Ok(yes)
    }

    fn sorted<'a>(&mut self, procedure: &'a Procedure) -> Found<'a> {
        procedure.acceptance.sortings.iter().find_map(|sorting| {
            match self.ask(Question { words: &sorting.question, lifts: None }) {
                Ok(yes) => yes.then_some(Outcome::Becomes(sorting.becomes)),
                Err(ask) => Some(ask),
            }
        })
    }

    fn excluded<'a>(&mut self, exclusion: &'a Exclusion) -> Found<'a> {
        let words = exclusion.question.as_deref().unwrap_or(&exclusion.title);
        match self.ask(Question { words, lifts: None }) {
            Ok(true) => self.unless_lifted(exclusion),
            Ok(false) => None,
            Err(ask) => Some(ask),
        }
    }

    fn unless_lifted<'a>(&mut self, exclusion: &'a Exclusion) -> Found<'a> {
        for words in &exclusion.unless {
            match self.ask(Question { words, lifts: Some(exclusion) }) {
                Ok(true) => return None,
                Ok(false) => {}
                Err(ask) => return Some(ask),
            }
        }
        Some(if exclusion.refer_to.is_some() { Outcome::Refer(exclusion) } else { Outcome::Refuse(exclusion) })
    }
}
