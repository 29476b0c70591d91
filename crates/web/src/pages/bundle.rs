//! Everything on a case in one file: what would be in it, what to look at before it leaves, and the file itself. What
//! happened and how dates come about is said in it in the words that these pages have for them.

use app::{
    Problem,
    bundle::{self, Asked, Contents, Happened, Limit, Told},
    calendar_change::Made,
    cases::CaseFile,
};
use askama::Template;
use axum::{
    Router,
    extract::{Path, RawQuery},
    routing::{get, post},
};
use domain::{Clock, Date, Procedure, Reference, act::BundleFor};

use super::{
    case::{opened, parsed, person_line, title},
    checked::errors,
    documents::size,
};
use crate::{
    answer::{self, Answer, Failure},
    door::Door,
    due,
    form::{Fields, Sent},
    layout::{Choice, Errors, Frame, NavItem, Why},
    timeline::{self, Entry},
    visit::Visit,
    words::counted,
};

/// The page, and the file.
pub fn routes() -> Router<Door> {
    Router::new()
        .route("/cases/{reference}/bundle", get(show).post(save))
        .route("/cases/{reference}/bundle/look", post(look))
}

/// What it is called wherever it is linked to.
pub(super) const WORDS: &str = "Save everything on the case";

/// A day in whose year no case was, so that every date says its year: the file is read for years.
const OF_NO_YEAR: Date = Date::MIN;

#[derive(Template)]
#[template(path = "bundle.html")]
struct BundlePage {
    frame: Frame,
    errors: Errors,
    who: String,
    /// For whom, as the form sends it.
    whom: &'static str,
    choices: Vec<Choice>,
    /// What the customer gets only where it is ticked.
    ticks: Vec<Choice>,
    ticked: Vec<String>,
    found: Found,
}

#[derive(Template)]
#[template(path = "bundle_found.html")]
struct FoundPart {
    found: Found,
}

/// What would be in it.
struct Found {
    reference: String,
    name: String,
    summary: String,
    documents: Vec<(String, String)>,
    look_at: Vec<(String, String)>,
    left_out: Vec<String>,
}

async fn show(Path(reference): Path<String>, visit: Visit, RawQuery(query): RawQuery) -> Answer {
    let fields = Fields::parse(query.unwrap_or_default().as_bytes());
    let asked = asked(parsed(&visit, &reference)?, &fields);
    page(&visit, &reference, &asked, &fields, Errors::none()).await
}

/// What would be in it, as the choices stand.
async fn look(Path(reference): Path<String>, Sent { visit, fields }: Sent) -> Answer {
    let asked = asked(parsed(&visit, &reference)?, &fields);
    let found = found(&visit, contents(&visit, &asked).await?, asked.of);
    answer::fragment(&visit, &FoundPart { found })
}

async fn save(Path(reference): Path<String>, Sent { visit, fields }: Sent) -> Answer {
    let of = parsed(&visit, &reference)?;
    let asked = asked(of, &fields);
    if fields.text("do") == "look" {
        return page(&visit, &reference, &asked, &fields, Errors::none()).await;
    }
    let (wanted, work) = (asked.clone(), visit.begins(&fields));
    let made = visit.run(move |visit| match written(visit, &wanted, &work) {
        Ok(file) => Ok(Ok(file)),
        Err(Problem::Invalid(wrong)) => Ok(Err(wrong)),
        Err(problem) => Err(problem),
    });
    match made.await {
        Ok(Ok(file)) => answer::file(&visit, &visit.file_name(&bundle::name(of, asked.whom)), bundle::MEDIA_TYPE, file),
        Ok(Err(wrong)) => page(&visit, &reference, &asked, &fields, errors(wrong)).await,
        Err(failure) => visit.unless_called_off(failure, &format!("/cases/{of}/bundle?whom={}", asked.whom.as_str())),
    }
}

/// On disk, because files make it larger than memory likes.
fn written(visit: &Visit, asked: &Asked, work: &crate::tasks::Work) -> Result<std::fs::File, Problem> {
    let mut file = tempfile::tempfile().map_err(|error| Problem::Broken(error.to_string()))?;
    let mut progress = |done, of| work.at(done, of);
    bundle::make(&visit.office, &visit.who, asked, told, &mut file, visit.now, &mut progress)?;
    Ok(file)
}

