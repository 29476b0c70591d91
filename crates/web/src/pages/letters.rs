//! The templates of letters: their words, a live preview, a test print. Letters of cases belong to
//! the pages of cases.

use app::{
    Order, Problem,
    letters::{FIELDS, Field, Template as Letter},
};
use askama::{Template, filters::Safe};
use axum::{
    Router,
    extract::{Path, RawQuery},
    response::Redirect,
    routing::{get, post},
};
use domain::{Reference, Role, letter::Purpose};

use super::{
    records::{self, Ask, Kept, Record, Saving},
    unsent::{self, Unsent},
};
use crate::{
    answer::{self, Answer, Failure},
    door::Door,
    form::{Fields, Sent},
    layout::{Choice, Errors, Frame, NavItem},
    visit::Visit,
};

mod paper;
mod versions;

use paper::{Look, Paper};

/// How many of the newest cases can be previewed with.
const CASES: u32 = 10;

/// The pages.
pub fn routes() -> Router<Door> {
    Router::new()
        .route("/letters", get(async || Redirect::to("/letters/acknowledgement")))
        .route("/letters/{purpose}", get(show).post(keep))
        .route("/letters/{purpose}/keep", get(show).post(keep_both))
        .route("/letters/{purpose}/preview", post(preview))
        .route("/letters/{purpose}/versions", get(versions::show).post(versions::put_back))
        .route("/letters/{purpose}/undo", post(undo))
        .route("/letters/{purpose}/print", get(print))
}

#[derive(Template)]
#[template(path = "letters.html")]
struct Editor {
    frame: Frame,
    errors: Errors,
    list: Vec<Line>,
    letter: Letter,
    may_change: bool,
    fields: &'static [Field],
    cases: Vec<Choice>,
    case: String,
    /// Whether the preview is a letter, in large print, or an email.
    look: &'static str,
    looks: Vec<Choice>,
    paper: Paper,
    /// What the form showed when it was opened.
    was: String,
    unsent: Option<Unsent>,
}

/// A line of the list of templates.
struct Line {
    purpose: Purpose,
    note: String,
    current: bool,
}

/// Everything the page shows besides what was typed.
struct Known {
    list: Vec<Line>,
    in_use: Letter,
    cases: Vec<Choice>,
}

async fn show(Path(purpose): Path<String>, visit: Visit, RawQuery(query): RawQuery) -> Answer {
    let asked = Fields::parse(query.unwrap_or_default().as_bytes());
    let purpose = named(&purpose, &visit)?;
    page(&visit, purpose, None, Tried::of(&asked, purpose), Errors::none()).await
}

/// What a template is tried with.
#[derive(Clone)]
struct Tried {
    /// The reference of a case; empty for a made-up customer.
    case: String,
    look: Look,
}

impl Tried {
    fn of(fields: &Fields, purpose: Purpose) -> Tried {
        Tried { case: fields.text("case").to_owned(), look: Look::asked(fields.text("look"), purpose) }
    }
}

/// What was typed into the editor: the letter, and what the form showed when it was opened.
struct Typed {
    letter: Letter,
    was: String,
}

fn named(purpose: &str, visit: &Visit) -> Result<Purpose, Failure> {
    Purpose::named(purpose).ok_or_else(|| Failure::no_page(Some(visit.clone())))
}

