//! More time: a reason, a new date, and the letter that tells the customer. Where a date is near, the letter stands ready
//! with the latest date allowed and only wants its reason.

use app::{
    Problem,
    cases::{self, ExtendForm},
    letters::Extra,
};
use domain::{
    Clock,
    act::ActKind,
    clock::Standing,
    decide::{self, Grant, may_grant},
    letter::Purpose,
    procedure::ExtensionRule,
};

use super::{
    Asked, Form, Gone,
    fields::{Field, Shown, choices},
    letter::{letter, letter_form},
    tell::written,
};
use crate::{form::Fields, layout::Choice, words};

pub(super) const FORMS: &[Form] = &[Form { path: "extend", act: ActKind::Extend, show, perform }];

/// The choice that means: the reason is typed.
const OTHER: &str = "other";

fn show(asked: &Asked<'_>) -> Result<Shown, Problem> {
    let dates = dates(asked);
    let near = asked.file.delay.as_ref();
    let clock = asked.text("clock", near.map_or("", |near| &near.clock));
    let Some(date) = dates.iter().find(|date| date.clock.id == clock).or(dates.first()) else {
        return Ok(Shown::new("More time", "").say("This has no time limit to put off."));
    };
    if let Grant::Others(who) = date.grant.clone() {
        let refused = domain::Refusal::NotTheirsToGrant { who }.to_string();
        return Ok(Shown { button: String::new(), ..Shown::new("More time", "") }.say(refused));
    }
    let words_at = format!("/cases/{}/extend/words", asked.file.case.reference);
    let reasons = date.rule.reasons.iter().map(|reason| (reason.as_str(), reason.as_str()));
    let reasons = choices(reasons.chain([(OTHER, "Another reason")]));
    let latest = near.filter(|near| near.clock == date.clock.id).and_then(|near| near.latest);
    let to = asked.text("to", &latest.map(words::typed).unwrap_or_default());
    let new_date = Field::Day {
        name: "to",
        label: "New date".into(),
        value: to.clone(),
        hint: if dates.len() > 1 { String::new() } else { date.latest(asked) },
        live: String::new(),
    };
    let extra = Fields::read_coming(&to, asked.visit.today()).ok().flatten().map(|to| Extra {
        reason: reason_or_place(asked),
        new_date: Some(to),
        ..Extra::default()
    });
    let missing = "Give the new date. Then the letter to the customer appears here.";
    let button = if date.rule.in_writing() { "Send the letter and move the date" } else { "Move the date" };
    let shown = which_date(asked, &dates, date)
        .into_iter()
        .fold(Shown::new("More time", button), Shown::ask)
        .say(date.moves_when())
        .ask(Field::radios("why", "Why do we need more time?", reasons, asked.text("why", "")).live(&words_at))
        .ask(
            Field::area("reason", "Another reason", asked.text("reason", ""))
                .hint("Where you chose “Another reason”. It goes into the letter")
                .live(&words_at),
        )
        .ask(new_date.live(&words_at));
    let agreed = dates.iter().any(|date| date.grant == Grant::WithAgreement);
    let shown = if agreed { shown.ask(agreement(asked, dates.len() > 1)) } else { shown };
    let mut letter = letter(asked, Purpose::Delay, extra, missing)?;
    if !date.rule.in_writing() {
        letter.or_on_the_phone();
    }
    Ok(shown.send(letter))
}

/// A date that can be put off, and what that takes of the person looking.
struct ToPutOff<'a> {
    clock: &'a Clock,
    rule: &'a ExtensionRule,
    grant: Grant,
}

