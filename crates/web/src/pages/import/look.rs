//! The look, the import, and the rows that were left out as a file. Each works on the file that was
//! sent, the mapping and the reading of dates, and on nothing that was kept in between.

use app::{
    Batch, Problem,
    import::{self, Plan},
};
use askama::Template;

use super::{
    super::{
        checked::errors,
        settings::{Section, Shell, frame, shell},
    },
    start::{DRAFT, StartPage, readings, rows},
};
use crate::{
    answer::{self, Answer, Failure},
    form::{Fields, Sent},
    layout::{Choice, Errors, Frame},
    said::Said,
    visit::Visit,
};

/// Refused rows shown on the page; the file has all of them.
const SHOWN: usize = 100;

#[derive(Template)]
#[template(path = "import_look.html")]
struct LookPage {
    frame: Frame,
    shell: Shell,
    errors: Errors,
    upload: String,
    mapping: String,
    dates: String,
    readings: Vec<Choice>,
    file: String,
    rows: String,
    cases: String,
    notes: Vec<String>,
    columns: Vec<DateRow>,
    must_ask: bool,
    months: Vec<(String, String)>,
    refused: Vec<RefusedRow>,
    refused_rows: usize,
    /// How many reasons are not shown; empty where all are.
    refused_note: String,
}

/// A column of dates.
struct DateRow {
    heading: String,
    title: &'static str,
    ask: bool,
    read: String,
    evidence: Vec<String>,
}

/// A reason why a row is not taken.
struct RefusedRow {
    row: u64,
    column: String,
    value: String,
    reason: String,
}

/// What was sent: the file under its id, and the rest of the form.
#[derive(Clone)]
struct Asked {
    upload: String,
    mapping: String,
    dates: String,
}

/// What came of reading it.
struct Looked {
    file: String,
    found: Found,
    batches: Vec<Batch>,
}

enum Found {
    /// Nobody has said what the columns mean: a guess.
    Guess(String),
    Plan(Box<Plan>),
    Wrong(Vec<app::FieldError>),
}

pub(super) async fn look(Sent { visit, fields }: Sent) -> Answer {
    let asked = asked(&visit, &fields).await?;
    let looked = looked(&visit, &asked).await?;
    match looked.found {
        Found::Plan(plan) => plan_page(&visit, asked, &plan, Errors::none()),
        Found::Guess(mapping) => start_page(&visit, Asked { mapping, ..asked }, looked.file, &looked.batches, Ok(())),
        Found::Wrong(wrong) => start_page(&visit, asked, looked.file, &looked.batches, Err(errors(wrong))),
    }
}

pub(super) async fn bring_in(Sent { visit, fields }: Sent) -> Answer {
    let asked = asked(&visit, &fields).await?;
    let looked = looked(&visit, &asked).await?;
    let plan = match looked.found {
        Found::Plan(plan) => plan,
        Found::Guess(mapping) => {
            return start_page(&visit, Asked { mapping, ..asked }, looked.file, &looked.batches, Ok(()));
        }
        Found::Wrong(wrong) => return start_page(&visit, asked, looked.file, &looked.batches, Err(errors(wrong))),
    };
    let leave_out = fields.has("leave_out_refused");
    let done = visit
        .run(move |visit| {
            let done = import::bring_in(&visit.office, Some(&visit.who), &plan, leave_out, visit.now, &mut |_| {});
            match done {
                Ok(done) => {
                    app::drafts::discard(&visit.office, &visit.who, DRAFT)?;
                    Ok(Ok(done))
                }
                Err(Problem::Invalid(wrong)) => Ok(Err((plan, wrong))),
                Err(problem) => Err(problem),
            }
        })
        .await?;
    match done {
        Ok(done) => {
            let range = done.references.map(|(first, last)| format!(", {first} to {last}")).unwrap_or_default();
            let said = format!("{} came in{range}.", cases(usize::try_from(done.cases).unwrap_or(usize::MAX)));
            visit.go(
                "/import",
                Said::new(said).link("/cases", "See the cases").undo(format!("/import/undo/{}", done.batch), 0),
            )
        }
        Err((plan, wrong)) => plan_page(&visit, asked, &plan, errors(wrong)),
    }
}

/// The rows that are left out, to be mended.
pub(super) async fn refused(Sent { visit, fields }: Sent) -> Answer {
    let asked = asked(&visit, &fields).await?;
    let looked = looked(&visit, &asked).await?;
    match looked.found {
        Found::Plan(plan) => {
            answer::download(&format!("{} refused.csv", plan.file), "text/csv; charset=utf-8", plan.refused_csv())
        }
        Found::Guess(_) => start_page(&visit, asked, looked.file, &looked.batches, Ok(())),
        Found::Wrong(wrong) => start_page(&visit, asked, looked.file, &looked.batches, Err(errors(wrong))),
    }
}

