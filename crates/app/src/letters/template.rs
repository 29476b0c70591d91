//! Templates: those that come with the program, those the council changed, and what is wrong with
//! one before it is saved.

use std::sync::LazyLock;

use domain::{Moment, PersonId, letter::Purpose};
use regex::{Captures, Regex};
use store::{Reading, Writing};

use super::fields::{FIELDS, Facts};
use crate::{FieldError, Office, Problem, Who, marks};

/// A template: a subject and a body with fields in braces, such as `{customer name}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// What the letter is for.
    pub purpose: Purpose,
    /// 0 for the one that comes with the program.
    pub version: u32,
    /// One line.
    pub subject: String,
    /// Marked words (see [`crate::marks`]).
    pub body: String,
}

/// A letter's words with all fields filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// One line of plain text.
    pub subject: String,
    /// Marked words.
    pub body: String,
}

/// Something wrong in a template.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// A field nobody knows.
    #[error("{}: {{{field}}} is not a field{}", place(*.line), .like.map(|like| format!("; did you mean {{{like}}}?")).unwrap_or_default())]
    Unknown {
        /// Line of the body, from 1; 0 is the subject.
        line: usize,
        /// What stands between the braces.
        field: String,
        /// The field that looks most like it.
        like: Option<&'static str>,
    },
    /// A field without which the letter does not do its work.
    #[error("Add {{{0}}}: this letter must say it")]
    Missing(&'static str),
    /// Nothing there.
    #[error("Write a {0}")]
    Empty(&'static str),
}

const SHIPPED: [(Purpose, &str); 10] = [
    (Purpose::Acknowledgement, include_str!("../../../../letters/acknowledgement.txt")),
    (Purpose::Delay, include_str!("../../../../letters/delay.txt")),
    (Purpose::Response, include_str!("../../../../letters/response.txt")),
    (Purpose::Referral, include_str!("../../../../letters/referral.txt")),
    (Purpose::Refusal, include_str!("../../../../letters/refusal.txt")),
    (Purpose::StageRefused, include_str!("../../../../letters/stage-refused.txt")),
    (Purpose::Thanks, include_str!("../../../../letters/thanks.txt")),
    (Purpose::Handover, include_str!("../../../../letters/handover.txt")),
    (Purpose::Allocation, include_str!("../../../../letters/allocation.txt")),
    (Purpose::Reminder, include_str!("../../../../letters/reminder.txt")),
];

/// Where something is, in words; line 0 is the subject.
fn place(line: usize) -> String {
    if line == 0 { "Subject".into() } else { format!("Line {line}") }
}

static FIELD: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\{([^{}\n]*)\}").expect("the pattern is sound"));

/// The sentence that promises an answer by a day.
static PROMISE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[^.!?\n]*\{respond by\}[^.!?\n]*[.!?]?").expect("the pattern is sound"));

/// The template that comes with the program.
pub fn shipped(purpose: Purpose) -> Template {
    let text = SHIPPED.iter().find(|(each, _)| *each == purpose).map(|(_, text)| *text);
    let (first, body) =
        text.expect("every purpose has a file").split_once('\n').expect("a file has a subject and a body");
    let subject = first.strip_prefix("Subject:").expect("a file begins with its subject").trim();
    Template { purpose, version: 0, subject: subject.into(), body: body.trim().into() }
}

/// The templates in use, in the order of [`Purpose`].
pub fn templates(reading: &Reading<'_>) -> Result<Vec<Template>, Problem> {
    let kept = reading.templates()?;
    let in_use = |purpose: Purpose| {
        let changed = kept.iter().find(|template| template.key == purpose.as_str());
        changed.map_or_else(
            || shipped(purpose),
            |kept| Template { purpose, version: kept.version, subject: kept.subject.clone(), body: kept.body.clone() },
        )
    };
    Ok(Purpose::ALL.iter().map(|purpose| in_use(*purpose)).collect())
}

/// A version of a template.
#[derive(Debug, Clone)]
pub struct Version {
    /// Its words, with its number.
    pub template: Template,
    /// Who wrote it and when; nobody wrote the one that came with Heard.
    pub written: Option<(String, Moment)>,
}

/// Every version of a letter, the newest first; the last is the one that came with Heard. For those who may
/// change it.
pub fn versions(office: &Office, who: &Who, purpose: Purpose) -> Result<Vec<Version>, Problem> {
    may_edit(who)?;
    office.read(|reading| {
        let people = reading.people()?;
        let name = |by: Option<PersonId>| {
            let person = people.iter().find(|person| Some(person.id) == by);
            person.map_or_else(|| "somebody".to_owned(), |person| person.name.clone())
        };
        let version = |kept: store::Template| Version {
            written: Some((name(kept.by), kept.at)),
            template: Template { purpose, version: kept.version, subject: kept.subject, body: kept.body },
        };
        let kept = reading.template_versions(purpose.as_str())?.into_iter().map(version);
        Ok(kept.chain([Version { template: shipped(purpose), written: None }]).collect())
    })
}

/// Everything that is wrong with a template; empty for a good one.
pub fn check(template: &Template) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    if template.subject.trim().is_empty() {
        flaws.push(Flaw::Empty("subject"));
    }
    if template.body.trim().is_empty() {
        flaws.push(Flaw::Empty("letter"));
    }
    let lines = std::iter::once(template.subject.as_str()).chain(template.body.lines());
    for (line, text) in lines.enumerate() {
        for field in FIELD.captures_iter(text).map(|found| found[1].to_owned()) {
            if !FIELDS.iter().any(|known| known.name == field) {
                flaws.push(Flaw::Unknown { line, like: nearest(&field), field });
            }
        }
    }
    let needed = required(template.purpose).iter().filter(|field| !template.body.contains(&format!("{{{field}}}")));
    flaws.extend(needed.map(|field| Flaw::Missing(field)));
    flaws
}

