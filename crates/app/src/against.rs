//! Measured also against: a Code beside the procedure that the council follows. Both run on every case; the
//! earlier date drives the work, and each is told for itself. Off until an administrator chooses a Code.

use std::sync::Arc;

use domain::{
    Case, Clock, Date, Moment, Procedure,
    clock::{self, next_due},
    what_if::carried_over,
};
use store::{CaseRow, Reading, Redated};

use crate::{
    Office, Problem, Who, cases,
    office::RuleBook,
    people::administrators_only,
    procedures,
    progress::Progress,
    settings::{self, Council},
};

/// Stands between the id of a Code and that of its time limit where a row says what drives the work.
const OF: char = '/';

/// A case under the Code that it is measured against.
#[derive(Debug, Clone)]
pub struct Against {
    /// The Code.
    pub procedure: Arc<Procedure>,
    /// Its time limits as they stand today.
    pub clocks: Vec<Clock>,
    /// The case as if it had begun under the Code.
    carried: Case,
}

impl Against {
    /// A case that began under `book`; `None` where it is measured against nothing else, or the Code has no stage
    /// for its kind.
    pub fn of(case: &Case, book: &RuleBook, today: Date) -> Option<Against> {
        let code = book.against()?;
        let carried = carried_over(case, book.rules(), code.rules(), today)?;
        let clocks = clock::clocks(&carried, today, code.rules());
        Some(Against { procedure: code.shared(), clocks, carried })
    }

    /// The case as if it had begun under the Code.
    pub(crate) fn case(&self) -> &Case {
        &self.carried
    }

    /// The time limits of the stage that stands for the one the case is in, and those on the whole.
    pub fn of_stage_now(&self) -> Vec<&Clock> {
        clock::of_stage_now(&self.carried, &self.clocks, &self.procedure)
    }

    /// The Code's next date, where it comes before the next of the case's own time limits.
    pub fn drives(&self, own: &[Clock]) -> Option<&Clock> {
        let earlier = |code: &&Clock| next_due(own).is_none_or(|own| code.held_to < own.held_to);
        next_due(&self.clocks).filter(earlier)
    }

    /// How a row names a time limit of the Code.
    pub(crate) fn name_of(&self, clock: &Clock) -> String {
        format!("{}{OF}{}", self.procedure.id, clock.id)
    }
}

/// Whether the next date of a case is one of the Code that it is measured against.
pub fn drives(row: &CaseRow) -> bool {
    row.next_clock.as_ref().is_some_and(|clock| clock.contains(OF))
}

/// Measures every case also against the newest version of a procedure, or against nothing else, and dates the
/// open cases again. Only for administrators; noted among what was done to the office. `progress` is told how many
/// open cases were looked at, and of how many.
pub fn measure_against(
    office: &Office,
    who: &Who,
    id: Option<&str>,
    now: Moment,
    progress: &mut Progress<'_>,
) -> Result<(), Problem> {
    administrators_only(who)?;
    if id.is_some_and(|id| id == office.council().procedure) {
        return Err(Problem::field(
            "against",
            "This is the procedure you follow already. Choose another, or nothing else",
        ));
    }
    office.change_rules(|writing| {
        let code = id.map(|id| office.book(id, None)).transpose()?.map(Arc::new);
        let against = code.as_ref().map(|code| code.under());
        let council: Council = settings::get(writing)?;
        if council.against == against {
            return Ok(());
        }
        settings::set(writing, &Council { against, ..council })?;
        procedures::keep_shipped(writing, now)?;
        if let Some(code) = &code {
            procedures::keep_for_good(writing, &code.procedure().id, code.procedure().version, now)?;
        }
        writing.redate(&redated(office, writing, code.as_ref(), now, progress)?)?;
        let name = code.as_ref().map(|code| code.procedure().name.clone());
        let detail = serde_json::json!({ "name": name, "version": code.as_ref().map(|code| code.procedure().version) });
        Ok(writing.note_office_event(now, Some(who.id()), "measured-against", &detail.to_string())?)
    })
}

/// The open cases whose dates are others when measured against this Code.
fn redated(
    office: &Office,
    reading: &Reading<'_>,
    code: Option<&Arc<RuleBook>>,
    now: Moment,
    progress: &mut Progress<'_>,
) -> Result<Vec<Redated>, Problem> {
    let mut rows = Vec::new();
    cases::each_open(
        reading,
        |_| true,
        progress,
        |row, case, _| {
            let book = office.rules_of(&case.under)?.beside(code.cloned());
            let dated = cases::dated(&case, &book, now)?;
            if cases::dates_differ(&dated, row) {
                rows.push(dated);
            }
            Ok(())
        },
    )?;
    Ok(rows)
}
