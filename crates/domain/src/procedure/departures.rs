//! Where a procedure departs from an Ombudsman's Code. It works all the same: these are warnings.
//!
//! Both Codes of 2024 allow two stages, 5 working days to acknowledge each, 10 and 20 to respond from
//! the acknowledgement, and as many again when the reason is good and the customer is told (chapters
//! 5 and 6 of either).

use super::{Code, Content, ExtensionRule, Limit, Milestone, Never, Occasion, Procedure, Stage, Start, Unit};
use crate::feedback::Kind;

/// Something in which a procedure departs from a Code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {says}")]
pub struct Departure {
    /// Whose Code.
    pub code: Code,
    /// The place in the file, such as `stage.0.clock.1.limit`.
    pub path: String,
    /// What departs from what, in a sentence.
    pub says: String,
}

/// Working days to acknowledge, in either stage.
const ACKNOWLEDGE: u32 = 5;
/// Working days to respond from the acknowledgement, and by which that may be put off, by stage.
const RESPOND: [u32; 2] = [10, 20];

impl Procedure {
    /// Where it departs from the Codes that it claims to follow.
    pub fn warnings(&self) -> Vec<Departure> {
        self.claims.iter().flat_map(|code| self.departures(*code)).collect()
    }

    /// Where it departs from a Code, whether it claims to follow that or not.
    pub fn departures(&self, code: Code) -> Vec<Departure> {
        let mut seen = Seen { code, found: Vec::new() };
        let stages: Vec<(usize, &Stage)> =
            self.stages.iter().enumerate().filter(|(_, stage)| stage.kinds.contains(&Kind::Complaint)).collect();
        for (number, (at, stage)) in stages.iter().enumerate() {
            seen.names(*at, stage);
            match RESPOND.get(number) {
                Some(most) => seen.clocks(self, *at, stage, *most),
                None => seen.add(format!("stage.{at}"), "a third stage; the Code allows two"),
            }
            if number == 1 && !stage.people.never.contains(&Never::EarlierHandler) {
                seen.add(
                    format!("stage.{at}.people"),
                    "the second stage may be dealt with by whoever dealt with the first; the Code asks for somebody else",
                );
            }
        }
        seen.letters(self);
        if self.office_closures {
            seen.add(
                "office_closures",
                "days on which the office is closed are left out; the Code knows nothing of them",
            );
        }
        seen.found
    }
}

/// What was seen so far.
struct Seen {
    code: Code,
    found: Vec<Departure>,
}

impl Seen {
    fn add(&mut self, path: impl Into<String>, says: impl Into<String>) {
        self.found.push(Departure { code: self.code, path: path.into(), says: says.into() });
    }

    fn names(&mut self, at: usize, stage: &Stage) {
        let title = stage.title.to_lowercase();
        if title.contains("informal") || title.contains("stage 0") || title.contains("pre-stage") {
            let says = format!("a stage called “{}”; the Code knows no informal stage before the first", stage.title);
            self.add(format!("stage.{at}.title"), says);
        }
    }

    fn clocks(&mut self, procedure: &Procedure, at: usize, stage: &Stage, most: u32) {
        let acknowledges = |milestones: &[Milestone]| milestones.contains(&Milestone::Acknowledged);
        if !stage.clocks.iter().any(|clock| acknowledges(&clock.met_by)) {
            self.add(format!("stage.{at}"), "no time limit to acknowledge; the Code allows 5 working days");
        }
        if !stage.clocks.iter().any(super::ClockRule::answers) {
            self.add(format!("stage.{at}"), format!("no time limit to respond; the Code allows {most} working days"));
        }
        for (index, clock) in stage.clocks.iter().enumerate() {
            let path = format!("stage.{at}.clock.{index}.limit");
            if acknowledges(&clock.met_by) && working_days(clock.limit) > ACKNOWLEDGE {
                self.add(path, format!("{} to acknowledge; the Code allows 5 working days", clock.limit.words()));
            } else if clock.answers() {
                self.respond(path, clock.start(), clock.limit, most);
                let rule = procedure.extensions.iter().enumerate().find(|(_, rule)| rule.clock == clock.id);
                if let Some((at, rule)) = rule {
                    self.extension(at, rule, most);
                }
            }
        }
    }

    fn respond(&mut self, path: String, start: Option<Start<'_>>, limit: Limit, most: u32) {
        let days = working_days(limit);
        if days <= most {
            return;
        }
        let words = limit.words();
        if matches!(start, Some(Start::On(Milestone::Received | Milestone::Asked | Milestone::Logged))) {
            let quick = days - most;
            self.add(
                path,
                format!(
                    "{words} from receipt; the Code allows {most} working days from the acknowledgement, so the last \
                     day breaks it whenever the acknowledgement leaves before working day {quick}"
                ),
            );
        } else {
            self.add(path, format!("{words} to respond; the Code allows {most} working days from the acknowledgement"));
        }
    }

    fn extension(&mut self, at: usize, rule: &ExtensionRule, most: u32) {
        let path = format!("extension.{at}");
        match rule.most {
            None => self.add(path, format!("an extension without a cap; the Code allows {most} working days more")),
            Some(limit) if working_days(limit) > most => {
                self.add(
                    format!("{path}.most"),
                    format!("{} more; the Code allows {most} working days more", limit.words()),
                );
            }
            Some(_) => {}
        }
    }

    fn letters(&mut self, procedure: &Procedure) {
        for (on, what) in [(Occasion::Delay, "a delay letter"), (Occasion::Refusal, "a refusal")] {
            let mut rules = procedure.letters.iter().filter(|rule| rule.on == on);
            if !rules.any(|rule| rule.must.contains(&Content::Ombudsman) && rule.must.contains(&Content::Reason)) {
                self.add(
                    "letter",
                    format!("{what} need not give the reason and the Ombudsman’s details; the Code asks for both"),
                );
            }
        }
    }
}

/// About how many working days a limit is: five of seven.
fn working_days(limit: Limit) -> u32 {
    let number = limit.number;
    match limit.unit {
        Unit::WorkingDays => number,
        Unit::CalendarDays => number.saturating_mul(5).div_ceil(7),
        Unit::CalendarWeeks => number.saturating_mul(5),
        Unit::CalendarMonths => number.saturating_mul(21),
        Unit::Hours => number.div_ceil(24),
        Unit::SameWorkingDay => 0,
    }
}
