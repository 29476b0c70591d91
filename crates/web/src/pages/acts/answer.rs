//! Shows a form, does it, and shows it again with what is wrong. What was typed is never lost: it
//! stays in the form, and what was typed and not sent is offered again.

use app::{Problem, cases::CaseFile, drafts, presence::Doing};
use askama::Template;

use super::{
    Asked, Form, Gone, both,
    fields::{Field, Shown},
};
use crate::{
    answer::{self, Answer},
    due,
    form::{Fields, Sent},
    layout::{Errors, Flash, FlashTone, Frame, Link, NavItem},
    pages::{
        case::{opened, person_line, title},
        here, undo,
    },
    visit::Visit,
    words,
};

#[derive(Template)]
#[template(path = "act.html")]
struct ActPage {
    frame: Frame,
    act: Act,
}

/// The part of the page with the letter, for when what it is made from changes.
#[derive(Template)]
#[template(path = "act.html", block = "letter")]
struct LetterPart {
    act: Act,
}

/// What the template shows.
struct Act {
    reference: String,
    who: String,
    here: here::Here,
    action: String,
    seen: u32,
    draft: String,
    version: Option<u32>,
    errors: Errors,
    shown: Shown,
    due: Option<crate::layout::Due>,
    state: due::Tag,
    story: String,
}

/// What was typed into a form, and what is to be said about it.
#[derive(Default)]
struct Typed {
    fields: Fields,
    first: bool,
    errors: Errors,
    notices: Vec<Flash>,
    /// Of the draft that the fields are from; `None` where that is not known.
    version: Option<u32>,
}

/// GET: the form, with what was typed and not sent.
pub(super) async fn show(form: Form, reference: String, visit: Visit) -> Answer {
    let file = opened(&visit, &reference).await?;
    let key = key(&file, form);
    let draft = visit.run(move |visit| drafts::find(&visit.office, &visit.who, &key)).await?;
    let version = draft.as_ref().map_or(0, |draft| draft.version);
    let typed = match draft {
        Some(draft) => {
            let fields = Fields::from_json(&draft.body);
            let seen = fields.number("seen").unwrap_or(file.case.seq);
            if file.changed_since(seen).is_some() {
                return compared(form, visit, file, fields).await;
            }
            let words = format!("You typed this at {} and did not send it.", words::time(draft.saved_at));
            Typed { fields, notices: vec![notice(FlashTone::Note, words)], version: Some(version), ..Typed::default() }
        }
        None => {
            let query = visit.address.split_once('?').map_or("", |(_, query)| query);
            Typed { fields: Fields::parse(query.as_bytes()), first: true, version: Some(version), ..Typed::default() }
        }
    };
    page(form, visit, file, typed).await
}

/// POST: does it, or shows the form again.
pub(super) async fn perform(form: Form, reference: String, sent: Sent) -> Answer {
    let Sent { visit, fields } = sent;
    let file = opened(&visit, &reference).await?;
    let key = key(&file, form);
    match fields.text("do") {
        "words" => return page(form, visit, file, Typed { fields, ..Typed::default() }).await,
        "afresh" => {
            visit.run(move |visit| drafts::discard(&visit.office, &visit.who, &key)).await?;
            return visit.go(
                &format!("/cases/{}/{}", file.case.reference, form.path),
                crate::said::Said::new("Started afresh."),
            );
        }
        _ => {}
    }
    let (done, fields, file) = visit
        .run(move |visit| {
            let done = (form.perform)(&Asked { visit, file: &file, fields: &fields, first: false });
            if done.is_ok() {
                drafts::discard(&visit.office, &visit.who, &key)?;
            }
            let done = done.map(|gone| Gone { said: undo::offered(visit, file.case.reference, gone.said), ..gone });
            Ok((done, fields, file))
        })
        .await?;
    match done {
        Ok(Gone { to, said }) => visit.go(&to, said),
        Err(problem) => again(form, visit, file, fields, problem).await,
    }
}

/// POST of a field that changes the letter: only the letter comes back.
pub(super) async fn letter_again(form: Form, reference: String, sent: Sent) -> Answer {
    let Sent { visit, fields } = sent;
    let file = opened(&visit, &reference).await?;
    let (act, visit) = shown(form, visit, file, Typed { fields, ..Typed::default() }).await?;
    answer::fragment(&visit, &LetterPart { act })
}

