//! Log feedback: one page in the order of the conversation. What happens next is worked out while
//! people type; the acknowledgement leaves with the same key that saves.
//!
//! From anywhere to saved in 12 keys besides the text, of 14 allowed: Ctrl+N, Alt+1, then Tab to what
//! happened, what would put it right, the service, the ward, past "Does not want to say", the name,
//! the phone, the address and the postcode, and Ctrl+Enter.

use app::{
    FieldError, Problem,
    cases::{self, Logged, Now},
    drafts,
};
use axum::{
    Router,
    extract::RawQuery,
    routing::{get, post},
};
use domain::{
    ActKind, decide,
    feedback::{Ending, Kind, ReplyBy},
    letter::Method,
    permission::{self, Of, Says},
};

use crate::{
    answer::{self, Answer, Failure},
    door::Door,
    form::{Fields, Sent},
    layout::Errors,
    said::Said,
    visit::{Visit, cookie},
    words::EMAIL_WAITS,
};

pub(in crate::pages) mod aside;
mod choices;
pub(in crate::pages) use choices::{complainants, not_said};
mod earlier;
mod next;
mod typed;
mod view;

use typed::Typed;
use view::{ActsPart, LivePart, LogPage, NextPart};

/// Cookie of the way feedback came in the last time this person logged some.
const CHANNEL: &str = "heard-channel";

/// The addresses of this page.
pub fn routes() -> Router<Door> {
    Router::new()
        .route("/log", get(show).post(save))
        .route("/log/next", post(next))
        .route("/log/add", post(add))
        .route("/log/known", post(known))
        .route("/log/apart", post(apart))
}

async fn show(visit: Visit, RawQuery(query): RawQuery) -> Answer {
    let visit = allowed(visit)?;
    let query = Fields::parse(query.unwrap_or_default().as_bytes());
    let (wanted, them) = (query.text("draft").to_owned(), query.text("them").parse::<domain::Reference>().ok());
    let found = visit
        .run(move |visit| {
            let kept: Vec<_> = drafts::all(&visit.office, &visit.who)?
                .into_iter()
                .filter(|draft| super::drafts::is_log(&draft.key))
                .collect();
            let draft = kept.iter().find(|draft| draft.key == wanted).cloned();
            let offered = kept.iter().filter(|_| draft.is_none()).max_by_key(|draft| draft.saved_at);
            let more = kept.len().saturating_sub(1);
            let offered =
                offered.map(|draft| super::drafts::Offered { more, ..super::drafts::offered(draft, visit.today()) });
            let typed = match draft {
                Some(draft) => {
                    let on = domain::london::date_of(draft.saved_at);
                    Typed { draft: draft.key, ..Typed::kept(visit, &Fields::from_json(&draft.body), on)? }
                }
                None => {
                    let readers = visit.office.read(|reading| cases::usual_readers(reading, &visit.who))?;
                    let fresh = Typed::fresh(visit.today(), last_channel(visit), once(visit), &readers);
                    let fresh = Typed { draft: free_key(&kept), ..fresh }.under_its_procedure(visit)?;
                    of_customer(visit, fresh, them)?
                }
            };
            LogPage::read(visit, typed, Errors::none(), offered)
        })
        .await?;
    answer::page(&visit, &found.framed(visit.frame("Log feedback", None)))
}

/// The live part: dates, where it goes, what to say, earlier cases of the same person.
async fn next(sent: Sent) -> Answer {
    let Sent { visit, fields } = sent;
    let visit = allowed(visit)?;
    let part = visit
        .run(move |visit| {
            let typed = Typed::read(visit, &fields)?;
            let next = NextPart { next: next::next(visit, &typed)? };
            Ok(LivePart { next, acts: ActsPart { acts: next::acts(visit, &typed)? } })
        })
        .await?;
    answer::fragment(&visit, &part)
}

/// What became of a form: logged, or what is wrong with it.
enum Outcome {
    Logged { logged: Box<Logged>, method: Option<Method>, email_waits: bool },
    Wrong(Box<LogPage>),
}