impl ToPutOff<'_> {
    /// What it takes to move the date, and what the case is held to then.
    fn moves_when(&self) -> String {
        let told = if self.rule.in_writing() {
            "The date moves only with a letter that tells the customer why and until when."
        } else {
            "The date moves only when the customer is told why and until when: in a letter or, as the procedure asks for none, on the phone."
        };
        let held = match self.clock.standing {
            Standing::Late { .. } => "The date has passed: the work goes on by the new date, and the case stays late.",
            Standing::Running { .. } | Standing::Met { .. } | Standing::Ended => {
                "Told before the date has passed, the case is held to the new date."
            }
        };
        format!("{told} {held}")
    }

    fn latest(&self, asked: &Asked<'_>) -> String {
        match decide::latest_extension(self.clock, self.rule, asked.file.book.rules()) {
            Some(latest) => format!("{} at the latest", words::long_day(latest)),
            None => "The procedure sets no latest date".into(),
        }
    }
}

/// The dates that the person looking can put off, the one due first at the head; those that are for others only where
/// there is no other.
fn dates<'a>(asked: &Asked<'a>) -> Vec<ToPutOff<'a>> {
    let file = asked.file;
    let grant = |rule| may_grant(rule, asked.visit.who.role(), file.book.procedure());
    let found = decide::to_extend(&file.case, &file.clocks, file.book.rules()).into_iter();
    let (for_others, theirs): (Vec<_>, Vec<_>) = found
        .map(|(clock, rule)| ToPutOff { clock, rule, grant: grant(rule) })
        .partition(|date| matches!(date.grant, Grant::Others(_)));
    if theirs.is_empty() { for_others } else { theirs }
}

/// Asked only where there is a choice.
fn which_date(asked: &Asked<'_>, dates: &[ToPutOff<'_>], chosen: &ToPutOff<'_>) -> Option<Field> {
    let today = asked.visit.today();
    let choice = |date: &ToPutOff<'_>| {
        let due = words::day(date.clock.due, today);
        Choice::new(date.clock.id.clone(), format!("{}, due {due}. {}", date.clock.title, date.latest(asked)))
    };
    let choices = dates.iter().map(choice).collect();
    (dates.len() > 1).then(|| Field::radios("clock", "Which date?", choices, chosen.clock.id.clone()))
}

fn agreement(asked: &Asked<'_>, optional: bool) -> Field {
    Field::Ticks {
        name: "agreed",
        label: "The procedure asks for the customer’s agreement".into(),
        choices: choices([("yes", "The customer agrees with the new date")]),
        chosen: asked.fields.all("agreed"),
        optional,
    }
}

/// The reason chosen, or the one typed.
fn reason(asked: &Asked<'_>) -> String {
    let chosen = asked.text("why", "");
    let chosen = if chosen == OTHER || chosen.is_empty() { asked.text("reason", "") } else { chosen };
    chosen.trim().to_owned()
}

/// The same, or what stands in its place while nobody chose one. Own words made from that are not sent: by then they are
/// made from something else.
fn reason_or_place(asked: &Asked<'_>) -> String {
    Some(reason(asked)).filter(|reason| !reason.is_empty()).unwrap_or_else(|| "(the reason you choose)".to_owned())
}

fn perform(asked: &Asked<'_>) -> Result<Gone, Problem> {
    let to = asked.coming("to")?.ok_or_else(|| Problem::field("to", "Give the new date"))?;
    let reason = reason(asked);
    if reason.is_empty() {
        return Err(Problem::field("why", "Choose the reason, or write another; it goes into the letter"));
    }
    let extra = Extra { reason: reason.clone(), new_date: Some(to), ..Extra::default() };
    let letter = letter_form(asked, &extra)?;
    let method = letter.method;
    let clock = Some(asked.fields.text("clock").to_owned()).filter(|clock| !clock.is_empty());
    let form = ExtendForm { clock, to: Some(to), reason, agreed: asked.fields.text("agreed") == "yes", letter };
    let done = cases::extend(&asked.visit.office, &asked.visit.who, asked.on(), &form, asked.visit.now)?;
    written(asked, &done, method, &format!("Now due {}", words::day(to, asked.visit.today())))
}
