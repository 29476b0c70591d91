//! The letters of a case: what became of each, and each as a page to print or a file to save. Writing letters is the
//! business of the acts that send them.

mod fate;

use app::{
    LetterRow, MailState, Problem,
    cases::CaseFile,
    letters::{self, Kind, Saved},
};
use askama::{Template, filters::Safe};
use axum::{
    Router,
    extract::{Path, RawQuery},
    routing::get,
};
use domain::{
    act::ActKind,
    decide,
    letter::{Fate, Letter, Method, Purpose},
    london,
};

use super::{
    case::{CaseHead, Tab, opened, parsed, person_line, title},
    undo,
};
use crate::{
    answer::{self, Answer, Failure},
    door::Door,
    form::Fields,
    layout::{Frame, NavItem, Undo},
    timeline::{by_method, letter_words, when},
    visit::Visit,
    words::{day, long_day, moment},
};

/// The list, and each letter.
pub fn routes() -> Router<Door> {
    Router::new()
        .route("/cases/{reference}/letters", get(list))
        .route("/cases/{reference}/letters/{number}", get(one))
        .route("/cases/{reference}/letters/{number}/pdf", get(pdf))
        .route("/cases/{reference}/letters/{number}/word", get(word))
}

#[derive(Template)]
#[template(path = "case_letters.html")]
struct LettersPage {
    frame: Frame,
    head: CaseHead,
    letters: Vec<Row>,
    staff: Vec<Message>,
}

/// A letter in the list.
struct Row {
    number: u32,
    words: String,
    how: String,
    when: String,
    fate: fate::Said,
    may_post: bool,
    /// Whether it is an email that waits and could leave on paper.
    may_print: bool,
    may_discard: bool,
}

/// A message to staff.
struct Message {
    words: &'static str,
    to: String,
    when: String,
    fate: fate::Said,
}

async fn list(Path(reference): Path<String>, visit: Visit) -> Answer {
    let file = opened(&visit, &reference).await?;
    let today = visit.today();
    let row = |letter: &Letter| Row {
        number: letter.number,
        words: letter_words(letter.purpose),
        how: by_method(letter.method).to_owned(),
        when: when(letter.at, today),
        fate: fate::of_letter(&file, letter, today),
        may_post: waits(letter) && file.may(ActKind::MarkPosted),
        may_print: may_print(&file, letter),
        may_discard: may_discard(&file, letter),
    };
    let staff = file.mail.iter().filter(|mail| mail.letter.is_none()).map(|mail| Message {
        words: mail.purpose.title(),
        to: mail.to_name.clone(),
        when: when(mail.queued_at, today),
        fate: fate::of_mail(mail, today),
    });
    let page = LettersPage {
        frame: visit.frame(&format!("{}: letters", title(&file)), Some(NavItem::Cases)),
        head: CaseHead::new(&visit, &file, Tab::Letters),
        letters: file.case.letters.iter().rev().map(row).collect(),
        staff: staff.collect(),
    };
    answer::page(&visit, &page)
}

/// Whether this person may have it leave on paper: an email in the outbox to somebody whose address we know.
fn may_print(file: &CaseFile, letter: &Letter) -> bool {
    let row = file.letters.iter().find(|row| row.number == letter.number);
    let mail = file.mail.iter().find(|mail| mail.letter == Some(letter.number));
    letter.fate == Fate::Leaving
        && mail.is_some_and(|mail| matches!(mail.state, MailState::Queued | MailState::Held))
        && row.is_some_and(|row| !row.to_address.trim().is_empty())
        && file.may(ActKind::PutOnPaper)
}

fn waits(letter: &Letter) -> bool {
    letter.method == Method::Post && letter.fate == Fate::Leaving
}

#[derive(Template)]
#[template(path = "letter.html")]
struct LetterPage {
    frame: Frame,
    reference: String,
    number: u32,
    who: String,
    heading: String,
    sub: String,
    council: String,
    /// What it is printed on.
    paper: app::settings::Paper,
    from: Vec<String>,
    to: Vec<String>,
    date: String,
    body: Safe<String>,
    large: bool,
    may_post: bool,
    may_print: bool,
    may_discard: bool,
    /// The button that undoes its sending, where that can be.
    recall: Option<Undo>,
    print_first: bool,
    /// Whether the page asks for a printer as it opens: it was just written to be printed.
    print_now: bool,
}

