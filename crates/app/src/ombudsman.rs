//! Cases that an Ombudsman looks at: each step as it was told to us, and all of them in one table,
//! for the Head of Customer Services and the annual report.

use documents::{Cell, Column, Format as Shown, Sheet};
use domain::{
    Act, Case, Date, Moment, Nation, Role,
    act::OmbudsmanStep,
    case::{Investigation, Ruling},
    procedure::{Body, OmbudsmanRule},
};
use store::{CaseLine, Reading};

use crate::{
    Office, Problem, Who,
    cases::{Done, On, at_case},
    figures::Format,
    lists,
    registers::{self, Saving},
    settings::Council,
};

/// What the register lists.
const WHAT: &str = "Ombudsman";

/// A step as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are those of the step")]
pub enum StepForm {
    Began { body: Body, name: String, reference: String, on: Option<Date> },
    Asked { what: String, on: Option<Date>, due: Option<Date> },
    Answered { request: u32, on: Option<Date> },
    Decided { ruling: Option<Ruling>, reasons: String, on: Option<Date>, remedy: String, due: Option<Date> },
    Remedied { on: Option<Date> },
}

/// A case that an Ombudsman looks at or has looked at.
#[derive(Debug, Clone)]
pub struct Looked {
    /// The case.
    pub line: CaseLine,
    /// Who looks at it.
    pub body: String,
    /// As the Ombudsman has it.
    pub investigation: Investigation,
    /// Their reference; empty where we have none.
    pub reference: String,
    /// What they had us do; empty where nothing.
    pub remedy: String,
}

/// All of a stretch of time.
#[derive(Debug, Clone)]
pub struct Register {
    /// The first and the last day.
    pub days: (Date, Date),
    /// The latest first.
    pub cases: Vec<Looked>,
}

/// Writes down what an Ombudsman did.
pub fn record(office: &Office, who: &Who, on: On, form: &StepForm, now: Moment) -> Result<Done, Problem> {
    at_case(office, who, on.reference, on.seen, now, |at| {
        let keep = |words: &str| at.keep(words.trim());
        let maybe = |words: &str| Some(words.trim()).filter(|words| !words.is_empty()).map(keep).transpose();
        let step = match form {
            StepForm::Began { body, name, reference, on } => OmbudsmanStep::Began {
                body: *body,
                name: named(taken_up_by(*body)?, name)?.map(keep).transpose()?,
                reference: maybe(reference)?,
                on: day("on", *on)?,
            },
            StepForm::Asked { what, on, due } => OmbudsmanStep::Asked {
                what: keep(needed("what", what, "Write what they ask for")?)?,
                on: day("on", *on)?,
                due: due.ok_or_else(|| Problem::field("due", "Give the day we have to answer by"))?,
            },
            StepForm::Answered { request, on } => OmbudsmanStep::Answered { request: *request, on: day("on", *on)? },
            StepForm::Decided { ruling, reasons, on, remedy, due } => OmbudsmanStep::Decided {
                ruling: ruling.ok_or_else(|| Problem::field("ruling", "Choose what they decided"))?,
                reasons: keep(needed("reasons", reasons, "Write why they decided so")?)?,
                on: day("on", *on)?,
                remedy: maybe(remedy)?.map(|what| (what, *due)),
            },
            StepForm::Remedied { on } => OmbudsmanStep::Remedied { on: day("on", *on)? },
        };
        at.act(&Act::Ombudsman(step))
    })
}

/// A body that can take up a case.
fn taken_up_by(body: Body) -> Result<Body, Problem> {
    if body.is_somebody() { Ok(body) } else { Err(Problem::field("body", "Choose which Ombudsman")) }
}

/// The name of a body that is none of those known; of those there is none to give.
fn named(body: Body, name: &str) -> Result<Option<&str>, Problem> {
    (body == Body::Other).then(|| needed("name", name, "Write which body it is")).transpose()
}

fn needed<'a>(field: &'static str, words: &'a str, ask: &str) -> Result<&'a str, Problem> {
    if words.trim().is_empty() { Err(Problem::field(field, ask)) } else { Ok(words) }
}

fn day(field: &'static str, on: Option<Date>) -> Result<Date, Problem> {
    on.ok_or_else(|| Problem::field(field, "Give the day"))
}

/// The Ombudsman for a matter of this case, or nobody: as its procedure says for the subject of its service,
/// else the one of the nation.
pub(crate) fn body_for(
    reading: &Reading<'_>,
    case: &Case,
    procedure: &domain::Procedure,
    council: &Council,
) -> Result<OmbudsmanRule, Problem> {
    let service = reading.services()?.into_iter().find(|service| Some(service.id) == case.subject.service);
    let subject = service.map(|service| service.subject).filter(|subject| !subject.is_empty());
    let of_nation = || {
        OmbudsmanRule::of(match council.nation {
            Nation::EnglandAndWales => Body::Lgsco,
            Nation::Scotland => Body::Spso,
            Nation::NorthernIreland => Body::Nipso,
        })
    };
    Ok(procedure.ombudsman_for(subject.as_deref()).cloned().unwrap_or_else(of_nation))
}

