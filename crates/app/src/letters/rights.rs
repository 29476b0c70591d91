//! What a customer may do next who is not content, as the letters of a case say it: by the stage, and by the Ombudsman that
//! a matter of its subject goes to.

use domain::{Case, Procedure, procedure::OmbudsmanRule};
use store::Reading;

use crate::{Problem, settings::Council};

/// What they may do next.
#[derive(Debug, Clone, Default)]
pub(crate) struct Next {
    /// Their rights, in the words of the procedure.
    pub(crate) rights: String,
    /// What those leave out of the Ombudsman: who they are, within what time, where they are reached.
    pub(crate) ombudsman: String,
}

impl Next {
    /// That of a case in the stage it is in, or, in a letter that refuses a stage, of the one that was asked for.
    pub(crate) fn of(
        reading: &Reading<'_>,
        case: &Case,
        procedure: &Procedure,
        council: &Council,
        asked: Option<&str>,
    ) -> Result<Next, Problem> {
        let body = crate::ombudsman::body_for(reading, case, procedure, council)?;
        let here = || case.journey(procedure).pop().map(|stage| stage.id.as_str()).unwrap_or_default();
        let rights = match asked {
            Some(stage) => procedure.rights_refused(stage, &body),
            None => procedure.rights_in(here(), &body),
        };
        Ok(Next { rights: rights.to_owned(), ombudsman: left_out(rights, &body) })
    }
}

fn left_out(rights: &str, body: &OmbudsmanRule) -> String {
    if !body.body.is_somebody() {
        return String::new();
    }
    let name = body.in_a_sentence();
    if !rights.contains(body.title()) {
        let within = body.within.map(|within| format!(", within {} of our answer", within.words())).unwrap_or_default();
        return format!("For this matter it is {name} you can ask{within}: {}.", body.reached_at());
    }
    // Rights that give them a time give their own.
    let timed = |sentence: &str| sentence.contains(body.title()) && sentence.contains(" within ");
    let within = body.within.filter(|_| !rights.split(". ").any(timed));
    let within = within.map(|within| format!("You have {} from our last answer to ask {name}.", within.words()));
    let reached_at = body.reached_at.as_deref().filter(|reached| !rights.contains(reached));
    let reached_at = reached_at.map(|reached| format!("You reach {name} at {reached}."));
    within.into_iter().chain(reached_at).collect::<Vec<_>>().join(" ")
}