/// The editor with what was typed, or with the letter in use.
async fn page(visit: &Visit, purpose: Purpose, typed: Option<Typed>, tried: Tried, errors: Errors) -> Answer {
    let asked = tried.clone();
    let (known, typed, paper, unsent) = visit
        .run(move |visit| {
            let known = known(visit, purpose)?;
            let unsent = if typed.is_none() && may_change(visit) { unsent::find(visit, &key(purpose))? } else { None };
            let before = unsent.as_ref().map(|unsent| &unsent.fields);
            let typed = typed.unwrap_or_else(|| Typed {
                letter: before.map_or_else(|| known.in_use.clone(), |fields| read(fields, purpose)),
                was: records::was(&fields(&known.in_use), before),
            });
            let paper = paper::paper(visit, &typed.letter, &asked.case, asked.look)?;
            Ok((known, typed, paper, unsent))
        })
        .await?;
    let error = if errors.is_empty() { "" } else { "Error: " };
    let title = format!("{error}{}, letter templates", purpose.title());
    let page = Editor {
        frame: visit.frame(&title, Some(NavItem::Letters)),
        list: known.list,
        letter: typed.letter,
        was: typed.was,
        may_change: may_change(visit),
        fields: FIELDS,
        cases: known.cases,
        case: tried.case,
        look: tried.look.as_str(),
        looks: Look::choices(purpose),
        paper,
        unsent,
        errors,
    };
    if page.errors.is_empty() { answer::page(visit, &page) } else { answer::unprocessable(visit, &page) }
}

/// Of the draft of the form for this letter.
fn key(purpose: Purpose) -> String {
    format!("letters/{}", purpose.as_str())
}

fn may_change(visit: &Visit) -> bool {
    matches!(visit.who.role(), Role::Administrator | Role::HeadOfCustomerServices)
}

fn known(visit: &Visit, purpose: Purpose) -> Result<Known, Problem> {
    readers_only(visit)?;
    let letters = visit.office.read(app::letters::templates)?;
    let cases = app::lists::cases(&visit.office, &visit.who, &app::Filter::default(), Order::Newest, None, CASES)?;
    let case = |line: &app::CaseLine| {
        let name = line.customer_name.as_deref().filter(|name| !name.is_empty()).unwrap_or("no name");
        Choice::new(line.row.reference.to_string(), format!("{}, {name}", line.row.reference))
    };
    let in_use = letters.iter().find(|letter| letter.purpose == purpose).cloned();
    Ok(Known {
        in_use: in_use.ok_or_else(|| Problem::NotFound("There is no such letter.".into()))?,
        cases: std::iter::once(Choice::new("", "A made-up customer")).chain(cases.iter().map(case)).collect(),
        list: letters.iter().map(|letter| line(letter, purpose)).collect(),
    })
}

fn readers_only(visit: &Visit) -> Result<(), Problem> {
    match visit.who.role() {
        Role::Administrator | Role::Champion | Role::HeadOfCustomerServices => Ok(()),
        Role::Adviser | Role::Investigator | Role::HeadOfService | Role::Reader => {
            Err(Problem::NotAllowed("You cannot open the letter templates. Ask a Customer Champion.".into()))
        }
    }
}

fn line(letter: &Letter, current: Purpose) -> Line {
    let to = if letter.purpose.to_customer() { "To the customer" } else { "To staff, by email" };
    let version =
        if letter.version == 0 { "as it came with Heard".into() } else { format!("version {}", letter.version) };
    Line { purpose: letter.purpose, note: format!("{to}, {version}"), current: letter.purpose == current }
}

fn read(fields: &Fields, purpose: Purpose) -> Letter {
    Letter {
        purpose,
        version: 0,
        subject: fields.text("subject").into(),
        body: fields.text("body").replace("\r\n", "\n"),
    }
}

async fn keep(Path(purpose): Path<String>, Sent { visit, fields: sent }: Sent) -> Answer {
    let purpose = named(&purpose, &visit)?;
    let letter = read(&sent, purpose);
    let tried = Tried::of(&sent, purpose);
    let typed = Typed { letter: letter.clone(), was: sent.text(records::WAS).to_owned() };
    if sent.text("act") == "look" {
        return page(&visit, purpose, Some(typed), tried, Errors::none()).await;
    }
    let seen = records::seen(&sent).and_then(|seen| seen.number("version"));
    let saving = Saving::of(&sent);
    let work = move |visit: &Visit| {
        let before = in_use(visit, purpose)?;
        let version = app::letters::keep(&visit.office, &visit.who, &letter, seen, visit.now)?;
        let undo = records::saved(visit, &key(purpose), saving, &fields(&before), &fields(&in_use(visit, purpose)?))?;
        Ok((version, undo))
    };
    match records::kept(&visit, work).await? {
        Kept::Done((version, undo)) => {
            let words = format!("Saved as version {version}. Letters written from now on use it.");
            visit.go(&format!("/{}", key(purpose)), records::said(words, &key(purpose), saving, undo))
        }
        Kept::Changed(who) => {
            let record = record(&visit, purpose).await?;
            records::changed(&visit, record, sent, who).await
        }
        Kept::Wrong(errors) => page(&visit, purpose, Some(typed), tried, errors).await,
    }
}

