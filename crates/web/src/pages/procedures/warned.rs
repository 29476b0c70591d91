//! What is to be known of a procedure before it is adopted, and afterwards by whoever reads it. It works all the same: these
//! are warnings, found in `domain`. One place tells them, so that every page says the same.

use app::{Office, Problem};
use domain::{
    Procedure,
    procedure::{Departure, Wait},
    staffing::Shortage,
};

/// Warnings of a procedure, in words.
pub(in crate::pages) struct Warned {
    /// Where it departs from the Codes that it claims to follow.
    departures: Vec<String>,
    /// What in it may wait for ever.
    waits: Vec<String>,
    /// Stages for which the office has too few people.
    shortages: Vec<String>,
}

impl Warned {
    /// Each kind under its heading; none where there is nothing to say.
    pub fn told(&self) -> Vec<(&'static str, &[String])> {
        let all = [
            ("Where it departs from the Code it follows", self.departures.as_slice()),
            ("What may wait for ever", self.waits.as_slice()),
            ("Where there are too few people", self.shortages.as_slice()),
        ];
        all.into_iter().filter(|(_, lines)| !lines.is_empty()).collect()
    }
}

/// What a procedure is warned of in this office.
pub(in crate::pages) fn warned(office: &Office, procedure: &Procedure) -> Result<Warned, Problem> {
    let departure = |departure: &Departure| format!("{}: {}.", departure.code.title(), departure.says);
    let wait = |wait: Wait| format!("{}.", wait.says);
    let shortage = |shortage: Shortage| shortage.says;
    Ok(Warned {
        departures: procedure.warnings().iter().map(departure).collect(),
        waits: procedure.waits().into_iter().map(wait).collect(),
        shortages: app::staffing::shortages(office, procedure)?.into_iter().map(shortage).collect(),
    })
}
