//! The words of a letter for a case, ready to be kept and sent.

use std::{borrow::Cow, sync::LazyLock};

use domain::{
    Case, Date, Moment, PersonId, Reference, Rules,
    act::Asker,
    case::Signature,
    clock::{self, Clock},
    letter::{Fate, Letter, Method, Purpose, Written},
    london,
    procedure::{Content, Milestone, Occasion, Procedure, Said},
};
use regex::Regex;
use store::{LetterRow, Reading};

use super::{
    addressee::Parties,
    fields::{Facts, in_a_letter},
    rights::Next,
    template::{Words, required, templates},
};
use crate::{Office, Problem, Who, against::Against, marks, office::RuleBook, settings::Council};

/// What a letter says beyond what the case does.
#[derive(Debug, Clone, Default)]
pub struct Extra {
    /// The reason given.
    pub reason: String,
    /// The new date.
    pub new_date: Option<Date>,
    /// Who can help instead.
    pub other_organisation: String,
    /// The response, marked words.
    pub response: String,
    /// Who signed.
    pub signature: Option<Signature>,
    /// The member of staff it goes to.
    pub staff: Option<PersonId>,
    /// When it is due, in words.
    pub due_words: String,
    /// The stage that was asked for, by its id.
    pub stage_asked: String,
}

/// A letter before it is sent.
#[derive(Debug, Clone)]
pub struct Preview {
    /// What it is for.
    pub purpose: Purpose,
    /// Its words.
    pub words: Words,
    /// The ways it can leave, the customer's choice first.
    pub methods: Vec<Method>,
    /// Where it goes.
    pub to: Letterhead,
    /// Fields the letter must say and this case has nothing for.
    pub lacking: Vec<&'static str>,
    /// What the procedure asks it to contain.
    pub must: Must,
}

/// What the procedure asks a letter to contain.
#[derive(Debug, Clone, Default)]
pub struct Must {
    contents: Vec<Content>,
    said: Said,
}

impl Must {
    /// Each with whether these words contain it; `None` where a person has to look.
    pub fn seen(&self, words: &Words) -> Vec<(Content, Option<bool>)> {
        let whole = format!("{}\n{}", words.subject, words.body);
        self.contents.iter().map(|content| (*content, content.is_in(&whole, &self.said))).collect()
    }
}

/// Who a letter goes to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Letterhead {
    /// Name.
    pub name: String,
    /// E-mail address, or empty.
    pub email: String,
    /// Postal address with postcode, several lines, or empty.
    pub address: String,
}

/// A letter ready to be kept with the act that sends it.
#[derive(Debug, Clone)]
pub struct Ready {
    /// For the act.
    pub written: Written,
    /// What it is for.
    pub purpose: Purpose,
    /// Its words.
    pub words: Words,
    /// Where it goes.
    pub to: Letterhead,
}

impl Ready {
    /// As the table keeps it.
    pub fn row(&self, reference: Reference, number: u32, at: Moment) -> LetterRow {
        LetterRow {
            reference,
            number,
            purpose: self.purpose,
            method: self.written.method,
            subject: self.words.subject.clone(),
            body: self.written.text.clone(),
            to_name: self.to.name.clone(),
            to_email: self.to.email.clone(),
            to_address: self.to.address.clone(),
            at,
        }
    }
}

/// The parts of an e-mail: plain text and HTML. In HTML, the address of a case is a link that opens it.
pub fn as_email(words: &Words) -> (String, String) {
    (marks::to_plain(&words.body), LINK.replace_all(&email_page(words), "<a href=\"$0\">$0</a>").into_owned())
}

static LINK: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"heard://case/\d{4}-\d{4,}").expect("the pattern is constant"));

/// The address that opens a case in Heard, for letters to staff.
pub(crate) fn link(reference: Reference) -> String {
    format!("heard://case/{reference}")
}

/// The words a letter of this purpose would have for a case.
pub fn preview(
    office: &Office,
    who: &Who,
    reference: Reference,
    purpose: Purpose,
    extra: &Extra,
    now: Moment,
) -> Result<Preview, Problem> {
    office.read(|reading| {
        let case = crate::cases::load(reading, who, reference)?;
        preview_with(office, reading, who, &case, purpose, extra, now)
    })
}