async fn undo(Path(purpose): Path<String>, Sent { visit, .. }: Sent) -> Answer {
    let fields = records::before(&visit, &key(named(&purpose, &visit)?)).await?;
    keep(Path(purpose), Sent { visit, fields }).await
}

/// The words that letters are written with now.
fn in_use(visit: &Visit, purpose: Purpose) -> Result<Letter, Problem> {
    let letters = visit.office.read(app::letters::templates)?;
    let in_use = letters.into_iter().find(|letter| letter.purpose == purpose);
    in_use.ok_or_else(|| Problem::NotFound("There is no such letter.".into()))
}

async fn keep_both(Path(purpose): Path<String>, Sent { visit, fields }: Sent) -> Answer {
    let record = record(&visit, named(&purpose, &visit)?).await?;
    records::keep(&visit, record, &fields).await
}

async fn record(visit: &Visit, purpose: Purpose) -> Result<Record, Failure> {
    let in_use = visit.run(move |visit| Ok(known(visit, purpose)?.in_use)).await?;
    Ok(Record {
        key: key(purpose),
        title: purpose.title().into(),
        item: NavItem::Letters,
        asks: vec![Ask::line("subject", "Subject"), Ask::lines("body", "Letter")],
        now: fields(&in_use),
    })
}

/// The fields of the editor as they are kept, with the number of the version.
fn fields(letter: &Letter) -> Fields {
    Fields::of([
        ("subject", letter.subject.clone()),
        ("body", letter.body.clone()),
        ("version", letter.version.to_string()),
    ])
}

#[derive(Template)]
#[template(path = "letters_preview.html")]
struct PreviewPart {
    paper: Paper,
}

/// The live preview.
async fn preview(Path(purpose): Path<String>, Sent { visit, fields }: Sent) -> Answer {
    let purpose = named(&purpose, &visit)?;
    let (letter, Tried { case, look }) = (read(&fields, purpose), Tried::of(&fields, purpose));
    let paper = visit
        .run(move |visit| {
            readers_only(visit)?;
            paper::paper(visit, &letter, &case, look)
        })
        .await?;
    answer::fragment(&visit, &PreviewPart { paper })
}

#[derive(Template)]
#[template(path = "letters_print.html")]
struct PrintPage {
    frame: Frame,
    purpose: Purpose,
    paper: Paper,
}

async fn print(Path(purpose): Path<String>, visit: Visit, RawQuery(query): RawQuery) -> Answer {
    let asked = Fields::parse(query.unwrap_or_default().as_bytes());
    let purpose = named(&purpose, &visit)?;
    let Tried { case, look } = Tried::of(&asked, purpose);
    let paper = visit.run(move |visit| paper::paper(visit, &known(visit, purpose)?.in_use, &case, look)).await?;
    let frame = Frame { printed_at: None, ..visit.frame("Test print", Some(NavItem::Letters)) };
    answer::page(&visit, &PrintPage { frame, purpose, paper })
}

/// The reference in a field of a form; none for a made-up customer.
fn reference(text: &str) -> Option<Reference> {
    text.parse().ok()
}

/// Words of a letter, safe to show: only paragraphs, bold and bullets come out of marks.
fn html(marked: &str) -> Safe<String> {
    Safe(app::marks::to_html(marked))
}