/// The same, with the office at hand.
pub fn likely(office: &Office, case: &Case) -> Result<OmbudsmanRule, Problem> {
    let book = office.rules_of(&case.under)?;
    office.read(|reading| body_for(reading, case, book.procedure(), &office.council()))
}

/// Whether a person may open the table of all.
pub fn may(who: &Who) -> bool {
    match who.role() {
        Role::Champion | Role::HeadOfCustomerServices | Role::Reader => true,
        Role::Adviser | Role::Investigator | Role::HeadOfService | Role::Administrator => false,
    }
}

/// The cases of which an Ombudsman last told us from `from` to `to`; hidden ones only for those who
/// may see them.
pub fn register(office: &Office, who: &Who, from: Date, to: Date) -> Result<Register, Problem> {
    if !may(who) {
        return Err(Problem::NotAllowed("You cannot open the Ombudsman’s cases. Ask a Customer Champion.".into()));
    }
    let seen_by = lists::seen_by(who);
    let cases = office.read(|reading| {
        let lines = reading.lines(&reading.with_an_ombudsman(from, to)?)?;
        let seen = lines.into_iter().filter(|line| seen_by.sees(&line.row));
        seen.map(|line| looked(reading, line)).collect::<Result<Vec<_>, Problem>>()
    })?;
    Ok(Register { days: (from, to), cases: cases.into_iter().flatten().collect() })
}

fn looked(reading: &Reading<'_>, line: CaseLine) -> Result<Option<Looked>, Problem> {
    let reference = line.row.reference;
    let case = Case::replay(reference, &reading.history(reference)?);
    let Some(investigation) = case.and_then(|case| case.investigations.last().cloned()) else { return Ok(None) };
    let words = |text: Option<&domain::TextRef>| -> Result<String, Problem> {
        Ok(text.map(|text| reading.text(reference, text)).transpose()?.flatten().unwrap_or_default())
    };
    let remedy = investigation.decision.as_ref().and_then(|decision| decision.remedy.as_ref());
    let (theirs, remedy) = (words(investigation.reference.as_ref())?, words(remedy.map(|remedy| &remedy.what))?);
    let name = investigation.name.as_ref().map(|name| words(Some(name))).transpose()?;
    let body = investigation.body.called(name.as_deref()).to_owned();
    Ok(Some(Looked { line, body, reference: theirs, remedy, investigation }))
}

/// The name of its file.
pub fn file_name(register: &Register, format: Format) -> String {
    registers::file_name(WHAT, register.days, format)
}

/// The register as a file.
pub fn save(office: &Office, who: &Who, register: &Register, format: Format, now: Moment) -> Result<Vec<u8>, Problem> {
    let saving = Saving { what: WHAT, days: register.days, sheets: vec![sheet(register)] };
    registers::save(office, who, saving, format, now)
}

fn sheet(register: &Register) -> Sheet {
    let columns = [
        ("Reference", 12.0),
        ("Service", 24.0),
        ("Ombudsman", 40.0),
        ("Their reference", 16.0),
        ("Told us", 12.0),
        ("Next date", 12.0),
        ("Decided", 12.0),
        ("Decision", 16.0),
        ("What we have to do", 60.0),
        ("Done", 12.0),
    ];
    Sheet {
        name: "Ombudsman".into(),
        columns: columns.into_iter().map(|(title, width)| Column::new(title, width, Shown::Wrapped)).collect(),
        rows: register.cases.iter().map(row).collect(),
        chart: None,
    }
}

fn row(looked: &Looked) -> Vec<Cell> {
    let (investigation, text) = (&looked.investigation, |text: &str| Cell::Text(text.to_owned()));
    let date = |date: Option<Date>| date.map_or(Cell::Empty, Cell::Date);
    let decision = investigation.decision.as_ref();
    vec![
        text(&looked.line.row.reference.to_string()),
        text(looked.line.service_name.as_deref().unwrap_or_default()),
        text(&looked.body),
        text(&looked.reference),
        Cell::Date(investigation.on),
        date(investigation.due()),
        date(decision.map(|decision| decision.on)),
        text(decision.map_or("", |decision| decision.ruling.title())),
        text(&looked.remedy),
        date(decision.and_then(|decision| decision.remedy.as_ref()?.done)),
    ]
}
