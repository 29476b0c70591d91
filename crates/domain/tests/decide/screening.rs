//! Whether a complaint is looked into: the questions, where they lead, and what is made of it.

use domain::{
    Act, Event, Procedure, Refusal, StateKind,
    clock::{self, Since},
    feedback::{Ending, Kind},
    letter::Method,
    procedure::{Acceptance, Answer, Exclusion, Limit, Milestone, Outcome, Period, Unit, Whichever, Window},
};

use crate::common::*;

fn procedure(questions: &str) -> Procedure {
    let shipped = include_str!("../../../../procedures/making-experiences-count.toml");
    let mut procedure: Procedure = toml::from_str(shipped).expect("it is a procedure");
    let asked: Questions = toml::from_str(questions).expect("they are questions");
    (procedure.exclusions, procedure.acceptance) = (asked.exclusion, asked.acceptance);
    procedure
}

#[derive(serde::Deserialize)]
struct Questions {
    exclusion: Vec<Exclusion>,
    acceptance: Acceptance,
}

const QUESTIONS: &str = r#"
[[exclusion]]
id = "court"
title = "Legal proceedings have begun"
question = "Was a claim filed at court?"
unless = ["Is part of it about something else?", "Is the claim by somebody else?"]

[[exclusion]]
id = "elsewhere"
title = "Another organisation is responsible"
refer_to = "the county council"

[acceptance]
sorting = [{ question = "Is it a first request?", becomes = "service-request" }]
"#;

/// Where answers lead, in short.
fn leads(procedure: &Procedure, answers: &str) -> String {
    leads_since(procedure, answers, None)
}

/// The same where only what happened since a day is in time.
fn leads_since(procedure: &Procedure, answers: &str, since: Option<&Since>) -> String {
    let yes: Vec<bool> = answers.chars().map(|letter| letter == 'y').collect();
    match procedure.screen(&yes, since).outcome {
        Outcome::Ask(question) => {
            format!(
                "{}{}",
                question.words,
                question.lifts.map(|lifted| format!(" ({})", lifted.id)).unwrap_or_default()
            )
        }
        Outcome::Take => "take".into(),
        Outcome::Becomes(kind) => format!("becomes {}", kind.as_str()),
        Outcome::Refer(exclusion) => format!("refer {}", exclusion.id),
        Outcome::Refuse(exclusion) => format!("refuse {}", exclusion.id),
        Outcome::TooLate { discretion } => format!("too late{}", if discretion { ", unless for a reason" } else { "" }),
    }
}

#[test]
fn each_answer_leads_to_the_next_question_or_to_an_end() {
    let procedure = procedure(QUESTIONS);
    let table = [
        ("", "Is it a first request?"),
        ("y", "becomes service-request"),
        ("n", "Was a claim filed at court?"),
        ("ny", "Is part of it about something else? (court)"),
        ("nyn", "Is the claim by somebody else? (court)"),
        ("nynn", "refuse court"),
        ("nyy", "Another organisation is responsible"),
        ("nyny", "Another organisation is responsible"),
        ("nn", "Another organisation is responsible"),
        ("nny", "refer elsewhere"),
        ("nnn", "take"),
        ("nnnyyy", "take"),
    ];
    for (answers, end) in table {
        assert_eq!(leads(&procedure, answers), end, "{answers}");
    }
    assert_eq!(procedure.screen(&[false, false, false, true], None).answers.len(), 3, "what was not asked is not kept");
}

#[test]
fn a_procedure_without_questions_takes_everything() {
    let mut silent = procedure(QUESTIONS);
    (silent.exclusions, silent.acceptance) = (Vec::new(), Acceptance::default());
    assert_eq!(leads(&silent, ""), "take");
}

/// Six months, at most twelve for a good reason.
fn within_six_months(waivable: bool, at_most: bool) -> Procedure {
    let mut procedure = shipped_procedure();
    (procedure.exclusions, procedure.acceptance.sortings) = (Vec::new(), Vec::new());
    let months = |number| Limit::of(number, Unit::CalendarMonths);
    let from = |from| Period { limit: months(6), from, of: None, backwards: false, clear: false };
    procedure.acceptance.window = Some(Window {
        periods: vec![from(Milestone::Occurred)],
        whichever: Whichever::Later,
        at_most: at_most.then(|| months(12)),
        waivable,
    });
    assert_eq!(procedure.problems(), []);
    procedure
}