async fn save(sent: Sent) -> Answer {
    let Sent { mut visit, fields } = sent;
    visit = allowed(visit)?;
    let act = fields.text("act").to_owned();
    if matches!(act.as_str(), "look" | "split") {
        let page = visit
            .run(move |visit| {
                let typed = Typed::read(visit, &fields)?;
                let (typed, focus) = match act.as_str() {
                    "split" => (typed.split(), "points"),
                    // Enter was pressed in a field, without a script: most likely in the last one that was filled in.
                    _ if !typed.done.trim().is_empty() => (typed, "done"),
                    _ => (typed, ""),
                };
                Ok(LogPage::read(visit, typed, Errors::none(), None)?.focused(focus))
            })
            .await?;
        return answer::page(&visit, &page.framed(visit.frame("Log feedback", None)));
    }
    let channel = fields.text("channel").to_owned();
    let outcome = visit.run(move |visit| log(visit, &fields, &act)).await?;
    match outcome {
        Outcome::Wrong(page) => answer::unprocessable(&visit, &page.framed(visit.frame("Error: Log feedback", None))),
        Outcome::Logged { logged, method, email_waits } => {
            let mut remembered = cookie(CHANNEL, channel);
            remembered.make_permanent();
            visit.jar = visit.jar.add(remembered);
            saved(&visit, &logged, method, email_waits)
        }
    }
}

fn log(visit: &Visit, fields: &Fields, act: &str) -> Result<Outcome, Problem> {
    let typed = Typed::read(visit, fields)?;
    let errors = typed.wrong(act, visit.today());
    if !errors.is_empty() {
        return Ok(Outcome::Wrong(Box::new(LogPage::read(visit, typed, errors, None)?)));
    }
    let form = typed.form();
    let acknowledges = act == "print" && may_acknowledge(visit, &typed)?;
    let method = typed.method().filter(|_| acknowledges);
    let and_now = match (act, method) {
        ("sorted", _) => Now::SortedAtOnce(&typed.done),
        ("print", method) if hands_over(visit, &typed)? => Now::HandOver(method),
        (_, Some(method)) => Now::Acknowledge(method),
        (_, None) => Now::OnlySave,
    };
    match cases::log(&visit.office, &visit.who, &form, and_now, visit.now) {
        Ok(logged) => {
            aside::saved(visit, fields, &typed.draft, &logged)?;
            let email_waits = app::outbox::waits(&visit.office)?;
            Ok(Outcome::Logged { logged: Box::new(logged), method, email_waits })
        }
        Err(Problem::Invalid(wrong)) => {
            let wrong = wrong.into_iter().map(letter_later);
            Ok(Outcome::Wrong(Box::new(LogPage::read(visit, typed, Errors::of_all(wrong), None)?)))
        }
        Err(Problem::Refused(refusal)) => {
            let mut errors = Errors::none();
            errors.add(if act == "sorted" { "done" } else { "" }, refusal.to_string());
            Ok(Outcome::Wrong(Box::new(LogPage::read(visit, typed, errors, None)?)))
        }
        Err(problem) => Err(problem),
    }
}

/// A letter whose template does not fit is not written here: the feedback is saved without it.
fn letter_later(wrong: FieldError) -> FieldError {
    if wrong.field != "words" {
        return wrong;
    }
    FieldError::new("received", format!("{}: choose “Save, acknowledge later”", wrong.words))
}

