//! The officer's page: the points, the words, the checks. For everybody else, the same to read.

use app::{
    Problem,
    cases::{self, CaseFile, On},
    drafts,
};
use askama::{Template, filters::Safe};
use axum::extract::Path;
use domain::{StateKind, act::ActKind};

use super::{
    kept,
    seen::{self, Checks, Comment, PointView},
};
use crate::{
    answer::{self, Answer, Failure},
    form::{Fields, Sent},
    layout::{Errors, Frame, NavItem},
    pages::{
        case::{CaseHead, Tab, opened, title},
        undo,
    },
    said::Said,
    timeline::held,
    visit::Visit,
    words::{self, EMAIL_WAITS},
};

#[derive(Template)]
#[template(path = "response.html")]
struct WritePage {
    frame: Frame,
    head: CaseHead,
    root: String,
    live: String,
    errors: Errors,
    points: Vec<PointView>,
    wanted: String,
    evidence: Vec<(u32, String)>,
    text: String,
    version: u32,
    whose: String,
    earlier: bool,
    paper: Safe<String>,
    may_write: bool,
    may_submit: bool,
    /// They sign what they wrote: no signature of the Head is asked for.
    may_sign: bool,
    may_find: bool,
    note: String,
    checks: Checks,
    comments: Vec<Comment>,
}

/// GET: the words as they were last saved, or as they were typed since.
pub(super) async fn show(visit: Visit, file: CaseFile) -> Answer {
    let key = key(&file);
    let draft = visit.run(move |visit| drafts::find(&visit.office, &visit.who, &key)).await?;
    let Some(draft) = draft.filter(|_| file.may(ActKind::Draft)) else {
        return page(&visit, file, None, String::new(), Errors::none()).await;
    };
    let fields = Fields::from_json(&draft.body);
    let typed = seen::same_lines(fields.text("text"));
    if fields.number::<u32>("version").unwrap_or(0) != seen::version(&file) {
        return kept::page(&visit, &file, &typed);
    }
    if typed == seen::draft_words(&file) || typed.is_empty() {
        return page(&visit, file, None, String::new(), Errors::none()).await;
    }
    let note =
        format!("These are your words from {}. They are not saved as a version yet.", words::time(draft.saved_at));
    page(&visit, file, Some(typed), note, Errors::none()).await
}

/// POST: saves a version.
pub(super) async fn draft(Path(reference): Path<String>, sent: Sent) -> Answer {
    let saved =
        |case: &domain::Case| format!("Saved as version {}.", case.draft.as_ref().map_or(0, |draft| draft.version));
    let to = if sent.fields.text("then") == "sign" { "sign-off" } else { "response" };
    act(reference, sent, cases::draft, saved, to).await
}

/// POST: saves a version and asks for a signature.
pub(super) async fn submit(Path(reference): Path<String>, sent: Sent) -> Answer {
    act(reference, sent, cases::submit, |_| "Sent for sign-off.".into(), "").await
}

type Act = fn(&app::Office, &app::Who, On, &str, domain::Moment) -> Result<cases::Done, Problem>;

async fn act(reference: String, sent: Sent, act: Act, said: fn(&domain::Case) -> String, to: &str) -> Answer {
    let Sent { visit, fields } = sent;
    let file = opened(&visit, &reference).await?;
    let text = seen::same_lines(fields.text("text"));
    if fields.number::<u32>("version").unwrap_or(0) != seen::version(&file) {
        return kept::page(&visit, &file, &text);
    }
    let on = On { reference: file.case.reference, seen: Some(file.case.seq) };
    let (key, words) = (key(&file), text.clone());
    let done = visit
        .run(move |visit| {
            let done = act(&visit.office, &visit.who, on, &words, visit.now);
            if done.is_ok() {
                drafts::discard(&visit.office, &visit.who, &key)?;
            }
            Ok(done.map(|done| undo::offered(visit, done.reference, Said::new(said(&done.case)))))
        })
        .await?;
    match done {
        Ok(said) => visit.go(format!("/cases/{reference}/{to}").trim_end_matches('/'), said),
        Err(Problem::Stale { .. }) => kept::page(&visit, &opened(&visit, &reference).await?, &text),
        Err(Problem::Invalid(found)) => {
            let mut errors = Errors::none();
            found.iter().for_each(|error| errors.add(error.field, error.words.clone()));
            page(&visit, file, Some(text), String::new(), errors).await
        }
        Err(Problem::Refused(refusal)) => {
            let mut errors = Errors::none();
            errors.add("", refusal.to_string());
            page(&visit, file, Some(text), String::new(), errors).await
        }
        Err(problem) => Err(Failure::new(problem, visit)),
    }
}

