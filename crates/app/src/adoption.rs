//! Adopting a procedure, or another version of one: new cases begin under it from the day it is in
//! force. Cases that began before keep the version they began under.

use domain::{Moment, Procedure, london};

use crate::{
    Office, Problem, Who,
    office::RuleBook,
    people::administrators_only,
    procedures,
    settings::{self, Council},
};

/// Adopts a version. Only for administrators; noted among what was done to the office. A version whose last day
/// has passed, and the one adopted last, are refused.
pub fn adopt(office: &Office, who: &Who, id: &str, version: u32, now: Moment) -> Result<(), Problem> {
    administrators_only(who)?;
    let book = office.book(id, Some(version))?;
    let before = office.adopted()?;
    may_be_adopted(&before, book.procedure(), now)?;
    let last = before.last().map(RuleBook::under);
    office.store().write(|writing| {
        let council: Council = settings::get(writing)?;
        let adopted = before.iter().map(RuleBook::under).chain([book.under()]).collect();
        settings::set(writing, &Council { procedure: id.to_owned(), adopted, ..council })?;
        procedures::keep_shipped(writing, now)?;
        let detail = serde_json::json!({
            "procedure": id, "version": version, "name": book.procedure().name, "in_force": book.procedure().in_force,
            "before": last,
        });
        Ok::<_, Problem>(writing.note_office_event(now, Some(who.id()), "procedure-adopted", &detail.to_string())?)
    })?;
    office.refresh()
}

fn may_be_adopted(before: &[RuleBook], procedure: &Procedure, now: Moment) -> Result<(), Problem> {
    let today = london::date_of(now);
    if before.last().is_some_and(|last| last.procedure() == procedure) {
        return Err(Problem::field("procedure", "This is the procedure you follow already. Choose another"));
    }
    match procedure.until.filter(|until| *until < today) {
        Some(until) => {
            let words = format!("This version was in force until {}. Choose another", until.format("%-d %B %Y"));
            Err(Problem::field("procedure", words))
        }
        None => Ok(()),
    }
}
