//! Texts that people read and that say nothing.

use super::Problems;
use crate::procedure::{Choice, ClockRule, Procedure};

pub(super) fn check(procedure: &Procedure, found: &mut Problems) {
    let mut text = |path: &str, text: &str| {
        if text.trim().is_empty() {
            found.add(path, "nothing", "a text");
        }
    };
    text("name", &procedure.name);
    text("source", &procedure.source);
    text("rights", &procedure.rights);
    for (at, kind) in procedure.kinds.iter().enumerate() {
        text(&format!("kind.{at}.definition"), &kind.definition);
    }
    for (at, stage) in procedure.stages.iter().enumerate() {
        text(&format!("stage.{at}.title"), &stage.title);
        titles(&format!("stage.{at}.clock"), stage.clocks.iter().map(clock_title), &mut text);
        titles(&format!("stage.{at}.straight_in"), stage.straight_in.iter().map(choice_title), &mut text);
        stage.rights.iter().for_each(|rights| text(&format!("stage.{at}.rights"), rights));
        let refused = stage.rights_when_refused.iter();
        refused.for_each(|rights| text(&format!("stage.{at}.rights_when_refused"), rights));
        let reasons = stage.refusal.iter().flat_map(|refusal| &refusal.reasons);
        titles(&format!("stage.{at}.refusal.reasons"), reasons.map(choice_title), &mut text);
    }
    for (at, rule) in procedure.ombudsmen.iter().enumerate() {
        rule.rights.iter().for_each(|rights| text(&format!("ombudsman.{at}.rights"), rights));
    }
    titles("overall", procedure.overall.iter().map(clock_title), &mut text);
    titles("ground", procedure.grounds.iter().map(choice_title), &mut text);
    titles("remedy", procedure.remedies.iter().map(choice_title), &mut text);
    titles("exclusion", procedure.exclusions.iter().map(|each| each.title.as_str()), &mut text);
    for (at, exclusion) in procedure.exclusions.iter().enumerate() {
        let unless = exclusion.unless.iter().enumerate().map(|(each, asks)| (format!("unless.{each}"), asks));
        let question = exclusion.question.iter().map(|asks| ("question".to_owned(), asks));
        for (part, asks) in question.chain(unless) {
            text(&format!("exclusion.{at}.{part}"), asks);
        }
    }
    for (at, rule) in procedure.extensions.iter().enumerate() {
        for (each, reason) in rule.reasons.iter().enumerate() {
            text(&format!("extension.{at}.reasons.{each}"), reason);
        }
    }
    for (at, term) in procedure.terms.iter().enumerate() {
        text(&format!("term.{at}.name"), &term.name);
    }
    titles("check", procedure.checks.iter().map(|each| each.title.as_str()), &mut text);
    titles("officer", procedure.officers.iter().map(|each| each.title.as_str()), &mut text);
    titles("band", procedure.bands.iter().map(|each| each.title.as_str()), &mut text);
    titles("pause", procedure.pauses.iter().map(|each| each.title.as_str()), &mut text);
    titles("standard", procedure.standards.iter().map(|each| each.title.as_str()), &mut text);
    titles("review", procedure.reviews.iter().map(|each| each.title.as_str()), &mut text);
    let complainants = &procedure.acceptance.complainants;
    titles("acceptance.complainants", complainants.iter().map(|each| each.title.as_str()), &mut text);
    for (at, sorting) in procedure.acceptance.sortings.iter().enumerate() {
        text(&format!("acceptance.sorting.{at}.question"), &sorting.question);
    }
    for (at, reading) in procedure.readings.iter().enumerate() {
        text(&format!("reading.{at}.question"), &reading.question);
        titles(&format!("reading.{at}.option"), reading.options.iter().map(|each| each.title.as_str()), &mut text);
    }
}

fn titles<'a>(section: &str, titles: impl Iterator<Item = &'a str>, text: &mut impl FnMut(&str, &str)) {
    for (at, title) in titles.enumerate() {
        text(&format!("{section}.{at}.title"), title);
    }
}

fn clock_title(clock: &ClockRule) -> &str {
    &clock.title
}

fn choice_title(choice: &Choice) -> &str {
    &choice.title
}
