//! Whether a complaint is taken: looked into after all questions, referred elsewhere, or not accepted. What goes to the
//! customer, the act and the outgoing mail are one transaction.

use domain::{Act, Moment, letter::Purpose};

use super::{
    acts::On,
    at_case::{Done, at_case},
    send::LetterForm,
};
use crate::{Office, Problem, Who, letters::Extra};

/// Says that it is looked into. `answers` are those to the procedure's questions, in their order; a reason is needed
/// where they say that the procedure is not for it.
pub fn screen(
    office: &Office,
    who: &Who,
    on: On,
    answers: &[bool],
    reason: &str,
    now: Moment,
) -> Result<Done, Problem> {
    at_case(office, who, on.reference, on.seen, now, |at| {
        let reason = Some(reason.trim()).filter(|reason| !reason.is_empty());
        let reason = reason.map(|reason| at.keep(reason)).transpose()?;
        at.act(&Act::Screen { answers: answers.to_vec(), reason })
    })
}

/// Who else can help.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReferForm {
    /// The answers that led here; empty where nothing was asked.
    pub answers: Vec<bool>,
    /// Who can help, and how to reach them.
    pub body: String,
    /// The letter; `None` where nobody can be written to.
    pub letter: Option<LetterForm>,
}

/// Tells the customer who else can help, and ends the case.
pub fn refer(office: &Office, who: &Who, on: On, form: &ReferForm, now: Moment) -> Result<Done, Problem> {
    let body = form.body.trim();
    if body.is_empty() {
        return Err(Problem::field("body", "Say who can help"));
    }
    at_case(office, who, on.reference, on.seen, now, |at| {
        let extra = Extra { other_organisation: body.into(), ..Extra::default() };
        let letter = form.letter.as_ref();
        let letter = letter.map(|form| at.write(Purpose::Referral, &extra, form.method, form.changed())).transpose()?;
        let body = at.keep(body)?;
        at.act(&Act::Refer { answers: form.answers.clone(), body, letter })
    })
}

/// Why it is not accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeclineForm {
    /// The answers that led here; empty where nothing was asked.
    pub answers: Vec<bool>,
    /// Id of the exclusion; `None` for another reason.
    pub exclusion: Option<String>,
    /// The reason, as the customer reads it.
    pub reason: String,
    /// The letter.
    pub letter: LetterForm,
}

/// Does not take it under the procedure; the customer is told why and of their rights.
pub fn decline(office: &Office, who: &Who, on: On, form: &DeclineForm, now: Moment) -> Result<Done, Problem> {
    if form.reason.trim().is_empty() {
        return Err(Problem::field("reason", "Give the reason; it goes into the letter"));
    }
    at_case(office, who, on.reference, on.seen, now, |at| {
        let extra = Extra { reason: form.reason.clone(), ..Extra::default() };
        let letter = at.write(Purpose::Refusal, &extra, form.letter.method, form.letter.changed())?;
        let reason = at.keep(form.reason.trim())?;
        at.act(&Act::Decline { answers: form.answers.clone(), exclusion: form.exclusion.clone(), reason, letter })
    })
}
