//! Acts that write to the customer: the letter, the act and the outgoing mail are one transaction.

use domain::{
    Act, Case, Date, Moment, Procedure,
    checks::{self, CheckNames, CheckResult, Outcome},
    letter::{Method, Purpose},
    procedure::{CheckedBy, Said},
};

use super::{
    acts::On,
    at_case::{AtCase, Done, at_case},
    purpose_of,
};
use crate::{
    FieldError, Office, Problem, Who,
    letters::{Extra, Next},
    settings::Council,
};

/// How a letter leaves, and its words where somebody changed them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterForm {
    /// How.
    pub method: Method,
    /// Marked words; empty takes those of the template.
    pub words: String,
}

impl LetterForm {
    pub(super) fn changed(&self) -> Option<&str> {
        Some(self.words.trim()).filter(|words| !words.is_empty())
    }
}

/// Tells the customer that we have it.
pub fn acknowledge(office: &Office, who: &Who, on: On, form: &LetterForm, now: Moment) -> Result<Done, Problem> {
    at_case(office, who, on.reference, on.seen, now, |at| {
        let to = at.preview(purpose_of(at.case().kind), &Extra::default())?.to;
        let letter = at.write(purpose_of(at.case().kind), &Extra::default(), form.method, form.changed())?;
        at.act(&Act::Acknowledge { letter, address_known: !(to.email.is_empty() && to.address.is_empty()) })
    })
}

/// Puts the response off and tells the customer why and until when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExtendForm {
    /// Id of the time limit; the one due first where none is named.
    pub clock: Option<String>,
    /// Until when.
    pub to: Option<Date>,
    /// Why.
    pub reason: String,
    /// Whether the customer agrees with the new date.
    pub agreed: bool,
    /// The delay letter.
    pub letter: LetterForm,
}

/// More time.
pub fn extend(office: &Office, who: &Who, on: On, form: &ExtendForm, now: Moment) -> Result<Done, Problem> {
    let mut errors = Vec::new();
    if form.to.is_none() {
        errors.push(FieldError::new("to", "Give the new date"));
    }
    if form.reason.trim().is_empty() {
        errors.push(FieldError::new("reason", "Give the reason; it goes into the letter"));
    }
    let Some(to) = form.to.filter(|_| errors.is_empty()) else { return Err(Problem::Invalid(errors)) };
    if form.letter.changed().is_some_and(|words| !says(words, to)) {
        let words = format!("The letter does not say the new date, {}", to.format("%A %-d %B %Y"));
        return Err(Problem::field("words", words));
    }
    at_case(office, who, on.reference, on.seen, now, |at| {
        let extra = Extra { reason: form.reason.clone(), new_date: Some(to), ..Extra::default() };
        let letter = at.write(Purpose::Delay, &extra, form.letter.method, form.letter.changed())?;
        let reason = at.keep(form.reason.trim())?;
        at.act(&Act::Extend { clock: form.clock.clone(), to, reason, agreed: form.agreed, letter })
    })
}

/// Whether a letter names a day, in one of the ways in which people write it.
fn says(words: &str, day: Date) -> bool {
    let ways = [
        "%-d %B",
        "%-dst %B",
        "%-dnd %B",
        "%-drd %B",
        "%-dth %B",
        "%-d %b",
        "%B %-d",
        "%-d/%-m/%Y",
        "%d/%m/%Y",
        "%-d.%-m.%Y",
        "%d.%m.%Y",
        "%-d/%-m/%y",
        "%d/%m/%y",
    ];
    let words = words.to_lowercase();
    let named = |way: &&str| {
        let day = day.format(way).to_string().to_lowercase();
        let begins = |at: usize| !words[..at].ends_with(|before: char| before.is_ascii_digit());
        words.match_indices(&day).any(|(at, _)| begins(at))
    };
    ways.iter().any(named)
}

