//! What a trial makes up that the procedure does not allow: a date put off too far, a clock that stands still too long,
//! what is asked for or complained of too late.
//! A case never gets so far, since deciding refuses it.

use super::{Facts, Timing, timetable};
use crate::{Rules, london::Date, procedure::Milestone};

/// One thing that goes beyond what the procedure allows.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Beyond {
    /// The procedure puts this limit off for nothing.
    #[error("The procedure does not let “{title}” be put off.")]
    NoExtension {
        /// The limit.
        title: String,
    },
    /// It is put off to a day that is not later.
    #[error("“{title}” is not put off by a date that is not later than {}.", day(.due))]
    NotLater {
        /// The limit.
        title: String,
        /// When it is due anyhow.
        due: Date,
    },
    /// It is put off too far.
    #[error("The procedure lets “{title}” be put off until {} at the latest.", day(.latest))]
    TooFar {
        /// The limit.
        title: String,
        /// The last day allowed.
        latest: Date,
    },
    /// It is put off too often.
    #[error("The procedure lets “{title}” be put off {}.", often(*.times))]
    TooOften {
        /// The limit.
        title: String,
        /// How often at most.
        times: u32,
    },
    /// A clock stands still too long.
    #[error("The procedure lets the clock stand still from {} until {} at the latest.", day(.from), day(.latest))]
    StoppedTooLong {
        /// The first day.
        from: Date,
        /// The last day allowed.
        latest: Date,
    },
    /// A stage is asked for after its window.
    #[error("“{title}” may be asked for until {}{}.", day(.until), reason(*.waivable))]
    AskedTooLate {
        /// The stage.
        title: String,
        /// The last day without a reason.
        until: Date,
        /// Whether it may be taken later for a reason.
        waivable: bool,
    },
    /// It comes too long after what it is about.
    #[error("A complaint about this may be made until {}{}.", day(.until), reason(*.waivable))]
    ComplainedTooLate {
        /// The last day without a reason.
        until: Date,
        /// Whether it may be taken later for a reason.
        waivable: bool,
    },
    /// The version is in force at another time.
    #[error("This version is in force from {}, not yet on the day of receipt.", day(.since))]
    NotInForce {
        /// Its first day.
        since: Date,
    },
    /// The version is in force no longer.
    #[error("This version was in force until {}, no longer on the day of receipt.", day(.until))]
    NoLongerInForce {
        /// Its last day.
        until: Date,
    },
    /// The days between terms are known only so far.
    #[error("Terms are listed from {} to {} only. Days outside them are counted as days in a term.", day(.from), day(.to))]
    OutsideTerms {
        /// The first day of the first.
        from: Date,
        /// The last day of the last.
        to: Date,
    },
}

fn day(date: &Date) -> impl std::fmt::Display {
    date.format("%-d %B %Y")
}

fn often(times: u32) -> String {
    match times {
        1 => "once".into(),
        2 => "twice".into(),
        times => format!("{times} times"),
    }
}

const fn reason(waivable: bool) -> &'static str {
    if waivable { ", or later for a reason" } else { "" }
}

/// What of these facts goes beyond the procedure.
pub fn beyond(facts: &Facts, timings: &[Timing<'_>], rules: Rules<'_>) -> Vec<Beyond> {
    let band = facts.band_under(rules.procedure).map(|band| band.id.as_str());
    let put_off = facts.put_off.iter().filter_map(|put_off| {
        let timing = timings.iter().find(|timing| timing.rule.id == put_off.clock)?;
        too_far(timing, put_off.to, band, rules)
    });
    let put_off = put_off.chain(too_often(facts, timings, band, rules)).chain(stopped_too_long(facts, rules));
    let late = asked_too_late(facts, rules).chain(complained_too_late(facts, rules));
    put_off.chain(late).chain(outside_terms(facts, timings, rules)).chain(out_of_force(facts, rules)).collect()
}

fn asked_too_late<'a>(facts: &'a Facts, rules: Rules<'a>) -> impl Iterator<Item = Beyond> + 'a {
    rules.procedure.stages.iter().filter_map(move |stage| {
        let (window, asked) = (stage.window.as_ref()?, facts.first(Milestone::Asked, &stage.id)?);
        let until = timetable::ask_by(stage, facts, rules)?.due;
        let late = Beyond::AskedTooLate { title: stage.title.clone(), until, waivable: window.waivable };
        (asked.on > until).then_some(late)
    })
}

fn complained_too_late(facts: &Facts, rules: Rules<'_>) -> Option<Beyond> {
    let (window, until) = (rules.procedure.acceptance.window.as_ref()?, timetable::complain_by(facts, rules)?.due);
    (facts.received.on > until).then_some(Beyond::ComplainedTooLate { until, waivable: window.waivable })
}

fn out_of_force(facts: &Facts, rules: Rules<'_>) -> Option<Beyond> {
    let (on, since) = (facts.received.on, rules.procedure.in_force);
    if on < since {
        return Some(Beyond::NotInForce { since });
    }
    let until = rules.procedure.until.filter(|until| on > *until)?;
    Some(Beyond::NoLongerInForce { until })
}

fn too_far(timing: &Timing<'_>, to: Date, band: Option<&str>, rules: Rules<'_>) -> Option<Beyond> {
    let (title, working) = (timing.rule.title.clone(), &timing.dates.as_ref()?.working);
    let allowed = rules.procedure.extension_of(&timing.rule.id, band);
    let Some(rule) = allowed else { return Some(Beyond::NoExtension { title }) };
    if to <= working.due {
        return Some(Beyond::NotLater { title, due: working.due });
    }
    let days = timetable::days(Some(timing.rule), rules);
    let latest = rule.latest(working, timing.rule, &days);
    latest.filter(|latest| to > *latest).map(|latest| Beyond::TooFar { title, latest })
}

fn too_often(facts: &Facts, timings: &[Timing<'_>], band: Option<&str>, rules: Rules<'_>) -> Vec<Beyond> {
    let often = |timing: &Timing<'_>| {
        let times = rules.procedure.extension_of(&timing.rule.id, band)?.times?;
        let used = facts.put_off.iter().filter(|put_off| put_off.clock == timing.rule.id).count();
        (used > times as usize).then(|| Beyond::TooOften { title: timing.rule.title.clone(), times })
    };
    timings.iter().filter_map(often).collect()
}

fn stopped_too_long(facts: &Facts, rules: Rules<'_>) -> Vec<Beyond> {
    let calendar = timetable::days(None, rules);
    let longest = |pause: &super::Pause| {
        let of = rules.procedure.pauses.iter().filter(|rule| rule.clocks == pause.clocks);
        of.map(|rule| rule.latest(pause.from, &calendar)).collect::<Option<Vec<Date>>>()?.into_iter().max()
    };
    let too_long = |pause: &super::Pause| {
        longest(pause)
            .filter(|latest| pause.to > *latest)
            .map(|latest| Beyond::StoppedTooLong { from: pause.from, latest })
    };
    facts.pauses.iter().filter_map(too_long).collect()
}

fn outside_terms(facts: &Facts, timings: &[Timing<'_>], rules: Rules<'_>) -> Option<Beyond> {
    let terms = &rules.procedure.terms;
    let from = terms.iter().map(|term| term.from).min()?;
    let to = terms.iter().map(|term| term.to).max()?;
    let last = timings.iter().filter_map(|timing| timing.dates.as_ref()).map(|dates| dates.due).max();
    (facts.received.on < from || last.is_some_and(|last| last > to)).then_some(Beyond::OutsideTerms { from, to })
}
