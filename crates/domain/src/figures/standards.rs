//! Standards of timeliness: what was promised as a share, and how often it was kept. Which cases one is for and what it
//! is measured by is the procedure's; what counts for a month is said in [`super::DEFINITIONS`].

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Share;
use crate::{
    Rules,
    case::Case,
    clock::{self, Clock, When},
    feedback::{Kind, ReplyBy},
    london::Date,
    procedure::{By, Limit, Standard},
};

/// A standard that was put to the test by a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tested {
    /// The standard, by the title people read.
    pub standard: String,
    /// The day it was done, or for first contact the day it came in.
    pub on: Date,
    /// Whether it was done in time.
    pub kept: bool,
}

/// Standards, by the title people read, each with how many kept it of how many.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standards(BTreeMap<String, Share>);

impl Standards {
    /// Those that were put to the test in the period.
    pub fn titles(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// How many kept one, of how many.
    pub fn of(&self, title: &str) -> Share {
        self.0.get(title).copied().unwrap_or_default()
    }

    pub(super) fn add(&mut self, title: &str, kept: bool, more: u32) {
        self.0.entry(title.to_owned()).or_default().add(kept, more);
    }
}

/// The standards of its procedure that a case has put to the test. None where nobody wants a reply.
pub(super) fn tested(case: &Case, clocks: &[Clock], rules: Rules<'_>) -> Vec<Tested> {
    if case.reply_by == ReplyBy::None {
        return Vec::new();
    }
    let of_it = rules.procedure.standards.iter().filter(|standard| standard.is_for(case.kind, case.channel));
    of_it.filter_map(|standard| test(standard, case, clocks, rules)).collect()
}

fn test(standard: &Standard, case: &Case, clocks: &[Clock], rules: Rules<'_>) -> Option<Tested> {
    let (on, kept) = match standard.measured_by()? {
        By::FirstContact if !can_be_sorted(case) => return None,
        By::FirstContact => (case.received, case.sorted.is_some()),
        By::Answer(limit) => {
            let received = When::day(case.received, case.received_at);
            let answered = case.answered_when(0)?;
            (answered.on, clock::in_from_receipt(limit, received, rules).is_kept(answered))
        }
        By::Clock(id, limit) => by_clock(clocks.iter().find(|clock| clock.id == id)?, limit, rules)?,
    };
    Some(Tested { standard: standard.title.clone(), on, kept })
}

/// Whether it can be put right at the first contact at all, and here.
fn can_be_sorted(case: &Case) -> bool {
    matches!(case.kind, Kind::Complaint | Kind::ServiceRequest) && case.past.is_none()
}

/// The day a time limit was met, and whether by its first date, or by a limit of the standard's own from the same start.
fn by_clock(clock: &Clock, limit: Option<Limit>, rules: Rules<'_>) -> Option<(Date, bool)> {
    let on = clock.met_on()?;
    let other = limit.and_then(|limit| clock::with_another_limit(clock, limit, rules));
    Some((on, other.map_or(on <= clock.first_due && !clock.is_met_after_the_hour(), |due| on <= due)))
}
