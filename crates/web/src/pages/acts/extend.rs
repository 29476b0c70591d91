//! More time: a reason, a new date, and the letter that tells the customer.

use app::{
    Problem,
    cases::{self, ExtendForm, Latest},
    letters::Extra,
};
use domain::{
    act::ActKind,
    decide::{Grant, may_grant, to_extend},
    letter::Purpose,
};

use super::{
    Asked, Form, Gone,
    fields::{Field, Shown, choices},
    letter::{letter, letter_form},
    tell::written,
};
use crate::words;

pub(super) const FORMS: &[Form] = &[Form { path: "extend", act: ActKind::Extend, show, perform }];

/// The choice that means: the reason is typed.
const OTHER: &str = "other";

fn show(asked: &Asked<'_>) -> Result<Shown, Problem> {
    let latest = cases::latest_extension(&asked.visit.office, &asked.file.case, asked.visit.now)?;
    let Some(latest) = latest else {
        return Ok(Shown::new("More time", "").say("This has no time limit to put off."));
    };
    let grant = grant(asked);
    if let Grant::Others(who) = grant {
        let refused = domain::Refusal::NotTheirsToGrant { who }.to_string();
        return Ok(Shown { button: String::new(), ..Shown::new("More time", "") }.say(refused));
    }
    let words_at = format!("/cases/{}/extend/words", asked.file.case.reference);
    let procedure = asked.file.book.procedure();
    let reasons =
        procedure.extensions.iter().flat_map(|rule| &rule.reasons).map(|reason| (reason.as_str(), reason.as_str()));
    let reasons = choices(reasons.chain([(OTHER, "Another reason")]));
    let new_date = Field::Day {
        name: "to",
        label: "New date".into(),
        value: asked.text("to", ""),
        hint: match latest {
            Latest::By(date) => format!("{} at the latest", words::long_day(date)),
            Latest::Unbounded => "The procedure sets no latest date".into(),
        },
        live: String::new(),
    };
    let extra = asked
        .date("to")
        .ok()
        .flatten()
        .map(|to| Extra { reason: reason(asked), new_date: Some(to), ..Extra::default() })
        .filter(|extra| !extra.reason.is_empty());
    let missing = "Choose the reason and give the new date. Then the letter to the customer appears here.";
    let shown = Shown::new("More time", "Send the letter and move the date")
        .say("The date moves only with a letter that tells the customer why and until when. Sent before the date has passed, the case is held to the new date.")
        .ask(Field::radios("why", "Why do we need more time?", reasons, asked.text("why", "")).live(&words_at))
        .ask(Field::area("reason", "Another reason", asked.text("reason", "")).hint("Where you chose “Another reason”. It goes into the letter").live(&words_at))
        .ask(new_date.live(&words_at));
    let shown = if grant == Grant::WithAgreement { shown.ask(agreement(asked)) } else { shown };
    Ok(shown.send(letter(asked, Purpose::Delay, extra, missing)?))
}

/// What it takes of the person looking to put off the date that is due next.
fn grant(asked: &Asked<'_>) -> Grant {
    let procedure = asked.file.book.procedure();
    let rule = to_extend(&asked.file.clocks, procedure).map(|(_, rule)| rule);
    rule.map_or(Grant::Theirs, |rule| may_grant(rule, asked.visit.who.role(), procedure))
}

fn agreement(asked: &Asked<'_>) -> Field {
    Field::Ticks {
        name: "agreed",
        label: "The procedure asks for the customer’s agreement".into(),
        choices: choices([("yes", "The customer agrees with the new date")]),
        chosen: asked.fields.all("agreed"),
        optional: false,
    }
}

/// The reason chosen, or the one typed.
fn reason(asked: &Asked<'_>) -> String {
    let chosen = asked.text("why", "");
    let chosen = if chosen == OTHER || chosen.is_empty() { asked.text("reason", "") } else { chosen };
    chosen.trim().to_owned()
}

fn perform(asked: &Asked<'_>) -> Result<Gone, Problem> {
    let to = asked.date("to")?.ok_or_else(|| Problem::field("to", "Give the new date"))?;
    let reason = reason(asked);
    if reason.is_empty() {
        return Err(Problem::field("why", "Choose the reason, or write another; it goes into the letter"));
    }
    let extra = Extra { reason: reason.clone(), new_date: Some(to), ..Extra::default() };
    let letter = letter_form(asked, &extra)?;
    let method = letter.method;
    let form = ExtendForm { to: Some(to), reason, agreed: asked.fields.text("agreed") == "yes", letter };
    let done = cases::extend(&asked.visit.office, &asked.visit.who, asked.on(), &form, asked.visit.now)?;
    written(asked, &done, method, &format!("Now due {}", words::day(to, asked.visit.today())))
}
