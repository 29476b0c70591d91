//! The look, the import, and the rows that were left out as a file. Each works on the file that was
//! sent, the mapping and the reading of dates, and on nothing that was kept in between.

use app::{
    Problem,
    import::{self, Plan},
};
use askama::Template;

use super::{
    super::{
        checked::errors,
        settings::{Section, Shell, frame, shell},
    },
    asked::{Asked, Found, UNSAID, asked, looked},
    begun::{self, GO_ON},
    columns,
    start::{DRAFT, StartPage, readings, rows},
};
use crate::{
    answer::{self, Answer},
    form::Sent,
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
    /// How many of them come in open, and late.
    open: String,
    notes: Vec<String>,
    columns: Vec<DateRow>,
    must_ask: bool,
    months: Vec<(String, String)>,
    refused: Vec<RefusedRow>,
    refused_rows: usize,
    words: Vec<WordRow>,
    /// Cells whose formula failed and that keep their rows out.
    error_cells: usize,
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

/// A word that nobody has explained.
struct WordRow {
    /// The name of its select.
    name: String,
    field: &'static str,
    heading: String,
    word: String,
    rows: String,
    meanings: Vec<Choice>,
}

pub(super) async fn look(Sent { visit, fields }: Sent) -> Answer {
    let fields = if fields.text("step") == GO_ON { begun::take_up(&visit).await? } else { fields };
    let asked = asked(&visit, fields).await?;
    let looked = looked(&visit, &asked).await?;
    begun::keep(&visit, &asked, &looked.found).await?;
    match looked.found {
        Found::Plan(plan, mapping) => plan_page(&visit, asked.with(&mapping), &plan, Errors::none()),
        found @ (Found::Columns(..) | Found::Wrong(_)) => before(&visit, asked, looked.file, found).await,
    }
}

/// The pages before the look, where something has to be said or put right first.
async fn before(visit: &Visit, asked: Asked, file: String, found: Found) -> Answer {
    match found {
        Found::Columns(seen, wrong) => columns::page(visit, asked, file, &seen, wrong),
        Found::Wrong(wrong) => start_page(visit, asked, file, errors(wrong)).await,
        Found::Plan(plan, mapping) => plan_page(visit, asked.with(&mapping), &plan, Errors::none()),
    }
}

pub(super) async fn bring_in(Sent { visit, fields }: Sent) -> Answer {
    let (leave_out, work) = (fields.has("leave_out_refused"), visit.begins(&fields));
    let asked = asked(&visit, fields).await?;
    let looked = looked(&visit, &asked).await?;
    let plan = match looked.found {
        Found::Plan(plan, _) => plan,
        found @ (Found::Columns(..) | Found::Wrong(_)) => return before(&visit, asked, looked.file, found).await,
    };
    let done = visit
        .run(move |visit| {
            let mut progress = |done, of| work.at(done, of);
            let done = import::bring_in(&visit.office, Some(&visit.who), &plan, leave_out, visit.now, &mut progress);
            match done {
                Ok(done) => {
                    app::drafts::discard(&visit.office, &visit.who, DRAFT)?;
                    Ok(Ok(done))
                }
                Err(Problem::Invalid(wrong)) => Ok(Err((plan, wrong))),
                Err(problem) => Err(problem),
            }
        })
        .await;
    match done {
        Err(failure) => visit.unless_called_off(failure, "/import"),
        Ok(Ok(done)) => {
            let range = done.references.map(|(first, last)| format!(", {first} to {last}")).unwrap_or_default();
            let said = format!("{} came in{range}.", cases(usize::try_from(done.cases).unwrap_or(usize::MAX)));
            visit.go(
                "/import",
                Said::new(said).link("/cases", "See the cases").undo(format!("/import/undo/{}", done.batch), 0),
            )
        }
        Ok(Err((plan, wrong))) => plan_page(&visit, asked, &plan, errors(wrong)),
    }
}

/// The rows that are left out, to be mended.
pub(super) async fn refused(Sent { visit, fields }: Sent) -> Answer {
    let asked = asked(&visit, fields).await?;
    let looked = looked(&visit, &asked).await?;
    match looked.found {
        Found::Plan(plan, _) => {
            answer::download(&format!("{} refused.csv", plan.file), "text/csv; charset=utf-8", plan.refused_csv())
        }
        found @ (Found::Columns(..) | Found::Wrong(_)) => before(&visit, asked, looked.file, found).await,
    }
}

async fn start_page(visit: &Visit, asked: Asked, file: String, errors: Errors) -> Answer {
    let batches = visit.run(|visit| import::batches(&visit.office, &visit.who)).await?;
    let page = StartPage {
        frame: frame(visit, Section::Import, &errors),
        shell: shell(visit, Section::Import),
        errors,
        upload: if file.is_empty() { String::new() } else { asked.upload },
        file,
        mapping: asked.mapping,
        begun: None,
        batches: rows(&batches),
    };
    answer::unprocessable(visit, &page)
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
        open: plan.open.in_words(),
        notes: plan.notes.clone(),
        columns: plan.dates.iter().map(column).collect(),
        must_ask: plan.must_ask(),
        months: plan.months.iter().map(|(month, count)| (month.title(), import::number(*count as usize))).collect(),
        refused: plan.refused.iter().take(SHOWN).map(refused).collect(),
        refused_rows: plan.refused_rows(),
        words: plan.words.iter().take(SHOWN).enumerate().map(word_row).collect(),
        error_cells: plan.error_cells,
        refused_note: match plan.refused.len().saturating_sub(SHOWN) {
            0 => String::new(),
            more => format!("and {} more, which the file names", import::number(more)),
        },
    };
    if wrong { answer::unprocessable(visit, &page) } else { answer::page(visit, &page) }
}

fn word_row((place, word): (usize, &import::Word)) -> WordRow {
    let meanings = word.meanings.iter().map(|meaning| Choice::new(&meaning.value, &meaning.title));
    WordRow {
        name: format!("meaning-{place}"),
        field: word.field.as_str(),
        heading: word.heading.clone(),
        word: word.word.clone(),
        rows: import::number(word.rows),
        meanings: std::iter::once(Choice::new(UNSAID, "Not said yet")).chain(meanings).collect(),
    }
}

/// "1 case", "2,223 cases".
fn cases(count: usize) -> String {
    format!("{} {}", import::number(count), if count == 1 { "case" } else { "cases" })
}
