//! What walks have come past, and what of a procedure they have to: whatever it sets a time for, lets or demands.

use std::{cell::RefCell, collections::BTreeSet};

use domain::{Procedure, procedure::ExtensionRule};

thread_local! {
    static SEEN: RefCell<BTreeSet<String>> = const { RefCell::new(BTreeSet::new()) };
}

/// What walks in this thread have come past, each under the id of its procedure.
pub(in crate::stages) fn seen() -> BTreeSet<String> {
    SEEN.with_borrow(Clone::clone)
}

/// A walk came past something of a procedure.
pub(super) fn note(procedure: &str, what: &str) {
    SEEN.with_borrow_mut(|seen| seen.insert(format!("{procedure}: {what}")));
}

/// All of a procedure that a case can come past.
pub(in crate::stages) fn to_be_walked(procedure: &Procedure) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for stage in &procedure.stages {
        all.insert(format!("stage {}", stage.id));
        all.extend(stage.kinds.iter().map(|kind| format!("{} in {}", kind.as_str(), stage.id)));
        all.extend(stage.straight_in.iter().map(|because| format!("straight into {}: {}", stage.id, because.id)));
        all.extend(stage.refusal.iter().map(|_| format!("refusal of {}", stage.id)));
        all.extend(stage.window.iter().map(|_| format!("window of {}", stage.id)));
    }
    for clock in procedure.clocks() {
        all.insert(format!("limit {}", clock.id));
        all.extend(clock.target.iter().map(|_| format!("target of {}", clock.id)));
        all.extend(clock.repeats.then(|| format!("round of {}", clock.id)));
    }
    all.extend(procedure.extensions.iter().map(of_extension));
    all.extend(procedure.pauses.iter().map(|rule| format!("pause {}", rule.id)));
    all.extend(procedure.bands.iter().map(|band| format!("band {}", band.id)));
    all.extend(procedure.cut_offs.iter().map(|each| format!("cut-off on {}", each.day.as_str())));
    all.extend(procedure.acceptance.window.iter().map(|_| "window of the complaint".to_owned()));
    for reading in &procedure.readings {
        all.extend(reading.options.iter().map(|option| format!("reading {}: {}", reading.id, option.id)));
    }
    let in_stage = |stage: &Option<String>| stage.as_ref().map(|stage| format!(" in {stage}")).unwrap_or_default();
    all.extend(procedure.letters.iter().map(|rule| format!("{} letter{}", rule.on.as_str(), in_stage(&rule.stage))));
    all.extend(procedure.ombudsmen.iter().map(|rule| format!("ombudsman {}", rule.body.as_str())));
    all
}

/// "extension of respond for complex".
pub(super) fn of_extension(rule: &ExtensionRule) -> String {
    let bands = rule.for_bands.join(" and ");
    let whom = if bands.is_empty() { String::new() } else { format!(" for {bands}") };
    format!("extension of {}{whom}", rule.clock)
}