/// Signs the response off. `text` is what the signer saw and may have changed.
pub fn sign_off(office: &Office, who: &Who, on: On, text: &str, reason: &str, now: Moment) -> Result<Done, Problem> {
    at_case(office, who, on.reference, on.seen, now, |at| sign(at, text, reason))
}

/// Signs the response off and sends it; it leaves after [`domain::decide::RECALL_SECONDS`].
pub fn sign_off_and_send(
    office: &Office,
    who: &Who,
    on: On,
    text: &str,
    reason: &str,
    method: Method,
    now: Moment,
) -> Result<Done, Problem> {
    at_case(office, who, on.reference, on.seen, now, |at| {
        sign(at, text, reason)?;
        leave(at, method)
    })
}

/// Sends the signed response.
pub fn send(office: &Office, who: &Who, on: On, method: Method, now: Moment) -> Result<Done, Problem> {
    at_case(office, who, on.reference, on.seen, now, |at| leave(at, method))
}

fn sign(at: &mut AtCase<'_>, text: &str, reason: &str) -> Result<(), Problem> {
    let text = text.trim().replace("\r\n", "\n");
    let changed = !text.is_empty() && draft_words(at)? != text;
    if changed {
        let text = at.keep(&text)?;
        at.act(&Act::Draft { text })?;
    }
    let words = draft_words(at)?;
    let results = check(at.writing(), at.case(), at.book().procedure(), &words)?;
    let failed =
        results.into_iter().filter(|result| result.outcome == Outcome::Failed).map(|result| result.id).collect();
    let reason = Some(reason.trim()).filter(|reason| !reason.is_empty()).map(|reason| at.keep(reason)).transpose()?;
    at.act(&Act::SignOff { failed, reason })
}

fn leave(at: &mut AtCase<'_>, method: Method) -> Result<(), Problem> {
    let response = checks::strip_marks(&draft_words(at)?);
    let extra = Extra { response, signature: at.case().signature.clone(), ..Extra::default() };
    let letter = at.write(Purpose::Response, &extra, method, None)?;
    at.act(&Act::Send { letter })
}

fn draft_words(at: &AtCase<'_>) -> Result<String, Problem> {
    let Some(draft) = at.case().draft.as_ref() else { return Ok(String::new()) };
    Ok(at.writing().text(at.case().reference, &draft.text)?.unwrap_or_default())
}

/// What the checks say of a text for this case. The letter itself adds what to do next, so that
/// check looks at the text as it will leave.
pub fn check(
    reading: &store::Reading<'_>,
    case: &Case,
    procedure: &Procedure,
    words: &str,
) -> Result<Vec<CheckResult>, Problem> {
    let council: Council = crate::settings::get(reading)?;
    let next = Next::of(reading, case, procedure, &council, None)?;
    let whole = format!("{words}\n\n{}", next.rights);
    let around = crate::letters::around_response(reading, case, &next)?;
    let names = CheckNames { around, ..check_names(reading, case, procedure, council)? };
    let as_sent = checks::run(&whole, case, procedure, &names);
    let mut results = checks::run(words, case, procedure, &names);
    for (at, check) in procedure.checks.iter().enumerate() {
        if check.by == CheckedBy::NextStep {
            results[at] = as_sent[at].clone();
        }
    }
    Ok(results)
}

fn check_names(
    reading: &store::Reading<'_>,
    case: &Case,
    procedure: &Procedure,
    council: Council,
) -> Result<CheckNames, Problem> {
    let mut people = Vec::new();
    for id in [case.investigator, case.head].into_iter().flatten() {
        people.extend(reading.person(id)?.map(|person| person.name));
    }
    let said = Said {
        reference: case.reference.to_string(),
        names: people.clone(),
        ombudsman: Some(crate::ombudsman::body_for(reading, case, procedure, &council)?),
        ..Said::default()
    };
    Ok(CheckNames { people, phones: vec![council.phone], emails: vec![council.email], said, around: String::new() })
}
