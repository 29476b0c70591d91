//! Whether a complaint is looked into: the questions of its procedure one at a time, each answer in the address, so
//! that Back goes back to the question before. Where they lead is a suggestion; the forms they lead to do the act.

use app::{Problem, cases::CaseFile};
use askama::Template;
use axum::{
    Router,
    extract::Path,
    response::{IntoResponse, Redirect},
    routing::get,
};
use domain::{
    act::ActKind,
    clock::{Since, taken_since},
    procedure::{Exclusion, Milestone, Outcome, Procedure, Screening},
};

use super::{
    case::{opened, person_line},
    procedures::acceptance,
};
use crate::{
    answer::{self, Answer, Failure},
    door::Door,
    form::{Fields, encoded},
    layout::{Frame, NavItem},
    visit::Visit,
    words,
};

/// The address of this page.
pub fn routes() -> Router<Door> {
    Router::new().route("/cases/{reference}/screen", get(ask))
}

/// Answers as an address has them: a "y" or an "n" for each question.
pub(super) fn answers(typed: &str) -> Vec<bool> {
    typed.chars().map(|letter| letter == 'y').collect()
}

#[derive(Template)]
#[template(path = "screen.html")]
struct ScreenPage {
    frame: Frame,
    reference: String,
    who: String,
    story: String,
    /// The questions so far, as "Question" and "Answer", with where each is asked again.
    asked: Vec<(String, &'static str, String)>,
    /// The answers so far, as the address has them.
    answers: String,
    step: Step,
    /// What the procedure takes, in sentences.
    takes: Vec<String>,
}

/// What comes next.
enum Step {
    /// A question.
    Ask {
        question: String,
        /// What a "yes" lifts; nothing where it lifts nothing.
        lifts: String,
    },
    /// It is not for this procedure.
    Leave {
        why: String,
        /// Who deals with it instead; nothing where the procedure does not say.
        instead: String,
        /// What can be done, the most fitting first: address and words.
        ways: Vec<(String, &'static str)>,
    },
}

async fn ask(visit: Visit, Path(reference): Path<String>) -> Answer {
    let file = opened(&visit, &reference).await?;
    if !file.may(ActKind::Screen) {
        let words = "Whether this is looked into is for a Customer Champion or its Head of Service to say, and only \
                     while it is not being answered.";
        return Err(Failure::new(Problem::NotAllowed(words.into()), visit));
    }
    let query = visit.address.split_once('?').map_or("", |(_, query)| query);
    let yes = answers(Fields::parse(query.as_bytes()).text("answers"));
    let at = Places { case: format!("/cases/{}", file.case.reference) };
    let since = in_time_since(&file);
    let screening = file.book.procedure().screen(&yes, since.as_ref());
    match step(&file, &screening, &at) {
        Some(step) => answer::page(&visit, &page(&visit, &file, screening, step, &at)),
        None => Ok(Redirect::to(&at.form("take", &screening, ("", ""))).into_response()),
    }
}

fn page(visit: &Visit, file: &CaseFile, screening: Screening<'_>, step: Step, at: &Places) -> ScreenPage {
    let answers = in_letters(&screening);
    let again = |place: usize| format!("{}/screen?answers={}", at.case, &answers[..place]);
    ScreenPage {
        frame: visit.frame("Check whether we can look into it", Some(NavItem::Cases)),
        reference: file.case.reference.to_string(),
        who: person_line(file),
        story: file.words(&file.case.story).to_owned(),
        asked: (0..)
            .zip(&screening.answers)
            .map(|(place, answer)| (answer.question.clone(), answer.said(), again(place)))
            .collect(),
        answers,
        step,
        takes: takes(file),
    }
}

/// Since when what this case complains of is in time.
pub(super) fn in_time_since(file: &CaseFile) -> Option<Since> {
    taken_since(file.case.kind, file.case.received, file.book.rules())
}

/// What the procedure says about what it takes, and since when that is for this case.
fn takes(file: &CaseFile) -> Vec<String> {
    let since = in_time_since(file).map(|Since { usual, at_most }| {
        let most = at_most.map(|day| format!(", and for a good reason on or after {}", words::long_day(day)));
        let (received, usual) = (words::long_day(file.case.received), words::long_day(usual));
        format!(
            "We received it on {received}. It is in time for what {} on or after {usual}{}.",
            begins_with(file.book.procedure()),
            most.unwrap_or_default()
        )
    });
    since.into_iter().chain(acceptance(file.book.procedure())).collect()
}

/// What the time to complain counts from, in words.
fn begins_with(procedure: &Procedure) -> &'static str {
    let periods = procedure.acceptance.window.iter().flat_map(|window| &window.periods);
    let from: Vec<Milestone> = periods.map(|period| period.from).collect();
    match (from.contains(&Milestone::Occurred), from.contains(&Milestone::Aware)) {
        (true, true) => "happened, or became known to the customer,",
        (_, false) => "happened",
        (false, true) => "became known to the customer",
    }
}

fn in_letters(screening: &Screening<'_>) -> String {
    screening.answers.iter().map(|answer| if answer.yes { 'y' } else { 'n' }).collect()
}

/// `None` where nothing stands against it.
fn step(file: &CaseFile, screening: &Screening<'_>, at: &Places) -> Option<Step> {
    let bound = screening.outcome == Outcome::TooLate { discretion: false };
    let all_the_same = (ActKind::Screen, at.form("take", screening, ("", "")), "Look into it all the same");
    let all_the_same = (!bound).then_some(all_the_same);
    let leave = |why: &str, instead: &str, ways: Vec<(ActKind, String, &'static str)>| {
        let ways = ways.into_iter().chain(all_the_same).filter(|(act, ..)| file.may(*act));
        let ways = ways.map(|(_, href, words)| (href, words)).collect();
        Some(Step::Leave { why: why.to_owned(), instead: instead.to_owned(), ways })
    };
    let decline = |exclusion: &Exclusion| {
        (ActKind::Decline, at.form("decline", screening, ("exclusion", &exclusion.id)), "Not accept")
    };
    match &screening.outcome {
        Outcome::Ask(question) => {
            let lifts = question.lifts.map(|exclusion| exclusion.title.clone()).unwrap_or_default();
            Some(Step::Ask { question: question.words.clone().into_owned(), lifts })
        }
        Outcome::Take => None,
        Outcome::Becomes(kind) => {
            let convert = format!("{}/convert?to={}", at.case, kind.as_str());
            let why = format!("It is a {}", kind.title().to_lowercase());
            leave(&why, "", vec![(ActKind::Convert, convert, "Change the kind")])
        }
        Outcome::Refer(exclusion) => {
            let refer = (ActKind::Refer, at.form("refer", screening, ("", "")), "Refer elsewhere");
            let instead = exclusion.refer_to.as_deref().unwrap_or_default();
            leave(&exclusion.title, instead, vec![refer, decline(exclusion)])
        }
        Outcome::TooLate { discretion } => {
            let why = if *discretion { "It comes late" } else { "It comes later than the procedure allows" };
            leave(why, "", vec![(ActKind::Decline, at.form("decline", screening, ("", "")), "Not accept")])
        }
        Outcome::Refuse(exclusion) => leave(&exclusion.title, "", vec![decline(exclusion)]),
    }
}

/// Where the pages of the case are.
struct Places {
    case: String,
}

impl Places {
    /// The form that does it, with the answers that led there.
    fn form(&self, path: &str, screening: &Screening<'_>, (name, value): (&str, &str)) -> String {
        let form = format!("{}/{path}?answers={}", self.case, in_letters(screening));
        if name.is_empty() { form } else { format!("{form}&{name}={}", encoded(value)) }
    }
}