async fn page(visit: &Visit, file: CaseFile, typed: Option<String>, note: String, errors: Errors) -> Answer {
    let wrong = !errors.is_empty();
    let page = visit.run(move |visit| made(visit, &file, typed, note, errors)).await?;
    if wrong { answer::unprocessable(visit, &page) } else { answer::page(visit, &page) }
}

fn made(
    visit: &Visit,
    file: &CaseFile,
    typed: Option<String>,
    note: String,
    errors: Errors,
) -> Result<WritePage, Problem> {
    let may_write = file.may(ActKind::Draft);
    let state = file.case.state.kind();
    let text = typed.unwrap_or_else(|| match seen::draft_words(file) {
        words if words.is_empty() && may_write => skeleton(visit, file),
        words => words,
    });
    let before_review =
        matches!(state, StateKind::Passed | StateKind::Investigating | StateKind::Drafting | StateKind::SignedOff);
    let error = if errors.is_empty() { "" } else { "Error: " };
    Ok(WritePage {
        frame: visit.frame(&format!("{error}{}: response", title(file)), Some(NavItem::Cases)),
        head: CaseHead::new(visit, file, Tab::Response),
        root: format!("/cases/{}", file.case.reference),
        live: format!("/cases/{}/checks", file.case.reference),
        errors,
        points: seen::points(file, &text),
        wanted: seen::wanted(file),
        evidence: seen::evidence(file),
        version: seen::version(file),
        whose: file.case.draft.as_ref().map(|draft| seen::whose(file, draft)).unwrap_or_default(),
        earlier: seen::version(file) > 1,
        paper: seen::paper(file, &seen::letter(visit, file, &text)?),
        may_write,
        may_sign: before_review && file.may_when(ActKind::SignOff, StateKind::Drafting),
        may_submit: file.may(ActKind::Submit) || (may_write && before_review),
        may_find: file.may(ActKind::Find),
        note: if note.is_empty() { standing(file, visit, may_write) } else { note },
        checks: seen::checks(visit, file, &text)?,
        comments: seen::comments(file, visit),
        text,
    })
}

/// Where the response is, for whoever reads it.
fn standing(file: &CaseFile, visit: &Visit, may_write: bool) -> String {
    let head = file.case.head.map(|head| file.name(head).to_owned()).unwrap_or_default();
    match &file.case.state {
        domain::State::AwaitingSignOff { since, .. } => {
            format!("With {head} to sign off since {}.", crate::timeline::when(*since, visit.today()))
        }
        domain::State::SignedOff(_) if may_write => {
            "It is signed off. Saving a change takes the signature away.".into()
        }
        domain::State::SignedOff(signature) => format!("Signed off by {}, to be sent.", file.name(signature.by)),
        domain::State::Answered { at, letter } if held(file, *letter) => {
            format!("Signed {}. {EMAIL_WAITS}", crate::timeline::when(*at, visit.today()))
        }
        domain::State::Answered { at, .. } => format!("Sent {}.", crate::timeline::when(*at, visit.today())),
        domain::State::Logged
        | domain::State::Passed
        | domain::State::Investigating
        | domain::State::Drafting
        | domain::State::Closed { .. } => String::new(),
    }
}

/// What a first draft opens with: a paragraph a point, what was promised, and whom to ask.
/// Greeting, rights and signature come from the letter around it.
fn skeleton(visit: &Visit, file: &CaseFile) -> String {
    let mut parts = vec!["Thank you for telling us about this.".to_owned()];
    for point in &file.case.points {
        let found = point.finding.as_ref().map(|(_, reason)| file.words(reason)).unwrap_or(domain::checks::TO_WRITE);
        parts.push(format!(
            "[{}] You told us: {}. {found}",
            point.number,
            file.words(&point.text).trim_end_matches('.')
        ));
    }
    let promise = |promise: &domain::case::Promise| {
        let by = promise.due.map(|due| format!(" By {}", words::long_day(due))).unwrap_or_default();
        let who = promise.owner.map(|owner| format!(" ({})", file.name(owner))).unwrap_or_default();
        format!("- {}{by}{who}", file.words(&promise.what).trim_end_matches('.'))
    };
    if !file.case.promises.is_empty() {
        parts.push("This is what we have done and will do:".into());
        parts.push(file.case.promises.iter().map(promise).collect::<Vec<_>>().join("\n"));
    }
    let phone = visit.office.council().phone.clone();
    let contact = file.case.investigator.map(|person| file.name(person).to_owned());
    if let (Some(name), false) = (contact, phone.is_empty()) {
        parts.push(format!("If you want to talk about this, ring {name} on {phone}."));
    }
    parts.join("\n\n")
}

/// Under which the typing is kept.
fn key(file: &CaseFile) -> String {
    format!("{}/response", file.case.reference)
}
