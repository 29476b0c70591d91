//! What writer and signer both look at: the points, the letter as it will be, the checks, the
//! comments and the files.

use app::{
    Problem,
    cases::CaseFile,
    letters::{self, Extra, Preview},
};
use askama::{Template, filters::Safe};
use axum::extract::Path;
use domain::{
    By, Event,
    act::ActKind,
    case::{Draft, Signature},
    checks::{CheckResult, Outcome},
    letter::Purpose,
    permission::{self, Of},
};

use super::quote::{self, Part};
use crate::{
    answer::{self, Answer},
    form::Sent,
    pages::case::opened,
    timeline::when,
    visit::Visit,
};

/// A point beside the response.
pub(super) struct PointView {
    pub(super) number: u32,
    pub(super) words: String,
    pub(super) finding: &'static str,
    /// Where the response speaks of it.
    pub(super) answered: String,
}

/// A comment of somebody who sent the draft back.
pub(super) struct Comment {
    pub(super) who: String,
    pub(super) when: String,
    pub(super) parts: Vec<Part>,
    /// Whether there is a newer version since.
    pub(super) sorted: bool,
}

/// What the checks say.
pub(super) struct Checks {
    pub(super) rows: Vec<CheckRow>,
    pub(super) passed: usize,
    /// How many only a person can answer.
    pub(super) for_you: usize,
    /// Titles of the required checks that fail, for which the signer gives a reason.
    pub(super) failing: String,
}

/// One check.
pub(super) struct CheckRow {
    pub(super) class: &'static str,
    pub(super) sign: &'static str,
    pub(super) spoken: &'static str,
    pub(super) title: String,
    pub(super) because: String,
    /// The words of the response it is about; empty where it is about none.
    pub(super) words: String,
}

impl Checks {
    /// How they are summed up.
    pub(super) fn count(&self) -> String {
        let own = if self.for_you == 0 { String::new() } else { format!(", {} for you", self.for_you) };
        format!("{} of {}{own}", self.passed, self.rows.len() - self.for_you)
    }

    /// The required ones that fail, in a line.
    pub(super) fn not_passed(&self) -> String {
        format!("Not passed: {}", self.failing)
    }

    /// The tone of that.
    pub(super) fn tone(&self) -> &'static str {
        if self.passed + self.for_you == self.rows.len() { "ok" } else { "soon" }
    }
}

/// The parts of the page that change with the words.
#[derive(Template)]
#[template(path = "response_live.html")]
struct Live {
    checks: Checks,
    paper: Option<Safe<String>>,
    reason: Option<String>,
}

/// POST of the words as they are typed: checks, the reason they ask for, and the letter.
pub(super) async fn checks_again(Path(reference): Path<String>, sent: Sent) -> Answer {
    let Sent { visit, fields } = sent;
    let file = opened(&visit, &reference).await?;
    let live = visit
        .run(move |visit| {
            let text = same_lines(fields.text("text"));
            let signs = file.may(ActKind::SignOff);
            let paper = if signs { Some(paper(&file, &letter(visit, &file, &text)?)) } else { None };
            Ok(Live {
                checks: checks(visit, &file, &text)?,
                paper,
                reason: signs.then(|| fields.text("reason").to_owned()),
            })
        })
        .await?;
    answer::fragment(&visit, &live)
}

/// The points, with the paragraphs of `text` that answer each.
pub(super) fn points(file: &CaseFile, text: &str) -> Vec<PointView> {
    let paragraphs: Vec<&str> = text.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty()).collect();
    let view = |point: &domain::case::Point| {
        let mark = format!("[{}]", point.number);
        let at: Vec<String> = paragraphs
            .iter()
            .enumerate()
            .filter(|(_, words)| words.contains(&mark))
            .map(|(at, _)| (at + 1).to_string())
            .collect();
        let answered = match at.as_slice() {
            [] => String::new(),
            [one] => format!("Answered in paragraph {one}"),
            [first @ .., last] => format!("Answered in paragraphs {} and {last}", first.join(", ")),
        };
        let finding = point.finding.as_ref().map_or("", |(finding, _)| finding.title());
        PointView { number: point.number, words: file.words(&point.text).to_owned(), finding, answered }
    };
    file.case.points.iter().map(view).collect()
}

