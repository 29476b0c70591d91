//! The import itself: one batch in one transaction, and taking it back.

use chrono::Datelike;
use domain::{By, Case, Moment, Reference, london};
use store::{Batch, Writing};

use super::{
    entry::Entry,
    history::{self, Origin},
    may,
    plan::Plan,
};
use crate::{Office, Problem, Who, also, cases, office::RuleBook, progress::Progress};

/// What came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BroughtIn {
    /// Number of the batch, for taking it back.
    pub batch: i64,
    /// The first and the last reference.
    pub references: Option<(Reference, Reference)>,
    /// How many cases.
    pub cases: u64,
}

/// Brings the cases of a plan in: all of them, or none, each under the procedure that it would have come under. Refused while somebody has to say how dates
/// are meant, and, unless `leave_out_refused`, while there are rows that cannot be taken. `who` is
/// nobody at a console. `progress` is told how many cases are in, and of how many.
pub fn bring_in(
    office: &Office,
    who: Option<&Who>,
    plan: &Plan,
    leave_out_refused: bool,
    now: Moment,
    progress: &mut Progress<'_>,
) -> Result<BroughtIn, Problem> {
    who.map_or(Ok(()), may)?;
    if plan.must_ask() {
        return Err(Problem::field("dates", "Say how the dates are meant"));
    }
    if plan.entries.is_empty() {
        return Err(Problem::field("file", "There is no row in it that can be brought in"));
    }
    if !plan.refused.is_empty() && !leave_out_refused {
        let words = format!(
            "{} of {} rows cannot be brought in. Mend them, or say that they are to be left out",
            plan.refused_rows(),
            plan.rows
        );
        return Err(Problem::field("leave_out_refused", words));
    }
    let today = london::date_of(now);
    let by = who.map(Who::id);
    office.store().write(|writing| {
        let services = writing.services()?;
        let rows = u32::try_from(plan.rows).unwrap_or(u32::MAX);
        let batch =
            writing.begin_batch(&Batch { id: 0, at: now, by, file_name: plan.file.clone(), rows, undone: None })?;
        let origin = Origin { batch, at: now, by: by.map_or(By::Heard, By::Person) };
        let (mut references, all) = (None, plan.entries.len() as u64);
        for (done, entry) in (1..).zip(&plan.entries) {
            let reference = writing.next_reference(london::date_of(now).year())?;
            let subject = also::subject_of(&services, entry.service);
            let book = office.rules_for_case(&also::coming(entry.kind, subject, 1), entry.received, today)?;
            save(writing, &book, reference, entry, origin)?;
            references = Some((references.map_or(reference, |(first, _)| first), reference));
            if done % 50 == 0 {
                progress(done, all)?;
            }
        }
        let detail = serde_json::json!({ "batch": batch, "cases": all, "refused": plan.refused_rows() }).to_string();
        writing.note_office_event(now, by, "import", &detail)?;
        Ok::<_, Problem>(BroughtIn { batch, references, cases: all })
    })
}

fn save(
    writing: &Writing<'_>,
    book: &RuleBook,
    reference: Reference,
    entry: &Entry,
    origin: Origin,
) -> Result<(), Problem> {
    let customer = entry.customer.as_ref().map(|customer| writing.add_customer(customer)).transpose()?;
    let history = history::of(entry, book.under(), customer, origin, |words| writing.keep_text(reference, words))?;
    let case = Case::replay(reference, &history)
        .ok_or_else(|| Problem::Broken("A history began with something else.".into()))?;
    Ok(writing.begin_case(&cases::row(writing, &case, book, origin.at)?, &history)?)
}

/// Takes an import back, as long as nobody has worked on any of its cases. Their numbers stay used.
pub fn undo(office: &Office, who: Option<&Who>, batch: i64, now: Moment) -> Result<u64, Problem> {
    who.map_or(Ok(()), may)?;
    office.store().write(|writing| {
        let known = writing.batches()?.into_iter().find(|each| each.id == batch);
        let known = known.ok_or_else(|| Problem::NotFound(format!("There is no import {batch}.")))?;
        if known.undone.is_some() {
            return Err(Problem::NotAllowed(format!("Import {batch} was undone already.")));
        }
        let cases = writing.batch_references(batch)?.len() as u64;
        writing.undo_batch(batch, now)?;
        let detail = serde_json::json!({ "batch": batch, "cases": cases }).to_string();
        writing.note_office_event(now, who.map(Who::id), "import-undone", &detail)?;
        Ok(cases)
    })
}

/// The imports there were, newest first.
pub fn batches(office: &Office, who: &Who) -> Result<Vec<Batch>, Problem> {
    may(who)?;
    office.read(|reading| Ok(reading.batches()?))
}
