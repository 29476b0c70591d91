//! Numbers and days that contradict one another: an aim beyond its limit, bands the wrong way round, terms that overlap.

use super::{Problems, clocks::days_problems, quoted};
use crate::procedure::{Applies, Band, ClockRule, Limit, Procedure, Term, Unit};

pub(super) fn check(procedure: &Procedure, found: &mut Problems) {
    for (at, stage) in procedure.stages.iter().enumerate() {
        for (index, clock) in stage.clocks.iter().enumerate() {
            target(procedure, &format!("stage.{at}.clock.{index}"), clock, found);
        }
    }
    for (at, clock) in procedure.overall.iter().enumerate() {
        target(procedure, &format!("overall.{at}"), clock, found);
    }
    extensions(procedure, found);
    for (at, pause) in procedure.pauses.iter().enumerate() {
        if let Some(most) = pause.most {
            days_problems(&format!("pause.{at}.most"), most, found);
        }
    }
    for (at, review) in procedure.reviews.iter().enumerate() {
        days_problems(&format!("review.{at}.every"), review.every, found);
    }
    bands(&procedure.bands, found);
    for (at, applies) in procedure.applies.iter().enumerate() {
        let Applies { points_from, points_to, .. } = applies;
        points(&format!("applies.{at}"), *points_from, *points_to, found);
    }
    terms(&procedure.terms, found);
    own_days(procedure, found);
}

/// Days of its own that the procedure lists and no clock leaves out.
fn own_days(procedure: &Procedure, found: &mut Problems) {
    let left_out = procedure.clocks().any(|clock| clock.office_closures.unwrap_or(procedure.office_closures));
    if left_out || procedure.office_closures || (procedure.terms.is_empty() && procedure.closed.is_empty()) {
        return;
    }
    let what = if procedure.terms.is_empty() { "closed days" } else { "terms" };
    let says = format!("false beside {what}");
    found.add("office_closures", says, "true, here or in a clock: otherwise nothing leaves these days out");
}

/// Every limit that a clock can have: as written, in each band, by each reading.
fn lengths<'a>(procedure: &'a Procedure, clock: &'a ClockRule) -> impl Iterator<Item = Limit> + 'a {
    let readings = procedure.readings.iter().filter(|reading| reading.clock == clock.id);
    let read = readings.flat_map(|reading| &reading.options).map(|option| option.limit);
    [clock.limit].into_iter().chain(clock.bands.values().copied()).chain(read)
}

/// An aim that cannot be missed before the limit is, whatever the band or reading.
fn target(procedure: &Procedure, path: &str, clock: &ClockRule, found: &mut Problems) {
    // Counted back, the longer time is the earlier day.
    let beyond = |target: &Limit, limit: Limit| match clock.backwards {
        true => limit.is_surely_longer_than(*target),
        false => target.is_surely_longer_than(limit),
    };
    let never = |target: &Limit| lengths(procedure, clock).all(|limit| beyond(target, limit));
    if let Some(target) = clock.target.filter(never) {
        let or = if clock.backwards { "more" } else { "less" };
        let expected = format!("{}, the limit, or {or}", clock.limit.words());
        found.add(format!("{path}.target"), quoted(&target.words()), expected);
    }
}

fn extensions(procedure: &Procedure, found: &mut Problems) {
    for (at, rule) in procedure.extensions.iter().enumerate() {
        let path = format!("extension.{at}");
        if rule.times == Some(0) {
            found.add(
                format!("{path}.times"),
                "0",
                "a number from 1; leave the section out where nothing may be put off",
            );
        }
        for (part, limit) in [("most", rule.most), ("total", rule.total)] {
            if let Some(limit) = limit {
                days_problems(&format!("{path}.{part}"), limit, found);
            }
        }
        let Some(clock) = procedure.clock(&rule.clock) else { continue };
        let none_left =
            |total: &Limit| lengths(procedure, clock).all(|of| of == *total || of.is_surely_longer_than(*total));
        if let Some(total) = rule.total.filter(|total| total.unit != Unit::SameWorkingDay).filter(none_left) {
            let expected = format!("more than {}, the limit of the clock", clock.limit.words());
            found.add(format!("{path}.total"), quoted(&total.words()), expected);
        }
    }
}

/// Bands into which one case would fall twice; into one by hand none falls.
fn bands(bands: &[Band], found: &mut Problems) {
    for (at, band) in bands.iter().enumerate() {
        points(&format!("band.{at}"), band.points_from, band.points_to, found);
        let both = |other: &&Band| {
            let from = band.points_from.max(other.points_from).unwrap_or(0);
            let to = [band.points_to, other.points_to].into_iter().flatten().min();
            !band.by_hand()
                && !other.by_hand()
                && to.is_none_or(|to| from <= to)
                && meet(&band.channels, &other.channels)
                && meet(&band.complainants, &other.complainants)
        };
        if let Some(other) = bands[..at].iter().find(both) {
            let says = format!("cases that fall into {} as well", quoted(&other.id));
            found.add(format!("band.{at}"), says, "bands that do not overlap");
        }
    }
}

/// Whether one case can be among both; nothing said is everything.
fn meet<T: PartialEq>(one: &[T], other: &[T]) -> bool {
    one.is_empty() || other.is_empty() || one.iter().any(|each| other.contains(each))
}

fn points(path: &str, from: Option<u32>, to: Option<u32>, found: &mut Problems) {
    if let (Some(from), Some(to)) = (from, to)
        && from > to
    {
        found.add(format!("{path}.points_to"), to.to_string(), format!("{from}, which is points_from, or more"));
    }
}

/// Terms in any order; a day is in one at most.
fn terms(terms: &[Term], found: &mut Problems) {
    for (at, term) in terms.iter().enumerate() {
        if term.to < term.from {
            found.add(format!("term.{at}.to"), term.to.to_string(), format!("{} or a later day", term.from));
        }
        if let Some(other) = terms[..at].iter().find(|other| other.from <= term.to && term.from <= other.to) {
            let says = format!("days of {} as well", quoted(&other.name));
            found.add(format!("term.{at}"), says, "terms that do not overlap");
        }
    }
}
