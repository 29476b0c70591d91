//! What an Ombudsman does with a case after the council: that they took it up, what they asked for
//! and by when, what they decided, and what puts it right. They work in their own time: the state of
//! the case and its time limits stay as they are.

use super::Case;
use crate::{act::OmbudsmanStep, feedback::words, ids::TextRef, london::Date, procedure::Body};

words!(
    /// What an Ombudsman decided.
    Ruling {
        /// The council was at fault.
        Upheld = "upheld", "Upheld";
        /// It was not.
        NotUpheld = "not-upheld", "Not upheld";
        /// They looked no further.
        NotInvestigated = "not-investigated", "Not investigated";
        /// They began and stopped.
        Discontinued = "discontinued", "Stopped";
    }
);

/// A case as one Ombudsman has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Investigation {
    /// Which of them.
    pub body: Body,
    /// The name of another body than those known.
    pub name: Option<TextRef>,
    /// Their reference.
    pub reference: Option<TextRef>,
    /// The day they told us.
    pub on: Date,
    /// What they asked for, in order.
    pub requests: Vec<Request>,
    /// What they decided.
    pub decision: Option<Decision>,
}

/// Something an Ombudsman asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// What.
    pub what: TextRef,
    /// The day they asked.
    pub asked: Date,
    /// By when.
    pub due: Date,
    /// The day we answered.
    pub answered: Option<Date>,
}

/// What an Ombudsman decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// In a word.
    pub ruling: Ruling,
    /// Why.
    pub reasons: TextRef,
    /// When.
    pub on: Date,
    /// What puts it right.
    pub remedy: Option<OmbudsmanRemedy>,
}

/// What an Ombudsman had the council do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OmbudsmanRemedy {
    /// What.
    pub what: TextRef,
    /// By when.
    pub due: Option<Date>,
    /// The day it was done.
    pub done: Option<Date>,
}

impl Investigation {
    /// The date that has to be kept next: of an answer, else of the remedy.
    pub fn due(&self) -> Option<Date> {
        let request =
            self.requests.iter().filter(|request| request.answered.is_none()).map(|request| request.due).min();
        let remedy = || self.decision.as_ref()?.remedy.as_ref().filter(|remedy| remedy.done.is_none())?.due;
        request.or_else(remedy)
    }
}

pub(super) fn apply(case: &mut Case, step: &OmbudsmanStep) {
    if let OmbudsmanStep::Began { body, name, reference, on } = step {
        case.investigations.push(Investigation {
            body: *body,
            name: name.clone(),
            reference: reference.clone(),
            on: *on,
            requests: Vec::new(),
            decision: None,
        });
        return;
    }
    let Some(now) = case.investigations.last_mut() else { return };
    match step {
        OmbudsmanStep::Began { .. } => {}
        OmbudsmanStep::Asked { what, on, due } => {
            now.requests.push(Request { what: what.clone(), asked: *on, due: *due, answered: None })
        }
        OmbudsmanStep::Answered { request, on } => {
            let place = request.checked_sub(1).and_then(|place| now.requests.get_mut(place as usize));
            if let Some(request) = place {
                request.answered = Some(*on);
            }
        }
        OmbudsmanStep::Decided { ruling, reasons, on, remedy } => {
            let remedy = remedy.clone().map(|(what, due)| OmbudsmanRemedy { what, due, done: None });
            now.decision = Some(Decision { ruling: *ruling, reasons: reasons.clone(), on: *on, remedy });
        }
        OmbudsmanStep::Remedied { on } => {
            if let Some(remedy) = now.decision.as_mut().and_then(|decision| decision.remedy.as_mut()) {
                remedy.done = Some(*on);
            }
        }
    }
}