/// Says what was saved, on the page where the next step is.
fn saved(visit: &Visit, logged: &Logged, method: Option<Method>, email_waits: bool) -> Answer {
    let reference = logged.reference;
    let letter = logged.letters.first().map(|number| format!("/cases/{reference}/letters/{number}"));
    let ended = logged.case.ended().map(|(ending, _)| ending);
    let (words, to_print) = match method {
        Some(Method::Email) if email_waits => (EMAIL_WAITS, None),
        Some(Method::Email) => ("Acknowledgement on its way by email.", None),
        Some(Method::Post) => ("Acknowledgement ready: print it and post it.", letter),
        Some(Method::Handed) => ("Acknowledgement ready: print it and hand it over.", letter),
        Some(Method::Phone) => ("Acknowledged by phone.", None),
        None if ended == Some(Ending::HandedOver) => ("", None),
        None if ended.is_some() => ("Closed as sorted at first contact. Undo opens it again.", None),
        None if logged.case.customer.is_none() => ("We do not know who told us, so nothing is sent.", None),
        None => ("Acknowledgement not sent yet.", None),
    };
    let handed = if ended == Some(Ending::HandedOver) { " and handed over" } else { "" };
    let words = format!("Saved as {reference}{handed}. {words}");
    let said = Said::new(words.trim_end()).link("/log", "Log another");
    if !permission::may_see(&visit.who.actor, (&logged.case).into()) {
        let hidden = if logged.case.restriction.is_some() { ", and hidden from you" } else { "" };
        let words = format!("Saved as {reference}{hidden}. A Customer Champion will see that it is answered.");
        return visit.go("/today", Said::new(words).link("/log", "Log another"));
    }
    // All of it, where nobody outside has seen any; else what was done with it besides.
    let undoable = decide::undoable_logging(&logged.case, visit.who.id(), visit.now)
        .or_else(|| decide::undoable(&logged.case, visit.who.id(), visit.now));
    let said = undoable.into_iter().fold(said, |said, undoable| said.undo_by(super::undo::button(reference, undoable)));
    match to_print {
        Some(letter) => visit.go(&format!("{letter}?print=now"), said),
        None => visit.go(&format!("/cases/{reference}"), said),
    }
}

/// Brings along what is known of the customer of an earlier case, or, without one, forgets that
/// they are known.
async fn known(sent: Sent) -> Answer {
    let Sent { visit, fields } = sent;
    let visit = allowed(visit)?;
    let case = fields.text("them").parse::<domain::Reference>().ok();
    let page = visit
        .run(move |visit| {
            let typed = Typed { known: String::new(), ..Typed::read(visit, &fields)? };
            let typed = of_customer(visit, typed, case)?;
            Ok(LogPage::read(visit, typed, Errors::none(), None)?.focused("name"))
        })
        .await?;
    answer::page(&visit, &page.framed(visit.frame("Log feedback", None)))
}

/// The form with what is known of the customer of a case, if they are known.
fn of_customer(visit: &Visit, typed: Typed, case: Option<domain::Reference>) -> Result<Typed, Problem> {
    let known = case.map(|case| cases::known_customer(&visit.office, &visit.who, case)).transpose()?.flatten();
    Ok(match known.zip(case) {
        Some((customer, case)) => typed.with_customer(&customer, case.to_string()),
        None => typed,
    })
}

/// Keeps what is typed apart from earlier cases that were shown; the form has them, and asks no more.
async fn apart(sent: Sent) -> Answer {
    let Sent { visit, fields } = sent;
    let visit = allowed(visit)?;
    let page = visit
        .run(
            move |visit| Ok(LogPage::read(visit, Typed::read(visit, &fields)?, Errors::none(), None)?.focused("story")),
        )
        .await?;
    answer::page(&visit, &page.framed(visit.frame("Log feedback", None)))
}

/// Adds what was taken down to a case that is there, as a contact, instead of logging it.
async fn add(sent: Sent) -> Answer {
    let Sent { visit, fields } = sent;
    let visit = allowed(visit)?;
    let Ok(reference) = fields.text("add_to").parse::<domain::Reference>() else {
        return Err(Failure::no_page(Some(visit)));
    };
    let added = visit
        .run(move |visit| {
            let typed = Typed::read(visit, &fields)?;
            match cases::add_to(&visit.office, &visit.who, reference, &typed.form(), visit.now) {
                Ok(done) => {
                    aside::added(visit, &fields, &typed.draft, &done)?;
                    let said = Said::new(format!("Added to {reference} as a contact. It is no case of its own."));
                    Ok(Added::ToTheCase(super::undo::offered(visit, reference, said.link("/log", "Log another"))))
                }
                Err(Problem::Invalid(wrong)) => {
                    let page = LogPage::read(visit, typed, Errors::of_all(wrong), None)?;
                    Ok(Added::Not(Box::new(page)))
                }
                Err(problem) => Err(problem),
            }
        })
        .await?;
    match added {
        Added::ToTheCase(said) => visit.go(&format!("/cases/{reference}"), said),
        Added::Not(page) => answer::unprocessable(&visit, &page.framed(visit.frame("Error: Log feedback", None))),
    }
}

