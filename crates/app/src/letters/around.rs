//! What a response's letter says around the words that are signed, for the checks of what it must contain. The letter
//! itself is made when it leaves.

use domain::{Case, Procedure, letter::Purpose};
use store::Reading;

use super::{fields::Facts, template::templates, write::other_ombudsman};
use crate::{Problem, settings::Council};

/// The template of a response with all that does not hang on who signs it, and no words of its own.
pub(crate) fn around_response(
    reading: &Reading<'_>,
    case: &Case,
    procedure: &Procedure,
    council: &Council,
) -> Result<String, Problem> {
    let template = templates(reading)?.into_iter().find(|template| template.purpose == Purpose::Response);
    let Some(template) = template else { return Ok(String::new()) };
    let mut facts = Facts::default();
    facts.set("reference", case.reference.to_string());
    facts.set("rights", procedure.rights.as_str());
    facts.set("ombudsman", other_ombudsman(reading, case, procedure, council)?);
    let words = template.fill(&facts);
    Ok(format!("{}\n{}", words.subject, words.body))
}
