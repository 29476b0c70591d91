//! What is to be known of a procedure before it is adopted, and afterwards by whoever reads it. It works all the same: these
//! are warnings, found in `domain`. One place tells them, so that every page says the same.

use domain::{
    Procedure,
    procedure::{Departure, Wait},
};

/// Warnings of a procedure, in words.
pub(in crate::pages) struct Warned {
    /// Where it departs from the Codes that it claims to follow.
    departures: Vec<String>,
    /// What in it may wait for ever.
    waits: Vec<String>,
}

impl Warned {
    /// Each kind under its heading; none where there is nothing to say.
    pub fn told(&self) -> Vec<(&'static str, &[String])> {
        let all = [
            ("Where it departs from the Code it follows", self.departures.as_slice()),
            ("What may wait for ever", self.waits.as_slice()),
        ];
        all.into_iter().filter(|(_, lines)| !lines.is_empty()).collect()
    }
}

/// What a procedure is warned of.
pub(in crate::pages) fn warned(procedure: &Procedure) -> Warned {
    let departure = |departure: &Departure| format!("{}: {}.", departure.code.title(), departure.says);
    let wait = |wait: Wait| format!("{}.", wait.says);
    Warned {
        departures: procedure.warnings().iter().map(departure).collect(),
        waits: procedure.waits().into_iter().map(wait).collect(),
    }
}
