//! The page of the Head of Service: the complaint, the letter as it will leave, the decision.

use app::{
    Problem,
    cases::{self, CaseFile, On},
    drafts, lists,
    presence::Doing,
};
use askama::{Template, filters::Safe};
use axum::{extract::Path, http::StatusCode};
use domain::{Reference, State, StateKind, act::ActKind, decide, letter::Method, procedure::Milestone};

use super::{
    quote,
    seen::{self, Checks, Comment, PointView},
};
use crate::{
    answer::{self, Answer, Failure},
    due,
    form::{Fields, Sent},
    layout::{Choice, Due, Errors, Flash, FlashTone, Frame, NavItem, Why},
    pages::{
        acts::method_choices,
        case::{opened, person_line, title},
        here, undo,
        unsent::{self, Unsent},
    },
    said::Said,
    timeline::by_method,
    visit::Visit,
    words::EMAIL_WAITS,
};

#[derive(Template)]
#[template(path = "response_sign.html")]
struct SignPage {
    frame: Frame,
    reference: String,
    root: String,
    who: String,
    here: here::Here,
    due: Option<Due>,
    why: Option<Why>,
    queue: Option<Queue>,
    errors: Errors,
    points: Vec<PointView>,
    wanted: String,
    evidence: Vec<(u32, String)>,
    whose: String,
    earlier: bool,
    paper: Option<Safe<String>>,
    text: String,
    edited: bool,
    /// What was typed here and not saved, where the words are the same version still.
    unsent: Option<Unsent>,
    /// What was typed on an earlier version, to be taken over by hand.
    older: String,
    seen: u32,
    version: u32,
    methods: Vec<Choice>,
    method: String,
    signed: String,
    own: bool,
    may_send: bool,
    may_send_back: bool,
    may_write: bool,
    checks: Checks,
    reason: Option<String>,
    comments_text: String,
    /// The paragraphs a comment can be about, and the one chosen.
    paragraphs: Vec<Choice>,
    about: String,
    writer: String,
    comments: Vec<Comment>,
}

/// The drafts that wait for this person.
struct Queue {
    words: String,
    next: Option<String>,
}

/// What was sent and what is wrong with it.
#[derive(Default)]
struct Typed {
    fields: Fields,
    /// What was kept of it while it was typed.
    unsent: Option<Unsent>,
    errors: Errors,
    stale: bool,
}

/// GET: the page, with what was typed on it and not saved.
pub(super) async fn show(visit: Visit, file: CaseFile) -> Answer {
    let key = key(file.case.reference);
    let unsent = visit.run(move |visit| unsent::find(visit, &key)).await?;
    let same = unsent.as_ref().filter(|unsent| unsent.fields.number("version") == Some(seen::version(&file)));
    let fields = same.map(|unsent| unsent.fields.clone()).unwrap_or_default();
    page(visit, file, Typed { fields, unsent, ..Typed::default() }).await
}

/// Of the draft of the decision and of the words that were changed with it.
fn key(reference: Reference) -> String {
    format!("{reference}/sign-off")
}

/// POST: signs off, and sends at once where that button was pressed.
pub(super) async fn sign_off(Path(reference): Path<String>, sent: Sent) -> Answer {
    let Sent { visit, fields } = sent;
    let file = opened(&visit, &reference).await?;
    let (on, typed) = (on(&file, &fields), fields.clone());
    let sends = fields.text("send") == "1";
    let method = Method::named(fields.text("method")).unwrap_or(Method::Email);
    let done = visit
        .run(move |visit| {
            let (text, reason) = (seen::same_lines(typed.text("text")), typed.text("reason"));
            let done = if sends {
                cases::sign_off_and_send(&visit.office, &visit.who, on, &text, reason, method, visit.now)
            } else {
                cases::sign_off(&visit.office, &visit.who, on, &text, reason, visit.now)
            };
            if done.is_ok() {
                drafts::discard(&visit.office, &visit.who, &key(on.reference))?;
            }
            Ok(done)
        })
        .await?;
    match done {
        Ok(done) if sends => sent_off(visit, &file, &done, ("Signed off", "Signed off and sent"), method).await,
        Ok(_) => {
            let said = with_undo(&visit, on.reference, Said::new("Signed off. It is not sent yet.")).await?;
            visit.go(&format!("/cases/{reference}/response"), said)
        }
        Err(problem) => again(visit, fields, problem, &reference).await,
    }
}