/// What the form asks for; everything, where nothing was chosen yet.
fn asked(of: Reference, fields: &Fields) -> Asked {
    let ticked = fields.all("with");
    let has = |name: &str| ticked.iter().any(|each| each == name);
    match BundleFor::named(fields.text("whom")).unwrap_or(BundleFor::Ombudsman) {
        BundleFor::Ombudsman => Asked::everything(of),
        BundleFor::Customer => Asked {
            of,
            whom: BundleFor::Customer,
            notes: has("notes"),
            drafts: has("drafts"),
            files: ticked.iter().filter_map(|each| each.parse().ok()).collect(),
        },
    }
}

async fn page(visit: &Visit, reference: &str, asked: &Asked, fields: &Fields, errors: Errors) -> Answer {
    let file = opened(visit, reference).await?;
    let contents = contents(visit, asked).await?;
    let wrong = !errors.is_empty();
    let heading = format!("{}{WORDS}: {}", if wrong { "Error: " } else { "" }, title(&file));
    let page = BundlePage {
        frame: visit.frame(&heading, Some(NavItem::Cases)),
        errors,
        who: person_line(&file),
        whom: asked.whom.as_str(),
        choices: choices(),
        ticks: ticks(&contents),
        ticked: fields.all("with"),
        found: found(visit, contents, asked.of),
    };
    if wrong { answer::unprocessable(visit, &page) } else { answer::page(visit, &page) }
}

async fn contents(visit: &Visit, asked: &Asked) -> Result<Contents, Failure> {
    let asked = asked.clone();
    visit.run(move |visit| bundle::contents(&visit.office, &visit.who, &asked, told, visit.now)).await
}

fn found(visit: &Visit, contents: Contents, of: Reference) -> Found {
    Found {
        reference: of.to_string(),
        name: named(visit, &contents),
        summary: counted(contents.documents.len() as u64, "document", "documents"),
        documents: contents.documents.into_iter().map(|listed| (listed.number, listed.title)).collect(),
        look_at: contents.look_at.into_iter().map(|look| (look.documents.join(", "), look.what)).collect(),
        left_out: contents.left_out,
    }
}

fn choices() -> Vec<Choice> {
    vec![
        Choice::new(BundleFor::Ombudsman.as_str(), "Everything, for the Ombudsman")
            .with_hint("Or for an appeal panel. All documents as they are, with everybody’s names."),
        Choice::new(BundleFor::Customer.as_str(), "Without other people’s details, for the customer").with_hint(
            "Names that Heard knows are left out of what Heard writes. Letters to the customer are in it as they left; \
             what was written for staff, and files, only where you tick them below.",
        ),
    ]
}

/// What is in the customer's file only where somebody has looked at it.
fn ticks(found: &Contents) -> Vec<Choice> {
    let staff = [("notes", "Notes and contacts", found.notes), ("drafts", "Drafts and comments on them", found.drafts)];
    let staff = staff.into_iter().filter(|(_, _, count)| *count > 0);
    let staff = staff.map(|(value, words, count)| Choice::new(value, words).with_hint(format!("({count})")));
    let files = found
        .files
        .iter()
        .map(|(number, name)| Choice::new(number.to_string(), format!("File {number}")).with_hint(name.clone()));
    staff.chain(files).collect()
}

/// "2026-0412 for the Ombudsman.zip, with 3.4 MB of files".
fn named(visit: &Visit, contents: &Contents) -> String {
    let name = visit.file_name(&contents.name);
    if contents.bytes == 0 { name } else { format!("{name}, with {} of files", size(contents.bytes)) }
}

/// What these pages say of a case, oldest first.
fn told(file: &CaseFile, changes: &[Made]) -> Told {
    let entries = timeline::with_calendar(file, changes, OF_NO_YEAR);
    let own = file.clocks.iter().map(|clock| limit(clock.title.clone(), clock, file.book.procedure()));
    let code = file.against.iter().flat_map(|against| {
        let title = |clock: &Clock| format!("{}, by {}", clock.title, against.procedure.name);
        against.clocks.iter().map(move |clock| limit(title(clock), clock, &against.procedure))
    });
    Told { history: entries.into_iter().rev().map(happened).collect(), limits: own.chain(code).collect() }
}

fn happened(entry: Entry) -> Happened {
    let Entry { seq, title, by, when, words, undone, .. } = entry;
    Happened { seq, when, title, by, words, undone }
}

fn limit(title: String, clock: &Clock, procedure: &Procedure) -> Limit {
    let Why { rule, lines, result, source, .. } = due::why(clock, procedure, OF_NO_YEAR);
    Limit { title, rule, lines, result, source }
}
