//! Adopting a procedure, or another version of one: new cases begin under it from the day it is in
//! force. Cases that began before keep the version they began under.

use domain::{
    Moment, Procedure, london,
    procedure::{Reading, Readings},
};

use crate::{
    Office, Problem, Who,
    office::RuleBook,
    people::administrators_only,
    procedures,
    settings::{self, Council},
};

/// Adopts a version with the readings chosen. Only for administrators; noted among what was done to the office. A
/// version whose last day has passed, the one adopted last, and a sentence of which nobody chose the reading are refused.
pub fn adopt(
    office: &Office,
    who: &Who,
    id: &str,
    version: u32,
    chosen: &Readings,
    now: Moment,
) -> Result<(), Problem> {
    administrators_only(who)?;
    let book = as_chosen(&office.book(id, Some(version))?, chosen)?;
    let before = office.adopted()?;
    may_be_adopted(&before, book.procedure(), now)?;
    let last = before.last().map(RuleBook::under);
    office.change_rules(|writing| {
        let council: Council = settings::get(writing)?;
        let adopted = before.iter().map(RuleBook::under).chain([book.under()]).collect();
        // What is followed for every case is not followed for some as well.
        let also = council.also.iter().filter(|under| under.procedure != id).cloned().collect();
        settings::set(writing, &Council { procedure: id.to_owned(), adopted, also, ..council })?;
        procedures::keep_shipped(writing, now)?;
        procedures::keep_for_good(writing, id, version, now)?;
        let detail = serde_json::json!({
            "procedure": id, "version": version, "name": book.procedure().name, "in_force": book.procedure().in_force,
            "readings": chosen_words(book.procedure()), "before": last,
        });
        Ok(writing.note_office_event(now, Some(who.id()), "procedure-adopted", &detail.to_string())?)
    })
}

/// The version with its readings chosen, each of them.
pub(crate) fn as_chosen(book: &RuleBook, chosen: &Readings) -> Result<RuleBook, Problem> {
    let undecided = |reading: &&Reading| !chosen.contains_key(&reading.id);
    if let Some(reading) = book.procedure().readings.iter().find(undecided) {
        return Err(Problem::field("readings", format!("Choose a reading: {}", reading.question)));
    }
    book.read_by(chosen).ok_or_else(|| Problem::field("readings", "Choose one of the readings that are offered"))
}

/// The readings chosen, in words.
pub(crate) fn chosen_words(procedure: &Procedure) -> Vec<&str> {
    procedure.readings.iter().filter_map(|reading| Some(procedure.chosen_of(reading)?.title.as_str())).collect()
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