/// As [`preview`], with the case at hand.
pub fn preview_with(
    office: &Office,
    reading: &Reading<'_>,
    who: &Who,
    case: &Case,
    purpose: Purpose,
    extra: &Extra,
    now: Moment,
) -> Result<Preview, Problem> {
    let template = templates(reading)?.into_iter().find(|template| template.purpose == purpose);
    let template = template.ok_or_else(|| Problem::NotFound(format!("There is no letter for {}.", purpose.title())))?;
    let parties = Parties::of(reading, case)?;
    let book = office.rules_of(&case.under)?;
    let told = told(case, purpose, now);
    let mut facts = facts(reading, &told, &parties, book.rules(), &office.council(), who, extra, now)?;
    let unpromised = promises_nothing(&told, purpose, book.rules(), now);
    let template = if unpromised { template.without_promise() } else { template };
    if unpromised {
        facts.set("respond by", "");
    }
    if !purpose.to_customer() {
        say_where_no_day_is_set(&mut facts);
    }
    let to = match extra.staff.map(|id| reading.person(id)).transpose()?.flatten() {
        Some(person) => Letterhead { name: person.name, email: person.email, address: String::new() },
        None => parties.letterhead(),
    };
    let lacks = |field: &&str| facts.get(field).is_empty() && !(unpromised && *field == "respond by");
    let lacking = required(purpose).iter().copied().filter(lacks).collect();
    let must = must(reading, case, purpose, book.procedure(), &office.council(), extra, &facts)?;
    let words = template.fill(&facts);
    Ok(Preview { purpose, words, methods: methods(case, &to), to, lacking, must })
}

fn must(
    reading: &Reading<'_>,
    case: &Case,
    purpose: Purpose,
    procedure: &Procedure,
    council: &Council,
    extra: &Extra,
    facts: &Facts,
) -> Result<Must, Problem> {
    let (Some(on), Some(stage)) = (Occasion::of(purpose), case.journey(procedure).pop()) else {
        return Ok(Must::default());
    };
    let mut names = vec![facts.get("sender").to_owned()];
    for id in [case.investigator, case.head].into_iter().flatten() {
        names.extend(reading.person(id)?.map(|person| person.name));
    }
    let field = |name: &str| facts.get(name).to_owned();
    // Where no day can be promised for the answer, a person sees whether the letter says what else there is to say.
    let dates = [field("respond by"), field("acknowledge by")];
    let dates = if dates[0].is_empty() { Vec::new() } else { dates.to_vec() };
    let said = Said {
        reference: case.reference.to_string(),
        dates,
        new_date: Some(field("new date")),
        names,
        ombudsman: Some(crate::ombudsman::body_for(reading, case, procedure, council)?),
    };
    let contents = match on {
        Occasion::StageRefused => procedure.stage_refusal_must_contain(&stage.id, &extra.stage_asked),
        Occasion::Acknowledgement
        | Occasion::Delay
        | Occasion::Update
        | Occasion::Interim
        | Occasion::Response
        | Occasion::Refusal
        | Occasion::Referral => procedure.must_contain(on, &stage.id).collect(),
    };
    Ok(Must { contents, said })
}

/// The case once this letter has left: where the answer is due so long after the acknowledgement, the
/// acknowledgement itself says by when.
fn told<'c>(case: &'c Case, purpose: Purpose, now: Moment) -> Cow<'c, Case> {
    if !matches!(purpose, Purpose::Acknowledgement | Purpose::Thanks | Purpose::Handover) {
        return Cow::Borrowed(case);
    }
    let mut told = case.clone();
    let number = u32::try_from(told.letters.len()).unwrap_or(u32::MAX).saturating_add(1);
    let (method, fate, stage) = (Method::Email, Fate::Leaving, told.stage_number());
    told.letters.push(Letter { number, purpose, method, text: case.story.clone(), at: now, fate, stage });
    Cow::Owned(told)
}

/// Whether a letter that tells the customer we have it has no day to promise the answer by: the day has passed, or the
/// procedure sets none.
fn promises_nothing(told: &Case, purpose: Purpose, rules: Rules<'_>, now: Moment) -> bool {
    if !matches!(purpose, Purpose::Acknowledgement | Purpose::Thanks | Purpose::Handover) {
        return false;
    }
    let today = london::date_of(now);
    let clocks = clock::clocks(told, today, rules);
    let due = due_of(&clock::of_stage_now(told, &clocks, rules.procedure), Milestone::Responded);
    due.is_none_or(|due| due < today)
}

/// A message to staff tells that there is no date, where there is none.
fn say_where_no_day_is_set(facts: &mut Facts) {
    for field in ["acknowledge by", "respond by"] {
        if facts.get(field).is_empty() {
            facts.set(field, "no set day");
        }
    }
}

