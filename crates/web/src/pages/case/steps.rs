//! The progress strip: which steps of a case are behind it and which one it is at.

use domain::{Case, Procedure, StateKind, feedback::Kind};

/// A step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Its name.
    pub words: &'static str,
    /// Whether it is behind the case.
    pub done: bool,
    /// Whether the case is at it.
    pub now: bool,
}

/// The steps of a case. A case that has ended is at none.
pub fn steps(case: &Case, procedure: &Procedure) -> Vec<Step> {
    let told = case.acknowledged().is_some() || case.answered().is_some();
    let closed = !case.is_open();
    let ends =
        if case.owes_full_answer(procedure) { ("Answered", case.answered().is_some()) } else { ("Passed on", closed) };
    let steps = match case.kind {
        Kind::Complaint => complaint(case, told),
        Kind::Compliment => vec![("Logged", true), ("Thanked", told), ends, ("Closed", closed)],
        Kind::Comment => vec![("Logged", true), ("Acknowledged", told), ends, ("Closed", closed)],
        Kind::ServiceRequest => vec![("Logged", true), ("Handed over", told), ("Closed", closed)],
    };
    let at = steps.iter().position(|(_, done)| !done).filter(|_| !closed);
    steps.iter().enumerate().map(|(place, (words, done))| Step { words, done: *done, now: at == Some(place) }).collect()
}

fn complaint(case: &Case, told: bool) -> Vec<(&'static str, bool)> {
    let sent = case.answered().is_some();
    let signed = sent || case.state.kind() == StateKind::SignedOff;
    let drafted = signed || case.state.kind() == StateKind::AwaitingSignOff;
    let investigated = drafted || case.draft.is_some();
    vec![
        ("Logged", true),
        ("Acknowledged", told),
        ("Investigated", investigated),
        ("Drafted", drafted),
        ("Sign-off", signed),
        ("Sent", sent),
        // What an earlier stage taught is no step of this one.
        ("Lessons", case.learning.is_some() && (sent || case.opened.is_empty())),
    ]
}
