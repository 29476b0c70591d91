//! Where a procedure departs from an Ombudsman's Code. It works all the same: these are warnings.
//!
//! Both Codes of 2024 allow two stages, 5 working days to acknowledge each, 10 and 20 to respond from
//! the acknowledgement, and as many again when the reason is good and the customer is told (chapters
//! 5 and 6 of either).

use std::collections::BTreeSet;

use super::{
    Begins, ClockRule, Code, Content, ExtensionRule, Limit, Milestone, Need, Never, Occasion, Procedure, Stage, Start,
    Unit, Whichever, problems,
};
use crate::feedback::Kind;

/// Something in which a procedure departs from a Code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}: {says}", problems::place(path))]
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
const RESPOND: [u32; 2] = [10, LAST];
/// The same in the last stage that the Codes know.
const LAST: u32 = 20;
/// What a stage before the first is called (5.2 of either knows none).
const BEFORE_THE_FIRST: [&str; 7] =
    ["informal", "stage 0", "stage zero", "pre stage", "pre complaint", "early resolution", "local resolution"];
/// Months since it happened within which a complaint is taken (2.2 of the Housing Ombudsman's, 2.3 of the other).
const MONTHS: u32 = 12;

impl Procedure {
    /// Where it departs from the Codes that it claims to follow.
    pub fn warnings(&self) -> Vec<Departure> {
        let claims: BTreeSet<Code> = self.claims.iter().copied().collect();
        claims.into_iter().flat_map(|code| self.departures(code)).collect()
    }

    /// Where it departs from a Code, whether it claims to follow that or not.
    pub fn departures(&self, code: Code) -> Vec<Departure> {
        let mut seen = Seen { code, found: Vec::new() };
        let complaints = self.stages.iter().enumerate().filter(|(_, stage)| stage.kinds.contains(&Kind::Complaint));
        for (at, stage) in complaints {
            let number = self.stages_before(stage);
            seen.names(at, stage);
            match RESPOND.get(number) {
                Some(most) => seen.clocks(self, at, stage, *most),
                None => {
                    seen.add(format!("stage.{at}"), "a third stage; the Code allows two");
                    // More time there is as long as in the stage that the Code has last.
                    let clocks = stage.clocks.iter().filter(|clock| clock.is_for_kind(Kind::Complaint));
                    for clock in clocks.filter(|clock| clock.answers()) {
                        seen.extensions(self, clock, LAST);
                    }
                }
            }
            if number == 1 && !stage.people.never.contains(&Never::EarlierHandler) {
                seen.add(
                    format!("stage.{at}.people"),
                    "the second stage may be dealt with by whoever dealt with the first; the Code asks for somebody else",
                );
            }
        }
        seen.letters(self);
        seen.window(self);
        if self.clocks().any(|clock| clock.office_closures.unwrap_or(self.office_closures)) {
            seen.add(
                "office_closures",
                "days on which the office is closed are left out; the Code knows nothing of them",
            );
        }
        seen.found
    }

    /// How many stages a case goes through before this one at least, whatever their order in the file.
    fn stages_before(&self, stage: &Stage) -> usize {
        let mut reached: Vec<&str> = vec![&stage.id];
        let mut number = 0;
        // As many steps back as there are stages: more would go in a circle.
        while number < self.stages.len()
            && !self.stages.iter().any(|each| each.begins() && reached.contains(&&*each.id))
        {
            let before = self.stages.iter().filter(|each| reached.contains(&&*each.id));
            reached = before.flat_map(|each| &each.follows).map(String::as_str).collect();
            number += 1;
        }
        number
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
        let title = stage.title.to_lowercase().replace('-', " ");
        if BEFORE_THE_FIRST.iter().any(|name| title.contains(name)) {
            let says = format!("a stage called “{}”; the Code knows no informal stage before the first", stage.title);
            self.add(format!("stage.{at}.title"), says);
        }
    }