/// What was sent. A file that came with the form itself is kept like one that came in pieces.
async fn asked(visit: &Visit, fields: &Fields) -> Result<Asked, Failure> {
    let [mapping, dates] = ["mapping", "dates"].map(|name| fields.text(name).to_owned());
    let sent = fields.files.iter().find(|(field, _, bytes)| field == "file" && !bytes.is_empty()).cloned();
    let upload = match sent {
        None => fields.all("upload").into_iter().rfind(|id| !id.is_empty()).unwrap_or_default(),
        Some((_, name, bytes)) => {
            let id = app::sessions::hex(&visit.door.chance::<16>());
            let kept = id.clone();
            visit
                .run(move |visit| import::keep_file(&visit.office, &visit.who, &kept, &name, &bytes, visit.now))
                .await?;
            id
        }
    };
    Ok(Asked { upload, mapping, dates })
}

async fn looked(visit: &Visit, asked: &Asked) -> Result<Looked, Failure> {
    let asked = asked.clone();
    visit
        .run(move |visit| {
            let batches = import::batches(&visit.office, &visit.who)?;
            let mut file = String::new();
            let found = match found(visit, &asked, &mut file) {
                Ok(found) => found,
                Err(Problem::Invalid(wrong)) => Found::Wrong(wrong),
                Err(problem) => return Err(problem),
            };
            Ok(Looked { file, found, batches })
        })
        .await
}

fn found(visit: &Visit, asked: &Asked, file: &mut String) -> Result<Found, Problem> {
    if asked.upload.is_empty() {
        return Err(Problem::field("file", "Choose the file"));
    }
    let (name, bytes) = import::kept_file(&visit.office, &visit.who, &asked.upload)?;
    file.clone_from(&name);
    if asked.mapping.trim().is_empty() {
        return import::suggest(&name, &bytes).map(Found::Guess);
    }
    let mapping = import::parse("What the columns mean", &asked.mapping.replace("\r\n", "\n"));
    let mapping = mapping.map_err(|words| Problem::field("mapping", words))?;
    let told = import::reading(&asked.dates);
    let plan = import::prepare(&visit.office, &name, &bytes, &mapping, told, visit.today())?;
    Ok(Found::Plan(Box::new(plan)))
}

fn start_page(visit: &Visit, asked: Asked, file: String, batches: &[Batch], wrong: Result<(), Errors>) -> Answer {
    let guessed = wrong.is_ok();
    let errors = wrong.err().unwrap_or_else(Errors::none);
    let page = StartPage {
        frame: frame(visit, Section::Import, &errors),
        shell: shell(visit, Section::Import),
        errors,
        upload: if file.is_empty() { String::new() } else { asked.upload },
        file,
        mapping: asked.mapping,
        guessed,
        dates: asked.dates,
        readings: readings(),
        batches: rows(batches),
    };
    if guessed { answer::page(visit, &page) } else { answer::unprocessable(visit, &page) }
}

fn plan_page(visit: &Visit, asked: Asked, plan: &Plan, errors: Errors) -> Answer {
    let suggested = plan.dates.iter().find(|column| column.ask).and_then(|column| column.suggested);
    let dates = match suggested {
        Some(reading) if asked.dates.is_empty() => import::reading_name(reading).to_owned(),
        Some(_) | None => asked.dates.clone(),
    };
    let column = |column: &import::DateColumn| DateRow {
        heading: column.heading.clone(),
        title: column.field.title(),
        ask: column.ask,
        read: column.reading.map(|reading| reading.in_words().to_owned()).unwrap_or_default(),
        evidence: column.evidence.clone(),
    };
    let refused = |refused: &import::Refused| RefusedRow {
        row: refused.row,
        column: refused.column.clone(),
        value: refused.value.chars().take(80).collect(),
        reason: refused.reason.clone(),
    };
    let wrong = !errors.is_empty();
    let page = LookPage {
        frame: frame(visit, Section::Import, &errors),
        shell: shell(visit, Section::Import),
        errors,
        upload: asked.upload,
        mapping: asked.mapping,
        dates,
        readings: readings(),
        file: plan.file.clone(),
        rows: import::number(plan.rows),
        cases: cases(plan.entries.len()),
        notes: plan.notes.clone(),
        columns: plan.dates.iter().map(column).collect(),
        must_ask: plan.must_ask(),
        months: plan.months.iter().map(|(month, count)| (month.title(), import::number(*count as usize))).collect(),
        refused: plan.refused.iter().take(SHOWN).map(refused).collect(),
        refused_rows: plan.refused_rows(),
        refused_note: match plan.refused.len().saturating_sub(SHOWN) {
            0 => String::new(),
            more => format!("and {} more, which the file names", import::number(more)),
        },
    };
    if wrong { answer::unprocessable(visit, &page) } else { answer::page(visit, &page) }
}

/// "1 case", "2,223 cases".
fn cases(count: usize) -> String {
    format!("{} {}", import::number(count), if count == 1 { "case" } else { "cases" })
}
