//! Telling the customer that we have it, and saying that a printed letter was posted.

use app::{
    Problem,
    cases::{self, Done},
    letters::{self, Extra},
};
use domain::{
    act::ActKind,
    decide,
    feedback::Kind,
    letter::{Fate, Letter, Method, Purpose},
};

use super::{
    Asked, Form, Gone,
    fields::{Field, Shown},
    letter::{letter, letter_form},
};
use crate::{
    layout::Choice,
    pages::case::words_for,
    said::Said,
    timeline::letter_words,
    words::{self, EMAIL_WAITS},
};

pub(super) const FORMS: &[Form] = &[
    Form { path: "acknowledge", act: ActKind::Acknowledge, show: show_acknowledge, perform: acknowledge },
    Form { path: "posted", act: ActKind::MarkPosted, show: show_posted, perform: posted },
    Form { path: "on-paper", act: ActKind::PutOnPaper, show: show_on_paper, perform: on_paper },
    Form { path: "discard", act: ActKind::Discard, show: show_discard, perform: discard },
];

fn purpose(kind: Kind) -> Purpose {
    match kind {
        Kind::Complaint => Purpose::Acknowledgement,
        Kind::Compliment | Kind::Comment => Purpose::Thanks,
        Kind::ServiceRequest => Purpose::Handover,
    }
}

fn show_acknowledge(asked: &Asked<'_>) -> Result<Shown, Problem> {
    let words = words_for(asked.file, "acknowledge");
    let shown = Shown::new(words.clone(), words);
    let shown = moves_answer(asked).into_iter().chain(moves_code(asked)).fold(shown, Shown::say);
    Ok(shown.send(letter(asked, purpose(asked.file.case.kind), Some(Extra::default()), "")?))
}

/// Where the answer is due so long after the acknowledgement, acknowledging early brings it forward.
fn moves_answer(asked: &Asked<'_>) -> Option<String> {
    let file = asked.file;
    let moved = letters::moves_answer(&file.case, purpose(file.case.kind), file.book.rules(), asked.visit.now);
    let (before, after) = moved?;
    let (before, after) = (words::long_day(before), words::long_day(after));
    Some(format!(
        "The procedure counts the answer from the acknowledgement. Sent today, the answer is due {after}; without it, {before}."
    ))
}

/// The same for the Code that the case is measured against as well.
fn moves_code(asked: &Asked<'_>) -> Option<String> {
    let file = asked.file;
    let (before, after) = letters::moves_code(&file.case, purpose(file.case.kind), &file.book, asked.visit.now)?;
    let name = &file.against.as_ref()?.procedure.name;
    let (before, after) = (words::long_day(before), words::long_day(after));
    Some(format!(
        "{name}, which we are measured against as well, counts the answer from the acknowledgement. Sent today, its date becomes {after}; without it, {before}."
    ))
}

fn acknowledge(asked: &Asked<'_>) -> Result<Gone, Problem> {
    let form = letter_form(asked, &Extra::default())?;
    let done = cases::acknowledge(&asked.visit.office, &asked.visit.who, asked.on(), &form, asked.visit.now)?;
    let said = match asked.file.case.kind {
        Kind::Complaint | Kind::Comment => "Acknowledged",
        Kind::Compliment => "Thanked",
        Kind::ServiceRequest => "Told",
    };
    written(asked, &done, form.method, said)
}

/// Where to go after a letter: to the letter where it has to be printed, else back to the case.
pub(super) fn written(asked: &Asked<'_>, done: &Done, method: Method, said: &str) -> Result<Gone, Problem> {
    let letter = done.letters.last().map(|number| format!("/cases/{}/letters/{number}", done.reference));
    Ok(match (method, letter) {
        (Method::Post, Some(to)) => {
            Gone { to, said: Said::new(format!("{said}. Print the letter, post it, then mark it as posted.")) }
        }
        (Method::Handed, Some(to)) => {
            Gone { to, said: Said::new(format!("{said}. Print the letter and hand it over.")) }
        }
        (Method::Email, Some(to)) => {
            let waits = app::outbox::waits(&asked.visit.office)?;
            let gone = asked.done(if waits { format!("{said}. {EMAIL_WAITS}") } else { format!("{said} by email.") });
            Gone { said: gone.said.link(to, "See the letter"), ..gone }
        }
        (Method::Phone, _) => asked.done(format!("{said} by phone.")),
        (Method::Post | Method::Handed | Method::Email, None) => asked.done(format!("{said}.")),
    })
}

