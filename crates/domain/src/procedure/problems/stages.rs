//! Stages that nobody can enter or leave.

use std::collections::BTreeSet;

use super::{Problems, quoted};
use crate::{
    feedback::Kind,
    procedure::{AskedBy, ClockRule, Milestone, Procedure, Stage, Window},
};

pub(super) fn check(procedure: &Procedure, found: &mut Problems) {
    for (index, stage) in procedure.stages.iter().enumerate() {
        let path = format!("stage.{index}");
        if stage.kinds.is_empty() {
            found.add(format!("{path}.kinds"), "none", "the kinds of feedback that enter the stage");
        }
        let undefined = stage.kinds.iter().filter(|kind| !procedure.kinds.iter().any(|each| each.kind == **kind));
        for kind in undefined {
            let expected = format!("a [[kind]] that says what a {} is", kind.title().to_lowercase());
            found.add(format!("{path}.kinds"), quoted(kind.as_str()), expected);
        }
        if stage.ends_with.is_empty() {
            found.add(
                format!("{path}.ends_with"),
                "nothing",
                "what ends the stage, such as responded: nobody can leave it",
            );
        }
        for milestone in stage.ends_with.iter().filter(|milestone| !milestone.ends_a_stage()) {
            let expected = "responded, decided, contacted, or a step such as met, reported or remedied";
            found.add(format!("{path}.ends_with"), quoted(milestone.as_str()), expected);
        }
        if let Some(window) = &stage.window {
            let path = format!("{path}.window");
            window_problems(procedure, &path, window, found);
            window_of_stage(procedure, &path, (stage, window), found);
        }
        if stage.rights_when_refused.is_some() && stage.window.is_none() && stage.refusal.is_none() {
            let expected = "a window or a refusal: nobody is refused this stage";
            found.add(format!("{path}.rights_when_refused"), "a text", expected);
        }
        entry_problems(procedure, &path, stage, found);
        unasked_problems(&path, stage, found);
    }
    if let Some(window) = &procedure.acceptance.window {
        window_problems(procedure, "acceptance.window", window, found);
        let known = |from: Milestone| matches!(from, Milestone::Occurred | Milestone::Aware);
        for (index, period) in window.periods.iter().enumerate().filter(|(_, period)| !known(period.from)) {
            let expected = "occurred, or aware: what a complaint is about was there before it came in";
            found.add(format!("acceptance.window.periods.{index}.from"), quoted(period.from.as_str()), expected);
        }
    }
    for kind in Kind::ALL {
        first_stage_problems(procedure, *kind, found);
    }
    title_problems(procedure, found);
}

/// Lists, letters and figures tell stages by their titles.
fn title_problems(procedure: &Procedure, found: &mut Problems) {
    let same = |one: &Stage, other: &Stage| one.title.trim().to_lowercase() == other.title.trim().to_lowercase();
    for (index, stage) in procedure.stages.iter().enumerate() {
        let before = procedure.stages.iter().take(index).find(|before| same(before, stage));
        if before.is_some_and(|before| before.kinds.iter().any(|kind| stage.kinds.contains(kind))) {
            let expected = "a title that no other stage of the same kind of feedback has";
            found.add(format!("stage.{index}.title"), format!("{} a second time", quoted(&stage.title)), expected);
        }
    }
}

fn entry_problems(procedure: &Procedure, path: &str, stage: &Stage, found: &mut Problems) {
    for before in &stage.follows {
        let path = format!("{path}.follows");
        if *before == stage.id {
            found.add(path, quoted(before), "another stage than this one");
            continue;
        }
        found.known(
            path.clone(),
            before,
            procedure.stages.iter().map(|each| each.id.as_str()).filter(|id| *id != stage.id),
        );
        let shared = |each: &Stage| each.kinds.iter().any(|kind| stage.kinds.contains(kind));
        if procedure.stage(before).is_some_and(|before| !shared(before)) {
            found.add(path, quoted(before), "a stage for the same kind of feedback");
        }
    }
    let known = stage.follows.iter().all(|before| *before != stage.id && procedure.stage(before).is_some());
    if known && !is_reached(procedure, stage) {
        found.add(
            format!("{path}.follows"),
            stage.follows.join(", "),
            "a stage that a case can come from: nobody can enter this one",
        );
    }
}