    fn clocks(&mut self, procedure: &Procedure, at: usize, stage: &Stage, most: u32) {
        let acknowledges = |milestones: &[Milestone]| milestones.contains(&Milestone::Acknowledged);
        let clocks = || stage.clocks.iter().enumerate().filter(|(_, clock)| clock.is_for_kind(Kind::Complaint));
        // The Code asks it for every complaint, also for one in no band.
        let always = || clocks().filter(|(_, clock)| clock.for_bands.is_empty());
        if !always().any(|(_, clock)| acknowledges(&clock.met_by)) {
            self.add(format!("stage.{at}"), "no time limit to acknowledge; the Code allows 5 working days");
        }
        if !always().any(|(_, clock)| clock.answers()) {
            self.add(format!("stage.{at}"), format!("no time limit to respond; the Code allows {most} working days"));
        }
        for (index, clock) in clocks() {
            let path = format!("stage.{at}.clock.{index}.limit");
            let limit = longest(clock);
            if acknowledges(&clock.met_by) {
                if working_days(limit) > ACKNOWLEDGE {
                    self.add(path, format!("{} to acknowledge; the Code allows 5 working days", limit.words()));
                }
                self.starts_late(&format!("stage.{at}.clock.{index}"), (stage, clock), &[], "receipt");
            } else if clock.answers() {
                self.respond(path, clock.start(), limit, most);
                let acknowledged = [Milestone::Acknowledged];
                let path = format!("stage.{at}.clock.{index}");
                self.starts_late(&path, (stage, clock), &acknowledged, "the acknowledgement");
                if !clock.restarts_on.is_empty() {
                    let path = format!("stage.{at}.clock.{index}.restarts_on");
                    self.add(path, "the count begins anew; the Code counts once, from the acknowledgement");
                }
                self.counted_otherwise(&format!("stage.{at}.clock.{index}"), clock);
                if clock.met_by.contains(&Milestone::Interim) {
                    let path = format!("stage.{at}.clock.{index}.met_by");
                    self.add(path, "an interim reply is enough to keep the limit; the Code asks for the full response");
                }
                self.extensions(procedure, clock, most);
            }
        }
    }

    /// Ways of counting that give more days than the Code does.
    fn counted_otherwise(&mut self, path: &str, clock: &ClockRule) {
        let ways = [
            (clock.begins == Begins::DayAfter, "begins", "the count begins a day later than the Code’s"),
            (clock.clear, "clear", "only whole days between count, a day more than the Code allows"),
            (clock.uncapped, "uncapped", "it waits for its start for ever; the Code bounds the wait"),
        ];
        for (_, word, says) in ways.into_iter().filter(|(is, ..)| *is) {
            self.add(format!("{path}.{word}"), says);
        }
    }