/// Keeps a changed template as its next version. Refused with every flaw. `seen` is the version that
/// the form began with: words of a later one are not put aside unread.
pub fn keep(office: &Office, who: &Who, template: &Template, seen: Option<u32>, now: Moment) -> Result<u32, Problem> {
    may_edit(who)?;
    let flaws = check(template);
    if !flaws.is_empty() {
        return Err(Problem::Invalid(flaws.iter().map(on_field).collect()));
    }
    office.store().write(|writing: &Writing<'_>| {
        let kept = templates(writing)?;
        let version = kept.iter().find(|each| each.purpose == template.purpose).map_or(1, |each| each.version + 1);
        if seen.is_some_and(|seen| seen + 1 != version) {
            return Err(crate::audit::changed(
                writing,
                "template-kept",
                Some(("purpose", template.purpose.as_str().into())),
                now,
            )?);
        }
        writing.keep_template(&store::Template {
            key: template.purpose.as_str().into(),
            version,
            subject: template.subject.trim().into(),
            body: template.body.trim().replace("\r\n", "\n"),
            by: Some(who.id()),
            at: now,
        })?;
        let detail = serde_json::json!({ "purpose": template.purpose, "version": version }).to_string();
        writing.note_office_event(now, Some(who.id()), "template-kept", &detail)?;
        Ok(version)
    })
}

fn may_edit(who: &Who) -> Result<(), Problem> {
    if who.role() == domain::Role::HeadOfCustomerServices { Ok(()) } else { crate::people::administrators_only(who) }
}

impl Template {
    /// Without the sentence that promises an answer by a day: the day has passed, or there is none.
    pub(super) fn without_promise(self) -> Template {
        Template { body: PROMISE.replace_all(&self.body, "").into_owned(), ..self }
    }

    /// Fills in the fields. A field that the facts do not have stays empty.
    pub fn fill(&self, facts: &Facts) -> Words {
        let plain = |found: &Captures<'_>| one_line(facts.get(&found[1]));
        let marked = |found: &Captures<'_>| match FIELDS.iter().find(|field| field.name == &found[1]) {
            Some(field) if field.marked => facts.get(field.name).to_owned(),
            _ => marks::escape(facts.get(&found[1])),
        };
        Words {
            subject: FIELD.replace_all(&self.subject, plain).trim().to_owned(),
            body: without_empty_paragraphs(&FIELD.replace_all(&self.body, marked)),
        }
    }
}

/// A paragraph that was one field without a value leaves no gap.
fn without_empty_paragraphs(body: &str) -> String {
    let mut body = body.to_owned();
    while body.contains("\n\n\n") {
        body = body.replace("\n\n\n", "\n\n");
    }
    body
}

/// What a letter must say to do its work (rules of the procedure: R15, R20; LGSCO Code 2.4, 6.4).
pub(super) fn required(purpose: Purpose) -> &'static [&'static str] {
    match purpose {
        Purpose::Acknowledgement => &["reference", "respond by"],
        Purpose::Delay => &["reason", "new date", "rights"],
        Purpose::Response => &["response", "signature", "rights"],
        Purpose::Referral => &["other organisation"],
        Purpose::Refusal | Purpose::StageRefused => &["reason", "rights"],
        Purpose::Thanks | Purpose::Handover | Purpose::Allocation => &["reference"],
        Purpose::Reminder => &["reference", "due words"],
    }
}

fn nearest(field: &str) -> Option<&'static str> {
    let likeness = |name: &str| strsim::jaro_winkler(&field.to_lowercase(), name);
    let best = FIELDS.iter().map(|known| (likeness(known.name), known.name)).max_by(|a, b| a.0.total_cmp(&b.0));
    best.filter(|(likeness, _)| *likeness > 0.75).map(|(_, name)| name)
}

fn on_field(flaw: &Flaw) -> FieldError {
    let subject = matches!(flaw, Flaw::Empty("subject") | Flaw::Unknown { line: 0, .. });
    FieldError::new(if subject { "subject" } else { "body" }, flaw.to_string())
}

fn one_line(value: &str) -> String {
    value.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_templates_that_come_with_the_program_are_sound() {
        for purpose in Purpose::ALL {
            assert_eq!(check(&shipped(*purpose)), [], "{purpose:?}");
        }
    }

    #[test]
    fn a_flaw_says_which_field_and_where() {
        let mut template = shipped(Purpose::Delay);
        template.body = "Dear {custmer name}\n\nBy {new date}: {reason}\n{rights}{xyz}".into();
        let said: Vec<String> = check(&template).iter().map(ToString::to_string).collect();
        assert_eq!(
            said,
            ["Line 1: {custmer name} is not a field; did you mean {customer name}?", "Line 4: {xyz} is not a field"]
        );
        template.body = "Dear {customer name}".into();
        assert_eq!(check(&template), [Flaw::Missing("reason"), Flaw::Missing("new date"), Flaw::Missing("rights")]);
    }

    #[test]
    fn values_cannot_bring_in_marks_or_fields() {
        let mut facts = Facts::default();
        facts.set("customer name", "**{reference}** <b>\n- x");
        facts.set("reference", "2026-0001");
        let template = Template {
            purpose: Purpose::Thanks,
            version: 0,
            subject: "To {customer name}".into(),
            body: "Dear {customer name}".into(),
        };
        let words = template.fill(&facts);
        assert_eq!(words.subject, "To **{reference}** <b> - x");
        assert_eq!(marks::to_plain(&words.body), "Dear **{reference}** <b>\n- x\n");
    }
}