fn show_posted(asked: &Asked<'_>) -> Result<Shown, Problem> {
    let waiting = asked.file.case.to_post();
    let choices: Vec<Choice> =
        waiting.map(|letter| Choice::new(letter.number.to_string(), letter_words(letter.purpose))).collect();
    if choices.is_empty() {
        return Ok(Shown::new("Mark as posted", "").say("No letter is waiting to be posted."));
    }
    let first = choices.first().map(|choice| choice.value.clone()).unwrap_or_default();
    let posted = Field::Day {
        name: "on",
        label: "Posted on".into(),
        value: asked.text("on", &words::typed(asked.visit.today())),
        hint: "The letter counts as sent on this day".into(),
        live: String::new(),
    };
    let which = Field::radios("letter", "Which letter left?", choices, asked.text("letter", &first));
    Ok(Shown::new("Mark as posted", "Mark as posted").ask(which).ask(posted))
}

fn posted(asked: &Asked<'_>) -> Result<Gone, Problem> {
    let letter =
        asked.fields.number("letter").ok_or_else(|| Problem::field("letter", "Choose the letter that was posted"))?;
    let posted = asked.past("on")?;
    cases::mark_posted(&asked.visit.office, &asked.visit.who, asked.on_any(), letter, posted, asked.visit.now)?;
    Ok(asked.done("Marked as posted."))
}

/// Emails that wait, to leave on paper.
fn show_on_paper(asked: &Asked<'_>) -> Result<Shown, Problem> {
    let waits = |letter: &&Letter| letter.method == Method::Email && letter.fate == Fate::Leaving;
    let waiting = asked.file.case.letters.iter().filter(waits);
    let choices: Vec<Choice> =
        waiting.map(|letter| Choice::new(letter.number.to_string(), letter_words(letter.purpose))).collect();
    let shown = Shown::new("Print and post it instead", "Print and post it instead");
    if choices.is_empty() {
        return Ok(Shown { button: String::new(), ..shown }.say("No email waits to leave."));
    }
    let first = choices.first().map(|choice| choice.value.clone()).unwrap_or_default();
    Ok(shown
        .say("The email is taken out of the outbox and will not leave. The letter counts as sent on the day it is posted.")
        .ask(Field::radios("letter", "Which letter?", choices, asked.text("letter", &first))))
}

fn on_paper(asked: &Asked<'_>) -> Result<Gone, Problem> {
    let letter = asked.fields.number("letter").ok_or_else(|| Problem::field("letter", "Choose the letter"))?;
    let done = cases::put_on_paper(&asked.visit.office, &asked.visit.who, asked.on_any(), letter, asked.visit.now)?;
    let to = format!("/cases/{}/letters/{letter}?print=now", done.reference);
    Ok(Gone { to, said: Said::new("The email will not leave. Print the letter, post it, then mark it as posted.") })
}

/// Printed letters that wait to be posted, of which one is not to be sent.
fn show_discard(asked: &Asked<'_>) -> Result<Shown, Problem> {
    let case = &asked.file.case;
    let waiting: Vec<&Letter> = case.to_post().filter(|letter| decide::discardable(case, letter.number)).collect();
    let choice = |letter: &&Letter| Choice::new(letter.number.to_string(), letter_words(letter.purpose));
    let choices: Vec<Choice> = waiting.iter().map(choice).collect();
    let shown = Shown::new("Do not send this letter", "Do not send it");
    if choices.is_empty() {
        return Ok(Shown { button: String::new(), ..shown }.say("No letter waits that could be kept back."));
    }
    let first = choices.first().map(|choice| choice.value.clone()).unwrap_or_default();
    let mut follows: Vec<&str> = waiting.iter().map(|letter| without_it(letter.purpose)).collect();
    follows.dedup();
    let shown = follows.into_iter().fold(shown, Shown::say);
    Ok(shown.ask(Field::radios("letter", "Which letter?", choices, asked.text("letter", &first))))
}

/// What it means for a case that a letter was not sent.
fn without_it(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Acknowledgement => {
            "The customer counts as not told that we have it: an acknowledgement is still owed."
        }
        Purpose::Delay => "The customer counts as not told of the delay: the case is held to the earlier date.",
        Purpose::StageRefused => {
            "The customer counts as not told that the stage is refused, which it stays: refuse it again with another letter."
        }
        Purpose::Refusal
        | Purpose::Referral
        | Purpose::Response
        | Purpose::Thanks
        | Purpose::Handover
        | Purpose::Allocation
        | Purpose::Reminder => "The customer counts as not told. The words of the letter stay in the history.",
    }
}

fn discard(asked: &Asked<'_>) -> Result<Gone, Problem> {
    let letter = asked.fields.number("letter").ok_or_else(|| Problem::field("letter", "Choose the letter"))?;
    cases::discard(&asked.visit.office, &asked.visit.who, asked.on_any(), letter, asked.visit.now)?;
    Ok(asked.done("The letter is not sent. Throw the printed sheet away."))
}