async fn one(Path((reference, number)): Path<(String, u32)>, visit: Visit, RawQuery(query): RawQuery) -> Answer {
    let file = opened(&visit, &reference).await?;
    let found = file.letters.iter().find(|row| row.number == number).zip(file.case.letter(number));
    let Some((row, letter)) = found else {
        return Err(Failure::new(Problem::NotFound(format!("{reference} has no letter {number}.")), visit));
    };
    let council = visit.office.council();
    let heading = letter_words(letter.purpose);
    let waits = waits(letter);
    let print_first = waits || letter.method == Method::Handed;
    let asked = Fields::parse(query.unwrap_or_default().as_bytes());
    let page = LetterPage {
        frame: Frame {
            printed_at: None,
            ..visit.frame(&format!("{}: {}", title(&file), heading.to_lowercase()), Some(NavItem::Cases))
        },
        reference: file.case.reference.to_string(),
        number,
        who: person_line(&file),
        sub: sub(&file, letter, &visit),
        heading,
        council: council.name.clone(),
        paper: council.paper,
        from: council
            .address
            .lines()
            .map(str::to_owned)
            .chain([council.phone.clone(), council.email.clone()])
            .filter(|line| !line.trim().is_empty())
            .collect(),
        to: address(row),
        date: long_day(london::date_of(row.at)),
        body: Safe(app::marks::to_html(file.words(&row.body))),
        large: file.customer.as_ref().is_some_and(|customer| customer.needs.large_print),
        may_post: waits && file.may(ActKind::MarkPosted),
        may_print: may_print(&file, letter),
        may_discard: may_discard(&file, letter),
        recall: recall(&file, number, &visit),
        print_first,
        print_now: print_first && asked.text("print") == "now",
    };
    answer::page(&visit, &page)
}

async fn pdf(Path((reference, number)): Path<(String, u32)>, visit: Visit) -> Answer {
    save(visit, &reference, number, Kind::Pdf).await
}

async fn word(Path((reference, number)): Path<(String, u32)>, visit: Visit) -> Answer {
    save(visit, &reference, number, Kind::Word).await
}

async fn save(visit: Visit, reference: &str, number: u32, kind: Kind) -> Answer {
    let reference = parsed(&visit, reference)?;
    let work = move |visit: &Visit| letters::save(&visit.office, &visit.who, reference, number, kind, visit.now);
    let Saved { name, media_type, bytes } = visit.run(work).await?;
    answer::download(&visit.file_name(&name), media_type, bytes)
}

/// The button that takes this letter back, if it is the response that was sent last.
fn recall(file: &CaseFile, number: u32, visit: &Visit) -> Option<Undo> {
    undo::recallable(visit, file).filter(|(letter, _)| *letter == number).map(|(_, undo)| undo)
}

/// Whether this person may say that a printed letter is not sent after all.
fn may_discard(file: &CaseFile, letter: &Letter) -> bool {
    file.may(ActKind::Discard) && decide::discardable(&file.case, letter.number)
}

/// Name and address, as the window of an envelope shows them.
fn address(row: &LetterRow) -> Vec<String> {
    std::iter::once(row.to_name.as_str())
        .chain(row.to_address.lines())
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Who signed it, and what became of it.
fn sub(file: &CaseFile, letter: &Letter, visit: &Visit) -> String {
    let fate = fate::of_letter(file, letter, visit.today());
    let signed = file.case.signature.as_ref().filter(|_| letter.purpose == Purpose::Response);
    match signed {
        Some(signature) => format!(
            "Signed off by {}, {}. {}. The words can no longer change.",
            file.name(signature.by),
            moment(signature.at),
            fate.words
        ),
        None => format!(
            "Written {}, {}. {}. The words can no longer change.",
            day(london::date_of(letter.at), visit.today()),
            by_method(letter.method),
            fate.words
        ),
    }
}
