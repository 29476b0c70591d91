//! What comes of the question whether a complaint is looked into: taking it, referring it elsewhere, not accepting it.

use app::{Problem, cases, letters::Extra};
use domain::{
    act::ActKind,
    letter::Purpose,
    procedure::{Exclusion, Outcome, Screening},
};

use super::{
    Asked, Form, Gone,
    fields::{Field, Shown},
    letter::{letter, letter_form},
    tell::written,
};
use crate::{layout::Choice, pages::screen};

pub(super) const FORMS: &[Form] = &[
    Form { path: "take", act: ActKind::Screen, show: show_take, perform: take },
    Form { path: "refer", act: ActKind::Refer, show: show_refer, perform: refer },
    Form { path: "decline", act: ActKind::Decline, show: show_decline, perform: decline },
];

/// The choice that means: none of the listed exclusions.
const OTHER: &str = "other";

fn show_take(asked: &Asked<'_>) -> Result<Shown, Problem> {
    let shown = Shown::new("Look into it", "We look into it").ask(said(asked));
    Ok(if !stands_against(asked) {
        shown.say("Nothing in the procedure stands against looking into it. The answers are kept in the history.")
    } else {
        let why = Field::area("reason", "Why we look into it all the same", asked.text("reason", ""));
        shown
            .say("The procedure may be set aside where that is right. The reason is kept with the answers.")
            .ask(why.hint("The customer does not see this"))
    })
}

/// Whether the answers speak against looking into it.
fn stands_against(asked: &Asked<'_>) -> bool {
    match outcome(asked) {
        Outcome::Refer(_) | Outcome::Refuse(_) | Outcome::TooLate { .. } => true,
        Outcome::Ask(_) | Outcome::Take | Outcome::Becomes(_) => false,
    }
}

/// Where the answers lead.
fn outcome<'a>(asked: &'a Asked<'_>) -> Outcome<'a> {
    screening(asked).outcome
}

fn screening<'a>(asked: &'a Asked<'_>) -> Screening<'a> {
    asked.file.book.procedure().screen(&answers(asked), screen::in_time_since(asked.file).as_ref())
}

fn take(asked: &Asked<'_>) -> Result<Gone, Problem> {
    let reason = asked.fields.text("reason").trim();
    if stands_against(asked) && reason.is_empty() {
        return Err(Problem::field("reason", "Say why we look into it all the same"));
    }
    let visit = asked.visit;
    cases::screen(&visit.office, &visit.who, asked.on(), &answers(asked), reason, visit.now)?;
    Ok(asked.done("We look into it. The answers are in the history."))
}

fn show_refer(asked: &Asked<'_>) -> Result<Shown, Problem> {
    let at = format!("/cases/{}/refer/words", asked.file.case.reference);
    let shown = Shown::new("Refer elsewhere", "Refer and close")
        .say("The customer is told who can help instead, and the case ends here.")
        .ask(said(asked))
        .ask(
            Field::area("body", "Who can help", asked.text("body", ""))
                .hint("The organisation, and how to reach it")
                .live(&at),
        );
    if asked.file.case.customer.is_none() {
        return Ok(shown.say("We do not know who the customer is, so no letter goes out."));
    }
    let extra = about_body(asked);
    let missing = "Say who can help. Then the letter to the customer appears here.";
    Ok(shown.send(letter(
        asked,
        Purpose::Referral,
        Some(extra).filter(|extra| !extra.other_organisation.is_empty()),
        missing,
    )?))
}

fn about_body(asked: &Asked<'_>) -> Extra {
    Extra { other_organisation: asked.text("body", "").trim().to_owned(), ..Extra::default() }
}

fn refer(asked: &Asked<'_>) -> Result<Gone, Problem> {
    let extra = about_body(asked);
    if extra.other_organisation.is_empty() {
        return Err(Problem::field("body", "Say who can help"));
    }
    let letter = if asked.file.case.customer.is_some() { Some(letter_form(asked, &extra)?) } else { None };
    let form = cases::ReferForm { answers: answers(asked), body: extra.other_organisation, letter };
    let done = cases::refer(&asked.visit.office, &asked.visit.who, asked.on(), &form, asked.visit.now)?;
    match form.letter {
        Some(letter) => written(asked, &done, letter.method, "Referred and closed"),
        None => Ok(asked.done("Referred and closed.")),
    }
}

fn show_decline(asked: &Asked<'_>) -> Result<Shown, Problem> {
    let at = format!("/cases/{}/decline/words", asked.file.case.reference);
    let mut exclusions: Vec<Choice> = asked.file.book.procedure().exclusions.iter().map(exclusion).collect();
    let late = matches!(outcome(asked), Outcome::TooLate { .. });
    exclusions.push(Choice::new(OTHER, if late { "It comes too late, or another reason" } else { "Another reason" }));
    let likely = if late { OTHER } else { "" };
    let extra = because(asked);
    let missing = "Give the reason. Then the letter to the customer, with their rights, appears here.";
    Ok(Shown::new("Not accept", "Send the letter and close")
        .say("The customer is told in writing why we cannot look into it, and what they can do if they do not agree.")
        .ask(said(asked))
        .ask(Field::radios("exclusion", "Why can we not look into it?", exclusions, asked.text("exclusion", likely)))
        .ask(Field::area("reason", "The reason, as the customer will read it", asked.text("reason", "")).live(&at))
        .send(letter(asked, Purpose::Refusal, Some(extra).filter(|extra| !extra.reason.is_empty()), missing)?))
}

/// An exclusion, with the questions whose "yes" lifts it.
fn exclusion(exclusion: &Exclusion) -> Choice {
    let unless = if exclusion.unless.is_empty() {
        String::new()
    } else {
        format!("It does not apply if yes: {}", exclusion.unless.join(" "))
    };
    Choice::new(exclusion.id.clone(), exclusion.title.clone()).with_hint(unless)
}

/// The answers that led here, as the page of questions sends them along.
fn answers(asked: &Asked<'_>) -> Vec<bool> {
    screen::answers(&asked.text("answers", ""))
}

/// What was answered; where nothing was asked yet, the way to the questions.
fn said(asked: &Asked<'_>) -> Field {
    let at = format!("/cases/{}/screen", asked.file.case.reference);
    let given = screening(asked).answers;
    if given.is_empty() {
        return Field::First {
            heading: "Not sure?".into(),
            links: vec![(at, "Go through the questions of the procedure".into())],
        };
    }
    let lines = given.iter().map(|answer| (answer.question.clone(), answer.said())).collect();
    Field::Answers { name: "answers", value: asked.text("answers", ""), lines }
}

fn because(asked: &Asked<'_>) -> Extra {
    Extra { reason: asked.text("reason", "").trim().to_owned(), ..Extra::default() }
}

fn decline(asked: &Asked<'_>) -> Result<Gone, Problem> {
    let chosen = match asked.fields.text("exclusion") {
        "" => return Err(Problem::field("exclusion", "Choose why we cannot look into it")),
        OTHER => None,
        chosen => Some(chosen.to_owned()),
    };
    let extra = because(asked);
    if extra.reason.is_empty() {
        return Err(Problem::field("reason", "Give the reason; it goes into the letter"));
    }
    let letter = letter_form(asked, &extra)?;
    let form = cases::DeclineForm { answers: answers(asked), exclusion: chosen, reason: extra.reason, letter };
    let done = cases::decline(&asked.visit.office, &asked.visit.who, asked.on(), &form, asked.visit.now)?;
    written(asked, &done, form.letter.method, "Not accepted, and closed")
}