/// What the checks say of `text`.
pub(super) fn checks(visit: &Visit, file: &CaseFile, text: &str) -> Result<Checks, Problem> {
    let results = visit.office.read(|reading| app::cases::check(reading, &file.case, file.book.procedure(), text))?;
    let failing: Vec<&str> = results
        .iter()
        .filter(|result| result.required && result.outcome == Outcome::Failed)
        .map(|result| result.title.as_str())
        .collect();
    let failing = failing.join(", ");
    Ok(Checks {
        passed: results.iter().filter(|result| result.outcome == Outcome::Passed).count(),
        for_you: results.iter().filter(|result| result.outcome == Outcome::ForPerson).count(),
        failing,
        rows: results.into_iter().map(|result| row(result, text)).collect(),
    })
}

fn row(result: CheckResult, text: &str) -> CheckRow {
    let (class, sign, spoken) = match result.outcome {
        Outcome::Passed => ("ok", "ok", "Passed: "),
        Outcome::Failed => ("no", "no", "Not passed: "),
        Outcome::ForPerson => ("warn", "person", "For you to look at: "),
    };
    let words = result.words.and_then(|place| text.get(place)).unwrap_or_default().trim().to_owned();
    CheckRow { class, sign, spoken, title: result.title, because: result.because, words }
}

/// The comments of those who sent it back, newest first.
pub(super) fn comments(file: &CaseFile, visit: &Visit) -> Vec<Comment> {
    let newest = file.case.draft.as_ref().map_or(0, |draft| draft.version);
    let comment = |recorded: &domain::event::Recorded| match (&recorded.event, recorded.by) {
        (Event::SentBack { version, comments }, By::Person(person)) => Some(Comment {
            who: file.name(person).to_owned(),
            when: when(recorded.at, visit.today()),
            parts: quote::parts(file.words(comments)),
            sorted: newest > *version,
        }),
        _ => None,
    };
    let mut comments: Vec<Comment> = domain::event::standing(&file.history).filter_map(comment).collect();
    comments.reverse();
    comments
}

/// Number and name of each file.
pub(super) fn evidence(file: &CaseFile) -> Vec<(u32, String)> {
    file.case.documents.iter().map(|document| (document.number, file.words(&document.name).to_owned())).collect()
}

/// What would put it right, in the customer's words.
pub(super) fn wanted(file: &CaseFile) -> String {
    file.case.wanted.as_ref().map(|wanted| file.words(wanted).to_owned()).unwrap_or_default()
}

/// The words of the latest version; empty before there is one.
pub(super) fn draft_words(file: &CaseFile) -> String {
    file.case.draft.as_ref().map(|draft| file.words(&draft.text).to_owned()).unwrap_or_default()
}

/// The number of the latest version; 0 before there is one.
pub(super) fn version(file: &CaseFile) -> u32 {
    file.case.draft.as_ref().map_or(0, |draft| draft.version)
}

/// "Draft 3 by Dan Okafor, changed by Marian Teale".
pub(super) fn whose(file: &CaseFile, draft: &Draft) -> String {
    let changed = draft.amended_by.map(|person| format!(", changed by {}", file.name(person))).unwrap_or_default();
    format!("Draft {} by {}{changed}", draft.version, file.name(draft.author))
}

/// The whole letter around `text`, as it would be if the person looking signed it now.
pub(super) fn letter(visit: &Visit, file: &CaseFile, text: &str) -> Result<Preview, Problem> {
    let as_signed = || Signature {
        version: version(file),
        by: visit.who.id(),
        on_behalf_of: on_behalf_of(visit, file),
        at: visit.now,
    };
    let signature = file.case.signature.clone().or_else(|| file.may(ActKind::SignOff).then(as_signed));
    let extra = Extra { response: text.to_owned(), signature, ..Extra::default() };
    letters::preview(&visit.office, &visit.who, file.case.reference, Purpose::Response, &extra, visit.now)
}

fn on_behalf_of(visit: &Visit, file: &CaseFile) -> Option<domain::PersonId> {
    let of = Of::under(&file.case, file.book.procedure());
    permission::permit(&visit.who.actor, ActKind::SignOff, Some(of)).ok()?.in_place_of()
}

/// The letter on paper, with the marks of the points as small numbers.
pub(super) fn paper(file: &CaseFile, preview: &Preview) -> Safe<String> {
    let html = app::marks::to_html(&preview.words.body);
    let numbered = file.case.points.iter().fold(html, |html, point| {
        html.replace(
            &format!("[{}]", point.number),
            &format!("<span class=\"ref\"><span class=\"govuk-visually-hidden\">Point </span>{}</span>", point.number),
        )
    });
    Safe(numbered)
}

/// Browsers send every line break as two characters.
pub(super) fn same_lines(text: &str) -> String {
    text.replace("\r\n", "\n").trim().to_owned()
}
