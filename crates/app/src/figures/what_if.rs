//! What if: the cases of a period measured under another procedure, beside the figures as they were. Nothing is
//! written.

use std::sync::Arc;

use domain::{
    Case, Procedure, ServiceId,
    feedback::Kind,
    figures::{Facts, Figures, Range},
    london,
    what_if::{Measured, measured},
};
use store::Reading;

use super::{Line, Moment, Report, Wanted, gather, lines, may_count};
use crate::{
    Office, Problem, Who,
    office::RuleBook,
    progress::{Progress, unwatched},
};

/// What is asked: a procedure, and the cases of a period.
#[derive(Debug, Clone)]
pub struct WhatIf {
    /// The procedure, with the days it counts.
    pub book: RuleBook,
    /// The period.
    pub range: Range,
    /// One service, or all that the person may see.
    pub service: Option<ServiceId>,
}

/// Two sets of figures of the same cases.
#[derive(Debug, Clone)]
pub struct Beside {
    /// The other procedure.
    pub procedure: Arc<Procedure>,
    /// The figures that time limits decide: each line as it would be (`number`) and as it was (`before`).
    pub lines: Vec<Line>,
    /// Cases measured.
    pub measured: u64,
    /// Of them, those whose last stages have no counterpart and were left out.
    pub in_part: u64,
    /// Cases left out because the procedure has no stage for their kind, by kind.
    pub left_out: Vec<(Kind, u64)>,
}

/// The figures that time limits decide. All others are the same under any procedure.
const DECIDED: [&str; 7] = [
    "no-time-limit",
    "acknowledged",
    "answered-in-time",
    "answered-in-agreed-time",
    "answered-late",
    "days-to-answer",
    "later-stages",
];
/// The parts of "open" that they decide.
const DECIDED_OPEN: [&str; 2] = ["answer-late", "acknowledgement-late"];

/// Measures the cases that count in a period under another procedure, for somebody who may see its figures. `progress`
/// is told how many were looked at, and of how many.
pub fn what_if(
    office: &Office,
    who: &Who,
    asked: &WhatIf,
    now: Moment,
    progress: &mut Progress<'_>,
) -> Result<Beside, Problem> {
    let services = may_count(who, asked.service)?;
    let wanted = Wanted { range: asked.range, service: asked.service, as_at: Some(now) };
    let report = super::count(office, &wanted, services.as_deref(), now)?;
    let mut sides = Sides::new(asked.range, asked.book.clone());
    office.read(|reading| {
        let (from, to) = (asked.range.from(), asked.range.to());
        let facts = gather::facts(office, reading, (from, to), services.as_deref(), now)?;
        let all = facts.len() as u64;
        for (done, fact) in (1..).zip(&facts) {
            sides.take(office, reading, fact, now)?;
            progress(done, all)?;
        }
        Ok(())
    })?;
    Ok(sides.beside(report))
}

/// The same under the Code that every case is measured against, where there is one.
pub(super) fn against_the_code(
    office: &Office,
    who: &Who,
    wanted: &Wanted,
    now: Moment,
) -> Result<Option<Beside>, Problem> {
    let Some(code) = office.council().against.clone() else { return Ok(None) };
    let Wanted { range, service, .. } = *wanted;
    let asked = WhatIf { book: office.book(&code.procedure, Some(code.version))?, range, service };
    what_if(office, who, &asked, now, &mut unwatched).map(Some)
}

/// Both sides, as they are counted.
struct Sides {
    book: RuleBook,
    as_it_was: Figures,
    under_it: Figures,
    measured: u64,
    in_part: u64,
    left_out: Vec<(Kind, u64)>,
}

impl Sides {
    fn new(range: Range, book: RuleBook) -> Sides {
        let none = Figures::none(range);
        Sides { book, as_it_was: none.clone(), under_it: none, measured: 0, in_part: 0, left_out: Vec::new() }
    }

    fn take(&mut self, office: &Office, reading: &Reading<'_>, kept: &Facts, now: Moment) -> Result<(), Problem> {
        if !gather::matters(kept, self.as_it_was.range) {
            return Ok(());
        }
        let history = reading.history_until(kept.reference, now)?;
        let Some(case) = Case::replay(kept.reference, &history) else { return Ok(()) };
        let own = office.rules_of(&case.under)?;
        if own.procedure() == self.book.procedure() {
            self.count(office, kept, kept);
            return Ok(());
        }
        let facts = match measured(&case, own.rules(), self.book.rules(), london::date_of(now)) {
            Measured::Whole(facts) => facts,
            Measured::InPart(facts, _) => {
                self.in_part += 1;
                facts
            }
            Measured::NotAtAll => {
                self.leave_out(kept.kind);
                return Ok(());
            }
        };
        self.count(office, kept, &facts);
        Ok(())
    }

    fn count(&mut self, office: &Office, as_it_was: &Facts, under_it: &Facts) {
        let calendar = office.calendar();
        self.measured += 1;
        self.as_it_was.add_case(as_it_was, &calendar);
        self.under_it.add_case(under_it, &calendar);
    }

    fn leave_out(&mut self, kind: Kind) {
        match self.left_out.iter_mut().find(|(each, _)| *each == kind) {
            Some((_, count)) => *count += 1,
            None => self.left_out.push((kind, 1)),
        }
    }

    /// The lines, by way of the report that pages and files are made from.
    fn beside(mut self, report: Report) -> Beside {
        self.as_it_was.sort();
        self.under_it.sort();
        let mut lines = lines(&Report { figures: self.under_it, before: self.as_it_was, ..report });
        lines.retain(is_decided);
        let Sides { book, measured, in_part, left_out, .. } = self;
        Beside { procedure: book.shared(), lines, measured, in_part, left_out }
    }
}

fn is_decided(line: &Line) -> bool {
    let part = line.part.as_deref().unwrap_or_default();
    DECIDED.contains(&line.figure) || (line.figure == "open" && DECIDED_OPEN.contains(&part))
}