#[test]
fn what_comes_too_late_is_asked_for_and_taken_only_where_the_procedure_leaves_discretion() {
    // Received on Monday 2 November 2026: six months go back to Saturday 2 May 2026, twelve to Sunday 2 November 2025.
    let desk = |procedure: &Procedure| Desk::under(procedure.clone(), &complaint(), morning("Mon 2 Nov 2026"));
    let take = |answers: &[bool], reason: Option<&str>| screen(answers, reason);
    let bounded = within_six_months(true, true);
    let since = clock::taken_since(Kind::Complaint, day("Mon 2 Nov 2026"), desk(&bounded).rules());
    let table = [
        ("", format!("Did it happen before {}?", since.expect("a day").usual.format("%-d %B %Y"))),
        ("n", "take".to_owned()),
        ("yn", "too late, unless for a reason".to_owned()),
        ("yy", "too late".to_owned()),
    ];
    for (answers, end) in table {
        assert_eq!(leads_since(&bounded, answers, since.as_ref()), end, "{answers}");
    }
    let case = desk(&bounded);
    assert!(case.ask(CHAMPION, &take(&[false], None)).is_ok());
    assert_eq!(case.ask(CHAMPION, &take(&[true, false], None)), Err(Refusal::SayWhyTaken));
    assert!(case.ask(CHAMPION, &take(&[true, false], Some("She was in hospital."))).is_ok());
    let never = case.ask(CHAMPION, &take(&[true, true], Some("She was in hospital.")));
    assert_eq!(never, Err(Refusal::TooLateToComplain));
    let strict = desk(&within_six_months(false, false));
    assert_eq!(strict.ask(CHAMPION, &take(&[true], Some("She was in hospital."))), Err(Refusal::TooLateToComplain));
    let decline = |answers: &[bool]| Act::Decline {
        answers: answers.to_vec(),
        exclusion: None,
        reason: text("It comes too late."),
        letter: written(Method::Email),
    };
    assert!(case.ask(CHAMPION, &decline(&[true, true])).is_ok());
    assert_eq!(case.ask(CHAMPION, &decline(&[false])), Err(Refusal::AnswersLeadElsewhere));
}

fn screen(answers: &[bool], reason: Option<&str>) -> Act {
    Act::Screen { answers: answers.to_vec(), reason: reason.map(text) }
}

fn answer(question: &str, yes: bool) -> Answer {
    Answer { question: question.into(), yes }
}

/// The desk's procedure asks first whether it is a request, then for legal action, which nothing lifts.
#[test]
fn what_was_asked_is_kept_with_what_was_decided() {
    let desk = case_in(StateKind::Logged);
    let asked = |yes| {
        let request = answer("Do they report a fault or ask for a service, and do not want to complain?", false);
        vec![request, answer("Is it part of legal action by or against the council?", yes)]
    };
    let decline = |answers: &[bool], exclusion: &str| Act::Decline {
        answers: answers.to_vec(),
        exclusion: Some(exclusion.into()),
        reason: text("A claim was filed"),
        letter: written(Method::Post),
    };
    let events = desk.ask(CHAMPION, &decline(&[false, true], "legal-action")).expect("declined");
    let screened = Event::Screened { answers: asked(true), taken: false, reason: None };
    assert_eq!(events.first(), Some(&screened));
    assert!(matches!(events.last(), Some(Event::Closed { ending: Ending::Declined, .. })));
    let elsewhere = Err(Refusal::AnswersLeadElsewhere);
    assert_eq!(desk.ask(CHAMPION, &decline(&[false, true], "employee")), elsewhere, "another reason than was answered");
    let question = Refusal::QuestionLeft("Is it a complaint by an employee about their work?".into());
    assert_eq!(desk.ask(CHAMPION, &decline(&[false, false], "legal-action")), Err(question.clone()));
    assert_eq!(desk.ask(CHAMPION, &screen(&[false, false], None)), Err(question));
    assert_eq!(desk.ask(CHAMPION, &screen(&[false, true], None)), Err(Refusal::SayWhyTaken));
    let taken = desk.clone().does(CHAMPION, screen(&[false, true], Some("Only part of it is before the court")));
    assert_eq!(taken.case.answers, asked(true));
    assert_eq!(taken.case.state.kind(), StateKind::Logged, "it goes on as before");
}

#[test]
fn a_complaint_is_taken_without_a_reason_where_nothing_stands_against_it() {
    let desk = case_in(StateKind::Logged);
    let none = vec![false; 7];
    let events = desk.ask(ADVISER, &screen(&none, None)).expect("taken");
    let [Event::Screened { answers, taken: true, reason: None }] = &events[..] else { panic!("{events:?}") };
    assert_eq!(answers.len(), none.len());
    assert_eq!(desk.case.kind, Kind::Complaint);
}
