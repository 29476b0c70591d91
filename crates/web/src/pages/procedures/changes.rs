//! What changes from one procedure to another, in the words in which each is told: the sentences that go
//! and those that come, under their headings.

use domain::Procedure;

use super::{
    says::says,
    stages::{ClockWords, stages},
};

/// What changes under one heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The heading.
    pub heading: String,
    /// Sentences that hold now and will not.
    pub before: Vec<String>,
    /// Sentences that will hold and do not now.
    pub after: Vec<String>,
}

/// Everything that is told differently; nothing where both say the same.
pub fn changes(before: &Procedure, after: &Procedure) -> Vec<Change> {
    let (before, after) = (told(before), told(after));
    let mut headings: Vec<&String> = before.iter().map(|(heading, _)| heading).collect();
    headings.extend(
        after.iter().map(|(heading, _)| heading).filter(|heading| !before.iter().any(|(each, _)| each == *heading)),
    );
    let change = |heading: &String| {
        let of = |told: &[(String, Vec<String>)]| -> Vec<String> {
            told.iter().filter(|(each, _)| each == heading).flat_map(|(_, lines)| lines.clone()).collect()
        };
        let (before, after) = (of(&before), of(&after));
        let only = |one: &[String], other: &[String]| -> Vec<String> {
            one.iter().filter(|line| !other.contains(line)).cloned().collect()
        };
        Change { heading: heading.clone(), before: only(&before, &after), after: only(&after, &before) }
    };
    let changed = headings.into_iter().map(change);
    changed.filter(|change| !(change.before.is_empty() && change.after.is_empty())).collect()
}

/// The whole procedure: headings, each with its sentences.
fn told(procedure: &Procedure) -> Vec<(String, Vec<String>)> {
    let heading = vec![format!("{}.", procedure.name), format!("From: {}", procedure.source)];
    let mut told = vec![("Name and source".to_owned(), heading)];
    for stage in stages(procedure) {
        let clocks = stage.clocks.iter().map(clock_line);
        told.push((stage.title, stage.lines.into_iter().chain(clocks).collect()));
    }
    told.extend(says(procedure).into_iter().map(|(heading, lines)| (heading.to_owned(), lines)));
    told.push(("What a customer may do next".to_owned(), vec![procedure.rights.trim().to_owned()]));
    told
}

/// "Respond: 15 working days from the day we received it, met by the full response."
fn clock_line(clock: &ClockWords) -> String {
    let from = if clock.from.starts_with("before ") { clock.from.clone() } else { format!("from {}", clock.from) };
    let more = if clock.more.is_empty() { String::new() } else { format!(" {}.", clock.more) };
    format!("{}: {} {from}, met by {}.{more}", clock.title, clock.limit, clock.met_by)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OURS: &str = include_str!("../../../../../procedures/making-experiences-count.toml");

    fn parsed(text: &str) -> Procedure {
        app::procedures::parse("ours.toml", text).expect("sound")
    }

    #[test]
    fn a_version_that_says_the_same_changes_nothing() {
        assert_eq!(changes(&parsed(OURS), &parsed(&OURS.replace("version = 1", "version = 2"))), []);
    }

    #[test]
    fn what_goes_and_what_comes_stand_under_one_heading() {
        let ten = OURS.replace("{ number = 15, unit = \"working-days\" }", "\"10 working days\"");
        let after = parsed(&ten.replace("office_closures = true", "office_closures = false"));
        let changes = changes(&parsed(OURS), &after);
        let told: Vec<(&str, &[String], &[String])> =
            changes.iter().map(|change| (change.heading.as_str(), &change.before[..], &change.after[..])).collect();
        assert_eq!(
            told,
            [
                (
                    "Complaint",
                    &["Respond: 15 working days from the day we received it, met by the full response.".to_owned()][..],
                    &["Respond: 10 working days from the day we received it, met by the full response.".to_owned()][..],
                ),
                (
                    "How days are counted",
                    &["Weekends, bank holidays and office closures are left out.".to_owned()][..],
                    &["Weekends and bank holidays are left out. Days on which the office is closed count.".to_owned()]
                        [..],
                ),
            ]
        );
    }
}