    /// A count from something that may come later than what the Code counts from: neither receipt nor the request for the
    /// stage, nor one of `also`, nor anything of a stage before.
    fn starts_late(&mut self, path: &str, (stage, clock): (&Stage, &ClockRule), also: &[Milestone], from: &str) {
        let before = |milestone: &Milestone| {
            milestone.of_the_case() || *milestone == Milestone::Asked || also.contains(milestone)
        };
        match clock.start() {
            Some(Start::On(milestone)) if !before(&milestone) && clock.of.as_ref().is_none_or(|of| *of == stage.id) => {
                let says = format!("counted from the day {}; the Code counts from {from}", milestone.title());
                self.add(format!("{path}.from"), says);
            }
            Some(Start::After(id)) => {
                let step = stage.clocks.iter().find(|each| each.id == id);
                if let Some(step) = step.filter(|step| !step.met_by.iter().any(before)) {
                    let says = format!("counted from the step “{}”; the Code counts from {from}", step.title);
                    self.add(format!("{path}.after"), says);
                }
            }
            Some(Start::On(_)) | None => {}
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

    fn extensions(&mut self, procedure: &Procedure, clock: &ClockRule, most: u32) {
        let rules = procedure.extensions.iter().enumerate().filter(|(_, rule)| rule.clock == clock.id);
        for (at, rule) in rules {
            self.extension(at, rule, clock, most);
        }
    }

    /// An extension is as long as the shorter of its two bounds; in all, from the shortest limit of the clock.
    fn extension(&mut self, at: usize, rule: &ExtensionRule, clock: &ClockRule, most: u32) {
        let more = rule.most.map(working_days);
        let shortest = clock.bands.values().copied().chain([clock.limit]).map(working_days).min().unwrap_or(0);
        let beyond = rule.total.map(|total| working_days(total).saturating_sub(shortest));
        match (rule.most, rule.total) {
            _ if [more, beyond].into_iter().flatten().any(|days| days <= most) => {}
            (None, None) => {
                let says = format!("an extension without a cap; the Code allows {most} working days more");
                self.add(format!("extension.{at}"), says);
            }
            (Some(limit), _) => {
                let says = format!("{} more; the Code allows {most} working days more", limit.words());
                self.add(format!("extension.{at}.most"), says);
            }
            (None, Some(total)) => {
                let says = format!("{} in all; the Code allows {most} working days more than the limit", total.words());
                self.add(format!("extension.{at}.total"), says);
            }
        }
    }

    /// What a delay letter and a refusal say, in each stage in which they are written.
    fn letters(&mut self, procedure: &Procedure) {
        let says = |what: &str, (reason, ombudsman): (bool, bool)| {
            let lacking = match (reason, ombudsman) {
                (false, false) => "the reason and the Ombudsman’s details; the Code asks for both",
                (false, true) => "the reason; the Code asks for it",
                (true, _) => "the Ombudsman’s details; the Code asks for them",
            };
            format!("{what} need not give {lacking}")
        };
        let stages = || procedure.stages.iter().filter(|stage| stage.kinds.contains(&Kind::Complaint));
        let asked = |on: Occasion, content: Content, stage: &Stage| {
            procedure.must_contain(on, &stage.id).any(|each| each == content)
        };
        for (at, rule) in procedure.extensions.iter().enumerate() {
            let puts_off = |clock: &ClockRule| clock.id == rule.clock && clock.is_for_kind(Kind::Complaint);
            let whole = procedure.overall.iter().any(puts_off);
            let of = stages().filter(|stage| whole || stage.clocks.iter().any(puts_off));
            let has = |stage: &Stage| {
                let reason = asked(Occasion::Delay, Content::Reason, stage) || rule.needs.contains(&Need::Reason);
                (reason, asked(Occasion::Delay, Content::Ombudsman, stage))
            };
            let all = of.map(has).fold((true, true), |all, has| (all.0 && has.0, all.1 && has.1));
            if all != (true, true) {
                self.add(format!("extension.{at}.needs"), says("a delay letter", all));
            }
        }
        let refused = |content: Content| {
            stages().filter(|stage| stage.begins()).all(|stage| asked(Occasion::Refusal, content, stage))
        };
        let has = (refused(Content::Reason), refused(Content::Ombudsman));
        if has != (true, true) {
            self.add("acceptance.refusal_says", says("a refusal", has));
        }
    }

    /// Less time to complain than the Code gives.
    fn window(&mut self, procedure: &Procedure) {
        let Some(window) = procedure.acceptance.window.as_ref() else { return };
        let shorter = |limit: Limit| match limit.unit {
            Unit::CalendarMonths => limit.number < MONTHS,
            Unit::CalendarDays => limit.number < 365,
            Unit::CalendarWeeks => limit.number.saturating_mul(7) < 365,
            Unit::Hours => limit.number < 365 * 24,
            Unit::WorkingDays => limit.number < MONTHS * 21,
            Unit::SameWorkingDay => true,
        };
        if window.whichever == Whichever::Later && window.periods.iter().any(|period| !shorter(period.limit)) {
            return;
        }
        if let Some((at, period)) = window.periods.iter().enumerate().find(|(_, period)| shorter(period.limit)) {
            self.add(
                format!("acceptance.window.periods.{at}.limit"),
                format!("{} to complain; the Code gives 12 months", period.limit.words()),
            );
        }
    }
}

/// The longest limit that a clock has in any band.
fn longest(clock: &ClockRule) -> Limit {
    clock.bands.values().copied().fold(
        clock.limit,
        |most, limit| {
            if working_days(limit) > working_days(most) { limit } else { most }
        },
    )
}

/// About how many working days a limit is: five of seven.
fn working_days(limit: Limit) -> u32 {
    let number = limit.number;
    match limit.unit {
        Unit::WorkingDays => number,
        Unit::CalendarDays => number.saturating_mul(5).div_ceil(7),
        Unit::CalendarWeeks => number.saturating_mul(5),
        Unit::CalendarMonths => number.saturating_mul(21),
        Unit::Hours => number.div_ceil(24).saturating_mul(5).div_ceil(7),
        Unit::SameWorkingDay => 0,
    }
}