/// What was typed over an earlier state of the case: kept first, then shown beside what others
/// changed since. Where they changed other things, the form is shown again, to be saved over those.
async fn compared(form: Form, visit: Visit, file: CaseFile, fields: Fields) -> Answer {
    let seen = fields.number("seen").unwrap_or(0);
    let key = key(&file, form);
    let (file, both) = visit
        .run(move |visit| {
            drafts::keep(&visit.office, &visit.who, &key, &fields.to_json(), None, visit.now)?;
            let both = both::compare(form, visit, &file, &fields)?;
            Ok((file, both))
        })
        .await?;
    if !both.conflicts.is_empty() {
        return both::page(form, &visit, &file, seen, both.conflicts, Errors::none());
    }
    let words =
        format!("{} Your words are kept below. Look at what happened, then save them.", both::who_changed(&file, seen));
    let links = vec![Link { href: format!("/cases/{}/history", file.case.reference), words: "See the history".into() }];
    let notice = Flash { links, ..notice(FlashTone::Warn, words) };
    page(form, visit, file, Typed { fields: both.merged, notices: vec![notice], ..Typed::default() }).await
}

/// The form again, with what is wrong. What cannot be put right here gets its own page.
async fn again(form: Form, visit: Visit, file: CaseFile, fields: Fields, problem: Problem) -> Answer {
    let mut typed = Typed { fields, ..Typed::default() };
    match problem {
        Problem::Invalid(errors) => errors.iter().for_each(|error| typed.errors.add(error.field, error.words.clone())),
        Problem::Refused(refusal) => typed.errors.add("", refusal.to_string()),
        Problem::Stale { .. } => {
            let file = opened(&visit, &file.case.reference.to_string()).await?;
            return compared(form, visit, file, typed.fields).await;
        }
        problem @ (Problem::Denied(_)
        | Problem::NotAllowed(_)
        | Problem::NoSuchCase(_)
        | Problem::Restricted { .. }
        | Problem::NotFound(_)
        | Problem::Changed { .. }
        | Problem::CalledOff
        | Problem::Store(_)
        | Problem::Broken(_)) => return Err(answer::Failure::new(problem, visit)),
    }
    page(form, visit, file, typed).await
}

async fn page(form: Form, visit: Visit, file: CaseFile, typed: Typed) -> Answer {
    let (errors, notices) = (!typed.errors.is_empty(), typed.notices.clone());
    let name = title(&file);
    let (act, visit) = shown(form, visit, file, typed).await?;
    let heading = format!("{}{}: {name}", if errors { "Error: " } else { "" }, act.shown.heading);
    let mut frame = visit.frame(&heading, Some(NavItem::Cases));
    frame.flashes.extend(notices.iter().cloned());
    let page = ActPage { frame, act };
    let stale = notices.iter().any(|notice| matches!(notice.tone, FlashTone::Warn));
    match (errors, stale) {
        (true, _) => answer::unprocessable(&visit, &page),
        (false, true) => answer::with_status(&visit, axum::http::StatusCode::CONFLICT, &page),
        (false, false) => answer::page(&visit, &page),
    }
}

async fn shown(form: Form, visit: Visit, file: CaseFile, typed: Typed) -> Result<(Act, Visit), answer::Failure> {
    let act = visit
        .run(move |visit| {
            let of = domain::permission::Of::under(&file.case, file.book.procedure());
            domain::permission::permit(&visit.who.actor, form.act, Some(of))?;
            let Typed { fields, first, errors, version, .. } = typed;
            let shown = (form.show)(&Asked { visit, file: &file, fields: &fields, first })?;
            let next = domain::clock::next_due(&file.clocks);
            Ok(Act {
                reference: file.case.reference.to_string(),
                who: person_line(&file),
                here: here::at(visit, &file, Doing::Working),
                action: format!("/cases/{}/{}", file.case.reference, form.path),
                seen: file.case.seq,
                draft: key(&file, form),
                version,
                errors,
                shown,
                due: next.map(|clock| due::of_clock(clock, visit.today())),
                state: due::state_tag(file.case.state.kind()),
                story: file.words(&file.case.story).to_owned(),
            })
        })
        .await?;
    Ok((act, visit))
}

fn notice(tone: FlashTone, words: String) -> Flash {
    Flash { tone, words, ..Flash::default() }
}

/// Under which the form's typing is kept.
pub(super) fn key(file: &CaseFile, form: Form) -> String {
    format!("{}/{}", file.case.reference, form.path)
}