/// POST: returns the draft with comments.
pub(super) async fn send_back(Path(reference): Path<String>, sent: Sent) -> Answer {
    let Sent { visit, fields } = sent;
    let file = opened(&visit, &reference).await?;
    let (on, typed) = (on(&file, &fields), fields.clone());
    let done = visit
        .run(move |visit| {
            let comments = quote::about(typed.text("about"), typed.text("comments"));
            let done = cases::send_back(&visit.office, &visit.who, on, &comments, visit.now);
            if done.is_ok() {
                drafts::discard(&visit.office, &visit.who, &format!("{}/send-back", on.reference))?;
            }
            Ok(done)
        })
        .await?;
    match done {
        Ok(_) => {
            let writer = file.case.draft.as_ref().map(|draft| file.name(draft.author)).unwrap_or_default();
            let said = Said::new(format!("{reference} sent back to {writer}."));
            let said = with_undo(&visit, on.reference, said).await?;
            onward(visit, on.reference, said).await
        }
        Err(problem) => again(visit, fields, problem, &reference).await,
    }
}

/// POST: sends what was signed before.
pub(super) async fn send(Path(reference): Path<String>, sent: Sent) -> Answer {
    let Sent { visit, fields } = sent;
    let file = opened(&visit, &reference).await?;
    let on = on(&file, &fields);
    let method = Method::named(fields.text("method")).unwrap_or(Method::Email);
    let done = visit.run(move |visit| Ok(cases::send(&visit.office, &visit.who, on, method, visit.now))).await?;
    match done {
        Ok(done) => sent_off(visit, &file, &done, ("Ready", "Sent"), method).await,
        Err(problem) => again(visit, fields, problem, &reference).await,
    }
}

/// POST: takes the response back before it leaves.
pub(super) async fn recall(Path(reference): Path<String>, sent: Sent) -> Answer {
    let visit = sent.visit;
    let file = opened(&visit, &reference).await?;
    let on: On = file.case.reference.into();
    visit.run(move |visit| cases::recall(&visit.office, &visit.who, on, visit.now)).await?;
    visit.go(
        &format!("/cases/{reference}/response"),
        Said::new("Sending undone. The response is signed off and has not left."),
    )
}

async fn with_undo(visit: &Visit, reference: Reference, said: Said) -> Result<Said, Failure> {
    visit.run(move |visit| Ok(undo::offered(visit, reference, said))).await
}

fn on(file: &CaseFile, fields: &Fields) -> On {
    On { reference: file.case.reference, seen: fields.number("seen") }
}

/// `said`: what was done where it waits or is to be printed, and where it is on its way.
async fn sent_off(visit: Visit, file: &CaseFile, done: &cases::Done, said: (&str, &str), method: Method) -> Answer {
    let (ready, sent) = said;
    let reference = file.case.reference;
    let seconds = u32::try_from(domain::decide::RECALL_SECONDS).unwrap_or_default();
    let name = file.customer.as_ref().map(|customer| customer.name.clone()).unwrap_or_default();
    let email_waits = visit.run(|visit| app::outbox::waits(&visit.office)).await?;
    let how = match method {
        Method::Email if email_waits => format!("{ready}. {EMAIL_WAITS}"),
        Method::Email => format!("{sent} to {name} {}.", by_method(method)),
        Method::Post | Method::Handed | Method::Phone => format!("{ready}. The letter is ready to print."),
    };
    let letter = done.letters.last().map(|number| format!("/cases/{reference}/letters/{number}"));
    let said = Said::new(how).link(letter.unwrap_or_else(|| format!("/cases/{reference}")), "See the letter");
    onward(visit, reference, said.undo(format!("/cases/{reference}/recall"), seconds)).await
}

