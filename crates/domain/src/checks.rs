//! What a response is checked for before it is signed, as the procedure asks.
//!
//! A check looks at words and says why it thinks so; it never blocks: the signer can give a reason. So does what the
//! procedure has a response contain, as far as a program can see it.
//! Keeping the text, showing the marks and asking the signer belong to others.

mod actions;
mod apology;
mod contact;
mod marks;
mod next_step;
mod plain_words;
mod points;

use std::ops::Range;

use crate::{
    case::Case,
    procedure::{CheckedBy, Content, Occasion, Procedure, Said},
};

pub use marks::strip_marks;
pub use plain_words::{JARGON, READING_AGE};
pub use points::TO_WRITE;

/// Names and numbers that a response may point to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CheckNames {
    /// Full names of staff whom the customer may ask for: the investigator, the Head of Service.
    pub people: Vec<String>,
    /// The council's telephone numbers.
    pub phones: Vec<String>,
    /// The council's e-mail addresses.
    pub emails: Vec<String>,
    /// What there is to say of the case.
    pub said: Said,
    /// What the letter says around the response: the case number, the customer's rights, the Ombudsman.
    pub around: String,
}

/// What came of one check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckResult {
    /// Id in the procedure.
    pub id: String,
    /// What is asked of the response.
    pub title: String,
    /// Whether signing without it needs a reason.
    pub required: bool,
    /// What was found.
    pub outcome: Outcome,
    /// Why, in a sentence or two.
    pub because: String,
    /// The words it is about, as bytes of the text.
    pub words: Option<Range<usize>>,
}

/// What a check found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It is there, or not needed.
    Passed,
    /// It is missing.
    Failed,
    /// A person has to look.
    ForPerson,
}

/// What one rule says of a text.
struct Verdict {
    outcome: Outcome,
    because: String,
    words: Option<Range<usize>>,
}

/// What stands before the name of a content where it is told as a check.
const CONTAINS: &str = "contains-";

/// Runs the checks of the procedure on the text of a response, in the procedure's order; then looks for what the
/// procedure asks a response of this stage to contain that none of them looks for.
pub fn run(text: &str, case: &Case, procedure: &Procedure, names: &CheckNames) -> Vec<CheckResult> {
    let checks = procedure.checks.iter().map(|check| {
        let Verdict { outcome, because, words } = verdict(check.by, text, case, names);
        let (id, title) = (check.id.clone(), check.title.clone());
        CheckResult { id, title, required: check.required, outcome, because, words }
    });
    let contents = contents(case, procedure).map(|content| contained(content, text, names));
    checks.chain(contents).collect()
}

/// What a response must contain beyond what every letter gives by itself and what a check looks for.
fn contents(case: &Case, procedure: &Procedure) -> impl Iterator<Item = Content> {
    let stage = case.journey(procedure).pop();
    let must = stage.map(|stage| procedure.must_contain(Occasion::Response, &stage.id));
    must.into_iter().flatten().filter(|content| {
        let looked_for = |by: &CheckedBy| procedure.checks.iter().any(|check| check.by == *by);
        match content {
            // These stand in every response: its rights, its stage. There is no new date to give.
            Content::Stage | Content::NextStage | Content::NewDate => false,
            Content::Apology => !looked_for(&CheckedBy::Apology),
            Content::Actions => !looked_for(&CheckedBy::ActionsDated),
            Content::Decision => case.points.is_empty() || !looked_for(&CheckedBy::EveryPointAnswered),
            // A check for somebody to contact is content with a telephone number.
            Content::NamedContact
            | Content::Reference
            | Content::Ombudsman
            | Content::Understanding
            | Content::Wanted
            | Content::Dates
            | Content::Reason
            | Content::Reasons
            | Content::Authority
            | Content::Remedy => true,
        }
    })
}

/// Whether the response contains it. Whoever signs is named below every letter, so that a name has to stand in the words
/// themselves.
fn contained(content: Content, text: &str, names: &CheckNames) -> CheckResult {
    let around = if content == Content::NamedContact { "" } else { &names.around };
    let (outcome, because) = match content.is_in(&format!("{text}\n\n{around}"), &names.said) {
        Some(true) => (Outcome::Passed, "The letter gives it."),
        Some(false) => (Outcome::Failed, "The procedure asks for it, and the letter does not give it."),
        None => (Outcome::ForPerson, "The procedure asks for it. Look at this yourself."),
    };
    CheckResult {
        id: format!("{CONTAINS}{}", content.as_str()),
        title: gives(content),
        required: outcome != Outcome::ForPerson,
        outcome,
        because: because.to_owned(),
        words: None,
    }
}

fn gives(content: Content) -> String {
    format!("Gives {}", content.title())
}

/// The titles of those that failed, by their ids in a history, which are of the procedure.
pub fn titles(failed: &[String], procedure: &Procedure) -> Vec<String> {
    let title = |id: &String| {
        let check = procedure.checks.iter().find(|check| check.id == *id).map(|check| check.title.clone());
        check.or_else(|| Content::named(id.strip_prefix(CONTAINS)?).map(gives))
    };
    failed.iter().filter_map(title).collect()
}

/// Those that failed and that a response of this case is not signed without, but for a reason.
pub(crate) fn required(failed: &[String], case: &Case, procedure: &Procedure) -> Vec<String> {
    let contents: Vec<Content> = contents(case, procedure).collect();
    let is_required = |id: &&String| {
        let content = id.strip_prefix(CONTAINS).and_then(Content::named);
        procedure.checks.iter().any(|check| check.required && check.id == **id)
            || content.is_some_and(|content| contents.contains(&content))
    };
    failed.iter().filter(is_required).cloned().collect()
}

/// The ids of the checks that failed, as signing off wants them.
pub fn failed(results: &[CheckResult]) -> Vec<String> {
    results.iter().filter(|each| each.outcome == Outcome::Failed).map(|each| each.id.clone()).collect()
}

fn verdict(by: CheckedBy, text: &str, case: &Case, names: &CheckNames) -> Verdict {
    match by {
        CheckedBy::EveryPointAnswered => points::check(text, case),
        CheckedBy::Apology => apology::check(text, case),
        CheckedBy::ActionsDated => actions::check(text, case, names),
        CheckedBy::PlainWords => plain_words::check(text),
        CheckedBy::NextStep => next_step::check(text),
        CheckedBy::NamedContact => contact::check(text, names),
        CheckedBy::Person => {
            Verdict { outcome: Outcome::ForPerson, because: "Look at this yourself.".to_owned(), words: None }
        }
    }
}

fn passed(because: impl Into<String>, words: Option<Range<usize>>) -> Verdict {
    Verdict { outcome: Outcome::Passed, because: because.into(), words }
}

fn missing(because: impl Into<String>, words: Option<Range<usize>>) -> Verdict {
    Verdict { outcome: Outcome::Failed, because: because.into(), words }
}

/// "1", "1 and 2", "1, 2 and 3".
fn listed<T: ToString>(items: &[T]) -> String {
    let words: Vec<String> = items.iter().map(T::to_string).collect();
    match words.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
    }
}