/// The day the answer of the stage it is in would be due once this letter has left, and the day it is
/// due now; `None` where one of them is not known, or the letter moves nothing.
pub fn moves_answer(case: &Case, purpose: Purpose, rules: Rules<'_>, now: Moment) -> Option<(Date, Date)> {
    let due = |case: &Case| {
        let clocks = clock::clocks(case, london::date_of(now), rules);
        due_of(&clock::of_stage_now(case, &clocks, rules.procedure), Milestone::Responded)
    };
    let (before, after) = (due(case)?, due(&told(case, purpose, now))?);
    (before != after).then_some((before, after))
}

/// The same for the Code that the case is measured against as well.
pub fn moves_code(case: &Case, purpose: Purpose, book: &RuleBook, now: Moment) -> Option<(Date, Date)> {
    let due = |case: &Case| {
        let against = Against::of(case, book, london::date_of(now))?;
        due_of(&against.of_stage_now(), Milestone::Responded)
    };
    let (before, after) = (due(case)?, due(&told(case, purpose, now))?);
    (before != after).then_some((before, after))
}

/// A letter made from a preview and, where somebody changed them, its words.
pub fn ready(
    preview: Preview,
    method: Method,
    changed: Option<&str>,
    keep: impl FnOnce(&str) -> Result<domain::TextRef, Problem>,
) -> Result<Ready, Problem> {
    let Preview { purpose, mut words, to, lacking, must, .. } = preview;
    if let Some(changed) = changed.map(str::trim).filter(|changed| !changed.is_empty()) {
        words.body = changed.replace("\r\n", "\n");
    } else if let Some(field) = lacking.first() {
        let ask = format!("This case has nothing for “{field}”, which this letter must say. Write the letter yourself");
        return Err(Problem::field("words", ask));
    }
    // A response is checked before it is signed; what was signed is sent.
    let seen = if purpose == Purpose::Response { Vec::new() } else { must.seen(&words) };
    if let Some((content, _)) = seen.iter().find(|(_, seen)| *seen == Some(false)) {
        let ask =
            format!("The procedure asks this letter to give {}. Write it in as the template has it", content.title());
        return Err(Problem::field("words", ask));
    }
    if method == Method::Email && to.email.is_empty() {
        return Err(Problem::field(
            "method",
            "We have no email address for them. Choose a letter, or add an email address",
        ));
    }
    if method == Method::Post && to.address.is_empty() {
        return Err(Problem::field("method", "We have no postal address for them. Choose email, or add an address"));
    }
    let text = keep(&words.body)?;
    Ok(Ready { written: Written { method, text }, purpose, words, to })
}

/// The ways a letter can reach this customer, the one they chose first.
pub fn methods(case: &Case, to: &Letterhead) -> Vec<Method> {
    use domain::feedback::ReplyBy;
    let mut methods = Vec::new();
    if !to.email.is_empty() {
        methods.push(Method::Email);
    }
    if !to.address.is_empty() {
        methods.push(Method::Post);
    }
    if case.reply_by == ReplyBy::Letter {
        methods.sort_by_key(|method| *method != Method::Post);
    }
    methods.push(Method::Handed);
    if to.email.is_empty() && to.address.is_empty() {
        methods.push(Method::Phone);
        methods.sort_by_key(|method| *method != Method::Phone || case.reply_by != ReplyBy::Phone);
    }
    methods
}