/// To the next draft that waits for this person, or to the case.
async fn onward(visit: Visit, reference: Reference, said: Said) -> Answer {
    let next =
        visit.run(|visit| lists::to_sign(&visit.office, &visit.who)).await?.into_iter().find(|each| *each != reference);
    let to = next.map_or_else(|| format!("/cases/{reference}"), |next| format!("/cases/{next}/response"));
    visit.go(&to, said)
}

/// The page again, with what was typed and what is wrong.
async fn again(visit: Visit, fields: Fields, problem: Problem, reference: &str) -> Answer {
    let mut typed = Typed { fields, ..Typed::default() };
    match problem {
        Problem::Invalid(found) => found.iter().for_each(|error| typed.errors.add(error.field, error.words.clone())),
        Problem::Refused(refusal @ domain::Refusal::RequiredChecksFail(_)) => {
            typed.errors.add("reason", refusal.to_string())
        }
        Problem::Refused(refusal) => typed.errors.add("", refusal.to_string()),
        Problem::Stale { .. } => typed.stale = true,
        problem @ (Problem::Denied(_)
        | Problem::NotAllowed(_)
        | Problem::NoSuchCase(_)
        | Problem::Restricted { .. }
        | Problem::NotFound(_)
        | Problem::Changed { .. }
        | Problem::CalledOff
        | Problem::Store(_)
        | Problem::Broken(_)) => return Err(Failure::new(problem, visit)),
    }
    let file = opened(&visit, reference).await?;
    page(visit, file, typed).await
}

async fn page(visit: Visit, file: CaseFile, typed: Typed) -> Answer {
    let (wrong, stale) = (!typed.errors.is_empty(), typed.stale);
    let page = visit.run(move |visit| made(visit, &file, &typed)).await?;
    match (stale, wrong) {
        (true, _) => answer::with_status(&visit, StatusCode::CONFLICT, &page),
        (false, true) => answer::unprocessable(&visit, &page),
        (false, false) => answer::page(&visit, &page),
    }
}

fn made(visit: &Visit, file: &CaseFile, typed: &Typed) -> Result<SignPage, Problem> {
    let saved = seen::draft_words(file);
    let edited = seen::same_lines(typed.fields.text("text"));
    let text = if edited.is_empty() { saved.clone() } else { edited };
    let letter = seen::letter(visit, file, &text)?;
    let answer_by = file.clocks.iter().rev().find(|clock| clock.met_by.contains(&Milestone::Responded));
    let first = letter.methods.first().map(|method| method.as_str()).unwrap_or_default();
    let method = Some(typed.fields.text("method")).filter(|method| !method.is_empty()).unwrap_or(first);
    let (signed, signs) = standing(visit, file);
    let older = typed.unsent.as_ref().filter(|unsent| unsent.fields.number("version") != Some(seen::version(file)));
    let older = older.map(|unsent| seen::same_lines(unsent.fields.text("text"))).unwrap_or_default();
    let kept = drafts::find(&visit.office, &visit.who, &format!("{}/send-back", file.case.reference))?;
    let kept = kept.map(|draft| Fields::from_json(&draft.body).text("comments").to_owned()).unwrap_or_default();
    let comments_text =
        Some(typed.fields.text("comments").to_owned()).filter(|typed| !typed.is_empty()).unwrap_or(kept);
    Ok(SignPage {
        frame: frame(visit, file, typed),
        reference: file.case.reference.to_string(),
        root: format!("/cases/{}", file.case.reference),
        who: person_line(file),
        here: here::at(visit, file, Doing::Working),
        due: answer_by.map(|clock| due::of_clock(clock, visit.today())),
        why: answer_by.map(|clock| due::why(clock, file.book.procedure(), visit.today())),
        queue: queue(visit, file)?,
        errors: typed.errors.clone(),
        points: seen::points(file, &text),
        wanted: seen::wanted(file),
        evidence: seen::evidence(file),
        whose: file.case.draft.as_ref().map(|draft| seen::whose(file, draft)).unwrap_or_default(),
        earlier: seen::version(file) > 1,
        paper: Some(seen::paper(file, &letter)),
        edited: text != saved,
        unsent: typed.unsent.clone(),
        older,
        seen: file.case.seq,
        version: seen::version(file),
        methods: method_choices(&letter).into_iter().filter(|choice| choice.value != Method::Phone.as_str()).collect(),
        method: method.to_owned(),
        signed,
        own: !signs,
        may_send: file.may_when(ActKind::Send, StateKind::SignedOff),
        may_send_back: file.may(ActKind::SendBack),
        may_write: file.may(ActKind::Draft),
        checks: seen::checks(visit, file, &text)?,
        reason: (file.case.state.kind() != StateKind::SignedOff).then(|| typed.fields.text("reason").to_owned()),
        comments_text,
        paragraphs: whole_or(quote::paragraphs(&saved)),
        about: typed.fields.text("about").to_owned(),
        writer: file.case.draft.as_ref().map(|draft| file.name(draft.author).to_owned()).unwrap_or_default(),
        comments: seen::comments(file, visit),
        text,
    })
}

