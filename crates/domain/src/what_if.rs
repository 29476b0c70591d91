//! What if: a past case measured under another procedure, without touching it. What happened stays as it happened;
//! only the dates it is held to are worked out anew. Gathering cases and laying figures side by side belong to others.

use crate::{
    Rules,
    case::{Case, Extension, Opened},
    clock::{self, Clock},
    decide,
    event::Under,
    figures::{Facts, LaterStage},
    london::Date,
    procedure::{ClockRule, ExtensionRule, Procedure, Stage},
};

/// A case under another procedure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Measured {
    /// With every stage it went through.
    Whole(Facts),
    /// Without its last stages, to which the other procedure has no counterpart: so many.
    InPart(Facts, u32),
    /// The other procedure has no stage for this kind of feedback.
    NotAtAll,
}

/// Measures `case`, which began under `own`, under `other`, as at a day.
///
/// A later stage stands for the stage of the same name, else for the first that may be asked for there. A date that was
/// put off is put off as far as the other procedure lets it be.
pub fn measured(case: &Case, own: Rules<'_>, other: Rules<'_>, as_at: Date) -> Measured {
    let kept = Facts::of(case, own, as_at);
    let pairs = counterparts(case, own.procedure, other.procedure);
    let Some(lost) = (1 + case.opened.len()).checked_sub(pairs.len()).filter(|_| !pairs.is_empty()) else {
        return Measured::NotAtAll;
    };
    let carried = carried(case, &pairs, own.procedure, other, as_at);
    let new = Facts::of(&carried, other, as_at);
    let titled = |(new, kept): (LaterStage, &LaterStage)| LaterStage { title: kept.title.clone(), ..new };
    let facts = Facts {
        has_limits: new.has_limits,
        acknowledge_due: new.acknowledge_due,
        acknowledged: new.acknowledged,
        first_due: new.first_due,
        held_to: new.held_to,
        due: new.due,
        acknowledged_after_hour: new.acknowledged_after_hour,
        answered_after_hour: new.answered_after_hour,
        days_to_answer: new.days_to_answer,
        later: new.later.into_iter().zip(&kept.later).map(titled).collect(),
        ..kept
    };
    match u32::try_from(lost).unwrap_or(u32::MAX) {
        0 => Measured::Whole(facts),
        lost => Measured::InPart(facts, lost),
    }
}

/// The case as if it had begun under `other`, for its time limits there; `None` where `other` has no stage for it.
pub fn carried_over(case: &Case, own: Rules<'_>, other: Rules<'_>, as_at: Date) -> Option<Case> {
    let pairs = counterparts(case, own.procedure, other.procedure);
    (!pairs.is_empty()).then(|| carried(case, &pairs, own.procedure, other, as_at))
}

/// The stages of a case, each with the one that stands for it, as far as there are any.
fn counterparts<'p>(case: &Case, own: &'p Procedure, other: &'p Procedure) -> Vec<(&'p Stage, &'p Stage)> {
    let of_kind = |stage: &&Stage| stage.kinds.contains(&case.kind);
    let journey = case.journey(own);
    let mut pairs: Vec<(&Stage, &Stage)> = Vec::with_capacity(journey.len());
    for stage in journey {
        let same = other.stage(&stage.id).filter(of_kind);
        let found = match pairs.last() {
            None => same.filter(|_| case.begun.is_some()).or_else(|| other.first_stage(case.kind)),
            Some((_, before)) => {
                let next = || other.stages_after(before).filter(of_kind);
                next().find(|each| each.id == stage.id).or_else(|| next().next())
            }
        };
        match found {
            Some(found) => pairs.push((stage, found)),
            None => break,
        }
    }
    pairs
}

/// The case as if it had gone through the stages of the other procedure.
fn carried(case: &Case, pairs: &[(&Stage, &Stage)], own: &Procedure, other: Rules<'_>, as_at: Date) -> Case {
    let mut carried = case.clone();
    carried.under = Under::of(other.procedure);
    // Promised under the dates of its own procedure.
    carried.kept_dates.clear();
    carried.extensions.clear();
    // A band that was chosen is one of its own procedure, whatever another calls by the same name.
    carried.band = carried.band.filter(|band| own.id == other.procedure.id && other.procedure.band(band).is_some());
    if carried.begun.as_ref().is_some_and(|begun| other.procedure.stage(&begun.stage).is_none()) {
        carried.begun = None;
    }
    let later = pairs.iter().skip(1).zip(&case.opened);
    carried.opened = later.map(|((_, stage), opened)| Opened { stage: stage.id.clone(), ..opened.clone() }).collect();
    if case.extensions.is_empty() {
        return carried;
    }
    let clocks = clock::clocks(&carried, as_at, other);
    let band = carried.band_under(other.procedure).map(|band| band.id.as_str());
    let allowed = |clock: &str| other.procedure.extension_of(clock, band);
    let put_off = |each| put_off(each, pairs, own, other, &clocks, allowed);
    carried.extensions = case.extensions.iter().filter_map(put_off).collect();
    carried
}

/// A date put off, as far as the other procedure lets it be; `None` where it does not.
fn put_off<'o>(
    extension: &Extension,
    pairs: &[(&Stage, &Stage)],
    own: &Procedure,
    other: Rules<'_>,
    clocks: &[Clock],
    allowed: impl Fn(&str) -> Option<&'o ExtensionRule>,
) -> Option<Extension> {
    let rule = own.clock(&extension.clock)?;
    let in_stage = |(stage, _): &&(&Stage, &Stage)| stage.clocks.iter().any(|each| each.id == rule.id);
    let stage = pairs.iter().find(in_stage).or(pairs.last()).map(|(_, stage)| *stage)?;
    let shares = |each: &ClockRule| each.met_by.iter().any(|milestone| rule.met_by.contains(milestone));
    let alike = |each: &&ClockRule| each.answers() == rule.answers() && (rule.answers() || shares(each));
    let counted = |each: &&ClockRule| clocks.iter().any(|clock| clock.id == each.id);
    let stands_for = stage.clocks.iter().chain(&other.procedure.overall).filter(counted).find(alike)?;
    let allowed = allowed(&stands_for.id)?;
    let clock = clocks.iter().find(|clock| clock.id == stands_for.id)?;
    let latest = decide::latest_extension(clock, allowed, other);
    let to = latest.map_or(extension.to, |latest| latest.min(extension.to));
    (to > clock.first_due).then(|| Extension { clock: stands_for.id.clone(), from: clock.due, to, ..extension.clone() })
}