/// What became of adding to a case: done, with what to say, or what is wrong.
enum Added {
    ToTheCase(Said),
    Not(Box<LogPage>),
}

/// Who may not log gets told before they type.
fn allowed(visit: Visit) -> Result<Visit, Failure> {
    match permission::permit(&visit.who.actor, ActKind::Log, None) {
        Ok(_) => Ok(visit),
        Err(denied) => Err(Failure::new(Problem::Denied(denied), visit)),
    }
}

/// Whether this person may do `act` to a case that was just logged and given to nobody, as far as the table goes.
fn may(visit: &Visit, act: ActKind) -> bool {
    may_where(visit, act, Says::default())
}

fn may_where(visit: &Visit, act: ActKind, says: Says) -> bool {
    let new = Of {
        state: domain::StateKind::Logged,
        service: None,
        investigator: None,
        appointed: None,
        named_staff: None,
        readers: None,
        says,
    };
    permission::permit(&visit.who.actor, act, Some(new)).is_ok()
}

/// Whether this person may acknowledge what is being typed, by the procedure it will come under.
fn may_acknowledge(visit: &Visit, typed: &Typed) -> Result<bool, Problem> {
    let book = next::book(visit, typed)?;
    let stage = typed.kind().and_then(|kind| book.procedure().first_stage(kind));
    Ok(may_where(visit, ActKind::Acknowledge, Says::in_stage(stage, book.procedure())))
}

/// Whether what is being typed is a request that goes to its service as it is saved: nothing more is owed to the customer,
/// so that it would only wait for somebody to press a button.
fn hands_over(visit: &Visit, typed: &Typed) -> Result<bool, Problem> {
    let form = typed.form();
    if typed.kind() != Some(Kind::ServiceRequest) || form.restrict.is_some() || !may(visit, ActKind::Close) {
        return Ok(false);
    }
    // Closed at once it is in nobody's list any more, so that somebody must hear of it.
    if !form.service.map_or(Ok(false), |service| somebody_hears(visit, service, &typed.named))? {
        return Ok(false);
    }
    let reply_by = cases::wants_reply_by(&form).unwrap_or(ReplyBy::Letter);
    Ok(!next::book(visit, typed)?.procedure().owes_full_answer(Kind::ServiceRequest, reply_by))
}

/// Whether a request for a service has a Head who works here, and whom it does not name.
fn somebody_hears(visit: &Visit, service: domain::ServiceId, named: &str) -> Result<bool, Problem> {
    visit.office.read(|reading| {
        let service = reading.services()?.into_iter().find(|each| each.id == service);
        let head = service.and_then(|service| service.head).map(|head| reading.person(head)).transpose()?.flatten();
        Ok(head.is_some_and(|head| head.active && head.id.to_string() != named))
    })
}

fn last_channel(visit: &Visit) -> String {
    visit.jar.get(CHANNEL).map(|cookie| cookie.value().to_owned()).unwrap_or_default()
}

/// A name for one form.
fn once(visit: &Visit) -> String {
    app::sessions::hex(&visit.door.chance::<16>())
}

/// The first key that no kept form has, so that a fresh form never overwrites an unfinished one.
fn free_key(kept: &[app::DraftRow]) -> String {
    let keys = std::iter::once("log".to_owned()).chain((2..=u8::MAX).map(|number| format!("log-{number}")));
    keys.into_iter().find(|key| !kept.iter().any(|draft| draft.key == *key)).unwrap_or_else(|| "log".into())
}