/// What hangs on somebody asking for a stage that nobody asks for.
fn unasked_problems(path: &str, stage: &Stage, found: &mut Problems) {
    if stage.asked_by != AskedBy::Nobody || stage.begins() {
        return;
    }
    let nobody = "nothing: nobody asks for a stage with asked_by = \"nobody\"";
    if stage.window.is_some() {
        found.add(format!("{path}.window"), "a window", nobody);
    }
    if stage.refusal.is_some() {
        found.add(format!("{path}.refusal"), "what a refusal takes", nobody);
    }
    let here = |clock: &ClockRule| clock.of.as_ref().is_none_or(|of| *of == stage.id);
    let asked = |clock: &ClockRule| clock.from == Some(Milestone::Asked) && here(clock);
    for (index, _) in stage.clocks.iter().enumerate().filter(|(_, clock)| asked(clock)) {
        let expected = format!(
            "received, or what ends the stage before, such as from = \"responded\" with of = {}: nobody asks for this stage",
            stage.follows.first().map_or_else(String::new, |before| quoted(before))
        );
        found.add(format!("{path}.clock.{index}.from"), quoted(Milestone::Asked.as_str()), expected);
    }
}

/// Whether a case can come into a stage: it begins here, or a stage it follows can be reached.
fn is_reached(procedure: &Procedure, stage: &Stage) -> bool {
    let mut reached: BTreeSet<&str> = BTreeSet::new();
    loop {
        let more = procedure.stages.iter().filter(|each| {
            let after = each.follows.iter().any(|before| reached.contains(before.as_str()));
            !reached.contains(each.id.as_str()) && (each.begins() || !each.straight_in.is_empty() || after)
        });
        let more: Vec<&str> = more.map(|each| each.id.as_str()).collect();
        if more.is_empty() {
            return reached.contains(stage.id.as_str());
        }
        reached.extend(more);
    }
}

fn first_stage_problems(procedure: &Procedure, kind: Kind, found: &mut Problems) {
    let of_kind = || procedure.stages.iter().enumerate().filter(|(_, stage)| stage.kinds.contains(&kind));
    let mut first = of_kind().filter(|(_, stage)| stage.begins());
    let (Some((_, one)), Some((index, other))) = (first.next(), first.next()) else {
        if let Some((index, _)) = of_kind().find(|_| !of_kind().any(|(_, stage)| stage.begins())) {
            found.add(
                format!("stage.{index}.follows"),
                "no first stage",
                format!("one in which a {} begins", kind.as_str()),
            );
        }
        return;
    };
    found.add(
        format!("stage.{index}"),
        format!("two first stages for a {}, {} and {}", kind.as_str(), quoted(&one.id), quoted(&other.id)),
        "one at most; say with `follows` which stage the other comes after",
    );
}

fn window_problems(procedure: &Procedure, path: &str, window: &Window, found: &mut Problems) {
    if window.periods.is_empty() {
        found.add(format!("{path}.periods"), "none", "at least one period");
    }
    if let Some(most) = window.at_most {
        let path = format!("{path}.at_most");
        super::clocks::days_problems(&path, most, found);
        if !window.waivable {
            found.add(path.as_str(), quoted(&most.words()), "waivable = true as well: nothing else stretches a window");
        }
        if let Some(period) = window.periods.iter().find(|period| period.limit.is_surely_longer_than(most)) {
            let expected = format!("{} or more, which the window gives anyhow", period.limit.words());
            found.add(path, quoted(&most.words()), expected);
        }
    }
    for (index, period) in window.periods.iter().enumerate() {
        let path = format!("{path}.periods.{index}");
        super::clocks::limit_problems(&format!("{path}.limit"), period.limit, found);
        if period.backwards && period.from != Milestone::Met {
            found.add(format!("{path}.from"), quoted(period.from.as_str()), super::clocks::LIES_AHEAD);
        }
        if let Some(of) = &period.of {
            found.known(format!("{path}.of"), of, procedure.stages.iter().map(|stage| stage.id.as_str()));
        }
    }
}

/// A window that is always open, or that nothing ever closes.
fn window_of_stage(procedure: &Procedure, path: &str, (stage, window): (&Stage, &Window), found: &mut Problems) {
    if stage.begins() {
        let expected =
            "none: nobody asks for the stage in which a case begins. [acceptance.window] says how late is too late";
        found.add(path, "a window", expected);
    }
    for (index, period) in window.periods.iter().enumerate() {
        let of = period.of.as_deref().and_then(|id| procedure.stage(id));
        if of.is_some_and(|of| of.id == stage.id || procedure.comes_after(of, stage)) {
            let expected = "a stage before this one";
            found.add(
                format!("{path}.periods.{index}.of"),
                period.of.as_deref().map_or_else(String::new, quoted),
                expected,
            );
        }
    }
}