fn whole_or(paragraphs: Vec<Choice>) -> Vec<Choice> {
    std::iter::once(Choice::new("", "The whole response")).chain(paragraphs).collect()
}

fn frame(visit: &Visit, file: &CaseFile, typed: &Typed) -> Frame {
    let error = if typed.errors.is_empty() { "" } else { "Error: " };
    let heading =
        if file.case.state.kind() == StateKind::SignedOff { "Send the response" } else { "Sign off the response" };
    let mut frame = visit.frame(&format!("{error}{heading}: {}", title(file)), Some(NavItem::Today));
    if typed.stale {
        let words = "Somebody changed this case while you read. What you typed is kept. Read the response again before you decide.".into();
        frame.flashes.push(Flash { tone: FlashTone::Warn, words, ..Flash::default() });
    }
    frame
}

/// Who signed it, and whether the person looking may sign: nobody signs their own draft.
fn standing(visit: &Visit, file: &CaseFile) -> (String, bool) {
    let others = !decide::is_own_draft(&file.case, visit.who.id(), file.book.rules());
    match &file.case.state {
        State::SignedOff(signature) => {
            let for_whom = signature.on_behalf_of.map(|head| format!(" for {}", file.name(head))).unwrap_or_default();
            (
                format!(
                    "Signed off by {}{for_whom}, {}.",
                    file.name(signature.by),
                    crate::timeline::when(signature.at, visit.today())
                ),
                true,
            )
        }
        State::AwaitingSignOff { .. } => (String::new(), others),
        State::Logged
        | State::Passed
        | State::Investigating
        | State::Drafting
        | State::Answered { .. }
        | State::Closed { .. } => (String::new(), file.may(ActKind::SignOff)),
    }
}

fn queue(visit: &Visit, file: &CaseFile) -> Result<Option<Queue>, Problem> {
    let waiting = lists::to_sign(&visit.office, &visit.who)?;
    let at = waiting.iter().position(|reference| *reference == file.case.reference);
    let others = || {
        waiting
            .iter()
            .cycle()
            .skip(at.map_or(0, |at| at + 1))
            .take(waiting.len())
            .find(|reference| **reference != file.case.reference)
    };
    let next = others().map(|next| format!("/cases/{next}/response"));
    let words = match at {
        Some(at) => format!("{} of {} waiting for you", at + 1, waiting.len()),
        None if waiting.is_empty() => return Ok(None),
        None => format!("{} waiting for you", waiting.len()),
    };
    Ok(Some(Queue { words, next }))
}
