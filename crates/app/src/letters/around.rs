//! What a response's letter says around the words that are signed, for the checks of what it must contain. The letter
//! itself is made when it leaves.

use domain::{Case, letter::Purpose};
use store::Reading;

use super::{fields::Facts, rights::Next, template::templates};
use crate::Problem;

/// The template of a response with all that does not hang on who signs it, and no words of its own.
pub(crate) fn around_response(reading: &Reading<'_>, case: &Case, next: &Next) -> Result<String, Problem> {
    let template = templates(reading)?.into_iter().find(|template| template.purpose == Purpose::Response);
    let Some(template) = template else { return Ok(String::new()) };
    let mut facts = Facts::default();
    facts.set("reference", case.reference.to_string());
    facts.set("rights", next.rights.as_str());
    facts.set("ombudsman", next.ombudsman.as_str());
    let words = template.fill(&facts);
    Ok(format!("{}\n{}", words.subject, words.body))
}