#[expect(clippy::too_many_arguments, reason = "a letter draws on all of them, once")]
pub(super) fn facts(
    reading: &Reading<'_>,
    case: &Case,
    parties: &Parties,
    rules: Rules<'_>,
    council: &Council,
    who: &Who,
    extra: &Extra,
    now: Moment,
) -> Result<Facts, Problem> {
    let today = london::date_of(now);
    let clocks = clock::clocks(case, today, rules);
    let due = |milestone| due_of(&clock::of_stage_now(case, &clocks, rules.procedure), milestone);
    let person = |id: Option<PersonId>| -> Result<String, Problem> {
        Ok(id.map(|id| reading.person(id)).transpose()?.flatten().map(|person| person.name).unwrap_or_default())
    };
    let service = reading.services()?.into_iter().find(|service| Some(service.id) == case.subject.service);
    let mut facts = Facts::default();
    let name = parties.letterhead().name;
    facts.set("customer name", Some(name.trim()).filter(|name| !name.is_empty()).unwrap_or("Sir or Madam"));
    facts.set("acting", parties.about_acting());
    facts.set("reference", case.reference.to_string());
    facts.set("kind", in_a_letter(case.kind));
    facts.set("title", reading.text(case.reference, &case.title)?.unwrap_or_default());
    facts.set("service", service.map_or_else(|| "the service concerned".into(), |service| service.name));
    facts.set("received", day(case.received));
    facts.set("acknowledge by", due(Milestone::Acknowledged).map(day).unwrap_or_default());
    facts.set("respond by", extra.new_date.or_else(|| due(Milestone::Responded)).map(day).unwrap_or_default());
    facts.set("stage", stage_words(case, rules));
    let asked = rules.procedure.stages.iter().find(|stage| stage.id == extra.stage_asked);
    facts.set("stage asked", asked.map_or("", |stage| stage.title.as_str()));
    facts.set("today", day(today));
    facts.set("old date", due(Milestone::Responded).map(day).unwrap_or_default());
    facts.set("new date", extra.new_date.map(day).unwrap_or_default());
    facts.set("reason", extra.reason.trim().trim_end_matches('.'));
    facts.set("other organisation", extra.other_organisation.as_str());
    facts.set("response", extra.response.as_str());
    facts.set("signature", signature(reading, extra.signature.as_ref(), case, rules)?);
    let next = Next::of(reading, case, rules.procedure, council, asked.map(|stage| stage.id.as_str()))?;
    facts.set("rights", next.rights);
    facts.set("ombudsman", next.ombudsman);
    facts.set("sender", who.person.name.as_str());
    facts.set("council", council.name.as_str());
    facts.set("council phone", council.phone.as_str());
    facts.set("council email", council.email.as_str());
    facts.set("staff name", person(extra.staff)?);
    facts.set("due words", extra.due_words.as_str());
    Ok(facts)
}

/// "You asked us on Monday 7 December 2026 to look at this again. It is now at …"; nothing in the stage a case began in.
fn stage_words(case: &Case, rules: Rules<'_>) -> String {
    let stage = case.journey(rules.procedure).pop().map(|stage| stage.title.as_str()).unwrap_or_default();
    let Some(opened) = case.opened.last() else { return String::new() };
    let asked = day(opened.asked);
    match opened.by {
        Asker::Customer => format!("You asked us on {asked} to look at this again. It is now at this stage: {stage}."),
        Asker::Council => format!("On {asked} we took this further. It is now at this stage: {stage}."),
    }
}

/// "Marian Teale, Head of Service", or a deputy "pp"; in a later stage the title of the procedure.
fn signature(
    reading: &Reading<'_>,
    signature: Option<&Signature>,
    case: &Case,
    rules: Rules<'_>,
) -> Result<String, Problem> {
    let name = |id: Option<PersonId>| -> Result<String, Problem> {
        Ok(id.map(|id| reading.person(id)).transpose()?.flatten().map(|person| person.name).unwrap_or_default())
    };
    let Some(signature) = signature else { return Ok(String::new()) };
    let people = case.journey(rules.procedure).pop().map(|stage| &stage.people);
    let titled = |officer: Option<&str>| {
        let role = reading.person(signature.by)?.map(|person| person.role.title()).unwrap_or_default();
        let title = officer.and_then(|id| rules.procedure.officer_title(id)).unwrap_or(role);
        Ok::<_, Problem>(format!("{}\n{title}", name(Some(signature.by))?))
    };
    match signature.on_behalf_of {
        Some(head) => Ok(format!("{}\npp {}\nHead of Service", name(Some(signature.by))?, name(Some(head))?)),
        None if case.appointed == Some(signature.by) => titled(people.and_then(|people| people.signs.as_deref())),
        None if case.head != Some(signature.by) && case.investigator == Some(signature.by) => {
            titled(people.and_then(|people| people.investigates.as_deref()))
        }
        None => titled(None),
    }
}

fn due_of(clocks: &[&Clock], milestone: Milestone) -> Option<Date> {
    let met_by_it = |clock: &&&Clock| clock.met_by.first() == Some(&milestone);
    let answer = |clock: &&&Clock| milestone == Milestone::Responded && clock.answers();
    clocks.iter().find(met_by_it).or_else(|| clocks.iter().find(answer)).map(|clock| clock.due)
}

/// A date as letters say it: "Thursday 3 December 2026".
pub(crate) fn day(date: Date) -> String {
    date.format("%A %-d %B %Y").to_string()
}

fn email_page(words: &Words) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{}</title></head>\n<body>\n{}</body></html>\n",
        marks::text_as_html(&words.subject),
        marks::to_html(&words.body)
    )
}
